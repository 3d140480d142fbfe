// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/programrun.h"
#include "tests/support/sandboxprocess.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ledgercast;
using namespace ledgercast::test;

/// The main job with FSM, CSI and LN instead of M3, against the sandbox.
class TestProducts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsRecordsAndPostsOnce_data() { products(); }
    void readsRecordsAndPostsOnce();
    void losesNothingWhenTheServerFails_data();
    void losesNothingWhenTheServerFails();
    void saysWhatIsNotSet();
    void testsTheConnection_data() { products(); }
    void testsTheConnection();
    void showsWhatBecomesOfTheFirstRows_data();
    void showsWhatBecomesOfTheFirstRows();
    void comparesTheLedgerWithDataFabric();

private:
    static void products();
    void use(ProgramRun &program, SandboxProcess &sandbox, const QString &product);
    static QJsonObject feedOf(const Outcome &sync, const QString &feed);
    static QStringList arguments();
};

QStringList TestProducts::arguments()
{
    return {u"--date"_s, QDate::currentDate().toString(Qt::ISODate), u"--no-limits"_s, u"--healthy"_s};
}

void TestProducts::products()
{
    QTest::addColumn<QString>("product");
    QTest::addRow("FSM") << u"fsm"_s;
    QTest::addRow("CSI") << u"csi"_s;
    QTest::addRow("LN") << u"ln"_s;
}

void TestProducts::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        QSKIP("The program keeps its secrets in a Secret Service, and there is no session bus.");
}

void TestProducts::use(ProgramRun &program, SandboxProcess &sandbox, const QString &product)
{
    QVERIFY(sandbox.isListening());
    const QByteArray mistake = program.connectTo(
        sandbox, "priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,mention,delivery\n"
                 "1,All,supplier_invoice;supplier,*;unknown,,,,finance-alerts,,immediate\n");
    QVERIFY2(mistake.isEmpty(), mistake.constData());
    const QList<QStringList> settings{{u"cloudsuite.product"_s, product},
                                      {u"cloudsuite.csi_configuration"_s, u"ACME_100"_s},
                                      {u"cloudsuite.ln_company"_s, u"100"_s}};
    for (const QStringList &setting : settings)
        QCOMPARE(program.run(QStringList{u"settings"_s, u"set"_s} + setting).code, 0);
}

QJsonObject TestProducts::feedOf(const Outcome &sync, const QString &feed)
{
    for (const QJsonValue &one : sync.json()[u"feeds"].toArray()) {
        if (one[u"feed"].toString() == feed)
            return one.toObject();
    }
    return {};
}

void TestProducts::readsRecordsAndPostsOnce()
{
    QFETCH(QString, product);
    SandboxProcess sandbox(arguments());
    ProgramRun program;
    use(program, sandbox, product);
    const Outcome first = program.run({u"sync"_s, u"--once"_s, u"--json"_s});
    QVERIFY2(first.code == 0 || first.code == 3, qPrintable(first.words()));
    QVERIFY(first.json()[u"feeds"].toArray().size() >= 6);
    for (const QJsonValue &feed : first.json()[u"feeds"].toArray()) {
        QVERIFY2(feed[u"error"].isNull() || feed[u"error"].toString().isEmpty(), qPrintable(first.words()));
        QVERIFY2(feed[u"read"].toInt() > 0, qPrintable(feed[u"feed"].toString()));
        QCOMPARE(feed[u"read"], feed[u"new"]);
    }
    const int posted = first.json()[u"deliveries"][u"posted"].toInt();
    QVERIFY2(posted > 0, qPrintable(first.words()));
    QCOMPARE(deliveriesInSlack(sandbox).size(), posted);

    const Outcome second = program.run({u"sync"_s, u"--once"_s, u"--json"_s});
    for (const QJsonValue &feed : second.json()[u"feeds"].toArray()) {
        QVERIFY2(feed[u"new"].toInt() == 0 && feed[u"updated"].toInt() == 0, qPrintable(second.words()));
    }
    QCOMPARE(deliveriesInSlack(sandbox).size(), posted);

    // A supplier is renamed: one update, and one message.
    const QJsonObject supplier =
        sandbox.m3(u"v2/execute/CRS620MI/LstSuppliers?maxrecs=1&cono=100"_s, sandbox.ionToken())
            .json()[u"results"][0][u"records"][0]
            .toObject();
    const QString number = supplier[u"SUNO"].toString().trimmed();
    QVERIFY(!number.isEmpty());
    QVERIFY(sandbox.control(
        u"document"_s,
        {{u"table"_s, u"CIDMAS"_s},
         {u"row"_s, QJsonObject{{u"IDCONO"_s, 100}, {u"IDSUNO"_s, number}, {u"IDSUNM"_s, u"Renamed Ltd"_s}}}}));
    const Outcome third = program.run({u"sync"_s, u"--once"_s, u"--json"_s, u"--feeds"_s, u"suppliers"_s});
    const QJsonObject suppliers = feedOf(third, u"suppliers"_s);
    QVERIFY2(suppliers[u"new"].toInt() == 0 && suppliers[u"updated"].toInt() == 1, qPrintable(third.words()));
    QCOMPARE(deliveriesInSlack(sandbox).size(), posted + 1);
    QVERIFY(sandbox.control(u"advance"_s, {{u"minutes"_s, 240}}));
    const Outcome fourth = program.run({u"sync"_s, u"--once"_s, u"--json"_s});
    int changed = 0;
    for (const QJsonValue &feed : fourth.json()[u"feeds"].toArray())
        changed += feed[u"new"].toInt() + feed[u"updated"].toInt();
    QVERIFY2(changed > 0, qPrintable(fourth.words()));
    for (const int count : deliveriesInSlack(sandbox))
        QCOMPARE(count, 1);
    QCOMPARE(program.run({u"audit"_s, u"verify"_s}).code, 0);
}

