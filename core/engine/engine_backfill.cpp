// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"
#include "core/engine/person.h"
#include "core/slack/slackclient.h"

#include <QJsonArray>

// What happened before Ledgercast was there.
namespace ledgercast {

void Engine::backfill(const QString &tenantName, const QStringList &feeds, QDate from, bool isTold)
{
    const QString operation = tr("Read from an earlier day");
    TenantSession *tenant = readableTenant(tenantName, operation);
    if (!tenant)
        return;
    if (!from.isValid() || from > tenant->today(m_clock.now()))
        return report({ErrorKind::Input,
                       operation,
                       tr("A day until today is needed, such as 2026-11-01."),
                       {},
                       QStringLiteral("no_day")});
    if (const auto mistake = whyNotRead({tenant}, feeds))
        return report(*mistake);
    if (tenant->isReading || m_isImporting || m_isTesting)
        return report({ErrorKind::Busy,
                       operation,
                       tr("Ledgercast is reading from %1 right now. Wait for the end of that, then ask again.")
                           .arg(tenant->name()),
                       {},
                       QStringLiteral("busy")});
    if (!isReading())
        m_isCancelled = false;
    tenant->isReading = true;
    showTenants();
    m_scope.start(runBackfill(tenant, feeds, {from, isTold}));
}

QCoro::Task<void> Engine::runBackfill(TenantSession *tenant, QStringList feeds, Backfill backfill)
{
    const int callsBefore = m_cloudSuiteHttp.requests();
    auto reading = readTenant(tenant, feeds, backfill);
    SyncReport report = co_await reading;
    report.cloudSuiteCalls = m_cloudSuiteHttp.requests() - callsBefore;
    endReading(*tenant);
    int created = 0;
    int told = 0;
    for (const SyncReport::Feed &feed : std::as_const(report.feeds)) {
        created += feed.created;
        told += feed.told + (backfill.isTold ? feed.created : 0);
        if (feed.error && !report.error)
            report.error = feed.error;
    }
    const QJsonObject data{{QStringLiteral("tenant"), tenant->name()},
                           {QStringLiteral("feeds"), QJsonArray::fromStringList(tenant->chosenFeeds(feeds))},
                           {QStringLiteral("from"), backfill.from.toString(Qt::ISODate)},
                           {QStringLiteral("told"), told},
                           {QStringLiteral("new"), created},
                           {QStringLiteral("complete"), !report.error && !m_isCancelled}};
    if (const auto noted = m_runs->note(QStringLiteral("backfilled"), data, person(), m_clock.now()); !noted)
        this->report(noted.error());
    storeCommitted();
    if (report.error)
        this->report(*report.error);
    report.deliveries = deliveryReport();
    const QString news = tr("%n record(s) were new to the log.", nullptr, created);
    Q_EMIT notice(!backfill.isTold ? news
                  : told == 0      ? news + u' ' + tr("There is nothing to tell.")
                              : news + u' ' + tr("%n go(es) out in digests, where a rule matches.", nullptr, told));
    Q_EMIT backfilled(report);
}

} // namespace ledgercast
