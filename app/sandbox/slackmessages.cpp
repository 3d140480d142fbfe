// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/json.h"
#include "app/sandbox/slackapi.h"
#include "app/sandbox/slackblocks.h"
#include "app/sandbox/slacktext.h"

#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

// The methods that write messages.
namespace ledgercast::sandbox {

namespace {

constexpr qsizetype maxText = 40000;
constexpr qsizetype maxBlockText = 13200;
constexpr qsizetype maxMetadata = 8000;

QByteArray compact(const QJsonArray &array)
{
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

} // namespace

SlackChannel *SlackApi::postableChannel(SlackCall &call)
{
    SlackChannel *channel = readableChannel(call);
    if (!channel)
        return nullptr;
    if (!limit(call, channel->id, 60, 2))
        return nullptr;
    if (channel->isArchived)
        call.fail("is_archived");
    else if (!channel->isMember)
        call.fail("not_in_channel");
    return call.isFailed() ? nullptr : channel;
}

SlackApi::Content SlackApi::readContent(SlackCall &call)
{
    Content content;
    const bool hasMarkdown = call.has("markdown_text"_L1);
    if (hasMarkdown && (call.has("text"_L1) || call.has("blocks"_L1)))
        call.fail("markdown_text_conflict");
    content.hasText = hasMarkdown || call.has("text"_L1);
    content.text = call.text(hasMarkdown ? "markdown_text"_L1 : "text"_L1);
    if (hasMarkdown && codePoints(content.text) > 12000)
        call.fail("msg_too_long");
    if (codePoints(content.text) > maxText) {
        content.text = firstCodePoints(content.text, maxText);
        call.warn("message_truncated",
                  u"[WARN] Your message was truncated but still posted: it was longer than 40000 characters"_s);
    }
    content.text = normalizedText(content.text);
    readBlocks(call, content);
    readMetadata(call, content);
    return content;
}

void SlackApi::readBlocks(SlackCall &call, Content &content)
{
    const QJsonValue value = call.json("blocks"_L1);
    if (value.isUndefined() || call.isFailed())
        return;
    if (!value.isArray())
        return call.fail("invalid_blocks_format");
    const QJsonArray blocks = value.toArray();
    SlackBlocks checker;
    const QStringList mistakes = checker.check(blocks);
    if (!mistakes.isEmpty())
        return call.fail("invalid_blocks", mistakes);
    if (checker.textLength() > maxBlockText)
        return call.fail("msg_blocks_too_long");
    content.hasBlocks = true;
    content.blocks = blocks.isEmpty() ? QByteArray() : compact(SlackBlocks::withIds(blocks, m_blockCount));
}

void SlackApi::readMetadata(SlackCall &call, Content &content)
{
    const QJsonValue value = call.json("metadata"_L1);
    if (value.isUndefined() || call.isFailed())
        return;
    const QJsonObject metadata = value.toObject();
    content.hasMetadata = true;
    if (value.isObject() && metadata.isEmpty())
        return;
    if (!metadata.value("event_type"_L1).isString() || !metadata.value("event_payload"_L1).isObject())
        return call.fail("invalid_metadata_format");
    content.metadata = QJsonDocument(metadata).toJson(QJsonDocument::Compact);
    content.eventType = metadata.value("event_type"_L1).toString().toUtf8();
    if (content.metadata.size() > maxMetadata)
        call.fail("metadata_too_large");
}

QByteArray SlackApi::bodyOf(const Content &content, const SlackMessage &message) const
{
    QByteArray body = "{\"type\":\"message\",\"user\":\"" + m_workspace.botUserId + "\",\"ts\":\"" +
                      SlackWorkspace::ts(message.micros) + "\",\"bot_id\":\"" + m_workspace.botId + "\",\"app_id\":\"" +
                      m_workspace.appId + "\",\"text\":" + jsonString(content.text) + ",\"team\":\"" +
                      m_workspace.teamId + "\",\"bot_profile\":" + m_botProfile;
    if (!content.blocks.isEmpty())
        body += ",\"blocks\":" + content.blocks;
    if (message.thread != 0)
        body += ",\"thread_ts\":\"" + SlackWorkspace::ts(message.thread) + "\",\"parent_user_id\":\"" +
                m_workspace.botUserId + '"';
    return body + '}';
}

/// A reply to a message that was deleted with nothing under it is put into the channel itself, as Slack does it.
qint64 SlackApi::threadFor(SlackCall &call, SlackChannel &channel, qint64 micros)
{
    const SlackMessage *parent = channel.findAny(micros);
    const bool isGone = parent && parent->isDeleted && !channel.hasReplies(micros);
    if (!parent || (isGone && m_faults.strikes("slack.thread_not_found")))
        call.fail("thread_not_found");
    if (call.isFailed() || isGone)
        return 0;
    return parent->thread != 0 ? parent->thread : parent->micros;
}

QByteArray SlackApi::postMessage(SlackCall &call)
{
    SlackChannel *channel = postableChannel(call);
    if (!channel)
        return {};
    const Content content = readContent(call);
    if (!call.isFailed() && content.text.isEmpty() && content.blocks.isEmpty() && !call.has("attachments"_L1))
        call.fail("no_text");
    SlackMessage message;
    if (!call.isFailed() && !call.text("thread_ts"_L1).isEmpty()) {
        const auto thread = SlackWorkspace::fromTs(call.text("thread_ts"_L1));
        if (!thread)
            call.fail("invalid_thread_ts");
        else
            message.thread = threadFor(call, *channel, *thread);
    }
    if (call.isFailed())
        return {};
    message.micros = m_workspace.nextMicros();
    message.body = bodyOf(content, message);
    message.metadata = content.metadata;
    message.eventType = content.eventType;
    if (const auto delay = m_faults.strikesWith("slack.visible_late", 5000))
        message.visibleAt = QDateTime::currentMSecsSinceEpoch() + *delay;
    const SlackMessage &stored = m_workspace.add(*channel, std::move(message));
    QByteArray answer =
        ",\"channel\":\"" + channel->id + "\",\"ts\":\"" + SlackWorkspace::ts(stored.micros) + "\",\"message\":";
    if (stored.metadata.isEmpty())
        return answer + stored.body;
    return answer + stored.body.chopped(1) + ",\"metadata\":" + stored.metadata + '}';
}

SlackMessage *SlackApi::ownMessage(SlackCall &call, SlackChannel *&channel, QLatin1StringView argument)
{
    channel = readableChannel(call);
    if (!channel)
        return nullptr;
    const auto ts = SlackWorkspace::fromTs(call.text(argument));
    SlackMessage *message = ts ? channel->find(*ts) : nullptr;
    if (!message)
        call.fail("message_not_found");
    return message;
}

QByteArray SlackApi::updateMessage(SlackCall &call)
{
    SlackChannel *channel = nullptr;
    SlackMessage *message = ownMessage(call, channel, "ts"_L1);
    if (!message)
        return {};
    if (channel->isArchived)
        call.fail("is_inactive");
    Content content = call.isFailed() ? Content() : readContent(call);
    if (!call.isFailed() && content.hasText && codePoints(content.text) > 4000)
        call.fail("msg_too_long");
    if (!call.isFailed() && !content.hasText && !content.hasBlocks)
        call.fail("no_text");
    if (call.isFailed())
        return {};
    const QJsonObject before = QJsonDocument::fromJson(message->body).object();
    // Text without blocks removes the blocks; blocks without text keep the text.
    if (!content.hasText)
        content.text = before.value("text"_L1).toString().toUtf8();
    QByteArray body = bodyOf(content, *message);
    if (!content.hasBlocks)
        body = body.chopped(1) + ",\"edited\":{\"user\":\"" + m_workspace.botUserId + "\",\"ts\":\"" +
               SlackWorkspace::ts(m_workspace.nextMicros()) + "\"}}";
    message->body = body;
    if (content.hasMetadata) {
        message->metadata = content.metadata;
        message->eventType = content.eventType;
    }
    return ",\"channel\":\"" + channel->id + "\",\"ts\":\"" + SlackWorkspace::ts(message->micros) +
           "\",\"text\":" + jsonString(content.text) + ",\"message\":" + shown(*channel, *message, true);
}

/// What is left of a message with replies: its thread goes on.
QByteArray SlackApi::tombstoneOf(qint64 micros)
{
    return "{\"type\":\"message\",\"subtype\":\"tombstone\",\"text\":\"This message was deleted.\",\"user\":"
           "\"USLACKBOT\",\"hidden\":true,\"ts\":\"" +
           SlackWorkspace::ts(micros) + "\"}";
}

void SlackApi::remove(SlackChannel &channel, SlackMessage &message)
{
    const QString id = QString::fromLatin1(channel.id);
    const QString ts = QString::fromLatin1(SlackWorkspace::ts(message.micros));
    const QJsonObject previous = QJsonDocument::fromJson(message.body).object();
    message.isDeleted = true;
    if (channel.hasReplies(message.micros))
        message.body = tombstoneOf(message.micros);
    message.metadata.clear();
    message.reactions.clear();
    m_events.tell({{u"type"_s, u"message"_s},
                   {u"subtype"_s, u"message_deleted"_s},
                   {u"hidden"_s, true},
                   {u"channel"_s, id},
                   {u"channel_type"_s, channel.isPrivate ? u"group"_s : u"channel"_s},
                   {u"deleted_ts"_s, ts},
                   {u"previous_message"_s, previous},
                   {u"ts"_s, QString::fromLatin1(SlackWorkspace::ts(m_workspace.nextMicros()))}});
}

QByteArray SlackApi::deleteMessage(SlackCall &call)
{
    SlackChannel *channel = nullptr;
    SlackMessage *message = ownMessage(call, channel, "ts"_L1);
    if (!message)
        return {};
    remove(*channel, *message);
    return ",\"channel\":\"" + channel->id + "\",\"ts\":\"" + SlackWorkspace::ts(message->micros) + '"';
}

QByteArray SlackApi::permalink(SlackCall &call)
{
    SlackChannel *channel = nullptr;
    const SlackMessage *message = ownMessage(call, channel, "message_ts"_L1);
    if (!message)
        return {};
    QByteArray link = m_webUrl + "archives/" + channel->id + "/p" + QByteArray::number(message->micros);
    if (message->thread != 0)
        link += "?thread_ts=" + SlackWorkspace::ts(message->thread) + "&cid=" + channel->id;
    return ",\"channel\":\"" + channel->id + "\",\"permalink\":" + jsonString(link);
}

QByteArray SlackApi::addReaction(SlackCall &call)
{
    SlackChannel *channel = nullptr;
    SlackMessage *message = ownMessage(call, channel, "timestamp"_L1);
    if (!message)
        return {};
    const QByteArray name = call.text("name"_L1);
    const bool isName = !name.isEmpty() && std::all_of(name.begin(), name.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' || letter == '-' ||
               letter == '+';
    });
    if (!isName)
        call.fail("invalid_name");
    else if (!react(*channel, *message, m_workspace.botUserId, name, true))
        call.fail("already_reacted");
    return {};
}

bool SlackApi::react(SlackChannel &channel, SlackMessage &message, const QByteArray &user, const QByteArray &name,
                     bool isAdded)
{
    if (message.reactions.value(name).contains(user) == isAdded)
        return false;
    QList<QByteArray> &users = message.reactions[name];
    if (isAdded)
        users.append(user);
    else
        users.removeAll(user);
    if (users.isEmpty())
        message.reactions.remove(name);
    const QJsonObject item{{u"type"_s, u"message"_s},
                           {u"channel"_s, QString::fromLatin1(channel.id)},
                           {u"ts"_s, QString::fromLatin1(SlackWorkspace::ts(message.micros))}};
    m_events.tell({{u"type"_s, isAdded ? u"reaction_added"_s : u"reaction_removed"_s},
                   {u"user"_s, QString::fromLatin1(user)},
                   {u"item"_s, item},
                   {u"reaction"_s, QString::fromUtf8(name)},
                   {u"item_user"_s, QString::fromLatin1(m_workspace.botUserId)}});
    return true;
}

QByteArray SlackApi::reactions(SlackCall &call)
{
    SlackChannel *channel = nullptr;
    const SlackMessage *message = ownMessage(call, channel, "timestamp"_L1);
    if (!message)
        return {};
    return ",\"type\":\"message\",\"channel\":\"" + channel->id + "\",\"message\":" + shown(*channel, *message, false);
}

} // namespace ledgercast::sandbox
