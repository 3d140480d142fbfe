// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/loopbackslack.h"

#include <QElapsedTimer>
#include <QHash>
#include <QTcpServer>
#include <QTcpSocket>

#include <memory>

namespace ledgercast::bench {

namespace {

/// Length of the first whole request in the bytes; 0: more is to come.
qsizetype requestLength(const QByteArray &bytes)
{
    const qsizetype head = bytes.indexOf("\r\n\r\n");
    if (head < 0)
        return 0;
    const QByteArray lower = bytes.left(head).toLower();
    const qsizetype at = lower.indexOf("content-length:");
    const qsizetype end = lower.indexOf('\r', at);
    const qsizetype body = at < 0 ? 0 : lower.mid(at + 15, end < 0 ? -1 : end - at - 15).trimmed().toLongLong();
    const qsizetype length = head + 4 + body;
    return bytes.size() >= length ? length : 0;
}

QByteArray answer(const QByteArray &status, const QByteArray &body)
{
    return "HTTP/1.1 " + status +
           "\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
           body;
}

/// One post an interval to each channel, and one that was saved up.
class Channels
{
public:
    explicit Channels(std::chrono::milliseconds interval) : m_interval(interval) { m_clock.start(); }

    [[nodiscard]] bool takes(const QByteArray &request)
    {
        static constexpr QByteArrayView key = R"("channel":")";
        const qsizetype start = request.indexOf(key) + key.size();
        const QByteArray name = request.mid(start, request.indexOf('"', start) - start);
        const std::chrono::nanoseconds now(m_clock.nsecsElapsed());
        const auto due = m_due.value(name, now);
        if (now + m_interval < due)
            return false;
        m_due.insert(name, std::max(now, due) + m_interval);
        return true;
    }

private:
    std::chrono::milliseconds m_interval;
    QElapsedTimer m_clock;
    QHash<QByteArray, std::chrono::nanoseconds> m_due; ///< of a post that keeps the pace; the next may be in its place
};

void serve(QTcpServer *server, const std::shared_ptr<Channels> &channels, std::atomic<int> *refused)
{
    while (QTcpSocket *socket = server->nextPendingConnection()) {
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, socket,
                         [socket, channels, refused, bytes = QByteArray(), posts = 0]() mutable {
                             bytes += socket->readAll();
                             while (const qsizetype length = requestLength(bytes)) {
                                 const bool isTaken = channels->takes(bytes.first(length));
                                 bytes.remove(0, length);
                                 *refused += isTaken ? 0 : 1;
                                 socket->write(
                                     isTaken ? answer("200 OK", R"({"ok":true,"channel":"C1","ts":"1795000000.)" +
                                                                    QByteArray::number(++posts + 100'000) + "\"}")
                                             : answer("429 Too Many Requests\r\nRetry-After: 1", R"({"ok":false})"));
                             }
                         });
    }
}

} // namespace

LoopbackSlack::LoopbackSlack(std::chrono::milliseconds interval)
{
    auto *server = new QTcpServer;
    if (server->listen(QHostAddress::LocalHost))
        m_url = QUrl(QStringLiteral("http://127.0.0.1:%1/api/").arg(server->serverPort()));
    QObject::connect(server, &QTcpServer::newConnection, server,
                     [server, channels = std::make_shared<Channels>(interval), refused = &m_refused] {
                         serve(server, channels, refused);
                     });
    QObject::connect(&m_thread, &QThread::finished, server, &QObject::deleteLater);
    server->moveToThread(&m_thread);
    m_thread.start();
}

LoopbackSlack::~LoopbackSlack()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace ledgercast::bench
