// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/ruledraft.h"

#include <QSet>

#include <algorithm>

namespace ledgercast {

namespace {

constexpr RuleField fields[] = {RuleField::Types,      RuleField::Centres,   RuleField::MinimumAmount,
                                RuleField::Exceptions, RuleField::Companies, RuleField::Channel,
                                RuleField::Mention,    RuleField::Send,      RuleField::Name};

bool isSame(const Route &left, const Route &right)
{
    return std::all_of(std::begin(fields), std::end(fields),
                       [&](RuleField field) { return ruleText(left, field) == ruleText(right, field); });
}

} // namespace

QString fallbackRuleName()
{
    return QStringLiteral("Everything else");
}

bool isFallback(const Route &route)
{
    return route.name == fallbackRuleName() && !hasConditions(route);
}

RuleDraft::RuleDraft(QList<Route> applied) : m_applied(std::move(applied))
{
    for (int i = 0; i < m_applied.size(); ++i)
        m_rules.append({m_applied.at(i), i});
}

RuleDraft::RuleDraft(QList<Route> applied, const QList<Route> &rules) : m_applied(std::move(applied))
{
    QSet<int> taken;
    for (const Route &route : rules)
        m_rules.append({route, -1});
    const auto match = [&](auto fits) {
        for (DraftRule &rule : m_rules) {
            for (int i = 0; rule.origin < 0 && i < m_applied.size(); ++i) {
                if (!taken.contains(i) && fits(m_applied.at(i), rule.route)) {
                    rule.origin = i;
                    taken.insert(i);
                }
            }
        }
    };
    match(isSame);
    match([](const Route &old, const Route &now) { return !now.name.isEmpty() && old.name == now.name; });
}

QList<Route> RuleDraft::routes() const
{
    QList<Route> routes;
    int place = 0;
    for (const DraftRule &rule : m_rules) {
        routes.append(rule.route);
        routes.last().priority = place++; // the order of the rows, whatever the priorities were
    }
    return routes;
}

const Route *RuleDraft::before(qsizetype row) const
{
    const int origin = m_rules.at(row).origin;
    return origin < 0 ? nullptr : &m_applied.at(origin);
}

bool RuleDraft::isFieldChanged(qsizetype row, RuleField field) const
{
    const Route *old = before(row);
    return !old || ruleText(*old, field) != ruleText(m_rules.at(row).route, field);
}

/// The fewest rows whose moving explains the order: all but a longest run that still ascends.
QList<bool> RuleDraft::movedRows() const
{
    const qsizetype count = m_rules.size();
    QList<int> length(count, 0);
    QList<qsizetype> previous(count, -1);
    qsizetype best = -1;
    for (qsizetype row = 0; row < count; ++row) {
        if (m_rules.at(row).origin < 0)
            continue;
        length[row] = 1;
        for (qsizetype above = 0; above < row; ++above) {
            const bool ascends = m_rules.at(above).origin >= 0 && m_rules.at(above).origin < m_rules.at(row).origin;
            if (ascends && length.at(above) + 1 > length.at(row)) {
                length[row] = length.at(above) + 1;
                previous[row] = above;
            }
        }
        if (best < 0 || length.at(row) > length.at(best))
            best = row;
    }
    QList<bool> moved(count, true);
    for (qsizetype row = 0; row < count; ++row)
        moved[row] = m_rules.at(row).origin >= 0;
    for (; best >= 0; best = previous.at(best))
        moved[best] = false;
    return moved;
}

bool RuleDraft::isRowChanged(qsizetype row) const
{
    const Route *old = before(row);
    return !old || !isSame(*old, m_rules.at(row).route) || movedRows().at(row);
}

QList<Route> RuleDraft::removed() const
{
    QSet<int> kept;
    for (const DraftRule &rule : m_rules)
        kept.insert(rule.origin);
    QList<Route> gone;
    for (int i = 0; i < m_applied.size(); ++i) {
        if (!kept.contains(i))
            gone.append(m_applied.at(i));
    }
    return gone;
}

int RuleDraft::changes() const
{
    const QList<bool> moved = movedRows();
    int count = static_cast<int>(removed().size());
    for (qsizetype row = 0; row < m_rules.size(); ++row) {
        const Route *old = before(row);
        count += !old || moved.at(row) || !isSame(*old, m_rules.at(row).route) ? 1 : 0;
    }
    return count;
}

QList<Route> RuleDraft::forApplying() const
{
    QList<Route> routes;
    for (const DraftRule &rule : m_rules)
        routes.append(rule.route);
    const bool isInOrder = std::is_sorted(routes.cbegin(), routes.cend(), [](const Route &left, const Route &right) {
        return left.priority < right.priority;
    });
    for (int i = 0; i < routes.size(); ++i) {
        if (!isInOrder)
            routes[i].priority = (i + 1) * 10;
        if (routes.at(i).name.isEmpty())
            routes[i].name = defaultRuleName(routes.at(i));
    }
    return routes;
}

} // namespace ledgercast
