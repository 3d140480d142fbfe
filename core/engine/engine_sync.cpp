// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/base/log.h"
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

void Engine::syncNow(const QStringList &feeds, const QString &tenant)
{
    QList<TenantSession *> idle;
    for (const auto &one : m_tenants) {
        if ((tenant.isEmpty() || one->name() == tenant) && !one->isReading)
            idle << one.get();
    }
    if (m_isImporting || m_isStopping || (idle.isEmpty() && isReading())) {
        qCInfo(logEngine) << "a read or an import is under way; this one is skipped";
        return;
    }
    if (!isReading()) {
        m_isCancelled = false;
        reloadSettings();
    }
    for (TenantSession *one : std::as_const(idle))
        one->isReading = true;
    showTenants();
    m_scope.start(runPass(idle, feeds));
}

bool Engine::isReading() const
{
    return std::any_of(m_tenants.begin(), m_tenants.end(), [](const auto &tenant) { return tenant->isReading; });
}

Result<PlanContext> Engine::planContext(const Settings &tenant)
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
    context.timeZone = tenant.zone();
    context.floods = m_settings.floodRules();
    context.links = m_settings.recordLinks;
    context.isDryRun = m_settings.isDryRun || m_isDryRunForced;
    for (const CostCentreRow &centre : *centres) {
        context.costCentreNames.insert(centre.code, centre.name);
        context.costCentreOwners.add({centre.tenant, centre.company, centre.division}, centre.code, centre.responsible);
    }
    context.knownBefore = tenant.startDate(toDateTime(context.now).toTimeZone(tenant.zone()).date());
    if (const auto loaded = loadTables(); !loaded)
        return fail(loaded.error());
    context.matchRules = &m_matchRules;
    context.mapping = &m_mapping;
    context.guard = &m_guard;
    context.people = &m_people;
    return context;
}

std::optional<Error> Engine::whyNotRead(const QList<TenantSession *> &tenants, const QStringList &feeds) const
{
    const auto broken =
        std::find_if(tenants.begin(), tenants.end(), [](const auto *tenant) { return !tenant->client; });
    if (tenants.isEmpty() || broken != tenants.end()) {
        const LinkStatus &link = tenants.isEmpty() ? m_withoutTenant : (*broken)->link;
        return Error{link.state == LinkStatus::State::Locked ? ErrorKind::Secrets : ErrorKind::Input,
                     tr("Read CloudSuite"),
                     link.sentence,
                     {},
                     link.code.isEmpty() ? QStringLiteral("not_configured") : link.code};
    }
    for (const QString &wanted : feeds) {
        const bool isKnown =
            std::any_of(tenants.begin(), tenants.end(), [&](const auto *tenant) { return tenant->hasFeed(wanted); });
        if (!isKnown)
            return Error{ErrorKind::Input,
                         tr("Read CloudSuite"),
                         tr("There is no feed called %1.").arg(wanted),
                         {},
                         QStringLiteral("no_feed")};
    }
    return std::nullopt;
}

/// Reads the tenants side by side: none waits for another's request limit.
QCoro::Task<void> Engine::runPass(QList<TenantSession *> tenants, QStringList feeds)
{
    SyncReport report;
    const int slackCallsBefore = m_slackHttp.requests();
    const int callsBefore = m_cloudSuiteHttp.requests();
    const Instant startedAt = m_clock.now();
    report.error = whyNotRead(tenants, feeds);
    if (report.error && report.error->code == u"no_feed") {
        for (TenantSession *tenant : std::as_const(tenants))
            endReading(*tenant);
    } else {
        std::vector<QCoro::Task<SyncReport>> readings;
        for (TenantSession *tenant : std::as_const(tenants))
            readings.push_back(passOf(tenant, feeds, startedAt));
        for (auto &reading : readings) {
            const SyncReport read = co_await reading;
            report.feeds += read.feeds;
            if (!report.error)
                report.error = read.error;
        }
    }
    // Without a schedule nobody is here when a burst is over, or a digest is due.
    if (const auto released = releaseHeld(!m_hasSchedule); !released)
        this->report(released.error());
    auto keeping = keepReferences();
    co_await keeping;
    report.slackCalls = m_slackHttp.requests() - slackCallsBefore;
    report.cloudSuiteCalls = m_cloudSuiteHttp.requests() - callsBefore;
    showTenants();
    report.deliveries = deliveryReport();
    Q_EMIT syncFinished(report);
}

