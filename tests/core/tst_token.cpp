// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/requestbudget.h"
#include "core/cloudsuite/tokenprovider.h"
#include "core/net/httpclient.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/waitfor.h"

#include <QTest>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

IonApiFile credentials(const ScriptedServer &server)
{
    IonApiFile file;
    file.tenant = QStringLiteral("ACME_TST");
    file.clientId = QStringLiteral("ACME_TST~client+id");
    file.clientSecret = QStringLiteral("secret & more=%41");
    file.accountKey = QStringLiteral("ACME_TST#key with blank");
    file.accountSecret = QStringLiteral("p+ss~w#rd/\u00fc&x");
    file.baseUrl = server.url();
    file.tokenUrl = server.url(QStringLiteral("/as/token.oauth2"));
    file.revokeUrl = server.url(QStringLiteral("/as/revoke_token.oauth2"));
    return file;
}

ScriptedAnswer granted(int number, const QByteArray &lifetime = "7200")
{
    return ScriptedAnswer::json("{\"access_token\":\"token-" + QByteArray::number(number) +
                                "\",\"token_type\":\"Bearer\",\"expires_in\":" + lifetime + "}");
}

ScriptedAnswer refusal(const QByteArray &code, int status)
{
    return ScriptedAnswer::json("{\"error\":\"" + code + "\",\"error_description\":\"no\"}", status);
}

QCoro::Task<QList<Result<QString>>> askTogether(TokenProvider *provider, int callers)
{
    std::vector<QCoro::Task<Result<QString>>> tasks;
    for (int caller = 0; caller < callers; ++caller)
        tasks.push_back(provider->token());
    QList<Result<QString>> answers;
    for (auto &task : tasks) {
        const Result<QString> answer = co_await task;
        answers.append(answer);
    }
    co_return answers;
}

} // namespace

class TestToken : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sendsThePasswordGrantCorrectlyEncoded();
    void sendsTheClientCredentialsGrant();
    void asksOnceForManyCallers();
    void renewsBeforeExpiry_data();
    void renewsBeforeExpiry();
    void renewsWhenTheClockWasSetBack();
    void fallsBackToBasicOnceAndRemembers();
    void stopsAfterARefusal_data();
    void stopsAfterARefusal();
    void classifiesByErrorNotByStatus_data();
    void classifiesByErrorNotByStatus();
    void invalidatesOnlyTheTokenThatFailed();
    void asksAgainWhenCredentialsChangeUnderWay();
    void revokesWithBasic();
    void neverShowsASecret();
    void spendsNoMoreThanTheBudget_data();
    void spendsNoMoreThanTheBudget();
    void pausesAfterARefusal();
};

void TestToken::sendsThePasswordGrantCorrectlyEncoded()
{
    ScriptedServer server([](const ScriptedRequest &) { return granted(1); });
    HttpClient http;
    const FakeClock clock;
    TokenProvider provider(http, clock, credentials(server));
    QCOMPARE(resultOf(provider.token()).value(), QStringLiteral("token-1"));
    const ScriptedRequest request = server.requests().constFirst();
    QCOMPARE(request.verb, QByteArray("POST"));
    QCOMPARE(request.header("Content-Type"), QByteArray("application/x-www-form-urlencoded"));
    QCOMPARE(request.body, QByteArray("grant_type=password&username=ACME_TST%23key%20with%20blank"
                                      "&password=p%2Bss~w%23rd%2F%C3%BC%26x&client_id=ACME_TST~client%2Bid"
                                      "&client_secret=secret%20%26%20more%3D%2541"));
    QVERIFY(request.header("Authorization").isEmpty());
}

void TestToken::sendsTheClientCredentialsGrant()
{
    ScriptedServer server([](const ScriptedRequest &) { return granted(1); });
    HttpClient http;
    const FakeClock clock;
    IonApiFile file = credentials(server);
    file.grant = IonApiFile::Grant::ClientCredentials;
    TokenProvider provider(http, clock, file);
    QVERIFY(resultOf(provider.token()));
    QCOMPARE(server.requests().constFirst().form(QStringLiteral("grant_type")), QStringLiteral("client_credentials"));
    QVERIFY(!server.requests().constFirst().body.contains("username"));
}

