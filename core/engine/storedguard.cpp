// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/storedguard.h"

#include "core/routing/channelguardcsv.h"
#include "core/store/importedtables.h"
#include "core/store/reader.h"

namespace ledgercast {

Result<ChannelGuard> storedGuard(const Reader &reader)
{
    const auto csv = reader.importedCsv(ImportedTables::channelGuard);
    if (!csv)
        return fail(csv.error());
    const auto rows = csv->isEmpty() ? Result<QList<GuardRow>>(QList<GuardRow>{}) : parseGuardCsv(*csv);
    if (!rows)
        return fail(rows.error());
    const auto channels = reader.channels();
    if (!channels)
        return fail(channels.error());
    return ChannelGuard(*rows, *channels);
}

} // namespace ledgercast
