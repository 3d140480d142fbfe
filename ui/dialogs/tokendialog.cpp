// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/tokendialog.h"

#include "core/slack/slackclient.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/callout.h"
#include "ui/widgets/textlabel.h"

#include <QDialogButtonBox>
#include <QLineEdit>

namespace ledgercast {

namespace {
constexpr int leastWidth = 480;
}

TokenDialog::TokenDialog(const Theme &theme, QWidget *parent)
    : QDialog(parent), m_token(new QLineEdit), m_problem(new Callout(theme))
{
    setObjectName(QStringLiteral("tokenDialog"));
    setWindowTitle(tr("Paste a bot token"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(leastWidth);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    auto *help =
        new TextLabel(theme, TextStyle::Body, Token::TextSecondary,
                      tr("The bot token of your Slack app begins with xoxb-. It is under “OAuth & Permissions” of "
                         "the app at api.slack.com/apps. Ledgercast checks it with Slack and keeps it in the "
                         "system keychain."));
    help->setWordWrap(true);
    column->addWidget(help);
    m_token->setObjectName(QStringLiteral("tokenField"));
    m_token->setAccessibleName(tr("Bot token"));
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(QStringLiteral("xoxb-…"));
    m_token->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    column->addWidget(m_token);
    m_problem->setObjectName(QStringLiteral("tokenProblem"));
    m_problem->hide();
    column->addWidget(m_problem);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("tokenCancel"));
    m_connect = buttons->addButton(tr("Connect"), QDialogButtonBox::AcceptRole);
    m_connect->setObjectName(QStringLiteral("tokenConnect"));
    m_connect->setEnabled(false);
    m_connect->setDefault(true);
    setButtonKind(m_connect, ButtonKind::Primary);
    column->addWidget(buttons);
    connect(m_token, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_connect->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &TokenDialog::handOver);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void TokenDialog::handOver()
{
    const QString token = m_token->text().trimmed();
    // What can't be a bot token isn't sent anywhere; it leaves the field, because it may be a secret all the same.
    if (const QString reason = SlackClient::whyNotAToken(token); !reason.isEmpty()) {
        m_token->clear();
        return setProblem(tr("This isn't a bot token"), reason);
    }
    m_problem->hide();
    setBusy(true);
    m_token->clear();
    Q_EMIT tokenGiven(token);
}

void TokenDialog::setProblem(const QString &title, const QString &sentence)
{
    setBusy(false);
    m_problem->setText(Tone::Danger, Symbol::Failed, title, sentence);
    m_problem->show();
    m_token->setFocus();
}

void TokenDialog::setBusy(bool isBusy)
{
    m_token->setEnabled(!isBusy);
    m_connect->setText(isBusy ? tr("Checking…") : tr("Connect"));
    m_connect->setEnabled(!isBusy && !m_token->text().isEmpty());
}

} // namespace ledgercast
