// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/digestcomposer.h"
#include "core/message/fieldmask.h"
#include "core/routing/channelguardcsv.h"
#include "core/store/ledger.h"
#include "core/store/reader.h"
#include "tests/core/planningfixture.h"
#include "tests/core/runningengine.h"

#include <QTest>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

const QString secret = QStringLiteral("Canary-4711");
const QByteArray header = "channel,allowed,masked_fields\r\n";

QList<GuardRow> rowsOf(const QByteArray &lines)
{
    return parseGuardCsv(header + lines).value();
}

const QList<Channel> channels{channel(u"C1"_qs, u"fin-it"_qs), channel(u"C2"_qs, u"closed"_qs, Private),
                              channel(u"C3"_qs, u"partner"_qs, Shared),
                              channel(u"C4"_qs, u"secret-partner"_qs, Private | Shared)};

/// A record in which every value but the amount and the key can be found again.
Document tellingDocument(const QString &type)
{
    Document document = invoice(u"SI-1"_qs);
    document.type = type;
    document.partyId = u"P-Canary-4711-ID"_qs;
    document.partyName = u"Canary-4711 Components GmbH"_qs;
    document.amount = Money{Decimal(471'147'11, 2), u"EUR"_qs};
    document.fields = {
        {u"due_date"_qs, u"2026-12-01"_qs},  {u"supplier"_qs, document.partyId},     {u"reference"_qs, secret},
        {u"vat_amount"_qs, u"471147.11"_qs}, {u"buyer"_qs, u"Canary-4711-BUYER"_qs}, {u"name"_qs, document.partyName}};
    document.lines = {{{u"line"_qs, u"10"_qs},
                       {u"item"_qs, secret},
                       {u"description"_qs, u"Canary-4711 bolts"_qs},
                       {u"price"_qs, u"471147.11"_qs},
                       {u"amount"_qs, u"471147.11"_qs}}};
    return document;
}

Finding tellingFinding()
{
    Finding finding;
    finding.kind = FindingKind::PriceVariance;
    finding.id = u"f"_qs;
    finding.subject = u"100/SI-1"_qs;
    finding.expected = u"471,147.11 EUR"_qs;
    finding.actual = u"Canary-4711"_qs;
    finding.sentence = u"Canary-4711 Components GmbH wants 471,147.11 EUR."_qs;
    finding.nextStep = u"Ask Canary-4711-BUYER."_qs;
    finding.atStake = Money{Decimal(471'147'11, 2), u"EUR"_qs};
    return finding;
}

QStringList allMasked()
{
    return {u"amount"_qs, u"party"_qs, u"reference"_qs, u"item"_qs, u"description"_qs, u"buyer"_qs};
}

/// Everything that could tell the secret, however it is written.
QString leakIn(const QByteArray &json)
{
    const QString text = QString::fromUtf8(json);
    for (const QString &one : {u"canary"_qs, u"4711"_qs, u"471147"_qs, u"471,147"_qs}) {
        if (text.contains(one, Qt::CaseInsensitive))
            return text;
    }
    return {};
}

} // namespace

class ChannelGuardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void decides_data();
    void decides();
    void saysWhoCanReadAndWhy();
    void readsWhatItWrote();
    void refusesRows_data();
    void refusesRows();
    void nothingMaskedIsInAnyMessage_data();
    void nothingMaskedIsInAnyMessage();
    void whatIsNotMaskedStays();
    void digestsTellNoMaskedSum();
    void aMaskedFieldThatChangedShowsOnlyThatItDid();
    void aChannelThatIsNotAllowedHoldsItsPosts();
    void heldPostsGoWhenTheGuardAllowsThem();
    void heldPostsGoWhereAnotherRuleLeads();
    void nobodySendsByHandWhatTheGuardHolds();
    void whatIsSentElsewhereIsComposedForThatChannel();
    void whatWaitsIsComposedAnewWithTheMask();
    void aChannelThatBecomesSharedGetsNothingMore();
    void whatHasToGoAgainIsHeldToo();

