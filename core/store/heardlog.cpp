// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/heardlog.h"

#include "core/store/auditlog.h"
#include "core/store/statements.h"

namespace ledgercast {

namespace {

const QString writing = QStringLiteral("Write the audit log");
const QString reading = QStringLiteral("Read the audit log");
const QString acknowledged = QStringLiteral("acknowledged");
const QString takenBack = QStringLiteral("acknowledgement_removed");
const QString deletedInSlack = QStringLiteral("deleted_in_slack");

/// Slack's ts are seconds, a point and six digits: the longer one is later, of two equally long ones the greater.
bool isLater(const QString &ts, const QString &than)
{
    return ts.size() != than.size() ? ts.size() > than.size() : ts > than;
}

} // namespace

Result<QList<HeardLog::Told>> HeardLog::toldBy(const QString &channelId, const QString &ts) const
{
    // What a digest told has the digest's ts. "ts <> ''" lets the partial index serve.
    static const QString sql =
        QStringLiteral("SELECT uuid, change_id FROM delivery WHERE ts = ? AND ts <> '' AND channel_id = ? "
                       "AND state = 'posted' AND change_id IS NOT NULL AND NOT (role = 'detail' AND bundle IS NOT "
                       "NULL) ORDER BY id");
    const auto query = run(m_database, reading, sql, {ts, channelId});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<Told> told;
    while (rows.next())
        told.append({rows.text(0), rows.number(1)});
    return told;
}

Result<bool> HeardLog::isNews(const Told &told, const HeardReaction &reaction) const
{
    static const QString sql =
        QStringLiteral("SELECT kind, data ->> 'event_ts' FROM audit_event WHERE change_id = ? AND delivery = ? AND "
                       "kind IN ('acknowledged', 'acknowledgement_removed') AND data ->> 'user' = ? AND data ->> "
                       "'emoji' = ? ORDER BY id DESC LIMIT 1");
    const auto query = run(m_database, reading, sql, {told.entry, told.delivery, reaction.user, reaction.emoji});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    if (!rows.next())
        return reaction.isAdded; // nothing to take back
    const bool wasAdded = rows.text(0) == acknowledged;
    return wasAdded != reaction.isAdded && isLater(reaction.eventTs, rows.text(1));
}

Result<bool> HeardLog::isKnownDeleted(const Told &told) const
{
    static const QString sql = QStringLiteral("SELECT 1 FROM audit_event WHERE change_id = ? AND delivery = ? AND "
                                              "kind = 'deleted_in_slack' LIMIT 1");
    const auto query = run(m_database, reading, sql, {told.entry, told.delivery});
    if (!query)
        return fail(query.error());
    return Rows(*query).next();
}

Result<int> HeardLog::reacted(const HeardReaction &reaction, Instant now)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    const auto told = toldBy(reaction.channelId, reaction.ts);
    if (!told)
        return fail(told.error());
    QList<AuditEvent> events;
    for (const Told &one : *told) {
        const auto news = isNews(one, reaction);
        if (!news)
            return fail(news.error());
        if (*news)
            events.append({reaction.isAdded ? acknowledged : takenBack,
                           one.entry,
                           one.delivery,
                           {{QStringLiteral("user"), reaction.user},
                            {QStringLiteral("emoji"), reaction.emoji},
                            {QStringLiteral("event_ts"), reaction.eventTs}},
                           reaction.user});
    }
    if (const auto done = auditlog::append(m_database, events, now); !done)
        return fail(done.error());
    if (const auto committed = transaction->commit(); !committed)
        return fail(committed.error());
    return static_cast<int>(events.size());
}

Result<int> HeardLog::deleted(const QString &channelId, const QString &ts, Instant now)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    const auto told = toldBy(channelId, ts);
    if (!told)
        return fail(told.error());
    QList<AuditEvent> events;
    for (const Told &one : *told) {
        const auto isKnown = isKnownDeleted(one);
        if (!isKnown)
            return fail(isKnown.error());
        if (!*isKnown)
            events.append(
                {deletedInSlack, one.entry, one.delivery, {{QStringLiteral("ts"), ts}}, QStringLiteral("slack")});
    }
    if (const auto done = auditlog::append(m_database, events, now); !done)
        return fail(done.error());
    if (const auto committed = transaction->commit(); !committed)
        return fail(committed.error());
    return static_cast<int>(events.size());
}

} // namespace ledgercast
