// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"

#include <QThread>

#include <future>
#include <memory>

namespace ledgercast {

/// The engine in a thread of its own, under the profile's lock, for the time the console runs. GUI thread.
class EngineThread final : public QObject
{
    Q_OBJECT
public:
    /// secrets: none for the profile's keychain entry.
    EngineThread(const Profile &profile, std::unique_ptr<SecretStore> secrets, QObject *parent = nullptr);
    /// Shuts the engine down: posts on their way get their answer or their time-out first.
    ~EngineThread() override;

    /// Locks the profile and begins to open the store, beside the caller. Errors: Busy, Storage.
    [[nodiscard]] Result<void> beginOpen();
    /// Waits until the store is open, once. Errors: Storage, DiskFull.
    [[nodiscard]] Result<void> finishOpen() { return m_opened.get(); }
    /// After finishOpen().
    [[nodiscard]] Engine &engine() { return *m_engine; }
    /// Reads on its schedule from now on.
    void start();
    /// Asks the engine to stop; stopped() follows.
    void stop();

Q_SIGNALS:
    void stopped();

private:
    Profile m_profile;
    SystemClock m_clock;
    std::unique_ptr<SecretStore> m_givenSecrets; ///< until open()
    HeldProfile m_held;
    std::future<Result<void>> m_opened;
    QThread m_thread;
    Engine *m_engine = nullptr; ///< lives and dies in m_thread
    bool m_isStopped = true;
};

} // namespace ledgercast
