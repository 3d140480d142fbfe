// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/commands.h"
#include "app/output.h"
#include "app/session.h"
#include "core/slack/slackapi.h"
#include "core/store/reader.h"

#include <QFile>
#include <QJsonArray>

namespace ledgercast::commands {

namespace {

/// A session whose failures end it with their exit code.
int withSession(const QString &profileDirectory, const std::function<void(Session &)> &work)
{
    Session session(Profile(profileDirectory), nullptr);
    if (const auto opened = session.open(); !opened) {
        printError(opened.error());
        return exitCodeOf(opened.error());
    }
    QObject::connect(&session.engine(), &Engine::failed, &session, [&](const Error &error) {
        printError(error);
        const bool isRefusedInput = error.kind == ErrorKind::Auth || error.kind == ErrorKind::Refused;
        session.finish(isRefusedInput ? int(ExitRefused) : exitCodeOf(error));
    });
    return session.run([&] { work(session); });
}

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

QByteArray secretFromStandardInput()
{
    QFile input;
    return input.open(stdin, QIODevice::ReadOnly) ? input.read(4096).trimmed() : QByteArray();
}

int slackEvents(const QCommandLineParser &parser)
{
    const bool isOff = parser.isSet(QStringLiteral("off"));
    const bool isSigned = parser.isSet(QStringLiteral("signing-secret-stdin"));
    if (int(isOff) + int(isSigned) + int(parser.isSet(QStringLiteral("token-stdin"))) != 1)
        return commandline::usageError(
            QStringLiteral("Secrets are read from standard input, never from an argument: ledgercast slack events "
                           "--token-stdin, --signing-secret-stdin, or --off"));
    const QByteArray secret = isOff ? QByteArray() : secretFromStandardInput();
    return withSession(parser.value(QStringLiteral("profile-dir")), [=](Session &session) {
        QObject::connect(&session.engine(), &Engine::notice, &session, [&session](const QString &line) {
            printLine(line);
            session.finish(ExitDone);
        });
        if (isOff)
            session.engine().disconnectEvents();
        else if (isSigned)
            session.engine().setSigningSecret(QString::fromUtf8(secret));
        else
            session.engine().connectEvents(QString::fromUtf8(secret));
    });
}

int slackConnect(const QCommandLineParser &parser)
{
    if (!parser.isSet(QStringLiteral("token-stdin")))
        return commandline::usageError(QStringLiteral(
            "The token is read from standard input, never from an argument: ledgercast slack connect --token-stdin"));
    const QByteArray token = secretFromStandardInput();
    const QString url = parser.value(QStringLiteral("api-url"));
    return withSession(parser.value(QStringLiteral("profile-dir")), [&, token](Session &session) {
        QObject::connect(&session.engine(), &Engine::notice, &session, [](const QString &line) { printLine(line); });
        QObject::connect(&session.engine(), &Engine::slackConnected, &session, [&session] {
            const WorkspaceInfo info = session.engine().workspace();
            printLine(QStringLiteral("%1 public and %2 private channels visible.")
                          .arg(info.publicChannels)
                          .arg(info.privateChannels));
            if (!info.missingScopes.isEmpty())
                printLine(QStringLiteral("Permissions that the app lacks: %1")
                              .arg(info.missingScopes.join(QStringLiteral(", "))));
            session.finish(info.missingScopes.contains(QStringLiteral("chat:write")) ? ExitNeedsPerson : ExitDone);
        });
        session.engine().connectSlack(QString::fromUtf8(token), url);
    });
}

int slackChannels(const QCommandLineParser &parser)
{
    const Profile profile(parser.value(QStringLiteral("profile-dir")));
    const bool isJson = parser.isSet(QStringLiteral("json"));
    return withSession(profile.directory(), [&, isJson](Session &session) {
        // The engine has just listed them, if Slack was reachable.
        const auto state = session.engine().status().slack;
        if (state.state != LinkStatus::State::Ready) {
            std::fprintf(stderr, "%s\n", state.sentence.toUtf8().constData());
            return session.finish(state.state == LinkStatus::State::Locked    ? ExitKeychain
                                  : state.state == LinkStatus::State::Offline ? ExitUnreachable
                                                                              : ExitNeedsPerson);
        }
        const QList<Channel> channels = session.engine().channels();
        if (isJson) {
            QJsonArray array;
            for (const Channel &channel : channels)
                array.append(QJsonObject{{QStringLiteral("id"), channel.id},
                                         {QStringLiteral("name"), channel.name},
                                         {QStringLiteral("private"), channel.isPrivate},
                                         {QStringLiteral("archived"), channel.isArchived},
                                         {QStringLiteral("member"), channel.isMember},
                                         {QStringLiteral("externally_shared"), channel.isExternallyShared}});
            printJson({{QStringLiteral("channels"), array}});
        } else {
            QList<QStringList> rows;
            for (const Channel &channel : channels) {
                QStringList marks;
                marks << (channel.isPrivate ? QStringLiteral("private") : QStringLiteral("public"));
                if (channel.isArchived)
                    marks << QStringLiteral("archived");
                if (!channel.isMember)
                    marks << QStringLiteral("app isn't a member");
                if (channel.isExternallyShared)
                    marks << QStringLiteral("shared with another company");
                rows << QStringList{u'#' + channel.name, channel.id, marks.join(QStringLiteral(", "))};
            }
            printTable(rows);
        }
        session.finish(ExitDone);
    });
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

int slack(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("token-stdin"), QStringLiteral("Read the token from standard input.")});
    parser.addOption({QStringLiteral("api-url"), QStringLiteral("Slack's Web API."), QStringLiteral("URL")});
    parser.addOption(
        {QStringLiteral("signing-secret-stdin"), QStringLiteral("Read the signing secret from standard input.")});
    parser.addOption({QStringLiteral("off"), QStringLiteral("Listen to events no longer.")});
    parser.addOption({QStringLiteral("events"), QStringLiteral("The manifest of an app that tells events.")});
    parser.addOption({QStringLiteral("files"), QStringLiteral("The manifest of an app that sends files.")});
    parser.addOption({QStringLiteral("people"), QStringLiteral("The manifest of an app that looks people up.")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    if (const auto code = commandline::parse(parser, QStringLiteral("slack"), arguments))
        return *code;
    const QString action = parser.positionalArguments().size() == 1 ? parser.positionalArguments().first() : QString();
    if (action == u"connect")
        return slackConnect(parser);
    if (action == u"channels")
        return slackChannels(parser);
    if (action == u"events")
        return slackEvents(parser);
    if (action == u"manifest") {
        QByteArray manifest = parser.isSet(QStringLiteral("events")) ? slackManifestWithEvents() : slackManifest();
        if (parser.isSet(QStringLiteral("people")))
            manifest = withScopes(manifest, peopleScopes());
        if (parser.isSet(QStringLiteral("files")))
            manifest = withScopes(manifest, fileScopes());
        printLine(QString::fromUtf8(manifest).trimmed());
        return ExitDone;
    }
    return commandline::usageError(QStringLiteral("See: ledgercast slack --help"));
}

} // namespace ledgercast::commands
