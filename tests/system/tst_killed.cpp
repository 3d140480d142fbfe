// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"
#include "core/store/reader.h"
#include "tests/support/programrun.h"
#include "tests/support/sandboxprocess.h"

#include <QRandomGenerator>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ledgercast;
using namespace ledgercast::test;

/// kill -9 while it reads and posts: nothing is lost, nothing is posted twice.
class TestKilled : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesAndRepeatsNothing_data();
    void losesAndRepeatsNothing();
};

void TestKilled::losesAndRepeatsNothing_data()
{
    QTest::addColumn<QString>("burstLimit");
    QTest::addColumn<int>("kills");
    // LEDGERCAST_KILLS says otherwise: 200 take half an hour.
    const int wanted = qEnvironmentVariableIntValue("LEDGERCAST_KILLS");
    QTest::newRow("one by one") << u"0"_s << (wanted > 0 ? wanted : 25);
    QTest::newRow("bursts told together") << u"20"_s << (wanted > 0 ? wanted / 3 : 8);
}

void TestKilled::losesAndRepeatsNothing()
{
    QFETCH(const QString, burstLimit);
    QFETCH(const int, kills);
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        QSKIP("The program keeps its secrets in a Secret Service, and there is no session bus.");
    SandboxProcess sandbox({u"--date"_s, u"2026-11-24"_s, u"--no-limits"_s, u"--healthy"_s, u"--faults"_s,
                            u"slack.slow=0.3:40,slack.accept_then_drop=0.02,slack.internal_error_stored=0.02"_s});
    QVERIFY(sandbox.isListening());
    ProgramRun program;
    const QByteArray mistake =
        program.connectTo(sandbox, "priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,"
                                   "mention,delivery\n"
                                   "1,Invoices,supplier_invoice,*;unknown,,,,fin-ap,,immediate\n"
                                   "2,Orders,purchase_order,*;unknown,,,,procurement,,immediate\n");
    QVERIFY2(mistake.isEmpty(), mistake.constData());
    QCOMPARE(program.run({u"settings"_s, u"set"_s, u"cloudsuite.companies"_s, u"200;300"_s}).code, 0);
    QCOMPARE(
        program.run({u"settings"_s, u"set"_s, u"feeds.enabled"_s, u"supplier_invoices;purchase_orders;cost_centres"_s})
            .code,
        0);
    // So much that there is something to do until the last kill.
    const QString from = kills > 25 ? u"2026-07-01"_s : u"2026-11-16"_s;
    QCOMPARE(program.run({u"settings"_s, u"set"_s, u"feeds.start_from"_s, from}).code, 0);
    QCOMPARE(program.run({u"settings"_s, u"set"_s, u"slack.look_after_ms"_s, u"50;200;1000"_s}).code, 0);

    QCOMPARE(program.run({u"settings"_s, u"set"_s, u"slack.burst_limit"_s, burstLimit}).code, 0);

    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    for (int kill = 0; kill < kills; ++kill) {
        QProcess process;
        program.start(process, {u"run"_s});
        QVERIFY(process.waitForStarted());
        // Not a wait for something: the moment of the kill is what is tried.
        if (process.waitForFinished(random.bounded(150, 1500)))
            QFAIL(process.readAllStandardError().constData());
        process.kill();
        process.waitForFinished();
    }
    Outcome outcome;
    for (int settle = 0; settle < 3; ++settle)
        outcome = program.run({u"sync"_s, u"--once"_s, u"--json"_s}, {}, 240'000);
    QVERIFY2(outcome.code == 0, qPrintable(outcome.words()));

    const auto database = Database::open(program.databasePath(), Database::Access::ReadOnly);
    QVERIFY(database);
    const auto states = Reader(**database).deliveryStates();
    QVERIFY(states);
    const int posted = states->value(u"posted"_s);
    QCOMPARE(states->size(), 1);
    QVERIFY2(posted >= 500, qPrintable(QString::number(posted)));
    const QMap<QString, int> inSlack = deliveriesInSlack(sandbox);
    // What a message tells together is in Slack with it.
    QSqlQuery own(
        u"SELECT count(*), (SELECT count(DISTINCT bundle) FROM delivery) FROM delivery WHERE bundle IS NULL"_s,
        (*database)->connection());
    QVERIFY(own.next());
    QCOMPARE(inSlack.size(), own.value(0).toInt());
    QCOMPARE(own.value(1).toInt() > 0, burstLimit != u"0");
    for (auto delivery = inSlack.cbegin(); delivery != inSlack.cend(); ++delivery)
        QVERIFY2(*delivery == 1, qPrintable(delivery.key()));
    qInfo("%d deliveries, each in Slack once", posted);
    QCOMPARE(program.run({u"audit"_s, u"verify"_s}).code, 0);
}

QTEST_GUILESS_MAIN(TestKilled)
#include "tst_killed.moc"
