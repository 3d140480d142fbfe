// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/windowtest.h"
#include "ui/dialogs/scheduledialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QTableView>
#include <QTimeEdit>

using namespace ledgercast;

/// The Overview's schedules, edited in the real window.
class TestSchedules : public test::WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() override
    {
        WindowTest::init();
        connectBoth();
        QTRY_VERIFY(child<QPushButton>("editSchedules")->isVisible());
    }

    void theSourcesTellTheirSchedules()
    {
        auto *table = child<QTableView>("sourcesTable");
        QTRY_COMPARE(table->model()->rowCount(), 3);
        QStringList schedules;
        for (int row = 0; row < 3; ++row)
            schedules << table->model()->index(row, 1).data().toString();
        QVERIFY2(schedules.contains(u"Every 15 minutes, working days 07:00 to 18:00"_qs),
                 qPrintable(schedules.join(u'|')));
    }

    void aSourceOpensItsSchedule()
    {
        auto *table = child<QTableView>("sourcesTable");
        QTRY_COMPARE(table->model()->rowCount(), 3);
        table->setFocus();
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QVERIFY(child<ScheduleDialog>("scheduleDialog"));
        QVERIFY(!child<QPushButton>("scheduleApply")->isEnabled());
    }

    void everyKindIsWrittenAsItsSchedule_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("plan");
        QTest::newRow("every") << 0 << u"every 20m"_qs;
        QTest::newRow("daily") << 1 << u"daily 07:30, 13:00 on workdays"_qs;
        QTest::newRow("hours") << 2 << u"hours workdays 08:00-17:30 every 20m"_qs;
        QTest::newRow("cron") << 3 << u"cron 0 7 * * 1-5"_qs;
    }

    void everyKindIsWrittenAsItsSchedule()
    {
        QFETCH(const int, kind);
        QFETCH(const QString, plan);
        open(u"supplier_invoices"_qs);
        child<QComboBox>("scheduleKind")->setCurrentIndex(kind);
        child<QSpinBox>("scheduleMinutes")->setValue(20);
        child<QLineEdit>("scheduleTimes")->setText(u"07:30, 13:00"_qs);
        child<QLineEdit>("scheduleCron")->setText(u"0 7 * * 1-5"_qs);
        child<QComboBox>("scheduleDays")->setCurrentIndex(1);
        child<QTimeEdit>("scheduleFrom")->setTime(QTime(8, 0));
        child<QTimeEdit>("scheduleTo")->setTime(QTime(17, 30));
        QVERIFY2(text("scheduleMeaning").contains(u"Next: "_qs), qPrintable(text("scheduleMeaning")));
        press("scheduleApply");
        QTRY_COMPARE(lastRequest(), QString(u"plan ACME_PRD supplier_invoices " + plan));
    }

    void theEndOfTheMonthIsAdded()
    {
        open(u"supplier_invoices"_qs);
        child<QCheckBox>("scheduleMonthEnd")->setChecked(true);
        child<QSpinBox>("scheduleMonthEndMinutes")->setValue(2);
        press("scheduleApply");
        QTRY_COMPARE(lastRequest(), u"plan ACME_PRD supplier_invoices every 5m; month-end 3+2 every 2m"_qs);
    }

    void aWrongExpressionIsExplainedAndNotApplied()
    {
        open(u"supplier_invoices"_qs);
        child<QComboBox>("scheduleKind")->setCurrentIndex(3);
        child<QLineEdit>("scheduleCron")->setText(u"0 25 * * *"_qs);
        QVERIFY(!child<QPushButton>("scheduleApply")->isEnabled());
        QVERIFY(!text("scheduleMeaning").isEmpty());
        QVERIFY(!text("scheduleMeaning").contains(u"Next"_qs));
        child<QLineEdit>("scheduleCron")->setText(u"0 5 * * *"_qs);
        QVERIFY(child<QPushButton>("scheduleApply")->isEnabled());
    }

    void whatIsOpenedIsNotChanged_data()
    {
        QTest::addColumn<QString>("feed");
        for (const char *feed : {"supplier_invoices", "purchase_orders", "cost_centres"})
            QTest::newRow(feed) << QString::fromLatin1(feed);
    }

    void whatIsOpenedIsNotChanged()
    {
        QFETCH(const QString, feed);
        open(feed);
        QVERIFY(!child<QPushButton>("scheduleApply")->isEnabled());
        child<QCheckBox>("scheduleOn")->setChecked(false);
        child<QCheckBox>("scheduleOn")->setChecked(true);
        press("scheduleApply");
        QVERIFY(!m_console->requests.contains(u"plan"_qs));
    }

    void severalSourcesAreAppliedTogether()
    {
        open(u"supplier_invoices"_qs);
        child<QSpinBox>("scheduleMinutes")->setValue(10);
        auto *source = child<QComboBox>("scheduleSource");
        source->setCurrentIndex(source->findData(u"cost_centres"_qs));
        child<QCheckBox>("scheduleOn")->setChecked(false);
        m_console->requests.clear();
        press("scheduleApply");
        QTRY_COMPARE(m_console->requests, QStringList({u"plan ACME_PRD cost_centres off"_qs,
                                                       u"plan ACME_PRD supplier_invoices every 10m"_qs}));
    }

    void theLastSourceStaysOn()
    {
        open(u"supplier_invoices"_qs);
        auto *source = child<QComboBox>("scheduleSource");
        for (int i = 0; i < source->count(); ++i) {
            source->setCurrentIndex(i);
            child<QCheckBox>("scheduleOn")->setChecked(false);
        }
        QVERIFY(!child<QPushButton>("scheduleApply")->isEnabled());
        QVERIFY(text("scheduleMeaning").contains(u"One source stays on"_qs));
    }

    void readsFromAnEarlierDay()
    {
        auto *table = child<QTableView>("sourcesTable");
        QTRY_VERIFY(table->model()->rowCount() > 0);
        table->setCurrentIndex(table->model()->index(0, 0));
        const auto openDialog = [&] {
            Q_EMIT table->customContextMenuRequested(QPoint(5, 5));
            auto *menu = m_window->findChild<QMenu *>(u"sourceMenu"_qs);
            for (QAction *action : menu->actions())
                if (action->text().startsWith(u"Read from an earlier day"_qs))
                    action->trigger();
            delete menu;
        };
        openDialog();
        QTRY_VERIFY(child<QDialog>("backfillDialog"));
        QVERIFY(child<QRadioButton>("backfillRecord")->isChecked()); // what floods nobody
        const QDate today = child<QDateEdit>("backfillFrom")->maximumDate();
        QCOMPARE(child<QDateEdit>("backfillFrom")->date(), today.addDays(1 - today.day()));
        child<QDateEdit>("backfillFrom")->setDate(today.addDays(-10));
        child<QRadioButton>("backfillTell")->setChecked(true);
        press("backfillRead");
        QTRY_VERIFY(lastRequest().startsWith(u"backfill ACME_PRD "_qs));
        QVERIFY2(lastRequest().endsWith(today.addDays(-10).toString(Qt::ISODate) + u" told"),
                 qPrintable(lastRequest()));
    }

private:
    QString lastRequest() const { return m_console->requests.value(m_console->requests.size() - 1); }

    void open(const QString &feed)
    {
        press("editSchedules");
        auto *source = child<QComboBox>("scheduleSource");
        QVERIFY(source);
        source->setCurrentIndex(source->findData(feed));
        QCOMPARE(source->currentData().toString(), feed);
    }
};

QTEST_MAIN(TestSchedules)
#include "tst_schedules.moc"
