// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/slackapi.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace ledgercast {

QStringList SlackIdentity::missingScopes() const
{
    QStringList missing = slackScopes();
    missing.removeIf([this](const QString &scope) { return scopes.contains(scope); });
    return missing;
}

QUrl slackPermalink(const QUrl &workspace, const QString &channelId, const QString &ts, const QString &threadTs)
{
    if (workspace.host().isEmpty() || channelId.isEmpty() || ts.isEmpty())
        return {};
    QUrl url = workspace;
    if (!url.path().endsWith(u'/'))
        url.setPath(url.path() + u'/');
    url.setPath(url.path() + u"archives/" + channelId + u"/p" + QString(ts).remove(u'.'));
    if (!threadTs.isEmpty() && threadTs != ts)
        url.setQuery(QUrlQuery{{QStringLiteral("thread_ts"), threadTs}, {QStringLiteral("cid"), channelId}});
    return url;
}

namespace {

QByteArray compiledIn(const QString &name)
{
    QFile file(u":/ledgercast/slack/" + name);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(isOpen, "slackManifest", "the manifest is compiled in");
    return file.readAll();
}

void addScopes(QJsonObject &manifest, const QJsonArray &scopes)
{
    QJsonObject oauth = manifest[u"oauth_config"].toObject();
    QJsonArray bot = oauth[u"scopes"][u"bot"].toArray();
    for (const QJsonValue &scope : scopes) {
        if (!bot.contains(scope))
            bot.append(scope);
    }
    oauth.insert(u"scopes", QJsonObject{{QStringLiteral("bot"), bot}});
    manifest.insert(u"oauth_config", oauth);
}

} // namespace

QByteArray slackManifest()
{
    return compiledIn(QStringLiteral("manifest.json"));
}

QByteArray slackManifestWithEvents()
{
    QJsonObject manifest = QJsonDocument::fromJson(slackManifest()).object();
    const QJsonObject more = QJsonDocument::fromJson(compiledIn(QStringLiteral("manifest-events.json"))).object();
    addScopes(manifest, more[u"scopes"].toArray());
    QJsonObject settings = manifest[u"settings"].toObject();
    settings.insert(u"socket_mode_enabled", true);
    settings.insert(u"event_subscriptions", QJsonObject{{QStringLiteral("bot_events"), more[u"bot_events"]}});
    manifest.insert(u"settings", settings);
    return QJsonDocument(manifest).toJson();
}

QByteArray withScopes(const QByteArray &manifest, const QStringList &scopes)
{
    QJsonObject object = QJsonDocument::fromJson(manifest).object();
    addScopes(object, QJsonArray::fromStringList(scopes));
    return QJsonDocument(object).toJson();
}

QByteArray slackManifestWithRedirect(const QByteArray &manifest, const QUrl &redirect)
{
    QJsonObject changed = QJsonDocument::fromJson(manifest).object();
    QJsonObject oauth = changed[u"oauth_config"].toObject();
    oauth.insert(u"redirect_urls", QJsonArray{redirect.toString()});
    changed.insert(u"oauth_config", oauth);
    return QJsonDocument(changed).toJson();
}

QStringList slackScopes()
{
    static const QStringList scopes = [] {
        const QJsonArray bot =
            QJsonDocument::fromJson(slackManifest()).object()[u"oauth_config"][u"scopes"][u"bot"].toArray();
        QStringList list;
        for (const QJsonValue &scope : bot)
            list.append(scope.toString());
        return list;
    }();
    return scopes;
}

QUrl manifestUrl()
{
    const QByteArray compact = QJsonDocument::fromJson(slackManifest()).toJson(QJsonDocument::Compact);
    QUrl url(QStringLiteral("https://api.slack.com/apps"));
    url.setQuery(QStringLiteral("new_app=1&manifest_json=") +
                 QString::fromLatin1(QUrl::toPercentEncoding(QString::fromUtf8(compact))));
    return url;
}

} // namespace ledgercast
