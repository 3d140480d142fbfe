// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/simulation.h"

#include "core/engine/storedplanning.h"
#include "core/store/reader.h"

namespace ledgercast {

namespace {

constexpr int changesAtOnce = 500;

/// Mutes, quiet hours and bursts only delay, and most of them are over: digests alone make another number of messages.
FloodRules onlyDigests(FloodRules floods)
{
    floods.mutes.clear();
    floods.quiet.reset();
    floods.burstLimit = 0;
    return floods;
}

QString withoutHash(const QString &channel)
{
    return channel.startsWith(u'#') ? channel.mid(1) : channel;
}

/// Of the channels that only one side has, the key of the first; "" where there is none.
QString firstOnlyIn(const QMap<QString, QString> &these, const QMap<QString, QString> &those)
{
    for (auto channel = these.cbegin(); channel != these.cend(); ++channel) {
        if (!those.contains(channel.key()))
            return channel.value();
    }
    return {};
}

} // namespace

Simulation::Simulation(const QList<Route> &current, const QList<Route> &draft, const PlanContext &context)
    : m_current{Router(current), context, {}}, m_draft{Router(draft), context, {}}
{
    for (Side *side : {&m_current, &m_draft}) {
        side->context.router = &side->router;
        side->context.floods = onlyDigests(context.floods);
        side->context.isWithoutMessages = true;
        side->context.toldFrom = {};
        side->context.isDryRun = false;
    }
}

void Simulation::take(const RecordedChange &recorded)
{
    ++m_totals.entries;
    // Which cost centres it has doesn't depend on the rules.
    const Change mapped = planner::withMappedCostCentres(recorded.change, m_current.context);
    const Outcome before = run(m_current, mapped, &ChannelEffect::before);
    const Outcome after = run(m_draft, mapped, &ChannelEffect::after);
    compare(recorded.entryId, before, after);
    attribute(mapped, before, after);
}

Simulation::Outcome Simulation::run(Side &side, const Change &change, ChannelEffect::Share ChannelEffect::*share)
{
    side.context.now = change.detectedAt;
    const PlannedChange planned = planner::decide(change, {}, side.context);
    Outcome outcome{{}, {}, planned.unrouted};
    for (const Delivery &delivery : planned.deliveries) {
        const QString key = channelKey(delivery.channel);
        ChannelEffect &effect = m_channels[key];
        effect.channel = withoutHash(delivery.channel);
        ChannelEffect::Share &counted = effect.*share;
        ++counted.entries;
        outcome.channels.insert(key, effect.channel);
        if (delivery.reason == heldfor::guard)
            continue; // it is meant for the channel, and doesn't come
        const bool isDigest = delivery.reason == heldfor::digest && delivery.heldUntil.has_value();
        if (isDigest) {
            outcome.digests.insert(key);
            const auto digest = std::pair(key, toMs(*delivery.heldUntil));
            if (side.digests.contains(digest))
                continue;
            side.digests.insert(digest);
            ++counted.digests;
        }
        ++counted.messages;
    }
    return outcome;
}

void Simulation::compare(qint64 entry, const Outcome &before, const Outcome &after)
{
    const bool wasUnrouted = !before.unrouted.isEmpty();
    const bool isUnrouted = !after.unrouted.isEmpty();
    m_totals.unroutedBefore += wasUnrouted ? 1 : 0;
    m_totals.unroutedAfter += isUnrouted ? 1 : 0;
    m_totals.newlyUnrouted += isUnrouted && !wasUnrouted ? 1 : 0;
    m_totals.newlyRouted += wasUnrouted && !isUnrouted ? 1 : 0;
    const bool isSame = before.channels.keys() == after.channels.keys() && before.digests == after.digests &&
                        before.unrouted == after.unrouted;
    if (!isSame)
        m_totals.changed.append(entry);
}

void Simulation::attribute(const Change &change, const Outcome &before, const Outcome &after)
{
    for (auto channel = before.channels.cbegin(); channel != before.channels.cend(); ++channel) {
        if (!after.channels.contains(channel.key()))
            ++m_channels[channel.key()].to[firstOnlyIn(after.channels, before.channels)];
    }
    for (const QString &code : costCentreCodes(change.document))
        ++m_totals.costCentres[code].entries;
    for (const QString &code : after.unrouted)
        ++m_totals.costCentres[code].unrouted;
    if (!after.channels.isEmpty()) {
        const Router::Decision decision = m_draft.router.decide(change.document, planner::exceptionOf(change));
        for (const Router::Match &match : decision.matches) {
            const int rule = static_cast<int>(match.rule) + 1;
            for (const QString &code : match.costCentres)
                ++m_totals.costCentres[code].rules[rule];
            const QString key = channelKey(match.route.channel);
            if (!before.channels.contains(key)) {
                ++m_channels[key].from[firstOnlyIn(before.channels, after.channels)];
                ++m_channels[key].rules[rule];
            }
        }
    }
}

SimulationResult Simulation::result() const
{
    SimulationResult result = m_totals;
    result.channels = m_channels.values();
    return result;
}

Result<SimulationResult> simulate(const Reader &reader, const SimulationQuestion &question)
{
    const auto planning = StoredPlanning::read(reader, question.designs);
    if (!planning)
        return fail(planning.error());
    PlanContext context = planning->context();
    context.floods = question.floods;
    Simulation simulation(question.current, question.draft, context);
    for (qint64 after = 0;;) {
        if (question.isOutdated && question.isOutdated())
            return fail(Error{ErrorKind::Cancelled, QStringLiteral("Simulate rules"), {}});
        const auto changes = reader.toldChanges(question.from, after, changesAtOnce);
        if (!changes)
            return fail(changes.error());
        if (changes->isEmpty())
            return simulation.result();
        for (const RecordedChange &recorded : *changes)
            simulation.take(recorded);
        after = changes->last().entryId;
    }
}

} // namespace ledgercast
