// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/programrun.h"

#include "tests/support/sandboxprocess.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace ledgercast::test {

namespace {

QString ledgercastPath()
{
    return QStringLiteral(LEDGERCAST_PROGRAM);
}

void count(const QJsonArray &messages, QMap<QString, int> &deliveries)
{
    for (const QJsonValue &message : messages) {
        const QString id = message[u"metadata"][u"event_payload"][u"delivery"].toString();
        if (!id.isEmpty())
            ++deliveries[id];
    }
}

} // namespace

QJsonObject Outcome::json() const
{
    return QJsonDocument::fromJson(output).object();
}

void ProgramRun::start(QProcess &process, const QStringList &arguments)
{
    process.setProgram(ledgercastPath());
    process.setArguments(arguments + QStringList{QStringLiteral("--profile-dir"), directory()});
    process.setProcessChannelMode(QProcess::SeparateChannels);
    process.start();
}

Outcome ProgramRun::run(const QStringList &arguments, const QByteArray &input, int timeoutMilliseconds)
{
    QProcess process;
    start(process, arguments);
    process.write(input);
    process.closeWriteChannel();
    Outcome outcome;
    if (!process.waitForFinished(timeoutMilliseconds)) {
        process.kill();
        process.waitForFinished();
        outcome.errors = "timed out: " + process.readAllStandardError();
        return outcome;
    }
    outcome.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    outcome.output = process.readAllStandardOutput();
    outcome.errors = process.readAllStandardError();
    return outcome;
}

QByteArray ProgramRun::connectTo(SandboxProcess &sandbox, const QByteArray &rules)
{
    const QList<std::pair<QString, QString>> settings{
        {QStringLiteral("cloudsuite.requests_per_minute"), QStringLiteral("6000")},
        {QStringLiteral("slack.message_interval_ms"), QStringLiteral("0")},
        {QStringLiteral("slack.posts_per_minute"), QStringLiteral("0")}};
    for (const auto &[key, value] : settings) {
        if (const Outcome set = run({QStringLiteral("settings"), QStringLiteral("set"), key, value}); set.code != 0)
            return set.errors;
    }
    if (const Outcome imported = run({QStringLiteral("import"), sandbox.ionApiFile()}); imported.code != 0)
        return imported.errors;
    const Outcome connected = run({QStringLiteral("slack"), QStringLiteral("connect"), QStringLiteral("--token-stdin"),
                                   QStringLiteral("--api-url"), sandbox.slackUrl()},
                                  sandbox.slackToken().toLatin1() + '\n');
    if (connected.code != 0)
        return connected.errors;
    const Outcome routed = run({QStringLiteral("routes"), QStringLiteral("import"), QStringLiteral("-")}, rules);
    return routed.code == 0 ? QByteArray() : routed.errors;
}

QMap<QString, int> deliveriesInSlack(SandboxProcess &sandbox)
{
    QMap<QString, int> deliveries;
    const QJsonArray channels = sandbox.slack(QStringLiteral("conversations.list"), {{QStringLiteral("limit"), 200}})
                                    .json()[u"channels"]
                                    .toArray();
    for (const QJsonValue &channel : channels) {
        QJsonObject arguments{{QStringLiteral("channel"), channel[u"id"]},
                              {QStringLiteral("limit"), 200},
                              {QStringLiteral("include_all_metadata"), true}};
        for (QString cursor = QStringLiteral("first"); !cursor.isEmpty();) {
            if (cursor != u"first")
                arguments.insert(QStringLiteral("cursor"), cursor);
            const QJsonObject page = sandbox.slack(QStringLiteral("conversations.history"), arguments).json();
            const QJsonArray messages = page[u"messages"].toArray();
            count(messages, deliveries);
            for (const QJsonValue &message : messages) {
                if (message[u"reply_count"].toInt() == 0)
                    continue;
                QJsonArray thread = sandbox
                                        .slack(QStringLiteral("conversations.replies"),
                                               {{QStringLiteral("channel"), channel[u"id"]},
                                                {QStringLiteral("ts"), message[u"ts"]},
                                                {QStringLiteral("limit"), 200},
                                                {QStringLiteral("include_all_metadata"), true}})
                                        .json()[u"messages"]
                                        .toArray();
                thread.removeFirst();
                count(thread, deliveries);
            }
            cursor = page[u"response_metadata"][u"next_cursor"].toString();
        }
    }
    return deliveries;
}

} // namespace ledgercast::test
