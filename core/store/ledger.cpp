// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ledger.h"

#include "core/store/auditlog.h"
#include "core/store/entry.h"
#include "core/store/entryrefresh.h"
#include "core/store/statements.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace ledgercast {

namespace {

const QString writing = QStringLiteral("Write the audit log");
const QString reading = QStringLiteral("Read the audit log");

QString searchWords(const Change &change, const QStringList &costCentres)
{
    const Document &document = change.document;
    QStringList words{document.number, document.partyId, document.partyName, document.key};
    for (const auto *reference : {"purchase_order", "voucher_number", "name"})
        words << document.fields.value(QLatin1StringView(reference));
    words << costCentres;
    if (change.finding)
        words << displayName(change.finding->kind) << change.finding->reference;
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

/// Cost centres that the document doesn't say itself, with where they come from; empty: it says them, or none.
QByteArray mappedOrigin(const Document &document)
{
    const auto &shares = document.costCentres;
    const bool isMapped =
        std::any_of(shares.begin(), shares.end(), [](const CostCentreShare &share) { return share.isMapped(); });
    return isMapped ? sharesToJson(shares) : QByteArray("");
}

/// The state an entry starts with; later ones come from its deliveries (see Outbox).
EntryState initialState(const PlannedChange &planned)
{
    if (planned.change.kind == ChangeKind::Known || planned.isQuiet)
        return EntryState::Recorded;
    if (!planned.deliveries.isEmpty() && planned.deliveries.first().state == DeliveryState::Held)
        return EntryState::Held;
    if (!planned.skipped.isEmpty())
        return EntryState::Skipped;
    return planned.deliveries.isEmpty() || !planned.unrouted.isEmpty() ? EntryState::Unrouted : EntryState::Queued;
}

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
    if (change.finding)
        events.last().data.insert(QStringLiteral("finding"), toJson(*change.finding));
    if (const QByteArray origin = mappedOrigin(change.document); !origin.isEmpty())
        events.append({QStringLiteral("mapped"),
                       entryId,
                       {},
                       {{QStringLiteral("cost_centres"), QJsonDocument::fromJson(origin).array()}}});
    for (const Delivery &delivery : planned.deliveries) {
        EventData data{{QStringLiteral("channel"), delivery.channel},
                       {QStringLiteral("route"), delivery.routeName},
                       {QStringLiteral("role"), toWord(delivery.role)},
                       {QStringLiteral("state"), toWord(delivery.state)}};
        if (!delivery.reason.isEmpty())
            data.insert(QStringLiteral("reason"), delivery.reason);
        if (delivery.heldUntil)
            data.insert(QStringLiteral("until"), toMs(*delivery.heldUntil));
        events.append({QStringLiteral("routed"), entryId, delivery.id, data});
    }
    for (const QString &channel : planned.joined)
        events.append({QStringLiteral("routed"), entryId, {}, {{QStringLiteral("channel"), channel}}});
    if (!planned.unrouted.isEmpty())
        events.append({QStringLiteral("unrouted"),
                       entryId,
                       {},
                       {{QStringLiteral("cost_centres"), QJsonArray::fromStringList(planned.unrouted)}}});
    if (!planned.skipped.isEmpty())
        events.append({QStringLiteral("skipped"), entryId, {}, {{QStringLiteral("reason"), planned.skipped}}});
    return events;
}

} // namespace

Result<QHash<QString, KnownDocument>> Ledger::known(const QString &tenant, const QString &type,
                                                    const QStringList &keys) const
{
    // The whole page in one question: its keys come as a JSON list.
    static const QString sql = QStringLiteral(
        "SELECT document.key, document.version, document.fingerprint, change.content FROM json_each(?) "
        "CROSS JOIN document ON document.tenant = ? AND document.type = ? AND document.key = json_each.value "
        "JOIN change ON change.document_id = document.id AND change.version = document.version");
    static const QString threadSql = QStringLiteral(
        "SELECT document.key, delivery.channel, delivery.uuid FROM json_each(?) "
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
            result.insert(rows.text(0), {rows.count(1), rows.bytes(2), rows.bytes(3), {}});
    }
    if (result.isEmpty())
        return result;
    const auto query = run(m_database, reading, threadSql, {QString::fromUtf8(list), tenant, type});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    while (rows.next())
        result[rows.text(0)].threads.insert(rows.text(1), rows.text(2));
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
        "finding, cost_centre_origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), "
        "CAST(? AS TEXT), ?, ?, CAST(? AS TEXT), CAST(? AS TEXT))");
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
                               mappedOrigin(document)});
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
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?)");
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

Result<QStringList> Ledger::channelsOfEntry(qint64 entryId) const
{
    const auto query = run(m_database, reading,
                           QStringLiteral("SELECT DISTINCT channel FROM delivery WHERE change_id = ?"), {entryId});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QStringList channels;
    while (rows.next())
        channels << rows.text(0);
    return channels;
}

