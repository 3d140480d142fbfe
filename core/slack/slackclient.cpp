// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/slackclient.h"

#include "core/base/log.h"
#include "core/base/redaction.h"
#include "core/net/httpdate.h"
#include "core/slack/slackanswer.h"
#include "core/slack/slackmessages.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace ledgercast {

using namespace std::chrono_literals;

namespace {

constexpr auto formType = "application/x-www-form-urlencoded"; // with a charset Slack warns: superfluous_charset
constexpr auto jsonType = "application/json; charset=utf-8";   // without one it warns: missing_charset
constexpr Milliseconds readDeadline = 30s;                     // of everything but a post
constexpr int rateLimitedTries = 5;
constexpr Milliseconds longestWait = 90s;
constexpr Milliseconds unnamedWait = 30s;
constexpr int mostPages = 10'000;
constexpr int pageSize = 200;
constexpr QLatin1StringView tokenExpired("token_expired");

QString translated(const char *text)
{
    return QCoreApplication::translate("slack", text);
}

QString joined(const QJsonArray &array)
{
    QStringList texts;
    for (const QJsonValue &value : array)
        texts << (value.isString() ? value.toString() : value[u"message"].toString());
    return texts.join(QStringLiteral("; "));
}

bool isIncomplete(const QJsonObject &page)
{
    return page[u"has_more"].toBool() && page[u"response_metadata"][u"next_cursor"].toString().isEmpty();
}

} // namespace

SlackClient::SlackClient(HttpClient &http, const Clock &clock, const QUrl &baseUrl) : m_http(http), m_clock(clock)
{
    setBaseUrl(baseUrl);
}

QString SlackClient::whyNotAToken(const QString &token)
{
    static const QRegularExpression botToken(QStringLiteral("\\A(xoxe\\.)?xoxb-[A-Za-z0-9-]{8,}\\z"));
    static const QRegularExpression signingSecret(QStringLiteral("\\A[0-9a-f]{32}\\z"));
    if (botToken.match(token).hasMatch())
        return {};
    QString what = translated(QT_TRANSLATE_NOOP("slack", "This isn't a whole bot token, or something is added to it."));
    if (token.isEmpty())
        what = translated(QT_TRANSLATE_NOOP("slack", "No token was given."));
    else if (token.startsWith(u"xoxp-") || token.startsWith(u"xoxe.xoxp-"))
        what = translated(QT_TRANSLATE_NOOP("slack", "This is a user token: posts would appear as that person."));
    else if (token.startsWith(u"xapp-"))
        what = translated(QT_TRANSLATE_NOOP("slack", "This is an app-level token, which can't post."));
    else if (token.startsWith(u"xoxc-") || token.startsWith(u"xoxd-"))
        what = translated(QT_TRANSLATE_NOOP("slack", "This is the token of a browser's session."));
    else if (token.startsWith(u"xoxe-"))
        what = translated(QT_TRANSLATE_NOOP("slack", "This is a refresh token, which can't post."));
    else if (token.startsWith(u"https://") || token.startsWith(u"http://"))
        what = translated(QT_TRANSLATE_NOOP("slack", "This is an address, such as that of a webhook, which reaches one "
                                                     "channel only and can't tell whether a post arrived."));
    else if (signingSecret.match(token).hasMatch())
        what = translated(QT_TRANSLATE_NOOP("slack", "This looks like the app's signing or client secret."));
    return what + u' ' +
           translated(QT_TRANSLATE_NOOP("slack", "Copy the Bot User OAuth Token from the Slack app's OAuth & "
                                                 "Permissions page; it begins with xoxb-."));
}

void SlackClient::setToken(const QString &token)
{
    if (token != m_token) {
        m_own = {};
        ++m_bots;
    }
    m_token = token;
}

void SlackClient::setBaseUrl(const QUrl &baseUrl)
{
    m_baseUrl = baseUrl;
    if (!m_baseUrl.path().endsWith(u'/'))
        m_baseUrl.setPath(m_baseUrl.path() + u'/');
}

HttpRequest SlackClient::request(const QString &method, const QByteArray &contentType) const
{
    HttpRequest request;
    request.verb = "POST";
    request.url = m_baseUrl.resolved(QUrl(method));
    request.headers = {{"Authorization", "Bearer " + m_token.toUtf8()}, {"Content-Type", contentType}};
    return request;
}

