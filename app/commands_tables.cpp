// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/commands.h"
#include "app/output.h"
#include "app/session.h"
#include "core/settings/profile.h"
#include "core/store/database.h"
#include "core/store/importedtables.h"

#include <QFile>

// The tables that a person keeps as CSV and imports as a whole.
namespace ledgercast::commands {

namespace {

constexpr qint64 largestTable = 16 * 1024 * 1024;

struct TableCommand
{
    QString command; ///< as on the command line
    QString table;   ///< of ImportedTables
    QString header;  ///< what an export without an import gives
    void (Engine::*import)(const QByteArray &csv);
};

Result<QByteArray> readTable(const QString &path)
{
    QFile file(path);
    const bool isOpen = path == u"-" ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return fail(ErrorKind::Input, QStringLiteral("Import a table"),
                    QStringLiteral("%1 can't be read: %2.").arg(path, file.errorString()), {},
                    QStringLiteral("unreadable"));
    QByteArray content = file.read(largestTable + 1);
    if (content.size() > largestTable)
        return fail(ErrorKind::Input, QStringLiteral("Import a table"),
                    QStringLiteral("%1 is larger than 16 MB.").arg(path), {}, QStringLiteral("too_large"));
    return content;
}

int importTable(const Profile &profile, const TableCommand &table, const QString &path)
{
    const auto csv = readTable(path);
    if (!csv) {
        printError(csv.error());
        return exitCodeOf(csv.error());
    }
    // It needs no secret: a keychain that is locked must not keep it out.
    Session session(profile, std::make_unique<SessionSecretStore>());
    if (const auto opened = session.open(); !opened) {
        printError(opened.error());
        return exitCodeOf(opened.error());
    }
    Engine &engine = session.engine();
    QObject::connect(&engine, &Engine::failed, &session, [&](const Error &error) {
        printError(error);
        session.finish(exitCodeOf(error));
    });
    QObject::connect(&engine, &Engine::notice, &session, [](const QString &line) { printLine(line); });
    QObject::connect(&engine, &Engine::tableImported, &session, [&] { session.finish(ExitDone); });
    return session.run([&] { (engine.*table.import)(*csv); });
}

int exportTable(const Profile &profile, const TableCommand &table)
{
    const auto database = Database::open(profile.databasePath(), Database::Access::ReadOnly);
    if (!database) {
        printError(database.error());
        return exitCodeOf(database.error());
    }
    auto csv = ImportedTables(**database).csv(table.table);
    if (!csv) {
        printError(csv.error());
        return exitCodeOf(csv.error());
    }
    if (csv->isEmpty())
        *csv = table.header.toUtf8() + "\r\n";
    std::fwrite(csv->constData(), 1, static_cast<std::size_t>(csv->size()), stdout);
    return ExitDone;
}

int run(const TableCommand &table, const QStringList &arguments)
{
    QCommandLineParser parser;
    if (const auto code = commandline::parse(parser, table.command, arguments))
        return *code;
    const QStringList words = parser.positionalArguments();
    const Profile profile(parser.value(QStringLiteral("profile-dir")));
    if (words.value(0) == u"import" && words.size() == 2)
        return importTable(profile, table, words.at(1));
    if (words == QStringList{QStringLiteral("export")})
        return exportTable(profile, table);
    return commandline::usageError(QStringLiteral("See: ledgercast %1 --help").arg(table.command));
}

} // namespace

int tolerances(const QStringList &arguments)
{
    return run({QStringLiteral("tolerances"), ImportedTables::tolerances,
                QStringLiteral("company,supplier,currency,price_percent,price_cap,quantity_percent,quantity_cap,"
                               "grace_days"),
                &Engine::importTolerances},
               arguments);
}

} // namespace ledgercast::commands
