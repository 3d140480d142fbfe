// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/windowtest.h"
#include "ui/desktop/tray.h"
#include "ui/models/sourcemodel.h"
#include "ui/pages/attentionlist.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/statebanner.h"

#include <QAbstractItemDelegate>
#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTableView>
#include <QToolButton>

using namespace ledgercast;
using ledgercast::test::WindowTest;

class TestWindow : public WindowTest
{
    Q_OBJECT

private:
    /// The first group of the attention list with this remedy.
    QPushButton *remedy(const QString &label)
    {
        for (QPushButton *button : m_window->findChildren<QPushButton *>())
            if (button->isVisible() && button->text() == label)
                return button;
        return nullptr;
    }

private Q_SLOTS:
    void leadsANewcomerToConnections()
    {
        QCOMPARE(text("bannerTitle"), u"Connect to CloudSuite to begin"_qs);
        QVERIFY(child<QPushButton>("connectButton")->isVisible());
        QVERIFY(!child<QPushButton>("syncButton")->isVisible());
        QVERIFY(!m_window->findChild<QAction *>(u"action.sync-now"_qs)->isEnabled());
    }

    void showsWhatTheStoreHolds()
    {
        connectBoth();
        QTRY_COMPARE(text("bannerTitle"), u"4 things need attention"_qs);
        QCOMPARE(child<QAbstractButton>("stage_routed")->accessibleName(), u"Routed, 208 today, to 6 channels"_qs);
        QVERIFY(child<QAbstractButton>("dropOff_failed")->isVisible());
        QCOMPARE(child<QTableView>("sourcesTable")->model()->rowCount(), 3);
        QCOMPARE(child<QToolButton>("statusLog")->text(), u"Audit log 451 entries"_qs);
    }

    void elidesNothingOfTheSources()
    {
        connectBoth();
        auto *table = child<QTableView>("sourcesTable");
        auto *model = qobject_cast<SourceModel *>(table->model());
        QTRY_COMPARE(model->rowCount(), 3);
        QList<SourceRow> rows{model->row(0), model->row(1), model->row(2)};
        for (SourceRow &row : rows) {
            row.name += u" (100)";
            row.schedule = u"Every minute"_qs;
            row.lastRun = u"14:32"_qs;
            row.nextRun = u"Tue 06:00"_qs;
        }
        rows[1].state = SourceRow::State::Failed;
        rows[1].stateText = u"Can't be read"_qs;
        model->setRows(rows);
        QCoreApplication::sendPostedEvents();
        QStyleOptionViewItem option;
        option.widget = table;
        for (int column = 0; column < model->columnCount(); ++column) {
            const QString title = model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
            const int words = QFontMetrics(m_theme.font(TextStyle::Header)).horizontalAdvance(title);
            const int margins = 2 * metrics::cellPadding + (column == 0 ? metrics::edgePadding : 0);
            QVERIFY2(table->columnWidth(column) >= words + margins, qPrintable(title));
            for (int row = 0; row < model->rowCount(); ++row) {
                const QModelIndex index = model->index(row, column);
                const int needed = table->itemDelegateForIndex(index)->sizeHint(option, index).width();
                QVERIFY2(
                    table->columnWidth(column) >= needed,
                    qPrintable(
                        u"%1: %2 of %3"_qs.arg(index.data().toString()).arg(table->columnWidth(column)).arg(needed)));
            }
        }
    }

    void syncsByButtonAndByKeyAndStopsAgain()
    {
        connectBoth();
        press("syncButton");
        QTRY_COMPARE(m_console->requests, QStringList{u"sync"_qs});
        QTRY_COMPARE(child<QPushButton>("syncButton")->text(), u"Syncing…"_qs);
        QTest::keyClick(m_window.get(), Qt::Key_F5);
        QTRY_COMPARE(m_console->requests.constLast(), u"cancel"_qs);
        QTRY_COMPARE(child<QPushButton>("syncButton")->text(), u"Sync now"_qs);
    }

    void pausesForAnHourAndResumes()
    {
        connectBoth();
        m_window->findChild<QAction *>(u"action.pause-one-hour"_qs)->trigger();
        QTRY_COMPARE(text("bannerTitle"), u"Posting is paused until 15:32"_qs);
        QTRY_COMPARE(m_window->tray().view().state, TrayState::Paused);
        QCOMPARE(child<QPushButton>("pauseButton")->text(), u"Resume"_qs);
        press("pauseButton");
        QTRY_COMPARE(m_console->requests.constLast(), u"resume"_qs);
        QTRY_COMPARE(child<QPushButton>("pauseButton")->text(), u"Pause"_qs);
    }

    void tellsTheTrayWhatIsTheMatter()
    {
        const auto action = [this](const char *name) {
            return m_window->tray().menu().findChild<QAction *>(QLatin1String(name));
        };
        QCOMPARE(m_window->tray().view().state, TrayState::Idle);
        QVERIFY(!action("trayReplay")->isVisible());
        connectBoth();
        QTRY_COMPARE(m_window->tray().view().state, TrayState::Attention);
        QCOMPARE(action("trayHeadline")->text(), u"4 things need attention…"_qs);
        QCOMPARE(m_window->tray().view().counts, u"199 posted today, 11 waiting"_qs);
        QVERIFY(action("trayReplay")->isVisible());
        QVERIFY(!action("trayResume")->isVisible());
        m_window->hide();
        action("trayHeadline")->trigger();
        QVERIFY(m_window->isVisible());
    }

