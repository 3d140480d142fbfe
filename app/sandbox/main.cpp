// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandbox.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <cstdio>

#include <sys/socket.h>
#include <unistd.h>

namespace {

int signalSockets[2];

/// Only async-signal-safe work here: the event loop does the rest.
extern "C" void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(signalSockets[0], &byte, 1);
}

void quitOnSignals(QCoreApplication &application)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, signalSockets) != 0)
        return;
    auto *notifier = new QSocketNotifier(signalSockets[1], QSocketNotifier::Read, &application);
    QObject::connect(notifier, &QSocketNotifier::activated, &application, &QCoreApplication::quit);
    std::signal(SIGTERM, onSignal);
    std::signal(SIGINT, onSignal);
    std::signal(SIGPIPE, SIG_IGN);
}

void quitWithStdin(QCoreApplication &application)
{
    auto *notifier = new QSocketNotifier(STDIN_FILENO, QSocketNotifier::Read, &application);
    QObject::connect(notifier, &QSocketNotifier::activated, &application, [notifier, &application] {
        char buffer[256];
        if (::read(STDIN_FILENO, buffer, sizeof buffer) > 0)
            return;
        notifier->setEnabled(false);
        application.quit();
    });
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("ledgercast-sandbox"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LEDGERCAST_VERSION));
    quitOnSignals(application);
    const auto options = ledgercast::sandbox::readOptions(QCoreApplication::arguments());
    ledgercast::sandbox::Sandbox sandbox(options);
    if (const auto mistake = sandbox.listen()) {
        std::fputs(qPrintable(QStringLiteral("ledgercast-sandbox: ") + *mistake + u'\n'), stderr);
        return 1;
    }
    if (options.exitsWithStdin)
        quitWithStdin(application);
    std::fputs(sandbox.announcement().constData(), stdout);
    std::fflush(stdout);
    return QCoreApplication::exec();
}
