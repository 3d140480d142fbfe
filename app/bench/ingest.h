// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/figure.h"

namespace ledgercast::bench {

/// Documents a second through planner and ledger, beside a bare sqlite3 loop that inserts the same bytes with the same
/// durability and as many rows a transaction. Nothing if a database can't be written.
[[nodiscard]] std::optional<Figure> ingest(int rows);

} // namespace ledgercast::bench
