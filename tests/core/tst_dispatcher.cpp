// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/outboxfixture.h"

#include <QSignalSpy>
#include <QSqlQuery>
#include <QTest>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

const QString a = QStringLiteral("a");
const QString b = QStringLiteral("b");
const QString c = QStringLiteral("c");
const QString room = QStringLiteral("C1");

} // namespace

Q_DECLARE_METATYPE(ledgercast::DeliveryState)

class TestDispatcher : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void postsEachOnceInOrder();
    void commitsBeforeARequestLeaves();
    void postsNothingThatCanNotBeCommitted();
    void keepsAnAnswerThatCanNotBeWritten();
    void doesNotPostAgainWhatWasAnsweredWhenAPersonEdits();
    void doesNotPostAgainWhatIsOnItsWayWhenAPersonEdits();
    void leavesUnconfirmedOnesAloneWhenTheirChannelBreaks();
    void doesNotCallUnconfirmedWhatAPersonHasDecided();
    void startsNothingAndWritesEveryAnswerWhileItDrains();
    void looksBySlacksClock_data();
    void looksBySlacksClock();
    void looksBySlacksClockAfterACrash_data();
    void looksBySlacksClockAfterACrash();
    void keepsItsPaceAfterACrash();
    void findsWhatBecomesVisibleLate();
    void postsAgainWhatNeverArrived();
    void asksAPersonWhenItMayNotLook();
    void looksAgainWhenALookFails();
    void triesAgainLaterAndLater();
    void wakesUpForARetryThatCameDueInSleep();
    void keepsEverythingWhileTheTokenIsRefused();
    void waitsForTheParentOfAThread();
    void continuesADeletedThreadInTheChannel_data();
    void continuesADeletedThreadInTheChannel();
    void findsInTheChannelWhatRepliedToADeletedMessage_data();
    void findsInTheChannelWhatRepliedToADeletedMessage();
    void followsTheThreadThatTookTheOldOnesPlace();
    void letsAThreadGoWhenItsParentIsDismissed();
    void saysWhyAReplyWaitsForAFailedParent();
    void sendsAReplyToWhatIsNotWrittenYet();
    void holdsNothingBehindAReplyThatWaits();
    void goesOnWhenTheDigestBeforeItFails();
    void saysWhyItGaveUpOnLostAnswers();
    void overtakesNothingThatIsHeldForLonger();
};

void TestDispatcher::postsEachOnceInOrder()
{
    OutboxFixture fixture;
    fixture.turn();
    fixture.record(a, room);
    fixture.record(b, room);
    QSignalSpy settled(fixture.dispatcher.get(), &Dispatcher::settled);
    fixture.turn();
    fixture.pass(1s);
    QCOMPARE(fixture.postedIds(), QStringList({a, b}));
    QCOMPARE(fixture.stateOf(a), DeliveryState::Posted);
    QCOMPARE(fixture.stateOf(b), DeliveryState::Posted);
    QVERIFY(fixture.dispatcher->isSettled());
    QCOMPARE(settled.size(), 1);
}

void TestDispatcher::commitsBeforeARequestLeaves()
{
    OutboxFixture fixture;
    QList<DeliveryState> seen;
    fixture.slack.onPost = [&](const PostRequest &post) {
        seen << fixture.stateOf(post.deliveryId);
        return FakeSlack::Reaction{};
    };
    fixture.record(a, room);
    fixture.turn();
    QCOMPARE(seen, QList({DeliveryState::Sending}));
}

void TestDispatcher::postsNothingThatCanNotBeCommitted()
{
    OutboxFixture fixture;
    fixture.record(a, room);
    QSignalSpy failures(fixture.dispatcher.get(), &Dispatcher::storeFailed);
    QVERIFY(fixture.database->execute(QStringLiteral("PRAGMA query_only = 1")));
    fixture.turn();
    QCOMPARE(failures.size(), 1);
    QVERIFY(fixture.slack.posts.isEmpty());
    QVERIFY(fixture.database->execute(QStringLiteral("PRAGMA query_only = 0")));
    fixture.pass(2s);
    QCOMPARE(fixture.postedIds(), QStringList({a}));
}

