// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"
#include "ui/theme/tokens.h"

#include <QString>

namespace ledgercast {

/// What people see of an entry; the words of the interface, not those of the store.
enum class EntryState {
    Recorded,
    Unrouted,
    Queued,
    InDigest,
    Retrying,
    Posted,
    Replayed,
    Failed,
    Held,
    Unconfirmed,
    Skipped,
};

struct StateLook
{
    QString word;
    QString meaning; ///< one sentence, for tooltips
    Symbol symbol = Symbol::None;
    Tone tone = Tone::Neutral;
};

[[nodiscard]] StateLook lookOf(EntryState state);

} // namespace ledgercast
