// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/engine/engine.h"
#include "core/engine/floods.h"

namespace ledgercast {

/// What was held until now goes out, by itself or in a digest. isLast: nobody will be here when a burst is over.
Result<void> Engine::releaseHeld(bool isLast)
{
    const Instant now = m_clock.now();
    auto held = m_outbox->heldUntil(now, isLast ? heldfor::burst : QString());
    if (!held)
        return fail(held.error());
    for (HeldDelivery &one : *held) {
        // The messages are without it; their sum would tell.
        if (m_guard.decide(one.channel).maskedFields.contains(QStringLiteral("amount")))
            one.amount.reset();
    }
    if (held->isEmpty())
        return {};
    const auto decision = floods::decide(*held, m_settings.floodRules(), now, QLocale(QLocale::English));
    if (const auto written = m_dispatcher->flush(); !written)
        return written;
    if (const auto decided = m_outbox->decide(decision, now); !decided)
        return decided;
    qCInfo(logEngine) << held->size() << "held messages:" << decision.digests.size() << "digests,"
                      << decision.released.size() << "by themselves";
    storeCommitted();
    if (decision.digests.isEmpty() && decision.released.isEmpty())
        return {};
    return m_dispatcher->reload();
}

/// A mute that was ended, or other digest times: what is held need not wait for the old ones.
void Engine::reconsiderHeld()
{
    const Instant now = m_clock.now();
    if (const auto done = m_outbox->reconsiderHeld(m_settings.floodRules().nextDigest(now), now); !done)
        report(done.error());
}

/// New deliveries were committed: those that are too many for a channel are held, the others are sent.
void Engine::takeUpDeliveries()
{
    const qint64 before = m_dispatcher->lastNumber(); // a release takes up the new ones, too
    if (const auto released = releaseHeld(false); !released)
        report(released.error());
    const FloodRules rules = m_settings.floodRules();
    const auto held = m_outbox->holdBursts(before, rules.burstLimit, rules.burstWindow, m_clock.now());
    if (!held)
        report(held.error());
    const auto taken = held && *held > 0 ? m_dispatcher->reload() : m_dispatcher->takeUp();
    if (!taken)
        report(taken.error());
    storeCommitted();
}

} // namespace ledgercast
