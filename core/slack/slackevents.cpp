// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/slackevents.h"

#include "core/base/redaction.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

namespace ledgercast {

namespace {

using Event = Result<SlackEvent>;

tl::unexpected<Error> unreadable(const QString &type, const QString &path)
{
    return fail(ErrorKind::Protocol, QCoreApplication::translate("slack", "Hear of events in Slack"),
                QCoreApplication::translate("slack", "Slack told of something that Ledgercast can't read. It is left "
                                                     "out; the next look at Slack finds what changed."),
                QStringLiteral("%1: %2").arg(redacted(type, 60), path), QStringLiteral("event_unreadable"));
}

bool isTs(const QString &text)
{
    static const QRegularExpression ts(QStringLiteral("\\A[0-9]{1,12}\\.[0-9]{1,9}\\z"));
    return ts.match(text).hasMatch();
}

/// Ids of channels and people: letters and digits. Anything else is not looked up, stored or shown.
bool isId(const QString &text)
{
    static const QRegularExpression id(QStringLiteral("\\A[A-Z0-9]{2,32}\\z"));
    return id.match(text).hasMatch();
}

/// "channel" is an id, or an object with one where the channel was renamed.
Event channelChanged(const QJsonObject &event, const QString &type, const QString &how)
{
    const QJsonValue channel = event[how == u"id_changed" ? u"new_channel_id" : u"channel"];
    const QString id = channel.isObject() ? channel[u"id"].toString() : channel.toString();
    if (!isId(id))
        return unreadable(type, QStringLiteral("channel"));
    return ChannelChanged{id, how};
}

Event messageDeleted(const QJsonObject &event, const QString &type)
{
    const MessageDeleted deleted{event[u"channel"].toString(), event[u"deleted_ts"].toString(),
                                 event[u"event_ts"].toString()};
    if (!isId(deleted.channelId))
        return unreadable(type, QStringLiteral("channel"));
    if (!isTs(deleted.ts))
        return unreadable(type, QStringLiteral("deleted_ts"));
    return deleted;
}

Event reactionChanged(const QJsonObject &event, const QString &type)
{
    static const QRegularExpression name(QStringLiteral("\\A[^\\s:\"<>&][^\\s\"<>&]{0,99}\\z"));
    const QJsonObject item = event[u"item"].toObject();
    if (item[u"type"].toString() != u"message") // a reaction to a file
        return SlackEvent();
    const ReactionChanged reaction{type == u"reaction_added",     event[u"user"].toString(),
                                   item[u"channel"].toString(),   item[u"ts"].toString(),
                                   event[u"reaction"].toString(), event[u"event_ts"].toString()};
    if (!isId(reaction.user))
        return unreadable(type, QStringLiteral("user"));
    if (!isId(reaction.channelId))
        return unreadable(type, QStringLiteral("item.channel"));
    if (!isTs(reaction.ts))
        return unreadable(type, QStringLiteral("item.ts"));
    if (!name.match(reaction.name).hasMatch())
        return unreadable(type, QStringLiteral("reaction"));
    if (!isTs(reaction.eventTs))
        return unreadable(type, QStringLiteral("event_ts"));
    return reaction;
}

Event tokensRevoked(const QJsonObject &event)
{
    AccessEnded ended;
    const QJsonArray bots = event[u"tokens"][u"bot"].toArray();
    for (const QJsonValue &bot : bots)
        ended.botUsers << bot.toString();
    ended.botUsers.removeAll(QString());
    if (ended.botUsers.isEmpty()) // tokens of people, which this program never has
        return SlackEvent();
    return ended;
}

Event inner(const QJsonObject &event)
{
    const QString type = event[u"type"].toString();
    static const QRegularExpression ofChannel(
        QStringLiteral("\\A(?:channel|group)_(rename|archive|unarchive|deleted|left|id_changed)\\z"));
    if (type.isEmpty())
        return unreadable(QStringLiteral("event_callback"), QStringLiteral("event.type"));
    if (const auto match = ofChannel.match(type); match.hasMatch())
        return channelChanged(event, type, match.captured(1));
    if (type == u"message" && event[u"subtype"].toString() == u"message_deleted")
        return messageDeleted(event, type);
    if (type == u"reaction_added" || type == u"reaction_removed")
        return reactionChanged(event, type);
    if (type == u"app_uninstalled")
        return AccessEnded{true, {}};
    if (type == u"tokens_revoked")
        return tokensRevoked(event);
    return SlackEvent();
}

} // namespace

Result<HeardEvent> readSlackEvent(const QJsonObject &wrapper)
{
    if (const QString type = wrapper[u"type"].toString(); type != u"event_callback")
        return unreadable(type, QStringLiteral("type"));
    HeardEvent heard{wrapper[u"event_id"].toString(), wrapper[u"team_id"].toString(), {}};
    if (heard.id.isEmpty() || heard.id.size() > 100)
        return unreadable(QStringLiteral("event_callback"), QStringLiteral("event_id"));
    const Event what = inner(wrapper[u"event"].toObject());
    if (!what)
        return fail(what.error());
    heard.what = *what;
    return heard;
}

bool HeardIds::add(const QString &id)
{
    if (m_ids.contains(id))
        return false;
    m_ids.insert(id);
    m_order.append(id);
    if (m_order.size() > m_most)
        m_ids.remove(m_order.takeFirst());
    return true;
}

} // namespace ledgercast