void TestToken::asksOnceForManyCallers()
{
    ScriptedServer server([](const ScriptedRequest &) {
        ScriptedAnswer answer = granted(1);
        answer.delay = 30ms;
        return answer;
    });
    HttpClient http;
    const FakeClock clock;
    TokenProvider provider(http, clock, credentials(server));
    const auto answers = resultOf(askTogether(&provider, 40));
    QCOMPARE(answers.size(), 40);
    for (const auto &answer : answers)
        QCOMPARE(answer.value(), QStringLiteral("token-1"));
    QCOMPARE(server.requests().size(), 1);

    server.setScript([](const ScriptedRequest &) { return refusal("invalid_grant", 400); });
    provider.invalidate(QStringLiteral("token-1"));
    const auto refused = resultOf(askTogether(&provider, 40));
    for (const auto &answer : refused)
        QCOMPARE(answer.error().code, QStringLiteral("invalid_grant"));
    QCOMPARE(server.requests().size(), 2);
}

void TestToken::renewsBeforeExpiry_data()
{
    QTest::addColumn<QByteArray>("lifetime");
    QTest::addColumn<int>("goodFor");
    QTest::addColumn<int>("renewedAt");
    QTest::newRow("60 s") << QByteArray("60") << 53 << 54;
    QTest::newRow("1 h") << QByteArray("3600") << 3299 << 3300;
    QTest::newRow("2 h as text") << QByteArray("\"7200\"") << 6899 << 6900;
    QTest::newRow("24 h") << QByteArray("86400") << 86099 << 86100;
    QTest::newRow("unknown") << QByteArray("null") << 539 << 540;
    QTest::newRow("nonsense") << QByteArray("\"soon\"") << 539 << 540;
    QTest::newRow("a year") << QByteArray("31536000") << 86099 << 86100;
}

void TestToken::renewsBeforeExpiry()
{
    QFETCH(QByteArray, lifetime);
    QFETCH(int, goodFor);
    QFETCH(int, renewedAt);
    int number = 0;
    ScriptedServer server([&](const ScriptedRequest &) { return granted(++number, lifetime); });
    HttpClient http;
    FakeClock clock;
    TokenProvider provider(http, clock, credentials(server));
    QCOMPARE(resultOf(provider.token()).value(), QStringLiteral("token-1"));
    clock.advance(std::chrono::seconds(goodFor));
    QCOMPARE(resultOf(provider.token()).value(), QStringLiteral("token-1"));
    clock.advance(std::chrono::seconds(renewedAt - goodFor));
    QCOMPARE(resultOf(provider.token()).value(), QStringLiteral("token-2"));
}

void TestToken::renewsWhenTheClockWasSetBack()
{
    int number = 0;
    ScriptedServer server([&](const ScriptedRequest &) { return granted(++number); });
    HttpClient http;
    FakeClock clock;
    TokenProvider provider(http, clock, credentials(server));
    QVERIFY(resultOf(provider.token()));
    clock.advance(-48h);
    QCOMPARE(resultOf(provider.token()).value(), QStringLiteral("token-2"));
}

void TestToken::fallsBackToBasicOnceAndRemembers()
{
    int number = 0;
    ScriptedServer server([&](const ScriptedRequest &request) {
        const bool isBasic = request.header("Authorization").startsWith("Basic ");
        return isBasic ? granted(++number) : refusal("invalid_client", 401);
    });
    HttpClient http;
    const FakeClock clock;
    TokenProvider provider(http, clock, credentials(server));
    QCOMPARE(resultOf(provider.token()).value(), QStringLiteral("token-1"));
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(QByteArray::fromBase64(server.requests().constLast().header("Authorization").mid(6)),
             QByteArray("ACME_TST~client+id:secret & more=%41"));
    QVERIFY(!server.requests().constLast().body.contains("client_secret"));
    provider.invalidate(QStringLiteral("token-1"));
    QCOMPARE(resultOf(provider.token()).value(), QStringLiteral("token-2"));
    QCOMPARE(server.requests().size(), 3);
}

