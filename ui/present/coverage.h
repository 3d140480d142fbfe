// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/channel.h"
#include "core/engine/simulation.h"
#include "core/routing/ruledraft.h"
#include "core/store/reader.h"
#include "ui/models/coveragemodel.h"

namespace ledgercast {

/// Every known cost centre, and those of entries that have no channel: the uncovered ones first, the busier before the
/// others, then by code. Where its entries of the last 30 days went decides; without any, what the rules say of it.
/// result: of a simulation with the draft. Pure.
[[nodiscard]] QList<CoverageRow> coverageOf(const RuleDraft &draft, const QList<CostCentreRow> &costCentres,
                                            const SimulationResult &result, const QList<Channel> &channels);

} // namespace ledgercast
