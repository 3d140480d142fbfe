// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/delivery.h"
#include "core/domain/document.h"
#include "core/domain/recordtype.h"
#include "core/store/entry.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <functional>

using namespace ledgercast;

class ValuesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDecimalIsReadAndWritten_data();
    void aDecimalIsReadAndWritten();
    void whatIsNoDecimalIsRefused_data();
    void whatIsNoDecimalIsRefused();
    void decimalsAreRounded_data();
    void decimalsAreRounded();
    void decimalsAreAddedAndMultiplied_data();
    void decimalsAreAddedAndMultiplied();
    void decimalsAreComparedByValue();
    void currenciesHaveTheirDecimals();
    void amountsAreOrderedWithoutOverflow();
    void aDocumentSurvivesItsJson();
    void theJsonIsCanonical_data();
    void theJsonIsCanonical();
    void whatIsNoDocumentIsRefused();
    void theFingerprintSeesWhatMatters_data();
    void theFingerprintSeesWhatMatters();
    void everyStateHasAWord();
    void labelsAreReadAsTheyAreWritten_data();
    void labelsAreReadAsTheyAreWritten();
};

void ValuesTest::aDecimalIsReadAndWritten_data()
{
    QTest::addColumn<QString>("canonical");
    const auto row = [](const char *text, const char *canonical) {
        QTest::newRow(text) << QString::fromLatin1(canonical);
    };
    row("0", "0");
    row("-0", "0");
    row("1234.50", "1234.5");
    row("5-", "-5");
    row("-5.00", "-5");
    row("+3", "3");
    row(".5", "0.5");
    row("5.", "5");
    row("  12  ", "12");
    row("0000000000000000000000012", "12");
    row("0.123456789", "0.123456789");
    row("0.1234567890000", "0.123456789");
    row("999999999999999999", "999999999999999999");
    row("-999999999.999999999", "-999999999.999999999");
}

void ValuesTest::aDecimalIsReadAndWritten()
{
    QFETCH(const QString, canonical);
    const auto decimal = Decimal::parse(QString::fromLatin1(QTest::currentDataTag()));
    QVERIFY(decimal);
    QCOMPARE(decimal->toString(), canonical);
    QVERIFY(*Decimal::parse(canonical) == *decimal);
}

void ValuesTest::whatIsNoDecimalIsRefused_data()
{
    QTest::addColumn<int>("unused");
    for (const char *text : {"", " ", ".", "-", "1,000", "1e3", "12a", "--1", "-1-", "1.2.3", "1 2", "0x10", "nan",
                             "1000000000000000000", "0.1234567891", "\u0661"})
        QTest::newRow(text) << 0;
}

void ValuesTest::whatIsNoDecimalIsRefused()
{
    QVERIFY(!Decimal::parse(QString::fromUtf8(QTest::currentDataTag())));
}

void ValuesTest::decimalsAreRounded_data()
{
    QTest::addColumn<int>("decimals");
    QTest::addColumn<QString>("fixed");
    QTest::newRow("1.005") << 2 << QStringLiteral("1.01");
    QTest::newRow("-1.005") << 2 << QStringLiteral("-1.01");
    QTest::newRow("1.0049") << 2 << QStringLiteral("1.00");
    QTest::newRow("-0.004") << 2 << QStringLiteral("0.00");
    QTest::newRow("0.5") << 0 << QStringLiteral("1");
    QTest::newRow("12") << 3 << QStringLiteral("12.000");
    QTest::newRow("0.07") << 1 << QStringLiteral("0.1");
}

void ValuesTest::decimalsAreRounded()
{
    QFETCH(const int, decimals);
    QTEST(Decimal::parse(QString::fromLatin1(QTest::currentDataTag()))->toFixed(decimals), "fixed");
}

void ValuesTest::decimalsAreAddedAndMultiplied_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QString>("sum");
    QTest::addColumn<QString>("product");
    const auto row = [](const char *left, const char *right, const char *sum, const char *product) {
        QTest::addRow("%s and %s", left, right) << QString::fromLatin1(left) << QString::fromLatin1(right)
                                                << QString::fromLatin1(sum) << QString::fromLatin1(product);
    };
    row("0.1", "0.2", "0.3", "0.02");
    row("-1.50", "1.5", "0", "-2.25");
    row("0.000000001", "0.5", "0.500000001", "0.000000001"); // rounded half away from zero
    row("12.345678901", "1000000", "1000012.345678901", "12345678.901");
    row("999999999999999.99", "0.005", "999999999999999.995", "4999999999999.99995");
    row("99999999999999999.9", "0.000000001", "99999999999999999.9", "100000000");
    row("999999999999999999", "1", "999999999999999999", "999999999999999999"); // the largest there is
    row("-999999999999999999", "10", "-999999999999999989", "-999999999999999999");
}

