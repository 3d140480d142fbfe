// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/slacklimits.h"

#include <cmath>

namespace ledgercast::sandbox {

std::optional<int> SlackLimits::take(const QByteArray &key, double perMinute, double burst)
{
    const qint64 now = m_clock.elapsed();
    const auto found = m_buckets.find(key);
    Bucket &bucket = found == m_buckets.end() ? *m_buckets.insert(key, {burst, now}) : *found;
    const double perMillisecond = perMinute / 60000;
    bucket.tokens = std::fmin(burst, bucket.tokens + static_cast<double>(now - bucket.at) * perMillisecond);
    bucket.at = now;
    // A client that waits the named seconds to the millisecond must not be refused for a rounding.
    if (bucket.tokens >= 0.999) {
        bucket.tokens -= 1;
        return std::nullopt;
    }
    return qMax(1, static_cast<int>(std::ceil((1 - bucket.tokens) / perMillisecond / 1000)));
}

} // namespace ledgercast::sandbox
