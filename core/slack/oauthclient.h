// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/httpclient.h"
#include "core/slack/oauth.h"

namespace ledgercast {

/// oauth.v2.access, for a code and for a refresh token. Lives in one thread; http outlives it, and it outlives every
/// coroutine that awaits it. Each is sent once: what it is asked with can be used once.
class OAuthClient final
{
public:
    explicit OAuthClient(HttpClient &http) : m_http(http) {}

    /// Errors: see oauth::readGrant() and HttpClient::send().
    [[nodiscard]] QCoro::Task<Result<BotGrant>> exchange(QUrl apiUrl, OAuthApp app, QString code, QUrl redirect);
    [[nodiscard]] QCoro::Task<Result<BotGrant>> refresh(QUrl apiUrl, OAuthApp app, QString refreshToken);

private:
    [[nodiscard]] QCoro::Task<Result<BotGrant>> ask(QUrl apiUrl, OAuthApp app, QByteArray form, QString operation);

    HttpClient &m_http;
};

} // namespace ledgercast
