// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/simulation.h"

#include "core/engine/feedrunner.h"
#include "core/matching/matchtopics.h"
#include "core/message/composer.h"
#include "core/routing/channelguardcsv.h"
#include "core/routing/costcentremappingcsv.h"
#include "core/store/importedtables.h"
#include "tests/core/planningfixture.h"
#include "tests/core/storefixture.h"

#include <QRandomGenerator>
#include <QTest>

using namespace ledgercast;

namespace {

const QString tenant = QStringLiteral("ACME_TST");
const QDate firstDay(2026, 11, 2);

QList<MappingRow> mappingRows()
{
    return {{{}, {}, MappingTable::Warehouse, QStringLiteral("110"), QStringLiteral("4100")},
            {{}, {}, MappingTable::Warehouse, QStringLiteral("210"), QStringLiteral("5110")}};
}

/// One of the channels gets nothing.
QList<GuardRow> guardRows()
{
    return {{QStringLiteral("ap"), false, {}}, {QStringLiteral("*"), true, {}}};
}

/// A month of reading with one set of rules: what the planner decided, and the store that it was committed to.
class RealRun
{
public:
    explicit RealRun(const QList<Route> &rules) : m_router(rules)
    {
        const auto kept = ImportedTables(*store.database)
                              .replace(ImportedTables::costCentreMapping, toCsv(mappingRows()), QStringLiteral("test"),
                                       instantFromMs(0));
        const auto guarded =
            ImportedTables(*store.database)
                .replace(ImportedTables::channelGuard, toCsv(guardRows()), QStringLiteral("test"), instantFromMs(0));
        if (!kept || !guarded)
            qFatal("the tables can't be kept");
    }

    void read(const QList<Document> &documents, QDateTime at)
    {
        for (const Document &document : documents) {
            PlanContext context = contextAt(at);
            context.known = store.ledger->known(tenant, document.type, {document.key}).value();
            Page page;
            page.tenant = tenant;
            page.feed = document.type;
            page.documents = {document};
            Plan plan = planner::plan(page, context);
            commit(plan, context, {});
        }
        // The day brings reminders by itself.
        Plan plan{tenant, {}, {}, {}, {}, 0, 0};
        commit(plan, contextAt(at), store.ledger->dueTopics(tenant, at.date(), 1000).value());
    }

    StoreFixture store;
    QMap<QString, ChannelEffect::Share> channels;
    QMap<QString, int> unrouted; ///< by cost centre
    int unroutedEntries = 0;
    int entries = 0;
    int exceptions = 0;

private:
    [[nodiscard]] PlanContext contextAt(const QDateTime &at) const
    {
        PlanContext context;
        context.now = toInstant(at);
        context.knownBefore = firstDay;
        context.router = &m_router;
        context.composer = &m_composer;
        context.matchRules = &m_matchRules;
        context.mapping = &m_mapping;
        context.guard = &m_guard;
        return context;
    }
    void commit(Plan &plan, const PlanContext &context, const QStringList &due)
    {
        if (const auto done = commitWithFindings(*store.ledger, plan, context, due); !done)
            qFatal("%s %s", qPrintable(done.error().message), qPrintable(done.error().detail));
        for (const PlannedChange &planned : std::as_const(plan.changes))
            count(planned, context);
    }
    void count(const PlannedChange &planned, const PlanContext &context)
    {
        if (planned.change.kind == ChangeKind::Known || planned.isQuiet)
            return;
        ++entries;
        exceptions += planned.change.isException() ? 1 : 0;
        unroutedEntries += planned.unrouted.isEmpty() ? 0 : 1;
        for (const QString &code : planned.unrouted)
            ++unrouted[code];
        for (const Delivery &delivery : planned.deliveries) {
            if (delivery.role == DeliveryRole::Detail)
                continue;
            ChannelEffect::Share &share = channels[delivery.channel];
            ++share.entries;
            if (delivery.reason == heldfor::guard)
                continue;
            const auto digest = std::pair(delivery.channel, delivery.heldUntil ? toMs(*delivery.heldUntil) : 0);
            const bool isDigest = delivery.state == DeliveryState::Held;
            if (isDigest && m_digests.contains(digest))
                continue;
            if (isDigest) {
                m_digests.insert(digest);
                ++share.digests;
            }
            ++share.messages;
        }
        askRouter(planned, context);
    }
    /// The planner does what the router says, but for what its design keeps back.
    void askRouter(const PlannedChange &planned, const PlanContext &context) const
    {
        const Router::Decision decision =
            m_router.decide(planned.change.document, planner::exceptionOf(planned.change));
        QStringList expected;
        for (const Router::Match &match : decision.matches)
            expected += match.route.channel;
        QStringList actual;
        for (const Delivery &delivery : planned.deliveries) {
            if (delivery.role != DeliveryRole::Detail)
                actual += delivery.channel;
        }
        if (!context.composer->whyNotSent(planned.change).isEmpty())
            expected.clear();
        QCOMPARE(actual, expected);
    }

