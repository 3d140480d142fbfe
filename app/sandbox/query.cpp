// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/query.h"

#include <algorithm>
#include <ranges>

namespace ledgercast::sandbox {

/// Recursive descent over the tokens of one query; the first mistake ends it.
class Query::Parser
{
public:
    Parser(Query &query, const Tables &tables) : m_query(query), m_tables(tables) {}

    std::optional<QByteArray> parse(const QByteArray &text)
    {
        if (!split(text))
            return "The query has a quotation mark that isn't closed";
        if (!head())
            return m_mistake;
        if (atEnd())
            return std::nullopt;
        if (!takeWord("where"))
            return "WHERE expected, found " + peek().text;
        if (!any(m_query.m_where))
            return m_mistake;
        if (!atEnd())
            return "Not expected in the query: " + peek().text;
        return std::nullopt;
    }

private:
    bool split(const QByteArray &text)
    {
        qsizetype at = 0;
        while (at < text.size()) {
            const char letter = text.at(at);
            if (letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r') {
                ++at;
            } else if (letter == '\'') {
                Token token{{}, true};
                for (++at;; ++at) {
                    if (at >= text.size())
                        return false;
                    if (text.at(at) != '\'')
                        token.text += text.at(at);
                    else if (at + 1 < text.size() && text.at(at + 1) == '\'')
                        token.text += text.at(++at);
                    else
                        break;
                }
                ++at;
                m_tokens.push_back(token);
            } else {
                at = splitPlain(text, at);
            }
        }
        return true;
    }

    qsizetype splitPlain(const QByteArray &text, qsizetype at)
    {
        static constexpr QByteArrayView marks = "<>=(),*";
        const qsizetype start = at++;
        const char first = text.at(start);
        if (marks.contains(first)) {
            if ((first == '<' || first == '>') && at < text.size() &&
                (text.at(at) == '=' || (first == '<' && text.at(at) == '>')))
                ++at;
        } else {
            while (at < text.size() && !marks.contains(text.at(at)) && text.at(at) != '\'' &&
                   !QByteArrayView(" \t\r\n").contains(text.at(at)))
                ++at;
        }
        m_tokens.push_back({text.sliced(start, at - start), false});
        return at;
    }

    [[nodiscard]] bool atEnd() const { return m_at >= m_tokens.size(); }
    [[nodiscard]] Token peek() const { return atEnd() ? Token{"the end", true} : m_tokens[m_at]; }
    Token take()
    {
        const Token token = peek();
        ++m_at;
        return token;
    }
    bool takeWord(const char *word)
    {
        if (atEnd() || m_tokens[m_at].isQuoted || m_tokens[m_at].text.compare(word, Qt::CaseInsensitive) != 0)
            return false;
        ++m_at;
        return true;
    }
    bool fail(const QByteArray &mistake)
    {
        m_mistake = mistake;
        return false;
    }

    bool head()
    {
        std::vector<QByteArray> names;
        bool isAll = false;
        if (takeWord("count")) {
            if (!takeWord("(") || !(takeWord("*") || takeWord("#")) || !takeWord(")"))
                return fail("count(*) expected");
            m_query.m_isCount = true;
        } else if (takeWord("*")) {
            isAll = true;
        } else {
            do
                names.push_back(take().text);
            while (takeWord(","));
        }
        if (!takeWord("from"))
            return fail("FROM expected, found " + peek().text);
        const QByteArray name = take().text;
        m_query.m_table = m_tables.find(name);
        if (!m_query.m_table || m_query.m_table->column(0).isHidden)
            return fail("Table " + name + " does not exist");
        if (isAll) {
            for (int column = 0; column < static_cast<int>(m_query.m_table->columns().size()); ++column) {
                if (!m_query.m_table->column(column).isHidden)
                    m_query.m_columns.push_back(column);
            }
        }
        for (const QByteArray &column : names) {
            m_query.m_columns.push_back(columnOf(column));
            if (m_query.m_columns.back() < 0)
                return fail("Column " + column + " does not exist in table " + name);
        }
        return true;
    }

    /// Columns are named with the table's prefix here.
    int columnOf(const QByteArray &name) const
    {
        const int column = name.size() == 6 ? m_query.m_table->indexOf(QByteArrayView(name)) : -1;
        return column >= 0 && m_query.m_table->column(column).isHidden ? -1 : column;
    }

    bool any(Condition &condition)
    {
        condition.kind = Condition::Kind::Any;
        do {
            condition.parts.emplace_back();
            if (!all(condition.parts.back()))
                return false;
        } while (takeWord("or"));
        return true;
    }

    bool all(Condition &condition)
    {
        condition.kind = Condition::Kind::All;
        do {
            condition.parts.emplace_back();
            if (!comparison(condition.parts.back()))
                return false;
        } while (takeWord("and"));
        return true;
    }

