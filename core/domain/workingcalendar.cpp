// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/workingcalendar.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace ledgercast {

namespace {

constexpr int longestSearch = 366;
constexpr qint64 longestSpan = 3653;

/// The n-th working day from a day in one direction, within its month; the last one found where there are fewer.
QDate nthInMonth(const WorkingCalendar &calendar, QDate day, int step, int number)
{
    const int month = day.month();
    QDate found;
    for (; day.isValid() && day.month() == month && number > 0; day = day.addDays(step)) {
        if (calendar.isWorkingDay(day)) {
            found = day;
            --number;
        }
    }
    return found;
}

} // namespace

bool WorkingCalendar::isWorkingDay(QDate date) const
{
    return weekDays.test(static_cast<std::size_t>(date.dayOfWeek())) && !holidays.contains(date);
}

QDate WorkingCalendar::onOrBefore(QDate date) const
{
    for (int back = 0; back <= longestSearch; ++back) {
        if (const QDate day = date.addDays(-back); isWorkingDay(day))
            return day;
    }
    return {};
}

QDate WorkingCalendar::fromStartOfMonth(QDate month, int number) const
{
    return nthInMonth(*this, QDate(month.year(), month.month(), 1), 1, number);
}

QDate WorkingCalendar::fromEndOfMonth(QDate month, int number) const
{
    return nthInMonth(*this, QDate(month.year(), month.month(), month.daysInMonth()), -1, number);
}

int WorkingCalendar::workingDaysBetween(QDate from, QDate to) const
{
    if (to < from)
        return -workingDaysBetween(to, from);
    const qint64 span = std::min(from.daysTo(to), longestSpan);
    int count = 0;
    for (qint64 day = 1; day <= span; ++day)
        count += isWorkingDay(from.addDays(day)) ? 1 : 0;
    return count;
}

tl::expected<QSet<QDate>, QString> parseHolidays(const QString &text)
{
    static const QRegularExpression entry(QStringLiteral("[^,;\\s]+"));
    QSet<QDate> holidays;
    for (auto entries = entry.globalMatch(text); entries.hasNext();) {
        const QRegularExpressionMatch match = entries.next();
        const QDate date = match.capturedLength() == 10 ? QDate::fromString(match.captured(), Qt::ISODate) : QDate();
        if (!date.isValid())
            return tl::unexpected(QCoreApplication::translate(
                                      "calendar", "At character %1: “%2” isn't a date. Write holidays as 2026-12-25.")
                                      .arg(QString::number(match.capturedStart() + 1), match.captured().left(30)));
        holidays.insert(date);
    }
    return holidays;
}

QString holidaysText(const QSet<QDate> &holidays)
{
    QStringList dates;
    for (const QDate date : holidays)
        dates << date.toString(Qt::ISODate);
    dates.sort();
    return dates.join(u',');
}

} // namespace ledgercast
