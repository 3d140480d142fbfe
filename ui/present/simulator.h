// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/simulation.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <memory>

namespace ledgercast {

class Clock;
class Console;
class Hub;
class ReaderThread;

/// Tries rules on the entries of the last 30 days, in the reader's thread: a little after the last edit, and the newest
/// question wins. GUI thread; lives as long as its page.
class Simulator : public QObject
{
    Q_OBJECT

public:
    Simulator(Console &console, ReaderThread &readers, Hub &hub, const Clock &clock, QObject *parent = nullptr);
    ~Simulator() override;

    /// Asks again soon; what is under way is dropped.
    void ask(const QList<Route> &current, const QList<Route> &draft);
    /// The same question again, for the log has moved: not so soon.
    void refresh();
    void forget(); ///< nobody waits for an answer

Q_SIGNALS:
    /// An answer is on its way for so long that somebody might wonder.
    void isTakingLong();
    void answered(const ledgercast::SimulationResult &result, std::chrono::milliseconds took);
    void failed(const QString &sentence);

private:
    void run();
    void take(const Result<SimulationResult> &result);

    ReaderThread &m_readers;
    Hub &m_hub;
    const Clock &m_clock;
    SimulationQuestion m_question;
    bool m_hasQuestion = false;
    std::shared_ptr<std::atomic<int>> m_newest = std::make_shared<std::atomic<int>>(0);
    QTimer m_soon;
    QTimer m_long;
    QElapsedTimer m_since;
};

} // namespace ledgercast
