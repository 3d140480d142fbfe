// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/auditlog.h"
#include "core/store/entryrefresh.h"
#include "core/store/routestore.h"
#include "core/store/statements.h"

#include <algorithm>

// What happens to channels in Slack, and what follows from it.
namespace ledgercast {

namespace {

const QString reading = QStringLiteral("Read what waits for Slack");
const QString writing = QStringLiteral("Write what happened to channels");

/// Each once, in one order: a list may move while it is read.
QMap<QString, Channel> byId(const QList<Channel> &channels)
{
    QMap<QString, Channel> result;
    for (const Channel &channel : channels)
        result.insert(channel.id, channel);
    return result;
}

/// A workspace has thousands of channels that are none of our business.
bool concernsUs(const ChannelNews &news, const QList<Route> &routes)
{
    return news.before.isMember || news.after.isMember ||
           std::any_of(routes.begin(), routes.end(), [&](const Route &route) {
               return findChannel(route.channel, {news.before}) || findChannel(route.channel, {news.after});
           });
}

AuditEvent eventOf(const ChannelNews &news)
{
    QJsonObject data{{QStringLiteral("channel"), news.after.name}, {QStringLiteral("channel_id"), news.after.id}};
    if (news.kind == ChannelNews::Kind::Renamed)
        data.insert(QStringLiteral("before"), news.before.name);
    return {wordOf(news.kind), std::nullopt, {}, data};
}

} // namespace

Result<ChannelsTaken> RouteStore::takeChannels(const QList<Channel> &channels, Instant now)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    const auto before = this->channels();
    if (!before)
        return fail(before.error());
    ChannelsTaken taken;
    taken.isChanged = byId(*before) != byId(channels);
    if (!taken.isChanged)
        return taken;
    const auto routes = this->routes();
    if (!routes)
        return fail(routes.error());
    taken.news = channelNews(*before, channels);
    const QList<ChannelNews> all = taken.news;
    taken.news.removeIf([&](const ChannelNews &news) { return !concernsUs(news, *routes); });
    QList<AuditEvent> events;
    for (const ChannelNews &news : std::as_const(taken.news))
        events.append(eventOf(news));
    if (const auto appended = auditlog::append(m_database, events, now); !appended)
        return fail(appended.error());
    if (const auto written = writeChannels(channels); !written)
        return fail(written.error());
    const auto followed = followInRoutes(*routes, all, now);
    if (!followed)
        return fail(followed.error());
    const auto redirected = followInDeliveries(all, now);
    if (!redirected)
        return fail(redirected.error());
    taken.rules = *followed;
    taken.deliveries = *redirected;
    if (const auto committed = transaction->commit(); !committed)
        return fail(committed.error());
    return taken;
}

Result<int> RouteStore::followInRoutes(const QList<Route> &routes, const QList<ChannelNews> &news, Instant now)
{
    QList<Route> followed = routes;
    int count = 0;
    QStringList notes;
    for (Route &route : followed) {
        const QString name = nameAfter(route.channel, news);
        if (name == route.channel)
            continue;
        ++count;
        const QString note = QStringLiteral("#%1 was renamed #%2 in Slack").arg(route.channel, name);
        if (!notes.contains(note))
            notes << note;
        route.channel = name;
    }
    if (count == 0)
        return 0;
    const auto written = writeRoutes(routes, followed, AuditEvent{}.actor, now, notes.join(u"; "));
    if (!written)
        return fail(written.error());
    return count;
}

Result<int> RouteStore::followInDeliveries(const QList<ChannelNews> &news, Instant now)
{
    static const QString openSql = QStringLiteral("SELECT id, uuid, change_id, role, channel FROM delivery "
                                                  "WHERE state NOT IN ('posted', 'dismissed') ORDER BY id");
    static const QString update = QStringLiteral("UPDATE delivery SET channel = ? WHERE id = ?");
    const bool isRenamed = std::any_of(news.begin(), news.end(),
                                       [](const ChannelNews &one) { return one.kind == ChannelNews::Kind::Renamed; });
    if (!isRenamed)
        return 0;
    QList<std::pair<qint64, QString>> followed;
    QList<AuditEvent> events;
    QSet<qint64> touched;
    {
        const auto query = run(m_database, reading, openSql, {});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        while (rows.next()) {
            const QString name = nameAfter(rows.text(4), news);
            if (name == rows.text(4))
                continue;
            followed.append({rows.number(0), name});
            if (rows.isNull(2)) // a digest is of no entry; what it tells is
                continue;
            touched.insert(rows.number(2));
            if (rows.text(3) != u"detail")
                events.append({QStringLiteral("channel_followed"),
                               rows.number(2),
                               rows.text(1),
                               {{QStringLiteral("before"), rows.text(4)}, {QStringLiteral("channel"), name}}});
        }
    }
    for (const auto &[number, name] : std::as_const(followed)) {
        if (const auto written = change(m_database, writing, update, {text(name), number}); !written)
            return fail(written.error());
    }
    if (const auto refreshed = refreshEntries(m_database, touched); !refreshed)
        return fail(refreshed.error());
    if (const auto appended = auditlog::append(m_database, events, now); !appended)
        return fail(appended.error());
    return static_cast<int>(followed.size());
}

} // namespace ledgercast
