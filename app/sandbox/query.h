// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/table.h"

#include <optional>
#include <vector>

namespace ledgercast::sandbox {

/// EXPORTMI's small SQL: "COL1,COL2 from TABLE where …", "* from TABLE", "count(*) from TABLE".
class Query
{
public:
    /// What is wrong with the text, or nothing.
    std::optional<QByteArray> parse(const QByteArray &text, const Tables &tables);

    /// Answers the rows of the company in primary-key order, at most `limit` (0 = all), each as one line. An empty
    /// separator gives fixed-width columns.
    [[nodiscard]] std::vector<QByteArray> run(int company, const QByteArray &separator, bool hasHeader,
                                              qsizetype limit) const;

private:
    enum class Comparison { Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual };
    struct Condition
    {
        enum class Kind { All, Any, Compare } kind = Kind::All;
        std::vector<Condition> parts;
        int column = -1;
        Comparison comparison = Comparison::Equal;
        qint64 number = 0;
        QByteArray text;
    };
    struct Token
    {
        QByteArray text;
        bool isQuoted = false;
    };
    class Parser;

    /// What the conditions say that every row has in the first of these columns.
    [[nodiscard]] std::vector<Cell> fixedCells(const std::vector<int> &columns, int company) const;
    [[nodiscard]] bool matches(const Condition &condition, const Row &row) const;
    [[nodiscard]] QByteArray cell(const Row *row, int column, const QByteArray &separator) const;
    [[nodiscard]] QByteArray line(const Row *row, const QByteArray &separator) const;

    Table *m_table = nullptr;
    std::vector<int> m_columns;
    bool m_isCount = false;
    Condition m_where;
};

} // namespace ledgercast::sandbox
