// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/storefixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

const QString me = QStringLiteral("me");
const QString finIt = QStringLiteral("fin-it");
const QString finHr = QStringLiteral("fin-hr");
const QString broken = QStringLiteral("is_archived");

} // namespace

class OutboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { store = std::make_unique<StoreFixture>(); }
    void everyTransitionIsOneAuditEvent();
    void anEntryShowsTheWorstOfItsDeliveries_data();
    void anEntryShowsTheWorstOfItsDeliveries();
    void aPostAfterAFailureIsReplayed();
    void anExchangeIsWrittenAsAWholeOrNotAtAll();
    void anAttemptIsCountedBeforeTheRequestLeaves();
    void aReplyWaitsForTheThreadOfItsParent();
    void whatIsOpenIsFoundAfterACrashInOrder();
    void replayQueuesOnlyWhatMayGo_data();
    void replayQueuesOnlyWhatMayGo();
    void replayElsewhereCopiesTheMessageAndItsThread();
    void replayOfAnUnroutedEntryDoesNothing();
    void anUnroutedEntryCanBeMarkedAsNotSent();
    void aPartlyPostedEntryIsMarkedForTheRestOnly();
    void markingLeavesAloneWhatWasNeverToBeSent();
    void markingLeavesAloneWhatIsPostedOrOnItsWay();
    void unknownDeliveriesAndEntriesAreNotMadeUp();
    void aPermalinkIsKept();

private:
    [[nodiscard]] int edited(const Result<int> &count)
    {
        if (!count)
            qFatal("not edited: %s", qPrintable(count.error().message));
        return *count;
    }
    [[nodiscard]] DeliveryRow delivery(qint64 entry, int index = 0) const
    {
        return store->entry(entry).deliveries.value(index);
    }

    std::unique_ptr<StoreFixture> store;
};

void OutboxTest::everyTransitionIsOneAuditEvent()
{
    const qint64 entry = store->record(QStringLiteral("1"), {finIt});
    const QString id = QStringLiteral("1@fin-it");
    QCOMPARE(store->newEvents(), QStringList({QStringLiteral("recorded"), QStringLiteral("routed")}));
    store->settle(id, DeliveryState::Retrying, QStringLiteral("ratelimited"));
    QCOMPARE(store->newEvents(), QStringList({QStringLiteral("sending"), QStringLiteral("retrying")}));
    store->settle(id, DeliveryState::Unconfirmed, QStringLiteral("timeout"));
    QCOMPARE(store->newEvents(), QStringList({QStringLiteral("sending"), QStringLiteral("unconfirmed")}));
    store->settle(id, DeliveryState::Failed, broken);
    QCOMPARE(store->newEvents(), QStringList({QStringLiteral("sending"), QStringLiteral("failed")}));
    QCOMPARE(edited(store->outbox->requeue({entry}, me, store->clock.now())), 1);
    QCOMPARE(store->newEvents(), QStringList{QStringLiteral("replayed")});
    store->settle(id, DeliveryState::Posted);
    QCOMPARE(store->newEvents(), QStringList({QStringLiteral("sending"), QStringLiteral("posted")}));
    const EntryDetail detail = store->entry(entry);
    for (const AuditEventRow &event : detail.events) {
        QCOMPARE(event.changeId.value_or(0), entry);
        QCOMPARE(event.delivery, event.kind == u"recorded" ? QString() : id);
        QCOMPARE(event.actor, event.kind == u"replayed" ? me : QStringLiteral("ledgercast"));
    }
    QCOMPARE(detail.deliveries.first().attempts.size(), 4);
    QVERIFY(!store->reader->verify()->firstBroken);
}

void OutboxTest::anEntryShowsTheWorstOfItsDeliveries_data()
{
    QTest::addColumn<DeliveryState>("first");
    QTest::addColumn<DeliveryState>("second");
    QTest::addColumn<bool>("isUnrouted");
    QTest::addColumn<EntryState>("shown");
    QTest::addColumn<QString>("reason");
    using D = DeliveryState;
    using E = EntryState;
    QTest::newRow("both posted") << D::Posted << D::Posted << false << E::Posted << QString();
    QTest::newRow("one failed") << D::Posted << D::Failed << false << E::Failed << QStringLiteral("second");
    QTest::newRow("failed before lost") << D::Failed << D::Unconfirmed << false << E::Failed << QStringLiteral("first");
    QTest::newRow("lost before retrying")
        << D::Retrying << D::Unconfirmed << false << E::Unconfirmed << QStringLiteral("second");
    QTest::newRow("retrying before posted")
        << D::Retrying << D::Posted << false << E::Retrying << QStringLiteral("first");
    QTest::newRow("posted, the rest unrouted") << D::Posted << D::Posted << true << E::Unrouted << QString();
    QTest::newRow("failed, the rest unrouted")
        << D::Failed << D::Posted << true << E::Failed << QStringLiteral("first");
}

