// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/rowsource.h"

namespace ledgercast {

namespace {

/// So many at once is no deletion: the account sees less than before.
constexpr qsizetype suspicious = 20;

bool isRefusal(const Error &error)
{
    return error.kind == ErrorKind::Permission || error.kind == ErrorKind::Refused || error.kind == ErrorKind::NotFound;
}

QString nameKey(const NameMapping &name, const QString &code)
{
    return name.table + u'/' + name.key + u'/' + name.name + u'/' + code;
}

QList<NameMapping> namesOf(const FeedEntry &feed)
{
    QList<NameMapping> names = feed.names;
    if (feed.party)
        names.prepend(*feed.party);
    return names;
}

} // namespace

QCoro::Task<RowSource::Failure> RowSource::readBelonging(Work *work, QString set, QStringList columns,
                                                         QStringList rowKey, QList<ColumnMatch> match, Rows *rows)
{
    const FeedEntry &feed = work->feed;
    QHash<QString, QStringList> owners; ///< keys of heads, by the values that match
    QList<RowConditions> wanted;
    for (const M3Record &head : std::as_const(work->heads)) {
        QStringList values;
        for (const ColumnMatch &own : match)
            values << head.value(own.head);
        QStringList &keys = owners[values.join(u'/')];
        if (keys.isEmpty())
            wanted.append(rowqueries::matching(feed, match, head));
        keys << m3documents::keyOf(head, feed.rowKey);
    }
    RowQuery query = queryFor(*work, set, columns);
    query.order = rowKey;
    auto reading = m_reader.belonging(query, wanted);
    const Result<RowReader::Found> found = co_await reading;
    if (!found && !isRefusal(found.error()))
        co_return found.error();
    if (!found) {
        work->page.warnings << QObject::tr("%1 can't be read, so something is missing in %2: %3")
                                   .arg(set, feed.label.toLower(), found.error().message);
        for (const M3Record &head : std::as_const(work->heads))
            work->incomplete.insert(m3documents::keyOf(head, feed.rowKey));
        co_return std::nullopt;
    }
    work->page.calls += found->calls;
    for (const M3Record &row : found->rows) {
        QStringList values;
        for (const ColumnMatch &own : match)
            values << row.value(own.column);
        const QStringList keys = owners.value(values.join(u'/'));
        for (const QString &key : keys)
            (*rows)[key].append(row);
    }
    co_return std::nullopt;
}

QCoro::Task<RowSource::Failure> RowSource::enrich(Work *work)
{
    if (work->heads.isEmpty())
        co_return std::nullopt;
    const QList<LinesMapping> parts = work->feed.parts();
    for (const LinesMapping &part : parts) {
        Rows rows;
        // Rows of a group are the lines too: they are asked for with the same columns, and so known again.
        const bool isGroup = work->feed.isGrouped && !part.isMerged;
        const QStringList columns = isGroup ? rowqueries::headColumns(work->feed) : rowqueries::partColumns(part);
        auto reading = readBelonging(work, part.table, columns, part.rowKey, part.match, &rows);
        const Failure unread = co_await reading;
        if (unread)
            co_return unread;
        work->parts.append(rows);
    }
    if (const auto booked = work->feed.distribution) {
        auto reading = readBelonging(work, booked->table, rowqueries::distributionColumns(*booked), booked->rowKey,
                                     booked->match, &work->distributions);
        const Failure unread = co_await reading;
        if (unread)
            co_return unread;
    }
    auto learning = learnNames(work);
    co_return co_await learning;
}

QCoro::Task<RowSource::Failure> RowSource::learnNames(Work *work)
{
    if (m_namesOn != work->request.today)
        m_names.clear();
    m_namesOn = work->request.today;
    const QList<NameMapping> names = namesOf(work->feed);
    for (const NameMapping &name : names) {
        if (name.table.isEmpty())
            continue;
        QList<RowConditions> wanted;
        QSet<QString> codes;
        for (const M3Record &head : std::as_const(work->heads)) {
            const QString code = head.value(name.column);
            if (code.isEmpty() || codes.contains(code) || m_names.contains(nameKey(name, code)))
                continue;
            codes.insert(code);
            wanted.append({{name.key, QStringLiteral("="), code, rowqueries::kindOf(work->feed, name.column)}});
        }
        RowQuery query = queryFor(*work, name.table, {name.key, name.name});
        query.order = {name.key};
        if (rowqueries::kindOf(work->feed, name.column) == RowCondition::Kind::Number)
            query.numbers << name.key;
        auto reading = m_reader.belonging(query, wanted);
        const Result<RowReader::Found> found = co_await reading;
        if (!found) {
            if (!isRefusal(found.error()))
                co_return found.error();
            work->page.warnings
                << QObject::tr("%1 can't be read, so names are missing: %2").arg(name.table, found.error().message);
            continue;
        }
        work->page.calls += found->calls;
        for (const QString &code : std::as_const(codes)) // those without a name aren't asked for again today
            m_names.insert(nameKey(name, code), QString());
        for (const M3Record &row : found->rows)
            m_names.insert(nameKey(name, row.value(name.key)), row.value(name.name));
    }
    co_return std::nullopt;
}

QString RowSource::nameOf(const NameMapping &name, const M3Record &head) const
{
    return name.table.isEmpty() ? head.value(name.name) : m_names.value(nameKey(name, head.value(name.column)));
}

m3documents::Rows RowSource::rowsOf(const Work &work, const M3Record &head) const
{
    const QString key = m3documents::keyOf(head, work.feed.rowKey);
    m3documents::Rows rows;
    rows.head = head;
    rows.company = work.request.company.isEmpty() ? m_options.company : work.request.company;
    rows.distribution = work.distributions.value(key);
    for (qsizetype part = 0; part < work.parts.size(); ++part) {
        const QList<M3Record> own = work.parts.at(part).value(key);
        if (work.feed.lines && part == 0)
            rows.lines = own;
        else
            rows.details.append(own.value(0));
    }
    if (work.feed.party)
        rows.partyName = nameOf(*work.feed.party, head);
    for (const NameMapping &name : work.feed.names) {
        if (const QString text = nameOf(name, head); !text.isEmpty())
            rows.names.insert(name.field, text);
    }
    return rows;
}

void RowSource::makeDocuments(Work &work)
{
    const FeedEntry &feed = work.feed;
    const QList<LinesMapping> parts = feed.parts();
    for (const M3Record &head : std::as_const(work.heads)) {
        Document document = m3documents::make(feed, work.request.tenant, rowsOf(work, head), &work.page.warnings);
        // Nobody says when it changed: what the first read finds is no news.
        if (feed.changed.isEmpty() && work.isFirstRead)
            document.modifiedOn = work.request.startFrom.addDays(-1);
        work.page.documents.append(document);
        const QString key = m3documents::keyOf(head, feed.rowKey);
        if (work.incomplete.contains(key))
            continue;
        remember(work, feed.table, feed.rowKey, head, feed.changed);
        for (qsizetype part = 0; part < work.parts.size(); ++part) {
            const LinesMapping &mapping = parts.at(part);
            const QList<M3Record> own = work.parts.at(part).value(key);
            for (const M3Record &row : own)
                remember(work, mapping.table, mapping.rowKey, row,
                         feed.isGrouped && !mapping.isMerged ? feed.changed : mapping.changed);
        }
    }
}

void RowSource::remember(Work &work, const QString &set, const QStringList &rowKey, const M3Record &row,
                         const QString &changed) const
{
    work.seen.insert(m3documents::nameOf(set, rowKey, row),
                     {m3documents::dateOf(row.value(changed)), M3Memory::contentOf(row)});
}

QCoro::Task<RowSource::Failure> RowSource::findDeleted(Work *work)
{
    M3Sweep &sweep = work->sweep;
    if (!work->feed.losesRows || work->page.hasMore || sweep.keysOn >= work->request.today)
        co_return std::nullopt;
    // What has just been read for the first time can't be gone.
    const bool isFirst = !sweep.keysOn.isValid();
    sweep.keysOn = work->request.today;
    work->page.nextCursor = sweep.toCursor();
    if (isFirst || !work->request.knownStatuses)
        co_return std::nullopt;
    const auto known = work->request.knownStatuses();
    if (!known)
        co_return known.error();
    RowQuery query = headQuery(*work);
    query.columns = work->feed.documentKey + work->feed.rowKey;
    query.columns.removeDuplicates();
    auto reading = m_reader.all(query);
    const Result<RowReader::Found> found = co_await reading;
    if (!found)
        co_return found.error();
    work->page.calls += found->calls;
    QSet<QString> present;
    for (const M3Record &row : found->rows)
        present.insert(m3documents::keyOf(row, work->feed.documentKey));
    const QStringList missing = m3documents::missingKeys(work->feed, work->request.company, *known, present);
    if (missing.size() > suspicious && missing.size() * 2 > known->size()) {
        work->page.warnings << QObject::tr("%1 of %2 %3 are gone at once. They are not taken to be deleted: ask "
                                           "whether the service account may still see them all.")
                                   .arg(missing.size())
                                   .arg(known->size())
                                   .arg(work->feed.label.toLower());
        co_return std::nullopt;
    }
    auto asking = reallyGone(work, missing);
    const Result<QStringList> gone = co_await asking;
    if (!gone)
        co_return gone.error();
    work->page.deleted = *gone;
    co_return std::nullopt;
}

/// A page may have missed a row that moved: each one is asked for by its key.
QCoro::Task<Result<QStringList>> RowSource::reallyGone(Work *work, QStringList missing)
{
    const FeedEntry &feed = work->feed;
    QList<RowConditions> wanted;
    QStringList asked;
    for (const QString &key : std::as_const(missing)) {
        const QStringList parts = key.split(u'/');
        if (parts.size() != feed.documentKey.size())
            continue; // a value with a '/' of its own: better not sure than wrong
        RowConditions conditions;
        for (qsizetype at = 0; at < parts.size(); ++at)
            conditions.append({feed.documentKey.at(at), QStringLiteral("="), parts.at(at),
                               rowqueries::kindOf(feed, feed.documentKey.at(at))});
        wanted.append(conditions);
        asked << key;
    }
    RowQuery query = headQuery(*work);
    query.columns = feed.documentKey;
    auto reading = m_reader.belonging(query, wanted);
    const Result<RowReader::Found> found = co_await reading;
    if (!found)
        co_return tl::unexpected(found.error());
    work->page.calls += found->calls;
    for (const M3Record &row : found->rows)
        asked.removeAll(m3documents::keyOf(row, feed.documentKey));
    co_return Result<QStringList>(asked);
}

} // namespace ledgercast
