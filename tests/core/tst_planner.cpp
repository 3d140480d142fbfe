// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/planningfixture.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ledgercast;

namespace {

KnownDocument known(const Document &document, const QMap<QString, QString> &threads = {})
{
    return {1, document.fingerprint(), document.toJson(), threads};
}

} // namespace

class PlannerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aFirstReadPostsWhatChangedSinceTheStart_data();
    void aFirstReadPostsWhatChangedSinceTheStart();
    void eachCostCentreFindsItsChannelOnce_data();
    void eachCostCentreFindsItsChannelOnce();
    void whatIsReadAgainIsNoChange();
    void aChangeIsNamedByWhatChanged_data();
    void aChangeIsNamedByWhatChanged();
    void anotherOrderIsAnUpdateWithoutDifferences();
    void aLaterVersionGoesIntoTheThread();
    void aNewChannelStartsAThreadOfItsOwn();
    void aPageThatHoldsADocumentTwiceMakesTwoVersions();
    void linesFollowAsTheFirstReply();
    void whatIsTooSmallForItsRulesIsSkipped();
    void aDryRunHoldsEverything();
    void planningAgainGivesTheSame();
    void theCursorAndTheCountsComeAlong();
    void aWaitingPartIsDecidedAlone_data();
    void aWaitingPartIsDecidedAlone();

private:
    [[nodiscard]] Plan plan(const QList<Document> &documents) const { return m_planning->plan(documents); }

    std::unique_ptr<PlanningFixture> m_planning;
};

void PlannerTest::init()
{
    m_planning = std::make_unique<PlanningFixture>();
}

