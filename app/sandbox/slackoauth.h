// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/httpserver.h"
#include "app/sandbox/random.h"
#include "app/sandbox/slackcall.h"
#include "app/sandbox/slackworkspace.h"

namespace ledgercast::sandbox {

/// Slack's OAuth for the one app of the workspace: the page where a person allows it, oauth.v2.access, token rotation.
class SlackOAuth
{
public:
    SlackOAuth(const SlackWorkspace &workspace, quint64 seed, QByteArrayList redirectUrls, int tokenSeconds);
    SlackOAuth(const SlackOAuth &) = delete;
    SlackOAuth &operator=(const SlackOAuth &) = delete;

    /// /oauth/v2/authorize: the page, and where its buttons lead.
    [[nodiscard]] Reply authorize(const Request &request);
    /// oauth.v2.access.
    [[nodiscard]] QByteArray access(SlackCall &call);
    /// Of a token that this gave: why it isn't accepted, or an empty text. Nothing for any other token.
    [[nodiscard]] std::optional<QByteArray> refusalOf(const QByteArray &token) const;

    void setRedirectUrls(const QByteArrayList &urls) { m_redirectUrls = urls; }
    /// Lifetime of the tokens given from now on; 0: rotation is off.
    void setTokenSeconds(int seconds) { m_tokenSeconds = seconds; }
    /// How long a refresh token that was used is accepted again.
    void setGraceSeconds(int seconds) { m_graceSeconds = seconds; }
    /// Every token that was given ends now.
    void expire();

    QByteArray clientId;
    QByteArray clientSecret;

private:
    struct Code
    {
        QByteArray redirectUri; ///< as it was sent; empty: it wasn't
        QByteArray scope;
        QByteArray userScope;
        qint64 endsAt = 0;
        bool isUsed = false;
    };
    struct Pair
    {
        QByteArray token;
        QByteArray refreshToken;
        qint64 endsAt = 0;
        qint64 usedAt = 0; ///< the refresh token; 0: not yet
        bool isRevoked = false;
    };

    [[nodiscard]] QByteArray wrongRequest(const Parameters &query) const;
    [[nodiscard]] bool isRegistered(const QByteArray &redirectUri) const;
    [[nodiscard]] Reply redirected(const Parameters &query, bool isAllowed);
    QByteArray exchange(SlackCall &call);
    QByteArray refresh(SlackCall &call);
    [[nodiscard]] QByteArray newPair();
    [[nodiscard]] QByteArray answerFor(const QByteArray &scope, const QByteArray &userScope);
    [[nodiscard]] QByteArray text(int length);

    const SlackWorkspace &m_workspace;
    Random m_random;
    QByteArrayList m_redirectUrls;
    int m_tokenSeconds;
    int m_graceSeconds = 60;
    QHash<QByteArray, Code> m_codes;
    std::vector<Pair> m_pairs;
    QByteArray m_scope; ///< of the last grant
};

} // namespace ledgercast::sandbox