void TestDispatcher::keepsAnAnswerThatCanNotBeWritten()
{
    OutboxFixture fixture;
    fixture.record(a, room);
    fixture.slack.hold();
    fixture.turn();
    QVERIFY(fixture.database->execute(QStringLiteral("PRAGMA query_only = 1")));
    fixture.slack.release();
    fixture.turn();
    QCOMPARE(fixture.stateOf(a), DeliveryState::Sending);
    QVERIFY(!fixture.dispatcher->flush());
    QVERIFY(fixture.database->execute(QStringLiteral("PRAGMA query_only = 0")));
    fixture.pass(2s);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Posted);
    QCOMPARE(fixture.slack.copiesOf(a), 1);
}

void TestDispatcher::doesNotPostAgainWhatWasAnsweredWhenAPersonEdits()
{
    OutboxFixture fixture;
    fixture.record(a, room);
    fixture.slack.hold();
    fixture.turn();
    fixture.slack.release(); // answered, and not committed before the event loop runs
    QVERIFY(fixture.dispatcher->reload());
    fixture.pass(1min);
    QCOMPARE(fixture.postedIds(), QStringList({a}));
    QCOMPARE(fixture.stateOf(a), DeliveryState::Posted);
}

void TestDispatcher::doesNotPostAgainWhatIsOnItsWayWhenAPersonEdits()
{
    OutboxFixture fixture;
    fixture.record(a, room);
    fixture.slack.hold();
    fixture.turn();
    QVERIFY(fixture.dispatcher->reload());
    fixture.pass(1min);
    fixture.slack.release();
    fixture.turn();
    QCOMPARE(fixture.postedIds(), QStringList({a}));
    QCOMPARE(fixture.stateOf(a), DeliveryState::Posted);
}

void TestDispatcher::leavesUnconfirmedOnesAloneWhenTheirChannelBreaks()
{
    OutboxFixture fixture;
    fixture.slack.onPost = [&](const PostRequest &post) {
        return post.deliveryId == a ? FakeSlack::Reaction{PostVerdict::Unclear}
                                    : FakeSlack::Reaction{PostVerdict::ChannelBroken, false, QStringLiteral("gone")};
    };
    fixture.slack.lookError = Error{ErrorKind::Permission, {}, {}, {}, QStringLiteral("missing_scope")};
    fixture.record(a, room);
    fixture.pass(1min);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Unconfirmed);
    fixture.record(b, room);
    fixture.record(c, room);
    fixture.pass(1min);
    QCOMPARE(fixture.stateOf(b), DeliveryState::Failed);
    QCOMPARE(fixture.stateOf(c), DeliveryState::Failed);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Unconfirmed);
    QCOMPARE(fixture.reasonOf(a), cannotLook);
}

void TestDispatcher::doesNotCallUnconfirmedWhatAPersonHasDecided()
{
    OutboxFixture fixture;
    fixture.slack.onPost = [](const PostRequest &) { return FakeSlack::Reaction{PostVerdict::Unclear, false}; };
    fixture.record(a, room);
    fixture.turn();
    fixture.slack.hold();
    fixture.pass(2s);
    QCOMPARE(fixture.slack.heldAnswers(), 1); // the look
    QVERIFY(fixture.edit([&] {
        return fixture.outbox
            ->dismiss({fixture.entryOf(a)}, QStringLiteral("seen in Slack"), QStringLiteral("me"), fixture.clock.now())
            .has_value();
    }));
    fixture.slack.release();
    fixture.pass(1h);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Dismissed);
    QCOMPARE(fixture.postedIds(), QStringList({a}));
}

