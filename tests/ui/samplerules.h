// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/store/database.h"

#include <QByteArray>

namespace ledgercast {

/// Twelve rules, their channels and the cost centres of Acme, beside the made-up day of SampleStore.
void fillSampleRules(Database &database, Instant now);

/// The same rules with two of them changed, as the window remembers a draft.
[[nodiscard]] QByteArray sampleRulesDraft();

} // namespace ledgercast
