// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reader.h"

#include "core/domain/floodrules.h"
#include "core/store/statements.h"

#include <algorithm>

namespace ledgercast {

namespace {

const QString reading = QStringLiteral("Read the audit log");
constexpr int idLimit = 1000;

Cause::Kind kindOf(const QString &code)
{
    static const QStringList channelCodes{QStringLiteral("is_archived"), QStringLiteral("not_in_channel"),
                                          QStringLiteral("channel_not_found"), QStringLiteral("restricted_action"),
                                          QStringLiteral("channel_is_limited_access")};
    if (code == heldfor::guard)
        return Cause::Kind::Guarded;
    static const QStringList messageCodes{QStringLiteral("msg_too_long"), QStringLiteral("invalid_blocks"),
                                          QStringLiteral("msg_blocks_too_long"), QStringLiteral("no_text")};
    if (channelCodes.contains(code) || code.startsWith(u"restricted_action"))
        return Cause::Kind::ChannelBroken;
    return messageCodes.contains(code) ? Cause::Kind::MessageRefused : Cause::Kind::OtherFailure;
}

Result<void> addDeliveryCauses(Database &database, const QString &state, QList<Cause> &causes)
{
    static const QString sql = QStringLiteral(
        "SELECT delivery.reason, delivery.channel, delivery.route, delivery.change_id, change.detected_at, "
        "(SELECT detail FROM attempt WHERE delivery_id = delivery.id ORDER BY number DESC LIMIT 1) "
        "FROM delivery JOIN change ON change.id = delivery.change_id WHERE delivery.state = ? "
        "AND (delivery.state <> 'held' OR delivery.reason = 'guard') "
        "ORDER BY delivery.id");
    const auto query = run(database, reading, sql, {state});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    while (rows.next()) {
        const QString code = rows.text(0);
        const QString channel = rows.text(1);
        const auto kind = state == u"unconfirmed" ? Cause::Kind::Unconfirmed : kindOf(code);
        const qint64 entry = rows.number(3);
        auto cause = std::find_if(causes.begin(), causes.end(), [&](const Cause &known) {
            return known.kind == kind && known.code == code &&
                   (kind == Cause::Kind::MessageRefused || known.subject == channel);
        });
        if (cause == causes.end())
            cause = causes.insert(
                causes.end(), {kind, code, channel, rows.text(2), 0, {}, instantFromMs(rows.number(4)), rows.text(5)});
        if (!cause->entryIds.isEmpty() && cause->entryIds.last() == entry)
            continue;
        ++cause->entries;
        if (cause->entryIds.size() < idLimit)
            cause->entryIds << entry;
    }
    return {};
}

Result<void> addUnroutedCauses(Database &database, QList<Cause> &causes)
{
    static const QString sql =
        QStringLiteral("SELECT unrouted, id, detected_at FROM change WHERE unrouted <> '' ORDER BY id");
    const auto query = run(database, reading, sql, {});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QMap<QString, Cause> byCentre;
    while (rows.next()) {
        const QStringList centres = rows.text(0).split(u' ', Qt::SkipEmptyParts);
        for (const QString &centre : centres) {
            Cause &cause = byCentre[centre];
            if (cause.entries++ == 0) {
                cause.kind = Cause::Kind::NoRoute;
                cause.code = QStringLiteral("no_rule");
                cause.subject = centre;
                cause.since = instantFromMs(rows.number(2));
            }
            if (cause.entryIds.size() < idLimit)
                cause.entryIds << rows.number(1);
        }
    }
    causes += byCentre.values();
    return {};
}

/// Channels that a rule leads to and that would refuse a post: said before one fails.
void addRefusingChannels(const QList<Route> &routes, const QList<Channel> &channels, QList<Cause> &causes)
{
    for (const Route &route : routes) {
        const QString code = refusalOf(route.channel, channels);
        const bool isSaid = std::any_of(causes.begin(), causes.end(), [&](const Cause &cause) {
            return cause.kind == Cause::Kind::ChannelBroken && channelKey(cause.subject) == channelKey(route.channel);
        });
        if (code.isEmpty() || isSaid)
            continue;
        const Channel *known = findChannel(route.channel, channels);
        causes.append({Cause::Kind::ChannelBroken,
                       code,
                       known ? known->name : route.channel,
                       route.name,
                       0,
                       {},
                       std::nullopt,
                       {}});
    }
}

} // namespace

Result<QList<Cause>> Reader::causes() const
{
    QList<Cause> causes;
    for (const auto *state : {"failed", "unconfirmed", "held"}) {
        if (const auto added = addDeliveryCauses(m_database, QString::fromLatin1(state), causes); !added)
            return fail(added.error());
    }
    if (const auto added = addUnroutedCauses(m_database, causes); !added)
        return fail(added.error());
    const auto routes = this->routes();
    const auto channels = this->channels();
    if (!routes || !channels)
        return fail(routes ? channels.error() : routes.error());
    addRefusingChannels(*routes, *channels, causes);
    const auto runs = lastRuns(Instant());
    if (!runs)
        return fail(runs.error());
    for (const FeedRunRow &run : *runs) {
        if (!run.error.isEmpty())
            causes.append(
                {Cause::Kind::FeedFailed, run.errorCode, run.feed, {}, 0, {}, run.startedAt, run.error, run.tenant});
    }
    std::stable_sort(causes.begin(), causes.end(), [](const Cause &a, const Cause &b) {
        return a.kind != b.kind ? a.kind < b.kind : a.entries > b.entries;
    });
    return causes;
}

} // namespace ledgercast
