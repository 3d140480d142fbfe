// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>

#include <deque>
#include <memory>
#include <set>
#include <unordered_map>
#include <vector>

namespace ledgercast::sandbox {

/// A number scaled by its column's decimals, or the id of a text in the pool.
using Cell = qint64;
using Row = std::vector<Cell>;

/// A four-letter M3 field name, packed so that finding a column costs no string work.
struct Field
{
    quint32 code = 0;
    consteval Field(const char (&name)[5]) : code(pack(name)) {}
    explicit constexpr Field(quint32 packed) : code(packed) {}

    static constexpr quint32 pack(const char *name)
    {
        return (static_cast<quint32>(name[0]) << 24) | (static_cast<quint32>(name[1]) << 16) |
               (static_cast<quint32>(name[2]) << 8) | static_cast<quint32>(name[3]);
    }
};

struct Column
{
    QByteArray name; ///< four letters, without the table's prefix
    quint32 code = 0;
    char type = 'A'; ///< A text, N number, D date (a number yyyyMMdd)
    int length = 0;
    int decimals = 0;
    bool isHidden = false; ///< for MI transactions only, not a column of the real table
};

/// Every text once; rows hold ids.
class TextPool
{
public:
    TextPool();
    Cell add(const QByteArray &text);
    [[nodiscard]] Cell find(const QByteArray &text) const { return m_ids.value(text, -1); }
    [[nodiscard]] const QByteArray &text(Cell id) const { return m_texts[static_cast<std::size_t>(id)]; }

private:
    QHash<QByteArray, Cell> m_ids;
    std::vector<QByteArray> m_texts;
};

/// One M3 table: rows by number, in primary-key order, and by an optional second key.
class Table
{
public:
    Table(QByteArray name, QByteArray prefix, std::vector<Column> columns, std::vector<int> key, TextPool &pool);
    Table(const Table &) = delete;
    Table &operator=(const Table &) = delete;

    using Id = quint32;
    struct Prefix
    {
        const std::vector<Cell> &cells;
    };
    struct Less
    {
        using is_transparent = void;
        const Table *table;
        bool operator()(Id left, Id right) const { return table->compare(left, table->row(right), right) < 0; }
        bool operator()(Id left, const Prefix &right) const { return table->comparePrefix(left, right) < 0; }
        bool operator()(const Prefix &left, Id right) const { return table->comparePrefix(right, left) > 0; }
    };
    using Order = std::set<Id, Less>;

    [[nodiscard]] const QByteArray &name() const { return m_name; }
    [[nodiscard]] const QByteArray &prefix() const { return m_prefix; }
    [[nodiscard]] const std::vector<Column> &columns() const { return m_columns; }
    [[nodiscard]] const std::vector<int> &key() const { return m_key; }
    [[nodiscard]] const Column &column(int index) const { return m_columns[static_cast<std::size_t>(index)]; }
    [[nodiscard]] int indexOf(Field field) const;
    /// Of "IAPUNO" or "PUNO"; -1 if there is none.
    [[nodiscard]] int indexOf(QByteArrayView name) const;

    [[nodiscard]] Row emptyRow() const;
    /// Adds the row, or replaces the one with the same key.
    Id put(const Row &row);
    /// Takes a row out; its number is not given again.
    void remove(Id id);
    [[nodiscard]] const Row &row(Id id) const { return m_rows[id]; }
    /// For cells outside both keys.
    Row &edit(Id id) { return m_rows[id]; }
    [[nodiscard]] const Order &order() const { return m_order; }
    [[nodiscard]] std::pair<Order::const_iterator, Order::const_iterator> range(const std::vector<Cell> &prefix) const;

    void indexBy(std::vector<int> columns) { m_secondKey = std::move(columns); }
    [[nodiscard]] bool hasSecondKey() const { return !m_secondKey.empty(); }
    [[nodiscard]] const std::vector<int> &secondKey() const { return m_secondKey; }
    [[nodiscard]] std::vector<Id> findBySecondKey(const std::vector<Cell> &cells) const;

    [[nodiscard]] QByteArray text(const Row &row, int column) const;
    /// The cell for a text as it comes from outside; nothing if it isn't a number where one is needed.
    [[nodiscard]] bool parse(int column, const QByteArray &text, Cell &cell);
    [[nodiscard]] TextPool &pool() const { return m_pool; }

private:
    [[nodiscard]] int compareCell(int column, Cell left, Cell right) const;
    [[nodiscard]] int compare(Id left, const Row &right, Id rightId) const;
    [[nodiscard]] int comparePrefix(Id left, const Prefix &right) const;

    QByteArray m_name;
    QByteArray m_prefix;
    std::vector<Column> m_columns;
    std::vector<int> m_key;
    std::vector<int> m_secondKey;
    TextPool &m_pool;
    std::deque<Row> m_rows;
    Order m_order;
    std::unordered_multimap<std::size_t, Id> m_second;
};

/// A row being filled in by field name.
class Draft
{
public:
    explicit Draft(Table &table) : m_table(&table), m_row(table.emptyRow()) {}
    Draft(Table &table, Table::Id id) : m_table(&table), m_row(table.row(id)) {}

    Draft &number(Field field, qint64 scaled);
    Draft &text(Field field, const QByteArray &text);
    Table::Id put() { return m_table->put(m_row); }

private:
    Table *m_table;
    Row m_row;
};

[[nodiscard]] QByteArray formatScaled(qint64 value, int decimals);

/// All tables of the tenant, made from the schema resource.
class Tables
{
public:
    Tables();
    Tables(const Tables &) = delete;
    Tables &operator=(const Tables &) = delete;

    [[nodiscard]] Table *find(const QByteArray &name) const;
    [[nodiscard]] Table &operator[](const char *name) const;
    [[nodiscard]] QByteArray description(const QByteArray &field) const { return m_descriptions.value(field, field); }

private:
    TextPool m_pool;
    std::unordered_map<std::string, std::unique_ptr<Table>> m_tables;
    QHash<QByteArray, QByteArray> m_descriptions;
};

} // namespace ledgercast::sandbox
