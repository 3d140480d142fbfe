// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/outboxfixture.h"
#include "tests/core/planningfixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

const QString a = QStringLiteral("a");
const QString b = QStringLiteral("b");
const QString c = QStringLiteral("c");
const QString room = QStringLiteral("C1");

Composer composerWith(MessageDesign::Updates updates)
{
    auto designs = *builtInMessageDesigns();
    for (MessageDesign &design : designs)
        design.updates = updates;
    return std::move(*Composer::create(designs));
}

Change changedInvoice()
{
    Change change;
    change.kind = ChangeKind::Updated;
    change.version = 2;
    change.document = invoice(QStringLiteral("88213"));
    change.document.amount = Money{Decimal(1'248'000, 2), QStringLiteral("EUR")};
    change.document.fields.insert(QStringLiteral("due_date"), QStringLiteral("2026-12-05"));
    change.differences = {{QStringLiteral("due_date"), QStringLiteral("2026-12-01"), QStringLiteral("2026-12-05")}};
    change.detectedAt = instantFromMs(1'795'000'000'000);
    return change;
}

} // namespace

Q_DECLARE_METATYPE(ledgercast::MessageDesign::Updates)

/// The first message of a document is brought up to date in its place.
class TestEdits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void areWhatTheDesignSays_data();
    void areWhatTheDesignSays();
    void sayAllOfTheRecordAndWhatChanged();
    void areReadAndWrittenAsWords_data();
    void areReadAndWrittenAsWords();
    void takeThePlaceOfTheFirstMessage();
    void areMadeAgainWhenTheAnswerWasLost();
    void areMadeAgainAfterACrash();
    void becomeAMessageWhereTheyCanNotBeMade_data();
    void becomeAMessageWhereTheyCanNotBeMade();
    void goToAnotherChannelAsAMessage();
    void keepToALimitOfTheirOwn();
};

void TestEdits::areWhatTheDesignSays_data()
{
    using Updates = MessageDesign::Updates;
    QTest::addColumn<MessageDesign::Updates>("updates");
    QTest::addColumn<bool>("hasThread");
    QTest::addColumn<bool>("isDigest");
    QTest::addColumn<QStringList>("told");
    const QStringList main{QStringLiteral("main@fin-it")};
    const QStringList update{QStringLiteral("update@fin-it")};
    const QStringList edit{QStringLiteral("edit@fin-it")};
    QTest::newRow("in the thread") << Updates::InThread << true << false << update;
    QTest::newRow("in place") << Updates::InPlace << true << false << edit;
    QTest::newRow("both") << Updates::InPlaceAndThread << true << false << edit + update;
    QTest::newRow("anew") << Updates::NewMessage << true << false << main;
    QTest::newRow("nothing to edit") << Updates::InPlace << false << false << main;
    QTest::newRow("a row of a digest") << Updates::InPlaceAndThread << true << true << update;
}

void TestEdits::areWhatTheDesignSays()
{
    QFETCH(const MessageDesign::Updates, updates);
    QFETCH(const bool, hasThread);
    QFETCH(const bool, isDigest);
    QFETCH(const QStringList, told);
    Route route = rule(QStringLiteral("fin-it"), QStringLiteral("4100"));
    route.delivery = isDigest ? DeliveryMode::Digest : DeliveryMode::Immediate;
    PlanningFixture planning;
    planning.composer = composerWith(updates);
    planning.router = Router({route});
    QMap<QString, QString> threads;
    if (hasThread)
        threads.insert(route.channel, QStringLiteral("first"));
    const PlannedChange planned = planner::decide(changedInvoice(), threads, planning.context);
    QCOMPARE(described(planned), told);
    QSet<QString> ids;
    for (const Delivery &delivery : planned.deliveries) {
        QCOMPARE(delivery.parentId, delivery.role == DeliveryRole::Main ? QString() : QStringLiteral("first"));
        QVERIFY(!delivery.message.isEmpty());
        ids.insert(delivery.id);
    }
    QCOMPARE(ids.size(), told.size());
    // An exception has to be noticed, whatever becomes of other changes.
    Change exception = changedInvoice();
    exception.kind = ChangeKind::ExceptionRaised;
    exception.finding = Finding{};
    QCOMPARE(described(planner::decide(exception, threads, planning.context)),
             QStringList{hasThread ? QStringLiteral("update@fin-it") : QStringLiteral("main@fin-it")});
}

