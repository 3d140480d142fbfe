// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/mention.h"
#include "core/routing/peoplecsv.h"
#include "core/routing/rulecells.h"
#include "core/store/reader.h"
#include "tests/core/planningfixture.h"
#include "tests/core/runningengine.h"

using namespace ledgercast;

namespace {

const QByteArray header = "person,slack\n";

People peopleOf(const QByteArray &lines, const QHash<QString, QString> &ids = {})
{
    return People(parsePeopleCsv(header + lines).value(), ids);
}

QByteArray answerFor(const QByteArray &id)
{
    return R"({"ok":true,"user":{"id":")" + id + R"(","deleted":false}})";
}

} // namespace

/// Who people of the ERP are in Slack, and whom a message calls.
class TestPeople : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAndWritesCsv();
    void namesEachRefusedCell_data();
    void namesEachRefusedCell();
    void findsPeopleWhateverTheirCase();
    void takesWhatAPersonWritesForAMention_data();
    void takesWhatAPersonWritesForAMention();
    void callsWhoARecordNames_data();
    void callsWhoARecordNames();
    void aCostCentreIsThatOfItsDivision();
    void whatARecordSaysMentionsNobody_data();
    void whatARecordSaysMentionsNobody();
    void aMaskedPersonIsNotToldByAMention();
    void aDesignCallsFromItsAmountOn();
    void asksSlackOnceADay();
    void tellsWhatSlackMayNotBeAsked();

private:
    [[nodiscard]] static QString messageOf(PlanningFixture &planning, const Document &document, const People &people,
                                           const QString &mention);
};

void TestPeople::readsAndWritesCsv()
{
    const auto rows = parsePeopleCsv("\xef\xbb\xbfslack;person\r\nU012AB3CD;CMOREAU\r\nS012AB3CD;ap team\r\n"
                                     "Jan.Brandt+erp@acme.example;jan@acme.example\r\n");
    QVERIFY(rows);
    const QList<PersonRow> expected{{u"CMOREAU"_qs, u"U012AB3CD"_qs},
                                    {u"ap team"_qs, u"S012AB3CD"_qs},
                                    {u"jan@acme.example"_qs, u"Jan.Brandt+erp@acme.example"_qs}};
    QCOMPARE(*rows, expected);
    QCOMPARE(parsePeopleCsv(toCsv(*rows)).value(), *rows);
    QCOMPARE(People::emailsOf(*rows), QStringList{u"jan.brandt+erp@acme.example"_qs});
    QVERIFY(parsePeopleCsv(header)->isEmpty());
}

void TestPeople::namesEachRefusedCell_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("column");
    QTest::newRow("nobody") << QByteArray(",U012AB3CD") << u"person"_qs;
    QTest::newRow("no id") << QByteArray("ANNA,") << u"slack"_qs;
    QTest::newRow("a name") << QByteArray("ANNA,@anna") << u"slack"_qs;
    QTest::newRow("everyone") << QByteArray("ANNA,channel") << u"slack"_qs;
    QTest::newRow("here") << QByteArray("ANNA,here") << u"slack"_qs;
    QTest::newRow("a channel") << QByteArray("ANNA,C012AB3CD") << u"slack"_qs;
    QTest::newRow("a token") << QByteArray("ANNA,<@U012AB3CD>") << u"slack"_qs;
    QTest::newRow("two ids") << QByteArray("ANNA,U012AB3CD U012AB3CE") << u"slack"_qs;
    QTest::newRow("half an address") << QByteArray("ANNA,anna@") << u"slack"_qs;
    QTest::newRow("twice") << QByteArray("carla ,U012AB3CD") << u"person"_qs;
    QTest::newRow("too long") << QByteArray(201, 'x') + ",U012AB3CD" << u"person"_qs;
}

void TestPeople::namesEachRefusedCell()
{
    QFETCH(const QByteArray, row);
    QList<RowError> errors;
    const auto rows = parsePeopleCsv(header + "CARLA,U0CARLA\n" + row + "\n", &errors);
    QVERIFY(!rows);
    QCOMPARE(rows.error().code, u"people_refused"_qs);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.first().line, 3);
    QTEST(errors.first().column, "column");
}

