// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/present/effects.h"

#include "core/routing/rulecells.h"
#include "ui/format/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace ledgercast {

namespace {

constexpr int mostMoves = 3; ///< told in sentences
constexpr int mostCentres = 2;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Effects)
};

using Counts = QList<std::pair<QString, int>>;

/// The largest first.
Counts sorted(const QMap<QString, int> &counts)
{
    Counts list;
    for (auto count = counts.cbegin(); count != counts.cend(); ++count)
        list.append({count.key(), count.value()});
    std::stable_sort(list.begin(), list.end(),
                     [](const auto &left, const auto &right) { return left.second > right.second; });
    return list;
}

QString entriesText(int count)
{
    return count == 1 ? Words::tr("1 entry") : Words::tr("%1 entries").arg(format::count(count));
}

/// "a", "a and b", "a, b and 3 more"
QString enumerated(QStringList words, qsizetype most)
{
    if (words.size() > most) {
        const auto more = static_cast<int>(words.size() - most);
        return Words::tr("%1 and %2 more").arg(words.mid(0, most).join(u", "_qs), format::count(more));
    }
    if (words.size() < 2)
        return words.join(QString());
    const QString last = words.takeLast();
    return Words::tr("%1 and %2").arg(words.join(u", "_qs), last);
}

/// Words about channels, which are shown by their names where rules have ids.
class Teller
{
public:
    explicit Teller(const QList<Channel> &channels) : m_channels(channels) {}

    [[nodiscard]] QString nameOf(const QString &channel) const
    {
        const Channel *known = findChannel(channel, m_channels);
        return u'#' + (known ? known->name : channel);
    }
    [[nodiscard]] QString why(const ChannelEffect &effect) const
    {
        if (!effect.isChanged())
            return Words::tr("Stays the same");
        QStringList parts;
        if (effect.after.entries == 0)
            parts += Words::tr("No rule leads here any more");
        for (const auto &[channel, count] : sorted(effect.from)) {
            parts += channel.isEmpty() ? Words::tr("%1 more").arg(format::count(count))
                                       : Words::tr("%1 from %2").arg(format::count(count), nameOf(channel));
        }
        if (!parts.isEmpty() && !effect.rules.isEmpty())
            parts.last() += u' ' + ruleText(effect.rules.keys());
        for (const auto &[channel, count] : sorted(effect.to)) {
            if (effect.after.entries > 0 || channel.isEmpty())
                parts += channel.isEmpty() ? Words::tr("%1 not sent any more").arg(format::count(count))
                                           : Words::tr("%1 to %2").arg(format::count(count), nameOf(channel));
        }
        if (effect.after.digests > 0)
            parts += Words::tr("%1 in %2").arg(entriesText(effect.after.entries), digestText(effect.after.digests));
        else if (effect.before.digests > 0 && effect.after.entries > 0)
            parts += Words::tr("each by itself, no digests any more");
        return enumerated(parts, mostMoves);
    }
    [[nodiscard]] static QString digestText(int count)
    {
        return count == 1 ? Words::tr("1 digest") : Words::tr("%1 digests").arg(format::count(count));
    }

private:
    [[nodiscard]] static QString ruleText(const QList<int> &rules)
    {
        QStringList numbers;
        for (const int rule : rules)
            numbers += QString::number(rule);
        return (rules.size() == 1 ? Words::tr("(rule %1)") : Words::tr("(rules %1)")).arg(enumerated(numbers, 3));
    }

    const QList<Channel> &m_channels;
};

QString unroutedCentres(const SimulationResult &result)
{
    QMap<QString, int> counts;
    for (auto centre = result.costCentres.cbegin(); centre != result.costCentres.cend(); ++centre) {
        if (centre->unrouted > 0)
            counts.insert(centre.key(), centre->unrouted);
    }
    if (counts.isEmpty())
        return Words::tr("Every entry has a channel");
    QStringList words;
    for (const auto &[code, count] : sorted(counts))
        words += QStringLiteral("%1 (%2)").arg(code, format::count(count));
    return (counts.size() == 1 ? Words::tr("%1 matches no rule") : Words::tr("%1 match no rule"))
        .arg(enumerated(words, mostCentres));
}

QList<ChannelEffect> byDifference(QList<ChannelEffect> effects)
{
    std::stable_sort(effects.begin(), effects.end(), [](const ChannelEffect &left, const ChannelEffect &right) {
        if (left.isChanged() != right.isChanged())
            return left.isChanged();
        return std::abs(left.difference()) > std::abs(right.difference());
    });
    return effects;
}

