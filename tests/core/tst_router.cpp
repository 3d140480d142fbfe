// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/recordtype.h"
#include "core/routing/router.h"

#include <QTest>

using namespace ledgercast;

namespace {

Route rule(const QString &channel, const QString &costCentres = {}, int priority = 10)
{
    Route route;
    route.priority = priority;
    route.name = QStringLiteral("to ") + channel;
    route.costCentres = costCentres.split(u';', Qt::SkipEmptyParts);
    route.channel = channel;
    return route;
}

Document invoice(const QString &costCentres = QStringLiteral("4100"))
{
    Document document;
    document.type = recordtype::supplierInvoice.toString();
    document.company = QStringLiteral("100");
    document.amount = Money{*Decimal::parse(u"500"), QStringLiteral("EUR")};
    const QStringList codes = costCentres.split(u';', Qt::SkipEmptyParts);
    for (const QString &code : codes)
        document.costCentres.append({code, std::nullopt, QStringLiteral("voucher")});
    return document;
}

QStringList channelsOf(const Router::Decision &decision)
{
    QStringList channels;
    for (const Router::Match &match : decision.matches)
        channels.append(match.route.channel);
    return channels;
}

} // namespace

class TestRouter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void understandsHowCostCentresAreWritten_data();
    void understandsHowCostCentresAreWritten();
    void refusesWhatNamesNoCostCentre_data();
    void refusesWhatNamesNoCostCentre();
    void takesTheFirstRuleByPriorityThenByPlace();
    void decidesForEachCostCentreByItself();
    void sendsOneMessageToAChannel();
    void routesUnknownOnlyWhereARuleSaysSo();
    void asksForRecordTypeAndCompany();
    void comparesAmountsBySizeInTheirOwnCurrency_data();
    void comparesAmountsBySizeInTheirOwnCurrency();
    void letsALaterRuleTakeWhatAnEarlierOneLeaves();
    void tellsWhatIsTooSmallFromWhatHasNoRule();
    void takesOnlyExceptionsWhereARuleNamesThem();
    void saysWhyNothingTookADocument_data();
    void saysWhyNothingTookADocument();
    void ignoresAPatternItCantRead();
    void showsWhatIsCovered();
};

void TestRouter::understandsHowCostCentresAreWritten_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("taken");
    QTest::addColumn<QString>("left");
    const auto row = [](const char *pattern, const char *taken, const char *left) {
        QTest::newRow(pattern) << QString::fromLatin1(pattern) << QString::fromLatin1(taken)
                               << QString::fromLatin1(left);
    };
    row("4100", "4100", "410;41000;4101;UNKNOWN");
    row("it-01", "IT-01;it-01", "IT-02;IT;01");
    row("4100-4199", "4100;4150;4199", "4099;4200;41500;415;A4150;UNKNOWN");
    row("4199 - 4200", "4199;4200", "4198;4201");
    row("0400-0499", "0400;0415", "400;415;00415;0500");
    row("90-110", "90;99;100;110", "89;111;0100");
    row("A10-A20", "A10;A15;A20;A20X", "A09;A21;B15");
    row("51*", "51;5100;51A", "5;5000;15;UNKNOWN");
    row("*", "4100;X;UNKNOWN", "");
    row("unknown", "UNKNOWN", "4100;UNKNOWNS");
    row("U*", "U1", "UNKNOWN;A");
    row("A-Z", "IT", "UNKNOWN;1");
}

void TestRouter::understandsHowCostCentresAreWritten()
{
    QFETCH(QString, pattern);
    QFETCH(QString, taken);
    QFETCH(QString, left);
    const auto parsed = CostCentrePattern::parse(pattern);
    QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error()));
    const QStringList takenCodes = taken.split(u';', Qt::SkipEmptyParts);
    for (const QString &code : takenCodes)
        QVERIFY2(parsed->matches(code.toUpper()), qPrintable(code));
    const QStringList leftCodes = left.split(u';', Qt::SkipEmptyParts);
    for (const QString &code : leftCodes)
        QVERIFY2(!parsed->matches(code.toUpper()), qPrintable(code));
}

