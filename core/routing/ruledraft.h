// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/rulecells.h"

namespace ledgercast {

/// A rule being edited; remembers which of the applied ones it was.
struct DraftRule
{
    Route route;
    int origin = -1; ///< place among the applied rules; -1: new

    friend bool operator==(const DraftRule &, const DraftRule &) = default;
};

/// Rules as a person edits them beside the ones that are applied. A value; pure. Order decides, not the priorities:
/// these follow when the draft is applied.
class RuleDraft
{
public:
    RuleDraft() = default;
    explicit RuleDraft(QList<Route> applied);
    /// These rules in place of the applied ones. Each is taken for the applied rule that is equal, else for the one of
    /// the same name, else for a new one.
    RuleDraft(QList<Route> applied, const QList<Route> &rules);

    [[nodiscard]] const QList<Route> &applied() const { return m_applied; }
    [[nodiscard]] const QList<DraftRule> &rules() const { return m_rules; }
    [[nodiscard]] QList<Route> routes() const;
    void setRules(const QList<DraftRule> &rules) { m_rules = rules; }

    /// The applied rule that this row was; null for a new one.
    [[nodiscard]] const Route *before(qsizetype row) const;
    [[nodiscard]] bool isFieldChanged(qsizetype row, RuleField field) const;
    /// New, another in some field, or moved past others.
    [[nodiscard]] bool isRowChanged(qsizetype row) const;
    [[nodiscard]] QList<Route> removed() const;
    [[nodiscard]] int changes() const; ///< rules changed, added, moved or removed
    [[nodiscard]] bool isChanged() const { return changes() > 0; }
    /// What is written when the draft is applied: in this order, each with a name, the priorities mended where they
    /// contradict the order.
    [[nodiscard]] QList<Route> forApplying() const;

private:
    [[nodiscard]] QList<bool> movedRows() const;

    QList<Route> m_applied; ///< in the order they are tried
    QList<DraftRule> m_rules;
};

/// The name of the rule that takes what no other takes: last, without conditions.
[[nodiscard]] QString fallbackRuleName();
[[nodiscard]] bool isFallback(const Route &route);

} // namespace ledgercast
