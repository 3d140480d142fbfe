// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/matchexamples.h"

#include <QRandomGenerator>
#include <QTest>

using namespace ledgercast;
using namespace ledgercast::matchexamples;

class TestMatchingStory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void waitsForAReceiptWithinTheGracePeriod();
    void namesTheRuleAndTheTolerance();
    void tellsTwoLinesOfAnInvoiceApart();
    void namesOrderLinesItDoesNotKnow();
    void raisesAndClearsAsDocumentsCome();
    void findsNothingWhereAllAgrees();
    void findsWhatWasPlantedAndNothingElse();
};

void TestMatchingStory::waitsForAReceiptWithinTheGracePeriod()
{
    ToleranceRule rule;
    rule.graceDays = 5;
    MatchInput input{{orderLine(QStringLiteral("100 PCE @ 10 EUR"))},
                     {},
                     invoiceLines(QStringLiteral("A: 10 PCE @ 10 EUR; B: 10 PCE @ 10 EUR"))};
    input.invoiceLines[0].date = QDate(2026, 11, 20);
    input.invoiceLines[1].date = QDate(2026, 11, 18); // the earlier one counts: to the 23rd
    const MatchResult waiting = matchThreeWay(input, ToleranceTable({rule}), QDate(2026, 11, 23));
    QVERIFY(waiting.findings.isEmpty());
    QCOMPARE(waiting.awaited.size(), 1);
    QCOMPARE(waiting.awaited.first().findingFrom, QDate(2026, 11, 24));
    const MatchResult missing = matchThreeWay(input, ToleranceTable({rule}), QDate(2026, 11, 24));
    QVERIFY(missing.awaited.isEmpty());
    QCOMPARE(missing.findings.size(), 1);
    QCOMPARE(missing.findings.first().id, waiting.awaited.first().id);
    QCOMPARE(missing.findings.first().tolerance, QStringLiteral("days from the invoice to the receipt: 5"));

    input.invoiceLines.clear(); // the order's own count, with no date to wait from
    input.orderLines[0].invoiced = Decimal(20, 0);
    QCOMPARE(matchThreeWay(input, ToleranceTable({rule}), QDate(2026, 11, 18)).findings.size(), 1);
}

void TestMatchingStory::namesTheRuleAndTheTolerance()
{
    ToleranceRule all;
    all.price = ToleranceLimit{Decimal(3, 0), Decimal(100, 0)};
    ToleranceRule company;
    company.company = QStringLiteral("100");
    company.price = ToleranceLimit{Decimal(5, 1), std::nullopt};
    MatchOrderLine line = orderLine(QStringLiteral("100 PCE @ 10 EUR"));
    MatchInput input{{line}, receipts(QStringLiteral("100")), invoiceLines(QStringLiteral("A: 100 PCE @ 10.60 EUR"))};
    const Finding own = matchThreeWay(input, ToleranceTable({all, company}), today).findings.value(0);
    QCOMPARE(own.rule, QStringLiteral("price_variance/company:100"));
    QCOMPARE(own.tolerance, QStringLiteral("0.5 %"));
    input.orderLines[0].key.company = QStringLiteral("200");
    input.receipts[0].line.company = input.invoiceLines[0].line.company = QStringLiteral("200");
    const Finding general = matchThreeWay(input, ToleranceTable({all, company}), today).findings.value(0);
    QCOMPARE(general.rule, QStringLiteral("price_variance/default"));
    QCOMPARE(general.tolerance, QStringLiteral("3 %, at most 100.00 EUR"));
}

void TestMatchingStory::tellsTwoLinesOfAnInvoiceApart()
{
    const MatchResult result = matchThreeWay({{orderLine(QStringLiteral("100 PCE @ 10 EUR"))},
                                              receipts(QStringLiteral("100")),
                                              invoiceLines(QStringLiteral("A: 50 PCE @ 11 EUR; A: 50 PCE @ 12 EUR"))},
                                             exact(), today);
    QCOMPARE(result.findings.size(), 2);
    QCOMPARE(result.findings[0].id, QStringLiteral("price_variance|100/1100234/10/0|A"));
    QCOMPARE(result.findings[1].id, QStringLiteral("price_variance|100/1100234/10/0|A#2"));
}

void TestMatchingStory::namesOrderLinesItDoesNotKnow()
{
    MatchInput input{{}, receipts(QStringLiteral("1")), invoiceLines(QStringLiteral("A: 1 PCE @ 1 EUR"))};
    input.receipts[0].line.line = QStringLiteral("20");
    QCOMPARE(matchThreeWay(input, exact(), today).unknownOrderLines,
             (QStringList{QStringLiteral("100/1100234/10/0"), QStringLiteral("100/1100234/20/0")}));
}

