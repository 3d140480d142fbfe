// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/channelguard.h"
#include "core/routing/csvtable.h"

namespace ledgercast {

/// Reads the channel guard from CSV: header channel,allowed,masked_fields in any order, masked_fields may be left out;
/// allowed is yes or no, lists use ';'. If any row is refused, the whole file is: the Error sums up, *errors has every
/// row.
[[nodiscard]] Result<QList<GuardRow>> parseGuardCsv(const QByteArray &csv, QList<RowError> *errors = nullptr);
/// The inverse: parseGuardCsv(toCsv(rows)) gives equal rows.
[[nodiscard]] QByteArray toCsv(const QList<GuardRow> &rows);

} // namespace ledgercast
