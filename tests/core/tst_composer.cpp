// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/recordtype.h"
#include "core/message/composer.h"
#include "core/message/digestcomposer.h"
#include "tests/core/nastytext.h"
#include "tests/support/slackvalidator.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringDecoder>
#include <QTest>

using namespace ledgercast;

namespace {

Composer builtIn()
{
    auto composer = Composer::builtIn();
    if (!composer)
        qFatal("%s", qPrintable(composer.error().message));
    return std::move(*composer);
}

Money euros(qint64 cents)
{
    return {Decimal(cents, 2), u"EUR"_qs};
}

Change invoice()
{
    Change change;
    Document &document = change.document;
    document.tenant = u"ACME_PRD"_qs;
    document.type = u"supplier_invoice"_qs;
    document.key = u"100/AAA/N1001/N1001/88213/2026"_qs;
    document.company = u"100"_qs;
    document.division = u"AAA"_qs;
    document.number = u"88213"_qs;
    document.partyId = u"N1001"_qs;
    document.partyName = u"Nordwind Components GmbH"_qs;
    document.amount = euros(1248000);
    document.status = u"awaiting_approval"_qs;
    document.modifiedOn = QDate(2026, 11, 23);
    document.modifiedBy = u"MLARSEN"_qs;
    document.fields = {{u"supplier"_qs, u"N1001"_qs},
                       {u"supplier_name"_qs, u"Nordwind Components GmbH"_qs},
                       {u"due_date"_qs, u"2026-12-23"_qs},
                       {u"invoice_date"_qs, u"2026-11-20"_qs},
                       {u"vat_amount"_qs, u"1992.6"_qs},
                       {u"voucher"_qs, u"30117"_qs},
                       {u"voucher_year"_qs, u"2026"_qs},
                       {u"approved"_qs, u"false"_qs},
                       {u"approver"_qs, u"CMOREAU"_qs},
                       {u"payment_terms"_qs, u"30N"_qs},
                       {u"amount"_qs, u"12480"_qs},
                       {u"currency"_qs, u"EUR"_qs},
                       {u"status"_qs, u"awaiting_approval"_qs}};
    document.costCentres = {{u"4200"_qs, euros(1048740), u"voucher"_qs}};
    change.detectedAt = toInstant(QDateTime(QDate(2026, 11, 23), QTime(13, 21, 40), Qt::UTC));
    return change;
}

Change order(int lines)
{
    Change change = invoice();
    Document &document = change.document;
    document.type = u"purchase_order"_qs;
    document.number = u"1100234"_qs;
    document.amount = Money{Decimal(2131800, 2), u"USD"_qs};
    document.status = u"partly_received"_qs;
    document.fields = {{u"buyer"_qs, u"CMOREAU"_qs}, {u"delivery_date"_qs, u"2026-12-01"_qs}};
    document.costCentres.clear();
    for (int i = 1; i <= lines; ++i)
        document.lines.append({{u"line"_qs, QString::number(i * 10)},
                               {u"item"_qs, u"FX_2210"_qs},
                               {u"description"_qs, u"Flange bolt M12"_qs},
                               {u"ordered"_qs, u"100"_qs},
                               {u"unit"_qs, u"PCS"_qs},
                               {u"price"_qs, u"0.0125"_qs},
                               {u"amount"_qs, u"1.25"_qs}});
    return change;
}

ComposeContext context()
{
    ComposeContext context;
    context.mention = u"S012PROC"_qs;
    context.costCentres = {u"4200"_qs};
    context.costCentreNames = {{u"4200"_qs, u"IT Services"_qs}, {u"5100"_qs, u"Plant Lyon"_qs}};
    return context;
}

QJsonObject parsed(const Message &message)
{
    return QJsonDocument::fromJson(message.json).object();
}

QJsonArray blocksOf(const Message &message)
{
    return parsed(message)[u"blocks"].toArray();
}

/// Label to value of all fields.
QMap<QString, QString> fieldsOf(const Message &message)
{
    QMap<QString, QString> fields;
    const QJsonArray blocks = blocksOf(message);
    for (const QJsonValue &block : blocks) {
        const QJsonArray columns = block[u"fields"].toArray();
        for (const QJsonValue &column : columns) {
            const QString text = column[u"text"].toString();
            fields.insert(text.section(u'\n', 0, 0).remove(u'*'), text.section(u'\n', 1));
        }
    }
    return fields;
}

/// What Slack would refuse, or would act on though it is data; empty if nothing.
QString mistakeIn(const Message &message, const QString &mention)
{
    QStringList mistakes = test::mistakesIn(message.json);
    for (const QString &control : test::controlsIn(message.json)) {
        if (control != mention && !control.startsWith(u"<https://cloudsuite.example/"))
            mistakes += u"control: "_qs + control;
    }
    return mistakes.join(u'\n');
}

} // namespace

