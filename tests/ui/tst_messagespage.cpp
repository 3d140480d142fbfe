// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/planner.h"
#include "core/routing/router.h"
#include "tests/ui/support/windowtest.h"
#include "ui/pages/messageform.h"
#include "ui/pages/messagekinds.h"
#include "ui/pages/messagespage.h"
#include "ui/widgets/meterwidget.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/slackpreview.h"
#include "ui/widgets/tokenedit.h"
#include "ui/window/windowmemory.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QDialog>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStatusBar>

using namespace ledgercast;
using ledgercast::test::WindowTest;

class TestMessagesPage : public WindowTest
{
    Q_OBJECT

private Q_SLOTS:
    void listsTheKindsInGroups();
    void showsARecordedEntryAsSlackWould();
    void whatIsTypedShowsInThePreview();
    void callsWhoIsChosen();
    void offersTheValues();
    void underlinesWhatIsNoValue();
    void saysWhatIsTooLong();
    void undoesAndRedoes();
    void movesAndRemovesFields();
    void savesAndBringsBackEarlierVersions();
    void aDraftSurvivesARestart();
    void aDraftThatCannotBeReadIsTold();
    void resetsToTheStandard();
    void switchesAKindOff();
    void sendsATest();
    void setsTheAddressOfRecords();
    void previewIsWhatIsPosted();

private:
    MessagesPage *open(const char *kind = "supplier_invoice");
    void saysDraft(bool isDraft) const;
    [[nodiscard]] QString lastRequest() const { return m_console->requests.value(m_console->requests.size() - 1); }
    TokenEdit *edit(const char *name) const { return child<TokenEdit>(name); }
};

MessagesPage *TestMessagesPage::open(const char *kind)
{
    connectBoth();
    m_window->showPage(u"messages"_qs);
    auto *kinds = child<MessageKindList>("messageKinds");
    [&] { QTRY_VERIFY(!kinds->currentKind().isEmpty()); }();
    kinds->setCurrentKind(QLatin1String(kind));
    auto *page = child<MessagesPage>("messagesPage");
    [&] { QTRY_VERIFY(!page->preview().names.isEmpty()); }();
    [&] { QTRY_VERIFY(child<QComboBox>("previewRecord")->count() > 1); }();
    QTest::qWait(0);
    return page;
}

void TestMessagesPage::saysDraft(bool isDraft) const
{
    QCOMPARE(child<Pill>("messageDraft")->isVisibleTo(m_window.get()), isDraft);
    QCOMPARE(child<QPushButton>("discardButton")->isEnabled(), isDraft);
}

void TestMessagesPage::listsTheKindsInGroups()
{
    open();
    const QAbstractItemModel *model = child<MessageKindList>("messageKinds")->model();
    QStringList rows;
    for (int row = 0; row < model->rowCount(); ++row)
        rows += model->index(row, 0).data().toString();
    QCOMPARE(rows.mid(0, 3), (QStringList{u"Invoices"_qs, u"Supplier invoice"_qs, u"Invoice in process"_qs}));
    QCOMPARE(rows.last(), u"Everything else"_qs);
    saysDraft(false);
}

void TestMessagesPage::showsARecordedEntryAsSlackWould()
{
    open();
    const auto *record = child<QComboBox>("previewRecord");
    QVERIFY(record->count() > 3);
    const auto *preview = child<SlackPreview>("messagePagePreview");
    QTRY_VERIFY(preview->plainText().contains(record->currentText().section(u',', 0, 0)));
    const QString before = preview->plainText();
    press("nextRecord");
    QTRY_VERIFY(preview->plainText() != before);
    QVERIFY(preview->plainText().contains(record->currentText().section(u',', 0, 0)));
    press("slackDark");
    QVERIFY(preview->isSlackDark());
}

void TestMessagesPage::whatIsTypedShowsInThePreview()
{
    open();
    auto *headline = edit("headlineEdit");
    headline->setFocus();
    headline->selectAll();
    QTest::keyClicks(headline, u"Paid by Friday"_qs);
    QCOMPARE(headline->templateText(), u"Paid by Friday"_qs);
    QTRY_VERIFY(child<SlackPreview>("messagePagePreview")->plainText().startsWith(u"Paid by Friday"));
    QVERIFY(text("headlineCount").contains(u"14 of 150"));
    saysDraft(true);
    // Another kind and back: the draft is still there.
    child<MessageKindList>("messageKinds")->setCurrentKind(u"payment"_qs);
    saysDraft(false);
    child<MessageKindList>("messageKinds")->setCurrentKind(u"supplier_invoice"_qs);
    QCOMPARE(headline->templateText(), u"Paid by Friday"_qs);
    saysDraft(true);
}

