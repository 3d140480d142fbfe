// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samplerules.h"
#include "tests/ui/support/windowtest.h"
#include "ui/models/effectmodel.h"
#include "ui/models/rulemodel.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QDialog>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QTableView>
#include <QUndoStack>

using namespace ledgercast;
using ledgercast::test::WindowTest;

class TestRouting : public WindowTest
{
    Q_OBJECT

private:
    QTableView *table() { return child<QTableView>("rulesTable"); }
    RuleModel *model() { return qobject_cast<RuleModel *>(table()->model()); }
    QString cell(int row, int column) { return model()->index(row, column).data().toString(); }
    QAction *action(const char *name) { return child<QAction>(name); }
    QString hint() { return child<QWidget>("ruleHint")->isVisible() ? text("ruleHint") : QString(); }
    QString pill()
    {
        auto *shown = child<QWidget>("draftPill");
        return shown->isVisible() ? shown->accessibleName() : QString();
    }
    /// Opens the cell's editor as F2 does.
    QWidget *open(int row, int column, const char *name)
    {
        table()->setFocus();
        table()->setCurrentIndex(model()->index(row, column));
        table()->edit(model()->index(row, column));
        // The editor before it may not be gone yet.
        const QList<QWidget *> editors = table()->findChildren<QWidget *>(QLatin1String(name));
        return editors.isEmpty() ? nullptr : editors.last();
    }
    void write(int row, int column, const char *editor, const QString &text)
    {
        auto *line = qobject_cast<QLineEdit *>(open(row, column, editor));
        QVERIFY(line);
        line->clear();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    }
    static QString row(const QTableView *shown, int row)
    {
        QStringList cells;
        for (int column = 0; column < shown->model()->columnCount(); ++column)
            cells += shown->model()->index(row, column).data().toString();
        return cells.join(u'|');
    }
    void confirmApply(const QString &note)
    {
        press("applyDraft");
        auto *dialog = child<QDialog>("applyDialog");
        QVERIFY(dialog);
        QTest::keyClicks(dialog->findChild<QLineEdit *>(u"applyNote"_qs), note);
        QTest::mouseClick(dialog->findChild<QAbstractButton *>(u"applyConfirm"_qs), Qt::LeftButton);
    }

private Q_SLOTS:
    void initTestCase()
    {
        WindowTest::initTestCase();
        fillSampleRules(*m_database, m_clock.now());
    }
    void init() override
    {
        WindowTest::init();
        connectBoth();
        QTRY_COMPARE(m_window->hub().channels().size(), 13);
        m_window->showPage(u"routing"_qs);
        QTRY_COMPARE(model()->ruleCount(), 12);
    }

    void showsTheAppliedRulesInOrderAndALastRow()
    {
        const QAbstractItemModelTester tester(model());
        QCOMPARE(model()->index(3, 0).data(RuleModel::RowNumber).toString(), u"4"_qs);
        QCOMPARE(cell(3, RuleModel::Types), u"Invoices, POs"_qs);
        QCOMPARE(cell(3, RuleModel::Centres), u"4200"_qs);
        QCOMPARE(cell(5, RuleModel::Centres), u"5100–5199"_qs);
        QCOMPARE(cell(6, RuleModel::Types), u"Invoices, POs +1"_qs);
        QCOMPARE(cell(0, RuleModel::MinimumAmount), u"50,000"_qs);
        QCOMPARE(cell(7, RuleModel::Send), u"Digest"_qs);
        QCOMPARE(cell(12, RuleModel::Types), u"Everything else"_qs);
        QCOMPARE(cell(12, RuleModel::ChannelName), u"Leave unrouted"_qs);
        QCOMPARE(model()->index(3, 0).data(Qt::AccessibleTextRole).toString(),
                 u"Rule 4, Invoices, POs, cost centre 4200, company 100, to fin-it, sent now"_qs);
        QVERIFY(pill().isEmpty());
        QVERIFY(!child<QWidget>("applyDraft")->isEnabled());
        QVERIFY(!child<QWidget>("discardDraft")->isEnabled());
    }

