// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/floodrules.h"
#include "core/domain/recordtype.h"
#include "core/message/composer.h"
#include "core/message/digestcomposer.h"
#include "core/message/valuenames.h"
#include "tests/support/slackvalidator.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ledgercast;
using ledgercast::test::mistakesIn;

namespace {

/// What a record of every kind may hold, under the names of its fields: the values of one day at Acme.
const Fields &sampleValues()
{
    static const Fields values{
        {u"account"_qs, u"6540"_qs},
        {u"account_group"_qs, u"65 Office"_qs},
        {u"accounting_date"_qs, u"2026-11-20"_qs},
        {u"amount"_qs, u"12480.00"_qs},
        {u"approval_limit"_qs, u"50000.00"_qs},
        {u"approver"_qs, u"CMOREAU"_qs},
        {u"approver_name"_qs, u"Claire Moreau"_qs},
        {u"approves_by_workflow"_qs, u"true"_qs},
        {u"authority_group"_qs, u"AP2"_qs},
        {u"bank"_qs, u"01"_qs},
        {u"bank_account"_qs, u"•••• 3000"_qs},
        {u"bank_currency"_qs, u"EUR"_qs},
        {u"bank_name"_qs, u"Sparkasse Köln"_qs},
        {u"buyer"_qs, u"CMOREAU"_qs},
        {u"cost_centre"_qs, u"4200"_qs},
        {u"country"_qs, u"DE"_qs},
        {u"country_name"_qs, u"Germany"_qs},
        {u"credit_limit"_qs, u"25000.00"_qs},
        {u"currency"_qs, u"EUR"_qs},
        {u"delivery_date"_qs, u"2026-12-01"_qs},
        {u"delivery_note"_qs, u"LS 55120"_qs},
        {u"description"_qs, u"Flange bolt M12 <A4> & nut"_qs},
        {u"dimension"_qs, u"2"_qs},
        {u"due_date"_qs, u"2026-12-23"_qs},
        {u"facility"_qs, u"A01"_qs},
        {u"invoice"_qs, u"88213"_qs},
        {u"invoice_date"_qs, u"2026-11-20"_qs},
        {u"invoice_year"_qs, u"2026"_qs},
        {u"invoiced"_qs, u"40"_qs},
        {u"item"_qs, u"FX-2210"_qs},
        {u"item_group"_qs, u"FAST"_qs},
        {u"item_type"_qs, u"100"_qs},
        {u"language"_qs, u"GB"_qs},
        {u"line"_qs, u"10"_qs},
        {u"line_kind"_qs, u"Item line"_qs},
        {u"local_currency"_qs, u"EUR"_qs},
        {u"name"_qs, u"Nordwind Components GmbH"_qs},
        {u"order"_qs, u"1100234"_qs},
        {u"order_date"_qs, u"2026-11-02"_qs},
        {u"order_line"_qs, u"10"_qs},
        {u"ordered"_qs, u"100"_qs},
        {u"paid_on"_qs, u"2026-11-23"_qs},
        {u"payment_method"_qs, u"SEPA"_qs},
        {u"payment_terms"_qs, u"30N"_qs},
        {u"payment_terms_text"_qs, u"30 days net"_qs},
        {u"period"_qs, u"2026-11"_qs},
        {u"price"_qs, u"12.5"_qs},
        {u"process_status"_qs, u"35"_qs},
        {u"purchase_order"_qs, u"1100234"_qs},
        {u"quantity"_qs, u"100"_qs},
        {u"rate"_qs, u"1.0845"_qs},
        {u"rate_type"_qs, u"1"_qs},
        {u"received"_qs, u"60"_qs},
        {u"received_by"_qs, u"JDUPONT"_qs},
        {u"received_on"_qs, u"2026-11-22"_qs},
        {u"requester"_qs, u"JDUPONT"_qs},
        {u"responsible"_qs, u"MLARSEN"_qs},
        {u"source_function"_qs, u"APS100"_qs},
        {u"supplier"_qs, u"N1001"_qs},
        {u"supplier_name"_qs, u"Nordwind Components GmbH"_qs},
        {u"text"_qs, u"Accrual of November"_qs},
        {u"town"_qs, u"Köln"_qs},
        {u"unit"_qs, u"PCS"_qs},
        {u"valid_from"_qs, u"2026-01-01"_qs},
        {u"valid_to"_qs, u"2027-12-31"_qs},
        {u"vat_amount"_qs, u"1992.60"_qs},
        {u"vat_number"_qs, u"DE811569869"_qs},
        {u"voucher"_qs, u"30117"_qs},
        {u"voucher_series"_qs, u"A"_qs},
        {u"voucher_year"_qs, u"2026"_qs},
        {u"warehouse"_qs, u"210"_qs},
    };
    return values;
}

Fields valuesOf(const QString &templates)
{
    Fields fields;
    for (const QString &name : namesIn(templates)) {
        if (sampleValues().contains(name))
            fields.insert(name, sampleValues().value(name));
    }
    return fields;
}

MessageDesign designOf(const QString &type)
{
    const auto designs = builtInMessageDesigns();
    for (const MessageDesign &design : *designs) {
        if (design.recordType == type)
            return design;
    }
    return {};
}

/// Documents that are read have a status where their messages speak of one.
QString statusOf(const QString &type)
{
    static const QMap<QStringView, QString> statuses{{recordtype::supplierInvoice, u"awaiting_approval"_qs},
                                                     {recordtype::pendingInvoice, u"matching_failed"_qs},
                                                     {recordtype::purchaseOrder, u"partly_received"_qs},
                                                     {recordtype::goodsReceipt, u"in_inspection"_qs}};
    return statuses.value(type, u"active"_qs);
}

Change sampleOf(const QString &type)
{
    const MessageDesign design = designOf(type);
    QString texts = design.headline + design.fallback + design.text + design.context + design.updateText;
    for (const DesignField &field : design.fields)
        texts += field.value;
    Change change;
    change.detectedAt = toInstant(QDateTime(QDate(2026, 11, 23), QTime(13, 21, 40), Qt::UTC));
    Document &document = change.document;
    document.tenant = u"ACME_PRD"_qs;
    document.type = type;
    document.company = u"100"_qs;
    document.division = u"AAA"_qs;
    document.number = type == recordtype::currency || type == recordtype::exchangeRate ? u"USD"_qs : u"88213"_qs;
    document.key = u"100/AAA/"_qs + document.number;
    document.partyId = u"N1001"_qs;
    document.modifiedOn = QDate(2026, 11, 23);
    document.modifiedBy = u"MLARSEN"_qs;
    document.fields = valuesOf(texts);
    const QStringList names = namesIn(texts);
    if (names.contains(u"party_name"))
        document.partyName = sampleValues().value(u"supplier_name"_qs);
    if (names.contains(u"amount"))
        document.amount = Money{Decimal(1'248'000, 2), u"EUR"_qs};
    if (names.contains(u"status")) {
        document.status = statusOf(type);
        document.fields.insert(u"status"_qs, document.status);
    }
    if (names.contains(u"cost_centre"))
        document.costCentres = {{u"4200"_qs, std::nullopt, u"voucher"_qs}};
    if (!design.detailLine.isEmpty())
        document.lines = {valuesOf(design.detailLine), valuesOf(design.detailLine)};
    return change;
}

Change changed(Change change)
{
    change.version = 2;
    if (change.document.status.isEmpty()) {
        change.kind = ChangeKind::Updated;
        change.differences = {{u"name"_qs, u"Nordwind GmbH"_qs, u"Nordwind Components GmbH"_qs},
                              {u"amount"_qs, u"12000.00"_qs, u"12480.00"_qs},
                              {u"rate"_qs, u"1.0790"_qs, u"1.0845"_qs}};
        return change;
    }
    change.kind = ChangeKind::StatusChanged;
    change.differences = {{u"status"_qs, u"new"_qs, change.document.status},
                          {u"due_date"_qs, u"2026-12-20"_qs, u"2026-12-23"_qs}};
    return change;
}

Finding findingOf(FindingKind kind)
{
    const bool isOrder = kind <= FindingKind::NotComparable;
    Finding finding;
    finding.kind = kind;
    finding.id = wordOf(kind) + u"/1100234/10";
    finding.subject = isOrder ? u"100/1100234"_qs : u"100/AAA/88213"_qs;
    finding.subjectType = (isOrder ? recordtype::purchaseOrder : recordtype::supplierInvoice).toString();
    finding.reference = isOrder ? u"PO 1100234, line 10"_qs : u"SI-88213"_qs;
    finding.expected = u"12.50 EUR per PCS"_qs;
    finding.actual = u"13.10 EUR per PCS"_qs;
    finding.tolerance = u"1 %, at most 100.00 EUR"_qs;
    finding.rule = wordOf(kind) + u"/company:100";
    finding.sentence = u"The invoice asks for 13.10 EUR per PCS, the order says 12.50 EUR."_qs;
    finding.nextStep = u"Ask the buyer whether the new price was agreed."_qs;
    finding.atStake = Money{Decimal(6'000, 2), u"EUR"_qs};
    return finding;
}

ComposeContext context()
{
    ComposeContext context;
    context.mention = u"S012PROC"_qs;
    context.costCentreNames = {{u"4200"_qs, u"IT Services"_qs}};
    context.recordLink = QUrl(u"https://cloudsuite.example/ACME_PRD?program=APS200&key=88213"_qs);
    return context;
}

} // namespace

/// What Slack gets for every kind of record, kept as files: a changed word shows in the review of the change. With
/// LEDGERCAST_WRITE_GOLDENS=1 in the environment the files are written anew instead of compared.
class TestGoldens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRecordTypeSaysThis_data();
    void everyRecordTypeSaysThis();
    void everyExceptionSaysThis_data();
    void everyExceptionSaysThis();
    void aDigestSaysThis_data();
    void aDigestSaysThis();
    void noFileIsLeftOver();
    void theValidatorFindsWhatSlackRefuses_data();
    void theValidatorFindsWhatSlackRefuses();

private:
    /// The payload as JSON; its bytes have to be those that this JSON is written as.
    QJsonObject checked(const QByteArray &payload);
    void compare(const QString &name, const QJsonObject &content);

    const Composer m_composer = std::move(*Composer::builtIn());
    QSet<QString> m_names;
};

QJsonObject TestGoldens::checked(const QByteArray &payload)
{
    const QStringList mistakes = mistakesIn(payload);
    [&] { QVERIFY2(mistakes.isEmpty(), qPrintable(mistakes.join(u'\n'))); }();
    const QJsonDocument document = QJsonDocument::fromJson(payload);
    [&] { QCOMPARE(payload, document.toJson(QJsonDocument::Compact)); }();
    return document.object();
}

void TestGoldens::compare(const QString &name, const QJsonObject &content)
{
    m_names.insert(name + u".json");
    QFile file(QDir(QStringLiteral(LEDGERCAST_GOLDENS)).filePath(name + u".json"));
    const QByteArray bytes = QJsonDocument(content).toJson();
    if (qEnvironmentVariableIsSet("LEDGERCAST_WRITE_GOLDENS")) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(file.write(bytes), bytes.size());
        return;
    }
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(name));
    const QList<QByteArray> expected = file.readAll().split('\n');
    const QList<QByteArray> actual = bytes.split('\n');
    for (qsizetype line = 0; line < std::min(expected.size(), actual.size()); ++line)
        QCOMPARE(actual.at(line), expected.at(line)); // the first other line is easier to read than both files
    QCOMPARE(actual.size(), expected.size());
}

