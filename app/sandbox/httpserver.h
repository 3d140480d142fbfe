// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractHttpServer>
#include <QByteArray>
#include <QHttpServerRequest>
#include <QList>

#include <functional>
#include <utility>

namespace ledgercast::sandbox {

using Parameters = QList<std::pair<QByteArray, QByteArray>>;

/// Decodes application/x-www-form-urlencoded text, in a body or behind the question mark.
[[nodiscard]] Parameters decodeForm(const QByteArray &encoded);
[[nodiscard]] QByteArray valueOf(const Parameters &parameters, QByteArrayView name);
[[nodiscard]] bool contains(const Parameters &parameters, QByteArrayView name);

struct Request
{
    const QHttpServerRequest &raw; ///< for headers; alive only while the handler runs
    QByteArray path;               ///< still percent-encoded
    QByteArray query;              ///< still percent-encoded
    QByteArray body;
    bool isPost = false;

    [[nodiscard]] QByteArray header(const char *name) const { return raw.value(name); }
};

/// How an exchange ends.
enum class Ending {
    Answer,
    Drop,     ///< the connection is closed without an answer
    Reset,    ///< the same, with a TCP reset
    Truncate, ///< half of the body arrives, then the connection is closed
};

struct Reply
{
    int status = 200;
    QByteArray body;
    QByteArray contentType = "application/json; charset=utf-8";
    QList<std::pair<QByteArray, QByteArray>> headers = {};
    int delayMilliseconds = 0;
    Ending ending = Ending::Answer;
};

/// One listening port. Built on QAbstractHttpServer because it is event-driven: hundreds of slow or hanging exchanges
/// cost nothing, their sockets can be aborted at will, and it upgrades to WebSocket for Socket Mode later.
class HttpServer final : public QAbstractHttpServer
{
    Q_OBJECT

public:
    using Handler = std::function<Reply(const Request &)>;

    explicit HttpServer(Handler handler, QObject *parent = nullptr);

protected:
    bool handleRequest(const QHttpServerRequest &request, QTcpSocket *socket) override;
    void missingHandler(const QHttpServerRequest &request, QTcpSocket *socket) override;

private:
    Handler m_handler;
};

} // namespace ledgercast::sandbox
