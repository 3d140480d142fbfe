// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/commands.h"
#include "app/commandsession.h"
#include "app/output.h"
#include "core/store/reader.h"

#include <QJsonArray>

namespace ledgercast::commands {

namespace {

void printSteps(const QList<TestStep> &steps)
{
    static const QStringList words{QStringLiteral("waiting"), QStringLiteral("running"), QStringLiteral("passed"),
                                   QStringLiteral("warning"), QStringLiteral("FAILED"),  QStringLiteral("skipped")};
    QList<QStringList> rows;
    for (const TestStep &step : steps)
        rows << QStringList{words.value(static_cast<int>(step.state)),
                            step.tenant,
                            step.title,
                            step.program,
                            step.milliseconds >= 0 ? QStringLiteral("%1 ms").arg(step.milliseconds) : QString(),
                            step.detail};
    printTable(rows, {4});
    for (const TestStep &step : steps) {
        if (!step.remedy.isEmpty())
            printLine(QStringLiteral("\n%1: %2").arg(step.title, step.remedy));
    }
}

QJsonObject toJson(const TestStep &step)
{
    static const QStringList words{QStringLiteral("waiting"), QStringLiteral("running"), QStringLiteral("passed"),
                                   QStringLiteral("warning"), QStringLiteral("failed"),  QStringLiteral("skipped")};
    return {{QStringLiteral("id"), step.id},
            {QStringLiteral("tenant"), step.tenant.isEmpty() ? QJsonValue() : QJsonValue(step.tenant)},
            {QStringLiteral("title"), step.title},
            {QStringLiteral("state"), words.value(static_cast<int>(step.state))},
            {QStringLiteral("detail"), step.detail},
            {QStringLiteral("program"), step.program},
            {QStringLiteral("code"), step.code},
            {QStringLiteral("remedy"), step.remedy},
            {QStringLiteral("ms"), step.milliseconds >= 0 ? QJsonValue(step.milliseconds) : QJsonValue()}};
}

int exitCodeOf(const QList<TestStep> &steps)
{
    bool isUnreachable = false;
    bool needsPerson = false;
    for (const TestStep &step : steps) {
        if (step.state != TestStep::State::Failed)
            continue;
        const bool isNetwork = step.id == u"host" || step.id == u"tls" || step.code == u"timeout" ||
                               step.code == u"connection_refused" || step.code == u"host_not_found";
        (isNetwork ? isUnreachable : needsPerson) = true;
    }
    return isUnreachable ? ExitUnreachable : needsPerson ? ExitNeedsPerson : ExitDone;
}

int listTenants(const Profile &profile, bool isJson)
{
    const SettingsFile file(profile.settingsPath());
    QJsonArray array;
    QList<QStringList> rows;
    const QStringList names = file.tenants();
    for (const QString &name : names) {
        const Settings settings = file.load(name);
        array.append(QJsonObject{{QStringLiteral("tenant"), name},
                                 {QStringLiteral("product"), settings.product},
                                 {QStringLiteral("environment"), settings.environment},
                                 {QStringLiteral("application"), settings.application},
                                 {QStringLiteral("base_url"), settings.baseUrl.toString()},
                                 {QStringLiteral("companies"), QJsonArray::fromStringList(settings.companies)}});
        rows << QStringList{name, settings.product, settings.environment, settings.baseUrl.host()};
    }
    if (isJson)
        printJson({{QStringLiteral("tenants"), array}});
    else if (rows.isEmpty())
        printLine(QStringLiteral("None yet: ledgercast import FILE.ionapi"));
    else
        printTable(rows);
    return ExitDone;
}

} // namespace

int importFile(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption(
        {QStringLiteral("tenant"), QStringLiteral("Tenant, for files without one."), QStringLiteral("TI")});
    parser.addOption(
        {QStringLiteral("base-url"), QStringLiteral("API host, for files without one."), QStringLiteral("URL")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    if (const auto code = commandline::parse(parser, QStringLiteral("import"), arguments))
        return *code;
    if (parser.positionalArguments().size() != 1)
        return commandline::usageError(QStringLiteral("Name one .ionapi file. See: ledgercast import --help"));
    const bool isJson = parser.isSet(QStringLiteral("json"));
    return withSession(parser.value(QStringLiteral("profile-dir")), [&, isJson](Session &session) {
        Engine &engine = session.engine();
        QObject::connect(&engine, &Engine::ionApiNeedsDetails, &session,
                         [&session](const QString &, const QString &tenant, bool needsBaseUrl) {
                             QStringList missing;
                             if (tenant.isEmpty())
                                 missing << QStringLiteral("the tenant (--tenant)");
                             if (needsBaseUrl)
                                 missing << QStringLiteral("the API host (--base-url)");
                             printError({ErrorKind::Input,
                                         QStringLiteral("Import"),
                                         QStringLiteral("This file doesn't name %1. Ask your CloudSuite administrator "
                                                        "and give it on the command line.")
                                             .arg(missing.join(QStringLiteral(" and "))),
                                         {},
                                         QStringLiteral("incomplete_file")});
                             session.finish(ExitRefused);
                         });
        QObject::connect(&engine, &Engine::notice, &session, [isJson](const QString &line) {
            if (!isJson)
                printLine(line);
        });
        QObject::connect(&engine, &Engine::ionApiImported, &session, [&session, isJson](const QString &tenant) {
            const Settings settings = session.engine().settings(tenant);
            if (isJson)
                printJson({{QStringLiteral("tenant"), settings.tenant},
                           {QStringLiteral("application"), settings.application},
                           {QStringLiteral("base_url"), settings.baseUrl.toString()}});
            session.finish(ExitDone);
        });
        engine.importIonApi(parser.positionalArguments().first(), parser.value(QStringLiteral("tenant")),
                            parser.value(QStringLiteral("base-url")));
    });
}

int tenants(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    if (const auto code = commandline::parse(parser, QStringLiteral("tenants"), arguments))
        return *code;
    const QString directory = parser.value(QStringLiteral("profile-dir"));
    const QStringList words = parser.positionalArguments();
    if (words == QStringList{QStringLiteral("list")})
        return listTenants(Profile(directory), parser.isSet(QStringLiteral("json")));
    if (words.size() != 2 || words.first() != u"remove")
        return commandline::usageError(QStringLiteral("See: ledgercast tenants --help"));
    return withSession(directory, [tenant = words.last()](Session &session) {
        QObject::connect(&session.engine(), &Engine::notice, &session, [](const QString &line) { printLine(line); });
        QObject::connect(&session.engine(), &Engine::tenantRemoved, &session, [&session] { session.finish(ExitDone); });
        session.engine().removeTenant(tenant);
    });
}

int connections(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    if (const auto code = commandline::parse(parser, QStringLiteral("connections"), arguments))
        return *code;
    if (parser.positionalArguments() != QStringList{QStringLiteral("test")})
        return commandline::usageError(QStringLiteral("See: ledgercast connections --help"));
    const bool isJson = parser.isSet(QStringLiteral("json"));
    return withSession(parser.value(QStringLiteral("profile-dir")), [isJson](Session &session) {
        QObject::connect(&session.engine(), &Engine::testStepsChanged, &session,
                         [&session, isJson](const QList<TestStep> &steps, bool isDone) {
                             if (!isDone)
                                 return;
                             if (isJson) {
                                 QJsonArray array;
                                 for (const TestStep &step : steps)
                                     array.append(toJson(step));
                                 printJson({{QStringLiteral("steps"), array}});
                             } else {
                                 printSteps(steps);
                             }
                             const bool isLocked =
                                 session.engine().status().cloudSuite.state == LinkStatus::State::Locked;
                             session.finish(isLocked ? int(ExitKeychain) : exitCodeOf(steps));
                         });
        session.engine().testConnections();
    });
}

} // namespace ledgercast::commands