    Router m_router;
    ChannelGuard m_guard{guardRows(), {}};
    Composer m_composer = std::move(*Composer::builtIn());
    MatchRules m_matchRules;
    CostCentreMapping m_mapping{mappingRows()};
    QSet<std::pair<QString, qint64>> m_digests;
};

/// Rules and records from a seed.
class Chance
{
public:
    explicit Chance(quint32 seed) : m_random(seed) {}

    [[nodiscard]] QList<Route> rules()
    {
        QList<Route> rules;
        const int count = below(8);
        for (int number = 0; number < count; ++number) {
            Route route;
            route.priority = below(4);
            route.name = QStringLiteral("rule %1").arg(number);
            route.channel = oneOf({QStringLiteral("fin"), QStringLiteral("ap"), QStringLiteral("it")});
            if (below(3) > 0)
                route.costCentres = {oneOf({QStringLiteral("41*"), QStringLiteral("4200"), QStringLiteral("5100-5199"),
                                            QStringLiteral("unknown")})};
            if (below(3) == 0)
                route.recordTypes = {oneOf({QStringLiteral("supplier_invoice"), QStringLiteral("purchase_order")})};
            if (below(4) == 0)
                route.companies = {QStringLiteral("200")};
            if (below(3) == 0)
                route.minimumAmount = Decimal(below(2000), 0);
            if (below(4) == 0)
                route.exceptions = {oneOf({QStringLiteral("*"), QStringLiteral("due_soon"), QStringLiteral("overdue"),
                                           QStringLiteral("likely_duplicate")})};
            if (below(3) == 0)
                route.delivery = DeliveryMode::Digest;
            rules.append(route);
        }
        return rules;
    }
    [[nodiscard]] Document document(QDate day)
    {
        Document document;
        document.tenant = tenant;
        document.type =
            oneOf({QStringLiteral("supplier_invoice"), QStringLiteral("purchase_order"), QStringLiteral("payment")});
        document.company = oneOf({QStringLiteral("100"), QStringLiteral("200")});
        document.number = QString::number(below(40)); // small: some come again, as other versions or duplicates
        document.key = document.company + u'/' + document.number;
        document.status = oneOf({QStringLiteral("awaiting_approval"), QStringLiteral("approved")});
        document.partyId = QStringLiteral("N1001");
        document.amount = Money{Decimal(below(3000), 0), QStringLiteral("EUR")};
        document.modifiedOn = day.addDays(below(8) == 0 ? -60 : 0); // known from before
        document.fields = {{QStringLiteral("due_date"), day.addDays(below(12)).toString(Qt::ISODate)},
                           {QStringLiteral("invoice_date"), day.toString(Qt::ISODate)},
                           {QStringLiteral("supplier"), document.partyId},
                           {QStringLiteral("supplier_invoice"), QString::number(below(4))},
                           {QStringLiteral("warehouse"), oneOf({QStringLiteral("110"), QStringLiteral("210"), {}})}};
        for (int share = below(3); share > 0; --share)
            document.costCentres.append({oneOf({QStringLiteral("4100"), QStringLiteral("4200"), QStringLiteral("5110"),
                                                QStringLiteral("9000")}),
                                         std::nullopt, QStringLiteral("voucher")});
        return document;
    }
    int below(int limit) { return static_cast<int>(m_random.bounded(limit)); }

private:
    QString oneOf(const QStringList &words) { return words.at(below(static_cast<int>(words.size()))); }

