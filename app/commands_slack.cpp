// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/commands.h"
#include "app/commandsession.h"
#include "app/inputlines.h"
#include "app/output.h"
#include "core/slack/oauth.h"
#include "core/slack/slackapi.h"

#include <QFile>
#include <QJsonArray>

namespace ledgercast::commands {

namespace {

QByteArray secretFromStandardInput()
{
    QFile input;
    return input.open(stdin, QIODevice::ReadOnly) ? input.read(4096).trimmed() : QByteArray();
}

/// The bot is there: tells what it sees, and ends the command.
void finishWhenConnected(Session &session)
{
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
        finishWhenConnected(session);
        session.engine().connectSlack(QString::fromUtf8(token), url);
    });
}

void tellWhereToSignIn(const QUrl &address, const QString &listenProblem)
{
    printLine(QStringLiteral("Open this address in a browser, and allow it there:\n\n%1\n")
                  .arg(QString::fromUtf8(address.toEncoded())));
    printLine(listenProblem.isEmpty()
                  ? QStringLiteral("Slack then sends the browser to this computer. It warns of the certificate, which "
                                   "Ledgercast has just made: go on\nall the same. If nothing happens here, paste the "
                                   "address that the browser shows.")
                  : listenProblem);
}

/// The port, or nothing: the text is none.
std::optional<int> portFrom(const QCommandLineParser &parser)
{
    if (!parser.isSet(QStringLiteral("port")))
        return 0;
    bool isNumber = false;
    const int port = parser.value(QStringLiteral("port")).toInt(&isNumber);
    return isNumber && port >= 1024 && port <= 65'535 ? std::optional(port) : std::nullopt;
}

int slackSignIn(const QCommandLineParser &parser)
{
    if (!parser.isSet(QStringLiteral("client-secret-stdin")))
        return commandline::usageError(
            QStringLiteral("The client secret is read from standard input, never from an argument: ledgercast slack "
                           "sign-in --client-id ID --client-secret-stdin"));
    const auto port = portFrom(parser);
    if (!port)
        return commandline::usageError(QStringLiteral("--port needs a number from 1024 to 65535"));
    const QString profile = parser.value(QStringLiteral("profile-dir"));
    const QString known = SettingsFile(Profile(profile).settingsPath()).load().slackClientId;
    const QString clientId =
        parser.isSet(QStringLiteral("client-id")) ? parser.value(QStringLiteral("client-id")) : known;
    if (clientId.isEmpty())
        return commandline::usageError(QStringLiteral("Name the Slack app: --client-id ID"));
    InputLines input;
    const QString secret = QString::fromUtf8(input.wait());
    return withSession(profile, [&, secret](Session &session) {
        Engine &engine = session.engine();
        finishWhenConnected(session);
        QObject::connect(&engine, &Engine::slackSignInOpened, &session, tellWhereToSignIn);
        QObject::connect(&input, &InputLines::line, &session,
                         [&engine](const QByteArray &line) { engine.finishSignIn(QString::fromUtf8(line)); });
        engine.signInToSlack(clientId, secret, *port, parser.value(QStringLiteral("api-url")));
        input.listen();
    });
}

int slackManifests(const QCommandLineParser &parser)
{
    const auto port = portFrom(parser);
    if (!port)
        return commandline::usageError(QStringLiteral("--port needs a number from 1024 to 65535"));
    QByteArray manifest = parser.isSet(QStringLiteral("events")) ? slackManifestWithEvents() : slackManifest();
    if (parser.isSet(QStringLiteral("people")))
        manifest = withScopes(manifest, peopleScopes());
    if (parser.isSet(QStringLiteral("files")))
        manifest = withScopes(manifest, fileScopes());
    if (parser.isSet(QStringLiteral("oauth"))) {
        const Profile profile(parser.value(QStringLiteral("profile-dir")));
        const int usual = SettingsFile(profile.settingsPath()).load().signInPort;
        manifest = slackManifestWithRedirect(manifest, oauth::redirectUrl(*port > 0 ? *port : usual));
    }
    printLine(QString::fromUtf8(manifest).trimmed());
    return ExitDone;
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
    parser.addOption({QStringLiteral("client-id"), QStringLiteral("Of the Slack app."), QStringLiteral("ID")});
    parser.addOption(
        {QStringLiteral("client-secret-stdin"), QStringLiteral("Read the client secret from standard input.")});
    parser.addOption({QStringLiteral("port"), QStringLiteral("Of the redirect address."), QStringLiteral("N")});
    parser.addOption({QStringLiteral("oauth"), QStringLiteral("The manifest of an app that is signed in with.")});
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
    if (action == u"sign-in")
        return slackSignIn(parser);
    if (action == u"manifest")
        return slackManifests(parser);
    return commandline::usageError(QStringLiteral("See: ledgercast slack --help"));
}

} // namespace ledgercast::commands
