// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/slackclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/waitfor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QTest>
#include <QTimer>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

const QString botToken = QStringLiteral("xoxb-17653672481-19874698323-pdFZabcdefgh");
const QByteArray posted = R"({"ok":true,"channel":"C1","ts":"1503435956.000247","message":{"text":"x"}})";
const QByteArray identityBody = R"({"ok":true,"url":"https://acme.slack.com/","team":"Acme","user":"ledgercast",)"
                                R"("team_id":"T1","user_id":"U1","bot_id":"B1","is_enterprise_install":false})";

ScriptedAnswer refusal(const QByteArray &code)
{
    return ScriptedAnswer::json("{\"ok\":false,\"error\":\"" + code + "\"}");
}

ScriptedAnswer slowDown(const QByteArray &retryAfter)
{
    ScriptedAnswer answer = ScriptedAnswer::json(R"({"ok":false,"error":"ratelimited"})", 429);
    if (!retryAfter.isEmpty())
        answer.headers.emplaceBack("Retry-After", retryAfter);
    return answer;
}

ScriptedAnswer page(const QByteArray &html, int status)
{
    ScriptedAnswer answer = ScriptedAnswer::json(html, status);
    answer.contentType = "text/html";
    return answer;
}

ScriptedAnswer faulty(ScriptedAnswer::Fault fault)
{
    ScriptedAnswer answer = ScriptedAnswer::json(posted);
    answer.fault = fault;
    return answer;
}

/// A client, signed in, at a server that answers as told.
struct Workspace
{
    ScriptedServer server;
    HttpClient http;
    FakeClock clock;
    SlackClient slack;

    explicit Workspace(const ScriptedServer::Script &script = {})
        : server(script), slack(http, clock, server.url(QStringLiteral("/api")))
    {
        slack.setToken(botToken);
    }
    PostOutcome post(const QString &threadTs = {}, const QByteArray &message = R"({"text":"Invoice <1>","blocks":[]})")
    {
        PostRequest request;
        request.deliveryId = QStringLiteral("6f1c2b1e-delivery");
        request.channel = QStringLiteral("C1");
        request.threadTs = threadTs;
        request.message = message;
        request.deadline = 500ms;
        return resultOf(slack.post(request));
    }
};

QByteArray message(const QByteArray &ts, const QByteArray &delivery, const QByteArray &bot = "B1",
                   const QByteArray &thread = {})
{
    return R"({"type":"message","text":"x","bot_id":")" + bot + R"(","ts":")" + ts +
           (thread.isEmpty() ? QByteArray() : R"(","thread_ts":")" + thread) +
           R"(","metadata":{"event_type":"ledgercast_delivery","event_payload":{"delivery":")" + delivery + R"("}}})";
}

} // namespace

class TestSlackClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhatWasPastedInsteadOfABotToken_data();
    void tellsWhatWasPastedInsteadOfABotToken();
    void learnsWhoTheTokenIsAndWhatItMay();
    void asksNothingWithoutAToken();
    void listsChannelsThroughEmptyPagesToTheLast();
    void listsPublicChannelsWithoutTheScopeForPrivateOnes();
    void refusesAListThatTurnsInCircles();
    void postsTheStoredBytesWithItsDeliveryInTheMetadata();
    void postsIntoAThread();
    void editsAMessageInItsPlace();
    void judgesWhatSlackAnswersToAnEdit_data();
    void judgesWhatSlackAnswersToAnEdit();
    void refusesAStoredMessageThatIsNone_data();
    void refusesAStoredMessageThatIsNone();
    void judgesWhatSlackAnswersToAPost_data();
    void judgesWhatSlackAnswersToAPost();
    void knowsAPostThatNeverLeft();
    void sendsAPostOnceAtMost();
    void understandsATimeToComeAgain();
    void waitsWhenAReadIsLimited();
    void handsALongWaitToItsCaller();
    void endsAWaitWhenStopped();
    void findsOurDeliveriesPageByPage();
    void looksInOneThread();
    void looksInTheChannelWhenTheThreadIsGone_data();
    void looksInTheChannelWhenTheThreadIsGone();
    void noticesThatAReplyEndedInTheChannel();
    void provesNothingWhenMetadataIsHidden();
    void joinsAChannel();
    void findsTheLinkOfAPost();
    void explainsAMissingScope();
    void knowsSlacksClock();
    void neverShowsTheToken();
};

