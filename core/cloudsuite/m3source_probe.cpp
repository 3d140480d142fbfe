// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/feedtrials.h"
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

QCoro::Task<Result<CatalogueSource::Probe>> M3Source::probeList(FeedEntry feed, M3Place place)
{
    auto reading = m_lists.read(*feed.list, place, operationOf(feed));
    const Result<M3Lists::Found> found = co_await reading;
    if (!found)
        co_return tl::unexpected(found.error());
    Probe probe;
    probe.hasRows = !found->rows.isEmpty();
    co_return Result<Probe>(probe);
}

QCoro::Task<Result<CatalogueSource::Probe>> M3Source::probe(QString feed, QString company)
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

QCoro::Task<M3Source::Failure> M3Source::readFirst(Work *work, int rows)
{
    const FeedEntry &feed = work->feed;
    if (feed.list) {
        auto listing = m_lists.read(*feed.list, work->place(), work->operation);
        const Result<M3Lists::Found> found = co_await listing;
        if (!found)
            co_return found.error();
        work->page.calls += found->calls;
        work->heads = found->rows.first(std::min<qsizetype>(rows, found->rows.size()));
        co_return std::nullopt;
    }
    auto learning = learnTables(work);
    const Failure unknown = co_await learning;
    if (unknown)
        co_return unknown;
    QList<M3Walk> walks{{feed.table, m3columns::head(feed, m_tables), conditionsOf(*work), feed.rowKey, rows}};
    auto stepping = m_walker.step(&walks, work->place(), work->operation);
    const Result<int> calls = co_await stepping;
    if (!calls)
        co_return calls.error();
    work->page.calls += *calls;
    if (walks.constFirst().refusal)
        co_return *walks.constFirst().refusal;
    work->heads = walks.constFirst().rows.first(std::min<qsizetype>(rows, walks.constFirst().rows.size()));
    co_return std::nullopt;
}

QCoro::Task<Result<FeedTrial>> M3Source::tryOut(FeedRequest request, int rows)
{
    const FeedEntry *known = m_catalogue.find(request.feed);
    if (!known)
        co_return fail(ErrorKind::NotFound, QObject::tr("Try a source"),
                       QObject::tr("There is no feed called %1.").arg(request.feed), {}, QStringLiteral("no_feed"));
    const FeedEntry feed = *known;
    // Nothing is remembered of a trial: what a pass has read stays as it is.
    Work work = workFor(request, feed);
    auto reading = readFirst(&work, rows);
    const Failure unread = co_await reading;
    if (unread)
        co_return tl::unexpected(*unread);
    auto enriching =
        m_enrichment.read({feed, work.heads, work.place(), request.today, m_options.pageRows, work.operation});
    const auto found = co_await enriching;
    if (!found)
        co_return tl::unexpected(found.error());
    FeedTrial trial = feedtrials::of(feed);
    trial.calls = work.page.calls + found->calls;
    for (const M3Row &head : std::as_const(work.heads))
        trial.rows.append(feedtrials::rowOf(feed, request.tenant, rowsOf(work, head, *found), &trial.warnings));
    trial.warnings += work.page.warnings + found->warnings;
    co_return Result<FeedTrial>(trial);
}

} // namespace ledgercast
