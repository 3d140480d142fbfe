// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ledger.h"

#include "core/store/auditlog.h"
#include "core/store/changerecord.h"
#include "core/store/entry.h"
#include "core/store/statements.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ledgercast {

using namespace changerecord;

namespace {

const QString writing = QStringLiteral("Write the audit log");
const QString reading = QStringLiteral("Read the audit log");

/// The column "kind": that of an exception stands in a column of its own.
QString kindWord(const Change &change)
{
    return toWord(change.isException() ? ChangeKind::Updated : change.kind);
}

QByteArray findingText(const Change &change)
{
    return change.finding ? QJsonDocument(toJson(*change.finding)).toJson(QJsonDocument::Compact) : QByteArray("");
}

QString channelsOf(const PlannedChange &planned)
{
    QStringList channels;
    for (const Delivery &delivery : planned.deliveries) {
        if (!channels.contains(delivery.channel))
            channels << delivery.channel;
    }
    return channels.join(u' ');
}

} // namespace

Result<QHash<QString, KnownDocument>> Ledger::known(const QString &tenant, const QString &type,
                                                    const QStringList &keys) const
{
    // The whole page in one question: its keys come as a JSON list.
    static const QString sql = QStringLiteral(
        "SELECT document.key, document.version, document.fingerprint, change.content, "
        "CASE change.kind WHEN 'known' THEN change.id ELSE 0 END FROM json_each(?) "
        "CROSS JOIN document ON document.tenant = ? AND document.type = ? AND document.key = json_each.value "
        "JOIN change ON change.document_id = document.id AND change.version = document.version");
    static const QString threadSql =
        QStringLiteral("SELECT document.key, delivery.uuid, ") + changerecord::threadChannel() +
        QStringLiteral(
            " FROM json_each(?) "
            "CROSS JOIN document ON document.tenant = ? AND document.type = ? AND document.key = json_each.value "
            "JOIN delivery ON delivery.document_id = document.id AND delivery.role = 'main' "
            "AND delivery.state <> 'dismissed' ORDER BY delivery.id");
    const QByteArray list = QJsonDocument(QJsonArray::fromStringList(keys)).toJson(QJsonDocument::Compact);
    QHash<QString, KnownDocument> result;
    {
        const auto query = run(m_database, reading, sql, {QString::fromUtf8(list), tenant, type});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        while (rows.next())
            result.insert(rows.text(0), {rows.count(1), rows.bytes(2), rows.bytes(3), {}, rows.number(4)});
    }
    if (result.isEmpty())
        return result;
    const auto query = run(m_database, reading, threadSql, {QString::fromUtf8(list), tenant, type});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    while (rows.next())
        result[rows.text(0)].threads.insert(rows.text(2), rows.text(1));
    return result;
}

Result<QHash<QString, QString>> Ledger::statuses(const QString &tenant, const QString &type,
                                                 const QString &company) const
{
    static const QString sql =
        QStringLiteral("SELECT document.key, change.content FROM document "
                       "JOIN change ON change.document_id = document.id AND change.version = document.version "
                       "WHERE document.tenant = ? AND document.type = ? AND (? = '' OR change.company = ?)");
    const QString all =
        company.isEmpty() ? QStringLiteral("") : company; // a null text would be NULL, and equal nothing
    const auto query = run(m_database, reading, sql, {tenant, type, all, all});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QHash<QString, QString> statuses;
    while (rows.next())
        statuses.insert(rows.text(0), QJsonDocument::fromJson(rows.bytes(1))[u"status"].toString());
    return statuses;
}

Result<qint64> Ledger::writeDocument(const Change &change)
{
    static const QString insert =
        QStringLiteral("INSERT INTO document (tenant, type, key, version, fingerprint) VALUES (?, ?, ?, ?, ?)");
    static const QString update = QStringLiteral("UPDATE document SET version = ?, fingerprint = ? "
                                                 "WHERE tenant = ? AND type = ? AND key = ? RETURNING id");
    const Document &document = change.document;
    if (change.version == 1) {
        const auto query = run(m_database, writing, insert,
                               {document.tenant, document.type, document.key, change.version, change.fingerprint});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        return (*query)->lastInsertId().toLongLong();
    }
    const auto query = run(m_database, writing, update,
                           {change.version, change.fingerprint, document.tenant, document.type, document.key});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    if (!rows.next())
        return fail(ErrorKind::Internal, writing, QStringLiteral("a later version of a document that isn't there"));
    return rows.number(0);
}

