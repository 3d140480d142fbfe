// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/csvtable.h"
#include "core/routing/people.h"

namespace ledgercast {

/// Reads who people of the ERP are in Slack from CSV: header person,slack in any order. If any row is refused, the
/// whole file is: the Error sums up, *errors has every row.
[[nodiscard]] Result<QList<PersonRow>> parsePeopleCsv(const QByteArray &csv, QList<RowError> *errors = nullptr);
/// The inverse: parsePeopleCsv(toCsv(rows)) gives equal rows.
[[nodiscard]] QByteArray toCsv(const QList<PersonRow> &rows);

} // namespace ledgercast