void PlannerTest::whatIsTooSmallForItsRulesIsSkipped()
{
    Route large = rule(QStringLiteral("fin-it"), QStringLiteral("4100"));
    large.minimumAmount = Decimal(1'000'000'000, 0);
    m_planning->router = Router({large});
    const PlannedChange planned = plan({invoice(QStringLiteral("1"))}).changes.value(0);
    QVERIFY(planned.deliveries.isEmpty());
    QVERIFY(planned.unrouted.isEmpty());
    QCOMPARE(planned.skipped, QStringLiteral("below_threshold"));
    // What waits for a rule is decided by a new one, too, when it doesn't want it.
    const PlannedChange waited =
        planner::decideWaiting(planned.change, {{QStringLiteral("4100")}, {}}, {}, m_planning->context);
    QVERIFY(waited.unrouted.isEmpty());
    QCOMPARE(waited.skipped, QStringLiteral("below_threshold"));
}

void PlannerTest::aFirstReadPostsWhatChangedSinceTheStart_data()
{
    QTest::addColumn<QDate>("modifiedOn");
    QTest::addColumn<ChangeKind>("kind");
    QTest::addColumn<int>("deliveries");
    QTest::newRow("the day before") << QDate(2026, 11, 23) << ChangeKind::Known << 0;
    QTest::newRow("that day") << QDate(2026, 11, 24) << ChangeKind::Created << 1;
    QTest::newRow("the day after") << QDate(2026, 11, 25) << ChangeKind::Created << 1;
    QTest::newRow("no day") << QDate() << ChangeKind::Created << 1;
}

void PlannerTest::aFirstReadPostsWhatChangedSinceTheStart()
{
    QFETCH(const QDate, modifiedOn);
    Document document = invoice(QStringLiteral("1"));
    document.modifiedOn = modifiedOn;
    const PlannedChange planned = plan({document}).changes.value(0);
    QTEST(planned.change.kind, "kind");
    QTEST(static_cast<int>(planned.deliveries.size()), "deliveries");
    QCOMPARE(planned.change.version, 1);
    QVERIFY(planned.change.differences.isEmpty());
    QVERIFY(planned.unrouted.isEmpty());
    // Known to us is known: what changes later is posted, however old the day of the start is.
    document.status = QStringLiteral("approved");
    m_planning->context.known.insert(document.key, known(invoice(QStringLiteral("1"))));
    QCOMPARE(plan({document}).changes.value(0).change.kind, ChangeKind::StatusChanged);
}

void PlannerTest::eachCostCentreFindsItsChannelOnce_data()
{
    QTest::addColumn<QString>("costCentres");
    QTest::addColumn<QStringList>("deliveries");
    QTest::addColumn<QStringList>("unrouted");
    const QString it = QStringLiteral("main@fin-it");
    const QString hr = QStringLiteral("main@fin-hr");
    QTest::newRow("one") << QStringLiteral("4100") << QStringList{it} << QStringList{};
    QTest::newRow("two of one channel") << QStringLiteral("4100;4200") << QStringList{it} << QStringList{};
    QTest::newRow("two channels") << QStringLiteral("5100;4100") << QStringList{it, hr} << QStringList{};
    QTest::newRow("one without a rule") << QStringLiteral("4100;4300") << QStringList{it}
                                        << QStringList{QStringLiteral("4300")};
    QTest::newRow("none with a rule") << QStringLiteral("4300;4400") << QStringList{}
                                      << QStringList{QStringLiteral("4300"), QStringLiteral("4400")};
    QTest::newRow("unknown") << QString() << QStringList{QStringLiteral("main@fin-new")} << QStringList{};
}

void PlannerTest::eachCostCentreFindsItsChannelOnce()
{
    QFETCH(const QString, costCentres);
    const PlannedChange planned = plan({invoice(QStringLiteral("1"), costCentres)}).changes.value(0);
    QTEST(described(planned), "deliveries");
    QTEST(planned.unrouted, "unrouted");
    for (const Delivery &delivery : planned.deliveries) {
        QCOMPARE(delivery.state, DeliveryState::Queued);
        QVERIFY(!QJsonDocument::fromJson(delivery.message).object().isEmpty());
        QCOMPARE(delivery.routeName, u"to " + delivery.channel);
    }
}

void PlannerTest::whatIsReadAgainIsNoChange()
{
    Document document = invoice(QStringLiteral("1"));
    m_planning->context.known.insert(document.key, known(document));
    document.modifiedOn = QDate(2026, 11, 30); // the day moves, the document doesn't
    document.modifiedBy = QStringLiteral("SOMEBODY");
    document.source = "other bytes";
    const Plan planned = plan({document});
    QVERIFY(planned.changes.isEmpty());
    QCOMPARE(planned.unchanged, 1);
}

void PlannerTest::aChangeIsNamedByWhatChanged_data()
{
    QTest::addColumn<Document>("after");
    QTest::addColumn<ChangeKind>("kind");
    QTest::addColumn<QList<FieldChange>>("differences");
    using Changes = QList<FieldChange>;
    const QString due = QStringLiteral("due_date");
    const QString day = QStringLiteral("2026-12-01");
    Document after = invoice(QStringLiteral("1"));
    after.fields[due] = QStringLiteral("2027-01-01");
    QTest::newRow("a field") << after << ChangeKind::Updated << Changes{{due, day, QStringLiteral("2027-01-01")}};
    after.fields.remove(due);
    QTest::newRow("a field gone") << after << ChangeKind::Updated << Changes{{due, day, QString()}};
    after = invoice(QStringLiteral("1"));
    after.status = QStringLiteral("approved");
    QTest::newRow("the status") << after << ChangeKind::StatusChanged
                                << Changes{{QStringLiteral("status"), QStringLiteral("awaiting_approval"),
                                            QStringLiteral("approved")}};
    after = invoice(QStringLiteral("1"), QStringLiteral("4100;4200"));
    QTest::newRow("a cost centre more") << after << ChangeKind::Updated
                                        << Changes{{QStringLiteral("cost_centres"), QStringLiteral("4100"),
                                                    QStringLiteral("4100, 4200")}};
    after = invoice(QStringLiteral("1"));
    after.lines = {{{QStringLiteral("line"), QStringLiteral("10")}, {QStringLiteral("item"), QStringLiteral("A")}}};
    QTest::newRow("a line more") << after << ChangeKind::Updated
                                 << Changes{{QStringLiteral("line 10: item"), QString(), QStringLiteral("A")},
                                            {QStringLiteral("line 10: line"), QString(), QStringLiteral("10")}};
}

void PlannerTest::aChangeIsNamedByWhatChanged()
{
    QFETCH(const Document, after);
    m_planning->context.known.insert(after.key, known(invoice(QStringLiteral("1"))));
    const PlannedChange planned = plan({after}).changes.value(0);
    QTEST(planned.change.kind, "kind");
    QTEST(planned.change.differences, "differences");
    QCOMPARE(planned.change.version, 2);
    QCOMPARE(planned.change.fingerprint, after.fingerprint());
}

void PlannerTest::anotherOrderIsAnUpdateWithoutDifferences()
{
    Document before = invoice(QStringLiteral("1"));
    before.costCentres.first().provenance = QStringLiteral("mapping");
    m_planning->context.known.insert(before.key, known(before));
    const PlannedChange planned = plan({invoice(QStringLiteral("1"))}).changes.value(0);
    QCOMPARE(planned.change.kind, ChangeKind::Updated);
    QVERIFY(planned.change.differences.isEmpty());
}

void PlannerTest::aLaterVersionGoesIntoTheThread()
{
    Document document = invoice(QStringLiteral("1"));
    m_planning->context.known.insert(document.key,
                                     known(document, {{QStringLiteral("fin-it"), QStringLiteral("parent")}}));
    document.status = QStringLiteral("approved");
    const PlannedChange planned = plan({document}).changes.value(0);
    QCOMPARE(described(planned), QStringList{QStringLiteral("update@fin-it")});
    QCOMPARE(planned.deliveries.first().parentId, QStringLiteral("parent"));
}

void PlannerTest::aNewChannelStartsAThreadOfItsOwn()
{
    Document document = invoice(QStringLiteral("1"));
    m_planning->context.known.insert(document.key,
                                     known(document, {{QStringLiteral("fin-it"), QStringLiteral("parent")}}));
    const PlannedChange planned = plan({invoice(QStringLiteral("1"), QStringLiteral("4100;5100"))}).changes.value(0);
    QCOMPARE(described(planned), QStringList({QStringLiteral("update@fin-it"), QStringLiteral("main@fin-hr")}));
}

void PlannerTest::aPageThatHoldsADocumentTwiceMakesTwoVersions()
{
    Document document = invoice(QStringLiteral("1"));
    Document second = document;
    second.status = QStringLiteral("approved");
    const Plan planned = plan({document, second, second});
    QCOMPARE(planned.changes.size(), 2);
    QCOMPARE(planned.unchanged, 1);
    QCOMPARE(planned.changes.at(1).change.version, 2);
    QCOMPARE(planned.changes.at(1).deliveries.first().parentId, planned.changes.at(0).deliveries.first().id);
}

void PlannerTest::linesFollowAsTheFirstReply()
{
    Document document = invoice(QStringLiteral("1"));
    document.type = QStringLiteral("purchase_order");
    document.lines = {{{QStringLiteral("line"), QStringLiteral("10")}, {QStringLiteral("item"), QStringLiteral("A")}},
                      {{QStringLiteral("line"), QStringLiteral("20")}, {QStringLiteral("item"), QStringLiteral("B")}}};
    const PlannedChange planned = plan({document}).changes.value(0);
    QCOMPARE(described(planned), QStringList({QStringLiteral("main@fin-it"), QStringLiteral("detail@fin-it")}));
    QCOMPARE(planned.deliveries.at(1).parentId, planned.deliveries.at(0).id);
}

void PlannerTest::aDryRunHoldsEverything()
{
    m_planning->context.isDryRun = true;
    const PlannedChange planned = plan({invoice(QStringLiteral("1"), QStringLiteral("4100;5100"))}).changes.value(0);
    QCOMPARE(planned.deliveries.size(), 2);
    for (const Delivery &delivery : planned.deliveries) {
        QCOMPARE(delivery.state, DeliveryState::Held);
        QCOMPARE(delivery.reason, QStringLiteral("dry_run"));
    }
}

void PlannerTest::planningAgainGivesTheSame()
{
    const Document document = invoice(QStringLiteral("1"), QStringLiteral("4100;5100"));
    const PlannedChange first = plan({document}).changes.value(0);
    const PlannedChange second = plan({document}).changes.value(0);
    QCOMPARE(first.deliveries.at(0).id, second.deliveries.at(0).id);
    QCOMPARE(first.deliveries.at(0).message, second.deliveries.at(0).message);
    QVERIFY(first.deliveries.at(0).id != first.deliveries.at(1).id);
}

void PlannerTest::theCursorAndTheCountsComeAlong()
{
    const Plan planned = plan({invoice(QStringLiteral("1")), invoice(QStringLiteral("2"))});
    QCOMPARE(planned.nextCursor, QStringLiteral("next"));
    QCOMPARE(planned.feed, QStringLiteral("supplier_invoices"));
    QCOMPARE(planned.read, 2);
    QVERIFY(plan({}).changes.isEmpty());
}

void PlannerTest::aWaitingPartIsDecidedAlone_data()
{
    QTest::addColumn<QStringList>("waiting");
    QTest::addColumn<QStringList>("channels");
    QTest::addColumn<QStringList>("deliveries");
    QTest::addColumn<QStringList>("joined");
    QTest::addColumn<QStringList>("unrouted");
    const QStringList none;
    const QStringList hr{QStringLiteral("5100")};
    const QStringList it{QStringLiteral("fin-it")};
    QTest::newRow("its rule came") << hr << it << QStringList{QStringLiteral("main@fin-hr")} << none << none;
    QTest::newRow("to a channel that has it") << QStringList{QStringLiteral("4200")} << it << none << it << none;
    QTest::newRow("still none") << QStringList{QStringLiteral("4300")} << it << none << none
                                << QStringList{QStringLiteral("4300")};
    QTest::newRow("one of two") << QStringList{QStringLiteral("5100"), QStringLiteral("4300")} << it
                                << QStringList{QStringLiteral("main@fin-hr")} << none
                                << QStringList{QStringLiteral("4300")};
}

void PlannerTest::aWaitingPartIsDecidedAlone()
{
    QFETCH(const QStringList, waiting);
    QFETCH(const QStringList, channels);
    const Document document = invoice(QStringLiteral("1"), QStringLiteral("4100;4200;4300;5100"));
    const PlannedChange planned =
        planner::decideWaiting(plan({document}).changes.value(0).change, {waiting, channels}, {}, m_planning->context);
    QTEST(described(planned), "deliveries");
    QTEST(planned.joined, "joined");
    QTEST(planned.unrouted, "unrouted");
}

QTEST_GUILESS_MAIN(PlannerTest)
#include "tst_planner.moc"
