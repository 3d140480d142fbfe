// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/costcentremapping.h"
#include "tests/core/planningfixture.h"

#include <QTest>

using namespace ledgercast;

namespace {

Document orderOf(const QStringList &warehouses)
{
    Document order = invoice(QStringLiteral("7"), {});
    order.type = QStringLiteral("purchase_order");
    order.amount = Money{Decimal(100, 0), QStringLiteral("EUR")};
    for (const QString &warehouse : warehouses)
        order.lines.append({{QStringLiteral("line"), QString::number(order.lines.size() + 1)},
                            {QStringLiteral("warehouse"), warehouse},
                            {QStringLiteral("amount"), QStringLiteral("25")}});
    return order;
}

} // namespace

/// Documents that name no cost centre, planned with mapping tables.
class PlannerMappingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatNamesNoCostCentreIsMapped();
    void whatNamesOneIsNotMapped();
    void otherTablesAreNoNewsOfADocument();
    void linesOfSeveralWarehousesGoToSeveralChannels();
    void whatWaitsIsMappedAnew_data();
    void whatWaitsIsMappedAnew();

private:
    /// "warehouse 110 4100"
    void map(const QStringList &rows)
    {
        QList<MappingRow> list;
        for (const QString &row : rows)
            list.append(
                {{}, {}, *mappingTableOf(row.section(u' ', 0, 0)), row.section(u' ', 1, 1), row.section(u' ', 2, 2)});
        m_mapping = CostCentreMapping(list);
        m_planning->context.mapping = &m_mapping;
    }

    [[nodiscard]] Plan plan(const QList<Document> &documents) const { return m_planning->plan(documents); }

    std::unique_ptr<PlanningFixture> m_planning;
    CostCentreMapping m_mapping;
};

void PlannerMappingTest::init()
{
    m_planning = std::make_unique<PlanningFixture>();
}

void PlannerMappingTest::whatNamesNoCostCentreIsMapped()
{
    map({QStringLiteral("warehouse 110 4100")});
    const Document order = orderOf({QStringLiteral("110")});
    const PlannedChange planned = plan({order}).changes.value(0);
    QCOMPARE(described(planned), (QStringList{QStringLiteral("main@fin-it"), QStringLiteral("detail@fin-it")}));
    const QList<CostCentreShare> centres = planned.change.document.costCentres;
    QCOMPARE(centres.size(), 1);
    QCOMPARE(centres.first().code, QStringLiteral("4100"));
    QCOMPARE(centres.first().provenance, QStringLiteral("mapping: warehouse 110"));
    const QString message = QString::fromUtf8(planned.deliveries.first().message);
    QVERIFY2(message.contains(QStringLiteral("4100 (mapping: warehouse 110)")), qPrintable(message));
    // What is kept as the document's content is the document's.
    QCOMPARE(planned.change.content, order.toJson());
    QCOMPARE(planned.change.fingerprint, order.fingerprint());
}

void PlannerMappingTest::whatNamesOneIsNotMapped()
{
    map({QStringLiteral("warehouse 110 5100")});
    Document order = orderOf({QStringLiteral("110")});
    order.costCentres = {{QStringLiteral("4100"), std::nullopt, QStringLiteral("order_lines")}};
    const PlannedChange planned = plan({order}).changes.value(0);
    QCOMPARE(planned.change.document.costCentres, order.costCentres);
    QCOMPARE(planned.deliveries.first().channel, QStringLiteral("fin-it"));
    QVERIFY(!planned.deliveries.first().message.contains("mapping"));
}

void PlannerMappingTest::otherTablesAreNoNewsOfADocument()
{
    map({QStringLiteral("warehouse 110 4100")});
    const Document order = orderOf({QStringLiteral("110")});
    const PlannedChange first = plan({order}).changes.value(0);
    m_planning->context.known.insert(order.key, {1, first.change.fingerprint, first.change.content, {}});
    map({QStringLiteral("warehouse 110 5100")});
    QCOMPARE(plan({order}).unchanged, 1);
    // Its next version goes where the tables lead now, and doesn't tell them as a change of the order.
    Document approved = order;
    approved.status = QStringLiteral("approved");
    const PlannedChange second = plan({approved}).changes.value(0);
    QCOMPARE(second.deliveries.first().channel, QStringLiteral("fin-hr"));
    QCOMPARE(second.change.differences.size(), 1);
    QCOMPARE(second.change.differences.first().field, QStringLiteral("status"));
}