void TestPeople::findsPeopleWhateverTheirCase()
{
    const People people = peopleOf("CMoreau,U0CLAIRE\njan@acme.example,Jan@acme.example\nmax,max@acme.example\n",
                                   {{u"jan@acme.example"_qs, u"U0JAN"_qs}, {u"max@acme.example"_qs, QString()}});
    QCOMPARE(people.slackId(u" cmoreau "_qs), u"U0CLAIRE"_qs);
    QCOMPARE(people.slackId(u"JAN@acme.example"_qs), u"U0JAN"_qs);
    QCOMPARE(people.slackId(u"max"_qs), QString());
    QCOMPARE(people.slackId(QString()), QString());
    // Whatever stands where an id should: it never becomes one.
    const People odd(QList<PersonRow>{{u"a"_qs, u"<!channel>"_qs}, {u"b"_qs, u"b@x"_qs}}, {{u"b@x"_qs, u"here"_qs}});
    QVERIFY(odd.isEmpty());
}

void TestPeople::takesWhatAPersonWritesForAMention_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("mention"); // "-": refused
    const auto row = [](const char *text, const char *mention) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(mention);
    };
    row("", "");
    row("Nobody", "");
    row("@here", "here");
    row("approver", "approver");
    row("Approver", "approver");
    row(" BUYER ", "buyer");
    row("responsible", "responsible");
    row("Cost-centre owner", "cost_centre_owner");
    row("cost_centre_owner", "cost_centre_owner");
    row("@U012AB3CD", "U012AB3CD");
    row("S012AB3CD", "S012AB3CD");
    row("channel", "-");
    row("u012ab3cd", "-");
    row("anna@acme.example", "-");
    row("approver buyer", "-");
}

void TestPeople::takesWhatAPersonWritesForAMention()
{
    QFETCH(const QString, text);
    Route route;
    const auto written = setRuleText(route, RuleField::Mention, text);
    QTEST(written ? route.mention : u"-"_qs, "mention");
    if (written) // what is shown for it is taken again
        QCOMPARE(mentionFromText(mentionLabel(route.mention)), route.mention);
}

QString TestPeople::messageOf(PlanningFixture &planning, const Document &document, const People &people,
                              const QString &mention)
{
    Route route = rule(u"fin-it"_qs, u"4100;4200"_qs);
    route.mention = mention;
    planning.router = Router({route});
    planning.context.people = &people;
    const Plan plan = planning.plan({document});
    return QString::fromUtf8(plan.changes.value(0).deliveries.value(0).message);
}

/// The mentions in a message, as Slack would read them.
static QStringList mentionsIn(const QString &message)
{
    static const QRegularExpression token(u"<[@!#][^>]*>"_qs);
    QStringList found;
    for (auto match = token.globalMatch(message); match.hasNext();) {
        const QString one = match.next().captured();
        if (!one.startsWith(u"<!date"))
            found << one;
    }
    return found;
}

void TestPeople::callsWhoARecordNames_data()
{
    QTest::addColumn<QString>("mention");
    QTest::addColumn<QString>("centres");
    QTest::addColumn<QStringList>("mentions");
    QTest::newRow("approver") << u"approver"_qs << u"4100"_qs << QStringList{u"<@U0CLAIRE>"_qs};
    QTest::newRow("a group") << u"responsible"_qs << u"4100"_qs << QStringList{u"<!subteam^S0TEAM>"_qs};
    QTest::newRow("by its address") << u"buyer"_qs << u"4100"_qs << QStringList{u"<@U0JAN>"_qs};
    QTest::newRow("owner") << u"cost_centre_owner"_qs << u"4100"_qs << QStringList{u"<@U0CLAIRE>"_qs};
    QTest::newRow("owners of both") << u"cost_centre_owner"_qs << u"4100;4200"_qs
                                    << QStringList{u"<@U0CLAIRE>"_qs, u"<@U0JAN>"_qs};
    QTest::newRow("an id") << u"U0OTHER"_qs << u"4100"_qs << QStringList{u"<@U0OTHER>"_qs};
    QTest::newRow("here") << u"here"_qs << u"4100"_qs << QStringList{u"<!here>"_qs};
    QTest::newRow("nobody") << QString() << u"4100"_qs << QStringList{};
}

