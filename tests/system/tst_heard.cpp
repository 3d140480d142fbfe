// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"
#include "core/store/reader.h"
#include "tests/support/programrun.h"
#include "tests/support/sandboxprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ledgercast;
using namespace ledgercast::test;

namespace {

const QByteArray rules = "priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,mention,"
                         "delivery\n1,All,,,,,,fin-ap,,immediate\n";

} // namespace

/// What people do in Slack is heard by the running service.
class TestHeard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aWrongTokenIsRefusedInWords();
    void aReactionIsAnAcknowledgement();
    void aRefreshedConnectionHearsOn();
    void whatIsToldAgainAfterARestartIsKnown();
    void channelsAreLookedAtWhenTheyChange();
    void signedRequestsAreHeardToo();
    void aDeletedMessageIsNoted();
    void aRevokedTokenKeepsTheQueue();
    void cleanupTestCase() { stop(); }

private:
    void start();
    void stop();
    [[nodiscard]] int sockets() { return m_sandbox.state()[u"slack"][u"sockets"].toInt(); }
    /// How often the posted entry's timeline says this.
    [[nodiscard]] qsizetype events(const QString &kind) const;
    [[nodiscard]] bool hasChannel(const QString &name, bool isArchived) const;
    [[nodiscard]] QJsonObject message() const { return {{u"channel"_s, u"fin-ap"_s}, {u"ts"_s, m_ts}}; }

    SandboxProcess m_sandbox{{u"--no-limits"_s}};
    ProgramRun m_program;
    QProcess m_service;
    qint64 m_entry = 0;
    QString m_ts;
};

void TestHeard::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        QSKIP("The program keeps its secrets in a Secret Service, and there is no session bus.");
    QVERIFY(m_sandbox.isListening());
    const QByteArray mistake = m_program.connectTo(m_sandbox, rules);
    QVERIFY2(mistake.isEmpty(), mistake.constData());
    const Outcome read = m_program.run({u"sync"_s, u"--once"_s, u"--feeds"_s, u"supplier_invoices"_s});
    QVERIFY2(read.code == 0, qPrintable(read.words()));
    const auto database = Database::open(m_program.databasePath(), Database::Access::ReadOnly);
    QVERIFY(database);
    const Reader reader(**database);
    EntryFilter filter;
    filter.states = {EntryState::Posted};
    const auto posted = reader.entries(filter, 0, 1);
    QVERIFY(posted && !posted->isEmpty());
    m_entry = posted->first().id;
    m_ts = reader.entry(m_entry)->deliveries.first().ts;
}

void TestHeard::aWrongTokenIsRefusedInWords()
{
    const QStringList command{u"slack"_s, u"events"_s, u"--token-stdin"_s};
    const Outcome bot = m_program.run(command, m_sandbox.slackToken().toUtf8());
    QCOMPARE(bot.code, 5);
    QVERIFY2(bot.errors.contains("This is the bot token"), qPrintable(bot.words()));
    const Outcome unknown = m_program.run(command, "xapp-1-A0LCAPP01-wrong-wrong");
    QCOMPARE(unknown.code, 5);
    QVERIFY2(unknown.errors.contains("app-level token"), qPrintable(unknown.words()));
    const Outcome right = m_program.run(command, m_sandbox.slackAppToken().toUtf8() + '\n');
    QVERIFY2(right.code == 0, qPrintable(right.words()));
    QVERIFY(!right.output.contains(m_sandbox.slackAppToken().toUtf8()));
}

