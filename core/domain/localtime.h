// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

namespace ledgercast {

/// When the clock on the wall shows a time of a date: once, twice where clocks are set back, never where they are set
/// forward. QDateTime answers this differently from version to version, so we ask the zone for offsets only.
struct WallTime
{
    Instant first;
    Instant last;       ///< the second time it shows it; else the first
    bool exists = true; ///< false: skipped; both are the end of the gap then
};

/// The minute may be 1440: midnight at the day's end.
[[nodiscard]] WallTime wallTime(QDate date, int minuteOfDay, const QTimeZone &zone);
[[nodiscard]] QDate localDate(Instant instant, const QTimeZone &zone);

} // namespace ledgercast
