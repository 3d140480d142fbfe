// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/base/log.h"
#include "core/base/redaction.h"
#include "core/engine/slacksignin.h"
#include "core/receiver/eventreceiver.h"
#include "core/slack/slackclient.h"
#include "core/slack/socketmode.h"
#include "core/slack/tokenrotation.h"
#include "core/store/heardlog.h"
#include "core/store/reader.h"

#include <QFileInfo>

namespace ledgercast {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds tickInterval = 1s;
/// A tick this late means that the computer slept.
constexpr Milliseconds sleepGap = 60s;
/// After waking up the network needs a moment: nothing is read, and nobody told that it can't be.
constexpr Milliseconds wakeGrace = 15s;

} // namespace

Engine::Engine(const Profile &profile, const Clock &clock, QObject *parent)
    : Console(parent)
    , m_profile(profile)
    , m_clock(clock)
    , m_settingsFile(profile.settingsPath())
    , m_designFiles(profile.messagesDirectory())
    , m_cloudSuiteHttp(this)
    , m_slackHttp(this)
    , m_signInPatience(this) // they move to the engine's thread, too
    , m_eventPauses(this)
    , m_sleeper(this)
    , m_tick(this)
{
    connect(&m_tick, &QTimer::timeout, this, &Engine::tick);
}

Engine::~Engine() = default;

Result<void> Engine::open()
{
    if (const auto prepared = m_profile.prepare(); !prepared)
        return prepared;
    auto database = Database::open(m_profile.databasePath(), Database::Access::ReadWrite);
    if (!database)
        return fail(database.error());
    if (const auto loaded = loadDesigns(); !loaded)
        return loaded;
    for (const KindDesign &kind : std::as_const(m_kindDesigns)) {
        if (!kind.mistake.isEmpty())
            qCWarning(logEngine) << "a message design isn't used:" << kind.mistake;
    }
    m_settings = m_settingsFile.load();
    loadTenants();
    for (const QString &mistake : m_settingsFile.mistakes())
        qCWarning(logEngine) << mistake;
    m_database = std::move(*database);
    m_ledger = std::make_unique<Ledger>(*m_database);
    m_outbox = std::make_unique<Outbox>(*m_database);
    m_routes = std::make_unique<RouteStore>(*m_database);
    m_runs = std::make_unique<RunLog>(*m_database);
    m_tables = std::make_unique<ImportedTables>(*m_database);
    m_slack = std::make_unique<SlackClient>(m_slackHttp, m_clock, m_settings.slackApiUrl);
    m_dispatcher = std::make_unique<Dispatcher>(*m_outbox, *m_slack, m_clock, dispatchSettings());
    connect(m_dispatcher.get(), &Dispatcher::committed, this, &Engine::storeCommitted);
    connect(m_dispatcher.get(), &Dispatcher::settled, this, &Engine::deliveriesSettled);
    // What was on its way when the guard changed, and has to go again, comes to it here.
    m_dispatcher->setGate([this](const QString &channel) { return m_guard.decide(channel).isAllowed; });
    connect(
        m_dispatcher.get(), &Dispatcher::gateClosed, this,
        [this] {
            if (const auto held = editDeliveries([this] { return holdGuarded(); }); !held)
                report(held.error());
        },
        Qt::QueuedConnection);
    connect(m_dispatcher.get(), &Dispatcher::storeFailed, this, &Engine::report);
    connect(m_dispatcher.get(), &Dispatcher::tokenRefused, this,
            [this](const Error &error) { setSlack(LinkStatus::State::Problem, error.message, error.code); });
    connect(m_dispatcher.get(), &Dispatcher::slackAnswered, this, [this] {
        if (m_status.slack.state == LinkStatus::State::Offline)
            setSlack(LinkStatus::State::Ready, {});
    });
    connect(m_dispatcher.get(), &Dispatcher::slackUnreachable, this,
            [this](const Error &error) { setSlack(LinkStatus::State::Offline, error.message, error.code); });
    m_dispatcher->setTokenDead(true); // until there is one
    prepareSignIn();
    prepareEvents();
    return {};
}

void Engine::start(bool withSchedule)
{
    m_hasSchedule = withSchedule;
    const auto channels = m_routes->channels();
    if (channels)
        m_dispatcher->setChannels(*channels);
    m_dispatcher->setPaused(m_settings.isPaused);
    setStatus([this](EngineStatus &status) {
        status.isPaused = m_settings.isPaused;
        status.isDryRun = m_settings.isDryRun;
        status.recordLinks = m_settings.recordLinks;
        status.floods = m_settings.floodRules();
        status.timeZone = m_settings.zone().id();
        if (m_settings.pausedUntilMs > 0)
            status.pausedUntil = instantFromMs(m_settings.pausedUntilMs);
    });
    showSignInSettings();
    if (const auto loaded = loadGuard(); !loaded)
        report(loaded.error());
    if (const auto held = holdGuarded(); !held)
        report(held.error());
    reconsiderHeld(); // a mute may have been ended while nobody was here
    if (const auto recovered = m_dispatcher->recover(); !recovered)
        report(recovered.error());
    if (withSchedule)
        m_tick.start(tickInterval);
    Q_EMIT secretsWanted();
}