    void anEditIsADraftThatCanBeUndone()
    {
        const QAbstractItemModelTester tester(model());
        write(3, RuleModel::ChannelName, "channelEditor", u"it-finance"_qs);
        QCOMPARE(cell(3, RuleModel::ChannelName), u"#it-finance"_qs);
        QVERIFY(model()->index(3, RuleModel::ChannelName).data(RuleModel::IsChanged).toBool());
        QVERIFY(!model()->index(3, RuleModel::Centres).data(RuleModel::IsChanged).toBool());
        QVERIFY(model()->index(3, RuleModel::ChannelName).data(Qt::ToolTipRole).toString().contains(u"fin-it"));
        QCOMPARE(pill(), u"Draft: 1 rule changed"_qs);
        write(8, RuleModel::Centres, "centresEditor", u"8100, 81*"_qs);
        QCOMPARE(cell(8, RuleModel::Centres), u"8100, 81*"_qs);
        QCOMPARE(pill(), u"Draft: 2 rules changed"_qs);
        action("action.undo")->trigger();
        QCOMPARE(cell(8, RuleModel::Centres), u"Any"_qs);
        action("action.undo")->trigger();
        QVERIFY(pill().isEmpty());
        QVERIFY(!action("action.undo")->isEnabled());
        action("action.redo")->trigger();
        QCOMPARE(cell(3, RuleModel::ChannelName), u"#it-finance"_qs);
        m_window->showPage(u"overview"_qs);
        QVERIFY(!action("action.undo")->isEnabled());
        QVERIFY(m_console->requests.isEmpty()); // a draft asks nobody
    }

    void refusesWhatCannotStandInWords_data()
    {
        QTest::addColumn<int>("column");
        QTest::addColumn<QByteArray>("editor");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("swapped") << int(RuleModel::Centres) << QByteArray("centresEditor") << u"5199–5100"_qs
                                 << u"5199 comes"_qs;
        QTest::newRow("half") << int(RuleModel::Centres) << QByteArray("centresEditor") << u"5100-"_qs << u"5100"_qs;
        QTest::newRow("amount") << int(RuleModel::MinimumAmount) << QByteArray("amountEditor") << u"lots"_qs
                                << u"isn't a number"_qs;
        QTest::newRow("company") << int(RuleModel::Company) << QByteArray("companyEditor") << u"Acme"_qs
                                 << u"company number"_qs;
        QTest::newRow("mention") << int(RuleModel::Mention) << QByteArray("mentionEditor") << u"claire"_qs
                                 << u"Slack member"_qs;
        QTest::newRow("archived") << int(RuleModel::ChannelName) << QByteArray("channelEditor") << u"#fin-it"_qs
                                  << u"archived"_qs;
        QTest::newRow("private") << int(RuleModel::ChannelName) << QByteArray("channelEditor") << u"ap-private"_qs
                                 << u"private"_qs;
        QTest::newRow("blank") << int(RuleModel::ChannelName) << QByteArray("channelEditor") << u"fin it"_qs
                               << u"can't be the name"_qs;
    }

    void refusesWhatCannotStandInWords()
    {
        QFETCH(int, column);
        QFETCH(QByteArray, editor);
        QFETCH(QString, text);
        QFETCH(QString, words);
        const QString before = cell(5, column);
        auto *line = qobject_cast<QLineEdit *>(open(5, column, editor.constData()));
        QVERIFY(line);
        line->setText(text);
        QVERIFY2(hint().contains(words), qPrintable(hint()));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(cell(5, column), before);
        QVERIFY(line->isVisible()); // it stays open until it is mended or left
        QTest::keyClick(line, Qt::Key_Escape);
        QCOMPARE(cell(5, column), before);
        QVERIFY(pill().isEmpty());
    }

    void warnsOfAChannelNobodyKnowsButTakesIt()
    {
        write(5, RuleModel::ChannelName, "channelEditor", u"brand-new"_qs);
        QCOMPARE(cell(5, RuleModel::ChannelName), u"#brand-new"_qs);
        QVERIFY(model()
                    ->index(5, RuleModel::ChannelName)
                    .data(RuleModel::Warning)
                    .toString()
                    .contains(u"can't see #brand-new"));
    }

