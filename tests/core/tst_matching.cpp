// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/matchexamples.h"

#include <QTest>

using namespace ledgercast;
using namespace ledgercast::matchexamples;

class TestMatching : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsWhatDiffers_data();
    void findsWhatDiffers();
    void allowsWithinPercentAndCap_data();
    void allowsWithinPercentAndCap();
    void takesTheLargerOfCountAndParts_data();
    void takesTheLargerOfCountAndParts();
    void comparesWithTheOrderWhereNoReceiptIsNeeded();
    void saysItInWords_data();
    void saysItInWords();
};

void TestMatching::findsWhatDiffers_data()
{
    QTest::addColumn<QString>("order");
    QTest::addColumn<QString>("received");
    QTest::addColumn<QString>("billed");
    QTest::addColumn<QString>("found");
    const auto row = [](const char *name, const char *order, const char *received, const char *billed,
                        const char *found = "") {
        QTest::newRow(name) << QString::fromLatin1(order) << QString::fromLatin1(received)
                            << QString::fromLatin1(billed) << QString::fromUtf8(found);
    };
    const char *order = "100 PCE @ 12.50 EUR";
    row("all agrees", order, "100", "A: 100 PCE @ 12.50 EUR");
    row("nothing billed yet", order, "100", "");
    row("nothing at all", order, "", "");
    row("billed in parts", order, "60, 40", "A: 60 PCE @ 12.50 EUR; B: 40 PCE @ 12.50 EUR");
    row("billed less than received", order, "100", "A: 60 PCE @ 12.50 EUR");
    row("several deliveries on one invoice", order, "30, 30, 40", "A: 100 PCE @ 12.50 EUR");

    // 95 - 90 = 5; 5 × 12.50 = 62.50; 5 / 90 = 5.5555… %
    row("more billed than received", order, "60, 30", "A: 95 PCE @ 12.50 EUR",
        "quantity_mismatch 90 PCE -> 95 PCE, 62.5 EUR, 5.56 %");
    // 60 + 40 = 100 billed, 60 + 30 = 90 received; 10 × 12.50 = 125; 10 / 90 = 11.11 %
    row("the earlier invoice counts", order, "60, 30", "A: 60 PCE @ 12.50 EUR; B: 40 PCE @ 12.50 EUR",
        "quantity_mismatch 90 PCE -> 100 PCE, 125 EUR, 11.11 %");
    // 60 - 10 = 50 received; 60 - 50 = 10; 10 × 12.50 = 125; 10 / 50 = 20 %
    row("a delivery taken back", order, "60, -10", "A: 60 PCE @ 12.50 EUR",
        "quantity_mismatch 50 PCE -> 60 PCE, 125 EUR, 20 %");
    row("a delivery taken back wholly", order, "60, -60", "A: 60 PCE @ 12.50 EUR",
        "missing_receipt receipt of 60 PCE -> nothing received, 750 EUR"); // 60 × 12.50
    row("a credit note makes it good", order, "90", "A: 95 PCE @ 12.50 EUR; credit of A: -5 PCE @ 12.50 EUR");
    row("nothing received", order, "", "A: 100 PCE @ 12.50 EUR",
        "missing_receipt receipt of 100 PCE -> nothing received, 1250 EUR");
    row("nothing received, but all credited", order, "", "A: 100 PCE @ 12.50 EUR; credit of A: -100 PCE @ 12.50 EUR");
    // 0.125 × 7.5 = 0.9375, rounded to cents; 0.125 / 1.5 = 8.33 %
    row("fractions", "2 TON @ 7.50 EUR", "1.5", "A: 1.625 TON @ 7.50 EUR",
        "quantity_mismatch 1.5 TON -> 1.625 TON, 0.94 EUR, 8.33 %");

    // 13.10 - 12.50 = 0.60; 0.60 × 90 = 54; 0.60 / 12.50 = 4.8 %
    row("dearer", order, "90", "A: 90 PCE @ 13.10 EUR",
        "price_variance 12.50 EUR per PCE -> 13.10 EUR per PCE, 54 EUR, 4.8 %");
    row("cheaper", order, "90", "A: 90 PCE @ 11.90 EUR",
        "price_variance 12.50 EUR per PCE -> 11.90 EUR per PCE, -54 EUR, -4.8 %");
    row("one of two invoices is dearer", order, "100", "A: 60 PCE @ 12.50 EUR; B: 40 PCE @ 12.51 EUR",
        "price_variance 12.50 EUR per PCE -> 12.51 EUR per PCE, 0.4 EUR, 0.08 %"); // 40 × 0.01; 0.01 / 12.5
    row("a credited invoice has no price", order, "50",
        "A: 50 PCE @ 13.10 EUR; credit of A: -50 PCE @ 13.10 EUR; B: 50 PCE @ 12.50 EUR");
    // 20 of 50 are credited: 30 × 0.60 = 18
    row("a part credited", order, "30", "A: 50 PCE @ 13.10 EUR; credit of A: -20 PCE @ 13.10 EUR",
        "price_variance 12.50 EUR per PCE -> 13.10 EUR per PCE, 18 EUR, 4.8 %");
    // 100 × 0.95 × 0.98 = 93.10 both ways
    row("discounts against a net price", "10 PCE @ 100 EUR -5% -2%", "10", "A: 10 PCE @ 93.10 EUR");
    // The 2 % discount is missing: 95 - 93.10 = 1.90; × 10 = 19; 1.90 / 93.10 = 2.0408 %
    row("a discount not given", "10 PCE @ 100 EUR -5% -2%", "10", "A: 10 PCE @ 100 EUR -5%",
        "price_variance 93.10 EUR per PCE -> 95.00 EUR per PCE, 19 EUR, 2.04 %");
    row("all discounted", "10 PCE @ 100 EUR -100%", "10", "A: 10 PCE @ 0 EUR");
    // Free goods that are billed: a percentage of nothing doesn't exist.
    row("free goods billed", "10 PCE @ 100 EUR -100%", "10", "A: 10 PCE @ 1 EUR",
        "price_variance 0.00 EUR per PCE -> 1.00 EUR per PCE, 10 EUR");
    row("prices for ten and for a hundred", "1000 PCE @ 12.50 EUR per 10", "1000", "A: 1000 PCE @ 125 EUR per 100");
    // 12.80 / 10 = 1.28 against 1.25: 0.03 × 1000 = 30; 2.4 %
    row("prices for ten", "1000 PCE @ 12.50 EUR per 10", "1000", "A: 1000 PCE @ 12.80 EUR per 10",
        "price_variance 1.25 EUR per PCE -> 1.28 EUR per PCE, 30 EUR, 2.4 %");
    row("a third", "3 PCE @ 10 EUR per 3", "3", "A: 3 PCE @ 20 EUR per 6");
    // 0.0125 - 0.0120 = 0.0005; × 80,000 = 40; 4.1666 %
    row("parts of a cent", "80000 KWH @ 0.0120 EUR", "80000", "A: 80000 KWH @ 0.0125 EUR",
        "price_variance 0.012 EUR per KWH -> 0.0125 EUR per KWH, 40 EUR, 4.17 %");
    row("yen have no decimals", "10 PCE @ 1500 JPY", "10", "A: 10 PCE @ 1600 JPY",
        "price_variance 1500 JPY per PCE -> 1600 JPY per PCE, 1000 JPY, 6.67 %"); // 100 × 10; 100 / 1500
    row("price and quantity", order, "90", "A: 95 PCE @ 13.10 EUR",               // 95 × 0.60 = 57
        "price_variance 12.50 EUR per PCE -> 13.10 EUR per PCE, 57 EUR, 4.8 %; "
        "quantity_mismatch 90 PCE -> 95 PCE, 62.5 EUR, 5.56 %");

    row("billed in another unit", order, "100", "A: 10 BOX @ 125 EUR",
        "not_comparable PCE -> BOX; not_comparable PCE -> BOX"); // neither price nor quantity
    row("received in another unit", order, "10 BOX", "A: 100 PCE @ 12.50 EUR", "not_comparable PCE -> BOX");
    row("priced in another unit", order, "100", "A: 100 PCE @ 12.50 EUR per 1 KGM", "not_comparable PCE -> KGM");
    row("priced by weight, counted in pieces, on both", "100 PCE @ 2 EUR per 1 KGM", "100",
        "A: 100 PCE @ 3 EUR per 1 KGM", "price_variance 2.00 EUR per KGM -> 3.00 EUR per KGM, 50 %");
    row("no unit: as ordered", order, "100", "A: 100 @ 12.50 EUR");
    row("another currency", order, "100", "A: 100 PCE @ 12.50 USD", "not_comparable EUR -> USD");
    row("another currency, quantity compared all the same", order, "90", "A: 100 PCE @ 13 USD",
        "not_comparable EUR -> USD; quantity_mismatch 90 PCE -> 100 PCE, 125 EUR, 11.11 %");
    row("a price for no units", order, "100", "A: 100 PCE @ 12.50 EUR per 0", "not_comparable  -> ");
    row("long numbers", "100000000 PCE @ 1000000 EUR", "100000000", "A: 100000000 PCE @ 1000000.000000001 EUR",
        "price_variance 1000000.00 EUR per PCE -> 1000000.00 EUR per PCE, 0.1 EUR, 0 %"); // 1e8 × 1e-9
    row("too long numbers", "1 PCE @ 1 EUR", "999999999999999999",
        "A: 999999999999999999 PCE @ 1 EUR; B: 1 PCE @ 1 EUR", "not_comparable  -> ");
}