private:
    /// What reading this document planned, in the profile's store, before the engine starts.
    void record(Workspace &workspace, const ChannelGuard &guard = {}, bool isDryRun = false) const
    {
        const Profile profile(workspace.folder.path());
        QVERIFY(profile.prepare());
        const auto database = Database::open(profile.databasePath(), Database::Access::ReadWrite);
        QVERIFY(database);
        RouteStore routes(**database);
        QVERIFY(routes.replaceRoutes(rules(u"fin-it"_qs), u"me"_qs, FakeClock().now()));
        PlanningFixture fixture;
        const Router router(rules(u"fin-it"_qs));
        fixture.context.router = &router;
        fixture.context.guard = &guard;
        fixture.context.isDryRun = isDryRun;
        QVERIFY(Ledger(**database).commit(fixture.plan({tellingDocument(u"supplier_invoice"_qs)}), FakeClock().now()));
    }
    [[nodiscard]] static QList<Route> rules(const QString &name) { return {rule(name, {})}; }
    [[nodiscard]] static QStringList deliveriesOf(const Workspace &workspace)
    {
        const auto database =
            Database::open(Profile(workspace.folder.path()).databasePath(), Database::Access::ReadOnly);
        QStringList states;
        const auto entry = Reader(**database).entry(1);
        for (const DeliveryRow &delivery : entry->deliveries)
            states << toWord(delivery.role) + u'@' + delivery.channel + u' ' + toWord(delivery.state) + u' ' +
                          delivery.reason;
        return states;
    }
};

void ChannelGuardTest::decides_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QString>("channel");
    QTest::addColumn<QString>("decision"); // "no", or what is masked
    const QByteArray all = "*,yes,a\r\npublic,yes,b\r\nexternal,yes,c\r\nfin-it,yes,d\r\n";
    QTest::newRow("no table: public") << QByteArray() << u"fin-it"_qs << QString();
    QTest::newRow("no table: private") << QByteArray() << u"closed"_qs << QString();
    QTest::newRow("no table: unknown") << QByteArray() << u"nowhere"_qs << QString();
    QTest::newRow("no table: external") << QByteArray() << u"partner"_qs << u"no"_qs;
    QTest::newRow("no table: private and external") << QByteArray() << u"secret-partner"_qs << u"no"_qs;
    QTest::newRow("name first") << all << u"#Fin-IT"_qs << u"d"_qs;
    QTest::newRow("by its id") << all << u"C1"_qs << u"d"_qs;
    QTest::newRow("a row by id") << QByteArray("C1,yes,e\r\npublic,no,\r\n") << u"fin-it"_qs << u"e"_qs;
    QTest::newRow("external before public") << all << u"partner"_qs << u"c"_qs;
    QTest::newRow("external, private") << all << u"secret-partner"_qs << u"c"_qs;
    QTest::newRow("unknown is public") << all << u"nowhere"_qs << u"b"_qs;
    QTest::newRow("private: any") << all << u"closed"_qs << u"a"_qs;
    QTest::newRow("what no row names") << QByteArray("fin-it,yes,\r\n") << u"closed"_qs << u"no"_qs;
    QTest::newRow("allow-list: on it") << QByteArray("*,no,\r\nclosed,yes,\r\n") << u"closed"_qs << QString();
    QTest::newRow("allow-list: not on it") << QByteArray("*,no,\r\nclosed,yes,\r\n") << u"fin-it"_qs << u"no"_qs;
    QTest::newRow("any opens nothing external") << QByteArray("*,yes,\r\n") << u"partner"_qs << u"no"_qs;
    QTest::newRow("nor does public") << QByteArray("Public,yes,\r\n") << u"partner"_qs << u"no"_qs;
    QTest::newRow("its own row does") << QByteArray("partner,yes,amount\r\n") << u"partner"_qs << u"amount"_qs;
    QTest::newRow("no before yes of a wider row") << QByteArray("*,yes,\r\nfin-it,no,\r\n") << u"fin-it"_qs << u"no"_qs;
}

