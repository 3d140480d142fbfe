// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/floodrules.h"
#include "core/store/heardlog.h"
#include "tests/core/storefixture.h"

#include <QJsonDocument>
#include <QTest>

using namespace ledgercast;

namespace {

const QString channelId = QStringLiteral("C1");
const QString ts = QStringLiteral("1795000000.000100");

} // namespace

class HeardLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        store = std::make_unique<StoreFixture>();
        entry = store->record(QStringLiteral("N1"), {QStringLiteral("fin-it")});
        post(QStringLiteral("N1@fin-it"), channelId);
        (void)store->newEvents();
    }
    void reactionsAreKeptOnce_data();
    void reactionsAreKeptOnce();
    void aReactionIsHeardOnceAcrossARestart();
    void anAcknowledgementSaysWhoAndHow();
    void aDeletedMessageIsNotedOnce();
    void whatTheDigestToldIsAcknowledgedWithIt();
    void theChannelAndTsAreFoundByTheirIndex();

private:
    void post(const QString &delivery, const QString &channel) const
    {
        Settlement settlement;
        settlement.id = delivery;
        settlement.ts = ts;
        settlement.channelId = channel;
        if (!store->outbox->exchange({}, {delivery}, store->clock.now()) ||
            !store->outbox->exchange({settlement}, {}, store->clock.now()))
            qFatal("not posted");
    }
    /// "+U2 eyes 3.1": added; "-U2 eyes 3.2": taken back.
    [[nodiscard]] int heard(const QString &words, const QString &channel = channelId, const QString &at = ts) const
    {
        const QStringList parts = words.mid(1).split(u' ');
        HeardLog log(*store->database);
        const auto count =
            log.reacted({words.startsWith(u'+'), channel, at, parts[0], parts[1], parts[2]}, store->clock.now());
        if (!count)
            qFatal("not heard: %s", qPrintable(count.error().detail));
        return *count;
    }

    std::unique_ptr<StoreFixture> store;
    qint64 entry = 0;
};

void HeardLogTest::reactionsAreKeptOnce_data()
{
    QTest::addColumn<QStringList>("heardWords");
    QTest::addColumn<QStringList>("events");
    const QString added = QStringLiteral("acknowledged");
    const QString removed = QStringLiteral("acknowledgement_removed");
    const auto row = [](const char *name, const QStringList &words, const QStringList &events) {
        QTest::newRow(name) << words << events;
    };
    row("once", {QStringLiteral("+U2 eyes 3.1")}, {added});
    row("told again", {QStringLiteral("+U2 eyes 3.1"), QStringLiteral("+U2 eyes 3.1")}, {added});
    row("another person", {QStringLiteral("+U2 eyes 3.1"), QStringLiteral("+U3 eyes 3.2")}, {added, added});
    row("another emoji", {QStringLiteral("+U2 eyes 3.1"), QStringLiteral("+U2 ok 3.2")}, {added, added});
    row("taken back", {QStringLiteral("+U2 eyes 3.1"), QStringLiteral("-U2 eyes 3.2")}, {added, removed});
    row("taken back, told again",
        {QStringLiteral("+U2 eyes 3.1"), QStringLiteral("-U2 eyes 3.2"), QStringLiteral("-U2 eyes 3.2"),
         QStringLiteral("+U2 eyes 3.1")},
        {added, removed});
    row("and given again",
        {QStringLiteral("+U2 eyes 3.1"), QStringLiteral("-U2 eyes 3.2"), QStringLiteral("+U2 eyes 3.3")},
        {added, removed, added});
    row("later by a digit", {QStringLiteral("+U2 eyes 9.1"), QStringLiteral("-U2 eyes 10.1")}, {added, removed});
    row("nothing to take back", {QStringLiteral("-U2 eyes 3.2")}, {});
}

void HeardLogTest::reactionsAreKeptOnce()
{
    QFETCH(const QStringList, heardWords);
    for (const QString &words : heardWords)
        (void)heard(words);
    QTEST(store->newEvents(), "events");
    QCOMPARE(store->stateOf(entry), EntryState::Posted);
    QVERIFY(!store->reader->verify()->firstBroken);
}

