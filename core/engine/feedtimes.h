// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/schedule.h"
#include "core/engine/status.h"

#include <QStringList>

namespace ledgercast {

/// When each feed is read next. Pure, in virtual time: nothing here waits. What fell due while nothing ran (a sleep, a
/// stop, a long read) is made up for by one read.
class FeedTimes
{
public:
    struct Feed
    {
        QString id;
        Schedule schedule;
        bool isOn = true; ///< off: shown, never due

        friend bool operator==(const Feed &, const Feed &) = default;
    };

    /// The tenant's feeds, in the order they are read in. What was read when stays known.
    void setFeeds(const QList<Feed> &feeds, const BusinessTime &where);
    /// A read of it began then, whatever became of it.
    void ran(const QString &feed, Instant at);
    /// Nothing before that: the network needs a moment, or can't be reached.
    void postpone(Instant until) { m_notBefore = until; }

    /// Feeds to be read now, in order. One that was never read is due at once.
    [[nodiscard]] QStringList due(Instant now) const;
    /// When something is due next; none: there are no feeds, or no schedule that runs again.
    [[nodiscard]] std::optional<Instant> next() const;
    /// For people, by feed.
    [[nodiscard]] QMap<QString, FeedTime> view(Instant now) const;

private:
    [[nodiscard]] std::optional<Instant> nextOf(const Feed &feed) const;

    QList<Feed> m_feeds;
    BusinessTime m_where;
    QHash<QString, Instant> m_last;
    QHash<QString, std::optional<Instant>> m_next; ///< by feed, of those that are on, not before m_notBefore
    QMap<QString, FeedTime> m_view;                ///< what of view() doesn't depend on the time
    Instant m_notBefore{};
};

} // namespace ledgercast
