// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

#include <bitset>

#include <tl/expected.hpp>

namespace ledgercast {

/// What is wrong with a text that a person wrote, and where.
struct TextProblem
{
    qsizetype at = 0; ///< character, from 0
    QString reason;   ///< for people

    [[nodiscard]] QString toString() const; ///< "At character 12: …"
};

/// Five fields as in crontab(5): minute, hour, day of month, month, day of week. Lists, ranges, steps, names (jan,
/// mon), 0 and 7 for Sunday, and L for the last day of the month.
class CronExpression
{
public:
    [[nodiscard]] static tl::expected<CronExpression, TextProblem> parse(const QString &text);

    /// Canonical: lower case (L aside), single blanks.
    [[nodiscard]] const QString &text() const { return m_text; }
    /// By crontab's rule: where both day fields are restricted, one of them is enough.
    [[nodiscard]] bool includesDay(QDate date) const;
    [[nodiscard]] bool includesMinute(int minute) const { return m_minutes.test(static_cast<std::size_t>(minute)); }
    [[nodiscard]] bool includesHour(int hour) const { return m_hours.test(static_cast<std::size_t>(hour)); }
    /// It runs in each hour of the day: then it measures a pause rather than names a time.
    [[nodiscard]] bool isEveryHour() const { return m_hours.count() == 24; }
    /// "At 07:00 and 13:00, Monday to Friday"
    [[nodiscard]] QString words() const;

    friend bool operator==(const CronExpression &left, const CronExpression &right)
    {
        return left.m_text == right.m_text;
    }

private:
    [[nodiscard]] bool canHappen() const;
    [[nodiscard]] QString timeWords() const;
    [[nodiscard]] QString dayWords() const;

    QString m_text;
    std::bitset<60> m_minutes;
    std::bitset<24> m_hours;
    std::bitset<32> m_monthDays;
    std::bitset<13> m_months;
    std::bitset<8> m_weekDays; ///< Qt::DayOfWeek
    bool m_lastOfMonth = false;
    bool m_anyMonthDay = false; ///< the field begins with *
    bool m_anyWeekDay = false;
};

} // namespace ledgercast
