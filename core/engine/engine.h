// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/taskscope.h"
#include "core/cloudsuite/tenantclient.h"
#include "core/domain/reconciliation.h"
#include "core/domain/referencelist.h"
#include "core/engine/console.h"
#include "core/engine/designfiles.h"
#include "core/engine/dispatcher.h"
#include "core/engine/feedrunner.h"
#include "core/engine/tenantsession.h"
#include "core/matching/matchtopics.h"
#include "core/message/composer.h"
#include "core/net/httpclient.h"
#include "core/routing/channelguard.h"
#include "core/routing/costcentremapping.h"
#include "core/routing/people.h"
#include "core/routing/router.h"
#include "core/secrets/secretstore.h"
#include "core/settings/profile.h"
#include "core/settings/settings.h"
#include "core/slack/slackevents.h"
#include "core/store/database.h"
#include "core/store/importedtables.h"
#include "core/store/referencefiles.h"
#include "core/store/routestore.h"
#include "core/store/runlog.h"

#include <QTimer>

#include <memory>
#include <queue>
#include <vector>

namespace ledgercast {

class EventReceiver;
class HeardLog;
class SlackClient;
class SlackSignIn;
class SocketMode;
class TokenRotation;
struct RotatingToken;

/// The only room that knows the whole story: reads each tenant on its schedule, records, routes, posts. Lives in one
/// thread, the only one that writes to the store. Start with start(), end with shutDown() and wait for stopped().
class Engine final : public Console
{
    Q_OBJECT
public:
    Engine(const Profile &profile, const Clock &clock, QObject *parent = nullptr);
    ~Engine() override;

    /// The store behind the readers. Errors: see Database::open.
    [[nodiscard]] Result<void> open();
    [[nodiscard]] EngineStatus status() const { return m_status; }
    /// As this tenant is read; empty: the first.
    [[nodiscard]] Settings settings(const QString &tenant = {}) const { return m_settingsFile.load(tenant); }
    [[nodiscard]] bool isDeliverySettled() const;
    /// Delivery states now, and what this run posted.
    [[nodiscard]] QMap<QString, int> deliveryReport() const;
    /// This run records and decides but posts nothing, whatever the setting says.
    void forceDryRun() { m_isDryRunForced = true; }
    [[nodiscard]] int slackCalls() const { return m_slackHttp.requests(); }
    [[nodiscard]] QList<Channel> channels() const;
    [[nodiscard]] WorkspaceInfo workspace() const { return m_workspace; }
    /// What the keychain gave.
    void setSecrets(const Result<Secrets> &secrets);
    /// What became of the last storeSecrets().
    void secretsStored(const Result<void> &stored);

public Q_SLOTS:
    /// Asks for the secrets; with schedule, reads on it.
    void start(bool withSchedule);
    void shutDown();
    /// The computer has slept: old connections are dead, and the network needs a moment. Also noticed by a late tick.
    void wakeUp();

