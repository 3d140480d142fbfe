// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/commands.h"
#include "app/output.h"
#include "app/session.h"
#include "core/settings/profile.h"

#include <QJsonArray>

namespace ledgercast::commands {

namespace {

QString wordOf(ReferenceReport::State state)
{
    switch (state) {
    case ReferenceReport::State::Posted:
        return QStringLiteral("posted");
    case ReferenceReport::State::Unchanged:
        return QStringLiteral("unchanged");
    case ReferenceReport::State::Failed:
        break;
    }
    return QStringLiteral("failed");
}

QJsonObject toJson(const ReferenceReport &report)
{
    QJsonArray lists;
    for (const ReferenceReport::List &list : report.lists) {
        QJsonObject object{{QStringLiteral("list"), list.list}, {QStringLiteral("state"), wordOf(list.state)}};
        if (list.state != ReferenceReport::State::Failed)
            object.insert(QStringLiteral("rows"), list.rows);
        if (list.error) {
            object.insert(QStringLiteral("message"), list.error->message);
            object.insert(QStringLiteral("code"), list.error->code);
        }
        lists.append(object);
    }
    return {{QStringLiteral("lists"), lists}};
}

void printWords(const ReferenceReport &report)
{
    for (const ReferenceReport::List &list : report.lists) {
        if (list.state == ReferenceReport::State::Failed)
            printLine(QStringLiteral("%1: not posted. %2").arg(list.list, list.error->message));
        else
            printLine(QStringLiteral("%1: %2, %3 rows").arg(list.list, wordOf(list.state)).arg(list.rows));
        if (list.error && list.state == ReferenceReport::State::Posted)
            printLine(QStringLiteral("%1: the file before it is still there. %2").arg(list.list, list.error->message));
    }
}

/// Of the first that failed.
int exitCodeOf(const ReferenceReport &report)
{
    for (const ReferenceReport::List &list : report.lists) {
        if (list.error)
            return list.error->isRetryable() ? ledgercast::exitCodeOf(*list.error) : int(ExitNeedsPerson);
    }
    return ExitDone;
}

} // namespace

int reference(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    if (const auto code = commandline::parse(parser, QStringLiteral("reference"), arguments))
        return *code;
    if (parser.positionalArguments() != QStringList{QStringLiteral("post")})
        return commandline::usageError(QStringLiteral("See: ledgercast reference --help"));
    Session session(Profile(parser.value(QStringLiteral("profile-dir"))), nullptr);
    if (const auto opened = session.open(); !opened) {
        printError(opened.error());
        return ledgercast::exitCodeOf(opened.error());
    }
    const bool isJson = parser.isSet(QStringLiteral("json"));
    QObject::connect(&session.engine(), &Engine::referencesPosted, &session, [&](const ReferenceReport &report) {
        if (report.error) {
            printError(*report.error);
            return session.finish(ledgercast::exitCodeOf(*report.error));
        }
        if (isJson)
            printJson(toJson(report));
        else
            printWords(report);
        session.finish(exitCodeOf(report));
    });
    return session.run([&] { session.engine().postReferences(); });
}

} // namespace ledgercast::commands
