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

/// Orders that name no cost centre wait, until a mapping table says which one they belong to.
class TestMapping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void withoutTablesOrdersWait();
    void tablesThatCannotBeReadChangeNothing();
    void tablesReleaseWhatTheyKnow();
    void otherTablesSendNothingTwice();
    void theTableIsGivenBack();

private:
    [[nodiscard]] Outcome sync() { return m_program.run({u"sync"_s, u"--once"_s, u"--json"_s}); }
    [[nodiscard]] QJsonArray entries(const QStringList &filter);
    [[nodiscard]] QJsonObject shown(const QJsonValue &entry);
    [[nodiscard]] QString warehouseOf(const QJsonValue &entry)
    {
        return shown(entry)[u"document"][u"lines"][0][u"warehouse"].toString();
    }

    SandboxProcess m_sandbox{{u"--date"_s, QDate::currentDate().toString(Qt::ISODate), u"--no-limits"_s}};
    ProgramRun m_program;
    qsizetype m_orders = 0;
    QString m_warehouse;
    qsizetype m_mapped = 0; ///< orders of this warehouse
};

void TestMapping::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        QSKIP("The program keeps its secrets in a Secret Service, and there is no session bus.");
    QVERIFY(m_sandbox.isListening());
    const QByteArray mistake = m_program.connectTo(
        m_sandbox, "priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,"
                   "mention,delivery\n1,Orders,purchase_order,4100-4199,,,,procurement,,immediate\n");
    QVERIFY2(mistake.isEmpty(), mistake.constData());
    // A dimension that nobody fills in.
    for (const auto &[key, value] : {std::pair{u"cloudsuite.cost_centre_dimension"_s, u"7"_s},
                                     {u"feeds.enabled"_s, u"purchase_orders"_s},
                                     {u"feeds.start_from"_s, QDate::currentDate().addDays(-3).toString(Qt::ISODate)}})
        QCOMPARE(m_program.run({u"settings"_s, u"set"_s, key, value}).code, 0);
}

QJsonArray TestMapping::entries(const QStringList &filter)
{
    return m_program.run(QStringList{u"audit"_s, u"list"_s, u"--limit"_s, u"10000"_s, u"--json"_s} + filter)
        .json()[u"entries"]
        .toArray();
}

QJsonObject TestMapping::shown(const QJsonValue &entry)
{
    return m_program.run({u"audit"_s, u"show"_s, QString::number(entry[u"id"].toInteger()), u"--json"_s}).json();
}

void TestMapping::withoutTablesOrdersWait()
{
    const Outcome synced = sync();
    QVERIFY2(synced.code == 3, qPrintable(synced.words()));
    const QJsonArray waiting = entries({u"--state"_s, u"unrouted"_s});
    m_orders = waiting.size();
    QVERIFY(m_orders > 1);
    QVERIFY(deliveriesInSlack(m_sandbox).isEmpty());
    m_warehouse = warehouseOf(waiting.first());
    QVERIFY(!m_warehouse.isEmpty());
    for (const QJsonValue &entry : waiting) {
        QVERIFY(entry[u"cost_centres"].toArray().isEmpty());
        m_mapped += warehouseOf(entry) == m_warehouse ? 1 : 0;
    }
}

void TestMapping::tablesThatCannotBeReadChangeNothing()
{
    const Outcome refused =
        m_program.run({u"mapping"_s, u"import"_s, u"-"_s},
                      "by,value,cost_centre\nwarehouse," + m_warehouse.toUtf8() + ",4100\nproject,P1,4100\n");
    QCOMPARE(refused.code, 5);
    QVERIFY2(refused.errors.contains("Line 3, by: "), refused.errors.constData());
    QCOMPARE(entries({u"--state"_s, u"unrouted"_s}).size(), m_orders);
}

void TestMapping::tablesReleaseWhatTheyKnow()
{
    const Outcome imported = m_program.run({u"mapping"_s, u"import"_s, u"-"_s},
                                           "by,value,cost_centre\nwarehouse," + m_warehouse.toUtf8() + ",4100\n");
    QVERIFY2(imported.code == 0, qPrintable(imported.words()));
    QVERIFY2(imported.output.contains(QByteArray(QByteArray::number(m_mapped) + " waiting")),
             imported.output.constData());
    QCOMPARE(entries({u"--state"_s, u"unrouted"_s}).size(), m_orders - m_mapped);
    const Outcome synced = sync();
    const QJsonValue feed = synced.json()[u"feeds"][0];
    QCOMPARE(feed[u"new"].toInt() + feed[u"updated"].toInt(), 0); // the orders are what they were
    const QJsonArray found = entries({u"--search"_s, u"4100"_s});
    QCOMPARE(found.size(), m_mapped);
    for (const QJsonValue &entry : found) {
        QCOMPARE(entry[u"state"].toString(), u"posted"_s);
        QCOMPARE(entry[u"cost_centres"].toArray(), QJsonArray{u"4100"_s});
    }
    const QString origin = u"mapping: warehouse "_s + m_warehouse;
    QCOMPARE(shown(found.first())[u"document"][u"cost_centres"][0][u"provenance"].toString(), origin);
    const Outcome words = m_program.run({u"audit"_s, u"show"_s, QString::number(found.first()[u"id"].toInteger())});
    QVERIFY2(words.output.contains(u"4100 (%1)"_s.arg(origin).toUtf8()), words.output.constData());
    const QMap<QString, int> inSlack = deliveriesInSlack(m_sandbox);
    QVERIFY(inSlack.size() >= m_mapped); // and their lines in the threads
    for (const int count : inSlack)
        QCOMPARE(count, 1);
}

void TestMapping::otherTablesSendNothingTwice()
{
    const QMap<QString, int> before = deliveriesInSlack(m_sandbox);
    // The same warehouse elsewhere, and all others to a cost centre that no rule names.
    const QByteArray csv = "by,value,cost_centre\nwarehouse,*,9999\nwarehouse," + m_warehouse.toUtf8() + ",4150\n";
    QCOMPARE(m_program.run({u"mapping"_s, u"import"_s, u"-"_s}, csv).code, 0);
    (void)sync();
    QCOMPARE(deliveriesInSlack(m_sandbox), before);
    QCOMPARE(entries({u"--search"_s, u"9999"_s}).size(), m_orders - m_mapped);
    QCOMPARE(entries({u"--state"_s, u"unrouted"_s}).size(), m_orders - m_mapped);
    QCOMPARE(entries({u"--search"_s, u"4100"_s}).size(), m_mapped); // what was posted stays as it was decided
    QCOMPARE(m_program.run({u"audit"_s, u"verify"_s}).code, 0);
}

void TestMapping::theTableIsGivenBack()
{
    const Outcome exported = m_program.run({u"mapping"_s, u"export"_s});
    QCOMPARE(exported.output, "by,value,company,division,cost_centre\r\nwarehouse,*,,,9999\r\nwarehouse," +
                                  m_warehouse.toUtf8() + ",,,4150\r\n");
    QCOMPARE(m_program.run({u"mapping"_s, u"import"_s, u"-"_s}, exported.output).code, 0);
    QCOMPARE(m_program.run({u"mapping"_s, u"export"_s}).output, exported.output);
    QCOMPARE(m_program.run({u"mapping"_s}).code, 2);
}

QTEST_GUILESS_MAIN(TestMapping)
#include "tst_mapping.moc"
