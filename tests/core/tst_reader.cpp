// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/runlog.h"
#include "tests/core/storefixture.h"

#include <QTest>

#include <numeric>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

const QString finIt = QStringLiteral("fin-it");
const QString finHr = QStringLiteral("fin-hr");
const QString posted = QStringLiteral("posted");

} // namespace

class ReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { store = std::make_unique<StoreFixture>(); }
    void entriesComeAPageAtATimeNewestFirst();
    void aPageDoesNotMoveWhenEntriesAreAdded();
    void aFilterTakesWhatItNames_data();
    void aFilterTakesWhatItNames();
    void countsAddUp();
    void countsAreOfTheDayOnly();
    void causesAreGroupedByTheirRemedy();
    void oneEntryIsOneCauseOnce();
    void aFeedThatFailedIsACauseUntilItRunsAgain();
    void failedEntriesAreFoundOldestFirst();
    void theLastRunOfEachFeedIsShown();
    void costCentresAreThoseOfTheirLastVersion();
    void costCentresThatWaitForARuleAreNamedOnce();
    void whatRulesAreTriedOnComesAPageAtATime();
    void whatIsNotThereIsSaid();

private:
    static void fill(StoreFixture &store);

    std::unique_ptr<StoreFixture> store;
    StoreFixture m_filled; ///< for what only reads
};

void ReaderTest::initTestCase()
{
    fill(m_filled);
}

/// One entry of each state, an hour apart.
void ReaderTest::fill(StoreFixture &store)
{
    const auto settled = [&](const QString &number, DeliveryState state, const QString &code) {
        store.record(store.planned(StoreFixture::invoice(number, {QStringLiteral("4100")}), {finIt}));
        store.settle(number + u"@fin-it", state, code);
        store.clock.advance(1h);
    };
    settled(QStringLiteral("posted"), DeliveryState::Posted, {});
    settled(QStringLiteral("failed"), DeliveryState::Failed, QStringLiteral("is_archived"));
    settled(QStringLiteral("retrying"), DeliveryState::Retrying, QStringLiteral("timeout"));
    settled(QStringLiteral("lost"), DeliveryState::Unconfirmed, QStringLiteral("timeout"));
    settled(QStringLiteral("replayed"), DeliveryState::Failed, QStringLiteral("is_archived"));
    if (!store.outbox->requeue({5}, QStringLiteral("me"), store.clock.now()))
        qFatal("not replayed");
    store.settle(QStringLiteral("replayed@fin-it"), DeliveryState::Posted);
    store.record(QStringLiteral("queued"), {finHr});
    const qint64 skipped = store.record(QStringLiteral("skipped"), {finHr});
    if (!store.outbox->dismiss({skipped}, QStringLiteral("no"), QStringLiteral("me"), store.clock.now()))
        qFatal("not dismissed");
    store.clock.advance(1h);
    Document order = StoreFixture::invoice(QStringLiteral("unrouted"), {QStringLiteral("4300")});
    order.type = QStringLiteral("purchase_order");
    store.record(store.planned(order, {}, {QStringLiteral("4300")}));
    store.record(
        store.planned(StoreFixture::invoice(QStringLiteral("partly"), {QStringLiteral("4100"), QStringLiteral("4300")}),
                      {finHr}, {QStringLiteral("4300")}));
    store.record(store.planned(StoreFixture::invoice(QStringLiteral("held")), {finIt}, {}, DeliveryState::Held));
    PlannedChange known = store.planned(StoreFixture::invoice(QStringLiteral("known")), {});
    known.change.kind = ChangeKind::Known;
    store.record(known);
}

void ReaderTest::entriesComeAPageAtATimeNewestFirst()
{
    for (int number = 1; number <= 7; ++number)
        store->record(QString::number(number), {finIt});
    QList<qint64> ids;
    for (qint64 before = 0;;) {
        const auto page = store->reader->entries({}, before, 3);
        QVERIFY(page);
        if (page->isEmpty())
            break;
        QVERIFY(page->size() <= 3);
        for (const EntryRow &row : *page)
            ids << row.id;
        before = ids.last();
    }
    QCOMPARE(ids, QList<qint64>({7, 6, 5, 4, 3, 2, 1}));
}

void ReaderTest::aPageDoesNotMoveWhenEntriesAreAdded()
{
    for (int number = 1; number <= 4; ++number)
        store->record(QString::number(number), {finIt});
    const qint64 before = store->reader->entries({}, 0, 2)->last().id;
    store->record(QStringLiteral("5"), {finIt});
    QCOMPARE(store->reader->entries({}, before, 2)->first().id, before - 1);
}

