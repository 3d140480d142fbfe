// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/m3reading.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

void addInvoice(FakeM3 &m3, int number, const QString &changed = QStringLiteral("20261120"))
{
    m3.add(QStringLiteral("FPLEDG"),
           row(QStringLiteral("EPCONO=100;EPDIVI=AAA;EPYEA4=2026;EPJRNO=%1;EPJSNO=1;EPTRCD=40;EPSPYN=N1;EPSUNO=N1;"
                              "EPSINO=R-%1;EPINYR=2026;EPVSER=SUP;EPVONO=%2;EPIVDT=20261101;EPDUDT=20261201;"
                              "EPACDT=20261103;EPCUCD=EUR;EPCUAM=1190.50;EPVTAM=190.00;EPAPRV=0;EPAPCD=BOSS;EPIVBL=0;"
                              "EPPYST=0;EPTEPY=30;EPPYME=SEP;EPLMDT=%3;EPCHID=CLERK")
                   .arg(number)
                   .arg(40'000 + number)
                   .arg(changed)));
    const auto post = [&](int line, const char *centre, const char *amount) {
        m3.add(QStringLiteral("FGLEDG"),
               row(QStringLiteral("EGDIVI=AAA;EGYEA4=2026;EGJRNO=%1;EGJSNO=%2;EGVSER=SUP;EGVONO=%3;EGAIT2=%4;EGAIT3=;"
                                  "EGCUAM=%5;EGCUCD=EUR")
                       .arg(number)
                       .arg(line)
                       .arg(40'000 + number)
                       .arg(QString::fromLatin1(centre), QString::fromLatin1(amount))));
    };
    post(1, "", "-1190.50");
    post(2, "4200", "700.25");
    post(3, "4100", "300.25");
    post(4, "", "190.00");
}

void addOrder(FakeM3 &m3, int number, int lines, const QString &changed = QStringLiteral("20261120"))
{
    m3.add(QStringLiteral("MPHEAD"),
           row(QStringLiteral("IACONO=100;IADIVI=AAA;IAFACI=A01;IAWHLO=A10;IAPUNO=%1;IASUNO=N1;IAORTY=PO1;IAPUSL=20;"
                              "IAPUST=20;IACUCD=EUR;IAPUDT=20261110;IADWDT=0;IATEPY=30;IABUYE=BUY;IAPURC=REQ;IANTAM=0;"
                              "IALMDT=%2;IACHID=BUY")
                   .arg(number)
                   .arg(changed)));
    for (int line = 1; line <= lines; ++line)
        m3.add(QStringLiteral("MPLINE"),
               row(QStringLiteral("IBPUNO=%1;IBPNLI=%2;IBPNLS=0;IBITNO=I%2;IBPITD=Bolt;IBORQA=10.00;IBRVQA=0.00;"
                                  "IBIVQA=0.00;IBPUUN=PCE;IBPUPR=2.5000;IBLNAM=25.00;IBAIT2=4200;IBPUSL=20;IBLMDT=%3")
                       .arg(number)
                       .arg(line * 10)
                       .arg(changed)));
}

const QString invoices = QStringLiteral("supplier_invoices");
const QString orders = QStringLiteral("purchase_orders");
const QString centres = QStringLiteral("cost_centres");

QStringList keysOf(const QList<Document> &documents)
{
    QStringList keys;
    for (const Document &document : documents)
        keys << document.key;
    return keys;
}

} // namespace

class TestM3Source : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void assemblesAnInvoice();
    void namesTheStatusOfAnInvoice_data();
    void namesTheStatusOfAnInvoice();
    void assemblesAnOrderWithItsLines();
    void assemblesACostCentre();
    void readsEveryRowOnceWhateverThePages_data();
    void readsEveryRowOnceWhateverThePages();
    void needsFewCalls();
    void readsOnlyWhatChangedTheNextTime();
    void doesNotEnrichAgainWhatIsCommitted();
    void readsAPageAgainThatWasNotCommitted();
    void findsAnOrderByItsChangedLine();
    void looksBackOnTheFirstRead();
    void doesNotLetAFutureDateHideChanges();
    void missesNothingWhereASweepGoesOnDaysLater();
    void staysWhereItIsWhenNothingChanged();
    void asksInTheCompanyAndDivisionGiven();
    void keepsDocumentsWhoseCostCentresAreRefused();
    void waitsForAVoucherThatIsBookedLater();
    void leavesOptionalColumnsOut();
    void namesAColumnThatIsMissing();
    void leavesOutWhatIsNotOfItsKind();
    void refusesRowsInNoOrder();
    void givesAllOfAPageOrNothing();
    void namesAnUnknownFeed();
};

