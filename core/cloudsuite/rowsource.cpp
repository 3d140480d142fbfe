// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/rowsource.h"

namespace ledgercast {

namespace {

const QString cursorDate = QStringLiteral("yyyyMMdd");

/// A refusal of a page that was asked for by link: the server may have forgotten where reading stood.
bool mayBeLost(const Error &error)
{
    return error.kind == ErrorKind::Refused || error.kind == ErrorKind::Protocol || error.kind == ErrorKind::NotFound;
}

RowConditions keyConditions(const FeedEntry &feed, const QStringList &rowKey, const QStringList &after)
{
    RowConditions key;
    for (qsizetype at = 0; at < rowKey.size() && at < after.size(); ++at)
        key.append({rowKey.at(at), QStringLiteral("="), after.at(at), rowqueries::kindOf(feed, rowKey.at(at))});
    return key;
}

QStringList valuesOf(const M3Record &row, const QStringList &columns)
{
    QStringList values;
    for (const QString &column : columns)
        values << row.value(column);
    return values;
}

} // namespace

void RowSource::setCatalogue(FeedCatalogue catalogue)
{
    m_catalogue = std::move(catalogue);
    m_memories.clear();
    m_names.clear();
}

QString RowSource::operationOf(const FeedEntry &feed)
{
    return QObject::tr("Read %1").arg(feed.label.toLower());
}

QCoro::Task<Result<Page>> RowSource::fetch(FeedRequest request)
{
    const FeedEntry *feed = m_catalogue.find(request.feed);
    if (!feed)
        co_return fail(ErrorKind::NotFound, QObject::tr("Read CloudSuite"),
                       QObject::tr("There is no feed called %1.").arg(request.feed), {}, QStringLiteral("no_feed"));
    Work work = workFor(request, *feed);
    m_memories[work.memoryKey()].asked(request.cursor);
    auto reading = work.sweep.part > 0 ? readHeadsOfChangedParts(&work) : readHeads(&work);
    const Failure unread = co_await reading;
    if (unread)
        co_return tl::unexpected(*unread);
    auto enriching = enrich(&work);
    const Failure unmade = co_await enriching;
    if (unmade)
        co_return tl::unexpected(*unmade);
    makeDocuments(work);
    auto finding = findDeleted(&work);
    const Failure unfound = co_await finding;
    if (unfound)
        co_return tl::unexpected(*unfound);
    m_memories[work.memoryKey()].answered(work.page.nextCursor, work.seen, work.sweep.since);
    co_return Result<Page>(work.page);
}

RowSource::Work RowSource::workFor(const FeedRequest &request, const FeedEntry &feed) const
{
    Work work;
    work.request = request;
    work.feed = feed;
    work.operation = operationOf(feed);
    work.page.tenant = request.tenant;
    work.page.company = request.company;
    work.page.feed = request.feed;
    if (const auto sweep = M3Sweep::fromCursor(request.cursor)) {
        work.sweep = *sweep;
        work.page.isFirst = sweep->isAtStart();
        return work;
    }
    work.sweep.isFirst = true;
    work.isFirstRead = true;
    if (feed.firstReadDays > 0 && !feed.changed.isEmpty() && request.startFrom.isValid())
        work.sweep.since = request.startFrom.addDays(request.isBackfill ? 0 : -feed.firstReadDays);
    return work;
}

RowQuery RowSource::queryFor(const Work &work, const QString &set, const QStringList &columns) const
{
    RowQuery query;
    query.set = set;
    query.columns = columns;
    query.numbers = rowqueries::numbersOf(work.feed);
    query.maxRows = m_options.pageRows;
    query.company = work.request.company;
    query.operation = work.operation;
    return query;
}

RowQuery RowSource::headQuery(const Work &work) const
{
    RowQuery query = queryFor(work, work.feed.table, rowqueries::headColumns(work.feed));
    for (const QString &where : work.feed.where)
        query.where.append(rowqueries::condition(where));
    if (!work.feed.company.isEmpty() && !work.request.company.isEmpty())
        query.where.append({work.feed.company, QStringLiteral("="), work.request.company,
                            rowqueries::kindOf(work.feed, work.feed.company)});
    query.order = work.feed.rowKey;
    return query;
}

QCoro::Task<Result<RowPage>> RowSource::readPage(Work *work, RowQuery query, QStringList rowKey)
{
    M3Sweep &sweep = work->sweep;
    const auto byKey = [&](RowQuery whole) {
        whole.link.clear();
        if (!sweep.after.isEmpty() && m_client.keepsOrder())
            whole.behind = rowfilter::behind(keyConditions(work->feed, rowKey, sweep.after));
        return whole;
    };
    RowQuery next = sweep.link.isEmpty() ? byKey(query) : query;
    next.link = sweep.link;
    auto reading = m_client.read(next);
    Result<RowPage> page = co_await reading;
    if (page || sweep.link.isEmpty() || !mayBeLost(page.error()))
        co_return page;
    // The rows read so far are committed. Where the order is known reading goes on behind them, else from the start:
    // what comes again is known by its fingerprint.
    if (!m_client.keepsOrder()) {
        if (++sweep.restarts > 1) {
            Error error = page.error();
            error.message = QObject::tr("%1 forgot twice where reading stood, so this list can't be read to its end. "
                                        "Nothing is lost; ask for more rows in one read: set cloudsuite.page_rows "
                                        "higher. %2")
                                .arg(m_client.suite(), error.message);
            co_return tl::unexpected(error);
        }
        sweep.after.clear();
        work->page.warnings << QObject::tr("%1 forgot where reading stood, so the list is read again from its start.")
                                   .arg(m_client.suite());
    }
    sweep.link.clear();
    const RowQuery again = byKey(query);
    auto repeating = m_client.read(again);
    co_return co_await repeating;
}

QCoro::Task<Result<QList<M3Record>>> RowSource::readChanged(Work *work, RowQuery query, QString changed,
                                                            QStringList rowKey)
{
    M3Sweep &sweep = work->sweep;
    if (sweep.since.isValid() && !changed.isEmpty())
        query.where.append({changed, QStringLiteral(">="), sweep.since.toString(cursorDate),
                            work->feed.isInstant ? RowCondition::Kind::Instant : RowCondition::Kind::Day});
    auto reading = readPage(work, query, rowKey);
    const Result<RowPage> page = co_await reading;
    if (!page)
        co_return tl::unexpected(page.error());
    work->page.calls += page->calls;
    const QStringList reached = page->rows.isEmpty() ? sweep.after : valuesOf(page->rows.last(), rowKey);
    const bool isStuck = page->hasMore && (page->rows.isEmpty() ? page->link.isEmpty() : reached == sweep.after);
    if (isStuck || (page->hasMore && !page->link.isEmpty() && page->link == sweep.link))
        co_return fail(ErrorKind::Protocol, work->operation,
                       QObject::tr("%1 answered the same page of %2 twice, so reading can't go on. Ledgercast tries "
                                   "again at the next check.")
                           .arg(m_client.suite(), query.set),
                       reached.join(u'/'), QStringLiteral("stuck"));
    if (page->hasMore && page->link.isEmpty() && !m_client.keepsOrder())
        co_return fail(ErrorKind::Protocol, work->operation,
                       QObject::tr("%1 has more of %2 but doesn't say how to go on.").arg(m_client.suite(), query.set),
                       {}, QStringLiteral("no_link"));
    for (const M3Record &row : page->rows)
        sweep.saw(m3documents::dateOf(row.value(changed)));
    sweep.after = reached;
    sweep.link = page->link;
    work->page.hasMore = sweep.advance(!page->hasMore, work->feed.changingParts().size(), work->request.today);
    work->page.nextCursor = sweep.toCursor();
    co_return Result<QList<M3Record>>(page->rows);
}

QCoro::Task<RowSource::Failure> RowSource::readHeads(Work *work)
{
    const FeedEntry &feed = work->feed;
    auto reading = readChanged(work, headQuery(*work), feed.changed, feed.rowKey);
    const Result<QList<M3Record>> rows = co_await reading;
    if (!rows)
        co_return rows.error();
    const M3Memory &memory = m_memories[work->memoryKey()];
    QSet<QString> groups;
    for (const M3Record &row : *rows) {
        if (memory.knows(m3documents::nameOf(feed.table, feed.rowKey, row), M3Memory::contentOf(row)))
            continue;
        const QString group = m3documents::keyOf(row, feed.isGrouped ? feed.documentKey : feed.rowKey);
        if (!groups.contains(group))
            work->heads.append(row);
        groups.insert(group);
    }
    co_return std::nullopt;
}

QCoro::Task<RowSource::Failure> RowSource::readHeadsOfChangedParts(Work *work)
{
    const FeedEntry &feed = work->feed;
    const LinesMapping part = feed.changingParts().value(work->sweep.part - 1);
    RowQuery query = queryFor(*work, part.table, rowqueries::partColumns(part));
    for (const QString &where : part.where)
        query.where.append(rowqueries::condition(where));
    query.order = part.rowKey;
    auto reading = readChanged(work, query, part.changed, part.rowKey);
    const Result<QList<M3Record>> rows = co_await reading;
    if (!rows)
        co_return rows.error();
    const M3Memory &memory = m_memories[work->memoryKey()];
    QSet<QString> known;
    QList<RowConditions> heads;
    for (const M3Record &row : *rows) {
        if (memory.knows(m3documents::nameOf(part.table, part.rowKey, row), M3Memory::contentOf(row)))
            continue;
        RowConditions conditions;
        QStringList values;
        for (const ColumnMatch &match : part.match) {
            values << row.value(match.column);
            conditions.append({match.head, QStringLiteral("="), values.last(), rowqueries::kindOf(feed, match.head)});
        }
        if (!known.contains(values.join(u'/')))
            heads.append(conditions);
        known.insert(values.join(u'/'));
    }
    auto finding = m_reader.belonging(headQuery(*work), heads);
    const Result<RowReader::Found> found = co_await finding;
    if (!found)
        co_return found.error();
    work->page.calls += found->calls;
    work->heads = found->rows;
    co_return std::nullopt;
}

} // namespace ledgercast