void TestMatching::findsWhatDiffers()
{
    QFETCH(QString, order);
    QFETCH(QString, received);
    QFETCH(QString, billed);
    QFETCH(QString, found);
    const MatchResult result =
        matchThreeWay({{orderLine(order)}, receipts(received), invoiceLines(billed)}, exact(), today);
    QCOMPARE(shortForm(result.findings), found);
    for (const Finding &finding : result.findings) {
        QCOMPARE(finding.subject, QStringLiteral("100/1100234"));
        QVERIFY(!finding.sentence.isEmpty() && !finding.nextStep.isEmpty() && !finding.tolerance.isEmpty());
        QVERIFY(!finding.sentence.contains(u'%') || finding.sentence.contains(u" %")); // no argument left open
        QVERIFY(findingFromJson(toJson(finding)) == finding);
    }
}

void TestMatching::allowsWithinPercentAndCap_data()
{
    QTest::addColumn<QString>("percent");
    QTest::addColumn<QString>("cap");
    QTest::addColumn<QString>("billed"); ///< 100 PCE @ 10 EUR are ordered and received
    QTest::addColumn<QString>("kinds");
    const auto row = [](const char *percent, const char *cap, const char *billed, const char *kinds) {
        QTest::addRow("%s %% and %s, %s", percent, *cap ? cap : "no cap", billed)
            << QString::fromLatin1(percent) << QString::fromLatin1(cap) << QString::fromLatin1(billed)
            << QString::fromLatin1(kinds);
    };
    row("2", "", "A: 100 PCE @ 10.20 EUR", "");                  // exactly 2 %
    row("2", "", "A: 100 PCE @ 10.21 EUR", "price_variance");    // 2.1 %
    row("2", "", "A: 100 PCE @ 9.80 EUR", "");                   // -2 %
    row("2", "", "A: 100 PCE @ 9.79 EUR", "price_variance");     // -2.1 %
    row("2", "15", "A: 100 PCE @ 10.15 EUR", "");                // 1.5 %, 15.00
    row("2", "15", "A: 100 PCE @ 10.16 EUR", "price_variance");  // 1.6 %, but 16.00
    row("2", "100", "A: 100 PCE @ 10.21 EUR", "price_variance"); // 21.00, but 2.1 %
    row("2", "0", "A: 100 PCE @ 10 EUR", "");                    // no deviation is within any cap
    row("2", "", "A: 102 PCE @ 10 EUR", "");                     // 2 of 100
    row("2", "", "A: 102.01 PCE @ 10 EUR", "quantity_mismatch");
    row("2", "15", "A: 101.5 PCE @ 10 EUR", "");                 // 1.5 × 10 = 15
    row("2", "15", "A: 102 PCE @ 10 EUR", "quantity_mismatch");  // 2 × 10 = 20
    row("0", "100", "A: 100 PCE @ 10.01 EUR", "price_variance"); // both have to hold
}