void TestDispatcher::startsNothingAndWritesEveryAnswerWhileItDrains()
{
    OutboxFixture fixture;
    fixture.settings.lanes.maximumInFlight = 1;
    fixture.dispatcher->setSettings(fixture.settings);
    fixture.record(a, room);
    fixture.record(b, room);
    fixture.slack.hold();
    fixture.turn();
    auto draining = fixture.dispatcher->drain();
    QVERIFY(!draining.isReady());
    fixture.slack.release();
    fixture.turn();
    QVERIFY(draining.isReady());
    QCOMPARE(fixture.postedIds(), QStringList({a}));
    QCOMPARE(fixture.stateOf(a), DeliveryState::Posted);
    QCOMPARE(fixture.stateOf(b), DeliveryState::Queued);
}

void TestDispatcher::looksBySlacksClock_data()
{
    QTest::addColumn<qint64>("minutesAhead"); // Slack's clock, seen from ours
    QTest::addColumn<bool>("isClockKnown");
    for (const qint64 minutes : {0, 1, 10, 600, -1, -10, -600}) {
        for (const bool isKnown : {true, false})
            QTest::addRow("Slack %lld min ahead%s", static_cast<long long>(minutes), isKnown ? "" : ", not yet known")
                << minutes << isKnown;
    }
}

void TestDispatcher::looksBySlacksClock()
{
    QFETCH(qint64, minutesAhead);
    QFETCH(bool, isClockKnown);
    OutboxFixture fixture;
    fixture.slack.skew = std::chrono::minutes(minutesAhead);
    fixture.slack.isClockKnown = isClockKnown;
    fixture.slack.onPost = [](const PostRequest &) { return FakeSlack::Reaction{PostVerdict::Unclear}; };
    fixture.record(a, room);
    fixture.turn();
    for (int second = 0; second < 60; ++second)
        fixture.pass(1s);
    QCOMPARE(fixture.slack.copiesOf(a), 1);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Posted);
}

void TestDispatcher::looksBySlacksClockAfterACrash_data()
{
    looksBySlacksClock_data();
}

void TestDispatcher::looksBySlacksClockAfterACrash()
{
    QFETCH(qint64, minutesAhead);
    QFETCH(bool, isClockKnown);
    OutboxFixture fixture;
    fixture.slack.skew = std::chrono::minutes(minutesAhead);
    fixture.slack.hold(); // the answer never comes
    fixture.record(a, room);
    fixture.turn();
    QCOMPARE(fixture.stateOf(a), DeliveryState::Sending);
    fixture.slack.isClockKnown = isClockKnown;
    auto crashed = std::exchange(fixture.dispatcher, nullptr);
    fixture.clock.advance(1h);
    fixture.restart();
    QCOMPARE(fixture.stateOf(a), DeliveryState::Unconfirmed);
    fixture.slack.release(); // its coroutine ends, so that nothing leaks, and dies before it can write
    crashed.reset();
    for (int second = 0; second < 60; ++second)
        fixture.pass(1s);
    QCOMPARE(fixture.slack.copiesOf(a), 1);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Posted);
}

void TestDispatcher::keepsItsPaceAfterACrash()
{
    OutboxFixture fixture;
    fixture.settings.lanes.interval = 1s;
    fixture.restart();
    fixture.record(a, room);
    fixture.record(b, room);
    fixture.turn();
    fixture.clock.advance(400ms);
    fixture.restart();
    fixture.turn();
    QCOMPARE(fixture.postedIds(), QStringList({a}));
    fixture.pass(600ms);
    QCOMPARE(fixture.postedIds(), QStringList({a, b}));
}

void TestDispatcher::findsWhatBecomesVisibleLate()
{
    OutboxFixture fixture;
    fixture.slack.visibleAfter = 4s;
    fixture.slack.onPost = [](const PostRequest &) { return FakeSlack::Reaction{PostVerdict::Unclear}; };
    fixture.record(a, room);
    fixture.turn();
    fixture.pass(2s);
    QCOMPARE(fixture.slack.looks.size(), 1);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Unconfirmed);
    fixture.pass(3s);
    QCOMPARE(fixture.slack.looks.size(), 2);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Posted);
    QCOMPARE(fixture.slack.copiesOf(a), 1);
}

