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

} // namespace

Dispatcher::Dispatcher(Outbox &outbox, SlackApi &slack, const Clock &clock, DispatchSettings settings, QObject *parent)
    : QObject(parent)
    , m_outbox(outbox)
    , m_slack(slack)
    , m_clock(clock)
    , m_settings(std::move(settings))
    , m_lanes(m_settings.lanes)
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
    // Found as sending: the process died between the commit and the answer, so the outcome is unknown.
    QList<Settlement> unclear;
    QList<OutboxItem> items = *open;
    for (OutboxItem &item : items) {
        if (item.state != DeliveryState::Sending)
            continue;
        Settlement settlement;
        settlement.id = item.id;
        settlement.state = DeliveryState::Unconfirmed;
        settlement.outcome = QStringLiteral("unclear");
        settlement.code = QStringLiteral("interrupted");
        unclear.append(settlement);
        item.state = DeliveryState::Unconfirmed;
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

Result<void> Dispatcher::reload()
{
    const auto open = m_outbox.open();
    if (!open)
        return fail(open.error());
    QSet<QString> stillOpen;
    QList<OutboxItem> fresh;
    for (const OutboxItem &item : *open) {
        stillOpen.insert(item.id);
        const bool isNew = !m_items.contains(item.id);
        const bool isSooner = m_items.value(item.id).nextAttemptAt && !item.nextAttemptAt;
        if (isNew || (isSooner && item.state == DeliveryState::Queued)) {
            m_lanes.remove(item.id);
            m_lookups.remove(item.id);
            fresh.append(item);
        }
    }
    const QStringList known = m_items.keys();
    for (const QString &id : known) {
        if (!stillOpen.contains(id)) {
            m_lanes.remove(id);
            m_lookups.remove(id);
            m_items.remove(id);
        }
    }
    return addItems(fresh);
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
    for (OutboxItem item : items) {
        m_lastNumber = std::max(m_lastNumber, item.number);
        const auto parent = states->constFind(item.parentId);
        const bool isParentDone =
            parent != states->constEnd() && (*parent == DeliveryState::Posted || *parent == DeliveryState::Dismissed);
        if (isParentDone)
            item.parentId.clear(); // the thread's ts is read when it is sent
        m_items.insert(item.id, item);
        enqueue(item);
        if (item.state == DeliveryState::Unconfirmed && item.reason != cannotLook)
            watch(item, item.lastStartedAt.value_or(m_clock.now()), item.parentTs);
    }
    m_hasSettled = false;
    schedule();
    return {};
}

void Dispatcher::enqueue(const OutboxItem &item)
{
    LaneItem entry;
    entry.deliveryId = item.id;
    entry.channel = item.channel;
    entry.documentKey = QString::number(item.document);
    entry.parentId = item.parentId;
    entry.notBefore = item.nextAttemptAt.value_or(Instant());
    if (item.state == DeliveryState::Unconfirmed)
        m_lanes.enqueueUnclear(entry);
    else
        m_lanes.enqueue(entry);
}

void Dispatcher::watch(const OutboxItem &item, Instant since, const QString &threadTs)
{
    m_lookups.insert(item.id, {item, since, threadTs, 0, m_clock.now() + m_settings.lookAfter.value(0), false});
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
    schedule();
}

void Dispatcher::setChannels(const QList<Channel> &channels)
{
    m_channelIds.clear();
    for (const Channel &channel : channels)
        m_channelIds.insert(channel.name, channel.id);
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
    std::optional<Instant> next;
    if (!m_isPaused)
        next = m_lanes.nextWake();
    for (const Lookup &lookup : m_lookups) {
        if (!lookup.isRunning && (!next || lookup.nextLook < *next))
            next = lookup.nextLook;
    }
    return next;
}

void Dispatcher::schedule()
{
    if (!m_settlements.isEmpty()) {
        m_pump.start(0ms);
        return;
    }
    const auto wake = nextWake();
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
    if (m_lanes.inFlight() > 0 || !m_settlements.isEmpty())
        return false;
    const auto wake = nextWake();
    return !wake || *wake > m_clock.now() + settleHorizon + m_settings.lookAfter.last();
}

void Dispatcher::pump()
{
    const Instant now = m_clock.now();
    QStringList starting;
    if (!m_isPaused && !m_isTokenDead)
        starting = m_lanes.takeReady(now);
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
            m_scope.start(send(one, m_clock.now()));
        }
        Q_EMIT committed();
    }
    lookDue(now);
    schedule();
}

QCoro::Task<void> Dispatcher::send(Outgoing outgoing, Instant startedAt)
{
    const OutboxItem item = m_items.value(outgoing.id);
    PostRequest request;
    request.deliveryId = outgoing.id;
    request.channel = channelIdOf(item);
    request.threadTs = outgoing.threadTs;
    request.message = outgoing.message;
    request.deadline = m_settings.timeout;
    ++m_calls;
    auto posting = m_slack.post(request);
    const PostOutcome outcome = co_await posting;
    settlePost(outgoing, outcome, startedAt);
    schedule();
}

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
        m_items.remove(id);
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

