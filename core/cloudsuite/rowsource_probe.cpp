// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/feedtrials.h"
#include "core/cloudsuite/rowsource.h"

namespace ledgercast {

QCoro::Task<Result<CatalogueSource::Probe>> RowSource::probe(QString feed, QString company)
{
    const FeedEntry *known = m_catalogue.find(feed);
    if (!known)
        co_return Result<Probe>(Probe{});
    const FeedEntry entry = *known;
    FeedRequest request;
    request.feed = feed;
    request.company = company;
    const Work work = workFor(request, entry);
    RowQuery heads = headQuery(work);
    heads.maxRows = 1;
    auto reading = m_client.read(heads);
    const Result<RowPage> first = co_await reading;
    if (!first)
        co_return tl::unexpected(first.error());
    Probe probe;
    probe.hasRows = !first->rows.isEmpty();
    QList<RowQuery> others;
    const QList<LinesMapping> parts = entry.parts();
    for (const LinesMapping &part : parts)
        others.append(queryFor(work, part.table, rowqueries::partColumns(part)));
    if (entry.distribution)
        others.append(queryFor(work, entry.distribution->table, rowqueries::distributionColumns(*entry.distribution)));
    if (entry.party && !entry.party->table.isEmpty())
        others.append(queryFor(work, entry.party->table, {entry.party->key, entry.party->name}));
    for (RowQuery &other : others) {
        other.maxRows = 1;
        auto asking = m_client.read(other);
        const Result<RowPage> answer = co_await asking;
        if (answer)
            continue;
        probe.refusedTable = other.set;
        probe.refusal = answer.error();
        break;
    }
    co_return Result<Probe>(probe);
}

QCoro::Task<Result<FeedTrial>> RowSource::tryOut(FeedRequest request, int rows)
{
    const FeedEntry *known = m_catalogue.find(request.feed);
    if (!known)
        co_return fail(ErrorKind::NotFound, QObject::tr("Try a source"),
                       QObject::tr("There is no feed called %1.").arg(request.feed), {}, QStringLiteral("no_feed"));
    const FeedEntry feed = *known;
    Work work = workFor(request, feed);
    RowQuery query = headQuery(work);
    query.maxRows = rows;
    if (m_client.suite() != u"CSI") // there, properties are always named
        query.columns.clear();
    auto reading = m_client.read(query);
    const Result<RowPage> page = co_await reading;
    if (!page)
        co_return tl::unexpected(page.error());
    work.heads = page->rows.first(std::min<qsizetype>(rows, page->rows.size()));
    auto enriching = enrich(&work);
    const Failure unmade = co_await enriching;
    if (unmade)
        co_return tl::unexpected(*unmade);
    FeedTrial trial = feedtrials::of(feed);
    trial.calls = page->calls + work.page.calls;
    for (const M3Record &head : std::as_const(work.heads))
        trial.rows.append(feedtrials::rowOf(feed, request.tenant, rowsOf(work, head), &trial.warnings));
    trial.warnings += work.page.warnings;
    co_return Result<FeedTrial>(trial);
}

} // namespace ledgercast
