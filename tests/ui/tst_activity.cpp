// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/windowtest.h"
#include "ui/models/entrymodel.h"
#include "ui/models/roles.h"
#include "ui/pages/entryheard.h"
#include "ui/pages/entrytimeline.h"
#include "ui/widgets/callout.h"
#include "ui/widgets/chipbar.h"
#include "ui/widgets/filterbutton.h"
#include "ui/widgets/slackpreview.h"
#include "ui/widgets/timelineview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStatusBar>
#include <QTabBar>
#include <QTableView>
#include <QTreeWidget>

using namespace ledgercast;
using ledgercast::test::WindowTest;

class TestActivity : public WindowTest
{
    Q_OBJECT

private:
    QTableView *table() { return child<QTableView>("entriesTable"); }
    int rows() { return table()->model()->rowCount(); }
    QAction *action(const char *name) { return child<QAction>(name); }
    void choose(const char *filter, const QStringList &keys)
    {
        auto *button = child<FilterButton>(filter);
        button->setChosen(keys);
        Q_EMIT button->chosenChanged(button->chosen());
    }
    void select(int row) { table()->setCurrentIndex(table()->model()->index(row, 0)); }
    qint64 idOf(int row) { return table()->model()->index(row, 0).data(role::EntryId).toLongLong(); }
    QString cell(int row, int column) { return table()->model()->index(row, column).data().toString(); }
    bool showsOnly(int column, const QString &wanted)
    {
        for (int row = 0; row < rows(); ++row)
            if (cell(row, column) != wanted)
                return false;
        return rows() > 0;
    }
    /// The failed entries of one channel, newest first.
    void showFailed(const QString &channel)
    {
        choose("stateFilter", {u"failed"_qs});
        choose("channelFilter", {channel});
        QTRY_VERIFY(rows() > 0 && showsOnly(EntryModel::Channel, u'#' + channel));
    }

private Q_SLOTS:
    void init() override
    {
        WindowTest::init();
        connectBoth();
        QTRY_COMPARE(m_window->hub().channels().size(), 6);
        m_window->showPage(u"activity"_qs);
        QTRY_VERIFY(rows() > 100);
    }

    void showsEveryEntryNewestFirstAndCountsThem()
    {
        QTRY_COMPARE(text("entryCount"), u"451 entries · 5 failed · 6 unrouted"_qs);
        QCOMPARE(rows(), 451);
        QVERIFY(idOf(0) > idOf(1));
        QCOMPARE(text("detailNothing"), u"Select an entry to see its details."_qs);
        QVERIFY(!action("action.replay")->isEnabled());
    }

    void filtersByStateAndShowsItAsAChip()
    {
        choose("stateFilter", {u"failed"_qs});
        QTRY_COMPARE(rows(), 5);
        QVERIFY(showsOnly(EntryModel::State, u"Failed"_qs));
        QCOMPARE(child<ChipBar>("chipBar")->chips(), (QList<Chip>{{u"state"_qs, u"State: Failed"_qs}}));
        QTRY_COMPARE(text("entryCount"), u"5 entries · 5 failed"_qs);
        QTest::keyClick(child<QWidget>("chip_state"), Qt::Key_Delete);
        QTRY_COMPARE(rows(), 451);
        QVERIFY(!child<ChipBar>("chipBar")->isVisible());
    }

    void filtersByTypeAndByDay()
    {
        choose("typeFilter", {u"purchase_order"_qs});
        QTRY_VERIFY(rows() == 43);
        child<QAction>("date_yesterday")->trigger();
        QTRY_COMPARE(rows(), 0);
        QTRY_COMPARE(text("emptyTitle"), u"No entries match these filters."_qs);
        QTRY_VERIFY(child<QWidget>("emptyDates")->isVisible());
        press("emptyDates");
        QTRY_COMPARE(rows(), 43);
        QVERIFY(!child<QWidget>("emptyEntries")->isVisible());
    }

    void searchesWhileTypingAndClearsWithEscape()
    {
        action("action.find")->trigger();
        auto *search = child<QLineEdit>("searchField");
        QTRY_COMPARE(m_window->focusWidget(), search);
        QTest::keyClicks(search, u"kyoto"_qs);
        QTRY_VERIFY(rows() < 451 && showsOnly(EntryModel::Party, u"Kyoto Precision KK"_qs));
        QTest::keyClick(search, Qt::Key_Down);
        QCOMPARE(m_window->focusWidget(), table());
        search->setFocus();
        QTest::keyClick(search, Qt::Key_Escape);
        QTRY_COMPARE(rows(), 451);
    }

