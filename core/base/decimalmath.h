// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/decimal.h"

namespace ledgercast {

// Arithmetic on numbers that others chose, where a result may not fit: nothing is ever cut off in front of the point.
// Results keep up to nine decimals, fewer where the number is long, rounded half away from zero. None: it has more than
// 18 digits before the point, or a division by zero.

[[nodiscard]] std::optional<Decimal> sumOf(Decimal a, Decimal b);
[[nodiscard]] std::optional<Decimal> productOf(Decimal a, Decimal b);
[[nodiscard]] std::optional<Decimal> quotientOf(Decimal dividend, Decimal divisor);

} // namespace ledgercast
