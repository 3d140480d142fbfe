// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3source.h"

#include "core/cloudsuite/m3columns.h"

#include <QSet>

namespace ledgercast {

namespace {

QStringList tablesOf(const FeedEntry &feed)
{
    QStringList tables{feed.table};
    const QList<LinesMapping> parts = feed.parts();
    for (const LinesMapping &part : parts)
        tables << part.table;
    if (feed.distribution)
        tables << feed.distribution->table;
    tables.removeDuplicates();
    return tables;
}

} // namespace

M3Source::M3Source(M3Client &client, FeedCatalogue catalogue, Options options)
    : m_client(client)
    , m_catalogue(std::move(catalogue))
    , m_options(std::move(options))
    , m_walker(m_client, m_tables)
    , m_lists(m_client)
    , m_names(m_lists)
    , m_enrichment(m_walker, m_tables, m_names)
    , m_deletions(m_walker, m_tables)
{
}

void M3Source::setCatalogue(FeedCatalogue catalogue)
{
    m_catalogue = std::move(catalogue);
    m_tables.forget();
    m_memories.clear();
}

QCoro::Task<Result<Page>> M3Source::fetch(FeedRequest request)
{
    const FeedEntry *feed = m_catalogue.find(request.feed);
    if (!feed)
        co_return fail(ErrorKind::NotFound, QObject::tr("Read CloudSuite"),
                       QObject::tr("There is no feed called %1.").arg(request.feed), {}, QStringLiteral("no_feed"));
    Work work = workFor(request, *feed);
    m_memories[work.memoryKey()].asked(request.cursor);
    auto reading = work.feed.list ? readList(&work) : readTable(&work);
    const Failure unread = co_await reading;
    if (unread)
        co_return tl::unexpected(*unread);
    auto making = makeDocuments(&work);
    const Failure unmade = co_await making;
    if (unmade)
        co_return tl::unexpected(*unmade);
    auto finding = findDeleted(&work);
    const Failure unfound = co_await finding;
    if (unfound)
        co_return tl::unexpected(*unfound);
    m_memories[work.memoryKey()].answered(work.page.nextCursor, work.seen, work.sweep.since);
    co_return Result<Page>(work.page);
}

M3Source::Work M3Source::workFor(const FeedRequest &request, const FeedEntry &feed)
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
    if (feed.firstReadDays > 0 && request.startFrom.isValid())
        work.sweep.since = request.startFrom.addDays(request.isBackfill ? 0 : -feed.firstReadDays);
    return work;
}

QCoro::Task<M3Source::Failure> M3Source::readTable(Work *work)
{
    auto learning = learnTables(work);
    const Failure unknown = co_await learning;
    if (unknown)
        co_return unknown;
    auto reading = work->sweep.part > 0 ? readHeadsOfChangedParts(work) : readHeads(work);
    co_return co_await reading;
}

QCoro::Task<M3Source::Failure> M3Source::readList(Work *work)
{
    auto reading = m_lists.read(*work->feed.list, work->place(), work->operation);
    const Result<M3Lists::Found> found = co_await reading;
    if (!found)
        co_return found.error();
    work->page.calls += found->calls;
    if (found->isCut)
        work->page.warnings << QObject::tr("M3 answers only a part of the %1.").arg(work->feed.label.toLower());
    QList<M3Row> rows = found->rows;
    if (!m_options.division.isEmpty() && !work->feed.division.isEmpty())
        rows.removeIf([&](const M3Row &row) { return row.value(work->feed.division) != m_options.division; });
    takeHeads(*work, rows);
    if (!found->isCut) {
        work->present.emplace();
        for (const M3Row &row : found->rows)
            work->present->insert(m3documents::keyOf(row, work->feed.documentKey));
    }
    work->page.hasMore = work->sweep.advance(true, 0, work->request.today);
    work->page.nextCursor = work->sweep.toCursor();
    co_return std::nullopt;
}

QCoro::Task<M3Source::Failure> M3Source::learnTables(Work *work)
{
    M3Batch batch{QStringLiteral("EXPORTMI"), {}, 0, work->place(), work->operation};
    QStringList asked;
    const QStringList tables = tablesOf(work->feed);
    for (const QString &table : tables) {
        const bool asksAgain = work->page.isFirst && m_tables.isWorthAsking(table);
        if (m_tables.isKnown(table) && !asksAgain)
            continue;
        asked << table;
        batch.transactions.append({QStringLiteral("LstFields"), {{QStringLiteral("FILE"), table}}, {}});
    }
    if (!asked.isEmpty()) {
        auto asking = m_client.batch(batch);
        const Result<M3BatchAnswer> answer = co_await asking;
        if (!answer)
            co_return answer.error();
        work->page.calls += answer->calls;
        for (qsizetype at = 0; at < asked.size(); ++at) {
            if (const auto &fields = answer->results.at(at))
                m_tables.learn(asked.at(at), *fields);
            else
                m_tables.learnNothing(asked.at(at));
        }
    }
    const QString missing = m3columns::missing(work->feed, m_tables);
    if (!missing.isEmpty())
        co_return Error{ErrorKind::Protocol, work->operation,
                        QObject::tr("The table %1 of this tenant has no column %2. Correct the feed in a catalogue "
                                    "file of your own.")
                            .arg(work->feed.table, missing),
                        QString(), QStringLiteral("no_column")};
    co_return std::nullopt;
}