    void findsItsWayOutOfASearchWithoutResult()
    {
        select(0);
        QTRY_VERIFY(child<QWidget>("detailTabs")->isVisible());
        QTest::keyClicks(child<QLineEdit>("searchField"), u"nothingatall"_qs);
        QTRY_VERIFY(child<QWidget>("emptyEntries")->isVisible());
        QVERIFY(!child<QWidget>("emptyDates")->isVisible());
        QVERIFY(child<QWidget>("detailNothing")->isVisible());
        QVERIFY(!action("action.replay-to")->isEnabled());
        press("emptyClear");
        QTRY_COMPARE(rows(), 451);
        QVERIFY(child<QLineEdit>("searchField")->text().isEmpty());
    }

    void replaysTheSelectedEntryAtOnce()
    {
        showFailed(u"fin-it"_qs);
        select(0);
        QTRY_VERIFY(child<QWidget>("replayButton")->isVisible());
        QVERIFY(action("action.replay")->isEnabled());
        press("replayButton");
        QTRY_COMPARE(m_console->requests, QStringList{u"replay %1"_qs.arg(idOf(0))});
    }

    void comparesWithTodaysDesignBeforeItReplays()
    {
        showFailed(u"fin-it"_qs);
        select(0);
        QTRY_VERIFY(action("action.replay-anew")->isEnabled());
        m_console->replayPreview.changes = {
            {idOf(0), u"d"_qs, u"fin-it"_qs, R"({"text":"Then","blocks":[]})", R"({"text":"Today","blocks":[]})"}};
        action("action.replay-anew")->trigger();
        QTRY_VERIFY(child<QDialog>("replayDialog"));
        auto *asRecorded = child<QRadioButton>("replayAsRecorded");
        QVERIFY(child<QRadioButton>("replayAnew")->isChecked() && !asRecorded->isChecked());
        const auto previews = child<QDialog>("replayDialog")->findChildren<SlackPreview *>();
        QCOMPARE(previews.size(), 2);
        QVERIFY(previews.at(0)->plainText().contains(u"Then") && previews.at(1)->plainText().contains(u"Today"));
        press("replayGive");
        QTRY_COMPARE(m_console->requests, QStringList{u"replay %1 anew"_qs.arg(idOf(0))});
        QTRY_VERIFY(!m_window->findChild<QDialog *>(u"replayDialog"_qs));
        m_console->requests.clear();
        action("action.replay-anew")->trigger();
        QTRY_VERIFY(child<QDialog>("replayDialog"));
        child<QRadioButton>("replayAsRecorded")->click();
        QVERIFY(!child<QRadioButton>("replayAnew")->isChecked());
        press("replayGive");
        QTRY_COMPARE(m_console->requests, QStringList{u"replay %1"_qs.arg(idOf(0))});
    }

    void asksBeforeItReplaysSeveral()
    {
        showFailed(u"fin-it"_qs);
        table()->selectAll();
        QTRY_COMPARE(child<QPushButton>("replayButton")->text(), u"Replay %1"_qs.arg(rows()));
        QTest::keyClick(m_window.get(), Qt::Key_R, Qt::ControlModifier);
        QTRY_VERIFY(child<QWidget>("questionBox"));
        QVERIFY(m_console->requests.isEmpty());
        press("questionYes");
        QTRY_COMPARE(m_console->requests.size(), 1);
        QVERIFY(m_console->requests.constFirst().contains(QString::number(idOf(rows() - 1))));
    }

    void replaysToAnotherChannelThatCanBePostedIn()
    {
        showFailed(u"fin-it"_qs);
        select(0);
        QTRY_VERIFY(child<QWidget>("replayToButton")->isVisible());
        press("replayToButton");
        auto *picker = child<QDialog>("channelPicker");
        QTRY_VERIFY(picker && picker->isVisible());
        auto *search = child<QLineEdit>("channelSearch");
        search->setText(u"#fin-it"_qs);
        QCOMPARE(child<QListView>("channelList")->model()->rowCount(), 1);
        QVERIFY(!child<QPushButton>("channelChoose")->isEnabled());
        QCOMPARE(text("channelHint"), u"Slack refuses posts to archived channels."_qs);
        search->setText(u"treas"_qs);
        QVERIFY(child<QPushButton>("channelChoose")->isEnabled());
        press("channelChoose");
        QTRY_COMPARE(m_console->requests, QStringList{u"replay %1 treasury"_qs.arg(idOf(0))});
    }

    void offersTheRemedyOfTheCause()
    {
        showFailed(u"fin-it"_qs);
        select(0);
        auto *callout = child<Callout>("causeCallout");
        QTRY_COMPARE(callout->accessibleName(), u"The channel #fin-it is archived"_qs);
        QTest::mouseClick(callout->findChild<QPushButton *>(u"calloutRemedy"_qs), Qt::LeftButton);
        QTRY_VERIFY(child<QDialog>("channelPicker"));
        child<QDialog>("channelPicker")->close();
        showFailed(u"plant-lyon-ap"_qs);
        select(0);
        QTRY_COMPARE(callout->accessibleName(), u"Ledgercast isn't in #plant-lyon-ap"_qs);
        QTest::mouseClick(callout->findChild<QPushButton *>(u"calloutRemedy"_qs), Qt::LeftButton);
        QTRY_COMPARE(m_console->requests, QStringList{u"join plant-lyon-ap"_qs});
    }

