// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QElapsedTimer>
#include <QHash>

#include <optional>

namespace ledgercast::sandbox {

/// Token buckets, one a key.
class SlackLimits
{
public:
    SlackLimits() { m_clock.start(); }

    /// Takes one; nothing if it was there, else the seconds to wait.
    std::optional<int> take(const QByteArray &key, double perMinute, double burst);

private:
    struct Bucket
    {
        double tokens;
        qint64 at;
    };
    QHash<QByteArray, Bucket> m_buckets;
    QElapsedTimer m_clock;
};

} // namespace ledgercast::sandbox
