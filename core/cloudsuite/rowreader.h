// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/feedcatalogue.h"
#include "core/cloudsuite/rowclient.h"

namespace ledgercast {

/// Reads whole selections of rows: page by page to the end, or in handfuls of heads. One thread; the client outlives
/// it.
class RowReader
{
public:
    explicit RowReader(RowClient &client) : m_client(client) {}

    struct Found
    {
        QList<M3Record> rows;
        int calls = 0;
    };
    /// All pages. A link that isn't known any more starts the selection again, once.
    [[nodiscard]] QCoro::Task<Result<Found>> all(RowQuery query) const;
    /// The rows that belong to any of these (each: conditions on the set's columns), some at a time.
    [[nodiscard]] QCoro::Task<Result<Found>> belonging(RowQuery query, QList<RowConditions> heads) const;

private:
    QCoro::Task<Result<Found>> once(RowQuery query, bool *hasLostLink) const;

    RowClient &m_client;
};

namespace rowqueries {

/// Columns of the feed's own set and of those that belong to it that are compared as numbers.
[[nodiscard]] QStringList numbersOf(const FeedEntry &feed);
/// How such a column is compared.
[[nodiscard]] RowCondition::Kind kindOf(const FeedEntry &feed, const QString &column);
/// "COLUMN OP VALUE" of the catalogue, where the schema has let it through.
[[nodiscard]] RowCondition condition(const QString &text);
/// Columns of the feed's own rows; of its parts; of where its cost centres are booked.
[[nodiscard]] QStringList headColumns(const FeedEntry &feed);
[[nodiscard]] QStringList partColumns(const LinesMapping &part);
[[nodiscard]] QStringList distributionColumns(const DistributionMapping &distribution);
/// What makes a row of another set belong to this head.
[[nodiscard]] RowConditions matching(const FeedEntry &feed, const QList<ColumnMatch> &match, const M3Record &head);

} // namespace rowqueries

} // namespace ledgercast
