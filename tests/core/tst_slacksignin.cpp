// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/slacksignin.h"
#include "tests/core/runningengine.h"
#include "tests/support/virtualsleeper.h"
#include "tests/support/waitfor.h"

#include <QSignalSpy>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTest>
#include <QUrlQuery>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

const OAuthApp app{QStringLiteral("17653672481.19874698323"), QStringLiteral("0123456789abcdef0123456789abcdef")};
const QByteArray lasting = R"({"ok":true,"access_token":"xoxb-176-198-pdFZabcd","token_type":"bot"})";

int freePort()
{
    QTcpServer server;
    if (!server.listen(QHostAddress::LocalHost))
        qFatal("no port");
    return server.serverPort();
}

QString stateOf(const QUrl &address)
{
    return QUrlQuery(address).queryItemValue(u"state"_qs, QUrl::FullyDecoded);
}

QString redirected(int port, const QString &query)
{
    return u"https://localhost:%1/slack/oauth?%2"_qs.arg(port).arg(query);
}

/// As a browser that was told to go on all the same.
struct Browser
{
    QByteArray answer;
    QSslCertificate certificate;

    Browser(int port, const QString &address, const QByteArray &host = {})
    {
        QSslSocket socket;
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
        socket.setSslConfiguration(configuration);
        socket.connectToHostEncrypted(u"127.0.0.1"_qs, static_cast<quint16>(port));
        if (!QTest::qWaitFor([&] { return socket.isEncrypted(); }))
            return;
        certificate = socket.peerCertificate();
        const QUrl url(address);
        socket.write("GET " + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority) + " HTTP/1.1\r\nHost: " +
                     (host.isEmpty() ? "localhost:" + QByteArray::number(port) : host) + "\r\n\r\n");
        (void)QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; });
        answer = socket.readAll();
    }
};

struct SigningIn
{
    HttpClient http;
    Sleeper patience;
    ScriptedServer server;
    SlackSignIn signIn;
    QSignalSpy granted;
    QSignalSpy failed;
    int port = freePort();

    SigningIn()
        : server([](const ScriptedRequest &) { return ScriptedAnswer::json(lasting); })
        , signIn(http, patience)
        , granted(&signIn, &SlackSignIn::granted)
        , failed(&signIn, &SlackSignIn::failed)
    {
    }
    ~SigningIn()
    {
        signIn.cancel();
        (void)resultOf(drained(&signIn));
    }
    Q_DISABLE_COPY_MOVE(SigningIn)
    static QCoro::Task<bool> drained(SlackSignIn *signIn)
    {
        auto draining = signIn->drain();
        co_await draining;
        co_return true;
    }
    [[nodiscard]] Result<void> start() { return signIn.start({server.url(u"/api/"_qs), app, port}); }
    [[nodiscard]] QString good() const
    {
        return redirected(port, u"code=1.2.abc&state="_qs + stateOf(signIn.address()));
    }
    [[nodiscard]] Error error() const { return failed.constFirst().constFirst().value<Error>(); }
};

} // namespace

class TestSlackSignIn : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qRegisterMetaType<Error>(); }
    void takesTheBrowsersAnswer();
    void itsCertificateIsForThisComputerAndADay();
    void forgetsWhatDoesNotBelongToIt_data();
    void forgetsWhatDoesNotBelongToIt();
    void aDeniedSignInEnds();
    void aPastedAddressIsTakenWhereThePortIsTaken();
    void aWrongPasteCanBeMendedByAnother();
    void nothingForTenMinutesEndsIt();
    void refusesWhatCannotBeAnApp_data();
    void refusesWhatCannotBeAnApp();
    void aLostAnswerIsSaid();
    void theEngineKeepsWhatItWasGranted();
    void theEngineRenewsATokenThatEnds();
    void aRefusedTokenLeavesTheOneBefore();
    void whenItIsNotRenewedAPersonSignsInAgain();
};

void TestSlackSignIn::takesTheBrowsersAnswer()
{
    SigningIn one;
    QVERIFY(one.start());
    QVERIFY(one.signIn.isOpen());
    QCOMPARE(one.signIn.listenProblem(), QString());
    const Browser browser(one.port, one.good());
    QVERIFY2(browser.answer.startsWith("HTTP/1.1 200"), browser.answer.constData());
    QVERIFY(browser.answer.contains("You can close this window"));
    QVERIFY(browser.answer.contains("default-src 'none'"));
    QVERIFY(!browser.answer.contains("1.2.abc"));
    QTRY_COMPARE(one.granted.size(), 1);
    QCOMPARE(one.server.requests().size(), 1);
    QCOMPARE(one.server.requests().constFirst().form(u"code"_qs), u"1.2.abc"_qs);
    QVERIFY(!one.signIn.isOpen());
    QTcpServer nobody;
    QVERIFY(nobody.listen(QHostAddress::LocalHost, static_cast<quint16>(one.port)));
    QVERIFY(!one.signIn.take(one.good()));
}

