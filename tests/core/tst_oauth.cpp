// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secretcompare.h"
#include "core/slack/oauth.h"
#include "core/slack/oauthclient.h"
#include "core/slack/slackapi.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/waitfor.h"

#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

const QUrl redirect = oauth::redirectUrl(47'823);
const QString state = QStringLiteral("s1-_state");
const OAuthApp app{QStringLiteral("17653672481.19874698323"), QStringLiteral("0123456789abcdef0123456789abcdef")};

QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

class TestOAuth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksForTheBotsScopesAtTheApisNeighbour_data();
    void asksForTheBotsScopesAtTheApisNeighbour();
    void eachStateIsNew();
    void readsTheRedirectedAddress_data();
    void readsTheRedirectedAddress();
    void takesOnlyWhatCanBeAClient_data();
    void takesOnlyWhatCanBeAClient();
    void readsEitherShapeOfAGrant_data();
    void readsEitherShapeOfAGrant();
    void saysWhatARefusalMeans_data();
    void saysWhatARefusalMeans();
    void aRotatingTokenComesBackFromItsSecret();
    void comparesEveryByte();
    void exchangesTheCodeOnceAsTheAppItself();
    void anAnswerThatIsNoneHidesWhatItHolds();
};

void TestOAuth::asksForTheBotsScopesAtTheApisNeighbour_data()
{
    QTest::addColumn<QString>("api");
    QTest::addColumn<QString>("page");
    QTest::newRow("Slack") << u"https://slack.com/api/"_qs << u"https://slack.com/oauth/v2/authorize"_qs;
    QTest::newRow("no slash") << u"https://slack.com/api"_qs << u"https://slack.com/oauth/v2/authorize"_qs;
    QTest::newRow("GovSlack") << u"https://slack-gov.com/api/"_qs << u"https://slack-gov.com/oauth/v2/authorize"_qs;
    QTest::newRow("sandbox") << u"http://127.0.0.1:8080/api/"_qs << u"http://127.0.0.1:8080/oauth/v2/authorize"_qs;
}

void TestOAuth::asksForTheBotsScopesAtTheApisNeighbour()
{
    QFETCH(const QString, api);
    QFETCH(const QString, page);
    const QUrl url = oauth::authorizeUrl(QUrl(api), app.clientId, redirect, u"a+b/c=&d"_qs);
    QCOMPARE(url.adjusted(QUrl::RemoveQuery).toString(), page);
    const QUrlQuery query(url);
    const auto value = [&](const QString &name) { return query.queryItemValue(name, QUrl::FullyDecoded); };
    QCOMPARE(value(u"client_id"_qs), app.clientId);
    QCOMPARE(value(u"scope"_qs).split(u','), slackScopes());
    QCOMPARE(value(u"redirect_uri"_qs), u"https://localhost:47823/slack/oauth"_qs);
    QCOMPARE(value(u"state"_qs), u"a+b/c=&d"_qs);
    QVERIFY(url.toEncoded().contains("state=a%2Bb%2Fc%3D%26d"));
    QVERIFY(!url.toString().contains(app.clientSecret));
}

void TestOAuth::eachStateIsNew()
{
    const QString one = oauth::newState();
    QCOMPARE(QByteArray::fromBase64(one.toLatin1(), QByteArray::Base64UrlEncoding).size(), 32);
    QVERIFY(one != oauth::newState());
}