void TestRouter::refusesWhatNamesNoCostCentre_data()
{
    QTest::addColumn<QString>("pattern");
    for (const char *pattern : {"", "  ", "4199-4100", "B-A", "4100-", "-4100", "4*1", "**"})
        QTest::addRow("“%s”", pattern) << QString::fromLatin1(pattern);
}

void TestRouter::refusesWhatNamesNoCostCentre()
{
    QFETCH(QString, pattern);
    const auto parsed = CostCentrePattern::parse(pattern);
    QVERIFY(!parsed);
    QVERIFY(parsed.error().endsWith(u'.') || parsed.error().endsWith(u'?'));
    QVERIFY(!parsed.error().contains(u"%1"));
}

void TestRouter::takesTheFirstRuleByPriorityThenByPlace()
{
    const Router router({rule(QStringLiteral("late"), {}, 20), rule(QStringLiteral("first"), {}, 10),
                         rule(QStringLiteral("second"), {}, 10)});
    QCOMPARE(channelsOf(router.decide(invoice())), QStringList{QStringLiteral("first")});
    QCOMPARE(router.routes().constLast().channel, QStringLiteral("late"));
}

void TestRouter::decidesForEachCostCentreByItself()
{
    const Router router({rule(QStringLiteral("it"), QStringLiteral("4100-4199"), 20),
                         rule(QStringLiteral("plant"), QStringLiteral("51*"), 10)});
    const auto decision = router.decide(invoice(QStringLiteral("4100;5100;9999;4150;9999")));
    QCOMPARE(channelsOf(decision), (QStringList{QStringLiteral("plant"), QStringLiteral("it")}));
    QCOMPARE(decision.matches.at(0).costCentres, QStringList{QStringLiteral("5100")});
    QCOMPARE(decision.matches.at(1).costCentres, (QStringList{QStringLiteral("4100"), QStringLiteral("4150")}));
    QCOMPARE(decision.unroutedCostCentres(), QStringList{QStringLiteral("9999")});
}

void TestRouter::sendsOneMessageToAChannel()
{
    const Router router({rule(QStringLiteral("fin-it"), QStringLiteral("4100"), 10),
                         rule(QStringLiteral("#Fin-IT"), QStringLiteral("4200"), 5),
                         rule(QStringLiteral("other"), QStringLiteral("4200"), 30)});
    const auto decision = router.decide(invoice(QStringLiteral("4100;4200")));
    QCOMPARE(decision.matches.size(), 1);
    QCOMPARE(decision.matches.constFirst().route.priority, 5);
    QCOMPARE(decision.matches.constFirst().costCentres, (QStringList{QStringLiteral("4200"), QStringLiteral("4100")}));
}

void TestRouter::routesUnknownOnlyWhereARuleSaysSo()
{
    const QList<Route> routes{rule(QStringLiteral("it"), QStringLiteral("4100-4199;U*"))};
    QCOMPARE(Router(routes).decide(invoice({})).unroutedCostCentres(), QStringList{QStringLiteral("unknown")});
    const Router withUnknown(routes + QList{rule(QStringLiteral("desk"), QStringLiteral("Unknown"))});
    QCOMPARE(channelsOf(withUnknown.decide(invoice({}))), QStringList{QStringLiteral("desk")});
    QCOMPARE(channelsOf(withUnknown.decide(invoice())), QStringList{QStringLiteral("it")});
    const Router everything({rule(QStringLiteral("all"))});
    QCOMPARE(channelsOf(everything.decide(invoice({}))), QStringList{QStringLiteral("all")});
}

