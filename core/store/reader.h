// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/channel.h"
#include "core/domain/route.h"
#include "core/store/entry.h"
#include "core/store/personlookups.h"

namespace ledgercast {

class Database;

struct CostCentreRow
{
    QString code;
    QString name;
    QString company;
    QString tenant;
    QString division;
    QString responsible; ///< as the ERP has it; may be empty
};

/// A change as it was recorded.
struct RecordedChange
{
    qint64 entryId = 0;
    Change change;
};

struct AuditVerification
{
    qint64 events = 0;
    std::optional<qint64> firstBroken; ///< event whose hash or predecessor does not fit
    QByteArray head;                   ///< hash of the last event
};

/// Everything that is asked of the store without changing it. Lives in the thread of its database connection; pages by
/// key, never by offset.
class Reader
{
public:
    explicit Reader(Database &database) : m_database(database) {}

    /// Newest first, entries older than beforeId (0: from the newest).
    [[nodiscard]] Result<QList<EntryRow>> entries(const EntryFilter &filter, qint64 beforeId, int limit) const;
    [[nodiscard]] Result<EntryCounts> counts(const EntryFilter &filter) const;
    [[nodiscard]] Result<EntryDetail> entry(qint64 id) const;
    [[nodiscard]] Result<DayCounts> day(Instant from, Instant until) const;
    [[nodiscard]] Result<QList<FeedRunRow>> lastRuns(Instant today) const;
    /// Whether a pass over this feed ever went through without an error.
    [[nodiscard]] Result<bool> hasCompletedRun(const QString &tenant, const QString &company,
                                               const QString &feed) const;
    [[nodiscard]] Result<QList<Cause>> causes() const;
    [[nodiscard]] Result<QMap<QString, int>> deliveryStates() const;
    /// Entries by state: those that are neither posted nor only recorded.
    [[nodiscard]] Result<QMap<QString, int>> entryStates() const;
    [[nodiscard]] Result<QList<Route>> routes() const;
    [[nodiscard]] Result<QList<Channel>> channels() const;
    [[nodiscard]] Result<QList<CostCentreRow>> costCentres() const;
    [[nodiscard]] Result<QStringList> recordTypes() const;
    /// Entries whose main deliveries failed, oldest first: what "replay all failed" means.
    [[nodiscard]] Result<QList<qint64>> failedEntries() const;
    [[nodiscard]] Result<qint64> entryCount() const;
    // reader_changes.cpp: what rules are tried on
    /// Changes recorded since then that somebody may be told of, oldest first, after that entry: those apart whose
    /// documents were known from before.
    [[nodiscard]] Result<QList<RecordedChange>> toldChanges(Instant from, qint64 afterId, int limit) const;
    /// The documents of a type as they are now, those that were deleted apart; in no order.
    [[nodiscard]] Result<QList<Document>> currentDocuments(const QString &type) const;
    /// Of the entries recorded since then that wait for a rule, each once; "unknown" among them.
    [[nodiscard]] Result<QStringList> unroutedCostCentres(Instant from) const;
    /// A table as a person imported it; empty: none was.
    [[nodiscard]] Result<QByteArray> importedCsv(const QString &name) const;
    [[nodiscard]] Result<QHash<QString, PersonLookup>> personLookups() const;
    /// Walks the whole hash chain.
    [[nodiscard]] Result<AuditVerification> verify() const;
    /// Every audit event, in order, a page at a time.
    [[nodiscard]] Result<QList<AuditEventRow>> events(qint64 afterId, int limit) const;

private:
    [[nodiscard]] Result<QMap<QString, int>> countsOf(const QString &sql) const;

    Database &m_database;
};

} // namespace ledgercast