void SlackClient::learnClock(const HttpResponse &response)
{
    const QDateTime date = fromHttpDate(response.header("Date"));
    if (date.isValid())
        m_clockOffset = toInstant(date) - m_clock.now();
}

QString SlackClient::withoutToken(const QString &text) const
{
    QString safe = redacted(text);
    if (!m_token.isEmpty())
        safe.replace(m_token, QStringLiteral("[secret]"));
    return safe;
}

Error SlackClient::errorOf(const QJsonObject &body, const QString &operation) const
{
    const QString code = withoutToken(body[u"error"].toString(QStringLiteral("unknown")));
    const QString needed = body[u"needed"].toString();
    QStringList details;
    if (!needed.isEmpty())
        details << QStringLiteral("needed: %1; provided: %2").arg(needed, body[u"provided"].toString());
    details << joined(body[u"response_metadata"][u"messages"].toArray()) << joined(body[u"errors"].toArray());
    details.removeAll(QString());
    details.removeDuplicates();
    SlackCauseContext context;
    context.neededScope = withoutToken(needed);
    return {errorKindForCode(code), operation, slackCause(code, context).words,
            withoutToken(details.join(QStringLiteral("; "))), code};
}

Result<SlackClient::Answer> SlackClient::read(const HttpResponse &response, const QString &operation) const
{
    const Result<QJsonObject> object = slackObject(response, operation);
    if (!object) {
        Error error = object.error();
        error.detail = withoutToken(error.detail);
        return fail(error);
    }
    const QJsonObject &body = *object;
    if (!body[u"ok"].toBool()) {
        Error error = errorOf(body, operation);
        error.retryAfter = response.retryAfter();
        return fail(error);
    }
    Answer answer{body, {}};
    const QStringList scopes = QString::fromLatin1(response.header("x-oauth-scopes")).split(u',', Qt::SkipEmptyParts);
    for (const QString &scope : scopes)
        answer.scopes << scope.trimmed();
    return answer;
}

QCoro::Task<Result<SlackClient::Answer>> SlackClient::callOnce(QString method, QUrlQuery arguments, QString operation)
{
    if (m_token.isEmpty())
        co_return fail(errorOf({{QStringLiteral("error"), QStringLiteral("not_authed")}}, operation));
    HttpRequest outgoing = request(method, formType);
    outgoing.body = arguments.toString(QUrl::FullyEncoded).toUtf8();
    outgoing.deadline = readDeadline;
    outgoing.operation = operation;
    ++m_calls;
    auto sending = m_http.send(outgoing);
    const Result<HttpResponse> response = co_await sending;
    if (!response)
        co_return fail(response.error());
    learnClock(*response);
    co_return read(*response, operation);
}

QCoro::Task<Result<SlackClient::Answer>> SlackClient::callRenewed(QString method, QUrlQuery arguments,
                                                                  QString operation)
{
    const QString token = m_token;
    auto calling = callOnce(method, arguments, operation);
    Result<Answer> answer = co_await calling;
    if (answer || answer.error().code != tokenExpired || !m_renew)
        co_return answer;
    auto renewing = m_renew(token);
    const Result<QString> renewed = co_await renewing;
    if (!renewed)
        co_return fail(renewed.error());
    if (token == m_token)
        replaceToken(*renewed);
    auto again = callOnce(method, arguments, operation);
    co_return co_await again;
}

QCoro::Task<Result<SlackClient::Answer>> SlackClient::call(QString method, QUrlQuery arguments, QString operation)
{
    for (int tries = 1;; ++tries) {
        auto calling = callRenewed(method, arguments, operation);
        Result<Answer> answer = co_await calling;
        if (answer || answer.error().kind != ErrorKind::RateLimited || tries == rateLimitedTries)
            co_return answer;
        const Milliseconds wait = answer.error().retryAfter.value_or(unnamedWait);
        if (wait > longestWait)
            co_return answer;
        qCInfo(logSlack) << method << "is rate limited; waiting" << wait.count() << "ms";
        auto sleeping = m_waits.sleep(wait);
        const bool isDone = co_await sleeping;
        if (!isDone)
            co_return fail(ErrorKind::Cancelled, operation, translated(QT_TRANSLATE_NOOP("slack", "Stopped.")));
    }
}