    void marksWhoCanReadAChannelAndWhatTheGuardKeepsOut()
    {
        const auto warningOf = [this](int row) {
            return model()->index(row, RuleModel::ChannelName).data(RuleModel::Warning).toString();
        };
        const QString name = cell(5, RuleModel::ChannelName);
        const auto remarkOf = [this](int row) {
            return model()->index(row, RuleModel::ChannelName).data(RuleModel::Remark).toString();
        };
        QVERIFY(warningOf(5).isEmpty()); // posts arrive there
        QVERIFY(remarkOf(5).contains(name + u" is public: everyone in the workspace can read it."));
        QVERIFY(model()->index(5, RuleModel::ChannelName).data(Qt::ToolTipRole).toString().contains(u"is public"));
        const QList<Channel> known = model()->channels();
        model()->setGuard(ChannelGuard({{u"public"_qs, true, {}}}, known));
        QVERIFY(warningOf(5).isEmpty() && remarkOf(5).isEmpty());
        model()->setGuard(ChannelGuard({{name.mid(1), false, {}}, {u"*"_qs, true, {}}}, known));
        QVERIFY(warningOf(5).contains(u"doesn't allow " + name) && remarkOf(5).isEmpty());
        QList<Channel> shared = known;
        for (Channel &channel : shared)
            channel.isExternallyShared = channel.name == name.mid(1);
        model()->setGuard(ChannelGuard({}, shared));
        QVERIFY(warningOf(5).contains(u"shared with another organisation, so posts there are held"));
    }

    void saysHowManyCostCentresMatchWhileTyping()
    {
        auto *line = qobject_cast<QLineEdit *>(open(5, RuleModel::Centres, "centresEditor"));
        line->setText(u"51*"_qs);
        QCOMPARE(hint(), u"Matches 2 of 12 cost centres."_qs);
        line->setText(u"9*"_qs);
        QCOMPARE(hint(), u"No known cost centre matches."_qs);
        QTest::keyClick(line, Qt::Key_Escape);
    }

    void offersWhomARuleCanMention()
    {
        auto *line = qobject_cast<QLineEdit *>(open(5, RuleModel::Mention, "mentionEditor"));
        QVERIFY(line);
        QAction *offer = line->findChild<QAction *>(u"mentionOffer"_qs);
        QVERIFY(offer);
        line->clear();
        offer->trigger();
        const QAbstractItemModel *choices = line->completer()->completionModel();
        QStringList labels;
        for (int choice = 0; choice < choices->rowCount(); ++choice)
            labels += choices->index(choice, 0).data().toString();
        QCOMPARE(labels, (QStringList{u"Nobody"_qs, u"@here"_qs, u"Approver"_qs, u"Buyer"_qs, u"Responsible"_qs,
                                      u"Cost-centre owner"_qs}));
        line->completer()->popup()->hide();
        QTest::keyClick(line, Qt::Key_Escape);
        write(5, RuleModel::Mention, "mentionEditor", u"cost-centre owner"_qs);
        QCOMPARE(cell(5, RuleModel::Mention), u"Cost-centre owner"_qs);
        QCOMPARE(model()->index(5, RuleModel::Mention).data(Qt::EditRole).toString(), u"cost_centre_owner"_qs);
        write(5, RuleModel::Mention, "mentionEditor", u"U012AB3CD"_qs);
        QCOMPARE(cell(5, RuleModel::Mention), u"@U012AB3CD"_qs);
        write(5, RuleModel::Mention, "mentionEditor", u"Nobody"_qs);
        QCOMPARE(model()->index(5, RuleModel::Mention).data(Qt::EditRole).toString(), QString());
    }

    void choosesHowToSend()
    {
        auto *combo = qobject_cast<QComboBox *>(open(8, RuleModel::Send, "sendEditor"));
        QVERIFY(combo);
        combo->setCurrentIndex(1);
        Q_EMIT combo->activated(1);
        QCOMPARE(cell(8, RuleModel::Send), u"Digest"_qs);
        QCOMPARE(pill(), u"Draft: 1 rule changed"_qs);
    }

