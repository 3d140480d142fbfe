// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/lookups.h"

#include <map>

namespace ledgercast {

void Lookups::plan(const QString &id, Waiting &waiting, Instant due)
{
    waiting.due = due;
    m_due.emplace(due, id);
}

void Lookups::add(const QString &id, const Place &place, Instant sentAt, Milliseconds slackOffset, Instant now)
{
    remove(id);
    plan(id, *m_waiting.insert(id, {place, sentAt, sentAt + slackOffset, 0, {}}), now + m_after.first());
}

bool Lookups::remove(const QString &id)
{
    const auto found = m_waiting.find(id);
    if (found == m_waiting.end())
        return false;
    if (found->due)
        m_due.erase({*found->due, id});
    m_waiting.erase(found);
    return true;
}

QList<Lookups::Look> Lookups::takeDue(Instant now)
{
    std::map<Place, Look> looks;
    while (!m_due.empty() && m_due.begin()->first <= now) {
        const QString id = m_due.begin()->second;
        m_due.erase(m_due.begin());
        Waiting &waiting = m_waiting[id];
        waiting.due.reset();
        Look &look =
            looks.try_emplace(waiting.place, Look{waiting.place, {}, waiting.sentAt, waiting.since}).first->second;
        look.ids << id;
        look.sentAt = std::min(look.sentAt, waiting.sentAt);
        look.since = std::min(look.since, waiting.since);
    }
    QList<Look> result;
    for (const auto &[place, look] : looks)
        result.append(look);
    return result;
}

bool Lookups::notFound(const QString &id, Instant now)
{
    const auto found = m_waiting.find(id);
    if (found == m_waiting.end())
        return false;
    if (++found->looks >= m_after.size())
        return remove(id);
    plan(id, *found, now + m_after.at(found->looks) - m_after.at(found->looks - 1));
    return false;
}

void Lookups::postpone(const QString &id, Instant until)
{
    if (const auto found = m_waiting.find(id); found != m_waiting.end() && !found->due)
        plan(id, *found, until);
}

std::optional<Instant> Lookups::nextDue() const
{
    return m_due.empty() ? std::nullopt : std::optional(m_due.begin()->first);
}

} // namespace ledgercast