class TestComposer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aNewInvoiceLooksLikeThis();
    void theSameInputGivesTheSameBytes();
    void moneyIsWrittenAsPeopleWriteIt_data();
    void moneyIsWrittenAsPeopleWriteIt();
    void theTenantsLocaleDecidesHowNumbersLook();
    void theTimeIsTheTenants();
    void costCentresComeWithNamesAndShares();
    void anInvoiceWithoutCostCentreSaysSo();
    void onlyTheRouteMentions();
    void theLinkIsLeftOutUnlessHttps_data();
    void theLinkIsLeftOutUnlessHttps();
    void linesBecomeTheThread();
    void moreThanFortyLinesAreSummedUp();
    void withoutLinesThereIsNoDetail();
    void anUpdateNamesTheCostCentres();
    void anUpdateTellsOldAndNew();
    void fieldsWithoutLabelAreNotTold();
    void anUnknownTypeUsesTheGeneralDesign();
    void everyKnownTypeIsToldInItsOwnWords();
    void aChangedBankAccountIsAWarning();
    void anEmptyDocumentStillMakesAMessage();
    void aSupplierNameStaysData_data();
    void aSupplierNameStaysData();
    void anyInputKeepsSlacksLimits();
    void theLongestInputKeepsSlacksLimits();
};

void TestComposer::aNewInvoiceLooksLikeThis()
{
    const QByteArray golden = R"json({
      "text": "New supplier invoice SI-88213 from Nordwind Components GmbH, 12,480.00 EUR, due 23 Dec 2026 (Awaiting approval)",
      "blocks": [
        {"type": "header", "text": {"type": "plain_text", "emoji": false,
          "text": "Invoice SI-88213 from Nordwind Components GmbH"}},
        {"type": "section", "text": {"type": "mrkdwn", "verbatim": true,
          "text": "<!subteam^S012PROC> Waits for approval by CMOREAU, due 23 Dec 2026."}},
        {"type": "section", "fields": [
          {"type": "mrkdwn", "verbatim": true, "text": "*Supplier*\nNordwind Components GmbH"},
          {"type": "mrkdwn", "verbatim": true, "text": "*Amount*\n12,480.00 EUR (VAT 1,992.60 EUR)"},
          {"type": "mrkdwn", "verbatim": true, "text": "*Cost centre*\n4200 IT Services"},
          {"type": "mrkdwn", "verbatim": true, "text": "*Due date*\n23 Dec 2026"},
          {"type": "mrkdwn", "verbatim": true, "text": "*Invoice date*\n20 Nov 2026"},
          {"type": "mrkdwn", "verbatim": true, "text": "*Status*\nAwaiting approval"},
          {"type": "mrkdwn", "verbatim": true, "text": "*Voucher*\n30117 (2026)"},
          {"type": "mrkdwn", "verbatim": true, "text": "*Payment terms*\n30N"}]},
        {"type": "context", "elements": [{"type": "mrkdwn", "verbatim": true,
          "text": "ACME_PRD · company 100/AAA · read 23 Nov 2026 13:21 UTC · changed 23 Nov 2026 by MLARSEN"}]}
      ]})json";
    const QJsonObject expected = QJsonDocument::fromJson(golden).object();
    QVERIFY(!expected.isEmpty());
    const Message message = builtIn().compose(invoice(), context());
    const QByteArray wanted = QJsonDocument(expected).toJson(QJsonDocument::Compact);
    QCOMPARE(QString::fromUtf8(message.json), QString::fromUtf8(wanted));
}