void TestMessagesPage::callsWhoIsChosen()
{
    open();
    auto *who = child<QLineEdit>("mentionWho");
    QCOMPARE(who->text(), QString());
    Q_EMIT who->completer()->activated(u"Approver"_qs); // what choosing it in the list does
    QCOMPARE(who->text(), u"Approver"_qs);
    saysDraft(true);
    QCOMPARE(child<MessageForm>("messageForm")->design().mention, u"approver"_qs);
    who->clear();
    QTest::keyClicks(who, u"everybody"_qs);
    QVERIFY2(child<MessageForm>("messageForm")->problem().startsWith(u"Mention: "),
             qPrintable(child<MessageForm>("messageForm")->problem()));
}

void TestMessagesPage::offersTheValues()
{
    open();
    auto *headline = edit("headlineEdit");
    headline->setFocus();
    headline->selectAll();
    QTest::keyClicks(headline, u"Pay {amou"_qs);
    QTRY_VERIFY(headline->completer()->popup()->isVisible());
    QCOMPARE(headline->completer()->currentCompletion(), u"amount"_qs);
    QTest::keyClick(headline->completer()->popup(), Qt::Key_Return);
    QCOMPARE(headline->templateText(), u"Pay {{amount}}"_qs);
    // One piece: Backspace removes it whole.
    QTest::keyClick(headline, Qt::Key_Backspace);
    QCOMPARE(headline->templateText(), u"Pay "_qs);
    QTest::keyClicks(headline, u"{{number}}"_qs);
    QCOMPARE(headline->templateText(), u"Pay {{number}}"_qs);
    headline->selectAll();
    headline->copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Pay {{number}}"_qs);
    auto *body = edit("textEdit");
    body->selectAll();
    body->paste();
    QCOMPARE(body->templateText(), u"Pay {{number}}"_qs);
}

void TestMessagesPage::underlinesWhatIsNoValue()
{
    open();
    auto *headline = edit("headlineEdit");
    headline->setFocus();
    headline->selectAll();
    QTest::keyClicks(headline, u"x {{party_nmae}}"_qs);
    QVERIFY(text("formProblem").contains(u"party_nmae isn't a value of this record. Did you mean party_name?"_qs));
    QVERIFY(!child<QPushButton>("saveButton")->isEnabled());
    QTest::keyClick(headline, Qt::Key_Backspace);
    QVERIFY(child<QPushButton>("saveButton")->isEnabled());
}

void TestMessagesPage::saysWhatIsTooLong()
{
    open();
    auto *headline = edit("headlineEdit");
    headline->setFocus();
    headline->selectAll();
    QGuiApplication::clipboard()->setText(QString(160, u'x'));
    headline->paste();
    QTRY_VERIFY(child<MeterWidget>("limitHeadline")->isOver());
    QCOMPARE(text("limitsState"), u"Too long"_qs);
    QVERIFY(!child<QPushButton>("saveButton")->isEnabled());
    auto *shorten = child<QCheckBox>("shortenBox");
    QVERIFY(shorten->isVisibleTo(m_window.get()));
    shorten->setChecked(true);
    QVERIFY(child<QPushButton>("saveButton")->isEnabled());
}

