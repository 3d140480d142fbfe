// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/slackmessages.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ledgercast::slackmessages {

namespace {

bool isOwn(const QJsonObject &message, const SlackIdentity &own)
{
    const bool isKnown = !own.botId.isEmpty() || !own.appId.isEmpty() || !own.userId.isEmpty();
    const auto equals = [&message](QStringView key, const QString &id) {
        return !id.isEmpty() && message[key].toString() == id;
    };
    return !isKnown || equals(u"bot_id", own.botId) || equals(u"app_id", own.appId) || equals(u"user", own.userId);
}

/// The stored bytes are what was decided and shown: they go out as they are, never parsed and written again.
std::optional<QByteArray> inEnvelope(const QJsonObject &envelope, const QByteArray &message)
{
    const QStringList keys = QJsonDocument::fromJson(message).object().keys();
    if (keys != QStringList{QStringLiteral("blocks"), QStringLiteral("text")} &&
        keys != QStringList{QStringLiteral("text")})
        return std::nullopt;
    QByteArray body = QJsonDocument(envelope).toJson(QJsonDocument::Compact);
    body.back() = ',';
    const QByteArray stored = message.trimmed();
    body.append(stored.constData() + 1, stored.size() - 1);
    return body;
}

} // namespace

std::optional<QByteArray> postBody(const PostRequest &request)
{
    QJsonObject envelope{
        {QStringLiteral("channel"), request.channel},
        {QStringLiteral("unfurl_links"), false},
        {QStringLiteral("unfurl_media"), false},
        {QStringLiteral("metadata"),
         QJsonObject{{QStringLiteral("event_type"), eventType.toString()},
                     {QStringLiteral("event_payload"), QJsonObject{{QStringLiteral("delivery"), request.deliveryId}}}}},
    };
    if (!request.threadTs.isEmpty())
        envelope.insert(QStringLiteral("thread_ts"), request.threadTs);
    return inEnvelope(envelope, request.message);
}

std::optional<QByteArray> editBody(const EditRequest &request)
{
    return inEnvelope({{QStringLiteral("channel"), request.channelId}, {QStringLiteral("ts"), request.ts}},
                      request.message);
}

Channel toChannel(const QJsonObject &object)
{
    return {object[u"id"].toString(),        object[u"name"].toString(),    object[u"is_private"].toBool(),
            object[u"is_archived"].toBool(), object[u"is_member"].toBool(), object[u"is_ext_shared"].toBool()};
}

bool opensWith(const QList<QJsonObject> &pages, const QString &ts)
{
    return !pages.isEmpty() && pages.first()[u"messages"][0][u"ts"].toString() == ts;
}

bool collectDeliveries(const QJsonObject &page, const SlackIdentity &own, QHash<QString, DeliveryPlace> &found)
{
    const QJsonArray messages = page[u"messages"].toArray();
    for (const QJsonValue &value : messages) {
        const QJsonObject message = value.toObject();
        const QJsonObject metadata = message[u"metadata"].toObject();
        if (metadata[u"event_type"].toString() != eventType || !isOwn(message, own))
            continue;
        const QString delivery = metadata[u"event_payload"][u"delivery"].toString();
        if (delivery.isEmpty())
            return false;
        const QString ts = message[u"ts"].toString();
        const QString thread = message[u"thread_ts"].toString();
        found.insert(delivery, {ts, thread == ts ? QString() : thread}); // a thread's first message names itself
    }
    return true;
}

QString toTimestamp(Instant instant)
{
    const qint64 ms = std::max<qint64>(toMs(instant), 0);
    return QStringLiteral("%1.%2").arg(ms / 1000).arg(ms % 1000 * 1000, 6, 10, QLatin1Char('0'));
}

} // namespace ledgercast::slackmessages
