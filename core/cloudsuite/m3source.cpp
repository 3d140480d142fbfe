// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3source.h"

#include "core/cloudsuite/m3documents.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace ledgercast {

namespace {

/// A change may become visible after midnight with yesterday's date.
constexpr int overlapDays = 1;
constexpr int mostLines = 10'000;
constexpr qsizetype mostRemembered = 50'000;

QString companyKey(const FeedRequest &request)
{
    return request.company + u'/' + request.feed;
}

QByteArray contentOf(const M3Row &row)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    for (auto column = row.cbegin(); column != row.cend(); ++column)
        hash.addData((column.key() + u'\x1f' + column.value() + u'\x1e').toUtf8());
    return hash.result();
}

QList<M3Row> named(const M3Rows &rows, const QStringList &columns)
{
    QList<M3Row> all;
    all.reserve(rows.rows.size());
    for (const QStringList &cells : rows.rows) {
        M3Row row;
        for (qsizetype at = 0; at < columns.size(); ++at)
            row.insert(columns.at(at), cells.at(at));
        all.append(row);
    }
    return all;
}

void addColumn(QStringList &columns, const QString &column)
{
    if (!column.isEmpty() && !columns.contains(column))
        columns << column;
}

} // namespace

std::optional<M3Source::Sweep> M3Source::Sweep::fromCursor(const QString &cursor)
{
    const QJsonDocument document = QJsonDocument::fromJson(cursor.toUtf8());
    if (!document.isObject())
        return std::nullopt;
    Sweep sweep;
    sweep.since = QDate::fromString(document[u"since"].toString(), Qt::ISODate);
    sweep.newest = QDate::fromString(document[u"newest"].toString(), Qt::ISODate);
    sweep.isFirst = document[u"first"].toBool();
    sweep.isOnLines = document[u"lines"].toBool();
    sweep.serial = document[u"serial"].toInteger();
    const QJsonArray after = document[u"after"].toArray();
    for (const QJsonValue &part : after)
        sweep.after << part.toString();
    return sweep;
}

