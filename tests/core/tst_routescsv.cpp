// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/csvtable.h"
#include "core/routing/routescsv.h"

#include <QTest>

using namespace ledgercast;

namespace {

const QByteArray header = "priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,mention,"
                          "delivery\n";

Route fullRoute()
{
    Route route;
    route.priority = 10;
    route.name = QStringLiteral("IT, \"large\"\nand Zürich 🏦");
    route.recordTypes = {QStringLiteral("supplier_invoice"), QStringLiteral("purchase_order")};
    route.costCentres = {QStringLiteral("4100"), QStringLiteral("4200-4299"), QStringLiteral("51*"),
                         QStringLiteral("unknown")};
    route.companies = {QStringLiteral("100"), QStringLiteral("200")};
    route.minimumAmount = Decimal::parse(u"12000.50");
    route.exceptions = {QStringLiteral("price_variance")};
    route.channel = QStringLiteral("fin-it");
    route.mention = QStringLiteral("here");
    route.delivery = DeliveryMode::Digest;
    return route;
}

} // namespace

class TestRoutesCsv : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void givesBackWhatItWrote();
    void readsEveryColumn();
    void readsEveryWayAFileIsSaved_data();
    void readsEveryWayAFileIsSaved();
    void takesColumnsInAnyOrder();
    void refusesARowByLineAndColumn_data();
    void refusesARowByLineAndColumn();
    void refusesAFileThatIsNoTable_data();
    void refusesAFileThatIsNoTable();
    void importsNothingIfOneRowIsRefused();
    void sumsUpManyRefusals();
    void countsLinesThroughQuotedCells();
};

void TestRoutesCsv::givesBackWhatItWrote()
{
    Route plain;
    plain.channel = QStringLiteral("C0123ABCD");
    plain.name = QStringLiteral("Rest; and more");
    const QList<Route> routes{fullRoute(), plain};
    const auto read = parseRoutesCsv(toCsv(routes));
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QCOMPARE(*read, routes);
    QCOMPARE(toCsv(*read), toCsv(routes));
    QCOMPARE(parseRoutesCsv(toCsv({})).value(), QList<Route>());
}

void TestRoutesCsv::readsEveryColumn()
{
    const auto read = parseRoutesCsv(header + "10,IT,supplier_invoice; purchase_order,4100;4200-4299,100,12000.50,"
                                              "price_variance,#fin-it,S012AB3CD,digest\n");
    QVERIFY(read);
    const Route route = read->constFirst();
    QCOMPARE(route.priority, 10);
    QCOMPARE(route.name, QStringLiteral("IT"));
    QCOMPARE(route.recordTypes, (QStringList{QStringLiteral("supplier_invoice"), QStringLiteral("purchase_order")}));
    QCOMPARE(route.costCentres, (QStringList{QStringLiteral("4100"), QStringLiteral("4200-4299")}));
    QCOMPARE(route.companies, QStringList{QStringLiteral("100")});
    QCOMPARE(route.minimumAmount.value().toString(), QStringLiteral("12000.5"));
    QCOMPARE(route.exceptions, QStringList{QStringLiteral("price_variance")});
    QCOMPARE(route.channel, QStringLiteral("fin-it"));
    QCOMPARE(route.mention, QStringLiteral("S012AB3CD"));
    QCOMPARE(route.delivery, DeliveryMode::Digest);
}

void TestRoutesCsv::readsEveryWayAFileIsSaved_data()
{
    QTest::addColumn<QByteArray>("csv");
    const QByteArray row = "1,Büro,,\"4100;4200\",,,,fin-all,,\n";
    const QByteArray plain = header + row;
    QByteArray semicolons = plain;
    semicolons.replace("4100;4200", "4100|4200").replace(',', ';').replace("4100|4200", "4100;4200");
    QTest::newRow("LF") << plain;
    QTest::newRow("CRLF") << QByteArray(plain).replace("\n", "\r\n");
    QTest::newRow("CR") << QByteArray(plain).replace('\n', '\r');
    QTest::newRow("no end of line at the end") << plain.chopped(1);
    QTest::newRow("BOM") << "\xEF\xBB\xBF" + plain;
    QTest::newRow("semicolons") << semicolons;
    QTest::newRow("BOM, semicolons, CRLF") << "\xEF\xBB\xBF" + QByteArray(semicolons).replace("\n", "\r\n");
    QTest::newRow("blank rows") << "\n" + header + "\n,,,,,,,,,\n" + row + "   \n\n";
    QTest::newRow("quoted header") << "\"priority\"" + plain.mid(8);
    QTest::newRow("capitals in the header") << "PRIORITY" + plain.mid(8);
}

