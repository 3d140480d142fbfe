// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/m3reading.h"

#include <QTest>

using namespace ledgercast;

namespace {

void add(FakeM3 &m3, const char *table, const QString &cells)
{
    m3.add(QString::fromLatin1(table), row(cells));
}

QString day(const Reading &reading)
{
    return reading.today.toString(QStringLiteral("yyyyMMdd"));
}

void addApprovers(FakeM3 &m3)
{
    add(m3, "CMNDIV", QStringLiteral("CCCONO=100;CCDIVI=AAA;CCCONM=Acme Europe;CCLOCD=EUR;CCLMDT=20200101"));
    add(m3, "CMNDIV", QStringLiteral("CCCONO=100;CCDIVI=BBB;CCCONM=Acme Americas;CCLOCD=USD;CCLMDT=20200101"));
    m3.lists.insert(QStringLiteral("CRS650MI/LstByCode"),
                    {row(QStringLiteral("DIVI=AAA;APCD=HBERG;TX40=H. Berg;ALAM=50000.00;APFL=1")),
                     row(QStringLiteral("DIVI=BBB;APCD=RCOLE;TX40=R. Cole;ALAM=20000.00;APFL=0"))});
}

void addPendingInvoice(FakeM3 &m3, int number, int order, const QString &changed = QStringLiteral("20261124"))
{
    add(m3, "FAPIBH",
        QStringLiteral("E5CONO=100;E5DIVI=AAA;E5INBN=%1;E5IBTP=20;E5SUPA=10;E5IBHE=0;E5IBLE=0;E5SUNO=N1;E5SPYN=N1;"
                       "E5SINO=R-%1;E5IVDT=20261120;E5DUDT=20261220;E5CUCD=EUR;E5CUAM=119.00;E5VTAM=19.00;E5TEPY=30;"
                       "E5APCD=HBERG;E5PUNO=%2;E5SCRE=;E5LMDT=%3;E5CHID=EDI")
            .arg(number)
            .arg(order)
            .arg(changed));
    add(m3, "FAPIBL",
        QStringLiteral("E6DIVI=AAA;E6INBN=%1;E6TRNO=1;E6RDTP=1;E6IBLE=1;E6PUNO=%2;E6PNLI=20;E6ITNO=I2;E6IVQA=4.00;"
                       "E6PUUN=PCE;E6NEPR=25.0000;E6NLAM=100.00;E6LMDT=%3")
            .arg(number)
            .arg(order)
            .arg(changed));
    for (int line = 10; line <= 20; line += 10)
        add(m3, "MPLINE",
            QStringLiteral("IBPUNO=%1;IBPNLI=%2;IBPNLS=0;IBLNAM=100.00;IBAIT2=42%2").arg(order).arg(line));
}

void addReceipt(FakeM3 &m3, int number, int order, int line, const QString &changed = QStringLiteral("20261124"))
{
    add(m3, "MPLIND",
        QStringLiteral("ICCONO=100;ICPUNO=%2;ICPNLI=%3;ICPNLS=0;ICREPN=%1;ICSUNO=N1;ICTRDT=20261124;ICSUDO=DN7;"
                       "ICWHLO=A10;ICRESP=WH;ICPUOS=75;ICRPQA=4.00;ICSCOP=2.5000;ICLMDT=%4;ICCHID=WH")
            .arg(number)
            .arg(order)
            .arg(line)
            .arg(changed));
    add(m3, "MPLINE", QStringLiteral("IBPUNO=%1;IBPNLI=%2;IBPNLS=0;IBLNAM=100.00;IBAIT2=42%2").arg(order).arg(line));
}

void addPayment(FakeM3 &m3, int journal, int voucher, const char *payee, const char *amount)
{
    add(m3, "FPLEDG",
        QStringLiteral("EPCONO=100;EPDIVI=AAA;EPYEA4=2026;EPJRNO=%1;EPJSNO=1;EPTRCD=50;EPSPYN=%3;EPSUNO=%3;EPSINO=R-%1;"
                       "EPINYR=2026;EPVSER=PAY;EPVONO=%2;EPACDT=20261124;EPCUCD=EUR;EPCUAM=%4;EPPYME=SEP;"
                       "EPLMDT=20261124;EPCHID=PAYRUN")
            .arg(journal)
            .arg(voucher)
            .arg(QString::fromLatin1(payee), QString::fromLatin1(amount)));
}

void addVoucherLine(FakeM3 &m3, int voucher, int line, const char *account, const char *centre, const char *amount,
                    const QString &changed = QStringLiteral("20261124"))
{
    add(m3, "FGLEDG",
        QStringLiteral("EGCONO=100;EGDIVI=AAA;EGYEA4=2026;EGJRNO=%1;EGJSNO=%2;EGVSER=GLV;EGVONO=%1;EGACDT=20261124;"
                       "EGACYP=202611;EGFEID=GL10;EGAIT1=%3;EGAIT2=%4;EGCUAM=%5;EGCUCD=EUR;EGVTXT=Accrual;EGLMDT=%6;"
                       "EGCHID=GL")
            .arg(voucher)
            .arg(line)
            .arg(QString::fromLatin1(account), QString::fromLatin1(centre), QString::fromLatin1(amount), changed));
}

void addSupplier(FakeM3 &m3, const QString &number, const QString &iban)
{
    if (!m3.rows(QStringLiteral("CIDMAS")).value(0).contains(QStringLiteral("IDCONO")))
        m3.rows(QStringLiteral("CIDMAS")).clear(); // a name is all that the other feeds want of it
    add(m3, "CIDMAS",
        QStringLiteral("IDCONO=100;IDSUNO=%1;IDSUNM=Supplier %1;IDSTAT=20;IDCSCD=DE;IDVRNO=DE9;IDCORG=HRB 1;"
                       "IDLMDT=20260101;IDCHID=MDM")
            .arg(number));
    add(m3, "CIDVEN",
        QStringLiteral("IISUNO=%1;IICUCD=EUR;IITEPY=30;IIPYME=SEP;IISUCL=100;IIRESP=BUY;IISBPE=0;IILMDT=20260101;"
                       "IICHID=MDM")
            .arg(number));
    add(m3, "CBANAC",
        QStringLiteral("BCBKTP=3;BCACHO=%1;BCBKID=MAIN;BCBANA=Supplier %1;BCIBAN=%2;BCBAF3=;BCCUCD=EUR;BCLMDT=20260101;"
                       "BCCHID=MDM")
            .arg(number, iban));
}

QString feed(const char *name)
{
    return QString::fromLatin1(name);
}

} // namespace