    void addsDuplicatesMovesAndDeletes()
    {
        const QAbstractItemModelTester tester(model());
        table()->setCurrentIndex(model()->index(3, 1));
        press("ruleAdd");
        QCOMPARE(model()->ruleCount(), 13);
        QCOMPARE(cell(3, RuleModel::ChannelName), u"Choose…"_qs);
        QCOMPARE(cell(4, RuleModel::Centres), u"4200"_qs);
        press("applyDraft");
        auto *box = m_window->findChild<QDialog *>(u"messageBox"_qs);
        QVERIFY(box);
        QVERIFY(!child<QDialog>("applyDialog"));
        box->close();
        press("ruleDelete");
        QCOMPARE(model()->ruleCount(), 12);
        QVERIFY(pill().isEmpty());
        table()->setCurrentIndex(model()->index(3, 1));
        press("ruleDuplicate");
        QCOMPARE(cell(4, RuleModel::Centres), u"4200"_qs);
        QCOMPARE(pill(), u"Draft: 1 rule changed"_qs);
        action("action.undo")->trigger();
        table()->setCurrentIndex(model()->index(3, 1));
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(cell(2, RuleModel::Centres), u"4200"_qs);
        QCOMPARE(table()->currentIndex().row(), 2);
        QCOMPARE(pill(), u"Draft: 1 rule changed"_qs); // one was moved, not two
        press("ruleDown");
        QVERIFY(pill().isEmpty());
    }

    void dragsARuleToAnotherPlace()
    {
        const std::unique_ptr<QMimeData> data(model()->mimeData({model()->index(0, 0)}));
        model()->dropMimeData(data.get(), Qt::MoveAction, 3, 0, {});
        QTRY_COMPARE(cell(2, RuleModel::ChannelName), u"#treasury"_qs);
        QCOMPARE(cell(0, RuleModel::Types), u"Receipts"_qs);
        // The last row stays the last.
        QVERIFY(!model()->mimeData({model()->index(12, 0)}));
    }

    void theLastRowCanBecomeAFallbackChannel()
    {
        write(12, RuleModel::ChannelName, "channelEditor", u"fin-gl"_qs);
        QCOMPARE(cell(12, RuleModel::ChannelName), u"#fin-gl"_qs);
        QCOMPARE(model()->ruleCount(), 12);
        QCOMPARE(model()->draft().routes().size(), 13);
        QCOMPARE(pill(), u"Draft: 1 rule changed"_qs);
        write(12, RuleModel::ChannelName, "channelEditor", QString());
        QCOMPARE(cell(12, RuleModel::ChannelName), u"Leave unrouted"_qs);
        QVERIFY(pill().isEmpty());
    }

    void aDraftSurvivesARestart()
    {
        write(3, RuleModel::ChannelName, "channelEditor", u"it-finance"_qs);
        table()->setCurrentIndex(model()->index(11, 1));
        press("ruleAdd");
        QCOMPARE(pill(), u"Draft: 2 rules changed"_qs);
        m_window.reset();
        openWindow();
        m_window->showPage(u"routing"_qs);
        QTRY_COMPARE(pill(), u"Draft: 2 rules changed"_qs);
        QCOMPARE(cell(3, RuleModel::ChannelName), u"#it-finance"_qs);
        QCOMPARE(cell(11, RuleModel::ChannelName), u"Choose…"_qs);
        press("discardDraft");
        QTest::mouseClick(m_window->findChild<QAbstractButton *>(u"questionYes"_qs), Qt::LeftButton);
        QVERIFY(pill().isEmpty());
        QCOMPARE(model()->ruleCount(), 12);
    }

    void tellsWhatADraftWouldHaveDone()
    {
        auto *effects = child<QTableView>("simulationTable");
        const QAbstractItemModelTester tester(effects->model());
        QVERIFY(!effects->isVisible());
        QCOMPARE(text("simulationNote"), u"Change a rule to see its effect on the last 30 days."_qs);
        write(3, RuleModel::ChannelName, "channelEditor", u"it-finance"_qs);
        QTRY_VERIFY(effects->isVisible());
        QCOMPARE(row(effects, 0), u"#fin-it|76|0|−76||No rule leads here any more"_qs);
        QCOMPARE(row(effects, 1), u"#it-finance|0|76|+76||76 from #fin-it (rule 4)"_qs);
        QCOMPARE(row(effects, 2).section(u'|', 0, 0), u"7 other channels"_qs);
        QVERIFY(row(effects, 3).startsWith(u"Unrouted|"));
        QVERIFY(row(effects, 3).contains(u"6300 ("));
        QVERIFY(text("simulationNote").startsWith(u"last 30 days, "));
        press("simulationShort");
        QCOMPARE(effects->model()->rowCount(), 10);
        action("action.toggle-simulation")->trigger();
        QVERIFY(!effects->isVisible());
        press("simulationToggle");
        QVERIFY(effects->isVisible());
        press("applyDraft");
        auto *dialog = child<QDialog>("applyDialog");
        QVERIFY(dialog->findChild<QLabel *>(u"applyEffects"_qs)
                    ->text()
                    .contains(u"76 entries move from #fin-it to #it-finance."));
        dialog->close();
        action("action.undo")->trigger();
        QVERIFY(!effects->isVisible());
        QVERIFY(m_console->requests.isEmpty());
    }