void TestM3Source::assemblesAnInvoice()
{
    Reading reading;
    addInvoice(reading.m3, 7);
    const QList<Document> documents = reading.sweep(invoices);
    QCOMPARE(documents.size(), 1);
    const Document &invoice = documents.first();
    QCOMPARE(invoice.tenant, QStringLiteral("ACME_TST"));
    QCOMPARE(invoice.type, QStringLiteral("supplier_invoice"));
    QCOMPARE(invoice.key, QStringLiteral("100/AAA/N1/N1/R-7/2026"));
    QCOMPARE(invoice.number, QStringLiteral("R-7"));
    QCOMPARE(invoice.company, QStringLiteral("100"));
    QCOMPARE(invoice.division, QStringLiteral("AAA"));
    QCOMPARE(invoice.partyId, QStringLiteral("N1"));
    QCOMPARE(invoice.partyName, QStringLiteral("Nordwind Components"));
    QCOMPARE(*invoice.amount, (Money{Decimal(119050, 2), QStringLiteral("EUR")}));
    QCOMPARE(invoice.status, QStringLiteral("awaiting_approval"));
    QCOMPARE(invoice.modifiedOn, QDate(2026, 11, 20));
    QCOMPARE(invoice.modifiedBy, QStringLiteral("CLERK"));
    QCOMPARE(invoice.fields.value(QStringLiteral("due_date")), QStringLiteral("2026-12-01"));
    QCOMPARE(invoice.fields.value(QStringLiteral("vat_amount")), QStringLiteral("190"));
    QCOMPARE(invoice.fields.value(QStringLiteral("approved")), QStringLiteral("false"));
    const QList<CostCentreShare> shares{
        {QStringLiteral("4100"), Money{Decimal(30025, 2), QStringLiteral("EUR")}, QStringLiteral("voucher")},
        {QStringLiteral("4200"), Money{Decimal(70025, 2), QStringLiteral("EUR")}, QStringLiteral("voucher")}};
    QCOMPARE(invoice.costCentres, shares);
    const QJsonObject source = QJsonDocument::fromJson(invoice.source).object();
    QCOMPARE(source[u"table"].toString(), QStringLiteral("FPLEDG"));
    QCOMPARE(source[u"row"][u"EPCUAM"].toString(), QStringLiteral("1190.50"));
}

void TestM3Source::namesTheStatusOfAnInvoice_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("status");
    const auto row = [](const char *column, const char *value, const char *status) {
        QTest::newRow(status) << QString::fromLatin1(column) << QString::fromLatin1(value)
                              << QString::fromLatin1(status);
    };
    row("EPIVBL", "1", "payment_stopped");
    row("EPAPRV", "1", "approved");
    row("EPPYST", "9", "paid");
}

void TestM3Source::namesTheStatusOfAnInvoice()
{
    QFETCH(QString, column);
    QFETCH(QString, value);
    Reading reading;
    addInvoice(reading.m3, 1);
    reading.m3.rows(QStringLiteral("FPLEDG")).first()[column] = value;
    QTEST(reading.sweep(invoices).first().status, "status");
}