void TestComposer::theSameInputGivesTheSameBytes()
{
    const Composer one = builtIn();
    const Composer other = builtIn();
    for (const Change &change : {invoice(), order(3)}) {
        QCOMPARE(one.compose(change, context()), other.compose(change, context()));
        QCOMPARE(one.compose(change, context()), one.compose(change, context()));
        QCOMPARE(one.composeUpdate(change, context()), other.composeUpdate(change, context()));
    }
}

void TestComposer::moneyIsWrittenAsPeopleWriteIt_data()
{
    QTest::addColumn<QString>("amount");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<QString>("text");
    QTest::newRow("thousands") << u"1234567.5"_qs << u"EUR"_qs << u"1,234,567.50 EUR"_qs;
    QTest::newRow("yen") << u"1940000"_qs << u"JPY"_qs << u"1,940,000 JPY"_qs;
    QTest::newRow("dinar") << u"12.5"_qs << u"KWD"_qs << u"12.500 KWD"_qs;
    QTest::newRow("never rounded") << u"0.0125"_qs << u"EUR"_qs << u"0.0125 EUR"_qs;
    QTest::newRow("small") << u"0.05"_qs << u"EUR"_qs << u"0.05 EUR"_qs;
    QTest::newRow("credit") << u"-740.35"_qs << u"EUR"_qs << u"\u2212740.35 EUR"_qs;
    QTest::newRow("largest") << u"999999999999999999"_qs << u"SEK"_qs << u"999,999,999,999,999,999.00 SEK"_qs;
    QTest::newRow("unknown currency") << u"5"_qs << u"X*Y"_qs << u"5.00 X*Y"_qs;
}

void TestComposer::moneyIsWrittenAsPeopleWriteIt()
{
    QFETCH(const QString, amount);
    QFETCH(const QString, currency);
    Change change = order(0);
    change.document.amount = Money{*Decimal::parse(amount), currency};
    QTEST(fieldsOf(builtIn().compose(change, context())).value(u"Order value"_qs), "text");
}

void TestComposer::theTenantsLocaleDecidesHowNumbersLook()
{
    ComposeContext german = context();
    german.locale = QLocale(QLocale::German, QLocale::Germany);
    const auto fields = fieldsOf(builtIn().compose(invoice(), german));
    QCOMPARE(fields.value(u"Amount"_qs), u"12.480,00 EUR (VAT 1.992,60 EUR)"_qs);
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    const auto english = fieldsOf(builtIn().compose(invoice(), context()));
    QLocale::setDefault(before);
    QCOMPARE(english.value(u"Amount"_qs), u"12,480.00 EUR (VAT 1,992.60 EUR)"_qs);
}

void TestComposer::theTimeIsTheTenants()
{
    ComposeContext paris = context();
    paris.timeZone = QTimeZone("Europe/Paris");
    QVERIFY(paris.timeZone.isValid());
    const QJsonValue last = blocksOf(builtIn().compose(invoice(), paris)).last();
    QVERIFY(last[u"elements"][0][u"text"].toString().contains(u"read 23 Nov 2026 14:21 CET"));
}

void TestComposer::costCentresComeWithNamesAndShares()
{
    Change change = invoice();
    change.document.costCentres = {{u"4200"_qs, euros(800000), u"voucher"_qs},
                                   {u"5100"_qs, euros(448000), u"voucher"_qs}};
    ComposeContext both = context();
    both.costCentres.clear();
    const Composer composer = builtIn();
    QCOMPARE(fieldsOf(composer.compose(change, both)).value(u"Cost centre"_qs),
             u"4200 IT Services (8,000.00 EUR), 5100 Plant Lyon (4,480.00 EUR)"_qs);
    QCOMPARE(fieldsOf(composer.compose(change, context())).value(u"Cost centre"_qs),
             u"4200 IT Services (8,000.00 EUR)"_qs);
    change.document.costCentres.clear();
    both.costCentres.clear();
    for (int code = 1; code <= 12; ++code)
        both.costCentres << QString::number(code);
    QCOMPARE(fieldsOf(composer.compose(change, both)).value(u"Cost centre"_qs), u"1, 2, 3, 4, 5, 6, 7, 8, 4 more"_qs);
}

