// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/table.h"

#include <QFile>

#include <algorithm>

namespace ledgercast::sandbox {

namespace {

std::size_t hashOf(const std::vector<Cell> &cells)
{
    std::size_t hash = 0;
    for (const Cell cell : cells)
        hash = hash * 1099511628211ULL + static_cast<std::size_t>(cell) + 1;
    return hash;
}

std::vector<Cell> cellsOf(const Row &row, const std::vector<int> &columns)
{
    std::vector<Cell> cells;
    for (const int column : columns)
        cells.push_back(row[static_cast<std::size_t>(column)]);
    return cells;
}

} // namespace

TextPool::TextPool()
{
    add({});
}

Cell TextPool::add(const QByteArray &text)
{
    const auto known = m_ids.constFind(text);
    if (known != m_ids.constEnd())
        return *known;
    const auto id = static_cast<Cell>(m_texts.size());
    m_ids.insert(text, id);
    m_texts.push_back(text);
    return id;
}

QByteArray formatScaled(qint64 value, int decimals)
{
    QByteArray digits = QByteArray::number(value < 0 ? -value : value);
    if (decimals > 0) {
        digits = digits.rightJustified(decimals + 1, '0');
        digits.insert(digits.size() - decimals, '.');
    }
    return value < 0 ? digits.prepend('-') : digits;
}

Table::Table(QByteArray name, QByteArray prefix, std::vector<Column> columns, std::vector<int> key, TextPool &pool)
    : m_name(std::move(name))
    , m_prefix(std::move(prefix))
    , m_columns(std::move(columns))
    , m_key(std::move(key))
    , m_pool(pool)
    , m_order(Less{this})
{
}

int Table::indexOf(Field field) const
{
    for (std::size_t index = 0; index < m_columns.size(); ++index) {
        if (m_columns[index].code == field.code)
            return static_cast<int>(index);
    }
    return -1;
}

int Table::indexOf(QByteArrayView name) const
{
    if (name.size() == 6 && name.first(2).compare(m_prefix, Qt::CaseInsensitive) == 0)
        name = name.sliced(2);
    if (name.size() != 4)
        return -1;
    return indexOf(Field(Field::pack(name.toByteArray().toUpper().constData())));
}

Row Table::emptyRow() const
{
    return Row(m_columns.size(), 0);
}

Table::Id Table::put(const Row &row)
{
    const auto [first, last] = range(cellsOf(row, m_key));
    if (first != last) {
        m_rows[*first] = row;
        return *first;
    }
    const auto id = static_cast<Id>(m_rows.size());
    m_rows.push_back(row);
    m_order.insert(id);
    if (hasSecondKey())
        m_second.emplace(hashOf(cellsOf(row, m_secondKey)), id);
    return id;
}

void Table::remove(Id id)
{
    m_order.erase(id);
    if (!hasSecondKey())
        return;
    const auto [first, last] = m_second.equal_range(hashOf(cellsOf(row(id), m_secondKey)));
    const auto entry = std::find_if(first, last, [id](const auto &candidate) { return candidate.second == id; });
    if (entry != last)
        m_second.erase(entry);
}

std::pair<Table::Order::const_iterator, Table::Order::const_iterator>
Table::range(const std::vector<Cell> &prefix) const
{
    // Not equal_range(), which walks through all that is equal.
    return {m_order.lower_bound(Prefix{prefix}), m_order.upper_bound(Prefix{prefix})};
}

std::vector<Table::Id> Table::findBySecondKey(const std::vector<Cell> &cells) const
{
    std::vector<Id> found;
    const auto [first, last] = m_second.equal_range(hashOf(cells));
    for (auto entry = first; entry != last; ++entry) {
        if (cellsOf(row(entry->second), m_secondKey) == cells)
            found.push_back(entry->second);
    }
    std::sort(found.begin(), found.end(), Less{this});
    return found;
}

QByteArray Table::text(const Row &row, int index) const
{
    const Cell cell = row[static_cast<std::size_t>(index)];
    return column(index).type == 'A' ? m_pool.text(cell) : formatScaled(cell, column(index).decimals);
}

bool Table::parse(int index, const QByteArray &text, Cell &cell)
{
    if (column(index).type == 'A') {
        QByteArray trimmed = text;
        while (trimmed.endsWith(' '))
            trimmed.chop(1);
        cell = m_pool.add(trimmed);
        return true;
    }
    const QByteArray trimmed = text.trimmed();
    const qsizetype point = trimmed.indexOf('.');
    const QByteArray whole = point < 0 ? trimmed : trimmed.first(point);
    const QByteArray fraction = point < 0 ? QByteArray() : trimmed.sliced(point + 1);
    if (fraction.size() > column(index).decimals)
        return false;
    bool isNumber = false;
    const QByteArray digits = whole + fraction.leftJustified(column(index).decimals, '0');
    cell = digits.toLongLong(&isNumber);
    return isNumber || trimmed.isEmpty();
}

int Table::compareCell(int index, Cell left, Cell right) const
{
    if (left == right)
        return 0;
    if (column(index).type == 'A')
        return m_pool.text(left).compare(m_pool.text(right));
    return left < right ? -1 : 1;
}

int Table::compare(Id left, const Row &right, Id rightId) const
{
    for (const int index : m_key) {
        const auto at = static_cast<std::size_t>(index);
        if (const int order = compareCell(index, m_rows[left][at], right[at]); order != 0)
            return order;
    }
    return left == rightId ? 0 : (left < rightId ? -1 : 1);
}

int Table::comparePrefix(Id left, const Prefix &right) const
{
    for (std::size_t part = 0; part < right.cells.size(); ++part) {
        const int index = m_key[part];
        if (const int order = compareCell(index, m_rows[left][static_cast<std::size_t>(index)], right.cells[part]);
            order != 0)
            return order;
    }
    return 0;
}

Draft &Draft::number(Field field, qint64 scaled)
{
    const int index = m_table->indexOf(field);
    Q_ASSERT(index >= 0);
    m_row[static_cast<std::size_t>(index)] = scaled;
    return *this;
}

Draft &Draft::text(Field field, const QByteArray &text)
{
    return number(field, m_table->pool().add(text));
}

namespace {

/// "PUNO:A10", "CUAM:N17.2", a "!" behind for a hidden one.
Column readColumn(QByteArray definition)
{
    Column column;
    column.isHidden = definition.endsWith('!');
    if (column.isHidden)
        definition.chop(1);
    column.name = definition.first(4);
    column.code = Field::pack(column.name.constData());
    column.type = definition.at(5);
    const QList<QByteArray> size = definition.sliced(6).split('.');
    column.length = size.first().toInt();
    column.decimals = size.size() > 1 ? size.at(1).toInt() : 0;
    return column;
}

} // namespace

Tables::Tables()
{
    QFile file(QStringLiteral(":/sandbox/schema.txt"));
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT(isOpen);
    Q_UNUSED(isOpen)
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QList<QByteArray> words = line.simplified().split(' ');
        if (words.size() < 2 || words.first() == "#")
            continue;
        if (words.first() != "table") {
            m_descriptions.insert(words.first(), line.sliced(5).trimmed());
            continue;
        }
        std::vector<Column> columns;
        for (const QByteArray &definition : words.sliced(5))
            columns.push_back(readColumn(definition));
        auto table = std::make_unique<Table>(words.at(1), words.at(2), columns, std::vector<int>{}, m_pool);
        std::vector<int> key;
        for (const QByteArray &part : words.at(3).split(','))
            key.push_back(table->indexOf(part));
        table = std::make_unique<Table>(words.at(1), words.at(2), columns, key, m_pool);
        std::vector<int> second;
        if (words.at(4) != "-") {
            for (const QByteArray &part : words.at(4).split(','))
                second.push_back(table->indexOf(part));
        }
        table->indexBy(second);
        m_tables.emplace(words.at(1).toStdString(), std::move(table));
    }
}

Table *Tables::find(const QByteArray &name) const
{
    const auto found = m_tables.find(name.toUpper().toStdString());
    return found == m_tables.end() ? nullptr : found->second.get();
}

Table &Tables::operator[](const char *name) const
{
    Table *table = find(name);
    Q_ASSERT(table);
    return *table;
}

} // namespace ledgercast::sandbox
