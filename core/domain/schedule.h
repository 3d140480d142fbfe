// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/domain/calendarwords.h"
#include "core/domain/cronexpression.h"
#include "core/domain/workingcalendar.h"

#include <QList>

#include <optional>
#include <variant>

namespace ledgercast {

/// Where a schedule runs: the tenant's time zone and the company's working days.
struct BusinessTime
{
    QTimeZone zone;
    WorkingCalendar calendar;

    friend bool operator==(const BusinessTime &, const BusinessTime &) = default;
};

/// Days a schedule runs on: days of the week, or the calendar's working days.
struct ScheduleDays
{
    bool isWorkingDays = false;
    WeekDays weekDays{0b11111110};

    [[nodiscard]] bool includes(QDate date, const WorkingCalendar &calendar) const;
    friend bool operator==(const ScheduleDays &, const ScheduleDays &) = default;
};

/// Each N minutes, counted from local midnight: never a longer pause, also on the days when clocks change.
struct EveryMinutes
{
    int minutes = 5;
    friend bool operator==(const EveryMinutes &, const EveryMinutes &) = default;
};

/// At times of the day. A time that clocks skip in spring runs right after the gap; one that they show twice in autumn
/// runs the first time.
struct DailyAt
{
    QList<int> times; ///< minutes of the day, ascending
    ScheduleDays days;
    friend bool operator==(const DailyAt &, const DailyAt &) = default;
};

/// Each N minutes from one time of the day to another, the last included; past midnight when `to` is not after `from`.
struct BusinessHours
{
    ScheduleDays days;
    int from = 0;
    int to = 0;
    int minutes = 5;
    friend bool operator==(const BusinessHours &, const BusinessHours &) = default;
};

/// Daylight saving as DailyAt; an expression that runs in each hour of the day measures a pause instead: it runs in the
/// repeated hour too, and nothing of the skipped one is made up for.
using SchedulePattern = std::variant<EveryMinutes, DailyAt, BusinessHours, CronExpression>;

/// Another pattern around the month's end: from its last working days to the first ones of the next, with what lies
/// between.
struct MonthEnd
{
    int before = 0; ///< working days of the old month
    int after = 0;  ///< of the new one
    SchedulePattern pattern;
    friend bool operator==(const MonthEnd &, const MonthEnd &) = default;
};

/// When a feed is read. A value: pure, without a clock.
struct Schedule
{
    SchedulePattern pattern = EveryMinutes{};
    std::optional<MonthEnd> monthEnd;

    /// "every 5m" · "every 2h" · "daily 07:30,13:00" · "daily 07:30 on workdays" · "hours mon-fri 07:00-18:00 every 5m"
    /// · "cron 0 7 * * 1-5", each optionally with "; month-end 3+2 every 5m": from the last 3 to the first 2 working
    /// days.
    [[nodiscard]] static tl::expected<Schedule, TextProblem> parse(const QString &text);
    /// The stable text; parse() gives an equal schedule.
    [[nodiscard]] QString toString() const;
    /// "Every 5 minutes, working days 07:00 to 18:00"
    [[nodiscard]] QString words() const;

    /// The first run after an instant. None if there is none within nine years, or the time zone is not valid.
    [[nodiscard]] std::optional<Instant> next(Instant after, const BusinessTime &where) const;
    /// The runs after an instant, up to and including another; not more than `limit`.
    [[nodiscard]] QList<Instant> runs(Instant after, Instant until, const BusinessTime &where, int limit) const;

    friend bool operator==(const Schedule &, const Schedule &) = default;
};

/// What is owed after a pause, a sleep or a stop: however many runs fell into it, they are made up for by one.
struct CatchUp
{
    int runs = 0;  ///< that fell due; 1: nothing was missed. At most CatchUp::most are counted.
    Instant first; ///< the oldest of them
    static constexpr int most = 10'000;
};

/// The runs owed since the last one ended up to now; none: nothing is due yet.
[[nodiscard]] std::optional<CatchUp> missedRuns(const Schedule &schedule, Instant last, Instant now,
                                                const BusinessTime &where);
/// Since when a run has been overdue: the first one due after the last, if it is later than the allowance. None: in
/// time. A clock set back (now before the last run) is never overdue.
[[nodiscard]] std::optional<Instant> overdueSince(const Schedule &schedule, Instant last, Instant now,
                                                  const BusinessTime &where, Milliseconds allowance);

} // namespace ledgercast