    void movesFromPaneToPaneByKey()
    {
        connectBoth();
        QTRY_VERIFY(remedy(u"Join and replay 2"_qs));
        m_window->activateWindow();
        m_window->findChild<QWidget *>(u"sidebar"_qs)->setFocus();
        QSet<QString> seen;
        for (int i = 0; i < 6; ++i) {
            QTest::keyClick(m_window.get(), Qt::Key_F6);
            QVERIFY(m_window->focusWidget());
            seen.insert(m_window->focusWidget()->objectName());
        }
        for (const QString &name : {u"syncButton"_qs, u"sourcesTable"_qs, u"dayChart"_qs, u"sidebar"_qs})
            QVERIFY2(seen.contains(name), qPrintable(QStringList(seen.values()).join(u',')));
    }

    void joinsAChannelFromTheListOfCauses()
    {
        connectBoth();
        QTRY_VERIFY(remedy(u"Join and replay 2"_qs));
        QTest::mouseClick(remedy(u"Join and replay 2"_qs), Qt::LeftButton);
        QTRY_COMPARE(m_console->requests, QStringList{u"join plant-lyon-ap"_qs});
    }

    void asksBeforeItReplaysEverything()
    {
        connectBoth();
        auto *action = m_window->findChild<QAction *>(u"action.replay-all-failed"_qs);
        QTRY_VERIFY(action->isEnabled());
        action->trigger();
        QTRY_VERIFY(child<QWidget>("questionBox"));
        QVERIFY(m_console->requests.isEmpty());
        press("questionYes");
        QTRY_COMPARE(m_console->requests, QStringList{u"replay failed"_qs});
    }

    void readsTheStoreAgainWhenItMoved()
    {
        connectBoth();
        QTRY_COMPARE(child<QToolButton>("statusLog")->text(), u"Audit log 451 entries"_qs);
        m_sample->addInvoice();
        ++m_console->status.storeRevision;
        m_console->say();
        QTRY_COMPARE(child<QToolButton>("statusLog")->text(), u"Audit log 452 entries"_qs);
    }

    void tellsInWordsWhatARequestCameTo()
    {
        connectBoth();
        Q_EMIT m_console->notice(u"Joined #fin-it."_qs);
        QCOMPARE(child<QStatusBar>("statusBar")->currentMessage(), u"Joined #fin-it."_qs);
        Q_EMIT m_console->requestFailed(u"The file can't be used"_qs, u"It isn't JSON."_qs, {});
        QTRY_VERIFY(child<QWidget>("messageBox"));
    }

    void remembersTheTheme()
    {
        m_window->findChild<QAction *>(u"action.theme-dark"_qs)->trigger();
        QVERIFY(m_theme.isDark());
        m_window.reset();
        m_theme.setChoice(Theme::Choice::System);
        openWindow();
        QVERIFY(m_theme.isDark());
        QVERIFY(m_window->findChild<QAction *>(u"action.theme-dark"_qs)->isChecked());
        m_window->findChild<QAction *>(u"action.theme-light"_qs)->trigger();
        QVERIFY(!m_theme.isDark());
    }

    void minimisesWhereThereIsNoTrayAndQuitsWhenAskedTo()
    {
        // Off-screen there is no tray: a hidden window could not be found again.
        const QSignalSpy quits(m_window.get(), &MainWindow::quitRequested);
        m_window->close();
        QVERIFY(m_window->isMinimized());
        QCOMPARE(quits.count(), 0);
        m_window->bringToFront();
        QVERIFY(!m_window->isMinimized());
        m_window->findChild<QAction *>(u"action.keep-running"_qs)->setChecked(false);
        m_window->close();
        QCOMPARE(quits.count(), 1);
    }

    void doesNotHoldUpTheEndOfTheApplication()
    {
        // As quit() does it: where a window refuses to close, the program would go on for ever.
        QEvent quit(QEvent::Quit);
        QCoreApplication::sendEvent(QCoreApplication::instance(), &quit);
        QVERIFY(quit.isAccepted());
        QVERIFY(!m_window->isVisible());
        QVERIFY(!m_memory->value(u"window/geometry"_qs).toByteArray().isEmpty());
    }

    void namesEveryControlForScreenReaders()
    {
        connectBoth();
        QTRY_VERIFY(remedy(u"Join and replay 2"_qs));
        for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0)
                continue;
            const bool isNamed = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()) ||
                                 !widget->toolTip().isEmpty() || qobject_cast<const QLabel *>(widget);
            QVERIFY2(isNamed,
                     qPrintable(widget->objectName() + u' ' + QLatin1String(widget->metaObject()->className())));
        }
    }
};

QTEST_MAIN(TestWindow)
#include "tst_window.moc"