class TestM3Feeds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void assemblesAnInvoiceInProcess();
    void namesTheStateOfAnInvoiceInProcess_data();
    void namesTheStateOfAnInvoiceInProcess();
    void assemblesAReceiptFromItsRows();
    void assemblesAPaymentForEachPayee();
    void assemblesAVoucherFromItsLines();
    void readsAVoucherAgainWhenALineIsAdded();
    void masksBankAccountsBeforeAnyoneSeesThem();
    void tellsAChangedBankAccountAndWhoChangedIt();
    void readsMasterData_data();
    void readsMasterData();
    void readsAuthorisedUsersByTransaction();
    void namesCodes();
    void keepsDocumentsWhoseNamesAreRefused();
    void doesNotForgetNamesForAPassingFailure();
    void doesNotTakeARowInBetweenForItsNeighbours();
    void needsFewCallsForAThousand_data();
    void needsFewCallsForAThousand();
};

void TestM3Feeds::assemblesAnInvoiceInProcess()
{
    Reading reading;
    addApprovers(reading.m3);
    addPendingInvoice(reading.m3, 7, 1'100'001);
    reading.m3.rows(feed("FAPIBH")).first()[feed("E5SUPA")] = feed("78");
    const Document invoice = reading.sweep(feed("pending_invoices")).value(0);
    QCOMPARE(invoice.key, feed("100/AAA/7"));
    QCOMPARE(invoice.number, feed("R-7"));
    QCOMPARE(invoice.status, feed("matching_failed"));
    QCOMPARE(invoice.partyName, feed("Nordwind Components"));
    QCOMPARE(*invoice.amount, (Money{Decimal(11900, 2), feed("EUR")}));
    QCOMPARE(invoice.fields.value(feed("process_status")), feed("78 matching or recoding failed"));
    QCOMPARE(invoice.fields.value(feed("approver_name")), feed("H. Berg"));
    QCOMPARE(invoice.lines.size(), 1);
    QCOMPARE(invoice.lines.first().value(feed("line_kind")), feed("Goods"));
    QCOMPARE(invoice.lines.first().value(feed("error")), feed("true"));
    // Of the order's two lines only one is invoiced: the other one's cost centre has nothing to do with it.
    QCOMPARE(invoice.costCentres.size(), 1);
    QCOMPARE(invoice.costCentres.first().code, feed("4220"));
    QCOMPARE(invoice.costCentres.first().provenance, feed("order_lines"));
}