QCoro::Task<Result<QList<QJsonObject>>> SlackClient::callPages(QString method, QUrlQuery arguments, QString operation)
{
    // Slack filters after it has cut the page: a short or empty page is not the end, only a missing cursor is.
    QList<QJsonObject> pages;
    QString cursor;
    arguments.addQueryItem(QStringLiteral("limit"), QString::number(pageSize));
    while (pages.size() < mostPages) {
        QUrlQuery asked = arguments;
        if (!cursor.isEmpty())
            asked.addQueryItem(QStringLiteral("cursor"), QString::fromLatin1(QUrl::toPercentEncoding(cursor)));
        auto calling = call(method, asked, operation);
        const Result<Answer> answer = co_await calling;
        if (!answer)
            co_return fail(answer.error());
        pages.append(answer->body);
        const QString next = answer->body[u"response_metadata"][u"next_cursor"].toString();
        if (next.isEmpty() && !isIncomplete(answer->body))
            co_return pages;
        if (next.isEmpty() || next == cursor)
            break;
        cursor = next;
    }
    co_return fail(ErrorKind::Protocol, operation,
                   translated(QT_TRANSLATE_NOOP("slack", "Slack's list doesn't come to an end. Ledgercast tries again "
                                                         "later.")),
                   QStringLiteral("%1: page %2 names no new cursor").arg(method).arg(pages.size()),
                   QStringLiteral("paging"));
}

QCoro::Task<Result<SlackIdentity>> SlackClient::identify()
{
    const int bot = m_bots;
    auto calling = call(QStringLiteral("auth.test"), {}, translated(QT_TRANSLATE_NOOP("slack", "Sign in to Slack")));
    const Result<Answer> answer = co_await calling;
    if (!answer)
        co_return fail(answer.error());
    const QJsonObject &body = answer->body;
    SlackIdentity identity{body[u"team_id"].toString(),   body[u"team"].toString(),
                           QUrl(body[u"url"].toString()), body[u"user_id"].toString(),
                           body[u"user"].toString(),      body[u"bot_id"].toString(),
                           body[u"app_id"].toString(),    answer->scopes};
    if (bot == m_bots) // else the answer is about a token that was replaced meanwhile
        m_own = identity;
    co_return identity;
}

QCoro::Task<Result<QList<Channel>>> SlackClient::channels()
{
    const QString operation = translated(QT_TRANSLATE_NOOP("slack", "List Slack channels"));
    QUrlQuery arguments{{QStringLiteral("types"), QStringLiteral("public_channel,private_channel")},
                        {QStringLiteral("exclude_archived"), QStringLiteral("false")}};
    auto listing = callPages(QStringLiteral("conversations.list"), arguments, operation);
    Result<QList<QJsonObject>> pages = co_await listing;
    if (!pages && pages.error().code == u"missing_scope" && pages.error().detail.contains(u"groups:read")) {
        // Private channels are an optional permission: without it the public ones are still listed.
        arguments.removeQueryItem(QStringLiteral("types"));
        arguments.addQueryItem(QStringLiteral("types"), QStringLiteral("public_channel"));
        auto publicListing = callPages(QStringLiteral("conversations.list"), arguments, operation);
        pages = co_await publicListing;
    }
    if (!pages)
        co_return fail(pages.error());
    QList<Channel> channels;
    for (const QJsonObject &page : *pages) {
        const QJsonArray listed = page[u"channels"].toArray();
        for (const QJsonValue &channel : listed)
            channels.append(slackmessages::toChannel(channel.toObject()));
    }
    co_return channels;
}

