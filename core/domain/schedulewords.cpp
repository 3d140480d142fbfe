// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/schedule.h"

#include <QCoreApplication>

namespace ledgercast {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("schedule", text);
}

QString pauseWords(int minutes)
{
    if (minutes == 1)
        return translated(QT_TRANSLATE_NOOP("schedule", "Every minute"));
    if (minutes == 60)
        return translated(QT_TRANSLATE_NOOP("schedule", "Every hour"));
    return minutes % 60 == 0 ? translated(QT_TRANSLATE_NOOP("schedule", "Every %1 hours")).arg(minutes / 60)
                             : translated(QT_TRANSLATE_NOOP("schedule", "Every %1 minutes")).arg(minutes);
}

/// Empty for each day of the week.
QString daysWords(const ScheduleDays &days)
{
    if (days.isWorkingDays)
        return translated(QT_TRANSLATE_NOOP("schedule", "working days"));
    return days == ScheduleDays{} ? QString() : calendarwords::weekDays(days.weekDays);
}

struct PatternWords
{
    QString operator()(const EveryMinutes &every) const { return pauseWords(every.minutes); }
    QString operator()(const DailyAt &daily) const
    {
        QStringList times;
        for (const int time : daily.times)
            times << calendarwords::time(time);
        const QString words = translated(QT_TRANSLATE_NOOP("schedule", "Daily at %1")).arg(calendarwords::list(times));
        const QString days = daysWords(daily.days);
        return days.isEmpty() ? words : words + QStringLiteral(", ") + days;
    }
    QString operator()(const BusinessHours &hours) const
    {
        const QString days = daysWords(hours.days);
        const QString span = translated(QT_TRANSLATE_NOOP("schedule", "%1 to %2"))
                                 .arg(calendarwords::time(hours.from), calendarwords::time(hours.to));
        return pauseWords(hours.minutes) + QStringLiteral(", ") + (days.isEmpty() ? span : days + u' ' + span);
    }
    QString operator()(const CronExpression &cron) const { return cron.words(); }
};

/// "last 3 and first 2 working days"
QString monthEndWords(const MonthEnd &monthEnd)
{
    if (monthEnd.before == 0)
        return translated(QT_TRANSLATE_NOOP("schedule", "first working days of the month: %1")).arg(monthEnd.after);
    if (monthEnd.after == 0)
        return translated(QT_TRANSLATE_NOOP("schedule", "last working days of the month: %1")).arg(monthEnd.before);
    return translated(QT_TRANSLATE_NOOP("schedule", "last %1 and first %2 working days"))
        .arg(QString::number(monthEnd.before), QString::number(monthEnd.after));
}

} // namespace

QString Schedule::words() const
{
    const QString base = std::visit(PatternWords(), pattern);
    if (!monthEnd)
        return base;
    return translated(QT_TRANSLATE_NOOP("schedule", "%1. Around month-end (%2): %3"))
        .arg(base, monthEndWords(*monthEnd), std::visit(PatternWords(), monthEnd->pattern));
}

} // namespace ledgercast