void TestEdits::sayAllOfTheRecordAndWhatChanged()
{
    const Composer composer = composerWith(MessageDesign::Updates::InPlace);
    const Change change = changedInvoice();
    const QJsonObject edit = QJsonDocument::fromJson(composer.composeEdit(change, {}).json).object();
    const QJsonObject anew = QJsonDocument::fromJson(composer.compose(change, {}).json).object();
    QJsonArray blocks = edit[u"blocks"].toArray();
    QVERIFY(!blocks.isEmpty());
    const qsizetype note = blocks.size() - 2; // before the context line
    const QString words = blocks.at(note)[u"elements"][0][u"text"].toString();
    QVERIFY2(words.startsWith(u"Updated <!date^1795000000^{date_short}, {time}|2026-11-18 "), qPrintable(words));
    QVERIFY2(words.contains(u"1 Dec") && words.contains(u"\u2192") && words.contains(u"5 Dec"), qPrintable(words));
    blocks.removeAt(note);
    QCOMPARE(blocks, anew[u"blocks"].toArray());
    QCOMPARE(edit[u"text"], anew[u"text"]);
}

void TestEdits::areReadAndWrittenAsWords_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<MessageDesign::Updates>("updates");
    QTest::newRow("thread") << QByteArray("thread") << MessageDesign::Updates::InThread;
    QTest::newRow("new") << QByteArray("new") << MessageDesign::Updates::NewMessage;
    QTest::newRow("edit") << QByteArray("edit") << MessageDesign::Updates::InPlace;
    QTest::newRow("both") << QByteArray("edit_and_thread") << MessageDesign::Updates::InPlaceAndThread;
}

void TestEdits::areReadAndWrittenAsWords()
{
    QFETCH(const QByteArray, word);
    QFETCH(const MessageDesign::Updates, updates);
    MessageDesign design = builtInMessageDesigns()->first();
    design.updates = updates;
    const QByteArray json = toJson(design);
    QCOMPARE(json.contains(QByteArray('"' + word + '"')), updates != MessageDesign::Updates::InThread);
    QCOMPARE(parseMessageDesign(json, QStringLiteral("file"))->updates, updates);
    QJsonObject mistaken = QJsonDocument::fromJson(json).object();
    mistaken.insert(QStringLiteral("updates"), QStringLiteral("sometimes"));
    const auto refused = parseMessageDesign(QJsonDocument(mistaken).toJson(), QStringLiteral("file"));
    QVERIFY(!refused && refused.error().message.contains(u"edit_and_thread"));
}

void TestEdits::takeThePlaceOfTheFirstMessage()
{
    OutboxFixture fixture;
    fixture.record(a, room);
    fixture.recordEdit(b, room, a, a);
    fixture.record(c, room, a, a);
    for (int second = 0; second < 4; ++second)
        fixture.pass(1s);
    QCOMPARE(fixture.postedIds(), QStringList({a, c}));
    QCOMPARE(fixture.slack.edits.size(), 1);
    const EditRequest &edit = fixture.slack.edits.first();
    QCOMPARE(edit.channelId, fixture.slack.messages.first().channel);
    QCOMPARE(edit.ts, fixture.slack.messages.first().ts);
    QVERIFY(edit.message.contains("about b"));
    QCOMPARE(fixture.stateOf(b), DeliveryState::Posted);
    QCOMPARE(fixture.linkOf(b), fixture.linkOf(a));
    QCOMPARE(fixture.slack.messages.last().threadTs, edit.ts);
    QCOMPARE(fixture.threadOf(a, room), a); // later changes edit the same message
}

void TestEdits::areMadeAgainWhenTheAnswerWasLost()
{
    OutboxFixture fixture;
    fixture.record(a, room);
    fixture.turn();
    int tries = 0;
    fixture.slack.onEdit = [&](const EditRequest &) {
        return ++tries == 1 ? QStringLiteral("internal_error") : QString();
    };
    fixture.recordEdit(b, room, a, a);
    fixture.pass(2s);
    QCOMPARE(fixture.stateOf(b), DeliveryState::Retrying);
    fixture.pass(31s);
    QCOMPARE(fixture.stateOf(b), DeliveryState::Posted);
    QCOMPARE(fixture.slack.edits.size(), 2);
    QVERIFY(fixture.slack.looks.isEmpty()); // there is nothing to look for
    QCOMPARE(fixture.slack.messages.size(), 1);
}