void TestSlackClient::tellsWhatWasPastedInsteadOfABotToken_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("named");
    QTest::newRow("bot token") << botToken << QString();
    QTest::newRow("rotating bot token") << QStringLiteral("xoxe.xoxb-1-MTIzNDU2Nzg5MA") << QString();
    QTest::newRow("nothing") << QString() << QStringLiteral("No token");
    QTest::newRow("user token") << QStringLiteral("xoxp-1234567890-abc") << QStringLiteral("user token");
    QTest::newRow("rotating user token") << QStringLiteral("xoxe.xoxp-1-abcdefgh") << QStringLiteral("user token");
    QTest::newRow("app token") << QStringLiteral("xapp-1-A1-1234567890") << QStringLiteral("app-level");
    QTest::newRow("browser token") << QStringLiteral("xoxc-1234567890") << QStringLiteral("browser");
    QTest::newRow("refresh token") << QStringLiteral("xoxe-1-abcdefghij") << QStringLiteral("refresh token");
    QTest::newRow("webhook") << QStringLiteral("https://hooks.slack.com/services/T1/B1/abc")
                             << QStringLiteral("webhook");
    QTest::newRow("signing secret") << QStringLiteral("8f742231b10e8888abcd9900aaa85a51") << QStringLiteral("signing");
    QTest::newRow("half a token") << QStringLiteral("xoxb-1") << QStringLiteral("whole bot token");
    QTest::newRow("blank inside") << QStringLiteral("xoxb-12345678 90") << QStringLiteral("whole bot token");
    QTest::newRow("line break inside") << QStringLiteral("xoxb-12345678\r\nX: y") << QStringLiteral("whole bot token");
    QTest::newRow("blank at the end") << QString(botToken + u' ') << QStringLiteral("whole bot token");
    QTest::newRow("text") << QStringLiteral("hello") << QStringLiteral("whole bot token");
}

void TestSlackClient::tellsWhatWasPastedInsteadOfABotToken()
{
    QFETCH(QString, text);
    QFETCH(QString, named);
    const QString reason = SlackClient::whyNotAToken(text);
    QCOMPARE(reason.isEmpty(), named.isEmpty());
    QVERIFY2(reason.contains(named), qPrintable(reason));
    QVERIFY(text.isEmpty() || !reason.contains(text));
    QVERIFY(named.isEmpty() || reason.contains(u"begins with xoxb-"));
}

void TestSlackClient::learnsWhoTheTokenIsAndWhatItMay()
{
    Workspace workspace([](const ScriptedRequest &) {
        ScriptedAnswer answer = ScriptedAnswer::json(identityBody);
        answer.headers.emplaceBack("x-oauth-scopes", "chat:write, channels:read,groups:read");
        return answer;
    });
    const auto identity = resultOf(workspace.slack.identify());
    QVERIFY(identity);
    QCOMPARE(identity->team, QStringLiteral("Acme"));
    QCOMPARE(identity->teamId, QStringLiteral("T1"));
    QCOMPARE(identity->url, QUrl(QStringLiteral("https://acme.slack.com/")));
    QCOMPARE(identity->botId, QStringLiteral("B1"));
    QCOMPARE(identity->scopes, (QStringList{QStringLiteral("chat:write"), QStringLiteral("channels:read"),
                                            QStringLiteral("groups:read")}));
    QVERIFY(identity->missingScopes().contains(QStringLiteral("channels:history")));
    QVERIFY(!identity->missingScopes().contains(QStringLiteral("groups:read")));
    const ScriptedRequest &request = workspace.server.requests().constFirst();
    QCOMPARE(request.verb, QByteArray("POST"));
    QCOMPARE(request.path, QByteArray("/api/auth.test"));
    QCOMPARE(request.header("Content-Type"), QByteArray("application/x-www-form-urlencoded"));
    QCOMPARE(request.header("Authorization"), "Bearer " + botToken.toUtf8());
    QCOMPARE(workspace.slack.calls(), 1);
}

void TestSlackClient::asksNothingWithoutAToken()
{
    Workspace workspace;
    workspace.slack.setToken({});
    QCOMPARE(resultOf(workspace.slack.identify()).error().kind, ErrorKind::Auth);
    QCOMPARE(workspace.post().verdict, PostVerdict::TokenDead);
    QVERIFY(workspace.server.requests().isEmpty());
}

