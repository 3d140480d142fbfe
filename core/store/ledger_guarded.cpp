// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/auditlog.h"
#include "core/store/changerecord.h"
#include "core/store/entryrefresh.h"
#include "core/store/ledger.h"
#include "core/store/statements.h"

namespace ledgercast {

namespace {

const QString writing = QStringLiteral("Write the audit log");
const QString reading = QStringLiteral("Read the audit log");

QStringList together(const QStringList &known, const QStringList &more)
{
    QStringList all = known;
    for (const QString &one : more) {
        if (!all.contains(one))
            all << one;
    }
    return all;
}

} // namespace

Result<QList<Ledger::Guarded>> Ledger::guarded(qint64 afterId, int limit) const
{
    // What a person sent elsewhere has no rule: a person decides about it.
    static const QString sql =
        u"SELECT " + changerecord::columns() +
        u", id FROM change WHERE id > ? AND id IN (SELECT change_id FROM delivery WHERE state NOT IN ('posted', "
        u"'dismissed') AND state = 'held' AND reason = 'guard' AND route <> '') ORDER BY id LIMIT ?";
    static const QString deliverySql =
        QStringLiteral("SELECT uuid, channel, state = 'held' AND reason = 'guard' AND route <> '' FROM delivery "
                       "WHERE change_id = ? ORDER BY id");
    QList<Guarded> result;
    {
        const auto query = run(m_database, reading, sql, {afterId, limit});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        while (rows.next())
            result.append({rows.number(changerecord::columnCount), changerecord::changeOf(rows), {}, {}, {}, {}});
    }
    for (Guarded &entry : result) {
        const auto query = run(m_database, reading, deliverySql, {entry.entryId});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        while (rows.next()) {
            const bool isHeld = rows.count(2) != 0;
            (isHeld ? entry.held : entry.others) << rows.text(0);
            QStringList &channels = isHeld ? entry.heldChannels : entry.otherChannels;
            channels = together(channels, {rows.text(1)});
        }
        entry.otherChannels.removeIf([&](const QString &channel) { return entry.heldChannels.contains(channel); });
    }
    return result;
}

Result<void> Ledger::releaseGuarded(const Guarded &entry, const PlannedChange &planned, Instant now)
{
    static const QString documentSql = QStringLiteral("SELECT document_id, unrouted FROM change WHERE id = ?");
    static const QString dismissSql =
        QStringLiteral("UPDATE delivery SET state = 'dismissed', reason = 'rerouted' WHERE uuid = ? "
                       "AND state = 'held' AND reason = 'guard'");
    static const QString unroutedSql = QStringLiteral("UPDATE change SET unrouted = ? WHERE id = ?");
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    qint64 documentId = 0;
    QStringList unrouted;
    {
        const auto query = run(m_database, reading, documentSql, {entry.entryId});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        if (!rows.next())
            return {};
        documentId = rows.number(0);
        unrouted = rows.text(1).split(u' ', Qt::SkipEmptyParts);
    }
    QList<AuditEvent> events = changerecord::eventsOf(planned, entry.entryId);
    events.removeIf([](const AuditEvent &event) { return event.kind == u"recorded" || event.kind == u"mapped"; });
    QStringList left = entry.held;
    for (const Delivery &delivery : planned.deliveries)
        left.removeAll(delivery.id);
    for (const QString &id : std::as_const(left)) {
        if (const auto dismissed = ledgercast::change(m_database, writing, dismissSql, {id}); !dismissed)
            return dismissed;
        events.append({QStringLiteral("rerouted"), entry.entryId, id, QJsonObject{}});
    }
    if (const auto written = writeDeliveries(planned, entry.entryId, documentId); !written)
        return written;
    unrouted = together(unrouted, planned.unrouted);
    if (const auto written =
            ledgercast::change(m_database, writing, unroutedSql, {text(unrouted.join(u' ')), entry.entryId});
        !written)
        return written;
    if (const auto refreshed = refreshEntries(m_database, {entry.entryId}); !refreshed)
        return refreshed;
    if (const auto appended = auditlog::append(m_database, events, now); !appended)
        return appended;
    return transaction->commit();
}

} // namespace ledgercast