void TestSlackSignIn::itsCertificateIsForThisComputerAndADay()
{
    SigningIn one;
    QVERIFY(one.start());
    const QSslCertificate certificate = Browser(one.port, one.good()).certificate;
    const auto names = certificate.subjectAlternativeNames();
    QCOMPARE(names.values(QSsl::DnsEntry), QStringList{u"localhost"_qs});
    QCOMPARE(names.values(QSsl::IpAddressEntry), QStringList{u"127.0.0.1"_qs});
    QCOMPARE(certificate.publicKey().algorithm(), QSsl::Ec);
    QVERIFY(certificate.effectiveDate() <= QDateTime::currentDateTime());
    const qint64 seconds = QDateTime::currentDateTime().secsTo(certificate.expiryDate());
    QVERIFY(seconds > 23 * 3600 && seconds <= 24 * 3600);
    SigningIn other;
    QVERIFY(other.start());
    QVERIFY(Browser(other.port, other.good()).certificate.publicKey() != certificate.publicKey());
}

void TestSlackSignIn::forgetsWhatDoesNotBelongToIt_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("host");
    QTest::newRow("other state") << u"code=1&state=x"_qs << QByteArray();
    QTest::newRow("no state") << u"code=1"_qs << QByteArray();
    QTest::newRow("denied elsewhere") << u"error=access_denied&state=x"_qs << QByteArray();
    QTest::newRow("other host") << u"code=1&state=STATE"_qs << QByteArray("attacker.example");
    QTest::newRow("no code") << u"state=STATE"_qs << QByteArray();
}

void TestSlackSignIn::forgetsWhatDoesNotBelongToIt()
{
    QFETCH(QString, query);
    QFETCH(const QByteArray, host);
    SigningIn one;
    QVERIFY(one.start());
    query.replace(u"STATE"_qs, stateOf(one.signIn.address()));
    const Browser browser(one.port, redirected(one.port, query), host);
    QVERIFY2(browser.answer.startsWith("HTTP/1.1 400"), browser.answer.constData());
    QVERIFY(one.signIn.isOpen());
    const Browser good(one.port, one.good());
    QTRY_COMPARE(one.granted.size(), 1);
    QCOMPARE(one.failed.size(), 0);
}

void TestSlackSignIn::aDeniedSignInEnds()
{
    SigningIn one;
    QVERIFY(one.start());
    const Browser browser(one.port,
                          redirected(one.port, u"error=access_denied&state="_qs + stateOf(one.signIn.address())));
    QTRY_COMPARE(one.failed.size(), 1);
    QCOMPARE(one.error().code, u"access_denied"_qs);
    QVERIFY(!one.signIn.isOpen());
    QCOMPARE(one.server.requests().size(), 0);
}

void TestSlackSignIn::aPastedAddressIsTakenWhereThePortIsTaken()
{
    SigningIn one;
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost, static_cast<quint16>(one.port)));
    QVERIFY(one.start());
    QVERIFY(one.signIn.listenProblem().contains(QString::number(one.port)));
    QVERIFY(one.signIn.take(one.good()));
    QTRY_COMPARE(one.granted.size(), 1);
}

void TestSlackSignIn::aWrongPasteCanBeMendedByAnother()
{
    SigningIn one;
    QVERIFY(one.start());
    const auto wrong = one.signIn.take(u"https://slack.com/oauth/v2/authorize"_qs);
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().code, u"foreign_address"_qs);
    // That of a sign-in that was begun before.
    const QString before = one.good();
    QVERIFY(one.start());
    const auto old = one.signIn.take(before);
    QVERIFY(!old);
    QCOMPARE(old.error().code, u"foreign_state"_qs);
    QVERIFY(one.signIn.take(one.good()));
    QTRY_COMPARE(one.granted.size(), 1);
}

void TestSlackSignIn::nothingForTenMinutesEndsIt()
{
    FakeClock clock;
    const Instant start = clock.now();
    VirtualSleeper patience(clock);
    HttpClient http;
    SlackSignIn signIn(http, patience);
    QSignalSpy failed(&signIn, &SlackSignIn::failed);
    QVERIFY(signIn.start({QUrl(u"https://slack.com/api/"_qs), app, freePort()}));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(clock.now() - start, Milliseconds(10min));
    QVERIFY(!signIn.isOpen());
    QCOMPARE(failed.constFirst().constFirst().value<Error>().code, u"sign_in_timeout"_qs);
    QVERIFY(resultOf(SigningIn::drained(&signIn)));
}

