// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/changerecord.h"
#include "core/store/importedtables.h"
#include "core/store/reader.h"
#include "core/store/statements.h"

namespace ledgercast {

namespace {

const QString reading = QStringLiteral("Read the audit log");

} // namespace

Result<QList<RecordedChange>> Reader::toldChanges(Instant from, qint64 afterId, int limit) const
{
    // The log is walked by its key: where the time begins is looked up once, and the key leads from there. The unary
    // plus keeps the index by time out of it, which would have to be sorted for every page.
    static const QString firstSql = QStringLiteral("SELECT min(id) FROM change WHERE detected_at >= ?");
    static const QString sql = u"SELECT " + changerecord::columns() +
                               u", id FROM change WHERE id > ? AND +detected_at >= ? AND state <> 'recorded' "
                               u"ORDER BY id LIMIT ?";
    qint64 after = afterId;
    if (after == 0) {
        const auto query = run(m_database, reading, firstSql, {toMs(from)});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        if (!rows.next() || rows.isNull(0))
            return QList<RecordedChange>{};
        after = rows.number(0) - 1;
    }
    const auto query = run(m_database, reading, sql, {after, toMs(from), limit});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<RecordedChange> changes;
    changes.reserve(limit);
    while (rows.next())
        changes.append({rows.number(changerecord::columnCount), changerecord::changeOf(rows)});
    return changes;
}

Result<QList<Document>> Reader::currentDocuments(const QString &type) const
{
    static const QString sql = u"SELECT " + changerecord::columns() +
                               u" FROM change JOIN (SELECT id AS current_id, version AS current_version FROM document "
                               u"WHERE type = ?) ON document_id = current_id AND version = current_version";
    const auto query = run(m_database, reading, sql, {type});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<Document> documents;
    while (rows.next()) {
        const Document document = changerecord::changeOf(rows).document;
        if (document.status != u"deleted")
            documents.append(document);
    }
    return documents;
}

Result<QStringList> Reader::unroutedCostCentres(Instant from) const
{
    // By the index of what waits, which is short; the one by time leads through everything.
    const auto query =
        run(m_database, reading,
            QStringLiteral("SELECT DISTINCT unrouted FROM change WHERE unrouted <> '' AND +detected_at >= ?"),
            {toMs(from)});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QStringList codes;
    while (rows.next())
        codes += rows.text(0).split(u' ', Qt::SkipEmptyParts);
    codes.removeDuplicates();
    codes.sort();
    return codes;
}

Result<QByteArray> Reader::importedCsv(const QString &name) const
{
    return ImportedTables(m_database).csv(name);
}

Result<QHash<QString, PersonLookup>> Reader::personLookups() const
{
    return PersonLookups(m_database).all();
}

} // namespace ledgercast