void TestComposer::anInvoiceWithoutCostCentreSaysSo()
{
    Change change = invoice();
    change.document.costCentres.clear();
    QCOMPARE(fieldsOf(builtIn().compose(change, {})).value(u"Cost centre"_qs), u"Unknown"_qs);
    ComposeContext unknown;
    unknown.costCentres = {u"unknown"_qs};
    QCOMPARE(fieldsOf(builtIn().compose(change, unknown)).value(u"Cost centre"_qs), u"Unknown"_qs);
}

void TestComposer::onlyTheRouteMentions()
{
    const Composer composer = builtIn();
    QCOMPARE(composer.compose(invoice(), context()).json.count("<!subteam^S012PROC>"), 1);
    QCOMPARE(composer.compose(invoice(), {}).json.count('<'), 0);
    ComposeContext wrong = context();
    wrong.mention = u"channel"_qs;
    QCOMPARE(composer.compose(invoice(), wrong).json.count('<'), 0);
    QCOMPARE(composer.composeDetail(order(2), context())->json.count('<'), 0);
    Change change = order(2);
    change.kind = ChangeKind::Updated;
    QCOMPARE(composer.composeUpdate(change, context()).json.count('<'), 0);
    change.kind = ChangeKind::StatusChanged;
    QCOMPARE(composer.composeUpdate(change, context()).json.count("<!subteam^S012PROC>"), 1);
}

void TestComposer::theLinkIsLeftOutUnlessHttps_data()
{
    QTest::addColumn<QUrl>("link");
    QTest::addColumn<QString>("text");
    QTest::newRow("https") << QUrl(u"https://cloudsuite.example/ACME?LogicalId=a&b=c|d"_qs)
                           << u"<https://cloudsuite.example/ACME?LogicalId=a&amp;b=c%7Cd|Open in CloudSuite>"_qs;
    QTest::newRow("none") << QUrl() << QString();
    QTest::newRow("http") << QUrl(u"http://cloudsuite.example/"_qs) << QString();
    QTest::newRow("script") << QUrl(u"javascript:alert(1)"_qs) << QString();
    QTest::newRow("password") << QUrl(u"https://me:secret@cloudsuite.example/"_qs) << QString();
    QTest::newRow("very long") << QUrl(u"https://cloudsuite.example/"_qs + QString(3000, u'x')) << QString();
}

void TestComposer::theLinkIsLeftOutUnlessHttps()
{
    QFETCH(const QUrl, link);
    ComposeContext linked = context();
    linked.recordLink = link;
    const QJsonArray elements = blocksOf(builtIn().compose(invoice(), linked)).last()[u"elements"].toArray();
    QTEST(elements.at(1)[u"text"].toString(), "text");
}

void TestComposer::linesBecomeTheThread()
{
    const auto detail = builtIn().composeDetail(order(2), context());
    QVERIFY(detail);
    QCOMPARE(detail->text(), u"Lines of PO 1100234"_qs);
    QCOMPARE(blocksOf(*detail).size(), 1);
    QCOMPARE(blocksOf(*detail).first()[u"text"][u"text"].toString(),
             u"*Lines of PO 1100234*\n"
             u"*10*  FX_2210 Flange bolt M12 · 100 PCS at 0.0125 USD · 1.25 USD\n"
             u"*20*  FX_2210 Flange bolt M12 · 100 PCS at 0.0125 USD · 1.25 USD"_qs);
}