void TestRouter::asksForRecordTypeAndCompany()
{
    Route route = rule(QStringLiteral("it"));
    route.recordTypes = {recordtype::purchaseOrder.toString(), recordtype::supplierInvoice.toString()};
    route.companies = {QStringLiteral("100"), QStringLiteral("300")};
    const Router router({route});
    Document document = invoice();
    QCOMPARE(router.decide(document).matches.size(), 1);
    document.company = QStringLiteral("200");
    QVERIFY(router.decide(document).matches.isEmpty());
    document.company = QStringLiteral("300");
    document.type = recordtype::costCentre.toString();
    QVERIFY(router.decide(document).matches.isEmpty());
}

void TestRouter::comparesAmountsBySizeInTheirOwnCurrency_data()
{
    QTest::addColumn<QString>("amount");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("below") << QStringLiteral("999.99") << false;
    QTest::newRow("equal") << QStringLiteral("1000.000") << true;
    QTest::newRow("above") << QStringLiteral("1000.01") << true;
    QTest::newRow("a large credit note") << QStringLiteral("-5000") << true;
    QTest::newRow("a small credit note") << QStringLiteral("-5") << false;
    QTest::newRow("nothing") << QStringLiteral("0") << false;
    QTest::newRow("no amount") << QString() << false;
}

void TestRouter::comparesAmountsBySizeInTheirOwnCurrency()
{
    QFETCH(QString, amount);
    QFETCH(bool, isTaken);
    Route route = rule(QStringLiteral("large"));
    route.minimumAmount = Decimal::parse(u"1000");
    Document document = invoice();
    for (const QString &currency : {QStringLiteral("EUR"), QStringLiteral("JPY")}) {
        document.amount.reset();
        if (!amount.isEmpty())
            document.amount = Money{Decimal::parse(amount).value(), currency};
        QCOMPARE(!Router({route}).decide(document).matches.isEmpty(), isTaken);
    }
}

void TestRouter::letsALaterRuleTakeWhatAnEarlierOneLeaves()
{
    Route large = rule(QStringLiteral("large"), QStringLiteral("4100"), 1);
    large.minimumAmount = Decimal::parse(u"1000");
    const Router router({large, rule(QStringLiteral("it"), QStringLiteral("4100"), 2)});
    QCOMPARE(channelsOf(router.decide(invoice())), QStringList{QStringLiteral("it")});
}

void TestRouter::tellsWhatIsTooSmallFromWhatHasNoRule()
{
    Route large = rule(QStringLiteral("large"), QStringLiteral("4100"));
    large.minimumAmount = Decimal::parse(u"1000");
    Document document = invoice();
    document.amount = Money{Decimal(999, 0), QStringLiteral("EUR")};
    document.costCentres = {{QStringLiteral("4100"), {}, {}}, {QStringLiteral("9999"), {}, {}}};
    const Router::Decision decision = Router({large}).decide(document);
    QCOMPARE(decision.belowThreshold, QStringList{QStringLiteral("4100")});
    QCOMPARE(decision.unroutedCostCentres(), QStringList{QStringLiteral("9999")});
    document.type = QStringLiteral("purchase_order");
    large.recordTypes = {QStringLiteral("supplier_invoice")};
    QVERIFY(Router({large}).decide(document).belowThreshold.isEmpty());
}

void TestRouter::takesOnlyExceptionsWhereARuleNamesThem()
{
    Route route = rule(QStringLiteral("exceptions"));
    route.exceptions = {QStringLiteral("price_variance")};
    QVERIFY(Router({route}).decide(invoice()).matches.isEmpty());
    QCOMPARE(Router({route}).decide(invoice(), QStringLiteral("price_variance")).matches.size(), 1);
    const auto other = Router({route}).decide(invoice(), QStringLiteral("missing_receipt"));
    QVERIFY(other.matches.isEmpty());
    QVERIFY(other.unrouted.constFirst().reason.contains(u"other exceptions"));
    route.exceptions = {QStringLiteral("*")};
    QVERIFY(Router({route}).decide(invoice()).matches.isEmpty());
    QCOMPARE(Router({route}).decide(invoice(), QStringLiteral("missing_receipt")).matches.size(), 1);
    // A rule without the column takes them like every other change, but for what the calendar brings to every invoice.
    const Router all({rule(QStringLiteral("all"))});
    QCOMPARE(all.decide(invoice(), QStringLiteral("price_variance")).matches.size(), 1);
    for (const char *reminder : {"due_soon", "overdue", "discount_ending"}) {
        QVERIFY(all.decide(invoice(), QString::fromLatin1(reminder)).matches.isEmpty());
        QCOMPARE(Router({route}).decide(invoice(), QString::fromLatin1(reminder)).matches.size(), 1);
    }
}