void TestSlackClient::listsChannelsThroughEmptyPagesToTheLast()
{
    Workspace workspace([](const ScriptedRequest &request) {
        const QString cursor = request.form(QStringLiteral("cursor"));
        if (cursor.isEmpty())
            return ScriptedAnswer::json(R"({"ok":true,"channels":[{"id":"C1","name":"fin-it","is_member":true}],)"
                                        R"("response_metadata":{"next_cursor":"dGVhbTpD+MQ=="}})");
        if (cursor == u"dGVhbTpD+MQ==") // filtered after the page was cut: nothing left of it
            return ScriptedAnswer::json(
                R"({"ok":true,"channels":[],"response_metadata":{"next_cursor":"dGVhbTpDMg=="}})");
        return ScriptedAnswer::json(R"({"ok":true,"channels":[{"id":"G2","name":"fin-cfo","is_private":true},)"
                                    R"({"id":"C3","name":"old","is_archived":true,"is_ext_shared":true}],)"
                                    R"("response_metadata":{"next_cursor":""}})");
    });
    const auto channels = resultOf(workspace.slack.channels());
    QVERIFY(channels);
    const QList<Channel> expected{
        {QStringLiteral("C1"), QStringLiteral("fin-it"), false, false, true, false},
        {QStringLiteral("G2"), QStringLiteral("fin-cfo"), true, false, false, false},
        {QStringLiteral("C3"), QStringLiteral("old"), false, true, false, true},
    };
    QCOMPARE(*channels, expected);
    QCOMPARE(workspace.server.requestsTo("/api/conversations.list"), 3);
    const ScriptedRequest &request = workspace.server.requests().constFirst();
    QCOMPARE(request.form(QStringLiteral("types")), QStringLiteral("public_channel,private_channel"));
    QCOMPARE(request.form(QStringLiteral("exclude_archived")), QStringLiteral("false"));
    QVERIFY(request.form(QStringLiteral("limit")).toInt() <= 200);
}

void TestSlackClient::listsPublicChannelsWithoutTheScopeForPrivateOnes()
{
    Workspace workspace([](const ScriptedRequest &request) {
        if (request.form(QStringLiteral("types")).contains(u"private"))
            return ScriptedAnswer::json(R"({"ok":false,"error":"missing_scope","needed":"groups:read",)"
                                        R"("provided":"channels:read"})");
        return ScriptedAnswer::json(R"({"ok":true,"channels":[{"id":"C1","name":"fin-it"}]})");
    });
    const auto channels = resultOf(workspace.slack.channels());
    QVERIFY(channels);
    QCOMPARE(channels->size(), 1);
}

void TestSlackClient::refusesAListThatTurnsInCircles()
{
    Workspace workspace([](const ScriptedRequest &) {
        return ScriptedAnswer::json(R"({"ok":true,"channels":[],"response_metadata":{"next_cursor":"same="}})");
    });
    const auto channels = resultOf(workspace.slack.channels());
    QVERIFY(!channels);
    QCOMPARE(channels.error().kind, ErrorKind::Protocol);
    QCOMPARE(workspace.server.requests().size(), 2);
}

void TestSlackClient::postsTheStoredBytesWithItsDeliveryInTheMetadata()
{
    Workspace workspace([](const ScriptedRequest &) { return ScriptedAnswer::json(posted); });
    const QByteArray stored = " {\"text\": \"caf\xC3\xA9 \\u00e9 &amp; 1.10\", \"blocks\": [ {\"n\":1.10} ] }\n";
    const PostOutcome outcome = workspace.post({}, stored);
    QCOMPARE(outcome.verdict, PostVerdict::Posted);
    QCOMPARE(outcome.ts, QStringLiteral("1503435956.000247"));
    QCOMPARE(outcome.channelId, QStringLiteral("C1"));
    const ScriptedRequest &request = workspace.server.requests().constFirst();
    QCOMPARE(request.path, QByteArray("/api/chat.postMessage"));
    QCOMPARE(request.header("Content-Type"), QByteArray("application/json; charset=utf-8"));
    QVERIFY(request.query.isEmpty());
    QVERIFY(request.body.contains("\"text\": \"caf\xC3\xA9 \\u00e9 &amp; 1.10\", \"blocks\": [ {\"n\":1.10} ] }"));
    const QJsonDocument body = QJsonDocument::fromJson(request.body);
    QVERIFY(body.isObject());
    QCOMPARE(body[u"channel"].toString(), QStringLiteral("C1"));
    QCOMPARE(body[u"unfurl_links"], QJsonValue(false));
    QCOMPARE(body[u"unfurl_media"], QJsonValue(false));
    QCOMPARE(body[u"metadata"][u"event_type"].toString(), QStringLiteral("ledgercast_delivery"));
    QCOMPARE(body[u"metadata"][u"event_payload"][u"delivery"].toString(), QStringLiteral("6f1c2b1e-delivery"));
    QVERIFY(!body.object().contains(u"thread_ts"));
    QVERIFY(!body.object().contains(u"token"));
}