void TestComposer::moreThanFortyLinesAreSummedUp()
{
    const auto detail = builtIn().composeDetail(order(100), context());
    QVERIFY(detail);
    QStringList lines;
    const QJsonArray blocks = blocksOf(*detail);
    for (const QJsonValue &block : blocks)
        lines += block[u"text"][u"text"].toString().split(u'\n');
    QCOMPARE(lines.size(), 1 + 40 + 1);
    QVERIFY2(lines.last().contains(u"60 more line"), qPrintable(lines.last()));
    QVERIFY(lines.last().endsWith(u", 75.00 USD"));
    QCOMPARE(mistakeIn(*detail, {}), QString());
}

void TestComposer::withoutLinesThereIsNoDetail()
{
    QVERIFY(!builtIn().composeDetail(invoice(), context()));
    Change centre = order(2);
    centre.document.type = u"cost_centre"_qs;
    QVERIFY(!builtIn().composeDetail(centre, context()));
}

void TestComposer::anUpdateNamesTheCostCentres()
{
    Change change = order(1);
    change.kind = ChangeKind::Updated;
    change.differences = {{u"cost_centres"_qs, u"4200"_qs, u"4200, 9999"_qs}};
    ComposeContext named = context();
    named.costCentreNames = {{u"4200"_qs, u"IT Services"_qs}};
    const QByteArray json = builtIn().composeUpdate(change, named).json;
    QVERIFY2(json.contains("4200 IT Services \u2192 4200 IT Services, 9999"), json.constData());
}

void TestComposer::anUpdateTellsOldAndNew()
{
    Change change = order(1);
    change.kind = ChangeKind::StatusChanged;
    change.version = 2;
    change.differences = {{u"status"_qs, u"ordered"_qs, u"partly_received"_qs},
                          {u"delivery_date"_qs, u"2026-11-30"_qs, u"2026-12-01"_qs},
                          {u"line 10: received"_qs, QString(), u"40"_qs},
                          {u"line 10: price"_qs, u"0.01"_qs, u"0.0125"_qs},
                          {u"amount"_qs, u"21000"_qs, u"21318"_qs}};
    const Message message = builtIn().composeUpdate(change, context());
    QCOMPARE(message.text(), u"PO 1100234 is now: Partly received"_qs);
    const QJsonArray blocks = blocksOf(message);
    QCOMPARE(blocks.at(0)[u"text"][u"text"].toString(), u"PO 1100234 is now: Partly received"_qs);
    QCOMPARE(blocks.at(2)[u"text"][u"text"].toString(), u"*Status* Ordered \u2192 Partly received\n"
                                                        u"*Delivery date* 30 Nov 2026 \u2192 1 Dec 2026\n"
                                                        u"*Line 10: Received* \u2014 \u2192 40\n"
                                                        u"*Line 10: Price* 0.01 USD \u2192 0.0125 USD\n"
                                                        u"*Amount* 21,000.00 USD \u2192 21,318.00 USD"_qs);
}

void TestComposer::fieldsWithoutLabelAreNotTold()
{
    Change change = order(1);
    change.kind = ChangeKind::Updated;
    change.differences = {{u"lowest_status"_qs, u"20"_qs, u"50"_qs}, {u"some_field"_qs, u"a"_qs, u"b"_qs}};
    const QByteArray json = builtIn().composeUpdate(change, context()).json;
    QVERIFY(!json.contains("owest"));
    QVERIFY(json.contains("*Some field* a"));
}

void TestComposer::anUnknownTypeUsesTheGeneralDesign()
{
    Change change = invoice();
    change.document.type = u"freight_bill"_qs;
    QCOMPARE(blocksOf(builtIn().compose(change, context())).first()[u"text"][u"text"].toString(),
             u"Freight bill 88213, Nordwind Components GmbH"_qs);
}

