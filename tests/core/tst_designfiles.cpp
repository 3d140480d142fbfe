// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/designfiles.h"
#include "core/engine/planner.h"
#include "core/message/composer.h"
#include "core/message/testmessage.h"
#include "core/message/valuenames.h"
#include "core/routing/router.h"
#include "core/slack/slackmessages.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace ledgercast;

namespace {

const auto invoiceType = QStringLiteral("supplier_invoice");

Change invoice()
{
    Change change;
    Document &document = change.document;
    document.tenant = u"ACME_PRD"_qs;
    document.type = invoiceType;
    document.key = u"100/AAA/Y1/88213"_qs;
    document.company = u"100"_qs;
    document.number = u"88213"_qs;
    document.partyName = u"Nordwind & Co"_qs;
    document.amount = Money{*Decimal::parse(u"12480"), u"EUR"_qs};
    document.status = u"approved"_qs;
    document.fields = {{u"due_date"_qs, u"2026-11-30"_qs}, {u"invoice_date"_qs, u"2026-11-20"_qs}};
    document.costCentres = {{u"4200"_qs, std::nullopt, u"self"_qs}};
    change.detectedAt = toInstant(QDateTime(QDate(2026, 11, 23), QTime(14, 30), Qt::UTC));
    return change;
}

KindDesign kindOf(const QList<KindDesign> &kinds, const QString &type)
{
    for (const KindDesign &kind : kinds) {
        if (kind.recordType == type)
            return kind;
    }
    return {};
}

} // namespace

class TestDesignFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyDesignSurvivesItsJson();
    void whatIsSavedIsUsedAndKept();
    void aMistakeIsNamedAndTheStandardUsed();
    void refusesWhatIsNoDesign();
    void conditionsKeepItFromBeingSent();
    void theDesignMentionsWhereTheRuleDoesNot();
    void laterChangesMayStartAnew();
    void valuesAreRawAndReadable();
    void unknownNamesFindTheirNearest();
    void aTestSaysSoAndCallsNobody();
};

void TestDesignFiles::everyDesignSurvivesItsJson()
{
    const auto designs = builtInMessageDesigns();
    QVERIFY(designs);
    for (MessageDesign design : *designs) {
        const auto same = parseMessageDesign(toJson(design), design.recordType);
        QVERIFY2(same, same ? "" : qUtf8Printable(same.error().message));
        QVERIFY(*same == design);
        design.isOn = false;
        design.leastAmount = Decimal(100, 0);
        design.mention = u"here"_qs;
        design.mentionedFrom = Decimal(105, 1);
        design.hasLink = false;
        design.linkLabel = u"Open"_qs;
        design.hasDetail = false;
        design.updates = MessageDesign::Updates::NewMessage;
        design.fields.prepend({u"Empty"_qs, u"{{none}}"_qs, true, true});
        while (design.fields.size() > 10)
            design.fields.removeLast();
        const auto changed = parseMessageDesign(toJson(design), design.recordType);
        QVERIFY(changed && *changed == design);
    }
}

void TestDesignFiles::whatIsSavedIsUsedAndKept()
{
    const QTemporaryDir folder;
    const DesignFiles files(folder.filePath(u"messages"_qs));
    const auto before = files.load();
    QVERIFY(before);
    const KindDesign standard = kindOf(*before, invoiceType);
    QVERIFY(!standard.isOwn && standard.earlier.isEmpty());
    auto design = *parseMessageDesign(standard.json, invoiceType);
    design.headline = u"Invoice {{number}}"_qs;
    const Instant at = toInstant(QDateTime(QDate(2026, 11, 23), QTime(14, 30, 1, 5), Qt::UTC));
    QVERIFY(files.save(invoiceType, toJson(design), at));
    const KindDesign own = kindOf(*files.load(), invoiceType);
    QVERIFY(own.isOwn);
    QCOMPARE(own.json, toJson(design));
    QCOMPARE(own.standard, standard.json);
    QCOMPARE(own.earlier.size(), 1);
    QCOMPARE(own.earlier.first().json, standard.json);
    QCOMPARE(own.earlier.first().replacedAt, at);
    const auto composer = Composer::create(*DesignFiles::designsOf(*files.load()));
    QVERIFY(composer);
    QVERIFY(composer->compose(invoice(), {}).json.contains("\"Invoice 88213\""));
    QVERIFY(files.save(invoiceType, {}, at + Milliseconds(1000)));
    const KindDesign again = kindOf(*files.load(), invoiceType);
    QVERIFY(!again.isOwn);
    QCOMPARE(again.json, standard.json);
    QCOMPARE(again.earlier.size(), 2);
    QCOMPARE(again.earlier.first().json, toJson(design)); // newest first
}