void TestSlackClient::postsIntoAThread()
{
    Workspace workspace([](const ScriptedRequest &) { return ScriptedAnswer::json(posted); });
    QCOMPARE(workspace.post(QStringLiteral("1503435956.000100")).verdict, PostVerdict::Posted);
    const QJsonDocument body = QJsonDocument::fromJson(workspace.server.requests().constFirst().body);
    QCOMPARE(body[u"thread_ts"], QJsonValue(QStringLiteral("1503435956.000100")));
}

void TestSlackClient::editsAMessageInItsPlace()
{
    const QByteArray stored = R"({"text":"Invoice <1>","blocks":[{"type":"divider"}]})";
    Workspace workspace(
        [](const ScriptedRequest &) { return ScriptedAnswer::json(R"({"ok":true,"channel":"C1","ts":"1.000001"})"); });
    const PostOutcome outcome = resultOf(workspace.slack.edit({u"C1"_qs, u"1.000001"_qs, stored, 500ms}));
    QCOMPARE(outcome.verdict, PostVerdict::Posted);
    const ScriptedRequest request = workspace.server.requests().constFirst();
    QVERIFY2(request.path.endsWith("chat.update"), request.path.constData());
    QVERIFY(request.body.contains(stored.mid(1).chopped(1)));
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    QCOMPARE(body.keys(), QStringList({u"blocks"_qs, u"channel"_qs, u"text"_qs, u"ts"_qs})); // metadata stays as it is
}

void TestSlackClient::judgesWhatSlackAnswersToAnEdit_data()
{
    QTest::addColumn<ScriptedAnswer>("answer");
    QTest::addColumn<PostVerdict>("verdict");
    QTest::addColumn<QString>("code");
    QTest::newRow("deleted") << refusal("message_not_found") << PostVerdict::ThreadGone << u"message_not_found"_qs;
    QTest::newRow("too old") << refusal("edit_window_closed") << PostVerdict::ThreadGone << u"edit_window_closed"_qs;
    QTest::newRow("another's") << refusal("cant_update_message") << PostVerdict::ThreadGone
                               << u"cant_update_message"_qs;
    QTest::newRow("archived") << refusal("is_inactive") << PostVerdict::ChannelBroken << u"is_archived"_qs;
    QTest::newRow("may have been done") << refusal("internal_error") << PostVerdict::RetryLater << u"internal_error"_qs;
    QTest::newRow("HTML") << ScriptedAnswer::json("<html>", 503) << PostVerdict::RetryLater << u"http_503"_qs;
    QTest::newRow("too long") << refusal("msg_too_long") << PostVerdict::Refused << u"msg_too_long"_qs;
}

void TestSlackClient::judgesWhatSlackAnswersToAnEdit()
{
    QFETCH(const ScriptedAnswer, answer);
    QFETCH(const PostVerdict, verdict);
    QFETCH(const QString, code);
    Workspace workspace([&](const ScriptedRequest &) { return answer; });
    const PostOutcome outcome =
        resultOf(workspace.slack.edit({u"C1"_qs, u"1.000001"_qs, R"({"text":"x","blocks":[]})", 500ms}));
    QCOMPARE(outcome.verdict, verdict);
    QCOMPARE(outcome.error.code, code);
}

void TestSlackClient::refusesAStoredMessageThatIsNone_data()
{
    QTest::addColumn<QByteArray>("stored");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("an array") << QByteArray("[]");
    QTest::newRow("no text") << QByteArray(R"({"blocks":[]})");
    QTest::newRow("another channel") << QByteArray(R"({"text":"x","channel":"C2"})");
    QTest::newRow("cut") << QByteArray(R"({"text":"x","blocks":[)");
}

