// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

#include <tl/expected.hpp>

namespace ledgercast {

struct CsvRow
{
    int line = 0; ///< where it starts in the file, from 1
    QStringList cells;
};

struct CsvProblem
{
    int line = 0;
    QString reason; ///< for people
};

/// Rows of an RFC 4180 file in UTF-8, BOM or not, LF or CRLF; blank rows are left out. The separator is ';' when the
/// first row holds one and no comma outside quotes (Excel with a decimal comma), else ','.
[[nodiscard]] tl::expected<QList<CsvRow>, CsvProblem> parseCsv(const QByteArray &csv);
/// A cell as it stands in a file, quoted where needed.
[[nodiscard]] QString csvCell(const QString &text);

/// The same in a file for people: what a spreadsheet would run as a formula is shown as text.
[[nodiscard]] QString spreadsheetCell(const QString &text);

/// Why one cell of a CSV file is refused.
struct RowError
{
    int line = 0;   ///< in the file, from 1, where the row starts
    QString column; ///< header name; empty when it concerns the whole row
    QString reason;

    [[nodiscard]] QString toString() const; ///< "Line 4, min_amount: “12,000” isn't a number. …"
    friend bool operator==(const RowError &, const RowError &) = default;
};

/// A file whose first line names its columns.
struct CsvTable
{
    QStringList header; ///< lower case
    QList<CsvRow> rows; ///< none if the header is refused
};

/// The columns may be in any order; all but the optional ones have to be there, and no others.
[[nodiscard]] CsvTable readCsvTable(const QByteArray &csv, const QStringList &columns, QList<RowError> *errors,
                                    const QStringList &optional = {});
/// As they stand in the file.
void sortByLine(QList<RowError> *errors);
/// Sums the first errors up behind what their being there means: "The rules weren't imported …".
[[nodiscard]] Error refusalOf(const QList<RowError> &errors, const QString &operation, const QString &meaning,
                              const QString &code);

} // namespace ledgercast
