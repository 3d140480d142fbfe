// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dispatcher.h"

#include "core/base/log.h"
#include "core/message/continuation.h"

namespace ledgercast {

using namespace std::chrono_literals;

Settlement Dispatcher::retried(const QString &id, const QString &outcome, Instant now,
                               std::optional<Milliseconds> delay)
{
    Settlement settlement;
    settlement.id = id;
    settlement.outcome = outcome;
    if (!delay) {
        // Tried for a day: a person has to look.
        settlement.state = DeliveryState::Failed;
        m_lanes.settled(id, PostVerdict::Refused, now);
        leave(id);
        return settlement;
    }
    OutboxItem &item = m_items[id];
    item.state = *delay > 0ms ? DeliveryState::Retrying : DeliveryState::Queued;
    settlement.state = item.state;
    if (*delay > 0ms)
        settlement.nextAttemptAt = item.nextAttemptAt = now + *delay;
    m_lanes.settled(id, PostVerdict::RetryLater, now, delay);
    return settlement;
}

Settlement Dispatcher::posted(const QString &id, const QString &outcome, const QString &channelId,
                              const DeliveryPlace &place, const QString &threadTs)
{
    Settlement settlement;
    settlement.id = id;
    settlement.state = DeliveryState::Posted;
    settlement.outcome = outcome;
    settlement.ts = place.ts;
    settlement.channelId = channelId;
    settlement.permalink = m_slack.permalink(channelId, place.ts, place.threadTs).toString(QUrl::FullyEncoded);
    settlement.hasLeftThread = place.threadTs.isEmpty() && !threadTs.isEmpty();
    m_hasOrphans = m_hasOrphans || settlement.hasLeftThread; // what waits for its thread follows it
    return settlement;
}

/// The message is where it was: it has no place of its own.
Settlement Dispatcher::edited(const Outgoing &outgoing, const QString &channelId)
{
    Settlement settlement;
    settlement.id = outgoing.id;
    settlement.state = DeliveryState::Posted;
    settlement.outcome = QStringLiteral("posted");
    settlement.channelId = channelId;
    settlement.permalink = outgoing.parentPermalink;
    return settlement;
}

/// Its thread's first message was deleted, or can't be edited: it goes again at once, as a message of its own.
Settlement Dispatcher::withoutThread(const Outgoing &outgoing, const QString &code, Instant now)
{
    Settlement settlement = retried(outgoing.id, QStringLiteral("refused"), now, 0ms);
    settlement.hasLeftThread = true;
    const bool isLeft = code == u"edit_window_closed" || code == u"cant_update_message";
    const EarlierMessage earlier{outgoing.parentMessage, outgoing.threadTs, QUrl(outgoing.parentPermalink), isLeft};
    if (const auto message = asContinuation(outgoing.message, earlier))
        settlement.message = message->json;
    m_hasOrphans = true;
    return settlement;
}

void Dispatcher::settlePost(const Outgoing &outgoing, const PostOutcome &outcome, Instant startedAt)
{
    const Instant now = m_clock.now();
    OutboxItem &item = m_items[outgoing.id];
    const QString channel = item.channel;
    ++item.attempts;
    Settlement settlement;
    settlement.id = outgoing.id;
    // Without a thread there is none to leave: posting it again would end the same way.
    const bool isRefused = outcome.verdict == PostVerdict::ThreadGone && outgoing.threadTs.isEmpty();
    switch (isRefused ? PostVerdict::Refused : outcome.verdict) {
    case PostVerdict::Posted:
        settlement =
            item.role == DeliveryRole::Edit && !outgoing.threadTs.isEmpty()
                ? edited(outgoing, outcome.channelId)
                : posted(outgoing.id, QStringLiteral("posted"), outcome.channelId,
                         {outcome.ts, outcome.isThreadLost ? QString() : outgoing.threadTs}, outgoing.threadTs);
        ++m_posted;
        m_lanes.settled(outgoing.id, outcome.verdict, now);
        m_items.remove(outgoing.id);
        break;
    case PostVerdict::ThreadGone:
        settlement = withoutThread(outgoing, outcome.error.code, now);
        break;
    case PostVerdict::RetryLater:
        settlement = retried(outgoing.id, QStringLiteral("retry"), now, retryDelay(item.attempts));
        break;
    case PostVerdict::RateLimited:
    case PostVerdict::WaitLong:
    case PostVerdict::TokenDead:
    case PostVerdict::ScopeMissing:
        // Not this delivery's failure: it keeps its place, the lane (or all of them) waits.
        settlement.state = DeliveryState::Queued;
        settlement.outcome = QStringLiteral("retry");
        m_lanes.settled(outgoing.id, outcome.verdict, now, outcome.retryAfter);
        break;
    case PostVerdict::Unclear:
        settlement.state = DeliveryState::Unconfirmed;
        settlement.outcome = QStringLiteral("unclear");
        item.state = DeliveryState::Unconfirmed;
        m_lanes.settled(outgoing.id, outcome.verdict, now);
        watch(item, startedAt, outgoing.threadTs);
        break;
    case PostVerdict::ChannelBroken:
    case PostVerdict::Refused:
        settlement.state = DeliveryState::Failed;
        settlement.outcome = QStringLiteral("refused");
        m_lanes.settled(outgoing.id, outcome.verdict, now);
        leave(outgoing.id);
        break;
    }
    settlement.code = outcome.error.code;
    settlement.detail = outcome.error.detail;
    m_settlements.append(settlement);
    if (outcome.verdict == PostVerdict::ChannelBroken)
        failLane(channel, outcome.error);
    tell(outcome);
}

/// It failed for good: what waits for it is read again when that is written, and says so or goes its own way.
void Dispatcher::leave(const QString &id)
{
    m_hasOrphans = m_hasOrphans || m_lanes.isAwaited(id);
    m_items.remove(id);
}

std::optional<DeliveryState> Dispatcher::unwrittenState(const QString &id) const
{
    for (const Settlement &settlement : m_settlements) {
        if (settlement.id == id)
            return settlement.state;
    }
    return std::nullopt;
}

/// No reply waits without a visible reason. Written at once: an edit that follows has to see it.
Result<void> Dispatcher::sayWhatWaits(const QList<Settlement> &reasons)
{
    if (reasons.isEmpty())
        return {};
    if (const auto written = m_outbox.exchange(reasons, {}, m_clock.now()); !written)
        return fail(written.error());
    m_hasOrphans = true; // what waits for these in turn
    Q_EMIT committed();
    return {};
}

void Dispatcher::tell(const PostOutcome &outcome)
{
    switch (outcome.verdict) {
    case PostVerdict::TokenDead:
    case PostVerdict::ScopeMissing:
        m_isTokenDead = true;
        Q_EMIT tokenRefused(outcome.error);
        break;
    case PostVerdict::RetryLater:
    case PostVerdict::WaitLong:
    case PostVerdict::Unclear:
        Q_EMIT slackUnreachable(outcome.error);
        break;
    default:
        Q_EMIT slackAnswered();
    }
}

void Dispatcher::failLane(const QString &channel, const Error &error)
{
    // Trying each of them would be refused the same way: they fail with the same cause, to be replayed together. What
    // is recorded for the channel later is tried: it may have been mended by then.
    const QStringList waiting = m_lanes.waiting(channel);
    for (const QString &id : waiting) {
        // One whose outcome is unknown may be in the channel: called failed, it would be replayed, and be there twice.
        if (m_items.value(id).state == DeliveryState::Unconfirmed || !m_lanes.remove(id))
            continue;
        Settlement settlement;
        settlement.id = id;
        settlement.state = DeliveryState::Failed;
        settlement.code = error.code;
        settlement.detail = error.detail;
        m_settlements.append(settlement);
        leave(id);
    }
    m_lanes.unpark(channel);
}

void Dispatcher::settleLook(const QStringList &ids, const QHash<QString, DeliveryPlace> &found, Instant now)
{
    for (const QString &id : ids) {
        if (!m_lookups.contains(id))
            continue; // a person decided meanwhile
        const DeliveryPlace place = found.value(id);
        if (place.ts.isEmpty()) {
            if (!m_lookups.notFound(id, now))
                continue;
            const int attempts = m_items.value(id).attempts;
            Settlement absent =
                retried(id, QStringLiteral("absent"), now, attempts < 3 ? Milliseconds(0) : retryDelay(attempts - 2));
            if (absent.state == DeliveryState::Failed)
                absent.code = QStringLiteral("interrupted"); // each answer was lost: the reason that is shown
            m_settlements.append(absent);
            continue;
        }
        const Lookups::Place looked = m_lookups.place(id);
        m_settlements.append(posted(id, QStringLiteral("found"), looked.channelId, place, looked.threadTs));
        ++m_posted;
        m_lookups.remove(id);
        m_lanes.settled(id, PostVerdict::Posted, now);
        m_items.remove(id);
    }
}

void Dispatcher::giveUpLooking(const QStringList &ids, const Error &error)
{
    qCWarning(logEngine) << "the channel can't be looked up:" << error.message << error.code;
    for (const QString &id : ids) {
        if (!m_lookups.remove(id))
            continue;
        Settlement settlement;
        settlement.id = id;
        settlement.state = DeliveryState::Unconfirmed;
        settlement.outcome = QStringLiteral("unclear");
        settlement.code = cannotLook;
        settlement.detail = error.code;
        m_settlements.append(settlement);
    }
}

} // namespace ledgercast
