// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>
#include <QUrl>

namespace ledgercast::bench {

/// A Slack without limits on a free loopback port, in a thread of its own: it answers every POST at once with ok.
class LoopbackSlack
{
public:
    LoopbackSlack();
    ~LoopbackSlack();
    Q_DISABLE_COPY_MOVE(LoopbackSlack)

    /// Empty: no port could be opened.
    [[nodiscard]] QUrl url() const { return m_url; }

private:
    QThread m_thread;
    QUrl m_url;
};

} // namespace ledgercast::bench
