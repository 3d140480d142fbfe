// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/routestore.h"

#include "core/store/auditlog.h"
#include "core/store/statements.h"

#include <QJsonArray>

namespace ledgercast {

namespace {

const QString reading = QStringLiteral("Read the rules");
const QString writing = QStringLiteral("Write the rules");

QString joined(const QStringList &list)
{
    return list.join(u';');
}
QStringList split(const QString &text)
{
    return text.split(u';', Qt::SkipEmptyParts);
}

QJsonArray toJson(const QList<Route> &routes)
{
    QJsonArray array;
    for (const Route &route : routes)
        array.append(QJsonObject{
            {QStringLiteral("priority"), route.priority},
            {QStringLiteral("name"), route.name},
            {QStringLiteral("record_types"), joined(route.recordTypes)},
            {QStringLiteral("cost_centres"), joined(route.costCentres)},
            {QStringLiteral("companies"), joined(route.companies)},
            {QStringLiteral("min_amount"), route.minimumAmount ? route.minimumAmount->toString() : QString()},
            {QStringLiteral("exceptions"), joined(route.exceptions)},
            {QStringLiteral("channel"), route.channel},
            {QStringLiteral("mention"), route.mention},
            {QStringLiteral("delivery"),
             route.delivery == DeliveryMode::Digest ? QStringLiteral("digest") : QStringLiteral("immediate")}});
    return array;
}

} // namespace

Result<QList<Route>> RouteStore::routes() const
{
    const auto query = run(m_database, reading,
                           QStringLiteral("SELECT priority, name, record_types, cost_centres, companies, "
                                          "minimum_amount, exceptions, channel, mention, delivery FROM route "
                                          "ORDER BY priority, position"),
                           {});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<Route> routes;
    while (rows.next())
        routes.append({rows.count(0), rows.text(1), split(rows.text(2)), split(rows.text(3)), split(rows.text(4)),
                       Decimal::parse(rows.text(5)), split(rows.text(6)), rows.text(7), rows.text(8),
                       rows.text(9) == u"digest" ? DeliveryMode::Digest : DeliveryMode::Immediate});
    return routes;
}

Result<void> RouteStore::replaceRoutes(const QList<Route> &routes, const QString &actor, Instant now,
                                       const QString &note)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    const auto before = this->routes();
    if (!before)
        return fail(before.error());
    if (const auto written = writeRoutes(*before, routes, actor, now, note); !written)
        return written;
    return transaction->commit();
}

Result<void> RouteStore::writeRoutes(const QList<Route> &before, const QList<Route> &routes, const QString &actor,
                                     Instant now, const QString &note)
{
    static const QString insert = QStringLiteral(
        "INSERT INTO route (position, priority, name, record_types, cost_centres, companies, minimum_amount, "
        "exceptions, channel, mention, delivery) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (const auto cleared = m_database.execute(QStringLiteral("DELETE FROM route")); !cleared)
        return cleared;
    int position = 0;
    for (const Route &route : routes) {
        const auto written =
            change(m_database, writing, insert,
                   {++position, route.priority, text(route.name), text(joined(route.recordTypes)),
                    text(joined(route.costCentres)), text(joined(route.companies)),
                    text(route.minimumAmount ? route.minimumAmount->toString() : QString()),
                    text(joined(route.exceptions)), text(route.channel), text(route.mention),
                    route.delivery == DeliveryMode::Digest ? QStringLiteral("digest") : QStringLiteral("immediate")});
        if (!written)
            return written;
    }
    QJsonObject data{{QStringLiteral("before"), toJson(before)}, {QStringLiteral("after"), toJson(routes)}};
    if (!note.isEmpty())
        data.insert(QStringLiteral("note"), note);
    const AuditEvent event{QStringLiteral("rules_applied"), std::nullopt, {}, data, actor};
    return auditlog::append(m_database, {event}, now);
}

Result<QList<Channel>> RouteStore::channels() const
{
    const auto query = run(m_database, reading,
                           QStringLiteral("SELECT id, name, is_private, is_archived, is_member, is_externally_shared "
                                          "FROM channel ORDER BY name"),
                           {});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<Channel> channels;
    while (rows.next())
        channels.append({rows.text(0), rows.text(1), rows.count(2) != 0, rows.count(3) != 0, rows.count(4) != 0,
                         rows.count(5) != 0});
    return channels;
}

Result<void> RouteStore::writeChannels(const QList<Channel> &channels)
{
    static const QString insert =
        QStringLiteral("INSERT OR REPLACE INTO channel (id, name, is_private, is_archived, is_member, "
                       "is_externally_shared) VALUES (?, ?, ?, ?, ?, ?)");
    if (const auto cleared = m_database.execute(QStringLiteral("DELETE FROM channel")); !cleared)
        return cleared;
    for (const Channel &channel : channels) {
        const auto written = change(m_database, writing, insert,
                                    {channel.id, text(channel.name), int(channel.isPrivate), int(channel.isArchived),
                                     int(channel.isMember), int(channel.isExternallyShared)});
        if (!written)
            return written;
    }
    return {};
}

} // namespace ledgercast
