// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/programrun.h"
#include "tests/support/sandboxprocess.h"

#include <QDate>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ledgercast;
using namespace ledgercast::test;

/// What happened before the tenant was first read, asked for later.
class TestBackfill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatIsAskedForWronglyIsRefused();
    void recordsWithoutPosting();
    void tellsInDigestsWhatWasNeverTold();
    void tellsNothingTwice();

private:
    [[nodiscard]] Outcome backfill(const QString &how, QDate from)
    {
        return m_program.run({u"backfill"_s, u"--from"_s, from.toString(Qt::ISODate), how, u"--feeds"_s,
                              u"purchase_orders"_s, u"--json"_s});
    }
    [[nodiscard]] qsizetype entries(const QString &state)
    {
        return m_program.run({u"audit"_s, u"list"_s, u"--state"_s, state, u"--limit"_s, u"10000"_s, u"--json"_s})
            .json()[u"entries"]
            .toArray()
            .size();
    }

    const QDate m_today = QDate::currentDate();
    SandboxProcess m_sandbox{{u"--date"_s, m_today.toString(Qt::ISODate), u"--no-limits"_s}};
    ProgramRun m_program;
};

void TestBackfill::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        QSKIP("The program keeps its secrets in a Secret Service, and there is no session bus.");
    QVERIFY(m_sandbox.isListening());
    const QByteArray mistake = m_program.connectTo(
        m_sandbox, "priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,"
                   "mention,delivery\n1,Orders,purchase_order,,,,,procurement,,immediate\n");
    QVERIFY2(mistake.isEmpty(), mistake.constData());
    for (const auto &[key, value] :
         {std::pair{u"feeds.enabled"_s, u"purchase_orders"_s}, {u"feeds.start_from"_s, u"now"_s}})
        QCOMPARE(m_program.run({u"settings"_s, u"set"_s, key, value}).code, 0);
    const Outcome synced = m_program.run({u"sync"_s, u"--once"_s, u"--json"_s});
    QVERIFY2(synced.code == 0, qPrintable(synced.words()));
    QVERIFY(deliveriesInSlack(m_sandbox).isEmpty());
}

void TestBackfill::whatIsAskedForWronglyIsRefused()
{
    QCOMPARE(m_program.run({u"backfill"_s, u"--from"_s, u"2026-11-01"_s}).code, 2); // which way?
    QCOMPARE(m_program.run({u"backfill"_s, u"--from"_s, u"yesterday"_s, u"--record"_s}).code, 2);
    QCOMPARE(backfill(u"--digest"_s, m_today.addDays(3)).code, 5);
    QCOMPARE(
        m_program
            .run({u"backfill"_s, u"--from"_s, m_today.toString(Qt::ISODate), u"--record"_s, u"--feeds"_s, u"wishes"_s})
            .code,
        5);
}

void TestBackfill::recordsWithoutPosting()
{
    const qsizetype before = entries(u"recorded"_s);
    const Outcome done = backfill(u"--record"_s, m_today.addDays(-300));
    QVERIFY2(done.code == 0, qPrintable(done.words()));
    const QJsonValue feed = done.json()[u"feeds"][0];
    QVERIFY(feed[u"read"].toInt() > 0);
    QCOMPARE(feed[u"told"].toInt(), 0);
    QCOMPARE(entries(u"recorded"_s), before + feed[u"new"].toInt());
    QCOMPARE(entries(u"held"_s), 0);
}

void TestBackfill::tellsInDigestsWhatWasNeverTold()
{
    const qsizetype before = entries(u"recorded"_s);
    const Outcome done = backfill(u"--digest"_s, m_today.addDays(-20));
    QVERIFY2(done.code == 0, qPrintable(done.words()));
    const int told = done.json()[u"feeds"][0][u"told"].toInt();
    QVERIFY(told > 0);
    QVERIFY2(done.errors.contains("digests"), qPrintable(done.words()));
    QCOMPARE(entries(u"recorded"_s), before - told);
    QCOMPARE(entries(u"held"_s), told); // until the next digest
    QVERIFY(deliveriesInSlack(m_sandbox).isEmpty());
    QCOMPARE(m_program.run({u"audit"_s, u"verify"_s}).code, 0);
}

void TestBackfill::tellsNothingTwice()
{
    const qsizetype held = entries(u"held"_s);
    const Outcome again = backfill(u"--digest"_s, m_today.addDays(-20));
    QVERIFY2(again.code == 0, qPrintable(again.words()));
    QCOMPARE(again.json()[u"feeds"][0][u"told"].toInt(), 0);
    QCOMPARE(entries(u"held"_s), held);
    // The feed's own reads go on from where they were.
    const Outcome synced = m_program.run({u"sync"_s, u"--once"_s, u"--json"_s});
    QCOMPARE(synced.json()[u"feeds"][0][u"new"].toInt(), 0);
    QCOMPARE(entries(u"held"_s), held);
}

QTEST_GUILESS_MAIN(TestBackfill)
#include "tst_backfill.moc"
