// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3client.h"
#include "core/slack/slackapi.h"
#include "tests/ui/support/windowtest.h"
#include "ui/widgets/callout.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/steplistview.h"

#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStatusBar>
#include <QToolButton>

using namespace ledgercast;
using ledgercast::test::WindowTest;

namespace {

using State = TestStep::State;

TestStep step(const QString &id, const QString &title, State state, const QString &code = {})
{
    TestStep made;
    made.id = id;
    made.title = title;
    made.state = state;
    made.code = code;
    made.milliseconds = state == State::Passed ? 48 : -1;
    return made;
}

/// A test that went well; single steps are spoiled by who needs it.
QList<TestStep> passedSteps()
{
    return {step(u"host"_qs, u"Host reachable"_qs, State::Passed),
            step(u"tls"_qs, u"Secure connection"_qs, State::Passed),
            step(u"token"_qs, u"Token"_qs, State::Passed),
            step(u"company"_qs, u"Company"_qs, State::Passed),
            step(u"feed:supplier_invoices"_qs, u"Supplier invoices"_qs, State::Passed),
            step(u"feed:cost_centres"_qs, u"Cost centres"_qs, State::Passed),
            step(u"slack:token"_qs, u"Bot token"_qs, State::Passed),
            step(u"slack:scopes"_qs, u"Scopes"_qs, State::Passed),
            step(u"slack:channels"_qs, u"Channels"_qs, State::Passed)};
}

} // namespace

class TestConnectionsPage : public WindowTest
{
    Q_OBJECT

public:
    Q_INVOKABLE void takeUrl(const QUrl &url) { m_opened += url; }

private:
    QList<QUrl> m_opened;

    void connectTenant()
    {
        m_console->tenant().info = {
            u"ACME_PRD"_qs,     u"Production"_qs,   u"Ledgercast Reader"_qs, u"mingle-ionapi.example.com"_qs,
            u"ACME_PRD~kX…"_qs, u"ACME_PRD#kX…"_qs, u"password"_qs,          u"100"_qs,
            u"AAA"_qs};
        m_console->say();
    }
    void connectWorkspace(const QStringList &missing = {})
    {
        Q_EMIT m_console->workspaceChanged({u"Acme Group"_qs,
                                            u"https://acme.slack.com/"_qs,
                                            u"ledgercast"_qs,
                                            u"xoxb-…3kQ"_qs,
                                            {u"chat:write"_qs},
                                            missing,
                                            31,
                                            6});
    }
    void connectAll()
    {
        connectBoth();
        connectTenant();
        connectWorkspace();
    }
    void test(const QList<TestStep> &steps, bool isDone = true) { Q_EMIT m_console->testStepsChanged(steps, isDone); }
    StepItem listed(const char *list, const QString &id)
    {
        const auto *view = child<StepListView>(list);
        for (int row = 0; row < view->model()->rowCount(); ++row)
            if (view->item(view->model()->index(row, 0)).id == id)
                return view->item(view->model()->index(row, 0));
        return {};
    }
    Callout *problem(const QString &id) { return m_window->findChild<Callout *>(u"stepProblem_" + id); }
    static QPushButton *copyButton(const Callout *callout)
    {
        return callout->findChild<QPushButton *>(u"calloutRemedy"_qs);
    }

    /// Laid out and scrolled to, as a person would before the click.
    void pressInPage(QWidget *button)
    {
        QVERIFY(button);
        QCoreApplication::sendPostedEvents();
        QTRY_VERIFY(button->isVisible());
        child<QScrollArea>("connectionsScroll")->ensureWidgetVisible(button);
        QTest::mouseClick(button, Qt::LeftButton);
    }

private Q_SLOTS:
    void init() override
    {
        WindowTest::init();
        m_opened.clear();
        m_window->showPage(u"connections"_qs);
        QApplication::clipboard()->clear();
    }

