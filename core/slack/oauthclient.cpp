// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/oauthclient.h"

#include "core/slack/slackanswer.h"

#include <QCoreApplication>

namespace ledgercast {

namespace {

constexpr std::chrono::seconds deadline{30};
constexpr qint64 largestAnswer = 1024 * 1024;

QString translated(const char *text)
{
    return QCoreApplication::translate("slack", text);
}

} // namespace

QCoro::Task<Result<BotGrant>> OAuthClient::ask(QUrl apiUrl, OAuthApp app, QByteArray form, QString operation)
{
    if (!apiUrl.path().endsWith(u'/'))
        apiUrl.setPath(apiUrl.path() + u'/');
    HttpRequest request;
    request.verb = "POST";
    request.url = apiUrl.resolved(QUrl(QStringLiteral("oauth.v2.access")));
    request.headers = {{"Authorization", oauth::basicAuthorization(app)},
                       {"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = form;
    request.deadline = deadline;
    request.maxBodyBytes = largestAnswer;
    request.isRepeatable = false;
    request.operation = operation;
    auto sending = m_http.send(request);
    const Result<HttpResponse> response = co_await sending;
    if (!response)
        co_return fail(response.error());
    const Result<QJsonObject> object = slackObject(*response, operation);
    if (!object) {
        Error error = object.error();
        error.detail = QStringLiteral("HTTP %1").arg(response->status); // half an answer may hold half a token
        co_return fail(error);
    }
    Result<BotGrant> grant = oauth::readGrant(*object, operation);
    if (!grant)
        grant.error().retryAfter = response->retryAfter();
    co_return grant;
}

QCoro::Task<Result<BotGrant>> OAuthClient::exchange(QUrl apiUrl, OAuthApp app, QString code, QUrl redirect)
{
    return ask(apiUrl, app, oauth::codeForm(code, redirect),
               translated(QT_TRANSLATE_NOOP("slack", "Sign in to Slack")));
}

QCoro::Task<Result<BotGrant>> OAuthClient::refresh(QUrl apiUrl, OAuthApp app, QString refreshToken)
{
    return ask(apiUrl, app, oauth::refreshForm(refreshToken),
               translated(QT_TRANSLATE_NOOP("slack", "Renew the bot token")));
}

} // namespace ledgercast