void addRows(EffectView &view, const SimulationResult &result, const Teller &teller, bool isShort)
{
    EffectRow others{EffectRow::Kind::Others, {}, 0, 0, Words::tr("Stay the same")};
    int otherCount = 0;
    for (const ChannelEffect &effect : byDifference(result.channels)) {
        view.changedChannels += effect.isChanged() ? 1 : 0;
        if (effect.isChanged() || !isShort) {
            view.rows.append({EffectRow::Kind::Channel, teller.nameOf(effect.channel), effect.before.messages,
                              effect.after.messages, teller.why(effect)});
            continue;
        }
        ++otherCount;
        others.before += effect.before.messages;
        others.after += effect.after.messages;
    }
    if (otherCount > 0) {
        others.name = otherCount == 1 ? Words::tr("1 other channel") : Words::tr("%1 other channels").arg(otherCount);
        view.rows.append(others);
    }
    if (result.unroutedBefore > 0 || result.unroutedAfter > 0)
        view.rows.append({EffectRow::Kind::Unrouted, Words::tr("Unrouted"), result.unroutedBefore, result.unroutedAfter,
                          unroutedCentres(result)});
}

void tellMoves(EffectView &view, const SimulationResult &result, const Teller &teller)
{
    struct Move
    {
        QString from;
        QString to;
        int count;
    };
    QList<Move> moves;
    for (const ChannelEffect &effect : result.channels) {
        for (const auto &[channel, count] : sorted(effect.from)) {
            if (!channel.isEmpty())
                moves.append({channel, effect.channel, count});
        }
    }
    std::stable_sort(moves.begin(), moves.end(),
                     [](const Move &left, const Move &right) { return left.count > right.count; });
    for (const Move &move : moves.mid(0, mostMoves)) {
        const QString from = teller.nameOf(move.from);
        const QString to = teller.nameOf(move.to);
        view.inShort.append({move.count == 1
                                 ? Words::tr("1 entry moves from %1 to %2.").arg(from, to)
                                 : Words::tr("%1 entries move from %2 to %3.").arg(format::count(move.count), from, to),
                             Symbol::ChevronRight, Token::SuccessMark});
    }
}

void tellDigests(EffectView &view, const SimulationResult &result, const Teller &teller)
{
    for (const ChannelEffect &effect : result.channels) {
        if (effect.after.digests > 0 && effect.before.digests == 0 && effect.before.entries > 0)
            view.inShort.append({Words::tr("%1 gets %2 instead of %3 posts.")
                                     .arg(teller.nameOf(effect.channel), Teller::digestText(effect.after.digests),
                                          format::count(effect.before.messages)),
                                 Symbol::Digest, Token::InfoMark});
    }
}

void tellUnrouted(EffectView &view, const SimulationResult &result)
{
    if (result.newlyRouted > 0)
        view.inShort.append(
            {result.newlyRouted == 1
                 ? Words::tr("1 entry without a channel gets one.")
                 : Words::tr("%1 entries without a channel get one.").arg(format::count(result.newlyRouted)),
             Symbol::Check, Token::SuccessMark});
    if (result.newlyUnrouted > 0)
        view.inShort.append({result.newlyUnrouted == 1
                                 ? Words::tr("1 entry loses its channel.")
                                 : Words::tr("%1 entries lose their channel.").arg(format::count(result.newlyUnrouted)),
                             Symbol::Attention, Token::WarningMark});
    const int still = result.unroutedAfter - result.newlyUnrouted;
    if (still > 0)
        view.inShort.append({still == 1 ? Words::tr("1 entry stays unrouted.")
                                        : Words::tr("%1 entries stay unrouted.").arg(format::count(still)),
                             Symbol::Unrouted, Token::WarningMark, true});
}

} // namespace

EffectView effectsOf(const SimulationResult &result, const QList<Channel> &channels, bool isShort)
{
    const Teller teller(channels);
    EffectView view;
    addRows(view, result, teller, isShort);
    tellMoves(view, result, teller);
    tellDigests(view, result, teller);
    tellUnrouted(view, result);
    if (view.changedChannels == 0 && result.newlyRouted == 0 && result.newlyUnrouted == 0)
        view.inShort.prepend(
            {Words::tr("No entry of the last 30 days would go elsewhere."), Symbol::CircleCheck, Token::SuccessMark});
    return view;
}

} // namespace ledgercast
