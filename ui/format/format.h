// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/decimal.h"

#include <QDateTime>
#include <QString>

#include <chrono>

/// How numbers, money and times are written for people. The only place that does; all by the user's locale.
namespace ledgercast::format {

struct MoneyText
{
    QString amount;   ///< "12,480.00"
    QString currency; ///< "EUR"

    /// "12,480.00 EUR"
    [[nodiscard]] QString whole() const { return currency.isEmpty() ? amount : QString(amount + u' ' + currency); }
};

[[nodiscard]] MoneyText money(const Decimal &amount, const QString &currency);

/// "1,204,588"
[[nodiscard]] QString count(qint64 number);
/// "14:21"
[[nodiscard]] QString time(const QDateTime &when);
/// "14:22:43"
[[nodiscard]] QString preciseTime(const QDateTime &when);
/// "23 Nov", with the year only if it isn't this one.
[[nodiscard]] QString date(QDate date, QDate today);
/// "14:30" today, "Tue 06:00" within a week, else "23 Nov 06:00".
[[nodiscard]] QString moment(const QDateTime &when, const QDateTime &now);
/// "Wed 18 Nov 11:06"
[[nodiscard]] QString longMoment(const QDateTime &when, const QDateTime &now);
/// "48 ms", "1.5 s", "2 min 41 s", "3 h 5 min"
[[nodiscard]] QString duration(std::chrono::milliseconds span);
/// "just now", "5 min ago", "in 2 min 41 s", else as moment().
[[nodiscard]] QString relative(const QDateTime &when, const QDateTime &now);

} // namespace ledgercast::format
