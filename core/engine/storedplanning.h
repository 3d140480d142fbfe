// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/designs.h"
#include "core/engine/planner.h"
#include "core/message/composer.h"
#include "core/routing/channelguard.h"
#include "core/routing/costcentremapping.h"

namespace ledgercast {

class Reader;

/// What the planner needs of the store to decide about recorded changes as it would now. Use in the reader's thread.
class StoredPlanning
{
public:
    /// designs: as the engine has them; empty: the standard ones. Errors: Storage; Input, if something stored can't be
    /// read.
    [[nodiscard]] static Result<StoredPlanning> read(const Reader &reader, const QList<KindDesign> &designs);
    /// Without router, time and what delays messages. Valid as long as this stays where it is.
    [[nodiscard]] PlanContext context() const;

private:
    StoredPlanning(Composer composer, CostCentreMapping mapping, ChannelGuard guard);

    Composer m_composer;
    CostCentreMapping m_mapping;
    ChannelGuard m_guard;
};

/// Where a recorded change would go if it were found now, by the rules, designs, tables and delays of today. Nothing is
/// composed; what was known from before counts as new.
[[nodiscard]] Result<PlannedChange> decideToday(const Reader &reader, const Change &change,
                                                const QList<KindDesign> &designs, const FloodRules &floods,
                                                Instant now);

} // namespace ledgercast
