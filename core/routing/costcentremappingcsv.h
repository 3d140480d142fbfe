// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/costcentremapping.h"
#include "core/routing/csvtable.h"

namespace ledgercast {

/// Reads mapping rows from CSV: header by,value,company,division,cost_centre in any order, company and division may be
/// left out; `by` is warehouse, facility, buyer, requester, item_group or supplier. If any row is refused, the whole
/// file is: the Error sums up, *errors has every row.
[[nodiscard]] Result<QList<MappingRow>> parseMappingCsv(const QByteArray &csv, QList<RowError> *errors = nullptr);
/// The inverse: parseMappingCsv(toCsv(rows)) gives equal rows.
[[nodiscard]] QByteArray toCsv(const QList<MappingRow> &rows);

} // namespace ledgercast
