// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/socketmode.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/virtualsleeper.h"
#include "tests/support/waitfor.h"

#include <QJsonDocument>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

const QString appToken = QStringLiteral("xapp-1-A0LCAPP01-123456-abcdef");
const QByteArray hello = R"({"type":"hello","connection_info":{"app_id":"A1"},"num_connections":1})";

QByteArray disconnectFor(const char *reason)
{
    return QByteArray(R"({"type":"disconnect","reason":")") + reason + R"(","debug_info":{"host":"x"}})";
}

QByteArray envelope(const QByteArray &id, const QByteArray &eventId)
{
    return R"({"type":"events_api","envelope_id":")" + id + R"(","accepts_response_payload":false,"payload":)" +
           R"({"type":"event_callback","event_id":")" + eventId + R"(","event":{"type":"app_uninstalled"}}})";
}

/// Slack's side: answers apps.connections.open, and sends each socket that comes what the test says.
struct Slack
{
    QWebSocketServer sockets{QStringLiteral("slack"), QWebSocketServer::NonSecureMode};
    ScriptedServer web;
    QList<QWebSocket *> open;
    QStringList received;
    QList<QByteArray> greeting{hello}; ///< to every socket that comes
    int failures = 0;                  ///< so many times more apps.connections.open fails
    QByteArray failure = R"({"ok":false,"error":"internal_error"})";
    FakeClock clock;
    VirtualSleeper pauses{clock};
    SlackSocket::Times times;
    std::unique_ptr<SocketMode> mode;
    QStringList heard;
    int mostOpen = 0;

    Slack()
    {
        if (!sockets.listen(QHostAddress::LocalHost))
            qFatal("no port");
        web.setScript([this](const ScriptedRequest &) {
            if (failures > 0 && failures-- > 0)
                return ScriptedAnswer::json(failure);
            return ScriptedAnswer::json(R"({"ok":true,"url":")" + address() + R"("})");
        });
        QObject::connect(&sockets, &QWebSocketServer::newConnection, &sockets, [this] { accept(); });
    }
    ~Slack()
    {
        mode->stop();
        resultOf(drained(mode.get()));
        mode.reset();
        qDeleteAll(open);
    }
    static QCoro::Task<bool> drained(SocketMode *mode)
    {
        auto draining = mode->drain();
        co_await draining;
        co_return true;
    }
    [[nodiscard]] QByteArray address() const { return sockets.serverUrl().toEncoded() + "/link/?ticket=t"; }
    void accept()
    {
        QWebSocket *socket = sockets.nextPendingConnection();
        open << socket;
        mostOpen = std::max(mostOpen, static_cast<int>(open.size()));
        QObject::connect(socket, &QWebSocket::textMessageReceived, socket,
                         [this](const QString &text) { received << text; });
        QObject::connect(socket, &QWebSocket::disconnected, socket, [this, socket] {
            open.removeAll(socket);
            socket->deleteLater();
        });
        for (const QByteArray &frame : std::as_const(greeting))
            socket->sendTextMessage(QString::fromUtf8(frame));
    }
    void send(const QByteArray &frame) const { open.last()->sendTextMessage(QString::fromUtf8(frame)); }
    void start()
    {
        mode = std::make_unique<SocketMode>(clock, pauses, times);
        QObject::connect(mode.get(), &SocketMode::heard, mode.get(),
                         [this](const QJsonObject &wrapper) { heard << wrapper[u"event_id"].toString(); });
        mode->start(web.url(QStringLiteral("/api/")), appToken);
    }
    [[nodiscard]] bool isConnected() const { return mode->state() == SocketMode::State::Connected; }
    [[nodiscard]] int asked() const { return web.requestsTo("apps.connections.open"); }
};

} // namespace

class TestSocketMode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsNoToken_data();
    void saysWhatIsNoToken();
    void waitsLongerAndLonger();
    void allowsOnlySecureAddresses_data();
    void allowsOnlySecureAddresses();
    void acknowledgesEveryEnvelope();
    void theTokenTravelsInItsHeaderOnly();
    void aSecondSocketIsOpenBeforeTheFirstCloses();
    void aBrokenConnectionIsMadeAgain();
    void withoutHelloItTriesAgain();
    void aSilentLineIsDead();
    void aRefusedTokenStopsIt_data();
    void aRefusedTokenStopsIt();
    void passingErrorsDoNotStopIt();
    void whatIsSwitchedOffStaysOff();
    void malformedFramesAreLeftOut();
    void anInsecureAddressIsNotUsed();
    void stopsWhileItWaits();
};

void TestSocketMode::saysWhatIsNoToken_data()
{
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("begin");
    QTest::newRow("right") << appToken << QString();
    QTest::newRow("none") << QString() << QStringLiteral("No token was given.");
    QTest::newRow("bot") << QStringLiteral("xoxb-1-2-abc") << QStringLiteral("This is the bot token");
    QTest::newRow("user") << QStringLiteral("xoxp-1-2-abc") << QStringLiteral("This is another kind");
    QTest::newRow("two lines") << appToken + u"\nx" << QStringLiteral("This isn't a whole");
}

