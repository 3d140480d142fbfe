// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/tenantclient.h"
#include "core/engine/engine.h"
#include "core/engine/person.h"
#include "core/engine/tolerancescsv.h"
#include "core/routing/costcentremappingcsv.h"
#include "core/settings/settingdefinitions.h"
#include "core/slack/slackclient.h"

// The tables that a person keeps as CSV, and what they decide.
namespace ledgercast {

namespace {

/// The rows of a table as it was imported; none: it wasn't.
template<typename Row>
Result<QList<Row>> rowsOf(const ImportedTables &tables, const QString &name,
                          Result<QList<Row>> (*parse)(const QByteArray &csv, QList<RowError> *errors))
{
    const auto csv = tables.csv(name);
    if (!csv)
        return fail(csv.error());
    return csv->isEmpty() ? QList<Row>{} : parse(*csv, nullptr);
}

} // namespace

QString Engine::matchSettings() const
{
    QStringList values{holidaysText(m_settings.holidays)};
    for (const SettingDefinition &setting : settingDefinitions()) {
        if (setting.key.startsWith(u"matching."))
            values << setting.key + u'=' + setting.text(m_settings);
    }
    return values.join(u'\n');
}

Result<void> Engine::loadTables()
{
    const auto tolerances = rowsOf(*m_tables, ImportedTables::tolerances, parseTolerancesCsv);
    if (!tolerances)
        return fail(tolerances.error());
    const auto mapping = rowsOf(*m_tables, ImportedTables::costCentreMapping, parseMappingCsv);
    if (!mapping)
        return fail(mapping.error());
    m_matchRules.tolerances = ToleranceTable(*tolerances, m_settings.graceDays);
    m_matchRules.duplicates = {m_settings.duplicateDays, m_settings.duplicatesTakeSameDay};
    m_matchRules.reminders = {m_settings.dueDays, m_settings.discountDays};
    m_matchRules.calendar.holidays = m_settings.holidays;
    m_matchRules.ignored.clear();
    for (const QString &word : std::as_const(m_settings.ignoredExceptions)) {
        if (const auto kind = findingKindOf(word))
            m_matchRules.ignored.insert(*kind);
    }
    m_mapping = CostCentreMapping(*mapping);
    if (const auto loaded = loadPeople(); !loaded)
        return loaded;
    return loadGuard();
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

void Engine::importCostCentreMapping(const QByteArray &csv)
{
    const auto rows = parseMappingCsv(csv);
    if (!rows)
        return report(rows.error());
    const auto stored = m_tables->replace(ImportedTables::costCentreMapping, toCsv(*rows), person(), m_clock.now());
    if (!stored)
        return report(stored.error());
    const auto released = releaseUnrouted();
    takeUpDeliveries();
    if (!released)
        return report(released.error());
    QString sentence = tr("%n mapping(s) applied.", nullptr, static_cast<int>(rows->size()));
    if (*released > 0)
        sentence += u' ' + tr("%n waiting entry(s) found a channel.", nullptr, *released);
    Q_EMIT notice(sentence);
    Q_EMIT tableImported();
}

} // namespace ledgercast
