// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/commands.h"
#include "app/csvimport.h"
#include "app/output.h"
#include "app/session.h"
#include "core/settings/profile.h"
#include "core/store/database.h"
#include "core/store/importedtables.h"

// The tables that a person keeps as CSV and imports as a whole.
namespace ledgercast::commands {

namespace {

struct TableCommand
{
    QString command; ///< as on the command line
    QString table;   ///< of ImportedTables
    QString header;  ///< what an export without an import gives
    void (Engine::*import)(const QByteArray &csv);
};

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
        return importCsv(profile, words.at(1),
                         {QStringLiteral("Import a table"),
                          [&table](Engine &engine, const QByteArray &csv) { (engine.*table.import)(csv); },
                          &Engine::tableImported});
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

int mapping(const QStringList &arguments)
{
    return run({QStringLiteral("mapping"), ImportedTables::costCentreMapping,
                QStringLiteral("by,value,company,division,cost_centre"), &Engine::importCostCentreMapping},
               arguments);
}

int guard(const QStringList &arguments)
{
    return run({QStringLiteral("guard"), ImportedTables::channelGuard, QStringLiteral("channel,allowed,masked_fields"),
                &Engine::importChannelGuard},
               arguments);
}

int people(const QStringList &arguments)
{
    return run(
        {QStringLiteral("people"), ImportedTables::people, QStringLiteral("person,slack"), &Engine::importPeople},
        arguments);
}

} // namespace ledgercast::commands