void TestMatching::allowsWithinPercentAndCap()
{
    QFETCH(QString, percent);
    QFETCH(QString, cap);
    QFETCH(QString, billed);
    QFETCH(QString, kinds);
    const MatchResult result = matchThreeWay(
        {{orderLine(QStringLiteral("100 PCE @ 10 EUR"))}, receipts(QStringLiteral("100")), invoiceLines(billed)},
        table(percent, cap), today);
    QStringList found;
    for (const Finding &finding : result.findings)
        found << wordOf(finding.kind);
    QCOMPARE(found.join(u' '), kinds);
}

void TestMatching::takesTheLargerOfCountAndParts_data()
{
    QTest::addColumn<QString>("countedReceived");
    QTest::addColumn<QString>("receiptParts");
    QTest::addColumn<QString>("countedBilled");
    QTest::addColumn<QString>("found");
    const auto row = [](const char *name, const char *received, const char *parts, const char *billed,
                        const char *found) {
        QTest::newRow(name) << QString::fromLatin1(received) << QString::fromLatin1(parts)
                            << QString::fromLatin1(billed) << QString::fromLatin1(found);
    };
    row("counts only", "90", "", "95", "quantity_mismatch 90 PCE -> 95 PCE, 50 EUR, 5.56 %");
    row("the order was read before the receipt", "60", "60, 35", "95", "");
    row("the receipt isn't read", "95", "60", "95", "");
    row("received nothing", "0", "", "95", "missing_receipt receipt of 95 PCE -> nothing received, 950 EUR");
    row("billed nothing", "0", "", "0", "");
}

