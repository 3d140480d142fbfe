// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/schedule.h"

namespace ledgercast::scheduletesting {

inline BusinessTime in(const char *zone, const QSet<QDate> &holidays = {})
{
    BusinessTime where{QTimeZone(zone), {}};
    where.calendar.holidays = holidays;
    return where;
}

/// "2026-03-29 01:00", UTC
inline Instant utc(const QString &text)
{
    QDateTime time = QDateTime::fromString(text, QStringLiteral("yyyy-MM-dd HH:mm"));
    Q_ASSERT(time.isValid());
    time.setTimeSpec(Qt::UTC);
    return toInstant(time);
}

inline QString text(std::optional<Instant> instant)
{
    return instant ? toDateTime(*instant).toString(QStringLiteral("yyyy-MM-dd HH:mm")) : QStringLiteral("never");
}

inline Schedule schedule(const QString &words)
{
    const auto parsed = Schedule::parse(words);
    if (!parsed)
        qFatal("%s: %s", qPrintable(words), qPrintable(parsed.error().toString()));
    return *parsed;
}

} // namespace ledgercast::scheduletesting