void TestRouter::saysWhyNothingTookADocument_data()
{
    QTest::addColumn<Route>("route");
    QTest::addColumn<QString>("costCentres");
    QTest::addColumn<QString>("named");
    const QString code = QStringLiteral("4100");
    const QString name = QStringLiteral("“to it”");
    Route type = rule(QStringLiteral("it"), code);
    type.recordTypes = {recordtype::purchaseOrder.toString()};
    QTest::newRow("record type") << type << code << name;
    Route company = rule(QStringLiteral("it"), code);
    company.companies = {QStringLiteral("200")};
    QTest::newRow("company") << company << code << QStringLiteral("company 100");
    Route exception = rule(QStringLiteral("it"), code);
    exception.exceptions = {QStringLiteral("x")};
    QTest::newRow("exception") << exception << code << QStringLiteral("exceptions");
    QTest::newRow("cost centre") << rule(QStringLiteral("it"), QStringLiteral("4200")) << code << code;
    QTest::newRow("unknown") << rule(QStringLiteral("it"), QStringLiteral("4200")) << QString()
                             << QStringLiteral("“unknown”");
}

void TestRouter::saysWhyNothingTookADocument()
{
    QFETCH(Route, route);
    QFETCH(QString, costCentres);
    QFETCH(QString, named);
    const auto decision = Router({route}).decide(invoice(costCentres));
    QVERIFY(decision.matches.isEmpty());
    QCOMPARE(decision.unrouted.size(), 1);
    const QString reason = decision.unrouted.constFirst().reason;
    QVERIFY2(reason.contains(named), qPrintable(reason));
    QVERIFY2(!reason.contains(u'%'), qPrintable(reason));
    QCOMPARE(Router().decide(invoice()).unrouted.constFirst().reason, QStringLiteral("There are no rules yet."));
}

void TestRouter::ignoresAPatternItCantRead()
{
    const Router router({rule(QStringLiteral("it"), QStringLiteral("4*1"))});
    QVERIFY(router.decide(invoice(QStringLiteral("4*1;4100"))).matches.isEmpty());
}

void TestRouter::showsWhatIsCovered()
{
    Route large = rule(QStringLiteral("large"), QStringLiteral("4100-4199"), 1);
    large.minimumAmount = Decimal::parse(u"1000");
    Route exceptions = rule(QStringLiteral("exceptions"), {}, 0);
    exceptions.exceptions = {QStringLiteral("x")};
    const QList<Route> routes{rule(QStringLiteral("it"), QStringLiteral("4100"), 2), large, exceptions};
    const auto covered = coverage(routes, {QStringLiteral("4100"), QStringLiteral("4150"), QStringLiteral("9999")});
    QCOMPARE(covered.size(), 3);
    QCOMPARE(covered.at(0).route.value().channel, QStringLiteral("large"));
    QVERIFY(!covered.at(0).hasGaps);
    QCOMPARE(covered.at(1).route.value().channel, QStringLiteral("large"));
    QVERIFY(covered.at(1).hasGaps);
    QVERIFY(!covered.at(2).route);
    QVERIFY(covered.at(2).hasGaps);
}

QTEST_GUILESS_MAIN(TestRouter)
#include "tst_router.moc"