Result<qint64> Ledger::writeChange(const PlannedChange &planned, qint64 documentId)
{
    static const QString sql = QStringLiteral(
        "INSERT INTO change (document_id, version, kind, detected_at, type, number, party_name, amount, amount_order, "
        "currency, company, cost_centres, channels, state, reason, unrouted, differences, content, source, exception, "
        "finding, cost_centre_origin, modified_on, modified_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, "
        "CAST(? AS TEXT), CAST(? AS TEXT), ?, ?, CAST(? AS TEXT), CAST(? AS TEXT), ?, ?)");
    static const QString search = QStringLiteral("INSERT INTO change_search (rowid, words) VALUES (?, ?)");
    const Change &change = planned.change;
    const Document &document = change.document;
    const QString amount = document.amount ? document.amount->amount.toString() : QString();
    const QVariant order = document.amount ? QVariant(amountOrder(document.amount->amount)) : QVariant();
    const auto inserted = run(m_database, writing, sql,
                              {documentId,
                               change.version,
                               kindWord(change),
                               toMs(change.detectedAt),
                               document.type,
                               text(document.number),
                               text(document.partyName),
                               text(amount),
                               order,
                               text(document.amount ? document.amount->currency : QString()),
                               text(document.company),
                               text(costCentreCodes(document).join(u' ')),
                               text(channelsOf(planned)),
                               toWord(initialState(planned)),
                               text(planned.deliveries.isEmpty() ? planned.skipped : planned.deliveries.first().reason),
                               text(planned.unrouted.join(u' ')),
                               differencesToJson(change.differences),
                               change.content.isEmpty() ? document.toJson() : change.content,
                               m_compressor.compressed(document.source),
                               change.isException() ? toWord(change.kind) : QStringLiteral(""),
                               findingText(change),
                               mappedOrigin(document),
                               text(document.modifiedOn.toString(Qt::ISODate)),
                               text(document.modifiedBy)});
    if (!inserted)
        return fail(inserted.error());
    const qint64 entryId = (*inserted)->lastInsertId().toLongLong();
    (*inserted)->finish();
    const QString words = searchWords(change, costCentreCodes(document));
    if (const auto indexed = ledgercast::change(m_database, writing, search, {entryId, words}); !indexed)
        return fail(indexed.error());
    return entryId;
}

Result<void> Ledger::writeDeliveries(const PlannedChange &planned, qint64 entryId, qint64 documentId)
{
    static const QString sql =
        QStringLiteral("INSERT INTO delivery (uuid, change_id, document_id, parent, role, state, channel, channel_id, "
                       "route, reason, message, next_attempt_at) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?) "
                       // Held by the guard, then decided again: it is the same one.
                       "ON CONFLICT (uuid) DO UPDATE SET parent = excluded.parent, state = excluded.state, "
                       "route = excluded.route, reason = excluded.reason, message = excluded.message, "
                       "next_attempt_at = excluded.next_attempt_at WHERE delivery.state = 'held' "
                       "AND delivery.reason = 'guard'");
    for (const Delivery &delivery : planned.deliveries) {
        const auto written = ledgercast::change(
            m_database, writing, sql,
            {delivery.id, entryId, documentId, delivery.parentId.isEmpty() ? QVariant() : QVariant(delivery.parentId),
             toWord(delivery.role), toWord(delivery.state), delivery.channel, QStringLiteral(""),
             text(delivery.routeName), text(delivery.reason), delivery.message,
             delivery.heldUntil ? QVariant(toMs(*delivery.heldUntil)) : QVariant()});
        if (!written)
            return written;
    }
    return {};
}

Result<void> Ledger::commit(const Plan &plan, Instant now)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    QList<AuditEvent> events;
    for (const PlannedChange &planned : plan.changes) {
        const auto documentId = writeDocument(planned.change);
        if (!documentId)
            return fail(documentId.error());
        const auto entryId = writeChange(planned, *documentId);
        if (!entryId)
            return fail(entryId.error());
        if (const auto written = writeDeliveries(planned, *entryId, *documentId); !written)
            return written;
        if (const auto written = writeTopics(planned, *documentId); !written)
            return written;
        events += eventsOf(planned, *entryId);
    }
    for (const ToldChange &told : plan.told) {
        const auto written = tell(told);
        if (!written)
            return fail(written.error());
        events += *written;
    }
    if (const auto written = writeTopicStates(plan); !written)
        return written;
    if (const auto appended = auditlog::append(m_database, events, now); !appended)
        return appended;
    if (plan.feed.isEmpty())
        return transaction->commit();
    static const QString cursorSql =
        QStringLiteral("INSERT INTO feed_cursor (tenant, company, feed, cursor, committed_at) VALUES (?, ?, ?, ?, ?) "
                       "ON CONFLICT (tenant, company, feed) DO UPDATE SET cursor = excluded.cursor, "
                       "committed_at = excluded.committed_at");
    const auto moved = ledgercast::change(
        m_database, writing, cursorSql, {plan.tenant, text(plan.company), plan.feed, text(plan.nextCursor), toMs(now)});
    if (!moved)
        return moved;
    return transaction->commit();
}

Result<QString> Ledger::cursor(const QString &tenant, const QString &company, const QString &feed) const
{
    const auto query =
        run(m_database, reading,
            QStringLiteral("SELECT cursor FROM feed_cursor WHERE tenant = ? AND company = ? AND feed = ?"),
            {tenant, text(company), feed});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    return rows.next() ? rows.text(0) : QString();
}

} // namespace ledgercast
