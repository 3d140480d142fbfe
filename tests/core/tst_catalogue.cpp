// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/feedcatalogue.h"
#include "core/cloudsuite/m3client.h"
#include "core/domain/recordtype.h"
#include "core/message/messagedesign.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace ledgercast;

namespace {

/// The smallest feed that the schema takes, with `more` added to it.
QByteArray feed(const QByteArray &more = {}, const QByteArray &id = "letters")
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
    void hasAMessageForEachFeedThatNamesOnlyWhatIsRead();
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
        QVERIFY2(feed.table.isEmpty() == feed.list.has_value(), qPrintable(feed.id));
        QVERIFY2(recordtype::known().contains(feed.recordType), qPrintable(feed.recordType));
        if (feed.list)
            QVERIFY(M3Client::isAllowed(feed.list->program, feed.list->transaction));
        if (feed.isGrouped)
            QVERIFY(feed.lines && feed.lines->table == feed.table && feed.lines->rowKey == feed.rowKey);
    }
    QCOMPARE(feeds,
             (QStringList{
                 QStringLiteral("supplier_invoices=supplier_invoice"), QStringLiteral("purchase_orders=purchase_order"),
                 QStringLiteral("cost_centres=cost_centre"), QStringLiteral("goods_receipts=goods_receipt"),
                 QStringLiteral("pending_invoices=pending_invoice"), QStringLiteral("payments=payment"),
                 QStringLiteral("vouchers=voucher"), QStringLiteral("suppliers=supplier"),
                 QStringLiteral("customers=customer"), QStringLiteral("items=item"), QStringLiteral("accounts=account"),
                 QStringLiteral("dimensions=dimension"), QStringLiteral("divisions=division"),
                 QStringLiteral("currencies=currency"), QStringLiteral("exchange_rates=exchange_rate"),
                 QStringLiteral("authorized_users=authorized_user")}));
    QVERIFY(catalogue->find(QStringLiteral("purchase_orders"))->lines);
    QVERIFY(catalogue->find(QStringLiteral("supplier_invoices"))->distribution);
    QVERIFY(!catalogue->find(QStringLiteral("letters")));
}

void TestCatalogue::hasAMessageForEachFeedThatNamesOnlyWhatIsRead()
{
    // What every document has, and what messages know beside.
    const QSet<QString> always{u"label"_qs,      u"number"_qs,     u"party_name"_qs,     u"amount"_qs,
                               u"status"_qs,     u"where"_qs,      u"tenant"_qs,         u"read_at"_qs,
                               u"changed_by"_qs, u"changed_on"_qs, u"is_new"_qs,         u"is_status_change"_qs,
                               u"is_credit"_qs,  u"line_count"_qs, u"changed_masked"_qs, u"cost_centre"_qs};
    static const QRegularExpression name(u"\\{\\{[#^/]?(\\w+)\\}\\}"_qs);
    const auto catalogue = FeedCatalogue::load({}, {});
    const auto designs = builtInMessageDesigns();
    QVERIFY(catalogue && designs);
    for (const FeedEntry &feed : catalogue->feeds()) {
        const auto design = std::find_if(designs->begin(), designs->end(), [&](const MessageDesign &candidate) {
            return candidate.recordType == feed.recordType;
        });
        QVERIFY2(design != designs->end(), qPrintable(feed.id));
        QSet<QString> known = always;
        QList<FieldMapping> fields = feed.fields;
        for (const LinesMapping &details : feed.details)
            fields += details.fields;
        for (const FieldMapping &field : std::as_const(fields))
            known.insert(field.name);
        for (const NameMapping &mapping : feed.names)
            known.insert(mapping.field);
        for (const StatusRule &rule : feed.status)
            known.insert(u"status_is_" + rule.status);
        QString text = design->headline + design->fallback + design->text + design->context + design->detailTitle +
                       design->updateHeadline + design->updateText;
        for (const DesignField &field : design->fields)
            text += field.value;
        for (auto match = name.globalMatch(text); match.hasNext();) {
            const QString used = match.next().captured(1);
            QVERIFY2(known.contains(used), qPrintable(feed.id + u": " + used));
        }
    }
}

void TestCatalogue::fillsInTheTenantsOwnNumbers()
{
    const auto catalogue = FeedCatalogue::load({}, {3, 10, 20});
    QVERIFY(catalogue);
    const FeedEntry *invoices = catalogue->find(QStringLiteral("supplier_invoices"));
    QCOMPARE(invoices->where, QStringList{QStringLiteral("EPTRCD = 10")});
    QCOMPARE(invoices->distribution->costCentre, QStringLiteral("EGAIT3"));
    QCOMPARE(catalogue->find(QStringLiteral("payments"))->where, QStringList{QStringLiteral("EPTRCD = 20")});
    QCOMPARE(catalogue->find(QStringLiteral("dimensions"))->where.last(), QStringLiteral("EAAITP <> 3"));
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
    QCOMPARE(catalogue->feeds().size(), FeedCatalogue::load({}, {})->feeds().size() + 1);
    QCOMPARE(catalogue->find(QStringLiteral("cost_centres"))->table, QStringLiteral("FGLEDG"));
    QCOMPARE(catalogue->feeds().last().id, QStringLiteral("letters"));
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
    row("another product", "{\"product\":\"BAAN\",\"feeds\":[]}", "product");
    row("no feeds", "{\"product\":\"M3\"}", "feeds");
    row("a key is missing", catalogue("{\"id\":\"letters\"}"), "feeds/0");
    row("an unknown key", catalogue(feed() + "," + feed(",\"tabel\":\"X\"")), "feeds/1");
    row("a wrong column", catalogue(feed(",\"amount\":\"acam\"")), "feeds/0/amount");
    row("a wrong type", catalogue(feed(",\"firstReadDays\":\"7\"")), "feeds/0/firstReadDays");
    row("a condition of its own making", catalogue(feed(",\"where\":[\"EGDIVI = '' or 1=1\"]")), "feeds/0/where/0");
    row("a field without column", catalogue(feed().replace("\"fields\":[]", "\"fields\":[{\"name\":\"text\"}]")),
        "feeds/0/fields/0");
    row("words without a name",
        catalogue(feed().replace("\"fields\":[]", "\"fields\":[{\"name\":\"a\",\"column\":\"EGVTXT\",\"words\":7}]")),
        "feeds/0/fields/0/words");
    row("a name from a table without its key",
        catalogue(feed(",\"party\":{\"column\":\"EGVTXT\",\"table\":\"CIDMAS\","
                       "\"name\":\"IDSUNM\"}")),
        "feeds/0/party");
    row("a list that changes something",
        catalogue(feed(",\"list\":{\"program\":\"CRS650MI\",\"transaction\":\"DelAll\"}")), "feeds/0");
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
