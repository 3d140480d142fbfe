// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ledger.h"

#include "core/store/auditlog.h"
#include "core/store/entry.h"
#include "core/store/statements.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace ledgercast {

namespace {

const QString writing = QStringLiteral("Write the audit log");
const QString reading = QStringLiteral("Read the audit log");

QByteArray differencesJson(const QList<FieldChange> &differences)
{
    QJsonArray array;
    for (const FieldChange &difference : differences)
        array.append(QJsonArray{difference.field, difference.before, difference.after});
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

QString searchWords(const Document &document)
{
    QStringList words{document.number, document.partyId, document.partyName, document.key};
    for (const auto *reference : {"purchase_order", "voucher_number", "name"})
        words << document.fields.value(QLatin1StringView(reference));
    for (const CostCentreShare &share : document.costCentres)
        words << share.code;
    return words.join(u' ');
}

QStringList costCentreCodes(const Document &document)
{
    QStringList codes;
    for (const CostCentreShare &share : document.costCentres) {
        if (!codes.contains(share.code))
            codes << share.code;
    }
    return codes;
}

/// The state an entry starts with; later ones come from its deliveries (see Outbox).
EntryState initialState(const PlannedChange &planned)
{
    if (planned.change.kind == ChangeKind::Known)
        return EntryState::Recorded;
    if (planned.deliveries.isEmpty())
        return EntryState::Unrouted;
    return planned.deliveries.first().state == DeliveryState::Held ? EntryState::Held : EntryState::Queued;
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

QList<AuditEvent> eventsOf(const PlannedChange &planned, qint64 entryId)
{
    const Change &change = planned.change;
    QList<AuditEvent> events;
    events.append({QStringLiteral("recorded"),
                   entryId,
                   {},
                   {{QStringLiteral("kind"), toWord(change.kind)},
                    {QStringLiteral("document"), change.document.key},
                    {QStringLiteral("type"), change.document.type},
                    {QStringLiteral("version"), change.version},
                    {QStringLiteral("fields"), change.document.fields.size()},
                    {QStringLiteral("fingerprint"), QString::fromLatin1(change.fingerprint.toHex())}}});
    for (const Delivery &delivery : planned.deliveries)
        events.append({QStringLiteral("routed"),
                       entryId,
                       delivery.id,
                       {{QStringLiteral("channel"), delivery.channel},
                        {QStringLiteral("route"), delivery.routeName},
                        {QStringLiteral("role"), toWord(delivery.role)},
                        {QStringLiteral("state"), toWord(delivery.state)}}});
    if (!planned.unrouted.isEmpty())
        events.append({QStringLiteral("unrouted"),
                       entryId,
                       {},
                       {{QStringLiteral("cost_centres"), QJsonArray::fromStringList(planned.unrouted)}}});
    return events;
}

} // namespace

Result<QHash<QString, KnownDocument>> Ledger::known(const QString &tenant, const QString &type,
                                                    const QStringList &keys) const
{
    static const QString sql =
        QStringLiteral("SELECT document.id, document.version, document.fingerprint, change.content FROM document "
                       "JOIN change ON change.document_id = document.id AND change.version = document.version "
                       "WHERE document.tenant = ? AND document.type = ? AND document.key = ?");
    static const QString threads =
        QStringLiteral("SELECT channel, uuid FROM delivery WHERE document_id = ? AND role = 'main' "
                       "AND state <> 'dismissed' ORDER BY id");
    QHash<QString, KnownDocument> result;
    result.reserve(keys.size());
    for (const QString &key : keys) {
        const auto query = run(m_database, reading, sql, {tenant, type, key});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        if (!rows.next())
            continue;
        KnownDocument document{rows.count(1), rows.bytes(2), rows.bytes(3), {}};
        const auto threadQuery = run(m_database, reading, threads, {rows.number(0)});
        if (!threadQuery)
            return fail(threadQuery.error());
        const Rows threadRows(*threadQuery);
        while (threadRows.next())
            document.threads.insert(threadRows.text(0), threadRows.text(1));
        result.insert(key, document);
    }
    return result;
}

Result<QHash<QString, QString>> Ledger::statuses(const QString &tenant, const QString &type,
                                                 const QString &company) const
{
    static const QString sql =
        QStringLiteral("SELECT document.key, change.content FROM document "
                       "JOIN change ON change.document_id = document.id AND change.version = document.version "
                       "WHERE document.tenant = ? AND document.type = ? AND (? = '' OR change.company = ?)");
    const auto query = run(m_database, reading, sql, {tenant, type, company, company});
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
    static const QString sql =
        QStringLiteral("INSERT INTO document (tenant, type, key, version, fingerprint) VALUES (?, ?, ?, ?, ?) "
                       "ON CONFLICT (tenant, type, key) DO UPDATE SET version = excluded.version, "
                       "fingerprint = excluded.fingerprint RETURNING id");
    const Document &document = change.document;
    const auto query = run(m_database, writing, sql,
                           {document.tenant, document.type, document.key, change.version, change.fingerprint});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    if (!rows.next())
        return fail(ErrorKind::Internal, writing, QStringLiteral("a document was written without a number"));
    return rows.number(0);
}

Result<qint64> Ledger::writeChange(const PlannedChange &planned, qint64 documentId)
{
    static const QString sql = QStringLiteral(
        "INSERT INTO change (document_id, version, kind, detected_at, type, number, party_name, amount, amount_order, "
        "currency, company, cost_centres, channels, state, reason, unrouted, differences, content, source) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    static const QString search = QStringLiteral("INSERT INTO change_search (rowid, words) VALUES (?, ?)");
    const Change &change = planned.change;
    const Document &document = change.document;
    const QString amount = document.amount ? document.amount->amount.toString() : QString();
    const QVariant order = document.amount
                               ? QVariant((document.amount->amount.abs() * Decimal(10'000, 0)).rounded(0).unscaled())
                               : QVariant();
    const auto inserted =
        run(m_database, writing, sql,
            {documentId, change.version, toWord(change.kind), toMs(change.detectedAt), document.type,
             text(document.number), text(document.partyName), text(amount), order,
             text(document.amount ? document.amount->currency : QString()), text(document.company),
             text(costCentreCodes(document).join(u' ')), text(channelsOf(planned)), toWord(initialState(planned)),
             text(planned.deliveries.isEmpty() ? QString() : planned.deliveries.first().reason),
             text(planned.unrouted.join(u' ')), QString::fromUtf8(differencesJson(change.differences)),
             QString::fromUtf8(document.toJson()), qCompress(document.source, 1)});
    if (!inserted)
        return fail(inserted.error());
    const qint64 entryId = (*inserted)->lastInsertId().toLongLong();
    (*inserted)->finish();
    if (const auto indexed = ledgercast::change(m_database, writing, search, {entryId, searchWords(document)});
        !indexed)
        return fail(indexed.error());
    return entryId;
}

Result<void> Ledger::writeDeliveries(const PlannedChange &planned, qint64 entryId, qint64 documentId)
{
    static const QString sql =
        QStringLiteral("INSERT INTO delivery (uuid, change_id, document_id, parent, role, state, channel, channel_id, "
                       "route, reason, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (const Delivery &delivery : planned.deliveries) {
        const auto written = ledgercast::change(
            m_database, writing, sql,
            {delivery.id, entryId, documentId, delivery.parentId.isEmpty() ? QVariant() : QVariant(delivery.parentId),
             toWord(delivery.role), toWord(delivery.state), delivery.channel, QStringLiteral(""),
             text(delivery.routeName), text(delivery.reason), QString::fromUtf8(delivery.message)});
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
        events += eventsOf(planned, *entryId);
    }
    if (const auto appended = auditlog::append(m_database, events, now); !appended)
        return appended;
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

Result<QList<Ledger::Unrouted>> Ledger::unrouted(qint64 afterId, int limit) const
{
    static const QString sql = QStringLiteral("SELECT id, version, kind, detected_at, content, differences FROM change "
                                              "WHERE state = 'unrouted' AND id > ? ORDER BY id LIMIT ?");
    const auto query = run(m_database, reading, sql, {afterId, limit});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<Unrouted> result;
    while (rows.next()) {
        Unrouted entry;
        entry.entryId = rows.number(0);
        entry.change.version = rows.count(1);
        entry.change.kind = changeKindFromWord(rows.text(2)).value_or(ChangeKind::Created);
        entry.change.detectedAt = instantFromMs(rows.number(3));
        entry.change.document = Document::fromJson(rows.bytes(4)).value_or(Document{});
        const QJsonArray differences = QJsonDocument::fromJson(rows.bytes(5)).array();
        for (const QJsonValue &difference : differences)
            entry.change.differences.append(
                {difference[0].toString(), difference[1].toString(), difference[2].toString()});
        result.append(entry);
    }
    return result;
}

Result<void> Ledger::release(const QList<std::pair<qint64, PlannedChange>> &released, Instant now)
{
    static const QString documentSql = QStringLiteral("SELECT document_id FROM change WHERE id = ?");
    static const QString updateSql =
        QStringLiteral("UPDATE change SET state = ?, channels = ?, unrouted = ? WHERE id = ?");
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    QList<AuditEvent> events;
    for (const auto &[entryId, planned] : released) {
        const auto query = run(m_database, reading, documentSql, {entryId});
        if (!query)
            return fail(query.error());
        qint64 documentId = 0;
        if (const Rows rows(*query); rows.next())
            documentId = rows.number(0);
        if (const auto written = writeDeliveries(planned, entryId, documentId); !written)
            return written;
        const auto updated = ledgercast::change(
            m_database, writing, updateSql,
            {toWord(initialState(planned)), text(channelsOf(planned)), text(planned.unrouted.join(u' ')), entryId});
        if (!updated)
            return updated;
        events += eventsOf(planned, entryId).mid(1); // it is recorded already
    }
    if (const auto appended = auditlog::append(m_database, events, now); !appended)
        return appended;
    return transaction->commit();
}

} // namespace ledgercast