void TestDispatcher::postsAgainWhatNeverArrived()
{
    OutboxFixture fixture;
    fixture.slack.onPost = [&](const PostRequest &) {
        return fixture.slack.posts.size() == 1 ? FakeSlack::Reaction{PostVerdict::Unclear, false}
                                               : FakeSlack::Reaction{};
    };
    fixture.record(a, room);
    fixture.turn();
    for (const Milliseconds pause : {2s, 3s})
        fixture.pass(pause);
    QCOMPARE(fixture.slack.posts.size(), 1);
    fixture.pass(7s);
    QCOMPARE(fixture.slack.looks.size(), 3);
    QCOMPARE(fixture.slack.copiesOf(a), 1);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Posted);
}

void TestDispatcher::asksAPersonWhenItMayNotLook()
{
    OutboxFixture fixture;
    fixture.slack.onPost = [](const PostRequest &) { return FakeSlack::Reaction{PostVerdict::Unclear, false}; };
    fixture.slack.lookError = Error{ErrorKind::Permission, {}, {}, {}, QStringLiteral("missing_scope")};
    fixture.record(a, room);
    fixture.pass(24h);
    fixture.pass(24h);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Unconfirmed);
    QCOMPARE(fixture.slack.posts.size(), 1);
    QVERIFY(fixture.dispatcher->isSettled());
    // The person looked: it isn't there.
    fixture.slack.onPost = {};
    QVERIFY(fixture.edit([&] {
        return fixture.outbox->requeue({fixture.entryOf(a)}, QStringLiteral("me"), fixture.clock.now()).value_or(0) ==
               1;
    }));
    fixture.turn();
    QCOMPARE(fixture.stateOf(a), DeliveryState::Posted);
}

void TestDispatcher::looksAgainWhenALookFails()
{
    OutboxFixture fixture;
    fixture.slack.onPost = [](const PostRequest &) { return FakeSlack::Reaction{PostVerdict::Unclear}; };
    fixture.slack.lookError = Error{ErrorKind::Server, {}, {}, {}, QStringLiteral("http_503")};
    fixture.record(a, room);
    fixture.turn();
    for (int minute = 0; minute < 10; ++minute)
        fixture.pass(1min);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Unconfirmed);
    QVERIFY(fixture.slack.looks.size() >= 10);
    fixture.slack.lookError.reset();
    fixture.pass(1min);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Posted);
    QCOMPARE(fixture.slack.copiesOf(a), 1);
}

void TestDispatcher::triesAgainLaterAndLater()
{
    OutboxFixture fixture;
    fixture.slack.onPost = [](const PostRequest &) { return FakeSlack::Reaction{PostVerdict::RetryLater, false}; };
    fixture.record(a, room);
    fixture.turn();
    QList<qsizetype> posts;
    for (const Milliseconds pause : {29s, 1s, 119s, 1s}) {
        fixture.pass(pause);
        posts << fixture.slack.posts.size();
    }
    QCOMPARE(posts, QList<qsizetype>({1, 2, 2, 3}));
    QCOMPARE(fixture.stateOf(a), DeliveryState::Retrying);
    for (int hour = 0; hour < 40; ++hour)
        fixture.pass(1h);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Failed);
}

void TestDispatcher::wakesUpForARetryThatCameDueInSleep()
{
    OutboxFixture fixture;
    fixture.slack.onPost = [&](const PostRequest &) {
        return FakeSlack::Reaction{fixture.slack.posts.size() == 1 ? PostVerdict::RetryLater : PostVerdict::Posted};
    };
    fixture.record(a, room);
    fixture.turn();
    fixture.clock.advance(8h); // the timer doesn't count sleep
    fixture.turn();
    QCOMPARE(fixture.slack.posts.size(), 1);
    fixture.dispatcher->wakeUp();
    fixture.turn();
    QCOMPARE(fixture.slack.posts.size(), 2);
}

