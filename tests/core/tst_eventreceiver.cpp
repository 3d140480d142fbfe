// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httpclient.h"
#include "core/receiver/eventreceiver.h"
#include "core/receiver/slackrequest.h"
#include "tests/support/fakeclock.h"
#include "tests/support/waitfor.h"

#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

const QByteArray secret = "8f742231b10e8888abcd99yyyzzz85a5";
const QByteArray toldEvent = R"({"type":"event_callback","event_id":"Ev1","event":{"type":"app_uninstalled"}})";

/// The example of Slack's documentation.
const SlackRequest documented{
    "1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar"
    "&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack."
    "com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121."
    "803a0bc887a14d10d2c447fce8b6703c"};
const Instant then = instantFromMs(1531420618'000);

SlackRequest signedRequest(const QByteArray &body, Instant at, const QByteArray &key = secret)
{
    const QByteArray timestamp = QByteArray::number(toMs(at) / 1000);
    const QByteArray hash =
        QMessageAuthenticationCode::hash("v0:" + timestamp + ':' + body, key, QCryptographicHash::Sha256).toHex();
    return {timestamp, "v0=" + hash, body};
}

HttpRequest post(int port, const SlackRequest &request)
{
    HttpRequest outgoing;
    outgoing.verb = "POST";
    outgoing.url = QUrl(QStringLiteral("http://127.0.0.1:%1/slack/events").arg(port));
    outgoing.headers = {{"x-slack-request-timestamp", request.timestamp},
                        {"X-SLACK-SIGNATURE", request.signature},
                        {"Content-Type", "application/json"}};
    outgoing.body = request.body;
    return outgoing;
}

} // namespace

class TestEventReceiver : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsWhatSlackSigned_data();
    void knowsWhatSlackSigned();
    void answersWhatItIsAsked_data();
    void answersWhatItIsAsked();
    void handsOverWhatIsSigned();
    void refusesWhatIsNot();
    void aBodyIsLimited();
    void aPortThatIsTakenIsSaidInWords();
    void plainHttpStaysOnThisComputer_data();
    void plainHttpStaysOnThisComputer();
    void aCertificateThatIsNoneIsSaidInWords();
    void stopsWhileSomebodyIsConnected();
};

void TestEventReceiver::knowsWhatSlackSigned_data()
{
    QTest::addColumn<SlackRequest>("request");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<qint64>("secondsLater");
    QTest::addColumn<bool>("isSigned");
    const auto row = [](const char *name, const SlackRequest &request, const QByteArray &key, qint64 later,
                        bool isSigned) { QTest::newRow(name) << request << key << later << isSigned; };
    row("documented", documented, secret, 0, true);
    row("five minutes later", documented, secret, 300, true);
    row("replayed later", documented, secret, 301, false);
    row("from the future", documented, secret, -301, false);
    row("another secret", documented, "8f742231b10e8888abcd99yyyzzz85a6", 0, false);
    row("no secret", signedRequest(documented.body, then, {}), {}, 0, false);
    SlackRequest request = documented;
    request.body += ' ';
    row("another body", request, secret, 0, false);
    request = documented;
    request.signature = request.signature.toUpper();
    row("in capitals", request, secret, 0, false);
    request.signature = documented.signature.chopped(1);
    row("cut", request, secret, 0, false);
    request.signature = "v1" + documented.signature.sliced(2);
    row("another version", request, secret, 0, false);
    request.signature.clear();
    row("no signature", request, secret, 0, false);
    for (const char *timestamp : {"", "x", "-1531420618", "1531420618x", "15314206181531420618", "1531420619"}) {
        request = documented;
        request.timestamp = timestamp;
        row(qPrintable(QStringLiteral("timestamp '%1'").arg(QLatin1String(timestamp))), request, secret, 0, false);
    }
}

void TestEventReceiver::knowsWhatSlackSigned()
{
    QFETCH(const SlackRequest, request);
    QFETCH(const QByteArray, key);
    QFETCH(const qint64, secondsLater);
    QTEST(isSignedBySlack(request, key, then + std::chrono::seconds(secondsLater)), "isSigned");
}

void TestEventReceiver::answersWhatItIsAsked_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("isEvent");
    QTest::newRow("challenge") << QByteArray(R"({"type":"url_verification","challenge":"3eZb","token":"x"})") << 200
                               << QByteArray("3eZb") << false;
    QTest::newRow("no challenge") << QByteArray(R"({"type":"url_verification"})") << 400
                                  << QByteArray("The challenge is missing.") << false;
    QTest::newRow("event") << toldEvent << 200 << QByteArray() << true;
    QTest::newRow("rate limited") << QByteArray(R"({"type":"app_rate_limited"})") << 200 << QByteArray() << false;
    QTest::newRow("no JSON") << QByteArray("a=b") << 400 << QByteArray("This isn't JSON.") << false;
    QTest::newRow("empty") << QByteArray() << 400 << QByteArray("This isn't JSON.") << false;
}