void ValuesTest::decimalsAreAddedAndMultiplied()
{
    QFETCH(const QString, left);
    QFETCH(const QString, right);
    const Decimal a = *Decimal::parse(left);
    const Decimal b = *Decimal::parse(right);
    QTEST((a + b).toString(), "sum");
    QTEST((b + a).toString(), "sum");
    QTEST((a * b).toString(), "product");
    QCOMPARE((a - a).toString(), QStringLiteral("0"));
}

void ValuesTest::decimalsAreComparedByValue()
{
    QVERIFY(Decimal(150, 2) == Decimal(15, 1));
    QVERIFY(Decimal(-2, 0) < Decimal(-1999, 3));
    QVERIFY(Decimal(999'999'999'999'999'999, 0) > Decimal(999'999'999'999'999'999, 9));
    QVERIFY(Decimal(-5, 1).abs() == Decimal(5, 1));
}

void ValuesTest::currenciesHaveTheirDecimals()
{
    QCOMPARE(currencyDecimals(u"EUR"), 2);
    QCOMPARE(currencyDecimals(u"JPY"), 0);
    QCOMPARE(currencyDecimals(u"KWD"), 3);
    QCOMPARE(currencyDecimals(u""), 2);
}

void ValuesTest::amountsAreOrderedWithoutOverflow()
{
    QCOMPARE(amountOrder(*Decimal::parse(u"-12.5")), 125'000);
    QCOMPARE(amountOrder(*Decimal::parse(u"0.00005")), 1);
    QVERIFY(amountOrder(*Decimal::parse(u"99999999999999")) > amountOrder(*Decimal::parse(u"99999999999998")));
    QCOMPARE(amountOrder(*Decimal::parse(u"999999999999999999")), std::numeric_limits<qint64>::max());
}

namespace {

Document invoice()
{
    Document document;
    document.tenant = QStringLiteral("ACME_TST");
    document.type = QStringLiteral("supplier_invoice");
    document.key = QStringLiteral("100/1");
    document.company = QStringLiteral("100");
    document.division = QStringLiteral("AAA");
    document.number = QStringLiteral("1");
    document.partyId = QStringLiteral("N1");
    document.partyName = QStringLiteral("Müller \"&\" Söhne");
    document.amount = Money{Decimal(100, 2), QStringLiteral("EUR")};
    document.status = QStringLiteral("approved");
    document.fields = {{QStringLiteral("a"), QStringLiteral("1")}};
    document.lines = {{{QStringLiteral("line"), QStringLiteral("10")}}};
    document.costCentres = {
        {QStringLiteral("4100"), Money{Decimal(5, 1), QStringLiteral("EUR")}, QStringLiteral("voucher")},
        {QStringLiteral("4200"), std::nullopt, QStringLiteral("mapping")}};
    return document;
}

} // namespace

void ValuesTest::aDocumentSurvivesItsJson()
{
    const Document document = invoice();
    const auto read = Document::fromJson(document.toJson());
    QVERIFY(read);
    QCOMPARE(read->toJson(), document.toJson());
    QCOMPARE(read->partyName, document.partyName);
    QCOMPARE(read->amount, document.amount);
    QCOMPARE(read->costCentres, document.costCentres);
    QCOMPARE(read->fingerprint(), document.fingerprint());
    QVERIFY(!Document::fromJson(Document{}.toJson())->amount);
}

void ValuesTest::theJsonIsCanonical_data()
{
    QTest::addColumn<Document>("document");
    QTest::newRow("empty") << Document{};
    QTest::newRow("full") << invoice();
    Document nasty;
    nasty.partyName = QStringLiteral("\"\\/\b\f\n\r\t\u0001\u001f\u007f\u0080 ü € \u2028 😀 </script>");
    nasty.number = QString(QChar(0xd800)) + QStringLiteral("half a pair") + QChar(0xdc00);
    nasty.fields = {{nasty.partyName, nasty.partyName}, {QString(), QString()}};
    nasty.lines = {Fields{}, nasty.fields};
    QTest::newRow("nasty") << nasty;
}

void ValuesTest::theJsonIsCanonical()
{
    QFETCH(const Document, document);
    const QByteArray json = document.toJson();
    QJsonParseError error;
    const QJsonDocument parsed = QJsonDocument::fromJson(json, &error);
    QCOMPARE(error.error, QJsonParseError::NoError);
    QCOMPARE(json, parsed.toJson(QJsonDocument::Compact));
    QCOMPARE(parsed.object().size(), document.amount ? 13 : 12);
}

void ValuesTest::whatIsNoDocumentIsRefused()
{
    for (const char *json : {"", "[]", "null", "{\"number\":", "text"})
        QVERIFY2(!Document::fromJson(json), json);
}

void ValuesTest::theFingerprintSeesWhatMatters_data()
{
    using Change = std::function<void(Document &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<bool>("isSeen");
    const auto row = [](const char *name, bool isSeen, const Change &change) {
        QTest::newRow(name) << change << isSeen;
    };
    row("nothing", false, [](Document &) {});
    row("the raw record", false, [](Document &document) { document.source = "x"; });
    row("the day", false, [](Document &document) { document.modifiedOn = QDate(2026, 1, 1); });
    row("the person", false, [](Document &document) { document.modifiedBy = QStringLiteral("x"); });
    row("zeros behind the point", false, [](Document &document) { document.amount->amount = Decimal(1, 0); });
    row("amount", true, [](Document &document) { document.amount->amount = Decimal(101, 2); });
    row("currency", true, [](Document &document) { document.amount->currency = QStringLiteral("USD"); });
    row("no amount", true, [](Document &document) { document.amount.reset(); });
    row("status", true, [](Document &document) { document.status = QStringLiteral("paid"); });
    row("a field", true, [](Document &document) { document.fields[QStringLiteral("a")] = QStringLiteral("2"); });
    row("an empty field", true, [](Document &document) { document.fields.insert(QStringLiteral("b"), QString()); });
    row("a line", true, [](Document &document) { document.lines.append(Fields{}); });
    row("a cost centre", true, [](Document &document) { document.costCentres.removeLast(); });
    row("its share", true, [](Document &document) { document.costCentres.last().amount = document.amount; });
    row("the supplier's name", true, [](Document &document) { document.partyName += u'.'; });
    row("the tenant", true, [](Document &document) { document.tenant = QStringLiteral("ACME_PRD"); });
}

void ValuesTest::theFingerprintSeesWhatMatters()
{
    QFETCH(const std::function<void(Document &)>, change);
    QFETCH(const bool, isSeen);
    Document document = invoice();
    change(document);
    QCOMPARE(document.fingerprint() != invoice().fingerprint(), isSeen);
    QCOMPARE(document.fingerprint().size(), 32);
}

void ValuesTest::everyStateHasAWord()
{
    for (int state = 0; state <= static_cast<int>(DeliveryState::Dismissed); ++state)
        QCOMPARE(deliveryStateFromWord(toWord(DeliveryState(state))), DeliveryState(state));
    for (int state = 0; state <= static_cast<int>(EntryState::Skipped); ++state)
        QCOMPARE(entryStateFromWord(toWord(EntryState(state))), EntryState(state));
    for (int kind = 0; kind <= static_cast<int>(ChangeKind::ExceptionCleared); ++kind)
        QCOMPARE(changeKindFromWord(toWord(ChangeKind(kind))), ChangeKind(kind));
    for (int role = 0; role <= static_cast<int>(DeliveryRole::Update); ++role)
        QCOMPARE(deliveryRoleFromWord(toWord(DeliveryRole(role))), DeliveryRole(role));
    QVERIFY(!deliveryStateFromWord(u"Posted"));
    QVERIFY(!entryStateFromWord(u""));
}

void ValuesTest::labelsAreReadAsTheyAreWritten_data()
{
    QTest::addColumn<QStringList>("types");
    QTest::addColumn<QString>("number");
    QTest::newRow("SI-88213") << QStringList{QStringLiteral("supplier_invoice"), recordtype::pendingInvoice.toString()}
                              << QStringLiteral("88213");
    QTest::newRow("po 1100234") << QStringList{QStringLiteral("purchase_order")} << QStringLiteral("1100234");
    QTest::newRow("Cost centre 4200") << QStringList{QStringLiteral("cost_centre")} << QStringLiteral("4200");
    QTest::newRow("PO") << QStringList() << QStringLiteral("PO");
    QTest::newRow("Po Valley") << QStringList() << QStringLiteral("Po Valley");
    QTest::newRow("Siemens") << QStringList() << QStringLiteral("Siemens");
}

void ValuesTest::labelsAreReadAsTheyAreWritten()
{
    const recordtype::Label label = recordtype::parseLabel(QString::fromLatin1(QTest::currentDataTag()));
    QTEST(label.types, "types");
    QTEST(label.number, "number");
    QCOMPARE(recordtype::documentLabel(QStringLiteral("supplier_invoice"), QStringLiteral("SI-1")),
             QStringLiteral("SI-1"));
}

QTEST_GUILESS_MAIN(ValuesTest)
#include "tst_values.moc"