void TestDispatcher::keepsEverythingWhileTheTokenIsRefused()
{
    OutboxFixture fixture;
    fixture.slack.onPost = [](const PostRequest &) { return FakeSlack::Reaction{PostVerdict::TokenDead, false}; };
    fixture.record(a, room);
    fixture.record(b, QStringLiteral("C2"));
    fixture.pass(24h);
    QVERIFY(fixture.slack.posts.size() <= 2);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Queued);
    QCOMPARE(fixture.stateOf(b), DeliveryState::Queued);
    fixture.slack.onPost = {};
    fixture.dispatcher->setTokenDead(false);
    fixture.turn();
    QCOMPARE(fixture.stateOf(a), DeliveryState::Posted);
    QCOMPARE(fixture.stateOf(b), DeliveryState::Posted);
}

void TestDispatcher::waitsForTheParentOfAThread()
{
    OutboxFixture fixture;
    fixture.slack.onPost = [&](const PostRequest &) {
        return FakeSlack::Reaction{fixture.slack.posts.size() == 1 ? PostVerdict::RetryLater : PostVerdict::Posted};
    };
    fixture.record(a, room);
    fixture.record(b, room, a, a);
    fixture.turn();
    QCOMPARE(fixture.postedIds(), QStringList({a}));
    fixture.pass(30s);
    fixture.pass(1s);
    QCOMPARE(fixture.postedIds(), QStringList({a, a, b}));
    QCOMPARE(fixture.slack.messages.last().threadTs, fixture.slack.messages.first().ts);
    const QString ts = fixture.slack.messages.first().ts;
    QCOMPARE(fixture.linkOf(a), fixture.slack.permalink(room, ts, {}).toString());
    QVERIFY(fixture.linkOf(b).endsWith(u"?thread_ts=" + ts + u"&cid=" + room));
}

void TestDispatcher::continuesADeletedThreadInTheChannel_data()
{
    QTest::addColumn<bool>("isRefused");
    QTest::newRow("Slack refuses the reply") << true;
    QTest::newRow("Slack puts the reply into the channel") << false;
}

void TestDispatcher::continuesADeletedThreadInTheChannel()
{
    QFETCH(const bool, isRefused);
    OutboxFixture fixture;
    fixture.slack.refusesGoneThreads = isRefused;
    fixture.record(a, room);
    fixture.turn();
    const QString gone = fixture.slack.messages.first().ts;
    fixture.slack.deleted.insert(gone);
    fixture.record(b, room, a, a);
    fixture.record(c, room, a, a);
    for (int second = 0; second < 4; ++second)
        fixture.pass(1s);
    QCOMPARE(fixture.postedIds(), isRefused ? QStringList({a, b, b, c}) : QStringList({a, b, c}));
    QCOMPARE(fixture.stateOf(c), DeliveryState::Posted);
    QCOMPARE(fixture.slack.messages.size(), 3);
    const FakeSlack::Message &anew = fixture.slack.messages.at(1);
    QCOMPARE(anew.threadTs, QString());
    QCOMPARE(fixture.slack.messages.at(2).threadTs, anew.ts);
    QCOMPARE(fixture.threadOf(a, room), b); // what comes later replies to it as well
    QCOMPARE(fixture.linkOf(b), fixture.slack.permalink(room, anew.ts, {}).toString());
    if (!isRefused)
        return;
    const QByteArray sent = fixture.slack.posts.at(2).message;
    QVERIFY(sent.contains(QStringLiteral("Continues “about a” of <!date^").toUtf8()));
    QVERIFY(sent.contains(fixture.slack.permalink(room, gone, {}).toEncoded()));
}

void TestDispatcher::findsInTheChannelWhatRepliedToADeletedMessage_data()
{
    QTest::addColumn<bool>("isThere");
    QTest::newRow("it arrived") << true;
    QTest::newRow("it didn't") << false;
}

