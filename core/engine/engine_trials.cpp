// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include <QSet>

namespace ledgercast {

void Engine::tryFeed(const QString &tenantName, const QString &feed, int rows)
{
    TenantSession *tenant = readableTenant(tenantName, tr("Try a source"));
    if (!tenant)
        return;
    // Like a test, it holds the tenant as it is until it ends.
    if (m_isImporting || std::exchange(m_isTesting, true))
        return report({ErrorKind::Busy,
                       tr("Try a source"),
                       tr("A test or an import is under way. Try again after it."),
                       {},
                       QStringLiteral("busy")});
    constexpr int most = 100;
    FeedRequest request;
    request.tenant = tenant->name();
    const QList<TenantClient::Feed> known = tenant->client->feeds();
    const bool isByCompany =
        std::any_of(known.begin(), known.end(), [&](const auto &one) { return one.id == feed && one.isByCompany; });
    request.company = isByCompany ? tenant->settings.companies.value(0) : QString();
    request.feed = feed;
    request.today = tenant->today(m_clock.now());
    m_scope.start(runTrial(tenant, request, std::clamp(rows, 1, most)));
}

QCoro::Task<void> Engine::runTrial(TenantSession *tenant, FeedRequest request, int rows)
{
    auto trying = tenant->client->source().tryOut(request, rows);
    const Result<FeedTrial> trial = co_await trying;
    m_isTesting = false;
    if (trial)
        Q_EMIT feedTried(*trial);
    else
        report(trial.error());
}

void Engine::reconcile(const QString &tenantName, const QString &feed, QDate from, QDate to)
{
    TenantSession *tenant = readableTenant(tenantName, tr("Reconcile"));
    if (!tenant)
        return;
    if (m_isImporting || std::exchange(m_isTesting, true))
        return report({ErrorKind::Busy,
                       tr("Reconcile"),
                       tr("A test or an import is under way. Try again after it."),
                       {},
                       QStringLiteral("busy")});
    m_scope.start(runReconciliation(tenant, feed, from, to));
}

QCoro::Task<void> Engine::runReconciliation(TenantSession *tenant, QString feed, QDate from, QDate to)
{
    Reconciliation result;
    result.from = from;
    result.to = to;
    const QString company = tenant->settings.companies.value(0);
    auto asking = tenant->client->changedKeys(feed, company, from, to);
    const Result<TenantClient::ChangedKeys> asked = co_await asking;
    m_isTesting = false;
    if (!asked)
        co_return report(asked.error());
    const auto known = m_ledger->statuses(tenant->name(), asked->feed.recordType, company);
    if (!known)
        co_return report(known.error());
    result.feed = asked->feed.id;
    result.label = asked->feed.label;
    result.calls = asked->calls;
    const QSet<QString> keys(asked->keys.begin(), asked->keys.end());
    result.expected = keys.size();
    for (const QString &key : keys) {
        if (!known->contains(key))
            result.missing << key;
    }
    result.missing.sort();
    result.recorded = result.expected - result.missing.size();
    Q_EMIT reconciled(result);
}

} // namespace ledgercast
