// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/lanes.h"

#include <algorithm>
#include <array>

namespace ledgercast {

using namespace std::chrono_literals;

namespace {

// The budget is counted in posts × 60,000, so that a refill of n posts a minute is n units a millisecond: exact.
constexpr qint64 unitsPerPost = 60'000;
// A request's way to the server varies: the next one leaves that much later than the bare interval, so that two posts
// never arrive closer together than they left.
constexpr Milliseconds arrivalSlack = 15ms;

} // namespace

Lanes::Item *Lanes::find(const QString &deliveryId)
{
    const auto found = m_items.constFind(deliveryId);
    return found == m_items.cend() ? nullptr : &m_bySequence.at(*found);
}

bool Lanes::add(const LaneItem &what, Stage stage)
{
    if (m_items.contains(what.deliveryId))
        return false;
    const Sequence sequence = m_nextSequence++;
    m_items.insert(what.deliveryId, sequence);
    Item &item = m_bySequence[sequence];
    item.what = what;
    item.sequence = sequence;
    item.stage = stage;
    item.wasTried = stage == Stage::Unclear;
    if (item.what.documentKey.isEmpty())
        item.what.documentKey = item.what.deliveryId;
    m_lanes[what.channel].all.insert(sequence);
    if (stage == Stage::WaitingForParent)
        m_children[what.parentId].append(sequence);
    else
        join(item);
    return true;
}

bool Lanes::enqueue(const LaneItem &item)
{
    return add(item, item.parentId.isEmpty() ? Stage::Behind : Stage::WaitingForParent);
}

bool Lanes::enqueueUnclear(const LaneItem &item)
{
    return add(item, Stage::Unclear);
}

/// Takes its place among the deliveries of its document.
void Lanes::join(Item &item)
{
    m_lanes[item.what.channel].documents[item.what.documentKey].queue.insert(item.sequence);
    refreshDocument(item.what.channel, item.what.documentKey);
}

/// Lets the oldest of a document go, unless one that was tried already holds the document.
void Lanes::refreshDocument(const QString &channel, const QString &documentKey)
{
    Lane &lane = m_lanes[channel];
    const auto found = lane.documents.find(documentKey);
    if (found == lane.documents.end())
        return;
    Document &document = found->second;
    if (document.queue.empty()) {
        lane.documents.erase(found);
        return;
    }
    const Sequence head = *document.queue.begin();
    if (document.active == head)
        return;
    if (document.active != 0) {
        Item &active = m_bySequence.at(document.active);
        if (active.wasTried)
            return;
        unplace(active);
    }
    document.active = head;
    Item &item = m_bySequence.at(head);
    if (item.stage != Stage::Unclear)
        place(item);
}

void Lanes::place(Item &item)
{
    if (item.what.notBefore > Instant{}) {
        item.stage = Stage::Delayed;
        m_delayed.emplace(item.what.notBefore, item.sequence);
        return;
    }
    item.stage = Stage::Ready;
    m_lanes[item.what.channel].ready.insert(item.sequence);
    refreshLane(item.what.channel);
}

void Lanes::unplace(Item &item)
{
    if (item.stage == Stage::Delayed) {
        m_delayed.erase({item.what.notBefore, item.sequence});
    } else if (item.stage == Stage::Ready) {
        m_lanes[item.what.channel].ready.erase(item.sequence);
        refreshLane(item.what.channel);
    }
    item.stage = Stage::Behind;
}

void Lanes::refreshLane(const QString &channel)
{
    Lane &lane = m_lanes[channel];
    std::optional<Instant> due;
    if (!lane.isBusy && lane.parkedReason.isEmpty() && !lane.ready.empty())
        due = std::max(lane.nextStart, lane.pausedUntil);
    if (due == lane.runnableAt)
        return;
    if (lane.runnableAt)
        m_runnable.erase({*lane.runnableAt, channel});
    if (due)
        m_runnable.emplace(*due, channel);
    lane.runnableAt = due;
}

void Lanes::drop(Item &item)
{
    const QString channel = item.what.channel;
    const QString documentKey = item.what.documentKey;
    const Sequence sequence = item.sequence;
    unplace(item);
    Lane &lane = m_lanes[channel];
    lane.all.erase(sequence);
    if (const auto document = lane.documents.find(documentKey); document != lane.documents.end()) {
        document->second.queue.erase(sequence);
        if (document->second.active == sequence)
            document->second.active = 0;
    }
    if (const auto children = m_children.find(item.what.parentId); children != m_children.end()) {
        children->removeOne(sequence);
        if (children->isEmpty())
            m_children.erase(children);
    }
    m_items.remove(item.what.deliveryId);
    m_bySequence.erase(sequence);
    refreshDocument(channel, documentKey);
}

void Lanes::again(Item &item, Instant notBefore)
{
    unplace(item);
    item.what.notBefore = notBefore;
    if (m_lanes[item.what.channel].documents[item.what.documentKey].active == item.sequence)
        place(item);
}

QStringList Lanes::takeReady(Instant now)
{
    refillBudget(now);
    while (!m_delayed.empty() && m_delayed.begin()->first <= now) {
        Item &item = m_bySequence.at(m_delayed.begin()->second);
        unplace(item);
        item.what.notBefore = {};
        place(item);
    }
    QStringList taken;
    if (!m_allParkedReason.isEmpty() || now < m_allPausedUntil)
        return taken;
    while (!m_runnable.empty() && m_runnable.begin()->first <= now && hasBudget() && hasRoom()) {
        const QString channel = m_runnable.begin()->second;
        Lane &lane = m_lanes[channel];
        Item &item = m_bySequence.at(*lane.ready.begin());
        if (item.what.isEdit && now < m_nextEdit) {
            lane.nextStart = m_nextEdit;
            refreshLane(channel);
            continue;
        }
        lane.ready.erase(lane.ready.begin());
        lane.isBusy = true;
        item.stage = Stage::InFlight;
        item.wasTried = true;
        item.started = now;
        m_budget -= unitsPerPost;
        if (item.what.isEdit)
            m_nextEdit = now + m_settings.editInterval;
        ++m_inFlight;
        refreshLane(channel);
        taken.append(item.what.deliveryId);
    }
    return taken;
}

std::optional<Instant> Lanes::nextWake() const
{
    if (!m_allParkedReason.isEmpty())
        return std::nullopt;
    std::optional<Instant> wake;
    if (!m_runnable.empty() && hasRoom()) {
        wake = m_runnable.begin()->first;
        if (!hasBudget()) {
            const qint64 rate = m_settings.postsPerMinute;
            wake = std::max(*wake, *m_refilledAt + Milliseconds((unitsPerPost - m_budget + rate - 1) / rate));
        }
    }
    if (!m_delayed.empty() && (!wake || m_delayed.begin()->first < *wake))
        wake = m_delayed.begin()->first;
    return wake ? std::optional(std::max(*wake, m_allPausedUntil)) : std::nullopt;
}

void Lanes::sent(const QString &deliveryId, Instant now)
{
    if (Item *item = find(deliveryId); item && item->stage == Stage::InFlight)
        item->started = std::max(item->started, now);
}

void Lanes::sentEarlier(const QString &channel, Instant at)
{
    Lane &lane = m_lanes[channel];
    lane.nextStart = std::max(lane.nextStart, at + m_settings.interval);
    refreshLane(channel);
}

void Lanes::endFlight(Item &item, Instant now)
{
    if (item.stage != Stage::InFlight)
        return;
    item.stage = Stage::Behind;
    --m_inFlight;
    Lane &lane = m_lanes[item.what.channel];
    lane.isBusy = false;
    const Milliseconds took = std::max(now - item.started, Milliseconds{0});
    if (lane.wasRateLimited)
        lane.nextStart = now + m_settings.interval;
    else if (m_settings.interval > 0ms)
        lane.nextStart = item.started + m_settings.interval + std::min(took, arrivalSlack);
    else
        lane.nextStart = item.started; // no pace, but those that waited longer go first
    refreshLane(item.what.channel);
}

void Lanes::settled(const QString &deliveryId, PostVerdict verdict, Instant now, std::optional<Milliseconds> retryAfter)
{
    Item *item = find(deliveryId);
    if (!item)
        return;
    const QString channel = item->what.channel;
    if (verdict == PostVerdict::RateLimited)
        m_lanes[channel].wasRateLimited = true;
    endFlight(*item, now);
    switch (verdict) {
    case PostVerdict::Posted:
        drop(*item);
        parentPosted(deliveryId);
        break;
    case PostVerdict::Refused:
        drop(*item);
        break;
    case PostVerdict::ChannelBroken:
        drop(*item);
        park(channel, QStringLiteral("channel"));
        break;
    case PostVerdict::Unclear:
        unplace(*item);
        item->stage = Stage::Unclear;
        break;
    case PostVerdict::RetryLater:
    case PostVerdict::ThreadGone:
        again(*item, retryAfter ? now + *retryAfter : Instant{});
        break;
    case PostVerdict::RateLimited:
        m_lanes[channel].pausedUntil = now + retryAfter.value_or(m_settings.rateLimitPause);
        again(*item, {});
        refreshLane(channel);
        break;
    case PostVerdict::WaitLong:
        m_allPausedUntil = std::max(m_allPausedUntil, now + retryAfter.value_or(m_settings.longWait));
        again(*item, {});
        break;
    case PostVerdict::TokenDead:
    case PostVerdict::ScopeMissing:
        parkAll(verdict == PostVerdict::TokenDead ? QStringLiteral("token") : QStringLiteral("scope"));
        again(*item, {});
        break;
    }
}

void Lanes::parentPosted(const QString &parentId)
{
    const QList<Sequence> children = m_children.take(parentId);
    for (const Sequence sequence : children) {
        Item &child = m_bySequence.at(sequence);
        child.what.parentId.clear();
        child.stage = Stage::Behind;
        join(child);
    }
}

bool Lanes::remove(const QString &deliveryId)
{
    Item *item = find(deliveryId);
    if (!item)
        return false;
    endFlight(*item, item->started);
    drop(*item);
    return true;
}

void Lanes::park(const QString &channel, const QString &reason)
{
    m_lanes[channel].parkedReason = reason;
    refreshLane(channel);
}

void Lanes::unpark(const QString &channel)
{
    park(channel, {});
}

void Lanes::unparkAll()
{
    m_allParkedReason.clear();
    m_allPausedUntil = {};
}

QString Lanes::parkedReason(const QString &channel) const
{
    if (!m_allParkedReason.isEmpty())
        return m_allParkedReason;
    const auto lane = m_lanes.find(channel);
    return lane == m_lanes.end() ? QString() : lane->second.parkedReason;
}

QStringList Lanes::waiting(const QString &channel) const
{
    QStringList ids;
    const auto lane = m_lanes.find(channel);
    if (lane == m_lanes.end())
        return ids;
    for (const Sequence sequence : lane->second.all) {
        const Item &item = m_bySequence.at(sequence);
        if (item.stage != Stage::InFlight)
            ids.append(item.what.deliveryId);
    }
    return ids;
}

void Lanes::refillBudget(Instant now)
{
    const qint64 full = std::max(m_settings.burst, 1) * unitsPerPost;
    if (!m_refilledAt)
        m_budget = full;
    else if (now > *m_refilledAt)
        m_budget = std::min(full, m_budget + (now - *m_refilledAt).count() * m_settings.postsPerMinute);
    m_refilledAt = std::max(m_refilledAt.value_or(now), now);
}

bool Lanes::hasBudget() const
{
    return m_settings.postsPerMinute <= 0 || !m_refilledAt || m_budget >= unitsPerPost;
}

bool Lanes::hasRoom() const
{
    return m_settings.maximumInFlight <= 0 || m_inFlight < m_settings.maximumInFlight;
}

std::optional<Milliseconds> retryDelay(int attempt)
{
    static constexpr std::array<Milliseconds, 4> first{30s, 2min, 10min, 1h};
    static constexpr int fourHourly = 6; // 24 h
    const int index = std::max(attempt, 1) - 1;
    if (index < static_cast<int>(first.size()))
        return first[static_cast<std::size_t>(index)];
    if (index < static_cast<int>(first.size()) + fourHourly)
        return Milliseconds(4h);
    return std::nullopt;
}

} // namespace ledgercast