void TestM3Feeds::namesTheStateOfAnInvoiceInProcess_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("status");
    const auto state = [](const char *column, const char *value, const char *status) {
        QTest::newRow(qPrintable(feed(column) + feed(value))) << feed(column) << feed(value) << feed(status);
    };
    state("E5SUPA", "10", "entered");
    state("E5SUPA", "55", "in_process");
    state("E5SUPA", "78", "matching_failed");
    state("E5SUPA", "90", "posted");
    state("E5IBHE", "1", "in_error");
    state("E5IBLE", "1", "in_error");
}

void TestM3Feeds::namesTheStateOfAnInvoiceInProcess()
{
    QFETCH(QString, column);
    QFETCH(QString, value);
    Reading reading;
    addPendingInvoice(reading.m3, 7, 1'100'001);
    reading.m3.rows(feed("FAPIBH")).first()[column] = value;
    QTEST(reading.sweep(feed("pending_invoices")).value(0).status, "status");
}

void TestM3Feeds::assemblesAReceiptFromItsRows()
{
    Reading reading;
    addReceipt(reading.m3, 5001, 1'100'001, 10);
    addReceipt(reading.m3, 5001, 1'100'001, 20);
    addReceipt(reading.m3, 5002, 1'100'001, 30);
    addReceipt(reading.m3, 5001, 1'100'002, 10); // the same number for another order
    const QList<Document> receipts = reading.sweep(feed("goods_receipts"));
    QCOMPARE(receipts.size(), 3);
    const Document &receipt = receipts.first();
    QCOMPARE(receipt.key, feed("100/1100001/5001"));
    QCOMPARE(receipt.status, feed("put_away"));
    QCOMPARE(receipt.lines.size(), 2);
    QCOMPARE(receipt.lines.at(1).value(feed("line")), feed("20"));
    QCOMPARE(receipt.lines.at(1).value(feed("status")), feed("75 put away"));
    QCOMPARE(receipt.costCentres.size(), 2);
    QCOMPARE(receipt.costCentres.first().code, feed("4210"));
    QVERIFY(!receipt.costCentres.first().amount); // what was received of a line is not what it was ordered for
    QCOMPARE(receipts.at(1).costCentres.size(), 1);
    QCOMPARE(reading.sweep(feed("goods_receipts")).size(), 0);
}

void TestM3Feeds::assemblesAPaymentForEachPayee()
{
    Reading reading;
    addPayment(reading.m3, 1, 900, "N1", "-100.50");
    addPayment(reading.m3, 2, 900, "N2", "-7.00");
    addPayment(reading.m3, 3, 900, "N1", "-20.00");
    add(reading.m3, "FPLEDG",
        QStringLiteral("EPCONO=100;EPDIVI=AAA;EPYEA4=2026;EPJRNO=4;EPJSNO=1;EPTRCD=40;EPSPYN=N1;"
                       "EPVSER=PAY;EPVONO=900;EPLMDT=20261124")); // no payment, though beside them
    const QList<Document> payments = reading.sweep(feed("payments"));
    QCOMPARE(payments.size(), 2);
    const Document &payment = payments.first();
    QCOMPARE(payment.key, feed("100/AAA/2026/PAY/900/N1"));
    QCOMPARE(*payment.amount, (Money{Decimal(12050, 2), feed("EUR")}));
    QCOMPARE(payment.partyName, feed("Nordwind Components"));
    QCOMPARE(payment.lines.size(), 2);
    QCOMPARE(payment.lines.first().value(feed("invoice")), feed("R-1"));
    QCOMPARE(payment.lines.first().value(feed("amount")), feed("100.5"));
    QCOMPARE(payments.at(1).amount->amount, Decimal(7, 0));
    QCOMPARE(reading.sweep(feed("payments")).size(), 0);
}

