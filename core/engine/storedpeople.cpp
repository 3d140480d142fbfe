// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/storedpeople.h"

#include "core/routing/peoplecsv.h"
#include "core/store/importedtables.h"
#include "core/store/reader.h"

namespace ledgercast {

Result<People> storedPeople(const Reader &reader)
{
    const auto csv = reader.importedCsv(ImportedTables::people);
    if (!csv)
        return fail(csv.error());
    if (csv->isEmpty())
        return People();
    const auto rows = parsePeopleCsv(*csv);
    if (!rows)
        return fail(rows.error());
    const auto lookups = reader.personLookups();
    if (!lookups)
        return fail(lookups.error());
    QHash<QString, QString> ids;
    for (auto lookup = lookups->cbegin(); lookup != lookups->cend(); ++lookup)
        ids.insert(lookup.key(), lookup->slackId);
    return People(*rows, ids);
}

} // namespace ledgercast