void TestOAuth::readsTheRedirectedAddress_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("code"); ///< of Slack, or of the error
    QTest::addColumn<bool>("isTaken");
    const QString base = redirect.toString();
    QTest::newRow("whole") << QString(base + u"?code=1.2.abc&state=s1-_state") << u"1.2.abc"_qs << true;
    QTest::newRow("spaces, other order") << QString(u"  " + base + u"?state=s1-_state&code=1.2.abc\n") << u"1.2.abc"_qs
                                         << true;
    QTest::newRow("without scheme") << u"localhost:47823/slack/oauth?code=1.2.abc&state=s1-_state"_qs << u"1.2.abc"_qs
                                    << true;
    QTest::newRow("encoded") << QString(base + u"?code=a%2Bb&state=s1%2D_state#x") << u"a+b"_qs << true;
    QTest::newRow("denied") << QString(base + u"?error=access_denied&state=s1-_state") << u"access_denied"_qs << false;
    QTest::newRow("denied elsewhere") << QString(base + u"?error=access_denied&state=s2") << u"foreign_state"_qs
                                      << false;
    QTest::newRow("other state") << QString(base + u"?code=1&state=s1-_statE") << u"foreign_state"_qs << false;
    QTest::newRow("no state") << QString(base + u"?code=1") << u"foreign_state"_qs << false;
    QTest::newRow("no code") << QString(base + u"?state=s1-_state") << u"no_code"_qs << false;
    QTest::newRow("other host") << u"https://example.com:47823/slack/oauth?code=1&state=s1-_state"_qs
                                << u"foreign_address"_qs << false;
    QTest::newRow("host with user") << u"https://localhost:47823@example.com/slack/oauth?code=1&state=s1-_state"_qs
                                    << u"foreign_address"_qs << false;
    QTest::newRow("other port") << u"https://localhost:1/slack/oauth?code=1&state=s1-_state"_qs << u"foreign_address"_qs
                                << false;
    QTest::newRow("plain http") << u"http://localhost:47823/slack/oauth?code=1&state=s1-_state"_qs
                                << u"foreign_address"_qs << false;
    QTest::newRow("other path") << QString(base + u"/x?code=1&state=s1-_state") << u"foreign_address"_qs << false;
    QTest::newRow("the page itself") << u"https://slack.com/oauth/v2/authorize?client_id=1"_qs << u"foreign_address"_qs
                                     << false;
    QTest::newRow("empty") << QString() << u"not_an_address"_qs << false;
    QTest::newRow("words") << u"I pressed Allow"_qs << u"not_an_address"_qs << false;
}

void TestOAuth::readsTheRedirectedAddress()
{
    QFETCH(const QString, address);
    QFETCH(const QString, code);
    QFETCH(const bool, isTaken);
    const auto read = oauth::codeOf(address, redirect, state);
    QCOMPARE(read.has_value(), isTaken);
    QCOMPARE(isTaken ? *read : read.error().code, code);
    QVERIFY(isTaken || (!read.error().message.isEmpty() && !read.error().message.contains(state)));
    // Nothing is taken while no sign-in was begun.
    QVERIFY(!oauth::codeOf(QString(address).replace(u"s1-_state"_qs, QString()), redirect, {}));
}

void TestOAuth::takesOnlyWhatCanBeAClient_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("secret");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("an app") << app.clientId << app.clientSecret << true;
    QTest::newRow("app id") << u"A0KRD7HC3"_qs << app.clientSecret.toUpper() << false;
    QTest::newRow("empty") << QString() << QString() << false;
    QTest::newRow("swapped") << app.clientSecret << app.clientId << false;
    QTest::newRow("line end") << QString(app.clientId + u'\n') << QString(app.clientSecret + u'\n') << false;
    QTest::newRow("token") << u"xoxb-1-2-abcdefgh"_qs << u"xoxb-1-2-abcdefgh"_qs << false;
}

void TestOAuth::takesOnlyWhatCanBeAClient()
{
    QFETCH(const QString, id);
    QFETCH(const QString, secret);
    QFETCH(const bool, isTaken);
    QCOMPARE(oauth::whyNotAClientId(id).isEmpty(), isTaken);
    QCOMPARE(oauth::whyNotAClientSecret(secret).isEmpty(), isTaken);
}

