// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QTimeZone>

#include <chrono>

namespace ledgercast {

using Milliseconds = std::chrono::milliseconds;
/// A point in time, UTC, with millisecond precision: what the store keeps and the pure core computes with.
using Instant = std::chrono::sys_time<Milliseconds>;

inline QDateTime toDateTime(Instant instant)
{
    return QDateTime::fromMSecsSinceEpoch(instant.time_since_epoch().count(), Qt::UTC);
}
inline Instant toInstant(const QDateTime &dateTime)
{
    return Instant(Milliseconds(dateTime.toMSecsSinceEpoch()));
}
inline Instant instantFromMs(qint64 ms)
{
    return Instant(Milliseconds(ms));
}
inline qint64 toMs(Instant instant)
{
    return instant.time_since_epoch().count();
}

/// Where the time comes from. Injected everywhere, so that tests run in virtual time.
class Clock
{
public:
    virtual ~Clock() = default;
    [[nodiscard]] virtual Instant now() const = 0;
};

class SystemClock final : public Clock
{
public:
    [[nodiscard]] Instant now() const override { return instantFromMs(QDateTime::currentMSecsSinceEpoch()); }
};

} // namespace ledgercast
