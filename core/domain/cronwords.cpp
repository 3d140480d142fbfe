// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/calendarwords.h"
#include "core/domain/cronexpression.h"

#include <QCoreApplication>

namespace ledgercast {

namespace {

constexpr std::size_t timesWorthListing = 6;

QString translated(const char *text)
{
    return QCoreApplication::translate("schedule", text);
}

template<std::size_t Size>
QStringList numbersOf(const std::bitset<Size> &bits)
{
    QStringList numbers;
    for (std::size_t bit = 0; bit < Size; ++bit) {
        if (bits.test(bit))
            numbers << QString::number(bit);
    }
    return numbers;
}

/// The step of "*/15": what the minutes have in common, if they fill the hour evenly from its start. 0: nothing.
int evenStep(const std::bitset<60> &minutes)
{
    const int count = static_cast<int>(minutes.count());
    if (60 % count != 0)
        return 0;
    for (int minute = 0; minute < 60; minute += 60 / count) {
        if (!minutes.test(static_cast<std::size_t>(minute)))
            return 0;
    }
    return 60 / count;
}

} // namespace

QString CronExpression::timeWords() const
{
    if (m_minutes.count() * m_hours.count() <= timesWorthListing) {
        QStringList times;
        for (int minute = 0; minute < 24 * 60; ++minute) {
            if (includesHour(minute / 60) && includesMinute(minute % 60))
                times << calendarwords::time(minute);
        }
        return translated(QT_TRANSLATE_NOOP("schedule", "At %1")).arg(calendarwords::list(times));
    }
    const int step = evenStep(m_minutes);
    QString words;
    if (step == 1)
        words = translated(QT_TRANSLATE_NOOP("schedule", "Every minute"));
    else if (step == 60 && isEveryHour())
        return translated(QT_TRANSLATE_NOOP("schedule", "Every hour"));
    else if (step > 0 && step < 60)
        words = translated(QT_TRANSLATE_NOOP("schedule", "Every %1 minutes")).arg(step);
    else
        words =
            translated(QT_TRANSLATE_NOOP("schedule", "At minute %1")).arg(calendarwords::list(numbersOf(m_minutes)));
    if (isEveryHour())
        return step > 0 ? words : translated(QT_TRANSLATE_NOOP("schedule", "%1 of every hour")).arg(words);
    return translated(QT_TRANSLATE_NOOP("schedule", "%1 in the hours %2"))
        .arg(words, calendarwords::list(numbersOf(m_hours)));
}

QString CronExpression::dayWords() const
{
    QStringList days = numbersOf(m_monthDays);
    QString monthDays;
    if (m_monthDays.count() == 31)
        monthDays.clear();
    else if (days.isEmpty())
        monthDays = translated(QT_TRANSLATE_NOOP("schedule", "on the last day of the month"));
    else if (m_lastOfMonth)
        monthDays = translated(QT_TRANSLATE_NOOP("schedule", "on day %1 and on the last day of the month"))
                        .arg(calendarwords::list(days));
    else
        monthDays = translated(QT_TRANSLATE_NOOP("schedule", "on day %1 of the month")).arg(calendarwords::list(days));
    const QString weekDays = m_weekDays.count() == 7 ? QString() : calendarwords::weekDays(m_weekDays);
    const bool isEither = !m_anyMonthDay && !m_anyWeekDay;
    if (isEither && (monthDays.isEmpty() || weekDays.isEmpty()))
        return {}; // one of them takes each day
    if (monthDays.isEmpty() || weekDays.isEmpty())
        return monthDays + weekDays;
    return (isEither ? translated(QT_TRANSLATE_NOOP("schedule", "%1, or %2"))
                     : translated(QT_TRANSLATE_NOOP("schedule", "%1, if it is %2")))
        .arg(monthDays, weekDays);
}

QString CronExpression::words() const
{
    QStringList parts{timeWords()};
    if (const QString days = dayWords(); !days.isEmpty())
        parts << days;
    if (m_months.count() != 12)
        parts << translated(QT_TRANSLATE_NOOP("schedule", "in %1")).arg(calendarwords::months(m_months));
    return parts.join(QStringLiteral(", "));
}

} // namespace ledgercast