void TestGoldens::everyRecordTypeSaysThis_data()
{
    QTest::addColumn<QString>("type");
    for (const QString &type : recordtype::known())
        QTest::newRow(qPrintable(type)) << type;
}

void TestGoldens::everyRecordTypeSaysThis()
{
    QFETCH(const QString, type);
    QVERIFY2(!designOf(type).recordType.isEmpty(), "every known type has a design of its own");
    const Change change = sampleOf(type);
    QJsonObject content{{u"message"_qs, checked(m_composer.compose(change, context()).json)},
                        {u"update"_qs, checked(m_composer.composeUpdate(changed(change), context()).json)}};
    if (const auto detail = m_composer.composeDetail(change, context()))
        content.insert(u"detail"_qs, checked(detail->json));
    compare(type, content);
}

void TestGoldens::everyExceptionSaysThis_data()
{
    QTest::addColumn<QString>("kind");
    for (const QString &kind : findingKindWords())
        QTest::newRow(qPrintable(kind)) << kind;
}

void TestGoldens::everyExceptionSaysThis()
{
    QFETCH(const QString, kind);
    const Finding finding = findingOf(*findingKindOf(kind));
    Change change = sampleOf(finding.subjectType);
    change.kind = ChangeKind::ExceptionRaised;
    change.finding = finding;
    QJsonObject content{{u"raised"_qs, checked(m_composer.compose(change, context()).json)}};
    change.kind = ChangeKind::ExceptionCleared;
    content.insert(u"cleared"_qs, checked(m_composer.compose(change, context()).json));
    compare(u"exception_" + kind, content);
}