void TestM3Feeds::assemblesAVoucherFromItsLines()
{
    Reading reading;
    addVoucherLine(reading.m3, 40, 1, "2010", "", "-119.00");
    addVoucherLine(reading.m3, 40, 2, "6540", "4200", "100.00");
    addVoucherLine(reading.m3, 40, 3, "1450", "", "19.00");
    const QList<Document> vouchers = reading.sweep(feed("vouchers"));
    QCOMPARE(vouchers.size(), 1);
    const Document &voucher = vouchers.first();
    QCOMPARE(voucher.key, feed("100/AAA/2026/GLV/40"));
    QCOMPARE(*voucher.amount, (Money{Decimal(119, 0), feed("EUR")}));
    QCOMPARE(voucher.fields.value(feed("text")), feed("Accrual"));
    QCOMPARE(voucher.lines.size(), 3);
    QCOMPARE(voucher.lines.at(1).value(feed("cost_centre")), feed("4200"));
    const QList<CostCentreShare> shares{{feed("4200"), Money{Decimal(100, 0), feed("EUR")}, feed("voucher")}};
    QCOMPARE(voucher.costCentres, shares);
}

void TestM3Feeds::readsAVoucherAgainWhenALineIsAdded()
{
    Reading reading;
    addVoucherLine(reading.m3, 40, 1, "2010", "", "-119.00", feed("20261110"));
    addVoucherLine(reading.m3, 40, 2, "6540", "4200", "119.00", feed("20261110"));
    const QByteArray before = reading.sweep(feed("vouchers")).value(0).fingerprint();
    addVoucherLine(reading.m3, 40, 3, "6540", "4300", "1.00", day(reading));
    const QList<Document> vouchers = reading.sweep(feed("vouchers"));
    QCOMPARE(vouchers.size(), 1);
    QCOMPARE(vouchers.first().lines.size(), 3); // the old ones too
    QCOMPARE(vouchers.first().modifiedOn, reading.today);
    QVERIFY(vouchers.first().fingerprint() != before);
    QCOMPARE(reading.sweep(feed("vouchers")).size(), 0);
}

void TestM3Feeds::masksBankAccountsBeforeAnyoneSeesThem()
{
    Reading reading;
    addSupplier(reading.m3, feed("S1"), feed("DE89370400440532016789"));
    addSupplier(reading.m3, feed("S2"), feed("1234567"));
    const QList<Document> suppliers = reading.sweep(feed("suppliers"));
    QCOMPARE(suppliers.size(), 2);
    const Document &supplier = suppliers.at(0);
    QCOMPARE(supplier.key, feed("100/S1"));
    QCOMPARE(supplier.status, feed("active"));
    QCOMPARE(supplier.fields.value(feed("payment_terms")), feed("30"));
    QCOMPARE(supplier.lines.first().value(feed("bank_account")), QString(4, QChar(0x2022)) + feed("6789"));
    QCOMPARE(suppliers.at(1).lines.first().value(feed("bank_account")),
             QString(4, QChar(0x2022))); // all would be shown
    for (const QByteArray &bytes : {supplier.toJson(), supplier.source, suppliers.at(1).toJson()})
        QVERIFY2(!bytes.contains("0532016789") && !bytes.contains("4567"), bytes.constData());
}