    void leadsANewcomerThroughBothSides()
    {
        QCOMPARE(child<Pill>("tenantState")->look().text, u"Not connected"_qs);
        QVERIFY(!child<QWidget>("testSteps")->isVisible());
        QVERIFY(child<QWidget>("createAppButton")->isVisible());
        QVERIFY(!child<QWidget>("disconnectSlackButton")->isVisible());
        pressInPage(child<QWidget>("copyFirstRequestButton"));
        QVERIFY(QApplication::clipboard()->text().contains(u".ionapi"));
        QVERIFY(child<QStatusBar>("statusBar")->currentMessage().startsWith(u"Copied"));
        connectAll();
        QVERIFY(!child<QWidget>("copyFirstRequestButton")->isVisible());
        QVERIFY(!child<QWidget>("createAppButton")->isVisible());
        QCOMPARE(text("tenantName"), u"ACME_PRD (Production)"_qs);
        QCOMPARE(text("slackTeam"), u"Acme Group"_qs);
        QCOMPARE(text("slackUrl"), u"acme.slack.com"_qs);
    }

    void opensSlacksPageForANewAppWithOurManifest()
    {
        QDesktopServices::setUrlHandler(u"https"_qs, this, "takeUrl");
        pressInPage(child<QWidget>("createAppButton"));
        QDesktopServices::unsetUrlHandler(u"https"_qs);
        QCOMPARE(m_opened, QList<QUrl>{manifestUrl()});
        pressInPage(child<QWidget>("copyManifestButton"));
        QCOMPARE(QApplication::clipboard()->text().toUtf8(), slackManifest());
    }

    void listsEveryCallThatItCanMake()
    {
        QStringList shown;
        for (const QLabel *label : child<QWidget>("callsList")->findChildren<QLabel *>())
            shown += label->text().split(u", "_qs);
        for (const QString &call : M3Client::allowedCalls())
            QVERIFY2(shown.contains(call.section(u'/', 0, 0)) && shown.contains(call.section(u'/', 1)),
                     qPrintable(call));
        pressInPage(child<QWidget>("copyCallsButton"));
        QCOMPARE(QApplication::clipboard()->text().split(u'\n'), M3Client::allowedCalls());
    }

    void asksForATestByButtonAndByKey()
    {
        connectAll();
        press("testAllButton");
        pressInPage(child<QWidget>("testButton"));
        QTRY_COMPARE(m_console->requests.size(), 2);
        QTest::keyClick(m_window.get(), Qt::Key_T, Qt::ControlModifier);
        QTRY_COMPARE(m_console->requests, (QStringList{u"test"_qs, u"test"_qs, u"test"_qs}));
    }

    void showsTheTestAsItRuns()
    {
        connectAll();
        QCOMPARE(text("testSummary"), u"Not run yet"_qs);
        QList<TestStep> steps = passedSteps();
        steps[4].state = State::Running;
        steps[5].state = State::Waiting;
        test(steps.mid(0, 6), false);
        QCOMPARE(text("testSummary"), u"Testing…"_qs);
        QVERIFY(!child<QPushButton>("testButton")->isEnabled());
        QCOMPARE(listed("testSteps", u"feeds"_qs).state, StepItem::State::Running);
        QVERIFY(!child<QWidget>("slackSteps")->isVisible());
        QCOMPARE(text("testedAt"), QString());
        test(passedSteps());
        QCOMPARE(text("testSummary"), u"6 checks, 6 passed"_qs);
        QCOMPARE(child<QPushButton>("testButton")->text(), u"Test again"_qs);
        QCOMPARE(listed("testSteps", u"feeds"_qs).detail, u"2 of 2 can be read"_qs);
        QCOMPARE(listed("testSteps", u"host"_qs).right, u"48 ms"_qs);
        QVERIFY(child<QWidget>("slackSteps")->isVisible());
        QCOMPARE(child<StepListView>("slackSteps")->model()->rowCount(), 3);
        QCOMPARE(text("testedAt"), u"Tested 14:32"_qs);
    }

