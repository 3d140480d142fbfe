// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3source.h"

namespace ledgercast {

m3documents::Rows M3Source::rowsOf(const Work &work, const M3Row &head, const M3Enrichment::Found &found) const
{
    const FeedEntry &feed = work.feed;
    const QString key = m3documents::keyOf(head, feed.rowKey);
    m3documents::Rows rows;
    rows.head = head;
    rows.distribution = found.distributions.value(key);
    for (qsizetype part = 0; part < found.parts.size(); ++part) {
        const QList<M3Row> own = found.parts.at(part).value(key);
        if (feed.lines && part == 0)
            rows.lines = own;
        else
            rows.details.append(own.value(0));
    }
    if (feed.party)
        rows.partyName = m_names.nameOf(*feed.party, head, work.place());
    for (const NameMapping &name : feed.names) {
        if (const QString text = m_names.nameOf(name, head, work.place()); !text.isEmpty())
            rows.names.insert(name.field, text);
    }
    rows.company = head.value(QStringLiteral("CONO"));
    return rows;
}

QCoro::Task<M3Source::Failure> M3Source::makeDocuments(Work *work)
{
    if (work->heads.isEmpty())
        co_return std::nullopt;
    const FeedEntry &feed = work->feed;
    auto enriching =
        m_enrichment.read({feed, work->heads, work->place(), work->request.today, m_options.pageRows, work->operation});
    const auto found = co_await enriching;
    if (!found)
        co_return found.error();
    work->page.calls += found->calls;
    work->page.warnings += found->warnings;
    const QList<LinesMapping> parts = feed.parts();
    for (const M3Row &head : std::as_const(work->heads)) {
        const m3documents::Rows rows = rowsOf(*work, head, *found);
        Document document = m3documents::make(feed, work->request.tenant, rows, &work->page.warnings);
        // Nobody says when it changed: what the first read finds is no news.
        if (feed.changed.isEmpty() && work->isFirstRead)
            document.modifiedOn = work->request.startFrom.addDays(-1);
        work->page.documents.append(document);
        if (found->incomplete.contains(m3documents::keyOf(head, feed.rowKey)))
            continue;
        remember(*work, m3documents::nameOf(feed.table, feed.rowKey, head), head, feed.changed);
        for (qsizetype part = 0; part < found->parts.size(); ++part) {
            const QList<M3Row> own = found->parts.at(part).value(m3documents::keyOf(head, feed.rowKey));
            const bool isOfGroup = feed.isGrouped && !parts.at(part).isMerged;
            for (const M3Row &row : own)
                remember(*work, m3documents::nameOf(parts.at(part).table, parts.at(part).rowKey, row), row,
                         isOfGroup ? feed.changed : parts.at(part).changed);
        }
    }
    co_return std::nullopt;
}

QCoro::Task<M3Source::Failure> M3Source::findDeleted(Work *work)
{
    const bool isDue = work->sweep.keysOn < work->request.today;
    if (!work->feed.losesRows || work->page.hasMore || !isDue || (work->feed.list && !work->present))
        co_return std::nullopt;
    // What has just been read for the first time can't be gone.
    const bool isFirst = !work->sweep.keysOn.isValid();
    work->sweep.keysOn = work->request.today;
    work->page.nextCursor = work->sweep.toCursor();
    if (isFirst || !work->request.knownStatuses)
        co_return std::nullopt;
    const auto known = work->request.knownStatuses();
    if (!known)
        co_return known.error();
    auto finding = m_deletions.find({work->feed, *known, work->present, work->place(), work->operation});
    const Result<M3Deletions::Found> found = co_await finding;
    if (!found)
        co_return found.error();
    work->page.deleted = found->keys;
    work->page.warnings += found->warnings;
    work->page.calls += found->calls;
    co_return std::nullopt;
}

void M3Source::remember(Work &work, const QString &key, const M3Row &row, const QString &changed)
{
    work.seen.insert(key, {m3documents::dateOf(row.value(changed)), M3Memory::contentOf(row)});
}

} // namespace ledgercast