void TestSlackClient::refusesAStoredMessageThatIsNone()
{
    QFETCH(QByteArray, stored);
    Workspace workspace;
    const PostOutcome outcome = workspace.post({}, stored);
    QCOMPARE(outcome.verdict, PostVerdict::Refused);
    QCOMPARE(outcome.error.code, QStringLiteral("invalid_message"));
    QVERIFY(workspace.server.requests().isEmpty());
}

void TestSlackClient::judgesWhatSlackAnswersToAPost_data()
{
    QTest::addColumn<ScriptedAnswer>("answer");
    QTest::addColumn<PostVerdict>("verdict");
    QTest::addColumn<QString>("code");
    using Fault = ScriptedAnswer::Fault;
    const auto row = [](const char *name, const ScriptedAnswer &answer, PostVerdict verdict, const char *code) {
        QTest::newRow(name) << answer << verdict << QString::fromLatin1(code);
    };
    row("archived", refusal("is_archived"), PostVerdict::ChannelBroken, "is_archived");
    row("revoked", refusal("token_revoked"), PostVerdict::TokenDead, "token_revoked");
    row("no scope", refusal("missing_scope"), PostVerdict::ScopeMissing, "missing_scope");
    row("too long", refusal("msg_too_long"), PostVerdict::Refused, "msg_too_long");
    row("a new code", refusal("code_of_tomorrow"), PostVerdict::Refused, "code_of_tomorrow");
    row("internal error", refusal("internal_error"), PostVerdict::Unclear, "internal_error");
    row("being moved", refusal("team_added_to_org"), PostVerdict::WaitLong, "team_added_to_org");
    row("limited", slowDown("7"), PostVerdict::RateLimited, "ratelimited");
    row("limited with 200", refusal("rate_limited"), PostVerdict::RateLimited, "rate_limited");
    row("limited by HTML", page("<html>Slow down</html>", 429), PostVerdict::RateLimited, "ratelimited");
    row("HTML 500", page("<html>Server Error</html>", 500), PostVerdict::Unclear, "http_500");
    row("JSON 503", ScriptedAnswer::json(R"({"ok":false,"error":"is_archived"})", 503), PostVerdict::Unclear,
        "http_503");
    row("sign-in page", page("<html>Sign in</html>", 200), PostVerdict::Unclear, "http_200");
    row("proxy forbids", page("<html>Forbidden</html>", 403), PostVerdict::RetryLater, "http_403");
    row("redirect", page({}, 302), PostVerdict::RetryLater, "http_302");
    row("ok without ts", ScriptedAnswer::json(R"({"ok":true,"channel":"C1"})"), PostVerdict::Unclear, "no_ts");
    row("empty answer", ScriptedAnswer::json({}), PostVerdict::Unclear, "http_200");
    row("half an answer", faulty(Fault::Truncate), PostVerdict::Unclear, "connection_lost");
    row("dropped", faulty(Fault::Drop), PostVerdict::Unclear, "connection_lost");
    row("silence", faulty(Fault::Silence), PostVerdict::Unclear, "timeout");
}

void TestSlackClient::judgesWhatSlackAnswersToAPost()
{
    QFETCH(ScriptedAnswer, answer);
    Workspace workspace([&](const ScriptedRequest &) { return answer; });
    const PostOutcome outcome = workspace.post();
    QTEST(outcome.verdict, "verdict");
    QTEST(outcome.error.code, "code");
    QVERIFY(!outcome.error.message.isEmpty());
    QVERIFY(!outcome.error.message.contains(u"<html"));
    QVERIFY(outcome.ts.isEmpty());
    QCOMPARE(workspace.server.requests().size(), 1);
    if (!answer.headers.isEmpty())
        QCOMPARE(outcome.retryAfter, std::optional(Milliseconds{7000}));
}

void TestSlackClient::knowsAPostThatNeverLeft()
{
    Workspace workspace;
    workspace.server.close();
    const PostOutcome outcome = workspace.post();
    QCOMPARE(outcome.verdict, PostVerdict::RetryLater);
    QCOMPARE(outcome.error.kind, ErrorKind::Unreachable);
}

void TestSlackClient::sendsAPostOnceAtMost()
{
    // A kept connection that closes when the second post is on it: Qt would send that post again by itself.
    Workspace workspace;
    int requests = 0;
    workspace.server.setScript([&](const ScriptedRequest &) {
        return ++requests == 2 ? faulty(ScriptedAnswer::Fault::Drop) : ScriptedAnswer::json(posted);
    });
    QCOMPARE(workspace.post().verdict, PostVerdict::Posted);
    QCOMPARE(workspace.post().verdict, PostVerdict::Unclear);
    QCOMPARE(requests, 2);
    QCOMPARE(workspace.server.requests().at(0).connection, workspace.server.requests().at(1).connection);
}

