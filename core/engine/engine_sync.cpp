// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/base/log.h"
#include "core/cloudsuite/tenantclient.h"
#include "core/store/reader.h"

namespace ledgercast {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds offlineRetry = 60s;

bool isOffline(const Error &error)
{
    return error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::NoAnswer || error.kind == ErrorKind::Server;
}

} // namespace

void Engine::syncNow(const QStringList &feeds)
{
    if (m_status.isSyncing || m_isImporting || m_isStopping) {
        qCInfo(logEngine) << "a read or an import is under way; this one is skipped";
        return;
    }
    m_isCancelled = false;
    setStatus([](EngineStatus &status) { status.isSyncing = true; });
    m_scope.start(runPass(feeds));
}

QDate Engine::today() const
{
    return toDateTime(m_clock.now()).toTimeZone(m_settings.zone()).date();
}

/// Ids of the feeds that are read: the wanted ones, else those that are enabled.
QStringList Engine::chosenFeeds(const QStringList &wanted) const
{
    const QStringList &asked = wanted.isEmpty() ? m_settings.enabledFeeds : wanted;
    QStringList chosen;
    const QList<TenantClient::Feed> known = m_tenant->feeds();
    for (const TenantClient::Feed &feed : known) {
        if (asked.isEmpty() || asked.contains(feed.id))
            chosen << feed.id;
    }
    return chosen;
}

Result<PlanContext> Engine::planContext()
{
    const auto routes = m_routes->routes();
    if (!routes)
        return fail(routes.error());
    const Reader reader(*m_database);
    const auto centres = reader.costCentres();
    if (!centres)
        return fail(centres.error());
    m_router = Router(*routes);
    PlanContext context;
    context.now = m_clock.now();
    context.router = &m_router;
    context.composer = &*m_composer;
    context.timeZone = m_settings.zone();
    context.floods = m_settings.floodRules();
    context.links = m_settings.recordLinks;
    context.isDryRun = m_settings.isDryRun || m_isDryRunForced;
    for (const CostCentreRow &centre : *centres)
        context.costCentreNames.insert(centre.code, centre.name);
    context.knownBefore = m_settings.startDate(today());
    if (const auto loaded = loadTables(); !loaded)
        return fail(loaded.error());
    context.matchRules = &m_matchRules;
    return context;
}

QCoro::Task<void> Engine::runPass(QStringList feeds)
{
    reloadSettings();
    SyncReport report;
    const int slackCallsBefore = m_slackHttp.requests();
    const Instant startedAt = m_clock.now();
    if (!m_tenant) {
        report.error =
            Error{ErrorKind::Input,
                  tr("Read CloudSuite"),
                  m_status.cloudSuite.sentence.isEmpty() ? tr("No tenant is connected.") : m_status.cloudSuite.sentence,
                  {},
                  m_status.cloudSuite.code.isEmpty() ? QStringLiteral("not_configured") : m_status.cloudSuite.code};
        if (m_status.cloudSuite.state == LinkStatus::State::Locked)
            report.error->kind = ErrorKind::Secrets;
    } else {
        auto reading = readFeeds(feeds);
        report = co_await reading;
    }
    m_comparedOn = {};
    compareWhatIsDue();
    // Without a schedule nobody is here when a burst is over, or a digest is due.
    if (const auto released = releaseHeld(!m_hasSchedule); !released)
        this->report(released.error());
    report.slackCalls = m_slackHttp.requests() - slackCallsBefore;
    const Instant now = m_clock.now();
    bool isAllOffline = !report.feeds.isEmpty();
    for (const SyncReport::Feed &feed : report.feeds)
        isAllOffline = isAllOffline && feed.error && isOffline(*feed.error);
    // What can't be read at all stays due, and is tried again soon.
    if (report.error || isAllOffline) {
        m_feedTimes.postpone(now + offlineRetry);
    } else {
        const QStringList done = m_isCancelled ? chosenFeeds(feeds) : QStringList{};
        for (const QString &feed : done) // a person stopped it: it waits for its next time
            m_feedTimes.ran(feed, now);
        for (const SyncReport::Feed &feed : std::as_const(report.feeds))
            m_feedTimes.ran(feed.feed, startedAt);
    }
    setStatus([&](EngineStatus &status) {
        status.isSyncing = false;
        status.activity.clear();
        if (!report.error && !isAllOffline)
            status.lastSyncAt = now;
    });
    showReads();
    report.deliveries = deliveryReport();
    Q_EMIT syncFinished(report);
}

