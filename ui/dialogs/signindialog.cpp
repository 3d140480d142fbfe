// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/signindialog.h"

#include "core/slack/oauth.h"
#include "core/slack/slackapi.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/callout.h"
#include "ui/widgets/textlabel.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QDesktopServices>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QPushButton>

namespace ledgercast {

namespace {

constexpr int leastWidth = 540;

TextLabel *paragraph(const Theme &theme, const QString &text)
{
    auto *label = new TextLabel(theme, TextStyle::Body, Token::TextSecondary, text);
    label->setWordWrap(true);
    return label;
}

void copy(const QString &text)
{
    QApplication::clipboard()->setText(text);
}

} // namespace

SignInDialog::SignInDialog(const Theme &theme, const QString &clientId, const QUrl &redirect, QWidget *parent)
    : QDialog(parent), m_redirect(redirect), m_problem(new Callout(theme))
{
    setObjectName(QStringLiteral("signInDialog"));
    setWindowTitle(tr("Sign in to Slack"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(leastWidth);
    m_appPart = makeAppPart(theme, clientId);
    m_waitingPart = makeWaitingPart(theme);
    m_problem->setObjectName(QStringLiteral("signInProblem"));
    m_problem->hide();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("signInCancel"));
    m_go = buttons->addButton(QString(), QDialogButtonBox::AcceptRole);
    m_go->setDefault(true);
    setButtonKind(m_go, ButtonKind::Primary);
    m_manifest = buttons->addButton(tr("Copy manifest"), QDialogButtonBox::ActionRole);
    m_manifest->setObjectName(QStringLiteral("signInManifest"));
    m_manifest->setToolTip(tr("The settings of the Slack app, with this redirect address"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(m_appPart);
    column->addWidget(m_waitingPart);
    column->addWidget(m_problem);
    column->addWidget(buttons);
    connect(m_manifest, &QPushButton::clicked, this,
            [this] { copy(QString::fromUtf8(slackManifestWithRedirect(slackManifest(), m_redirect))); });
    connect(buttons, &QDialogButtonBox::accepted, this, &SignInDialog::handOver);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showPart(false);
}

QLineEdit *SignInDialog::addField(QBoxLayout *column, const Theme &theme, const QString &label, const char *name)
{
    auto *caption = new TextLabel(theme, TextStyle::BodyStrong, Token::Text, label);
    auto *field = new QLineEdit;
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(label);
    caption->setBuddy(field);
    column->addWidget(caption);
    column->addWidget(field);
    connect(field, &QLineEdit::textChanged, this, &SignInDialog::updateButtons);
    return field;
}

QWidget *SignInDialog::makeAppPart(const Theme &theme, const QString &clientId)
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(paragraph(
        theme, tr("Your Slack app has a client ID and a client secret under “Basic Information” at api.slack.com/apps. "
                  "The secret is kept in the system keychain if the app rotates its tokens, and nowhere else.")));
    m_clientId = addField(column, theme, tr("Client ID"), "signInClientId");
    m_clientId->setPlaceholderText(QStringLiteral("17653672481.19874698323"));
    m_clientId->setText(clientId);
    m_secret = addField(column, theme, tr("Client secret"), "signInSecret");
    m_secret->setEchoMode(QLineEdit::Password);
    m_secret->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    column->addWidget(new TextLabel(theme, TextStyle::BodyStrong, Token::Text, tr("Redirect address")));
    column->addWidget(
        paragraph(theme, tr("Add it in the app under “OAuth & Permissions”, or give the app the manifest, "
                            "which has it.")));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *redirect = new QLineEdit(m_redirect.toString());
    redirect->setObjectName(QStringLiteral("signInRedirect"));
    redirect->setAccessibleName(tr("Redirect address"));
    redirect->setReadOnly(true);
    redirect->setFont(theme.font(TextStyle::Code));
    auto *copyRedirect = new QPushButton(tr("Copy"));
    copyRedirect->setObjectName(QStringLiteral("signInCopyRedirect"));
    copyRedirect->setAccessibleName(tr("Copy the redirect address"));
    copyRedirect->setAutoDefault(false);
    row->addWidget(redirect, 1);
    row->addWidget(copyRedirect);
    column->addLayout(row);
    connect(copyRedirect, &QPushButton::clicked, this, [this] { copy(m_redirect.toString()); });
    return part;
}

QWidget *SignInDialog::makeWaitingPart(const Theme &theme)
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(new TextLabel(theme, TextStyle::Title, Token::Text, tr("Finish in your browser")));
    m_how = paragraph(theme, {});
    column->addWidget(m_how);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    auto *again = new QPushButton(tr("Open browser again"));
    again->setObjectName(QStringLiteral("signInAgain"));
    auto *copyAddress = new QPushButton(tr("Copy address"));
    copyAddress->setObjectName(QStringLiteral("signInCopyAddress"));
    copyAddress->setAccessibleName(tr("Copy the address of Slack's page"));
    for (QPushButton *button : {again, copyAddress}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch();
    column->addLayout(row);
    m_pasted = addField(column, theme, tr("Paste the address you were sent to"), "signInAddress");
    m_pasted->setPlaceholderText(m_redirect.toString() + u"?code=…");
    connect(again, &QPushButton::clicked, this, &SignInDialog::openBrowser);
    connect(copyAddress, &QPushButton::clicked, this, [this] { copy(QString::fromUtf8(m_address.toEncoded())); });
    return part;
}

void SignInDialog::showPart(bool isWaiting)
{
    m_isWaiting = isWaiting;
    m_appPart->setVisible(!isWaiting);
    m_manifest->setVisible(!isWaiting);
    m_waitingPart->setVisible(isWaiting);
    m_go->setObjectName(isWaiting ? QStringLiteral("signInFinish") : QStringLiteral("signInOpen"));
    if (isWaiting)
        m_pasted->setFocus();
    else
        (m_clientId->text().isEmpty() ? m_clientId : m_secret)->setFocus();
    updateButtons();
    adjustSize();
}

void SignInDialog::updateButtons()
{
    if (!m_go)
        return; // still being made
    const bool isFilled = m_isWaiting
                              ? !m_pasted->text().trimmed().isEmpty()
                              : !m_clientId->text().trimmed().isEmpty() && !m_secret->text().trimmed().isEmpty();
    m_go->setText(m_isBusy ? tr("Checking…") : m_isWaiting ? tr("Finish") : tr("Open browser"));
    m_go->setEnabled(isFilled && !m_isBusy);
    m_appPart->setEnabled(!m_isBusy);
    m_waitingPart->setEnabled(!m_isBusy);
}

void SignInDialog::handOver()
{
    m_problem->hide();
    if (m_isWaiting) {
        const QString address = m_pasted->text().trimmed();
        m_pasted->clear(); // it holds a code
        Q_EMIT addressGiven(address);
        return;
    }
    const QString clientId = m_clientId->text().trimmed();
    const QString secret = m_secret->text().trimmed();
    m_secret->clear();
    // What can't be one isn't sent anywhere.
    const QString wrongId = oauth::whyNotAClientId(clientId);
    const QString reason = wrongId.isEmpty() ? oauth::whyNotAClientSecret(secret) : wrongId;
    if (!reason.isEmpty())
        return setProblem(tr("This isn't a Slack app's"), reason);
    m_isBusy = true;
    updateButtons();
    Q_EMIT appGiven(clientId, secret);
}

void SignInDialog::waitFor(const QUrl &address, const QString &listenProblem)
{
    m_address = address;
    m_isBusy = false;
    m_how->setText(listenProblem.isEmpty()
                       ? tr("Allow it on Slack's page. Slack then sends the browser back to this computer, where "
                            "Ledgercast waits with a certificate that it has just made: the browser warns of it. Go on "
                            "all the same, or paste the address that the browser shows below.")
                       : tr("Allow it on Slack's page, then paste the address that the browser shows below.") + u' ' +
                             listenProblem);
    showPart(true);
    openBrowser();
}

void SignInDialog::openBrowser()
{
    if (!QDesktopServices::openUrl(m_address))
        setProblem(
            tr("No browser opens from here"),
            tr("Copy the address and open it in a browser of any computer, then paste the one you are sent to."));
}

void SignInDialog::endWaiting()
{
    m_isBusy = true;
    m_isGranted = true;
    showPart(false);
}

void SignInDialog::finish()
{
    if (m_isGranted)
        accept();
}

void SignInDialog::setProblem(const QString &title, const QString &sentence)
{
    m_isBusy = false;
    m_isGranted = false;
    m_problem->setText(Tone::Danger, Symbol::Failed, title, sentence);
    m_problem->show();
    updateButtons();
}

} // namespace ledgercast