void TestGoldens::aDigestSaysThis_data()
{
    QTest::addColumn<QString>("heldFor");
    for (const QString &reason : {heldfor::digest, heldfor::quietHours, heldfor::muted, heldfor::burst})
        QTest::newRow(qPrintable(reason)) << reason;
}

void TestGoldens::aDigestSaysThis()
{
    QFETCH(const QString, heldFor);
    QList<DigestRow> rows;
    for (const QString &type : recordtype::known()) {
        const Change change = sampleOf(type);
        rows.append({m_composer.compose(change, context()).text(), change.document.amount,
                     type == recordtype::supplierInvoice ? 3 : 1});
    }
    QJsonArray parts;
    const ComposedDigest digest = composeDigest(rows, heldFor, context().locale);
    for (const ComposedDigest::Part &part : digest.parts)
        parts.append(checked(part.message.json));
    compare(heldFor == heldfor::digest ? heldFor : QString(u"digest_" + heldFor), {{u"parts"_qs, parts}});
}

void TestGoldens::noFileIsLeftOver()
{
    if (m_names.isEmpty())
        QSKIP("The other tests say which files there are.");
    const QStringList files = QDir(QStringLiteral(LEDGERCAST_GOLDENS)).entryList({u"*.json"_qs});
    for (const QString &file : files)
        QVERIFY2(m_names.contains(file), qPrintable(file));
}