void TestOAuth::readsEitherShapeOfAGrant_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("token"); ///< or the error's code
    QTest::addColumn<QString>("refresh");
    QTest::addColumn<int>("seconds");
    QTest::newRow("lasting") << QByteArray(R"({"ok":true,"access_token":"xoxb-176-198-pdFZabcd","token_type":"bot"})")
                             << u"xoxb-176-198-pdFZabcd"_qs << QString() << 0;
    QTest::newRow("bot and person") << QByteArray(
                                           R"({"ok":true,"access_token":"xoxb-176-198-pdFZabcd","token_type":"bot",)"
                                           R"("authed_user":{"id":"U1","access_token":"xoxp-1234-5678"}})")
                                    << u"xoxb-176-198-pdFZabcd"_qs << QString() << 0;
    QTest::newRow("rotating") << QByteArray(R"({"ok":true,"access_token":"xoxe.xoxb-1-abcdefgh","token_type":"bot",)"
                                            R"("expires_in":43200,"refresh_token":"xoxe-1-zyx"})")
                              << u"xoxe.xoxb-1-abcdefgh"_qs << u"xoxe-1-zyx"_qs << 43200;
    QTest::newRow("rotating, nested") << QByteArray(R"({"ok":true,"authed_user":{"id":"U1","expires_in":43200,)"
                                                    R"("access_token":"xoxe.xoxb-1-abcdefgh","token_type":"bot",)"
                                                    R"("refresh_token":"xoxe-1-zyx"}})")
                                      << u"xoxe.xoxb-1-abcdefgh"_qs << u"xoxe-1-zyx"_qs << 43200;
    QTest::newRow("person only") << QByteArray(
                                        R"({"ok":true,"authed_user":{"id":"U1","access_token":"xoxp-1234-5678"}})")
                                 << u"user_token_only"_qs << QString() << -1;
    QTest::newRow("no token") << QByteArray(R"({"ok":true,"authed_user":{"id":"U1"}})") << u"no_token"_qs << QString()
                              << -1;
    QTest::newRow("no refresh token") << QByteArray(
                                             R"({"ok":true,"access_token":"xoxe.xoxb-1-abcdefgh","expires_in":43200})")
                                      << u"half_a_rotation"_qs << QString() << -1;
    QTest::newRow("no end") << QByteArray(
                                   R"({"ok":true,"access_token":"xoxe.xoxb-1-abcdefgh","refresh_token":"xoxe-1-z"})")
                            << u"half_a_rotation"_qs << QString() << -1;
}

void TestOAuth::readsEitherShapeOfAGrant()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, token);
    QFETCH(const QString, refresh);
    QFETCH(const int, seconds);
    const auto grant = oauth::readGrant(object(answer.constData()), u"Sign in"_qs);
    QCOMPARE(grant.has_value(), seconds >= 0);
    QCOMPARE(grant ? grant->token : grant.error().code, token);
    if (!grant) {
        QVERIFY(!grant.error().message.isEmpty());
        QVERIFY(!grant.error().isRetryable());
        return;
    }
    QCOMPARE(grant->refreshToken, refresh);
    QCOMPARE(grant->lifetime, Milliseconds(std::chrono::seconds(seconds)));
    QCOMPARE(RotatingToken::ofGrant(*grant, app, Instant()).has_value(), seconds > 0);
}

void TestOAuth::saysWhatARefusalMeans_data()
{
    QTest::addColumn<QString>("part");
    QTest::addColumn<bool>("isRetryable");
    const auto row = [](const char *code, const QString &part, bool isRetryable = false) {
        QTest::newRow(code) << part << isRetryable;
    };
    row("access_denied", u"press Allow"_qs);
    row("bad_client_secret", u"client secret isn't this app's"_qs);
    row("invalid_client_id", u"no app with this client ID"_qs);
    row("bad_redirect_uri", u"isn't registered"_qs);
    row("invalid_code", u"ten minutes, once"_qs);
    row("code_already_used", u"used before"_qs);
    row("invalid_refresh_token", u"Sign in again"_qs);
    row("oauth_authorization_url_mismatch", u"slack.api_url"_qs);
    row("pkce_not_allowed", u"public client"_qs);
    row("invalid_code_verifier", u"public client"_qs);
    row("invalid_grant_type", u"public client"_qs);
    row("preview_feature_not_available", u"public client"_qs);
    row("no_scopes", u"manifest"_qs);
    row("cannot_install_an_org_installed_app", u"organization"_qs);
    row("user_email_unverified", u"e-mail"_qs);
    row("something_new", u"(something_new)"_qs);
    row("ratelimited", u"slow down"_qs, true);
    row("internal_error", u"didn't answer"_qs, true);
    row("org_login_required", u"limited or being moved"_qs, true);
}