    void marksAsNotSentOnlyWithAReason()
    {
        showFailed(u"fin-it"_qs);
        select(0);
        QTRY_VERIFY(action("action.mark-not-sent")->isEnabled());
        action("action.mark-not-sent")->trigger();
        QTRY_VERIFY(child<QDialog>("reasonDialog"));
        QVERIFY(!child<QPushButton>("reasonGive")->isEnabled());
        child<QLineEdit>("reasonField")->setText(u"told by phone"_qs);
        press("reasonGive");
        QTRY_COMPARE(m_console->requests, QStringList{u"dismiss 1 told by phone"_qs});
    }

    void tellsWhatHappenedAndWhatWasSent()
    {
        choose("stateFilter", {u"posted"_qs});
        QTRY_VERIFY(rows() > 0 && showsOnly(EntryModel::State, u"Posted"_qs));
        select(0);
        auto *timeline = child<TimelineView>("timelineView");
        QTRY_VERIFY(timeline->model()->rowCount() == 4);
        QVERIFY(timeline->model()->index(0, 0).data().toString().contains(u"Posted in #"_qs));
        QVERIFY(timeline->model()->index(3, 0).data().toString().contains(u"Read from CloudSuite"_qs));
        QVERIFY(!child<QWidget>("causeCallout")->isVisible());
        QVERIFY(!action("action.replay")->isEnabled());
        QVERIFY(action("action.replay-to")->isEnabled());
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::AltModifier);
        QTRY_VERIFY(child<QWidget>("messageTab")->isVisible());
        QVERIFY(child<SlackPreview>("messagePreview")->plainText().contains(cell(0, EntryModel::Document)));
        child<QTabBar>("detailTabs")->setCurrentIndex(3);
        QVERIFY(child<QTreeWidget>("sourceTree")->isVisible());
        QVERIFY(child<QPlainTextEdit>("sourceJson")->toPlainText().contains(u"SUNO"_qs));
    }

    void tellsWhatPeopleDidInSlack()
    {
        EntryDetail detail;
        DeliveryRow delivery;
        delivery.id = u"d"_qs;
        delivery.channel = u"fin-ap"_qs;
        delivery.state = DeliveryState::Posted;
        detail.deliveries << delivery;
        const auto heard = [&](const QString &kind, const QByteArray &data) {
            AuditEventRow event;
            event.kind = kind;
            event.delivery = u"d"_qs;
            event.data = data;
            detail.events << event;
        };
        heard(u"acknowledged"_qs, R"({"emoji":"eyes","user":"U2"})");
        heard(u"acknowledged"_qs, R"({"emoji":"white_check_mark","user":"U3"})");
        heard(u"acknowledgement_removed"_qs, R"({"emoji":"eyes","user":"U2"})");
        heard(u"deleted_in_slack"_qs, R"({"ts":"1.2"})");
        QStringList titles;
        for (const TimelineItem &item : timelineOf(detail, QDateTime::currentDateTime()))
            titles << item.title;
        QCOMPARE(titles, QStringList({u"Deleted in Slack"_qs, u"U2 took :eyes: back"_qs,
                                      u"Acknowledged by U3 with :white_check_mark:"_qs,
                                      u"Acknowledged by U2 with :eyes:"_qs, u"Read from CloudSuite"_qs}));
        QCOMPARE(acknowledgedBy(detail, u"d"_qs), QStringList{u"U3 (white_check_mark)"_qs});
        QVERIFY(acknowledgedBy(detail, u"other"_qs).isEmpty());
    }

    void opensThePostInSlackWhenItKnowsWhere()
    {
        choose("stateFilter", {u"posted"_qs});
        QTRY_VERIFY(showsOnly(EntryModel::State, u"Posted"_qs));
        select(0);
        QTRY_VERIFY(child<QWidget>("openInSlackButton")->isVisible());
        QVERIFY(!action("action.open-in-slack")->isEnabled());
        Q_EMIT m_console->workspaceChanged({u"Acme Group"_qs, u"acme-group.slack.com"_qs, {}, {}, {}, {}, 0, 0});
        select(1);
        QTRY_VERIFY(action("action.open-in-slack")->isEnabled());
    }

    void keepsTheSelectionWhenTheLogMoves()
    {
        select(3);
        const qint64 id = idOf(3);
        m_sample->addInvoice();
        ++m_console->status.storeRevision;
        m_console->say();
        QTRY_COMPARE(rows(), 452);
        QCOMPARE(idOf(4), id);
        QCOMPARE(table()->currentIndex().row(), 4);
        QCOMPARE(table()->selectionModel()->selectedRows().size(), 1);
    }

    void copiesRowsAsText()
    {
        select(0);
        QTRY_VERIFY(action("action.copy-row")->isEnabled());
        action("action.copy-row")->trigger();
        QVERIFY(QGuiApplication::clipboard()->text().contains(cell(0, EntryModel::Document)));
        QCOMPARE(child<QStatusBar>("statusBar")->currentMessage(), u"Copied 1 row."_qs);
    }

    void goesToTheNextEntryThatNeedsSomebody()
    {
        select(0);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_N);
        const QString state = cell(table()->currentIndex().row(), EntryModel::State);
        QVERIFY2(state == u"Failed" || state == u"Unrouted", qPrintable(state));
    }

    void showsWhatAnotherPageLinksTo()
    {
        m_window->showPage(u"overview"_qs);
        QVERIFY(!action("action.copy-row")->isEnabled());
        QTRY_VERIFY(child<QAbstractButton>("dropOff_failed")->isVisible());
        press("dropOff_failed");
        QTRY_COMPARE(m_window->currentPage()->id(), u"activity"_qs);
        QTRY_COMPARE(rows(), 5);
        QCOMPARE(child<FilterButton>("stateFilter")->chosen(), QStringList{u"failed"_qs});
        QVERIFY(child<ChipBar>("chipBar")->isVisible());
    }

    void sendsWhatACauseHoldsToAnotherChannel()
    {
        m_window->showPage(u"overview"_qs);
        const auto remedy = [this]() -> QPushButton * {
            for (QPushButton *button : m_window->findChildren<QPushButton *>())
                if (button->isVisible() && button->text() == u"Choose another channel…")
                    return button;
            return nullptr;
        };
        QTRY_VERIFY(remedy());
        QTest::mouseClick(remedy(), Qt::LeftButton);
        QTRY_VERIFY(child<QDialog>("channelPicker"));
        child<QLineEdit>("channelSearch")->setText(u"treasury"_qs);
        press("channelChoose");
        QTRY_COMPARE(m_console->requests.size(), 1);
        const QStringList words = m_console->requests.constFirst().split(u' ');
        QCOMPARE(words.value(0), u"replay"_qs);
        QCOMPARE(words.value(1).split(u',').size(), 3);
        QCOMPARE(words.value(2), u"treasury"_qs);
    }

    void namesEveryControlForScreenReaders()
    {
        showFailed(u"fin-it"_qs);
        select(0);
        QTRY_VERIFY(child<QWidget>("causeCallout")->isVisible());
        for (int tab = 0; tab < child<QTabBar>("detailTabs")->count(); ++tab) {
            child<QTabBar>("detailTabs")->setCurrentIndex(tab);
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
    }

    void opensDetailsInAWindowWhereThereIsNoRoom()
    {
        m_window->resize(1040, 700);
        QTRY_VERIFY(!child<QWidget>("detailPanel")->isVisible());
        select(0);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Return);
        QTRY_VERIFY(child<QWidget>("detailWindow"));
        QVERIFY(child<QWidget>("detailPanel")->isVisible());
        child<QDialog>("detailWindow")->close();
        QTRY_VERIFY(!child<QWidget>("detailWindow"));
        m_window->resize(1360, 860);
        QTRY_VERIFY(child<QWidget>("detailPanel")->isVisible());
    }

    void remembersItsColumns()
    {
        const auto header = [this] { return table()->horizontalHeader(); };
        header()->moveSection(header()->visualIndex(EntryModel::State), 0);
        header()->resizeSection(EntryModel::Amount, 171);
        header()->hideSection(EntryModel::CostCentre);
        m_window.reset();
        openWindow();
        m_window->showPage(u"activity"_qs);
        QCOMPARE(header()->visualIndex(EntryModel::State), 0);
        QCOMPARE(header()->sectionSize(EntryModel::Amount), 171);
        QVERIFY(header()->isSectionHidden(EntryModel::CostCentre));
        QVERIFY(!header()->isSectionHidden(EntryModel::Document));
    }

    void startsAfreshWhereTheKeptColumnsCantBeRead()
    {
        m_window.reset();
        m_memory->setValue(u"activity/columns"_qs, QByteArray("spoiled"));
        openWindow();
        m_window->showPage(u"activity"_qs);
        QVERIFY(!table()->horizontalHeader()->isSectionHidden(EntryModel::Document));
        QCOMPARE(table()->horizontalHeader()->visualIndex(EntryModel::State), int(EntryModel::State));
        QCOMPARE(table()->horizontalHeader()->sectionSize(EntryModel::Amount), 122);
    }
};

QTEST_MAIN(TestActivity)
#include "tst_activity.moc"