void Engine::setSecrets(const Result<Secrets> &secrets)
{
    if (m_isStopping)
        return;
    m_hasSecrets = secrets.has_value();
    if (!secrets) {
        m_withoutTenant = {LinkStatus::State::Locked, {}, secrets.error().message, secrets.error().code, m_clock.now()};
        for (const auto &tenant : m_tenants)
            setLink(*tenant, LinkStatus::State::Locked, secrets.error().message, secrets.error().code);
        showTenants();
        setSlack(LinkStatus::State::Locked, secrets.error().message, secrets.error().code);
        Q_EMIT ready();
        return;
    }
    // What a person gave us while the keychain was asked is newer than its answer.
    for (auto secret = secrets->cbegin(); secret != secrets->cend(); ++secret) {
        if (!m_secrets.contains(secret.key()))
            m_secrets.insert(secret.key(), *secret);
    }
    connectTenants();
    m_scope.start(connectWorkspace());
    listen();
}

QCoro::Task<void> Engine::connectWorkspace()
{
    const QString token = m_secrets.value(secretname::slackToken);
    if (token.isEmpty()) {
        setSlack(LinkStatus::State::NotConfigured,
                 tr("No workspace yet. Sign in or paste a bot token on Connections."));
        Q_EMIT ready();
        co_return;
    }
    rotateToken();
    m_slack->setBaseUrl(m_settings.slackApiUrl);
    m_slack->setToken(token);
    auto identifying = m_slack->identify();
    const auto identity = co_await identifying;
    if (m_isStopping)
        co_return;
    if (!identity && !identity.error().isRetryable()) {
        setSlack(LinkStatus::State::Problem, identity.error().message, identity.error().code);
        Q_EMIT ready();
        co_return;
    }
    if (identity) {
        showWorkspace(*identity);
        setSlack(LinkStatus::State::Ready, {});
        auto loading = loadChannels();
        co_await loading;
        auto looking = lookUpPeople(); // a single pass is to mention them, too
        co_await looking;
    } else {
        // Not reachable now: the queue waits and is tried; what is known of the channels still serves.
        setSlack(LinkStatus::State::Offline, identity.error().message, identity.error().code);
    }
    m_dispatcher->setTokenDead(false);
    Q_EMIT ready();
}

void Engine::showWorkspace(const SlackIdentity &identity)
{
    m_identity = identity;
    WorkspaceInfo info;
    info.publicChannels = m_workspace.publicChannels;
    info.privateChannels = m_workspace.privateChannels;
    info.team = identity.team;
    info.url = identity.url.toString();
    info.botName = identity.user;
    info.tokenMasked = maskedToken(m_secrets.value(secretname::slackToken));
    info.grantedScopes = identity.scopes;
    info.missingScopes = identity.missingScopes();
    m_workspace = info;
    setStatus([&](EngineStatus &status) { status.slack.name = identity.team; });
    Q_EMIT workspaceChanged(m_workspace);
}