void TestOAuth::saysWhatARefusalMeans()
{
    QFETCH(const QString, part);
    QFETCH(const bool, isRetryable);
    const auto code = QString::fromLatin1(QTest::currentDataTag());
    const auto grant = oauth::readGrant({{u"ok"_qs, false}, {u"error"_qs, code}}, u"Sign in"_qs);
    QVERIFY(!grant);
    QCOMPARE(grant.error().code, code);
    QVERIFY2(grant.error().message.contains(part), qPrintable(grant.error().message));
    QCOMPARE(grant.error().isRetryable(), isRetryable);
}

void TestOAuth::aRotatingTokenComesBackFromItsSecret()
{
    const Instant now = instantFromMs(1'795'000'000'000);
    const auto rotating = RotatingToken::ofGrant({u"xoxe.xoxb-1-a"_qs, u"xoxe-1-b"_qs, 12h}, app, now);
    QVERIFY(rotating);
    QCOMPARE(rotating->renewAt(), now + 8h);
    QCOMPARE(RotatingToken::fromSecret(rotating->toSecret(), u"xoxe.xoxb-1-a"_qs), rotating);
    QVERIFY(!rotating->toSecret().contains(rotating->token));
    QVERIFY(!RotatingToken::fromSecret(rotating->toSecret(), {}));
    QVERIFY(!RotatingToken::fromSecret({}, u"xoxb-1"_qs));
    QVERIFY(!RotatingToken::fromSecret(u"{\"client_id\":\"1.2\"}"_qs, u"xoxb-1"_qs));
}

void TestOAuth::comparesEveryByte()
{
    QVERIFY(isSameSecret("abc", "abc"));
    QVERIFY(isSameSecret({}, {}));
    for (const char *other : {"abd", "bbc", "ab", "abcd", "",
                              "\xe1"
                              "bc"})
        QVERIFY(!isSameSecret("abc", other));
}

void TestOAuth::exchangesTheCodeOnceAsTheAppItself()
{
    ScriptedServer server([](const ScriptedRequest &) {
        return ScriptedAnswer::json(R"({"ok":true,"access_token":"xoxb-176-198-pdFZabcd","token_type":"bot"})");
    });
    HttpClient http;
    OAuthClient client(http);
    const auto grant = resultOf(client.exchange(server.url(u"/api"_qs), app, u"1.2&3"_qs, redirect));
    QVERIFY(grant);
    QCOMPARE(server.requests().size(), 1);
    const ScriptedRequest &request = server.requests().constFirst();
    QCOMPARE(request.verb, "POST");
    QCOMPARE(request.path, "/api/oauth.v2.access");
    QVERIFY(request.query.isEmpty());
    QCOMPARE(request.header("Content-Type"), "application/x-www-form-urlencoded");
    QCOMPARE(request.header("Authorization"),
             "Basic " + (app.clientId + u':' + app.clientSecret).toLatin1().toBase64());
    QCOMPARE(request.form(u"code"_qs), u"1.2&3"_qs);
    QCOMPARE(request.form(u"redirect_uri"_qs), redirect.toString());
    QVERIFY(!request.body.contains(app.clientSecret.toLatin1()));
}

void TestOAuth::anAnswerThatIsNoneHidesWhatItHolds()
{
    ScriptedServer server([](const ScriptedRequest &) {
        return ScriptedAnswer::json(R"({"ok":true,"access_tok)"
                                    "\n"
                                    R"(xoxb-176-198-pdFZabcd)");
    });
    HttpClient http;
    OAuthClient client(http);
    const auto grant = resultOf(client.refresh(server.url(u"/api/"_qs), app, u"xoxe-1-zyx"_qs));
    QVERIFY(!grant);
    QCOMPARE(grant.error().kind, ErrorKind::Protocol);
    QVERIFY(!grant.error().detail.contains(u"xoxb"));
    QCOMPARE(server.requests().constFirst().form(u"grant_type"_qs), u"refresh_token"_qs);
    QCOMPARE(server.requests().constFirst().form(u"refresh_token"_qs), u"xoxe-1-zyx"_qs);
}

QTEST_GUILESS_MAIN(TestOAuth)

#include "tst_oauth.moc"
