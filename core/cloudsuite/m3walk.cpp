// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3walk.h"

#include <QObject>

namespace ledgercast {

namespace {

QStringList keyOf(const M3Row &row, const QStringList &rowKey)
{
    QStringList key;
    key.reserve(rowKey.size());
    for (const QString &column : rowKey)
        key << row.value(column);
    return key;
}

/// How the server sorts text is its own affair: only numbers behind equal parts can be judged.
bool isBefore(const M3Tables &tables, const M3Walk &walk, const M3Row &left, const M3Row &right)
{
    for (const QString &column : walk.rowKey) {
        const QString one = left.value(column);
        const QString other = right.value(column);
        if (one == other)
            continue;
        return tables.isText(walk.table, column) || one.toLongLong() < other.toLongLong();
    }
    return true;
}

/// The next page is asked for behind the last row of this one: without an order rows would be lost.
bool isInOrder(const M3Tables &tables, const M3Walk &walk, const QList<M3Row> &rows)
{
    for (qsizetype at = 1; at < rows.size(); ++at) {
        if (!isBefore(tables, walk, rows.at(at - 1), rows.at(at)))
            return false;
    }
    return true;
}

QList<M3Row> named(const QList<QStringList> &rows, const QStringList &columns)
{
    QList<M3Row> all;
    all.reserve(rows.size());
    for (const QStringList &cells : rows) {
        M3Row row;
        for (qsizetype at = 0; at < columns.size(); ++at)
            row.insert(columns.at(at), cells.at(at));
        all.append(row);
    }
    return all;
}

/// The queries of one walk's next page, one after the other.
Result<QList<M3Query>> queriesOf(const M3Tables &tables, const M3Walk &walk)
{
    const auto behind = tables.behind(walk.table, walk.rowKey, walk.after);
    if (!behind)
        return fail(behind.error());
    QList<M3Query> queries;
    for (const QString &part : *behind) {
        QStringList all = walk.conditions;
        all << part;
        all.removeAll(QString());
        queries.append({walk.table, walk.columns, all.join(QStringLiteral(" and ")), walk.pageRows});
    }
    return queries;
}

/// Adds one answer. Whether the answers to the walk's next queries still follow in order.
Result<bool> take(const M3Tables &tables, M3Walk &walk, const M3Rows &answer, const QString &operation)
{
    const QList<M3Row> rows = named(answer.rows, walk.columns);
    walk.rows += rows;
    if (!answer.isTruncated || walk.rowKey.isEmpty())
        return true;
    const QStringList reached = rows.isEmpty() ? walk.after : keyOf(rows.last(), walk.rowKey);
    if (reached == walk.after)
        return fail(ErrorKind::Protocol, operation,
                    QObject::tr("M3 answered the same rows of %1 twice, so reading can't go on. Ledgercast tries again "
                                "at the next check.")
                        .arg(walk.table),
                    reached.join(u'/'), QStringLiteral("stuck"));
    if (!isInOrder(tables, walk, rows))
        return fail(ErrorKind::Protocol, operation,
                    QObject::tr("M3 answers the rows of %1 in no order, so reading them in pages would lose some. Ask "
                                "for more rows in one read: set cloudsuite.page_rows higher.")
                        .arg(walk.table),
                    {}, QStringLiteral("no_order"));
    walk.after = reached;
    return false;
}

} // namespace

QCoro::Task<Result<int>> M3Walker::step(QList<M3Walk> *walks, M3Place place, QString operation) const
{
    QList<M3Query> queries;
    QList<qsizetype> owners;
    for (qsizetype index = 0; index < walks->size(); ++index) {
        if (walks->at(index).isDone)
            continue;
        const auto own = queriesOf(m_tables, walks->at(index));
        if (!own)
            co_return tl::unexpected(own.error());
        queries += *own;
        owners.insert(owners.end(), own->size(), index);
    }
    if (queries.isEmpty())
        co_return Result<int>(0);
    auto asking = m_client.query(queries, place, operation);
    const Result<M3QueryAnswer> answer = co_await asking;
    if (!answer)
        co_return tl::unexpected(answer.error());
    for (qsizetype at = 0; at < owners.size(); ++at) {
        M3Walk &walk = (*walks)[owners.at(at)];
        const bool isFirstOfWalk = at == 0 || owners.at(at) != owners.at(at - 1);
        walk.isDone = isFirstOfWalk || walk.isDone;
        if (!walk.isDone || walk.refusal)
            continue; // a page before this one has more to come
        const Result<M3Rows> &rows = answer->results.at(at);
        if (!rows) {
            walk.refusal = rows.error();
            continue;
        }
        const auto goesOn = take(m_tables, walk, *rows, operation);
        if (!goesOn)
            co_return tl::unexpected(goesOn.error());
        walk.isDone = *goesOn;
    }
    // Where every page came to its end the last row is the key reached.
    for (M3Walk &walk : *walks) {
        if (walk.isDone && !walk.rows.isEmpty() && !walk.rowKey.isEmpty())
            walk.after = keyOf(walk.rows.last(), walk.rowKey);
    }
    co_return Result<int>(answer->calls);
}

QCoro::Task<Result<int>> M3Walker::toEnd(QList<M3Walk> *walks, M3Place place, QString operation) const
{
    int calls = 0;
    for (bool isOpen = !walks->isEmpty(); isOpen;) {
        auto stepping = step(walks, place, operation);
        const Result<int> taken = co_await stepping;
        if (!taken)
            co_return tl::unexpected(taken.error());
        calls += *taken;
        isOpen = std::any_of(walks->begin(), walks->end(), [](const M3Walk &walk) { return !walk.isDone; });
    }
    co_return Result<int>(calls);
}

} // namespace ledgercast