void TestMessagesPage::undoesAndRedoes()
{
    open();
    auto *headline = edit("headlineEdit");
    const QString standard = headline->templateText();
    headline->setFocus();
    QTest::keyClick(headline, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClicks(headline, u"abc"_qs);
    QCOMPARE(headline->templateText(), standard + u"abc");
    child<QCheckBox>("linkSwitch")->click();
    QVERIFY(!child<QCheckBox>("linkSwitch")->isChecked());
    headline->setFocus();
    QTest::keyClick(headline, Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(child<QCheckBox>("linkSwitch")->isChecked());
    QCOMPARE(headline->templateText(), standard + u"abc");
    QTest::keyClick(headline, Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(headline->templateText(), standard);
    saysDraft(false);
    QTest::keyClick(headline, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(headline->templateText(), standard + u"abc");
    press("discardButton");
    QCOMPARE(headline->templateText(), standard);
    saysDraft(false);
}

void TestMessagesPage::movesAndRemovesFields()
{
    open();
    const auto label = [this](const char *name) { return child<QLineEdit>(name)->text(); };
    const QString first = label("fieldLabel.0");
    const QString second = label("fieldLabel.1");
    m_window->activateWindow();
    QTRY_VERIFY(m_window->isActiveWindow());
    child<QLineEdit>("fieldLabel.0")->setFocus();
    QTest::keyClick(child<QLineEdit>("fieldLabel.0"), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(label("fieldLabel.0"), second);
    QCOMPARE(label("fieldLabel.1"), first);
    press("fieldUp");
    QCOMPARE(label("fieldLabel.0"), first);
    const QString count = text("fieldCount");
    press("fieldRemove.0");
    QCOMPARE(label("fieldLabel.0"), second);
    QVERIFY(text("fieldCount") != count);
    press("addField");
    QCOMPARE(text("fieldCount"), count);
    const auto design = child<MessageForm>("messageForm")->design();
    QCOMPARE(design.fields.last().label, u"Label"_qs);
    QVERIFY(!design.fields.last().isShownEmpty);
}

void TestMessagesPage::savesAndBringsBackEarlierVersions()
{
    open();
    auto *headline = edit("headlineEdit");
    const QString standard = headline->templateText();
    headline->setFocus();
    QTest::keyClick(headline, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClicks(headline, u"!"_qs);
    QTest::keyClick(headline, Qt::Key_S, Qt::ControlModifier);
    QTRY_COMPARE(lastRequest(), u"save design supplier_invoice, own"_qs);
    QTRY_VERIFY(!child<Pill>("messageDraft")->isVisibleTo(m_window.get()));
    QCOMPARE(headline->templateText(), standard + u'!');
    auto *menu = child<QMenu>("versionsMenu");
    Q_EMIT menu->aboutToShow();
    QCOMPARE(menu->actions().size(), 1);
    menu->actions().first()->trigger();
    QCOMPARE(headline->templateText(), standard);
    saysDraft(true);
}

void TestMessagesPage::aDraftSurvivesARestart()
{
    open();
    auto *headline = edit("headlineEdit");
    const QString standard = headline->templateText();
    headline->setFocus();
    QTest::keyClick(headline, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClicks(headline, u" now"_qs);
    m_window.reset();
    openWindow();
    open("purchase_order");
    saysDraft(false);
    open();
    saysDraft(true);
    headline = edit("headlineEdit");
    QCOMPARE(headline->templateText(), standard + u" now");
    QVERIFY(m_console->requests.isEmpty()); // kept here, and not saved
    press("discardButton");
    QCOMPARE(headline->templateText(), standard);
    m_window.reset();
    openWindow();
    open();
    saysDraft(false);
}

void TestMessagesPage::aDraftThatCannotBeReadIsTold()
{
    WindowMemory(*m_memory).setMessageDrafts(
        {{u"supplier_invoice"_qs, "{\"headline\":"}, {u"gone_kind"_qs, toJson(builtInMessageDesigns()->constFirst())}});
    m_window.reset();
    openWindow();
    open();
    saysDraft(false);
    QVERIFY2(child<QStatusBar>("statusBar")->currentMessage().startsWith(u"A draft of a message can't be read"_qs),
             qPrintable(child<QStatusBar>("statusBar")->currentMessage()));
}

void TestMessagesPage::resetsToTheStandard()
{
    open();
    auto *headline = edit("headlineEdit");
    headline->setFocus();
    QTest::keyClicks(headline, u"!"_qs);
    press("saveButton");
    QTRY_COMPARE(lastRequest(), u"save design supplier_invoice, own"_qs);
    QTRY_VERIFY(!child<Pill>("messageDraft")->isVisibleTo(m_window.get()));
    press("resetButton");
    saysDraft(true);
    press("saveButton");
    QTRY_COMPARE(lastRequest(), u"save design supplier_invoice, standard"_qs);
}

void TestMessagesPage::switchesAKindOff()
{
    open();
    child<QCheckBox>("sendSwitch")->click();
    QTRY_VERIFY(text("previewNote").startsWith(u"Off: such changes are recorded and not sent."_qs));
    auto *kinds = child<MessageKindList>("messageKinds");
    QCOMPARE(kinds->currentIndex().data().toString(), u"Supplier invoice, off, not saved"_qs);
    child<QCheckBox>("sendSwitch")->click();
    auto *least = child<QLineEdit>("leastAmount");
    least->setFocus();
    QTest::keyClicks(least, u"abc"_qs);
    QVERIFY(text("formProblem").contains(u"isn't an amount"_qs));
    QVERIFY(!child<QPushButton>("saveButton")->isEnabled());
    least->clear();
    QTest::keyClicks(least, u"99,000,000"_qs);
    QTRY_VERIFY(text("previewNote").startsWith(u"This record is below the least amount"_qs));
}

void TestMessagesPage::sendsATest()
{
    MessagesPage *page = open();
    QTest::keyClick(page, Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = child<QDialog>("channelPicker");
    if (!dialog) { // shortcuts need an active window, which not every screen gives
        press("sendTestButton");
        dialog = child<QDialog>("channelPicker");
    }
    QVERIFY(dialog);
    auto *choose = dialog->findChild<QPushButton *>(u"channelChoose"_qs);
    QVERIFY(choose->isEnabled());
    choose->click();
    QTRY_VERIFY(lastRequest().startsWith(u"test message "_qs));
    QCOMPARE(m_console->tests, page->preview().messages);
}

void TestMessagesPage::setsTheAddressOfRecords()
{
    MessagesPage *page = open();
    QVERIFY(!page->preview().messages.first().contains("Open in CloudSuite"));
    press("linkAddress");
    auto *dialog = child<QDialog>("linkDialog");
    QVERIFY(dialog);
    auto *general = dialog->findChild<QLineEdit *>(u"linkGeneral"_qs);
    auto *save = dialog->findChild<QPushButton *>(u"linkSave"_qs);
    general->setText(u"http://portal.example.com/{key}"_qs);
    QVERIFY(!save->isEnabled());
    QVERIFY(dialog->findChild<QLabel *>(u"linkProblem"_qs)->text().contains(u"https://"_qs));
    general->setText(u"https://portal.example.com/{kee}"_qs);
    QVERIFY(dialog->findChild<QLabel *>(u"linkProblem"_qs)->text().contains(u"{kee} isn't known"_qs));
    general->setText(u"https://portal.example.com/{number}"_qs);
    save->click();
    QTRY_COMPARE(lastRequest(), u"links https://portal.example.com/{number}"_qs);
    QTRY_VERIFY(page->preview().messages.first().contains("|Open in CloudSuite>"));
}

void TestMessagesPage::previewIsWhatIsPosted()
{
    MessagesPage *page = open();
    // The same change through the planner, with the designs as the engine would have them after saving this page.
    auto *headline = edit("headlineEdit");
    headline->setFocus();
    QTest::keyClick(headline, Qt::Key_End, Qt::ControlModifier);
    QTest::keyClicks(headline, u" now"_qs);
    const QByteArray json = toJson(child<MessageForm>("messageForm")->design());
    QTRY_VERIFY(page->preview().messages.first().contains(" now\""));
    auto designs = *builtInMessageDesigns();
    for (MessageDesign &design : designs) {
        if (design.recordType == u"supplier_invoice")
            design = *parseMessageDesign(json, design.recordType);
    }
    const auto composer = Composer::create(designs);
    QVERIFY(composer);
    auto store = Database::open(m_folder.filePath(u"ledger.sqlite"_qs), Database::Access::ReadOnly);
    QVERIFY(store);
    const Reader reader(**store);
    Change change = reader.entry(child<QComboBox>("previewRecord")->currentData().toLongLong())->change;
    if (change.kind == ChangeKind::Known)
        change.kind = ChangeKind::Created;
    const Router router(*reader.routes());
    PlanContext context;
    context.router = &router;
    context.composer = &*composer;
    context.timeZone = QTimeZone::systemTimeZone();
    const auto centres = *reader.costCentres();
    for (const CostCentreRow &centre : centres)
        context.costCentreNames.insert(centre.code, centre.name);
    const PlannedChange planned = planner::decide(change, {}, context);
    if (planned.deliveries.isEmpty())
        QCOMPARE(page->preview().channel, QString());
    else
        QCOMPARE(page->preview().messages.first(), planned.deliveries.first().message);
}

QTEST_MAIN(TestMessagesPage)
#include "tst_messagespage.moc"
