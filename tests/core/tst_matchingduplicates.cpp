// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/duplicates.h"

#include <QElapsedTimer>
#include <QTest>

using namespace ledgercast;

namespace {

/// "88213 2026-11-02 1250.00 EUR N1001 100": number, date, amount, currency, supplier and company; the last three may
/// be left out. Blanks in numbers are written as _.
InvoiceHead invoice(const QString &text, int place)
{
    const QStringList parts = text.trimmed().split(u' ');
    InvoiceHead head;
    head.key = QStringLiteral("k%1").arg(place);
    head.number = QString(parts.value(0)).replace(u'_', u' ');
    head.date = QDate::fromString(parts.value(1), Qt::ISODate);
    head.amount = {Decimal::parse(parts.value(2)).value_or(Decimal()), parts.value(3, QStringLiteral("EUR"))};
    head.supplier = parts.value(4, QStringLiteral("N1001"));
    head.company = parts.value(5, QStringLiteral("100"));
    return head;
}

QList<InvoiceHead> invoices(const QString &text)
{
    QList<InvoiceHead> heads;
    const QStringList parts = text.split(u';');
    for (const QString &part : parts)
        heads.append(invoice(part, static_cast<int>(heads.size())));
    return heads;
}

} // namespace

class TestMatchingDuplicates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comparesNumbersAsPeopleDo_data();
    void comparesNumbersAsPeopleDo();
    void findsTheSameBill_data();
    void findsTheSameBill();
    void takesTheSameDayWhereAskedTo();
    void saysWhyInWords();
    void isTheSameInAnyOrder();
    void isQuickWithManyEqualAmounts();
};

void TestMatchingDuplicates::comparesNumbersAsPeopleDo_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("normalised");
    const auto row = [](const char *written, const char *normalised) {
        QTest::newRow(*written ? written : "empty") << QString::fromUtf8(written) << QString::fromUtf8(normalised);
    };
    row("88213", "88213");
    row("0088213", "88213");
    row("re 0088213/a", "RE88213A");
    row("RE-88213A", "RE88213A");
    row("2026-0012", "202612");
    row("000", "0");
    row("8-0-1", "801");
    row("８８２１３", "88213"); // full width
    row("--", "");
    row("", "");
    row("Rechnung Nr. 0012", "RECHNUNGNR12");
}

void TestMatchingDuplicates::comparesNumbersAsPeopleDo()
{
    QFETCH(QString, written);
    QFETCH(QString, normalised);
    QCOMPARE(normalisedInvoiceNumber(written), normalised);
}

void TestMatchingDuplicates::findsTheSameBill_data()
{
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("found"); ///< later<earlier rule
    const auto row = [](const char *name, const char *given, const char *found = "") {
        QTest::newRow(name) << QString::fromLatin1(given) << QString::fromLatin1(found);
    };
    row("the same number", "88213 2026-11-02 1250; 88213 2026-11-09 1250", "k1<k0 same_number");
    row("written otherwise", "RE-88213 2026-11-02 1250; re_0088213 2026-11-09 1250.00", "k1<k0 same_number");
    row("zeros behind a hyphen", "1-005 2026-11-02 1250; 1005 2026-11-09 1250", "k1<k0 same_number");
    row("a letter added to get it in", "88213 2026-11-02 1250; 88213A 2026-11-09 1250", "k1<k0 like_number");
    row("a prefix", "INV88213 2026-11-02 1250; 88213 2026-11-09 1250", "k1<k0 like_number");
    row("the year", "2026-88213 2026-11-02 1250; 88213 2026-11-09 1250", "k1<k0 like_number");
    row("too little in common", "A12 2026-11-02 1250; B12 2026-11-09 1250");
    row("the next number", "88213 2026-11-02 1250; 88214 2026-11-02 1250"); // two equal orders
    row("other amounts", "88213 2026-11-02 1250; 88213 2026-11-09 1250.01");
    row("other currencies", "88213 2026-11-02 1250 EUR; 88213 2026-11-09 1250 USD");
    row("other suppliers", "88213 2026-11-02 1250 EUR N1001; 88213 2026-11-09 1250 EUR N1002");
    row("other companies", "88213 2026-11-02 1250 EUR N1001 100; 88213 2026-11-09 1250 EUR N1001 200");
    row("sixty days apart", "88213 2026-11-02 1250; 88213 2027-01-01 1250", "k1<k0 same_number"); // 28 + 31 + 1
    row("sixty-one", "88213 2026-11-02 1250; 88213 2027-01-02 1250");
    row("numbers that start anew each year", "2025-0012 2025-01-20 900; 2026-0012 2026-01-20 900");
    row("three of them, each once", "88213 2026-11-02 1250; 88213 2026-11-09 1250; 88213 2026-11-12 1250",
        "k1<k0 same_number; k2<k1 same_number");
    row("the most alike, not the nearest", "88213 2026-11-02 1250; 88213B 2026-11-09 1250; 88213 2026-11-12 1250",
        "k1<k0 like_number; k2<k0 same_number");
    row("the earlier one is found though given later", "88213 2026-11-09 1250; 88213 2026-11-02 1250",
        "k0<k1 same_number");
    row("a credit note is no duplicate", "88213 2026-11-02 1250; 88213 2026-11-09 -1250");
    row("billed, taken back, billed again", "88213 2026-11-02 1250; G1 2026-11-05 -1250; 88213A 2026-11-06 1250");
    row("taken back after the second", "88213 2026-11-02 1250; 88213A 2026-11-06 1250; G1 2026-11-08 -1250");
    row("a credit note from before takes nothing back",
        "G1 2026-11-01 -1250; 88213 2026-11-02 1250; 88213 2026-11-06 1250", "k2<k1 same_number");
    row("no date", "88213 x 1250; 88213 2026-11-09 1250");
    row("no amount", "88213 2026-11-02 0; 88213 2026-11-09 0");
    row("no numbers", "-- 2026-11-02 1250; -- 2026-11-09 1250");
}

