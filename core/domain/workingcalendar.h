// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/calendarwords.h"

#include <QDate>
#include <QSet>
#include <QString>

#include <tl/expected.hpp>

namespace ledgercast {

/// On which days a company works: its week, less its holidays. Dates only; the time zone is the caller's.
struct WorkingCalendar
{
    WeekDays weekDays{0b00111110}; ///< Monday to Friday
    QSet<QDate> holidays;

    [[nodiscard]] bool isWorkingDay(QDate date) const;
    /// The date itself, or the last working day before it. Invalid where a year holds none.
    [[nodiscard]] QDate onOrBefore(QDate date) const;
    /// The n-th working day of the date's month, from 1; the last one where the month has fewer. Invalid: it has none.
    [[nodiscard]] QDate fromStartOfMonth(QDate month, int number) const;
    /// The n-th last working day of the date's month, from 1; the first one where the month has fewer.
    [[nodiscard]] QDate fromEndOfMonth(QDate month, int number) const;
    /// Working days after `from` up to and including `to`; negative when `to` lies before `from`. Friday to the next
    /// Monday: 1. A span of more than ten years counts as ten.
    [[nodiscard]] int workingDaysBetween(QDate from, QDate to) const;

    friend bool operator==(const WorkingCalendar &, const WorkingCalendar &) = default;
};

/// Holidays as they stand in settings: ISO dates separated by commas, blanks or line ends, in any order:
/// "2026-12-25, 2026-12-26". Errors say which entry is no date, and where.
[[nodiscard]] tl::expected<QSet<QDate>, QString> parseHolidays(const QString &text);
/// The inverse, sorted.
[[nodiscard]] QString holidaysText(const QSet<QDate> &holidays);

} // namespace ledgercast
