// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/floodrules.h"
#include "core/store/auditlog.h"
#include "core/store/entryrefresh.h"
#include "core/store/outbox.h"
#include "core/store/statements.h"

#include <QJsonArray>

namespace ledgercast {

namespace {

const QString writing = QStringLiteral("Write the audit log");
const QString reading = QStringLiteral("Read the audit log");

} // namespace

Result<QList<HeldDelivery>> Outbox::heldUntil(Instant now, const QString &reason) const
{
    static const QString sql = QStringLiteral(
        "SELECT delivery.id, uuid, role, delivery.document_id, channel, delivery.reason, change.type, message, "
        "change.amount, change.currency, EXISTS (SELECT 1 FROM delivery AS elder WHERE elder.document_id = "
        "delivery.document_id AND elder.channel = delivery.channel AND elder.id < delivery.id AND "
        "(elder.state IN ('queued', 'sending', 'retrying', 'unconfirmed') AND elder.reason <> 'parent_failed' "
        "OR elder.state = 'held' AND elder.next_attempt_at > ? AND elder.reason <> ?)) "
        "FROM delivery JOIN change ON change.id = delivery.change_id WHERE delivery.state = 'held' "
        "AND next_attempt_at IS NOT NULL AND (next_attempt_at <= ? OR delivery.reason = ?) ORDER BY delivery.id");
    const auto query = run(m_database, reading, sql, {toMs(now), text(reason), toMs(now), text(reason)});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<HeldDelivery> held;
    while (rows.next()) {
        HeldDelivery one{
            rows.number(0),     rows.text(1),  deliveryRoleFromWord(rows.text(2)).value_or(DeliveryRole::Main),
            rows.number(3),     rows.text(4),  rows.text(5),
            rows.text(6),       rows.bytes(7), {},
            rows.count(10) != 0};
        if (const auto amount = Decimal::parse(rows.text(8)))
            one.amount = Money{*amount, rows.text(9)};
        held.append(one);
    }
    return held;
}

Result<void> Outbox::writeDigest(const DigestMessage &digest, QList<AuditEvent> &events, QSet<qint64> &touched)
{
    static const QString insert = QStringLiteral(
        "INSERT INTO delivery (uuid, parent, role, state, channel, channel_id, route, reason, message, held_for) "
        "VALUES (?, ?, 'digest', 'queued', ?, '', '', '', CAST(? AS TEXT), ?)");
    static const QString tell =
        QStringLiteral("UPDATE delivery SET state = 'queued', reason = '', next_attempt_at = NULL, bundle = ?, "
                       "held_for = ? WHERE id = ? AND state = 'held' RETURNING change_id, uuid, role");
    const auto inserted = change(m_database, writing, insert,
                                 {digest.id, digest.parentId.isEmpty() ? QVariant() : QVariant(digest.parentId),
                                  digest.channel, digest.message, digest.heldFor});
    if (!inserted)
        return inserted;
    events.append({QStringLiteral("digest_composed"),
                   {},
                   digest.id,
                   {{QStringLiteral("channel"), digest.channel},
                    {QStringLiteral("reason"), digest.heldFor},
                    {QStringLiteral("told"), digest.told.size()}}});
    for (const qint64 number : digest.told) {
        const auto told = run(m_database, writing, tell, {digest.id, digest.heldFor, number});
        if (!told)
            return fail(told.error());
        const Rows rows(*told);
        if (!rows.next())
            continue;
        touched.insert(rows.number(0));
        if (rows.text(2) != u"detail")
            events.append({QStringLiteral("digested"),
                           rows.number(0),
                           rows.text(1),
                           {{QStringLiteral("message"), digest.id},
                            {QStringLiteral("channel"), digest.channel},
                            {QStringLiteral("reason"), digest.heldFor},
                            {QStringLiteral("changes"), digest.told.size()}}});
    }
    return {};
}

/// What became of a digest became of everything that it tells.
Result<void> Outbox::settleTold(const QString &bundle, const QString &kind, const QJsonObject &data,
                                QList<AuditEvent> &events, QSet<qint64> &touched)
{
    static const QString sql = QStringLiteral(
        "UPDATE delivery SET (state, reason, next_attempt_at, ts, permalink, posted_at, channel_id, has_failed) = "
        "(SELECT state, reason, next_attempt_at, ts, permalink, posted_at, channel_id, has_failed FROM delivery AS "
        "digest WHERE digest.uuid = ?) WHERE bundle = ? RETURNING change_id, uuid, role");
    const auto query = run(m_database, writing, sql, {bundle, bundle});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QJsonObject told = data;
    told.insert(QStringLiteral("message"), bundle);
    while (rows.next()) {
        touched.insert(rows.number(0));
        if (rows.text(2) != u"detail")
            events.append({kind, rows.number(0), rows.text(1), told});
    }
    return {};
}

Result<void> Outbox::requeueBundle(const QString &bundle, QSet<qint64> &touched)
{
    static const QString sql =
        QStringLiteral("UPDATE delivery SET state = 'queued', reason = '', next_attempt_at = NULL, has_failed = 1 "
                       "WHERE (uuid = ? OR bundle = ?) AND state IN ('failed', 'retrying', 'unconfirmed', 'held') "
                       "RETURNING change_id");
    const auto query = run(m_database, writing, sql, {bundle, bundle});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    while (rows.next()) {
        if (!rows.isNull(0))
            touched.insert(rows.number(0));
    }
    return {};
}

Result<bool> Outbox::takeApart(const OutboxItem &told, QSet<qint64> &touched)
{
    static const QString dismiss = QStringLiteral(
        "UPDATE delivery SET state = 'dismissed', reason = 'taken_apart', next_attempt_at = NULL WHERE uuid = ?");
    static const QString again = QStringLiteral(
        "UPDATE delivery SET state = 'held', reason = held_for, next_attempt_at = 0, bundle = NULL, ts = '' "
        "WHERE bundle = ? RETURNING change_id");
    if (told.bundle.isEmpty() || told.state == DeliveryState::Posted)
        return true;
    const auto digests = states({told.bundle});
    if (!digests)
        return fail(digests.error());
    switch (digests->value(told.bundle, DeliveryState::Dismissed)) {
    case DeliveryState::Dismissed: // already: another delivery of the same entry
        return true;
    case DeliveryState::Sending:
    case DeliveryState::Posted:
    case DeliveryState::Unconfirmed:
        return false;
    default:
        break;
    }
    if (const auto done = change(m_database, writing, dismiss, {told.bundle}); !done)
        return fail(done.error());
    const auto query = run(m_database, writing, again, {told.bundle});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    while (rows.next())
        touched.insert(rows.number(0));
    return true;
}

Result<void> Outbox::reconsiderHeld(Instant nextDigest, Instant now)
{
    static const QString sql = QStringLiteral(
        "UPDATE delivery SET next_attempt_at = min(next_attempt_at, CASE reason WHEN 'digest' THEN ? ELSE ? END) "
        "WHERE state = 'held' AND next_attempt_at IS NOT NULL AND reason IN ('digest', 'quiet_hours', 'muted')");
    return change(m_database, writing, sql, {toMs(nextDigest), toMs(now)});
}

Result<void> Outbox::hold(const Held &held, QList<AuditEvent> &events, QSet<qint64> &touched)
{
    static const QString sql = QStringLiteral(
        "UPDATE delivery SET state = 'held', reason = ?, next_attempt_at = ? WHERE id = ? AND attempts = 0 "
        "AND state IN ('queued', 'held') RETURNING change_id, uuid, role");
    // What waits on for the same reason has been told already: it would fill the log.
    static const QString again =
        QStringLiteral("UPDATE delivery SET next_attempt_at = ? WHERE id = ? AND state = 'held' AND reason = ? "
                       "RETURNING change_id");
    {
        const auto query = run(m_database, writing, again, {toMs(held.until), held.number, held.reason});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        if (rows.next()) {
            touched.insert(rows.number(0));
            return {};
        }
    }
    const auto query = run(m_database, writing, sql, {held.reason, toMs(held.until), held.number});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    if (!rows.next())
        return {};
    touched.insert(rows.number(0));
    if (rows.text(2) != u"detail")
        events.append({QStringLiteral("held"),
                       rows.number(0),
                       rows.text(1),
                       {{QStringLiteral("reason"), held.reason}, {QStringLiteral("until"), toMs(held.until)}}});
    return {};
}

Result<void> Outbox::release(qint64 number, QList<AuditEvent> &events, QSet<qint64> &touched)
{
    static const QString sql =
        QStringLiteral("UPDATE delivery SET state = 'queued', held_for = reason, reason = '', next_attempt_at = NULL "
                       "WHERE id = ? AND state = 'held' RETURNING change_id, uuid, role, held_for");
    const auto query = run(m_database, writing, sql, {number});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    if (!rows.next())
        return {};
    touched.insert(rows.number(0));
    if (rows.text(2) != u"detail")
        events.append(
            {QStringLiteral("released"), rows.number(0), rows.text(1), {{QStringLiteral("reason"), rows.text(3)}}});
    return {};
}

Result<void> Outbox::write(const QList<AuditEvent> &events, const QSet<qint64> &touched, Instant now)
{
    if (const auto refreshed = refreshEntries(m_database, touched); !refreshed)
        return refreshed;
    return auditlog::append(m_database, events, now);
}

Result<void> Outbox::decide(const FloodDecision &decision, Instant now)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    QList<AuditEvent> events;
    QSet<qint64> touched;
    for (const DigestMessage &digest : decision.digests) {
        if (const auto written = writeDigest(digest, events, touched); !written)
            return written;
    }
    for (const qint64 number : decision.released) {
        if (const auto released = release(number, events, touched); !released)
            return released;
    }
    for (const auto &[number, reason, until] : decision.waiting) {
        if (const auto held = hold({number, reason, until}, events, touched); !held)
            return held;
    }
    if (const auto written = write(events, touched, now); !written)
        return written;
    return transaction->commit();
}