QString M3Source::operationOf(const FeedEntry &feed)
{
    return QObject::tr("Read %1").arg(feed.label.toLower());
}

QStringList M3Source::conditionsOf(const Work &work) const
{
    QStringList conditions = work.feed.where;
    if (!m_options.division.isEmpty() && !work.feed.division.isEmpty()) {
        const auto division =
            m_tables.condition(work.feed.table, work.feed.division, QStringLiteral("="), m_options.division);
        if (division)
            conditions << *division;
    }
    return conditions;
}

QCoro::Task<Result<QList<M3Row>>> M3Source::readChanged(Work *work, M3Walk walk, QString changed)
{
    if (work->sweep.since.isValid()) {
        const auto since = m_tables.condition(walk.table, changed, QStringLiteral(">="),
                                              work->sweep.since.toString(QStringLiteral("yyyyMMdd")));
        if (!since)
            co_return tl::unexpected(since.error());
        walk.conditions << *since;
    }
    walk.after = work->sweep.after;
    walk.pageRows = m_options.pageRows;
    QList<M3Walk> walks{walk};
    auto stepping = m_walker.step(&walks, work->place(), work->operation);
    const Result<int> calls = co_await stepping;
    if (!calls)
        co_return tl::unexpected(calls.error());
    work->page.calls += *calls;
    const M3Walk &walked = walks.constFirst();
    if (walked.refusal)
        co_return tl::unexpected(*walked.refusal);
    for (const M3Row &row : walked.rows)
        work->sweep.saw(m3documents::dateOf(row.value(changed)));
    work->sweep.after = walked.after;
    work->page.hasMore = work->sweep.advance(walked.isDone, work->feed.changingParts().size(), work->request.today);
    work->page.nextCursor = work->sweep.toCursor();
    co_return Result<QList<M3Row>>(walked.rows);
}

QCoro::Task<M3Source::Failure> M3Source::readHeads(Work *work)
{
    const FeedEntry &feed = work->feed;
    M3Walk walk{feed.table, m3columns::head(feed, m_tables), conditionsOf(*work), feed.rowKey};
    auto reading = readChanged(work, std::move(walk), feed.changed);
    const Result<QList<M3Row>> rows = co_await reading;
    if (!rows)
        co_return rows.error();
    takeHeads(*work, *rows);
    co_return std::nullopt;
}

void M3Source::takeHeads(Work &work, const QList<M3Row> &rows)
{
    const FeedEntry &feed = work.feed;
    const M3Memory &memory = m_memories[work.memoryKey()];
    QSet<QString> groups;
    for (const M3Row &row : rows) {
        if (memory.knows(m3documents::nameOf(feed.table, feed.rowKey, row), M3Memory::contentOf(row)))
            continue;
        const QString group = feed.isGrouped ? m3documents::keyOf(row, feed.documentKey) : QString();
        if (feed.isGrouped && groups.contains(group))
            continue;
        groups.insert(group);
        work.heads.append(row);
    }
}

QCoro::Task<M3Source::Failure> M3Source::readHeadsOfChangedParts(Work *work)
{
    const LinesMapping part = work->feed.changingParts().value(work->sweep.part - 1);
    M3Walk walk{part.table, m3columns::lines(part, m_tables), part.where, part.rowKey};
    auto reading = readChanged(work, std::move(walk), part.changed);
    const Result<QList<M3Row>> rows = co_await reading;
    if (!rows)
        co_return rows.error();
    auto walks = walksToHeads(*work, part, *rows);
    if (!walks)
        co_return walks.error();
    auto walking = m_walker.toEnd(&*walks, work->place(), work->operation);
    const Result<int> calls = co_await walking;
    if (!calls)
        co_return calls.error();
    work->page.calls += *calls;
    for (const M3Walk &toHead : std::as_const(*walks)) {
        if (toHead.refusal)
            co_return *toHead.refusal;
        work->heads += toHead.rows;
    }
    co_return std::nullopt;
}

Result<QList<M3Walk>> M3Source::walksToHeads(Work &work, const LinesMapping &part, const QList<M3Row> &rows)
{
    const FeedEntry &feed = work.feed;
    const M3Memory &memory = m_memories[work.memoryKey()];
    QSet<QString> known;
    QList<M3Walk> walks;
    for (const M3Row &row : rows) {
        if (memory.knows(m3documents::nameOf(part.table, part.rowKey, row), M3Memory::contentOf(row)))
            continue;
        remember(work, m3documents::nameOf(part.table, part.rowKey, row), row, part.changed);
        QStringList conditions = conditionsOf(work);
        QString head;
        for (const ColumnMatch &match : part.match) {
            const QString value = row.value(match.column);
            const auto condition = m_tables.condition(feed.table, match.head, QStringLiteral("="), value);
            if (!condition)
                return fail(condition.error());
            conditions << *condition;
            head += u'/' + value;
        }
        if (known.contains(head))
            continue;
        known.insert(head);
        walks.append({feed.table, m3columns::head(feed, m_tables), conditions, feed.rowKey, m_options.pageRows});
    }
    return walks;
}

} // namespace ledgercast
