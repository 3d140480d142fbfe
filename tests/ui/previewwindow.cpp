// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// For looking at the real window over a made-up day, without an engine; not a test and not installed.
#include "core/store/readerthread.h"
#include "tests/ui/fakeconsole.h"
#include "tests/ui/samplestore.h"
#include "ui/theme/focusring.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>
#include <QTemporaryDir>

using namespace ledgercast;

namespace {

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
    planSampleFeeds(status, now);
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
    Q_EMIT console.tenantChanged(
        {QStringLiteral("ACME_PRD"), QStringLiteral("Production"), QStringLiteral("Ledgercast Reader"),
         QStringLiteral("mingle-ionapi.eu1.inforcloudsuite.com"), QStringLiteral("ACME_PRD~kX9v…"),
         QStringLiteral("ACME_PRD#kX9v…"), QStringLiteral("password"), QStringLiteral("100"), QStringLiteral("AAA")});
    Q_EMIT console.workspaceChanged({QStringLiteral("Acme Group"),
                                     QStringLiteral("acme-group.slack.com"),
                                     QStringLiteral("ledgercast"),
                                     QStringLiteral("xoxb-········-3kQ"),
                                     {QStringLiteral("chat:write"), QStringLiteral("channels:read")},
                                     {},
                                     31,
                                     6});
    console.say();
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("Ledgercast"));
    QCommandLineParser parser;
    parser.addOptions(
        {{QStringLiteral("dark"), QStringLiteral("Dark theme")},
         {QStringLiteral("state"), QStringLiteral("day, first, clear, syncing, paused or offline"),
          QStringLiteral("STATE"), QStringLiteral("day")},
         {QStringLiteral("page"), QStringLiteral("Page to open"), QStringLiteral("ID"), QStringLiteral("overview")},
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

    Theme theme;
    theme.install(application);
    const FocusRing ring;
    FakeConsole console;
    ReaderThread readers(path);
    QSettings memory(folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat);
    memory.setValue(QStringLiteral("window/theme"),
                    parser.isSet(QStringLiteral("dark")) ? QStringLiteral("Dark") : QStringLiteral("Light"));
    MainWindow window(theme, console, readers, clock, memory);
    QObject::connect(&window, &MainWindow::quitRequested, &application, &QCoreApplication::quit);
    QObject::connect(&console, &Console::requestFailed, &window, [](const QString &title) { qInfo() << title; });
    const QStringList size = parser.value(QStringLiteral("size")).split(u'x');
    window.resize(size.value(0).toInt(), size.value(1).toInt());
    describe(console, state, clock.now());
    window.showPage(parser.value(QStringLiteral("page")));
    window.start(false);
    if (parser.isSet(QStringLiteral("shot")))
        QTimer::singleShot(1500, &window, [&] {
            window.grab().save(parser.value(QStringLiteral("shot")));
            QCoreApplication::quit();
        });
    return QApplication::exec();
}