void TestSlackClient::understandsATimeToComeAgain()
{
    ScriptedAnswer limited = slowDown("Wed, 25 Nov 2026 00:00:05 GMT");
    limited.headers.emplaceBack("Date", "Tue, 24 Nov 2026 23:59:55 GMT");
    Workspace workspace([&](const ScriptedRequest &) { return limited; });
    QCOMPARE(workspace.post().retryAfter, std::optional(Milliseconds{10'000}));
}

void TestSlackClient::waitsWhenAReadIsLimited()
{
    int requests = 0;
    Workspace workspace(
        [&](const ScriptedRequest &) { return ++requests <= 2 ? slowDown("0") : ScriptedAnswer::json(identityBody); });
    QVERIFY(resultOf(workspace.slack.identify()));
    QCOMPARE(requests, 3);
    workspace.server.setScript([&](const ScriptedRequest &) { return slowDown("0"); });
    workspace.server.forget();
    const auto identity = resultOf(workspace.slack.identify());
    QCOMPARE(identity.error().kind, ErrorKind::RateLimited);
    QVERIFY(workspace.server.requests().size() < 10);
}

void TestSlackClient::handsALongWaitToItsCaller()
{
    Workspace workspace([](const ScriptedRequest &) { return slowDown("600"); });
    const auto identity = resultOf(workspace.slack.identify());
    QCOMPARE(identity.error().kind, ErrorKind::RateLimited);
    QCOMPARE(identity.error().retryAfter, std::optional(Milliseconds{600'000}));
    QCOMPARE(workspace.server.requests().size(), 1);
}

void TestSlackClient::endsAWaitWhenStopped()
{
    Workspace workspace;
    workspace.server.setScript([&](const ScriptedRequest &) {
        QTimer::singleShot(50ms, &workspace.http, [&] { workspace.slack.stopWaiting(); });
        return slowDown("60");
    });
    QCOMPARE(resultOf(workspace.slack.identify()).error().kind, ErrorKind::Cancelled);
}

void TestSlackClient::findsOurDeliveriesPageByPage()
{
    Workspace workspace([](const ScriptedRequest &request) {
        if (request.path.endsWith("auth.test"))
            return ScriptedAnswer::json(identityBody);
        if (request.form(QStringLiteral("cursor")).isEmpty())
            return ScriptedAnswer::json(R"({"ok":true,"has_more":true,"messages":[)" + message("3.000001", "three") +
                                        R"(,{"type":"message","user":"U9","text":"hello","ts":"2.000009"},)" +
                                        message("2.000005", "stranger", "B9") +
                                        R"(],"response_metadata":{"next_cursor":"bmV4dA=="}})");
        return ScriptedAnswer::json(R"({"ok":true,"has_more":false,"messages":[)" + message("1.000001", "one") + "]}");
    });
    QVERIFY(resultOf(workspace.slack.identify()));
    const auto found = resultOf(workspace.slack.findDeliveries(QStringLiteral("C1"), {}, instantFromMs(1503435956078)));
    QVERIFY(found);
    const QHash<QString, DeliveryPlace> expected{{QStringLiteral("three"), {QStringLiteral("3.000001"), {}}},
                                                 {QStringLiteral("one"), {QStringLiteral("1.000001"), {}}}};
    QCOMPARE(*found, expected);
    const ScriptedRequest &request = workspace.server.requests().at(1);
    QCOMPARE(request.path, QByteArray("/api/conversations.history"));
    QCOMPARE(request.form(QStringLiteral("channel")), QStringLiteral("C1"));
    QCOMPARE(request.form(QStringLiteral("oldest")), QStringLiteral("1503435956.078000"));
    QCOMPARE(request.form(QStringLiteral("include_all_metadata")), QStringLiteral("true"));
    QCOMPARE(workspace.server.requests().at(2).form(QStringLiteral("cursor")), QStringLiteral("bmV4dA=="));
}

void TestSlackClient::looksInOneThread()
{
    Workspace workspace([](const ScriptedRequest &) {
        return ScriptedAnswer::json(R"({"ok":true,"messages":[)" + message("4.000001", "parent") + ',' +
                                    message("5.000001", "reply", "B1", "4.000001") + "]}");
    });
    const auto found =
        resultOf(workspace.slack.findDeliveries(QStringLiteral("C1"), QStringLiteral("4.000001"), instantFromMs(0)));
    QCOMPARE(found.value().value(QStringLiteral("reply")),
             (DeliveryPlace{QStringLiteral("5.000001"), QStringLiteral("4.000001")}));
    QCOMPARE(workspace.server.requests().size(), 1);
    const ScriptedRequest &request = workspace.server.requests().constFirst();
    QCOMPARE(request.path, QByteArray("/api/conversations.replies"));
    QCOMPARE(request.form(QStringLiteral("ts")), QStringLiteral("4.000001"));
}

void TestSlackClient::looksInTheChannelWhenTheThreadIsGone_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("refused") << QByteArray(R"({"ok":false,"error":"thread_not_found"})");
    QTest::newRow("empty") << QByteArray(R"({"ok":true,"messages":[]})");
}

void TestSlackClient::looksInTheChannelWhenTheThreadIsGone()
{
    QFETCH(const QByteArray, answer);
    Workspace workspace([&](const ScriptedRequest &request) {
        const bool isThread = request.path.endsWith("conversations.replies");
        return ScriptedAnswer::json(isThread ? answer
                                             : R"({"ok":true,"messages":[)" + message("6.000001", "reply") + "]}");
    });
    const auto found =
        resultOf(workspace.slack.findDeliveries(QStringLiteral("C1"), QStringLiteral("4.000001"), instantFromMs(5000)));
    QCOMPARE(found.value().value(QStringLiteral("reply")), (DeliveryPlace{QStringLiteral("6.000001"), {}}));
    const ScriptedRequest &request = workspace.server.requests().constLast();
    QCOMPARE(request.path, QByteArray("/api/conversations.history"));
    QCOMPARE(request.form(QStringLiteral("oldest")), QStringLiteral("5.000000"));
    QVERIFY(request.form(QStringLiteral("ts")).isEmpty());
}

void TestSlackClient::noticesThatAReplyEndedInTheChannel()
{
    QByteArray posted;
    Workspace workspace([&](const ScriptedRequest &) {
        return ScriptedAnswer::json(R"({"ok":true,"channel":"C1","ts":"6.000001","message":{"ts":"6.000001")" + posted +
                                    "}}");
    });
    PostRequest reply{QStringLiteral("d"), QStringLiteral("C1"), QStringLiteral("4.000001"), R"({"text":"x"})"};
    QVERIFY(resultOf(workspace.slack.post(reply)).isThreadLost);
    posted = R"(,"thread_ts":"4.000001")";
    QVERIFY(!resultOf(workspace.slack.post(reply)).isThreadLost);
    reply.threadTs.clear();
    posted.clear();
    QVERIFY(!resultOf(workspace.slack.post(reply)).isThreadLost);
}

void TestSlackClient::provesNothingWhenMetadataIsHidden()
{
    Workspace workspace([](const ScriptedRequest &) {
        return ScriptedAnswer::json(R"({"ok":true,"messages":[{"ts":"1.1","bot_id":"B1",)"
                                    R"("metadata":{"event_type":"ledgercast_delivery"}}]})");
    });
    const auto found = resultOf(workspace.slack.findDeliveries(QStringLiteral("C1"), {}, instantFromMs(0)));
    QVERIFY(!found);
    QCOMPARE(found.error().code, QStringLiteral("metadata_hidden"));
    workspace.server.setScript(
        [](const ScriptedRequest &) { return ScriptedAnswer::json(R"({"ok":true,"has_more":true,"messages":[]})"); });
    QVERIFY(!resultOf(workspace.slack.findDeliveries(QStringLiteral("C1"), {}, instantFromMs(0))));
}

void TestSlackClient::joinsAChannel()
{
    Workspace workspace([](const ScriptedRequest &) {
        return ScriptedAnswer::json(R"({"ok":true,"channel":{"id":"C1","name":"fin-it","is_member":true},)"
                                    R"("warning":"already_in_channel"})");
    });
    const auto channel = resultOf(workspace.slack.join(QStringLiteral("C1")));
    QVERIFY(channel.value().isMember);
    QCOMPARE(workspace.server.requests().constFirst().path, QByteArray("/api/conversations.join"));
    workspace.server.setScript(
        [](const ScriptedRequest &) { return refusal("method_not_supported_for_channel_type"); });
    QCOMPARE(resultOf(workspace.slack.join(QStringLiteral("C1"))).error().kind, ErrorKind::Refused);
}

void TestSlackClient::findsTheLinkOfAPost()
{
    Workspace workspace([](const ScriptedRequest &) { return ScriptedAnswer::json(identityBody); });
    const QString channel = QStringLiteral("C1");
    const QString ts = QStringLiteral("1358546515.000080");
    QVERIFY(workspace.slack.permalink(channel, ts, {}).isEmpty()); // whose workspace it is, nobody has said yet
    QVERIFY(resultOf(workspace.slack.identify()));
    const QString link = QStringLiteral("https://acme.slack.com/archives/C1/p1358546515000080");
    QCOMPARE(workspace.slack.permalink(channel, ts, {}).toString(), link);
    QCOMPARE(workspace.slack.permalink(channel, ts, QStringLiteral("1358546500.000001")).toString(),
             QString(link + u"?thread_ts=1358546500.000001&cid=C1"));
    QCOMPARE(workspace.server.requests().size(), 1);
}

void TestSlackClient::explainsAMissingScope()
{
    Workspace workspace([](const ScriptedRequest &) {
        return ScriptedAnswer::json(R"({"ok":false,"error":"missing_scope","needed":"channels:join",)"
                                    R"("provided":"chat:write"})");
    });
    const Error error = resultOf(workspace.slack.join(QStringLiteral("C1"))).error();
    QCOMPARE(error.kind, ErrorKind::Permission);
    QVERIFY(error.message.contains(u"channels:join"));
    QVERIFY(error.detail.contains(u"provided: chat:write"));
    workspace.server.setScript([](const ScriptedRequest &) {
        return ScriptedAnswer::json(
            R"({"ok":false,"error":"invalid_blocks","errors":["no more than 50 items allowed"],)"
            R"("response_metadata":{"messages":["[ERROR] no more than 50 items allowed"]}})");
    });
    QVERIFY(workspace.post().error.detail.contains(u"no more than 50 items"));
}

void TestSlackClient::knowsSlacksClock()
{
    Workspace workspace;
    workspace.server.setScript([&](const ScriptedRequest &) {
        ScriptedAnswer answer = ScriptedAnswer::json(posted);
        const QDateTime ahead = toDateTime(workspace.clock.now() + 90s);
        answer.headers.emplaceBack("Date",
                                   QLocale::c().toString(ahead, u"ddd, dd MMM yyyy HH:mm:ss").toLatin1() + " GMT");
        return answer;
    });
    QCOMPARE(workspace.slack.clockOffset(), 0ms);
    QCOMPARE(workspace.post().verdict, PostVerdict::Posted);
    QCOMPARE(workspace.slack.clockOffset(), 90s);
}

void TestSlackClient::neverShowsTheToken()
{
    Workspace workspace;
    const QByteArray token = botToken.toUtf8();
    ScriptedAnswer limited = page("<html>" + token + "</html>", 429);
    limited.headers.emplaceBack("Retry-After", "600"); // too long to wait for
    const QList<ScriptedAnswer> echoes{
        ScriptedAnswer::json("{\"ok\":false,\"error\":\"" + token + "\"}"),
        ScriptedAnswer::json("{\"ok\":false,\"error\":\"invalid_auth\",\"needed\":\"" + token + "\",\"errors\":[\"" +
                             token + "\"],\"response_metadata\":{\"messages\":[\"" + token + "\"]}}"),
        page("<html>Authorization: Bearer " + token + "</html>", 500),
        limited,
        page(QByteArray(180, 'x') + ' ' + token, 200),
    };
    for (const ScriptedAnswer &echo : echoes) {
        workspace.server.setScript([&](const ScriptedRequest &) { return echo; });
        for (const Error &error :
             {workspace.post().error, resultOf(workspace.slack.join(QStringLiteral("C1"))).error()}) {
            const QString all = error.message + error.detail + error.code + error.operation;
            QVERIFY2(!all.contains(botToken.mid(5, 12)), qPrintable(all));
            QVERIFY2(!all.contains(u"pdFZ"), qPrintable(all));
        }
    }
    for (const ScriptedRequest &request : workspace.server.requests())
        QVERIFY(!request.path.contains(token) && !request.query.contains(token) && !request.body.contains(token));
}

QTEST_GUILESS_MAIN(TestSlackClient)
#include "tst_slackclient.moc"