    void tellsOfEachFailedStepWhatItMeansAndWhoCanMendIt_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("title");
        QTest::addColumn<QString>("helper");
        QTest::addColumn<QString>("inRequest");
        QTest::newRow("host") << 0 << u"host_not_found"_qs << u"The API host can't be found"_qs << u"IT department"_qs
                              << u"mingle-ionapi.example.com"_qs;
        QTest::newRow("secure connection")
            << 1 << u"tls"_qs << u"The certificate isn't trusted"_qs << u"IT department"_qs << u"certificate store"_qs;
        QTest::newRow("token") << 2 << u"invalid_grant"_qs << u"CloudSuite refused the service account"_qs
                               << u"CloudSuite administrator"_qs << u"new .ionapi file"_qs;
        QTest::newRow("company") << 3 << u"no_company"_qs << u"The company can't be seen"_qs
                                 << u"M3 security administrator"_qs << u"Ledgercast Reader"_qs;
        QTest::newRow("source") << 5 << u"http_403"_qs << u"Cost centres: No permission"_qs
                                << u"M3 security administrator"_qs << u"Ledgercast Reader"_qs;
        QTest::newRow("bot token") << 6 << u"token_revoked"_qs << u"Slack no longer accepts the bot token"_qs
                                   << u"Slack administrator"_qs << u"xoxb-"_qs;
        QTest::newRow("scopes") << 7 << u"missing_scope"_qs << u"The Slack app lacks a permission"_qs
                                << u"Slack administrator"_qs << u"- groups:read to see the private channels"_qs;
        QTest::newRow("unknown") << 5 << u"XPO0042"_qs << u"Cost centres can't be read"_qs
                                 << u"CloudSuite administrator"_qs << u"XPO0042"_qs;
    }

    void tellsOfEachFailedStepWhatItMeansAndWhoCanMendIt()
    {
        QFETCH(const int, index);
        QFETCH(const QString, code);
        QFETCH(const QString, helper);
        QFETCH(const QString, inRequest);
        connectBoth();
        connectTenant();
        connectWorkspace({u"groups:read"_qs});
        QList<TestStep> steps = passedSteps();
        steps[index].state = State::Failed;
        steps[index].code = code;
        test(steps);
        QCOMPARE(m_window->findChildren<Callout *>(QRegularExpression(u"^stepProblem_"_qs)).size(), 1);
        const Callout *callout = problem(steps.at(index).id);
        QTRY_VERIFY(callout && callout->isVisible());
        QTEST(callout->accessibleName(), "title");
        QVERIFY2(callout->accessibleDescription().contains(helper), qPrintable(callout->accessibleDescription()));
        QVERIFY(copyButton(callout)->accessibleName().startsWith(u"Copy request: "));
        pressInPage(copyButton(callout));
        const QString request = QApplication::clipboard()->text();
        QVERIFY2(request.startsWith(u"Hello,") && request.contains(inRequest), qPrintable(request));
        QVERIFY(child<QStatusBar>("statusBar")->currentMessage().startsWith(u"Copied the text"));
    }

    void keepsOneRequestForEachStep()
    {
        connectAll();
        QList<TestStep> steps = passedSteps();
        for (const int index : {4, 5}) {
            steps[index].state = State::Failed;
            steps[index].code = u"http_403"_qs;
            steps[index].request = u"Hello, about "_qs + steps.at(index).title;
        }
        test(steps);
        QCOMPARE(listed("testSteps", u"feeds"_qs).state, StepItem::State::Failed);
        QCOMPARE(listed("testSteps", u"feed:cost_centres"_qs).right, u"No permission"_qs);
        for (const int index : {5, 4}) {
            pressInPage(copyButton(problem(steps.at(index).id)));
            QCOMPARE(QApplication::clipboard()->text(), steps.at(index).request);
        }
        test(passedSteps());
        QVERIFY(!problem(u"feed:cost_centres"_qs));
    }

    void offersNoRequestWhereOnlyTimeHelps()
    {
        connectAll();
        QList<TestStep> steps = passedSteps();
        steps[2].state = State::Failed;
        steps[2].code = u"http_503"_qs;
        steps[2].detail = u"The sign-in server of CloudSuite has a problem."_qs;
        steps[2].remedy = u"Run the test again in a few minutes."_qs;
        test(steps);
        QVERIFY(!copyButton(problem(u"token"_qs))->isVisible());
        QVERIFY(problem(u"token"_qs)->accessibleDescription().endsWith(u"in a few minutes."));
    }

    void leadsFromAStepToItsRemedyByKey()
    {
        connectAll();
        QList<TestStep> steps = passedSteps();
        steps[5].state = State::Failed;
        steps[5].code = u"http_403"_qs;
        test(steps);
        QTRY_VERIFY(problem(u"feed:cost_centres"_qs)->isVisible());
        m_window->activateWindow();
        auto *list = child<StepListView>("testSteps");
        list->setFocus();
        list->setCurrentIndex(list->model()->index(list->model()->rowCount() - 1, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(m_window->focusWidget(), copyButton(problem(u"feed:cost_centres"_qs)));
        list->setFocus();
        list->setCurrentIndex(list->model()->index(0, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(m_window->focusWidget(), list);
    }

    void refusesWhatIsNoBotTokenBeforeItLeavesTheDialog_data()
    {
        QTest::addColumn<QString>("token");
        QTest::addColumn<QString>("reason");
        QTest::newRow("user token") << u"xoxp-1-2-3"_qs << u"user token"_qs;
        QTest::newRow("app token") << u"xapp-1-A1-2-abc"_qs << u"app-level token"_qs;
        QTest::newRow("refresh token") << u"xoxe-1-abcdefgh"_qs << u"refresh token"_qs;
        QTest::newRow("browser") << u"xoxc-1-2-3"_qs << u"browser"_qs;
        QTest::newRow("webhook") << u"https://hooks.slack.com/services/T1/B1/x"_qs << u"address"_qs;
        QTest::newRow("cut") << u"xoxb-1"_qs << u"whole bot token"_qs;
    }

    void refusesWhatIsNoBotTokenBeforeItLeavesTheDialog()
    {
        QFETCH(const QString, token);
        QFETCH(const QString, reason);
        pressInPage(child<QWidget>("pasteTokenButton"));
        auto *field = child<QLineEdit>("tokenField");
        QVERIFY(!child<QPushButton>("tokenConnect")->isEnabled());
        field->setText(u' ' + token + u' ');
        press("tokenConnect");
        QTRY_VERIFY(child<Callout>("tokenProblem")->isVisible());
        QVERIFY2(child<Callout>("tokenProblem")->accessibleDescription().contains(reason),
                 qPrintable(child<Callout>("tokenProblem")->accessibleDescription()));
        QVERIFY(field->text().isEmpty());
        QCoreApplication::sendPostedEvents();
        QVERIFY(m_console->requests.isEmpty());
        field->setText(u"xoxb-12345678-abcdefgh"_qs);
        press("tokenConnect");
        QTRY_COMPARE(m_console->requests, QStringList{u"connect slack"_qs});
        QVERIFY(!child<Callout>("tokenProblem")->isVisible());
    }

    void signsInInTheBrowser()
    {
        QDesktopServices::setUrlHandler(u"https"_qs, this, "takeUrl");
        m_console->say();
        pressInPage(child<QWidget>("signInButton"));
        auto *secret = child<QLineEdit>("signInSecret");
        QCOMPARE(secret->echoMode(), QLineEdit::Password);
        QCOMPARE(child<QLineEdit>("signInRedirect")->text(), u"https://localhost:47823/slack/oauth"_qs);
        press("signInCopyRedirect");
        QCOMPARE(QApplication::clipboard()->text(), u"https://localhost:47823/slack/oauth"_qs);
        press("signInManifest");
        QVERIFY(QApplication::clipboard()->text().contains(u"https://localhost:47823/slack/oauth"));
        QVERIFY(!child<QPushButton>("signInOpen")->isEnabled());
        // What can't be an app's stays here.
        child<QLineEdit>("signInClientId")->setText(u"17653672481.19874698323"_qs);
        secret->setText(u"xoxb-12345678-abcdefgh"_qs);
        press("signInOpen");
        QTRY_VERIFY(child<Callout>("signInProblem")->isVisible());
        QVERIFY(secret->text().isEmpty());
        QVERIFY(m_console->requests.isEmpty());
        secret->setText(u"0123456789abcdef0123456789abcdef"_qs);
        press("signInOpen");
        QTRY_COMPARE(m_console->requests, QStringList{u"sign in 17653672481.19874698323 0"_qs});
        QTRY_COMPARE(m_opened.size(), 1);
        QVERIFY(secret->text().isEmpty());
        QVERIFY(child<QLineEdit>("signInAddress")->isVisible());
        press("signInAgain");
        QCOMPARE(m_opened.size(), 2);
        press("signInCopyAddress");
        QCOMPARE(QApplication::clipboard()->text(), m_opened.constFirst().toString());
        child<QLineEdit>("signInAddress")->setText(u" https://localhost:47823/slack/oauth?code=1 "_qs);
        press("signInFinish");
        QTRY_COMPARE(m_console->requests.constLast(), u"finish sign-in https://localhost:47823/slack/oauth?code=1"_qs);
        // A wrong address can be mended by another; what came of the right one closes the window.
        Q_EMIT m_console->requestFailed(u"Sign in to Slack"_qs, u"This isn't an address."_qs, u"not_an_address"_qs);
        QTRY_VERIFY(child<Callout>("signInProblem")->isVisible());
        QVERIFY(child<QLineEdit>("signInAddress")->isVisible());
        connectWorkspace(); // news of the workspace before isn't the answer
        QVERIFY(child<QDialog>("signInDialog"));
        Q_EMIT m_console->slackSignInEnded();
        connectWorkspace();
        QTRY_VERIFY(!child<QDialog>("signInDialog"));
        QVERIFY(!m_console->requests.contains(u"cancel sign-in"_qs));
        QDesktopServices::unsetUrlHandler(u"https"_qs);
    }

    void aSignInThatIsGivenUpIsCancelled()
    {
        QDesktopServices::setUrlHandler(u"https"_qs, this, "takeUrl");
        m_console->say();
        pressInPage(child<QWidget>("signInButton"));
        child<QLineEdit>("signInClientId")->setText(u"17653672481.19874698323"_qs);
        child<QLineEdit>("signInSecret")->setText(u"0123456789abcdef0123456789abcdef"_qs);
        press("signInOpen");
        QTRY_VERIFY(child<QLineEdit>("signInAddress")->isVisible());
        // It ended without a token: the app can be given again.
        Q_EMIT m_console->slackSignInEnded();
        Q_EMIT m_console->requestFailed(u"Sign in to Slack"_qs, u"It wasn't allowed."_qs, u"access_denied"_qs);
        QTRY_VERIFY(child<QLineEdit>("signInSecret")->isVisible());
        QVERIFY(child<Callout>("signInProblem")->isVisible());
        QVERIFY(child<QLineEdit>("signInSecret")->isEnabled());
        press("signInCancel");
        QTRY_VERIFY(!child<QDialog>("signInDialog"));
        QTRY_COMPARE(m_console->requests.constLast(), u"cancel sign-in"_qs);
        QDesktopServices::unsetUrlHandler(u"https"_qs);
    }

    void hearsEventsWithATokenOfTheirOwn()
    {
        connectAll();
        m_console->requests.clear();
        QTRY_VERIFY(child<QLabel>("slackEvents")->text().contains(u"Not listening"_qs));
        pressInPage(child<QWidget>("eventsButton"));
        press("tokenManifest");
        QTRY_COMPARE(QApplication::clipboard()->text().toUtf8(), slackManifestWithEvents());
        child<QLineEdit>("tokenField")->setText(u"xoxb-12345678-abcdefgh"_qs);
        press("tokenConnect");
        QTRY_VERIFY(child<Callout>("tokenProblem")->isVisible());
        QVERIFY(m_console->requests.isEmpty());
        child<QLineEdit>("tokenField")->setText(u"xapp-1-A0-12345678"_qs);
        press("tokenConnect");
        QTRY_COMPARE(m_console->requests, QStringList{u"connect events"_qs});
        Q_EMIT m_console->eventsConnected();
        QTRY_VERIFY(!child<QDialog>("tokenDialog"));
        m_console->status.events.state = LinkStatus::State::Ready;
        m_console->say();
        QTRY_COMPARE(child<QLabel>("slackEvents")->text(), u"Connected"_qs);
        m_console->status.events.state = LinkStatus::State::Problem;
        m_console->status.events.sentence = u"Slack doesn't accept the app-level token."_qs;
        m_console->say();
        QTRY_COMPARE(child<QLabel>("slackEvents")->text(), u"Stopped"_qs);
        QVERIFY(child<Callout>("eventsProblem")->isVisible());
        QVERIFY(child<Callout>("eventsProblem")->accessibleDescription().contains(m_console->status.events.sentence));
        QVERIFY(child<QPushButton>("eventsButton")->text().startsWith(u"Stop"_qs));
    }

    void tellsOnceThatSlackIsNotConnected()
    {
        connectTenant();
        QList<TestStep> steps = passedSteps();
        steps[6] = step(u"slack:token"_qs, u"Bot token"_qs, State::Failed, u"not_configured"_qs);
        test(steps);
        QVERIFY(!child<QWidget>("slackSteps")->isVisible());
        QVERIFY(!problem(u"slack:token"_qs));
        QVERIFY(child<QWidget>("slackProblem")->isVisible());
    }

    void showsWhatTheAppLacks()
    {
        connectBoth();
        connectWorkspace({u"groups:read"_qs});
        m_console->say();
        QTRY_COMPARE(child<Pill>("slackState")->look().text, u"Scopes missing"_qs);
        QVERIFY(child<QWidget>("slackProblem")->isVisible());
        QVERIFY(child<QWidget>("copyManifestButton")->isVisible());
        QStringList tips;
        for (const Tag *tag : child<QWidget>("slackCard")->findChildren<Tag *>())
            tips += tag->toolTip();
        QVERIFY(tips.contains(u"to see the private channels it is in"_qs));
    }

    void saysOnceThatTheKeychainIsLocked()
    {
        connectTenant();
        m_console->status.cloudSuite.state = m_console->status.slack.state = LinkStatus::State::Locked;
        m_console->say();
        QTRY_VERIFY(child<Callout>("keychainLocked")->isVisible());
        QVERIFY(!child<Callout>("slackProblem")->isVisible());
        pressInPage(copyButton(child<Callout>("keychainLocked")));
        QTRY_COMPARE(m_console->requests, QStringList{u"unlock"_qs});
    }

    void showsTheTenantThatIsChosen()
    {
        connectAll();
        QVERIFY(!child<QWidget>("removeTenantButton")->isVisible());
        TenantStatus second;
        second.info.tenant = u"ACME_TST"_qs;
        second.info.environment = u"Test"_qs;
        second.link = {LinkStatus::State::Problem, u"ACME_TST"_qs, u"The account is refused."_qs, {}, std::nullopt};
        m_console->status.tenants.append(second);
        m_console->say();
        QList<TestStep> steps = passedSteps();
        for (TestStep &one : steps)
            one.tenant = u"ACME_PRD"_qs;
        steps.insert(3, step(u"token"_qs, u"Token"_qs, State::Failed, u"invalid_grant"_qs));
        steps[3].tenant = u"ACME_TST"_qs;
        test(steps);
        QTRY_COMPARE(child<Pill>("tenantState")->look().text, u"Connected"_qs);
        QVERIFY(text("testSummary").startsWith(u"6 checks"_qs));

        auto *menu = child<QMenu>("tenantMenu");
        Q_EMIT menu->aboutToShow();
        QStringList names;
        for (const QAction *action : menu->actions())
            if (action->isCheckable())
                names += action->text();
        QCOMPARE(names, QStringList({u"ACME_PRD"_qs, u"ACME_TST"_qs}));
        QVERIFY(menu->actions().constFirst()->isChecked());
        menu->actions().at(1)->trigger();
        QCOMPARE(text("tenantName"), u"ACME_TST (Test)"_qs);
        QCOMPARE(child<Pill>("tenantState")->look().text, u"Needs attention"_qs);
        QVERIFY(text("testSummary").startsWith(u"1 checks"_qs));
        QVERIFY(child<QToolButton>("tenantButton")->accessibleName().contains(u"ACME_TST"_qs));

        pressInPage(child<QPushButton>("removeTenantButton"));
        QTRY_VERIFY(child<QWidget>("questionBox"));
        QVERIFY(m_console->requests.isEmpty());
        press("questionYes");
        QTRY_COMPARE(m_console->requests, QStringList{u"remove ACME_TST"_qs});
        m_console->status.tenants.removeLast();
        m_console->say();
        QTRY_COMPARE(text("tenantName"), u"ACME_PRD (Production)"_qs); // what is gone isn't looked at
    }

    void standsOneBelowTheOtherWhereThereIsNoRoom()
    {
        connectAll();
        test(passedSteps());
        const auto place = [this](const char *card) {
            return child<QWidget>(card)->mapTo(m_window.get(), QPoint(0, 0));
        };
        QTRY_VERIFY(place("slackCard").x() > place("tenantCard").x());
        m_window->resize(1024, 680);
        QTRY_VERIFY(place("slackCard").y() > place("tenantCard").y());
        QCOMPARE(place("slackCard").x(), place("tenantCard").x());
        for (const char *card : {"tenantCard", "slackCard", "callsCard"})
            QVERIFY(place(card).x() + child<QWidget>(card)->width() <= m_window->width());
        m_window->resize(1360, 860);
        QTRY_VERIFY(place("slackCard").x() > place("tenantCard").x());
    }

    void isWalkedThroughByTab()
    {
        connectAll();
        test(passedSteps());
        m_window->activateWindow();
        child<QWidget>("testAllButton")->setFocus();
        QStringList order;
        for (int i = 0; i < 30 && !order.contains(u"copyCallsButton"_qs); ++i) {
            QTest::keyClick(m_window->focusWidget(), Qt::Key_Tab);
            order += m_window->focusWidget()->objectName();
        }
        const QStringList expected{u"chooseFile"_qs,
                                   u"testButton"_qs,
                                   u"testSteps"_qs,
                                   u"pasteTokenButton"_qs,
                                   u"signInButton"_qs,
                                   u"refreshChannelsButton"_qs,
                                   u"disconnectSlackButton"_qs,
                                   u"slackSteps"_qs,
                                   u"copyCallsButton"_qs};
        order.removeIf([&](const QString &name) { return !expected.contains(name); });
        QCOMPARE(order, expected);
    }

    void namesEveryControlForScreenReaders()
    {
        connectAll();
        QList<TestStep> steps = passedSteps();
        steps[5].state = State::Failed;
        steps[5].code = u"http_403"_qs;
        test(steps);
        for (const QWidget *widget : child<QWidget>("connectionsPage")->findChildren<QWidget *>()) {
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0)
                continue;
            const bool isNamed = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()) ||
                                 qobject_cast<const QLabel *>(widget) || qobject_cast<const QScrollArea *>(widget);
            QVERIFY2(isNamed,
                     qPrintable(widget->objectName() + u' ' + QLatin1String(widget->metaObject()->className())));
        }
        QCOMPARE(child<QWidget>("testSteps")->accessibleName(), u"Connection test, 5 of 6 passed"_qs);
    }
};

QTEST_MAIN(TestConnectionsPage)
#include "tst_connectionspage.moc"