void TestEdits::areMadeAgainAfterACrash()
{
    OutboxFixture fixture;
    fixture.record(a, room);
    fixture.turn();
    fixture.recordEdit(b, room, a, a);
    fixture.slack.hold();
    fixture.pass(2s);
    QCOMPARE(fixture.stateOf(b), DeliveryState::Sending);
    QCOMPARE(fixture.slack.edits.size(), 1);
    // The answer that the dead process waits for never comes.
    const auto dead = std::exchange(fixture.dispatcher, nullptr);
    fixture.restart();
    QCOMPARE(fixture.stateOf(b), DeliveryState::Queued);
    fixture.slack.release();
    fixture.pass(2s);
    QCOMPARE(fixture.stateOf(b), DeliveryState::Posted);
    QCOMPARE(fixture.slack.edits.size(), 2);
    QCOMPARE(fixture.slack.messages.size(), 1);
}

void TestEdits::becomeAMessageWhereTheyCanNotBeMade_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("deleted") << QStringLiteral("message_not_found") << QByteArray("was deleted in Slack");
    QTest::newRow("too old") << QStringLiteral("edit_window_closed") << QByteArray("lets nobody edit");
}

void TestEdits::becomeAMessageWhereTheyCanNotBeMade()
{
    QFETCH(const QString, code);
    QFETCH(const QByteArray, words);
    OutboxFixture fixture;
    fixture.record(a, room);
    fixture.turn();
    const QString firstTs = fixture.slack.messages.first().ts;
    fixture.slack.onEdit = [&](const EditRequest &edit) { return edit.ts == firstTs ? code : QString(); };
    fixture.recordEdit(b, room, a, a);
    for (int second = 0; second < 4; ++second)
        fixture.pass(1s);
    QCOMPARE(fixture.stateOf(b), DeliveryState::Posted);
    QCOMPARE(fixture.slack.messages.size(), 2);
    QCOMPARE(fixture.slack.messages.last().threadTs, QString());
    QVERIFY(fixture.slack.posts.last().message.contains(words));
    QVERIFY(fixture.slack.posts.last().message.contains(fixture.linkOf(a).toUtf8()));
    // What comes later belongs to the new message.
    QCOMPARE(fixture.threadOf(a, room), b);
    fixture.recordEdit(c, room, b, a);
    for (int second = 0; second < 4; ++second)
        fixture.pass(1s);
    QCOMPARE(fixture.slack.edits.last().ts, fixture.slack.messages.last().ts);
    QCOMPARE(fixture.stateOf(c), DeliveryState::Posted);
}

void TestEdits::goToAnotherChannelAsAMessage()
{
    OutboxFixture fixture;
    fixture.record(a, room);
    fixture.turn();
    fixture.slack.onEdit = [](const EditRequest &) { return QStringLiteral("is_archived"); };
    fixture.recordEdit(b, room, a, a);
    fixture.pass(2s);
    QCOMPARE(fixture.stateOf(b), DeliveryState::Failed);
    QVERIFY(fixture.edit([&] {
        return fixture.outbox
            ->redirect({fixture.entryOf(b)}, QStringLiteral("C2"), QStringLiteral("anna"), fixture.clock.now())
            .has_value();
    }));
    fixture.pass(2s);
    QCOMPARE(fixture.slack.messages.size(), 2);
    QCOMPARE(fixture.slack.messages.last().channel, QStringLiteral("C2"));
    QCOMPARE(fixture.slack.messages.last().threadTs, QString());
    QVERIFY(fixture.slack.posts.last().message.contains("about b"));
}

void TestEdits::keepToALimitOfTheirOwn()
{
    Lanes lanes;
    for (int i = 0; i < 4; ++i) {
        const QString name = QString::number(i);
        lanes.enqueue({u"edit " + name, u"C" + name, {}, {}, {}, true});
        lanes.enqueue({u"post " + name, u"D" + name, {}, {}, {}});
    }
    const Instant start = instantFromMs(1'795'000'000'000);
    QList<Instant> edits;
    int posts = 0;
    for (Instant now = start; now <= start + 10s; now = std::max(lanes.nextWake().value_or(start + 11s), now + 1ms)) {
        const QStringList taken = lanes.takeReady(now);
        for (const QString &id : taken) {
            posts += id.startsWith(u"post") ? 1 : 0;
            if (id.startsWith(u"edit"))
                edits.append(now);
            QVERIFY(id.startsWith(u"edit") || now == start); // no edit keeps a post waiting
            lanes.settled(id, PostVerdict::Posted, now);
        }
    }
    QCOMPARE(posts, 4);
    QCOMPARE(edits, QList<Instant>({start, start + 1200ms, start + 2400ms, start + 3600ms}));
}

QTEST_GUILESS_MAIN(TestEdits)
#include "tst_edits.moc"
