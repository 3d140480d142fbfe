// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/feedcatalogue.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ledgercast;

namespace {

/// The smallest feed that the schema takes, with `more` added to it.
QByteArray feed(const QByteArray &more = {}, const QByteArray &id = "vouchers")
{
    return "{\"id\":\"" + id +
           "\",\"label\":\"Vouchers\",\"recordType\":\"voucher\",\"table\":\"FGLEDG\",\"company\":\"EGCONO\","
           "\"changed\":\"EGLMDT\",\"rowKey\":[\"EGDIVI\"],\"documentKey\":[\"EGCONO\"],\"number\":\"EGVONO\","
           "\"fields\":[],\"status\":[{\"is\":\"posted\"}]" +
           more + "}";
}

QByteArray catalogue(const QByteArray &feeds)
{
    return "{\"product\":\"M3\",\"feeds\":[" + feeds + "]}";
}

void write(const QTemporaryDir &folder, const QString &name, const QByteArray &content)
{
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

} // namespace

class TestCatalogue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesWithItsFeeds();
    void fillsInTheTenantsOwnNumbers();
    void letsAPersonReplaceAndAddFeeds();
    void doesWithoutAFolder();
    void namesTheFileAndThePlaceOfAMistake_data();
    void namesTheFileAndThePlaceOfAMistake();
};

void TestCatalogue::comesWithItsFeeds()
{
    const auto catalogue = FeedCatalogue::load({}, {});
    QVERIFY(catalogue);
    QStringList feeds;
    for (const FeedEntry &feed : catalogue->feeds()) {
        feeds << feed.id + u'=' + feed.recordType;
        QVERIFY(!feed.label.isEmpty() && !feed.fields.isEmpty() && !feed.status.isEmpty());
        QVERIFY2(feed.status.last().column.isEmpty(), "the last rule fits everything");
    }
    QCOMPARE(feeds, (QStringList{QStringLiteral("supplier_invoices=supplier_invoice"),
                                 QStringLiteral("purchase_orders=purchase_order"),
                                 QStringLiteral("cost_centres=cost_centre")}));
    QVERIFY(catalogue->find(QStringLiteral("purchase_orders"))->lines);
    QVERIFY(catalogue->find(QStringLiteral("supplier_invoices"))->distribution);
    QVERIFY(!catalogue->find(QStringLiteral("payments")));
}

void TestCatalogue::fillsInTheTenantsOwnNumbers()
{
    const auto catalogue = FeedCatalogue::load({}, {3, 10});
    QVERIFY(catalogue);
    const FeedEntry *invoices = catalogue->find(QStringLiteral("supplier_invoices"));
    QCOMPARE(invoices->where, QStringList{QStringLiteral("EPTRCD = 10")});
    QCOMPARE(invoices->distribution->costCentre, QStringLiteral("EGAIT3"));
    QCOMPARE(catalogue->find(QStringLiteral("purchase_orders"))->lines->costCentre, QStringLiteral("IBAIT3"));
    QCOMPARE(catalogue->find(QStringLiteral("cost_centres"))->where, QStringList{QStringLiteral("EAAITP = 3")});
}

void TestCatalogue::letsAPersonReplaceAndAddFeeds()
{
    const QTemporaryDir folder;
    write(folder, QStringLiteral("own.json"), catalogue(feed() + ',' + feed({}, "cost_centres")));
    write(folder, QStringLiteral("notes.txt"), "not a catalogue");
    const auto catalogue = FeedCatalogue::load(folder.path(), {});
    QVERIFY(catalogue);
    QCOMPARE(catalogue->feeds().size(), 4);
    QCOMPARE(catalogue->find(QStringLiteral("cost_centres"))->table, QStringLiteral("FGLEDG"));
    QCOMPARE(catalogue->feeds().last().id, QStringLiteral("vouchers"));
}

void TestCatalogue::doesWithoutAFolder()
{
    QVERIFY(FeedCatalogue::load(QStringLiteral("/there/is/no/such/folder"), {}));
}

void TestCatalogue::namesTheFileAndThePlaceOfAMistake_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("place");
    const auto row = [](const char *name, const QByteArray &content, const char *place) {
        QTest::newRow(name) << content << QString::fromLatin1(place);
    };
    row("not JSON", "{\"product\": ", "at character");
    row("an array", "[]", "own.json");
    row("another product", "{\"product\":\"LN\",\"feeds\":[]}", "product");
    row("no feeds", "{\"product\":\"M3\"}", "feeds");
    row("a key is missing", catalogue("{\"id\":\"vouchers\"}"), "feeds/0");
    row("an unknown key", catalogue(feed() + "," + feed(",\"tabel\":\"X\"")), "feeds/1");
    row("a wrong column", catalogue(feed(",\"amount\":\"acam\"")), "feeds/0/amount");
    row("a wrong type", catalogue(feed(",\"firstReadDays\":\"7\"")), "feeds/0/firstReadDays");
    row("a condition of its own making", catalogue(feed(",\"where\":[\"EGDIVI = '' or 1=1\"]")), "feeds/0/where/0");
    row("a field without column", catalogue(feed().replace("\"fields\":[]", "\"fields\":[{\"name\":\"text\"}]")),
        "feeds/0/fields/0");
    row("a status range without column", catalogue(feed().replace("{\"is\"", "{\"from\":\"1\",\"is\"")),
        "feeds/0/status/0");
}

void TestCatalogue::namesTheFileAndThePlaceOfAMistake()
{
    QFETCH(QByteArray, content);
    QFETCH(QString, place);
    const QTemporaryDir folder;
    write(folder, QStringLiteral("own.json"), content);
    const auto catalogue = FeedCatalogue::load(folder.path(), {});
    QVERIFY(!catalogue);
    QCOMPARE(catalogue.error().kind, ErrorKind::Input);
    QCOMPARE(catalogue.error().code, QStringLiteral("catalogue"));
    QVERIFY2(catalogue.error().message.contains(folder.filePath(QStringLiteral("own.json"))),
             qPrintable(catalogue.error().message));
    QVERIFY2(catalogue.error().message.contains(place), qPrintable(catalogue.error().message));
}

QTEST_GUILESS_MAIN(TestCatalogue)
#include "tst_catalogue.moc"