void TestMatchingStory::raisesAndClearsAsDocumentsCome()
{
    MatchInput input{{orderLine(QStringLiteral("100 PCE @ 10 EUR"))}, {}, {}};
    QList<Finding> earlier;
    const auto step = [&](const QString &received, const QString &billed) {
        input.receipts = receipts(received);
        input.invoiceLines = invoiceLines(billed);
        const QList<Finding> now = matchThreeWay(input, exact(), today).findings;
        const FindingChanges changes = compareFindings(earlier, now);
        earlier = now;
        QStringList words;
        for (const Finding &finding : changes.raised)
            words << u'+' + wordOf(finding.kind);
        for (const Finding &finding : changes.changed)
            words << u'~' + wordOf(finding.kind);
        for (const Finding &finding : changes.cleared)
            words << u'-' + wordOf(finding.kind);
        return words.join(u' ');
    };
    const QString bill = QStringLiteral("A: 100 PCE @ 10 EUR");
    QCOMPARE(step({}, {}), QString());
    QCOMPARE(step({}, bill), QStringLiteral("+missing_receipt"));
    QCOMPARE(step({}, bill), QString());
    QCOMPARE(step(QStringLiteral("60"), bill), QStringLiteral("+quantity_mismatch -missing_receipt"));
    QCOMPARE(step(QStringLiteral("60, 30"), bill), QStringLiteral("~quantity_mismatch"));
    QVERIFY(clearedSentence(earlier.first())
                .startsWith(QStringLiteral("Quantity mismatch cleared: PO 1100234, line 10. It was: Billed 100 PCE")));
    QCOMPARE(step(QStringLiteral("60, 30, 10"), bill), QStringLiteral("-quantity_mismatch"));
}

void TestMatchingStory::findsNothingWhereAllAgrees()
{
    QRandomGenerator random(20261124);
    for (int round = 0; round < 3000; ++round) {
        MatchOrderLine line = orderLine(QStringLiteral("1 PCE @ 1 EUR"));
        line.price.amount = Decimal(random.bounded(1, 1'000'000), random.bounded(5));
        line.price.perQuantity = Decimal(random.bounded(1, 1000), 0);
        MatchInput input{{line}, {}, {}};
        for (int part = random.bounded(1, 6); part > 0; --part) {
            const Decimal quantity(random.bounded(1, 100'000), random.bounded(4));
            input.receipts.append({key, quantity, {}});
            input.invoiceLines.append({key,
                                       QString::number(part),
                                       {},
                                       today,
                                       quantity,
                                       QStringLiteral("PCE"),
                                       line.price,
                                       QStringLiteral("EUR"),
                                       {}});
        }
        const QList<Finding> findings = matchThreeWay(input, exact(), today).findings;
        QVERIFY2(findings.isEmpty(), qPrintable(shortForm(findings)));
    }
}

void TestMatchingStory::findsWhatWasPlantedAndNothingElse()
{
    QRandomGenerator random(8);
    MatchInput input;
    QSet<QString> planted;
    for (int number = 0; number < 2000; ++number) {
        MatchOrderLine line = orderLine(QStringLiteral("1 PCE @ 1 EUR"));
        line.key.order = QString::number(1'100'000 + number);
        line.ordered = Decimal(random.bounded(100, 1000), 0);
        line.price.amount = Decimal(random.bounded(100, 100'000), 2);
        MatchInvoiceLine bill{line.key,           QStringLiteral("A"),   {},
                              today.addDays(-30), line.ordered,          QStringLiteral("PCE"),
                              line.price,         QStringLiteral("EUR"), {}};
        const auto plant = [&](FindingKind kind, const QString &place = {}) {
            planted.insert(QStringList{wordOf(kind), line.key.toString(), place}.join(u'|'));
        };
        bool isReceived = true;
        switch (random.bounded(20)) {
        case 0: // 4 % dearer, beyond the 1 %
            bill.price.amount = bill.price.amount * Decimal(104, 2);
            plant(FindingKind::PriceVariance, QStringLiteral("A"));
            break;
        case 1: // 0.5 % dearer: within
            bill.price.amount = bill.price.amount * Decimal(1005, 3);
            break;
        case 2:
            bill.quantity = bill.quantity * Decimal(11, 1);
            plant(FindingKind::QuantityMismatch);
            break;
        case 3:
            isReceived = false;
            plant(FindingKind::MissingReceipt);
            break;
        default:
            break;
        }
        if (isReceived)
            input.receipts.append({line.key, line.ordered, {}});
        input.orderLines.append(line);
        input.invoiceLines.append(bill);
    }
    QSet<QString> found;
    const MatchResult result = matchThreeWay(input, ToleranceTable(), today);
    for (const Finding &finding : result.findings)
        found.insert(finding.id);
    QVERIFY(planted.size() > 200);
    QVERIFY(found == planted);
}

QTEST_GUILESS_MAIN(TestMatchingStory)
#include "tst_matchingstory.moc"
