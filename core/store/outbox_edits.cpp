// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/outbox.h"

#include "core/domain/floodrules.h"
#include "core/store/auditlog.h"
#include "core/store/entryrefresh.h"
#include "core/store/statements.h"

#include <QJsonArray>
#include <QUuid>

namespace ledgercast {

namespace {

const QString writing = QStringLiteral("Write the audit log");
const QString reading = QStringLiteral("Read the audit log");

} // namespace

Result<int> Outbox::edit(const QList<qint64> &entryIds, Instant now, const Edit &edit, const EntryEdit &entryEdit)
{
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    QList<AuditEvent> events;
    QSet<qint64> touched(entryIds.begin(), entryIds.end());
    for (const qint64 entry : entryIds) {
        const auto found = ofEntries({entry});
        if (!found)
            return fail(found.error());
        for (const OutboxItem &item : *found) {
            auto event = edit(item, found->first(), touched);
            if (!event)
                return fail(event.error());
            if (!*event)
                continue;
            (*event)->changeId = entry;
            events.append(**event);
        }
        if (!entryEdit)
            continue;
        const auto event = entryEdit(entry);
        if (!event)
            return fail(event.error());
        if (*event)
            events.append(**event);
    }
    if (const auto refreshed = refreshEntries(m_database, touched); !refreshed)
        return fail(refreshed.error());
    if (const auto appended = auditlog::append(m_database, events, now); !appended)
        return fail(appended.error());
    if (const auto committed = transaction->commit(); !committed)
        return fail(committed.error());
    return static_cast<int>(events.size());
}

Result<int> Outbox::requeue(const QList<qint64> &entryIds, const QString &actor, Instant now,
                            const NewMessages &messages)
{
    static const QString sql = QStringLiteral(
        "UPDATE delivery SET state = 'queued', reason = '', next_attempt_at = NULL, has_failed = 1 WHERE id = ?");
    const auto again = [&](const OutboxItem &item, const OutboxItem &,
                           QSet<qint64> &touched) -> Result<std::optional<AuditEvent>> {
        // An unconfirmed one is looked up first; only where that isn't possible may a person decide.
        const bool isGuarded = item.state == DeliveryState::Held && item.reason == heldfor::guard;
        const bool mayGo = item.state == DeliveryState::Failed || (item.state == DeliveryState::Held && !isGuarded) ||
                           item.state == DeliveryState::Retrying ||
                           (item.state == DeliveryState::Unconfirmed && item.reason == cannotLook);
        if (!mayGo)
            return std::nullopt;
        if (const auto done = item.bundle.isEmpty() ? change(m_database, writing, sql, {item.number})
                                                    : requeueBundle(item.bundle, touched);
            !done)
            return fail(done.error());
        EventData data{{QStringLiteral("from"), toWord(item.state)}};
        if (item.bundle.isEmpty() && messages.contains(item.id)) {
            if (const auto rewritten = rewrite(item.id, messages.value(item.id), data); !rewritten)
                return fail(rewritten.error());
        }
        return AuditEvent{QStringLiteral("replayed"), {}, item.id, data, actor};
    };
    return edit(entryIds, now, again);
}

Result<int> Outbox::redirect(const QList<qint64> &entryIds, const QString &channel, const QString &actor, Instant now,
                             const NewMessages &messages)
{
    static const QString copySql = QStringLiteral(
        "INSERT INTO delivery (uuid, change_id, document_id, parent, role, state, channel, channel_id, route, reason, "
        "message, has_failed) SELECT ?, change_id, document_id, ?, ?, 'queued', ?, '', '', '', message, 1 "
        "FROM delivery WHERE id = ?");
    static const QString dismissSql =
        QStringLiteral("UPDATE delivery SET state = 'dismissed', reason = 'replayed_elsewhere' WHERE id = ? "
                       "AND state IN ('failed', 'held', 'queued', 'retrying')");
    QHash<QString, QString> copies;
    return edit(entryIds, now,
                [&](const OutboxItem &item, const OutboxItem &first,
                    QSet<qint64> &touched) -> Result<std::optional<AuditEvent>> {
                    // One copy of each message, wherever it was meant to go: the first channel's.
                    if (item.state == DeliveryState::Dismissed || item.channel != first.channel ||
                        item.state == DeliveryState::Sending || item.state == DeliveryState::Unconfirmed)
                        return std::nullopt;
                    if (messages.contains(item.id) && messages.value(item.id).isEmpty())
                        return std::nullopt; // there is nothing to say in its role any more
                    const auto apart = takeApart(item, touched);
                    if (!apart)
                        return fail(apart.error());
                    if (!*apart)
                        return std::nullopt; // the digest that tells it is on its way
                    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
                    const QString parent = copies.value(item.parentId);
                    copies.insert(item.id, id);
                    if (item.role == DeliveryRole::Edit)
                        copies.insert(item.parentId, id); // what replies to the message it is for
                    // An update whose thread lives elsewhere starts a thread of its own here.
                    const DeliveryRole role = parent.isEmpty() ? DeliveryRole::Main : item.role;
                    const QVariant parentValue = parent.isEmpty() ? QVariant() : QVariant(parent);
                    const auto copied =
                        change(m_database, writing, copySql, {id, parentValue, toWord(role), channel, item.number});
                    if (!copied)
                        return fail(copied.error());
                    if (const auto dismissed = change(m_database, writing, dismissSql, {item.number}); !dismissed)
                        return fail(dismissed.error());
                    EventData data{{QStringLiteral("channel"), channel}, {QStringLiteral("instead_of"), item.id}};
                    if (messages.contains(item.id)) {
                        if (const auto rewritten = rewrite(id, messages.value(item.id), data); !rewritten)
                            return fail(rewritten.error());
                    }
                    return AuditEvent{QStringLiteral("replayed"), {}, id, data, actor};
                });
}

Result<std::optional<AuditEvent>> Outbox::dismissUnrouted(qint64 entry, const QString &reason, const QString &actor)
{
    static const QString select = QStringLiteral("SELECT unrouted FROM change WHERE id = ? AND unrouted <> ''");
    static const QString update = QStringLiteral(
        "UPDATE change SET unrouted = '', state = 'skipped', reason = ? WHERE id = ?"); // deliveries may say otherwise
    QStringList centres;
    {
        const auto query = run(m_database, reading, select, {entry});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        if (!rows.next())
            return std::nullopt;
        centres = rows.text(0).split(u' ');
    }
    if (const auto done = change(m_database, writing, update, {text(reason), entry}); !done)
        return fail(done.error());
    return AuditEvent{
        QStringLiteral("dismissed"),
        entry,
        {},
        {{QStringLiteral("reason"), reason}, {QStringLiteral("cost_centres"), QJsonArray::fromStringList(centres)}},
        actor};
}

Result<int> Outbox::dismiss(const QList<qint64> &entryIds, const QString &reason, const QString &actor, Instant now)
{
    static const QString sql =
        QStringLiteral("UPDATE delivery SET state = 'dismissed', reason = ?, next_attempt_at = NULL WHERE id = ?");
    const auto ofDelivery = [&](const OutboxItem &item, const OutboxItem &,
                                QSet<qint64> &touched) -> Result<std::optional<AuditEvent>> {
        if (item.state == DeliveryState::Posted || item.state == DeliveryState::Dismissed ||
            item.state == DeliveryState::Sending)
            return std::nullopt;
        const auto apart = takeApart(item, touched);
        if (!apart)
            return fail(apart.error());
        if (!*apart)
            return std::nullopt; // the digest that tells it is on its way
        if (const auto done = change(m_database, writing, sql, {text(reason), item.number}); !done)
            return fail(done.error());
        return AuditEvent{QStringLiteral("dismissed"), {}, item.id, {{QStringLiteral("reason"), reason}}, actor};
    };
    return edit(entryIds, now, ofDelivery, [&](qint64 entry) { return dismissUnrouted(entry, reason, actor); });
}

} // namespace ledgercast
