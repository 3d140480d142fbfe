// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/feedcatalogue.h"
#include "core/cloudsuite/m3names.h"
#include "core/cloudsuite/m3walk.h"

#include <QDate>
#include <QHash>
#include <QSet>

namespace ledgercast {

/// Reads what belongs to the rows of a feed's own table: lines and details, the booking of the cost centres, names; for
/// a whole page at once, because calls are the scarce thing. One thread; walker, tables and names outlive it.
class M3Enrichment
{
public:
    struct Request
    {
        FeedEntry feed;
        QList<M3Row> heads;
        M3Place place;
        QDate today;
        int pageRows = 1000;
        QString operation;
    };
    using RowsOfHeads = QHash<QString, QList<M3Row>>; ///< by the head's row key
    struct Found
    {
        QList<RowsOfHeads> parts; ///< one for each of FeedEntry::parts()
        RowsOfHeads distributions;
        QSet<QString> incomplete; ///< heads that wait for more: refused, or not booked yet
        QStringList warnings;
        int calls = 0;
    };

    M3Enrichment(const M3Walker &walker, const M3Tables &tables, M3Names &names)
        : m_walker(walker), m_tables(tables), m_names(names)
    {
    }
    /// What is refused becomes a warning: a missing permission must not hold back the documents themselves.
    [[nodiscard]] QCoro::Task<Result<Found>> read(Request request);

private:
    /// What the walks of one kind read.
    struct Wanted
    {
        qsizetype part = 0; ///< in FeedEntry::parts(); behind them: the distribution
        QString table;
        QStringList where;
        QList<ColumnMatch> match;
        QStringList rowKey;
        QStringList columns;
    };
    /// For which heads a walk is.
    struct Target
    {
        qsizetype part = 0;
        QString valueColumn;  ///< tells the heads of one walk apart; empty: every row is for all of them
        QString prefix = {};  ///< of its values, before the digits
        qsizetype length = 0; ///< of its values; 0: numbers
        QMap<qint64, QStringList> owners = {};
    };
    struct Plan
    {
        QList<M3Walk> walks; ///< first those of the targets, then those of the names
        QList<Target> targets;
    };
    [[nodiscard]] QList<Wanted> wantedOf(const Request &request) const;
    [[nodiscard]] Result<Plan> planFor(const Request &request);
    [[nodiscard]] static Result<void> planRows(const Request &request, const Wanted &wanted, Plan &plan);
    [[nodiscard]] static QStringList ownersOf(const Target &target, const M3Row &row);
    static void takeRows(const Request &request, const Plan &plan, Found &found);

    const M3Walker &m_walker;
    const M3Tables &m_tables;
    M3Names &m_names;
};

} // namespace ledgercast
