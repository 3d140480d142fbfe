// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineParser>
#include <QStringList>

#include <memory>
#include <optional>

namespace ledgercast {

/// What the console (the window) was started with.
struct ConsoleArguments
{
    QString profileDirectory;
    QString file; ///< a .ionapi to read, absolute
    bool isMinimized = false;
    bool isDemo = false;
    bool isHealthyDemo = false;
};

namespace commandline {

/// The command in these arguments ("sync", "audit", …), or none: the console is meant.
[[nodiscard]] std::optional<QString> command(const QStringList &arguments);
/// Runs a command with its arguments (the program's name first) and returns the exit code. Needs a QCoreApplication.
[[nodiscard]] int runCommand(const QString &command, const QStringList &arguments);
/// The console's arguments; an exit code instead after --help, --version or a mistake.
[[nodiscard]] std::optional<int> parseConsole(const QStringList &arguments, ConsoleArguments &parsed);

/// Parses a command's options with --profile-dir and --help added. An exit code after --help or a mistake.
[[nodiscard]] std::optional<int> parse(QCommandLineParser &parser, const QString &command,
                                       const QStringList &arguments);
[[nodiscard]] int usageError(const QString &message);

} // namespace commandline

} // namespace ledgercast
