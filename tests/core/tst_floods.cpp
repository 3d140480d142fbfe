// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/floods.h"
#include "core/message/digestcomposer.h"
#include "core/store/reader.h"
#include "tests/core/outboxfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

const QString room = QStringLiteral("fin-ap");

Instant at(const char *text)
{
    return toInstant(QDateTime::fromString(QString::fromLatin1(text), Qt::ISODate));
}

FloodRules rules()
{
    FloodRules rules;
    rules.where.zone = QTimeZone("Europe/Berlin");
    return rules;
}

HeldDelivery held(qint64 number, const QString &reason, qint64 document = 0)
{
    HeldDelivery one;
    one.number = number;
    one.id = QString::number(number);
    one.document = document > 0 ? document : number;
    one.channel = room;
    one.reason = reason;
    one.recordType = QStringLiteral("voucher");
    one.message = R"({"text":"Voucher )" + QByteArray::number(number) + R"(","blocks":[]})";
    one.amount = Money{Decimal(number, 0), number % 2 ? QStringLiteral("EUR") : QStringLiteral("USD")};
    return one;
}

QString name(int number)
{
    return QStringLiteral("d%1").arg(number);
}

/// Keeps what a decision must: each delivery is in it once.
QList<qint64> everyNumber(const Outbox::FloodDecision &decision)
{
    QList<qint64> numbers = decision.released;
    for (const DigestMessage &digest : decision.digests)
        numbers += digest.told;
    for (const auto &wait : decision.waiting)
        numbers << wait.number;
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

} // namespace

class TestFloods : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void holdsForDigestsQuietHoursAndMutes();
    void readsItsSettings();
    void decidesEachOnce();
    void tellsADocumentOnce();
    void keepsWaitingBehindAnEarlierMessage();
    void keepsSlacksLimits();
    void postsOneDigestForAll();
    void postsADigestOnceWhateverFails();
    void gathersABurst();
    void letsNothingOvertakeADigest();
    void joinsWhatIsHeldOfItsDocument();
    void lettingGoEndsWithTheMute();
    void aBurstBehindAnotherMessageGathersNothing();
    void takesAFailedDigestApart();
    void replaysAFailedDigest();
};

void TestFloods::holdsForDigestsQuietHoursAndMutes()
{
    FloodRules all = rules();
    const auto hold = [&](DeliveryMode mode, const char *now) {
        return all.hold(mode, room, QStringLiteral("voucher"), at(now));
    };
    QVERIFY(!hold(DeliveryMode::Immediate, "2026-11-20T10:00:00Z"));
    // Friday afternoon after the last digest: Monday morning, in Berlin.
    QCOMPARE(hold(DeliveryMode::Digest, "2026-11-20T15:30:00Z")->until, at("2026-11-23T07:00:00Z"));
    QCOMPARE(hold(DeliveryMode::Digest, "2026-11-20T14:59:00Z")->until, at("2026-11-20T15:00:00Z"));
    all.quiet = QuietHours{20 * 60, 6 * 60 + 30};
    QCOMPARE(*hold(DeliveryMode::Immediate, "2026-11-20T22:00:00Z"),
             (FloodRules::Hold{heldfor::quietHours, at("2026-11-21T05:30:00Z")}));
    QCOMPARE(hold(DeliveryMode::Immediate, "2026-11-21T05:29:59Z")->until, at("2026-11-21T05:30:00Z"));
    QVERIFY(!hold(DeliveryMode::Immediate, "2026-11-21T05:30:00Z"));
    all.mutes = {{room, false, at("2026-11-21T12:00:00Z")},
                 {QStringLiteral("voucher"), true, at("2026-11-21T13:00:00Z")}};
    QCOMPARE(*hold(DeliveryMode::Digest, "2026-11-21T11:00:00Z"),
             (FloodRules::Hold{heldfor::muted, at("2026-11-21T13:00:00Z")}));
    QVERIFY(!all.hold(DeliveryMode::Immediate, QStringLiteral("other"), QStringLiteral("item"),
                      at("2026-11-21T11:00:00Z")));
    QVERIFY(!hold(DeliveryMode::Immediate, "2026-11-21T13:00:00Z"));
}

