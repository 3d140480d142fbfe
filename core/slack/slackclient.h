// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/net/httpclient.h"
#include "core/slack/slackapi.h"

#include <QJsonObject>
#include <QUrlQuery>

namespace ledgercast {

/// Slack's Web API over HTTP. Lives in one thread; http and clock outlive it, and it outlives every coroutine that
/// awaits it.
class SlackClient final : public SlackApi
{
public:
    static constexpr QStringView defaultApiUrl = u"https://slack.com/api/";

    SlackClient(HttpClient &http, const Clock &clock, const QUrl &apiUrl = QUrl(defaultApiUrl.toString()));

    void setToken(const QString &token);
    [[nodiscard]] bool hasToken() const { return !m_token.isEmpty(); }
    /// With or without a slash at its end.
    void setApiUrl(const QUrl &apiUrl);
    [[nodiscard]] QUrl apiUrl() const { return m_apiUrl; }
    /// How long a read (everything but a post) may take, and how often it waits when Slack says 429.
    void setReadDeadline(std::chrono::milliseconds deadline) { m_readDeadline = deadline; }

    [[nodiscard]] QCoro::Task<Result<SlackIdentity>> identify() override;
    [[nodiscard]] QCoro::Task<Result<QList<Channel>>> channels() override;
    [[nodiscard]] QCoro::Task<PostOutcome> post(PostRequest request) override;
    [[nodiscard]] QCoro::Task<Result<QHash<QString, QString>>> findDeliveries(QString channelId, QString threadTs,
                                                                              Instant since) override;
    [[nodiscard]] QCoro::Task<Result<Channel>> join(QString channelId) override;
    [[nodiscard]] QCoro::Task<Result<QUrl>> permalink(QString channelId, QString ts) override;
    [[nodiscard]] Instant serverTime() const override;

private:
    struct Answer
    {
        QJsonObject body;
        QStringList scopes;
    };
    [[nodiscard]] QCoro::Task<Result<Answer>> call(QString method, QUrlQuery arguments, QString operation);
    [[nodiscard]] QCoro::Task<Result<Answer>> callOnce(QString method, QUrlQuery arguments, QString operation);
    [[nodiscard]] HttpRequest request(const QString &method, const QByteArray &contentType) const;
    void learnServerTime(const HttpResponse &response);

    HttpClient &m_http;
    const Clock &m_clock;
    QUrl m_apiUrl;
    QString m_token;
    QString m_ownUserId; ///< of identify(); empty: not known yet
    QString m_ownBotId;
    QString m_ownAppId;
    std::chrono::milliseconds m_readDeadline{30'000};
    std::chrono::milliseconds m_serverOffset{0};
};

} // namespace ledgercast
