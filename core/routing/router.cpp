// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/router.h"

#include "core/domain/finding.h"
#include "core/domain/recordtype.h"

#include <QCoreApplication>

#include <algorithm>

namespace ledgercast {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("routing", text);
}

bool hasFurtherConditions(const Route &route)
{
    return !route.recordTypes.isEmpty() || !route.companies.isEmpty() || route.minimumAmount.has_value();
}

} // namespace

QStringList costCentreCodes(const Document &document)
{
    QStringList codes;
    for (const CostCentreShare &share : document.costCentres) {
        if (!share.code.isEmpty() && !codes.contains(share.code))
            codes.append(share.code);
    }
    if (codes.isEmpty())
        codes.append(CostCentrePattern::unknownCode.toString());
    return codes;
}

QStringList Router::Decision::unroutedCostCentres() const
{
    QStringList codes;
    for (const Unrouted &one : unrouted)
        codes.append(one.costCentre);
    return codes;
}

Router::Router(QList<Route> routes) : m_routes(std::move(routes))
{
    std::stable_sort(m_routes.begin(), m_routes.end(),
                     [](const Route &left, const Route &right) { return left.priority < right.priority; });
    m_compiled.reserve(static_cast<std::size_t>(m_routes.size()));
    for (const Route &route : std::as_const(m_routes))
        m_compiled.push_back(compiled(route));
}

Router::Compiled Router::compiled(const Route &route)
{
    Compiled compiled;
    compiled.recordTypes = {route.recordTypes.begin(), route.recordTypes.end()};
    compiled.companies = {route.companies.begin(), route.companies.end()};
    compiled.exceptions = {route.exceptions.begin(), route.exceptions.end()};
    compiled.takesAnyCostCentre = route.costCentres.isEmpty();
    for (const QString &text : route.costCentres) {
        const auto pattern = CostCentrePattern::parse(text);
        if (!pattern)
            continue; // such a rule can't be imported; one that is in the store all the same names less, never more
        compiled.takesAnyCostCentre = compiled.takesAnyCostCentre || pattern->isEverything();
        compiled.costCentres.push_back(*pattern);
    }
    return compiled;
}

bool Router::Compiled::takes(const QString &upperCaseCode) const
{
    return takesAnyCostCentre || std::any_of(costCentres.begin(), costCentres.end(),
                                             [&](const auto &pattern) { return pattern.matches(upperCaseCode); });
}

bool Router::Compiled::takesException(const QString &exception) const
{
    if (exceptions.isEmpty()) {
        const auto kind = exception.isEmpty() ? std::nullopt : findingKindOf(exception);
        return !kind || !isReminder(*kind);
    }
    return !exception.isEmpty() && (exceptions.contains(exception) || exceptions.contains(QStringLiteral("*")));
}

bool Router::takesKind(std::size_t index, const Document &document, const QString &exception) const
{
    const Compiled &compiled = m_compiled[index];
    if (!compiled.takesException(exception))
        return false;
    if (!compiled.recordTypes.isEmpty() && !compiled.recordTypes.contains(document.type))
        return false;
    return compiled.companies.isEmpty() || compiled.companies.contains(document.company);
}

bool Router::takesAmount(std::size_t index, const Document &document) const
{
    const std::optional<Decimal> &minimum = m_routes[static_cast<qsizetype>(index)].minimumAmount;
    return !minimum || (document.amount && document.amount->amount.abs() >= *minimum);
}

Router::Decision Router::decide(const Document &document, const QString &exception) const
{
    std::vector<std::size_t> candidates;
    for (std::size_t index = 0; index < m_compiled.size(); ++index) {
        if (takesKind(index, document, exception))
            candidates.push_back(index);
    }
    Decision decision;
    std::vector<std::pair<std::size_t, QString>> chosen; // rule and cost centre
    const QStringList codes = costCentreCodes(document);
    for (const QString &code : codes) {
        const QString upperCase = code.toUpper();
        bool isBelow = false; // a rule takes it, but for its amount
        const auto first = std::find_if(candidates.begin(), candidates.end(), [&](std::size_t index) {
            if (!m_compiled[index].takes(upperCase))
                return false;
            const bool isEnough = takesAmount(index, document);
            isBelow = isBelow || !isEnough;
            return isEnough;
        });
        if (first == candidates.end() && isBelow)
            decision.belowThreshold.append(code);
        else if (first == candidates.end())
            decision.unrouted.append({code, reasonFor(code, document, exception)});
        else
            chosen.emplace_back(*first, code);
    }
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const auto &left, const auto &right) { return left.first < right.first; });
    QHash<QString, qsizetype> byChannel;
    for (const auto &[index, code] : chosen) {
        const Route &route = m_routes[static_cast<qsizetype>(index)];
        const auto known = byChannel.constFind(channelKey(route.channel));
        if (known != byChannel.cend()) {
            decision.matches[*known].costCentres.append(code);
            continue;
        }
        byChannel.insert(channelKey(route.channel), decision.matches.size());
        decision.matches.append({route, {code}, static_cast<qsizetype>(index)});
    }
    return decision;
}

QString Router::reasonFor(const QString &code, const Document &document, const QString &exception) const
{
    if (m_routes.isEmpty())
        return translated(QT_TRANSLATE_NOOP("routing", "There are no rules yet."));
    const QString upperCase = code.toUpper();
    for (std::size_t index = 0; index < m_compiled.size(); ++index) {
        const Compiled &compiled = m_compiled[index];
        if (!compiled.takes(upperCase))
            continue;
        // The nearest miss helps most: a rule names the cost centre, but asks for something else too.
        const Route &route = m_routes[static_cast<qsizetype>(index)];
        if (!compiled.takesException(exception))
            return (exception.isEmpty()
                        ? translated(QT_TRANSLATE_NOOP("routing", "Rule “%1” names %2, but only for exceptions."))
                        : translated(
                              QT_TRANSLATE_NOOP("routing", "Rule “%1” names %2, but only for other exceptions.")))
                .arg(route.name, code);
        if (!compiled.recordTypes.isEmpty() && !compiled.recordTypes.contains(document.type))
            return translated(QT_TRANSLATE_NOOP("routing", "Rule “%1” names %2, but not for this kind of record (%3)."))
                .arg(route.name, code, recordtype::displayName(document.type));
        if (!compiled.companies.isEmpty() && !compiled.companies.contains(document.company))
            return translated(QT_TRANSLATE_NOOP("routing", "Rule “%1” names %2, but not for company %3."))
                .arg(route.name, code, document.company);
    }
    if (code == CostCentrePattern::unknownCode)
        return translated(QT_TRANSLATE_NOOP("routing", "The cost centre isn't known, and no rule takes “unknown”."));
    return translated(QT_TRANSLATE_NOOP("routing", "No rule names cost centre %1.")).arg(code);
}

QList<CostCentreCoverage> coverage(const QList<Route> &routes, const QStringList &costCentres)
{
    const Router router(routes);
    QList<CostCentreCoverage> result;
    for (const QString &code : costCentres) {
        CostCentreCoverage covered{code, std::nullopt, true};
        const QString upperCase = code.toUpper();
        for (std::size_t index = 0; index < router.m_compiled.size() && covered.hasGaps; ++index) {
            const Router::Compiled &compiled = router.m_compiled[index];
            if (!compiled.exceptions.isEmpty() || !compiled.takes(upperCase))
                continue;
            const Route &route = router.m_routes[static_cast<qsizetype>(index)];
            if (!covered.route)
                covered.route = route;
            covered.hasGaps = hasFurtherConditions(route);
        }
        result.append(covered);
    }
    return result;
}

} // namespace ledgercast