void TestMatchingDuplicates::findsTheSameBill()
{
    QFETCH(QString, given);
    QFETCH(QString, found);
    QStringList words;
    const QList<Finding> findings = likelyDuplicates(invoices(given));
    for (const Finding &finding : findings) {
        const QStringList id = finding.id.split(u'|');
        QCOMPARE(id.at(0), QStringLiteral("likely_duplicate"));
        QCOMPARE(finding.subject, id.at(1));
        words << id.at(1) + u'<' + id.at(2) + u' ' + finding.rule.section(u'/', 1);
        QVERIFY(findingFromJson(toJson(finding)) == finding);
    }
    QCOMPARE(words.join(QStringLiteral("; ")), found);
}

void TestMatchingDuplicates::takesTheSameDayWhereAskedTo()
{
    const QList<InvoiceHead> given =
        invoices(QStringLiteral("88213 2026-11-02 1250; 90001 2026-11-02 1250; 90500 2026-11-03 1250"));
    QVERIFY(likelyDuplicates(given).isEmpty());
    const QList<Finding> findings = likelyDuplicates(given, {60, true});
    QCOMPARE(findings.size(), 1);
    QCOMPARE(findings.first().rule, QStringLiteral("likely_duplicate/same_day"));
}

void TestMatchingDuplicates::saysWhyInWords()
{
    const Finding finding =
        likelyDuplicates(invoices(QStringLiteral("88213 2026-11-02 1250; 88213-A 2026-11-09 1250"))).value(0);
    QCOMPARE(finding.sentence,
             QStringLiteral("Invoice 88213-A of 2026-11-09 looks like invoice 88213 of 2026-11-02: the same supplier, "
                            "1250.00 EUR on both, and a number that differs only in a prefix, a suffix or the year."));
    QCOMPARE(finding.nextStep, QStringLiteral("Compare the two documents before this one is paid; if it is the same "
                                              "bill, have one of them reversed."));
    QCOMPARE(finding.actual, QStringLiteral("88213 of 2026-11-02 and 88213-A of 2026-11-09"));
    QCOMPARE(finding.tolerance, QStringLiteral("days between the invoices: 60"));
}

void TestMatchingDuplicates::isTheSameInAnyOrder()
{
    QList<InvoiceHead> given = invoices(QStringLiteral(
        "88213 2026-11-02 1250; 88213 2026-11-02 1250; G 2026-11-03 -1250; 88213X 2026-11-04 1250; 7 2026-11-04 3"));
    const QList<Finding> expected = likelyDuplicates(given);
    QCOMPARE(expected.size(), 1);
    for (int turn = 0; turn < given.size(); ++turn) {
        given.append(given.takeFirst());
        QVERIFY(likelyDuplicates(given) == expected);
    }
}

void TestMatchingDuplicates::isQuickWithManyEqualAmounts()
{
    QList<InvoiceHead> given;
    for (int number = 0; number < 5000; ++number) { // one supplier, the same amount every day for years
        InvoiceHead head = invoice(QStringLiteral("%1 2010-01-01 99").arg(100'000 + number), number);
        head.date = head.date.addDays(number);
        given.append(head);
    }
    QElapsedTimer timer;
    timer.start();
    QVERIFY(likelyDuplicates(given).isEmpty());
    qInfo("%lld ms for 5,000 invoices of one amount", timer.elapsed());
    QVERIFY(timer.elapsed() < 10'000);
}

QTEST_GUILESS_MAIN(TestMatchingDuplicates)
#include "tst_matchingduplicates.moc"