void TestComposer::everyKnownTypeIsToldInItsOwnWords()
{
    const Composer composer = builtIn();
    for (const QString &type : recordtype::known()) {
        Change change = invoice();
        change.document.type = type;
        change.document.fields.insert(u"name"_qs, u"Rhein Pumpen"_qs);
        const Message created = composer.compose(change, context());
        const QString headline = blocksOf(created).first()[u"text"][u"text"].toString();
        QVERIFY2(headline.contains(u"88213"), qPrintable(type + u": " + headline));
        QVERIFY2(!headline.contains(u"{{") && !created.text().contains(u"{{"), qPrintable(headline));
        change.kind = ChangeKind::StatusChanged;
        change.document.status = u"deleted"_qs;
        change.differences = {{u"status"_qs, u"active"_qs, u"deleted"_qs}};
        QVERIFY2(composer.composeUpdate(change, context()).json.contains("Deleted"), qPrintable(type));
    }
}

void TestComposer::aChangedBankAccountIsAWarning()
{
    Change change = invoice();
    change.document.type = u"supplier"_qs;
    change.kind = ChangeKind::Updated;
    change.differences = {{u"line 1: bank_account_mark"_qs, u"a3f1"_qs, u"99b2"_qs}};
    const QByteArray json = builtIn().composeUpdate(change, context()).json;
    QVERIFY2(json.contains("Bank details changed") && json.contains("confirm the new bank details"), json.constData());
    QVERIFY2(!json.contains("99b2"), "the mark means nothing to people");
    change.differences = {{u"payment_terms"_qs, u"30"_qs, u"60"_qs}};
    QVERIFY(!builtIn().composeUpdate(change, context()).json.contains("Bank details"));
}

void TestComposer::anEmptyDocumentStillMakesAMessage()
{
    for (const QString &type : {u"supplier_invoice"_qs, u"purchase_order"_qs, u"cost_centre"_qs, QString()}) {
        Change change;
        change.document.type = type;
        QCOMPARE(mistakeIn(builtIn().compose(change, {}), {}), QString());
        QCOMPARE(mistakeIn(builtIn().composeUpdate(change, {}), {}), QString());
    }
    MessageDesign bare;
    bare.recordType = u"*"_qs;
    const auto composer = Composer::create({bare});
    QVERIFY(composer);
    QCOMPARE(mistakeIn(composer->compose({}, {}), {}), QString());
    QCOMPARE(mistakeIn(composer->composeUpdate({}, {}), {}), QString());
}

void TestComposer::aSupplierNameStaysData_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("header");
    QTest::addColumn<QString>("field");
    QTest::newRow("channel") << u"<!channel>"_qs << u"<!channel>"_qs << u"&lt;!channel&gt;"_qs;
    QTest::newRow("formatting") << u"*bold*_x_~y~"_qs << u"*bold*_x_~y~"_qs
                                << u"\u2217bold\u2217\u02cdx\u02cd\u223cy\u223c"_qs;
    QTest::newRow("line breaks") << u"A\nB\r\n>C"_qs << u"A B >C"_qs << u"A B &gt;C"_qs;
    QTest::newRow("template") << u"{{amount}} {{{x}}}"_qs << u"{{amount}} {{{x}}}"_qs << u"{{amount}} {{{x}}}"_qs;
    QTest::newRow("half a pair") << QString(u"A" + QString(QChar(0xd83d))) << u"A\ufffd"_qs << u"A\ufffd"_qs;
    QTest::newRow("override") << u"A\u202eB"_qs << u"AB"_qs << u"AB"_qs;
    QTest::newRow("arabic") << u"\u0645\u0631"_qs << u"\u2068\u0645\u0631\u2069"_qs << u"\u2068\u0645\u0631\u2069"_qs;
    QTest::newRow("family") << u"\U0001F468\u200D\U0001F469"_qs << u"\U0001F468\u200D\U0001F469"_qs
                            << u"\U0001F468\u200D\U0001F469"_qs;
    QTest::newRow("json") << u"\"},{\\"_qs << u"\"},{\\"_qs << u"\"},{\\"_qs;
}

void TestComposer::aSupplierNameStaysData()
{
    QFETCH(const QString, name);
    QFETCH(const QString, header);
    Change change = invoice();
    change.document.partyName = name;
    const Message message = builtIn().compose(change, context());
    QCOMPARE(blocksOf(message).first()[u"text"][u"text"].toString(), QString(u"Invoice SI-88213 from " + header));
    QTEST(fieldsOf(message).value(u"Supplier"_qs), "field");
    QCOMPARE(mistakeIn(message, u"<!subteam^S012PROC>"_qs), QString());
}

