// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/json.h"
#include "app/sandbox/slackapi.h"

#include <QDateTime>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

// The methods that read channels and their messages.
namespace ledgercast::sandbox {

namespace {

/// Opaque, and always with a "=" at its end: clients that don't escape it fail here as they do at Slack.
QByteArray makeCursor(const char *kind, qint64 position)
{
    QByteArray text = QByteArray(kind) + ':' + QByteArray::number(position);
    while (text.size() % 3 != 2)
        text += ' ';
    return text.toBase64();
}

std::optional<qint64> readCursor(const QByteArray &cursor, const char *kind)
{
    const QByteArray text = QByteArray::fromBase64(cursor).trimmed();
    const qsizetype size = static_cast<qsizetype>(qstrlen(kind)) + 1;
    bool isNumber = false;
    const qint64 position = text.sliced(qMin(text.size(), size)).toLongLong(&isNumber);
    return isNumber && text.startsWith(kind) ? std::optional(position) : std::nullopt;
}

const char *boolean(bool value)
{
    return value ? "true" : "false";
}

struct Window
{
    qint64 oldest = 0;
    qint64 latest = 0;
    qint64 limit = 100;
    bool isInclusive = false;
    bool hasMetadata = false;
    qint64 now = 0;

    [[nodiscard]] bool shows(const SlackChannel &channel, const SlackMessage &message) const
    {
        const bool isInside = isInclusive ? message.micros >= oldest && message.micros <= latest
                                          : message.micros > oldest && message.micros < latest;
        return isInside && channel.isShown(message) && message.visibleAt <= now;
    }
};

Window readWindow(SlackCall &call, qint64 defaultLimit)
{
    Window window;
    const auto oldest = SlackWorkspace::fromTs(call.has("oldest"_L1) ? call.text("oldest"_L1) : "0");
    const auto latest = call.has("latest"_L1) ? SlackWorkspace::fromTs(call.text("latest"_L1))
                                              : std::optional(std::numeric_limits<qint64>::max());
    if (!oldest || !latest) {
        call.fail(oldest ? "invalid_ts_latest" : "invalid_ts_oldest");
        return window;
    }
    window.oldest = *oldest;
    window.latest = *latest == 0 ? std::numeric_limits<qint64>::max() : *latest;
    window.limit = qBound(qint64(1), call.number("limit"_L1, defaultLimit), qint64(999));
    window.isInclusive = call.isTrue("inclusive"_L1);
    window.hasMetadata = call.isTrue("include_all_metadata"_L1);
    window.now = QDateTime::currentMSecsSinceEpoch();
    return window;
}

} // namespace

QByteArray SlackApi::channelObject(const SlackChannel &channel) const
{
    const QByteArray topic = "{\"value\":\"\",\"creator\":\"\",\"last_set\":0}";
    return "{\"id\":" + jsonString(channel.id) + ",\"name\":" + jsonString(channel.name) +
           ",\"is_channel\":" + boolean(!channel.isPrivate) + ",\"is_group\":" + boolean(channel.isPrivate) +
           ",\"is_im\":false,\"is_mpim\":false,\"is_private\":" + boolean(channel.isPrivate) +
           ",\"created\":1690000000,\"creator\":\"U0ADMIN01\",\"is_archived\":" + boolean(channel.isArchived) +
           ",\"is_general\":" + boolean(channel.name == "general") +
           ",\"unlinked\":0,\"name_normalized\":" + jsonString(channel.name) +
           ",\"is_shared\":" + boolean(channel.isShared) + ",\"is_ext_shared\":" + boolean(channel.isShared) +
           ",\"is_org_shared\":false,\"pending_shared\":[],\"is_pending_ext_shared\":false,\"is_member\":" +
           boolean(channel.isMember) + ",\"updated\":1690000000000,\"topic\":" + topic +
           ",\"purpose\":{\"value\":" + jsonString(channel.purpose) +
           ",\"creator\":\"U0ADMIN01\",\"last_set\":1690000000},\"previous_names\":[],\"num_members\":" +
           QByteArray::number(channel.members) + "}";
}

QByteArray SlackApi::listChannels(SlackCall &call)
{
    QByteArrayList types = call.text("types"_L1).replace(' ', "").split(',');
    if (types == QByteArrayList{QByteArray()})
        types = {"public_channel"};
    for (const QByteArray &type : types) {
        if (type != "public_channel" && type != "private_channel" && type != "im" && type != "mpim") {
            call.fail("invalid_types");
            return {};
        }
    }
    const qint64 limit = qBound(qint64(1), call.number("limit"_L1, 100), qint64(999));
    const auto start =
        call.text("cursor"_L1).isEmpty() ? std::optional<qint64>(0) : readCursor(call.text("cursor"_L1), "team");
    if (!start || *start < 0) {
        call.fail("invalid_cursor");
        return {};
    }
    // Filters come after paging, as at Slack: a page can be short or empty without being the last.
    std::deque<SlackChannel> &all = m_workspace.channels();
    const bool excludesArchived = call.isTrue("exclude_archived"_L1);
    QByteArray list;
    qint64 index = *start;
    for (; index < static_cast<qint64>(all.size()) && index < *start + limit; ++index) {
        const SlackChannel &channel = all[static_cast<std::size_t>(index)];
        const bool isWanted = !channel.isDeleted &&
                              types.contains(channel.isPrivate ? "private_channel" : "public_channel") &&
                              (channel.isMember || !channel.isPrivate) && !(excludesArchived && channel.isArchived);
        if (isWanted)
            list += (list.isEmpty() ? "" : ",") + channelObject(channel);
    }
    call.nextCursor(index < static_cast<qint64>(all.size()) ? makeCursor("team", index) : QByteArray());
    return ",\"channels\":[" + list + "]";
}

QByteArray SlackApi::channelInfo(SlackCall &call)
{
    const SlackChannel *channel = readableChannel(call);
    return channel ? ",\"channel\":" + channelObject(*channel) : QByteArray();
}

QByteArray SlackApi::joinChannel(SlackCall &call)
{
    SlackChannel *channel = readableChannel(call);
    if (!channel)
        return {};
    if (channel->isPrivate)
        call.fail("method_not_supported_for_channel_type");
    else if (channel->isArchived)
        call.fail("is_archived");
    else if (channel->isMember)
        call.warn("already_in_channel");
    if (call.isFailed())
        return {};
    channel->isMember = true;
    return ",\"channel\":" + channelObject(*channel);
}

QByteArray SlackApi::listMembers(SlackCall &call)
{
    const SlackChannel *channel = readableChannel(call);
    if (!channel)
        return {};
    QByteArray members = channel->isMember ? jsonString(m_workspace.botUserId) : QByteArray();
    for (const SlackUser &user : m_workspace.users()) {
        if (!user.isBot && !user.isDeleted)
            members += (members.isEmpty() ? "" : ",") + jsonString(user.id);
    }
    call.nextCursor({});
    return ",\"members\":[" + members + "]";
}

QByteArray SlackApi::shown(SlackChannel &channel, const SlackMessage &message, bool hasMetadata)
{
    QByteArray body = message.body.chopped(1);
    const auto thread = channel.threads.constFind(message.micros);
    if (thread != channel.threads.constEnd()) {
        body += ",\"thread_ts\":\"" + SlackWorkspace::ts(message.micros) +
                "\",\"reply_count\":" + QByteArray::number(static_cast<qint64>(thread->size())) +
                ",\"reply_users_count\":1,\"latest_reply\":\"" +
                SlackWorkspace::ts(channel.messages[thread->back()].micros) + '"';
    }
    if (!message.metadata.isEmpty())
        body += ",\"metadata\":" +
                (hasMetadata ? message.metadata : "{\"event_type\":" + jsonString(message.eventType) + "}");
    if (!message.reactions.isEmpty()) {
        QByteArrayList list;
        for (auto reaction = message.reactions.begin(); reaction != message.reactions.end(); ++reaction)
            list.append("{\"name\":" + jsonString(reaction.key()) + ",\"users\":[\"" + reaction->join("\",\"") +
                        "\"],\"count\":" + QByteArray::number(reaction->size()) + "}");
        body += ",\"reactions\":[" + list.join(',') + "]";
    }
    return body + '}';
}

QByteArray SlackApi::history(SlackCall &call)
{
    SlackChannel *channel = readableChannel(call);
    if (channel && !channel->isMember)
        call.fail("not_in_channel");
    const Window window = readWindow(call, 100);
    if (call.isFailed())
        return {};
    qint64 before = std::numeric_limits<qint64>::max();
    if (!call.text("cursor"_L1).isEmpty()) {
        const auto position = readCursor(call.text("cursor"_L1), "next_ts");
        if (!position) {
            call.fail("invalid_cursor");
            return {};
        }
        before = *position;
    }
    const auto end =
        std::lower_bound(channel->roots.begin(), channel->roots.end(), before,
                         [&](quint32 index, qint64 wanted) { return channel->messages[index].micros < wanted; });
    QByteArrayList messages;
    bool hasMore = false;
    qint64 last = 0;
    for (auto root = std::make_reverse_iterator(end); root != channel->roots.rend(); ++root) {
        const SlackMessage &message = channel->messages[*root];
        if (message.micros < window.oldest)
            break;
        if (!window.shows(*channel, message))
            continue;
        if (messages.size() == window.limit) {
            hasMore = true;
            break;
        }
        messages.append(shown(*channel, message, window.hasMetadata));
        last = message.micros;
    }
    call.nextCursor(hasMore ? makeCursor("next_ts", last) : QByteArray());
    return ",\"messages\":[" + messages.join(',') + "],\"has_more\":" + boolean(hasMore) + ",\"pin_count\":0";
}

QByteArray SlackApi::replies(SlackCall &call)
{
    SlackChannel *channel = readableChannel(call);
    if (channel && !channel->isMember)
        call.fail("not_in_channel");
    const Window window = readWindow(call, 999);
    const auto ts = SlackWorkspace::fromTs(call.text("ts"_L1));
    if (!call.isFailed() && !ts)
        call.fail("invalid_arguments", {u"missing required field: ts"_s});
    if (call.isFailed())
        return {};
    const SlackMessage *parent = channel->findAny(*ts);
    if (!parent || !channel->isShown(*parent)) {
        call.fail("thread_not_found");
        return {};
    }
    const auto after =
        call.text("cursor"_L1).isEmpty() ? std::optional<qint64>(0) : readCursor(call.text("cursor"_L1), "reply");
    if (!after) {
        call.fail("invalid_cursor");
        return {};
    }
    // The parent opens every page.
    QByteArrayList messages{shown(*channel, *parent, window.hasMetadata)};
    bool hasMore = false;
    qint64 last = 0;
    for (const quint32 index : channel->threads.value(*ts)) {
        const SlackMessage &message = channel->messages[index];
        if (message.micros <= *after || !window.shows(*channel, message))
            continue;
        if (messages.size() > window.limit) {
            hasMore = true;
            break;
        }
        messages.append(shown(*channel, message, window.hasMetadata));
        last = message.micros;
    }
    call.nextCursor(hasMore ? makeCursor("reply", last) : QByteArray());
    return ",\"messages\":[" + messages.join(',') + "],\"has_more\":" + boolean(hasMore);
}

} // namespace ledgercast::sandbox
