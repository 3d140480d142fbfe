// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/dispatcher.h"

#include "core/base/log.h"

namespace ledgercast {

using namespace std::chrono_literals;

namespace {

/// Retrying deliveries due later than this do not keep a pass from being settled.
constexpr Milliseconds settleHorizon = 5s;
/// How far before the attempt a look begins: two clocks are compared.
constexpr Milliseconds lookSkew = 120s;
constexpr Milliseconds storeRetry = 2s;

/// An edit of a message that isn't there is a message of its own.
bool isEdit(const OutboxItem &item, const QString &threadTs)
{
    return item.role == DeliveryRole::Edit && !threadTs.isEmpty();
}

/// Whether a reply waits for a parent that failed, when that is not what its reason says.
std::optional<Settlement> newReason(const OutboxItem &item)
{
    if (item.state != DeliveryState::Queued || item.isParentStuck == (item.reason == parentFailed))
        return std::nullopt;
    Settlement settlement;
    settlement.id = item.id;
    settlement.state = item.state;
    settlement.code = item.isParentStuck ? parentFailed : QString();
    return settlement;
}

} // namespace

Dispatcher::Dispatcher(Outbox &outbox, SlackApi &slack, const Clock &clock, DispatchSettings settings, QObject *parent)
    : QObject(parent)
    , m_outbox(outbox)
    , m_slack(slack)
    , m_clock(clock)
    , m_settings(std::move(settings))
    , m_lanes(m_settings.lanes)
    , m_lookups(m_settings.lookAfter)
{
    m_pump.setSingleShot(true);
    m_pump.setTimerType(Qt::PreciseTimer);
    connect(&m_pump, &QTimer::timeout, this, &Dispatcher::pump);
}

Result<void> Dispatcher::recover()
{
    const auto open = m_outbox.open();
    if (!open)
        return fail(open.error());
    // The lanes forgot what they sent last: a crash must not make them faster.
    const auto starts = m_outbox.lastStarts(m_clock.now() - m_settings.lanes.interval);
    if (!starts)
        return fail(starts.error());
    for (auto start = starts->cbegin(); start != starts->cend(); ++start)
        m_lanes.sentEarlier(start.key(), *start);
    // Found as sending: the process died between the commit and the answer, so the outcome is unknown. An edit can be
    // made again.
    QList<Settlement> unclear;
    QList<OutboxItem> items = *open;
    for (OutboxItem &item : items) {
        if (item.state != DeliveryState::Sending)
            continue;
        Settlement settlement;
        settlement.id = item.id;
        settlement.state = isEdit(item, item.parentTs) ? DeliveryState::Queued : DeliveryState::Unconfirmed;
        settlement.outcome = QStringLiteral("unclear");
        settlement.code = QStringLiteral("interrupted");
        unclear.append(settlement);
        item.state = settlement.state;
    }
    if (!unclear.isEmpty()) {
        if (const auto settled = m_outbox.exchange(unclear, {}, m_clock.now()); !settled)
            return fail(settled.error());
        qCInfo(logEngine) << unclear.size() << "deliveries were interrupted; their channels are looked up";
    }
    return addItems(items);
}

Result<void> Dispatcher::takeUp()
{
    const auto open = m_outbox.open(m_lastNumber);
    if (!open)
        return fail(open.error());
    return addItems(*open);
}

Result<void> Dispatcher::flush()
{
    if (m_settlements.isEmpty())
        return {};
    if (const auto written = m_outbox.exchange(m_settlements, {}, m_clock.now()); !written)
        return fail(written.error());
    m_settlements.clear();
    Q_EMIT committed();
    return {};
}

Result<void> Dispatcher::reload()
{
    if (const auto written = flush(); !written)
        return written;
    const auto open = m_outbox.open();
    if (!open)
        return fail(open.error());
    QList<OutboxItem> items;
    QSet<QString> kept;
    for (const OutboxItem &item : *open) {
        // What is on its way or being looked for stays as it is: its outcome comes.
        if (m_onTheWay.contains(item.id) || (m_lookups.contains(item.id) && item.state == DeliveryState::Unconfirmed))
            kept.insert(item.id);
        else
            items.append(item);
    }
    const QStringList known = m_items.keys();
    for (const QString &id : known) {
        if (kept.contains(id))
            continue;
        m_lanes.remove(id);
        m_lookups.remove(id);
        m_items.remove(id);
    }
    return addItems(items);
}

Result<void> Dispatcher::addItems(const QList<OutboxItem> &items)
{
    QSet<QString> open;
    QStringList parents;
    for (const OutboxItem &item : items)
        open.insert(item.id);
    for (const OutboxItem &item : items) {
        if (!item.parentId.isEmpty() && !open.contains(item.parentId) && !m_items.contains(item.parentId))
            parents << item.parentId;
    }
    const auto states = m_outbox.states(parents);
    if (!states)
        return fail(states.error());
    QList<Settlement> reasons;
    for (OutboxItem item : items) {
        m_lastNumber = std::max(m_lastNumber, item.number);
        // An answer that isn't written yet left the lanes already: nobody would wake a reply to it.
        const auto unwritten = unwrittenState(item.parentId);
        const auto parent = unwritten ? *unwritten : states->value(item.parentId, DeliveryState::Queued);
        m_hasOrphans = m_hasOrphans || (unwritten && parent == DeliveryState::Failed);
        if (parent == DeliveryState::Posted || parent == DeliveryState::Dismissed)
            item.parentId.clear(); // the thread's ts is read when it is sent
        if (const auto reason = newReason(item))
            reasons.append(*reason);
        m_items.insert(item.id, item);
        enqueue(item);
        if (item.state == DeliveryState::Unconfirmed && item.reason != cannotLook)
            watch(item, item.lastStartedAt.value_or(m_clock.now()), item.parentTs);
    }
    m_hasSettled = false;
    const auto said = sayWhatWaits(reasons);
    schedule();
    return said;
}

void Dispatcher::enqueue(const OutboxItem &item)
{
    LaneItem entry;
    entry.deliveryId = item.id;
    entry.channel = item.channel;
    // A digest is of many documents: none waits behind another.
    entry.documentKey = item.document > 0 ? QString::number(item.document) : QString();
    entry.parentId = item.parentId;
    entry.notBefore = item.nextAttemptAt.value_or(Instant());
    entry.isEdit = item.role == DeliveryRole::Edit;
    if (item.state == DeliveryState::Unconfirmed)
        m_lanes.enqueueUnclear(entry);
    else
        m_lanes.enqueue(entry);
}

void Dispatcher::watch(const OutboxItem &item, Instant sentAt, const QString &threadTs)
{
    m_lookups.add(item.id, {channelIdOf(item), threadTs}, sentAt, m_slack.clockOffset(), m_clock.now());
}

void Dispatcher::setPaused(bool isPaused)
{
    m_isPaused = isPaused;
    schedule();
}

void Dispatcher::setTokenDead(bool isDead)
{
    m_isTokenDead = isDead;
    if (!isDead)
        m_lanes.unparkAll();
    schedule();
}

void Dispatcher::setSettings(const DispatchSettings &settings)
{
    m_settings = settings;
    m_lanes.setSettings(settings.lanes);
    m_lookups.setTimes(settings.lookAfter);
    schedule();
}

void Dispatcher::setChannels(const QList<Channel> &channels)
{
    // What is on its way keeps the name it left under: that goes on meaning the same channel, unless another has it
    // now.
    QHash<QString, QString> ids;
    QSet<QString> seen;
    for (const Channel &channel : channels) {
        ids.insert(channel.name, channel.id);
        seen.insert(channel.id);
    }
    for (auto known = m_channelIds.cbegin(); known != m_channelIds.cend(); ++known) {
        if (!ids.contains(known.key()) && seen.contains(known.value()))
            ids.insert(known.key(), known.value());
    }
    m_channelIds = ids;
}

QString Dispatcher::channelIdOf(const OutboxItem &item) const
{
    if (!item.channelId.isEmpty())
        return item.channelId;
    return m_channelIds.value(item.channel, item.channel);
}

std::optional<Instant> Dispatcher::nextWake() const
{
    if (m_isTokenDead)
        return std::nullopt;
    std::optional<Instant> next = m_lookups.nextDue();
    if (m_isPaused)
        return next;
    const auto ready = m_lanes.nextWake();
    return next && ready ? std::min(next, ready) : (next ? next : ready);
}

void Dispatcher::schedule()
{
    if (!m_settlements.isEmpty() || m_hasOrphans) {
        m_pump.start(0ms);
        return;
    }
    const auto wake = m_isDraining ? std::nullopt : nextWake();
    if (wake)
        m_pump.start(std::clamp<Milliseconds>(*wake - m_clock.now(), 0ms, 1h));
    else
        m_pump.stop();
    if (!m_hasSettled && isSettled()) {
        m_hasSettled = true;
        QMetaObject::invokeMethod(this, &Dispatcher::settled, Qt::QueuedConnection);
    }
}

bool Dispatcher::isSettled() const
{
    if (m_lanes.inFlight() > 0 || !m_settlements.isEmpty() || m_hasOrphans)
        return false;
    const auto wake = nextWake();
    return !wake || *wake > m_clock.now() + settleHorizon + m_lookups.span();
}

QStringList Dispatcher::takeReady(Instant now)
{
    QStringList ready = m_lanes.takeReady(now);
    const auto closed = ready.removeIf([&](const QString &id) {
        const bool mayGo = !m_mayPost || m_mayPost(m_items.value(id).channel);
        if (!mayGo)
            m_lanes.settled(id, PostVerdict::RetryLater, now, storeRetry);
        return !mayGo;
    });
    if (closed > 0)
        Q_EMIT gateClosed();
    return ready;
}

void Dispatcher::pump()
{
    const Instant now = m_clock.now();
    QStringList starting;
    if (!m_isPaused && !m_isTokenDead && !m_isDraining)
        starting = takeReady(now);
    if (!m_settlements.isEmpty() || !starting.isEmpty()) {
        const auto outgoing = m_outbox.exchange(m_settlements, starting, now);
        if (!outgoing) {
            // Nothing left: what came back stays in memory until it can be written, what was to leave goes back.
            for (const QString &id : starting)
                m_lanes.settled(id, PostVerdict::RetryLater, now, storeRetry);
            Q_EMIT storeFailed(outgoing.error());
            m_pump.start(storeRetry);
            return;
        }
        m_settlements.clear();
        for (const Outgoing &one : *outgoing) {
            m_lanes.sent(one.id, m_clock.now());
            m_onTheWay.insert(one.id);
            m_scope.start(send(one, m_clock.now()));
        }
        Q_EMIT committed();
    }
    if (!m_isTokenDead && !m_isDraining) {
        const QList<Lookups::Look> looks = m_lookups.takeDue(now);
        for (const Lookups::Look &one : looks)
            m_scope.start(look(one));
    }
    if (std::exchange(m_hasOrphans, false)) {
        if (const auto again = reload(); !again) {
            m_hasOrphans = true;
            Q_EMIT storeFailed(again.error());
            m_pump.start(storeRetry);
            return;
        }
    }
    schedule();
}

QCoro::Task<void> Dispatcher::send(Outgoing outgoing, Instant startedAt)
{
    const OutboxItem item = m_items.value(outgoing.id);
    ++m_calls;
    auto answering =
        isEdit(item, outgoing.threadTs)
            ? m_slack.edit({outgoing.parentChannelId, outgoing.threadTs, outgoing.message, m_settings.timeout})
            : m_slack.post({outgoing.id, channelIdOf(item), outgoing.threadTs, outgoing.message, m_settings.timeout});
    const PostOutcome outcome = co_await answering;
    m_onTheWay.remove(outgoing.id);
    settlePost(outgoing, outcome, startedAt);
    schedule();
}

QCoro::Task<void> Dispatcher::look(Lookups::Look look)
{
    ++m_calls;
    // Slack's clock may have become known, or ours been set, since it was sent: the earlier reading is the safe one.
    const Instant since = std::min(look.since, look.sentAt + m_slack.clockOffset()) - lookSkew;
    auto looking = m_slack.findDeliveries(look.place.channelId, look.place.threadTs, since);
    const auto found = co_await looking;
    const Instant now = m_clock.now();
    if (found) {
        settleLook(look.ids, *found, now);
    } else if (found.error().isRetryable() || found.error().kind == ErrorKind::Auth) {
        for (const QString &id : std::as_const(look.ids))
            m_lookups.postpone(id, now + found.error().retryAfter.value_or(m_lookups.span()));
        if (found.error().kind == ErrorKind::Auth) {
            m_isTokenDead = true;
            Q_EMIT tokenRefused(found.error());
        }
    } else {
        giveUpLooking(look.ids, found.error());
    }
    schedule();
}

QCoro::Task<void> Dispatcher::drain()
{
    m_isDraining = true;
    m_scope.stop();
    auto draining = m_scope.drain();
    co_await draining;
    m_pump.stop();
    if (const auto written = flush(); !written)
        Q_EMIT storeFailed(written.error());
}

} // namespace ledgercast
