// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reader.h"
#include "tests/core/outboxfixture.h"
#include "tests/core/planningfixture.h"

#include <QJsonDocument>
#include <QTest>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

const QString a = QStringLiteral("a");
const QString room = QStringLiteral("C1");
const QByteArray shorter = R"({"text":"shorter","blocks":[{"type":"divider"}]})";

Change newInvoice()
{
    Change change;
    change.document = invoice(QStringLiteral("88213"));
    change.document.amount = Money{Decimal(1'248'000, 2), QStringLiteral("EUR")};
    change.document.modifiedOn = QDate(2026, 11, 23);
    change.document.modifiedBy = QStringLiteral("MLARSEN");
    change.document.lines = {{{QStringLiteral("line"), QStringLiteral("10")}}};
    change.detectedAt = instantFromMs(1'795'000'000'000);
    return change;
}

FakeSlack::Reaction tooLong(const PostRequest &post)
{
    if (post.message == shorter)
        return {};
    return {PostVerdict::Refused, false, QStringLiteral("msg_too_long")};
}

} // namespace

/// What was recorded is posted again with what today's designs make of it.
class TestReplays : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysWhatThePlanSaidWhileNothingChanged();
    void saysWhatTheDesignOfTodaySays();
    void tellsAChannelWithoutARuleOfAllCostCentres();
    void postsWhatWasComposedAnew();
    void keepsWhatWasComposedBefore();
    void leavesOutWhatHasNothingToSayElsewhere();
};

void TestReplays::saysWhatThePlanSaidWhileNothingChanged()
{
    const PlanningFixture planning;
    const Change change = newInvoice();
    const PlannedChange planned = planner::decide(change, {}, planning.context);
    QVERIFY(!planned.deliveries.isEmpty());
    for (const Delivery &delivery : planned.deliveries) {
        QCOMPARE(planner::composeAnew(change, delivery.role, delivery.channel, planning.context), delivery.message);
        QCOMPARE(planner::composeAnew(change, delivery.role, u'#' + delivery.channel, planning.context),
                 delivery.message);
    }
    QVERIFY(planner::composeAnew(change, DeliveryRole::Digest, room, planning.context).isEmpty());
}

void TestReplays::saysWhatTheDesignOfTodaySays()
{
    PlanningFixture planning;
    auto designs = *builtInMessageDesigns();
    for (MessageDesign &design : designs) {
        design.headline = QStringLiteral("Today's headline");
        design.hasDetail = false;
    }
    planning.composer = std::move(*Composer::create(designs));
    const Change change = newInvoice();
    QVERIFY(planner::composeAnew(change, DeliveryRole::Main, QStringLiteral("fin-it"), planning.context)
                .contains("Today's headline"));
    QVERIFY(planner::composeAnew(change, DeliveryRole::Detail, QStringLiteral("fin-it"), planning.context).isEmpty());
}

void TestReplays::tellsAChannelWithoutARuleOfAllCostCentres()
{
    PlanningFixture planning;
    planning.context.costCentreNames = {{QStringLiteral("4100"), QStringLiteral("Sales")},
                                        {QStringLiteral("5100"), QStringLiteral("People")}};
    Change change = newInvoice();
    change.document = invoice(QStringLiteral("88213"), QStringLiteral("4100;5100"));
    const auto told = [&](const char *channel) {
        return planner::composeAnew(change, DeliveryRole::Main, QString::fromLatin1(channel), planning.context);
    };
    QVERIFY(told("fin-it").contains("Sales") && !told("fin-it").contains("People"));
    QVERIFY(told("elsewhere").contains("Sales") && told("elsewhere").contains("People"));
}

void TestReplays::postsWhatWasComposedAnew()
{
    OutboxFixture fixture;
    fixture.slack.onPost = tooLong;
    fixture.record(a, room);
    fixture.turn();
    QCOMPARE(fixture.stateOf(a), DeliveryState::Failed);
    const auto replay = [&](const Outbox::NewMessages &messages) {
        return fixture.edit([&] {
            return fixture.outbox->requeue({fixture.entryOf(a)}, QStringLiteral("anna"), fixture.clock.now(), messages)
                .has_value();
        });
    };
    QVERIFY(replay({}));
    fixture.pass(2s);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Failed); // the same again
    QVERIFY(replay({{a, shorter}}));
    fixture.pass(2s);
    QCOMPARE(fixture.stateOf(a), DeliveryState::Posted);
    QCOMPARE(fixture.slack.posts.last().message, shorter);
    QCOMPARE(fixture.slack.messages.size(), 1);
}

void TestReplays::keepsWhatWasComposedBefore()
{
    OutboxFixture fixture;
    fixture.slack.onPost = tooLong;
    fixture.record(a, room);
    fixture.turn();
    const QByteArray stored = fixture.slack.posts.first().message;
    const qint64 entry = fixture.entryOf(a);
    QVERIFY(fixture.edit([&] {
        return fixture.outbox->requeue({entry}, QStringLiteral("anna"), fixture.clock.now(), {{a, shorter}})
            .has_value();
    }));
    const auto detail = Reader(*fixture.database).entry(entry);
    QVERIFY(detail);
    QCOMPARE(detail->deliveries.first().message, shorter);
    const auto replayed = std::find_if(detail->events.begin(), detail->events.end(),
                                       [](const AuditEventRow &event) { return event.kind == u"replayed"; });
    QVERIFY(replayed != detail->events.end());
    QCOMPARE(QJsonDocument::fromJson(replayed->data)[u"said_before"].toString().toUtf8(), stored);
}

void TestReplays::leavesOutWhatHasNothingToSayElsewhere()
{
    OutboxFixture fixture;
    fixture.record(a, room);
    fixture.turn();
    const auto redirected = fixture.outbox->redirect({fixture.entryOf(a)}, QStringLiteral("C2"), QStringLiteral("anna"),
                                                     fixture.clock.now(), {{a, QByteArray()}});
    QVERIFY(redirected && *redirected == 0);
    QVERIFY(fixture.dispatcher->reload());
    fixture.pass(2s);
    QCOMPARE(fixture.slack.messages.size(), 1);
}

QTEST_GUILESS_MAIN(TestReplays)
#include "tst_replays.moc"
