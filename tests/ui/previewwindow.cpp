// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// For looking at the real window over a made-up day, without an engine; not a test and not installed.
#include "core/store/readerthread.h"
#include "tests/ui/fakeconsole.h"
#include "tests/ui/samplerules.h"
#include "tests/ui/samplestore.h"
#include "ui/theme/focusring.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"
#include "ui/window/windowmemory.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QPainter>
#include <QPushButton>
#include <QSettings>
#include <QTemporaryDir>

using namespace ledgercast;

namespace {

TestStep step(const char *id, const char *title, TestStep::State state, const char *detail = "", int ms = 180,
              const char *program = "")
{
    TestStep made;
    made.id = QString::fromLatin1(id);
    made.title = QString::fromLatin1(title);
    made.state = state;
    made.detail = QString::fromLatin1(detail);
    made.program = QString::fromLatin1(program);
    made.milliseconds = state == TestStep::State::Passed || state == TestStep::State::Warning ? ms : -1;
    return made;
}

/// The connection test: running, passed, blocked (one source, one scope) or refused (the token).
QList<TestStep> testSteps(const QString &state)
{
    using State = TestStep::State;
    const bool isRefused = state == u"refused";
    const bool isRunning = state == u"testing";
    const State rest = isRefused ? State::Skipped : State::Passed;
    QList<TestStep> steps{
        step("host", "Host reachable", State::Passed, "mingle-ionapi.eu1.inforcloudsuite.com", 48),
        step("tls", "Secure connection", State::Passed,
             "The certificate of mingle-ionapi.eu1.inforcloudsuite.com is trusted", 71),
        step("token", "Token", isRefused ? State::Failed : State::Passed,
             isRefused
                 ? "CloudSuite refused the service account. It may be disabled or its keys renewed. Ask for a new "
                   ".ionapi file."
                 : "Expires in 2 h, renewed by itself",
             312),
        step("company", "Company", rest, isRefused ? "" : "100, the account's division is AAA", 155, "GENERAL"),
        step("feed:supplier_invoices", "Supplier invoices", rest, "Can be read", 214, "EXPORTMI"),
        step("feed:purchase_orders", "Purchase orders", isRunning ? State::Running : rest, "Can be read", 187,
             "EXPORTMI"),
        step("feed:cost_centres", "Cost centres", isRunning ? State::Waiting : rest, "Can be read", 149, "EXPORTMI"),
        step("slack:token", "Bot token", isRunning ? State::Waiting : State::Passed, "Acme Group, posts as @ledgercast",
             90),
        step("slack:scopes", "Scopes", isRunning ? State::Waiting : State::Passed,
             "The app has every permission it needs", 0),
        step("slack:channels", "Channels", isRunning ? State::Waiting : State::Passed, "37 visible", 212)};
    if (isRefused)
        steps[2].code = QStringLiteral("invalid_grant");
    if (state == u"blocked") {
        steps[6] =
            step("feed:cost_centres", "Cost centres", State::Failed,
                 "No permission for EXPORTMI. The account signs in but may not run this program.", 0, "EXPORTMI");
        steps[6].code = QStringLiteral("http_403");
        steps[6].request = QStringLiteral("Hello, …");
        steps[8] = step("slack:scopes", "Scopes", State::Warning, "The app lacks permissions: groups:read", 0);
        steps[8].code = QStringLiteral("missing_scope");
    }
    return steps;
}

void describe(FakeConsole &console, const QString &state, Instant now)
{
    using State = LinkStatus::State;
    EngineStatus &status = console.status;
    status.storeRevision = 1;
    if (state == u"first")
        return console.say();
    status.cloudSuite = {State::Ready, QStringLiteral("ACME_PRD"), {}, {}, std::nullopt};
    status.slack = {State::Ready, QStringLiteral("Acme Group"), {}, {}, std::nullopt};
    status.lastSyncAt = now - Milliseconds(139'000);
    status.nextSyncAt = now + Milliseconds(161'000);
    planSampleFeeds(console.tenant(), now);
    status.isSyncing = state == u"syncing";
    status.activity = status.isSyncing ? QStringLiteral("Reading purchase orders") : QString();
    status.isPaused = state == u"paused";
    if (status.isPaused)
        status.pausedUntil = now + Milliseconds(3'600'000);
    if (state == u"offline")
        status.cloudSuite = {State::Offline,
                             QStringLiteral("ACME_PRD"),
                             QStringLiteral("CloudSuite can't be reached. Nothing is lost."),
                             {},
                             now - Milliseconds(1'200'000)};
    console.tenant().info = {QStringLiteral("ACME_PRD"),
                             QStringLiteral("Production"),
                             QStringLiteral("Ledgercast Reader"),
                             QStringLiteral("mingle-ionapi.eu1.inforcloudsuite.com"),
                             QStringLiteral("ACME_PRD~kX9v…"),
                             QStringLiteral("ACME_PRD#kX9v…"),
                             QStringLiteral("password"),
                             QStringLiteral("100"),
                             QStringLiteral("AAA")};
    const QStringList missingScopes = state == u"blocked" ? QStringList{QStringLiteral("groups:read")} : QStringList();
    Q_EMIT console.workspaceChanged(
        {QStringLiteral("Acme Group"),
         QStringLiteral("https://acme-group.slack.com/"),
         QStringLiteral("ledgercast"),
         QStringLiteral("xoxb-········-3kQ"),
         {QStringLiteral("chat:write"), QStringLiteral("channels:read"), QStringLiteral("channels:history"),
          QStringLiteral("channels:join"), QStringLiteral("users:read")},
         missingScopes,
         31,
         6});
    if (state == u"locked")
        status.cloudSuite.state = status.slack.state = State::Locked;
    console.say();
    if (QStringList{QStringLiteral("testing"), QStringLiteral("passed"), QStringLiteral("blocked"),
                    QStringLiteral("refused")}
            .contains(state))
        Q_EMIT console.testStepsChanged(testSteps(state), state != u"testing");
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("Ledgercast"));
    QCommandLineParser parser;
    parser.addOptions(
        {{QStringLiteral("dark"), QStringLiteral("Dark theme")},
         {QStringLiteral("state"),
          QStringLiteral(
              "day, first, clear, syncing, paused, offline or locked; of the connection test testing, passed, "
              "blocked or refused; of the rules draft"),
          QStringLiteral("STATE"), QStringLiteral("day")},
         {QStringLiteral("page"), QStringLiteral("Page to open"), QStringLiteral("ID"), QStringLiteral("overview")},
         {QStringLiteral("press"), QStringLiteral("Press the button of this object name"), QStringLiteral("NAME")},
         {QStringLiteral("open"), QStringLiteral("Drop this file on the window"), QStringLiteral("FILE")},
         {QStringLiteral("size"), QStringLiteral("Width x height"), QStringLiteral("SIZE"), QStringLiteral("1280x800")},
         {QStringLiteral("shot"), QStringLiteral("Save a picture and quit"), QStringLiteral("FILE")}});
    parser.process(application);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("ledger.sqlite"));
    const SystemClock clock;
    const QString state = parser.value(QStringLiteral("state"));
    auto database = Database::open(path, Database::Access::ReadWrite);
    if (!database)
        qFatal("%s", qUtf8Printable(database.error().message));
    if (state != u"first" && state != u"clear")
        SampleStore(**database, clock.now()).fill();
    if ((state == u"day" || state == u"draft") && parser.value(QStringLiteral("page")) == u"routing")
        fillSampleRules(**database, clock.now());

    Theme theme;
    theme.install(application);
    const FocusRing ring;
    FakeConsole console;
    ReaderThread readers(path);
    QSettings memory(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
    memory.setValue(QStringLiteral("window/theme"),
                    parser.isSet(QStringLiteral("dark")) ? QStringLiteral("Dark") : QStringLiteral("Light"));
    if (state == u"draft")
        WindowMemory(memory).setRulesDraft(sampleRulesDraft());
    MainWindow window(theme, memory);
    window.furnish(console, readers, clock);
    QObject::connect(&window, &MainWindow::quitRequested, &application, &QCoreApplication::quit);
    QObject::connect(&console, &Console::requestFailed, &window, [](const QString &title) { qInfo() << title; });
    const QStringList size = parser.value(QStringLiteral("size")).split(u'x');
    window.resize(size.value(0).toInt(), size.value(1).toInt());
    describe(console, state, clock.now());
    window.showPage(parser.value(QStringLiteral("page")));
    window.start(false);
    if (parser.isSet(QStringLiteral("open")))
        QTimer::singleShot(500, &window, [&] { window.importFile(parser.value(QStringLiteral("open"))); });
    if (parser.isSet(QStringLiteral("press")))
        QTimer::singleShot(700, &window, [&] {
            if (auto *button = window.findChild<QPushButton *>(parser.value(QStringLiteral("press"))))
                button->click();
        });
    if (parser.isSet(QStringLiteral("shot")))
        QTimer::singleShot(1500, &window, [&] {
            QPixmap picture = window.grab();
            if (QWidget *dialog = QApplication::activeModalWidget()) {
                const QPoint middle(picture.width() / 2, picture.height() / 2);
                QPainter(&picture).drawPixmap(middle - dialog->rect().center(), dialog->grab());
            }
            picture.save(parser.value(QStringLiteral("shot")));
            QCoreApplication::quit();
        });
    return QApplication::exec();
}