Result<QList<Ledger::Unrouted>> Ledger::unrouted(qint64 afterId, int limit) const
{
    static const QString sql = QStringLiteral(
        "SELECT id, version, kind, detected_at, content, differences, unrouted, "
        "exception, finding, cost_centre_origin FROM change WHERE unrouted <> '' AND id > ? ORDER BY id LIMIT ?");
    QList<Unrouted> result;
    {
        const auto query = run(m_database, reading, sql, {afterId, limit});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        while (rows.next()) {
            Unrouted entry;
            entry.entryId = rows.number(0);
            entry.change.version = rows.count(1);
            entry.change.kind =
                changeKindFromWord(rows.text(rows.text(7).isEmpty() ? 2 : 7)).value_or(ChangeKind::Created);
            entry.change.finding = findingFromJson(QJsonDocument::fromJson(rows.bytes(8)).object());
            entry.change.detectedAt = instantFromMs(rows.number(3));
            entry.change.document = Document::fromJson(rows.bytes(4)).value_or(Document{});
            if (const QByteArray origin = rows.bytes(9); !origin.isEmpty())
                entry.change.document.costCentres = sharesFromJson(origin);
            entry.change.differences = differencesFromJson(rows.bytes(5));
            entry.waiting.costCentres = rows.text(6).split(u' ');
            result.append(entry);
        }
    }
    for (Unrouted &entry : result) {
        const auto channels = channelsOfEntry(entry.entryId);
        if (!channels)
            return fail(channels.error());
        entry.waiting.channels = *channels;
    }
    return result;
}

/// Other tables found other cost centres for an entry that waits.
Result<void> Ledger::writeCostCentres(qint64 entryId, const QString &before, const Change &change)
{
    static const QString update =
        QStringLiteral("UPDATE change SET cost_centres = ?, cost_centre_origin = CAST(? AS TEXT) WHERE id = ?");
    // The index keeps no text: what is taken out has to be said.
    static const QString forget =
        QStringLiteral("INSERT INTO change_search (change_search, rowid, words) VALUES ('delete', ?, ?)");
    static const QString index = QStringLiteral("INSERT INTO change_search (rowid, words) VALUES (?, ?)");
    const QStringList codes = costCentreCodes(change.document);
    const auto written = ledgercast::change(m_database, writing, update,
                                            {text(codes.join(u' ')), mappedOrigin(change.document), entryId});
    const QString words = searchWords(change, codes);
    const QString oldWords = searchWords(change, before.split(u' ', Qt::SkipEmptyParts));
    if (!written || words == oldWords)
        return written;
    if (const auto forgotten = ledgercast::change(m_database, writing, forget, {entryId, oldWords}); !forgotten)
        return forgotten;
    return ledgercast::change(m_database, writing, index, {entryId, words});
}

Result<void> Ledger::release(qint64 entryId, const PlannedChange &planned, Instant now)
{
    static const QString documentSql =
        QStringLiteral("SELECT document_id, unrouted, cost_centres, cost_centre_origin FROM change WHERE id = ?");
    static const QString updateSql =
        QStringLiteral("UPDATE change SET unrouted = ?, state = CASE ? WHEN '' THEN state ELSE 'skipped' END, "
                       "reason = CASE ? WHEN '' THEN reason ELSE ? END WHERE id = ?"); // deliveries may say otherwise
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    qint64 documentId = 0;
    QString costCentres;
    QByteArray origin;
    {
        const auto query = run(m_database, reading, documentSql, {entryId});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        if (!rows.next() || rows.text(1).isEmpty())
            return {}; // decided meanwhile
        documentId = rows.number(0);
        costCentres = rows.text(2);
        origin = rows.bytes(3);
    }
    const bool isMappedAnew = origin != mappedOrigin(planned.change.document);
    if (isMappedAnew) {
        if (const auto written = writeCostCentres(entryId, costCentres, planned.change); !written)
            return written;
    }
    if (const auto written = writeDeliveries(planned, entryId, documentId); !written)
        return written;
    const auto updated = ledgercast::change(m_database, writing, updateSql,
                                            {text(planned.unrouted.join(u' ')), text(planned.skipped),
                                             text(planned.skipped), text(planned.skipped), entryId});
    if (!updated)
        return updated;
    if (const auto refreshed = refreshEntries(m_database, {entryId}); !refreshed)
        return refreshed;
    QList<AuditEvent> events = eventsOf(planned, entryId);
    events.removeIf([&](const AuditEvent &event) { // that was written already
        return event.kind == u"recorded" || (event.kind == u"mapped" && !isMappedAnew);
    });
    if (const auto appended = auditlog::append(m_database, events, now); !appended)
        return appended;
    return transaction->commit();
}

} // namespace ledgercast
