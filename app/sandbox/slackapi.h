// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/faults.h"
#include "app/sandbox/slackcall.h"
#include "app/sandbox/slackevents.h"
#include "app/sandbox/slacklimits.h"
#include "app/sandbox/slackoauth.h"
#include "app/sandbox/slackworkspace.h"

namespace ledgercast::sandbox {

/// Slack's Web API on the workspace.
class SlackApi
{
public:
    SlackApi(SlackWorkspace &workspace, SlackEvents &events, SlackOAuth &oauth, Faults &faults, bool hasLimits);
    SlackApi(const SlackApi &) = delete;
    SlackApi &operator=(const SlackApi &) = delete;

    [[nodiscard]] Reply handle(const QByteArray &method, const Request &request);
    [[nodiscard]] QJsonObject state() const;
    void setScopes(const QByteArrayList &scopes) { m_scopes = scopes; }
    /// The bot token isn't accepted any more, with this code.
    void refuse(const QByteArray &code) { m_refusal = code; }
    void setWebUrl(const QByteArray &url) { m_webUrl = url; }

    /// What a person or the bot does, told as an event.
    void remove(SlackChannel &channel, SlackMessage &message);
    /// false: it was so already.
    bool react(SlackChannel &channel, SlackMessage &message, const QByteArray &user, const QByteArray &name,
               bool isAdded);
    /// What the address of files.getUploadURLExternal takes.
    [[nodiscard]] Reply upload(const QByteArray &id, const Request &request);
    [[nodiscard]] Reply fileContent(const QByteArray &id) const;
    /// All files with their content, as JSON.
    [[nodiscard]] QByteArray filesShown() const;
    /// The message as history shows it.
    [[nodiscard]] static QByteArray shown(SlackChannel &channel, const SlackMessage &message, bool hasMetadata);

private:
    using Handler = QByteArray (SlackApi::*)(SlackCall &);
    struct Method
    {
        Handler handler;
        QByteArray scope;       ///< empty: none needed
        double perMinute = 50;  ///< 0: limited elsewhere
        bool isPosting = false; ///< whether the faults that store a message apply
        bool isTokenless = false;
    };
    static const QHash<QByteArray, Method> &methods();

    [[nodiscard]] std::optional<Reply> faultBefore() const;
    void check(const QByteArray &name, const Method *method, SlackCall &call);
    [[nodiscard]] SlackChannel *readableChannel(SlackCall &call);
    [[nodiscard]] bool limit(SlackCall &call, const QByteArray &key, double perMinute, double burst);
    [[nodiscard]] QByteArray scopeFor(const QByteArray &scope, SlackCall &call);

    [[nodiscard]] QByteArray refusalOf(const QByteArray &method, const QByteArray &token) const;
    QByteArray access(SlackCall &call) { return m_oauth.access(call); }
    QByteArray openConnection(SlackCall &call);
    QByteArray authTest(SlackCall &call);
    QByteArray listChannels(SlackCall &call);
    QByteArray channelInfo(SlackCall &call);
    QByteArray joinChannel(SlackCall &call);
    QByteArray listMembers(SlackCall &call);
    QByteArray history(SlackCall &call);
    QByteArray replies(SlackCall &call);
    QByteArray postMessage(SlackCall &call);
    QByteArray updateMessage(SlackCall &call);
    [[nodiscard]] qint64 threadFor(SlackCall &call, SlackChannel &channel, qint64 micros);
    [[nodiscard]] static QByteArray tombstoneOf(qint64 micros);
    QByteArray deleteMessage(SlackCall &call);
    QByteArray permalink(SlackCall &call);
    QByteArray addReaction(SlackCall &call);
    QByteArray reactions(SlackCall &call);
    QByteArray listUsers(SlackCall &call);
    QByteArray userByEmail(SlackCall &call);
    QByteArray uploadUrl(SlackCall &call);
    QByteArray completeUpload(SlackCall &call);
    QByteArray deleteFile(SlackCall &call);
    void showFiles(SlackChannel &channel, const QJsonArray &files, const QByteArray &objects, SlackCall &call);

    [[nodiscard]] QByteArray channelObject(const SlackChannel &channel) const;
    [[nodiscard]] QByteArray userObject(const SlackUser &user) const;
    struct SlackFile
    {
        QByteArray name;
        QByteArray title;
        qint64 length = 0; ///< announced
        qint64 createdAt = 0;
        QByteArray content;
        bool isComplete = false;
        QByteArray channel; ///< id; empty: in none
        qint64 micros = 0;  ///< of the message that holds it
    };
    [[nodiscard]] QByteArray fileObject(const QByteArray &id, const SlackFile &file) const;
    [[nodiscard]] SlackChannel *postableChannel(SlackCall &call);
    [[nodiscard]] SlackMessage *ownMessage(SlackCall &call, SlackChannel *&channel, QLatin1StringView argument);
    /// Text, blocks and metadata of a message that is posted or changed; a mistake fails the call.
    struct Content
    {
        QByteArray text;
        QByteArray blocks;
        QByteArray metadata;
        QByteArray eventType;
        bool hasText = false;
        bool hasBlocks = false;
        bool hasMetadata = false;
    };
    [[nodiscard]] Content readContent(SlackCall &call);
    void readBlocks(SlackCall &call, Content &content);
    void readMetadata(SlackCall &call, Content &content);
    [[nodiscard]] QByteArray bodyOf(const Content &content, const SlackMessage &message) const;

    SlackWorkspace &m_workspace;
    SlackEvents &m_events;
    SlackOAuth &m_oauth;
    Faults &m_faults;
    SlackLimits m_limits;
    bool m_hasLimits;
    QByteArrayList m_scopes;
    QByteArray m_refusal;
    QByteArray m_webUrl;
    QByteArray m_botProfile;
    quint64 m_requestCount = 0;
    quint64 m_blockCount = 0;
    quint64 m_fileCount = 0;
    QMap<QByteArray, SlackFile> m_files; ///< by id
    std::optional<int> m_retryAfter;
    QHash<QByteArray, int> m_calls;
    QHash<QByteArray, int> m_errors;
    QHash<QByteArray, int> m_posted;
};

} // namespace ledgercast::sandbox
