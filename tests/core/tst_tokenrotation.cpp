// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/slackclient.h"
#include "core/slack/tokenrotation.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>
#include <QTest>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

const OAuthApp app{QStringLiteral("17653672481.19874698323"), QStringLiteral("0123456789abcdef0123456789abcdef")};

QByteArray pairAnswer(int number)
{
    return R"({"ok":true,"access_token":"xoxe.xoxb-1-token000)" + QByteArray::number(number) +
           R"(","token_type":"bot","expires_in":43200,"refresh_token":"xoxe-1-refresh)" + QByteArray::number(number) +
           R"("})";
}

QString token(int number)
{
    return u"xoxe.xoxb-1-token000%1"_qs.arg(number);
}

/// A Slack whose first token is number 1, and what renews it.
struct Rotating
{
    FakeClock clock;
    HttpClient http;
    ScriptedServer server;
    QStringList kept;            ///< tokens, as they were written
    Result<void> writing;        ///< what the keychain answers
    QStringList livingTokens;    ///< others are expired
    int given = 1;               ///< newest number
    QList<ScriptedAnswer> first; ///< answers of oauth.v2.access before the usual ones
    TokenRotation rotation;
    SlackClient slack;

    Rotating()
        : rotation(http, clock,
                   [this](const RotatingToken &pair, const TokenRotation::Kept &done) {
                       if (writing)
                           kept << pair.token;
                       QTimer::singleShot(0, &rotation, [this, done] { done(writing); });
                   })
        , slack(http, clock, QUrl())
    {
        server.setScript([this](const ScriptedRequest &request) { return answer(request); });
        slack.setBaseUrl(server.url(u"/api/"_qs));
        slack.setToken(token(1));
        slack.setRenewal([this](const QString &expired) { return rotation.renew(expired); });
        QObject::connect(&rotation, &TokenRotation::renewed, &rotation,
                         [this](const QString &renewed) { slack.replaceToken(renewed); });
        rotation.start(server.url(u"/api/"_qs), {app, token(1), u"xoxe-1-refresh1"_qs, clock.now(), clock.now() + 12h});
    }

    ScriptedAnswer answer(const ScriptedRequest &request)
    {
        if (request.path.endsWith("oauth.v2.access")) {
            if (!first.isEmpty())
                return first.takeFirst();
            if (request.form(u"refresh_token"_qs) != u"xoxe-1-refresh%1"_qs.arg(given))
                return ScriptedAnswer::json(R"({"ok":false,"error":"invalid_refresh_token"})");
            livingTokens << token(++given);
            return ScriptedAnswer::json(pairAnswer(given));
        }
        const QString sent = QString::fromLatin1(request.header("Authorization")).mid(7);
        if (!livingTokens.contains(sent))
            return ScriptedAnswer::json(R"({"ok":false,"error":"token_expired"})");
        // Nothing is used that isn't kept.
        if (sent != token(1) && !kept.contains(sent))
            return ScriptedAnswer::json(R"({"ok":false,"error":"not_kept"})");
        if (request.path.endsWith("chat.postMessage"))
            return ScriptedAnswer::json(R"({"ok":true,"channel":"C1","ts":"1795000000.000100"})");
        return ScriptedAnswer::json(R"({"ok":true,"team":"Acme","team_id":"T1","user_id":"U1","bot_id":"B1"})");
    }
    [[nodiscard]] int refreshes() const { return server.requestsTo("oauth.v2.access"); }
    [[nodiscard]] int posts() const { return server.requestsTo("chat.postMessage"); }
    [[nodiscard]] PostOutcome post() { return resultOf(slack.post({u"d1"_qs, u"C1"_qs, {}, R"({"text":"x"})"})); }
};

ScriptedAnswer dropped()
{
    ScriptedAnswer answer;
    answer.fault = ScriptedAnswer::Fault::Drop;
    return answer;
}

} // namespace

class TestTokenRotation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isRenewedAtTwoThirdsOfItsLife();
    void anExpiredTokenIsRenewedAndTheCallMadeAgain();
    void aPostIsSentAgainWithTheNewToken();
    void manyCallersShareOneRefresh();
    void aCallerThatComesLateGetsTheNewToken();
    void anAnswerThatWasLostIsAskedForOnceMore();
    void afterTheGraceAPersonSignsIn();
    void whenSlackIsAwayItIsTriedLater_data();
    void whenSlackIsAwayItIsTriedLater();
    void whatIsNotKeptIsNotUsed();
    void withoutRotationAnExpiredTokenIsDead();
    void anotherSignInTakesItsPlace();
    void endsOnlyWithThePairKept();
};