void ReaderTest::aFilterTakesWhatItNames_data()
{
    QTest::addColumn<EntryFilter>("filter");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const std::function<void(EntryFilter &)> &change, const QString &expected) {
        EntryFilter filter;
        change(filter);
        QTest::newRow(name) << filter << expected.split(u' ', Qt::SkipEmptyParts);
    };
    const QString all =
        QStringLiteral("posted failed retrying lost replayed queued skipped unrouted partly held known");
    const auto in = [](const QString &channel) { return [=](EntryFilter &filter) { filter.channels = {channel}; }; };
    const auto of = [](const QString &centre) { return [=](EntryFilter &filter) { filter.costCentres = {centre}; }; };
    const auto state = [](EntryState one) { return [=](EntryFilter &filter) { filter.states = {one}; }; };
    row(
        "nothing", [](EntryFilter &) {}, all);
    row(
        "a type", [](EntryFilter &filter) { filter.types = {QStringLiteral("purchase_order")}; },
        QStringLiteral("unrouted"));
    row(
        "numbers",
        [](EntryFilter &filter) {
            filter.ids = {2, 1, 99};
        },
        QStringLiteral("posted failed"));
    row(
        "a number and a state",
        [](EntryFilter &filter) {
            filter.ids = {1, 2};
            filter.states = {EntryState::Failed};
        },
        QStringLiteral("failed"));
    row("failed", state(EntryState::Failed), QStringLiteral("failed"));
    row("unrouted, also in part", state(EntryState::Unrouted), QStringLiteral("unrouted partly"));
    row("recorded", state(EntryState::Recorded), QStringLiteral("known"));
    row(
        "two states",
        [](EntryFilter &filter) {
            filter.states = {EntryState::Held, EntryState::Skipped};
        },
        QStringLiteral("skipped held"));
    row("a channel", in(finHr), QStringLiteral("queued partly"));
    row("half a channel's name", in(QStringLiteral("fin")), {});
    row("a cost centre", of(QStringLiteral("4300")), QStringLiteral("unrouted partly"));
    row("half a cost centre", of(QStringLiteral("43")), {});
    row("a wild card", of(QStringLiteral("%")), {});
    const Instant start = FakeClock().now();
    row(
        "a time",
        [=](EntryFilter &filter) {
            filter.from = start + 1h;
            filter.until = start + 3h;
        },
        QStringLiteral("failed retrying"));
    row(
        "all at once",
        [=](EntryFilter &filter) {
            filter.types = {QStringLiteral("supplier_invoice")};
            filter.costCentres = {QStringLiteral("4100")};
            filter.channels = {finIt};
            filter.search = QStringLiteral("12480");
            filter.until = start + 1h;
        },
        posted);
}

void ReaderTest::aFilterTakesWhatItNames()
{
    QFETCH(const EntryFilter, filter);
    const auto entries = m_filled.reader->entries(filter, 0, 100);
    QVERIFY(entries);
    QStringList numbers;
    for (const EntryRow &row : *entries)
        numbers.prepend(row.number);
    QTEST(numbers, "expected");
    QCOMPARE(m_filled.reader->counts(filter)->entries, numbers.size());
}

void ReaderTest::countsAddUp()
{
    const Instant start = FakeClock().now();
    const auto day = m_filled.reader->day(start, start + 24h);
    QVERIFY(day);
    QCOMPARE(day->recorded, 11);
    QCOMPARE(day->recorded, day->routed + day->unrouted + day->known);
    QCOMPARE(day->routed, day->posted + day->queued + day->failed + day->held);
    QCOMPARE(day->known, 1);
    QCOMPARE(day->unrouted, 2);
    QCOMPARE(day->posted, 2);
    QCOMPARE(day->replayed, 1);
    QCOMPARE(day->queued, 3); // with retrying and unconfirmed
    QCOMPARE(day->failed, 1);
    QCOMPARE(day->held, 2); // with skipped
    QCOMPARE(day->channels, 2);
    const auto counts = m_filled.reader->counts({});
    QCOMPARE(counts->entries, 11);
    QCOMPARE(counts->failed, 1);
    QCOMPARE(counts->unrouted, 2);
    QCOMPARE(*m_filled.reader->entryCount(), 11);
    const auto states = m_filled.reader->deliveryStates();
    QCOMPARE(std::accumulate(states->begin(), states->end(), 0), 9);
    QCOMPARE(states->value(posted), 2);
}

