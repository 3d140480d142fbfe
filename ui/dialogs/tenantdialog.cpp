// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/tenantdialog.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLineEdit>

namespace ledgercast {

namespace {
constexpr int leastWidth = 520;
}

TenantDialog::TenantDialog(const Theme &theme, const QString &tenant, bool needsBaseUrl, QWidget *parent)
    : QDialog(parent), m_tenant(new QLineEdit(tenant))
{
    setObjectName(QStringLiteral("tenantDialog"));
    setWindowTitle(tr("Which tenant is it?"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(leastWidth);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    auto *help = new TextLabel(theme, TextStyle::Body, Token::TextSecondary,
                               tr("This file uses client credentials, and such files don't say everything. Your "
                                  "CloudSuite administrator finds the rest in the API Gateway."));
    help->setWordWrap(true);
    column->addWidget(help);
    auto *form = new QFormLayout;
    form->setSpacing(10);
    m_tenant->setObjectName(QStringLiteral("tenantField"));
    m_tenant->setPlaceholderText(QStringLiteral("ACME_PRD"));
    form->addRow(tr("Tenant"), m_tenant);
    if (needsBaseUrl) {
        m_baseUrl = new QLineEdit;
        m_baseUrl->setObjectName(QStringLiteral("baseUrlField"));
        m_baseUrl->setPlaceholderText(QStringLiteral("https://mingle-ionapi.eu1.inforcloudsuite.com"));
        form->addRow(tr("ION API base URL"), m_baseUrl);
        connect(m_baseUrl, &QLineEdit::textChanged, this, &TenantDialog::update);
    }
    column->addLayout(form);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("tenantCancel"));
    m_continue = buttons->addButton(tr("Continue"), QDialogButtonBox::AcceptRole);
    m_continue->setObjectName(QStringLiteral("tenantContinue"));
    m_continue->setDefault(true);
    setButtonKind(m_continue, ButtonKind::Primary);
    column->addWidget(buttons);
    connect(m_tenant, &QLineEdit::textChanged, this, &TenantDialog::update);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT detailsGiven(m_tenant->text().trimmed(), m_baseUrl ? m_baseUrl->text().trimmed() : QString());
        accept();
    });
    update();
}

void TenantDialog::update()
{
    const bool isComplete =
        !m_tenant->text().trimmed().isEmpty() && (!m_baseUrl || !m_baseUrl->text().trimmed().isEmpty());
    m_continue->setEnabled(isComplete);
}

} // namespace ledgercast