/// What was committed for documents of which something earlier is held in the same channel.
Result<QList<Outbox::Held>> Outbox::behindHeld(qint64 afterNumber) const
{
    static const QString sql = QStringLiteral(
        "SELECT delivery.id, elder.reason, max(elder.next_attempt_at) FROM delivery JOIN delivery AS elder ON "
        "elder.document_id = delivery.document_id AND elder.channel = delivery.channel AND elder.id < delivery.id "
        "WHERE delivery.id > ? AND delivery.state = 'queued' AND delivery.attempts = 0 AND delivery.has_failed = 0 "
        "AND elder.state = 'held' AND elder.next_attempt_at IS NOT NULL GROUP BY delivery.id");
    const auto query = run(m_database, reading, sql, {afterNumber});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<Held> held;
    while (rows.next())
        held.append({rows.number(0), rows.text(1), instantFromMs(rows.number(2))});
    return held;
}

/// The untried messages of a channel, when there are more of them than it takes one by one.
Result<QList<Outbox::Held>> Outbox::burstIn(const QString &channel, int limit, Milliseconds window, Instant now) const
{
    static const QString countSql = QStringLiteral(
        "SELECT (SELECT count(*) FROM delivery WHERE state = 'queued' AND channel = ? AND attempts = 0 "
        "AND has_failed = 0 AND bundle IS NULL AND role IN ('main', 'update') AND reason <> 'parent_failed'), "
        "(SELECT count(*) FROM delivery WHERE channel = ? AND posted_at > ? AND bundle IS NULL "
        "AND role IN ('main', 'update')), "
        "(SELECT min(next_attempt_at) FROM delivery WHERE state = 'held' AND channel = ? AND reason = 'burst')");
    static const QString untriedSql = QStringLiteral(
        "SELECT id FROM delivery WHERE state = 'queued' AND channel = ? AND attempts = 0 AND has_failed = 0 "
        "AND bundle IS NULL AND role NOT IN ('digest', 'edit') AND reason <> 'parent_failed' AND (role <> 'detail' OR "
        "EXISTS (SELECT "
        "1 FROM delivery AS main "
        "WHERE main.uuid = delivery.parent AND main.state = 'queued' AND main.attempts = 0 AND main.has_failed = 0 "
        "AND main.bundle IS NULL))");
    Instant until = now + window;
    {
        const auto query = run(m_database, reading, countSql, {channel, channel, toMs(now - window), channel});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        if (!rows.next())
            return QList<Held>();
        const bool isGathering = !rows.isNull(2);
        if (!isGathering && rows.number(0) + rows.number(1) <= limit)
            return QList<Held>();
        if (isGathering)
            until = instantFromMs(rows.number(2));
    }
    const auto query = run(m_database, reading, untriedSql, {channel});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<Held> held;
    while (rows.next())
        held.append({rows.number(0), heldfor::burst, until});
    return held;
}

