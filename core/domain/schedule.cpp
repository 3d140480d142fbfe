// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/schedule.h"

#include "core/domain/localtime.h"

#include <algorithm>

namespace ledgercast {

namespace {

using std::chrono::minutes;

constexpr int minutesOfDay = 24 * 60;
/// 29 February skips eight years around 2100.
constexpr int daysSearched = 9 * 366;

using Runs = QList<Instant>;

/// Each step from the first instant on, before the end.
Runs steps(Instant first, Instant end, int step)
{
    Runs runs;
    for (Instant run = first; run < end; run += minutes(step))
        runs.append(run);
    return runs;
}

/// The runs that a pattern has on one local date. Those of a window past midnight belong to the date it opens on.
class DayRuns
{
public:
    DayRuns(QDate date, const BusinessTime &where) : m_date(date), m_where(where) {}

    Runs operator()(const EveryMinutes &every) const
    {
        return steps(wallTime(m_date, 0, m_where.zone).first, wallTime(m_date, minutesOfDay, m_where.zone).first,
                     every.minutes);
    }
    Runs operator()(const DailyAt &daily) const
    {
        return daily.days.includes(m_date, m_where.calendar) ? atTimes(daily.times, false) : Runs();
    }
    Runs operator()(const BusinessHours &hours) const
    {
        if (!hours.days.includes(m_date, m_where.calendar))
            return {};
        const QDate lastDate = hours.to <= hours.from ? m_date.addDays(1) : m_date;
        const Instant last = wallTime(lastDate, hours.to, m_where.zone).last;
        return steps(wallTime(m_date, hours.from, m_where.zone).first, last + Milliseconds(1), hours.minutes);
    }
    Runs operator()(const CronExpression &cron) const
    {
        if (!cron.includesDay(m_date))
            return {};
        QList<int> times;
        for (int minute = 0; minute < minutesOfDay; ++minute) {
            if (cron.includesHour(minute / 60) && cron.includesMinute(minute % 60))
                times.append(minute);
        }
        return atTimes(times, cron.isEveryHour());
    }

private:
    [[nodiscard]] Runs atTimes(const QList<int> &times, bool measuresPause) const
    {
        const Instant start = wallTime(m_date, 0, m_where.zone).first;
        const Instant end = wallTime(m_date, minutesOfDay, m_where.zone).first;
        const bool isPlainDay = end - start == minutes(minutesOfDay); // asking the zone for each minute is slow
        Runs runs;
        for (const int time : times) {
            const WallTime wall = isPlainDay ? WallTime{start + minutes(time), start + minutes(time)}
                                             : wallTime(m_date, time, m_where.zone);
            if (!wall.exists && measuresPause)
                continue;
            runs.append(wall.first);
            if (measuresPause && wall.last != wall.first)
                runs.append(wall.last);
        }
        std::sort(runs.begin(), runs.end());
        runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
        return runs;
    }

    QDate m_date;
    const BusinessTime &m_where;
};

bool isAroundMonthEnd(const MonthEnd &monthEnd, QDate date, const WorkingCalendar &calendar)
{
    if (monthEnd.before > 0) {
        const QDate first = calendar.fromEndOfMonth(date, monthEnd.before);
        if (first.isValid() && date >= first)
            return true;
    }
    const QDate last = monthEnd.after > 0 ? calendar.fromStartOfMonth(date, monthEnd.after) : QDate();
    return last.isValid() && date <= last;
}

Runs runsOn(const Schedule &schedule, QDate date, const BusinessTime &where)
{
    const bool isMonthEnd = schedule.monthEnd && isAroundMonthEnd(*schedule.monthEnd, date, where.calendar);
    return std::visit(DayRuns(date, where), isMonthEnd ? schedule.monthEnd->pattern : schedule.pattern);
}

std::optional<Instant> firstAfter(const Runs &runs, Instant after)
{
    const auto run = std::upper_bound(runs.begin(), runs.end(), after);
    return run == runs.end() ? std::nullopt : std::optional(*run);
}

} // namespace

bool ScheduleDays::includes(QDate date, const WorkingCalendar &calendar) const
{
    return isWorkingDays ? calendar.isWorkingDay(date) : weekDays.test(static_cast<std::size_t>(date.dayOfWeek()));
}

std::optional<Instant> Schedule::next(Instant after, const BusinessTime &where) const
{
    if (!where.zone.isValid())
        return std::nullopt;
    const QDate today = localDate(after, where.zone);
    for (int day = -1; day < daysSearched; ++day) { // a window of yesterday may reach into today
        const auto run = firstAfter(runsOn(*this, today.addDays(day), where), after);
        if (!run)
            continue;
        const auto other = firstAfter(runsOn(*this, today.addDays(day + 1), where), after);
        return other ? std::min(*run, *other) : run;
    }
    return std::nullopt;
}

QList<Instant> Schedule::runs(Instant after, Instant until, const BusinessTime &where, int limit) const
{
    QList<Instant> all;
    for (auto run = next(after, where); run && *run <= until && all.size() < limit; run = next(*run, where)) {
        // The whole day at once: next() would make its runs anew for each of them.
        const QDate day = localDate(*run, where.zone);
        const Instant dayEnd = wallTime(day, minutesOfDay, where.zone).first;
        Runs ofDay =
            runsOn(*this, day.addDays(-1), where) + runsOn(*this, day, where) + runsOn(*this, day.addDays(1), where);
        std::sort(ofDay.begin(), ofDay.end());
        ofDay.erase(std::unique(ofDay.begin(), ofDay.end()), ofDay.end());
        Instant last = *run;
        for (const Instant other : ofDay) {
            if (other >= *run && other < dayEnd && other <= until && all.size() < limit)
                all.append(last = other);
        }
        run = last;
    }
    return all;
}

std::optional<CatchUp> missedRuns(const Schedule &schedule, Instant last, Instant now, const BusinessTime &where)
{
    const QList<Instant> runs = schedule.runs(last, now, where, CatchUp::most);
    if (runs.isEmpty())
        return std::nullopt;
    return CatchUp{static_cast<int>(runs.size()), runs.first()};
}

std::optional<Instant> overdueSince(const Schedule &schedule, Instant last, Instant now, const BusinessTime &where,
                                    Milliseconds allowance)
{
    const auto due = schedule.next(last, where);
    return due && now > *due + allowance ? due : std::nullopt;
}

} // namespace ledgercast
