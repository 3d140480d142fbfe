// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/singleinstance.h"

#include "core/base/log.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>
#include <QStandardPaths>

namespace ledgercast {

namespace {
constexpr int patienceMs = 1000;
constexpr qint64 longestPath = 64 * 1024;
} // namespace

SingleInstance::SingleInstance(const QString &profileDirectory, QObject *parent) : QObject(parent)
{
    const QByteArray hash =
        QCryptographicHash::hash(QDir(profileDirectory).absolutePath().toUtf8(), QCryptographicHash::Sha256).toHex();
    const QString name = QStringLiteral("ledgercast-") + QString::fromLatin1(hash.first(16));
    // Where there is a folder of this login only, the socket lies there and not among everybody's.
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    m_name = runtime.isEmpty() ? name : runtime + u'/' + name;
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::read);
}

bool SingleInstance::handOver(const QString &file)
{
    QLocalSocket socket;
    socket.connectToServer(m_name);
    if (!socket.waitForConnected(patienceMs))
        return false;
    socket.write(file.toUtf8() + '\n');
    return socket.waitForBytesWritten(patienceMs);
}

void SingleInstance::listen()
{
    if (m_server.listen(m_name))
        return;
    // What a crash left behind; nobody answered there.
    QLocalServer::removeServer(m_name);
    if (!m_server.listen(m_name))
        qCWarning(logApp) << "a second start can't be noticed:" << m_server.errorString();
}

void SingleInstance::read()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (socket->bytesAvailable() > longestPath)
                return socket->abort();
            if (!socket->canReadLine())
                return;
            const QString file = QString::fromUtf8(socket->readLine()).chopped(1);
            socket->disconnectFromServer();
            Q_EMIT startedAgain(file);
        });
    }
}

} // namespace ledgercast