    void syncNow(const QStringList &feeds = {}, const QString &tenant = {}) override;
    void cancelSync() override { m_isCancelled = true; }
    void pause(qint64 untilMs) override;
    void resume() override;
    void replay(const QList<qint64> &entryIds, const QString &channel = {}, bool isComposedAnew = false) override;
    void previewReplay(const QList<qint64> &entryIds, const QString &channel) override;
    void replayFailed() override;
    void dismiss(const QList<qint64> &entryIds, const QString &reason) override;
    void joinChannel(const QString &channel) override;
    void refreshChannels() override;
    void testConnections() override;
    void importIonApi(const QString &path, const QString &tenant = {}, const QString &baseUrl = {}) override;
    void removeTenant(const QString &tenant) override;
    void connectSlack(const QString &token, const QString &apiUrl = {}) override;
    void disconnectSlack() override;
    void signInToSlack(const QString &clientId, const QString &clientSecret, int port = 0,
                       const QString &apiUrl = {}) override;
    void finishSignIn(const QString &address) override;
    void cancelSignIn() override;
    void connectEvents(const QString &appToken) override;
    void disconnectEvents() override;
    /// Takes Slack's signed events at slack.events_port with this secret from now on.
    void setSigningSecret(const QString &secret);
    void importRoutes(const QByteArray &csv) override;
    void applyRoutes(const QList<Route> &routes, const QString &note, bool release) override;
    /// What may be off, by company and supplier; what is open is looked at again.
    void importTolerances(const QByteArray &csv);
    /// Which warehouse, buyer, supplier and so on is which cost centre; what waits for a rule is looked at again.
    void importCostCentreMapping(const QByteArray &csv);
    /// Who people of the ERP are in Slack, for mentions composed from now on.
    void importPeople(const QByteArray &csv);
    /// What may be posted where; what waits is decided and composed again.
    void importChannelGuard(const QByteArray &csv);
    /// Sends the reference lists that changed to their channel now. Ends in referencesPosted().
    void postReferences();
    void planFeed(const QString &tenant, const QString &feed, bool isOn, const QString &schedule) override;
    void tryFeed(const QString &tenant, const QString &feed, int rows) override;
    void backfill(const QString &tenant, const QStringList &feeds, QDate from, bool isTold) override;
    /// Compares what Data Fabric has of an M3 feed's documents, changed in these days, with the ledger. Ends in
    /// reconciled() or failed().
    void reconcile(const QString &tenant, const QString &feed, QDate from, QDate to);
    void showMessageDesigns() override { Q_EMIT messageDesignsChanged(m_kindDesigns); }
    void saveMessageDesign(const QString &recordType, const QByteArray &json) override;
    void sendTestMessage(const QString &channel, const QString &recordType, const QList<QByteArray> &messages) override;
    void setRecordLinks(const QString &general, const QString &byType) override;
    void unlockSecrets() override { Q_EMIT secretsWanted(); }

Q_SIGNALS:
    void secretsWanted();
    void storeSecrets(const ledgercast::Secrets &secrets);
    void reconciled(const ledgercast::Reconciliation &result);
    void referencesPosted(const ledgercast::ReferenceReport &report);
    void failed(const ledgercast::Error &error); ///< beside requestFailed(), with its kind
    void ready(); ///< secrets were looked at; both sides are connected or known not to be
    void stopped();
    void deliveriesSettled();
    void slackConnected();
    void routesImported();
    void tableImported();
    void tenantRemoved();

private:
    // engine.cpp: life cycle and status
    [[nodiscard]] QCoro::Task<void> connectWorkspace();
    void showWorkspace(const SlackIdentity &identity);
    [[nodiscard]] QCoro::Task<void> endTasks();
    void setStatus(const std::function<void(EngineStatus &)> &change);
    void setSlack(LinkStatus::State state, const QString &sentence, const QString &code = {});
    void report(const Error &error);
    void reloadSettings();
    void saveSettings(const std::function<void(Settings &)> &change, const QString &tenant = {});
    [[nodiscard]] DispatchSettings dispatchSettings() const;
    void storeCommitted();
    void tick();
    void noticeNewSettings();
    // engine_tenants.cpp: who is read from, and how that goes
    void loadTenants();
    void connectTenants(const QString &only = {});
    /// Errors: Input, as for a file that is imported.
    [[nodiscard]] Result<void> connectTenant(TenantSession &tenant, const QString &secret);
    void planReads();
    void recallReads();
    void showTenants();
    void setLink(TenantSession &tenant, LinkStatus::State state, const QString &sentence, const QString &code = {});
    /// The first for an empty name; none of this name.
    [[nodiscard]] TenantSession *tenantOf(const QString &name) const;
    /// The one that is meant, with what it takes to read from it; else that is reported.
    [[nodiscard]] TenantSession *readableTenant(const QString &name, const QString &operation);
    [[nodiscard]] QString secretNameOf(const QString &tenant) const;
    [[nodiscard]] bool isReading() const;
    void takeIonApi(const IonApiFile &file);
    // engine_floods.cpp
    [[nodiscard]] Result<void> releaseHeld(bool isLast);
    void takeUpDeliveries();
    void reconsiderHeld();
    // engine_sync.cpp: a pass
    [[nodiscard]] QCoro::Task<void> runPass(QList<TenantSession *> tenants, QStringList feeds);
    /// Of the tenant's documents.
    [[nodiscard]] Result<PlanContext> planContext(const Settings &tenant);
    /// Made once a tenant.
    [[nodiscard]] Result<PlanContext *> contextOf(const QString &tenantName, QHash<QString, PlanContext> &contexts);
    /// Errors of the request itself: there is no such feed.
    [[nodiscard]] std::optional<Error> whyNotRead(const QList<TenantSession *> &tenants,
                                                  const QStringList &feeds) const;
    struct Backfill
    {
        QDate from;
        bool isTold = false;
    };
    using MaybeBackfill = std::optional<Backfill>;
    [[nodiscard]] QCoro::Task<SyncReport> readTenant(TenantSession *tenant, QStringList feeds, MaybeBackfill backfill);
    [[nodiscard]] QCoro::Task<void> readFeed(TenantSession *tenant, TenantClient::Feed feed, QString company,
                                             MaybeBackfill backfill, SyncReport *report);
    [[nodiscard]] QCoro::Task<SyncReport> passOf(TenantSession *tenant, QStringList feeds, Instant startedAt);
    void endReading(TenantSession &tenant);
    // engine_backfill.cpp
    [[nodiscard]] QCoro::Task<void> runBackfill(TenantSession *tenant, QStringList feeds, Backfill backfill);
    void finishTenant(TenantSession &tenant, const SyncReport &report, const QStringList &feeds, Instant startedAt);
    [[nodiscard]] Result<void> loadTables();
    /// What the settings say about comparing, in one text: another one, other results.
    [[nodiscard]] QString matchSettings() const;
    /// What became so with time alone: a receipt that has been missing for long enough.
    void compareWhatIsDue(TenantSession &tenant);
    void finishFeed(TenantSession &tenant, const SyncReport::Feed &feed, Instant startedAt);
    // engine_requests.cpp: what people ask for
    QCoro::Task<void> runTrial(TenantSession *tenant, FeedRequest request, int rows);
    QCoro::Task<void> runReconciliation(TenantSession *tenant, QString feed, QDate from, QDate to);
    [[nodiscard]] QCoro::Task<void> runTest();
    [[nodiscard]] QCoro::Task<QList<TestStep>> testTenants();
    [[nodiscard]] QCoro::Task<void> join(QString channel);
    [[nodiscard]] Result<QList<ReplayChange>> replayChanges(const QList<qint64> &entryIds, const QString &channel);
    [[nodiscard]] Result<int> editDeliveries(const std::function<Result<int>()> &edit);
    [[nodiscard]] Result<int> releaseUnrouted();
    // engine_signin.cpp: whose bot posts
    void prepareSignIn();
    void showSignInSettings();
    /// Renews the token in time, if it is one that ends.
    void rotateToken();
    [[nodiscard]] QCoro::Task<void> acceptToken(QString token, QUrl apiUrl, std::optional<RotatingToken> rotating);
    void keepToken(const QString &token, const QUrl &apiUrl, const std::optional<RotatingToken> &rotating,
                   const SlackIdentity &identity);
    [[nodiscard]] QCoro::Task<void> finishConnecting();
    // engine_events.cpp: what Slack tells by itself
    void prepareEvents();
    /// With a schedule and an app-level token; else not at all.
    void listen();
    /// The same at slack.events_port, with a signing secret.
    void openEventsPort();
    void showEvents();
    void keepEventSecrets(const QString &noteKind, const QString &sentence);
    void hear(const QJsonObject &wrapper);
    void act(const ChannelChanged &changed);
    void act(const MessageDeleted &deleted);
    void act(const ReactionChanged &reaction);
    void act(const AccessEnded &ended);
    void lookAtChannelsSoon();
    [[nodiscard]] QCoro::Task<void> acceptAppToken(QString token);
    // engine_channels.cpp: what happens to channels in Slack
    /// isAsked: somebody waits for it; else a look of our own, whose failure is no news.
    [[nodiscard]] QCoro::Task<void> loadChannels(bool isAsked = true);
    void takeChannels(QList<Channel> channels);
    void tellChannelNews(const ChannelsTaken &taken);
    void followInMutes(const QList<ChannelNews> &news);
    void lookAtChannels();
    // engine_guard.cpp: what may be posted where
    [[nodiscard]] Result<void> loadGuard();
    [[nodiscard]] Result<int> holdGuarded();
    [[nodiscard]] Result<int> applyGuard(const ChannelGuard &before);
    /// rulesBefore: those that sent there what is held.
    [[nodiscard]] Result<int> releaseGuarded(const Router &rulesBefore);
    [[nodiscard]] Result<void> followInGuard(const QList<ChannelNews> &news);
    /// Why a person may not send there what was composed for elsewhere; empty: they may.
    [[nodiscard]] QString whyGuarded(const QString &channel) const;
    [[nodiscard]] QStringList doubtsAbout(const QList<GuardRow> &rows) const;
    // engine_people.cpp: who people of the ERP are in Slack
    [[nodiscard]] Result<void> loadPeople();
    [[nodiscard]] Result<QStringList> dueEmails() const;
    void lookAtPeople();
    [[nodiscard]] QCoro::Task<void> lookUpPeople();
    void tellUnasked(const Error &error);
    // engine_reference.cpp: lists of master data as files in a channel
    struct ReferenceContent
    {
        QString channelId;
        QByteArray csv;
        int rows = 0;
    };
    [[nodiscard]] QCoro::Task<void> postReferencesNow();
    [[nodiscard]] QCoro::Task<void> keepReferences();
    [[nodiscard]] QCoro::Task<QList<ReferenceReport::List>> postLists(QStringList names, QString actor);
    [[nodiscard]] QCoro::Task<ReferenceReport::List> postList(QString name, QString actor);
    [[nodiscard]] Result<ReferenceContent> referenceContent(const ReferenceList &list) const;
    [[nodiscard]] QCoro::Task<Result<void>> sendList(ReferenceList list, ReferenceContent content, QString digest,
                                                     QString actor);
    [[nodiscard]] QCoro::Task<Result<void>> deleteFiles(QList<ReferenceFile> files, ReferenceFile::State state,
                                                        QString actor);
    [[nodiscard]] static Error withFileScope(Error error);
    // engine_messages.cpp: designs and tests of messages
    [[nodiscard]] Result<void> loadDesigns();
    [[nodiscard]] QCoro::Task<void> postTest(QString channel, QString recordType, QList<QByteArray> messages);
    void keepSecrets(std::function<void(const Result<void> &)> done);