void TestMatching::takesTheLargerOfCountAndParts()
{
    QFETCH(QString, countedReceived);
    QFETCH(QString, receiptParts);
    QFETCH(QString, countedBilled);
    QFETCH(QString, found);
    MatchOrderLine line = orderLine(QStringLiteral("100 PCE @ 10 EUR"));
    line.received = number(countedReceived);
    line.invoiced = number(countedBilled);
    QCOMPARE(shortForm(matchThreeWay({{line}, receipts(receiptParts), {}}, exact(), today).findings), found);
}

void TestMatching::comparesWithTheOrderWhereNoReceiptIsNeeded()
{
    MatchOrderLine line = orderLine(QStringLiteral("10 DAY @ 800 EUR"));
    line.needsReceipt = false;
    QVERIFY(matchThreeWay({{line}, {}, invoiceLines(QStringLiteral("A: 10 DAY @ 800 EUR"))}, exact(), today)
                .findings.isEmpty());
    const MatchResult result =
        matchThreeWay({{line}, {}, invoiceLines(QStringLiteral("A: 12 DAY @ 800 EUR"))}, exact(), today);
    QCOMPARE(shortForm(result.findings), QStringLiteral("quantity_mismatch 10 DAY -> 12 DAY, 1600 EUR, 20 %"));
    QCOMPARE(result.findings.first().sentence,
             QStringLiteral("Billed 12 DAY, ordered 10 DAY: 2 DAY not ordered, 1600.00 EUR over."));
}

void TestMatching::saysItInWords_data()
{
    QTest::addColumn<QString>("received");
    QTest::addColumn<QString>("billed");
    QTest::addColumn<QString>("sentence");
    QTest::addColumn<QString>("nextStep");
    const auto row = [](const char *received, const char *billed, const char *sentence, const char *nextStep) {
        QTest::newRow(sentence) << QString::fromLatin1(received) << QString::fromLatin1(billed)
                                << QString::fromUtf8(sentence) << QString::fromUtf8(nextStep);
    };
    row("90", "SI-1: 95 PCE @ 10 EUR", "Billed 95 PCE, received 90 PCE: 5 PCE not received, 50.00 EUR over.",
        "Ask goods-in for the receipt, or the supplier for a credit note.");
    row("90", "SI-1: 90 PCE @ 10.60 EUR",
        "Invoice SI-1 bills 10.60 EUR per PCE, ordered at 10.00 EUR per PCE: 0.60 EUR more (6 %), 54.00 EUR for 90 "
        "PCE.",
        "Ask the buyer whether the price was agreed, or the supplier for a credit note of 54.00 EUR.");
    row("90", "SI-1: 90 PCE @ 9.40 EUR",
        "Invoice SI-1 bills 9.40 EUR per PCE, ordered at 10.00 EUR per PCE: 0.60 EUR less (6 %), 54.00 EUR for 90 PCE.",
        "Ask the buyer whether the lower price was agreed.");
    row("", "SI-1: 90 PCE @ 10 EUR", "Billed 90 PCE (900.00 EUR) since 2026-10-25, nothing received.",
        "Ask goods-in whether the goods have come and book the receipt; hold the invoice until then.");
    row("9 BOX", "SI-1: 90 PCE @ 10 EUR", "Received in BOX, ordered in PCE. The quantities can't be compared.",
        "Compare the invoice with the order and the receipt by hand.");
    row("90", "SI-1: 90 PCE @ 10 USD", "Invoice SI-1 is in USD, the order in EUR: the prices can't be compared.",
        "Compare the invoice with the order and the receipt by hand.");
}

void TestMatching::saysItInWords()
{
    QFETCH(QString, received);
    QFETCH(QString, billed);
    QFETCH(QString, sentence);
    QFETCH(QString, nextStep);
    const MatchResult result = matchThreeWay(
        {{orderLine(QStringLiteral("100 PCE @ 10 EUR"))}, receipts(received), invoiceLines(billed)}, exact(), today);
    QCOMPARE(result.findings.size(), 1);
    QCOMPARE(result.findings.first().sentence, sentence);
    QCOMPARE(result.findings.first().nextStep, nextStep);
    QCOMPARE(result.findings.first().reference, QStringLiteral("PO 1100234, line 10"));
    QCOMPARE(findingOrigin(), QStringLiteral("derived by Ledgercast"));
}

QTEST_GUILESS_MAIN(TestMatching)
#include "tst_matching.moc"
