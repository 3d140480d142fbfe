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

QString partKey(const LinesMapping &part, const M3Row &row)
{
    return part.table + u'/' + m3documents::keyOf(row, part.rowKey);
}

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
    work.isFirstRead = true;
    if (feed.firstReadDays > 0 && request.startFrom.isValid())
        work.sweep.since = request.startFrom.addDays(-feed.firstReadDays);
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
    takeHeads(*work, found->rows);
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
        if (memory.knows(headKey(feed, row), contentOf(row)))
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
        if (memory.knows(partKey(part, row), contentOf(row)))
            continue;
        remember(work, partKey(part, row), row, part.changed);
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
        remember(*work, headKey(feed, head), head, feed.changed);
        for (qsizetype part = 0; part < found->parts.size(); ++part) {
            const QList<M3Row> own = found->parts.at(part).value(m3documents::keyOf(head, feed.rowKey));
            const bool isOfGroup = feed.isGrouped && !parts.at(part).isMerged;
            for (const M3Row &row : own)
                remember(*work, partKey(parts.at(part), row), row, isOfGroup ? feed.changed : parts.at(part).changed);
        }
    }
    co_return std::nullopt;
}

void M3Source::remember(Work &work, const QString &key, const M3Row &row, const QString &changed)
{
    work.seen.insert(key, {m3documents::dateOf(row.value(changed)), contentOf(row)});
}

} // namespace ledgercast
