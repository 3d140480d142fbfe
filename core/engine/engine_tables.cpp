// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/tenantclient.h"
#include "core/engine/engine.h"
#include "core/engine/person.h"
#include "core/engine/tolerancescsv.h"
#include "core/slack/slackclient.h"

// The tables that a person keeps as CSV, and what they decide.
namespace ledgercast {

Result<void> Engine::loadTables()
{
    const auto csv = m_tables->csv(ImportedTables::tolerances);
    if (!csv)
        return fail(csv.error());
    m_matchRules.tolerances = {};
    if (csv->isEmpty())
        return {};
    const auto rules = parseTolerancesCsv(*csv);
    if (!rules)
        return fail(rules.error());
    m_matchRules.tolerances = ToleranceTable(*rules);
    return {};
}

void Engine::importTolerances(const QByteArray &csv)
{
    const auto rules = parseTolerancesCsv(csv);
    if (!rules)
        return report(rules.error());
    const auto stored = m_tables->replace(ImportedTables::tolerances, tolerancesToCsv(*rules), person(), m_clock.now());
    if (!stored)
        return report(stored.error());
    // Open exceptions that are within the new tolerances clear with the next pass. What passed the old ones isn't dug
    // out: it is compared again when one of its documents changes.
    if (const auto marked =
            m_ledger->reviewOpenFindings(toDateTime(m_clock.now()).toTimeZone(m_settings.zone()).date());
        !marked)
        return report(marked.error());
    for (const auto &tenant : m_tenants)
        tenant->comparedOn = {};
    storeCommitted();
    Q_EMIT notice(tr("%n tolerance(s) applied.", nullptr, static_cast<int>(rules->size())));
    Q_EMIT tableImported();
}

} // namespace ledgercast