void OutboxTest::anEntryShowsTheWorstOfItsDeliveries()
{
    QFETCH(const DeliveryState, first);
    QFETCH(const DeliveryState, second);
    QFETCH(const bool, isUnrouted);
    const QStringList unrouted = isUnrouted ? QStringList{QStringLiteral("4300")} : QStringList{};
    const qint64 entry = store->record(QStringLiteral("1"), {finIt, finHr}, unrouted);
    QCOMPARE(store->stateOf(entry), isUnrouted ? EntryState::Unrouted : EntryState::Queued);
    store->settle(QStringLiteral("1@fin-it"), first, QStringLiteral("first"));
    store->settle(QStringLiteral("1@fin-hr"), second, QStringLiteral("second"));
    QTEST(store->stateOf(entry), "shown");
    QTEST(store->entry(entry).row.reason, "reason");
    QCOMPARE(store->entry(entry).row.channels, QStringList({finIt, finHr}));
}

void OutboxTest::aPostAfterAFailureIsReplayed()
{
    const qint64 entry = store->record(QStringLiteral("1"), {finIt});
    store->settle(QStringLiteral("1@fin-it"), DeliveryState::Failed, broken);
    QVERIFY(store->outbox->requeue({entry}, me, store->clock.now()));
    QCOMPARE(store->stateOf(entry), EntryState::Queued);
    store->settle(QStringLiteral("1@fin-it"), DeliveryState::Posted);
    QCOMPARE(store->stateOf(entry), EntryState::Replayed);
    QCOMPARE(store->entry(entry).row.reason, QString());
}

void OutboxTest::anExchangeIsWrittenAsAWholeOrNotAtAll()
{
    store->record(QStringLiteral("1"), {finIt});
    Q_UNUSED(store->newEvents());
    const auto sent =
        store->outbox->exchange({}, {QStringLiteral("1@fin-it"), QStringLiteral("nobody")}, store->clock.now());
    QVERIFY(!sent);
    QCOMPARE(sent.error().kind, ErrorKind::NotFound);
    QCOMPARE(delivery(1).state, DeliveryState::Queued);
    QVERIFY(delivery(1).attempts.isEmpty());
    QVERIFY(store->newEvents().isEmpty());
}

void OutboxTest::anAttemptIsCountedBeforeTheRequestLeaves()
{
    store->record(QStringLiteral("1"), {finIt});
    const auto sent = store->outbox->exchange({}, {QStringLiteral("1@fin-it")}, store->clock.now());
    QVERIFY(sent);
    QCOMPARE(sent->first().attempt, 1);
    QCOMPARE(sent->first().message, QByteArray("{\"text\":\"hello\"}"));
    QCOMPARE(delivery(1).state, DeliveryState::Sending);
    QCOMPARE(delivery(1).attempts.size(), 1);
    QVERIFY(!delivery(1).attempts.first().endedAt);
    QCOMPARE(delivery(1).attempts.first().startedAt, store->clock.now());
}

void OutboxTest::aReplyWaitsForTheThreadOfItsParent()
{
    PlannedChange planned = store->planned(StoreFixture::invoice(QStringLiteral("1")), {finIt});
    Delivery detail = planned.deliveries.first();
    detail.id = QStringLiteral("lines");
    detail.parentId = QStringLiteral("1@fin-it");
    detail.role = DeliveryRole::Detail;
    planned.deliveries.append(detail);
    const qint64 entry = store->record(planned);
    QCOMPARE(store->outbox->ofEntries({entry})->last().parentTs, QString());
    store->settle(QStringLiteral("1@fin-it"), DeliveryState::Posted);
    QCOMPARE(store->outbox->ofEntries({entry})->last().parentTs, QStringLiteral("1795000000.000100"));
    const auto sent = store->outbox->exchange({}, {QStringLiteral("lines")}, store->clock.now());
    QCOMPARE(sent->first().threadTs, QStringLiteral("1795000000.000100"));
}