void ChannelGuardTest::decides()
{
    QFETCH(const QByteArray, rows);
    QFETCH(const QString, channel);
    QFETCH(const QString, decision);
    const auto decided = ChannelGuard(rowsOf(rows), channels).decide(channel);
    QCOMPARE(decided.isAllowed ? decided.maskedFields.join(u';') : u"no"_qs, decision);
}

void ChannelGuardTest::saysWhoCanReadAndWhy()
{
    const ChannelGuard none({}, channels);
    QVERIFY(none.sentenceOn(u"fin-it"_qs).contains(u"#fin-it is public: everyone"));
    QVERIFY(none.sentenceOn(u"partner"_qs).contains(u"shared with another organisation, so posts there are held"));
    QVERIFY(none.sentenceOn(u"closed"_qs).isEmpty());
    const ChannelGuard guard(rowsOf("fin-it,yes,\r\npartner,yes,amount\r\n"), channels);
    QVERIFY(guard.sentenceOn(u"fin-it"_qs).isEmpty()); // a person said so
    QVERIFY(guard.sentenceOn(u"partner"_qs).contains(u"people outside can read it. Hidden in #partner: amount."));
    QVERIFY(guard.sentenceOn(u"#closed"_qs).contains(u"doesn't allow #closed"));
}

void ChannelGuardTest::readsWhatItWrote()
{
    const QList<GuardRow> rows{{u"fin-it"_qs, true, {u"amount"_qs, u"due_date"_qs}}, {u"*"_qs, false, {}}};
    QCOMPARE(parseGuardCsv(toCsv(rows)).value(), rows);
    QCOMPARE(parseGuardCsv("allowed;channel\nYES;#fin-it\n").value(), QList<GuardRow>({{u"fin-it"_qs, true, {}}}));
}

void ChannelGuardTest::refusesRows_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("column");
    QTest::newRow("no name") << QByteArray(",yes,") << u"channel"_qs;
    QTest::newRow("a pattern") << QByteArray("fin-*,yes,") << u"channel"_qs;
    QTest::newRow("neither yes nor no") << QByteArray("fin-it,maybe,") << u"allowed"_qs;
    QTest::newRow("nothing allowed") << QByteArray("fin-it,,") << u"allowed"_qs;
    QTest::newRow("no field") << QByteArray("fin-it,yes,due date") << u"masked_fields"_qs;
    QTest::newRow("hidden from nobody") << QByteArray("fin-it,no,amount") << u"masked_fields"_qs;
    QTest::newRow("twice") << QByteArray("x,yes,\r\n#X,no,") << u"channel"_qs;
}

void ChannelGuardTest::refusesRows()
{
    QFETCH(const QByteArray, line);
    QFETCH(const QString, column);
    QList<RowError> errors;
    const auto rows = parseGuardCsv(header + line + "\r\n", &errors);
    QVERIFY(!rows);
    QCOMPARE(rows.error().code, u"guard_refused"_qs);
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.first().column, column);
}

void ChannelGuardTest::nothingMaskedIsInAnyMessage_data()
{
    QTest::addColumn<QString>("type");
    const auto designs = builtInMessageDesigns();
    for (const MessageDesign &design : *designs)
        QTest::newRow(qPrintable(design.recordType)) << design.recordType;
}

