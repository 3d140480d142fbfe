// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/m3reading.h"

#include <QTest>

using namespace ledgercast;

namespace {

const QString customers = QStringLiteral("customers");
const QString users = QStringLiteral("authorized_users");
const QString batches = QStringLiteral("pending_invoices");

void addCustomer(FakeM3 &m3, const QString &number)
{
    m3.add(QStringLiteral("OCUSMA"),
           row(QStringLiteral("OKCONO=100;OKDIVI=;OKCUNO=%1;OKCUNM=X;OKCUCD=EUR;OKSTAT=20;OKLMDT=20260101;OKCHID=M")
                   .arg(number)));
}

void addBatch(FakeM3 &m3, int number)
{
    m3.add(QStringLiteral("FAPIBH"),
           row(QStringLiteral("E5CONO=100;E5DIVI=AAA;E5INBN=%1;E5SUPA=10;E5SUNO=N1;E5SPYN=N1;E5SINO=R-%1;E5IVDT=0;"
                              "E5CUCD=EUR;E5CUAM=1.00;E5PUNO=;E5LMDT=20261101;E5CHID=EDI")
                   .arg(number)));
}

/// Reads a feed to its end, and remembers what a ledger would of it.
void readInto(Reading &reading, const QString &feed)
{
    auto ledger = std::make_shared<QHash<QString, QString>>();
    const QList<Document> documents = reading.sweep(feed);
    for (const Document &document : documents)
        ledger->insert(document.key, document.status);
    reading.known = [ledger] { return Result<QHash<QString, QString>>(*ledger); };
}

void removeFirst(FakeM3 &m3, const char *table)
{
    m3.rows(QString::fromLatin1(table)).removeFirst();
}

} // namespace

class TestM3Deletions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsWhatIsGoneTheNextDay();
    void saysNothingOfACompanyThatWasNotRead();
    void looksOnceADay();
    void findsWhatIsGoneFromAList();
    void findsAnInvoiceTakenOutOfTheBatchLayer();
    void keepsWhatWasTidiedAway();
    void doesNotBelieveThatMostIsGone();
    void isNotSureOfAKeyWithASlash();
    void declaresNothingDeletedThatItMayNotRead();
    void looksOnlyWhereRowsCanBeLost();
    void needsFewCalls();
};

void TestM3Deletions::findsWhatIsGoneTheNextDay()
{
    Reading reading;
    for (const char *number : {"C1", "C2", "C3"})
        addCustomer(reading.m3, QString::fromLatin1(number));
    readInto(reading, customers);
    removeFirst(reading.m3, "OCUSMA");
    reading.today = reading.today.addDays(1);
    reading.sweep(customers);
    QCOMPARE(reading.deleted, QStringList{QStringLiteral("100/C1")});
}

void TestM3Deletions::saysNothingOfACompanyThatWasNotRead()
{
    Reading reading;
    addCustomer(reading.m3, QStringLiteral("C1"));
    addCustomer(reading.m3, QStringLiteral("C2"));
    readInto(reading, customers);
    // The ledger has what was read while cloudsuite.companies named two.
    const auto both = reading.known();
    reading.known = [known = *both]() mutable {
        known.insert(QStringLiteral("200/C1"), QString());
        return Result<QHash<QString, QString>>(known);
    };
    removeFirst(reading.m3, "OCUSMA");
    reading.today = reading.today.addDays(1);
    reading.sweep(customers);
    QCOMPARE(reading.deleted, QStringList{QStringLiteral("100/C1")});
}

void TestM3Deletions::looksOnceADay()
{
    Reading reading;
    addCustomer(reading.m3, QStringLiteral("C1"));
    addCustomer(reading.m3, QStringLiteral("C2"));
    readInto(reading, customers);
    removeFirst(reading.m3, "OCUSMA");
    reading.sweep(customers);
    QCOMPARE(reading.deleted, QStringList()); // the first read was today
    reading.today = reading.today.addDays(1);
    reading.sweep(customers);
    QCOMPARE(reading.deleted.size(), 1);
    reading.restart(); // nothing of this is only in memory
    reading.sweep(customers);
    QCOMPARE(reading.deleted, QStringList());
}

void TestM3Deletions::findsWhatIsGoneFromAList()
{
    Reading reading;
    reading.m3.add(QStringLiteral("CMNDIV"), row(QStringLiteral("CCCONO=100;CCDIVI=AAA")));
    QList<FakeM3::Row> &list = reading.m3.lists[QStringLiteral("CRS650MI/LstByCode")];
    list = {row(QStringLiteral("DIVI=AAA;APCD=HBERG;TX40=H. Berg")), row(QStringLiteral("DIVI=AAA;APCD=RCOLE;TX40=R"))};
    readInto(reading, users);
    list.removeFirst();
    reading.today = reading.today.addDays(1);
    reading.sweep(users);
    QCOMPARE(reading.deleted, QStringList{QStringLiteral("100/AAA/HBERG")});
}

