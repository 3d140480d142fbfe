// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeclock.h"
#include "ui/models/entrymodel.h"
#include "ui/models/roles.h"

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTest>

using namespace ledgercast;

namespace {

EntryRow entry(qint64 id, EntryState state = EntryState::Posted)
{
    EntryRow row;
    row.id = id;
    row.at = FakeClock().now() - Milliseconds(60'000);
    row.type = QStringLiteral("supplier_invoice");
    row.number = QString::number(88000 + id);
    row.partyName = QStringLiteral("Nordwind Components GmbH");
    row.amount = Money{*Decimal::parse(u"12480.00"), QStringLiteral("EUR")};
    row.company = QStringLiteral("100");
    row.costCentres = {QStringLiteral("4200")};
    row.channels = {QStringLiteral("fin-it")};
    row.state = state;
    return row;
}

/// Entries from the newest id down.
QList<EntryRow> entries(qint64 newest, int count)
{
    QList<EntryRow> rows;
    for (int i = 0; i < count; ++i)
        rows += entry(newest - i);
    return rows;
}

} // namespace

class TestEntryModel : public QObject
{
    Q_OBJECT

private:
    struct Asked
    {
        qint64 beforeId = 0;
        int limit = 0;
        int ticket = 0;
    };

    FakeClock m_clock;
    std::unique_ptr<EntryModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    QList<Asked> m_asked;

    void answer(const QList<EntryRow> &rows) { m_model->takePage(m_asked.constLast().ticket, rows); }

private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_tester.reset();
        m_asked.clear();
        m_model = std::make_unique<EntryModel>(m_clock);
        m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        connect(m_model.get(), &EntryModel::pageWanted, this,
                [this](const EntryFilter &, qint64 beforeId, int limit, int ticket) {
                    m_asked += {beforeId, limit, ticket};
                });
        m_model->setFilter({});
    }

    void asksForItsFirstPageWhenAFilterIsSet()
    {
        QCOMPARE(m_asked.size(), 1);
        QCOMPARE(m_asked.at(0).beforeId, 0);
        QCOMPARE(m_asked.at(0).limit, EntryModel::pageSize);
        QCOMPARE(m_model->phase(), EntryModel::Phase::Loading);
        answer(entries(10, 10));
        QCOMPARE(m_model->phase(), EntryModel::Phase::Ready);
        QCOMPARE(m_model->rowCount(), 10);
        QVERIFY(!m_model->canFetchMore({}));
    }

    void readsOlderPagesByTheLastKeyItHolds()
    {
        m_tester.reset(); // it fetches by itself
        answer(entries(2000, EntryModel::pageSize));
        QVERIFY(m_model->canFetchMore({}));
        m_model->fetchMore({});
        QCOMPARE(m_asked.constLast().beforeId, 2000 - EntryModel::pageSize + 1);
        // While a page is on its way, scrolling asks for nothing more.
        QVERIFY(!m_model->canFetchMore({}));
        answer(entries(1500, 20));
        QCOMPARE(m_model->rowCount(), EntryModel::pageSize + 20);
        QVERIFY(!m_model->canFetchMore({}));
    }

