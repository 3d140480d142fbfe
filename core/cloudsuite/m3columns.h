// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/feedcatalogue.h"
#include "core/cloudsuite/m3tables.h"

namespace ledgercast::m3columns {

// Which columns a feed asks for, without those that are optional and that the tenant's tables lack.
[[nodiscard]] QStringList head(const FeedEntry &feed, const M3Tables &tables);
[[nodiscard]] QStringList lines(const LinesMapping &lines, const M3Tables &tables);
[[nodiscard]] QStringList distribution(const DistributionMapping &distribution);
/// The first column of the feed's own table that the tenant lacks though the feed needs it; empty: none.
[[nodiscard]] QString missing(const FeedEntry &feed, const M3Tables &tables);

} // namespace ledgercast::m3columns
