// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/floodrules.h"
#include "core/store/auditlog.h"
#include "core/store/outbox.h"
#include "core/store/statements.h"

namespace ledgercast {

namespace {

const QString writing = QStringLiteral("Write the audit log");

} // namespace

Result<int> Outbox::holdGuarded(const ChannelTest &isMeant, bool withFailed, Instant now)
{
    static const QString update = QStringLiteral("UPDATE delivery SET state = 'held', reason = 'guard', "
                                                 "next_attempt_at = NULL WHERE id = ? RETURNING change_id");
    const auto open = items(QStringLiteral("state NOT IN ('posted', 'dismissed') AND state IN ('queued', 'retrying', "
                                           "'held', 'failed') AND reason <> 'guard' "
                                           "AND role <> 'digest' ORDER BY id"),
                            {});
    if (!open)
        return fail(open.error());
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    QList<AuditEvent> events;
    QSet<qint64> touched;
    int count = 0;
    for (const OutboxItem &item : *open) {
        if ((item.state == DeliveryState::Failed && !withFailed) || !isMeant(item.channel))
            continue;
        const auto apart = takeApart(item, touched);
        if (!apart)
            return fail(apart.error());
        if (!*apart)
            continue; // the digest that tells it is on its way
        const auto query = run(m_database, writing, update, {item.number});
        if (!query)
            return fail(query.error());
        const Rows rows(*query);
        if (!rows.next())
            continue;
        ++count;
        touched.insert(rows.number(0));
        if (item.role != DeliveryRole::Detail)
            events.append(
                {QStringLiteral("held"), rows.number(0), item.id, {{QStringLiteral("reason"), heldfor::guard}}});
    }
    if (count == 0)
        return 0;
    if (const auto written = write(events, touched, now); !written)
        return fail(written.error());
    if (const auto committed = transaction->commit(); !committed)
        return fail(committed.error());
    return count;
}

Result<int> Outbox::releaseGuarded(const ChannelTest &isMeant, Instant now)
{
    const auto held = items(
        QStringLiteral(
            "state NOT IN ('posted', 'dismissed') AND state = 'held' AND reason = 'guard' AND route = '' ORDER BY id"),
        {});
    if (!held)
        return fail(held.error());
    auto transaction = Transaction::begin(m_database);
    if (!transaction)
        return fail(transaction.error());
    QList<AuditEvent> events;
    QSet<qint64> touched;
    int count = 0;
    for (const OutboxItem &item : *held) {
        if (!isMeant(item.channel))
            continue;
        if (const auto released = release(item.number, events, touched); !released)
            return fail(released.error());
        ++count;
    }
    if (count == 0)
        return 0;
    if (const auto written = write(events, touched, now); !written)
        return fail(written.error());
    if (const auto committed = transaction->commit(); !committed)
        return fail(committed.error());
    return count;
}

} // namespace ledgercast
