// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/json.h"
#include "app/sandbox/sandbox.h"

using namespace Qt::StringLiterals;

// What people and administrators do in the workspace: the Slack part of the control interface. Each is told as an
// event.
namespace ledgercast::sandbox {

namespace {

/// "archive" of a private channel is a group's event.
QString eventType(const SlackChannel &channel, const QString &what)
{
    return (channel.isPrivate ? u"group_"_s : u"channel_"_s) + what;
}

} // namespace

std::optional<Reply> Sandbox::controlSlack(const QByteArray &action, const QJsonObject &body)
{
    static const QByteArrayList ofChannel{"archive", "unarchive", "kick", "rename", "delete-channel"};
    if (ofChannel.contains(action))
        return changeChannel(action, body);
    if (action == "delete-message" || action == "react")
        return changeMessage(action, body);
    if (action == "uninstall" || action == "revoke")
        return endAccess(action == "uninstall");
    if (action == "oauth")
        return changeOAuth(body);
    if (action == "tell-again")
        return m_events.tellAgain() ? done() : refused(u"Nothing was told yet"_s);
    if (action == "socket")
        return m_events.disconnectOldest(body.value("reason"_L1).toString(u"refresh_requested"_s).toLatin1())
                   ? done()
                   : refused(u"No socket is open"_s);
    if (action == "events") {
        m_events.setTarget(QUrl(body.value("url"_L1).toString()), body.value("signing_secret"_L1).toString().toUtf8());
        return done();
    }
    return std::nullopt;
}

Reply Sandbox::changeChannel(const QByteArray &action, const QJsonObject &body)
{
    const QString name = body.value("channel"_L1).toString();
    SlackChannel *channel = m_workspace.anyChannel(name.toUtf8());
    if (!channel)
        return refused(u"There is no channel \"%1\""_s.arg(name));
    const QString id = QString::fromLatin1(channel->id);
    const QString person = QString::fromLatin1(m_workspace.users().front().id);
    QJsonObject event{{u"channel"_s, id}, {u"user"_s, person}};
    QString what = QString::fromLatin1(action);
    if (action == "kick") {
        channel->isMember = false;
        what = u"left"_s;
    } else if (action == "delete-channel") {
        m_workspace.remove(*channel);
        what = u"deleted"_s;
    } else if (action == "rename") {
        const QString newName = body.value("name"_L1).toString();
        if (newName.isEmpty() || m_workspace.anyChannel(newName.toUtf8()))
            return refused(u"\"%1\" is no name that is free"_s.arg(newName));
        m_workspace.rename(*channel, newName.toUtf8());
        event = {{u"channel"_s, QJsonObject{{u"id"_s, id},
                                            {u"name"_s, newName},
                                            {u"name_normalized"_s, newName},
                                            {u"created"_s, 1690000000},
                                            {u"is_channel"_s, !channel->isPrivate},
                                            {u"is_mpim"_s, false}}}};
    } else {
        channel->isArchived = action == "archive";
    }
    event.insert(u"type"_s, eventType(*channel, what));
    m_events.tell(event);
    return done();
}

Reply Sandbox::changeMessage(const QByteArray &action, const QJsonObject &body)
{
    SlackChannel *channel = m_workspace.anyChannel(body.value("channel"_L1).toString().toUtf8());
    const auto ts = SlackWorkspace::fromTs(body.value("ts"_L1).toString().toLatin1());
    SlackMessage *message = channel && ts ? channel->find(*ts) : nullptr;
    if (!message)
        return refused(u"There is no such message"_s);
    if (action == "delete-message") {
        m_slack.remove(*channel, *message);
        return done();
    }
    const QByteArray user =
        body.value("user"_L1).toString(QString::fromLatin1(m_workspace.users().front().id)).toLatin1();
    const QByteArray name = body.value("name"_L1).toString(u"white_check_mark"_s).toUtf8();
    const bool isChanged = m_slack.react(*channel, *message, user, name, !body.value("remove"_L1).toBool());
    return isChanged ? done() : refused(u"It is so already"_s);
}

/// {"redirect_urls":["https://…"],"token_seconds":43200,"grace_seconds":0,"expire":true}, each where it changes.
Reply Sandbox::changeOAuth(const QJsonObject &body)
{
    if (body.contains("redirect_urls"_L1)) {
        QByteArrayList urls;
        const QJsonArray array = body.value("redirect_urls"_L1).toArray();
        for (const QJsonValue &url : array)
            urls.append(url.toString().toUtf8());
        m_oauth.setRedirectUrls(urls);
    }
    if (body.contains("token_seconds"_L1))
        m_oauth.setTokenSeconds(body.value("token_seconds"_L1).toInt());
    if (body.contains("grace_seconds"_L1))
        m_oauth.setGraceSeconds(body.value("grace_seconds"_L1).toInt());
    if (body.value("expire"_L1).toBool())
        m_oauth.expire();
    return done();
}

Reply Sandbox::endAccess(bool isUninstalled)
{
    m_slack.refuse(isUninstalled ? "account_inactive" : "token_revoked");
    const QJsonObject tokens{{u"oauth"_s, QJsonArray()},
                             {u"bot"_s, QJsonArray{QString::fromLatin1(m_workspace.botUserId)}}};
    m_events.tell({{u"type"_s, u"tokens_revoked"_s}, {u"tokens"_s, tokens}});
    if (isUninstalled)
        m_events.tell({{u"type"_s, u"app_uninstalled"_s}});
    return done();
}

} // namespace ledgercast::sandbox