void TestEventReceiver::answersWhatItIsAsked()
{
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    QFETCH(const bool, isEvent);
    const SlackRequestAnswer answer = answerToSlack(signedRequest(body, then), secret, then);
    QCOMPARE(answer.status, status);
    QTEST(answer.body, "answer");
    QCOMPARE(answer.wrapper.has_value(), isEvent);
    QCOMPARE(answerToSlack(signedRequest(body, then, "other"), secret, then).status, 401);
}

void TestEventReceiver::handsOverWhatIsSigned()
{
    const FakeClock clock;
    EventReceiver receiver(clock);
    QSignalSpy heard(&receiver, &EventReceiver::heard);
    QVERIFY(receiver.start({QStringLiteral("127.0.0.1"), 0, {}, {}, secret}));
    HttpClient http;
    const auto answer = resultOf(http.send(post(receiver.port(), signedRequest(toldEvent, clock.now()))));
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QTRY_COMPARE(heard.size(), 1);
    QCOMPARE(heard.first().first().toJsonObject()[u"event_id"].toString(), QStringLiteral("Ev1"));
    QCOMPARE(QThread::currentThread(), receiver.thread());
}

void TestEventReceiver::refusesWhatIsNot()
{
    const FakeClock clock;
    EventReceiver receiver(clock);
    QSignalSpy heard(&receiver, &EventReceiver::heard);
    QVERIFY(receiver.start({QStringLiteral("127.0.0.1"), 0, {}, {}, secret}));
    HttpClient http;
    const auto forged = resultOf(http.send(post(receiver.port(), signedRequest(toldEvent, clock.now(), "guessed"))));
    QCOMPARE(forged->status, 401);
    QCOMPARE(forged->header("x-slack-no-retry"), "1");
    HttpRequest elsewhere = post(receiver.port(), signedRequest(toldEvent, clock.now()));
    elsewhere.url.setPath(QStringLiteral("/"));
    QCOMPARE(resultOf(http.send(elsewhere))->status, 404);
    QCOMPARE(heard.size(), 0);
}

void TestEventReceiver::aBodyIsLimited()
{
    const FakeClock clock;
    EventReceiver receiver(clock);
    QVERIFY(receiver.start({QStringLiteral("127.0.0.1"), 0, {}, {}, secret}));
    HttpClient http;
    const auto answer =
        resultOf(http.send(post(receiver.port(), signedRequest(QByteArray(2 * 1024 * 1024, 'x'), clock.now()))));
    QVERIFY(!answer || answer->status == 413); // or the connection ends while it is still being sent
}

void TestEventReceiver::aPortThatIsTakenIsSaidInWords()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const FakeClock clock;
    EventReceiver receiver(clock);
    const EventReceiver::Options options{QStringLiteral("127.0.0.1"), other.serverPort(), {}, {}, secret};
    const auto started = receiver.start(options);
    QVERIFY(!started);
    QVERIFY(started.error().message.contains(QStringLiteral("slack.events_port")));
    QVERIFY(!receiver.isListening());
    QVERIFY(receiver.wasAskedFor(options));
}

void TestEventReceiver::plainHttpStaysOnThisComputer_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("loopback") << QStringLiteral("127.0.0.1") << true;
    QTest::newRow("by name") << QStringLiteral("localhost") << true;
    QTest::newRow("everywhere") << QStringLiteral("0.0.0.0") << false;
    QTest::newRow("the network") << QStringLiteral("192.0.2.7") << false;
    QTest::newRow("nothing") << QString() << false;
}

void TestEventReceiver::plainHttpStaysOnThisComputer()
{
    QFETCH(const QString, address);
    const FakeClock clock;
    EventReceiver receiver(clock);
    const auto started = receiver.start({address, 0, {}, {}, secret});
    QTEST(started.has_value(), "isTaken");
    QVERIFY(started || started.error().message.contains(QStringLiteral("slack.events_certificate")));
}

void TestEventReceiver::aCertificateThatIsNoneIsSaidInWords()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("cert.pem"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("nonsense") > 0);
    file.close();
    const FakeClock clock;
    EventReceiver receiver(clock);
    const auto nonsense = receiver.start({QStringLiteral("127.0.0.1"), 0, path, path, secret});
    QVERIFY(!nonsense);
    QVERIFY(nonsense.error().message.contains(QStringLiteral("PEM")));
    const auto missing = receiver.start({QStringLiteral("127.0.0.1"), 0, path + u'x', path, secret});
    QVERIFY(!missing);
    QVERIFY(missing.error().message.contains(path + u'x'));
}

void TestEventReceiver::stopsWhileSomebodyIsConnected()
{
    const FakeClock clock;
    EventReceiver receiver(clock);
    QVERIFY(receiver.start({QStringLiteral("127.0.0.1"), 0, {}, {}, secret}));
    QTcpSocket slow;
    slow.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(receiver.port()));
    QVERIFY(slow.waitForConnected());
    slow.write("POST /slack/events HTTP/1.1\r\nContent-Length: 100\r\n\r\nhalf");
    slow.waitForBytesWritten();
    receiver.stop(); // returns once the sender's few seconds are over
    QVERIFY(!receiver.isListening());
}

QTEST_GUILESS_MAIN(TestEventReceiver)
#include "tst_eventreceiver.moc"
