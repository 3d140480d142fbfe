// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/loopbackslack.h"

#include <QTcpServer>
#include <QTcpSocket>

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

void serve(QTcpServer *server)
{
    while (QTcpSocket *socket = server->nextPendingConnection()) {
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [socket, bytes = QByteArray(), posts = 0]() mutable {
            bytes += socket->readAll();
            while (const qsizetype length = requestLength(bytes)) {
                bytes.remove(0, length);
                const QByteArray body =
                    R"({"ok":true,"channel":"C1","ts":"1795000000.)" + QByteArray::number(++posts + 100'000) + "\"}";
                socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                              QByteArray::number(body.size()) + "\r\n\r\n" + body);
            }
        });
    }
}

} // namespace

LoopbackSlack::LoopbackSlack()
{
    auto *server = new QTcpServer;
    if (server->listen(QHostAddress::LocalHost))
        m_url = QUrl(QStringLiteral("http://127.0.0.1:%1/api/").arg(server->serverPort()));
    QObject::connect(server, &QTcpServer::newConnection, server, [server] { serve(server); });
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