void TestHeard::start()
{
    m_program.start(m_service, {u"run"_s});
    QVERIFY(m_service.waitForStarted());
    QTRY_COMPARE_WITH_TIMEOUT(sockets(), 1, 30'000);
}

void TestHeard::stop()
{
    if (m_service.state() == QProcess::NotRunning)
        return;
    m_service.terminate();
    QVERIFY(m_service.waitForFinished());
    QCOMPARE(m_service.exitCode(), 0);
}

qsizetype TestHeard::events(const QString &kind) const
{
    const auto database = Database::open(m_program.databasePath(), Database::Access::ReadOnly);
    const auto detail = Reader(**database).entry(m_entry);
    return std::count_if(detail->events.begin(), detail->events.end(),
                         [&](const AuditEventRow &event) { return event.kind == kind; });
}

bool TestHeard::hasChannel(const QString &name, bool isArchived) const
{
    const auto database = Database::open(m_program.databasePath(), Database::Access::ReadOnly);
    const auto channels = Reader(**database).channels();
    return std::any_of(channels->begin(), channels->end(),
                       [&](const Channel &one) { return one.name == name && one.isArchived == isArchived; });
}

void TestHeard::aReactionIsAnAcknowledgement()
{
    start();
    QVERIFY(m_sandbox.control(u"react"_s, message()));
    QTRY_COMPARE_WITH_TIMEOUT(events(u"acknowledged"_s), 1, 10'000);
    QVERIFY(m_sandbox.control(u"tell-again"_s));
    QTRY_COMPARE(m_sandbox.state()[u"slack"][u"unacknowledged"].toInt(), 0);
    QCOMPARE(events(u"acknowledged"_s), 1);
}

void TestHeard::aRefreshedConnectionHearsOn()
{
    QVERIFY(m_sandbox.control(u"socket"_s, {{u"reason"_s, u"refresh_requested"_s}}));
    QTRY_COMPARE_WITH_TIMEOUT(m_sandbox.state()[u"slack"][u"calls"][u"apps.connections.open"].toInt(), 4, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(sockets(), 1, 10'000);
    QJsonObject removal = message();
    removal.insert(u"remove"_s, true);
    QVERIFY(m_sandbox.control(u"react"_s, removal));
    QTRY_COMPARE_WITH_TIMEOUT(events(u"acknowledgement_removed"_s), 1, 10'000);
    QVERIFY(m_sandbox.control(u"socket"_s, {{u"reason"_s, u"drop"_s}}));
    QTRY_COMPARE_WITH_TIMEOUT(m_sandbox.state()[u"slack"][u"calls"][u"apps.connections.open"].toInt(), 5, 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(sockets(), 1, 10'000);
    QVERIFY(m_sandbox.control(u"react"_s, message()));
    QTRY_COMPARE_WITH_TIMEOUT(events(u"acknowledged"_s), 2, 10'000);
}

void TestHeard::whatIsToldAgainAfterARestartIsKnown()
{
    stop();
    start();
    QVERIFY(m_sandbox.control(u"tell-again"_s));
    QTRY_COMPARE(m_sandbox.state()[u"slack"][u"unacknowledged"].toInt(), 0);
    // Another reaction comes after it: then the first has been looked at.
    QJsonObject other = message();
    other.insert(u"name"_s, u"eyes"_s);
    QVERIFY(m_sandbox.control(u"react"_s, other));
    QTRY_COMPARE_WITH_TIMEOUT(events(u"acknowledged"_s), 3, 10'000);
}

void TestHeard::channelsAreLookedAtWhenTheyChange()
{
    QVERIFY(hasChannel(u"procurement"_s, false));
    QVERIFY(m_sandbox.control(u"archive"_s, {{u"channel"_s, u"procurement"_s}}));
    QTRY_VERIFY_WITH_TIMEOUT(hasChannel(u"procurement"_s, true), 15'000);
    QVERIFY(m_sandbox.control(u"rename"_s, {{u"channel"_s, u"finance-alerts"_s}, {u"name"_s, u"money-alerts"_s}}));
    QTRY_VERIFY_WITH_TIMEOUT(hasChannel(u"money-alerts"_s, false), 15'000);
    QVERIFY(!hasChannel(u"finance-alerts"_s, false));
}

void TestHeard::signedRequestsAreHeardToo()
{
    stop();
    const QStringList command{u"slack"_s, u"events"_s, u"--signing-secret-stdin"_s};
    QCOMPARE(m_program.run(command, "secret").code, 5);
    const QByteArray secret = "8f742231b10e8888abcd99eeefff85a5";
    const Outcome kept = m_program.run(command, secret);
    QVERIFY2(kept.code == 0, qPrintable(kept.words()));
    const quint16 port = [] {
        QTcpServer probe;
        return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : quint16(0);
    }();
    QCOMPARE(m_program.run({u"settings"_s, u"set"_s, u"slack.events_port"_s, QString::number(port)}).code, 0);
    start();
    const QString url = u"http://127.0.0.1:%1/slack/events"_s.arg(port);
    const auto status = [this] { return m_sandbox.state()[u"slack"][u"events_status"].toInt(); };
    QVERIFY(m_sandbox.control(u"events"_s, {{u"url"_s, url}, {u"signing_secret"_s, u"guessed"_s}}));
    QTRY_COMPARE(status(), 401);
    QVERIFY(m_sandbox.control(u"events"_s, {{u"url"_s, url}, {u"signing_secret"_s, QString::fromLatin1(secret)}}));
    QTRY_COMPARE(status(), 200);
    // The same event comes both ways, and is one.
    const qsizetype before = events(u"acknowledged"_s);
    QJsonObject tada = message();
    tada.insert(u"name"_s, u"tada"_s);
    QVERIFY(m_sandbox.control(u"react"_s, tada));
    QTRY_COMPARE_WITH_TIMEOUT(events(u"acknowledged"_s), before + 1, 10'000);
    QVERIFY(m_sandbox.control(u"socket"_s, {{u"reason"_s, u"link_disabled"_s}}));
    QTRY_COMPARE(sockets(), 0);
    tada.insert(u"name"_s, u"eyes"_s);
    tada.insert(u"remove"_s, true);
    const qsizetype taken = events(u"acknowledgement_removed"_s);
    QVERIFY(m_sandbox.control(u"react"_s, tada));
    QTRY_COMPARE_WITH_TIMEOUT(events(u"acknowledgement_removed"_s), taken + 1, 10'000);
    QCOMPARE(events(u"acknowledged"_s), before + 1);
}

void TestHeard::aDeletedMessageIsNoted()
{
    QVERIFY(m_sandbox.control(u"delete-message"_s, message()));
    QTRY_COMPARE_WITH_TIMEOUT(events(u"deleted_in_slack"_s), 1, 10'000);
}

void TestHeard::aRevokedTokenKeepsTheQueue()
{
    QVERIFY(m_sandbox.control(u"uninstall"_s));
    QByteArray log;
    QTRY_VERIFY_WITH_TIMEOUT((log += m_service.readAllStandardError()).contains("our access ended"), 10'000);
    QCOMPARE(m_service.state(), QProcess::Running);
    QVERIFY(!log.contains(m_sandbox.slackAppToken().toUtf8()));
    QVERIFY(!log.contains("ticket="));
}

QTEST_GUILESS_MAIN(TestHeard)
#include "tst_heard.moc"
