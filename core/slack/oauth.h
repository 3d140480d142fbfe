// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QUrl>

namespace ledgercast {

/// The Slack app that a customer made for Ledgercast: who asks for a token.
struct OAuthApp
{
    QString clientId;
    QString clientSecret;

    friend bool operator==(const OAuthApp &, const OAuthApp &) = default;
};

/// What Slack gave for a code or a refresh token.
struct BotGrant
{
    QString token;
    QString refreshToken;     ///< empty: the token doesn't end
    Milliseconds lifetime{0}; ///< 0: it doesn't end
};

/// A bot token that ends, and what it is renewed with: Slack's token rotation
/// (docs.slack.dev/authentication/using-token-rotation). The refresh token can be used once.
struct RotatingToken
{
    OAuthApp app;
    QString token;
    QString refreshToken;
    Instant since;
    Instant endsAt;

    /// At two thirds of its life.
    [[nodiscard]] Instant renewAt() const { return since + (endsAt - since) * 2 / 3; }
    /// Everything but the token itself, which is kept beside it.
    [[nodiscard]] QString toSecret() const;
    /// None: the text isn't one of ours, or says nothing of this token.
    [[nodiscard]] static std::optional<RotatingToken> fromSecret(const QString &secret, const QString &token);
    /// None: the token doesn't end.
    [[nodiscard]] static std::optional<RotatingToken> ofGrant(const BotGrant &grant, const OAuthApp &app, Instant now);

    friend bool operator==(const RotatingToken &, const RotatingToken &) = default;
};

/// Slack's OAuth 2.0 for a confidential client: the authorization-code flow with the client secret, as
/// docs.slack.dev/authentication/installing-with-oauth has it. (With PKCE Slack gives a program on a desktop no bot
/// token.) Pure, but for newState().
namespace oauth {

/// Why a text can't be one, for people; empty if it can.
[[nodiscard]] QString whyNotAClientId(const QString &clientId);
[[nodiscard]] QString whyNotAClientSecret(const QString &clientSecret);

/// The address that has to be registered in the app. The port is part of what Slack compares.
[[nodiscard]] QUrl redirectUrl(int port);
/// 32 random bytes of the operating system, for an address.
[[nodiscard]] QString newState();
/// Where the person allows it, in a browser. apiUrl: of the Web API, whose neighbour it is.
[[nodiscard]] QUrl authorizeUrl(const QUrl &apiUrl, const QString &clientId, const QUrl &redirect,
                                const QString &state);
/// The code in the address that Slack sent the person to, which a listener received or a person pasted. Errors: Input,
/// with code "not_an_address", "foreign_address", "foreign_state" or "no_code"; Refused with what Slack says, such as
/// "access_denied".
[[nodiscard]] Result<QString> codeOf(const QString &address, const QUrl &redirect, const QString &state);

/// Bodies for oauth.v2.access, form-encoded. The redirect address is the very one that was sent before.
[[nodiscard]] QByteArray codeForm(const QString &code, const QUrl &redirect);
[[nodiscard]] QByteArray refreshForm(const QString &refreshToken);
/// HTTP Basic (RFC 6749 §2.3.1): value of the Authorization header.
[[nodiscard]] QByteArray basicAuthorization(const OAuthApp &app);
/// What oauth.v2.access answers, the bot's part at the top or under authed_user. Errors: Auth for what Slack refuses,
/// with its code; Refused for a token that isn't a bot's; Protocol; Server and RateLimited, to be tried again.
[[nodiscard]] Result<BotGrant> readGrant(const QJsonObject &answer, const QString &operation);
/// What a code of oauth.v2.access, or of the redirect, means and what to do.
[[nodiscard]] QString words(const QString &code);

} // namespace oauth

} // namespace ledgercast
