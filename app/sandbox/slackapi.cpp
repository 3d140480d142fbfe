// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/slackapi.h"

#include "app/sandbox/json.h"

using namespace Qt::StringLiterals;

namespace ledgercast::sandbox {

SlackApi::SlackApi(SlackWorkspace &workspace, SlackEvents &events, SlackOAuth &oauth, Faults &faults, bool hasLimits)
    : m_workspace(workspace)
    , m_events(events)
    , m_oauth(oauth)
    , m_faults(faults)
    , m_hasLimits(hasLimits)
    , m_scopes({"chat:write", "channels:read", "groups:read", "channels:history", "groups:history", "channels:join",
                "users:read", "users:read.email", "reactions:read", "reactions:write", "files:write"})
{
    m_botProfile = "{\"id\":\"" + workspace.botId + "\",\"app_id\":\"" + workspace.appId +
                   "\",\"name\":\"Ledgercast\",\"icons\":{},\"deleted\":false,\"updated\":1700000000,\"team_id\":\"" +
                   workspace.teamId + "\"}";
}

const QHash<QByteArray, SlackApi::Method> &SlackApi::methods()
{
    // "read" and "history" stand for the channels: or groups: scope of the channel at hand.
    static const QHash<QByteArray, Method> table{
        {"apps.connections.open", {&SlackApi::openConnection, {}, 60}},
        {"oauth.v2.access", {&SlackApi::access, {}, 600, false, true}},
        {"auth.test", {&SlackApi::authTest, {}, 600}},
        {"conversations.list", {&SlackApi::listChannels, "read", 20}},
        {"conversations.info", {&SlackApi::channelInfo, "read", 50}},
        {"conversations.join", {&SlackApi::joinChannel, "channels:join", 50}},
        {"conversations.members", {&SlackApi::listMembers, "read", 100}},
        {"conversations.history", {&SlackApi::history, "history", 50}},
        {"conversations.replies", {&SlackApi::replies, "history", 50}},
        {"chat.postMessage", {&SlackApi::postMessage, "chat:write", 0, true}},
        {"chat.update", {&SlackApi::updateMessage, "chat:write", 50, true}},
        {"chat.delete", {&SlackApi::deleteMessage, "chat:write", 50}},
        {"chat.getPermalink", {&SlackApi::permalink, {}, 600}},
        {"reactions.add", {&SlackApi::addReaction, "reactions:write", 50}},
        {"reactions.get", {&SlackApi::reactions, "reactions:read", 50}},
        {"users.list", {&SlackApi::listUsers, "users:read", 20}},
        {"users.lookupByEmail", {&SlackApi::userByEmail, "users:read.email", 50}},
        {"files.getUploadURLExternal", {&SlackApi::uploadUrl, "files:write", 100}},
        {"files.completeUploadExternal", {&SlackApi::completeUpload, "files:write", 100, true}},
        {"files.delete", {&SlackApi::deleteFile, "files:write", 50}}};
    return table;
}

QJsonObject SlackApi::state() const
{
    QJsonObject messages;
    for (const SlackChannel &channel : m_workspace.channels())
        messages.insert(QString::fromUtf8(channel.name), static_cast<qint64>(channel.messages.size()));
    return {{u"calls"_s, countsToJson(m_calls)},
            {u"errors"_s, countsToJson(m_errors)},
            {u"messages"_s, messages},
            {u"sockets"_s, m_events.sockets()},
            {u"unacknowledged"_s, m_events.unacknowledged()},
            {u"events_status"_s, m_events.lastStatus()}};
}

std::optional<Reply> SlackApi::faultBefore() const
{
    if (m_faults.strikes("slack.drop_before")) {
        Reply reply;
        reply.ending = Ending::Drop;
        return reply;
    }
    if (m_faults.strikes("slack.http500"))
        return Reply{500,
                     "<!DOCTYPE html><html><head><title>Server Error | Slack</title></head><body><h1>Server Error"
                     "</h1><p>It seems like there's a problem connecting to our servers.</p></body></html>",
                     "text/html; charset=utf-8"};
    if (m_faults.strikes("slack.html503"))
        return Reply{503,
                     "<html><body><h1>503 Service Unavailable</h1>No server is available to handle this request."
                     "</body></html>",
                     "text/html"};
    if (m_faults.strikes("slack.ratelimited_bare"))
        return Reply{429, "{\"ok\":false,\"error\":\"ratelimited\"}"};
    if (const auto seconds = m_faults.strikesWith("slack.ratelimited", 1)) {
        Reply reply{429, "{\"ok\":false,\"error\":\"ratelimited\"}"};
        reply.headers.emplace_back("Retry-After", QByteArray::number(*seconds));
        return reply;
    }
    return std::nullopt;
}

Reply SlackApi::handle(const QByteArray &name, const Request &request)
{
    ++m_calls[name];
    if (std::optional<Reply> reply = faultBefore()) {
        ++m_errors[QByteArray::number(reply->status)];
        return *reply;
    }
    const auto found = methods().constFind(name);
    const Method *method = found == methods().constEnd() ? nullptr : &*found;
    m_retryAfter.reset();
    SlackCall call(request);
    check(name, method, call);
    QByteArray members;
    if (method && !call.isFailed())
        members = (this->*method->handler)(call);
    Reply reply;
    if (method && method->isPosting && !call.isFailed()) {
        if (m_faults.strikes("slack.accept_then_drop"))
            reply.ending = Ending::Drop;
        if (m_faults.strikes("slack.internal_error_stored"))
            call.fail("internal_error");
        if (m_faults.strikes("slack.fatal_error"))
            call.fail("fatal_error");
    }
    if (call.isFailed())
        ++m_errors[call.error()];
    reply.body = call.answer(members);
    reply.headers = {
        {"x-slack-req-id", QByteArray::number(++m_requestCount, 16).rightJustified(32, '0')},
        {"x-oauth-scopes", m_scopes.join(',')},
        {"x-accepted-oauth-scopes", method && !method->scope.isEmpty() ? scopeFor(method->scope, call) : QByteArray()}};
    if (m_retryAfter) {
        reply.status = 429;
        reply.headers.emplace_back("Retry-After", QByteArray::number(*m_retryAfter));
    }
    if (m_faults.strikes("slack.truncated"))
        reply.ending = Ending::Truncate;
    reply.delayMilliseconds = m_faults.strikesWith("slack.slow", 3000).value_or(0);
    return reply;
}

/// What every method checks before it does its own work.
void SlackApi::check(const QByteArray &name, const Method *method, SlackCall &call)
{
    if (call.isFailed())
        return;
    if (!method) {
        call.fail("unknown_method");
        call.detail(u"req_method"_s, QString::fromUtf8(name));
        return;
    }
    const QByteArray code = method->isTokenless ? QByteArray() : refusalOf(name, call.token());
    if (!code.isEmpty())
        return call.fail(code);
    if (!method->isTokenless && m_faults.strikes("slack.token_revoked"))
        return call.fail("token_revoked");
    const QByteArray scope = scopeFor(method->scope, call);
    if (!scope.isEmpty() && !m_scopes.contains(scope)) {
        call.fail("missing_scope");
        call.detail(u"needed"_s, QString::fromLatin1(scope));
        call.detail(u"provided"_s, QString::fromLatin1(m_scopes.join(',')));
        return;
    }
    if (method->perMinute > 0 && !limit(call, name, method->perMinute, method->perMinute))
        return;
}

/// Why the token isn't the one for this method; empty if it is.
QByteArray SlackApi::refusalOf(const QByteArray &method, const QByteArray &token) const
{
    if (token.isEmpty())
        return "not_authed";
    const bool isOpening = method == "apps.connections.open";
    if (token == (isOpening ? m_workspace.token : m_workspace.appToken))
        return "not_allowed_token_type";
    if (const auto refusal = isOpening ? std::nullopt : m_oauth.refusalOf(token))
        return refusal->isEmpty() ? m_refusal : *refusal;
    if (token != (isOpening ? m_workspace.appToken : m_workspace.token))
        return "invalid_auth";
    return m_refusal;
}

QByteArray SlackApi::openConnection(SlackCall &call)
{
    Q_UNUSED(call)
    return ",\"url\":" + jsonString(m_events.newAddress());
}

QByteArray SlackApi::scopeFor(const QByteArray &scope, SlackCall &call)
{
    if (scope != "read" && scope != "history")
        return scope;
    const SlackChannel *channel = m_workspace.channel(call.text("channel"_L1));
    return (channel && channel->isPrivate ? "groups:" : "channels:") + scope;
}

bool SlackApi::limit(SlackCall &call, const QByteArray &key, double perMinute, double burst)
{
    if (!m_hasLimits)
        return true;
    m_retryAfter = m_limits.take(key, perMinute, burst);
    if (m_retryAfter)
        call.fail("ratelimited");
    return !m_retryAfter;
}

SlackChannel *SlackApi::readableChannel(SlackCall &call)
{
    if (!call.has("channel"_L1)) {
        call.fail("invalid_arguments", {u"missing required field: channel"_s});
        return nullptr;
    }
    SlackChannel *channel = m_workspace.channel(call.text("channel"_L1));
    if (!channel)
        call.fail("channel_not_found");
    return channel;
}

QByteArray SlackApi::authTest(SlackCall &call)
{
    Q_UNUSED(call)
    return ",\"url\":" + jsonString(m_webUrl) + ",\"team\":" + jsonString(m_workspace.teamName) +
           ",\"user\":\"ledgercast\",\"team_id\":" + jsonString(m_workspace.teamId) +
           ",\"user_id\":" + jsonString(m_workspace.botUserId) + ",\"bot_id\":" + jsonString(m_workspace.botId) +
           ",\"is_enterprise_install\":false";
}

QByteArray SlackApi::listUsers(SlackCall &call)
{
    const qint64 limit = qBound(qint64(1), call.number("limit"_L1, 100), qint64(1000));
    const qint64 start = QByteArray::fromBase64(call.text("cursor"_L1)).replace("user:", "").toLongLong();
    const auto &users = m_workspace.users();
    QByteArray members;
    qint64 index = qMax<qint64>(0, start);
    for (; index < static_cast<qint64>(users.size()) && index < start + limit; ++index)
        members += (members.isEmpty() ? "" : ",") + userObject(users[static_cast<std::size_t>(index)]);
    const bool hasMore = index < static_cast<qint64>(users.size());
    const QByteArray position = "user:" + QByteArray::number(index).rightJustified(3, '0');
    call.nextCursor(hasMore ? position.toBase64() : QByteArray());
    return ",\"members\":[" + members + "],\"cache_ts\":1700000000";
}

QByteArray SlackApi::userByEmail(SlackCall &call)
{
    const QByteArray email = call.text("email"_L1).trimmed().toLower();
    for (const SlackUser &user : m_workspace.users()) {
        if (!email.isEmpty() && user.email == email && !user.isDeleted)
            return ",\"user\":" + userObject(user);
    }
    call.fail("users_not_found");
    return {};
}

QByteArray SlackApi::userObject(const SlackUser &user) const
{
    return "{\"id\":" + jsonString(user.id) + ",\"team_id\":" + jsonString(m_workspace.teamId) +
           ",\"name\":" + jsonString(user.name) + ",\"deleted\":" + (user.isDeleted ? "true" : "false") +
           ",\"real_name\":" + jsonString(user.realName) + ",\"is_bot\":" + (user.isBot ? "true" : "false") +
           ",\"profile\":{\"real_name\":" + jsonString(user.realName) + ",\"email\":" + jsonString(user.email) + "}}";
}

} // namespace ledgercast::sandbox
