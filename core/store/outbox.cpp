// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/outbox.h"

#include "core/store/auditlog.h"
#include "core/store/entryrefresh.h"
#include "core/store/statements.h"

namespace ledgercast {

namespace {

const QString writing = QStringLiteral("Write the audit log");
const QString reading = QStringLiteral("Read the audit log");

QVariant timeOrNull(std::optional<Instant> instant)
{
    return instant ? QVariant(toMs(*instant)) : QVariant();
}

std::optional<Instant> optionalTime(const Rows &rows, int column)
{
    return rows.isNull(column) ? std::nullopt : std::optional(instantFromMs(rows.number(column)));
}

} // namespace

struct Outbox::Row
{
    qint64 number = 0;
    qint64 entry = 0;
    DeliveryState state = DeliveryState::Queued;
    int attempts = 0;
    QString parent;
    QByteArray message;
    DeliveryRole role = DeliveryRole::Main;
};

Result<Outbox::Row> Outbox::row(const QString &id) const
{
    static const QString sql =
        QStringLiteral("SELECT id, change_id, state, attempts, parent, message, role FROM delivery WHERE uuid = ?");
    const auto query = run(m_database, reading, sql, {id});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    if (!rows.next())
        return fail(ErrorKind::NotFound, reading, QStringLiteral("There is no delivery %1.").arg(id));
    return Row{rows.number(0),
               rows.number(1),
               deliveryStateFromWord(rows.text(2)).value_or(DeliveryState::Failed),
               rows.count(3),
               rows.text(4),
               rows.bytes(5),
               deliveryRoleFromWord(rows.text(6)).value_or(DeliveryRole::Main)};
}

Result<QList<OutboxItem>> Outbox::items(const QString &where, const QVariantList &values) const
{
    const auto query = run(m_database, reading,
                           u"SELECT id, uuid, document_id, parent, role, state, channel, channel_id, reason, attempts, "
                           u"next_attempt_at, (SELECT max(started_at) FROM attempt WHERE delivery_id = delivery.id), "
                           u"(SELECT ts FROM delivery AS parent WHERE parent.uuid = delivery.parent), bundle, "
                           u"(SELECT elder.bundle FROM delivery AS elder WHERE elder.document_id = "
                           u"delivery.document_id AND elder.channel = delivery.channel AND elder.id < delivery.id "
                           u"AND elder.bundle IS NOT NULL AND elder.state IN ('queued', 'retrying', 'unconfirmed') "
                           u"AND elder.reason <> 'parent_failed' ORDER BY elder.id DESC LIMIT 1), held_for, "
                           u"EXISTS (SELECT 1 FROM delivery AS parent WHERE parent.uuid = delivery.parent AND "
                           u"(parent.state = 'failed' OR parent.state = 'queued' AND parent.reason = 'parent_failed')) "
                           u"FROM delivery WHERE "_qs +
                               where,
                           values);
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QList<OutboxItem> result;
    while (rows.next()) {
        result.append({rows.number(0), rows.text(1), rows.number(2), rows.text(3), rows.text(12),
                       deliveryRoleFromWord(rows.text(4)).value_or(DeliveryRole::Main),
                       deliveryStateFromWord(rows.text(5)).value_or(DeliveryState::Failed), rows.text(6), rows.text(7),
                       rows.text(8), rows.count(9), optionalTime(rows, 10), optionalTime(rows, 11), rows.text(13),
                       rows.text(15), rows.count(16) != 0});
        // Nothing overtakes a digest that tells an earlier change of the same document.
        if (const QString bundle = rows.text(14); !bundle.isEmpty() && !result.last().isParentStuck)
            result.last().parentId = bundle;
    }
    return result;
}

Result<QList<OutboxItem>> Outbox::open(qint64 afterNumber) const
{
    // What a digest tells is sent with it.
    return items(QStringLiteral("state IN ('queued', 'sending', 'retrying', 'unconfirmed') AND id > ? "
                                "AND bundle IS NULL ORDER BY id"),
                 {afterNumber});
}

Result<QList<OutboxItem>> Outbox::ofEntries(const QList<qint64> &entryIds) const
{
    QList<OutboxItem> result;
    for (const qint64 entry : entryIds) {
        const auto found = items(QStringLiteral("change_id = ? ORDER BY id"), {entry});
        if (!found)
            return found;
        result += *found;
    }
    return result;
}

Result<QHash<QString, Instant>> Outbox::lastStarts(Instant after) const
{
    // The newest attempts have the largest numbers: few of them are looked at, whatever the size of the log.
    static const QString sql =
        QStringLiteral("SELECT channel, max(started_at) FROM (SELECT delivery_id, started_at FROM attempt ORDER BY id "
                       "DESC LIMIT 1000) "
                       "JOIN delivery ON delivery.id = delivery_id WHERE started_at > ? GROUP BY channel");
    const auto query = run(m_database, reading, sql, {toMs(after)});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    QHash<QString, Instant> starts;
    while (rows.next())
        starts.insert(rows.text(0), instantFromMs(rows.number(1)));
    return starts;
}

Result<QHash<QString, DeliveryState>> Outbox::states(const QStringList &ids) const
{
    QHash<QString, DeliveryState> result;
    for (const QString &id : ids) {
        const auto found = row(id);
        if (found)
            result.insert(id, found->state);
        else if (found.error().kind != ErrorKind::NotFound)
            return fail(found.error());
    }
    return result;
}

Result<Outgoing> Outbox::start(const QString &id, Instant now, QList<AuditEvent> &events, QSet<qint64> &touched)
{
    static const QString markSql = QStringLiteral(
        "UPDATE delivery SET state = 'sending', attempts = attempts + 1, next_attempt_at = NULL WHERE id = ?");
    static const QString attemptSql =
        QStringLiteral("INSERT INTO attempt (delivery_id, number, started_at) VALUES (?, ?, ?)");
    static const QString parentSql =
        QStringLiteral("SELECT ts, message, permalink, channel_id FROM delivery WHERE uuid = ? AND state = 'posted'");
    const auto found = row(id);
    if (!found)
        return fail(found.error());
    Outgoing outgoing{id, found->message, {}, found->attempts + 1};
    if (!found->parent.isEmpty()) {
        const auto parent = run(m_database, reading, parentSql, {found->parent});
        if (!parent)
            return fail(parent.error());
        if (const Rows rows(*parent); rows.next()) {
            outgoing.threadTs = rows.text(0);
            outgoing.parentMessage = rows.bytes(1);
            outgoing.parentPermalink = rows.text(2);
            outgoing.parentChannelId = rows.text(3);
        }
    }
    if (const auto marked = change(m_database, writing, markSql, {found->number}); !marked)
        return fail(marked.error());
    const auto attempted = change(m_database, writing, attemptSql, {found->number, outgoing.attempt, toMs(now)});
    if (!attempted)
        return fail(attempted.error());
    const bool isDigest = found->role == DeliveryRole::Digest;
    if (found->state != DeliveryState::Queued && !isDigest)
        touched.insert(found->entry);
    AuditEvent event{QStringLiteral("sending"), {}, id, {{QStringLiteral("attempt"), outgoing.attempt}}};
    if (!isDigest)
        event.changeId = found->entry;
    events.append(event);
    return outgoing;
}

Result<void> Outbox::rewrite(const QString &id, const QByteArray &message, EventData &data)
{
    static const QString sql = QStringLiteral("UPDATE delivery SET message = CAST(? AS TEXT) WHERE uuid = ?");
    const auto before = row(id);
    if (!before)
        return fail(before.error());
    if (message.isEmpty() || before->message == message)
        return {};
    data.insert(QStringLiteral("said_before"), QString::fromUtf8(before->message));
    return change(m_database, writing, sql, {message, id});
}

/// Into the thread that has taken the place of its own, if there is one; else it starts one.
Result<void> Outbox::leaveThread(const Settlement &settlement, const Row &row)
{
    static const QString joinSql = QStringLiteral(
        "UPDATE delivery SET parent = successor.uuid FROM delivery AS successor, delivery AS gone "
        "WHERE delivery.id = ? AND gone.uuid = delivery.parent AND successor.id = (SELECT max(newer.id) FROM delivery "
        "AS newer WHERE newer.document_id = delivery.document_id AND newer.channel = delivery.channel AND newer.id > "
        "gone.id AND newer.id <> delivery.id AND newer.role = 'main' AND newer.state = 'posted') "
        "RETURNING delivery.id");
    static const QString startSql =
        QStringLiteral("UPDATE delivery SET parent = NULL, role = CASE role WHEN 'digest' THEN role ELSE 'main' END, "
                       "message = CASE WHEN ? = '' THEN message ELSE CAST(? AS TEXT) END WHERE id = ?");
    // What is on its way to the old thread is looked for there.
    static const QString followSql =
        QStringLiteral("UPDATE delivery SET parent = ? WHERE parent = ? AND document_id IS (SELECT document_id FROM "
                       "delivery WHERE id = ?) AND state IN ('held', 'queued', 'retrying', 'failed')");
    if (settlement.state != DeliveryState::Posted) {
        const auto joined = run(m_database, writing, joinSql, {row.number});
        if (!joined)
            return fail(joined.error());
        if (Rows(*joined).next())
            return {};
    }
    const QString message = QString::fromUtf8(settlement.message);
    if (const auto started = change(m_database, writing, startSql, {text(message), text(message), row.number});
        !started)
        return started;
    return change(m_database, writing, followSql, {settlement.id, row.parent, row.number});
}

Result<void> Outbox::settle(const Settlement &settlement, Instant now, QList<AuditEvent> &events, QSet<qint64> &touched)
{
    static const QString sql = QStringLiteral(
        "UPDATE delivery SET state = ?, reason = ?, next_attempt_at = ?, ts = ?, permalink = ?, posted_at = ?, "
        "channel_id = CASE WHEN ? = '' THEN channel_id ELSE ? END, has_failed = has_failed OR ? WHERE id = ?");
    static const QString attemptSql = QStringLiteral(
        "UPDATE attempt SET ended_at = ?, outcome = ?, code = ?, detail = ? WHERE delivery_id = ? AND number = ?");
    const auto found = row(settlement.id);
    if (!found)
        return fail(found.error());
    const bool isPosted = settlement.state == DeliveryState::Posted;
    const bool hasFailed = settlement.state == DeliveryState::Failed || settlement.state == DeliveryState::Retrying;
    const auto updated = change(m_database, writing, sql,
                                {toWord(settlement.state), text(isPosted ? QString() : settlement.code),
                                 timeOrNull(settlement.nextAttemptAt), text(settlement.ts), text(settlement.permalink),
                                 isPosted ? QVariant(toMs(now)) : QVariant(), text(settlement.channelId),
                                 text(settlement.channelId), hasFailed ? 1 : 0, found->number});
    if (!updated)
        return updated;
    if (!settlement.outcome.isEmpty()) {
        const auto ended = change(m_database, writing, attemptSql,
                                  {toMs(now), settlement.outcome, text(settlement.code), text(settlement.detail),
                                   found->number, found->attempts});
        if (!ended)
            return ended;
    }
    QJsonObject data{{QStringLiteral("attempt"), found->attempts}};
    if (settlement.hasLeftThread && !found->parent.isEmpty()) {
        if (const auto left = leaveThread(settlement, *found); !left)
            return left;
        data.insert(QStringLiteral("left_thread"), found->parent);
    }
    if (!settlement.code.isEmpty())
        data.insert(QStringLiteral("code"), settlement.code);
    if (!settlement.detail.isEmpty())
        data.insert(QStringLiteral("detail"), settlement.detail);
    if (!settlement.ts.isEmpty())
        data.insert(QStringLiteral("ts"), settlement.ts);
    if (!settlement.channelId.isEmpty())
        data.insert(QStringLiteral("channel"), settlement.channelId);
    if (settlement.nextAttemptAt)
        data.insert(QStringLiteral("next"), toMs(*settlement.nextAttemptAt));
    if (found->role == DeliveryRole::Digest) {
        events.append({toWord(settlement.state), {}, settlement.id, data});
        return settleTold(settlement.id, toWord(settlement.state), data, events, touched);
    }
    touched.insert(found->entry);
    events.append({toWord(settlement.state), found->entry, settlement.id, data});
    return {};
}

Result<QList<Outgoing>> Outbox::exchange(const QList<Settlement> &settled, const QStringList &starting, Instant now)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    QList<AuditEvent> events;
    QSet<qint64> touched;
    for (const Settlement &settlement : settled) {
        if (const auto done = settle(settlement, now, events, touched); !done)
            return fail(done.error());
    }
    QList<Outgoing> outgoing;
    for (const QString &id : starting) {
        const auto started = start(id, now, events, touched);
        if (!started)
            return fail(started.error());
        outgoing.append(*started);
    }
    if (const auto refreshed = refreshEntries(m_database, touched); !refreshed)
        return fail(refreshed.error());
    if (const auto appended = auditlog::append(m_database, events, now); !appended)
        return fail(appended.error());
    if (const auto committed = transaction->commit(); !committed)
        return fail(committed.error());
    return outgoing;
}

} // namespace ledgercast