void OutboxTest::whatIsOpenIsFoundAfterACrashInOrder()
{
    for (int number = 1; number <= 6; ++number)
        store->record(QString::number(number), {finIt});
    store->settle(QStringLiteral("1@fin-it"), DeliveryState::Posted);
    store->settle(QStringLiteral("2@fin-it"), DeliveryState::Failed, broken);
    store->settle(QStringLiteral("3@fin-it"), DeliveryState::Unconfirmed);
    QVERIFY(store->outbox->exchange({}, {QStringLiteral("4@fin-it")}, store->clock.now()));
    QVERIFY(store->outbox->dismiss({5}, QStringLiteral("no"), me, store->clock.now()));
    const auto after = Database::open(store->path, Database::Access::ReadWrite); // nothing was said goodbye to
    const auto open = Outbox(**after).open();
    QStringList ids;
    for (const OutboxItem &item : *open)
        ids << item.id;
    QCOMPARE(ids, QStringList({QStringLiteral("3@fin-it"), QStringLiteral("4@fin-it"), QStringLiteral("6@fin-it")}));
    QCOMPARE(open->at(1).state, DeliveryState::Sending);
    QCOMPARE(open->at(1).lastStartedAt.value_or(Instant()), store->clock.now());
    QCOMPARE(Outbox(**after).open(open->at(1).number)->size(), 1);
}

void OutboxTest::replayQueuesOnlyWhatMayGo_data()
{
    QTest::addColumn<DeliveryState>("state");
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("events");
    QTest::newRow("failed") << DeliveryState::Failed << broken << 1;
    QTest::newRow("retrying") << DeliveryState::Retrying << QStringLiteral("timeout") << 1;
    QTest::newRow("posted") << DeliveryState::Posted << QString() << 0;
    QTest::newRow("lost, to be looked up") << DeliveryState::Unconfirmed << QStringLiteral("timeout") << 0;
    QTest::newRow("lost, may not look") << DeliveryState::Unconfirmed << cannotLook << 1;
}

void OutboxTest::replayQueuesOnlyWhatMayGo()
{
    QFETCH(const DeliveryState, state);
    QFETCH(const QString, code);
    QFETCH(const int, events);
    const qint64 entry = store->record(QStringLiteral("1"), {finIt});
    store->settle(QStringLiteral("1@fin-it"), state, code);
    Q_UNUSED(store->newEvents());
    QCOMPARE(edited(store->outbox->requeue({entry}, me, store->clock.now())), events);
    QCOMPARE(store->newEvents().size(), events);
    QCOMPARE(delivery(entry).state, events ? DeliveryState::Queued : state);
}

void OutboxTest::replayElsewhereCopiesTheMessageAndItsThread()
{
    PlannedChange planned = store->planned(StoreFixture::invoice(QStringLiteral("1")), {finIt, finHr});
    Delivery detail = planned.deliveries.first();
    detail.id = QStringLiteral("lines");
    detail.parentId = QStringLiteral("1@fin-it");
    detail.role = DeliveryRole::Detail;
    planned.deliveries.append(detail);
    const qint64 entry = store->record(planned);
    store->settle(QStringLiteral("1@fin-it"), DeliveryState::Failed, broken);
    const QString other = QStringLiteral("fin-other");
    QCOMPARE(edited(store->outbox->redirect({entry}, other, me, store->clock.now())), 2);
    const EntryDetail after = store->entry(entry);
    QCOMPARE(after.deliveries.size(), 5);
    const DeliveryRow &copy = after.deliveries.at(3);
    const DeliveryRow &reply = after.deliveries.at(4);
    QCOMPARE(copy.channel, other);
    QCOMPARE(copy.message, after.deliveries.first().message);
    QCOMPARE(reply.role, DeliveryRole::Detail);
    QCOMPARE(store->outbox->ofEntries({entry})->last().parentId, copy.id);
    QCOMPARE(after.deliveries.at(0).state, DeliveryState::Dismissed);
    QCOMPARE(after.deliveries.at(0).reason, QStringLiteral("replayed_elsewhere"));
    QCOMPARE(after.deliveries.at(1).state, DeliveryState::Queued); // the other channel's is left alone
    QCOMPARE(after.row.channels, QStringList({finHr, other}));
}

void OutboxTest::replayOfAnUnroutedEntryDoesNothing()
{
    const qint64 entry = store->record(QStringLiteral("1"), {}, {QStringLiteral("4300")});
    Q_UNUSED(store->newEvents());
    QCOMPARE(edited(store->outbox->requeue({entry}, me, store->clock.now())), 0);
    QCOMPARE(edited(store->outbox->redirect({entry}, finIt, me, store->clock.now())), 0);
    QVERIFY(store->newEvents().isEmpty());
    QCOMPARE(store->stateOf(entry), EntryState::Unrouted);
    QCOMPARE(store->ledger->unrouted(0, 10)->size(), 1);
}

