// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secretstore.h"

#include <chrono>

namespace QKeychain {
class Job;
}

namespace ledgercast {

/// The operating system's keychain through QtKeychain: Secret Service or KWallet. A job in flight is never deleted:
/// with a prompt open it waits as long as the person does, and destroying it then crashes in libsecret. After the
/// deadline it is forgotten instead, and the caller told "no_answer".
class Keychain final : public SecretStore
{
    Q_OBJECT
public:
    /// profile: names the entry, one a profile. wasWritten: we stored there before, so "not found" means locked.
    Keychain(QString profile, bool wasWritten, std::chrono::milliseconds deadline, QObject *parent = nullptr);

    void load(Loaded done) override;
    void store(const Secrets &secrets, Stored done) override;

private:
    void start(QKeychain::Job *job, std::function<void(QKeychain::Job *job)> finished);

    QString m_key;
    bool m_wasWritten;
    std::chrono::milliseconds m_deadline;
};

} // namespace ledgercast
