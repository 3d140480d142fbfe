// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/slackcard.h"

#include "ui/dialogs/tokendialog.h"
#include "ui/pages/valuegrid.h"
#include "ui/present/tellengine.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/callout.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/textlabel.h"
#include "ui/window/question.h"

namespace ledgercast {

SlackCard::SlackCard(const PageContext &context, QWidget *parent)
    : Card(context.theme, tr("Slack"), parent)
    , m_page(context)
    , m_pill(new Pill(context.theme))
    , m_problem(new Callout(context.theme))
    , m_values(new ValueGrid(context.theme, 1))
    , m_scopes(new QWidget)
    , m_scopeFlow(new FlowLayout(6))
    , m_paste(new QPushButton)
    , m_refresh(new QPushButton(tr("Refresh")))
    , m_disconnect(new QPushButton(tr("Disconnect")))
{
    setObjectName(QStringLiteral("slackCard"));
    setSymbol(Symbol::Channel);
    m_pill->setObjectName(QStringLiteral("slackState"));
    addToTitle(m_pill);
    body()->setSpacing(14);
    body()->setContentsMargins(16, 14, 16, 16);
    m_problem->setObjectName(QStringLiteral("slackProblem"));
    body()->addWidget(m_problem);
    m_values->add(QStringLiteral("slackTeam"), tr("Workspace"), TextStyle::BodyStrong);
    m_values->add(QStringLiteral("slackUrl"), tr("Address"), TextStyle::Code);
    m_values->add(QStringLiteral("slackBot"), tr("Posts as"));
    m_values->add(QStringLiteral("slackToken"), tr("Bot token"), TextStyle::Code);
    m_values->add(QStringLiteral("slackChannels"), tr("Channels"));
    body()->addWidget(m_values);
    auto *column = new QVBoxLayout(m_scopes);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(new TextLabel(context.theme, TextStyle::Body, Token::TextSecondary, tr("Scopes")));
    column->addLayout(m_scopeFlow);
    body()->addWidget(m_scopes);
    auto *row = new QHBoxLayout;
    m_paste->setObjectName(QStringLiteral("pasteTokenButton"));
    m_refresh->setToolTip(tr("Ask Slack again which channels there are"));
    m_refresh->setObjectName(QStringLiteral("refreshChannelsButton"));
    m_disconnect->setObjectName(QStringLiteral("disconnectSlackButton"));
    setButtonKind(m_disconnect, ButtonKind::Quiet);
    row->addWidget(m_paste);
    row->addWidget(m_refresh);
    row->addStretch(1);
    row->addWidget(m_disconnect);
    body()->addLayout(row);

    connect(m_paste, &QPushButton::clicked, this, &SlackCard::pasteToken);
    connect(m_refresh, &QPushButton::clicked, this,
            [this] { tellEngine(m_page.console, [](Console &console) { console.refreshChannels(); }); });
    connect(m_disconnect, &QPushButton::clicked, this, &SlackCard::disconnectWorkspace);
    connect(&context.hub, &Hub::snapshotChanged, this, &SlackCard::takeSnapshot);
    connect(&context.hub, &Hub::workspaceChanged, this, &SlackCard::takeWorkspace);
    takeWorkspace(context.hub.workspace());
    takeSnapshot(context.hub.snapshot());
}

void SlackCard::pasteToken()
{
    if (!m_dialog) {
        m_dialog = new TokenDialog(m_page.theme, window());
        connect(m_dialog, &TokenDialog::tokenGiven, this, [this](const QString &token) {
            tellEngine(m_page.console, [token](Console &console) { console.connectSlack(token); });
        });
    }
    m_dialog->open();
}

bool SlackCard::takeFailure(const QString &title, const QString &sentence)
{
    if (!m_dialog)
        return false;
    m_dialog->setProblem(title, sentence);
    return true;
}

void SlackCard::disconnectWorkspace()
{
    ask(window(),
        {tr("Disconnect %1?").arg(m_page.hub.workspace().team),
         tr("The token leaves the keychain. Reading and recording go on; posts wait in the queue until a workspace is "
            "connected again."),
         tr("Disconnect")},
        [this] { tellEngine(m_page.console, [](Console &console) { console.disconnectSlack(); }); });
}

void SlackCard::takeWorkspace(const WorkspaceInfo &workspace)
{
    const bool isConnected = !workspace.team.isEmpty();
    if (isConnected && m_dialog)
        m_dialog->accept();
    m_values->setVisible(isConnected);
    m_scopes->setVisible(isConnected);
    m_refresh->setVisible(isConnected);
    m_disconnect->setVisible(isConnected);
    m_paste->setText(tr("Paste a token…"));
    setButtonKind(m_paste, isConnected ? ButtonKind::Default : ButtonKind::Primary);
    m_values->setValue(QStringLiteral("slackTeam"), workspace.team);
    m_values->setValue(QStringLiteral("slackUrl"), QUrl(workspace.url).host());
    m_values->setValue(QStringLiteral("slackBot"), workspace.botName.isEmpty() ? QString() : u'@' + workspace.botName);
    m_values->setValue(QStringLiteral("slackToken"), workspace.tokenMasked);
    m_values->setValue(QStringLiteral("slackChannels"),
                       tr("%1 public, %2 private").arg(workspace.publicChannels).arg(workspace.privateChannels));
    showScopes(workspace);
}

void SlackCard::showScopes(const WorkspaceInfo &workspace)
{
    while (QLayoutItem *item = m_scopeFlow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString &scope : workspace.grantedScopes)
        m_scopeFlow->addWidget(new Tag(m_page.theme, scope, Tag::Look::Granted));
    for (const QString &scope : workspace.missingScopes)
        m_scopeFlow->addWidget(new Tag(m_page.theme, tr("%1 (missing)").arg(scope), Tag::Look::Optional));
}

void SlackCard::takeSnapshot(const Snapshot &snapshot)
{
    const LinkStatus &slack = snapshot.status.slack;
    const QStringList missing = m_page.hub.workspace().missingScopes;
    const bool isReady = slack.state == LinkStatus::State::Ready;
    if (isReady && missing.isEmpty())
        m_pill->setLook({tr("Connected"), Symbol::Check, Tone::Success});
    else if (isReady)
        m_pill->setLook({tr("Scopes missing"), Symbol::Attention, Tone::Warning});
    else if (slack.state == LinkStatus::State::NotConfigured)
        m_pill->setLook({tr("Not connected"), Symbol::None, Tone::Neutral});
    else
        m_pill->setLook({slack.state == LinkStatus::State::Offline ? tr("Not reachable") : tr("Needs attention"),
                         Symbol::Failed, Tone::Danger});
    const bool isUnset = slack.state == LinkStatus::State::NotConfigured;
    if (isUnset)
        m_problem->setText(
            Tone::Info, Symbol::Key, tr("Connect a Slack workspace"),
            tr("Make an app for your workspace at api.slack.com/apps, install it, and paste its bot token "
               "here. It needs chat:write, channels:read and channels:history; groups:read and "
               "groups:history for private channels."));
    else if (isReady && !missing.isEmpty())
        m_problem->setText(
            Tone::Warning, Symbol::Attention, tr("The app lacks permissions"),
            tr("Add these scopes to the app and install it again: %1.").arg(missing.join(QStringLiteral(", "))));
    else
        m_problem->setText(Tone::Danger, Symbol::Failed, tr("Slack can't be used right now"), slack.sentence);
    m_problem->setVisible(isUnset || !isReady || !missing.isEmpty());
}

} // namespace ledgercast
