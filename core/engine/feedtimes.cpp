// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/feedtimes.h"

namespace ledgercast {

using namespace std::chrono_literals;

namespace {

/// A read may wait for the one before it, and for the request budget, without being called late.
constexpr Milliseconds allowance = 10min;

} // namespace

std::optional<Instant> FeedTimes::nextOf(const Feed &feed) const
{
    const auto last = m_last.constFind(feed.id);
    return last == m_last.constEnd() ? std::optional(Instant()) : feed.schedule.next(*last, m_where);
}

void FeedTimes::setFeeds(const QList<Feed> &feeds, const BusinessTime &where)
{
    m_feeds = feeds;
    m_where = where;
    m_next.clear();
    m_view.clear();
    for (const Feed &feed : m_feeds) {
        const int place = static_cast<int>(m_view.size());
        m_view.insert(feed.id, {feed.schedule.words(), feed.schedule.toString(), feed.isOn, place, {}, {}});
        if (feed.isOn)
            m_next.insert(feed.id, nextOf(feed));
    }
}

void FeedTimes::ran(const QString &feed, Instant at)
{
    m_last.insert(feed, at);
    for (const Feed &known : m_feeds) {
        if (known.id == feed && known.isOn)
            m_next.insert(feed, nextOf(known));
    }
}

QStringList FeedTimes::due(Instant now) const
{
    QStringList due;
    if (now < m_notBefore)
        return due;
    for (const Feed &feed : m_feeds) {
        if (const auto next = m_next.value(feed.id); next && *next <= now)
            due << feed.id;
    }
    return due;
}

std::optional<Instant> FeedTimes::next() const
{
    std::optional<Instant> first;
    for (const Feed &feed : m_feeds) {
        const auto next = m_next.value(feed.id);
        if (next && (!first || *next < *first))
            first = next;
    }
    return first ? std::optional(std::max(*first, m_notBefore)) : std::nullopt;
}

QMap<QString, FeedTime> FeedTimes::view(Instant now) const
{
    QMap<QString, FeedTime> view = m_view;
    for (auto next = m_next.cbegin(); next != m_next.cend(); ++next) {
        if (!*next)
            continue;
        FeedTime &time = view[next.key()];
        time.next = std::max(**next, m_notBefore);
        if (m_last.contains(next.key()) && now - **next > allowance)
            time.overdueSince = *next;
    }
    return view;
}

} // namespace ledgercast
