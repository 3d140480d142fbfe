// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/decimalmath.h"
#include "core/matching/tolerance.h"

#include <QTest>

using namespace ledgercast;

namespace {

QString text(const std::optional<Decimal> &number)
{
    return number ? number->toString() : QStringLiteral("none");
}

ToleranceRule rule(const char *company, const char *supplier, const char *currency, int percent)
{
    ToleranceRule rule{QString::fromLatin1(company),
                       QString::fromLatin1(supplier),
                       QString::fromLatin1(currency),
                       std::nullopt,
                       std::nullopt,
                       std::nullopt};
    rule.price = ToleranceLimit{Decimal(percent, 0), std::nullopt};
    return rule;
}

} // namespace

class TestMatchingTolerance : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesTheMostSpecificRule_data();
    void takesTheMostSpecificRule();
    void leavesWhatARuleDoesNotSayToTheNext();
    void hasSoundDefaults();
    void calculatesExactly_data();
    void calculatesExactly();
    void saysWhereNumbersDoNotFit();
};

void TestMatchingTolerance::takesTheMostSpecificRule_data()
{
    QTest::addColumn<QString>("company");
    QTest::addColumn<QString>("supplier");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<QString>("id");
    const auto row = [](const char *company, const char *supplier, const char *currency, const char *id) {
        QTest::addRow("%s %s %s", company, supplier, currency)
            << QString::fromLatin1(company) << QString::fromLatin1(supplier) << QString::fromLatin1(currency)
            << QString::fromLatin1(id);
    };
    row("100", "N1001", "EUR", "company:100,supplier:N1001");
    row("100", "n1001", "EUR", "company:100,supplier:N1001"); // suppliers without case
    row("200", "N1001", "EUR", "supplier:N1001");             // before company and currency
    row("200", "N9999", "EUR", "company:200,currency:EUR");
    row("200", "N9999", "USD", "company:200");
    row("300", "N9999", "EUR", "currency:EUR");
    row("300", "N9999", "USD", "default");
}

void TestMatchingTolerance::takesTheMostSpecificRule()
{
    QFETCH(QString, company);
    QFETCH(QString, supplier);
    QFETCH(QString, currency);
    QFETCH(QString, id);
    const ToleranceTable table({rule("", "", "", 1), rule("", "", "EUR", 2), rule("200", "", "", 3),
                                rule("200", "", "EUR", 4), rule("", "N1001", "", 5), rule("100", "N1001", "", 6),
                                rule("100", "N1001", "", 7)}); // the same again: the first counts
    const Tolerance tolerance = table.price({company, supplier, currency});
    QCOMPARE(tolerance.rule, id);
    QVERIFY(tolerance.limit.percent != Decimal(7, 0));
}

void TestMatchingTolerance::leavesWhatARuleDoesNotSayToTheNext()
{
    ToleranceRule all = rule("", "", "", 2);
    all.quantity = ToleranceLimit{Decimal(4, 0), std::nullopt};
    ToleranceRule supplier = rule("", "N1001", "", 1);
    supplier.graceDays = 10;
    const ToleranceTable table({all, supplier});
    const ToleranceTable::Scope scope{QStringLiteral("100"), QStringLiteral("N1001"), QStringLiteral("EUR")};
    QCOMPARE(table.price(scope).rule, QStringLiteral("supplier:N1001"));
    QCOMPARE(table.quantity(scope).rule, QStringLiteral("default"));
    QCOMPARE(table.quantity(scope).limit.percent.toString(), QStringLiteral("4"));
    QCOMPARE(table.grace(scope).days, 10);
}

void TestMatchingTolerance::hasSoundDefaults()
{
    const ToleranceTable table;
    QCOMPARE(table.price({}).limit.percent.toString(), QStringLiteral("1"));
    QCOMPARE(table.quantity({}).limit.percent.toString(), QStringLiteral("1"));
    QCOMPARE(table.grace({}).days, 3);
    QCOMPARE(table.grace({}).rule, QStringLiteral("default"));
}

void TestMatchingTolerance::calculatesExactly_data()
{
    QTest::addColumn<QString>("a");
    QTest::addColumn<QString>("b");
    QTest::addColumn<QString>("sum");
    QTest::addColumn<QString>("product");
    QTest::addColumn<QString>("quotient");
    const auto row = [](const char *a, const char *b, const char *sum, const char *product, const char *quotient) {
        QTest::addRow("%s and %s", a, b) << QString::fromLatin1(a) << QString::fromLatin1(b) << QString::fromLatin1(sum)
                                         << QString::fromLatin1(product) << QString::fromLatin1(quotient);
    };
    row("7", "2", "9", "14", "3.5");
    row("10", "3", "13", "30", "3.333333333");
    row("-20", "3", "-17", "-60", "-6.666666667"); // half away from zero
    row("1", "-8", "-7", "-8", "-0.125");
    row("0.000000001", "0.5", "0.500000001", "0.000000001", "0.000000002"); // 0.5e-9 rounds up
    row("0", "5", "5", "0", "0");
    row("5", "0", "5", "0", "none");
    row("123456789.123456789", "1", "123456790.123456789", "123456789.123456789", "123456789.123456789");
    // 100,000 × 1,000,000.0000: M3 sends its zeros; 1e11 has no room for more than seven decimals, and needs none.
    row("100000.000000", "1000000.0000", "1100000", "100000000000", "0.1");
    row("999999999999999999", "1", "none", "999999999999999999", "999999999999999999");
    row("999999999999999999", "-1", "999999999999999998", "-999999999999999999", "-999999999999999999");
    row("999999999999999999", "10", "none", "none", "99999999999999999.9");
    row("999999999", "0.000000001", "999999999.000000001", "0.999999999", "999999999000000000");
}

void TestMatchingTolerance::calculatesExactly()
{
    QFETCH(QString, a);
    QFETCH(QString, b);
    QFETCH(QString, sum);
    QFETCH(QString, product);
    QFETCH(QString, quotient);
    const Decimal left = *Decimal::parse(a);
    const Decimal right = *Decimal::parse(b);
    QCOMPARE(text(sumOf(left, right)), sum);
    QCOMPARE(text(productOf(left, right)), product);
    QCOMPARE(text(quotientOf(left, right)), quotient);
}

void TestMatchingTolerance::saysWhereNumbersDoNotFit()
{
    const Decimal large(999'999'999'999'999'999, 0);
    QVERIFY(!measure(large.negated(), large, {}, std::nullopt));
    QVERIFY(!measure(large, Decimal(1, 0), {}, std::nullopt));
    const auto nothing = measure(Decimal(), Decimal(), {}, std::nullopt);
    QVERIFY(nothing && nothing->isWithin && !nothing->percent);
}

QTEST_GUILESS_MAIN(TestMatchingTolerance)
#include "tst_matchingtolerance.moc"