void TestComposer::anyInputKeepsSlacksLimits()
{
    const Composer composer = builtIn();
    const QStringList types = recordtype::known() + QStringList{u"other"_qs};
    NastyText nasty(20261124);
    QList<DigestRow> rows;
    for (int i = 0; i < 25 * types.size(); ++i) {
        const int size = i % 5 == 0 ? 900 : 25;
        Change change = order(0);
        Document &document = change.document;
        document.type = types.at(i % types.size());
        for (QString *text : {&document.number, &document.partyName, &document.partyId, &document.company,
                              &document.division, &document.status, &document.modifiedBy, &document.tenant})
            *text = nasty.text(size);
        document.amount->currency = nasty.text(size);
        document.fields = {{u"name"_qs, nasty.text(size)},     {u"approver"_qs, nasty.text(size)},
                           {u"buyer"_qs, nasty.text(size)},    {u"due_date"_qs, nasty.text(size)},
                           {u"vat_amount"_qs, nasty.text(3)},  {nasty.text(3), nasty.text(size)},
                           {u"warehouse"_qs, nasty.text(size)}};
        for (int line = nasty.number(60); line > 0; --line)
            document.lines.append({{u"line"_qs, nasty.text(4)}, {u"description"_qs, nasty.text(size)}});
        for (int field = nasty.number(60); field > 0; --field)
            change.differences.append({nasty.text(4), nasty.text(size), nasty.text(size)});
        ComposeContext context;
        context.mention = u"U012ABC"_qs;
        context.costCentres = {nasty.text(size), nasty.text(size)};
        context.costCentreNames = {{context.costCentres.first(), nasty.text(size)}};
        context.recordLink = QUrl(u"https://cloudsuite.example/"_qs + nasty.text(20));
        const QString mention = u"<@U012ABC>"_qs;
        QCOMPARE(mistakeIn(composer.compose(change, context), mention), QString());
        QCOMPARE(mistakeIn(composer.composeUpdate(change, context), mention), QString());
        rows.append({composer.compose(change, context).text(), document.amount, 1 + nasty.number(3)});
        if (const auto detail = composer.composeDetail(change, context))
            QCOMPARE(mistakeIn(*detail, {}), QString());
    }
    const ComposedDigest digest = composeDigest(rows, u"digest"_qs, QLocale::c());
    for (const ComposedDigest::Part &part : digest.parts)
        QCOMPARE(mistakeIn(part.message, {}), QString());
}

void TestComposer::theLongestInputKeepsSlacksLimits()
{
    const QString longest(20000, u'&');
    MessageDesign design;
    design.recordType = u"*"_qs;
    for (QString *text : {&design.headline, &design.fallback, &design.text, &design.context, &design.detailTitle,
                          &design.detailLine, &design.updateHeadline, &design.updateText})
        *text = u"{{party_name}} {{description}}"_qs;
    for (int i = 0; i < 10; ++i)
        design.fields.append({longest, u"{{party_name}}"_qs, i % 3 == 0});
    const auto composer = Composer::create({design});
    QVERIFY(composer);
    Change change = order(0);
    change.document.partyName = longest;
    for (int i = 0; i < 3000; ++i) {
        change.document.lines.append({{u"description"_qs, longest}, {u"amount"_qs, u"999999999999999999"_qs}});
        change.differences.append({u"line %1: amount"_qs.arg(i), longest, longest});
    }
    QCOMPARE(mistakeIn(composer->compose(change, context()), u"<!subteam^S012PROC>"_qs), QString());
    QCOMPARE(mistakeIn(*composer->composeDetail(change, context()), {}), QString());
    QCOMPARE(mistakeIn(composer->composeUpdate(change, context()), u"<!subteam^S012PROC>"_qs), QString());
}

QTEST_GUILESS_MAIN(TestComposer)
#include "tst_composer.moc"