void TestPeople::callsWhoARecordNames()
{
    QFETCH(const QString, mention);
    QFETCH(const QString, centres);
    Document document = invoice(u"7"_qs, centres);
    document.fields.insert(u"approver"_qs, u"cmoreau"_qs);
    document.fields.insert(u"responsible"_qs, u"AP TEAM"_qs);
    document.lines = {{{u"line"_qs, u"1"_qs}, {u"buyer"_qs, u"JBRANDT"_qs}},
                      {{u"line"_qs, u"2"_qs}, {u"buyer"_qs, u"JBRANDT"_qs}}};
    const People people = peopleOf("CMOREAU,U0CLAIRE\nap team,S0TEAM\nJBRANDT,jan@acme.example\n",
                                   {{u"jan@acme.example"_qs, u"U0JAN"_qs}});
    PlanningFixture planning;
    CostCentreOwners &owners = planning.context.costCentreOwners;
    owners.add({u"ACME_TST"_qs, u"100"_qs, {}}, u"4100"_qs, u"CMOREAU"_qs);
    owners.add({u"ACME_TST"_qs, u"100"_qs, {}}, u"4200"_qs, u"JBRANDT"_qs);
    owners.add({u"ACME_TST"_qs, u"200"_qs, {}}, u"4100"_qs, u"AP TEAM"_qs);
    QTEST(mentionsIn(messageOf(planning, document, people, mention)), "mentions");
}

void TestPeople::aCostCentreIsThatOfItsDivision()
{
    CostCentreOwners owners;
    owners.add({u"T"_qs, u"100"_qs, u"AAA"_qs}, u"4100"_qs, u"ANNA"_qs);
    QCOMPARE(owners.ownerOf({u"T"_qs, u"100"_qs, u"AAA"_qs}, u"4100"_qs), u"ANNA"_qs);
    QCOMPARE(owners.ownerOf({u"T"_qs, u"100"_qs, {}}, u"4100"_qs), u"ANNA"_qs); // the only one there is
    owners.add({u"T"_qs, u"100"_qs, u"BBB"_qs}, u"4100"_qs, u"OTTO"_qs);
    QCOMPARE(owners.ownerOf({u"T"_qs, u"100"_qs, u"AAA"_qs}, u"4100"_qs), u"ANNA"_qs);
    QCOMPARE(owners.ownerOf({u"T"_qs, u"100"_qs, u"BBB"_qs}, u"4100"_qs), u"OTTO"_qs);
    QCOMPARE(owners.ownerOf({u"T"_qs, u"100"_qs, {}}, u"4100"_qs), QString()); // rather nobody than the wrong one
    QCOMPARE(owners.ownerOf({u"T"_qs, u"100"_qs, u"CCC"_qs}, u"4100"_qs), QString());
    QCOMPARE(owners.ownerOf({u"T"_qs, u"200"_qs, u"AAA"_qs}, u"4100"_qs), QString());
    QCOMPARE(owners.ownerOf({u"U"_qs, u"100"_qs, u"AAA"_qs}, u"4100"_qs), QString());
}

void TestPeople::whatARecordSaysMentionsNobody_data()
{
    QTest::addColumn<QString>("person");
    for (const char *person : {"<!channel>", "<@U0CLAIRE>", "U0CLAIRE", "@here", "<!subteam^S0TEAM>", "here",
                               "&lt;!here>", "STRANGER", "CMOREAU> <!channel>"})
        QTest::newRow(person) << QString::fromLatin1(person);
}

void TestPeople::whatARecordSaysMentionsNobody()
{
    QFETCH(const QString, person);
    Document document = invoice(u"7"_qs);
    for (const QString &field : {u"approver"_qs, u"buyer"_qs, u"responsible"_qs})
        document.fields.insert(field, person);
    const People people = peopleOf("CMOREAU,U0CLAIRE\n");
    for (const QString &word : recordMentions()) {
        PlanningFixture planning;
        planning.context.costCentreOwners.add({u"ACME_TST"_qs, u"100"_qs, {}}, u"4100"_qs, person);
        const QString message = messageOf(planning, document, people, word);
        QVERIFY(!message.isEmpty());
        QVERIFY2(mentionsIn(message).isEmpty(), qPrintable(message));
    }
    // The message still says who it is, as text.
    if (person == u"STRANGER") {
        PlanningFixture planning;
        QVERIFY(messageOf(planning, document, people, u"approver"_qs).contains(u"STRANGER"));
    }
}