    void holdsAtMostFiveThousandRows()
    {
        m_tester.reset();
        answer(entries(10'000, EntryModel::pageSize));
        while (m_model->canFetchMore({})) {
            m_model->fetchMore({});
            answer(entries(m_asked.constLast().beforeId - 1, EntryModel::pageSize));
        }
        QCOMPARE(m_model->rowCount(), EntryModel::mostRows);
    }

    void keepsSelectionAndPlaceWhenNewEntriesArrive()
    {
        answer(entries(10, 10));
        QItemSelectionModel selection(m_model.get());
        selection.select(m_model->index(3, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
        const QPersistentModelIndex held = m_model->index(3, 0);
        const QSignalSpy resets(m_model.get(), &QAbstractItemModel::modelReset);
        const QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
        m_model->refresh();
        answer(entries(12, 12));
        QCOMPARE(resets.count(), 0);
        QCOMPARE(inserted.count(), 1);
        QCOMPARE(held.row(), 5);
        QCOMPARE(held.data(role::EntryId).toLongLong(), 7);
        QCOMPARE(selection.selectedRows().constFirst().data(role::EntryId).toLongLong(), 7);
    }

    void changesOnlyTheRowsThatDiffer()
    {
        answer(entries(10, 10));
        const QSignalSpy changed(m_model.get(), &QAbstractItemModel::dataChanged);
        QList<EntryRow> rows = entries(10, 10);
        rows[4].state = EntryState::Failed;
        m_model->refresh();
        answer(rows);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 4);
        QCOMPARE(m_model->index(4, EntryModel::State).data().toString(), QStringLiteral("Failed"));
    }

    void removesAndInsertsRangesInAnyMixture()
    {
        answer({entry(9), entry(8), entry(6), entry(5), entry(2)});
        m_model->refresh();
        answer({entry(10), entry(8), entry(7), entry(4), entry(3), entry(2), entry(1)});
        QStringList ids;
        for (int row = 0; row < m_model->rowCount(); ++row)
            ids += QString::number(m_model->row(row).id);
        QCOMPARE(ids.join(u','), QStringLiteral("10,8,7,4,3,2,1"));
        QCOMPARE(m_model->rowOf(4), 3);
        QCOMPARE(m_model->rowOf(5), -1);
    }

    void ignoresAnAnswerToAnOlderQuestion()
    {
        const int old = m_asked.constLast().ticket;
        EntryFilter failed;
        failed.states = {EntryState::Failed};
        m_model->setFilter(failed);
        m_model->takePage(old, entries(10, 10));
        QCOMPARE(m_model->rowCount(), 0);
        answer({entry(3, EntryState::Failed)});
        QCOMPARE(m_model->rowCount(), 1);
    }

    void readsAgainWhenTheLogMovedWhileAPageWasOnItsWay()
    {
        m_model->refresh();
        m_model->refresh();
        QCOMPARE(m_asked.size(), 1);
        answer(entries(10, 10));
        QCOMPARE(m_asked.size(), 2);
        answer(entries(11, 11));
        QCOMPARE(m_asked.size(), 2);
        QCOMPARE(m_model->rowCount(), 11);
    }

    void keepsItsRowsWhenAPageCannotBeRead()
    {
        answer(entries(10, 10));
        m_model->refresh();
        m_model->failPage(m_asked.constLast().ticket, QStringLiteral("The audit log is busy."));
        QCOMPARE(m_model->phase(), EntryModel::Phase::Failed);
        QCOMPARE(m_model->failure(), QStringLiteral("The audit log is busy."));
        QCOMPARE(m_model->rowCount(), 10);
        m_model->refresh();
        answer(entries(10, 10));
        QCOMPARE(m_model->phase(), EntryModel::Phase::Ready);
    }

    void saysTheWholeRowAsOneSentence()
    {
        answer({entry(213, EntryState::Failed)});
        const QString sentence = m_model->index(0, 0).data(Qt::AccessibleTextRole).toString();
        for (const QString &part :
             {QStringLiteral("supplier invoice SI-88213"), QStringLiteral("Nordwind Components GmbH"),
              QStringLiteral("12,480.00 EUR"), QStringLiteral("cost centre 4200"), QStringLiteral("channel fin-it")})
            QVERIFY2(sentence.contains(part), qPrintable(sentence));
        QVERIFY(sentence.endsWith(QStringLiteral("failed")));
        QCOMPARE(m_model->rowText(0).split(u'\t').size(), static_cast<int>(EntryModel::ColumnCount));
    }

    void showsADashWhereThereIsNothing()
    {
        EntryRow bare = entry(1);
        bare.amount.reset();
        bare.channels.clear();
        bare.costCentres.clear();
        bare.partyName.clear();
        answer({bare});
        for (const int column : {EntryModel::Party, EntryModel::Amount, EntryModel::CostCentre, EntryModel::Channel})
            QCOMPARE(m_model->index(0, column).data().toString(), QStringLiteral("—"));
    }
};

QTEST_GUILESS_MAIN(TestEntryModel)
#include "tst_entrymodel.moc"