void TestDispatcher::findsInTheChannelWhatRepliedToADeletedMessage()
{
    QFETCH(const bool, isThere);
    OutboxFixture fixture;
    fixture.slack.onPost = [&](const PostRequest &) {
        return fixture.slack.posts.size() == 2 ? FakeSlack::Reaction{PostVerdict::Unclear, isThere}
                                               : FakeSlack::Reaction{};
    };
    fixture.record(a, room);
    fixture.turn();
    fixture.slack.deleted.insert(fixture.slack.messages.first().ts);
    fixture.record(b, room, a, a);
    fixture.record(c, room, a, a);
    for (int second = 0; second < 30; ++second)
        fixture.pass(1s);
    QCOMPARE(fixture.postedIds(), isThere ? QStringList({a, b, c}) : QStringList({a, b, b, c}));
    QCOMPARE(fixture.slack.copiesOf(b), 1);
    QCOMPARE(fixture.slack.messages.at(1).threadTs, QString());
    QCOMPARE(fixture.slack.messages.at(2).threadTs, fixture.slack.messages.at(1).ts);
    QCOMPARE(fixture.stateOf(c), DeliveryState::Posted);
}

void TestDispatcher::followsTheThreadThatTookTheOldOnesPlace()
{
    OutboxFixture fixture;
    fixture.slack.refusesGoneThreads = true;
    fixture.record(a, room);
    fixture.turn();
    fixture.slack.deleted.insert(fixture.slack.messages.first().ts);
    fixture.record(b, room, a, a);
    fixture.pass(1s);
    fixture.pass(1s);
    fixture.record(c, room, a, a); // planned before b had left the thread
    fixture.pass(1s);
    fixture.pass(1s);
    QCOMPARE(fixture.slack.messages.size(), 3);
    QCOMPARE(fixture.slack.messages.last().deliveryId, c);
    QCOMPARE(fixture.slack.messages.last().threadTs, fixture.slack.messages.at(1).ts);
}

void TestDispatcher::letsAThreadGoWhenItsParentIsDismissed()
{
    OutboxFixture fixture;
    fixture.slack.onPost = [&](const PostRequest &post) {
        return FakeSlack::Reaction{post.deliveryId == a ? PostVerdict::Refused : PostVerdict::Posted, false};
    };
    fixture.record(a, room);
    fixture.record(b, room, a, a);
    fixture.pass(1h);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Failed);
    QCOMPARE(fixture.stateOf(b), DeliveryState::Queued);
    QVERIFY(fixture.edit([&] {
        return fixture.outbox
            ->dismiss({fixture.entryOf(a)}, QStringLiteral("not wanted"), QStringLiteral("me"), fixture.clock.now())
            .has_value();
    }));
    fixture.turn();
    QCOMPARE(fixture.stateOf(b), DeliveryState::Posted);
}

void TestDispatcher::saysWhyAReplyWaitsForAFailedParent()
{
    OutboxFixture fixture;
    bool isRefused = true;
    fixture.slack.onPost = [&](const PostRequest &) {
        return FakeSlack::Reaction{isRefused ? PostVerdict::Refused : PostVerdict::Posted, !isRefused, u"no_text"_qs};
    };
    fixture.record(a, room);
    fixture.record(b, room, a, a);
    fixture.turn();
    QCOMPARE(fixture.stateOf(a), DeliveryState::Failed);
    QCOMPARE(fixture.stateOf(b), DeliveryState::Queued);
    QCOMPARE(fixture.reasonOf(b), parentFailed);
    fixture.record(c, room, a, a); // recorded when the parent had failed already
    fixture.turn();
    QCOMPARE(fixture.reasonOf(c), parentFailed);
    QVERIFY(fixture.dispatcher->isSettled());
    fixture.restart();
    QCOMPARE(fixture.reasonOf(b), parentFailed);
    isRefused = false;
    QVERIFY(fixture.edit([&] {
        return fixture.outbox->requeue({fixture.entryOf(a)}, QStringLiteral("me"), fixture.clock.now()).has_value();
    }));
    QCOMPARE(fixture.reasonOf(b), QString());
    fixture.pass(1s);
    fixture.pass(1s);
    QCOMPARE(fixture.postedIds(), QStringList({a, a, b, c}));
    QCOMPARE(fixture.stateOf(c), DeliveryState::Posted);
    QCOMPARE(fixture.slack.posts.last().threadTs, fixture.slack.messages.first().ts);
}

