// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/route.h"
#include "core/routing/csvtable.h"

#include <QByteArray>

namespace ledgercast {

/// A file of rules, read line by line.
struct RoutesFile
{
    QList<Route> routes;     ///< one a line, what couldn't be read of it left out
    QList<RowError> refused; ///< by line; the file is only usable as a whole without any
};
[[nodiscard]] RoutesFile readRoutesCsv(const QByteArray &csv);

/// Reads rules from CSV: header priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,
/// mention,delivery in any order; RFC 4180, UTF-8 with or without BOM, commas or Excel's semicolons; lists within a
/// cell separated by ';'. If any row is refused, the whole file is: the Error sums up, *errors has every row.
[[nodiscard]] Result<QList<Route>> parseRoutesCsv(const QByteArray &csv, QList<RowError> *errors = nullptr);
/// The inverse: parseRoutesCsv(toCsv(routes)) gives equal routes.
[[nodiscard]] QByteArray toCsv(const QList<Route> &routes);

} // namespace ledgercast