void TestPeople::aMaskedPersonIsNotToldByAMention()
{
    Document document = invoice(u"7"_qs);
    document.fields.insert(u"approver"_qs, u"CMOREAU"_qs);
    const People people = peopleOf("CMOREAU,U0CLAIRE\n");
    const ChannelGuard guard({{u"fin-it"_qs, true, {u"approver"_qs}}}, {});
    PlanningFixture planning;
    planning.context.guard = &guard;
    QVERIFY(mentionsIn(messageOf(planning, document, people, u"approver"_qs)).isEmpty());
}

void TestPeople::aDesignCallsFromItsAmountOn()
{
    QList<MessageDesign> designs = builtInMessageDesigns().value();
    for (MessageDesign &design : designs) {
        design.mention = mentionword::approver;
        design.mentionedFrom = Decimal(10'000, 0);
        QCOMPARE(parseMessageDesign(toJson(design), u"x"_qs)->mention, design.mention);
    }
    PlanningFixture planning;
    planning.composer = std::move(*Composer::create(designs));
    const People people = peopleOf("CMOREAU,U0CLAIRE\n");
    Document document = invoice(u"7"_qs);
    document.fields.insert(u"approver"_qs, u"CMOREAU"_qs);
    document.amount = Money{Decimal(9'999, 0), u"EUR"_qs};
    QVERIFY(mentionsIn(messageOf(planning, document, people, {})).isEmpty());
    document.amount = Money{Decimal(10'000, 0), u"EUR"_qs};
    QCOMPARE(mentionsIn(messageOf(planning, document, people, {})), QStringList{u"<@U0CLAIRE>"_qs});
    // The rule calls somebody else, whom nobody knows: the design doesn't step in.
    QVERIFY(mentionsIn(messageOf(planning, document, people, u"buyer"_qs)).isEmpty());
}

void TestPeople::asksSlackOnceADay()
{
    Workspace workspace;
    workspace.show({channel(u"C1"_qs, u"fin-it"_qs)});
    workspace.people = {{"jan.brandt%2Berp%40acme.example", answerFor("U0JAN")}};
    RunningEngine running(workspace);
    running.start();
    QCOMPARE(workspace.server.requestsTo("users.lookupByEmail"), 0);
    running.engine.importPeople(header + "JBRANDT,Jan.Brandt+erp@acme.example\nMAX,max@acme.example\nANNA,U0ANNA\n");
    QVERIFY(running.failures.isEmpty());
    running.pass(std::chrono::seconds(1));
    QTRY_COMPARE(workspace.server.requestsTo("users.lookupByEmail"), 2);
    QTRY_VERIFY2(running.notices.join(u' ').contains(u"nobody by max@acme.example"_qs),
                 qPrintable(running.notices.join(u'\n')));
    running.pass(std::chrono::hours(23));
    QCOMPARE(workspace.server.requestsTo("users.lookupByEmail"), 2);
    workspace.people.insert("max%40acme.example", answerFor("U0MAX"));
    running.pass(std::chrono::hours(2));
    QTRY_COMPARE(workspace.server.requestsTo("users.lookupByEmail"), 4);
    auto database = Database::open(running.profile.databasePath(), Database::Access::ReadOnly);
    QVERIFY(database);
    QTRY_COMPARE(Reader(**database).personLookups()->value(u"max@acme.example"_qs).slackId, u"U0MAX"_qs);
    QCOMPARE(Reader(**database).personLookups()->value(u"jan.brandt+erp@acme.example"_qs).slackId, u"U0JAN"_qs);
}

void TestPeople::tellsWhatSlackMayNotBeAsked()
{
    Workspace workspace;
    workspace.show({channel(u"C1"_qs, u"fin-it"_qs)});
    workspace.people = {
        {"jan%40acme.example",
         R"({"ok":false,"error":"missing_scope","needed":"users:read.email","provided":"chat:write"})"}};
    RunningEngine running(workspace);
    running.start();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"users:read.email"_qs));
    running.engine.importPeople(header + "JBRANDT,jan@acme.example\nMAX,max@acme.example\n");
    running.pass(std::chrono::seconds(1));
    QTRY_VERIFY2(running.notices.join(u' ').contains(u"users:read.email"_qs), qPrintable(running.notices.join(u'\n')));
    running.pass(std::chrono::hours(1));
    QCOMPARE(workspace.server.requestsTo("users.lookupByEmail"), 1);
    QVERIFY(running.failures.isEmpty()); // nothing that was asked for failed
}

QTEST_GUILESS_MAIN(TestPeople)
#include "tst_people.moc"
