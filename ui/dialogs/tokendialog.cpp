// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/tokendialog.h"

#include "core/slack/slackapi.h"
#include "core/slack/slackclient.h"
#include "core/slack/socketmode.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/callout.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QLineEdit>

namespace ledgercast {

namespace {
constexpr int leastWidth = 480;
}

TokenKind TokenKind::bot()
{
    return {TokenDialog::tr("Paste a bot token"),
            TokenDialog::tr("The bot token of your Slack app begins with xoxb-. It is under “OAuth & Permissions” of "
                            "the app at api.slack.com/apps. Ledgercast checks it with Slack and keeps it in the "
                            "system keychain."),
            TokenDialog::tr("Bot token"),
            QStringLiteral("xoxb-…"),
            TokenDialog::tr("This isn't a bot token"),
            &SlackClient::whyNotAToken};
}

TokenKind TokenKind::app()
{
    return {TokenDialog::tr("Hear of events in Slack"),
            TokenDialog::tr("With an app-level token Ledgercast hears who acknowledges a message with an emoji, which "
                            "message was deleted, and at once what becomes of channels. Paste the manifest on the "
                            "“App Manifest” page of the app at api.slack.com/apps, install the app again, and make a "
                            "token with the scope connections:write under “Basic Information”; it begins with xapp-. "
                            "It is kept in the system keychain."),
            TokenDialog::tr("App-level token"),
            QStringLiteral("xapp-…"),
            TokenDialog::tr("This isn't an app-level token"),
            &SocketMode::whyNotAToken,
            slackManifestWithEvents()};
}

TokenDialog::TokenDialog(const Theme &theme, const TokenKind &kind, QWidget *parent)
    : QDialog(parent), m_kind(kind), m_token(new QLineEdit), m_problem(new Callout(theme))
{
    setObjectName(QStringLiteral("tokenDialog"));
    setWindowTitle(kind.title);
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(leastWidth);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    auto *help = new TextLabel(theme, TextStyle::Body, Token::TextSecondary, kind.help);
    help->setWordWrap(true);
    column->addWidget(help);
    m_token->setObjectName(QStringLiteral("tokenField"));
    m_token->setAccessibleName(kind.name);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setPlaceholderText(kind.placeholder);
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
    if (!kind.manifest.isEmpty()) {
        auto *copy = buttons->addButton(tr("Copy manifest"), QDialogButtonBox::ActionRole);
        copy->setObjectName(QStringLiteral("tokenManifest"));
        connect(copy, &QPushButton::clicked, this,
                [this] { QApplication::clipboard()->setText(QString::fromUtf8(m_kind.manifest)); });
    }
    column->addWidget(buttons);
    connect(m_token, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_connect->setEnabled(!text.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &TokenDialog::handOver);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void TokenDialog::handOver()
{
    const QString token = m_token->text().trimmed();
    // What can't be such a token isn't sent anywhere; it leaves the field, because it may be a secret all the same.
    if (const QString reason = m_kind.whyNotAToken(token); !reason.isEmpty()) {
        m_token->clear();
        return setProblem(m_kind.refusedTitle, reason);
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
