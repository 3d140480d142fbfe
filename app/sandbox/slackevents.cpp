// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/slackevents.h"

#include "app/sandbox/json.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QNetworkReply>
#include <QUrlQuery>
#include <QWebSocket>

using namespace Qt::StringLiterals;

namespace ledgercast::sandbox {

namespace {

constexpr int acknowledgeMilliseconds = 3000;
constexpr int mostAttempts = 4; // the first one, and three more
constexpr int refreshMilliseconds = 10000;

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

SlackEvents::SlackEvents(const SlackWorkspace &workspace, QObject *parent) : QObject(parent), m_workspace(workspace) {}

SlackEvents::~SlackEvents()
{
    for (QWebSocket *socket : std::as_const(m_sockets))
        socket->disconnect(this);
}

QByteArray SlackEvents::newAddress()
{
    const QByteArray ticket = QByteArray::number(++m_ticketCount, 16).rightJustified(32, 'a');
    m_tickets.insert(ticket);
    return "ws://127.0.0.1:" + QByteArray::number(m_port) + "/link/?ticket=" + ticket + "&app_id=" + m_workspace.appId;
}

QByteArray SlackEvents::hello() const
{
    return "{\"type\":\"hello\",\"num_connections\":" + QByteArray::number(m_sockets.size()) +
           ",\"debug_info\":{\"host\":\"applink-sandbox\",\"build_number\":1,\"approximate_connection_time\":3600},"
           "\"connection_info\":{\"app_id\":" +
           jsonString(m_workspace.appId) + "}}";
}

void SlackEvents::take(std::unique_ptr<QWebSocket> taken)
{
    QWebSocket *socket = taken.release();
    socket->setParent(this);
    const QUrl url = socket->requestUrl();
    connect(socket, &QWebSocket::disconnected, this, [this, socket] {
        m_sockets.removeAll(socket);
        socket->deleteLater();
    });
    if (url.path() != u"/link/" || !m_tickets.remove(QUrlQuery(url).queryItemValue(u"ticket"_s).toLatin1())) {
        socket->close(QWebSocketProtocol::CloseCodePolicyViolated, u"invalid ticket"_s);
        return;
    }
    connect(socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        m_waiting.remove(QJsonDocument::fromJson(text.toUtf8()).object()[u"envelope_id"].toString().toLatin1());
    });
    m_sockets.append(socket);
    socket->sendTextMessage(QString::fromUtf8(hello()));
}

void SlackEvents::tell(const QJsonObject &event)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QJsonObject inner = event;
    inner.insert(u"event_ts"_s, QString::fromLatin1(SlackWorkspace::ts(now.toMSecsSinceEpoch() * 1000 +
                                                                       static_cast<qint64>(m_eventCount % 1000))));
    const QString team = QString::fromLatin1(m_workspace.teamId);
    const QJsonObject authorization{{u"enterprise_id"_s, QJsonValue()},
                                    {u"team_id"_s, team},
                                    {u"user_id"_s, QString::fromLatin1(m_workspace.botUserId)},
                                    {u"is_bot"_s, true},
                                    {u"is_enterprise_install"_s, false}};
    const QString id = u"Ev0SANDBOX"_s + QString::number(++m_eventCount).rightJustified(4, u'0');
    m_lastPayload = compact({{u"token"_s, u"verification"_s},
                             {u"team_id"_s, team},
                             {u"api_app_id"_s, QString::fromLatin1(m_workspace.appId)},
                             {u"event"_s, inner},
                             {u"type"_s, u"event_callback"_s},
                             {u"event_id"_s, id},
                             {u"event_time"_s, now.toSecsSinceEpoch()},
                             {u"authorizations"_s, QJsonArray{authorization}},
                             {u"is_ext_shared_channel"_s, false},
                             {u"event_context"_s, u"4-sandbox"_s}});
    tellAgain();
}

