// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <set>
#include <tuple>

namespace ledgercast {

/// Deliveries that were sent without a clear answer, and when to look for each where it was sent to. Pure, in virtual
/// time: nothing here waits. An accepted message may become visible seconds late, so one look is not enough to believe
/// its absence. Every call is O(log n) for each delivery it names.
class Lookups
{
public:
    /// Where a delivery would be found: a channel's own messages or, with threadTs, one thread of it.
    struct Place
    {
        QString channelId;
        QString threadTs;

        friend bool operator<(const Place &left, const Place &right)
        {
            return std::tie(left.channelId, left.threadTs) < std::tie(right.channelId, right.threadTs);
        }
    };
    /// One look serves every delivery that is due in its place.
    struct Look
    {
        Place place;
        QStringList ids;
        Instant sentAt; ///< the first of them, by our clock
        Instant since;  ///< the same by Slack's clock, as far as that was known then
    };

    /// after: from the unclear answer to each look, rising, not empty.
    explicit Lookups(QList<Milliseconds> after) : m_after(std::move(after)) {}
    void setTimes(QList<Milliseconds> after) { m_after = std::move(after); }

    /// slackOffset: Slack's clock minus ours, when it was sent.
    void add(const QString &id, const Place &place, Instant sentAt, Milliseconds slackOffset, Instant now);
    bool remove(const QString &id);
    [[nodiscard]] bool contains(const QString &id) const { return m_waiting.contains(id); }
    [[nodiscard]] Place place(const QString &id) const { return m_waiting.value(id).place; }

    /// What to look for now. Each delivery is being looked for until notFound(), postpone() or remove().
    [[nodiscard]] QList<Look> takeDue(Instant now);
    /// A look didn't show it. true: it was the last one, the delivery is absent and leaves.
    [[nodiscard]] bool notFound(const QString &id, Instant now);
    /// The look failed: it is made again then.
    void postpone(const QString &id, Instant until);
    /// When takeDue() gives something next.
    [[nodiscard]] std::optional<Instant> nextDue() const;
    /// From an unclear answer to the last look.
    [[nodiscard]] Milliseconds span() const { return m_after.last(); }

private:
    struct Waiting
    {
        Place place;
        Instant sentAt;
        Instant since;
        qsizetype looks = 0;
        std::optional<Instant> due; ///< its key in m_due; none: being looked for
    };
    void plan(const QString &id, Waiting &waiting, Instant due);

    QList<Milliseconds> m_after;
    QHash<QString, Waiting> m_waiting;
    std::set<std::pair<Instant, QString>> m_due;
};

} // namespace ledgercast
