// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/cloudsuite/ionapifile.h"

#include <QCoroTask>
#include <QObject>

#include <coroutine>
#include <optional>
#include <vector>

namespace ledgercast {

class HttpClient;
struct HttpResponse;

/// Keeps one access token of one tenant: asks for it when needed, renews it before it expires, and stops asking when
/// the credentials are refused. One thread; outlives every coroutine that awaits it.
class TokenProvider final : public QObject
{
    Q_OBJECT
public:
    TokenProvider(HttpClient &http, const Clock &clock, IonApiFile credentials, QObject *parent = nullptr);

    /// The valid token. However many callers wait, one request is under way at most. After a refusal the same error is
    /// answered without a request, until the credentials change, retryRefused() is called, or an hour has passed.
    [[nodiscard]] QCoro::Task<Result<QString>> token();
    /// The gateway did not accept this token: the next token() asks for a new one, unless that has happened already.
    void invalidate(const QString &token);
    void setCredentials(IonApiFile credentials);
    void retryRefused();
    /// Gives the token back, so that it is worth nothing any more. Nothing to do is success.
    [[nodiscard]] QCoro::Task<Result<void>> revoke();

    [[nodiscard]] bool isRefused() const { return m_refusal.has_value(); }
    [[nodiscard]] std::optional<Instant> expiresAt() const;
    /// Token requests sent so far.
    [[nodiscard]] int requests() const { return m_requests; }

private:
    struct Held
    {
        QString token;
        Instant from;
        Instant renewAt;
        Instant expiresAt;
    };
    struct Refusal
    {
        Error error;
        Instant from;
    };
    struct Turn;

    [[nodiscard]] bool isValid() const;
    [[nodiscard]] bool isRefusalCurrent() const;
    QCoro::Task<Result<Held>> request();
    QCoro::Task<Result<HttpResponse>> post(QUrl url, QByteArray form, bool isBasic);
    [[nodiscard]] QByteArray grantForm(bool isBasic) const;
    [[nodiscard]] Result<Held> read(const HttpResponse &response, Instant sentAt) const;
    [[nodiscard]] QString scrubbed(QString text) const;
    void keep(const Result<Held> &answer);
    void wakeWaiting();

    HttpClient &m_http;
    const Clock &m_clock;
    IonApiFile m_credentials;
    int m_generation = 0; ///< of the credentials
    std::optional<Held> m_held;
    std::optional<Refusal> m_refusal;
    std::optional<Error> m_lastError; ///< of the request that those who waited for it share
    bool m_usesBasic = false;
    bool m_isRequesting = false;
    int m_requests = 0;
    std::vector<std::coroutine_handle<>> m_waiting;
};

} // namespace ledgercast
