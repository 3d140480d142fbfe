// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/engine/engine.h"

#include <QLockFile>

#include <memory>

namespace ledgercast {

/// What an engine needs around it: the profile, locked for this process, and where its secrets are.
struct HeldProfile
{
    std::unique_ptr<QLockFile> lock;
    std::unique_ptr<SecretStore> secrets;

    /// secrets: none for the profile's keychain entry. Errors: Busy (another Ledgercast has this profile), Storage.
    [[nodiscard]] static Result<HeldProfile> hold(const Profile &profile, std::unique_ptr<SecretStore> secrets);
};

/// One command's engine, in the main thread: opened under the profile's lock, fed with secrets, shut down in order.
class Session final : public QObject
{
    Q_OBJECT
public:
    /// secrets: none for the profile's keychain entry.
    Session(const Profile &profile, std::unique_ptr<SecretStore> secrets);
    ~Session() override;

    /// Errors: Busy (another Ledgercast has this profile), Storage, Secrets.
    [[nodiscard]] Result<void> open();
    [[nodiscard]] Engine &engine() { return *m_engine; }

    /// Starts the engine, waits until it is ready, runs the work, and returns the code given to finish().
    int run(std::function<void()> work, bool withSchedule = false);
    void finish(int code);

private:
    Profile m_profile;
    SystemClock m_clock;
    std::unique_ptr<SecretStore> m_givenSecrets; ///< until open()
    HeldProfile m_held;
    std::unique_ptr<Engine> m_engine;
    std::optional<int> m_code;
};

/// Joins an engine to where its secrets are, across threads: the store stays in the caller's thread.
void wireSecrets(Engine *engine, SecretStore *store);

} // namespace ledgercast
