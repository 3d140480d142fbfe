// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/tolerance.h"

#include "core/base/decimalmath.h"

#include <QStringList>

#include <algorithm>

namespace ledgercast {

namespace {

constexpr ToleranceLimit defaultLimit{Decimal(1, 0), std::nullopt};

int specificity(const ToleranceRule &rule)
{
    return (rule.supplier.isEmpty() ? 0 : 4) + (rule.company.isEmpty() ? 0 : 2) + (rule.currency.isEmpty() ? 0 : 1);
}

bool applies(const ToleranceRule &rule, const ToleranceTable::Scope &scope)
{
    return (rule.company.isEmpty() || rule.company == scope.company) &&
           (rule.supplier.isEmpty() || rule.supplier.compare(scope.supplier, Qt::CaseInsensitive) == 0) &&
           (rule.currency.isEmpty() || rule.currency == scope.currency);
}

/// The most specific rule that says something about one of the values.
template<typename Value>
const ToleranceRule *find(const QList<ToleranceRule> &rules, const ToleranceTable::Scope &scope,
                          std::optional<Value> ToleranceRule::*value)
{
    const auto rule = std::find_if(rules.begin(), rules.end(), [&](const ToleranceRule &candidate) {
        return candidate.*value && applies(candidate, scope);
    });
    return rule == rules.end() ? nullptr : &*rule;
}

} // namespace

QString ToleranceRule::id() const
{
    QStringList parts;
    if (!company.isEmpty())
        parts << QStringLiteral("company:") + company;
    if (!supplier.isEmpty())
        parts << QStringLiteral("supplier:") + supplier;
    if (!currency.isEmpty())
        parts << QStringLiteral("currency:") + currency;
    return parts.isEmpty() ? QStringLiteral("default") : parts.join(u',');
}

ToleranceTable::ToleranceTable(QList<ToleranceRule> rules, int graceDays)
    : m_rules(std::move(rules)), m_graceDays(graceDays)
{
    std::stable_sort(m_rules.begin(), m_rules.end(), [](const ToleranceRule &left, const ToleranceRule &right) {
        return specificity(left) > specificity(right);
    });
}

Tolerance ToleranceTable::price(const Scope &scope) const
{
    const ToleranceRule *rule = find(m_rules, scope, &ToleranceRule::price);
    return rule ? Tolerance{*rule->price, rule->id()} : Tolerance{defaultLimit, ToleranceRule().id()};
}

Tolerance ToleranceTable::quantity(const Scope &scope) const
{
    const ToleranceRule *rule = find(m_rules, scope, &ToleranceRule::quantity);
    return rule ? Tolerance{*rule->quantity, rule->id()} : Tolerance{defaultLimit, ToleranceRule().id()};
}

Grace ToleranceTable::grace(const Scope &scope) const
{
    const ToleranceRule *rule = find(m_rules, scope, &ToleranceRule::graceDays);
    return rule ? Grace{*rule->graceDays, rule->id()} : Grace{m_graceDays, ToleranceRule().id()};
}

std::optional<Deviation> measure(Decimal expected, Decimal actual, const ToleranceLimit &limit,
                                 const std::optional<Decimal> &amount)
{
    const auto difference = sumOf(actual, expected.negated());
    if (!difference)
        return std::nullopt;
    const auto hundredfold = productOf(difference->abs(), Decimal(100, 0));
    const auto allowed = productOf(limit.percent, expected.abs()); // both sides times 100: nothing is divided
    if (!hundredfold || !allowed)
        return std::nullopt;
    Deviation deviation{*difference, std::nullopt, *hundredfold <= *allowed};
    if (const auto percent = quotientOf(*hundredfold, expected.abs()))
        deviation.percent = (difference->isNegative() ? percent->negated() : *percent).rounded(2);
    if (limit.cap && amount && amount->abs() > *limit.cap)
        deviation.isWithin = false;
    return deviation;
}

} // namespace ledgercast