void Dispatcher::settlePost(const Outgoing &outgoing, const PostOutcome &outcome, Instant startedAt)
{
    const Instant now = m_clock.now();
    OutboxItem &item = m_items[outgoing.id];
    const QString channel = item.channel;
    ++item.attempts;
    Settlement settlement;
    settlement.id = outgoing.id;
    switch (outcome.verdict) {
    case PostVerdict::Posted:
        settlement.state = DeliveryState::Posted;
        settlement.outcome = QStringLiteral("posted");
        settlement.ts = outcome.ts;
        settlement.channelId = outcome.channelId;
        ++m_posted;
        m_lanes.settled(outgoing.id, outcome.verdict, now);
        m_items.remove(outgoing.id);
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
        m_items.remove(outgoing.id);
        break;
    }
    settlement.code = outcome.error.code;
    settlement.detail = outcome.error.detail;
    m_settlements.append(settlement);
    if (outcome.verdict == PostVerdict::ChannelBroken)
        failLane(channel, outcome.error);
    tell(outcome);
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
        if (m_lookups.contains(id) || !m_lanes.remove(id))
            continue;
        Settlement settlement;
        settlement.id = id;
        settlement.state = DeliveryState::Failed;
        settlement.code = error.code;
        settlement.detail = error.detail;
        m_settlements.append(settlement);
        m_items.remove(id);
    }
    m_lanes.unpark(channel);
}

void Dispatcher::lookDue(Instant now)
{
    if (m_isTokenDead)
        return;
    struct Group
    {
        QStringList ids;
        Instant since = Instant::max();
    };
    QMap<std::pair<QString, QString>, Group> groups;
    for (auto lookup = m_lookups.begin(); lookup != m_lookups.end(); ++lookup) {
        if (lookup->isRunning || lookup->nextLook > now)
            continue;
        lookup->isRunning = true;
        Group &group = groups[{channelIdOf(lookup->item), lookup->threadTs}];
        group.ids << lookup.key();
        group.since = std::min(group.since, lookup->since);
    }
    for (auto group = groups.cbegin(); group != groups.cend(); ++group)
        m_scope.start(look(group.key().first, group.key().second, group->ids, group->since - lookSkew));
}

QCoro::Task<void> Dispatcher::look(QString channelId, QString threadTs, QStringList ids, Instant since)
{
    ++m_calls;
    auto looking = m_slack.findDeliveries(channelId, threadTs, since);
    const auto found = co_await looking;
    const Instant now = m_clock.now();
    if (found) {
        settleLook(ids, *found, now);
    } else if (found.error().isRetryable() || found.error().kind == ErrorKind::Auth) {
        for (const QString &id : ids) {
            if (const auto lookup = m_lookups.find(id); lookup != m_lookups.end()) {
                lookup->isRunning = false;
                lookup->nextLook = now + found.error().retryAfter.value_or(m_settings.lookAfter.last());
            }
        }
        if (found.error().kind == ErrorKind::Auth) {
            m_isTokenDead = true;
            Q_EMIT tokenRefused(found.error());
        }
    } else {
        giveUpLooking(ids, found.error());
    }
    schedule();
}

void Dispatcher::settleLook(const QStringList &ids, const QHash<QString, QString> &found, Instant now)
{
    for (const QString &id : ids) {
        const auto lookup = m_lookups.find(id);
        if (lookup == m_lookups.end())
            continue;
        Settlement settlement;
        settlement.id = id;
        if (const QString ts = found.value(id); !ts.isEmpty()) {
            settlement.state = DeliveryState::Posted;
            settlement.outcome = QStringLiteral("found");
            settlement.ts = ts;
            settlement.channelId = channelIdOf(lookup->item);
            ++m_posted;
            m_lanes.settled(id, PostVerdict::Posted, now);
            m_items.remove(id);
        } else if (++lookup->looks < m_settings.lookAfter.size()) {
            // An accepted message may become visible seconds late: one look is not enough to believe its absence.
            lookup->isRunning = false;
            lookup->nextLook =
                now + (m_settings.lookAfter.at(lookup->looks) - m_settings.lookAfter.at(lookup->looks - 1));
            continue;
        } else {
            const int attempts = m_items.value(id).attempts;
            settlement =
                retried(id, QStringLiteral("absent"), now, attempts < 3 ? Milliseconds(0) : retryDelay(attempts - 2));
        }
        m_settlements.append(settlement);
        m_lookups.erase(lookup);
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

QCoro::Task<void> Dispatcher::drain()
{
    m_pump.stop();
    m_scope.stop();
    auto draining = m_scope.drain();
    co_await draining;
}

} // namespace ledgercast
