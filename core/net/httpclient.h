// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QCoroTask>
#include <QList>
#include <QNetworkAccessManager>
#include <QUrl>

#include <utility>

namespace ledgercast {

struct HttpRequest
{
    QByteArray verb = "GET";
    QUrl url;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    std::chrono::milliseconds deadline{30'000}; ///< for the whole exchange; an answer that trickles counts as none
    qint64 maxBodyBytes = 64 * 1024 * 1024;     ///< a larger answer is refused, not held in memory
    bool isRepeatable = true; ///< false: sent once at most, even if a kept connection breaks (see OnceOnlyBody)
    QString operation;        ///< for errors and logs: "Read purchase orders"
};

struct HttpResponse
{
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    std::chrono::milliseconds elapsed{0};

    /// Value of the first header of that name, compared without case; empty if absent.
    [[nodiscard]] QByteArray header(const QByteArray &name) const;
    /// Retry-After in seconds or as an HTTP date (measured against the answer's own Date header); none if absent.
    [[nodiscard]] std::optional<std::chrono::milliseconds> retryAfter() const;
};

/// The one place where this program talks HTTP. HTTP/1.1 only, no redirects, no cookies, no cache, its own User-Agent,
/// plain http for loopback hosts only. Lives in one thread; outlives every coroutine that awaits it.
class HttpClient final : public QObject
{
    Q_OBJECT
public:
    explicit HttpClient(QObject *parent = nullptr);

    /// Any HTTP status is a response, 3xx, 4xx and 5xx included. Errors: Unreachable (never left), NoAnswer (left,
    /// outcome unknown), Protocol (answer too large), Input (address not allowed), Cancelled (abortAll).
    [[nodiscard]] QCoro::Task<Result<HttpResponse>> send(HttpRequest request);
    /// Ends every running exchange; the coroutines resume with Cancelled from the event loop.
    void abortAll();
    /// After sleep, a change of network or of proxy: forgets connections that may be dead.
    void forgetConnections() { m_network.clearConnectionCache(); }

    /// Requests sent so far.
    [[nodiscard]] int requests() const { return m_requests; }

    /// https anywhere; http for localhost, 127.0.0.0/8 and ::1 only.
    [[nodiscard]] static bool isAllowed(const QUrl &url);

Q_SIGNALS:
    void abortRequested();

private:
    QNetworkAccessManager m_network;
    int m_requests = 0;
};

} // namespace ledgercast
