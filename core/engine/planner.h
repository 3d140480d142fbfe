// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/feed.h"
#include "core/domain/floodrules.h"
#include "core/domain/plan.h"
#include "core/domain/recordlink.h"
#include "core/routing/people.h"

namespace ledgercast {

class ChannelGuard;
class Composer;
class CostCentreMapping;
struct ComposeContext;
class Router;
struct MatchRules;

/// All that planning needs to know. Nothing else decides: preview, dry run, release after a change of rules and the
/// real run give the planner the same and get the same.
struct PlanContext
{
    Instant now;
    QDate knownBefore; ///< documents first seen and last changed before this day are recorded, never posted
    QDate toldFrom; ///< of a back-fill: what changed from then on and was never told is told, in digests; invalid: none
    const Router *router = nullptr;
    const Composer *composer = nullptr;
    QHash<QString, KnownDocument> known; ///< by document key
    QHash<QString, QString> costCentreNames;
    QTimeZone timeZone = QTimeZone::utc(); ///< of the tenant
    LinkPatterns links;                    ///< to records in CloudSuite; may be none
    bool isDryRun = false;
    FloodRules floods;                          ///< what is not sent at once
    const MatchRules *matchRules = nullptr;     ///< none: documents are not compared with each other
    KnownTopics topics;                         ///< those that topicsOf() named, as the store has them
    const CostCentreMapping *mapping = nullptr; ///< for documents that name no cost centre; none: they stay unknown
    bool isWithoutMessages = false; ///< where a change goes is asked, not what is said: deliveries are empty, without
                                    ///< details
    const ChannelGuard *guard = nullptr; ///< what may be posted where; none: everything
    const People *people = nullptr;      ///< who people of the ERP are in Slack; none: nobody is known
    CostCentreOwners costCentreOwners;

    [[nodiscard]] QDate today() const; ///< in the tenant's time zone
};

/// The heart: pure functions from what was read and what is known to what is recorded and sent.
namespace planner {

[[nodiscard]] Plan plan(const Page &page, const PlanContext &context);
/// The topics whose comparison may give something else now, because one of their documents is another.
[[nodiscard]] QStringList topicsOf(const Plan &plan);
/// Compares these topics as they are with the plan's changes, and adds what is found or no longer so: a change of the
/// document that each finding is about.
void addFindings(Plan &plan, const QStringList &topics, const PlanContext &context);
/// The change with the cost centres that the mapping tables give it, where its document names none. They are no part
/// of its content: other tables are no news of the document.
[[nodiscard]] Change withMappedCostCentres(const Change &change, const PlanContext &context);
/// What the rules' column "exceptions" selects by; empty for a change of the document itself.
[[nodiscard]] QString exceptionOf(const Change &change);
/// What a message of the change is composed with where no rule leads it to a channel.
[[nodiscard]] ComposeContext composeContext(const Change &change, const PlanContext &context);
/// Routes and composes one change.
[[nodiscard]] PlannedChange decide(const Change &change, const QMap<QString, QString> &threads,
                                   const PlanContext &context);
/// The same for the part of a recorded change that waited for a rule: no channel gets it twice. What waited under a
/// mapped cost centre, or under none, waits under what the tables say now.
[[nodiscard]] PlannedChange decideWaiting(const Change &change, const WaitingPart &waiting,
                                          const QMap<QString, QString> &threads, const PlanContext &context);
/// What a recorded change's message in a channel would say now, in the role that it was decided in: by the design, the
/// mention and the hidden fields of now. Empty: nothing can be said in that role.
[[nodiscard]] QByteArray composeAnew(const Change &change, DeliveryRole role, const QString &channel,
                                     const PlanContext &context);
/// Field by field, lines and cost centres included; empty when only the order differs.
[[nodiscard]] QList<FieldChange> differences(const Document &before, const Document &after);

} // namespace planner

} // namespace ledgercast
