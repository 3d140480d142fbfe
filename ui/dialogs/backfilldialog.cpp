// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/backfilldialog.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QDateEdit>
#include <QDialogButtonBox>
#include <QPushButton>
#include <QRadioButton>

namespace ledgercast {

namespace {

constexpr int leastWidth = 440;

TextLabel *hint(const Theme &theme, const QString &text)
{
    auto *label = new TextLabel(theme, TextStyle::Small, Token::TextSecondary, text);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignTop);
    label->setContentsMargins(24, 0, 0, 0);
    return label;
}

} // namespace

BackfillDialog::BackfillDialog(const Theme &theme, const QString &source, QDate today, QWidget *parent)
    : QDialog(parent)
    , m_from(new QDateEdit(today.addDays(1 - today.day())))
    , m_record(new QRadioButton(tr("Record only")))
    , m_tell(new QRadioButton(tr("Record, and post in digests")))
{
    setObjectName(QStringLiteral("backfillDialog"));
    setWindowTitle(tr("Read from an earlier day"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(leastWidth);
    m_from->setObjectName(QStringLiteral("backfillFrom"));
    m_from->setAccessibleName(tr("First day"));
    m_from->setCalendarPopup(true);
    m_from->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_from->setMaximumDate(today);
    m_record->setObjectName(QStringLiteral("backfillRecord"));
    m_tell->setObjectName(QStringLiteral("backfillTell"));
    m_record->setChecked(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(8);
    column->addWidget(
        new TextLabel(theme, TextStyle::BodyStrong, Token::Text, tr("%1 that changed since").arg(source)));
    column->addWidget(m_from, 0, Qt::AlignLeft);
    column->addSpacing(6);
    column->addWidget(m_record);
    column->addWidget(hint(theme, tr("What isn't in the audit log yet is put there. Nothing is posted.")));
    column->addWidget(m_tell);
    column->addWidget(hint(theme, tr("What changed since that day and was never posted goes out in the next digests, "
                                     "where a rule matches. Nothing is posted twice.")));
    column->addSpacing(6);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *read = buttons->addButton(tr("Read"), QDialogButtonBox::AcceptRole);
    read->setObjectName(QStringLiteral("backfillRead"));
    read->setDefault(true);
    setButtonKind(read, ButtonKind::Primary);
    column->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT asked(m_from->date(), m_tell->isChecked());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace ledgercast
