// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/localtime.h"

#include <algorithm>

namespace ledgercast {

namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;

seconds offsetAt(Instant instant, const QTimeZone &zone)
{
    return seconds(zone.offsetFromUtc(toDateTime(instant)));
}

/// The first second in (before, after] with the offset that holds at its end.
Instant transitionBetween(Instant before, Instant after, const QTimeZone &zone)
{
    const seconds offset = offsetAt(after, zone);
    while (after - before > seconds(1)) {
        const Instant middle = before + std::chrono::floor<seconds>((after - before) / 2);
        (offsetAt(middle, zone) == offset ? after : before) = middle;
    }
    return after;
}

} // namespace

WallTime wallTime(QDate date, int minuteOfDay, const QTimeZone &zone)
{
    const Instant wall = toInstant(QDateTime(date, QTime(0, 0), Qt::UTC)) + minutes(minuteOfDay);
    const seconds before = offsetAt(wall - days(1), zone);
    const seconds after = offsetAt(wall + days(1), zone);
    const Instant byBefore = wall - before;
    const Instant byAfter = wall - after;
    if (before == after)
        return {byBefore, byBefore};
    const bool fitsBefore = offsetAt(byBefore, zone) == before;
    const bool fitsAfter = offsetAt(byAfter, zone) == after;
    if (fitsBefore && fitsAfter)
        return {std::min(byBefore, byAfter), std::max(byBefore, byAfter)};
    if (fitsBefore || fitsAfter) {
        const Instant only = fitsBefore ? byBefore : byAfter;
        return {only, only};
    }
    const Instant end = transitionBetween(byAfter, byBefore, zone);
    return {end, end, false};
}

QDate localDate(Instant instant, const QTimeZone &zone)
{
    return toDateTime(instant + offsetAt(instant, zone)).date();
}

} // namespace ledgercast
