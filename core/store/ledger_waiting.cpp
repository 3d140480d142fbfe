// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ledger.h"

#include "core/store/auditlog.h"
#include "core/store/changerecord.h"
#include "core/store/entry.h"
#include "core/store/entryrefresh.h"
#include "core/store/statements.h"

namespace ledgercast {

using namespace changerecord;

namespace {

const QString writing = QStringLiteral("Write the audit log");
const QString reading = QStringLiteral("Read the audit log");

/// Without those that were written when the entry was.
QList<AuditEvent> eventsAfterRecording(const PlannedChange &planned, qint64 entryId, bool isMappedAnew)
{
    QList<AuditEvent> events = eventsOf(planned, entryId);
    events.removeIf([&](const AuditEvent &event) {
        return event.kind == u"recorded" || (event.kind == u"mapped" && !isMappedAnew);
    });
    return events;
}

} // namespace

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
    static const QString sql = u"SELECT " + changerecord::columns() +
                               u", id, unrouted FROM change WHERE unrouted <> '' AND id > ? ORDER BY id LIMIT ?";
    QList<Unrouted> result;
    {
        const auto query = run(m_database, reading, sql, {afterId, limit});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        while (rows.next()) {
            Unrouted entry{rows.number(columnCount), changeOf(rows), {}};
            entry.waiting.costCentres = rows.text(columnCount + 1).split(u' ');
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

Result<QList<AuditEvent>> Ledger::tell(const ToldChange &told)
{
    static const QString documentSql = QStringLiteral(
        "SELECT document_id, cost_centres, cost_centre_origin FROM change WHERE id = ? AND kind = 'known'");
    static const QString updateSql =
        QStringLiteral("UPDATE change SET kind = 'created', unrouted = ?, state = ?, reason = ? WHERE id = ?");
    const PlannedChange &planned = told.planned;
    qint64 documentId = 0;
    QString costCentres;
    QByteArray origin;
    {
        const auto query = run(m_database, reading, documentSql, {told.entryId});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        if (!rows.next())
            return QList<AuditEvent>{}; // told meanwhile
        documentId = rows.number(0);
        costCentres = rows.text(1);
        origin = rows.bytes(2);
    }
    const bool isMappedAnew = origin != mappedOrigin(planned.change.document);
    if (isMappedAnew) {
        if (const auto written = writeCostCentres(told.entryId, costCentres, planned.change); !written)
            return fail(written.error());
    }
    if (const auto written = writeDeliveries(planned, told.entryId, documentId); !written)
        return fail(written.error());
    const auto updated = ledgercast::change(
        m_database, writing, updateSql,
        {text(planned.unrouted.join(u' ')), toWord(initialState(planned)), text(planned.skipped), told.entryId});
    if (!updated)
        return fail(updated.error());
    if (const auto refreshed = refreshEntries(m_database, {told.entryId}); !refreshed)
        return fail(refreshed.error());
    return eventsAfterRecording(planned, told.entryId, isMappedAnew);
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
    const QList<AuditEvent> events = eventsAfterRecording(planned, entryId, isMappedAnew);
    if (const auto appended = auditlog::append(m_database, events, now); !appended)
        return appended;
    return transaction->commit();
}

} // namespace ledgercast