void TestM3Source::assemblesAnOrderWithItsLines()
{
    Reading reading;
    addOrder(reading.m3, 1'100'001, 3);
    reading.m3.rows(QStringLiteral("MPLINE")).last()[QStringLiteral("IBAIT2")] = QStringLiteral("4300");
    const QList<Document> documents = reading.sweep(orders);
    QCOMPARE(documents.size(), 1);
    const Document &order = documents.first();
    QCOMPARE(order.key, QStringLiteral("100/1100001"));
    QCOMPARE(order.status, QStringLiteral("ordered"));
    QCOMPARE(*order.amount, (Money{Decimal(75, 0), QStringLiteral("EUR")})); // the head has none: summed from the lines
    QVERIFY(!order.fields.contains(QStringLiteral("delivery_date")));        // "0" is no date
    QCOMPARE(order.lines.size(), 3);
    QCOMPARE(order.lines.at(1).value(QStringLiteral("line")), QStringLiteral("20"));
    QCOMPARE(order.lines.at(1).value(QStringLiteral("price")), QStringLiteral("2.5"));
    QCOMPARE(order.costCentres.size(), 2);
    QCOMPARE(order.costCentres.first(),
             (CostCentreShare{QStringLiteral("4200"), Money{Decimal(50, 0), QStringLiteral("EUR")},
                              QStringLiteral("order_lines")}));
}

void TestM3Source::assemblesACostCentre()
{
    Reading reading;
    reading.m3.add(QStringLiteral("FCHACC"),
                   row(QStringLiteral("EACONO=100;EADIVI=;EAAITP=2;EAAITM=4200;EATX40=IT Services;EALCCD=1;EAVFDT=0;"
                                      "EAVTDT=0;EARESP=BOSS;EALMDT=20200101;EACHID=LOAD")));
    reading.m3.add(QStringLiteral("FCHACC"), row(QStringLiteral("EACONO=100;EADIVI=;EAAITP=1;EAAITM=5000")));
    const QList<Document> documents = reading.sweep(centres);
    QCOMPARE(keysOf(documents), QStringList{QStringLiteral("100//4200")});
    QCOMPARE(documents.first().status, QStringLiteral("blocked"));
    QCOMPARE(documents.first().fields.value(QStringLiteral("name")), QStringLiteral("IT Services"));
    QCOMPARE(documents.first().costCentres.first().provenance, QStringLiteral("self"));
    QVERIFY(!documents.first().amount);
}

void TestM3Source::readsEveryRowOnceWhateverThePages_data()
{
    QTest::addColumn<int>("pageRows");
    QTest::addColumn<int>("cap");
    QTest::addColumn<bool>("isRestarting");
    QTest::newRow("one page") << 1000 << 0 << false;
    QTest::newRow("small pages") << 7 << 0 << false;
    QTest::newRow("a page ends with the rows") << 30 << 0 << false;
    QTest::newRow("the grid answers 100 rows whatever is asked") << 1000 << 100 << false;
    QTest::newRow("a restart behind every page") << 7 << 0 << true;
}

void TestM3Source::readsEveryRowOnceWhateverThePages()
{
    QFETCH(int, pageRows);
    QFETCH(int, cap);
    QFETCH(bool, isRestarting);
    Reading reading;
    QStringList expected;
    for (int number = 1; number <= 120; ++number) {
        addOrder(reading.m3, 1'100'000 + number * (number > 60 ? 10 : 1), number == 5 ? 130 : 2);
        expected << QStringLiteral("100/%1").arg(1'100'000 + number * (number > 60 ? 10 : 1));
    }
    reading.m3.cap = cap;
    reading.restart({{}, pageRows});
    QList<Document> documents;
    for (bool hasMore = true; hasMore;) {
        const auto page = reading.page(orders);
        if (!page)
            QFAIL(qPrintable(page.error().message));
        documents += page->documents;
        reading.cursor = page->nextCursor;
        hasMore = page->hasMore;
        if (isRestarting)
            reading.restart({{}, pageRows});
    }
    QCOMPARE(keysOf(documents), expected);
    for (qsizetype at = 0; at < documents.size(); ++at)
        QCOMPARE(documents.at(at).lines.size(), at == 4 ? 130 : 2);
}

