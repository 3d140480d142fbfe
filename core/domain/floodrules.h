// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/route.h"
#include "core/domain/schedule.h"

#include <tl/expected.hpp>

#include <optional>

namespace ledgercast {

/// Why a delivery is not sent by itself, as it is stored. Held with a time: the engine decides again then.
namespace heldfor {
inline const QString digest = QStringLiteral("digest");
inline const QString quietHours = QStringLiteral("quiet_hours");
inline const QString muted = QStringLiteral("muted");
inline const QString burst = QStringLiteral("burst");
/// An earlier message about the same document isn't out yet.
inline const QString behind = QStringLiteral("behind");
/// The channel guard doesn't allow it there. Held until a person changes the rule or the guard.
inline const QString guard = QStringLiteral("guard");
} // namespace heldfor

/// Nothing is posted to a channel, or of a record type, until then.
struct Mute
{
    QString subject; ///< channel without '#', or with isRecordType a record type
    bool isRecordType = false;
    Instant until;

    friend bool operator==(const Mute &, const Mute &) = default;
};

/// Minutes of the day, in the tenant's time; past midnight when `to` is not after `from`.
struct QuietHours
{
    int from = 0;
    int to = 0;

    friend bool operator==(const QuietHours &, const QuietHours &) = default;
};

/// What keeps a channel readable when much happens. A value: pure, without a clock.
struct FloodRules
{
    struct Hold
    {
        QString reason; ///< one of heldfor
        Instant until;

        friend bool operator==(const Hold &, const Hold &) = default;
    };

    QList<int> digestTimes{8 * 60, 16 * 60}; ///< minutes of the day, rising, on working days; not empty
    std::optional<QuietHours> quiet;
    QList<Mute> mutes;
    int burstLimit = 200;             ///< messages of a channel within the window that are sent one by one; 0: any
    Milliseconds burstWindow{60'000}; ///< also how long a burst is gathered before it is told
    BusinessTime where{QTimeZone::utc(), {}};

    /// What keeps a message from being sent now. A mute goes before a digest, a digest before quiet hours.
    [[nodiscard]] std::optional<Hold> hold(DeliveryMode mode, const QString &channel, const QString &recordType,
                                           Instant now) const;
    [[nodiscard]] std::optional<Instant> mutedUntil(const QString &channel, const QString &recordType,
                                                    Instant now) const;
    [[nodiscard]] std::optional<Instant> quietUntil(Instant now) const;
    [[nodiscard]] Instant nextDigest(Instant after) const;

    friend bool operator==(const FloodRules &, const FloodRules &) = default;
};

/// "08:00,16:00" as minutes of the day, sorted. Errors: what is allowed, for people.
[[nodiscard]] tl::expected<QList<int>, QString> parseTimesOfDay(const QString &text);
[[nodiscard]] QString timesOfDayText(const QList<int> &times);
/// "20:00-06:30", or empty for none.
[[nodiscard]] tl::expected<std::optional<QuietHours>, QString> parseQuietHours(const QString &text);
[[nodiscard]] QString quietHoursText(const std::optional<QuietHours> &quiet);
/// "#fin-ap=2026-11-25T08:00:00Z | voucher=2026-11-24T18:00:00Z": channels with '#', record types without.
[[nodiscard]] tl::expected<QList<Mute>, QString> parseMutes(const QString &text);
[[nodiscard]] QString mutesText(const QList<Mute> &mutes);

} // namespace ledgercast
