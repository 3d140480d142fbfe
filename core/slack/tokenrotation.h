// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/clock.h"
#include "core/base/taskscope.h"
#include "core/slack/oauthclient.h"

#include <QObject>

#include <functional>
#include <optional>

namespace ledgercast {

/// Renews a bot token that ends, see RotatingToken: at two thirds of its life, or when Slack says token_expired. A
/// refresh token holds once, so there is one request at a time, whoever asks, and a new pair is kept before it is used.
/// When its answer is lost Slack may have taken the refresh token: it takes the same one again for a short while, so
/// the request is made once more at once. Lives in one thread; http and clock outlive it.
class TokenRotation final : public QObject
{
    Q_OBJECT
public:
    using Kept = std::function<void(const Result<void> &)>;
    /// Writes the pair where it outlives this process, then calls kept once, from the event loop or at once.
    using Keep = std::function<void(const RotatingToken &token, Kept kept)>;

    TokenRotation(HttpClient &http, const Clock &clock, Keep keep, QObject *parent = nullptr);

    void start(const QUrl &apiUrl, const RotatingToken &token);
    /// What is being renewed isn't used any more.
    void stop();
    [[nodiscard]] bool isOn() const { return m_token.has_value(); }

    /// For a caller whose token came back as expired: the token to use from now on. Errors: Auth, a person has to sign
    /// in again; else what is tried again by itself, such as Unreachable. Not asked again before a pause has passed.
    [[nodiscard]] QCoro::Task<Result<QString>> renew(QString expired);
    /// Called now and then.
    void renewIfDue();
    /// Resumes when nothing is being renewed: a pair that was given must not be lost.
    [[nodiscard]] QCoro::Task<void> drain();

Q_SIGNALS:
    /// Kept, and to be used from now on.
    void renewed(const QString &token);
    /// Slack renews it no longer.
    void refused(const ledgercast::Error &error);

private:
    [[nodiscard]] QCoro::Task<void> renewOnce(int run);
    [[nodiscard]] QCoro::Task<Result<BotGrant>> refresh(RotatingToken old);
    [[nodiscard]] QCoro::Task<Result<void>> keepPair(RotatingToken pair);
    void postpone(const Error &error);

    OAuthClient m_client;
    const Clock &m_clock;
    Keep m_keep;
    QUrl m_apiUrl;
    std::optional<RotatingToken> m_token;
    std::optional<RotatingToken> m_unkept; ///< given by Slack, not written yet
    std::optional<Error> m_error;          ///< of the last try
    Instant m_notBefore;
    int m_failures = 0;
    int m_run = 0;
    bool m_isRenewing = false;
    Sleeper m_news;
    TaskScope m_scope;
};

} // namespace ledgercast