/// A pass or a back-fill is over; another may go on.
void Engine::endReading(TenantSession &tenant)
{
    tenant.isReading = false;
    tenant.activity.clear();
    showTenants();
}

QCoro::Task<SyncReport> Engine::passOf(TenantSession *tenant, QStringList feeds, Instant startedAt)
{
    auto reading = readTenant(tenant, feeds, std::nullopt);
    const SyncReport report = co_await reading;
    if (tenant->client)
        finishTenant(*tenant, report, feeds, startedAt);
    else
        endReading(*tenant);
    co_return report;
}

/// What was read is compared, and the next reads are set.
void Engine::finishTenant(TenantSession &tenant, const SyncReport &report, const QStringList &feeds, Instant startedAt)
{
    tenant.comparedOn = {};
    compareWhatIsDue(tenant);
    const Instant now = m_clock.now();
    const bool isAllOffline = !report.feeds.isEmpty() &&
                              std::all_of(report.feeds.begin(), report.feeds.end(), [](const SyncReport::Feed &feed) {
                                  return feed.error && isOffline(*feed.error);
                              });
    endReading(tenant);
    // What can't be read at all stays due, and is tried again soon.
    if (report.error || isAllOffline)
        return tenant.times.postpone(now + offlineRetry);
    const QStringList done = m_isCancelled ? tenant.chosenFeeds(feeds) : QStringList{};
    for (const QString &feed : done) // a person stopped it: it waits for its next time
        tenant.times.ran(feed, now);
    for (const SyncReport::Feed &feed : report.feeds)
        tenant.times.ran(feed.feed, startedAt);
    setStatus([&](EngineStatus &status) { status.lastSyncAt = now; });
}

QCoro::Task<SyncReport> Engine::readTenant(TenantSession *tenant, QStringList feeds, MaybeBackfill backfill)
{
    SyncReport report;
    if (!tenant->client)
        co_return report;
    const QStringList chosen = tenant->chosenFeeds(feeds);
    if (chosen.isEmpty() && feeds.isEmpty())
        report.error = Error{ErrorKind::Input, tr("Read CloudSuite"),
                             tr("feeds.enabled names no feed that there is: %1. Nothing is read until it does.")
                                 .arg(tenant->settings.enabledFeeds.join(QStringLiteral(", ")))};
    const QStringList companies =
        tenant->settings.companies.isEmpty() ? QStringList{QString()} : tenant->settings.companies;
    const QList<TenantClient::Feed> known = tenant->client->feeds();
    for (const TenantClient::Feed &feed : known) {
        if (!chosen.contains(feed.id))
            continue;
        const QStringList places = feed.isByCompany ? companies : QStringList{QString()};
        for (const QString &company : places) {
            if (m_isCancelled || report.error)
                co_return report;
            auto reading = readFeed(tenant, feed, company, backfill, &report);
            co_await reading;
        }
    }
    co_return report;
}