void TestProducts::losesNothingWhenTheServerFails_data()
{
    QTest::addColumn<QString>("product");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QString>("words"); ///< of the error; empty: reading goes on all the same
    QTest::addRow("FSM: a link that leads elsewhere") << u"fsm"_s << u"fsm.bad_link=1"_s << u"leads out of the list"_s;
    QTest::addRow("FSM: a link is forgotten for good") << u"fsm"_s << u"fsm.link_expired=1"_s << u"forgot"_s;
    QTest::addRow("FSM: a web page") << u"fsm"_s << u"ion.html503=1"_s << u"problem (503)"_s;
    QTest::addRow("CSI: Success is false") << u"csi"_s << u"csi.success_false=1"_s << u"could not be processed"_s;
    QTest::addRow("CSI: bookmarks are forgotten") << u"csi"_s << u"csi.bookmark_expired=1"_s << QString();
    QTest::addRow("LN: a link that leads elsewhere")
        << u"ln"_s << u"ln.small_pages=1:5,ln.bad_link=1"_s << u"leads out of the list"_s;
    QTest::addRow("LN: links are forgotten") << u"ln"_s << u"ln.small_pages=1:5,ln.link_expired=1"_s << QString();
    QTest::addRow("LN: time-outs") << u"ln"_s << u"ion.http504=1"_s << u"problem (504)"_s;
}

void TestProducts::losesNothingWhenTheServerFails()
{
    QFETCH(QString, product);
    QFETCH(QString, fault);
    QFETCH(QString, words);
    SandboxProcess sandbox(arguments());
    ProgramRun program;
    use(program, sandbox, product);
    ProgramRun calm;
    use(calm, sandbox, product);
    QCOMPARE(program.run({u"settings"_s, u"set"_s, u"cloudsuite.page_rows"_s, u"10"_s}).code, 0);
    const QStringList sync{u"sync"_s, u"--once"_s, u"--json"_s, u"--dry-run"_s, u"--feeds"_s, u"suppliers"_s};
    QVERIFY(sandbox.setFaults(fault));
    const Outcome failing = program.run(sync);
    const QJsonObject failed = feedOf(failing, u"suppliers"_s);
    QVERIFY(sandbox.setFaults({}));
    QVERIFY2(failed[u"error"].toString().contains(words) || words.isEmpty(), qPrintable(failing.words()));
    QVERIFY2(!words.isEmpty() || failed[u"error"].toString().isEmpty(), qPrintable(failing.words()));
    const QJsonObject rest = feedOf(program.run(sync), u"suppliers"_s);
    const QJsonObject all = feedOf(calm.run(sync), u"suppliers"_s);
    QVERIFY(all[u"new"].toInt() > 20);
    QCOMPARE(failed[u"new"].toInt() + rest[u"new"].toInt(), all[u"new"].toInt());
    QCOMPARE(rest[u"updated"].toInt(), 0);
}