void Engine::setStatus(const std::function<void(EngineStatus &)> &change)
{
    EngineStatus status = m_status;
    change(status);
    if (status == m_status)
        return;
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

void Engine::setSlack(LinkStatus::State state, const QString &sentence, const QString &code)
{
    setStatus([&](EngineStatus &status) {
        if (status.slack.state != state || !status.slack.since)
            status.slack.since = m_clock.now();
        status.slack.state = state;
        status.slack.sentence = sentence;
        status.slack.code = code;
    });
}

void Engine::report(const Error &error)
{
    qCWarning(logEngine) << error.operation << error.message << error.detail << error.code;
    Q_EMIT requestFailed(error.operation, error.message, error.code);
    Q_EMIT failed(error);
}

/// The command line, or a person with an editor, may have changed them.
void Engine::noticeNewSettings()
{
    const QDateTime changedAt = QFileInfo(m_profile.settingsPath()).lastModified();
    if (changedAt == m_settingsChangedAt || m_status.isSyncing)
        return;
    reloadSettings();
}

void Engine::reloadSettings()
{
    m_settingsChangedAt = QFileInfo(m_profile.settingsPath()).lastModified();
    const FloodRules before = m_settings.floodRules();
    m_settings = m_settingsFile.load();
    m_dispatcher->setSettings(dispatchSettings());
    openEventsPort();
    if (m_settings.floodRules() != before)
        reconsiderHeld();
    for (const auto &tenant : m_tenants)
        tenant->setSettings(m_settingsFile.load(tenant->name()));
    if (const auto loaded = loadDesigns(); !loaded)
        report(loaded.error());
    setStatus([this](EngineStatus &status) {
        status.isDryRun = m_settings.isDryRun;
        status.recordLinks = m_settings.recordLinks;
        status.floods = m_settings.floodRules();
        status.timeZone = m_settings.zone().id();
    });
    showSignInSettings();
    planReads();
}

void Engine::saveSettings(const std::function<void(Settings &)> &change, const QString &tenant)
{
    Settings settings = m_settingsFile.load(tenant);
    change(settings);
    if (const auto saved = m_settingsFile.save(settings); !saved)
        report(saved.error());
    m_settings = m_settingsFile.load();
    if (TenantSession *session = tenantOf(settings.tenant))
        session->setSettings(settings);
}

DispatchSettings Engine::dispatchSettings() const
{
    DispatchSettings settings;
    settings.lanes.interval = m_settings.slackInterval;
    settings.lanes.postsPerMinute = m_settings.slackPostsPerMinute;
    settings.lookAfter = m_settings.lookAfter;
    settings.timeout = m_settings.slackTimeout;
    return settings;
}

void Engine::storeCommitted()
{
    setStatus([](EngineStatus &status) { ++status.storeRevision; });
}

bool Engine::isDeliverySettled() const
{
    return m_dispatcher->isSettled();
}

QMap<QString, int> Engine::deliveryReport() const
{
    const Reader reader(*m_database);
    QMap<QString, int> report = reader.deliveryStates().value_or(QMap<QString, int>{});
    report.insert(toWord(DeliveryState::Posted), m_dispatcher->postedCount());
    report[toWord(DeliveryState::Queued)] += report.take(toWord(DeliveryState::Sending));
    return report;
}

void Engine::wakeUp()
{
    qCInfo(logEngine) << "the computer was asleep; connections are made anew";
    m_lastTick = m_clock.now(); // the late tick need not notice it again
    m_cloudSuiteHttp.forgetConnections();
    m_slackHttp.forgetConnections();
    m_dispatcher->wakeUp();
    listen();
    for (const auto &tenant : m_tenants)
        tenant->times.postpone(m_clock.now() + wakeGrace);
}

void Engine::tick()
{
    const Instant now = m_clock.now();
    const bool hasSlept = m_lastTick && now - *m_lastTick > sleepGap;
    m_lastTick = now;
    if (hasSlept)
        wakeUp();
    noticeNewSettings();
    showTenants();
    if (m_status.pausedUntil && *m_status.pausedUntil <= now)
        resume();
    if (const auto released = releaseHeld(false); !released)
        report(released.error());
    lookAtChannels();
    lookAtPeople();
    m_rotation->renewIfDue();
    if (m_isImporting)
        return;
    for (const auto &tenant : m_tenants) {
        if (tenant->isReading || !tenant->client)
            continue;
        compareWhatIsDue(*tenant);
        if (const QStringList due = tenant->times.due(now); !due.isEmpty())
            syncNow(due, tenant->name());
    }
}

void Engine::shutDown()
{
    if (m_isStopping)
        return;
    m_isStopping = true;
    m_isCancelled = true;
    m_tick.stop();
    m_scope.stop();
    m_sleeper.wakeAll();
    m_channelLook.stop();
    if (m_slack)
        m_slack->stopWaiting();
    for (SlackClient *asking : std::as_const(m_asking))
        asking->stopWaiting();
    if (m_signIn)
        m_signIn->cancel();
    if (m_events)
        m_events->stop();
    if (m_receiver)
        m_receiver->stop();
    m_cloudSuiteHttp.abortAll();
    m_ending = endTasks();
}

QCoro::Task<void> Engine::endTasks()
{
    // Posts on their way get their answer or their time-out: an aborted one would have to be looked up at the next
    // start.
    if (m_dispatcher) {
        auto dispatching = m_dispatcher->drain();
        co_await dispatching;
    }
    if (m_events) {
        auto hearing = m_events->drain();
        co_await hearing;
    }
    if (m_signIn) {
        auto signingIn = m_signIn->drain();
        co_await signingIn;
    }
    // A new token that isn't kept would be lost, and so would the right to renew it.
    if (m_rotation) {
        auto renewing = m_rotation->drain();
        co_await renewing;
    }
    auto draining = m_scope.drain();
    co_await draining;
    QMetaObject::invokeMethod(this, &Engine::stopped, Qt::QueuedConnection);
}

} // namespace ledgercast