void TestTokenRotation::isRenewedAtTwoThirdsOfItsLife()
{
    Rotating rotating;
    QSignalSpy renewed(&rotating.rotation, &TokenRotation::renewed);
    rotating.clock.advance(8h - 1ms);
    rotating.rotation.renewIfDue();
    QCOMPARE(rotating.refreshes(), 0);
    rotating.clock.advance(1ms);
    rotating.rotation.renewIfDue();
    rotating.rotation.renewIfDue();
    QTRY_COMPARE(renewed.size(), 1);
    QCOMPARE(rotating.refreshes(), 1);
    // The next one's life begins now.
    rotating.clock.advance(8h - 1ms);
    rotating.rotation.renewIfDue();
    QCOMPARE(rotating.refreshes(), 1);
    rotating.clock.advance(1ms);
    rotating.rotation.renewIfDue();
    QTRY_COMPARE(renewed.size(), 2);
    QCOMPARE(rotating.kept, (QStringList{token(2), token(3)}));
    QVERIFY(resultOf(rotating.slack.identify()));
}

void TestTokenRotation::anExpiredTokenIsRenewedAndTheCallMadeAgain()
{
    Rotating rotating;
    const auto identity = resultOf(rotating.slack.identify());
    QVERIFY2(identity, qPrintable(identity ? QString() : identity.error().code));
    QCOMPARE(identity->team, u"Acme"_qs);
    QCOMPARE(rotating.refreshes(), 1);
    QCOMPARE(rotating.kept, QStringList{token(2)});
}

void TestTokenRotation::aPostIsSentAgainWithTheNewToken()
{
    Rotating rotating;
    const PostOutcome outcome = rotating.post();
    QCOMPARE(outcome.verdict, PostVerdict::Posted);
    QCOMPARE(rotating.posts(), 2);
    QCOMPARE(rotating.refreshes(), 1);
}

void TestTokenRotation::manyCallersShareOneRefresh()
{
    Rotating rotating;
    int posted = 0;
    TaskScope scope;
    const auto postOne = [](Rotating *all, int *count) -> QCoro::Task<void> {
        auto posting = all->slack.post({u"d1"_qs, u"C1"_qs, {}, R"({"text":"x"})"});
        const PostOutcome outcome = co_await posting;
        *count += outcome.verdict == PostVerdict::Posted ? 1 : 0;
    };
    for (int i = 0; i < 8; ++i)
        scope.start(postOne(&rotating, &posted));
    rotating.clock.advance(9h);
    rotating.rotation.renewIfDue();
    QTRY_COMPARE(posted, 8);
    QTRY_COMPARE(scope.running(), 0);
    QCOMPARE(rotating.refreshes(), 1);
}

void TestTokenRotation::aCallerThatComesLateGetsTheNewToken()
{
    Rotating rotating;
    const auto early = resultOf(rotating.rotation.renew(token(1)));
    const auto late = resultOf(rotating.rotation.renew(token(1)));
    QCOMPARE(early.value_or(QString()), token(2));
    QCOMPARE(late.value_or(QString()), token(2));
    QCOMPARE(rotating.refreshes(), 1);
}

void TestTokenRotation::anAnswerThatWasLostIsAskedForOnceMore()
{
    Rotating rotating;
    rotating.first = {dropped()};
    const auto renewed = resultOf(rotating.rotation.renew(token(1)));
    QCOMPARE(renewed.value_or(QString()), token(2));
    QCOMPARE(rotating.refreshes(), 2);
    for (const ScriptedRequest &request : rotating.server.requests())
        QCOMPARE(request.form(u"refresh_token"_qs), u"xoxe-1-refresh1"_qs);
}

void TestTokenRotation::afterTheGraceAPersonSignsIn()
{
    Rotating rotating;
    rotating.given = 2; // somebody got the second pair
    rotating.first = {dropped()};
    QSignalSpy refused(&rotating.rotation, &TokenRotation::refused);
    const PostOutcome outcome = rotating.post();
    QCOMPARE(outcome.verdict, PostVerdict::TokenDead);
    QCOMPARE(outcome.error.code, u"invalid_refresh_token"_qs);
    QVERIFY(outcome.error.message.contains(u"Sign in again"));
    QCOMPARE(refused.size(), 1);
    // Slack isn't asked what it has refused for good.
    rotating.clock.advance(100h);
    rotating.rotation.renewIfDue();
    QCOMPARE(rotating.post().verdict, PostVerdict::TokenDead);
    QCOMPARE(rotating.refreshes(), 2);
}