void TestM3Source::needsFewCalls()
{
    Reading reading;
    for (int number = 1; number <= 900; ++number) {
        addOrder(reading.m3, 1'100'000 + number, 3);
        addInvoice(reading.m3, number);
    }
    QCOMPARE(reading.sweep(orders).size(), 900);
    QCOMPARE(reading.m3.takeCalls(), 3); // the tables' fields; heads; lines and suppliers
    reading.cursor.clear();
    QCOMPARE(reading.sweep(invoices).size(), 900);
    QCOMPARE(reading.m3.takeCalls(), 5); // and once a day the divisions and their authorised users
}

void TestM3Source::readsOnlyWhatChangedTheNextTime()
{
    Reading reading;
    for (int number = 1; number <= 20; ++number)
        addInvoice(reading.m3, number, QStringLiteral("202611%1").arg(number, 2, 10, QLatin1Char('0')));
    reading.sweep(invoices);
    reading.m3.takeQueries();
    FakeM3::Row &changed = reading.m3.row(QStringLiteral("FPLEDG"), QStringLiteral("EPSINO"), QStringLiteral("R-3"));
    changed[QStringLiteral("EPAPRV")] = QStringLiteral("1");
    changed[QStringLiteral("EPLMDT")] = QStringLiteral("20261121");
    const QList<Document> documents = reading.sweep(invoices);
    QCOMPARE(keysOf(documents), QStringList{QStringLiteral("100/AAA/N1/N1/R-3/2026")});
    QCOMPARE(documents.first().status, QStringLiteral("approved"));
    QCOMPARE(documents.first().costCentres.size(), 2);
    const QStringList queries = reading.m3.takeQueries();
    QCOMPARE(queries.first(), QStringLiteral("FPLEDG: EPTRCD = 40 and EPLMDT >= 20261119")); // a day of overlap
}

void TestM3Source::doesNotEnrichAgainWhatIsCommitted()
{
    Reading reading;
    for (int number = 1; number <= 20; ++number) {
        addInvoice(reading.m3, number, QStringLiteral("20261124"));
        addOrder(reading.m3, 1'100'000 + number, 2, QStringLiteral("20261124"));
    }
    reading.sweep(invoices);
    reading.m3.takeCalls();
    QCOMPARE(reading.sweep(invoices).size(), 0);
    QCOMPARE(reading.m3.takeCalls(), 1);
    reading.cursor.clear();
    reading.sweep(orders);
    reading.m3.takeCalls();
    QCOMPARE(reading.sweep(orders).size(), 0);
    QCOMPARE(reading.m3.takeCalls(), 2); // heads, and lines
    reading.restart();
    QCOMPARE(reading.sweep(orders).size(), 20); // a new program reads the overlap again, once
}

void TestM3Source::readsAPageAgainThatWasNotCommitted()
{
    Reading reading;
    addInvoice(reading.m3, 1, QStringLiteral("20261124"));
    reading.sweep(invoices);
    addInvoice(reading.m3, 2, QStringLiteral("20261124"));
    QCOMPARE(reading.page(invoices)->documents.size(), 1);
    QCOMPARE(reading.page(invoices)->documents.size(), 1); // the same cursor: the ledger did not take it
    QCOMPARE(reading.sweep(invoices).size(), 1);
    QCOMPARE(reading.sweep(invoices).size(), 0);
}

void TestM3Source::findsAnOrderByItsChangedLine()
{
    Reading reading;
    addOrder(reading.m3, 1'100'001, 2, QStringLiteral("20261001"));
    addOrder(reading.m3, 1'100'002, 2, QStringLiteral("20261124"));
    reading.sweep(orders);
    FakeM3::Row &line = reading.m3.rows(QStringLiteral("MPLINE")).first();
    line[QStringLiteral("IBRVQA")] = QStringLiteral("4.00");
    line[QStringLiteral("IBLMDT")] = QStringLiteral("20261124");
    const QList<Document> documents = reading.sweep(orders);
    QCOMPARE(keysOf(documents), QStringList{QStringLiteral("100/1100001")});
    QCOMPARE(documents.first().lines.first().value(QStringLiteral("received")), QStringLiteral("4"));
    QCOMPARE(documents.first().lines.size(), 2);
    QCOMPARE(documents.first().modifiedOn, QDate(2026, 11, 24));
    QCOMPARE(reading.sweep(orders).size(), 0);
}

