// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/engine/designs.h"
#include "core/engine/planner.h"
#include "core/routing/router.h"

#include <QMap>
#include <QSet>

#include <functional>

namespace ledgercast {

class Reader;
struct RecordedChange;

/// What a channel gets, with the rules as they are and with those of a draft.
struct ChannelEffect
{
    struct Share
    {
        int entries = 0;
        int messages = 0; ///< digests count once, an entry's replies with its lines not at all
        int digests = 0;  ///< among the messages

        friend bool operator==(const Share &, const Share &) = default;
    };

    QString channel; ///< as the rules write it, without '#'
    Share before;
    Share after;
    QMap<QString, int> from; ///< entries it gets now, by the channel that had them; "": no channel had
    QMap<QString, int> to;   ///< entries it had, by the channel that gets them now; "": none does
    QMap<int, int> rules;    ///< entries it gets now, by the draft's rule that leads here, counted from 1

    [[nodiscard]] int difference() const { return after.messages - before.messages; }
    [[nodiscard]] bool isChanged() const { return before != after || !from.isEmpty() || !to.isEmpty(); }
};

/// What the draft does with the entries of one cost centre.
struct CostCentreVolume
{
    int entries = 0;
    int unrouted = 0;
    QMap<int, int> rules; ///< entries by rule, counted from 1
};

struct SimulationResult
{
    int entries = 0; ///< that were gone through
    /// Numbers of those that get other channels, or none any more, or come in a digest where they came at once or the
    /// other way round; in the order they were taken.
    QList<qint64> changed;
    QList<ChannelEffect> channels; ///< by name
    int unroutedBefore = 0;        ///< entries of which at least a part has no channel
    int unroutedAfter = 0;
    int newlyUnrouted = 0;
    int newlyRouted = 0;
    QMap<QString, CostCentreVolume> costCentres; ///< by code; "unknown" for entries without one
};

/// Runs recorded changes through two sets of rules with the planner, as if each were found now: where it would go is
/// decided as in the real run, message designs, thresholds, mapping tables and reminders included. Nothing is composed.
/// What only delays messages (mutes, quiet hours, bursts) is left out; digests are counted. Pure.
class Simulation
{
public:
    /// context: composer, mapping and flood rules are used; its router is not.
    Simulation(const QList<Route> &current, const QList<Route> &draft, const PlanContext &context);
    Q_DISABLE_COPY_MOVE(Simulation)

    void take(const RecordedChange &recorded);
    [[nodiscard]] SimulationResult result() const;

private:
    struct Side
    {
        Router router;
        PlanContext context;
        QSet<std::pair<QString, qint64>> digests; ///< channel and time
    };
    /// Where one entry goes: the channels by key, those of them that it reaches in a digest, and what has none.
    struct Outcome
    {
        QMap<QString, QString> channels;
        QSet<QString> digests;
        QStringList unrouted;
    };

    [[nodiscard]] Outcome run(Side &side, const Change &change, ChannelEffect::Share ChannelEffect::*share);
    void compare(qint64 entry, const Outcome &before, const Outcome &after);
    void attribute(const Change &change, const Outcome &before, const Outcome &after);

    Side m_current;
    Side m_draft;
    QMap<QString, ChannelEffect> m_channels; ///< by key
    SimulationResult m_totals;
};

/// What is asked of the recorded changes.
struct SimulationQuestion
{
    QList<Route> current;
    QList<Route> draft;
    QList<KindDesign> designs; ///< empty: the standard ones
    FloodRules floods;
    Instant from;
    std::function<bool()> isOutdated; ///< asked now and then, in the reader's thread; true: nobody waits any more
};

/// The changes recorded since question.from, those apart that nobody is ever told of because their documents were known
/// from before. Errors: Storage; Cancelled when it is outdated.
[[nodiscard]] Result<SimulationResult> simulate(const Reader &reader, const SimulationQuestion &question);

} // namespace ledgercast