QCoro::Task<void> Engine::readFeed(TenantSession *tenant, TenantClient::Feed feed, QString company,
                                   MaybeBackfill backfill, SyncReport *report)
{
    tenant->activity = m_tenants.size() == 1 ? tr("Reading %1").arg(feed.label.toLower())
                                             : tr("Reading %1 of %2").arg(feed.label.toLower(), tenant->name());
    showTenants();
    auto context = planContext(tenant->settings);
    if (!context) {
        report->error = context.error();
        co_return;
    }
    FeedRunner::Job job;
    job.request.tenant = tenant->name();
    job.request.company = company;
    job.request.feed = feed.id;
    job.request.today = tenant->today(m_clock.now());
    job.request.startFrom = context->knownBefore;
    job.recordType = feed.recordType;
    job.context = *context;
    const Reader reader(*m_database);
    const auto hasRun = reader.hasCompletedRun(job.request.tenant, company, feed.id);
    // "now": what the first pass finds is known already, whatever its date.
    if (hasRun && !*hasRun && tenant->settings.startFrom == u"now")
        job.context.knownBefore = job.request.today.addDays(1);
    if (backfill) {
        job.request.isBackfill = true;
        job.request.startFrom = backfill->from;
        job.context.knownBefore = backfill->isTold ? backfill->from : job.request.today.addDays(1);
        job.context.toldFrom = backfill->isTold ? backfill->from : QDate();
    }
    const Instant startedAt = m_clock.now();
    FeedRunner runner(tenant->client->source(), *m_ledger, m_clock);
    auto running = runner.run(
        job, [this] { takeUpDeliveries(); }, [this] { return m_isCancelled; });
    const SyncReport::Feed read = co_await running;
    if (!backfill) // beside the feed's own reads
        finishFeed(*tenant, read, startedAt);
    report->feeds.append(read);
}

void Engine::compareWhatIsDue(TenantSession &tenant)
{
    constexpr int batch = 500;
    const QDate day = tenant.today(m_clock.now());
    if (tenant.comparedOn == day)
        return;
    auto context = planContext(tenant.settings);
    if (!context)
        return report(context.error());
    if (const auto noted = m_ledger->compareBy(tenant.name(), matchSettings(), day); !noted)
        return report(noted.error());
    for (;;) {
        const auto due = m_ledger->dueTopics(tenant.name(), day, batch);
        if (!due)
            return report(due.error());
        if (due->isEmpty())
            break;
        Plan plan{tenant.name(), {}, {}, {}, {}, 0, 0};
        if (const auto done = commitWithFindings(*m_ledger, plan, *context, *due); !done)
            return report(done.error());
        takeUpDeliveries();
    }
    tenant.comparedOn = day;
}

void Engine::finishFeed(TenantSession &tenant, const SyncReport::Feed &feed, Instant startedAt)
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
        setLink(tenant, LinkStatus::State::Ready, {});
    else if (feed.error->kind == ErrorKind::Auth)
        setLink(tenant, LinkStatus::State::Problem, feed.error->message, feed.error->code);
    else if (isOffline(*feed.error))
        setLink(tenant, LinkStatus::State::Offline, feed.error->message, feed.error->code);
}

Result<int> Engine::releaseUnrouted()
{
    constexpr int batch = 500;
    int released = 0;
    QHash<QString, PlanContext> contexts; // by tenant
    for (qint64 after = 0;;) {
        const auto waiting = m_ledger->unrouted(after, batch);
        if (!waiting)
            return fail(waiting.error());
        if (waiting->isEmpty())
            break;
        after = waiting->last().entryId;
        for (const Ledger::Unrouted &entry : *waiting) {
            const Document &document = entry.change.document;
            const auto context = contextOf(document.tenant, contexts);
            if (!context)
                return fail(context.error());
            const auto known = m_ledger->known(document.tenant, document.type, {document.key});
            if (!known)
                return fail(known.error());
            const PlannedChange decided =
                planner::decideWaiting(entry.change, entry.waiting, known->value(document.key).threads, **context);
            const bool isSame = decided.change.document.costCentres == document.costCentres;
            if (isSame && decided.unrouted == entry.waiting.costCentres)
                continue;
            // One by one: the next version of the same document must find the thread this one starts.
            if (const auto done = m_ledger->release(entry.entryId, decided, m_clock.now()); !done)
                return fail(done.error());
            released += decided.unrouted.isEmpty() || !decided.deliveries.isEmpty() ? 1 : 0;
        }
    }
    return released;
}

} // namespace ledgercast