void TestSlackSignIn::refusesWhatCannotBeAnApp_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("secret");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("code");
    QTest::newRow("id") << u"A012"_qs << app.clientSecret << 47'823 << u"not_a_client_id"_qs;
    QTest::newRow("secret") << app.clientId << u"xoxb-1"_qs << 47'823 << u"not_a_client_secret"_qs;
    QTest::newRow("no port") << app.clientId << app.clientSecret << 0 << u"not_a_port"_qs;
    QTest::newRow("port of the system") << app.clientId << app.clientSecret << 443 << u"not_a_port"_qs;
    QTest::newRow("beyond ports") << app.clientId << app.clientSecret << 65'536 << u"not_a_port"_qs;
}

void TestSlackSignIn::refusesWhatCannotBeAnApp()
{
    QFETCH(const QString, id);
    QFETCH(const QString, secret);
    QFETCH(const int, port);
    QFETCH(const QString, code);
    HttpClient http;
    Sleeper patience;
    SlackSignIn signIn(http, patience);
    const auto started = signIn.start({QUrl(u"https://slack.com/api/"_qs), {id, secret}, port});
    QVERIFY(!started);
    QCOMPARE(started.error().code, code);
    QVERIFY(!started.error().message.contains(secret));
    QVERIFY(!signIn.isOpen());
}

void TestSlackSignIn::aLostAnswerIsSaid()
{
    SigningIn one;
    one.server.setScript([](const ScriptedRequest &) {
        ScriptedAnswer answer;
        answer.fault = ScriptedAnswer::Fault::Drop;
        return answer;
    });
    QVERIFY(one.start());
    QVERIFY(one.signIn.take(one.good()));
    QTRY_COMPARE(one.failed.size(), 1);
    QVERIFY(one.error().message.contains(u"Begin again"));
    QCOMPARE(one.server.requests().size(), 1); // the code holds once
}

namespace {

/// A workspace that signs in by OAuth, with tokens that end or don't.
struct Granting : Workspace
{
    bool isRotating = true;
    QByteArray refusal;          ///< of a refresh
    QByteArrayList livingTokens; ///< of those that end
    int given = 0;

    [[nodiscard]] QByteArray newest() const { return "xoxe.xoxb-1-token000" + QByteArray::number(given); }
    ScriptedAnswer access(const ScriptedRequest &request)
    {
        if (request.form(u"grant_type"_qs) == u"refresh_token" && !refusal.isEmpty())
            return ScriptedAnswer::json(R"({"ok":false,"error":")" + refusal + R"("})");
        if (!isRotating)
            return ScriptedAnswer::json(lasting);
        ++given;
        livingTokens << newest();
        return ScriptedAnswer::json(R"({"ok":true,"access_token":")" + newest() +
                                    R"(","token_type":"bot","expires_in":43200,"refresh_token":"xoxe-1-r)" +
                                    QByteArray::number(given) + R"("})");
    }
};

struct SignedIn
{
    Granting workspace;
    std::optional<RunningEngine> running;
    Secrets kept;
    Result<void> writing;

    void open()
    {
        workspace.show({channel(u"C1"_qs, u"fin-ap"_qs)});
        workspace.server.setScript([this](const ScriptedRequest &request) {
            if (request.path.endsWith("oauth.v2.access"))
                return workspace.access(request);
            const QByteArray token = request.header("Authorization").mid(7);
            if (token.startsWith("xoxe.") && !workspace.livingTokens.contains(token))
                return ScriptedAnswer::json(R"({"ok":false,"error":"token_expired"})");
            if (request.path.endsWith("conversations.list"))
                return ScriptedAnswer::json(workspace.list);
            ScriptedAnswer answer = ScriptedAnswer::json(
                R"({"ok":true,"url":"https://acme.slack.com/","team":"Acme","user":"ledgercast","team_id":"T1",)"
                R"("user_id":"U1","bot_id":"B1"})");
            answer.headers.emplaceBack("X-OAuth-Scopes", workspace.scopes);
            return answer;
        });
        running.emplace(workspace);
        Engine &engine = running->engine;
        QObject::connect(&engine, &Engine::storeSecrets, &engine, [this](const Secrets &secrets) {
            if (writing)
                kept = secrets;
            QTimer::singleShot(0, &running->engine, [this] { running->engine.secretsStored(writing); });
        });
        engine.start(true);
        engine.setSecrets(kept);
        QTRY_VERIFY(running->isReady);
    }
    void signIn()
    {
        Engine &engine = running->engine;
        QSignalSpy opened(&engine, &Engine::slackSignInOpened);
        QSignalSpy connected(&engine, &Engine::slackConnected);
        const int port = freePort();
        engine.signInToSlack(app.clientId, app.clientSecret, port);
        QCOMPARE(opened.size(), 1);
        const QUrl address = opened.constFirst().constFirst().toUrl();
        engine.finishSignIn(redirected(port, u"code=1.2.abc&state="_qs + stateOf(address)));
        QTRY_COMPARE(connected.size(), 1);
    }
};

} // namespace

