// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/roles.h"
#include "ui/models/sourcemodel.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

using namespace ledgercast;

namespace {

SourceRow source(const QString &feed, int created = 0)
{
    SourceRow row;
    row.feed = feed;
    row.name = feed;
    row.schedule = QStringLiteral("Every 5 min");
    row.lastRun = QStringLiteral("09:12");
    row.created = created;
    row.stateText = QStringLiteral("Up to date");
    return row;
}

} // namespace

class TestSourceModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheSelectionWhenCountsMove()
    {
        SourceModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows({source(u"supplier_invoices"_qs), source(u"purchase_orders"_qs)});
        QItemSelectionModel selection(&model);
        selection.setCurrentIndex(model.index(1, 0), QItemSelectionModel::SelectCurrent);
        const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setRows({source(u"supplier_invoices"_qs), source(u"purchase_orders"_qs, 3)});
        QCOMPARE(resets.count(), 0);
        QCOMPARE(changes.count(), 1);
        QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 1);
        QCOMPARE(selection.currentIndex().data(role::FeedId).toString(), u"purchase_orders"_qs);
        QCOMPARE(model.index(1, SourceModel::Created).data().toString(), u"3"_qs);
    }

    void saysNothingWhenNothingChanged()
    {
        SourceModel model;
        model.setRows({source(u"supplier_invoices"_qs)});
        const QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setRows({source(u"supplier_invoices"_qs)});
        QCOMPARE(changes.count(), 0);
    }

    void speaksTheRowInItsFirstColumn()
    {
        SourceModel model;
        SourceRow row = source(u"GL postings"_qs);
        row.schedule = u"Hourly"_qs;
        row.stateText = u"No permission"_qs;
        row.stateDetail = u"The service account may not run GLS200MI."_qs;
        model.setRows({row});
        QCOMPARE(model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
                 u"GL postings, Hourly, last run 09:12, No permission"_qs);
        QCOMPARE(model.index(0, SourceModel::State).data(Qt::ToolTipRole).toString(), row.stateDetail);
    }

    void takesAnotherNumberOfSources()
    {
        SourceModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRows({source(u"a"_qs)});
        model.setRows({source(u"a"_qs), source(u"b"_qs), source(u"c"_qs)});
        QCOMPARE(model.rowCount(), 3);
        model.setRows({});
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_GUILESS_MAIN(TestSourceModel)
#include "tst_sourcemodel.moc"
