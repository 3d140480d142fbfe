// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/clock.h"
#include "core/cloudsuite/requestbudget.h"
#include "core/cloudsuite/tokenprovider.h"
#include "core/net/httpclient.h"

#include <QStringList>

namespace ledgercast {

struct GatewayOptions
{
    int requestsPerMinute = 100;
    Milliseconds deadline = std::chrono::seconds(90); ///< the gateway itself gives up after 60 s
    QList<Milliseconds> retryDelays{std::chrono::seconds(1), std::chrono::seconds(4),
                                    std::chrono::seconds(15)}; ///< one more try behind each
    Milliseconds longestPause = std::chrono::minutes(2);       ///< a 429 that asks for more is handed on
};

struct GatewayRequest
{
    QByteArray verb = "GET";
    QString path;     ///< behind the tenant: "M3/m3api-rest/…"
    QByteArray query; ///< encoded
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    QByteArray body = {};
    QByteArray contentType = "application/json";
    QString suite;                 ///< how people call what answers: "M3", "FSM"
    QString program;               ///< what is asked for in it, named in errors
    QStringList transactions = {}; ///< M3 only
    QString operation;
};

struct GatewayAnswer
{
    int status = 200; ///< 2xx
    QByteArray body;
    int calls = 0; ///< requests it took
};

/// The one place that sends to CloudSuite, and the one that decides what may be sent: only what allowedcalls has.
/// Keeps the budget, renews the token, repeats what may pass. One thread.
class GatewayClient
{
public:
    GatewayClient(HttpClient &http, TokenProvider &tokens, const Clock &clock, Sleeper &sleeper, IonApiFile tenant,
                  GatewayOptions options = {});

    /// Errors: whatever isn't 2xx, in words, after the repeats.
    [[nodiscard]] QCoro::Task<Result<GatewayAnswer>> send(GatewayRequest request);
    /// false: woken early.
    [[nodiscard]] QCoro::Task<bool> sleep(Milliseconds duration) { return m_sleeper.sleep(duration); }

    void setTenant(IonApiFile tenant) { m_tenant = std::move(tenant); }
    void setRequestsPerMinute(int count) { m_budget.setRequestsPerMinute(count); }
    /// Requests sent since the start.
    [[nodiscard]] int calls() const { return m_calls; }

private:
    [[nodiscard]] std::optional<Milliseconds> pauseBefore(int attempt, const Error &error);
    QCoro::Task<Result<HttpResponse>> attempt(GatewayRequest request, QString token);
    QCoro::Task<std::optional<Error>> waitForBudget(QString operation);

    HttpClient &m_http;
    TokenProvider &m_tokens;
    const Clock &m_clock;
    Sleeper &m_sleeper;
    IonApiFile m_tenant;
    GatewayOptions m_options;
    RequestBudget m_budget;
    int m_calls = 0;
};

} // namespace ledgercast
