// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/present/coverage.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace ledgercast {

namespace {

constexpr qsizetype siblingPrefix = 2;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Coverage)
};

/// The words of "R&D Osaka" as channels are written: "rd", "osaka".
QStringList channelWords(const QString &name)
{
    static const QRegularExpression between(QStringLiteral("[\\s/_-]+"));
    static const QRegularExpression signs(QStringLiteral("[^\\p{L}\\p{N}]"));
    QStringList words;
    for (QString word : name.toLower().split(between, Qt::SkipEmptyParts)) {
        if (word.remove(signs); !word.isEmpty())
            words += word;
    }
    return words;
}

/// The only channel whose name has all words of the cost centre's; empty: none, or several.
QString channelOfName(const QString &name, const QList<Channel> &channels)
{
    const QStringList words = channelWords(name);
    QString found;
    for (const Channel &channel : channels) {
        const QStringList own = channelWords(channel.name);
        const bool hasAll = !words.isEmpty() && std::all_of(words.begin(), words.end(),
                                                            [&](const QString &word) { return own.contains(word); });
        if (!hasAll || channelStanding(channel.name, channels).isRefused())
            continue;
        if (!found.isEmpty())
            return {};
        found = channel.name;
    }
    return found;
}

/// The busiest rule; of equals the first.
int decidingRule(const CostCentreVolume &volume)
{
    int deciding = 0;
    for (auto rule = volume.rules.cbegin(); rule != volume.rules.cend(); ++rule) {
        if (deciding == 0 || rule.value() > volume.rules.value(deciding))
            deciding = rule.key();
    }
    return deciding;
}

CoverageRow rowOf(const CostCentreCoverage &covered, const RuleDraft &draft, const QList<Route> &routes,
                  const CostCentreVolume &volume)
{
    using State = CoverageRow::State;
    CoverageRow row;
    row.code = covered.costCentre;
    row.entries = volume.entries;
    row.unrouted = volume.unrouted;
    row.rule = decidingRule(volume);
    if (row.rule == 0 && row.unrouted == 0 && covered.route)
        row.rule = static_cast<int>(routes.indexOf(*covered.route)) + 1;
    if (row.rule == 0) {
        row.state = State::Unmapped;
        return row;
    }
    const QString &channel = routes.at(row.rule - 1).channel;
    row.channel = channel.startsWith(u'#') ? channel : QString(u'#' + channel);
    row.isOther = draft.isFieldChanged(row.rule - 1, RuleField::Channel);
    if (row.unrouted > 0) {
        row.state = State::Partly;
        row.reason = row.unrouted == 1 ? Words::tr("1 of its entries matches no rule.")
                                       : Words::tr("%1 of its entries match no rule.").arg(row.unrouted);
    } else if (covered.hasGaps) {
        row.reason = Words::tr("Some record types, companies or amounts would stay unrouted.");
    }
    return row;
}

/// Where the cost centres beside it go, if that is one channel.
void suggestSiblings(CoverageRow &row, const QList<CoverageRow> &rows)
{
    QString channel;
    QString sibling;
    for (const CoverageRow &other : rows) {
        const bool isSibling = other.state == CoverageRow::State::Mapped && other.entries > 0 &&
                               other.code.left(siblingPrefix) == row.code.left(siblingPrefix);
        if (!isSibling)
            continue;
        if (!channel.isEmpty() && channel != other.channel)
            return;
        channel = other.channel;
        sibling = other.code;
    }
    if (channel.isEmpty())
        return;
    row.suggested = channel.mid(1);
    row.reason = Words::tr("%1, which is near it, goes to %2.").arg(sibling, channel);
}

void suggest(QList<CoverageRow> &rows, const QList<Channel> &channels)
{
    const QList<CoverageRow> known = rows;
    for (CoverageRow &row : rows) {
        if (row.state != CoverageRow::State::Unmapped || row.code == CostCentrePattern::unknownCode)
            continue;
        row.suggested = channelOfName(row.name, channels);
        if (row.suggested.isEmpty())
            suggestSiblings(row, known);
        else
            row.reason = Words::tr("The channel's name has the words of the cost centre's.");
    }
}

} // namespace

QList<CoverageRow> coverageOf(const RuleDraft &draft, const QList<CostCentreRow> &costCentres,
                              const SimulationResult &result, const QList<Channel> &channels)
{
    QMap<QString, QString> names;
    for (const CostCentreRow &centre : costCentres)
        names.insert(centre.code, centre.name);
    for (auto volume = result.costCentres.cbegin(); volume != result.costCentres.cend(); ++volume) {
        if (volume->unrouted > 0 && !names.contains(volume.key()))
            names.insert(volume.key(), {});
    }
    const QList<Route> routes = draft.forApplying();
    QList<CoverageRow> rows;
    for (const CostCentreCoverage &covered : coverage(routes, names.keys())) {
        rows += rowOf(covered, draft, routes, result.costCentres.value(covered.costCentre));
        rows.last().name = names.value(covered.costCentre);
    }
    suggest(rows, channels);
    std::stable_sort(rows.begin(), rows.end(), [](const CoverageRow &left, const CoverageRow &right) {
        if (left.state != right.state)
            return left.state < right.state;
        return left.state != CoverageRow::State::Mapped && left.entries > right.entries;
    });
    return rows;
}

} // namespace ledgercast