bool SlackEvents::tellAgain()
{
    if (m_lastPayload.isEmpty())
        return false;
    if (m_target.isValid())
        post(m_lastPayload, 0);
    if (m_ticketCount == 0) // the app doesn't use Socket Mode
        return true;
    const QByteArray envelope =
        "00000000-0000-4000-8000-" + QByteArray::number(++m_envelopeCount).rightJustified(12, '0');
    m_waiting.insert(envelope, {m_lastPayload, 0});
    send(envelope);
    return true;
}

void SlackEvents::send(const QByteArray &id)
{
    Envelope &envelope = m_waiting[id];
    if (!m_sockets.isEmpty()) // one of them, whichever: the newest
        m_sockets.last()->sendTextMessage(
            QString::fromUtf8("{\"envelope_id\":" + jsonString(id) + ",\"payload\":" + envelope.payload +
                              ",\"type\":\"events_api\",\"accepts_response_payload\":false,\"retry_attempt\":" +
                              QByteArray::number(envelope.attempt) +
                              ",\"retry_reason\":" + jsonString(envelope.attempt > 0 ? "timeout" : "") + "}"));
    ++envelope.attempt;
    QTimer::singleShot(acknowledgeMilliseconds, this, [this, id] { sendAgain(id); });
}

void SlackEvents::sendAgain(const QByteArray &id)
{
    const auto envelope = m_waiting.constFind(id);
    if (envelope == m_waiting.constEnd())
        return;
    if (envelope->attempt < mostAttempts)
        send(id);
    else
        m_waiting.erase(envelope);
}

bool SlackEvents::disconnectOldest(const QByteArray &reason)
{
    if (m_sockets.isEmpty())
        return false;
    QWebSocket *socket = m_sockets.first();
    if (reason == "drop") {
        QTimer::singleShot(0, socket, [socket] { socket->abort(); });
        return true;
    }
    socket->sendTextMessage(QString::fromUtf8("{\"type\":\"disconnect\",\"reason\":" + jsonString(reason) +
                                              ",\"debug_info\":{\"host\":\"applink-sandbox\"}}"));
    const bool isAnnounced = reason == "warning" || reason == "refresh_requested";
    QTimer::singleShot(isAnnounced ? refreshMilliseconds : 0, socket, [socket] { socket->close(); });
    return true;
}

void SlackEvents::setTarget(const QUrl &url, const QByteArray &signingSecret)
{
    m_target = url;
    m_signingSecret = signingSecret;
    m_lastStatus = 0;
    if (m_target.isValid())
        post("{\"token\":\"verification\",\"challenge\":\"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P\","
             "\"type\":\"url_verification\"}",
             0);
}

void SlackEvents::post(const QByteArray &body, int retry)
{
    const QByteArray at = QByteArray::number(QDateTime::currentSecsSinceEpoch());
    QNetworkRequest request(m_target);
    request.setTransferTimeout(acknowledgeMilliseconds);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("X-Slack-Request-Timestamp", at);
    request.setRawHeader(
        "X-Slack-Signature",
        "v0=" + QMessageAuthenticationCode::hash("v0:" + at + ':' + body, m_signingSecret, QCryptographicHash::Sha256)
                    .toHex());
    if (retry > 0) {
        request.setRawHeader("x-slack-retry-num", QByteArray::number(retry));
        request.setRawHeader("x-slack-retry-reason", "http_error");
    }
    QNetworkReply *reply = m_network.post(request, body);
    connect(reply, &QNetworkReply::finished, this, [this, reply, body, retry] {
        reply->deleteLater();
        m_lastStatus = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const bool isTaken = m_lastStatus >= 200 && m_lastStatus < 300;
        // Slack tries again at once, after one minute and after five; here the first of these is enough.
        if (!isTaken && retry == 0 && !reply->hasRawHeader("x-slack-no-retry"))
            post(body, retry + 1);
    });
}

} // namespace ledgercast::sandbox