void ReaderTest::countsAreOfTheDayOnly()
{
    const Instant start = FakeClock().now();
    QCOMPARE(m_filled.reader->day(start, start + 1h)->recorded, 1);
    QCOMPARE(m_filled.reader->day(start + 24h, start + 48h)->recorded, 0);
}

void ReaderTest::causesAreGroupedByTheirRemedy()
{
    for (int number = 1; number <= 3; ++number) {
        store->record(QString::number(number), {finIt});
        store->settle(QString::number(number) + u"@fin-it", DeliveryState::Failed, QStringLiteral("is_archived"));
    }
    store->record(QStringLiteral("4"), {finHr});
    store->settle(QStringLiteral("4@fin-hr"), DeliveryState::Failed, QStringLiteral("is_archived"));
    store->record(QStringLiteral("5"), {finHr});
    store->settle(QStringLiteral("5@fin-hr"), DeliveryState::Failed, QStringLiteral("msg_too_long"));
    store->record(QStringLiteral("6"), {finHr});
    store->settle(QStringLiteral("6@fin-hr"), DeliveryState::Unconfirmed, QStringLiteral("timeout"));
    store->record(QStringLiteral("7"), {finHr}, {QStringLiteral("4300"), QStringLiteral("4400")});
    store->record(QStringLiteral("8"), {}, {QStringLiteral("4300")});
    QStringList causes;
    const auto grouped = store->reader->causes();
    for (const Cause &cause : *grouped)
        causes << QStringLiteral("%1 %2 %3 %4").arg(int(cause.kind)).arg(cause.code, cause.subject).arg(cause.entries);
    QCOMPARE(causes, QStringList({QStringLiteral("0 is_archived fin-it 3"), QStringLiteral("0 is_archived fin-hr 1"),
                                  QStringLiteral("1 msg_too_long fin-hr 1"), QStringLiteral("3 timeout fin-hr 1"),
                                  QStringLiteral("4 no_rule 4300 2"), QStringLiteral("4 no_rule 4400 1")}));
    QCOMPARE(grouped->first().entryIds, QList<qint64>({1, 2, 3}));
    QCOMPARE(grouped->first().rule, QStringLiteral("rule of fin-it"));
}

void ReaderTest::oneEntryIsOneCauseOnce()
{
    PlannedChange planned = store->planned(StoreFixture::invoice(QStringLiteral("1")), {finIt});
    Delivery detail = planned.deliveries.first();
    detail.id = QStringLiteral("lines");
    planned.deliveries.append(detail);
    store->record(planned);
    store->settle(QStringLiteral("1@fin-it"), DeliveryState::Failed, QStringLiteral("is_archived"));
    store->settle(QStringLiteral("lines"), DeliveryState::Failed, QStringLiteral("is_archived"));
    QCOMPARE(store->reader->causes()->size(), 1);
    QCOMPARE(store->reader->causes()->first().entries, 1);
}

void ReaderTest::aFeedThatFailedIsACauseUntilItRunsAgain()
{
    RunLog runs(*store->database);
    FeedRunRow run;
    run.tenant = QStringLiteral("ACME_TST");
    run.feed = QStringLiteral("orders");
    run.error = QStringLiteral("No permission for PPS200MI.");
    run.errorCode = QStringLiteral("no_permission");
    QVERIFY(runs.add(run));
    QCOMPARE(store->reader->causes()->first().kind, Cause::Kind::FeedFailed);
    QCOMPARE(store->reader->causes()->first().detail, run.error);
    QVERIFY(!*store->reader->hasCompletedRun(run.tenant, run.company, run.feed));
    run.error.clear();
    QVERIFY(runs.add(run));
    QVERIFY(store->reader->causes()->isEmpty());
    QVERIFY(*store->reader->hasCompletedRun(run.tenant, run.company, run.feed));
    QVERIFY(!*store->reader->hasCompletedRun(run.tenant, QStringLiteral("200"), run.feed));
}

void ReaderTest::failedEntriesAreFoundOldestFirst()
{
    for (const auto *number : {"1", "2", "3"})
        store->record(QString::fromLatin1(number), {finIt});
    store->settle(QStringLiteral("3@fin-it"), DeliveryState::Failed, QStringLiteral("is_archived"));
    store->settle(QStringLiteral("1@fin-it"), DeliveryState::Failed, QStringLiteral("is_archived"));
    QCOMPARE(*store->reader->failedEntries(), QList<qint64>({1, 3}));
}

