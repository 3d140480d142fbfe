// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/ledger.h"

#include "core/store/changerecord.h"
#include "core/store/statements.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace ledgercast {

namespace {

const QString writing = QStringLiteral("Write the audit log");
const QString reading = QStringLiteral("Read the audit log");

QString listOf(const QStringList &topics)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(topics)).toJson(QJsonDocument::Compact));
}

} // namespace

Result<KnownTopics> Ledger::topics(const QString &tenant, const QStringList &topics) const
{
    // All topics of a page in one question each, by the primary keys.
    static const QString partSql = QStringLiteral(
        "SELECT topic_document.topic, document.type, document.key, document.version, document.fingerprint, "
        "change.content FROM json_each(?) "
        "CROSS JOIN topic_document ON topic_document.tenant = ? AND topic_document.topic = json_each.value "
        "JOIN document ON document.id = topic_document.document_id "
        "JOIN change ON change.document_id = document.id AND change.version = document.version");
    static const QString threadSql =
        QStringLiteral("SELECT document.type, document.key, delivery.uuid, ") + changerecord::threadChannel() +
        QStringLiteral(
            " FROM json_each(?) "
            "CROSS JOIN topic_document ON topic_document.tenant = ? AND topic_document.topic = json_each.value "
            "JOIN document ON document.id = topic_document.document_id "
            "JOIN delivery ON delivery.document_id = document.id AND delivery.role = 'main' "
            "AND delivery.state <> 'dismissed' ORDER BY delivery.id");
    static const QString findingSql =
        QStringLiteral("SELECT finding.topic, finding.is_quiet, finding.content FROM json_each(?) "
                       "CROSS JOIN finding ON finding.tenant = ? AND finding.topic = json_each.value");
    const QString list = listOf(topics);
    KnownTopics known;
    {
        const auto query = run(m_database, reading, partSql, {list, tenant});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        while (rows.next()) {
            known.parts.append({rows.text(0), rows.text(1), rows.text(2)});
            KnownDocument &document = known.documents[KnownTopics::documentName(rows.text(1), rows.text(2))];
            document = {rows.count(3), rows.bytes(4), rows.bytes(5), {}};
        }
    }
    if (!known.parts.isEmpty()) {
        const auto query = run(m_database, reading, threadSql, {list, tenant});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        while (rows.next())
            known.documents[KnownTopics::documentName(rows.text(0), rows.text(1))].threads.insert(rows.text(3),
                                                                                                  rows.text(2));
    }
    const auto query = run(m_database, reading, findingSql, {list, tenant});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    while (rows.next()) {
        if (const auto finding = findingFromJson(QJsonDocument::fromJson(rows.bytes(2)).object()))
            known.open[rows.text(0)].append({*finding, rows.count(1) != 0});
    }
    return known;
}

Result<void> Ledger::writeTopics(const PlannedChange &planned, qint64 documentId)
{
    static const QString insert =
        QStringLiteral("INSERT OR IGNORE INTO topic_document (tenant, topic, document_id) VALUES (?, ?, ?)");
    static const QString remove =
        QStringLiteral("DELETE FROM topic_document WHERE tenant = ? AND topic = ? AND document_id = ?");
    const QString &tenant = planned.change.document.tenant;
    for (const QString &topic : planned.topics) {
        if (const auto written = change(m_database, writing, insert, {tenant, topic, documentId}); !written)
            return written;
    }
    for (const QString &topic : planned.leftTopics) {
        if (const auto written = change(m_database, writing, remove, {tenant, topic, documentId}); !written)
            return written;
    }
    return {};
}

Result<void> Ledger::writeTopicStates(const Plan &plan)
{
    static const QString forget = QStringLiteral("DELETE FROM finding WHERE tenant = ? AND topic = ?");
    static const QString insert = QStringLiteral(
        "INSERT INTO finding (tenant, topic, id, is_quiet, content) VALUES (?, ?, ?, ?, CAST(? AS TEXT))");
    static const QString forgetDue = QStringLiteral("DELETE FROM topic_due WHERE tenant = ? AND topic = ?");
    static const QString setDue = QStringLiteral("INSERT INTO topic_due (tenant, topic, due_on) VALUES (?, ?, ?) "
                                                 "ON CONFLICT (tenant, topic) DO UPDATE SET due_on = excluded.due_on");
    for (const TopicState &state : plan.topics) {
        if (const auto done = change(m_database, writing, forget, {plan.tenant, state.topic}); !done)
            return done;
        for (const OpenFinding &open : state.open) {
            const QByteArray content = QJsonDocument(toJson(open.finding)).toJson(QJsonDocument::Compact);
            const auto done = change(m_database, writing, insert,
                                     {plan.tenant, state.topic, open.finding.id, open.isQuiet ? 1 : 0, content});
            if (!done)
                return done;
        }
        const auto done = state.next.isValid() ? change(m_database, writing, setDue,
                                                        {plan.tenant, state.topic, state.next.toJulianDay()})
                                               : change(m_database, writing, forgetDue, {plan.tenant, state.topic});
        if (!done)
            return done;
    }
    return {};
}

Result<QStringList> Ledger::dueTopics(const QString &tenant, QDate today, int limit) const
{
    static const QString sql = QStringLiteral("SELECT topic FROM topic_due WHERE due_on <= ? AND tenant = ? "
                                              "ORDER BY due_on, topic LIMIT ?");
    const auto query = run(m_database, reading, sql, {today.toJulianDay(), tenant, limit});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QStringList topics;
    while (rows.next())
        topics << rows.text(0);
    return topics;
}

Result<void> Ledger::compareBy(const QString &tenant, const QString &rules, QDate day)
{
    static const QString select = QStringLiteral("SELECT rules FROM compared_by WHERE tenant = ?");
    static const QString note = QStringLiteral("INSERT INTO compared_by (tenant, rules) VALUES (?, ?) "
                                               "ON CONFLICT (tenant) DO UPDATE SET rules = excluded.rules");
    static const QString bringForward =
        QStringLiteral("UPDATE topic_due SET due_on = ? WHERE tenant = ? AND due_on > ?");
    const qint64 today = day.toJulianDay();
    std::optional<QString> before;
    {
        const auto query = run(m_database, reading, select, {text(tenant)});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        if (rows.next())
            before = rows.text(0);
    }
    if (before == rules)
        return {};
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    if (const auto noted = change(m_database, writing, note, {text(tenant), text(rules)}); !noted)
        return noted;
    if (before) {
        if (const auto done = change(m_database, writing, bringForward, {today, text(tenant), today}); !done)
            return done;
        if (const auto done = reviewOpenFindings(day); !done)
            return done;
    }
    return transaction->commit();
}

Result<void> Ledger::reviewOpenFindings(QDate day)
{
    static const QString sql =
        QStringLiteral("INSERT INTO topic_due (tenant, topic, due_on) SELECT DISTINCT tenant, topic, ? FROM finding "
                       "WHERE true ON CONFLICT (tenant, topic) DO UPDATE SET due_on = excluded.due_on");
    return change(m_database, writing, sql, {day.toJulianDay()});
}

Result<QDate> Ledger::nextTopicDue(const QString &tenant) const
{
    static const QString sql = QStringLiteral("SELECT due_on FROM topic_due WHERE tenant = ? ORDER BY due_on LIMIT 1");
    const auto query = run(m_database, reading, sql, {tenant});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    return rows.next() ? QDate::fromJulianDay(rows.number(0)) : QDate();
}

} // namespace ledgercast
