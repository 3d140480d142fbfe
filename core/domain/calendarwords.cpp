// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/calendarwords.h"

#include <QCoreApplication>

#include <array>

namespace ledgercast::calendarwords {

namespace {

constexpr std::array dayNames{QT_TRANSLATE_NOOP("calendar", "Monday"),    QT_TRANSLATE_NOOP("calendar", "Tuesday"),
                              QT_TRANSLATE_NOOP("calendar", "Wednesday"), QT_TRANSLATE_NOOP("calendar", "Thursday"),
                              QT_TRANSLATE_NOOP("calendar", "Friday"),    QT_TRANSLATE_NOOP("calendar", "Saturday"),
                              QT_TRANSLATE_NOOP("calendar", "Sunday")};
constexpr std::array monthNames{QT_TRANSLATE_NOOP("calendar", "January"),   QT_TRANSLATE_NOOP("calendar", "February"),
                                QT_TRANSLATE_NOOP("calendar", "March"),     QT_TRANSLATE_NOOP("calendar", "April"),
                                QT_TRANSLATE_NOOP("calendar", "May"),       QT_TRANSLATE_NOOP("calendar", "June"),
                                QT_TRANSLATE_NOOP("calendar", "July"),      QT_TRANSLATE_NOOP("calendar", "August"),
                                QT_TRANSLATE_NOOP("calendar", "September"), QT_TRANSLATE_NOOP("calendar", "October"),
                                QT_TRANSLATE_NOOP("calendar", "November"),  QT_TRANSLATE_NOOP("calendar", "December")};

QString translated(const char *text)
{
    return QCoreApplication::translate("calendar", text);
}

/// The names of the set bits, from bit 1; three or more neighbours as a range.
template<std::size_t Bits, std::size_t Names>
QString named(const std::bitset<Bits> &bits, const std::array<const char *, Names> &names)
{
    QStringList parts;
    for (std::size_t first = 1; first <= Names; ++first) {
        if (!bits.test(first))
            continue;
        std::size_t last = first;
        while (last < Names && bits.test(last + 1))
            ++last;
        if (last - first >= 2) {
            parts << translated(QT_TRANSLATE_NOOP("calendar", "%1 to %2"))
                         .arg(translated(names.at(first - 1)), translated(names.at(last - 1)));
            first = last;
        } else {
            parts << translated(names.at(first - 1));
        }
    }
    return list(parts);
}

} // namespace

QString time(int minuteOfDay)
{
    return QStringLiteral("%1:%2").arg(minuteOfDay / 60, 2, 10, QChar(u'0')).arg(minuteOfDay % 60, 2, 10, QChar(u'0'));
}

QString list(QStringList parts)
{
    if (parts.size() < 2)
        return parts.value(0);
    const QString last = parts.takeLast();
    return translated(QT_TRANSLATE_NOOP("calendar", "%1 and %2")).arg(parts.join(QStringLiteral(", ")), last);
}

QString weekDays(const WeekDays &days)
{
    return named(days, dayNames);
}

QString months(const std::bitset<13> &months)
{
    return named(months, monthNames);
}

} // namespace ledgercast::calendarwords