void HeardLogTest::aReactionIsHeardOnceAcrossARestart()
{
    QCOMPARE(heard(QStringLiteral("+U2 eyes 3.1")), 1);
    store->reader.reset();
    store->outbox.reset();
    store->ledger.reset();
    store->database.reset();
    auto again = Database::open(store->path, Database::Access::ReadWrite);
    QVERIFY(again);
    HeardLog log(**again);
    QCOMPARE(*log.reacted({true, channelId, ts, QStringLiteral("U2"), QStringLiteral("eyes"), QStringLiteral("3.1")},
                          store->clock.now()),
             0);
}

void HeardLogTest::anAcknowledgementSaysWhoAndHow()
{
    QCOMPARE(heard(QStringLiteral("+U2 eyes 3.1"), QStringLiteral("C2")), 0); // the same ts elsewhere
    QCOMPARE(heard(QStringLiteral("+U2 eyes 3.1"), channelId, QStringLiteral("1795000000.000101")), 0);
    QCOMPARE(heard(QStringLiteral("+U2 eyes 3.1")), 1);
    const AuditEventRow event = store->entry(entry).events.constLast();
    QCOMPARE(event.kind, QStringLiteral("acknowledged"));
    QCOMPARE(event.actor, QStringLiteral("U2"));
    QCOMPARE(event.delivery, QStringLiteral("N1@fin-it"));
    QCOMPARE(event.data, R"({"emoji":"eyes","event_ts":"3.1","user":"U2"})");
}

void HeardLogTest::aDeletedMessageIsNotedOnce()
{
    HeardLog log(*store->database);
    QCOMPARE(*log.deleted(channelId, QStringLiteral("1.1"), store->clock.now()), 0);
    QCOMPARE(*log.deleted(channelId, {}, store->clock.now()), 0);
    QCOMPARE(*log.deleted(channelId, ts, store->clock.now()), 1);
    QCOMPARE(*log.deleted(channelId, ts, store->clock.now()), 0);
    QCOMPARE(store->newEvents(), QStringList{QStringLiteral("deleted_in_slack")});
    QCOMPARE(store->stateOf(entry), EntryState::Posted); // it was
}

void HeardLogTest::whatTheDigestToldIsAcknowledgedWithIt()
{
    const auto held = [this](const QString &number) {
        return store->record(
            store->planned(StoreFixture::invoice(number), {QStringLiteral("fin-hr")}, {}, DeliveryState::Held));
    };
    const qint64 first = held(QStringLiteral("N2"));
    const qint64 second = held(QStringLiteral("N3"));
    Outbox::FloodDecision decision;
    DigestMessage digest;
    digest.id = QStringLiteral("digest");
    digest.channel = QStringLiteral("fin-hr");
    digest.heldFor = heldfor::digest;
    digest.message = R"({"text":"two"})";
    for (const qint64 id : {first, second})
        digest.told
            << store->value(QStringLiteral("SELECT id FROM delivery WHERE change_id = %1").arg(id)).toLongLong();
    decision.digests << digest;
    QVERIFY(store->outbox->decide(decision, store->clock.now()));
    post(QStringLiteral("digest"), QStringLiteral("C9"));
    (void)store->newEvents();
    QCOMPARE(heard(QStringLiteral("+U2 eyes 3.1"), QStringLiteral("C9")), 2);
    QCOMPARE(store->entry(first).events.constLast().kind, QStringLiteral("acknowledged"));
    QCOMPARE(store->entry(second).events.constLast().kind, QStringLiteral("acknowledged"));
}

void HeardLogTest::theChannelAndTsAreFoundByTheirIndex()
{
    QSqlQuery plan(store->database->connection());
    QVERIFY(plan.exec(QStringLiteral("EXPLAIN QUERY PLAN SELECT uuid FROM delivery WHERE ts = 'x' AND ts <> '' AND "
                                     "channel_id = 'C1'")));
    QVERIFY(plan.next());
    QVERIFY2(plan.value(3).toString().contains(u"delivery_by_ts"), qPrintable(plan.value(3).toString()));
}

QTEST_GUILESS_MAIN(HeardLogTest)
#include "tst_heardlog.moc"