QCoro::Task<SyncReport> Engine::readFeeds(QStringList feeds)
{
    SyncReport report;
    const int callsBefore = m_cloudSuiteHttp.requests();
    const QStringList companies = m_settings.companies.isEmpty() ? QStringList{QString()} : m_settings.companies;
    const QList<TenantClient::Feed> known = m_tenant->feeds();
    for (const QString &wanted : std::as_const(feeds)) {
        const bool isKnown =
            std::any_of(known.begin(), known.end(), [&](const auto &feed) { return feed.id == wanted; });
        if (!isKnown)
            report.error =
                Error{ErrorKind::Input, tr("Read CloudSuite"), tr("There is no feed called %1.").arg(wanted)};
    }
    if (report.error)
        co_return report;
    const QStringList chosen = chosenFeeds(feeds);
    if (chosen.isEmpty()) {
        report.error = Error{ErrorKind::Input, tr("Read CloudSuite"),
                             tr("feeds.enabled names no feed that there is: %1. Nothing is read until it does.")
                                 .arg(m_settings.enabledFeeds.join(QStringLiteral(", ")))};
        co_return report;
    }
    for (const TenantClient::Feed &feed : known) {
        if (!chosen.contains(feed.id))
            continue;
        const QStringList places = feed.isByCompany ? companies : QStringList{QString()};
        for (const QString &company : places) {
            if (m_isCancelled)
                co_return report;
            setStatus([&](EngineStatus &status) { status.activity = tr("Reading %1").arg(feed.label.toLower()); });
            auto context = planContext();
            if (!context) {
                report.error = context.error();
                co_return report;
            }
            FeedRunner::Job job;
            job.request.tenant = m_settings.tenant;
            job.request.company = company;
            job.request.feed = feed.id;
            job.request.today = today();
            job.request.startFrom = context->knownBefore;
            job.recordType = feed.recordType;
            job.context = *context;
            const Reader reader(*m_database);
            const auto hasRun = reader.hasCompletedRun(job.request.tenant, company, feed.id);
            // "now": what the first pass finds is known already, whatever its date.
            if (hasRun && !*hasRun && m_settings.startFrom == u"now")
                job.context.knownBefore = job.request.today.addDays(1);
            const Instant startedAt = m_clock.now();
            FeedRunner runner(m_tenant->source(), *m_ledger, m_clock);
            auto running = runner.run(
                job, [this] { takeUpDeliveries(); }, [this] { return m_isCancelled; });
            const SyncReport::Feed read = co_await running;
            finishFeed(read, startedAt);
            report.feeds.append(read);
        }
    }
    report.cloudSuiteCalls = m_cloudSuiteHttp.requests() - callsBefore;
    co_return report;
}

void Engine::compareWhatIsDue()
{
    constexpr int batch = 500;
    const QDate day = today();
    if (m_comparedOn == day)
        return;
    auto context = planContext();
    if (!context)
        return report(context.error());
    for (;;) {
        const auto due = m_ledger->dueTopics(m_settings.tenant, day, batch);
        if (!due)
            return report(due.error());
        if (due->isEmpty())
            break;
        Plan plan{m_settings.tenant, {}, {}, {}, {}, 0, 0};
        if (const auto done = commitWithFindings(*m_ledger, plan, *context, *due); !done)
            return report(done.error());
        takeUpDeliveries();
    }
    m_comparedOn = day;
}

void Engine::finishFeed(const SyncReport::Feed &feed, Instant startedAt)
{
    FeedRunRow row;
    row.tenant = feed.tenant;
    row.company = feed.company;
    row.feed = feed.feed;
    row.startedAt = startedAt;
    row.endedAt = m_clock.now();
    row.read = feed.read;
    row.created = feed.created;
    row.updated = feed.updated;
    row.unchanged = feed.unchanged;
    row.calls = feed.calls;
    row.warnings = feed.warnings;
    if (feed.error) {
        row.error = feed.error->message;
        row.errorCode = feed.error->code.isEmpty() ? QStringLiteral("error") : feed.error->code;
    }
    if (const auto added = m_runs->add(row); !added)
        report(added.error());
    storeCommitted();
    if (!feed.error)
        setCloudSuite(LinkStatus::State::Ready, {});
    else if (feed.error->kind == ErrorKind::Auth)
        setCloudSuite(LinkStatus::State::Problem, feed.error->message, feed.error->code);
    else if (isOffline(*feed.error))
        setCloudSuite(LinkStatus::State::Offline, feed.error->message, feed.error->code);
}

Result<int> Engine::releaseUnrouted()
{
    constexpr int batch = 500;
    int released = 0;
    auto context = planContext();
    if (!context)
        return fail(context.error());
    for (qint64 after = 0;;) {
        const auto waiting = m_ledger->unrouted(after, batch);
        if (!waiting)
            return fail(waiting.error());
        if (waiting->isEmpty())
            break;
        after = waiting->last().entryId;
        for (const Ledger::Unrouted &entry : *waiting) {
            const Document &document = entry.change.document;
            const auto known = m_ledger->known(document.tenant, document.type, {document.key});
            if (!known)
                return fail(known.error());
            const PlannedChange decided =
                planner::decideWaiting(entry.change, entry.waiting, known->value(document.key).threads, *context);
            if (decided.unrouted == entry.waiting.costCentres)
                continue;
            // One by one: the next version of the same document must find the thread this one starts.
            if (const auto done = m_ledger->release(entry.entryId, decided, m_clock.now()); !done)
                return fail(done.error());
            ++released;
        }
    }
    return released;
}

} // namespace ledgercast
