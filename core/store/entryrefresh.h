// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QSet>

namespace ledgercast {

class Database;

/// Makes the entries' states, reasons and channels fit their deliveries and the cost centres that wait for a rule, in
/// the caller's transaction. An entry that never had a delivery stays what it is.
[[nodiscard]] Result<void> refreshEntries(Database &database, const QSet<qint64> &entryIds);

} // namespace ledgercast
