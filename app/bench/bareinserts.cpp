// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/bareinserts.h"

#include "core/store/database.h"

#include <QElapsedTimer>

#include <sqlite3.h>

#include <memory>
#include <vector>

namespace ledgercast::bench {

namespace {

struct Close
{
    void operator()(sqlite3 *database) const { sqlite3_close(database); }
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
using Connection = std::unique_ptr<sqlite3, Close>;
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

Connection connectTo(const QString &path)
{
    sqlite3 *database = nullptr;
    const int opened = sqlite3_open(path.toUtf8().constData(), &database);
    Connection connection(database);
    return opened == SQLITE_OK ? std::move(connection) : nullptr;
}

bool run(sqlite3 *database, const char *sql)
{
    return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK;
}

Statement prepare(sqlite3 *database, const QByteArray &sql)
{
    sqlite3_stmt *statement = nullptr;
    sqlite3_prepare_v3(database, sql.constData(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    return Statement(statement);
}

struct Value
{
    int type = SQLITE_NULL;
    qint64 number = 0;
    QByteArray bytes;
};

/// A table's rows in memory, and the statement that inserts them.
class Table
{
public:
    /// order: the column whose number says with which document a row is written.
    bool load(sqlite3 *from, const QByteArray &name, const QByteArray &order)
    {
        const Statement select = prepare(from, "SELECT " + order + ", * FROM " + name + " ORDER BY 1, 2");
        if (!select)
            return false;
        m_columns = sqlite3_column_count(select.get()) - 1;
        while (sqlite3_step(select.get()) == SQLITE_ROW) {
            m_order.push_back(sqlite3_column_int64(select.get(), 0));
            for (int column = 1; column <= m_columns; ++column)
                m_values.push_back(valueOf(select.get(), column));
        }
        m_sql = "INSERT INTO " + name + " VALUES (?" + QByteArray(",?").repeated(m_columns - 1) + ")";
        return true;
    }
    void add(qint64 order, const QList<Value> &row)
    {
        m_order.push_back(order);
        m_values.insert(m_values.end(), row.begin(), row.end());
        m_columns = static_cast<int>(row.size());
    }
    bool prepareFor(sqlite3 *into, const QByteArray &sql = {})
    {
        m_insert = prepare(into, sql.isEmpty() ? m_sql : sql);
        return m_insert != nullptr;
    }
    /// Inserts what belongs to this document or to one before it and isn't inserted yet.
    bool insertUpTo(qint64 order)
    {
        for (; m_next < m_order.size() && m_order[m_next] <= order; ++m_next) {
            for (int column = 0; column < m_columns; ++column)
                bind(column + 1,
                     m_values[m_next * static_cast<std::size_t>(m_columns) + static_cast<std::size_t>(column)]);
            if (sqlite3_step(m_insert.get()) != SQLITE_DONE || sqlite3_reset(m_insert.get()) != SQLITE_OK)
                return false;
        }
        return true;
    }

private:
    static Value valueOf(sqlite3_stmt *row, int column)
    {
        Value value{sqlite3_column_type(row, column), 0, {}};
        if (value.type == SQLITE_INTEGER)
            value.number = sqlite3_column_int64(row, column);
        else if (value.type != SQLITE_NULL)
            value.bytes = QByteArray(static_cast<const char *>(sqlite3_column_blob(row, column)),
                                     sqlite3_column_bytes(row, column));
        return value;
    }
    void bind(int position, const Value &value) const
    {
        const auto size = static_cast<int>(value.bytes.size());
        if (value.type == SQLITE_INTEGER)
            sqlite3_bind_int64(m_insert.get(), position, value.number);
        else if (value.type == SQLITE_TEXT)
            sqlite3_bind_text(m_insert.get(), position, value.bytes.constData(), size, SQLITE_STATIC);
        else if (value.type == SQLITE_BLOB)
            sqlite3_bind_blob(m_insert.get(), position, value.bytes.constData(), size, SQLITE_STATIC);
        else
            sqlite3_bind_null(m_insert.get(), position);
    }

    QByteArray m_sql;
    int m_columns = 0;
    std::vector<qint64> m_order;
    std::vector<Value> m_values;
    std::size_t m_next = 0;
    Statement m_insert;
};

} // namespace

std::optional<double> bareInserts(const QString &ledgerPath, const QString &path, const QStringList &words,
                                  int documentsPerTransaction)
{
    if (!Database::open(path, Database::Access::ReadWrite)) // the schema
        return std::nullopt;
    const Connection ledger = connectTo(ledgerPath);
    const Connection bare = connectTo(path);
    Table documents, changes, search, deliveries, events;
    for (qsizetype number = 0; number < words.size(); ++number)
        search.add(number + 1, {{SQLITE_INTEGER, number + 1, {}}, {SQLITE_TEXT, 0, words.at(number).toUtf8()}});
    if (!ledger || !bare || !documents.load(ledger.get(), "document", "id") ||
        !changes.load(ledger.get(), "change", "id") || !deliveries.load(ledger.get(), "delivery", "change_id") ||
        !events.load(ledger.get(), "audit_event", "change_id") || !run(bare.get(), "PRAGMA foreign_keys=ON") ||
        !run(bare.get(), "PRAGMA synchronous=FULL") || !run(bare.get(), "PRAGMA wal_autocheckpoint=4000") ||
        !documents.prepareFor(bare.get()) || !changes.prepareFor(bare.get()) || !deliveries.prepareFor(bare.get()) ||
        !events.prepareFor(bare.get()) ||
        !search.prepareFor(bare.get(), "INSERT INTO change_search (rowid, words) VALUES (?, ?)"))
        return std::nullopt;
    QElapsedTimer timer;
    timer.start();
    for (qsizetype number = 1; number <= words.size(); ++number) {
        const bool isFirst = (number - 1) % documentsPerTransaction == 0;
        const bool isLast = number % documentsPerTransaction == 0 || number == words.size();
        const bool isWritten = (!isFirst || run(bare.get(), "BEGIN IMMEDIATE")) && documents.insertUpTo(number) &&
                               changes.insertUpTo(number) && search.insertUpTo(number) &&
                               deliveries.insertUpTo(number) &&
                               (!isLast || (events.insertUpTo(number) && run(bare.get(), "COMMIT")));
        if (!isWritten)
            return std::nullopt;
    }
    return static_cast<double>(words.size()) * 1e9 / static_cast<double>(timer.nsecsElapsed());
}

} // namespace ledgercast::bench
