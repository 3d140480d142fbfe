// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3source.h"

#include "core/cloudsuite/m3columns.h"
#include "core/cloudsuite/m3documents.h"

#include <QCryptographicHash>
#include <QSet>

namespace ledgercast {

namespace {

QByteArray contentOf(const M3Row &row)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (auto column = row.cbegin(); column != row.cend(); ++column)
        hash.addData(QString(column.key() + u'\x1f' + column.value() + u'\x1e').toUtf8());
    return hash.result();
}

QString headKey(const FeedEntry &feed, const M3Row &row)
{
    return feed.table + u'/' + m3documents::keyOf(row, feed.rowKey);
}

QString lineKey(const LinesMapping &lines, const M3Row &row)
{
    return lines.table + u'/' + m3documents::keyOf(row, lines.rowKey);
}

QStringList tablesOf(const FeedEntry &feed)
{
    QStringList tables{feed.table};
    if (feed.lines)
        tables << feed.lines->table;
    if (feed.distribution)
        tables << feed.distribution->table;
    return tables;
}

QString operationOf(const FeedEntry &feed)
{
    return QObject::tr("Read %1").arg(feed.label.toLower());
}

} // namespace

M3Source::M3Source(M3Client &client, FeedCatalogue catalogue, Options options)
    : m_client(client)
    , m_catalogue(std::move(catalogue))
    , m_options(std::move(options))
    , m_walker(m_client, m_tables)
    , m_enrichment(m_walker, m_tables)
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
    auto learning = learnTables(&work);
    const Failure unknown = co_await learning;
    if (unknown)
        co_return tl::unexpected(*unknown);
    auto reading = work.sweep.isOnLines ? readHeadsOfChangedLines(&work) : readHeads(&work);
    const Failure unread = co_await reading;
    if (unread)
        co_return tl::unexpected(*unread);
    auto making = makeDocuments(&work);
    const Failure unmade = co_await making;
    if (unmade)
        co_return tl::unexpected(*unmade);
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
        return work;
    }
    work.sweep.isFirst = true;
    if (feed.firstReadDays > 0 && request.startFrom.isValid())
        work.sweep.since = request.startFrom.addDays(-feed.firstReadDays);
    return work;
}

QCoro::Task<M3Source::Failure> M3Source::learnTables(Work *work)
{
    M3Batch batch{QStringLiteral("EXPORTMI"), {}, 0, work->place(), work->operation};
    QStringList asked;
    const QStringList tables = tablesOf(work->feed);
    for (const QString &table : tables) {
        if (m_tables.isKnown(table))
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
        for (qsizetype at = 0; at < asked.size(); ++at)
            m_tables.learn(asked.at(at), answer->results.at(at).value_or(M3Records{}));
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
    const bool hasLines = work->feed.lines && !work->feed.lines->changed.isEmpty();
    work->page.hasMore = work->sweep.advance(walked.isDone, hasLines, work->request.today);
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
    const M3Memory &memory = m_memories[work->memoryKey()];
    for (const M3Row &row : *rows) {
        if (!memory.knows(headKey(feed, row), contentOf(row)))
            work->heads.append(row);
    }
    co_return std::nullopt;
}

QCoro::Task<M3Source::Failure> M3Source::readHeadsOfChangedLines(Work *work)
{
    const LinesMapping &lines = *work->feed.lines;
    M3Walk walk{lines.table, m3columns::lines(lines, m_tables), {}, lines.rowKey};
    auto reading = readChanged(work, std::move(walk), lines.changed);
    const Result<QList<M3Row>> rows = co_await reading;
    if (!rows)
        co_return rows.error();
    auto walks = walksToHeads(*work, *rows);
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

Result<QList<M3Walk>> M3Source::walksToHeads(Work &work, const QList<M3Row> &lines)
{
    const FeedEntry &feed = work.feed;
    const M3Memory &memory = m_memories[work.memoryKey()];
    QSet<QString> known;
    QList<M3Walk> walks;
    for (const M3Row &line : lines) {
        if (memory.knows(lineKey(*feed.lines, line), contentOf(line)))
            continue;
        remember(work, lineKey(*feed.lines, line), line, feed.lines->changed);
        QStringList conditions = conditionsOf(work);
        QString head;
        for (const ColumnMatch &match : feed.lines->match) {
            const QString value = line.value(match.column);
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
    for (const M3Row &head : std::as_const(work->heads)) {
        const QString key = m3documents::keyOf(head, feed.rowKey);
        const m3documents::Rows rows{head, found->lines.value(key), found->distributions.value(key),
                                     feed.party ? found->parties.value(head.value(feed.party->column)) : QString()};
        work->page.documents.append(m3documents::make(feed, work->request.tenant, rows, &work->page.warnings));
        if (found->incomplete.contains(key))
            continue;
        remember(*work, headKey(feed, head), head, feed.changed);
        for (const M3Row &line : rows.lines)
            remember(*work, lineKey(*feed.lines, line), line, feed.lines->changed);
    }
    co_return std::nullopt;
}

void M3Source::remember(Work &work, const QString &key, const M3Row &row, const QString &changed)
{
    work.seen.insert(key, {m3documents::dateOf(row.value(changed)), contentOf(row)});
}

QCoro::Task<Result<M3Source::Probe>> M3Source::probe(QString feed, QString company)
{
    const FeedEntry *known = m_catalogue.find(feed);
    if (!known)
        co_return Result<Probe>(Probe{});
    const FeedEntry entry = *known;
    QList<M3Query> queries{{entry.table, entry.rowKey, entry.where.join(QStringLiteral(" and ")), 1}};
    if (entry.lines)
        queries.append({entry.lines->table, entry.lines->rowKey, {}, 1});
    if (entry.distribution)
        queries.append({entry.distribution->table, m3columns::distribution(*entry.distribution), {}, 1});
    if (entry.party)
        queries.append({entry.party->table, {entry.party->key}, {}, 1});
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