void TestM3Feeds::tellsAChangedBankAccountAndWhoChangedIt()
{
    Reading reading;
    addSupplier(reading.m3, feed("S1"), feed("DE89370400440532016789"));
    const Document before = reading.sweep(feed("suppliers")).value(0);
    FakeM3::Row &account = reading.m3.rows(feed("CBANAC")).first();
    account[feed("BCIBAN")] = feed("DE12100100100999996789"); // another account, with the same end
    account[feed("BCLMDT")] = day(reading);
    account[feed("BCCHID")] = feed("MALLORY");
    const QList<Document> suppliers = reading.sweep(feed("suppliers"));
    QCOMPARE(suppliers.size(), 1);
    const Document &after = suppliers.first();
    QCOMPARE(after.lines.first().value(feed("bank_account")), before.lines.first().value(feed("bank_account")));
    QVERIFY(after.lines.first().value(feed("bank_account_mark")) !=
            before.lines.first().value(feed("bank_account_mark")));
    QVERIFY(after.fingerprint() != before.fingerprint());
    QCOMPARE(after.modifiedBy, feed("MALLORY"));
    QCOMPARE(after.modifiedOn, reading.today);
    QCOMPARE(after.fields.value(feed("payment_terms")), feed("30"));
    // And so for the terms, which stand in a third table.
    FakeM3::Row &terms = reading.m3.rows(feed("CIDVEN")).first();
    terms[feed("IITEPY")] = feed("60");
    terms[feed("IILMDT")] = day(reading);
    QCOMPARE(reading.sweep(feed("suppliers")).value(0).fields.value(feed("payment_terms")), feed("60"));
}

void TestM3Feeds::readsMasterData_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<QString>("cells");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    const auto record = [](const char *feed, const char *table, const char *cells, const char *key, const char *field,
                           const char *value) {
        QTest::newRow(feed) << QString::fromLatin1(table) << QString::fromLatin1(cells) << QString::fromLatin1(key)
                            << QString::fromLatin1(field) << QString::fromLatin1(value);
    };
    record(
        "customers", "OCUSMA",
        "OKCONO=100;OKDIVI=;OKCUNO=C1;OKCUNM=Rhein Pumpen;OKSTAT=20;OKCUCD=EUR;OKCRLM=250000;OKLMDT=20260101;OKCHID=M",
        "100/C1", "credit_limit", "250000");
    record(
        "items", "MITMAS",
        "MMCONO=100;MMITNO=I1;MMITDS=Bolt;MMUNMS=PCE;MMITGR=G1;MMITTY=MAT;MMRESP=X;MMSTAT=90;MMLMDT=20260101;MMCHID=M",
        "100/I1", "status", "blocked");
    record("accounts", "FCHACC",
           "EACONO=100;EADIVI=AAA;EAAITP=1;EAAITM=6540;EATX40=IT;EALCCD=0;EAVFDT=20200101;EAVTDT=0;EALMDT=20260101;"
           "EACHID=M",
           "100/AAA/6540", "name", "IT");
    record("dimensions", "FCHACC",
           "EACONO=100;EADIVI=AAA;EAAITP=3;EAAITM=P1;EATX40=Line;EALCCD=0;EAVFDT=0;EAVTDT=0;EALMDT=20260101;EACHID=M",
           "100/AAA/3/P1", "dimension", "3");
    record("divisions", "CMNDIV", "CCCONO=100;CCDIVI=AAA;CCCONM=Acme Europe;CCLOCD=EUR;CCLMDT=20260101;CCCHID=M",
           "100/AAA", "local_currency", "EUR");
    record("currencies", "CSYTAB",
           "CTCONO=100;CTDIVI=;CTSTCO=CUCD;CTSTKY=SEK;CTLNCD=;CTTX40=Swedish krona;CTLMDT=20260101;CTCHID=M",
           "100//SEK/", "name", "Swedish krona");
    record("exchange_rates", "CCURRA",
           "CUCONO=100;CUDIVI=AAA;CUCUCD=USD;CUCRTP=1;CUCUTD=20261124;CUARAT=0.925926;CULMDT=20261124;CUCHID=M",
           "100/AAA/USD/1/20261124", "rate", "0.925926");
}

