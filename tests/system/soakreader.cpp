// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/soakreader.h"

#include "core/store/reader.h"
#include "tests/support/waitfor.h"

#include <QSqlError>

using namespace Qt::StringLiterals;

namespace ledgercast::test {

namespace {

const QString tenantName = u"ACME_DEM"_s;

Route toOneChannel()
{
    Route route;
    route.name = u"All"_s;
    route.channel = u"fin-all"_s;
    return route;
}

} // namespace

SoakReader::SoakReader(const QByteArray &ionApiFile, QDate startFrom, FakeClock &clock, const Settings &settings)
    : m_clock(clock)
    , m_startFrom(startFrom)
    , m_file(parseIonApi(ionApiFile).value())
    , m_settings(settings)
    , m_sleeper(clock)
    , m_router({toOneChannel()})
    , m_composer(Composer::builtIn().value())
{
    auto opened = Database::open(m_folder.filePath(u"ledger.db"_s), Database::Access::ReadWrite);
    if (!opened)
        qFatal("no store: %s", qPrintable(opened.error().message));
    m_database = std::move(*opened);
    // What is lost with the power is not what is tried here.
    for (const char *pragma : {"synchronous = OFF", "locking_mode = EXCLUSIVE", "journal_mode = MEMORY"}) {
        if (!m_database->execute(u"PRAGMA "_s + QLatin1StringView(pragma)))
            qFatal("no pragma");
    }
    m_ledger = std::make_unique<Ledger>(*m_database);
    restart();
}

Settings SoakReader::usual(const QString &product)
{
    Settings settings;
    settings.tenant = tenantName;
    settings.product = product;
    settings.companies = {u"100"_s, u"200"_s, u"300"_s};
    settings.csiConfiguration = u"ACME_100"_s;
    settings.lnCompany = u"100"_s;
    settings.pageRows = 40;
    return settings;
}

void SoakReader::restart()
{
    m_tenant.reset();
    auto tenant = TenantClient::create(m_http, m_clock, m_sleeper, m_file, m_settings, {});
    if (!tenant)
        qFatal("no tenant: %s", qPrintable(tenant.error().message));
    m_tenant = std::move(*tenant);
}

PlanContext SoakReader::context() const
{
    PlanContext context;
    context.now = m_clock.now();
    context.knownBefore = m_startFrom;
    context.router = &m_router;
    context.composer = &m_composer;
    context.matchRules = &m_rules;
    context.floods.burstLimit = 0;
    return context;
}

SoakReader::Pass SoakReader::pass()
{
    Pass pass;
    const QList<TenantClient::Feed> feeds = m_tenant->feeds();
    for (const TenantClient::Feed &feed : feeds) {
        const QStringList places = feed.isByCompany ? m_settings.companies : QStringList{QString()};
        for (const QString &company : places)
            read(feed, company, pass);
    }
    compareWhatIsDue();
    return pass;
}

void SoakReader::read(const TenantClient::Feed &feed, const QString &company, Pass &pass)
{
    FeedRunner::Job job;
    job.context = context();
    job.request.tenant = tenantName;
    job.request.company = company;
    job.request.feed = feed.id;
    job.request.today = job.context.today();
    job.request.startFrom = m_startFrom;
    job.recordType = feed.recordType;
    FeedRunner runner(m_tenant->source(), *m_ledger, m_clock);
    const SyncReport::Feed report = resultOf(runner.run(
                                                 job, [] {}, [] { return false; }),
                                             std::chrono::minutes(10));
    pass.created += report.created;
    pass.updated += report.updated;
    pass.calls += report.calls;
    pass.warnings += report.warnings;
    if (report.error) {
        pass.errors << feed.id + u' ' + report.error->code;
        pass.messages << report.error->message;
    }
}

void SoakReader::compareWhatIsDue()
{
    const PlanContext now = context();
    for (;;) {
        const auto due = m_ledger->dueTopics(tenantName, now.today(), 500);
        if (!due)
            qFatal("no topics: %s", qPrintable(due.error().message));
        if (due->isEmpty())
            return;
        Plan plan{tenantName, {}, {}, {}, {}, 0, 0};
        if (const auto done = commitWithFindings(*m_ledger, plan, now, *due); !done)
            qFatal("not compared: %s", qPrintable(done.error().message));
    }
}

QSqlQuery SoakReader::query(const QString &sql) const
{
    QSqlQuery query(m_database->connection());
    query.setForwardOnly(true);
    if (!query.exec(sql))
        qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
    return query;
}

qint64 SoakReader::number(const QString &sql) const
{
    QSqlQuery found = query(sql);
    return found.next() ? found.value(0).toLongLong() : 0;
}

bool SoakReader::isChainWhole() const
{
    const auto verified = Reader(*m_database).verify();
    return verified && !verified->firstBroken && verified->events > 0;
}

QMap<QString, QByteArray> SoakReader::documents() const
{
    QMap<QString, QByteArray> documents;
    QSqlQuery all = query(
        u"SELECT document.type || ' ' || document.key, document.fingerprint FROM document JOIN change ON "
        "change.document_id = document.id AND change.version = document.version WHERE json_extract(change.content, "
        "'$.status') <> 'deleted'"_s);
    while (all.next())
        documents.insert(all.value(0).toString(), all.value(1).toByteArray());
    return documents;
}

} // namespace ledgercast::test
