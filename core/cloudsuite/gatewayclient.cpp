// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/gatewayclient.h"

#include "core/base/log.h"
#include "core/cloudsuite/allowedcalls.h"
#include "core/cloudsuite/gatewayerrors.h"

namespace ledgercast {

GatewayClient::GatewayClient(HttpClient &http, TokenProvider &tokens, const Clock &clock, Sleeper &sleeper,
                             IonApiFile tenant, GatewayOptions options)
    : m_http(http)
    , m_tokens(tokens)
    , m_clock(clock)
    , m_sleeper(sleeper)
    , m_tenant(std::move(tenant))
    , m_options(std::move(options))
    , m_budget(m_options.requestsPerMinute)
{
}

QCoro::Task<std::optional<Error>> GatewayClient::waitForBudget(QString operation)
{
    for (;;) {
        const Milliseconds delay = m_budget.delay(m_clock.now());
        if (delay.count() <= 0)
            break;
        if (delay > m_options.longestPause) {
            co_return Error{ErrorKind::RateLimited,     operation, QObject::tr("CloudSuite asked to slow down."), {},
                            QStringLiteral("http_429"), delay};
        }
        auto sleeping = m_sleeper.sleep(delay);
        const bool isDone = co_await sleeping;
        if (!isDone)
            co_return Error{ErrorKind::Cancelled, operation, QObject::tr("Stopped."), {}, {}};
    }
    m_budget.sent(m_clock.now());
    ++m_calls;
    co_return std::nullopt;
}

QCoro::Task<Result<HttpResponse>> GatewayClient::attempt(GatewayRequest request, QString token)
{
    HttpRequest http;
    http.verb = request.verb;
    http.url = m_tenant.apiUrl(request.path);
    http.url.setQuery(QString::fromLatin1(request.query), QUrl::StrictMode);
    http.headers = {{"Authorization", "Bearer " + token.toLatin1()}};
    http.headers += request.headers;
    const bool hasAccept = std::any_of(request.headers.begin(), request.headers.end(),
                                       [](const auto &own) { return own.first == "Accept"; });
    if (!hasAccept)
        http.headers.emplaceBack("Accept", "application/json");
    if (!request.body.isEmpty())
        http.headers.emplaceBack("Content-Type", request.contentType);
    http.body = request.body;
    http.deadline = m_options.deadline;
    http.operation = request.operation;
    auto sending = m_http.send(std::move(http));
    co_return co_await sending;
}

std::optional<Milliseconds> GatewayClient::pauseBefore(int attempt, const Error &error)
{
    if (!error.isRetryable() || attempt >= m_options.retryDelays.size())
        return std::nullopt;
    if (error.kind == ErrorKind::RateLimited) // the budget itself waits
        return m_budget.refused(m_clock.now(), error.retryAfter) > m_options.longestPause
                   ? std::nullopt
                   : std::optional(Milliseconds(0));
    return std::max(m_options.retryDelays.at(attempt), error.retryAfter.value_or(Milliseconds(0)));
}

QCoro::Task<Result<GatewayAnswer>> GatewayClient::send(GatewayRequest request)
{
    if (!allowedcalls::isAllowed({request.verb, request.path, request.body, request.program, request.transactions})) {
        const QString call =
            request.transactions.isEmpty() ? request.path : request.program + u'/' + request.transactions.join(u',');
        qCCritical(logCloudSuite) << "Refused to send" << call;
        co_return fail(ErrorKind::Internal, request.operation,
                       QObject::tr("%1 isn't on the list of calls that only read, so it wasn't sent.").arg(call), call,
                       QStringLiteral("read_only"));
    }
    bool isRenewed = false;
    for (int calls = 1, attemptNumber = 0;; ++calls) {
        auto waiting = waitForBudget(request.operation);
        const std::optional<Error> stopped = co_await waiting;
        if (stopped)
            co_return tl::unexpected(*stopped);
        // Not before the wait: a token may live for a minute only.
        auto asking = m_tokens.token();
        const Result<QString> token = co_await asking;
        if (!token)
            co_return tl::unexpected(token.error());
        auto attempting = attempt(request, *token);
        const Result<HttpResponse> response = co_await attempting;
        if (response && response->status >= 200 && response->status < 300) {
            m_budget.accepted();
            co_return GatewayAnswer{response->status, response->body, calls};
        }
        if (response && response->status == 401 && !isRenewed) {
            m_tokens.invalidate(*token);
            isRenewed = true;
            continue;
        }
        const Error error = response
                                ? gatewayerrors::ofStatus(*response, request.suite, request.program, request.operation)
                                : response.error();
        const std::optional<Milliseconds> pause = pauseBefore(attemptNumber++, error);
        if (!pause)
            co_return tl::unexpected(error);
        auto sleeping = m_sleeper.sleep(*pause);
        const bool isDone = co_await sleeping;
        if (!isDone)
            co_return fail(ErrorKind::Cancelled, request.operation, QObject::tr("Stopped."));
    }
}

} // namespace ledgercast