void ChannelGuardTest::nothingMaskedIsInAnyMessage()
{
    QFETCH(const QString, type);
    const Composer composer = std::move(*Composer::builtIn());
    ComposeContext context;
    context.maskedFields = allMasked();
    context.recordLink = QUrl(u"https://cloudsuite.example/open?supplier=P-Canary-4711-ID"_qs);
    Change change;
    change.document = tellingDocument(type == u"exception" || type == u"*" ? u"supplier_invoice"_qs : type);
    change.document.costCentres = {{u"4100"_qs, change.document.amount, u"voucher"_qs},
                                   {u"4200"_qs, change.document.amount, u"voucher"_qs}};
    if (type == u"supplier" || type == u"customer")
        change.document.number = secret;
    change.differences = {{u"supplier"_qs, u"P-Canary-4711-OLD"_qs, change.document.partyId},
                          {u"vat_amount"_qs, u"471147.99"_qs, u"471147.11"_qs},
                          {u"line 10: amount"_qs, {}, u"471147.11"_qs},
                          {u"line 10: item"_qs, u"Canary-4711-OLD"_qs, secret},
                          {u"status"_qs, u"open"_qs, u"paid"_qs}};
    constexpr ChangeKind kinds[] = {ChangeKind::Created, ChangeKind::Updated, ChangeKind::StatusChanged,
                                    ChangeKind::ExceptionRaised, ChangeKind::ExceptionCleared};
    for (const ChangeKind kind : kinds) {
        change.kind = kind;
        change.finding = change.isException() ? std::optional(tellingFinding()) : std::nullopt;
        QCOMPARE(leakIn(composer.compose(change, context).json), QString());
        QCOMPARE(leakIn(composer.composeUpdate(change, context).json), QString());
        QCOMPARE(leakIn(composer.composeEdit(change, context).json), QString());
        if (const auto detail = composer.composeDetail(change, context))
            QCOMPARE(leakIn(detail->json), QString());
        const DigestRow row{composer.compose(change, context).text(), std::nullopt, 1};
        const ComposedDigest digest = composeDigest(QList<DigestRow>(60, row), heldfor::digest, context.locale);
        for (const ComposedDigest::Part &part : digest.parts)
            QCOMPARE(leakIn(part.message.json), QString());
    }
    QVERIFY(!leakIn(composer.compose(change, {}).json).isEmpty()); // the test can see it
}

void ChannelGuardTest::whatIsNotMaskedStays()
{
    const Composer composer = std::move(*Composer::builtIn());
    Change change;
    change.document = tellingDocument(u"supplier_invoice"_qs);
    ComposeContext context;
    context.mention = u"here"_qs;
    context.recordLink = QUrl(u"https://cloudsuite.example/open?key=1"_qs);
    context.maskedFields = {u"amount"_qs};
    const QString text = QString::fromUtf8(composer.compose(change, context).json);
    QVERIFY(text.contains(FieldMask::mark()));
    QVERIFY(!text.contains(u"471,147"));
    QVERIFY(text.contains(u"<!here>"));
    QVERIFY(text.contains(u"Canary-4711 Components GmbH"));
    QVERIFY(text.contains(u"SI-1"));
    QVERIFY(text.contains(u"https://cloudsuite.example/open"));
}

void ChannelGuardTest::digestsTellNoMaskedSum()
{
    Workspace workspace;
    workspace.show(channels);
    const Route digest = [] {
        Route route = rule(u"fin-it"_qs, {});
        route.delivery = DeliveryMode::Digest;
        return route;
    }();
    RunningEngine running(workspace);
    running.start();
    running.engine.importChannelGuard(header + "*,yes,amount;party;reference;buyer\r\n");
    running.engine.applyRoutes({digest}, {}, false);
    {
        const auto database = Database::open(running.profile.databasePath(), Database::Access::ReadWrite);
        PlanningFixture fixture;
        const Router router(QList<Route>{digest});
        const ChannelGuard guard(rowsOf("*,yes,amount;party;reference;buyer\r\n"), channels);
        fixture.context.router = &router;
        fixture.context.guard = &guard;
        fixture.context.now = running.clock.now();
        Document second = tellingDocument(u"supplier_invoice"_qs);
        second.key += u"/2"_qs;
        QVERIFY(Ledger(**database)
                    .commit(fixture.plan({tellingDocument(u"supplier_invoice"_qs), second}), running.clock.now()));
    }
    for (int half = 0; half < 3 && workspace.posts.isEmpty(); ++half)
        running.pass(12h);
    QTRY_VERIFY(!workspace.posts.isEmpty());
    for (const QByteArray &post : std::as_const(workspace.posts))
        QCOMPARE(leakIn(QByteArray::fromPercentEncoding(post)), QString());
}

