// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "app/commands.h"
#include "app/help.h"
#include "app/output.h"

#include <QDir>
#include <QMap>

namespace ledgercast::commandline {

namespace {

using Command = int (*)(const QStringList &arguments);

const QMap<QString, Command> &commands()
{
    static const QMap<QString, Command> all{
        {QStringLiteral("import"), commands::importFile},
        {QStringLiteral("tenants"), commands::tenants},
        {QStringLiteral("connections"), commands::connections},
        {QStringLiteral("slack"), commands::slack},
        {QStringLiteral("routes"), commands::routes},
        {QStringLiteral("settings"), commands::settings},
        {QStringLiteral("sync"), commands::sync},
        {QStringLiteral("backfill"), commands::backfill},
        {QStringLiteral("run"), commands::run},
        {QStringLiteral("status"), commands::status},
        {QStringLiteral("audit"), commands::audit},
        {QStringLiteral("replay"), commands::replay},
        {QStringLiteral("mute"), commands::mute},
        {QStringLiteral("demo"), commands::demo},
        {QStringLiteral("tolerances"), commands::tolerances},
        {QStringLiteral("mapping"), commands::mapping},
        {QStringLiteral("guard"), commands::guard},
        {QStringLiteral("people"), commands::people},
        {QStringLiteral("reference"), commands::reference},
        {QStringLiteral("feeds"), commands::feeds},
        {QStringLiteral("reconcile"), commands::reconcile},
    };
    return all;
}

/// Whether the option takes a value that stands as the next argument.
bool takesValue(const QString &argument)
{
    return argument == u"--profile-dir";
}

} // namespace

std::optional<QString> command(const QStringList &arguments)
{
    for (qsizetype i = 1; i < arguments.size(); ++i) {
        const QString &argument = arguments.at(i);
        if (takesValue(argument))
            ++i;
        else if (!argument.startsWith(u'-'))
            return commands().contains(argument) ? std::optional(argument) : std::nullopt;
    }
    return std::nullopt;
}

int runCommand(const QString &command, const QStringList &arguments)
{
    QStringList rest = arguments;
    rest.removeAt(rest.indexOf(command, 1));
    return commands().value(command)(rest);
}

int usageError(const QString &message)
{
    std::fprintf(stderr, "%s\n", message.toUtf8().constData());
    return ExitUsage;
}

std::optional<int> parse(QCommandLineParser &parser, const QString &command, const QStringList &arguments)
{
    parser.addOption({QStringLiteral("profile-dir"), QStringLiteral("Folder of the profile."), QStringLiteral("DIR")});
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, QStringLiteral("This help.")});
    if (!parser.parse(arguments))
        return usageError(parser.errorText() + QStringLiteral("\nSee: ledgercast %1 --help").arg(command));
    if (parser.isSet(QStringLiteral("help"))) {
        printLine(help::text(command));
        return ExitDone;
    }
    return std::nullopt;
}

std::optional<int> parseConsole(const QStringList &arguments, ConsoleArguments &parsed)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("minimized"), QStringLiteral("Start in the tray.")});
    parser.addOption({QStringLiteral("demo"), QStringLiteral("The console on a fresh sandbox.")});
    parser.addOption({QStringLiteral("healthy"), QStringLiteral("With --demo: no archived channel.")});
    parser.addOption({QStringLiteral("version"), QStringLiteral("Version.")});
    if (const auto code = parse(parser, QString(), arguments))
        return code;
    if (parser.isSet(QStringLiteral("version"))) {
        printLine(QStringLiteral("Ledgercast " LEDGERCAST_VERSION));
        return ExitDone;
    }
    const QStringList rest = parser.positionalArguments();
    if (rest.size() > 1)
        return usageError(QStringLiteral("One .ionapi file at a time. See: ledgercast --help"));
    if (rest.size() == 1 && !rest.first().endsWith(u".ionapi", Qt::CaseInsensitive) && !QFileInfo::exists(rest.first()))
        return usageError(
            QStringLiteral("There is no command and no file called %1. See: ledgercast --help").arg(rest.first()));
    parsed.profileDirectory = parser.value(QStringLiteral("profile-dir"));
    parsed.isMinimized = parser.isSet(QStringLiteral("minimized"));
    parsed.isDemo = parser.isSet(QStringLiteral("demo"));
    parsed.isHealthyDemo = parser.isSet(QStringLiteral("healthy"));
    if (!rest.isEmpty())
        parsed.file = QDir::current().absoluteFilePath(rest.first());
    return std::nullopt;
}

} // namespace ledgercast::commandline