    void showsWhereEveryCostCentreGoesTheUncoveredFirst()
    {
        auto *coverage = child<QTableView>("coverageTable");
        const QAbstractItemModelTester tester(coverage->model());
        QTRY_COMPARE(coverage->model()->rowCount(), 12);
        QCOMPARE(text("coverageState"), u"2 of 12 unmapped"_qs);
        QCOMPARE(row(coverage, 0), u"6300 R&D Osaka|Unmapped||7"_qs);
        QCOMPARE(coverage->model()->index(0, 0).data(Qt::AccessibleTextRole).toString(),
                 u"6300 R&D Osaka, unmapped, suggested rd-osaka-ap, 7 entries in 30 days"_qs);
        QCOMPARE(row(coverage, 1).section(u'|', 0, 1), u"7150 Fleet Nordics|Unmapped"_qs);
        QCOMPARE(row(coverage, 4).section(u'|', 0, 2), u"4200 IT Services|#fin-it|4"_qs);
        coverage->setCurrentIndex(coverage->model()->index(4, 0));
        QCOMPARE(table()->currentIndex().row(), 3);
        child<QLineEdit>("coverageSearch")->setText(u"lyon"_qs);
        QCOMPARE(coverage->model()->rowCount(), 2);
    }

    void theSidebarCountsTheCostCentresThatWaitForARule()
    {
        auto *sidebar = child<QListView>("sidebar");
        const auto spoken = [&] {
            for (int row = 0; row < sidebar->model()->rowCount(); ++row) {
                const QString text = sidebar->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
                if (text.startsWith(u"Routing"))
                    return text;
            }
            return QString();
        };
        QTRY_COMPARE(spoken(), u"Routing, 2 cost centres have entries without a channel"_qs);
    }

    void aSuggestionBecomesTheLastRule()
    {
        auto *coverage = child<QTableView>("coverageTable");
        QTRY_COMPARE(coverage->model()->rowCount(), 12);
        press("coverageUse");
        QCOMPARE(model()->ruleCount(), 13);
        QCOMPARE(cell(12, RuleModel::Centres), u"6300"_qs);
        QCOMPARE(cell(12, RuleModel::ChannelName), u"#rd-osaka-ap"_qs);
        QCOMPARE(pill(), u"Draft: 1 rule changed"_qs);
        QTRY_COMPARE(text("coverageState"), u"1 of 12 unmapped"_qs);
        QVERIFY(row(child<QTableView>("simulationTable"), 0).startsWith(u"#rd-osaka-ap|0|7|+7|"));
        action("action.undo")->trigger();
        QTRY_COMPARE(text("coverageState"), u"2 of 12 unmapped"_qs);
    }

    void showsJustTheEntriesThatWouldChange()
    {
        QVERIFY(!child<QWidget>("simulationShow")->isVisible());
        write(3, RuleModel::ChannelName, "channelEditor", u"it-finance"_qs);
        QTRY_COMPARE(child<QAbstractButton>("simulationShow")->text(), u"Show 76 entries"_qs);
        press("simulationShow");
        QCOMPARE(m_window->currentPage()->id(), u"activity"_qs);
        QTRY_COMPARE(text("entryCount").section(u" · "_qs, 0, 0), u"76 entries"_qs);
        const auto *entries = child<QTableView>("entriesTable");
        QTRY_COMPARE(entries->model()->rowCount(), 76);
        const auto chip = [this] { return child<QWidget>("chip_entries"); };
        QVERIFY(chip());
        // Another filter narrows them, and does not lose them.
        child<QLineEdit>("searchField")->setText(u">999999999"_qs);
        QTest::keyClick(child<QLineEdit>("searchField"), Qt::Key_Return);
        QTRY_COMPARE(text("entryCount"), u"0 entries"_qs);
        QVERIFY(chip());
        child<QLineEdit>("searchField")->clear();
        QTRY_COMPARE(entries->model()->rowCount(), 76);
        press("clearFilters");
        QTRY_VERIFY(entries->model()->rowCount() > 76);
        QTRY_VERIFY(!chip());
    }