void ChannelGuardTest::aMaskedFieldThatChangedShowsOnlyThatItDid()
{
    const Composer composer = std::move(*Composer::builtIn());
    Change change;
    change.kind = ChangeKind::Updated;
    change.document = tellingDocument(u"supplier_invoice"_qs);
    change.differences = {{u"due_date"_qs, u"2026-12-01"_qs, u"2026-12-24"_qs}};
    ComposeContext context;
    context.maskedFields = {u"due_date"_qs};
    const QString text = QString::fromUtf8(composer.composeUpdate(change, context).json);
    QVERIFY(text.contains(FieldMask::mark() + u" \u2192 " + FieldMask::mark()));
    QVERIFY(!text.contains(u"24 Dec"));
    QVERIFY(!text.contains(u"1 Dec"));
}

void ChannelGuardTest::aChannelThatIsNotAllowedHoldsItsPosts()
{
    PlanningFixture fixture;
    const ChannelGuard guard(rowsOf("fin-hr,yes,\r\n"), channels);
    fixture.context.guard = &guard;
    fixture.context.isDryRun = true; // which a person could release
    const Plan plan = fixture.plan({invoice(u"1"_qs, u"4100;5100"_qs)});
    const QList<Delivery> deliveries = plan.changes.first().deliveries;
    QCOMPARE(described(plan.changes.first()), QStringList({u"main@fin-it"_qs, u"main@fin-hr"_qs}));
    QCOMPARE(deliveries.at(0).state, DeliveryState::Held);
    QCOMPARE(deliveries.at(0).reason, heldfor::guard);
    QVERIFY(!deliveries.at(0).heldUntil);
    QVERIFY(!deliveries.at(0).message.isEmpty());
    QCOMPARE(deliveries.at(1).reason, u"dry_run"_qs);
}

void ChannelGuardTest::heldPostsGoWhenTheGuardAllowsThem()
{
    Workspace workspace;
    workspace.show(channels);
    record(workspace);
    RunningEngine running(workspace);
    running.engine.importChannelGuard(header + "*,no,\r\n");
    running.start();
    QCOMPARE(deliveriesOf(workspace).first(), u"main@fin-it held guard"_qs);
    running.pass(1min);
    QVERIFY(workspace.posts.isEmpty());
    running.engine.importChannelGuard(header + "fin-it,yes,\r\n");
    QTRY_COMPARE(deliveriesOf(workspace).first(), u"main@fin-it posted "_qs);
    QVERIFY(running.failures.isEmpty());
}

void ChannelGuardTest::heldPostsGoWhereAnotherRuleLeads()
{
    Workspace workspace;
    workspace.show(channels);
    record(workspace);
    RunningEngine running(workspace);
    running.engine.importChannelGuard(header + "closed,yes,amount\r\n");
    running.start();
    running.engine.applyRoutes(rules(u"closed"_qs), {}, true);
    QTRY_VERIFY(deliveriesOf(workspace).contains(u"main@closed posted "_qs));
    QVERIFY(deliveriesOf(workspace).contains(u"main@fin-it dismissed rerouted"_qs));
    QVERIFY(workspace.posts.first().contains("Components"));
    QVERIFY(!workspace.posts.first().contains("471,147") && !workspace.posts.first().contains("471%2C147"));
}

void ChannelGuardTest::nobodySendsByHandWhatTheGuardHolds()
{
    Workspace workspace;
    workspace.show(channels);
    record(workspace);
    RunningEngine running(workspace);
    running.engine.importChannelGuard(header + "*,no,\r\nclosed,yes,amount\r\n");
    running.start();
    running.engine.replay({1});
    QVERIFY(running.notices.last().contains(u"held by the channel guard"));
    running.engine.replay({1}, u"#partner"_qs);
    running.engine.sendTestMessage(u"partner"_qs, u"supplier_invoice"_qs, {R"({"text":"x","blocks":[]})"});
    running.engine.sendTestMessage(u"closed"_qs, u"supplier_invoice"_qs, {R"({"text":"x","blocks":[]})"});
    QCOMPARE(running.failures.size(), 3);
    QVERIFY(running.failures.at(2).contains(u"hides amount from #closed"));
    running.pass(1min);
    QVERIFY(workspace.posts.isEmpty());
    QCOMPARE(deliveriesOf(workspace).first(), u"main@fin-it held guard"_qs);
}