void PlannerMappingTest::linesOfSeveralWarehousesGoToSeveralChannels()
{
    map({QStringLiteral("warehouse 110 4100"), QStringLiteral("warehouse 120 5100")});
    const PlannedChange planned =
        plan({orderOf({QStringLiteral("110"), QStringLiteral("120"), QStringLiteral("110")})}).changes.value(0);
    QStringList shares;
    for (const CostCentreShare &share : planned.change.document.costCentres)
        shares << share.code + u' ' + share.amount->amount.toString();
    QCOMPARE(shares, (QStringList{QStringLiteral("4100 50"), QStringLiteral("5100 25")}));
    QCOMPARE(described(planned), (QStringList{QStringLiteral("main@fin-it"), QStringLiteral("detail@fin-it"),
                                              QStringLiteral("main@fin-hr"), QStringLiteral("detail@fin-hr")}));
    QVERIFY(planned.deliveries.first().message.contains("4100 (50.00 EUR, mapping: warehouse 110)"));
}

void PlannerMappingTest::whatWaitsIsMappedAnew_data()
{
    QTest::addColumn<QStringList>("before"); // tables when it was recorded
    QTest::addColumn<QStringList>("waiting");
    QTest::addColumn<QStringList>("channels");
    QTest::addColumn<QStringList>("now");
    QTest::addColumn<QStringList>("deliveries");
    QTest::addColumn<QStringList>("joined");
    QTest::addColumn<QStringList>("unrouted");
    const QStringList none;
    const QStringList it{QStringLiteral("fin-it")};
    const QStringList unknown{QStringLiteral("unknown")};
    const QStringList toIt{QStringLiteral("main@fin-it"), QStringLiteral("detail@fin-it")};
    const QStringList toHr{QStringLiteral("main@fin-hr"), QStringLiteral("detail@fin-hr")};
    const QStringList wrong{QStringLiteral("warehouse 110 4100"), QStringLiteral("warehouse 120 9999")};
    const QStringList right{QStringLiteral("warehouse 110 4100"), QStringLiteral("warehouse 120 5100")};
    const QStringList same{QStringLiteral("warehouse 110 4100"), QStringLiteral("warehouse 120 4200")};
    QTest::newRow("unknown until now") << none << unknown << none << right << toIt + toHr << none << none;
    QTest::newRow("unknown, to a cost centre without a rule")
        << none << unknown << none << wrong << toIt << none << QStringList{QStringLiteral("9999")};
    QTest::newRow("a code put right, the other was sent")
        << wrong << QStringList{QStringLiteral("9999")} << it << right << toHr << none << none;
    QTest::newRow("put right to a channel that has it")
        << wrong << QStringList{QStringLiteral("9999")} << it << same << none << it << none;
    QTest::newRow("the same tables") << wrong << QStringList{QStringLiteral("9999")} << it << wrong << none << none
                                     << QStringList{QStringLiteral("9999")};
}

void PlannerMappingTest::whatWaitsIsMappedAnew()
{
    QFETCH(const QStringList, before);
    QFETCH(const QStringList, waiting);
    QFETCH(const QStringList, channels);
    QFETCH(const QStringList, now);
    map(before);
    m_planning->router = Router({rule(QStringLiteral("fin-it"), QStringLiteral("4100;4200")),
                                 rule(QStringLiteral("fin-hr"), QStringLiteral("51*"))});
    const PlannedChange recorded = plan({orderOf({QStringLiteral("110"), QStringLiteral("120")})}).changes.value(0);
    QCOMPARE(recorded.unrouted, waiting);
    map(now);
    const PlannedChange planned = planner::decideWaiting(recorded.change, {waiting, channels}, {}, m_planning->context);
    QTEST(described(planned), "deliveries");
    QTEST(planned.joined, "joined");
    QTEST(planned.unrouted, "unrouted");
}

QTEST_GUILESS_MAIN(PlannerMappingTest)
#include "tst_plannermapping.moc"
