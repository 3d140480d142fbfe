// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/m3client.h"
#include "core/cloudsuite/m3tables.h"

namespace ledgercast {

/// A walk over some rows of one table along its key, a page a step.
struct M3Walk
{
    QString table;
    QStringList columns;
    QStringList conditions; ///< all of them hold
    QStringList rowKey;     ///< the order that M3 answers in; empty: one page is all that can be read
    int pageRows = 1000;

    QStringList after = {}; ///< key of the last row read
    QList<M3Row> rows = {}; ///< read so far
    bool isDone = false;
    std::optional<Error> refusal = std::nullopt; ///< this table can't be read; then the walk is done
};

/// Walks through tables. One thread; client, tables and walks outlive the tasks.
class M3Walker
{
public:
    M3Walker(M3Client &client, const M3Tables &tables) : m_client(client), m_tables(tables) {}

    /// Takes the next page of every walk that isn't done, all in as few calls as possible. The number of calls; the
    /// outer error: nothing was read.
    [[nodiscard]] QCoro::Task<Result<int>> step(QList<M3Walk> *walks, M3Place place, QString operation) const;
    /// Steps until every walk is done.
    [[nodiscard]] QCoro::Task<Result<int>> toEnd(QList<M3Walk> *walks, M3Place place, QString operation) const;

private:
    M3Client &m_client;
    const M3Tables &m_tables;
};

} // namespace ledgercast