void ChannelGuardTest::whatIsSentElsewhereIsComposedForThatChannel()
{
    Workspace workspace;
    workspace.show(channels);
    record(workspace);
    RunningEngine running(workspace);
    running.engine.importChannelGuard(header + "*,yes,\r\nclosed,yes,amount\r\n");
    running.start();
    QTRY_COMPARE(deliveriesOf(workspace).first(), u"main@fin-it posted "_qs);
    const qsizetype before = workspace.posts.size();
    running.engine.replay({1}, u"closed"_qs);
    QTRY_VERIFY(deliveriesOf(workspace).contains(u"main@closed posted "_qs));
    const QByteArray post = QByteArray::fromPercentEncoding(workspace.posts.at(before));
    QVERIFY(post.contains("Components"));
    QVERIFY2(!post.contains("471,147"), post.constData());
    QVERIFY(running.failures.isEmpty());
}

void ChannelGuardTest::whatWaitsIsComposedAnewWithTheMask()
{
    Workspace workspace;
    workspace.show(channels);
    record(workspace, {}, true); // composed without a mask, and held by a dry run
    RunningEngine running(workspace);
    running.start();
    QCOMPARE(deliveriesOf(workspace).first(), u"main@fin-it held dry_run"_qs);
    running.engine.importChannelGuard(header + "*,yes,amount;party;reference;item;description;buyer\r\n");
    QTRY_VERIFY(deliveriesOf(workspace).first() == u"main@fin-it posted ");
    running.pass(2s);
    QTRY_COMPARE(workspace.posts.size(), 2); // with its lines
    for (const QByteArray &post : std::as_const(workspace.posts))
        QCOMPARE(leakIn(QByteArray::fromPercentEncoding(post)), QString());
}

void ChannelGuardTest::aChannelThatBecomesSharedGetsNothingMore()
{
    Workspace workspace;
    workspace.show(channels);
    RunningEngine running(workspace);
    running.start();
    running.engine.pause(0);
    record(workspace);
    QCOMPARE(deliveriesOf(workspace).first(), u"main@fin-it queued "_qs);
    QList<Channel> shared = channels;
    shared.first().isExternallyShared = true;
    workspace.show(shared);
    running.engine.refreshChannels();
    QTRY_COMPARE(deliveriesOf(workspace).first(), u"main@fin-it held guard"_qs);
    QVERIFY(running.notices.last().contains(u"#fin-it is shared with another organisation now"));
    running.engine.resume();
    running.pass(1min);
    QVERIFY(workspace.posts.isEmpty());
}

/// Lost on its way while it was allowed, and not in the channel: it would be sent again.
void ChannelGuardTest::whatHasToGoAgainIsHeldToo()
{
    Workspace workspace;
    workspace.show(channels);
    record(workspace);
    {
        const auto database =
            Database::open(Profile(workspace.folder.path()).databasePath(), Database::Access::ReadWrite);
        QVERIFY((*database)->execute(u"UPDATE delivery SET state = 'sending' WHERE role = 'main'"_qs));
    }
    RunningEngine running(workspace);
    running.engine.importChannelGuard(header + "*,no,\r\n");
    running.start();
    QCOMPARE(deliveriesOf(workspace).first(), u"main@fin-it unconfirmed interrupted"_qs);
    for (int i = 0; i < 10 && deliveriesOf(workspace).first() != u"main@fin-it held guard"; ++i)
        running.pass(1min);
    QCOMPARE(deliveriesOf(workspace).first(), u"main@fin-it held guard"_qs);
    QVERIFY(workspace.posts.isEmpty());
}

QTEST_GUILESS_MAIN(ChannelGuardTest)
#include "tst_channelguard.moc"