void TestFloods::readsItsSettings()
{
    QCOMPARE(*parseTimesOfDay(QStringLiteral("16:00, 8:00;08:00")), QList({480, 960}));
    QCOMPARE(timesOfDayText({480, 960}), QStringLiteral("08:00,16:00"));
    for (const auto *wrong : {"", "8", "25:00", "08:00,x"})
        QVERIFY2(!parseTimesOfDay(QString::fromLatin1(wrong)), wrong);
    QCOMPARE(quietHoursText(*parseQuietHours(QStringLiteral("20:00-06:30"))), QStringLiteral("20:00-06:30"));
    QVERIFY(parseQuietHours(QString())->has_value() == false);
    for (const auto *wrong : {"20:00", "20:00-", "20:00-20:00", "a-b"})
        QVERIFY2(!parseQuietHours(QString::fromLatin1(wrong)), wrong);
    const QString mutes = QStringLiteral("#fin-ap=2026-11-25T08:00:00Z | voucher=2026-11-24T18:00:00Z");
    QCOMPARE(mutesText(*parseMutes(mutes)), mutes);
    QVERIFY(parseMutes(mutes)->last().isRecordType);
    for (const auto *wrong : {"#=2026-11-25T08:00:00Z", "#fin-ap", "fin=tomorrow"})
        QVERIFY2(!parseMutes(QString::fromLatin1(wrong)), wrong);
}

void TestFloods::decidesEachOnce()
{
    const Instant now = at("2026-11-20T10:00:00Z");
    for (const int count : {1, 2, 5, 6, 10, 11, 51, 130}) {
        for (const QString &reason : {heldfor::digest, heldfor::burst, heldfor::quietHours, heldfor::muted}) {
            QList<HeldDelivery> all;
            QList<qint64> numbers;
            for (int i = 1; i <= count; ++i) {
                all << held(i, reason);
                numbers << i;
            }
            const auto decision = floods::decide(all, rules(), now, QLocale::c());
            QCOMPARE(everyNumber(decision), numbers);
            QVERIFY(decision.waiting.isEmpty());
            const bool isTogether = reason == heldfor::digest || count > (reason == heldfor::burst ? 1 : 5);
            QCOMPARE(!decision.digests.isEmpty(), isTogether);
            QCOMPARE(decision.released.isEmpty(), isTogether);
            if (isTogether)
                QCOMPARE(decision.digests.size(), 1 + (std::max(count - 10, 0) + 39) / 40);
        }
    }
    FloodRules muted = rules();
    muted.mutes = {{room, false, now + 1h}};
    const auto waiting = floods::decide({held(1, heldfor::digest), held(2, heldfor::burst)}, muted, now, QLocale::c());
    QCOMPARE(waiting.waiting.size(), 2);
    QCOMPARE(waiting.waiting.first().reason, heldfor::digest); // still one for a digest when the mute ends
    QCOMPARE(waiting.waiting.last().reason, heldfor::muted);
}

void TestFloods::tellsADocumentOnce()
{
    const auto decision =
        floods::decide({held(1, heldfor::digest, 7), held(2, heldfor::digest, 7), held(3, heldfor::digest, 8)}, rules(),
                       at("2026-11-20T10:00:00Z"), QLocale(QLocale::English));
    QCOMPARE(decision.digests.size(), 1);
    const QByteArray message = decision.digests.first().message;
    QVERIFY(message.contains("3 changes"));
    QVERIFY(!message.contains("Voucher 1"));
    QVERIFY(message.contains("Voucher 2 (2 changes)"));
    QVERIFY(message.contains("3.00 EUR, 2.00 USD")); // the newest amount of each document
}