void TestGoldens::theValidatorFindsWhatSlackRefuses_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("mistake");
    const auto block = [](const char *name, const QByteArray &block, const QString &mistake) {
        QTest::newRow(name) << QByteArray(R"({"blocks":[)" + block + R"(],"text":"x"})") << mistake;
    };
    const auto section = [&](const char *name, const QByteArray &text, const QString &mistake) {
        block(name, R"({"text":{"text":")" + text + R"(","type":"mrkdwn","verbatim":true},"type":"section"})", mistake);
    };
    QTest::newRow("no JSON") << QByteArray("{") << u"isn't a JSON object"_qs;
    QTest::newRow("not UTF-8") << QByteArray("{\"text\":\"\xff\"}") << u"isn't UTF-8"_qs;
    QTest::newRow("no text") << QByteArray(R"({"blocks":[{"type":"divider"}],"text":""})") << u"/text 0 characters"_qs;
    QTest::newRow("no blocks") << QByteArray(R"({"blocks":[],"text":"x"})") << u"/blocks 0 of"_qs;
    block("too many blocks", R"({"type":"divider"})" + QByteArray(R"(,{"type":"divider"})").repeated(50),
          u"/blocks 51 of 1 to 50"_qs);
    block("an unknown block", R"({"type":"marquee"})", u"no known type"_qs);
    block("a long header", R"({"type":"header","text":{"type":"plain_text","text":")" + QByteArray(151, 'x') + R"("}})",
          u"151 characters of 1 to 150"_qs);
    block("a header with formatting", R"({"type":"header","text":{"type":"mrkdwn","text":"x","verbatim":true}})",
          u"can't be of type"_qs);
    block("an empty section", R"({"type":"section"})", u"neither text nor fields"_qs);
    const QByteArray field = R"({"type":"mrkdwn","verbatim":true,"text":"x"})";
    block("too many fields", R"({"type":"section","fields":[)" + field + QByteArray(',' + field).repeated(10) + "]}",
          u"/fields 11 of 1 to 10"_qs);
    block("two tables",
          R"({"type":"table","rows":[[{"type":"raw_text","text":"x"}]]},)"
          R"({"type":"table","rows":[[{"type":"raw_text","text":"x"}]]})",
          u"more than one table"_qs);
    block("the same id", R"({"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"})",
          u"block_id of another"_qs);
    block("not verbatim", R"({"type":"section","text":{"type":"mrkdwn","text":"x"}})", u"isn't verbatim"_qs);
    section("a long text", QByteArray(3001, 'x'), u"3001 characters"_qs);
    section("a blank text", " \\n ", u"says nothing"_qs);
    section("an ampersand", "A & B", u"an & that isn't escaped"_qs);
    section("a bracket", "a < b", u"a < or >"_qs);
    section("everybody", "<!channel>", u"<!channel>, which isn't known"_qs);
    section("an unsafe link", "<http://x.example|y>", u"which isn't known"_qs);
    section("a turned direction",
            "a\xe2\x80\xae"
            "b",
            u"can't be seen"_qs);
    section("what is right", "<@U012ABC> <https://x.example/?a=1&amp;b=2|y> &lt;!channel&gt;", {});
}

void TestGoldens::theValidatorFindsWhatSlackRefuses()
{
    QFETCH(const QByteArray, message);
    QFETCH(const QString, mistake);
    const QString found = mistakesIn(message).join(u'\n');
    QVERIFY2(mistake.isEmpty() ? found.isEmpty() : found.contains(mistake), qPrintable(found));
}

QTEST_GUILESS_MAIN(TestGoldens)
#include "tst_goldens.moc"