void TestM3Feeds::readsMasterData()
{
    QFETCH(QString, table);
    QFETCH(QString, cells);
    QFETCH(QString, field);
    Reading reading;
    reading.m3.add(table, row(cells));
    const QList<Document> documents = reading.sweep(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY2(!reading.error, qPrintable(reading.error ? reading.error->message : QString()));
    QCOMPARE(documents.size(), 1);
    QTEST(documents.first().key, "key");
    QTEST(documents.first().fields.value(field), "value");
}

void TestM3Feeds::readsAuthorisedUsersByTransaction()
{
    Reading reading;
    addApprovers(reading.m3);
    QList<Document> users = reading.sweep(feed("authorized_users"));
    QCOMPARE(users.size(), 2);
    QCOMPARE(users.first().key, feed("100/AAA/HBERG"));
    QCOMPARE(users.first().company, feed("100"));
    QCOMPARE(users.first().fields.value(feed("approval_limit")), feed("50000"));
    // Nobody says when they changed: what the first read finds is no news, what a later one finds is.
    QVERIFY(users.first().modifiedOn < reading.today.addDays(-1));
    QCOMPARE(reading.sweep(feed("authorized_users")).size(), 0);
    reading.m3.lists[feed("CRS650MI/LstByCode")][0][feed("ALAM")] = feed("90000.00");
    users = reading.sweep(feed("authorized_users"));
    QCOMPARE(users.size(), 1);
    QVERIFY(!users.first().modifiedOn.isValid());
    reading.m3.refusedPrograms = {feed("CRS650MI")};
    reading.sweep(feed("authorized_users"));
    QCOMPARE(reading.error->kind, ErrorKind::Permission);
}

void TestM3Feeds::namesCodes()
{
    Reading reading;
    addApprovers(reading.m3);
    for (const char *cells :
         {"CTSTCO=TEPY;CTSTKY=30;CTLNCD=;CTTX40=", "CTSTCO=TEPY;CTSTKY=30;CTLNCD=GB;CTTX40=30 days net",
          "CTSTCO=TEPY;CTSTKY=30;CTLNCD=FR;CTTX40=30 jours net", "CTSTCO=CSCD;CTSTKY=30;CTTX40=Nowhere"})
        add(reading.m3, "CSYTAB", QString::fromLatin1(cells));
    addPendingInvoice(reading.m3, 7, 1'100'001);
    const Document invoice = reading.sweep(feed("pending_invoices")).value(0);
    QCOMPARE(invoice.fields.value(feed("payment_terms_text")), feed("30 days net"));
    QCOMPARE(invoice.fields.value(feed("approver_name")), feed("H. Berg"));
    reading.m3.takeCalls();
    addPendingInvoice(reading.m3, 8, 1'100'002);
    QCOMPARE(reading.sweep(feed("pending_invoices")).value(0).fields.value(feed("approver_name")), feed("H. Berg"));
    QCOMPARE(reading.m3.takeCalls(), 3); // heads, then what belongs to them, then changed lines: no names
}

void TestM3Feeds::keepsDocumentsWhoseNamesAreRefused()
{
    Reading reading;
    addPendingInvoice(reading.m3, 7, 1'100'001);
    reading.m3.refusedPrograms = {feed("CRS650MI")};
    reading.m3.refusedTables = {feed("CSYTAB"), feed("MPLINE")};
    const QList<Document> invoices = reading.sweep(feed("pending_invoices"));
    QCOMPARE(invoices.size(), 1);
    QCOMPARE(invoices.first().fields.value(feed("approver")), feed("HBERG"));
    QVERIFY(!invoices.first().fields.contains(feed("approver_name")));
    QCOMPARE(reading.warnings.size(), 3);
}

void TestM3Feeds::doesNotForgetNamesForAPassingFailure()
{
    Reading reading;
    addApprovers(reading.m3);
    addPendingInvoice(reading.m3, 7, 1'100'001);
    reading.m3.failingPrograms = {feed("CRS650MI")};
    QCOMPARE(reading.sweep(feed("pending_invoices")).size(), 0); // else it would be a change when the names come back
    QVERIFY(reading.error && reading.error->kind == ErrorKind::Server);
    reading.m3.failingPrograms.clear();
    reading.error.reset();
    QCOMPARE(reading.sweep(feed("pending_invoices")).value(0).fields.value(feed("approver_name")), feed("H. Berg"));
}

void TestM3Feeds::doesNotTakeARowInBetweenForItsNeighbours()
{
    Reading reading;
    for (int number = 10; number < 30; ++number)
        addSupplier(reading.m3, QStringLiteral("S%1").arg(number), feed("DE89370400440532010000"));
    // Both sort between S15 and S16, and end with digits of their own.
    for (const char *stranger : {"S15X16", "S15-16"})
        add(reading.m3, "CIDVEN", QStringLiteral("IISUNO=%1;IITEPY=99;IILMDT=20200101").arg(feed(stranger)));
    const QList<Document> suppliers = reading.sweep(feed("suppliers"));
    QCOMPARE(suppliers.size(), 20);
    for (const Document &supplier : suppliers) {
        QCOMPARE(supplier.fields.value(feed("payment_terms")), feed("30"));
        QCOMPARE(supplier.lines.size(), 1);
    }
}

void TestM3Feeds::needsFewCallsForAThousand_data()
{
    QTest::addColumn<int>("most");
    for (const char *name : {"supplier_invoices", "pending_invoices", "goods_receipts", "payments", "vouchers",
                             "suppliers", "customers", "items"})
        QTest::newRow(name) << 12;
}

void TestM3Feeds::needsFewCallsForAThousand()
{
    QFETCH(int, most);
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    Reading reading;
    addApprovers(reading.m3);
    add(reading.m3, "CSYTAB", QStringLiteral("CTSTCO=TEPY;CTSTKY=30;CTTX40=30 days net"));
    for (int number = 1; number <= 1000; ++number) {
        if (name == u"pending_invoices")
            addPendingInvoice(reading.m3, number, 1'100'000 + number * 3);
        else if (name == u"goods_receipts")
            addReceipt(reading.m3, 5000 + number, 1'100'000 + number * 3, 10);
        else if (name == u"payments")
            addPayment(reading.m3, number, 9000 + number, number % 3 == 0 ? "N1" : "N2", "-100.00");
        else if (name == u"supplier_invoices") {
            add(reading.m3, "FPLEDG",
                QStringLiteral("EPCONO=100;EPDIVI=AAA;EPYEA4=2026;EPJRNO=%1;EPJSNO=1;EPTRCD=40;EPSPYN=N1;EPSUNO=N1;"
                               "EPSINO=R-%1;EPINYR=2026;EPVSER=GLV;EPVONO=%1;EPIVDT=20261101;EPDUDT=20261201;EPACDT=0;"
                               "EPCUCD=EUR;EPCUAM=10.00;EPVTAM=0.00;EPAPRV=0;EPLMDT=20261120")
                    .arg(number));
            addVoucherLine(reading.m3, number, 1, "6540", "4200", "10.00");
        } else if (name == u"suppliers")
            addSupplier(reading.m3, QStringLiteral("S%1").arg(10'000 + number), feed("DE89370400440532016789"));
        else if (name == u"vouchers")
            for (int line = 1; line <= 3; ++line)
                addVoucherLine(reading.m3, 40 + number, line, "6540", "4200", "10.00");
        else if (name == u"customers")
            add(reading.m3, "OCUSMA",
                QStringLiteral("OKCONO=100;OKDIVI=;OKCUNO=C%1;OKCUNM=X;OKCUCD=EUR;OKSTAT=20;OKLMDT=20260101;OKCHID=M")
                    .arg(1000 + number));
        else
            add(reading.m3, "MITMAS",
                QStringLiteral("MMCONO=100;MMITNO=I%1;MMITDS=X;MMUNMS=PCE;MMSTAT=20;MMLMDT=20260101;MMCHID=M")
                    .arg(1000 + number));
    }
    const qsizetype read = reading.sweep(name).size();
    QVERIFY2(!reading.error, qPrintable(reading.error ? reading.error->message + reading.error->detail : QString()));
    QVERIFY(read >= 1000);
    const int calls = reading.m3.takeCalls();
    qInfo("%s: %d calls for %d documents", qPrintable(name), calls, static_cast<int>(read));
    QVERIFY2(calls <= most, qPrintable(QString::number(calls)));
}

QTEST_GUILESS_MAIN(TestM3Feeds)
#include "tst_m3feeds.moc"