    Profile m_profile;
    const Clock &m_clock;
    SettingsFile m_settingsFile;
    DesignFiles m_designFiles;
    QList<KindDesign> m_kindDesigns;
    Settings m_settings; ///< of the profile; where they are a tenant's, the first one's
    Secrets m_secrets;
    bool m_hasSecrets = false;
    std::queue<std::function<void(const Result<void> &)>> m_secretsStored; ///< what to do when they are
    EngineStatus m_status;

    HttpClient m_cloudSuiteHttp;
    HttpClient m_slackHttp;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Ledger> m_ledger;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<RouteStore> m_routes;
    std::unique_ptr<RunLog> m_runs;
    std::unique_ptr<ImportedTables> m_tables;
    std::vector<std::unique_ptr<TenantSession>> m_tenants; ///< the first one first
    LinkStatus m_withoutTenant;                            ///< how things are while there is none
    std::unique_ptr<SlackClient> m_slack;
    QList<SlackClient *> m_asking; ///< whose tokens are being looked at
    std::unique_ptr<TokenRotation> m_rotation;
    Sleeper m_signInPatience; ///< of m_signIn alone
    std::unique_ptr<SlackSignIn> m_signIn;
    std::unique_ptr<Dispatcher> m_dispatcher;
    std::unique_ptr<HeardLog> m_heardLog;
    Sleeper m_eventPauses; ///< of m_events alone
    std::unique_ptr<SocketMode> m_events;
    std::unique_ptr<EventReceiver> m_receiver;
    HeardIds m_heardIds;
    SlackIdentity m_identity; ///< whose token it is; empty: not known yet
    QTimer m_channelLook;
    std::optional<Composer> m_composer;
    Router m_router;
    CostCentreMapping m_mapping;
    ChannelGuard m_guard;
    People m_people;
    MatchRules m_matchRules;

    Sleeper m_sleeper;
    TaskScope m_scope;
    QTimer m_tick;
    QDateTime m_settingsChangedAt; ///< of the file, as last read
    std::optional<QCoro::Task<void>> m_ending;
    std::optional<Instant> m_lastTick;
    std::optional<Instant> m_channelsAskedAt;
    std::optional<Instant> m_peopleDueAt; ///< none: Slack may be asked about people at once
    WorkspaceInfo m_workspace;
    bool m_hasSchedule = false;
    bool m_isCancelled = false;
    bool m_isTesting = false;
    bool m_isPostingReferences = false;
    bool m_isImporting = false;
    bool m_isDryRunForced = false;
    bool m_isStopping = false;
};

} // namespace ledgercast