void TestM3Deletions::findsAnInvoiceTakenOutOfTheBatchLayer()
{
    Reading reading;
    for (int number = 1; number <= 3; ++number)
        addBatch(reading.m3, number);
    readInto(reading, batches);
    removeFirst(reading.m3, "FAPIBH");
    reading.today = reading.today.addDays(1);
    reading.sweep(batches);
    QCOMPARE(reading.deleted, QStringList{QStringLiteral("100/AAA/1")});
}

void TestM3Deletions::keepsWhatWasTidiedAway()
{
    Reading reading;
    for (int number = 1; number <= 3; ++number)
        addBatch(reading.m3, number);
    reading.m3.rows(QStringLiteral("FAPIBH")).first()[QStringLiteral("E5SUPA")] = QStringLiteral("90");
    readInto(reading, batches);
    removeFirst(reading.m3, "FAPIBH");
    reading.today = reading.today.addDays(1);
    reading.sweep(batches);
    QCOMPARE(reading.deleted, QStringList()); // it was posted: batches that are done are cleared in time
}

void TestM3Deletions::doesNotBelieveThatMostIsGone()
{
    Reading reading;
    for (int number = 10; number < 50; ++number)
        addCustomer(reading.m3, QStringLiteral("C%1").arg(number));
    readInto(reading, customers);
    for (int gone = 0; gone < 30; ++gone)
        removeFirst(reading.m3, "OCUSMA");
    reading.today = reading.today.addDays(1);
    reading.sweep(customers);
    QCOMPARE(reading.deleted, QStringList());
    QCOMPARE(reading.warnings.size(), 1);
    QVERIFY2(reading.warnings.first().contains(u"30 of 40"), qPrintable(reading.warnings.first()));
}

void TestM3Deletions::isNotSureOfAKeyWithASlash()
{
    Reading reading;
    for (const char *number : {"C/1", "C2", "C3"})
        addCustomer(reading.m3, QString::fromLatin1(number));
    readInto(reading, customers);
    removeFirst(reading.m3, "OCUSMA");
    reading.today = reading.today.addDays(1);
    reading.sweep(customers);
    QCOMPARE(reading.deleted, QStringList());
}

void TestM3Deletions::declaresNothingDeletedThatItMayNotRead()
{
    Reading reading;
    addCustomer(reading.m3, QStringLiteral("C1"));
    addCustomer(reading.m3, QStringLiteral("C2"));
    readInto(reading, customers);
    reading.m3.refusedTables = {QStringLiteral("OCUSMA")};
    reading.today = reading.today.addDays(1);
    reading.sweep(customers);
    QVERIFY(reading.error);
    QCOMPARE(reading.deleted, QStringList());
    reading.m3.refusedTables.clear();
    removeFirst(reading.m3, "OCUSMA");
    reading.error.reset();
    reading.sweep(customers); // the failed read has not used up the day
    QCOMPARE(reading.deleted, QStringList{QStringLiteral("100/C1")});
}

void TestM3Deletions::looksOnlyWhereRowsCanBeLost()
{
    const auto catalogue = FeedCatalogue::load({}, {});
    for (const char *ledger : {"supplier_invoices", "payments", "vouchers", "goods_receipts", "exchange_rates"})
        QVERIFY2(!catalogue->find(QString::fromLatin1(ledger))->losesRows, ledger); // archived, never deleted
    for (const char *lossy : {"purchase_orders", "pending_invoices", "suppliers", "cost_centres", "authorized_users"})
        QVERIFY2(catalogue->find(QString::fromLatin1(lossy))->losesRows, lossy);
}

void TestM3Deletions::needsFewCalls()
{
    Reading reading;
    for (int number = 1; number <= 900; ++number)
        addCustomer(reading.m3, QStringLiteral("C%1").arg(1000 + number));
    readInto(reading, customers);
    removeFirst(reading.m3, "OCUSMA");
    reading.today = reading.today.addDays(1);
    reading.m3.takeCalls();
    reading.sweep(customers);
    QCOMPARE(reading.deleted.size(), 1);
    QCOMPARE(reading.m3.takeCalls(), 3); // what changed; all keys; the one that is missing
}

QTEST_GUILESS_MAIN(TestM3Deletions)
#include "tst_m3deletions.moc"
