// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/figure.h"

namespace ledgercast::bench {

/// Nanoseconds to pick and settle one delivery with 100,000 waiting, beside 1,000 waiting.
[[nodiscard]] std::optional<Figure> lanes();

} // namespace ledgercast::bench
