// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/matchinput.h"

#include <QTest>

using namespace ledgercast;

namespace {

/// "line=10 unit=PCE": blanks within values are written as _.
Fields fields(const QString &text)
{
    Fields fields;
    const QStringList parts = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &part : parts)
        fields.insert(part.section(u'=', 0, 0), part.section(u'=', 1).replace(u'_', u' '));
    return fields;
}

Document document(const QString &head, const QStringList &lines)
{
    Document document;
    document.key = QStringLiteral("100/1100234");
    document.company = QStringLiteral("100");
    document.number = QStringLiteral("1100234");
    document.partyId = QStringLiteral("N1001");
    document.amount = Money{Decimal(1250, 0), QStringLiteral("EUR")};
    document.fields = fields(head);
    for (const QString &line : lines)
        document.lines.append(fields(line));
    return document;
}

} // namespace

class TestMatchingInput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsOrderLines();
    void readsReceipts();
    void readsInvoiceLinesThatNameAnOrder();
    void leavesOutWhatCanNotBeRead();
    void readsInvoiceHeads();
    void readsOpenInvoices();
    void matchesDocuments();
};

void TestMatchingInput::readsOrderLines()
{
    const QList<MatchOrderLine> lines = matchinput::orderLinesOf(document(
        {}, {QStringLiteral("line=10 sub_line=2 item=A100 description=Ball_bearing ordered=100 received=60 invoiced=50 "
                            "unit=PCE price=12.5 price_quantity=10 price_unit=KGM discount_1=5 discount_3=2"),
             QStringLiteral("line=20 item=A200 ordered=1 price=3 confirmed_price=2.9 currency=USD needs_receipt=false"),
             QStringLiteral("line=30 item=A200 ordered=1 price=3 confirmed_price=0")}));
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0].key.toString(), QStringLiteral("100/1100234/10/2"));
    QCOMPARE(lines[0].item, QStringLiteral("Ball bearing"));
    QCOMPARE(lines[0].supplier, QStringLiteral("N1001"));
    QCOMPARE(lines[0].currency, QStringLiteral("EUR"));
    QCOMPARE(lines[0].received->toString(), QStringLiteral("60"));
    QCOMPARE(lines[0].price.net()->toString(), QStringLiteral("1.16375")); // 12.5 × 0.95 × 0.98 / 10
    QCOMPARE(lines[0].price.unit, QStringLiteral("KGM"));
    QVERIFY(lines[0].needsReceipt);
    QCOMPARE(lines[1].key.toString(), QStringLiteral("100/1100234/20/0"));
    QCOMPARE(lines[1].item, QStringLiteral("A200"));
    QCOMPARE(lines[1].currency, QStringLiteral("USD"));
    QCOMPARE(lines[1].price.amount.toString(), QStringLiteral("2.9"));
    QVERIFY(!lines[1].needsReceipt && !lines[1].received);
    QCOMPARE(lines[2].price.amount.toString(), QStringLiteral("3"));
}

void TestMatchingInput::readsReceipts()
{
    const QList<MatchReceipt> single =
        matchinput::receiptsOf(document(QStringLiteral("order=1100234 line=10 quantity=60 unit=PCE"), {}));
    QCOMPARE(single.size(), 1);
    QCOMPARE(single[0].line.toString(), QStringLiteral("100/1100234/10/0"));
    QCOMPARE(single[0].quantity.toString(), QStringLiteral("60"));
    const QList<MatchReceipt> several =
        matchinput::receiptsOf(document(QStringLiteral("order=1100234"), {QStringLiteral("line=10 quantity=60"),
                                                                          QStringLiteral("line=20 quantity=-1")}));
    QCOMPARE(several.size(), 2);
    QCOMPARE(several[1].line.toString(), QStringLiteral("100/1100234/20/0"));
    QVERIFY(several[1].quantity.isNegative());
    QVERIFY(matchinput::receiptsOf(document({}, {QStringLiteral("line=10 quantity=60")})).isEmpty());
}

void TestMatchingInput::readsInvoiceLinesThatNameAnOrder()
{
    const QList<MatchInvoiceLine> lines = matchinput::invoiceLinesOf(
        document(QStringLiteral("invoice_date=2026-11-02 credited_invoice=k0"),
                 {QStringLiteral("order=1100234 line=10 quantity=95 unit=PCE price=12.5"),
                  QStringLiteral("quantity=1 price=oops description=freight_without_an_order")}));
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines[0].line.toString(), QStringLiteral("100/1100234/10/0"));
    QCOMPARE(lines[0].date, QDate(2026, 11, 2));
    QCOMPARE(lines[0].credits, QStringLiteral("k0"));
    QCOMPARE(lines[0].currency, QStringLiteral("EUR"));
}

