// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/storedplanning.h"

#include "core/engine/designfiles.h"
#include "core/engine/storedguard.h"
#include "core/routing/costcentremappingcsv.h"
#include "core/routing/router.h"
#include "core/store/importedtables.h"
#include "core/store/reader.h"

namespace ledgercast {

StoredPlanning::StoredPlanning(Composer composer, CostCentreMapping mapping, ChannelGuard guard)
    : m_composer(std::move(composer)), m_mapping(std::move(mapping)), m_guard(std::move(guard))
{
}

Result<StoredPlanning> StoredPlanning::read(const Reader &reader, const QList<KindDesign> &kindDesigns)
{
    const auto designs = DesignFiles::designsOf(kindDesigns);
    if (!designs)
        return fail(designs.error());
    auto composer = kindDesigns.isEmpty() ? Composer::builtIn() : Composer::create(*designs);
    if (!composer)
        return fail(composer.error());
    const auto csv = reader.importedCsv(ImportedTables::costCentreMapping);
    if (!csv)
        return fail(csv.error());
    const auto rows = csv->isEmpty() ? Result<QList<MappingRow>>(QList<MappingRow>{}) : parseMappingCsv(*csv);
    if (!rows)
        return fail(rows.error());
    auto guard = storedGuard(reader);
    if (!guard)
        return fail(guard.error());
    return StoredPlanning(std::move(*composer), CostCentreMapping(*rows), std::move(*guard));
}

PlanContext StoredPlanning::context() const
{
    PlanContext context;
    context.composer = &m_composer;
    context.mapping = &m_mapping;
    context.guard = &m_guard;
    return context;
}

Result<PlannedChange> decideToday(const Reader &reader, const Change &recorded, const QList<KindDesign> &designs,
                                  const FloodRules &floods, Instant now)
{
    const auto planning = StoredPlanning::read(reader, designs);
    if (!planning)
        return fail(planning.error());
    const auto routes = reader.routes();
    if (!routes)
        return fail(routes.error());
    const Router router(*routes);
    PlanContext context = planning->context();
    context.router = &router;
    context.floods = floods;
    context.now = now;
    context.isWithoutMessages = true;
    Change change = recorded;
    if (change.kind == ChangeKind::Known)
        change.kind = ChangeKind::Created;
    return planner::decide(change, {}, context);
}

} // namespace ledgercast