void TestToken::stopsAfterARefusal_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<int>("requests");
    QTest::newRow("invalid_grant") << QByteArray("invalid_grant") << 1;
    QTest::newRow("invalid_client") << QByteArray("invalid_client") << 2; // in the body, then as Basic
}

void TestToken::stopsAfterARefusal()
{
    QFETCH(QByteArray, code);
    QFETCH(int, requests);
    ScriptedServer server([&](const ScriptedRequest &) { return refusal(code, 400); });
    HttpClient http;
    FakeClock clock;
    TokenProvider provider(http, clock, credentials(server));
    for (int time = 0; time < 5; ++time) {
        const auto answer = resultOf(provider.token());
        QCOMPARE(answer.error().kind, ErrorKind::Auth);
        QCOMPARE(answer.error().code, QString::fromLatin1(code));
        clock.advance(10min);
    }
    QVERIFY(provider.isRefused());
    QCOMPARE(server.requests().size(), requests);
    clock.advance(10min); // the hour is over
    QVERIFY(!resultOf(provider.token()));
    QCOMPARE(server.requests().size(), 2 * requests);
    provider.retryRefused();
    QVERIFY(!resultOf(provider.token()));
    QCOMPARE(server.requests().size(), 3 * requests);
    server.setScript([](const ScriptedRequest &) { return granted(1); });
    QVERIFY(!resultOf(provider.token()));
    provider.setCredentials(credentials(server));
    QVERIFY(resultOf(provider.token()));
    QVERIFY(!provider.isRefused());
}

void TestToken::classifiesByErrorNotByStatus_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("grant refused with 200") << 200 << QByteArray("{\"error\":\"invalid_grant\"}") << ErrorKind::Auth;
    QTest::newRow("grant refused with 500") << 500 << QByteArray("{\"error\":\"invalid_grant\"}") << ErrorKind::Auth;
    QTest::newRow("unknown refusal") << 400 << QByteArray("{\"error\":\"weird\"}") << ErrorKind::Auth;
    QTest::newRow("HTML with 401") << 401 << QByteArray("<html>Sign in</html>") << ErrorKind::Protocol;
    QTest::newRow("HTML with 200") << 200 << QByteArray("<html>Sign in</html>") << ErrorKind::Protocol;
    QTest::newRow("HTML with 503") << 503 << QByteArray("<html>Busy</html>") << ErrorKind::Server;
    QTest::newRow("server error") << 400 << QByteArray("{\"error\":\"server_error\"}") << ErrorKind::Server;
    QTest::newRow("429") << 429 << QByteArray() << ErrorKind::RateLimited;
    QTest::newRow("302") << 302 << QByteArray() << ErrorKind::Protocol;
    QTest::newRow("no token") << 200 << QByteArray("{\"token_type\":\"Bearer\"}") << ErrorKind::Protocol;
    QTest::newRow("token with a line break")
        << 200 << QByteArray("{\"access_token\":\"a\\r\\nX: y\"}") << ErrorKind::Protocol;
}

void TestToken::classifiesByErrorNotByStatus()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    ScriptedServer server([&](const ScriptedRequest &) { return ScriptedAnswer::json(body, status); });
    HttpClient http;
    const FakeClock clock;
    TokenProvider provider(http, clock, credentials(server));
    const auto answer = resultOf(provider.token());
    QVERIFY(!answer);
    QTEST(answer.error().kind, "kind");
    QCOMPARE(provider.isRefused(), answer.error().kind == ErrorKind::Auth);
}

void TestToken::invalidatesOnlyTheTokenThatFailed()
{
    int number = 0;
    ScriptedServer server([&](const ScriptedRequest &) { return granted(++number); });
    HttpClient http;
    const FakeClock clock;
    TokenProvider provider(http, clock, credentials(server));
    QVERIFY(resultOf(provider.token()));
    provider.invalidate(QStringLiteral("token-0"));
    QCOMPARE(resultOf(provider.token()).value(), QStringLiteral("token-1"));
    provider.invalidate(QStringLiteral("token-1"));
    QCOMPARE(resultOf(provider.token()).value(), QStringLiteral("token-2"));
}

