// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/m3reading.h"

#include <QFile>
#include <QTemporaryDir>

using namespace ledgercast;
using namespace Qt::StringLiterals;

/// What a person's own catalogue files do, and what a trial of a feed shows.
class TestOwnFeeds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAListOfTheTenantsOwnWithoutCode();
    void comesWithTheFeedsOfEveryProduct_data();
    void comesWithTheFeedsOfEveryProduct();
    void keepsFilesOfOtherProductsApart();
    void showsWhatBecomesOfARow();

private:
    static void take(const QTemporaryDir &folder, const QByteArray &content);
};

void TestOwnFeeds::take(const QTemporaryDir &folder, const QByteArray &content)
{
    QFile file(folder.filePath(u"own.json"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

void TestOwnFeeds::readsAListOfTheTenantsOwnWithoutCode()
{
    QFile example(QStringLiteral(LEDGERCAST_EXAMPLES "/own-list.json"));
    QVERIFY(example.open(QIODevice::ReadOnly));
    const QTemporaryDir folder;
    take(folder, example.readAll());
    Reading reading;
    reading.m3.add(u"CMNDIV"_s, row(u"CCCONO=100;CCDIVI=AAA"_s));
    reading.m3.lists.insert(
        u"CMS100MI/Lst_BLOCKED"_s,
        {row(u"EPDIVI=AAA;EPSUNO=N1;EPSINO=88213;EPCUAM=1200.50;EPCUCD=EUR;EPDUDT=20261201;EPBLBY=KIM"_s)});
    reading.source->setCatalogue(FeedCatalogue::load(folder.path(), {}).value());
    const QList<Document> documents = reading.sweep(u"blocked_invoices"_s);
    QVERIFY2(!reading.error, reading.error ? qPrintable(reading.error->message) : "");
    QCOMPARE(documents.size(), 1);
    QCOMPARE(documents.first().key, u"100/AAA/N1/88213"_s);
    QCOMPARE(documents.first().amount->amount.toString(), u"1200.5"_s);
    QCOMPARE(documents.first().fields.value(u"due_date"_s), u"2026-12-01"_s);
    QCOMPARE(documents.first().status, u"blocked"_s);
}

void TestOwnFeeds::comesWithTheFeedsOfEveryProduct_data()
{
    QTest::addColumn<QString>("product");
    QTest::addColumn<int>("least");
    QTest::addRow("FSM") << u"fsm"_s << 7;
    QTest::addRow("CSI") << u"csi"_s << 8;
    QTest::addRow("LN") << u"ln"_s << 6;
}

void TestOwnFeeds::comesWithTheFeedsOfEveryProduct()
{
    QFETCH(QString, product);
    QFETCH(int, least);
    CatalogueValues values;
    values.unitCode = 3;
    values.lnDimension = 4;
    const auto catalogue = FeedCatalogue::load({}, values, product);
    QVERIFY2(catalogue, catalogue ? "" : qPrintable(catalogue.error().message));
    QVERIFY(catalogue->feeds().size() >= least);
    for (const FeedEntry &feed : catalogue->feeds()) {
        QVERIFY2(!feed.table.contains(u'$') && !feed.table.isEmpty(), qPrintable(feed.id));
        QVERIFY2(feed.status.last().column.isEmpty(), "the last rule fits everything");
        QVERIFY2(!feed.changed.isEmpty(), qPrintable(feed.id));
        if (feed.isGrouped)
            QVERIFY(feed.lines && feed.lines->table == feed.table && feed.lines->rowKey == feed.rowKey);
    }
    const FeedEntry *orders = catalogue->find(u"purchase_orders"_s);
    QVERIFY(orders && orders->lines && !orders->lines->changed.isEmpty());
    if (product == u"csi")
        QCOMPARE(orders->lines->costCentre, u"NonInvAcctUnit3"_s);
    if (product == u"ln")
        QCOMPARE(orders->lines->costCentre, u"Dimension4"_s);
}

void TestOwnFeeds::keepsFilesOfOtherProductsApart()
{
    const QTemporaryDir folder;
    const QByteArray file = R"({"product":"CSI","feeds":[{"id":"notes","label":"Notes","recordType":"note",)"
                            R"("table":"SLNotes","rowKey":["Id"],"documentKey":["Id"],"number":"Id","fields":[],)"
                            R"("status":[{"is":"there"}]}]})";
    take(folder, file);
    QVERIFY(!FeedCatalogue::load(folder.path(), {})->find(u"notes"_s));
    QVERIFY(FeedCatalogue::load(folder.path(), {}, u"csi"_s)->find(u"notes"_s));
    // A mistake is told also in a file for another product, with its place in that product's schema.
    take(folder, QByteArray(file).replace("SLNotes", "SL Notes"));
    const auto wrong = FeedCatalogue::load(folder.path(), {});
    QVERIFY(!wrong);
    QVERIFY2(wrong.error().message.contains(u"feeds/0/table"), qPrintable(wrong.error().message));
}

void TestOwnFeeds::showsWhatBecomesOfARow()
{
    Reading reading;
    reading.m3.add(u"FPLEDG"_s,
                   row(u"EPCONO=100;EPDIVI=AAA;EPYEA4=2026;EPJRNO=1;EPJSNO=1;EPTRCD=40;EPSPYN=N1;EPSUNO=N1;"
                       "EPSINO=88213;EPINYR=2026;EPCUAM=12.50;EPCUCD=EUR;EPIVDT=20261301;EPDUDT=20261201;"
                       "EPVONO=7;EPLMDT=20261123;EPAPRV=0;EPACDT=20261123;EPVTAM=0;EPVSER=A"_s));
    FeedRequest request{u"ACME_TST"_s, {}, u"supplier_invoices"_s, {}, reading.today, {}, reading.today};
    const auto trial = resultOf(reading.source->tryOut(request, 3));
    QVERIFY2(trial, trial ? "" : qPrintable(trial.error().message));
    QCOMPARE(trial->table, u"FPLEDG"_s);
    QCOMPARE(trial->rows.size(), 1);
    QHash<QString, FeedTrial::Value> values;
    for (const FeedTrial::Value &value : trial->rows.first().values)
        values.insert(value.field, value);
    QCOMPARE(values[u"due_date"_s].raw, u"20261201"_s);
    QCOMPARE(values[u"due_date"_s].value, u"2026-12-01"_s);
    QVERIFY(values[u"due_date"_s].error.isEmpty());
    QVERIFY2(values[u"invoice_date"_s].error.startsWith(u"feeds/supplier_invoices/fields/3"),
             qPrintable(values[u"invoice_date"_s].error));
    QCOMPARE(values[u"amount"_s].value, u"12.5"_s);
    QVERIFY(!resultOf(reading.source->tryOut({u"ACME_TST"_s, {}, u"letters"_s, {}, reading.today, {}, {}}, 3)));
}

QTEST_GUILESS_MAIN(TestOwnFeeds)
#include "tst_ownfeeds.moc"