Result<int> Outbox::holdBursts(qint64 afterNumber, int limit, Milliseconds window, Instant now)
{
    static const QString channelSql =
        QStringLiteral("SELECT DISTINCT channel FROM delivery WHERE id > ? AND state = 'queued' AND role <> 'digest'");
    auto held = behindHeld(afterNumber);
    if (!held)
        return fail(held.error());
    QStringList channels;
    if (limit > 0) {
        const auto query = run(m_database, reading, channelSql, {afterNumber});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        while (rows.next())
            channels << rows.text(0);
    }
    QSet<qint64> numbers;
    for (const Held &one : std::as_const(*held))
        numbers.insert(one.number);
    for (const QString &channel : std::as_const(channels)) {
        const auto burst = burstIn(channel, limit, window, now);
        if (!burst)
            return fail(burst.error());
        for (const Held &one : *burst) {
            if (!numbers.contains(one.number))
                held->append(one);
        }
    }
    if (held->isEmpty())
        return 0;
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    QList<AuditEvent> events;
    QSet<qint64> touched;
    for (const Held &one : std::as_const(*held)) {
        if (const auto done = hold(one, events, touched); !done)
            return fail(done.error());
    }
    if (const auto written = write(events, touched, now); !written)
        return fail(written.error());
    if (const auto committed = transaction->commit(); !committed)
        return fail(committed.error());
    return static_cast<int>(held->size());
}

} // namespace ledgercast
