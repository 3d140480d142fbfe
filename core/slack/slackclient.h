// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/net/httpclient.h"
#include "core/slack/slackapi.h"

#include <QJsonObject>
#include <QUrlQuery>

#include <functional>

namespace ledgercast {

/// Slack's Web API over HTTP. Lives in one thread; http and clock outlive it, and it outlives every coroutine that
/// awaits it.
class SlackClient final : public SlackApi
{
public:
    static constexpr QStringView defaultBaseUrl = u"https://slack.com/api/";

    SlackClient(HttpClient &http, const Clock &clock, const QUrl &baseUrl = QUrl(defaultBaseUrl.toString()));

    /// Why a text can't be a bot token, for people; empty if it can be one.
    [[nodiscard]] static QString whyNotAToken(const QString &token);
    void setToken(const QString &token);
    /// The same bot's next token.
    void replaceToken(const QString &token) { m_token = token; }
    /// What to ask when Slack calls a token expired: it ends with the one to try once more with, or with the error that
    /// the call then has (Auth: a person has to sign in again). Unset: the call fails.
    using Renew = std::function<QCoro::Task<Result<QString>>(QString expired)>;
    void setRenewal(Renew renew) { m_renew = std::move(renew); }
    /// With or without a slash at its end.
    void setBaseUrl(const QUrl &baseUrl);
    [[nodiscard]] QUrl baseUrl() const { return m_baseUrl; }
    /// Requests sent so far.
    [[nodiscard]] int calls() const { return m_calls; }
    /// Ends the waits that Slack asked for: those reads end as Cancelled.
    void stopWaiting() { m_waits.wakeAll(); }

    [[nodiscard]] QCoro::Task<Result<SlackIdentity>> identify() override;
    [[nodiscard]] QCoro::Task<Result<QList<Channel>>> channels() override;
    [[nodiscard]] QCoro::Task<PostOutcome> post(PostRequest request) override;
    [[nodiscard]] QCoro::Task<PostOutcome> edit(EditRequest request) override;
    [[nodiscard]] QCoro::Task<Result<QHash<QString, DeliveryPlace>>> findDeliveries(QString channelId, QString threadTs,
                                                                                    Instant since) override;
    [[nodiscard]] QCoro::Task<Result<Channel>> join(QString channelId) override;
    /// users.lookupByEmail (scope users:read.email): the id of the active account with this address; "users_not_found"
    /// if there is none. https://docs.slack.dev/reference/methods/users.lookupByEmail
    [[nodiscard]] QCoro::Task<Result<QString>> userIdOf(QString email);
    // slackclient_files.cpp: files, each sent in three steps. Scope files:write.
    /// files.getUploadURLExternal. size: bytes, not 0.
    /// https://docs.slack.dev/reference/methods/files.getUploadURLExternal
    [[nodiscard]] QCoro::Task<Result<UploadPlace>> uploadPlace(QString fileName, qsizetype size);
    /// The bytes. Nobody sees them yet.
    [[nodiscard]] QCoro::Task<Result<void>> sendFile(UploadPlace place, QByteArray content);
    /// files.completeUploadExternal: the file is in the channel. Works once; without an answer nobody knows.
    /// https://docs.slack.dev/reference/methods/files.completeUploadExternal
    [[nodiscard]] QCoro::Task<Result<void>> showFile(QString fileId, QString title, QString channelId);
    /// files.delete; a file that is gone already counts as deleted.
    /// https://docs.slack.dev/reference/methods/files.delete
    [[nodiscard]] QCoro::Task<Result<void>> deleteFile(QString fileId);
    /// apps.connections.open: where a WebSocket of Socket Mode may be opened, once and soon. Its token is the app-level
    /// one (xapp-…), which opens nothing else.
    [[nodiscard]] QCoro::Task<Result<QUrl>> openSocket();
    [[nodiscard]] QUrl permalink(const QString &channelId, const QString &ts, const QString &threadTs) const override
    {
        return slackPermalink(m_own.url, channelId, ts, threadTs);
    }
    [[nodiscard]] Milliseconds clockOffset() const override { return m_clockOffset; }

private:
    struct Answer
    {
        QJsonObject body;
        QStringList scopes;
    };
    /// Waits and asks again when Slack says 429, a few times.
    [[nodiscard]] QCoro::Task<Result<Answer>> call(QString method, QUrlQuery arguments, QString operation);
    [[nodiscard]] QCoro::Task<Result<Answer>> callOnce(QString method, QUrlQuery arguments, QString operation);
    /// The same, with a renewed token if Slack calls this one expired.
    [[nodiscard]] QCoro::Task<Result<Answer>> callRenewed(QString method, QUrlQuery arguments, QString operation);
    /// Every page of a method that answers in pages; each answer's body.
    [[nodiscard]] QCoro::Task<Result<QList<QJsonObject>>> callPages(QString method, QUrlQuery arguments,
                                                                    QString operation);
    [[nodiscard]] HttpRequest request(const QString &method, const QByteArray &contentType) const;
    [[nodiscard]] Result<Answer> read(const HttpResponse &response, const QString &operation) const;
    [[nodiscard]] Error errorOf(const QJsonObject &body, const QString &operation) const;
    /// A write that is sent once. body: none, the stored message can't be sent. threadTs: of the post
    [[nodiscard]] QCoro::Task<PostOutcome> writeOnce(QString method, QByteArray body,
                                                     std::chrono::milliseconds deadline, QString threadTs);
    /// The same again with a renewed token if Slack calls this one expired: then nothing was written.
    [[nodiscard]] QCoro::Task<PostOutcome> write(QString method, std::optional<QByteArray> body,
                                                 std::chrono::milliseconds deadline, QString threadTs);
    /// threadTs: of the post
    [[nodiscard]] PostOutcome outcomeOf(const HttpResponse &response, const QString &threadTs) const;
    [[nodiscard]] QString withoutToken(const QString &text) const;
    void learnClock(const HttpResponse &response);

    HttpClient &m_http;
    const Clock &m_clock;
    Sleeper m_waits;
    QUrl m_baseUrl;
    QString m_token;
    Renew m_renew;
    int m_bots = 0;      ///< whose token this is, counted
    SlackIdentity m_own; ///< of identify(); empty: not known yet
    Milliseconds m_clockOffset{0};
    int m_calls = 0;
};

} // namespace ledgercast
