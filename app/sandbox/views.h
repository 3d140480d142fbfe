// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/table.h"

#include <QList>

#include <map>
#include <optional>

namespace ledgercast::sandbox {

/// One row of a view: values in the order of its columns.
struct ViewRow
{
    QByteArray company;
    QByteArrayList values; ///< dates yyyyMMdd, stamps yyyyMMddhhmmss, decimals with a point, flags 0 or 1
};

/// What another product than M3 shows of the same business: a set of rows made from one table.
class View
{
public:
    enum class Kind { Text, Number, Decimal, Date, Stamp, Flag, Serial };
    struct Column
    {
        QByteArray name;
        QByteArray source;
        Kind kind = Kind::Text;
        bool isNegated = false;
        QList<std::pair<QByteArray, QByteArray>> steps; ///< from this value on, that one
    };

    explicit View(const QByteArray &line);

    [[nodiscard]] const QList<Column> &columns() const { return m_columns; }
    [[nodiscard]] qsizetype indexOf(const QByteArray &column) const;
    [[nodiscard]] const QList<qsizetype> &key() const { return m_key; }
    [[nodiscard]] bool isNumeric(qsizetype column) const;
    /// All rows, in the order of the key, each key once.
    [[nodiscard]] const QList<ViewRow> &rows(const Tables &tables);
    void forget() { m_isMade = false; }
    /// Less than 0: left comes first.
    [[nodiscard]] int compare(const ViewRow &left, const ViewRow &right, const QList<qsizetype> &columns) const;

private:
    struct Join
    {
        QByteArray table;
        QByteArrayList columns;
        QList<std::pair<QByteArray, QByteArray>> where;
        bool isOptional = false;
    };
    void addColumn(const QByteArray &text);
    [[nodiscard]] QByteArray value(const Column &column, const Table &table, const Row &row, const Table *joined,
                                   const Row *other);

    QByteArray m_table;
    QList<std::pair<QByteArray, QByteArray>> m_where;
    std::optional<Join> m_join;
    QList<Column> m_columns;
    QList<qsizetype> m_key;
    QHash<QByteArray, int> m_serials;
    QList<ViewRow> m_rows;
    bool m_isMade = false;
};

/// The views of FSM, CSI and LN, from the resource.
class Views
{
public:
    explicit Views(const Tables &tables);
    [[nodiscard]] View *find(const QByteArray &product, const QByteArray &set);
    [[nodiscard]] const Tables &tables() const { return m_tables; }
    /// The business went on.
    void forget();

private:
    const Tables &m_tables;
    std::map<QByteArray, View> m_views; ///< by product and set
};

/// A condition such as "A = 1 and (B = 'x' or B = 'y')", as FSM ("x"), CSI and LN (eq, 'x') write it.
class ViewFilter
{
public:
    /// What is wrong with the text, or nothing.
    [[nodiscard]] std::optional<QByteArray> parse(const QByteArray &text, const View &view, bool isStrict);
    [[nodiscard]] bool matches(const View &view, const ViewRow &row) const;

private:
    struct Comparison
    {
        qsizetype column = 0;
        QByteArray op;
        QByteArray value;
    };
    struct Node
    {
        enum Kind { And, Or, Compare } kind = And;
        QList<Node> children;
        Comparison comparison;
    };
    Node disjunction();
    Node conjunction();
    Node term();
    Node comparison();
    [[nodiscard]] QByteArray token();
    [[nodiscard]] bool takes(QByteArrayView word);
    void mistaken(const QByteArray &what);
    [[nodiscard]] static bool holds(const View &view, const ViewRow &row, const Node &node);

    QByteArrayList m_tokens;
    qsizetype m_at = 0;
    const View *m_view = nullptr;
    bool m_isStrict = false;
    std::optional<QByteArray> m_mistake;
    Node m_root;
};

} // namespace ledgercast::sandbox