void TestRoutesCsv::readsEveryWayAFileIsSaved()
{
    QFETCH(QByteArray, csv);
    const auto read = parseRoutesCsv(csv);
    QVERIFY2(read, qPrintable(read ? QString() : read.error().message));
    QCOMPARE(read->size(), 1);
    QCOMPARE(read->constFirst().name, QStringLiteral("Büro"));
    QCOMPARE(read->constFirst().costCentres, (QStringList{QStringLiteral("4100"), QStringLiteral("4200")}));
    QCOMPARE(read->constFirst().channel, QStringLiteral("fin-all"));
}

void TestRoutesCsv::takesColumnsInAnyOrder()
{
    const auto read = parseRoutesCsv("channel,delivery,mention,exceptions,min_amount,companies,cost_centres,"
                                     "record_types,name,priority\nfin-it,,,,,,4100,,IT,7\n");
    QVERIFY(read);
    QCOMPARE(read->constFirst().priority, 7);
    QCOMPARE(read->constFirst().channel, QStringLiteral("fin-it"));
}

void TestRoutesCsv::refusesARowByLineAndColumn_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("column");
    QTest::newRow("no priority") << QByteArray(",a,,,,,,fin,,") << QStringLiteral("priority");
    QTest::newRow("priority in words") << QByteArray("first,a,,,,,,fin,,") << QStringLiteral("priority");
    QTest::newRow("priority below zero") << QByteArray("-1,a,,,,,,fin,,") << QStringLiteral("priority");
    QTest::newRow("huge priority") << QByteArray("99999999999,a,,,,,,fin,,") << QStringLiteral("priority");
    QTest::newRow("long name") << "1," + QByteArray(201, 'n') + ",,,,,,fin,," << QStringLiteral("name");
    QTest::newRow("record type") << QByteArray("1,a,Invoices!,,,,,fin,,") << QStringLiteral("record_types");
    QTest::newRow("swapped range") << QByteArray("1,a,,4200-4100,,,,fin,,") << QStringLiteral("cost_centres");
    QTest::newRow("half a range") << QByteArray("1,a,,4200-,,,,fin,,") << QStringLiteral("cost_centres");
    QTest::newRow("star inside") << QByteArray("1,a,,4*1,,,,fin,,") << QStringLiteral("cost_centres");
    QTest::newRow("company in words") << QByteArray("1,a,,,Acme,,,fin,,") << QStringLiteral("companies");
    QTest::newRow("grouped amount") << QByteArray("1,a,,,,\"12,000\",,fin,,") << QStringLiteral("min_amount");
    QTest::newRow("amount with currency") << QByteArray("1,a,,,,12000 EUR,,fin,,") << QStringLiteral("min_amount");
    QTest::newRow("negative amount") << QByteArray("1,a,,,,-5,,fin,,") << QStringLiteral("min_amount");
    QTest::newRow("no channel") << QByteArray("1,a,,,,,,,,") << QStringLiteral("channel");
    QTest::newRow("channel with a blank") << QByteArray("1,a,,,,,,fin it,,") << QStringLiteral("channel");
    QTest::newRow("long channel") << "1,a,,,,,," + QByteArray(81, 'c') + ",," << QStringLiteral("channel");
    QTest::newRow("mention by name") << QByteArray("1,a,,,,,,fin,@petra,") << QStringLiteral("mention");
    QTest::newRow("everyone") << QByteArray("1,a,,,,,,fin,channel,") << QStringLiteral("mention");
    QTest::newRow("delivery") << QByteArray("1,a,,,,,,fin,,weekly") << QStringLiteral("delivery");
    QTest::newRow("too many cells") << QByteArray("1,a,,,,,,fin,,digest,x") << QString();
}

