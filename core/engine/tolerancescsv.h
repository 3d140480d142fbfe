// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/matching/tolerance.h"
#include "core/routing/csvtable.h"

namespace ledgercast {

/// Reads tolerances from CSV: header company,supplier,currency,price_percent,price_cap,quantity_percent,quantity_cap,
/// grace_days in any order; what is empty is left to the less specific rows. A cap needs its percentage. If any row is
/// refused, the whole file is: the Error sums up, *errors has every row.
[[nodiscard]] Result<QList<ToleranceRule>> parseTolerancesCsv(const QByteArray &csv, QList<RowError> *errors = nullptr);
/// The inverse: parseTolerancesCsv(tolerancesToCsv(rules)) gives equal rules.
[[nodiscard]] QByteArray tolerancesToCsv(const QList<ToleranceRule> &rules);

} // namespace ledgercast
