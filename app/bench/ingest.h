// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace ledgercast::bench {

/// Ours beside the limit or peer that was measured in the same run.
struct Figure
{
    QString name;
    double ours = 0;
    double reference = 0;
    QString unit;
    QString detail;
};

/// Documents a second through planner and ledger, beside a bare sqlite3 loop that inserts the same bytes with the same
/// durability and as many rows a transaction. Nothing if a database can't be written.
[[nodiscard]] std::optional<Figure> ingest(int rows);

} // namespace ledgercast::bench