void TestProducts::saysWhatIsNotSet()
{
    SandboxProcess sandbox(arguments());
    ProgramRun program;
    use(program, sandbox, u"csi"_s);
    QCOMPARE(program.run({u"settings"_s, u"set"_s, u"cloudsuite.csi_configuration"_s, {}}).code, 0);
    const Outcome sync = program.run({u"sync"_s, u"--once"_s, u"--json"_s, u"--feeds"_s, u"suppliers"_s});
    QVERIFY2(sync.output.contains("cloudsuite.csi_configuration"), qPrintable(sync.words()));
    const Outcome test = program.run({u"connections"_s, u"test"_s, u"--json"_s});
    QVERIFY2(test.output.contains("cloudsuite.csi_configuration"), qPrintable(test.words()));
    QCOMPARE(program.run({u"settings"_s, u"set"_s, u"cloudsuite.product"_s, u"baan"_s}).code, 5);
}

void TestProducts::testsTheConnection()
{
    QFETCH(QString, product);
    SandboxProcess sandbox(arguments());
    ProgramRun program;
    use(program, sandbox, product);
    const Outcome test = program.run({u"connections"_s, u"test"_s, u"--json"_s});
    int feeds = 0;
    for (const QJsonValue &step : test.json()[u"steps"].toArray()) {
        if (!step[u"id"].toString().startsWith(u"feed:"))
            continue;
        ++feeds;
        QVERIFY2(step[u"state"].toString() == u"passed", qPrintable(test.words()));
    }
    QVERIFY2(feeds >= 6, qPrintable(test.words()));
}

void TestProducts::showsWhatBecomesOfTheFirstRows_data()
{
    products();
    QTest::addRow("M3") << u"m3"_s;
}

void TestProducts::showsWhatBecomesOfTheFirstRows()
{
    QFETCH(QString, product);
    SandboxProcess sandbox(arguments());
    ProgramRun program;
    use(program, sandbox, product);
    const QJsonArray feeds = program.run({u"feeds"_s, u"list"_s, u"--json"_s}).json()[u"feeds"].toArray();
    QVERIFY(feeds.size() >= 6);
    for (const QJsonValue &feed : feeds) {
        const QString id = feed[u"feed"].toString();
        const Outcome tried = program.run({u"feeds"_s, u"try"_s, id, u"--rows"_s, u"2"_s, u"--json"_s});
        QVERIFY2(tried.code == 0, qPrintable(id + u' ' + tried.words()));
        QCOMPARE(tried.json()[u"rows"].toArray().size(), 2);
        for (const QJsonValue &value : tried.json()[u"rows"][0][u"values"].toArray())
            QVERIFY2(value[u"error"].toString().isEmpty(), qPrintable(id + u' ' + value[u"error"].toString()));
    }
    QCOMPARE(program.run({u"feeds"_s, u"try"_s, u"letters"_s}).code, 5);
    QCOMPARE(program.run({u"audit"_s, u"list"_s, u"--json"_s}).json()[u"entries"].toArray().size(), 0);
}

void TestProducts::comparesTheLedgerWithDataFabric()
{
    SandboxProcess sandbox(arguments());
    ProgramRun program;
    use(program, sandbox, u"m3"_s);
    const QString today = QDate::currentDate().toString(Qt::ISODate);
    const QString from = QDate::currentDate().addDays(-20).toString(Qt::ISODate);
    const QStringList compare{u"reconcile"_s, u"--feed"_s, u"purchase_orders"_s, u"--from"_s, from,
                              u"--to"_s,      today,       u"--json"_s};
    QCOMPARE(program.run({u"sync"_s, u"--once"_s, u"--dry-run"_s, u"--feeds"_s, u"purchase_orders"_s}).code % 3, 0);
    const Outcome same = program.run(compare);
    QVERIFY2(same.code == 0, qPrintable(same.words()));
    QVERIFY(same.json()[u"cloudsuite"].toInt() > 10);
    QCOMPARE(same.json()[u"recorded"], same.json()[u"cloudsuite"]);
    QVERIFY(sandbox.control(
        u"document"_s,
        {{u"table"_s, u"MPHEAD"_s},
         {u"row"_s, QJsonObject{{u"IACONO"_s, 100}, {u"IAPUNO"_s, u"9999999"_s}, {u"IADIVI"_s, u"AAA"_s}}}}));
    const Outcome other = program.run(compare);
    QVERIFY2(other.code == 3, qPrintable(other.words()));
    QCOMPARE(other.json()[u"missing"].toArray(), QJsonArray{u"100/9999999"_s});
    QVERIFY(sandbox.setFaults(u"compass.failed=1"_s));
    const Outcome failed = program.run(compare);
    QVERIFY2(failed.errors.contains("not enough resources"), qPrintable(failed.words()));
    QCOMPARE(program.run({u"reconcile"_s, u"--feed"_s, u"purchase_orders"_s}).code, 2);
}

QTEST_GUILESS_MAIN(TestProducts)
#include "tst_products.moc"