PostOutcome SlackClient::outcomeOf(const HttpResponse &response, const QString &threadTs) const
{
    const QString operation = translated(QT_TRANSLATE_NOOP("slack", "Post to Slack"));
    PostOutcome outcome;
    const Result<Answer> answer = read(response, operation);
    if (answer) {
        outcome.ts = answer->body[u"ts"].toString();
        outcome.channelId = answer->body[u"channel"].toString();
        if (!outcome.ts.isEmpty() && !outcome.channelId.isEmpty()) {
            outcome.verdict = PostVerdict::Posted;
            const QJsonObject message = answer->body[u"message"].toObject();
            outcome.isThreadLost = !threadTs.isEmpty() && !message.isEmpty() && !message.contains(u"thread_ts");
            return outcome;
        }
        outcome.error = {ErrorKind::Protocol, operation, slackCause(PostVerdict::Unclear).words,
                         QStringLiteral("ok without ts or channel"), QStringLiteral("no_ts")};
        outcome.verdict = PostVerdict::Unclear;
        return outcome;
    }
    outcome.error = answer.error();
    outcome.retryAfter = response.retryAfter();
    const QJsonDocument parsed = QJsonDocument::fromJson(response.body);
    const bool isSlackRefusal = parsed[u"ok"].isBool() && parsed[u"error"].isString();
    const bool hasCode = isSlackRefusal && response.status < 500 && response.status != 429;
    if (hasCode) {
        outcome.verdict = verdictForCode(parsed[u"error"].toString());
        return outcome;
    }
    outcome.verdict = verdictForHttpStatus(response.status);
    if (outcome.verdict == PostVerdict::Unclear)
        outcome.error.message = slackCause(PostVerdict::Unclear).words;
    return outcome;
}

QCoro::Task<PostOutcome> SlackClient::post(PostRequest post)
{
    auto writing =
        write(QStringLiteral("chat.postMessage"), slackmessages::postBody(post), post.deadline, post.threadTs);
    co_return co_await writing;
}

QCoro::Task<PostOutcome> SlackClient::edit(EditRequest edit)
{
    auto writing = write(QStringLiteral("chat.update"), slackmessages::editBody(edit), edit.deadline, {});
    PostOutcome outcome = co_await writing;
    if (outcome.verdict == PostVerdict::Unclear)
        outcome.verdict = PostVerdict::RetryLater;
    if (outcome.error.code == u"is_inactive") { // what chat.update calls an archived channel
        outcome.error.code = QStringLiteral("is_archived");
        outcome.error.message = slackCause(outcome.error.code).words;
    }
    co_return outcome;
}

QCoro::Task<PostOutcome> SlackClient::write(QString method, std::optional<QByteArray> body,
                                            std::chrono::milliseconds deadline, QString threadTs)
{
    const QString operation = translated(QT_TRANSLATE_NOOP("slack", "Post to Slack"));
    PostOutcome outcome;
    if (!body) {
        outcome.error = {ErrorKind::Internal, operation, slackCause(QStringLiteral("invalid_arguments")).words,
                         QStringLiteral("the stored message isn't an object of text and blocks"),
                         QStringLiteral("invalid_message")};
        co_return outcome;
    }
    if (m_token.isEmpty()) {
        outcome.verdict = PostVerdict::TokenDead;
        outcome.error = errorOf({{QStringLiteral("error"), QStringLiteral("not_authed")}}, operation);
        co_return outcome;
    }
    const QString token = m_token;
    auto writing = writeOnce(method, *body, deadline, threadTs);
    outcome = co_await writing;
    if (outcome.error.code != tokenExpired || !m_renew)
        co_return outcome;
    auto renewing = m_renew(token);
    const Result<QString> renewed = co_await renewing;
    if (!renewed) {
        const bool isOver = renewed.error().kind == ErrorKind::Auth || renewed.error().kind == ErrorKind::Refused;
        outcome.verdict = isOver ? PostVerdict::TokenDead : PostVerdict::RetryLater;
        outcome.error = renewed.error();
        co_return outcome;
    }
    if (token == m_token)
        replaceToken(*renewed);
    auto again = writeOnce(method, *body, deadline, threadTs);
    co_return co_await again;
}

QCoro::Task<PostOutcome> SlackClient::writeOnce(QString method, QByteArray body, std::chrono::milliseconds deadline,
                                                QString threadTs)
{
    const QString operation = translated(QT_TRANSLATE_NOOP("slack", "Post to Slack"));
    PostOutcome outcome;
    HttpRequest outgoing = request(method, jsonType);
    outgoing.body = body;
    outgoing.deadline = deadline;
    outgoing.isRepeatable = false;
    outgoing.operation = operation;
    ++m_calls;
    auto sending = m_http.send(outgoing);
    const Result<HttpResponse> response = co_await sending;
    if (!response) {
        outcome.verdict = verdictForNetworkError(response.error().kind);
        outcome.error = response.error();
        co_return outcome;
    }
    learnClock(*response);
    co_return outcomeOf(*response, threadTs);
}