void TestRoutesCsv::refusesARowByLineAndColumn()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, column);
    QList<RowError> errors;
    const auto read = parseRoutesCsv(header + "1,good,,,,,,fin,,\n" + row + "\n", &errors);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Input);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.constFirst().line, 3);
    QCOMPARE(errors.constFirst().column, column);
    QVERIFY(!errors.constFirst().reason.isEmpty());
    QVERIFY(!errors.constFirst().reason.contains(u"%1"));
    QVERIFY(read.error().message.contains(errors.constFirst().toString()));
}

void TestRoutesCsv::refusesAFileThatIsNoTable_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<int>("line");
    QTest::newRow("empty") << QByteArray() << 0;
    QTest::newRow("blank") << QByteArray("\n \n") << 0;
    QTest::newRow("no header") << QByteArray("1,IT,,4100,,,,fin-it,,\n") << 1;
    QTest::newRow("a column lacks") << QByteArray(header).replace(",mention", "") << 1;
    QTest::newRow("a column more") << QByteArray(header).replace("mention", "mention,colour") << 1;
    QTest::newRow("a column twice") << QByteArray(header).replace("mention", "mention,mention") << 1;
    QTest::newRow("not UTF-8") << header + "1,B\xFCro,,,,,,fin,,\n" << 0;
    QTest::newRow("half a character at the end") << header + "1,a,,,,,,fin,,\n1,B\xC3" << 0;
    QTest::newRow("UTF-16") << QByteArray("\xFF\xFEp\0r\0", 6) << 0;
    QTest::newRow("quote never closed") << header + "1,\"IT,,,,,,fin,,\n" << 2;
    QTest::newRow("text behind a quote") << header + "1,\"IT\"x,,,,,,fin,,\n" << 2;
}

void TestRoutesCsv::refusesAFileThatIsNoTable()
{
    QFETCH(QByteArray, csv);
    QFETCH(int, line);
    QList<RowError> errors;
    const auto read = parseRoutesCsv(csv, &errors);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Input);
    QVERIFY(!errors.isEmpty());
    QCOMPARE(errors.constFirst().line, line);
}

void TestRoutesCsv::importsNothingIfOneRowIsRefused()
{
    QList<RowError> errors{{1, {}, QStringLiteral("of an earlier file")}};
    QVERIFY(!parseRoutesCsv(header + "1,a,,,,,,fin,,\n1,b,,,,,,,,\n1,c,,,,,,fin,,\n", &errors));
    QCOMPARE(errors.size(), 1);
    QVERIFY(parseRoutesCsv(header + "1,a,,,,,,fin,,\n", &errors));
    QVERIFY(errors.isEmpty());
}

void TestRoutesCsv::sumsUpManyRefusals()
{
    QByteArray csv = header;
    for (int row = 0; row < 500; ++row)
        csv += "1,a,,,,,,,,\n";
    QList<RowError> errors;
    const auto read = parseRoutesCsv(csv, &errors);
    QVERIFY(!read);
    QCOMPARE(errors.size(), 500);
    QCOMPARE(errors.constLast().line, 501);
    QVERIFY(read.error().message.count(u'\n') < 30);
    QVERIFY(read.error().message.contains(u"480"));
}

void TestRoutesCsv::countsLinesThroughQuotedCells()
{
    const auto rows = parseCsv("a,b\r\n\"one\r\ntwo \"\"2\"\"\",x\r\n\r\ny,\"\"\r\n");
    QVERIFY(rows);
    QCOMPARE(rows->size(), 3);
    QCOMPARE(rows->at(1).line, 2);
    QCOMPARE(rows->at(1).cells, (QStringList{QStringLiteral("one\r\ntwo \"2\""), QStringLiteral("x")}));
    QCOMPARE(rows->at(2).line, 5);
    QCOMPARE(rows->at(2).cells, (QStringList{QStringLiteral("y"), QString()}));
}

QTEST_GUILESS_MAIN(TestRoutesCsv)
#include "tst_routescsv.moc"
