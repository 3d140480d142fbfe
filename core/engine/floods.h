// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/floodrules.h"
#include "core/store/outbox.h"

#include <QLocale>

/// What becomes of deliveries that were held for a time. Pure: no clock, no SQL, no network.
namespace ledgercast::floods {

/// Held for quiet hours or a mute, this many of a channel still go out one by one.
constexpr int fewEnough = 5;
/// How long a delivery waits on that came due while an earlier one of its document is on its way.
constexpr Milliseconds behindElder{30'000};

/// held: due ones, oldest first. Each of them is in the decision exactly once: told by a digest, released or waiting.
[[nodiscard]] Outbox::FloodDecision decide(const QList<HeldDelivery> &held, const FloodRules &rules, Instant now,
                                           const QLocale &locale);

} // namespace ledgercast::floods
