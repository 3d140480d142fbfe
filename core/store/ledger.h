// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/plan.h"
#include "core/store/compressor.h"

namespace ledgercast {

class Database;
struct AuditEvent;

/// Writes what was planned: documents, changes, deliveries, audit events and the cursor, in one transaction. Engine
/// thread.
class Ledger
{
public:
    explicit Ledger(Database &database) : m_database(database) {}

    /// What the store knows of these documents, by key.
    [[nodiscard]] Result<QHash<QString, KnownDocument>> known(const QString &tenant, const QString &type,
                                                              const QStringList &keys) const;
    /// Key to status of all documents of this type; company: empty for every one.
    [[nodiscard]] Result<QHash<QString, QString>> statuses(const QString &tenant, const QString &type,
                                                           const QString &company) const;
    [[nodiscard]] Result<void> commit(const Plan &plan, Instant now);

    // ledger_topics.cpp: documents that are compared with each other
    /// What the store knows of these topics.
    [[nodiscard]] Result<KnownTopics> topics(const QString &tenant, const QStringList &topics) const;
    /// Topics of this tenant whose day has come, at most so many.
    [[nodiscard]] Result<QStringList> dueTopics(const QString &tenant, QDate today, int limit) const;
    /// Notes by which rules this tenant's topics are compared. Were they others before, the topics that have an open
    /// finding or wait for their day are compared again on this one.
    [[nodiscard]] Result<void> compareBy(const QString &tenant, const QString &rules, QDate day);
    /// Has every topic with an open finding compared again on this day, for every tenant.
    [[nodiscard]] Result<void> reviewOpenFindings(QDate day);
    /// The first day on which one does; invalid: none waits.
    [[nodiscard]] Result<QDate> nextTopicDue(const QString &tenant) const;

    // ledger_waiting.cpp: what waits for a rule
    /// Entries with cost centres that no rule covers, oldest first; to be planned again under new rules.
    struct Unrouted
    {
        qint64 entryId = 0;
        Change change;
        WaitingPart waiting;
    };
    [[nodiscard]] Result<QList<Unrouted>> unrouted(qint64 afterId, int limit) const;
    /// Adds what new rules decided for what waited. Does nothing when it waits no longer.
    [[nodiscard]] Result<void> release(qint64 entryId, const PlannedChange &planned, Instant now);

    // ledger_guarded.cpp: what the channel guard keeps from being posted
    /// Entries with deliveries that the guard holds where a rule sent them, oldest first; to be planned again.
    struct Guarded
    {
        qint64 entryId = 0;
        Change change;
        QStringList held;          ///< ids of those deliveries
        QStringList heldChannels;  ///< theirs
        QStringList others;        ///< ids of its other deliveries
        QStringList otherChannels; ///< where only those went
    };
    [[nodiscard]] Result<QList<Guarded>> guarded(qint64 afterId, int limit) const;
    /// Puts what was decided now in place of what the guard held. Does nothing where that is held no longer.
    [[nodiscard]] Result<void> releaseGuarded(const Guarded &entry, const PlannedChange &planned, Instant now);

    [[nodiscard]] Result<QString> cursor(const QString &tenant, const QString &company, const QString &feed) const;

private:
    [[nodiscard]] Result<QStringList> channelsOfEntry(qint64 entryId) const;
    [[nodiscard]] Result<qint64> writeDocument(const Change &change);
    [[nodiscard]] Result<qint64> writeChange(const PlannedChange &planned, qint64 documentId);
    [[nodiscard]] Result<void> writeCostCentres(qint64 entryId, const QString &before, const Change &change);
    [[nodiscard]] Result<void> writeTopics(const PlannedChange &planned, qint64 documentId);
    [[nodiscard]] Result<void> writeTopicStates(const Plan &plan);
    /// Makes an entry that nobody was told of one that is told; nothing when that was done meanwhile.
    [[nodiscard]] Result<QList<AuditEvent>> tell(const ToldChange &told);
    [[nodiscard]] Result<void> writeDeliveries(const PlannedChange &planned, qint64 entryId, qint64 documentId);

    Database &m_database;
    Compressor m_compressor;
};

} // namespace ledgercast