void ReaderTest::theLastRunOfEachFeedIsShown()
{
    RunLog runs(*store->database);
    FeedRunRow run{QStringLiteral("T"),
                   QStringLiteral("100"),
                   QStringLiteral("orders"),
                   store->clock.now(),
                   store->clock.now() + 2s,
                   10,
                   3,
                   2,
                   5,
                   4,
                   {},
                   {},
                   {QStringLiteral("a"), QStringLiteral("b")},
                   0,
                   0};
    QVERIFY(runs.add(run));
    run.startedAt = store->clock.now() + 1h;
    run.created = 1;
    QVERIFY(runs.add(run));
    run.company = QStringLiteral("200");
    QVERIFY(runs.add(run));
    const auto last = store->reader->lastRuns(store->clock.now());
    QCOMPARE(last->size(), 2);
    QCOMPARE(last->first().created, 1);
    QCOMPARE(last->first().createdToday, 4);
    QCOMPARE(last->first().updatedToday, 4);
    QCOMPARE(last->first().warnings, run.warnings);
    QCOMPARE(store->reader->lastRuns(store->clock.now() + 1min)->first().createdToday, 1);
}

void ReaderTest::costCentresAreThoseOfTheirLastVersion()
{
    Document centre = StoreFixture::invoice(QStringLiteral("4100"));
    centre.type = QStringLiteral("cost_centre");
    centre.fields = {{QStringLiteral("name"), QStringLiteral("IT")}};
    store->record(store->planned(centre, {}));
    centre.fields = {{QStringLiteral("name"), QStringLiteral("IT Services")}};
    store->record(store->planned(centre, {}));
    const auto centres = store->reader->costCentres();
    QCOMPARE(centres->size(), 1);
    QCOMPARE(centres->first().name, QStringLiteral("IT Services"));
    QVERIFY(store->reader->recordTypes()->contains(QStringLiteral("cost_centre")));
}

void ReaderTest::costCentresThatWaitForARuleAreNamedOnce()
{
    const Instant start = store->clock.now();
    QVERIFY(store->reader->unroutedCostCentres(start)->isEmpty());
    store->record(QStringLiteral("1"), {}, {QStringLiteral("6300"), QStringLiteral("4100")});
    store->record(QStringLiteral("2"), {QStringLiteral("fin-it")}, {QStringLiteral("6300")});
    store->record(QStringLiteral("3"), {QStringLiteral("fin-it")});
    QCOMPARE(*store->reader->unroutedCostCentres(start), QStringList({u"4100"_qs, u"6300"_qs}));
    QVERIFY(store->reader->unroutedCostCentres(start + 1h)->isEmpty());
}

void ReaderTest::whatRulesAreTriedOnComesAPageAtATime()
{
    const Instant start = store->clock.now();
    const qint64 first = store->record(QStringLiteral("1"), {QStringLiteral("fin-it")});
    PlannedChange known = store->planned(StoreFixture::invoice(QStringLiteral("2")), {});
    known.change.kind = ChangeKind::Known; // nobody is told of it
    store->record(known);
    const qint64 last = store->record(QStringLiteral("3"), {}, {QStringLiteral("4100")});
    const auto page = store->reader->toldChanges(start, 0, 1);
    QCOMPARE(page->size(), 1);
    QCOMPARE(page->first().entryId, first);
    QCOMPARE(page->first().change.document.number, QStringLiteral("1"));
    QCOMPARE(store->reader->toldChanges(start, first, 5)->first().entryId, last);
    QVERIFY(store->reader->toldChanges(start, last, 5)->isEmpty());
    QVERIFY(store->reader->toldChanges(start + 1h, 0, 5)->isEmpty());
}

void ReaderTest::whatIsNotThereIsSaid()
{
    const auto entry = store->reader->entry(4711);
    QVERIFY(!entry);
    QCOMPARE(entry.error().kind, ErrorKind::NotFound);
    QVERIFY(entry.error().message.contains(QStringLiteral("4711")));
    QVERIFY(store->reader->entries({}, 0, 10)->isEmpty());
    QVERIFY(store->reader->causes()->isEmpty());
    QCOMPARE(store->reader->counts({})->entries, 0);
    QCOMPARE(store->reader->day(Instant(), Instant(1h))->recorded, 0);
}

QTEST_GUILESS_MAIN(ReaderTest)
#include "tst_reader.moc"
