// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <bitset>

namespace ledgercast {

/// Days of the week by Qt::DayOfWeek; bit 0 is not used.
using WeekDays = std::bitset<8>;

namespace calendarwords {

[[nodiscard]] QString time(int minuteOfDay);                 ///< "07:30"
[[nodiscard]] QString list(QStringList parts);               ///< "07:00, 09:00 and 13:00"
[[nodiscard]] QString weekDays(const WeekDays &days);        ///< "Monday to Friday", "Monday and Thursday"
[[nodiscard]] QString months(const std::bitset<13> &months); ///< "January, April and July"

} // namespace calendarwords
} // namespace ledgercast