    QRandomGenerator m_random;
};

Change changeOf(const Document &document)
{
    Change change;
    change.document = document;
    change.detectedAt = toInstant(QDateTime(firstDay, QTime(9, 0), Qt::UTC));
    return change;
}

const ChannelEffect &effectOn(const SimulationResult &result, const QString &channel)
{
    static const ChannelEffect none;
    for (const ChannelEffect &effect : result.channels) {
        if (effect.channel == channel)
            return effect;
    }
    return none;
}

QMap<QString, ChannelEffect::Share> sharesOf(const SimulationResult &result, ChannelEffect::Share ChannelEffect::*share)
{
    QMap<QString, ChannelEffect::Share> shares;
    for (const ChannelEffect &effect : result.channels) {
        if (const ChannelEffect::Share &one = effect.*share; one.entries > 0)
            shares.insert(effect.channel, one);
    }
    return shares;
}

} // namespace

class SimulationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhichEntriesMoveWhereAndByWhichRule();
    void countsADigestOnce();
    void tellsWhatFindsAChannelAndWhatLosesIt();
    void anotherSpellingIsTheSameChannel();
    void givesUpWhenNobodyWaits();
    void whatWouldChangeIsWhatTheRealRunDoes_data();
    void whatWouldChangeIsWhatTheRealRunDoes();

private:
    [[nodiscard]] SimulationResult run(const QList<Route> &current, const QList<Route> &draft,
                                       const QList<Document> &documents) const
    {
        PlanContext context;
        context.composer = &m_composer;
        Simulation simulation(current, draft, context);
        qint64 entry = 0;
        for (const Document &document : documents)
            simulation.take({++entry, changeOf(document)});
        return simulation.result();
    }

    const Composer m_composer = std::move(*Composer::builtIn());
};

void SimulationTest::tellsWhichEntriesMoveWhereAndByWhichRule()
{
    const SimulationResult result =
        run({rule(u"fin-it"_qs, u"4100;4200"_qs)}, {rule(u"fin-it"_qs, u"4100"_qs), rule(u"it-finance"_qs, u"4200"_qs)},
            {invoice(u"1"_qs, u"4100"_qs), invoice(u"2"_qs, u"4200"_qs), invoice(u"3"_qs, u"4200"_qs)});
    QCOMPARE(result.entries, 3);
    QCOMPARE(result.changed, (QList<qint64>{2, 3}));
    const ChannelEffect &before = effectOn(result, u"fin-it"_qs);
    QCOMPARE(before.before.messages, 3);
    QCOMPARE(before.after.messages, 1);
    QCOMPARE(before.difference(), -2);
    QCOMPARE(before.to, (QMap<QString, int>{{u"it-finance"_qs, 2}}));
    const ChannelEffect &after = effectOn(result, u"it-finance"_qs);
    QCOMPARE(after.difference(), 2);
    QCOMPARE(after.from, (QMap<QString, int>{{u"fin-it"_qs, 2}}));
    QCOMPARE(after.rules, (QMap<int, int>{{2, 2}}));
    QCOMPARE(result.costCentres.value(u"4200"_qs).entries, 2);
    QCOMPARE(result.costCentres.value(u"4200"_qs).rules, (QMap<int, int>{{2, 2}}));
}

void SimulationTest::countsADigestOnce()
{
    Route digest = rule(u"fin-gl"_qs, {});
    digest.delivery = DeliveryMode::Digest;
    const SimulationResult result = run({rule(u"fin-gl"_qs, {})}, {digest}, {invoice(u"1"_qs), invoice(u"2"_qs)});
    QCOMPARE(effectOn(result, u"fin-gl"_qs).before, (ChannelEffect::Share{2, 2, 0}));
    QCOMPARE(effectOn(result, u"fin-gl"_qs).after, (ChannelEffect::Share{2, 1, 1}));
    QCOMPARE(result.changed, (QList<qint64>{1, 2})); // where they went, but not at once
}