void TestTokenRotation::whenSlackIsAwayItIsTriedLater_data()
{
    QTest::addColumn<QByteArray>("body"); ///< empty: dropped
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("asked"); ///< at each try
    QTest::newRow("both answers lost") << QByteArray() << 200 << 2;
    QTest::newRow("its own problem") << QByteArray("<html>") << 503 << 2;
    QTest::newRow("a sign-in page") << QByteArray("<html>Hotel</html>") << 200 << 2;
    QTest::newRow("slow down") << QByteArray(R"({"ok":false,"error":"ratelimited"})") << 429 << 1;
    QTest::newRow("internal error") << QByteArray(R"({"ok":false,"error":"internal_error"})") << 200 << 2;
}

void TestTokenRotation::whenSlackIsAwayItIsTriedLater()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    QFETCH(const int, asked);
    Rotating rotating;
    const ScriptedAnswer away = body.isEmpty() ? dropped() : ScriptedAnswer::json(body, status);
    rotating.first = {away};
    if (asked == 2)
        rotating.first << away;
    const PostOutcome outcome = rotating.post();
    QCOMPARE(outcome.verdict, PostVerdict::RetryLater);
    QCOMPARE(rotating.refreshes(), asked);
    QCOMPARE(rotating.post().verdict, PostVerdict::RetryLater); // the pause isn't over
    QCOMPARE(rotating.refreshes(), asked);
    rotating.clock.advance(5s);
    QCOMPARE(rotating.post().verdict, PostVerdict::Posted);
    QCOMPARE(rotating.refreshes(), asked + 1);
}

void TestTokenRotation::whatIsNotKeptIsNotUsed()
{
    Rotating rotating;
    rotating.writing = fail(ErrorKind::Secrets, u"Store"_qs, u"The keychain is locked."_qs, {}, u"locked"_qs);
    const PostOutcome outcome = rotating.post();
    QCOMPARE(outcome.verdict, PostVerdict::RetryLater);
    QCOMPARE(outcome.error.code, u"locked"_qs);
    rotating.writing = {};
    rotating.clock.advance(5s);
    QCOMPARE(rotating.post().verdict, PostVerdict::Posted);
    QCOMPARE(rotating.refreshes(), 1); // the pair that was given is the one that is kept now
}

void TestTokenRotation::withoutRotationAnExpiredTokenIsDead()
{
    Rotating rotating;
    rotating.rotation.stop();
    const PostOutcome outcome = rotating.post();
    QCOMPARE(outcome.verdict, PostVerdict::TokenDead);
    QCOMPARE(outcome.error.code, u"token_expired"_qs);
    QCOMPARE(rotating.refreshes(), 0);
}

void TestTokenRotation::anotherSignInTakesItsPlace()
{
    Rotating rotating;
    const auto renewOne = [](Rotating *all, std::optional<Result<QString>> *out) -> QCoro::Task<void> {
        auto renewing = all->rotation.renew(token(1));
        *out = co_await renewing;
    };
    std::optional<Result<QString>> renewed;
    TaskScope scope;
    scope.start(renewOne(&rotating, &renewed));
    rotating.rotation.start(rotating.server.url(u"/api/"_qs), {app, u"xoxe.xoxb-1-another"_qs, u"xoxe-1-x"_qs,
                                                               rotating.clock.now(), rotating.clock.now() + 12h});
    QTRY_VERIFY(renewed);
    QVERIFY(!*renewed);
    QCOMPARE(renewed->error().kind, ErrorKind::Cancelled);
    resultOf([](TokenRotation *rotation) -> QCoro::Task<bool> {
        auto draining = rotation->drain();
        co_await draining;
        co_return true;
    }(&rotating.rotation));
    QVERIFY(rotating.kept.isEmpty());
}

void TestTokenRotation::endsOnlyWithThePairKept()
{
    Rotating rotating;
    rotating.clock.advance(9h);
    rotating.rotation.renewIfDue();
    resultOf([](TokenRotation *rotation) -> QCoro::Task<bool> {
        auto draining = rotation->drain();
        co_await draining;
        co_return true;
    }(&rotating.rotation));
    QCOMPARE(rotating.kept, QStringList{token(2)});
}

QTEST_GUILESS_MAIN(TestTokenRotation)

#include "tst_tokenrotation.moc"
