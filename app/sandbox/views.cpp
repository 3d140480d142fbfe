// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/views.h"

#include <QFile>
#include <QSet>

#include <algorithm>

namespace ledgercast::sandbox {

namespace {

QList<std::pair<QByteArray, QByteArray>> pairsOf(const QByteArray &text)
{
    QList<std::pair<QByteArray, QByteArray>> pairs;
    for (const QByteArray &pair : text.split(',')) {
        const qsizetype equals = pair.indexOf('=');
        if (equals > 0)
            pairs.append({pair.first(equals), pair.sliced(equals + 1)});
    }
    return pairs;
}

QByteArray cell(const Table &table, const Row &row, const QByteArray &column)
{
    const int index = table.indexOf(QByteArrayView(column));
    return index < 0 ? QByteArray() : table.text(row, index).trimmed();
}

bool fits(const Table &table, const Row &row, const QList<std::pair<QByteArray, QByteArray>> &where)
{
    return std::all_of(where.begin(), where.end(),
                       [&](const auto &pair) { return cell(table, row, pair.first) == pair.second; });
}

QByteArray joined(const Table &table, const Row &row, const QByteArrayList &columns)
{
    QByteArrayList values;
    for (const QByteArray &column : columns)
        values << cell(table, row, column);
    return values.join('\x1f');
}

View::Kind kindOf(const QByteArray &word)
{
    static const QHash<QByteArray, View::Kind> kinds{{"number", View::Kind::Number},  {"decimal", View::Kind::Decimal},
                                                     {"date", View::Kind::Date},      {"stamp", View::Kind::Stamp},
                                                     {"flag", View::Kind::Flag},      {"serial", View::Kind::Serial},
                                                     {"negated", View::Kind::Decimal}};
    return kinds.value(word, View::Kind::Text);
}

} // namespace

View::View(const QByteArray &line)
{
    // A text in quotation marks holds no blank.
    const QByteArrayList words = line.split(' ');
    m_table = words.at(2);
    m_where = words.at(3) == "-" ? QList<std::pair<QByteArray, QByteArray>>() : pairsOf(words.at(3));
    if (words.at(4) != "-") {
        const QByteArrayList parts = words.at(4).split(':');
        m_join = Join{parts.at(0), parts.at(1).split(','), pairsOf(parts.value(2)), parts.value(3) == "optional"};
    }
    for (const QByteArray &word : words.sliced(6))
        addColumn(word);
    for (const QByteArray &name : words.at(5).split(','))
        m_key << indexOf(name);
}

void View::addColumn(const QByteArray &text)
{
    const qsizetype equals = text.indexOf('=');
    const QByteArray definition = text.sliced(equals + 1);
    const qsizetype colon = definition.indexOf(':');
    Column column{text.first(equals), colon < 0 ? definition : definition.first(colon), Kind::Text, false, {}};
    const QByteArray kind = colon < 0 ? QByteArray() : definition.sliced(colon + 1);
    if (kind.startsWith("steps("))
        column.steps = pairsOf(kind.sliced(6).chopped(1));
    else
        column.kind = kindOf(kind);
    column.isNegated = kind == "negated";
    m_columns.append(column);
}

qsizetype View::indexOf(const QByteArray &column) const
{
    for (qsizetype at = 0; at < m_columns.size(); ++at) {
        if (m_columns.at(at).name == column)
            return at;
    }
    return -1;
}

bool View::isNumeric(qsizetype column) const
{
    const Kind kind = m_columns.at(column).kind;
    return kind == Kind::Number || kind == Kind::Decimal || kind == Kind::Serial;
}

QByteArray View::value(const Column &column, const Table &table, const Row &row, const Table *joinedTable,
                       const Row *other)
{
    QByteArray text;
    QByteArray part;
    const auto take = [&] {
        if (part.startsWith('"'))
            text += part.sliced(1).chopped(1);
        else if (part.startsWith('+'))
            text += other ? cell(*joinedTable, *other, part.sliced(1)) : QByteArray();
        else
            text += cell(table, row, part);
        part.clear();
    };
    for (const char character : column.source) {
        if (character != '&' && character != '|') {
            part += character;
            continue;
        }
        take();
        if (character == '|')
            text += '|';
    }
    take();
    if (column.kind == Kind::Serial) {
        const auto known = m_serials.constFind(text);
        const int serial = known == m_serials.constEnd() ? static_cast<int>(m_serials.size()) + 1 : *known;
        m_serials.insert(text, serial);
        return QByteArray::number(serial);
    }
    if (column.isNegated)
        return text.startsWith('-') ? text.sliced(1) : text.toDouble() == 0 ? text : '-' + text;
    if (column.kind == Kind::Date)
        return text == "0" ? QByteArray() : text;
    if (column.kind == Kind::Stamp) // the day, and a time that follows from the change
        return text + "120000";
    if (column.steps.isEmpty())
        return text;
    QByteArray step;
    for (const auto &[from, is] : column.steps) {
        if (text >= from)
            step = is;
    }
    return step;
}

const QList<ViewRow> &View::rows(const Tables &tables)
{
    if (m_isMade)
        return m_rows;
    m_rows.clear();
    m_isMade = true;
    const Table *table = tables.find(m_table);
    const Table *other = m_join ? tables.find(m_join->table) : nullptr;
    QHash<QByteArray, const Row *> others;
    if (other) {
        for (const Table::Id id : other->order()) {
            if (fits(*other, other->row(id), m_join->where))
                others.insert(joined(*other, other->row(id), m_join->columns), &other->row(id));
        }
    }
    for (const Table::Id id : table->order()) {
        const Row &row = table->row(id);
        const Row *match = other ? others.value(joined(*table, row, m_join->columns)) : nullptr;
        if (!fits(*table, row, m_where) || (other && !match && !m_join->isOptional))
            continue;
        ViewRow made{cell(*table, row, "CONO"), {}};
        for (const Column &column : m_columns)
            made.values << value(column, *table, row, other, match);
        m_rows.append(made);
    }
    std::stable_sort(m_rows.begin(), m_rows.end(), [this](const ViewRow &left, const ViewRow &right) {
        return left.company != right.company ? left.company < right.company : compare(left, right, m_key) < 0;
    });
    const auto last = std::unique(m_rows.begin(), m_rows.end(), [this](const ViewRow &left, const ViewRow &right) {
        return left.company == right.company && compare(left, right, m_key) == 0;
    });
    m_rows.erase(last, m_rows.end());
    return m_rows;
}

int View::compare(const ViewRow &left, const ViewRow &right, const QList<qsizetype> &columns) const
{
    for (const qsizetype column : columns) {
        const QByteArray &one = left.values.at(column);
        const QByteArray &two = right.values.at(column);
        if (isNumeric(column)) {
            const double first = one.toDouble();
            const double second = two.toDouble();
            if (first != second)
                return first < second ? -1 : 1;
        } else if (const int order = one.compare(two); order != 0) {
            return order;
        }
    }
    return 0;
}

Views::Views(const Tables &tables) : m_tables(tables)
{
    QFile file(QStringLiteral(":/sandbox/views.txt"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("views.txt is missing");
    const QByteArrayList lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const QByteArrayList words = line.split(' ');
        m_views.emplace(words.at(0) + ' ' + words.at(1), View(line));
    }
}

View *Views::find(const QByteArray &product, const QByteArray &set)
{
    const auto found = m_views.find(product + ' ' + set);
    return found == m_views.end() ? nullptr : &found->second;
}

void Views::forget()
{
    for (auto &[name, view] : m_views)
        view.forget();
}

} // namespace ledgercast::sandbox
