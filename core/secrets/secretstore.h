// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QMap>
#include <QObject>

#include <functional>

namespace ledgercast {

/// All secrets of one profile, by name ("tenant.ionapi", "tenant.ionapi/ACME_TST", "slack.token"): one entry in the
/// keychain, so that one prompt at most is asked.
using Secrets = QMap<QString, QString>;

namespace secretname {
inline const QString ionApi = QStringLiteral("tenant.ionapi"); ///< the .ionapi file's content; further ones: "/NAME"
inline const QString slackToken = QStringLiteral("slack.token");
inline const QString slackRotation = QStringLiteral("slack.rotation");  ///< what renews the token: see RotatingToken
inline const QString slackAppToken = QStringLiteral("slack.app_token"); ///< for events: see SocketMode
inline const QString slackSigningSecret = QStringLiteral("slack.signing_secret"); ///< see EventReceiver
} // namespace secretname

/// Where secrets are kept. Main thread only. A request ends in exactly one call of its function, from the event loop,
/// even if the keychain never answers.
class SecretStore : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    using Loaded = std::function<void(Result<Secrets>)>;
    using Stored = std::function<void(Result<void>)>;

    /// An empty map when nothing was stored yet. Errors: Secrets, with code "locked", "absent", "denied", "no_answer".
    virtual void load(Loaded done) = 0;
    virtual void store(const Secrets &secrets, Stored done) = 0;
};

/// Secrets for this run only: the sandbox's, which are none, and tests.
class SessionSecretStore final : public SecretStore
{
    Q_OBJECT
public:
    using SecretStore::SecretStore;
    void load(Loaded done) override;
    void store(const Secrets &secrets, Stored done) override;

private:
    Secrets m_secrets;
};

} // namespace ledgercast