void TestFloods::keepsWaitingBehindAnEarlierMessage()
{
    const Instant now = at("2026-11-20T10:00:00Z");
    HeldDelivery behind = held(1, heldfor::digest, 7);
    behind.hasOpenElder = true;
    const auto decision =
        floods::decide({behind, held(2, heldfor::digest, 7), held(3, heldfor::digest, 8)}, rules(), now, QLocale::c());
    QCOMPARE(everyNumber(decision), QList<qint64>({1, 2, 3}));
    QCOMPARE(decision.waiting.size(), 2);
    QCOMPARE(decision.digests.first().told, QList<qint64>({3}));
}

void TestFloods::keepsSlacksLimits()
{
    QList<DigestRow> rows;
    for (int i = 0; i < 500; ++i)
        rows.append({QString(5000, u'&').replace(u'&', QStringLiteral("&amp;")),
                     Money{Decimal(999'999'999'999'999'999, 0), QString::number(i)}, 1'000'000});
    for (const auto &part : composeDigest(rows, heldfor::burst, QLocale(QLocale::English)).parts) {
        const QJsonObject message = QJsonDocument::fromJson(part.message.json).object();
        const QJsonArray blocks = message[u"blocks"].toArray();
        QVERIFY(!blocks.isEmpty() && blocks.size() <= 50);
        QVERIFY(message[u"text"].toString().size() <= 4000);
        qsizetype all = 0;
        for (const QJsonValue &block : blocks) {
            const QString text = block[u"text"][u"text"].toString();
            QVERIFY(text.size() <= (block[u"type"].toString() == u"header" ? 150 : 3000));
            all += text.size();
        }
        QVERIFY2(all <= 9000, qPrintable(QString::number(all)));
    }
}

void TestFloods::postsOneDigestForAll()
{
    OutboxFixture fixture;
    const Instant due = fixture.clock.now() + 1h;
    for (int i = 0; i < 12; ++i)
        fixture.recordHeld(name(i), room, {heldfor::digest, due});
    fixture.release(rules());
    fixture.pass(59min);
    fixture.release(rules());
    fixture.turn();
    QVERIFY(fixture.slack.posts.isEmpty());
    fixture.clock.advance(1min);
    fixture.release(rules());
    fixture.turn();
    fixture.pass(2s);
    QCOMPARE(fixture.slack.posts.size(), 2); // twelve rows: ten, and the others in its thread
    QCOMPARE(fixture.slack.posts.last().threadTs, fixture.slack.messages.first().ts);
    for (int i = 0; i < 12; ++i) {
        QCOMPARE(fixture.stateOf(name(i)), DeliveryState::Posted);
        QVERIFY(!fixture.item(name(i)).bundle.isEmpty());
    }
    const Reader reader(*fixture.database);
    const auto entry = reader.entry(fixture.entryOf(name(11)));
    QCOMPARE(entry->row.state, EntryState::Posted);
    QCOMPARE(entry->deliveries.first().heldFor, heldfor::digest);
    QCOMPARE(entry->deliveries.first().ts, fixture.slack.messages.first().ts); // the largest amount: among the ten
    QStringList kinds;
    for (const AuditEventRow &event : entry->events)
        kinds << event.kind;
    QCOMPARE(kinds, QStringList({u"recorded"_qs, u"routed"_qs, u"digested"_qs, u"posted"_qs}));
    QVERIFY(!reader.verify()->firstBroken);
}

void TestFloods::postsADigestOnceWhateverFails()
{
    OutboxFixture fixture;
    fixture.slack.onPost = [&](const PostRequest &) {
        return FakeSlack::Reaction{PostVerdict::Unclear, true, QStringLiteral("internal_error")};
    };
    for (int i = 0; i < 3; ++i)
        fixture.recordHeld(name(i), room, {heldfor::digest, fixture.clock.now()});
    fixture.release(rules());
    fixture.restart(); // killed between the decision and the post
    fixture.release(rules());
    fixture.slack.hold();
    fixture.turn();
    QCOMPARE(fixture.slack.posts.size(), 1);
    auto crashed = std::exchange(fixture.dispatcher, nullptr); // killed while it is on its way: it arrived
    fixture.restart();
    fixture.slack.release();
    crashed.reset();
    QCOMPARE(fixture.stateOf(name(0)), DeliveryState::Unconfirmed);
    for (int i = 0; i < 6; ++i)
        fixture.pass(3s);
    QCOMPARE(fixture.slack.posts.size(), 1);
    for (int i = 0; i < 3; ++i)
        QCOMPARE(fixture.stateOf(name(i)), DeliveryState::Posted);
}

void TestFloods::gathersABurst()
{
    OutboxFixture fixture;
    fixture.takesUp = false;
    FloodRules few = rules();
    few.burstLimit = 5;
    for (int i = 0; i < 5; ++i)
        fixture.record(name(i), room);
    fixture.holdBursts(few);
    fixture.turn();
    fixture.pass(1s);
    QCOMPARE(fixture.slack.posts.size(), 5); // as many as it takes
    for (int i = 5; i < 20; ++i) {
        fixture.record(name(i), room);
        fixture.holdBursts(few);
        fixture.pass(1s);
    }
    fixture.record(name(20), QStringLiteral("other"));
    fixture.holdBursts(few);
    fixture.pass(1s);
    QCOMPARE(fixture.slack.posts.size(), 6);
    QCOMPARE(fixture.reasonOf(name(19)), heldfor::burst);
    fixture.clock.advance(few.burstWindow);
    fixture.release(few);
    fixture.pass(1s);
    fixture.pass(1s);
    QCOMPARE(fixture.slack.posts.size(), 8); // fifteen rows: ten and five
    for (int i = 0; i <= 20; ++i)
        QCOMPARE(fixture.stateOf(name(i)), DeliveryState::Posted);
    fixture.record(name(21), room);
    fixture.clock.advance(1min);
    fixture.holdBursts(few);
    fixture.pass(1s);
    QCOMPARE(fixture.slack.posts.size(), 9); // it is over
}

void TestFloods::letsNothingOvertakeADigest()
{
    OutboxFixture fixture;
    int tries = 0;
    fixture.slack.onPost = [&](const PostRequest &) {
        return ++tries == 1 ? FakeSlack::Reaction{PostVerdict::RetryLater, false, QStringLiteral("dns")}
                            : FakeSlack::Reaction{};
    };
    fixture.recordHeld(name(1), room, {heldfor::digest, fixture.clock.now()}, u"invoice"_qs);
    fixture.release(rules());
    fixture.turn();
    QCOMPARE(fixture.stateOf(name(1)), DeliveryState::Retrying);
    fixture.record(name(2), room, name(1), u"invoice"_qs);
    fixture.pass(10s);
    QCOMPARE(fixture.slack.posts.size(), 1);
    fixture.pass(30s);
    fixture.pass(2s);
    QCOMPARE(fixture.slack.posts.size(), 3);
    QCOMPARE(fixture.slack.posts.last().deliveryId, name(2));
    QCOMPARE(fixture.slack.posts.last().threadTs, fixture.slack.messages.first().ts);
}

void TestFloods::joinsWhatIsHeldOfItsDocument()
{
    OutboxFixture fixture;
    fixture.takesUp = false;
    const Instant due = fixture.clock.now() + 1h;
    fixture.recordHeld(name(1), room, {heldfor::digest, due}, u"invoice"_qs);
    fixture.record(name(2), room, name(1), u"invoice"_qs); // its rule posts at once by now
    fixture.holdBursts(rules());
    fixture.turn();
    QCOMPARE(fixture.stateOf(name(2)), DeliveryState::Held);
    fixture.clock.advance(1h);
    fixture.release(rules());
    fixture.turn();
    QCOMPARE(fixture.slack.posts.size(), 1);
    QCOMPARE(fixture.stateOf(name(2)), DeliveryState::Posted);
}

void TestFloods::lettingGoEndsWithTheMute()
{
    OutboxFixture fixture;
    const Instant now = fixture.clock.now();
    fixture.recordHeld(name(1), room, {heldfor::muted, now + 10'000h});
    fixture.recordHeld(name(2), room, {heldfor::digest, now + 10'000h}, u"other"_qs);
    fixture.release(rules());
    QCOMPARE(fixture.stateOf(name(1)), DeliveryState::Held);
    QVERIFY(fixture.outbox->reconsiderHeld(now + 8h, now)); // the mute was ended by hand
    fixture.release(rules());
    fixture.turn();
    QCOMPARE(fixture.stateOf(name(1)), DeliveryState::Posted);
    QCOMPARE(fixture.stateOf(name(2)), DeliveryState::Held);
    fixture.clock.advance(8h);
    fixture.release(rules());
    fixture.pass(1s);
    QCOMPARE(fixture.stateOf(name(2)), DeliveryState::Posted);
}

void TestFloods::aBurstBehindAnotherMessageGathersNothing()
{
    HeldDelivery late = held(1, heldfor::burst);
    late.hasOpenElder = true;
    const auto decision = floods::decide({late}, rules(), at("2026-11-23T10:00:00Z"), QLocale::c());
    QCOMPARE(decision.waiting.size(), 1);
    QCOMPARE(decision.waiting.first().reason, heldfor::behind);
}

void TestFloods::takesAFailedDigestApart()
{
    OutboxFixture fixture;
    bool isBroken = true;
    fixture.slack.onPost = [&](const PostRequest &) {
        return isBroken ? FakeSlack::Reaction{PostVerdict::ChannelBroken, false, QStringLiteral("is_archived")}
                        : FakeSlack::Reaction{};
    };
    for (int i = 0; i < 3; ++i)
        fixture.recordHeld(name(i), room, {heldfor::digest, fixture.clock.now()});
    fixture.release(rules());
    fixture.turn();
    QCOMPARE(fixture.stateOf(name(2)), DeliveryState::Failed);
    QCOMPARE(fixture.reasonOf(name(2)), QStringLiteral("is_archived"));
    isBroken = false;
    QVERIFY(fixture.edit([&] {
        return fixture.outbox->dismiss({fixture.entryOf(name(0))}, u"paid"_qs, u"ann"_qs, fixture.clock.now())
            .has_value();
    }));
    QCOMPARE(fixture.stateOf(name(0)), DeliveryState::Dismissed);
    QCOMPARE(fixture.stateOf(name(1)), DeliveryState::Held);
    fixture.release(rules());
    fixture.turn();
    QCOMPARE(fixture.slack.posts.size(), 2);
    QVERIFY(!fixture.slack.posts.last().message.contains("about d0"));
    QCOMPARE(fixture.stateOf(name(1)), DeliveryState::Posted);
}

void TestFloods::replaysAFailedDigest()
{
    OutboxFixture fixture;
    bool isBroken = true;
    fixture.slack.onPost = [&](const PostRequest &) {
        return isBroken ? FakeSlack::Reaction{PostVerdict::ChannelBroken, false, QStringLiteral("is_archived")}
                        : FakeSlack::Reaction{};
    };
    QList<qint64> entries;
    for (int i = 0; i < 3; ++i) {
        fixture.recordHeld(name(i), room, {heldfor::digest, fixture.clock.now()});
        entries << fixture.entryOf(name(i));
    }
    fixture.release(rules());
    fixture.turn();
    isBroken = false;
    QVERIFY(
        fixture.edit([&] { return fixture.outbox->requeue(entries, u"ann"_qs, fixture.clock.now()).value_or(0) > 0; }));
    fixture.turn();
    QCOMPARE(fixture.slack.posts.size(), 2);
    const Reader reader(*fixture.database);
    for (const qint64 entry : std::as_const(entries))
        QCOMPARE(reader.entry(entry)->row.state, EntryState::Replayed);
}

QTEST_GUILESS_MAIN(TestFloods)
#include "tst_floods.moc"
