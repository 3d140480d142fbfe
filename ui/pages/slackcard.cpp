// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/slackcard.h"

#include "core/slack/oauth.h"
#include "core/slack/slackapi.h"
#include "ui/dialogs/signindialog.h"
#include "ui/dialogs/tokendialog.h"
#include "ui/pages/stepreport.h"
#include "ui/pages/valuegrid.h"
#include "ui/present/tellengine.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/callout.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/textlabel.h"
#include "ui/window/question.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QDesktopServices>
#include <QPushButton>

#include <algorithm>

namespace ledgercast {

SlackCard::SlackCard(const PageContext &context, QWidget *parent)
    : Card(context.theme, tr("Slack"), parent)
    , m_page(context)
    , m_pill(new Pill(context.theme))
    , m_problem(new Callout(context.theme))
    , m_values(new ValueGrid(context.theme, 1))
    , m_scopes(new QWidget)
    , m_scopeFlow(new FlowLayout(6))
    , m_report(new StepReport(context.theme, QStringLiteral("slackSteps")))
    , m_testedAt(new TextLabel(context.theme, TextStyle::Small, Token::Muted))
    , m_create(new QPushButton(tr("Create the app…")))
    , m_manifest(new QPushButton(tr("Copy manifest")))
    , m_paste(new QPushButton(tr("Paste a token…")))
    , m_signIn(new QPushButton(tr("Sign in to Slack…")))
    , m_refresh(new QPushButton(tr("Refresh")))
    , m_disconnect(new QPushButton(tr("Disconnect")))
    , m_events(new QPushButton(tr("Hear events…")))
    , m_eventsProblem(new Callout(context.theme))
{
    setObjectName(QStringLiteral("slackCard"));
    setSymbol(Symbol::Channel);
    m_pill->setObjectName(QStringLiteral("slackState"));
    addToTitle(m_pill);
    addToHeader(m_testedAt);
    body()->setSpacing(14);
    body()->setContentsMargins(16, 14, 16, 16);
    m_problem->setObjectName(QStringLiteral("slackProblem"));
    body()->addWidget(m_problem);
    m_eventsProblem->setObjectName(QStringLiteral("eventsProblem"));
    body()->addWidget(m_eventsProblem);
    addValues();
    addButtons();
    body()->addWidget(m_report);
    connect(m_report, &StepReport::copied, this, &SlackCard::copied);
    connect(&context.hub, &Hub::snapshotChanged, this, &SlackCard::takeSnapshot);
    connect(&context.hub, &Hub::workspaceChanged, this, &SlackCard::takeWorkspace);
    connect(&context.hub, &Hub::testStepsChanged, this, &SlackCard::takeSteps);
    takeWorkspace(context.hub.workspace());
    takeSnapshot(context.hub.snapshot());
    takeSteps(context.hub.testSteps());
}

void SlackCard::addValues()
{
    m_values->add(QStringLiteral("slackTeam"), tr("Workspace"), TextStyle::BodyStrong);
    m_values->add(QStringLiteral("slackUrl"), tr("Address"), TextStyle::Code);
    m_values->add(QStringLiteral("slackBot"), tr("Posts as"));
    m_values->add(QStringLiteral("slackToken"), tr("Bot token"), TextStyle::Code);
    m_values->add(QStringLiteral("slackChannels"), tr("Channels"));
    m_values->add(QStringLiteral("slackEvents"), tr("Events"));
    body()->addWidget(m_values);
    auto *column = new QVBoxLayout(m_scopes);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(new TextLabel(m_page.theme, TextStyle::Body, Token::TextSecondary, tr("Scopes")));
    column->addLayout(m_scopeFlow);
    body()->addWidget(m_scopes);
}

void SlackCard::addButtons()
{
    m_create->setObjectName(QStringLiteral("createAppButton"));
    m_create->setToolTip(tr("Opens Slack's page for a new app in your browser, with everything filled in"));
    m_create->setAccessibleName(tr("Create the Slack app in the browser"));
    m_create->setIcon(m_page.theme.icon(Symbol::OpenElsewhere, Token::Text));
    m_manifest->setObjectName(QStringLiteral("copyManifestButton"));
    m_manifest->setToolTip(tr("The settings of the app, for its “App Manifest” page in Slack"));
    m_manifest->setAccessibleName(tr("Copy the manifest of the Slack app"));
    m_manifest->setIcon(m_page.theme.icon(Symbol::Copy, Token::Text));
    m_paste->setObjectName(QStringLiteral("pasteTokenButton"));
    m_signIn->setObjectName(QStringLiteral("signInButton"));
    m_signIn->setToolTip(tr("With the client ID and client secret of your Slack app, in your browser"));
    m_refresh->setToolTip(tr("Ask Slack again which channels there are"));
    m_refresh->setAccessibleName(tr("Refresh the list of channels"));
    m_refresh->setObjectName(QStringLiteral("refreshChannelsButton"));
    m_disconnect->setObjectName(QStringLiteral("disconnectSlackButton"));
    m_disconnect->setAccessibleName(tr("Disconnect Slack"));
    setButtonKind(m_disconnect, ButtonKind::Quiet);
    m_events->setObjectName(QStringLiteral("eventsButton"));
    auto *buttons = new FlowLayout(8);
    for (QPushButton *button : {m_create, m_manifest, m_paste, m_signIn, m_refresh, m_events, m_disconnect})
        buttons->addWidget(button);
    body()->addLayout(buttons);
    connect(m_create, &QPushButton::clicked, this, &SlackCard::createApp);
    connect(m_manifest, &QPushButton::clicked, this, &SlackCard::copyManifest);
    connect(m_paste, &QPushButton::clicked, this, &SlackCard::pasteToken);
    connect(m_signIn, &QPushButton::clicked, this, &SlackCard::signIn);
    followSignIn();
    connect(m_refresh, &QPushButton::clicked, this,
            [this] { tellEngine(m_page.console, [](Console &console) { console.refreshChannels(); }); });
    connect(m_disconnect, &QPushButton::clicked, this, &SlackCard::disconnectWorkspace);
    connect(m_events, &QPushButton::clicked, this, &SlackCard::changeEvents);
    connect(&m_page.console, &Console::eventsConnected, this, [this] {
        if (m_eventsDialog)
            m_eventsDialog->accept();
    });
}

void SlackCard::createApp()
{
    if (!QDesktopServices::openUrl(manifestUrl()))
        Q_EMIT copied(tr("No browser opens from here. Copy the manifest, and create the app from it at "
                         "api.slack.com/apps."));
}

void SlackCard::copyManifest()
{
    QApplication::clipboard()->setText(QString::fromUtf8(slackManifest()));
    Q_EMIT copied(tr("Copied the manifest of the app."));
}

void SlackCard::pasteToken()
{
    if (!m_dialog) {
        m_dialog = new TokenDialog(m_page.theme, TokenKind::bot(), window());
        connect(m_dialog, &TokenDialog::tokenGiven, this, [this](const QString &token) {
            tellEngine(m_page.console, [token](Console &console) { console.connectSlack(token); });
        });
    }
    m_dialog->open();
}

void SlackCard::signIn()
{
    if (!m_signInDialog) {
        const EngineStatus &status = m_page.hub.snapshot().status;
        m_signInDialog =
            new SignInDialog(m_page.theme, status.slackClientId, oauth::redirectUrl(status.signInPort), window());
        connect(m_signInDialog, &SignInDialog::appGiven, this, [this](const QString &id, const QString &secret) {
            tellEngine(m_page.console, [id, secret](Console &console) { console.signInToSlack(id, secret); });
        });
        connect(m_signInDialog, &SignInDialog::addressGiven, this, [this](const QString &address) {
            tellEngine(m_page.console, [address](Console &console) { console.finishSignIn(address); });
        });
        connect(m_signInDialog, &QDialog::rejected, this,
                [this] { tellEngine(m_page.console, [](Console &console) { console.cancelSignIn(); }); });
    }
    m_signInDialog->open();
}

void SlackCard::followSignIn()
{
    connect(&m_page.console, &Console::slackSignInOpened, this, [this](const QUrl &address, const QString &problem) {
        if (m_signInDialog)
            m_signInDialog->waitFor(address, problem);
    });
    connect(&m_page.console, &Console::slackSignInEnded, this, [this] {
        if (m_signInDialog)
            m_signInDialog->endWaiting();
    });
}

bool SlackCard::takeFailure(const QString &title, const QString &sentence)
{
    if (m_signInDialog) {
        m_signInDialog->setProblem(title, sentence);
        return true;
    }
    TokenDialog *asking = m_eventsDialog ? m_eventsDialog : m_dialog;
    if (!asking)
        return false;
    asking->setProblem(title, sentence);
    return true;
}

void SlackCard::changeEvents()
{
    if (m_page.hub.snapshot().status.events.state != LinkStatus::State::NotConfigured)
        return ask(window(),
                   {tr("Stop hearing events?"),
                    tr("The app-level token leaves the keychain. Messages are posted all the same; reactions and "
                       "deleted messages aren't heard of any more."),
                    tr("Stop")},
                   [this] { tellEngine(m_page.console, [](Console &console) { console.disconnectEvents(); }); });
    if (!m_eventsDialog) {
        m_eventsDialog = new TokenDialog(m_page.theme, TokenKind::app(), window());
        connect(m_eventsDialog, &TokenDialog::tokenGiven, this, [this](const QString &token) {
            tellEngine(m_page.console, [token](Console &console) { console.connectEvents(token); });
        });
    }
    m_eventsDialog->open();
}

void SlackCard::showEvents(const LinkStatus &events)
{
    const bool isOn = events.state != LinkStatus::State::NotConfigured;
    const bool isStopped = events.state == LinkStatus::State::Problem;
    QString words = tr("Not listening");
    if (events.state == LinkStatus::State::Ready)
        words = tr("Connected");
    else if (isOn)
        words = isStopped ? tr("Stopped") : tr("Connecting…");
    m_eventsProblem->setText(Tone::Warning, Symbol::Attention, tr("Slack's events aren't heard"), events.sentence);
    m_eventsProblem->setVisible(isStopped);
    m_values->setValue(QStringLiteral("slackEvents"), words);
    m_events->setText(isOn ? tr("Stop events…") : tr("Hear events…"));
    m_events->setVisible(!m_page.hub.workspace().team.isEmpty());
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
    if (isConnected && m_signInDialog)
        m_signInDialog->finish();
    m_signIn->setText(isConnected ? tr("Sign in again…") : tr("Sign in to Slack…"));
    m_values->setVisible(isConnected);
    m_scopes->setVisible(isConnected);
    m_refresh->setVisible(isConnected);
    m_disconnect->setVisible(isConnected);
    m_create->setVisible(!isConnected);
    m_manifest->setVisible(!isConnected || !workspace.missingScopes.isEmpty());
    setButtonKind(m_paste, isConnected ? ButtonKind::Default : ButtonKind::Primary);
    m_values->setValue(QStringLiteral("slackTeam"), workspace.team);
    m_values->setValue(QStringLiteral("slackUrl"), QUrl(workspace.url).host());
    m_values->setValue(QStringLiteral("slackBot"), workspace.botName.isEmpty() ? QString() : u'@' + workspace.botName);
    m_values->setValue(QStringLiteral("slackToken"), workspace.tokenMasked);
    m_values->setValue(QStringLiteral("slackChannels"),
                       tr("%1 public, %2 private").arg(workspace.publicChannels).arg(workspace.privateChannels));
    showScopes(workspace);
    showEvents(m_page.hub.snapshot().status.events);
}

void SlackCard::showScopes(const WorkspaceInfo &workspace)
{
    while (QLayoutItem *item = m_scopeFlow->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto add = [this](const QString &text, const QString &scope, Tag::Look look) {
        auto *tag = new Tag(m_page.theme, text, look);
        tag->setToolTip(scopePurpose(scope));
        m_scopeFlow->addWidget(tag);
    };
    for (const QString &scope : workspace.grantedScopes)
        add(scope, scope, Tag::Look::Granted);
    for (const QString &scope : workspace.missingScopes)
        add(tr("%1 (missing)").arg(scope), scope, Tag::Look::Optional);
}

void SlackCard::takeSteps(const QList<TestStep> &all)
{
    QList<TestStep> steps;
    std::copy_if(all.begin(), all.end(), std::back_inserter(steps), isSlackStep);
    // Without a token nothing was tested; the card says already what to do.
    if (!steps.isEmpty() && steps.constFirst().code == u"not_configured")
        steps.clear();
    m_report->setSteps(steps, {m_page.hub.tenant().info, m_page.hub.workspace()});
}

void SlackCard::takeSnapshot(const Snapshot &snapshot)
{
    const LinkStatus &slack = snapshot.status.slack;
    const bool isMissing = !m_page.hub.workspace().missingScopes.isEmpty();
    m_testedAt->setText(testedWords(m_page.hub.testedAt(), snapshot.now));
    showEvents(snapshot.status.events);
    switch (slack.state) {
    case LinkStatus::State::NotConfigured:
        m_pill->setLook({tr("Not connected"), Symbol::None, Tone::Neutral});
        m_problem->setText(Tone::Info, Symbol::Key, tr("Connect a Slack workspace"),
                           tr("Create the app: your browser opens with everything filled in. Install it to your "
                              "workspace there, then paste its bot token here. Or sign in with the app's client ID."));
        break;
    case LinkStatus::State::Ready:
        m_pill->setLook(isMissing ? PillLook{tr("Scopes missing"), Symbol::Attention, Tone::Warning}
                                  : PillLook{tr("Connected"), Symbol::Check, Tone::Success});
        m_problem->setText(Tone::Warning, Symbol::Attention, tr("The app lacks permissions"),
                           tr("Add the missing scopes to the app under OAuth & Permissions and install it again, then "
                              "sign in again or paste its new token."));
        break;
    case LinkStatus::State::Locked:
        m_pill->setLook({tr("Keychain locked"), Symbol::Lock, Tone::Warning});
        break;
    case LinkStatus::State::Problem:
    case LinkStatus::State::Offline:
        const bool isOffline = slack.state == LinkStatus::State::Offline;
        m_pill->setLook({isOffline ? tr("Not reachable") : tr("Needs attention"), Symbol::Failed, Tone::Danger});
        m_problem->setText(Tone::Danger, Symbol::Failed, tr("Slack can't be used right now"), slack.sentence);
        break;
    }
    // What is locked is said once, beside the tenant; what the test found, below its steps.
    const bool isTested = !m_page.hub.testSteps().isEmpty() && !m_page.hub.isTesting();
    m_problem->setVisible(slack.state != LinkStatus::State::Locked &&
                          (slack.state != LinkStatus::State::Ready || (isMissing && !isTested)));
}

} // namespace ledgercast
