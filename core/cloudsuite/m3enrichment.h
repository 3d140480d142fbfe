// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/feedcatalogue.h"
#include "core/cloudsuite/m3walk.h"

#include <QDate>
#include <QHash>
#include <QSet>

namespace ledgercast {

/// Reads what belongs to the rows of a feed's own table: lines, the booking of the cost centres, suppliers' names; for
/// a whole page at once, because calls are the scarce thing. One thread; walker and tables outlive it.
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
    struct Found
    {
        QHash<QString, QList<M3Row>> lines;         ///< by the head's row key
        QHash<QString, QList<M3Row>> distributions; ///< by the head's row key
        QHash<QString, QString> parties;            ///< number to name
        QSet<QString> incomplete;                   ///< heads that wait for more: refused, or not booked yet
        QStringList warnings;
        int calls = 0;
    };

    M3Enrichment(const M3Walker &walker, const M3Tables &tables) : m_walker(walker), m_tables(tables) {}
    /// What is refused becomes a warning: a missing permission must not hold back the documents themselves.
    [[nodiscard]] QCoro::Task<Result<Found>> read(Request request);

private:
    /// For which heads a walk is.
    struct Target
    {
        bool isLines = false;
        QString valueColumn; ///< tells the heads of one walk apart; empty: every row is for all of them
        QMap<qint64, QStringList> owners = {};
    };
    struct Plan
    {
        QList<M3Walk> walks; ///< first those of the targets, then those of the parties
        QList<Target> targets;
        QStringList parties;
    };
    [[nodiscard]] Result<Plan> planFor(const Request &request, Found &found);
    [[nodiscard]] static Result<void> planRows(const Request &request, bool isLines, Plan &plan,
                                               const QStringList &columns);
    [[nodiscard]] Result<void> planParties(const Request &request, Plan &plan, Found &found);
    void takeRows(const Request &request, const Plan &plan, Found &found) const;
    void takeParties(const Request &request, const Plan &plan, Found &found);

    const M3Walker &m_walker;
    const M3Tables &m_tables;
    QHash<QString, QString> m_partyNames; ///< by company, table and number
    QDate m_partyDay;                     ///< they are asked for anew each day
};

} // namespace ledgercast