void SimulationTest::tellsWhatFindsAChannelAndWhatLosesIt()
{
    const SimulationResult result =
        run({rule(u"fin-it"_qs, u"4100"_qs)}, {rule(u"fin-hr"_qs, u"51*"_qs)},
            {invoice(u"1"_qs, u"4100"_qs), invoice(u"2"_qs, u"5100"_qs), invoice(u"3"_qs, {})});
    QCOMPARE(result.unroutedBefore, 2);
    QCOMPARE(result.unroutedAfter, 2);
    QCOMPARE(result.newlyRouted, 1);
    QCOMPARE(result.newlyUnrouted, 1);
    QCOMPARE(effectOn(result, u"fin-it"_qs).to, (QMap<QString, int>{{QString(), 1}}));
    QCOMPARE(effectOn(result, u"fin-hr"_qs).from, (QMap<QString, int>{{QString(), 1}}));
    QCOMPARE(result.costCentres.value(u"unknown"_qs).unrouted, 1);
    QCOMPARE(result.costCentres.value(u"4100"_qs).unrouted, 1);
    QCOMPARE(result.costCentres.value(u"5100"_qs).unrouted, 0);
}

void SimulationTest::anotherSpellingIsTheSameChannel()
{
    const SimulationResult result =
        run({rule(u"fin-it"_qs, {})}, {rule(u"#Fin-IT"_qs, {})}, {invoice(u"1"_qs, u"4100"_qs)});
    QCOMPARE(result.channels.size(), 1);
    QCOMPARE(result.channels.first().channel, u"Fin-IT"_qs);
    QVERIFY(!result.channels.first().isChanged());
}

void SimulationTest::givesUpWhenNobodyWaits()
{
    const StoreFixture store;
    SimulationQuestion question;
    question.isOutdated = [] { return true; };
    const auto result = simulate(*store.reader, question);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Cancelled);
}

void SimulationTest::whatWouldChangeIsWhatTheRealRunDoes_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

/// The same month read under two sets of rules: from the store of the first, the simulation tells what happened in
/// both.
void SimulationTest::whatWouldChangeIsWhatTheRealRunDoes()
{
    QFETCH(quint32, seed);
    Chance chance(seed);
    const QList<Route> current = chance.rules();
    const QList<Route> draft = chance.rules();
    RealRun now(current);
    RealRun then(draft);
    for (int day = 0; day < 12; ++day) {
        const QDateTime at(firstDay.addDays(day), QTime(chance.below(24), 0), Qt::UTC);
        QList<Document> documents;
        for (int i = chance.below(8); i > 0; --i)
            documents += chance.document(at.date());
        now.read(documents, at);
        then.read(documents, at);
        if (QTest::currentTestFailed())
            return;
    }
    SimulationQuestion question;
    question.current = current;
    question.draft = draft;
    const auto result = simulate(*now.store.reader, question);
    QVERIFY(result);
    QCOMPARE(result->entries, now.entries);
    QCOMPARE(result->unroutedBefore, now.unroutedEntries);
    QCOMPARE(result->unroutedAfter, then.unroutedEntries);
    QCOMPARE(sharesOf(*result, &ChannelEffect::before), now.channels);
    QCOMPARE(sharesOf(*result, &ChannelEffect::after), then.channels);
    QMap<QString, int> unrouted;
    for (auto centre = result->costCentres.cbegin(); centre != result->costCentres.cend(); ++centre) {
        if (centre->unrouted > 0)
            unrouted.insert(centre.key(), centre->unrouted);
    }
    QCOMPARE(unrouted, then.unrouted);
    QVERIFY(now.entries > 20);
    QVERIFY(now.exceptions > 0);
}

QTEST_GUILESS_MAIN(SimulationTest)
#include "tst_simulation.moc"
