// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/slacksocket.h"

#include "core/base/log.h"
#include "core/base/redaction.h"
#include "core/net/httpclient.h"

#include <QJsonDocument>

namespace ledgercast {

using namespace std::chrono_literals;

namespace {

constexpr quint64 largestMessage = 1024 * 1024;
constexpr auto closeDeadline = 5s;

} // namespace

SlackSocket::SlackSocket(const QUrl &url, const Times &times, QObject *parent) : QObject(parent), m_times(times)
{
    m_socket.setMaxAllowedIncomingFrameSize(largestMessage);
    m_socket.setMaxAllowedIncomingMessageSize(largestMessage);
    connect(&m_socket, &QWebSocket::textMessageReceived, this, &SlackSocket::take);
    connect(&m_socket, &QWebSocket::pong, this, [this] { m_sinceLife.restart(); });
    connect(&m_socket, &QWebSocket::disconnected, this, [this] { end(m_socket.closeReason()); });
    connect(&m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
            [this] { end(m_socket.errorString()); });
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] { end(QStringLiteral("timeout")); });
    connect(&m_heart, &QTimer::timeout, this, &SlackSocket::beat);
    m_deadline.start(m_times.hello);
    m_socket.open(url);
}

SlackSocket::~SlackSocket()
{
    m_socket.disconnect(this); // it says that it closes while it dies
}

bool SlackSocket::isAllowed(const QUrl &url)
{
    QUrl web = url;
    web.setScheme(url.scheme() == u"wss" ? QStringLiteral("https") : QStringLiteral("http"));
    return (url.scheme() == u"wss" || url.scheme() == u"ws") && HttpClient::isAllowed(web);
}

std::chrono::milliseconds SlackSocket::lived() const
{
    return std::chrono::milliseconds(m_sinceHello.isValid() ? m_sinceHello.elapsed() : 0);
}

void SlackSocket::enter(Phase phase)
{
    if (m_phase == phase || m_phase == Phase::Ended)
        return;
    m_phase = phase;
    Q_EMIT phaseChanged();
}

void SlackSocket::end(const QString &cause)
{
    if (m_phase == Phase::Ended)
        return;
    m_heart.stop();
    m_deadline.stop();
    if (m_cause.isEmpty())
        m_cause = redacted(cause, 200);
    enter(Phase::Ended);
    m_socket.abort(); // its own signals find the phase as it is now
}

void SlackSocket::close()
{
    m_heart.stop();
    m_deadline.start(closeDeadline);
    m_socket.close();
}

void SlackSocket::beat()
{
    if (std::chrono::milliseconds(m_sinceLife.elapsed()) > m_times.silence)
        return end(QStringLiteral("silence"));
    m_socket.ping();
}

void SlackSocket::take(const QString &frame)
{
    m_sinceLife.restart();
    const QJsonObject message = QJsonDocument::fromJson(frame.toUtf8()).object();
    const QString type = message[u"type"].toString();
    // First of all: Slack waits for three seconds, then sends it again.
    if (const QString envelope = message[u"envelope_id"].toString(); !envelope.isEmpty()) {
        m_socket.sendTextMessage(QString::fromUtf8(
            QJsonDocument(QJsonObject{{QStringLiteral("envelope_id"), envelope}}).toJson(QJsonDocument::Compact)));
        m_socket.flush();
    }
    if (type == u"hello" && m_phase == Phase::Opening) {
        m_deadline.stop();
        m_sinceHello.start();
        m_heart.start(m_times.ping);
        enter(Phase::Live);
    } else if (type == u"disconnect") {
        takeDisconnect(message[u"reason"].toString());
    } else if (type == u"events_api") {
        const QJsonObject payload = message[u"payload"].toObject();
        QMetaObject::invokeMethod(
            this, [this, payload] { Q_EMIT heard(payload); }, Qt::QueuedConnection);
    } else if (type.isEmpty()) {
        qCWarning(logSlack) << "Socket Mode sent a frame that isn't understood:" << frame.size() << "characters";
    }
}

void SlackSocket::takeDisconnect(const QString &reason)
{
    qCInfo(logSlack) << "Socket Mode ends a connection:" << redacted(reason, 60);
    if (reason == u"link_disabled") {
        m_cause = reason;
        enter(Phase::Disabled);
    } else if (reason == u"too_many_websockets") {
        end(reason);
    } else if (m_phase == Phase::Live) {
        enter(Phase::Leaving);
    }
}

} // namespace ledgercast
