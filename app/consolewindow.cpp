// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/consolewindow.h"

#include "app/demo.h"
#include "app/enginethread.h"
#include "app/firstpaint.h"
#include "app/output.h"
#include "app/sandboxchild.h"
#include "app/singleinstance.h"
#include "app/sleepwatch.h"
#include "app/terminationsignals.h"
#include "core/secrets/secretstore.h"
#include "core/store/readerthread.h"
#include "ui/theme/focusring.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"

#include <QApplication>
#include <QMessageBox>
#include <QSettings>
#include <QTemporaryDir>

#include <optional>

namespace ledgercast {

namespace {

/// The program can't start: said in words, in a window and on standard error.
int refuse(const Error &error)
{
    printError(error);
    QMessageBox box(QMessageBox::Warning, QObject::tr("Ledgercast can't start"), error.message, QMessageBox::Close);
    box.setDetailedText(error.detail);
    box.exec();
    return exitCodeOf(error);
}

/// A fresh profile on a fresh sandbox, gone when the program ends.
class Demo
{
public:
    Result<void> start(bool isHealthy)
    {
        QStringList options;
        if (isHealthy)
            options << QStringLiteral("--healthy");
        if (auto started = m_sandbox.start(options); !started)
            return started;
        return DemoSetup::prepareProfile(Profile(m_folder.path()));
    }
    [[nodiscard]] QString directory() const { return m_folder.path(); }
    void connectTo(Engine &engine)
    {
        m_setup = std::make_unique<DemoSetup>(&engine, m_sandbox);
        QObject::connect(m_setup.get(), &DemoSetup::done, &engine, [&engine] { engine.syncNow(); });
        QObject::connect(
            &engine, &Engine::ready, m_setup.get(), [this] { m_setup->start(); },
            static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
    }

private:
    QTemporaryDir m_folder;
    SandboxChild m_sandbox;
    std::unique_ptr<DemoSetup> m_setup;
};

} // namespace

int runConsole(int argc, char *argv[], const ConsoleArguments &arguments)
{
    QApplication application(argc, argv);
    QApplication::setQuitOnLastWindowClosed(false);
    Theme theme;
    theme.installColors(application);
    const FocusRing focusRing;

    std::unique_ptr<Demo> demo;
    if (arguments.isDemo) {
        demo = std::make_unique<Demo>();
        if (const auto started = demo->start(arguments.isHealthyDemo); !started)
            return refuse(started.error());
    }
    const Profile profile(demo ? demo->directory() : arguments.profileDirectory);
    SingleInstance instance(profile.directory());
    if (instance.handOver(arguments.file))
        return ExitDone;

    // The sandbox's secrets are none: they need no keychain.
    EngineThread engine(profile, demo ? std::make_unique<SessionSecretStore>() : std::unique_ptr<SecretStore>());
    std::optional<ReaderThread> readers;
    const SystemClock clock;
    // On the screen first; the store opens while the fonts are read.
    QSettings memory(profile.windowStatePath(), QSettings::IniFormat);
    MainWindow window(theme, memory);
    new FirstPaint(&window, FirstPaint::window);
    if (!arguments.isMinimized)
        window.showOutlines();
    const auto begun = engine.beginOpen();
    theme.installRest();
    if (const auto opened = begun.and_then([&engine] { return engine.finishOpen(); }); !opened) {
        window.hide();
        return refuse(opened.error());
    }
    if (demo)
        demo->connectTo(engine.engine());
    instance.listen();

    readers.emplace(profile.databasePath());
    window.furnish(engine.engine(), *readers, clock);
    new FirstPaint(window.currentPage(), FirstPaint::page);
    QObject::connect(&instance, &SingleInstance::startedAgain, &window, [&](const QString &file) {
        window.bringToFront();
        if (!file.isEmpty())
            window.importFile(file);
    });
    const SleepWatch sleep;
    QObject::connect(&sleep, &SleepWatch::wokeUp, &engine.engine(), &Engine::wakeUp);
    const TerminationSignals terminations;
    const auto quit = [&] {
        window.hide();
        engine.stop();
    };
    QObject::connect(&window, &MainWindow::quitRequested, &application, quit);
    QObject::connect(&terminations, &TerminationSignals::terminated, &application, quit);
    QObject::connect(&engine, &EngineThread::stopped, &application, &QCoreApplication::quit);
    window.start(arguments.isMinimized);
    engine.start();
    if (!arguments.file.isEmpty())
        window.importFile(arguments.file);
    return QApplication::exec();
}

} // namespace ledgercast