void TestM3Source::looksBackOnTheFirstRead()
{
    Reading reading;
    addInvoice(reading.m3, 1, QStringLiteral("20200101"));
    addInvoice(reading.m3, 2, QStringLiteral("20260601"));
    QCOMPARE(keysOf(reading.sweep(invoices)), QStringList{QStringLiteral("100/AAA/N1/N1/R-2/2026")});
}

void TestM3Source::doesNotLetAFutureDateHideChanges()
{
    Reading reading;
    addInvoice(reading.m3, 1, QStringLiteral("20991231"));
    reading.sweep(invoices);
    addInvoice(reading.m3, 2, QStringLiteral("20261124"));
    QVERIFY(keysOf(reading.sweep(invoices)).contains(QStringLiteral("100/AAA/N1/N1/R-2/2026")));
}

void TestM3Source::missesNothingWhereASweepGoesOnDaysLater()
{
    Reading reading;
    reading.restart({{}, 2});
    for (int number = 1; number <= 4; ++number)
        addInvoice(reading.m3, number, QStringLiteral("20261124"));
    const auto first = reading.page(invoices);
    QVERIFY(first && first->hasMore);
    reading.cursor = first->nextCursor;
    // For five days nothing can be read, and business goes on: among the rows read already, and behind them.
    FakeM3::Row &changed = reading.m3.row(QStringLiteral("FPLEDG"), QStringLiteral("EPSINO"), QStringLiteral("R-1"));
    changed[QStringLiteral("EPAPRV")] = QStringLiteral("1");
    changed[QStringLiteral("EPLMDT")] = QStringLiteral("20261125");
    addInvoice(reading.m3, 5, QStringLiteral("20261129"));
    reading.today = QDate(2026, 11, 29);
    const QList<Document> rest = reading.sweep(invoices);
    QCOMPARE(rest.size(), 3);
    QVERIFY(keysOf(reading.sweep(invoices)).contains(QStringLiteral("100/AAA/N1/N1/R-1/2026")));
}

void TestM3Source::staysWhereItIsWhenNothingChanged()
{
    Reading reading;
    addInvoice(reading.m3, 1, QStringLiteral("20261101"));
    reading.sweep(invoices);
    reading.sweep(invoices);
    addInvoice(reading.m3, 2, QStringLiteral("20261102")); // this computer's clock is three weeks ahead of the tenant
    QCOMPARE(keysOf(reading.sweep(invoices)), QStringList{QStringLiteral("100/AAA/N1/N1/R-2/2026")});
}

void TestM3Source::asksInTheCompanyAndDivisionGiven()
{
    Reading reading;
    addInvoice(reading.m3, 1);
    addInvoice(reading.m3, 2);
    reading.m3.rows(QStringLiteral("FPLEDG")).last()[QStringLiteral("EPDIVI")] = QStringLiteral("BBB");
    reading.company = QStringLiteral("200");
    reading.restart({QStringLiteral("BBB"), 1000});
    QCOMPARE(keysOf(reading.sweep(invoices)), QStringList{QStringLiteral("100/BBB/N1/N1/R-2/2026")});
    QCOMPARE(reading.m3.company(), 200);
    const QStringList queries = reading.m3.takeQueries();
    for (const QString &query : queries)
        QVERIFY2(!query.contains(u"CONO"), qPrintable(query)); // the session's company counts, not a condition
}

