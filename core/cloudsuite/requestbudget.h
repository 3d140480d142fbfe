// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <deque>
#include <optional>

namespace ledgercast {

/// How soon the next request may leave, so that a tenant's limit per minute is never passed. Pure: the time is given.
/// Requests are spread evenly over the minute, but a few may leave at once after a quiet time.
class RequestBudget
{
public:
    explicit RequestBudget(int requestsPerMinute = 100);

    void setRequestsPerMinute(int requestsPerMinute);
    [[nodiscard]] int requestsPerMinute() const { return m_perMinute; }

    /// Zero: a request may leave now; then call sent().
    [[nodiscard]] Milliseconds delay(Instant now) const;
    void sent(Instant now);
    /// A 429 arrived: nothing leaves for that long; without a named time 5 s, doubled with each refusal in a row.
    /// Returns the pause.
    Milliseconds refused(Instant now, std::optional<Milliseconds> retryAfter);
    void accepted() { m_refusals = 0; }

private:
    int m_perMinute = 100;
    Milliseconds m_interval{600};
    Milliseconds m_burst{0};
    std::deque<Instant> m_sent; ///< of the last minute, oldest first
    Instant m_due{};            ///< when the request after the last would leave if all were evenly spread
    Instant m_pausedAt{};
    Milliseconds m_pause{0};
    int m_refusals = 0;
};

} // namespace ledgercast
