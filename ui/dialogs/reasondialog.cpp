// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/reasondialog.h"

#include "ui/format/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QDialogButtonBox>
#include <QLineEdit>

namespace ledgercast {

namespace {
constexpr int leastWidth = 420;
constexpr int longestReason = 200;
} // namespace

ReasonDialog::ReasonDialog(const Theme &theme, int entries, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("reasonDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(leastWidth);
    const QString title =
        entries == 1 ? tr("Mark 1 entry as not sent?") : tr("Mark %1 entries as not sent?").arg(format::count(entries));
    setWindowTitle(title);
    auto *help = new TextLabel(theme, TextStyle::Body, Token::TextSecondary,
                               tr("What waits is not posted any more. The record stays in the audit log, with your "
                                  "name and the reason."));
    help->setWordWrap(true);
    auto *field = new QLineEdit;
    field->setObjectName(QStringLiteral("reasonField"));
    field->setAccessibleName(tr("Reason"));
    field->setPlaceholderText(tr("Reason, for example “told the team by phone”"));
    field->setMaxLength(longestReason);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("reasonCancel"));
    QPushButton *give = buttons->addButton(tr("Mark as not sent"), QDialogButtonBox::AcceptRole);
    give->setObjectName(QStringLiteral("reasonGive"));
    give->setEnabled(false);
    give->setDefault(true);
    setButtonKind(give, ButtonKind::Primary);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(10);
    column->addWidget(new TextLabel(theme, TextStyle::BodyStrong, Token::Text, title));
    column->addWidget(help);
    column->addWidget(field);
    column->addSpacing(4);
    column->addWidget(buttons);
    connect(field, &QLineEdit::textChanged, give,
            [give](const QString &text) { give->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, field] {
        const QString reason = field->text().trimmed();
        accept();
        Q_EMIT reasonGiven(reason);
    });
}

} // namespace ledgercast
