// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/engine/status.h"
#include "core/store/database.h"

namespace ledgercast {

/// A day at Acme: recorded, routed and posted entries, some of which wait for somebody. For windows to look at.
class SampleStore
{
public:
    SampleStore(Database &database, Instant now);

    void fill();
    /// Records one more posted invoice.
    void addInvoice();

private:
    void addRules();
    void addDaysBefore();
    void addDay();
    void addEntry(int number, const QString &type, const QString &channel, const QString &costCentre);
    void settleAll();
    void addRuns();

    Database &m_database;
    Instant m_now;
    Instant m_at;
    int m_entries = 0;
    QList<std::pair<QString, QString>> m_open; ///< delivery id, channel
};

/// The schedules of the made-up day's feeds, as the engine tells them at that time.
void planSampleFeeds(TenantStatus &status, Instant now);

} // namespace ledgercast
