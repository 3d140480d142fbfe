// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/reader.h"

#include "core/domain/recordtype.h"
#include "core/store/changerecord.h"
#include "core/store/statements.h"

#include <QJsonDocument>
#include <QRegularExpression>

namespace ledgercast {

namespace {

const QString reading = QStringLiteral("Read the audit log");

const QString entryColumns =
    QStringLiteral("id, detected_at, kind, type, number, party_name, amount, currency, company, cost_centres, "
                   "channels, state, reason, exception, finding");

EntryRow entryRow(const Rows &rows)
{
    EntryRow row;
    row.id = rows.number(0);
    row.at = instantFromMs(rows.number(1));
    row.kind = changeKindFromWord(rows.text(rows.text(13).isEmpty() ? 2 : 13)).value_or(ChangeKind::Created);
    row.type = rows.text(3);
    row.number = rows.text(4);
    row.partyName = rows.text(5);
    if (const auto amount = Decimal::parse(rows.text(6)))
        row.amount = Money{*amount, rows.text(7)};
    row.company = rows.text(8);
    row.costCentres = rows.text(9).split(u' ', Qt::SkipEmptyParts);
    row.channels = rows.text(10).split(u' ', Qt::SkipEmptyParts);
    row.state = entryStateFromWord(rows.text(11)).value_or(EntryState::Recorded);
    row.reason = rows.text(12);
    if (!rows.text(13).isEmpty())
        row.finding = findingFromJson(QJsonDocument::fromJson(rows.bytes(14)).object());
    return row;
}

/// The WHERE of a filter, with its values.
struct Condition
{
    QStringList parts;
    QVariantList values;

