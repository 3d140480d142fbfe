// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3columns.h"
#include "core/cloudsuite/m3source.h"

namespace ledgercast {

QList<M3Query> M3Source::probesOf(const FeedEntry &feed)
{
    QList<M3Query> queries{{feed.table, feed.rowKey, feed.where.join(QStringLiteral(" and ")), 1}};
    const QList<LinesMapping> parts = feed.parts();
    for (const LinesMapping &part : parts)
        queries.append({part.table, part.rowKey, {}, 1});
    if (feed.distribution)
        queries.append({feed.distribution->table, m3columns::distribution(*feed.distribution), {}, 1});
    if (feed.party && !feed.party->table.isEmpty())
        queries.append({feed.party->table, {feed.party->key}, {}, 1});
    return queries;
}

QCoro::Task<Result<M3Source::Probe>> M3Source::probeList(FeedEntry feed, M3Place place)
{
    auto reading = m_lists.read(*feed.list, place, operationOf(feed));
    const Result<M3Lists::Found> found = co_await reading;
    if (!found)
        co_return tl::unexpected(found.error());
    Probe probe;
    probe.hasRows = !found->rows.isEmpty();
    co_return Result<Probe>(probe);
}

QCoro::Task<Result<M3Source::Probe>> M3Source::probe(QString feed, QString company)
{
    const FeedEntry *known = m_catalogue.find(feed);
    if (!known)
        co_return Result<Probe>(Probe{});
    const FeedEntry entry = *known;
    if (entry.list) {
        auto probing = probeList(entry, {company, {}});
        co_return co_await probing;
    }
    const QList<M3Query> queries = probesOf(entry);
    auto asking = m_client.query(queries, {company, {}}, operationOf(entry));
    const Result<M3QueryAnswer> answer = co_await asking;
    if (!answer)
        co_return tl::unexpected(answer.error());
    const Result<M3Rows> &heads = answer->results.constFirst();
    if (!heads)
        co_return tl::unexpected(heads.error());
    Probe probe;
    probe.hasRows = !heads->rows.isEmpty();
    for (qsizetype at = 1; at < queries.size() && !probe.refusal; ++at) {
        if (answer->results.at(at))
            continue;
        probe.refusedTable = queries.at(at).table;
        probe.refusal = answer->results.at(at).error();
    }
    co_return Result<Probe>(probe);
}

} // namespace ledgercast
