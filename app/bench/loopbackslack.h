// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>
#include <QUrl>

#include <atomic>
#include <chrono>

namespace ledgercast::bench {

/// A Slack on a free loopback port, in a thread of its own: it answers every POST at once with ok, or with 429 what
/// goes beyond one an interval to a channel, with a burst of two, as the sandbox's limit is. No interval: no limit.
class LoopbackSlack
{
public:
    explicit LoopbackSlack(std::chrono::milliseconds interval = {});
    ~LoopbackSlack();
    Q_DISABLE_COPY_MOVE(LoopbackSlack)

    /// Empty: no port could be opened.
    [[nodiscard]] QUrl url() const { return m_url; }

    [[nodiscard]] int refused() const { return m_refused; }

private:
    QThread m_thread;
    std::atomic<int> m_refused = 0;
    QUrl m_url;
};

} // namespace ledgercast::bench