void TestDesignFiles::aMistakeIsNamedAndTheStandardUsed()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"payment.json"_qs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        R"({"recordType":"payment","headline":"x","fallback":"x","fields":[{"label":"A","value":"{{{raw}}}"}],"updateHeadline":"x"})");
    file.close();
    const auto kinds = DesignFiles(folder.path()).load();
    QVERIFY(kinds);
    const KindDesign payment = kindOf(*kinds, u"payment"_qs);
    QVERIFY(!payment.isOwn);
    QCOMPARE(payment.json, payment.standard);
    QVERIFY2(payment.mistake.contains(u"fields/0/value"), qUtf8Printable(payment.mistake));
    QVERIFY(DesignFiles::designsOf(*kinds));
}

void TestDesignFiles::refusesWhatIsNoDesign()
{
    const QTemporaryDir folder;
    const DesignFiles files(folder.filePath(u"m"_qs));
    QVERIFY(!files.save(invoiceType, "{}", Instant()));
    QVERIFY(!files.save(u"../settings"_qs, "{}", Instant()));
    const auto other = builtInMessageDesigns()->last();
    QVERIFY(!files.save(invoiceType, toJson(other), Instant()));
    QVERIFY(!QDir(folder.filePath(u"m"_qs)).exists()); // nothing was written
}

void TestDesignFiles::conditionsKeepItFromBeingSent()
{
    auto designs = *builtInMessageDesigns();
    for (MessageDesign &design : designs) {
        if (design.recordType == invoiceType)
            design.leastAmount = Decimal(12481, 0);
    }
    const auto reasonFor = [](const QList<MessageDesign> &list, const Change &change) {
        const auto composer = Composer::create(list);
        const Router router{QList<Route>{}};
        PlanContext context;
        context.router = &router;
        context.composer = &*composer;
        return planner::decide(change, {}, context).skipped;
    };
    QCOMPARE(reasonFor(designs, invoice()), u"below_kind_minimum"_qs);
    Change large = invoice();
    large.document.amount->amount = Decimal(-12481, 0); // a credit note counts by its size
    QCOMPARE(reasonFor(designs, large), QString());
    designs.first().isOn = false;
    QCOMPARE(reasonFor(designs, large), u"kind_off"_qs);
}