void TestToken::asksAgainWhenCredentialsChangeUnderWay()
{
    HttpClient http;
    const FakeClock clock;
    ScriptedServer server;
    TokenProvider provider(http, clock, credentials(server));
    server.setScript([&](const ScriptedRequest &request) {
        if (request.form(QStringLiteral("password")) == u"new")
            return granted(2);
        IonApiFile file = credentials(server);
        file.accountSecret = QStringLiteral("new");
        provider.setCredentials(file);
        return refusal("invalid_grant", 400);
    });
    QCOMPARE(resultOf(provider.token()).value(), QStringLiteral("token-2"));
    QVERIFY(!provider.isRefused());
}

void TestToken::revokesWithBasic()
{
    ScriptedServer server([](const ScriptedRequest &) { return granted(1); });
    HttpClient http;
    const FakeClock clock;
    TokenProvider provider(http, clock, credentials(server));
    QVERIFY(resultOf(provider.revoke())); // nothing to give back
    QCOMPARE(server.requests().size(), 0);
    QVERIFY(resultOf(provider.token()));
    QVERIFY(resultOf(provider.revoke()));
    const ScriptedRequest request = server.requests().constLast();
    QVERIFY(request.path.endsWith("/revoke_token.oauth2"));
    QCOMPARE(request.form(QStringLiteral("token")), QStringLiteral("token-1"));
    QVERIFY(request.header("Authorization").startsWith("Basic "));
    QVERIFY(!provider.expiresAt());
}

void TestToken::neverShowsASecret()
{
    HttpClient http;
    const FakeClock clock;
    ScriptedServer server;
    const IonApiFile file = credentials(server);
    server.setScript([&](const ScriptedRequest &) {
        const QString echo = QStringList{file.accountKey, file.accountSecret, file.clientSecret}.join(u' ');
        return ScriptedAnswer::json(
            "{\"error\":\"invalid_grant\",\"error_description\":\"user " + echo.toUtf8() + "\"}", 400);
    });
    TokenProvider provider(http, clock, file);
    const Error error = resultOf(provider.token()).error();
    for (const QString &secret : {file.accountKey, file.accountSecret, file.clientSecret})
        QVERIFY(!error.message.contains(secret) && !error.detail.contains(secret));
    QVERIFY(error.detail.contains(u"[secret]"));
}

void TestToken::spendsNoMoreThanTheBudget_data()
{
    QTest::addColumn<int>("perMinute");
    QTest::addColumn<int>("burst");
    QTest::newRow("1") << 1 << 1;
    QTest::newRow("20") << 20 << 2;
    QTest::newRow("100") << 100 << 10;
    QTest::newRow("500") << 500 << 10;
}

void TestToken::spendsNoMoreThanTheBudget()
{
    QFETCH(int, perMinute);
    QFETCH(int, burst);
    RequestBudget budget(perMinute);
    FakeClock clock;
    QList<Instant> sent;
    const Instant start = clock.now();
    while (clock.now() < start + 10min) {
        const Milliseconds delay = budget.delay(clock.now());
        QVERIFY(delay >= 0ms && delay <= 60s);
        clock.advance(delay);
        budget.sent(clock.now());
        sent.append(clock.now());
    }
    for (qsizetype index = perMinute; index < sent.size(); ++index)
        QVERIFY(sent[index] - sent[index - perMinute] >= 60s);
    QVERIFY(sent.size() >= 10 * perMinute); // and it doesn't waste it
    QCOMPARE(std::count(sent.begin(), sent.end(), start), burst);
}

void TestToken::pausesAfterARefusal()
{
    RequestBudget budget(100);
    FakeClock clock;
    QCOMPARE(budget.refused(clock.now(), 7s), 7s);
    QCOMPARE(budget.delay(clock.now()), 7s);
    clock.advance(7s);
    QCOMPARE(budget.delay(clock.now()), 0ms);
    QCOMPARE(budget.refused(clock.now(), std::nullopt), 10s);
    QCOMPARE(budget.refused(clock.now(), std::nullopt), 20s);
    budget.accepted();
    QCOMPARE(budget.refused(clock.now(), std::nullopt), 5s);
    clock.advance(-1h);
    QCOMPARE(budget.delay(clock.now()), 0ms);
}

QTEST_GUILESS_MAIN(TestToken)
#include "tst_token.moc"