    bool comparison(Condition &condition)
    {
        if (takeWord("("))
            return any(condition) && (takeWord(")") || fail(") expected, found " + peek().text));
        const QByteArray name = take().text;
        condition.kind = Condition::Kind::Compare;
        condition.column = columnOf(name);
        if (condition.column < 0)
            return fail("Column " + name + " does not exist in table " + m_query.m_table->name());
        static const QHash<QByteArray, Comparison> signs{
            {"=", Comparison::Equal},        {"<>", Comparison::NotEqual}, {"<", Comparison::Less},
            {"<=", Comparison::LessOrEqual}, {">", Comparison::Greater},   {">=", Comparison::GreaterOrEqual}};
        const QByteArray sign = take().text;
        if (!signs.contains(sign))
            return fail("Comparison expected, found " + sign);
        condition.comparison = signs.value(sign);
        const Token value = take();
        if (m_at > m_tokens.size())
            return fail("Value expected behind " + name);
        condition.text = value.text;
        while (condition.text.endsWith(' '))
            condition.text.chop(1);
        if (m_query.m_table->column(condition.column).type != 'A' &&
            !m_query.m_table->parse(condition.column, value.text, condition.number))
            return fail("Value " + value.text + " is not valid for column " + name);
        return true;
    }

    Query &m_query;
    const Tables &m_tables;
    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    QByteArray m_mistake;
};

std::optional<QByteArray> Query::parse(const QByteArray &text, const Tables &tables)
{
    return Parser(*this, tables).parse(text);
}

bool Query::matches(const Condition &condition, const Row &row) const
{
    const auto fits = [&](const Condition &part) { return matches(part, row); };
    if (condition.kind == Condition::Kind::All)
        return std::all_of(condition.parts.begin(), condition.parts.end(), fits);
    if (condition.kind == Condition::Kind::Any)
        return condition.parts.empty() || std::any_of(condition.parts.begin(), condition.parts.end(), fits);
    const Cell cell = row[static_cast<std::size_t>(condition.column)];
    int order = 0;
    if (m_table->column(condition.column).type == 'A')
        order = m_table->pool().text(cell).compare(condition.text);
    else
        order = cell < condition.number ? -1 : (cell > condition.number ? 1 : 0);
    switch (condition.comparison) {
    case Comparison::Equal:
        return order == 0;
    case Comparison::NotEqual:
        return order != 0;
    case Comparison::Less:
        return order < 0;
    case Comparison::LessOrEqual:
        return order <= 0;
    case Comparison::Greater:
        return order > 0;
    case Comparison::GreaterOrEqual:
        return order >= 0;
    }
    return false;
}

QByteArray Query::cell(const Row *row, int column, const QByteArray &separator) const
{
    const Column &definition = m_table->column(column);
    const QByteArray text = row ? m_table->text(*row, column) : m_table->prefix() + definition.name;
    if (!separator.isEmpty())
        return text;
    const qsizetype width = qMax(definition.length, 6);
    if (definition.type == 'A' || !row) {
        const qsizetype letters = QString::fromUtf8(text).size();
        return text + QByteArray(qMax<qsizetype>(0, width - letters), ' ');
    }
    return text.rightJustified(width, ' ');
}

QByteArray Query::line(const Row *row, const QByteArray &separator) const
{
    QByteArray line;
    for (std::size_t index = 0; index < m_columns.size(); ++index) {
        if (index > 0)
            line += separator;
        line += cell(row, m_columns[index], separator);
    }
    return line;
}

std::vector<Cell> Query::fixedCells(const std::vector<int> &columns, int company) const
{
    const Condition *all = &m_where;
    while (all->kind == Condition::Kind::Any && all->parts.size() == 1)
        all = &all->parts.front();
    std::vector<Cell> cells;
    for (const int column : columns) {
        if (cells.empty()) { // every key begins with the company
            cells.push_back(company);
            continue;
        }
        const auto fixed = std::find_if(all->parts.begin(), all->parts.end(), [&](const Condition &part) {
            return part.kind == Condition::Kind::Compare && part.column == column &&
                   part.comparison == Comparison::Equal;
        });
        if (all->kind != Condition::Kind::All || fixed == all->parts.end())
            break;
        const bool isText = m_table->column(column).type == 'A';
        const Cell cell = isText ? m_table->pool().find(fixed->text) : fixed->number;
        if (isText && cell < 0) // no row has it
            break;
        cells.push_back(cell);
    }
    return cells;
}

std::vector<QByteArray> Query::run(int company, const QByteArray &separator, bool hasHeader, qsizetype limit) const
{
    std::vector<QByteArray> lines;
    if (hasHeader)
        lines.push_back(m_isCount ? QByteArray("COUNT") : line(nullptr, separator));
    qint64 count = 0;
    const auto take = [&](const auto &ids) {
        for (const Table::Id id : ids) {
            if (!m_isCount && limit > 0 && static_cast<qsizetype>(lines.size()) >= limit)
                break;
            const Row &row = m_table->row(id);
            if (!matches(m_where, row))
                continue;
            ++count;
            if (!m_isCount)
                lines.push_back(line(&row, separator));
        }
    };
    const std::vector<Cell> second = fixedCells(m_table->secondKey(), company);
    if (m_table->hasSecondKey() && second.size() == m_table->secondKey().size()) {
        take(m_table->findBySecondKey(second));
    } else {
        const auto [first, last] = m_table->range(fixedCells(m_table->key(), company));
        take(std::ranges::subrange(first, last));
    }
    if (m_isCount)
        lines.push_back(QByteArray::number(count));
    return lines;
}

} // namespace ledgercast::sandbox
