// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/requestbudget.h"

#include <algorithm>

namespace ledgercast {

namespace {
using namespace std::chrono_literals;
constexpr Milliseconds window = 60s;
} // namespace

RequestBudget::RequestBudget(int requestsPerMinute)
{
    setRequestsPerMinute(requestsPerMinute);
}

void RequestBudget::setRequestsPerMinute(int requestsPerMinute)
{
    m_perMinute = std::clamp(requestsPerMinute, 1, 10'000);
    m_interval = window / m_perMinute;
    m_burst = m_interval * (std::clamp(m_perMinute / 10, 1, 10) - 1);
}

Milliseconds RequestBudget::delay(Instant now) const
{
    Milliseconds wait{0};
    // Times later than now come from a clock that was set back: they say nothing.
    if (m_pausedAt <= now)
        wait = std::max(wait, m_pausedAt + m_pause - now);
    if (m_due - m_interval <= now + window)
        wait = std::max(wait, m_due - m_burst - now);
    const auto size = static_cast<std::size_t>(m_perMinute);
    if (m_sent.size() >= size) {
        const Instant oldest = m_sent[m_sent.size() - size];
        if (oldest <= now)
            wait = std::max(wait, oldest + window - now);
    }
    return wait;
}

void RequestBudget::sent(Instant now)
{
    while (!m_sent.empty() && (m_sent.front() + window <= now || m_sent.back() > now)) {
        if (m_sent.back() > now)
            m_sent.pop_back();
        else
            m_sent.pop_front();
    }
    m_sent.push_back(now);
    const bool isFuture = m_due > now + window;
    m_due = (isFuture ? now : std::max(m_due, now)) + m_interval;
}

Milliseconds RequestBudget::refused(Instant now, std::optional<Milliseconds> retryAfter)
{
    m_refusals = std::min(m_refusals + 1, 5);
    m_pausedAt = now;
    m_pause = retryAfter.value_or(std::min<Milliseconds>(5s * (1 << (m_refusals - 1)), 60s));
    return m_pause;
}

} // namespace ledgercast
