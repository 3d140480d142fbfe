// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/engine/person.h"
#include "core/engine/planner.h"
#include "core/store/reader.h"

// What people ask for when a post failed: again, elsewhere, as it was composed or as it would be today.
namespace ledgercast {

namespace {

/// So many are compared before a person is asked; what was composed anew is the same for the rest.
constexpr qsizetype mostCompared = 200;

QString nameOf(const QString &channel)
{
    return channel.startsWith(u'#') ? channel.mid(1) : channel;
}

/// What a replay may send again; channel: to another channel, where a copy goes of what is posted, too.
bool mayBeReplayed(const DeliveryRow &delivery, const QString &channel)
{
    switch (delivery.state) {
    case DeliveryState::Failed:
    case DeliveryState::Held:
    case DeliveryState::Retrying:
        return true;
    case DeliveryState::Unconfirmed:
        return channel.isEmpty() && delivery.reason == cannotLook;
    case DeliveryState::Posted:
    case DeliveryState::Queued:
        return !channel.isEmpty();
    default:
        return false;
    }
}

} // namespace

Result<QList<ReplayChange>> Engine::replayChanges(const QList<qint64> &entryIds, const QString &channel)
{
    const Reader reader(*m_database);
    QHash<QString, PlanContext> contexts; // by tenant
    QList<ReplayChange> changes;
    for (const qint64 id : entryIds) {
        const auto entry = reader.entry(id);
        if (!entry)
            return fail(entry.error());
        const auto context = contextOf(entry->change.document.tenant, contexts);
        if (!context)
            return fail(context.error());
        for (const DeliveryRow &delivery : entry->deliveries) {
            if (!mayBeReplayed(delivery, channel))
                continue;
            const QString target = channel.isEmpty() ? delivery.channel : channel;
            const QByteArray anew = planner::composeAnew(entry->change, delivery.role, target, **context);
            changes.append({id, delivery.id, target, delivery.message, anew});
        }
    }
    return changes;
}

void Engine::previewReplay(const QList<qint64> &entryIds, const QString &channel)
{
    const QString target = nameOf(channel);
    auto changes = replayChanges(entryIds.mid(0, mostCompared), target);
    if (!changes)
        return report(changes.error());
    changes->removeIf([](const ReplayChange &change) { return change.anew.isEmpty() || change.anew == change.stored; });
    Q_EMIT replayPreviewed({entryIds, channel, *changes});
}

void Engine::replay(const QList<qint64> &entryIds, const QString &channel, bool isComposedAnew)
{
    const QString target = nameOf(channel);
    if (!target.isEmpty() && !m_guard.decide(target).isAllowed)
        return report({ErrorKind::Input, tr("Replay"), m_guard.sentenceOn(target), {}, heldfor::guard});
    // What was composed for one channel may say what another may not read.
    const bool isMasked = !target.isEmpty() && m_guard.decide(target).isRestricting();
    Outbox::NewMessages messages;
    if (isComposedAnew || isMasked) {
        const auto changes = replayChanges(entryIds, target);
        if (!changes)
            return report(changes.error());
        for (const ReplayChange &change : *changes)
            messages.insert(change.deliveryId, change.anew);
    }
    const auto count = editDeliveries([&]() -> Result<int> {
        const auto edited = target.isEmpty() ? m_outbox->requeue(entryIds, person(), m_clock.now(), messages)
                                             : m_outbox->redirect(entryIds, target, person(), m_clock.now(), messages);
        const auto held = edited ? holdGuarded() : Result<int>(0);
        return held ? edited : held;
    });
    if (!count)
        return report(count.error());
    if (*count == 0) {
        Q_EMIT notice(tr("Nothing to replay: these entries are posted, queued, being looked up in Slack, held by "
                         "the channel guard or wait for a rule that names their cost centre."));
        return;
    }
    Q_EMIT notice(target.isEmpty() ? tr("%n message(s) queued again.", nullptr, *count)
                                   : tr("%n message(s) queued for #%1.", nullptr, *count).arg(target));
}

void Engine::replayFailed()
{
    const Reader reader(*m_database);
    const auto entries = reader.failedEntries();
    if (!entries)
        return report(entries.error());
    replay(*entries);
}

} // namespace ledgercast