void TestDispatcher::sendsAReplyToWhatIsNotWrittenYet()
{
    OutboxFixture fixture;
    fixture.record(a, room);
    fixture.slack.hold();
    fixture.turn();
    fixture.slack.release(); // answered, and not committed before the event loop runs
    fixture.record(b, room, a, a);
    fixture.turn();
    QCOMPARE(fixture.postedIds(), QStringList({a, b}));
    QCOMPARE(fixture.slack.posts.last().threadTs, fixture.slack.messages.first().ts);
}

void TestDispatcher::holdsNothingBehindAReplyThatWaits()
{
    OutboxFixture fixture;
    fixture.slack.onPost = [&](const PostRequest &post) {
        return FakeSlack::Reaction{post.deliveryId == a ? PostVerdict::Refused : PostVerdict::Posted, true};
    };
    fixture.record(a, room);
    fixture.record(b, room, a, a);
    fixture.turn();
    fixture.recordHeld(c, room, {heldfor::burst, fixture.clock.now()}, a);
    fixture.release({});
    fixture.pass(1s);
    QCOMPARE(fixture.stateOf(b), DeliveryState::Queued);
    QCOMPARE(fixture.stateOf(c), DeliveryState::Posted);
}

void TestDispatcher::goesOnWhenTheDigestBeforeItFails()
{
    OutboxFixture fixture;
    fixture.recordHeld(a, room, {heldfor::digest, fixture.clock.now()});
    fixture.recordHeld(b, room, {heldfor::digest, fixture.clock.now()});
    fixture.release({});
    fixture.record(c, room, {}, a);
    fixture.slack.onPost = [&](const PostRequest &post) {
        return FakeSlack::Reaction{post.deliveryId == c ? PostVerdict::Posted : PostVerdict::Refused, true};
    };
    fixture.pass(1s);
    fixture.pass(1s);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Failed);
    QCOMPARE(fixture.stateOf(c), DeliveryState::Posted);
}

void TestDispatcher::saysWhyItGaveUpOnLostAnswers()
{
    OutboxFixture fixture;
    fixture.slack.onPost = [&](const PostRequest &) { return FakeSlack::Reaction{PostVerdict::Unclear, false}; };
    fixture.record(a, room);
    for (int round = 0; round < 400 && fixture.stateOf(a) != DeliveryState::Failed; ++round)
        fixture.pass(round % 8 == 0 ? Milliseconds(4h) : Milliseconds(6s));
    QCOMPARE(fixture.stateOf(a), DeliveryState::Failed);
    QCOMPARE(fixture.reasonOf(a), QStringLiteral("interrupted"));
    QCOMPARE(fixture.slack.copiesOf(a), 0);
}

void TestDispatcher::overtakesNothingThatIsHeldForLonger()
{
    OutboxFixture fixture;
    const Instant now = fixture.clock.now();
    fixture.recordHeld(a, room, {heldfor::quietHours, now + 1min}, a);
    fixture.recordHeld(b, room, {heldfor::digest, now + 10s}, a);
    const auto pass = [&](Milliseconds duration) {
        fixture.clock.advance(duration);
        fixture.release({});
        fixture.pass(0ms);
    };
    pass(15s);
    QVERIFY(fixture.slack.posts.isEmpty());
    pass(45s); // both have waited long enough: the digest tells them in their order
    QCOMPARE(fixture.slack.posts.size(), 1);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Posted);
    QCOMPARE(fixture.stateOf(b), DeliveryState::Posted);
    QCOMPARE(fixture.item(a).bundle, fixture.item(b).bundle);
}

QTEST_GUILESS_MAIN(TestDispatcher)
#include "tst_dispatcher.moc"