QCoro::Task<Result<QHash<QString, DeliveryPlace>>> SlackClient::findDeliveries(QString channelId, QString threadTs,
                                                                               Instant since)
{
    const QString operation = translated(QT_TRANSLATE_NOOP("slack", "Look for posts in Slack"));
    QUrlQuery arguments{{QStringLiteral("channel"), channelId},
                        {QStringLiteral("oldest"), slackmessages::toTimestamp(since)},
                        {QStringLiteral("inclusive"), QStringLiteral("true")},
                        {QStringLiteral("include_all_metadata"), QStringLiteral("true")}};
    Result<QList<QJsonObject>> pages;
    if (!threadTs.isEmpty()) {
        QUrlQuery inThread = arguments;
        inThread.addQueryItem(QStringLiteral("ts"), threadTs);
        auto paging = callPages(QStringLiteral("conversations.replies"), inThread, operation);
        pages = co_await paging;
        const bool isGone = !pages && verdictForCode(pages.error().code) == PostVerdict::ThreadGone;
        if (!pages && !isGone)
            co_return fail(pages.error());
    }
    // What a thread without its first message doesn't show proves nothing.
    if (threadTs.isEmpty() || !pages || !slackmessages::opensWith(*pages, threadTs)) {
        auto paging = callPages(QStringLiteral("conversations.history"), arguments, operation);
        pages = co_await paging;
        if (!pages)
            co_return fail(pages.error());
    }
    QHash<QString, DeliveryPlace> found;
    for (const QJsonObject &page : *pages) {
        if (!slackmessages::collectDeliveries(page, m_own, found)) {
            co_return fail(ErrorKind::Protocol, operation,
                           translated(QT_TRANSLATE_NOOP("slack", "Slack doesn't show which posts are ours, so "
                                                                 "Ledgercast can't tell whether this one arrived.")),
                           QStringLiteral("metadata without event_payload"), QStringLiteral("metadata_hidden"));
        }
    }
    co_return found;
}

QCoro::Task<Result<Channel>> SlackClient::join(QString channelId)
{
    const QUrlQuery arguments{{QStringLiteral("channel"), channelId}};
    auto calling = call(QStringLiteral("conversations.join"), arguments,
                        translated(QT_TRANSLATE_NOOP("slack", "Join a Slack channel")));
    const Result<Answer> answer = co_await calling;
    if (!answer)
        co_return fail(answer.error());
    co_return slackmessages::toChannel(answer->body[u"channel"].toObject());
}

QCoro::Task<Result<QString>> SlackClient::userIdOf(QString email)
{
    const QString operation = translated(QT_TRANSLATE_NOOP("slack", "Look people up in Slack"));
    // '+' is a character of addresses, and a blank in a form.
    const QUrlQuery arguments{{QStringLiteral("email"), QString::fromLatin1(QUrl::toPercentEncoding(email))}};
    auto calling = call(QStringLiteral("users.lookupByEmail"), arguments, operation);
    const Result<Answer> answer = co_await calling;
    if (!answer)
        co_return fail(answer.error());
    const QString id = answer->body[u"user"][u"id"].toString();
    if (id.isEmpty())
        co_return fail(ErrorKind::Protocol, operation,
                       translated(QT_TRANSLATE_NOOP("slack", "Slack found somebody, but doesn't say who.")),
                       QStringLiteral("ok without user.id"), QStringLiteral("no_user"));
    co_return id;
}

QCoro::Task<Result<QUrl>> SlackClient::openSocket()
{
    const QString operation = translated(QT_TRANSLATE_NOOP("slack", "Hear of events in Slack"));
    auto calling = call(QStringLiteral("apps.connections.open"), {}, operation);
    const Result<Answer> answer = co_await calling;
    if (!answer)
        co_return fail(answer.error());
    co_return QUrl(answer->body[u"url"].toString(), QUrl::StrictMode);
}

} // namespace ledgercast
