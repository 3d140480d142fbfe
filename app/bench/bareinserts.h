// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace ledgercast::bench {

/// Writes every row of a ledger once more, with nothing but SQLite: the same tables, indexes and search index, prepared
/// statements, values from memory, the same durability and so many documents a transaction. words: the search index's,
/// which can't be read back, by change. The documents a second; none: it could not.
[[nodiscard]] std::optional<double> bareInserts(const QString &ledgerPath, const QString &path,
                                                const QStringList &words, int documentsPerTransaction);

} // namespace ledgercast::bench