    void add(const QString &part, const QVariantList &partValues)
    {
        parts << part;
        values += partValues;
    }
    void addAny(const QString &column, const QStringList &words)
    {
        if (words.isEmpty())
            return;
        QVariantList list;
        for (const QString &word : words)
            list << word;
        add(column + u" IN (" + QStringList(words.size(), QStringLiteral("?")).join(u',') + u')', list);
    }
    /// For columns that hold several words.
    void addAnyWord(const QString &column, const QStringList &words)
    {
        if (words.isEmpty())
            return;
        QStringList alternatives;
        QVariantList list;
        for (const QString &word : words) {
            alternatives << u"instr(' ' || " + column + u" || ' ', ?) > 0";
            list << QString(u' ' + word + u' ');
        }
        add(u'(' + alternatives.join(u" OR ") + u')', list);
    }
    [[nodiscard]] QString where() const { return parts.isEmpty() ? QStringLiteral("1") : parts.join(u" AND "); }
};

/// "12480", "12,480.00", "12'480": as people write amounts and CloudSuite shows them.
std::optional<qint64> amountOf(QString text)
{
    const auto amount = Decimal::parse(text.remove(QRegularExpression(QStringLiteral("[ ,']"))));
    return amount ? std::optional(amountOrder(*amount)) : std::nullopt;
}

/// Each word is the beginning of one that was indexed. A label's prefix isn't indexed: it names the type.
void addWords(Condition &condition, const QString &search)
{
    static const QRegularExpression separators(QStringLiteral("[^\\p{L}\\p{N}]+"),
                                               QRegularExpression::UseUnicodePropertiesOption);
    const recordtype::Label label = recordtype::parseLabel(search);
    condition.addAny(QStringLiteral("type"), label.types);
    QStringList terms;
    const QStringList words = label.number.split(separators, Qt::SkipEmptyParts);
    for (const QString &word : words)
        terms << u'"' + word + u"\"*";
    if (terms.isEmpty()) {
        if (label.types.isEmpty())
            condition.add(QStringLiteral("0"), {}); // a text without a word is nowhere
        return;
    }
    QString part = QStringLiteral("id IN (SELECT rowid FROM change_search WHERE change_search MATCH ?");
    QVariantList values{terms.join(u' ')};
    if (const auto amount = amountOf(search)) {
        part += QStringLiteral(" UNION SELECT id FROM change WHERE amount_order = ?");
        values << *amount;
    }
    condition.add(part + u')', values);
}

void addSearch(Condition &condition, const QString &text)
{
    static const QRegularExpression comparison(QStringLiteral(R"(^([<>]=?)\s*([0-9][0-9 ,'.]*)$)"));
    const QString search = text.trimmed().normalized(QString::NormalizationForm_C);
    if (search.isEmpty())
        return;
    const auto match = comparison.match(search);
    const auto amount = match.hasMatch() ? amountOf(match.captured(2)) : std::nullopt;
    if (amount)
        condition.add(u"amount_order " + match.captured(1) + u" ?", {*amount});
    else
        addWords(condition, search);
}

/// Record types and kinds of exception: any of them.
void addTypes(Condition &condition, const QStringList &types)
{
    Condition any;
    QStringList records;
    QStringList kinds;
    for (const QString &type : types)
        (findingKindOf(type) ? kinds : records) << type;
    if (records.removeAll(EntryFilter::anyException) > 0)
        any.add(QStringLiteral("exception <> ''"), {});
    any.addAny(QStringLiteral("exception <> '' AND json_extract(finding, '$.kind')"), kinds);
    any.addAny(QStringLiteral("type"), records);
    if (!any.parts.isEmpty())
        condition.add(u'(' + any.parts.join(u" OR ") + u')', any.values);
}

Condition conditionOf(const EntryFilter &filter)
{
    Condition condition;
    addTypes(condition, filter.types);
    QStringList states;
    for (const EntryState state : filter.states)
        states << toWord(state);
    condition.addAny(QStringLiteral("state"), states);
    condition.addAnyWord(QStringLiteral("cost_centres"), filter.costCentres);
    condition.addAnyWord(QStringLiteral("channels"), filter.channels);
    if (filter.from)
        condition.add(QStringLiteral("detected_at >= ?"), {toMs(*filter.from)});
    if (filter.until)
        condition.add(QStringLiteral("detected_at < ?"), {toMs(*filter.until)});
    if (!filter.ids.isEmpty()) {
        // One value however many there are: SQLite limits the number of bound ones.
        QByteArray ids;
        for (const qint64 id : filter.ids)
            ids += (ids.isEmpty() ? '[' : ',') + QByteArray::number(id);
        condition.add(QStringLiteral("id IN (SELECT value FROM json_each(?))"), {QString::fromLatin1(ids + ']')});
    }
    if (filter.isWithoutExceptions)
        condition.add(QStringLiteral("exception = ''"), {});
    addSearch(condition, filter.search);
    return condition;
}

const QString eventColumns = QStringLiteral("id, at, kind, actor, data, hash, change_id, delivery");

AuditEventRow eventRow(const Rows &rows)
{
    return {rows.number(0),
            instantFromMs(rows.number(1)),
            rows.text(2),
            rows.text(3),
            rows.bytes(4),
            rows.bytes(5),
            rows.isNull(6) ? std::nullopt : std::optional(rows.number(6)),
            rows.text(7)};
}

Result<QList<AttemptRow>> attemptsOf(Database &database, qint64 delivery)
{
    static const QString sql = QStringLiteral("SELECT number, started_at, ended_at, outcome, code, detail FROM attempt "
                                              "WHERE delivery_id = ? ORDER BY number");
    const auto query = run(database, reading, sql, {delivery});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<AttemptRow> attempts;
    while (rows.next())
        attempts.append({rows.count(0), instantFromMs(rows.number(1)),
                         rows.isNull(2) ? std::nullopt : std::optional(instantFromMs(rows.number(2))), rows.text(3),
                         rows.text(4), rows.text(5)});
    return attempts;
}

Result<QList<DeliveryRow>> deliveriesOf(Database &database, qint64 entry)
{
    static const QString sql =
        QStringLiteral("SELECT id, uuid, role, state, channel, route, reason, message, ts, permalink, next_attempt_at, "
                       "posted_at, coalesce(bundle, ''), held_for FROM delivery WHERE change_id = ? ORDER BY id");
    const auto query = run(database, reading, sql, {entry});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<DeliveryRow> deliveries;
    while (rows.next()) {
        DeliveryRow row{rows.text(1),
                        deliveryRoleFromWord(rows.text(2)).value_or(DeliveryRole::Main),
                        deliveryStateFromWord(rows.text(3)).value_or(DeliveryState::Failed),
                        rows.text(4),
                        rows.text(5),
                        rows.text(6),
                        rows.bytes(7),
                        rows.text(8),
                        rows.text(9),
                        rows.isNull(10) ? std::nullopt : std::optional(instantFromMs(rows.number(10))),
                        rows.isNull(11) ? std::nullopt : std::optional(instantFromMs(rows.number(11))),
                        {},
                        rows.text(12),
                        rows.text(13)};
        const auto attempts = attemptsOf(database, rows.number(0));
        if (!attempts)
            return fail(attempts.error());
        row.attempts = *attempts;
        deliveries.append(row);
    }
    return deliveries;
}

} // namespace

Result<QList<EntryRow>> Reader::entries(const EntryFilter &filter, qint64 beforeId, int limit) const
{
    Condition condition = conditionOf(filter);
    if (beforeId > 0)
        condition.add(QStringLiteral("id < ?"), {beforeId});
    condition.values << limit;
    const auto query =
        run(m_database, reading,
            u"SELECT " + entryColumns + u" FROM change WHERE " + condition.where() + u" ORDER BY id DESC LIMIT ?",
            condition.values);
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<EntryRow> entries;
    while (rows.next())
        entries.append(entryRow(rows));
    return entries;
}

Result<EntryCounts> Reader::counts(const EntryFilter &filter) const
{
    const Condition condition = conditionOf(filter);
    const auto query = run(m_database, reading,
                           u"SELECT count(*), coalesce(sum(state = 'failed'), 0), coalesce(sum(state = 'unrouted'), 0) "
                           u"FROM change WHERE "_qs +
                               condition.where(),
                           condition.values);
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    if (!rows.next())
        return EntryCounts{};
    return EntryCounts{rows.number(0), rows.number(1), rows.number(2)};
}

Result<EntryDetail> Reader::entry(qint64 id) const
{
    EntryDetail detail;
    {
        const auto query =
            run(m_database, reading,
                u"SELECT " + entryColumns + u", source, "_qs + changerecord::columns() + u" FROM change WHERE id = ?",
                QVariantList{id});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        if (!rows.next())
            return fail(ErrorKind::NotFound, reading, QStringLiteral("There is no entry %1 in the audit log.").arg(id));
        detail.row = entryRow(rows);
        detail.source = qUncompress(rows.bytes(15));
        detail.change = changerecord::changeOf(rows, 16);
        detail.change.fingerprint = Document::fingerprintOf(detail.change.content);
    }
    const auto deliveries = deliveriesOf(m_database, id);
    if (!deliveries)
        return fail(deliveries.error());
    detail.deliveries = *deliveries;
    static const QString events = u"SELECT "_qs + eventColumns + u" FROM audit_event WHERE change_id = ? ORDER BY id";
    const auto query = run(m_database, reading, events, {id});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    while (rows.next())
        detail.events.append(eventRow(rows));
    return detail;
}

Result<QList<AuditEventRow>> Reader::events(qint64 afterId, int limit) const
{
    static const QString sql = u"SELECT "_qs + eventColumns + u" FROM audit_event WHERE id > ? ORDER BY id LIMIT ?";
    const auto query = run(m_database, reading, sql, {afterId, limit});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<AuditEventRow> events;
    while (rows.next())
        events.append(eventRow(rows));
    return events;
}

} // namespace ledgercast