    void takesBothSuggestionsInOneStep()
    {
        write(3, RuleModel::ChannelName, "channelEditor", u"it-finance"_qs);
        QTRY_VERIFY(child<QAbstractButton>("useSuggestions"));
        QCOMPARE(child<QAbstractButton>("useSuggestions")->text(), u"Use both suggestions"_qs);
        press("useSuggestions");
        QCOMPARE(model()->ruleCount(), 14);
        QCOMPARE(cell(12, RuleModel::Centres), u"6300"_qs);
        QCOMPARE(cell(13, RuleModel::Centres), u"7150"_qs);
        QTRY_COMPARE(text("coverageState"), u"All 12 mapped"_qs);
        action("action.undo")->trigger();
        QCOMPARE(model()->ruleCount(), 12);
        QCOMPARE(pill(), u"Draft: 1 rule changed"_qs);
    }

    void aRemedyListsTheSuggestionsToChooseFrom()
    {
        m_window->showPage(u"overview"_qs);
        QAbstractButton *remedy = nullptr;
        const auto find = [&] {
            for (auto *button : child<QWidget>("overviewPage")->findChildren<QAbstractButton *>()) {
                if (button->text() == u"Use suggestions…"_qs)
                    remedy = button;
            }
            return remedy != nullptr;
        };
        QTRY_VERIFY(find());
        remedy->click();
        QCOMPARE(m_window->currentPage()->id(), u"routing"_qs);
        QTRY_VERIFY(child<QDialog>("suggestionsDialog"));
        const auto ticks = child<QDialog>("suggestionsDialog")->findChildren<QCheckBox *>(u"suggestion"_qs);
        QCOMPARE(ticks.size(), 2);
        QCOMPARE(ticks.first()->text(), u"6300 R&&D Osaka, to #rd-osaka-ap"_qs);
        ticks.first()->setChecked(false);
        QCOMPARE(child<QAbstractButton>("suggestionsConfirm")->text(), u"Use 1 suggestion"_qs);
        press("suggestionsConfirm");
        QCOMPARE(model()->ruleCount(), 13);
        QCOMPARE(cell(12, RuleModel::Centres), u"7150"_qs);
    }

    void keepsTheNumbersWhileARuleIsIncomplete()
    {
        auto *combo = qobject_cast<QComboBox *>(open(8, RuleModel::Send, "sendEditor"));
        combo->setCurrentIndex(1);
        Q_EMIT combo->activated(1);
        auto *effects = child<QTableView>("simulationTable");
        QTRY_VERIFY(effects->isVisible());
        QVERIFY(row(effects, 0).startsWith(u"#fin-gl|31|"));
        QVERIFY2(row(effects, 0).contains(u"31 entries in "), qPrintable(row(effects, 0)));
        press("ruleAdd");
        QVERIFY2(text("simulationNote").contains(u"channel"), qPrintable(text("simulationNote")));
        QVERIFY(row(effects, 0).startsWith(u"#fin-gl|31|"));
    }

    void appliesTheDraftWithANote()
    {
        write(3, RuleModel::ChannelName, "channelEditor", u"it-finance"_qs);
        press("applyDraft");
        auto *dialog = child<QDialog>("applyDialog");
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QLabel *>(u"applyChanges"_qs)->text(), u"Rule 4: channel #fin-it → #it-finance"_qs);
        dialog->close();
        QVERIFY(m_console->requests.isEmpty());
        confirmApply(u"asked by IT"_qs);
        QTRY_COMPARE(m_console->requests, QStringList{u"apply 12 rules, asked by IT, release"_qs});
        QCOMPARE(m_console->applied.at(3).channel, u"it-finance"_qs);
        QCOMPARE(m_console->applied.at(3).name, u"IT Services"_qs);
        QCOMPARE(pill(), u"Draft: 1 rule changed"_qs); // until the store says so
    }
};

QTEST_MAIN(TestRouting)
#include "tst_routing.moc"