void TestSlackSignIn::theEngineKeepsWhatItWasGranted()
{
    SignedIn one;
    one.workspace.isRotating = false;
    one.open();
    one.signIn();
    QCOMPARE(one.kept.value(secretname::slackToken), u"xoxb-176-198-pdFZabcd"_qs);
    QVERIFY(!one.kept.contains(secretname::slackRotation)); // nothing to renew: the client secret isn't kept
    QCOMPARE(one.running->engine.settings().slackClientId, app.clientId);
    QCOMPARE(one.running->engine.status().slack.state, LinkStatus::State::Ready);
    QCOMPARE(one.running->failures, QStringList());
    QFile settings(one.running->profile.settingsPath());
    QVERIFY(settings.open(QIODevice::ReadOnly));
    QVERIFY(!settings.readAll().contains(app.clientSecret.toLatin1()));
}

void TestSlackSignIn::theEngineRenewsATokenThatEnds()
{
    SignedIn one;
    one.open();
    one.signIn();
    QCOMPARE(one.kept.value(secretname::slackToken), u"xoxe.xoxb-1-token0001"_qs);
    one.running->pass(8h); // two thirds of twelve hours
    QTRY_COMPARE(one.kept.value(secretname::slackToken), u"xoxe.xoxb-1-token0002"_qs);
    QVERIFY(one.kept.value(secretname::slackRotation).contains(u"xoxe-1-r2"));
    // What Slack calls expired is renewed, too, by whoever hears of it.
    one.workspace.livingTokens.clear();
    one.running->engine.refreshChannels();
    QTRY_COMPARE(one.kept.value(secretname::slackToken), u"xoxe.xoxb-1-token0003"_qs);
    QCOMPARE(one.running->engine.status().slack.state, LinkStatus::State::Ready);
    // Another start goes on with what was kept, long after its end.
    one.running.reset();
    one.workspace.livingTokens.clear();
    one.open();
    QCOMPARE(one.running->engine.status().slack.state, LinkStatus::State::Ready);
    QCOMPARE(one.kept.value(secretname::slackToken), u"xoxe.xoxb-1-token0004"_qs);
    // A pasted token that doesn't end takes the place of all that.
    QSignalSpy connected(&one.running->engine, &Engine::slackConnected);
    one.running->engine.connectSlack(u"xoxb-176-198-pdFZabcd"_qs);
    QTRY_COMPARE(connected.size(), 1);
    QVERIFY(!one.kept.contains(secretname::slackRotation));
}

void TestSlackSignIn::aRefusedTokenLeavesTheOneBefore()
{
    SignedIn one;
    one.open();
    one.signIn();
    one.running->engine.connectSlack(u"xoxe.xoxb-1-another1"_qs);
    QTRY_COMPARE(one.running->failures.size(), 1);
    one.writing = fail(ErrorKind::Secrets, u"Store"_qs, u"The keychain is locked."_qs, {}, u"locked"_qs);
    one.running->engine.connectSlack(u"xoxb-176-198-pdFZabcd"_qs);
    QTRY_COMPARE(one.running->failures.size(), 2);
    one.writing = {};
    one.workspace.livingTokens.clear();
    one.running->engine.refreshChannels();
    QTRY_COMPARE(one.kept.value(secretname::slackToken), u"xoxe.xoxb-1-token0002"_qs);
}

void TestSlackSignIn::whenItIsNotRenewedAPersonSignsInAgain()
{
    SignedIn one;
    one.open();
    one.signIn();
    one.workspace.refusal = "invalid_refresh_token";
    one.running->pass(8h);
    QTRY_COMPARE(one.running->engine.status().slack.state, LinkStatus::State::Problem);
    QVERIFY(one.running->engine.status().slack.sentence.contains(u"Sign in again"));
    one.workspace.refusal.clear();
    one.signIn();
    QCOMPARE(one.running->engine.status().slack.state, LinkStatus::State::Ready);
}

QTEST_GUILESS_MAIN(TestSlackSignIn)

#include "tst_slacksignin.moc"
