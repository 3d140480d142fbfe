// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

} // namespace ledgercast
