// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/figure.h"

namespace ledgercast::bench {

// Documents a second through planner and ledger, beside bare sqlite3 that inserts the same rows. Nothing if a database
// can't be written.
/// A first read, most of which is older than the start: recorded, not posted.
[[nodiscard]] std::optional<Figure> ingest(int rows);
/// Every document goes to a channel: its message is composed too.
[[nodiscard]] std::optional<Figure> ingestRouted(int rows);

} // namespace ledgercast::bench
