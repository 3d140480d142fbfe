// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/consolewindow.h"

#include <QCoreApplication>

namespace {

/// What was typed, before an application object exists.
QStringList argumentsOf(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    return arguments;
}

} // namespace

int main(int argc, char *argv[])
{
    using namespace ledgercast;
    QCoreApplication::setApplicationName(QStringLiteral("Ledgercast"));
    QCoreApplication::setApplicationVersion(QStringLiteral(LEDGERCAST_VERSION));
    const QStringList arguments = argumentsOf(argc, argv);
    // A command needs no screen.
    if (const auto command = commandline::command(arguments)) {
        const QCoreApplication application(argc, argv);
        return commandline::runCommand(*command, arguments);
    }
    ConsoleArguments console;
    if (const auto code = commandline::parseConsole(arguments, console))
        return *code;
    return runConsole(argc, argv, console);
}
