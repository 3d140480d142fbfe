// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/routescsv.h"
#include "tests/ui/samplerules.h"
#include "tests/ui/support/windowtest.h"
#include "ui/models/rulemodel.h"
#include "ui/pages/rulefiles.h"

#include <QAction>
#include <QClipboard>
#include <QDialog>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QStatusBar>
#include <QTableView>

using namespace ledgercast;
using ledgercast::test::WindowTest;

namespace {

const QByteArray header = "priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,mention,"
                          "delivery\n";

} // namespace

/// Rules of a CSV file on their way into the draft, and rules on their way out.
class TestRuleImport : public WindowTest
{
    Q_OBJECT

private:
    RuleModel *rules() { return qobject_cast<RuleModel *>(child<QTableView>("rulesTable")->model()); }
    QString pill()
    {
        auto *shown = child<QWidget>("draftPill");
        return shown->isVisible() ? shown->accessibleName() : QString();
    }
    QString fileWith(const QByteArray &csv)
    {
        const QString path = m_folder.filePath(u"rules.csv"_qs);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(csv) < 0)
            return {};
        return path;
    }
    /// What was applied when the test began, as a file.
    QByteArray applied() { return toCsv(rules()->draft().applied()); }
    QDialog *importing(const QByteArray &csv)
    {
        delete child<QDialog>("importDialog"); // one that was closed may not be gone yet
        m_window->importFile(fileWith(csv));
        return child<QDialog>("importDialog");
    }
    static QStringList lines(const QDialog *dialog)
    {
        const QAbstractItemModel *model = dialog->findChild<QTableView *>(u"importTable"_qs)->model();
        QStringList all;
        for (int row = 0; row < model->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < model->columnCount(); ++column)
                cells += model->index(row, column).data().toString();
            all += cells.join(u'|');
        }
        return all;
    }
    static QString textOf(const QDialog *dialog, const char *name)
    {
        return dialog->findChild<QLabel *>(QLatin1String(name))->text();
    }
    static void pressIn(const QDialog *dialog, const char *name)
    {
        QTest::mouseClick(dialog->findChild<QAbstractButton *>(QLatin1String(name)), Qt::LeftButton);
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
        m_window->showPage(u"routing"_qs);
        QTRY_COMPARE(rules()->ruleCount(), 12);
    }

    void showsWhatAFileWouldChangeBeforeItIsTheDraft()
    {
        QList<Route> routes = rules()->draft().applied();
        routes[3].channel = u"it-finance"_qs;
        routes.removeLast();
        Route added;
        added.priority = 5'000;
        added.name = u"R&D Osaka"_qs;
        added.costCentres = {u"6300"_qs};
        added.channel = u"rd-osaka-ap"_qs;
        routes.prepend(added); // the priority decides, not the line
        QDialog *dialog = importing(toCsv(routes));
        QVERIFY(dialog);
        QCOMPARE(textOf(dialog, "importTitle"), u"12 rules in rules.csv"_qs);
        QCOMPARE(textOf(dialog, "importSummary").section(u'\n', 0, 0),
                 u"1 added · 1 changed · 1 removed · 10 as before"_qs);
        const QStringList shown = lines(dialog);
        QCOMPARE(shown.size(), 3);
        QCOMPARE(shown.at(0), u"Changed|Rule 4: channel #fin-it → #it-finance"_qs);
        QCOMPARE(shown.at(1), u"Added|Rule 12: cost centre 6300, to #rd-osaka-ap"_qs);
        QVERIFY2(shown.at(2).startsWith(u"Removed|"_qs), qPrintable(shown.at(2)));
        QVERIFY(pill().isEmpty()); // not before it is taken
        pressIn(dialog, "importConfirm");
        QCOMPARE(pill(), u"Draft: 3 rules changed"_qs);
        QCOMPARE(rules()->index(11, RuleModel::ChannelName).data().toString(), u"#rd-osaka-ap"_qs);
        QVERIFY(m_console->requests.isEmpty()); // a draft asks nobody
        child<QAction>("action.undo")->trigger();
        QVERIFY(pill().isEmpty());
        child<QAction>("action.redo")->trigger();
        QCOMPARE(pill(), u"Draft: 3 rules changed"_qs);
    }

    void anImportReplacesADraftAndUndoBringsItBack()
    {
        QList<Route> routes = rules()->draft().applied();
        routes[3].channel = u"it-finance"_qs;
        pressIn(importing(toCsv(routes)), "importConfirm");
        QCOMPARE(pill(), u"Draft: 1 rule changed"_qs);
        QDialog *dialog = importing(applied());
        QVERIFY2(textOf(dialog, "importSummary").contains(u"Undo brings it back"_qs),
                 qPrintable(textOf(dialog, "importSummary")));
        QVERIFY(lines(dialog).isEmpty());
        pressIn(dialog, "importConfirm");
        QVERIFY(pill().isEmpty());
        child<QAction>("action.undo")->trigger();
        QCOMPARE(pill(), u"Draft: 1 rule changed"_qs);
    }

    void takesNothingOfAFileWithALineThatCannotBeRead()
    {
        QDialog *dialog = importing(header + "1,IT,supplier_invoice,4200,,12k,,fin-it,,immediate\n"
                                             "2,HR,supplier_invoice,4300,,,,fin-hr,,immediate\n"
                                             "x,\"Cars, vans\",supplier_invoice,44,,,,,,immediate\n");
        QVERIFY(dialog);
        QCOMPARE(textOf(dialog, "importTitle"), u"2 lines of rules.csv can't be read"_qs);
        QVERIFY(!dialog->findChild<QWidget *>(u"importConfirm"_qs));
        const QStringList shown = lines(dialog);
        QVERIFY2(shown.constFirst().startsWith(u"2|min_amount|"_qs), qPrintable(shown.constFirst()));
        QVERIFY2(shown.at(1).startsWith(u"4|priority|"_qs), qPrintable(shown.at(1)));
        pressIn(dialog, "importCopy");
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"Line 2, min_amount: "_qs));
        pressIn(dialog, "importSave");
        auto *choice = dialog->findChild<QFileDialog *>(u"fileDialog"_qs);
        QVERIFY(choice);
        const QString path = m_folder.filePath(u"problems.csv"_qs);
        Q_EMIT choice->fileSelected(path);
        QFile saved(path);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        const QByteArray list = saved.readAll();
        QVERIFY2(list.startsWith("line,column,reason\r\n2,min_amount,"), list.constData());
        QCOMPARE(list.count("\r\n"), shown.size() + 1);
        pressIn(dialog, "importCancel");
        QVERIFY(pill().isEmpty());
    }

    void saysWhyAFileCannotBeReadAtAll_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("another table") << QByteArray("cost_centre,company\n4200,100\n");
        QTest::newRow("not UTF-8") << header + QByteArray("1,\xff\xfe,supplier_invoice,4200,,,,fin-it,,immediate\n");
        QTest::newRow("an open quote") << header + QByteArray("1,\"IT,supplier_invoice\n");
    }
    void saysWhyAFileCannotBeReadAtAll()
    {
        QFETCH(const QByteArray, csv);
        QDialog *dialog = importing(csv);
        QVERIFY(dialog);
        QVERIFY2(textOf(dialog, "importTitle").contains(u"of rules.csv can't be read"_qs),
                 qPrintable(textOf(dialog, "importTitle")));
        QVERIFY(!lines(dialog).isEmpty());
        QVERIFY(!dialog->findChild<QWidget *>(u"importConfirm"_qs));
    }

    void aFileThatIsGoneIsToldInWords()
    {
        m_window->importFile(m_folder.filePath(u"gone.csv"_qs));
        QTRY_VERIFY(child<QMessageBox>("messageBox"));
        QCOMPARE(child<QMessageBox>("messageBox")->text(), u"gone.csv can't be read"_qs);
    }

    void aFileDroppedAnywhereIsShownOnTheRoutingPage()
    {
        m_window->showPage(u"overview"_qs);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(fileWith(applied()))});
        QDragEnterEvent enter({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(m_window.get(), &drop);
        QCOMPARE(m_window->currentPage()->id(), u"routing"_qs);
        QVERIFY(child<QDialog>("importDialog"));
    }

    void exportsTheAppliedRulesOrTheDraft()
    {
        const QString path = m_folder.filePath(u"exported.csv"_qs);
        const auto exported = [&](const char *choice) {
            child<QAction>("action.export-rules")->trigger();
            if (choice) // with a draft, it is asked which rules are meant
                child<QMenu>("exportMenu")->findChild<QAction *>(QLatin1String(choice))->trigger();
            auto *dialog = child<QFileDialog>("fileDialog");
            Q_EMIT dialog->fileSelected(path);
            delete dialog;
            delete child<QMenu>("exportMenu");
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const QByteArray before = applied();
        m_window->showPage(u"overview"_qs);
        QCOMPARE(exported(nullptr), before);
        QCOMPARE(child<QStatusBar>("statusBar")->currentMessage(), u"Exported 12 rules to exported.csv."_qs);
        QList<Route> routes = rules()->draft().applied();
        routes[3].channel = u"it-finance"_qs;
        pressIn(importing(toCsv(routes)), "importConfirm");
        QCOMPARE(exported("exportApplied"), before);
        QCOMPARE(exported("exportDraft"), toCsv(routes));
    }

    void saysWhenTheRulesCannotBeWritten()
    {
        m_window->findChild<RuleFiles *>()->exportTo(m_folder.filePath(u"no/such/folder.csv"_qs),
                                                     rules()->draft().applied());
        QTRY_VERIFY(child<QMessageBox>("messageBox"));
        QCOMPARE(child<QMessageBox>("messageBox")->text(), u"The rules can't be exported"_qs);
    }
};

QTEST_MAIN(TestRuleImport)
#include "tst_ruleimport.moc"
