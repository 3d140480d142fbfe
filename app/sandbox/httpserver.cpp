// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/httpserver.h"

#include <QDateTime>
#include <QLocale>
#include <QMetaMethod>
#include <QTcpSocket>
#include <QTimer>

#include <sys/socket.h>

namespace ledgercast::sandbox {

namespace {

QByteArray decodeOne(QByteArrayView encoded)
{
    QByteArray text = encoded.toByteArray();
    text.replace('+', ' ');
    return QByteArray::fromPercentEncoding(text);
}

QByteArray reasonFor(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 429:
        return "Too Many Requests";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    default:
        return "Status";
    }
}

/// The Date header, made once a second only: it is on every answer.
const QByteArray &dateHeader()
{
    static qint64 second = 0;
    static QByteArray text;
    const qint64 now = QDateTime::currentSecsSinceEpoch();
    if (now != second) {
        second = now;
        text = QLocale::c()
                   .toString(QDateTime::fromSecsSinceEpoch(now, Qt::UTC), QStringLiteral("ddd, dd MMM yyyy hh:mm:ss"))
                   .toLatin1() +
               " GMT";
    }
    return text;
}

void resetConnection(QTcpSocket *socket)
{
    const linger now{1, 0};
    ::setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &now, sizeof now);
    socket->abort();
}

void finish(QTcpSocket *socket, const Reply &reply, bool isLast)
{
    if (reply.ending == Ending::Drop)
        return socket->abort();
    if (reply.ending == Ending::Reset)
        return resetConnection(socket);
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(reply.status) + ' ' + reasonFor(reply.status) +
                       "\r\nDate: " + dateHeader() + "\r\nContent-Type: " + reply.contentType +
                       "\r\nContent-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    for (const auto &[name, value] : reply.headers)
        bytes += name + ": " + value + "\r\n";
    const bool isHalf = reply.ending == Ending::Truncate;
    bytes += "\r\n";
    bytes += isHalf ? reply.body.first(reply.body.size() / 2) : reply.body;
    socket->write(bytes);
    if (isHalf || isLast)
        socket->disconnectFromHost();
}

} // namespace

Parameters decodeForm(const QByteArray &encoded)
{
    Parameters parameters;
    if (encoded.isEmpty())
        return parameters;
    for (const QByteArray &part : encoded.split('&')) {
        const qsizetype equals = part.indexOf('=');
        if (part.isEmpty())
            continue;
        parameters.emplace_back(decodeOne(equals < 0 ? QByteArrayView(part) : QByteArrayView(part).first(equals)),
                                equals < 0 ? QByteArray() : decodeOne(QByteArrayView(part).sliced(equals + 1)));
    }
    return parameters;
}

QByteArray valueOf(const Parameters &parameters, QByteArrayView name)
{
    for (const auto &[key, value] : parameters) {
        if (key == name)
            return value;
    }
    return {};
}

bool contains(const Parameters &parameters, QByteArrayView name)
{
    return std::any_of(parameters.begin(), parameters.end(), [&](const auto &entry) { return entry.first == name; });
}

HttpServer::HttpServer(Handler handler, QObject *parent) : QAbstractHttpServer(parent), m_handler(std::move(handler)) {}

bool HttpServer::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    // Qt 6.4 asks here first and upgrades the connection afterwards: an answer of ours would stand before its own.
    static const auto upgraded = QMetaMethod::fromSignal(&QAbstractHttpServer::newWebSocketConnection);
    if (request.value("Upgrade").compare("websocket", Qt::CaseInsensitive) == 0 && isSignalConnected(upgraded))
        return true;
    const QUrl url = request.url();
    const Reply reply =
        m_handler({request, url.path(QUrl::FullyEncoded).toLatin1(), url.query(QUrl::FullyEncoded).toLatin1(),
                   request.body(), request.method() == QHttpServerRequest::Method::Post});
    const bool isLast = request.value("Connection").compare("close", Qt::CaseInsensitive) == 0;
    if (reply.delayMilliseconds <= 0 && reply.ending == Ending::Answer) {
        finish(socket, reply, isLast);
        return true;
    }
    // Never close a socket inside QAbstractHttpServer's read handler: it still looks at it afterwards. The socket is
    // the context, so an exchange the client gave up costs nothing more.
    QTimer::singleShot(qMax(0, reply.delayMilliseconds), socket,
                       [socket, reply, isLast] { finish(socket, reply, isLast); });
    return true;
}

void HttpServer::missingHandler(const QHttpServerRequest &request, QTcpSocket *socket)
{
    Q_UNUSED(request)
    finish(socket, {404, "{}"}, true);
}

} // namespace ledgercast::sandbox
