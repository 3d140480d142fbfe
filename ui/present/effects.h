// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/channel.h"
#include "core/engine/simulation.h"
#include "ui/models/effectmodel.h"
#include "ui/theme/symbols.h"
#include "ui/theme/tokens.h"

namespace ledgercast {

/// What a draft of the rules would have done, for people.
struct EffectView
{
    struct Sentence
    {
        QString text;
        Symbol symbol = Symbol::None;
        Token token = Token::TextSecondary;
        bool isUnrouted = false; ///< of entries that suggested channels may help
    };
    QList<EffectRow> rows;
    QList<Sentence> inShort;
    int changedChannels = 0;
};

/// isShort: channels that stay the same share one row. Pure.
[[nodiscard]] EffectView effectsOf(const SimulationResult &result, const QList<Channel> &channels, bool isShort);

} // namespace ledgercast
