// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/figure.h"
#include "core/domain/document.h"

namespace ledgercast::bench {

// Documents a second through planner and ledger, beside bare sqlite3 that inserts the same rows. Nothing if a database
// can't be written.
/// A first read, most of which is older than the start: recorded, not posted.
[[nodiscard]] std::optional<Figure> ingest(int rows);
/// Every document goes to a channel: its message is composed too.
[[nodiscard]] std::optional<Figure> ingestRouted(int rows);

/// Made-up invoices, all of them different.
[[nodiscard]] QList<Document> invoices(int count);
/// Documents a second into a new ledger at that path; those last changed before the start are recorded as known.
[[nodiscard]] std::optional<double> ingestRate(const QString &path, const QList<Document> &documents, QDate start);

} // namespace ledgercast::bench
