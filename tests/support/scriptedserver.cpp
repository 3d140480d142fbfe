// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scriptedserver.h"

#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>

namespace ledgercast {

namespace {

QString formValue(QByteArray form, const QString &name)
{
    form.replace('+', "%20");
    return QUrlQuery(QString::fromLatin1(form)).queryItemValue(name, QUrl::FullyDecoded);
}

} // namespace

QByteArray ScriptedRequest::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QString ScriptedRequest::form(const QString &name) const
{
    return formValue(body, name);
}

QString ScriptedRequest::parameter(const QString &name) const
{
    return formValue(query, name);
}

ScriptedServer::ScriptedServer(Script script, QObject *parent) : QTcpServer(parent), m_script(std::move(script))
{
    connect(this, &QTcpServer::newConnection, this, &ScriptedServer::accept);
    if (!listen(QHostAddress::LocalHost))
        qFatal("No free loopback port");
}

QUrl ScriptedServer::url(const QString &path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(serverPort()).arg(path));
}

int ScriptedServer::requestsTo(const QByteArray &pathEnd) const
{
    return static_cast<int>(std::count_if(m_requests.begin(), m_requests.end(), [&](const ScriptedRequest &request) {
        return request.path.endsWith(pathEnd);
    }));
}

void ScriptedServer::accept()
{
    while (QTcpSocket *socket = nextPendingConnection()) {
        m_incoming.insert(socket, {{}, ++m_connections});
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_incoming.remove(socket);
            socket->deleteLater();
        });
    }
}

void ScriptedServer::read(QTcpSocket *socket)
{
    Incoming &incoming = m_incoming[socket];
    incoming.bytes += socket->readAll();
    const qsizetype end = incoming.bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    ScriptedRequest request;
    request.connection = incoming.number;
    const QList<QByteArray> lines = incoming.bytes.left(end).split('\n');
    const QList<QByteArray> start = lines.first().trimmed().split(' ');
    request.verb = start.value(0);
    const qsizetype mark = start.value(1).indexOf('?');
    request.path = mark < 0 ? start.value(1) : start.value(1).left(mark);
    request.query = mark < 0 ? QByteArray() : start.value(1).mid(mark + 1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.left(colon).trimmed(), line.mid(colon + 1).trimmed()});
    }
    const qsizetype length = request.header("Content-Length").toLongLong();
    if (incoming.bytes.size() < end + 4 + length)
        return;
    request.body = incoming.bytes.mid(end + 4, length);
    incoming.bytes.remove(0, end + 4 + length);
    m_requests.append(request);
    answer(socket, request);
}

void ScriptedServer::answer(QTcpSocket *socket, const ScriptedRequest &request)
{
    const ScriptedAnswer answer = m_script ? m_script(request) : ScriptedAnswer{};
    if (answer.fault == ScriptedAnswer::Fault::Silence)
        return;
    if (answer.delay.count() > 0)
        QTimer::singleShot(answer.delay, socket, [socket, answer] { write(socket, answer); });
    else
        write(socket, answer);
}

void ScriptedServer::write(QTcpSocket *socket, const ScriptedAnswer &answer)
{
    if (answer.fault == ScriptedAnswer::Fault::Drop) {
        socket->disconnectFromHost();
        return;
    }
    socket->write("HTTP/1.1 " + QByteArray::number(answer.status) + " Scripted\r\nContent-Type: " + answer.contentType +
                  "\r\nContent-Length: " + QByteArray::number(answer.body.size()) + "\r\n");
    for (const auto &[name, value] : answer.headers)
        socket->write(name + ": " + value + "\r\n");
    socket->write("\r\n");
    const bool isCut = answer.fault == ScriptedAnswer::Fault::Truncate;
    socket->write(isCut ? answer.body.left(answer.body.size() / 2) : answer.body);
    if (isCut)
        socket->disconnectFromHost();
}

} // namespace ledgercast