void TestDesignFiles::theDesignMentionsWhereTheRuleDoesNot()
{
    auto designs = *builtInMessageDesigns();
    designs.first().mention = u"here"_qs;
    designs.first().mentionedFrom = Decimal(10'000, 0);
    const auto composer = Composer::create(designs);
    QVERIFY(composer->compose(invoice(), {}).json.contains("<!here>"));
    const QByteArray ofRule = composer->compose(invoice(), {u"U012AB3CD"_qs, {}, {}}).json;
    QVERIFY(ofRule.contains("<@U012AB3CD>") && !ofRule.contains("<!here>"));
    Change small = invoice();
    small.document.amount->amount = Decimal(9'999, 0);
    QVERIFY(!composer->compose(small, {}).json.contains("<!here>"));
}

void TestDesignFiles::laterChangesMayStartAnew()
{
    Route route;
    route.name = u"All"_qs;
    route.channel = u"fin"_qs;
    const Router router{QList<Route>{route}};
    auto designs = *builtInMessageDesigns();
    PlanContext context;
    context.router = &router;
    Change change = invoice();
    change.kind = ChangeKind::Updated;
    change.version = 2;
    const QMap<QString, QString> threads{{u"fin"_qs, u"first"_qs}};
    const auto inThread = Composer::create(designs);
    context.composer = &*inThread;
    QCOMPARE(planner::decide(change, threads, context).deliveries.first().role, DeliveryRole::Update);
    designs.first().updates = MessageDesign::Updates::NewMessage;
    const auto anew = Composer::create(designs);
    context.composer = &*anew;
    context.links = *LinkPatterns::parse(u"https://portal.example.com/{key}"_qs, {});
    const auto planned = planner::decide(change, threads, context);
    QCOMPARE(planned.deliveries.first().role, DeliveryRole::Main);
    QVERIFY(planned.deliveries.first().parentId.isEmpty());
    // The planner gives the record's address to what it composes, and Slack gets just these bytes.
    QVERIFY(planned.deliveries.first().message.contains("https://portal.example.com/100%2FAAA%2FY1%2F88213|Open in"));
    const auto body = slackmessages::postBody({u"id"_qs, u"C1"_qs, {}, planned.deliveries.first().message});
    QVERIFY(body && body->contains(planned.deliveries.first().message.mid(1).chopped(1)));
}

void TestDesignFiles::valuesAreRawAndReadable()
{
    Change change = invoice();
    change.kind = ChangeKind::Updated;
    change.differences = {{u"due_date"_qs, u"2026-11-25"_qs, u"2026-11-30"_qs}};
    const Values values = Composer::builtIn()->valuesOf(change, {});
    QCOMPARE(values.value(u"amount"_qs), u"12,480.00 EUR"_qs);
    QCOMPARE(values.value(u"amount_raw"_qs), u"12480"_qs);
    QCOMPARE(values.value(u"due_date"_qs), u"30 Nov 2026"_qs);
    QCOMPARE(values.value(u"due_date_raw"_qs), u"2026-11-30"_qs);
    QCOMPARE(values.value(u"due_date_age"_qs), u"in 7 days"_qs);
    QCOMPARE(values.value(u"invoice_date_age"_qs), u"3 days ago"_qs);
    QCOMPARE(values.value(u"due_date_change"_qs), u"25 Nov 2026 \u2192 30 Nov 2026"_qs);
    QCOMPARE(values.value(u"changes"_qs), u"Due date 25 Nov 2026 \u2192 30 Nov 2026"_qs);
}

void TestDesignFiles::unknownNamesFindTheirNearest()
{
    const MessageDesign standard = builtInMessageDesigns()->first();
    const auto names = valueNames(standard, Composer::builtIn()->valuesOf(invoice(), {}));
    QCOMPARE(unknownNames(u"{{amount}} {{#party_nmae}}x{{/party_nmae}} {{status_is_new}}"_qs, names),
             QStringList{u"party_nmae"_qs});
    QCOMPARE(nearestName(u"party_nmae"_qs, names), u"party_name"_qs);
    QCOMPARE(nearestName(u"qqqqqqqqq"_qs, names), QString());
    // Whatever the designs that come with the program name is known.
    const QList<MessageDesign> designs = *builtInMessageDesigns();
    for (const MessageDesign &design : designs) {
        for (const DesignField &field : design.fields)
            QCOMPARE(unknownNames(field.value, valueNames(design, {})), QStringList{});
    }
}

void TestDesignFiles::aTestSaysSoAndCallsNobody()
{
    const QByteArray message = Composer::builtIn()->compose(invoice(), {u"here"_qs, {}, {}}).json;
    QVERIFY(message.contains("<!here>"));
    const auto test = asTest(message, u"anna<!channel>"_qs);
    QVERIFY(test);
    QVERIFY(!test->json.contains("<!here>") && !test->json.contains("<!channel>"));
    QVERIFY(test->text().startsWith(u"Test: "));
    const QJsonArray blocks = QJsonDocument::fromJson(test->json)[u"blocks"].toArray();
    QVERIFY(blocks.first()[u"elements"][0][u"text"].toString().startsWith(u"*Test*"));
    const QJsonArray own = QJsonDocument::fromJson(message)[u"blocks"].toArray();
    QCOMPARE(blocks.size(), own.size() + 1);
    QCOMPARE(blocks.at(1), own.at(0));
    QVERIFY(!asTest("[]", u"anna"_qs));
}

QTEST_APPLESS_MAIN(TestDesignFiles)
#include "tst_designfiles.moc"
