// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/commands.h"
#include "app/csvimport.h"
#include "app/output.h"
#include "app/session.h"
#include "core/base/clock.h"
#include "core/domain/recordtype.h"
#include "core/routing/router.h"
#include "core/routing/routescsv.h"
#include "core/routing/rulecells.h"
#include "core/settings/profile.h"
#include "core/settings/settings.h"
#include "core/store/database.h"
#include "core/store/reader.h"

#include <QJsonArray>

namespace ledgercast::commands {

namespace {

/// Rules' channels that can't be posted to, each once.
QStringList warningsOf(const QList<Route> &routes, const QList<Channel> &channels)
{
    QStringList warnings;
    for (const Route &route : routes) {
        const QString sentence = channelStanding(route.channel, channels).sentence;
        if (!sentence.isEmpty() && !warnings.contains(sentence))
            warnings << sentence;
    }
    return warnings;
}

int printCoverage(const Reader &reader, bool isJson)
{
    const auto routes = reader.routes();
    const auto centres = reader.costCentres();
    const auto channels = reader.channels();
    if (!routes || !centres || !channels) {
        printError(!routes ? routes.error() : !centres ? centres.error() : channels.error());
        return ExitInternal;
    }
    QStringList codes;
    QMap<QString, QString> names;
    for (const CostCentreRow &centre : *centres) {
        if (!codes.contains(centre.code))
            codes << centre.code;
        names.insert(centre.code, centre.name);
    }
    QJsonArray array;
    QList<QStringList> rows{
        {QStringLiteral("Centre"), QStringLiteral("Name"), QStringLiteral("Channel"), QStringLiteral("Rule")}};
    int unmapped = 0;
    const auto covered = coverage(*routes, codes);
    for (const CostCentreCoverage &one : covered) {
        unmapped += one.route ? 0 : 1;
        const QString channel = one.route ? u'#' + one.route->channel : QString();
        const QString rule = one.route ? one.route->name : QString();
        array.append(QJsonObject{{QStringLiteral("cost_centre"), one.costCentre},
                                 {QStringLiteral("name"), names.value(one.costCentre)},
                                 {QStringLiteral("channel"), one.route ? QJsonValue(one.route->channel) : QJsonValue()},
                                 {QStringLiteral("rule"), one.route ? QJsonValue(rule) : QJsonValue()},
                                 {QStringLiteral("has_gaps"), one.hasGaps}});
        rows << QStringList{one.costCentre, names.value(one.costCentre),
                            one.route ? channel : QStringLiteral("unmapped"), rule};
    }
    if (isJson) {
        printJson({{QStringLiteral("cost_centres"), array},
                   {QStringLiteral("unmapped"), unmapped},
                   {QStringLiteral("warnings"), QJsonArray::fromStringList(warningsOf(*routes, *channels))}});
    } else {
        printTable(rows);
        for (const QString &warning : warningsOf(*routes, *channels))
            printLine(warning);
        printLine(QStringLiteral("%1 of %2 cost centres are unmapped.").arg(unmapped).arg(covered.size()));
    }
    return unmapped > 0 ? ExitNeedsPerson : ExitDone;
}

} // namespace

int routes(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    if (const auto code = commandline::parse(parser, QStringLiteral("routes"), arguments))
        return *code;
    const QStringList words = parser.positionalArguments();
    const Profile profile(parser.value(QStringLiteral("profile-dir")));
    if (words.value(0) == u"import" && words.size() == 2)
        return importCsv(profile, words.at(1),
                         {QStringLiteral("Import rules"),
                          [](Engine &engine, const QByteArray &csv) { engine.importRoutes(csv); },
                          &Engine::routesImported});
    const bool isExport = words == QStringList{QStringLiteral("export")};
    if (!isExport && words != QStringList{QStringLiteral("coverage")})
        return commandline::usageError(QStringLiteral("See: ledgercast routes --help"));
    const auto database = Database::open(profile.databasePath(), Database::Access::ReadOnly);
    if (!database) {
        printError(database.error());
        return exitCodeOf(database.error());
    }
    const Reader reader(**database);
    if (!isExport)
        return printCoverage(reader, parser.isSet(QStringLiteral("json")));
    const auto routes = reader.routes();
    if (!routes) {
        printError(routes.error());
        return exitCodeOf(routes.error());
    }
    const QByteArray csv = toCsv(*routes);
    std::fwrite(csv.constData(), 1, static_cast<std::size_t>(csv.size()), stdout);
    return ExitDone;
}

int settings(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    parser.addOption({QStringLiteral("tenant"), QStringLiteral("Of this tenant."), QStringLiteral("TI")});
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    if (const auto code = commandline::parse(parser, QStringLiteral("settings"), arguments))
        return *code;
    const QStringList words = parser.positionalArguments();
    const Profile profile(parser.value(QStringLiteral("profile-dir")));
    SettingsFile file(profile.settingsPath());
    const QString tenant = parser.value(QStringLiteral("tenant"));
    if (const auto known = file.checkTenant(tenant); !known) {
        printError(known.error());
        return exitCodeOf(known.error());
    }
    if (words == QStringList{QStringLiteral("list")}) {
        QList<QStringList> rows;
        QJsonObject object;
        const auto all = file.list(tenant);
        for (const SettingInfo &info : all) {
            rows << QStringList{info.key, info.value.isEmpty() ? QStringLiteral("-") : info.value, info.description};
            object.insert(info.key, info.value);
        }
        if (parser.isSet(QStringLiteral("json")))
            printJson(object);
        else
            printTable(rows);
        const QStringList mistakes = file.mistakes();
        for (const QString &mistake : mistakes)
            std::fprintf(stderr, "%s\n", qPrintable(mistake));
        return ExitDone;
    }
    if (words.value(0) == u"get" && words.size() == 2) {
        const auto value = file.value(words.at(1), tenant);
        if (!value) {
            printError(value.error());
            return exitCodeOf(value.error());
        }
        printLine(*value);
        return ExitDone;
    }
    if (words.value(0) == u"set" && words.size() == 3) {
        auto done = profile.prepare();
        if (done)
            done = file.set(words.at(1), words.at(2), tenant);
        if (!done) {
            printError(done.error());
            return exitCodeOf(done.error());
        }
        return ExitDone;
    }
    return commandline::usageError(QStringLiteral("See: ledgercast settings --help"));
}

} // namespace ledgercast::commands
