// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/entry.h"
#include "ui/theme/symbols.h"
#include "ui/theme/tokens.h"

namespace ledgercast {

/// How the state of an entry looks: word, icon, tone.
struct StateLook
{
    QString word;
    QString meaning; ///< one sentence, for tooltips
    Symbol symbol = Symbol::None;
    Tone tone = Tone::Neutral;
};

/// reason: of a held one, see heldfor in core/domain/floodrules.h: what goes out by itself says when it does.
[[nodiscard]] StateLook lookOf(EntryState state, const QString &reason = {});

} // namespace ledgercast