QString M3Source::Sweep::toCursor() const
{
    QJsonObject object{{QStringLiteral("since"), since.toString(Qt::ISODate)}, {QStringLiteral("serial"), serial}};
    if (newest.isValid())
        object.insert(QStringLiteral("newest"), newest.toString(Qt::ISODate));
    if (isFirst)
        object.insert(QStringLiteral("first"), true);
    if (isOnLines)
        object.insert(QStringLiteral("lines"), true);
    if (!after.isEmpty())
        object.insert(QStringLiteral("after"), QJsonArray::fromStringList(after));
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

M3Source::M3Source(M3Client &client, FeedCatalogue catalogue, Options options)
    : m_client(client), m_catalogue(std::move(catalogue)), m_options(std::move(options))
{
}

void M3Source::setCatalogue(FeedCatalogue catalogue)
{
    m_catalogue = std::move(catalogue);
    m_tables.forget();
    m_seen.clear();
    m_distributions.clear();
}

QCoro::Task<Result<Page>> M3Source::fetch(FeedRequest request)
{
    Work work;
    work.request = request;
    const FeedEntry *known = m_catalogue.find(request.feed);
    if (!known)
        co_return fail(ErrorKind::NotFound, QObject::tr("Read CloudSuite"),
                       QObject::tr("There is no feed called %1.").arg(request.feed), {}, QStringLiteral("no_feed"));
    const FeedEntry feed = *known;
    work.feed = &feed;
    work.page.tenant = request.tenant;
    work.page.company = request.company;
    work.page.feed = request.feed;
    if (const auto sweep = Sweep::fromCursor(request.cursor))
        work.sweep = *sweep;
    else
        work.sweep.isFirst = true;
    if (work.request.cursor.isEmpty() && feed.firstReadDays > 0 && request.startFrom.isValid())
        work.sweep.since = request.startFrom.addDays(-feed.firstReadDays);

    auto learning = learnTables(feed, placeOf(request), &work.page.calls);
    if (const Failure failure = co_await learning)
        co_return fail(*failure);
    auto reading = work.sweep.isOnLines ? readHeadsOfChangedLines(&work) : readHeads(&work);
    if (const Failure failure = co_await reading)
        co_return fail(*failure);
    auto enriching = enrich(&work);
    if (const Failure failure = co_await enriching)
        co_return fail(*failure);
    for (const M3Row &head : std::as_const(work.heads)) {
        const QString key = m3documents::keyOf(head, feed.rowKey);
        const m3documents::Rows rows{head, work.lines.value(key), work.distributions.value(key),
                                     feed.party ? work.parties.value(head.value(feed.party->column)) : QString()};
        work.page.documents.append(m3documents::make(feed, request.tenant, rows, &work.page.warnings));
    }
    m_seen[companyKey(request)].cursor = work.page.nextCursor;
    m_seen[companyKey(request)].fresh = work.seen;
    co_return work.page;
}

QCoro::Task<Result<int>> M3Source::probe(QString feed, QString company)
{
    const FeedEntry *entry = m_catalogue.find(feed);
    if (!entry)
        co_return 0;
    M3Query query{entry->table, entry->rowKey, entry->where.join(QStringLiteral(" and ")), 1};
    auto asking = m_client.query({query}, {company, {}}, QObject::tr("Read %1").arg(entry->label.toLower()));
    const Result<M3QueryAnswer> answer = co_await asking;
    if (!answer)
        co_return fail(answer.error());
    const Result<M3Rows> &rows = answer->results.first();
    if (!rows)
        co_return fail(rows.error());
    co_return static_cast<int>(rows->rows.size());
}

QCoro::Task<M3Source::Failure> M3Source::learnTables(FeedEntry feed, M3Place place, int *calls)
{
    QStringList tables{feed.table};
    if (feed.lines)
        tables << feed.lines->table;
    if (feed.distribution)
        tables << feed.distribution->table;
    const QString operation = QObject::tr("Read %1").arg(feed.label.toLower());
    M3Batch batch{QStringLiteral("EXPORTMI"), {}, 0, place, operation};
    QStringList asked;
    for (const QString &table : std::as_const(tables)) {
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
        *calls += answer->calls;
        for (qsizetype at = 0; at < asked.size(); ++at)
            m_tables.learn(asked.at(at), answer->results.at(at) ? answer->results.at(at)->records : QList<M3Record>{});
    }
    const QStringList columns = headColumns(feed);
    for (const QString &column : columns) {
        if (!m_tables.has(feed.table, column))
            co_return Error{ErrorKind::Protocol,
                            operation,
                            QObject::tr("The table %1 of this tenant has no column %2. Correct the feed in a catalogue "
                                        "file of your own.")
                                .arg(feed.table, column),
                            {},
                            QStringLiteral("no_column")};
    }
    co_return std::nullopt;
}

QStringList M3Source::headColumns(const FeedEntry &feed) const
{
    QStringList columns;
    const QStringList needed = QStringList{feed.company, feed.changed, feed.number} + feed.rowKey + feed.documentKey;
    for (const QString &column : needed)
        addColumn(columns, column);
    const auto addExisting = [&](const QString &column) {
        if (m_tables.has(feed.table, column))
            addColumn(columns, column);
    };
    for (const QString &column : {feed.division, feed.changedBy, feed.amount, feed.currency, feed.selfCostCentre})
        addExisting(column);
    if (feed.party)
        addColumn(columns, feed.party->column);
    for (const FieldMapping &field : feed.fields) {
        if (field.isOptional)
            addExisting(field.column);
        else
            addColumn(columns, field.column);
    }
    for (const StatusRule &rule : feed.status)
        addExisting(rule.column);
    if (feed.distribution) {
        for (const ColumnMatch &match : feed.distribution->match)
            addColumn(columns, match.head);
    }
    return columns;
}

QStringList M3Source::conditionsOf(const Work &work) const
{
    QStringList conditions = work.feed->where;
    if (!m_options.division.isEmpty() && !work.feed->division.isEmpty()) {
        if (const auto division =
                m_tables.condition(work.feed->table, work.feed->division, QStringLiteral("="), m_options.division))
            conditions << *division;
    }
    return conditions;
}

Result<QString> M3Source::changedSince(const Work &work, const QString &column) const
{
    if (!work.sweep.since.isValid())
        return QString();
    return m_tables.condition(work.feed->table, column, QStringLiteral(">="),
                              work.sweep.since.toString(QStringLiteral("yyyyMMdd")));
}

QCoro::Task<Result<QList<M3Row>>> M3Source::readPage(Work *work, QString table, QStringList columns,
                                                     QStringList conditions, QStringList rowKey, bool *isLast)
{
    const QString operation = QObject::tr("Read %1").arg(work->feed->label.toLower());
    const auto behind = m_tables.behind(table, rowKey, work->sweep.after);
    if (!behind)
        co_return fail(behind.error());
    QList<M3Query> queries;
    for (const QString &part : *behind) {
        QStringList all = conditions;
        all << part;
        all.removeAll(QString());
        queries.append({table, columns, all.join(QStringLiteral(" and ")), m_options.pageRows});
    }
    auto asking = m_client.query(queries, placeOf(work->request), operation);
    const Result<M3QueryAnswer> answer = co_await asking;
    if (!answer)
        co_return fail(answer.error());
    work->page.calls += answer->calls;
    QList<M3Row> rows;
    *isLast = true;
    for (const Result<M3Rows> &part : answer->results) {
        if (!part)
            co_return fail(part.error());
        rows += named(*part, columns);
        // The parts follow each other in the key's order: behind one with more to come the next has to wait.
        if (part->isTruncated) {
            *isLast = false;
            break;
        }
    }
    if (!rows.isEmpty()) {
        QStringList reached;
        for (const QString &column : std::as_const(rowKey))
            reached << rows.last().value(column);
        if (!*isLast && reached == work->sweep.after)
            co_return fail(
                ErrorKind::Protocol, operation,
                QObject::tr("M3 answered the same rows of %1 twice, so reading can't go on. Ledgercast tries "
                            "again with the next check.")
                    .arg(table),
                reached.join(u'/'), QStringLiteral("stuck"));
        work->sweep.after = reached;
    }
    co_return rows;
}

QCoro::Task<M3Source::Failure> M3Source::readHeads(Work *work)
{
    const FeedEntry &feed = *work->feed;
    const auto since = changedSince(*work, feed.changed);
    if (!since)
        co_return since.error();
    QStringList conditions = conditionsOf(*work);
    conditions << *since;
    bool isLast = true;
    auto reading = readPage(work, feed.table, headColumns(feed), conditions, feed.rowKey, &isLast);
    const Result<QList<M3Row>> rows = co_await reading;
    if (!rows)
        co_return rows.error();
    work->heads = *rows;
    for (const M3Row &row : *rows) {
        const QDate changed = m3documents::dateOf(row.value(feed.changed));
        if (changed.isValid() && changed > work->sweep.newest)
            work->sweep.newest = changed;
    }
    finishSweep(*work, isLast);
    dropKnown(*work);
    co_return std::nullopt;
}

QCoro::Task<M3Source::Failure> M3Source::readHeadsOfChangedLines(Work *work)
{
    const FeedEntry &feed = *work->feed;
    const LinesMapping &lines = *feed.lines;
    const auto since = changedSince(*work, lines.changed);
    if (!since)
        co_return since.error();
    QStringList columns = lines.rowKey;
    for (const ColumnMatch &match : lines.match)
        addColumn(columns, match.column);
    for (const FieldMapping &field : lines.fields) {
        if (m_tables.has(lines.table, field.column))
            addColumn(columns, field.column);
    }
    addColumn(columns, lines.changed);
    bool isLast = true;
    auto reading = readPage(work, lines.table, columns, {*since}, lines.rowKey, &isLast);
    const Result<QList<M3Row>> rows = co_await reading;
    if (!rows)
        co_return rows.error();
    // Only lines that say something new are worth a look at their order.
    const QHash<QString, QByteArray> &committed = m_seen[companyKey(work->request)].committed;
    QStringList orders;
    QList<M3Query> queries;
    const QStringList headColumnList = headColumns(feed);
    for (const M3Row &row : *rows) {
        const QDate changed = m3documents::dateOf(row.value(lines.changed));
        if (changed.isValid() && changed > work->sweep.newest)
            work->sweep.newest = changed;
        const QString lineKey = lines.table + u'/' + m3documents::keyOf(row, lines.rowKey);
        const QByteArray content = contentOf(row);
        if (committed.value(lineKey) == content)
            continue;
        work->seen.insert(lineKey, content);
        QStringList parts = conditionsOf(*work);
        QString order;
        for (const ColumnMatch &match : lines.match) {
            const auto part = m_tables.condition(feed.table, match.head, QStringLiteral("="), row.value(match.column));
            if (!part)
                co_return part.error();
            parts << *part;
            order += u'/' + row.value(match.column);
        }
        if (orders.contains(order))
            continue;
        orders << order;
        queries.append({feed.table, headColumnList, parts.join(QStringLiteral(" and ")), 10});
    }
    if (!queries.isEmpty()) {
        auto asking = m_client.query(queries, placeOf(work->request), QObject::tr("Read %1").arg(feed.label.toLower()));
        const Result<M3QueryAnswer> answer = co_await asking;
        if (!answer)
            co_return answer.error();
        work->page.calls += answer->calls;
        for (const Result<M3Rows> &part : answer->results) {
            if (!part)
                co_return part.error();
            work->heads += named(*part, headColumnList);
        }
    }
    finishSweep(*work, isLast);
    co_return std::nullopt;
}

void M3Source::finishSweep(Work &work, bool isLast)
{
    Sweep &sweep = work.sweep;
    ++sweep.serial;
    work.page.hasMore = true;
    const bool hasLines = work.feed->lines && !work.feed->lines->changed.isEmpty();
    // The first sweep reads every order with all its lines: none is left to be found by its lines.
    if (isLast && hasLines && !sweep.isOnLines && !sweep.isFirst) {
        sweep.isOnLines = true;
        sweep.after.clear();
    } else if (isLast) {
        const QDate newest = std::min(sweep.newest.isValid() ? sweep.newest : work.request.today, work.request.today);
        const qint64 serial = sweep.serial;
        sweep = Sweep{};
        sweep.since = newest.addDays(-overlapDays);
        sweep.serial = serial;
        work.page.hasMore = false;
    }
    work.page.nextCursor = sweep.toCursor();
}

void M3Source::dropKnown(Work &work)
{
    Seen &seen = m_seen[companyKey(work.request)];
    // Being asked for what follows a page is the proof that the page is in the ledger.
    if (!seen.cursor.isEmpty() && seen.cursor == work.request.cursor) {
        if (seen.committed.size() > mostRemembered)
            seen.committed.clear();
        seen.committed.insert(seen.fresh);
    }
    seen.fresh.clear();
    QList<M3Row> heads;
    for (const M3Row &head : std::as_const(work.heads)) {
        const QString key = m3documents::keyOf(head, work.feed->rowKey);
        const QByteArray content = contentOf(head);
        if (seen.committed.value(key) == content)
            continue;
        work.seen.insert(key, content);
        heads.append(head);
    }
    work.heads = heads;
}

QCoro::Task<M3Source::Failure> M3Source::enrich(Work *work)
{
    const FeedEntry &feed = *work->feed;
    if (work->heads.isEmpty())
        co_return std::nullopt;
    if (feed.lines) {
        QStringList columns = feed.lines->rowKey;
        for (const QString &column : {feed.lines->changed, feed.lines->amount, feed.lines->costCentre}) {
            if (!column.isEmpty() && m_tables.has(feed.lines->table, column))
                addColumn(columns, column);
        }
        for (const FieldMapping &field : feed.lines->fields) {
            if (m_tables.has(feed.lines->table, field.column))
                addColumn(columns, field.column);
        }
        auto reading = readMatching(work, feed.lines->table, columns, feed.lines->match,
                                    QObject::tr("Lines of %1 can't be read").arg(feed.label.toLower()), &work->lines);
        if (const Failure failure = co_await reading)
            co_return failure;
    }
    if (feed.distribution) {
        QStringList columns{feed.distribution->costCentre, feed.distribution->amount};
        addColumn(columns, feed.distribution->currency);
        QHash<QString, QList<M3Row>> &cached = m_distributions[companyKey(work->request)];
        if (cached.size() > mostRemembered)
            cached.clear();
        work->distributions = cached;
        auto reading = readMatching(work, feed.distribution->table, columns, feed.distribution->match,
                                    QObject::tr("Cost centres of %1 can't be read").arg(feed.label.toLower()),
                                    &work->distributions);
        if (const Failure failure = co_await reading)
            co_return failure;
        for (const M3Row &head : std::as_const(work->heads)) {
            const QString key = m3documents::keyOf(head, feed.rowKey);
            if (const QList<M3Row> rows = work->distributions.value(key); !rows.isEmpty())
                cached.insert(key, rows);
        }
    }
    if (feed.party) {
        auto reading = readParties(work);
        if (const Failure failure = co_await reading)
            co_return failure;
    }
    co_return std::nullopt;
}

QCoro::Task<M3Source::Failure> M3Source::readMatching(Work *work, QString table, QStringList columns,
                                                      QList<ColumnMatch> match, QString warning,
                                                      QHash<QString, QList<M3Row>> *found)
{
    QList<M3Query> queries;
    QStringList keys;
    for (const M3Row &head : std::as_const(work->heads)) {
        const QString key = m3documents::keyOf(head, work->feed->rowKey);
        if (found->contains(key))
            continue;
        QStringList parts;
        for (const ColumnMatch &column : std::as_const(match)) {
            const auto literal = M3Client::literal(head.value(column.head), column.isText);
            if (!literal)
                co_return literal.error();
            parts << column.column + QStringLiteral(" = ") + *literal;
        }
        keys << key;
        queries.append({table, columns, parts.join(QStringLiteral(" and ")), mostLines});
    }
    if (queries.isEmpty())
        co_return std::nullopt;
    auto asking =
        m_client.query(queries, placeOf(work->request), QObject::tr("Read %1").arg(work->feed->label.toLower()));
    const Result<M3QueryAnswer> answer = co_await asking;
    if (!answer)
        co_return answer.error();
    work->page.calls += answer->calls;
    for (qsizetype at = 0; at < keys.size(); ++at) {
        const Result<M3Rows> &rows = answer->results.at(at);
        if (rows) {
            found->insert(keys.at(at), named(*rows, columns));
            continue;
        }
        // A permission that is missing must not hold back the documents themselves.
        const QString text = warning + QStringLiteral(": ") + rows.error().message;
        if (!work->page.warnings.contains(text))
            work->page.warnings << text;
    }
    co_return std::nullopt;
}

QCoro::Task<M3Source::Failure> M3Source::readParties(Work *work)
{
    const PartyMapping party = *work->feed->party;
    const QString place = work->request.company + u'/' + party.table + u'/';
    if (std::exchange(m_partyDay, work->request.today) != work->request.today)
        m_partyNames.clear();
    QList<M3Query> queries;
    QStringList numbers;
    for (const M3Row &head : std::as_const(work->heads)) {
        const QString number = head.value(party.column);
        if (number.isEmpty() || numbers.contains(number))
            continue;
        if (const auto known = m_partyNames.constFind(place + number); known != m_partyNames.constEnd()) {
            work->parties.insert(number, *known);
            continue;
        }
        const auto literal = M3Client::literal(number, true);
        if (!literal)
            co_return literal.error();
        numbers << number;
        queries.append({party.table, {party.key, party.name}, party.key + QStringLiteral(" = ") + *literal, 1});
    }
    if (queries.isEmpty())
        co_return std::nullopt;
    auto asking = m_client.query(queries, placeOf(work->request), QObject::tr("Read suppliers"));
    const Result<M3QueryAnswer> answer = co_await asking;
    if (!answer)
        co_return answer.error();
    work->page.calls += answer->calls;
    for (qsizetype at = 0; at < numbers.size(); ++at) {
        const Result<M3Rows> &rows = answer->results.at(at);
        if (!rows) {
            const QString text = QObject::tr("Supplier names can't be read: %1").arg(rows.error().message);
            if (!work->page.warnings.contains(text))
                work->page.warnings << text;
        } else if (!rows->rows.isEmpty()) {
            const QString name = rows->rows.first().at(1);
            work->parties.insert(numbers.at(at), name);
            m_partyNames.insert(place + numbers.at(at), name);
        }
    }
    co_return std::nullopt;
}

} // namespace ledgercast