void TestSocketMode::saysWhatIsNoToken()
{
    QFETCH(const QString, token);
    QFETCH(const QString, begin);
    const QString why = SocketMode::whyNotAToken(token);
    QCOMPARE(why.isEmpty(), begin.isEmpty());
    QVERIFY2(why.startsWith(begin), qPrintable(why));
}

void TestSocketMode::waitsLongerAndLonger()
{
    QCOMPARE(SocketMode::pauseAfter(1, 1.0), Milliseconds(1s));
    QCOMPARE(SocketMode::pauseAfter(1, 0.0), 500ms);
    QCOMPARE(SocketMode::pauseAfter(4, 1.0), Milliseconds(8s));
    QCOMPARE(SocketMode::pauseAfter(100'000, 1.0), Milliseconds(5min));
}

void TestSocketMode::allowsOnlySecureAddresses_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isAllowed");
    QTest::newRow("slack") << QStringLiteral("wss://wss-primary.slack.com/link/?ticket=1") << true;
    QTest::newRow("loopback") << QStringLiteral("ws://127.0.0.1:8080/link") << true;
    QTest::newRow("plain") << QStringLiteral("ws://wss-primary.slack.com/link") << false;
    QTest::newRow("web") << QStringLiteral("https://slack.com/") << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestSocketMode::allowsOnlySecureAddresses()
{
    QFETCH(const QString, url);
    QTEST(SlackSocket::isAllowed(QUrl(url)), "isAllowed");
}

void TestSocketMode::acknowledgesEveryEnvelope()
{
    Slack slack;
    slack.start();
    QTRY_VERIFY(slack.isConnected());
    slack.send(envelope("e-1", "Ev1"));
    slack.send(R"({"type":"slash_commands","envelope_id":"e-2","payload":{"command":"/x"}})");
    slack.send(envelope("e-3", "Ev1")); // told again: acknowledged again
    QTRY_COMPARE(slack.received.size(), 3);
    QCOMPARE(slack.received,
             QStringList({QStringLiteral(R"({"envelope_id":"e-1"})"), QStringLiteral(R"({"envelope_id":"e-2"})"),
                          QStringLiteral(R"({"envelope_id":"e-3"})")}));
    QTRY_COMPARE(slack.heard, QStringList({QStringLiteral("Ev1"), QStringLiteral("Ev1")}));
}

void TestSocketMode::theTokenTravelsInItsHeaderOnly()
{
    Slack slack;
    slack.start();
    QTRY_VERIFY(slack.isConnected());
    const ScriptedRequest request = slack.web.requests().constFirst();
    QCOMPARE(request.verb, "POST");
    QCOMPARE(request.path, "/api/apps.connections.open");
    QCOMPARE(request.header("Authorization"), "Bearer " + appToken.toLatin1());
    QVERIFY(request.query.isEmpty());
    QVERIFY(request.body.isEmpty());
}

void TestSocketMode::aSecondSocketIsOpenBeforeTheFirstCloses()
{
    Slack slack;
    slack.greeting.clear();
    slack.start();
    QTRY_COMPARE(slack.open.size(), 1);
    slack.send(hello);
    QTRY_VERIFY(slack.isConnected());
    slack.send(disconnectFor("warning"));
    slack.send(disconnectFor("refresh_requested")); // asked twice: one successor
    QTRY_COMPARE(slack.open.size(), 2);
    QVERIFY(slack.isConnected());
    slack.open.first()->sendTextMessage(QString::fromUtf8(envelope("e-1", "EvOld"))); // the old one still hears
    QTRY_COMPARE(slack.heard, QStringList{QStringLiteral("EvOld")});
    QCOMPARE(slack.open.size(), 2);
    QWebSocket *second = slack.open.last();
    slack.send(hello);
    QTRY_COMPARE(slack.open, QList<QWebSocket *>{second});
    slack.send(envelope("e-2", "EvNew"));
    QTRY_COMPARE(slack.heard, QStringList({QStringLiteral("EvOld"), QStringLiteral("EvNew")}));
    QCOMPARE(slack.received.size(), 2);
    QCOMPARE(slack.mostOpen, 2);
    QCOMPARE(slack.asked(), 2);
}

void TestSocketMode::aBrokenConnectionIsMadeAgain()
{
    Slack slack;
    slack.start();
    QTRY_VERIFY(slack.isConnected());
    slack.open.last()->abort();
    QTRY_COMPARE(slack.asked(), 2);
    QTRY_VERIFY(slack.isConnected());
    slack.send(envelope("e-1", "Ev1"));
    QTRY_COMPARE(slack.heard.size(), 1);
}

void TestSocketMode::withoutHelloItTriesAgain()
{
    Slack slack;
    slack.times.hello = 50ms;
    slack.greeting.clear();
    slack.start();
    QTRY_VERIFY(slack.asked() >= 2);
    slack.greeting = {hello};
    QTRY_VERIFY(slack.isConnected());
}

void TestSocketMode::aSilentLineIsDead()
{
    Slack slack;
    slack.times.ping = 20ms;
    slack.times.silence = 100ms;
    slack.start();
    QTRY_VERIFY(slack.isConnected());
    // Pongs keep it alive however long nothing is told.
    QWebSocket *first = slack.open.last();
    QElapsedTimer watch;
    watch.start();
    QTRY_VERIFY(watch.elapsed() > 300);
    QCOMPARE(slack.open, QList<QWebSocket *>{first});
    // A server that takes the connection and says nothing.
    QTcpServer mute;
    QVERIFY(mute.listen(QHostAddress::LocalHost));
    SlackSocket::Times times;
    times.hello = 100ms;
    SlackSocket socket(QUrl(QStringLiteral("ws://127.0.0.1:%1/").arg(mute.serverPort())), times);
    QTRY_COMPARE(socket.phase(), SlackSocket::Phase::Ended);
    QCOMPARE(socket.cause(), QStringLiteral("timeout"));
    // What hears no pong any more ends by itself.
    times = {1s, 20ms, 1ms};
    SlackSocket deaf(QUrl(QString::fromUtf8(slack.address())), times);
    QTRY_COMPARE(deaf.phase(), SlackSocket::Phase::Ended);
    QCOMPARE(deaf.cause(), QStringLiteral("silence"));
}

void TestSocketMode::aRefusedTokenStopsIt_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("says");
    for (const char *code : {"invalid_auth", "not_authed", "account_inactive", "user_removed_from_team",
                             "team_disabled", "not_allowed_token_type", "token_revoked"})
        QTest::newRow(code) << QByteArray(code) << QStringLiteral("doesn't accept the app-level token");
    QTest::newRow("missing_scope") << QByteArray("missing_scope") << QStringLiteral("connections:write");
}

void TestSocketMode::aRefusedTokenStopsIt()
{
    QFETCH(const QByteArray, code);
    QFETCH(const QString, says);
    Slack slack;
    slack.failures = 1;
    slack.failure = R"({"ok":false,"error":")" + code + R"("})";
    slack.start();
    QTRY_COMPARE(slack.mode->state(), SocketMode::State::Stopped);
    QVERIFY2(slack.mode->error().message.contains(says), qPrintable(slack.mode->error().message));
    QCOMPARE(slack.mode->error().code.toLatin1(), code);
    QCOMPARE(slack.asked(), 1);
}

void TestSocketMode::passingErrorsDoNotStopIt()
{
    Slack slack;
    slack.failures = 4;
    const Instant before = slack.clock.now();
    slack.start();
    QTRY_VERIFY(slack.isConnected());
    QCOMPARE(slack.asked(), 5);
    const auto waited = slack.clock.now() - before; // 1 + 2 + 4 + 8 seconds, each at least half of it
    QVERIFY(waited >= 7500ms && waited <= 15s);
}

void TestSocketMode::whatIsSwitchedOffStaysOff()
{
    Slack slack;
    slack.start();
    QTRY_VERIFY(slack.isConnected());
    slack.send(disconnectFor("link_disabled"));
    QTRY_COMPARE(slack.mode->state(), SocketMode::State::Stopped);
    QCOMPARE(slack.mode->error().code, QStringLiteral("link_disabled"));
    QTRY_VERIFY(slack.open.isEmpty());
    QCOMPARE(slack.asked(), 1);
}

void TestSocketMode::malformedFramesAreLeftOut()
{
    Slack slack;
    slack.start();
    QTRY_VERIFY(slack.isConnected());
    for (const char *frame : {"", "{", "[]", "null", R"({"type":5})", R"({"type":"disconnect"})"})
        slack.send(frame);
    slack.open.last()->sendBinaryMessage("\x00\x01");
    slack.send(R"({"type":"events_api","envelope_id":7,"payload":[]})");
    QTRY_COMPARE(slack.asked(), 2); // "disconnect" without a reason is one all the same
    QTRY_VERIFY(slack.isConnected() && slack.open.size() == 1);
    slack.send(envelope("e-1", "Ev1"));
    QTRY_COMPARE(slack.received, QStringList{QStringLiteral(R"({"envelope_id":"e-1"})")});
}

void TestSocketMode::anInsecureAddressIsNotUsed()
{
    Slack slack;
    slack.failures = 1;
    slack.failure = R"({"ok":true,"url":"ws://wss-primary.slack.com/link"})";
    slack.start();
    QTRY_VERIFY(slack.isConnected());
    QCOMPARE(slack.asked(), 2);
}

void TestSocketMode::stopsWhileItWaits()
{
    Slack slack;
    slack.web.setScript([](const ScriptedRequest &) {
        ScriptedAnswer answer;
        answer.fault = ScriptedAnswer::Fault::Silence;
        return answer;
    });
    slack.start();
    QTRY_COMPARE(slack.asked(), 1);
    slack.mode->stop();
    QCOMPARE(slack.mode->state(), SocketMode::State::Off);
    QVERIFY(resultOf(Slack::drained(slack.mode.get())));
}

QTEST_GUILESS_MAIN(TestSocketMode)
#include "tst_socketmode.moc"