void TestM3Source::keepsDocumentsWhoseCostCentresAreRefused()
{
    Reading reading;
    addInvoice(reading.m3, 1, QStringLiteral("20261124"));
    reading.m3.refusedTables = {QStringLiteral("FGLEDG"), QStringLiteral("CIDMAS")};
    QList<Document> documents = reading.sweep(invoices);
    QCOMPARE(documents.size(), 1);
    QVERIFY(documents.first().costCentres.isEmpty());
    QVERIFY(documents.first().partyName.isEmpty());
    QCOMPARE(reading.warnings.size(), 2);
    reading.m3.refusedTables.clear();
    documents = reading.sweep(invoices); // as soon as it is allowed, without a change of the invoice
    QCOMPARE(documents.size(), 1);
    QCOMPARE(documents.first().costCentres.size(), 2);
    QCOMPARE(reading.warnings.size(), 0);
}

void TestM3Source::waitsForAVoucherThatIsBookedLater()
{
    Reading reading;
    addInvoice(reading.m3, 1, QStringLiteral("20261124"));
    const QList<FakeM3::Row> voucher = std::exchange(reading.m3.rows(QStringLiteral("FGLEDG")), {});
    QVERIFY(reading.sweep(invoices).first().costCentres.isEmpty());
    reading.m3.rows(QStringLiteral("FGLEDG")) = voucher;
    QCOMPARE(reading.sweep(invoices).first().costCentres.size(), 2);
}

void TestM3Source::leavesOptionalColumnsOut()
{
    Reading reading;
    addInvoice(reading.m3, 1);
    reading.m3.hiddenColumns = {QStringLiteral("EPAPCD"), QStringLiteral("EPPYST")};
    const QList<Document> documents = reading.sweep(invoices);
    QCOMPARE(documents.size(), 1);
    QVERIFY(!documents.first().fields.contains(QStringLiteral("approver")));
}

void TestM3Source::namesAColumnThatIsMissing()
{
    Reading reading;
    addInvoice(reading.m3, 1);
    reading.m3.hiddenColumns = {QStringLiteral("EPDUDT")};
    reading.sweep(invoices);
    QCOMPARE(reading.error->code, QStringLiteral("no_column"));
    QVERIFY(reading.error->message.contains(u"FPLEDG") && reading.error->message.contains(u"EPDUDT"));
}

void TestM3Source::leavesOutWhatIsNotOfItsKind()
{
    Reading reading;
    addInvoice(reading.m3, 1);
    FakeM3::Row &invoice = reading.m3.rows(QStringLiteral("FPLEDG")).first();
    invoice[QStringLiteral("EPDUDT")] = QStringLiteral("20261399");
    invoice[QStringLiteral("EPCUAM")] = QStringLiteral("1,190.50");
    const QList<Document> documents = reading.sweep(invoices);
    QVERIFY(!documents.first().amount);
    QVERIFY(!documents.first().fields.contains(QStringLiteral("due_date")));
    QCOMPARE(reading.warnings.size(), 2);
}

void TestM3Source::refusesRowsInNoOrder()
{
    Reading reading;
    for (int number = 40; number > 0; --number)
        addInvoice(reading.m3, number);
    reading.restart({{}, 10});
    reading.sweep(invoices);
    QCOMPARE(reading.error->code, QStringLiteral("no_order"));
    QVERIFY(reading.error->message.contains(u"cloudsuite.page_rows"));
    reading.restart({{}, 1000}); // one page needs no order
    reading.error.reset();
    QCOMPARE(reading.sweep(invoices).size(), 40);
}

void TestM3Source::givesAllOfAPageOrNothing()
{
    Reading reading;
    addInvoice(reading.m3, 1);
    reading.m3.failingStatus = 503;
    const auto page = reading.page(invoices);
    QVERIFY(!page);
    QCOMPARE(page.error().kind, ErrorKind::Server);
    reading.m3.failingStatus = 0;
    QCOMPARE(reading.sweep(invoices).size(), 1);
}

void TestM3Source::namesAnUnknownFeed()
{
    Reading reading;
    QCOMPARE(reading.page(QStringLiteral("letters")).error().kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(TestM3Source)
#include "tst_m3source.moc"
