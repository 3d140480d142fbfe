// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine.h"
#include "tests/support/fakeclock.h"
#include "tests/support/scriptedserver.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

namespace ledgercast {

enum Flag { Public = 0, Private = 1, Archived = 2, Outside = 4, Shared = 8 };

inline Channel channel(const QString &id, const QString &name, int flags = Public)
{
    return {id, name, (flags & Private) != 0, (flags & Archived) != 0, (flags & Outside) == 0, (flags & Shared) != 0};
}

/// A workspace whose list of channels the test changes.
struct Workspace
{
    ScriptedServer server;
    QByteArray list;
    QByteArrayList posts;                 ///< bodies of the messages
    QHash<QByteArray, QByteArray> people; ///< answers to users.lookupByEmail, by encoded address; else nobody is found
    QByteArray scopes = "chat:write,channels:read,groups:read,channels:join";

    Workspace()
    {
        server.setScript([this](const ScriptedRequest &request) {
            if (request.path.endsWith("chat.postMessage")) {
                posts << request.body;
                return ScriptedAnswer::json(R"({"ok":true,"channel":"C1","ts":"1795000000.)" +
                                            QByteArray::number(100'000 + posts.size()) + R"("})");
            }
            if (request.path.endsWith("users.lookupByEmail"))
                return ScriptedAnswer::json(people.value(request.body.mid(qsizetype(qstrlen("email="))),
                                                         R"({"ok":false,"error":"users_not_found"})"));
            if (request.path.endsWith("conversations.history"))
                return ScriptedAnswer::json(R"({"ok":true,"messages":[],"has_more":false})");
            if (request.path.endsWith("conversations.list"))
                return ScriptedAnswer::json(list);
            ScriptedAnswer answer = ScriptedAnswer::json(
                R"({"ok":true,"url":"https://acme.slack.com/","team":"Acme","user":"ledgercast","team_id":"T1",)"
                R"("user_id":"U1","bot_id":"B1","is_enterprise_install":false})");
            answer.headers.emplaceBack("X-OAuth-Scopes", scopes);
            return answer;
        });
    }
    void show(const QList<Channel> &channels)
    {
        QJsonArray array;
        for (const Channel &one : channels)
            array.append(QJsonObject{{u"id"_qs, one.id},
                                     {u"name"_qs, one.name},
                                     {u"is_private"_qs, one.isPrivate},
                                     {u"is_archived"_qs, one.isArchived},
                                     {u"is_member"_qs, one.isMember},
                                     {u"is_ext_shared"_qs, one.isExternallyShared}});
        list = QJsonDocument(QJsonObject{{u"ok"_qs, true}, {u"channels"_qs, array}}).toJson();
    }
    [[nodiscard]] int looks() const { return server.requestsTo("conversations.list"); }

    QTemporaryDir folder; ///< of the profile
};

/// An engine in virtual time whose Slack is the workspace.
struct RunningEngine
{
    FakeClock clock;
    Profile profile;
    Engine engine;
    QStringList notices;
    QStringList failures;
    bool isReady = false;
    bool hasStopped = false;

    explicit RunningEngine(const Workspace &workspace) : profile(workspace.folder.path()), engine(profile, clock)
    {
        if (!profile.prepare())
            qFatal("no profile");
        SettingsFile file(profile.settingsPath());
        Settings settings = file.load();
        settings.slackApiUrl = workspace.server.url(u"/api"_qs);
        if (!file.save(settings) || !engine.open())
            qFatal("no engine");
        QObject::connect(&engine, &Engine::notice, &engine, [this](const QString &one) { notices << one; });
        QObject::connect(&engine, &Engine::failed, &engine, [this](const Error &one) { failures << one.message; });
        QObject::connect(&engine, &Engine::ready, &engine, [this] { isReady = true; });
        QObject::connect(&engine, &Engine::stopped, &engine, [this] { hasStopped = true; });
    }
    ~RunningEngine()
    {
        engine.shutDown();
        (void)QTest::qWaitFor([this] { return hasStopped; });
    }
    Q_DISABLE_COPY_MOVE(RunningEngine)
    void start()
    {
        engine.start(true);
        engine.setSecrets(Secrets{{secretname::slackToken, u"xoxb-17653672481-19874698323-pdFZabcdefgh"_qs}});
        if (!QTest::qWaitFor([this] { return isReady; }))
            qFatal("not ready");
    }
    /// Until the engine has ticked at the new time.
    void pass(Milliseconds duration)
    {
        clock.advance(duration);
        QTimer tick;
        tick.start(1'000); // as the engine's
        QEventLoop loop;
        int ticks = 0;
        QObject::connect(&tick, &QTimer::timeout, &loop, [&] {
            if (++ticks == 2)
                loop.quit();
        });
        loop.exec();
    }
};

} // namespace ledgercast