void TestMatchingInput::leavesOutWhatCanNotBeRead()
{
    QStringList problems;
    const QList<MatchOrderLine> lines = matchinput::orderLinesOf(
        document({}, {QStringLiteral("line=10 ordered=1,5 price=1"), QStringLiteral("line=20 price=1"),
                      QStringLiteral("line=30 ordered=1 price=1 discount_2=x"),
                      QStringLiteral("line=40 ordered=1 price=1")}),
        &problems);
    QCOMPARE(lines.size(), 1);
    QCOMPARE(lines[0].key.line, QStringLiteral("40"));
    QCOMPARE(problems, (QStringList{QStringLiteral("lines[0].ordered: “1,5” can't be read."),
                                    QStringLiteral("lines[1].ordered: The value is missing."),
                                    QStringLiteral("lines[2].discount_2: “x” can't be read.")}));
    problems.clear();
    QCOMPARE(matchinput::invoiceLinesOf(document(QStringLiteral("invoice_date=02.11.2026"), {}), &problems).size(), 0);
    QCOMPARE(problems, QStringList{QStringLiteral("invoice_date: “02.11.2026” can't be read.")});
    problems.clear();
    QVERIFY(matchinput::receiptsOf(document(QStringLiteral("order=1 line=10"), {}), &problems).isEmpty());
    QCOMPARE(problems, QStringList{QStringLiteral("quantity: The value is missing.")});
}

void TestMatchingInput::readsInvoiceHeads()
{
    Document invoice = document(QStringLiteral("invoice_date=2026-11-02 credit_note=true"), {});
    const auto head = matchinput::invoiceHeadOf(invoice);
    QVERIFY(head && head->isCreditNote);
    QCOMPARE(head->supplier, QStringLiteral("N1001"));
    QCOMPARE(head->amount.amount.toString(), QStringLiteral("1250"));
    invoice.amount.reset();
    QVERIFY(!matchinput::invoiceHeadOf(invoice));
    QVERIFY(!matchinput::invoiceHeadOf(document({}, {})));
}

void TestMatchingInput::readsOpenInvoices()
{
    Document invoice = document(QStringLiteral("due_date=2026-11-27 discount_date_1=2026-11-13 discount_percent_1=2 "
                                               "discount_date_2=2026-11-20 approved=true payment_stopped=false"),
                                {});
    auto open = matchinput::openInvoiceOf(invoice);
    QVERIFY(open && open->isApproved && !open->isPaymentStopped);
    QCOMPARE(open->discounts.size(), 1); // the second lacks its percentage
    QCOMPARE(open->open.amount.toString(), QStringLiteral("1250"));
    invoice.status = QStringLiteral("paid");
    QVERIFY(matchinput::openInvoiceOf(invoice)->open.amount.isZero());
    invoice.fields.insert(QStringLiteral("open_amount"), QStringLiteral("200"));
    QCOMPARE(matchinput::openInvoiceOf(invoice)->open.amount.toString(), QStringLiteral("200"));
    QStringList problems;
    invoice.fields.insert(QStringLiteral("due_date"), QStringLiteral("soon"));
    QVERIFY(!matchinput::openInvoiceOf(invoice, &problems));
    QCOMPARE(problems, QStringList{QStringLiteral("due_date: “soon” can't be read.")});
}

void TestMatchingInput::matchesDocuments()
{
    const Document order = document({}, {QStringLiteral("line=10 ordered=100 unit=PCE price=10")});
    Document invoice = document(QStringLiteral("invoice_date=2026-11-02"),
                                {QStringLiteral("order=1100234 line=10 quantity=95 unit=PCE price=10")});
    invoice.key = QStringLiteral("100/AAA/N1001/88213/2026");
    const Document receipt = document(QStringLiteral("order=1100234 line=10 quantity=90 unit=PCE"), {});
    const MatchResult result = matchThreeWay(
        {matchinput::orderLinesOf(order), matchinput::receiptsOf(receipt), matchinput::invoiceLinesOf(invoice)}, {},
        QDate(2026, 11, 24));
    QCOMPARE(result.findings.size(), 1);
    QCOMPARE(result.findings.first().sentence,
             QStringLiteral("Billed 95 PCE, received 90 PCE: 5 PCE not received, 50.00 EUR over."));
}

QTEST_GUILESS_MAIN(TestMatchingInput)
#include "tst_matchinginput.moc"
