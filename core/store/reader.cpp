// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reader.h"

#include "core/domain/recordtype.h"
#include "core/store/auditlog.h"
#include "core/store/routestore.h"
#include "core/store/statements.h"

namespace ledgercast {

namespace {

const QString reading = QStringLiteral("Read the audit log");

} // namespace

Result<DayCounts> Reader::day(Instant from, Instant until) const
{
    static const QString sql =
        QStringLiteral("SELECT state, count(*) FROM change WHERE detected_at >= ? AND detected_at < ? GROUP BY state");
    static const QString channelSql =
        QStringLiteral("SELECT count(DISTINCT delivery.channel) FROM change JOIN delivery ON delivery.change_id = "
                       "change.id WHERE change.detected_at >= ? AND change.detected_at < ? AND "
                       "delivery.state <> 'dismissed'");
    DayCounts counts;
    {
        const auto query = run(m_database, reading, sql, {toMs(from), toMs(until)});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        while (rows.next()) {
            const int count = rows.count(1);
            counts.recorded += count;
            switch (entryStateFromWord(rows.text(0)).value_or(EntryState::Recorded)) {
            case EntryState::Recorded:
                counts.known += count;
                break;
            case EntryState::Unrouted:
                counts.unrouted += count;
                break;
            case EntryState::Queued:
            case EntryState::Retrying:
            case EntryState::Unconfirmed:
                counts.queued += count;
                break;
            case EntryState::Failed:
                counts.failed += count;
                break;
            case EntryState::Held:
            case EntryState::Skipped:
                counts.held += count;
                break;
            case EntryState::Replayed:
                counts.replayed += count;
                [[fallthrough]];
            case EntryState::Posted:
                counts.posted += count;
                break;
            }
        }
    }
    counts.routed = counts.recorded - counts.known - counts.unrouted;
    const auto query = run(m_database, reading, channelSql, {toMs(from), toMs(until)});
    if (!query)
        return fail(query.error());
    if (const Rows rows(*query); rows.next())
        counts.channels = rows.count(0);
    return counts;
}

Result<QList<FeedRunRow>> Reader::lastRuns(Instant today) const
{
    static const QString sql = QStringLiteral(
        "SELECT tenant, company, feed, started_at, ended_at, read_count, created_count, updated_count, "
        "unchanged_count, "
        "calls, error, error_code, warnings, "
        "(SELECT coalesce(sum(created_count), 0) FROM feed_run AS day WHERE day.tenant = feed_run.tenant AND "
        "day.company = feed_run.company AND day.feed = feed_run.feed AND day.started_at >= ?), "
        "(SELECT coalesce(sum(updated_count), 0) FROM feed_run AS day WHERE day.tenant = feed_run.tenant AND "
        "day.company = feed_run.company AND day.feed = feed_run.feed AND day.started_at >= ?) "
        "FROM feed_run WHERE id IN (SELECT max(id) FROM feed_run GROUP BY tenant, company, feed)");
    const auto query = run(m_database, reading, sql, {toMs(today), toMs(today)});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<FeedRunRow> runs;
    while (rows.next()) {
        FeedRunRow row;
        row.tenant = rows.text(0);
        row.company = rows.text(1);
        row.feed = rows.text(2);
        row.startedAt = instantFromMs(rows.number(3));
        row.endedAt = instantFromMs(rows.number(4));
        row.read = rows.count(5);
        row.created = rows.count(6);
        row.updated = rows.count(7);
        row.unchanged = rows.count(8);
        row.calls = rows.count(9);
        row.error = rows.text(10);
        row.errorCode = rows.text(11);
        row.warnings = rows.text(12).split(u'\n', Qt::SkipEmptyParts);
        row.createdToday = rows.count(13);
        row.updatedToday = rows.count(14);
        runs.append(row);
    }
    return runs;
}

Result<bool> Reader::hasCompletedRun(const QString &tenant, const QString &company, const QString &feed) const
{
    const auto query = run(m_database, reading,
                           QStringLiteral("SELECT 1 FROM feed_run WHERE tenant = ? AND company = ? AND feed = ? AND "
                                          "error = '' LIMIT 1"),
                           {tenant, text(company), feed});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    return rows.next();
}

Result<QMap<QString, int>> Reader::countsOf(const QString &sql) const
{
    const auto query = run(m_database, reading, sql, {});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QMap<QString, int> counts;
    while (rows.next())
        counts.insert(rows.text(0), rows.count(1));
    return counts;
}

Result<QMap<QString, int>> Reader::deliveryStates() const
{
    static const QString sql = QStringLiteral("SELECT state, count(*) FROM delivery GROUP BY state");
    return countsOf(sql);
}

Result<QMap<QString, int>> Reader::entryStates() const
{
    static const QString sql =
        QStringLiteral("SELECT state, count(*) FROM change WHERE state NOT IN ('posted', 'recorded') GROUP BY state");
    return countsOf(sql);
}

Result<QList<Route>> Reader::routes() const
{
    return RouteStore(m_database).routes();
}

Result<QList<Channel>> Reader::channels() const
{
    return RouteStore(m_database).channels();
}

Result<QList<CostCentreRow>> Reader::costCentres() const
{
    static const QString sql = QStringLiteral(
        "SELECT change.number, change.content, change.company, document.tenant FROM document JOIN change ON "
        "change.document_id = document.id AND change.version = document.version "
        "WHERE document.type = ? ORDER BY change.number, change.company");
    const auto query = run(m_database, reading, sql, {recordtype::costCentre.toString()});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<CostCentreRow> centres;
    while (rows.next()) {
        const Document document = Document::fromJson(rows.bytes(1)).value_or(Document{});
        centres.append({rows.text(0), document.fields.value(QStringLiteral("name")), rows.text(2), rows.text(3),
                        document.division, document.fields.value(QStringLiteral("responsible"))});
    }
    return centres;
}

Result<QStringList> Reader::recordTypes() const
{
    const auto query = run(m_database, reading, QStringLiteral("SELECT DISTINCT type FROM document"), {});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QStringList types = recordtype::known();
    while (rows.next()) {
        if (const QString type = rows.text(0); !types.contains(type))
            types << type;
    }
    return types;
}

Result<QList<qint64>> Reader::failedEntries() const
{
    const auto query =
        run(m_database, reading, QStringLiteral("SELECT id FROM change WHERE state = 'failed' ORDER BY id"), {});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<qint64> ids;
    while (rows.next())
        ids << rows.number(0);
    return ids;
}

Result<qint64> Reader::entryCount() const
{
    const auto query = run(m_database, reading, QStringLiteral("SELECT count(*) FROM change"), {});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    return rows.next() ? rows.number(0) : 0;
}

Result<AuditVerification> Reader::verify() const
{
    static const QString sql =
        QStringLiteral("SELECT id, kind, at, change_id, delivery, actor, data, hash FROM audit_event ORDER BY id");
    const auto query = run(m_database, reading, sql, {});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    AuditVerification result;
    result.head = QByteArray(32, '\0');
    qint64 expected = 1;
    while (rows.next()) {
        const QByteArray text = auditlog::canonicalText(rows.text(1), instantFromMs(rows.number(2)),
                                                        rows.isNull(3) ? std::nullopt : std::optional(rows.number(3)),
                                                        rows.text(4), rows.text(5), rows.bytes(6));
        ++result.events;
        const QByteArray hash = auditlog::nextHash(result.head, text);
        if ((hash != rows.bytes(7) || rows.number(0) != expected) && !result.firstBroken)
            result.firstBroken = rows.number(0);
        result.head = rows.bytes(7);
        expected = rows.number(0) + 1;
    }
    return result;
}

} // namespace ledgercast
