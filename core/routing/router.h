// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/channel.h"
#include "core/domain/document.h"
#include "core/domain/route.h"
#include "core/routing/costcentrepattern.h"

#include <QSet>

#include <vector>

namespace ledgercast {

/// What a document is routed by, each code once; "unknown" where it has none.
[[nodiscard]] QStringList costCentreCodes(const Document &document);

/// Decides which channels a document goes to. Pure; compiled once from the rules, then asked as often as needed.
class Router
{
public:
    /// A channel the document goes to, with its cost centres that lead there.
    struct Match
    {
        Route route;
        QStringList costCentres;
        qsizetype rule = -1; ///< among routes()
    };
    struct Unrouted
    {
        QString costCentre; ///< "unknown" for a document without one
        QString reason;     ///< for people: why no rule took it
    };
    struct Decision
    {
        QList<Match> matches;
        QList<Unrouted> unrouted;
        QStringList belowThreshold; ///< cost centres whose rules ask for a larger amount: nobody wants to hear of it

        [[nodiscard]] QStringList unroutedCostCentres() const;
    };

    Router() = default;
    explicit Router(QList<Route> routes);

    /// For each of the document's cost centres the first rule by priority, then by place in the list. One channel
    /// gets one match; where several rules lead to it, the first of them.
    /// exception: the word of a finding's kind, for a change that raises or clears one.
    [[nodiscard]] Decision decide(const Document &document, const QString &exception = {}) const;
    [[nodiscard]] const QList<Route> &routes() const { return m_routes; } ///< in the order they are tried

private:
    friend QList<struct CostCentreCoverage> coverage(const QList<Route> &routes, const QStringList &costCentres);
    struct Compiled
    {
        QSet<QString> recordTypes;
        QSet<QString> companies;
        std::vector<CostCentrePattern> costCentres;
        bool takesAnyCostCentre = false;
        QSet<QString> exceptions; ///< takes only these; empty: every change but reminders, "*": every exception

        [[nodiscard]] bool takes(const QString &upperCaseCode) const;
        [[nodiscard]] bool takesException(const QString &exception) const;
    };
    [[nodiscard]] static Compiled compiled(const Route &route);
    /// Whatever its amount.
    [[nodiscard]] bool takesKind(std::size_t index, const Document &document, const QString &exception) const;
    [[nodiscard]] bool takesAmount(std::size_t index, const Document &document) const;
    [[nodiscard]] QString reasonFor(const QString &code, const Document &document, const QString &exception) const;

    QList<Route> m_routes;
    std::vector<Compiled> m_compiled;
};

/// What the rules do with one cost centre.
struct CostCentreCoverage
{
    QString costCentre;
    std::optional<Route> route; ///< the first rule that names it; none: unmapped
    bool hasGaps = true;        ///< no rule takes all of it: some record types, companies or amounts stay unrouted
};

[[nodiscard]] QList<CostCentreCoverage> coverage(const QList<Route> &routes, const QStringList &costCentres);

} // namespace ledgercast