void OutboxTest::anUnroutedEntryCanBeMarkedAsNotSent()
{
    const qint64 entry = store->record(QStringLiteral("1"), {}, {QStringLiteral("4300"), QStringLiteral("4400")});
    Q_UNUSED(store->newEvents());
    QCOMPARE(edited(store->outbox->dismiss({entry}, QStringLiteral("Not ours"), me, store->clock.now())), 1);
    QCOMPARE(store->newEvents(), QStringList{QStringLiteral("dismissed")});
    QCOMPARE(store->stateOf(entry), EntryState::Skipped);
    QCOMPARE(store->entry(entry).row.reason, QStringLiteral("Not ours"));
    const QJsonObject data = QJsonDocument::fromJson(store->entry(entry).events.last().data).object();
    QCOMPARE(data[u"cost_centres"].toArray().size(), 2);
    // Neither new rules nor the list of what waits for one find it again.
    QVERIFY(store->ledger->unrouted(0, 10)->isEmpty());
    QVERIFY(store->reader->causes()->isEmpty());
    QCOMPARE(edited(store->outbox->dismiss({entry}, QStringLiteral("Not ours"), me, store->clock.now())), 0);
    QCOMPARE(edited(store->outbox->requeue({entry}, me, store->clock.now())), 0);
    QCOMPARE(store->stateOf(entry), EntryState::Skipped);
    QCOMPARE(store->entry(entry).row.reason, QStringLiteral("Not ours"));
}

void OutboxTest::aPartlyPostedEntryIsMarkedForTheRestOnly()
{
    const qint64 entry = store->record(QStringLiteral("1"), {finIt}, {QStringLiteral("4300")});
    store->settle(QStringLiteral("1@fin-it"), DeliveryState::Posted);
    QCOMPARE(edited(store->outbox->dismiss({entry}, QStringLiteral("Not ours"), me, store->clock.now())), 1);
    QCOMPARE(store->stateOf(entry), EntryState::Posted);
    QVERIFY(store->ledger->unrouted(0, 10)->isEmpty());
}

void OutboxTest::markingLeavesAloneWhatWasNeverToBeSent()
{
    PlannedChange known = store->planned(StoreFixture::invoice(QStringLiteral("1")), {});
    known.change.kind = ChangeKind::Known;
    const qint64 entry = store->record(known);
    Q_UNUSED(store->newEvents());
    QCOMPARE(edited(store->outbox->dismiss({entry}, QStringLiteral("no"), me, store->clock.now())), 0);
    QCOMPARE(edited(store->outbox->requeue({entry}, me, store->clock.now())), 0);
    QCOMPARE(edited(store->outbox->redirect({entry}, finIt, me, store->clock.now())), 0);
    QCOMPARE(store->stateOf(entry), EntryState::Recorded);
    QVERIFY(store->newEvents().isEmpty());
}

void OutboxTest::markingLeavesAloneWhatIsPostedOrOnItsWay()
{
    const qint64 entry = store->record(QStringLiteral("1"), {finIt, finHr});
    store->settle(QStringLiteral("1@fin-it"), DeliveryState::Posted);
    QVERIFY(store->outbox->exchange({}, {QStringLiteral("1@fin-hr")}, store->clock.now()));
    QCOMPARE(edited(store->outbox->dismiss({entry}, QStringLiteral("no"), me, store->clock.now())), 0);
    QCOMPARE(delivery(entry, 0).state, DeliveryState::Posted);
    QCOMPARE(delivery(entry, 1).state, DeliveryState::Sending);
}

void OutboxTest::unknownDeliveriesAndEntriesAreNotMadeUp()
{
    QCOMPARE(edited(store->outbox->dismiss({4711}, QStringLiteral("no"), me, store->clock.now())), 0);
    QVERIFY(store->outbox->states({QStringLiteral("nobody")})->isEmpty());
    Settlement settlement;
    settlement.id = QStringLiteral("nobody");
    QVERIFY(!store->outbox->exchange({settlement}, {}, store->clock.now()));
}

void OutboxTest::aPermalinkIsKept()
{
    const qint64 entry = store->record(QStringLiteral("1"), {finIt});
    Settlement settlement;
    settlement.id = QStringLiteral("1@fin-it");
    settlement.ts = QStringLiteral("1.000001");
    settlement.permalink = QStringLiteral("https://x.slack.com/p1");
    QVERIFY(store->outbox->exchange({settlement}, {}, store->clock.now()));
    QCOMPARE(delivery(entry).permalink, QStringLiteral("https://x.slack.com/p1"));
}

QTEST_GUILESS_MAIN(OutboxTest)
#include "tst_outbox.moc"
