// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/feedcatalogue.h"
#include "core/cloudsuite/m3client.h"
#include "core/cloudsuite/m3tables.h"
#include "core/domain/feed.h"

#include <QHash>
#include <QJsonObject>

namespace ledgercast {

/// Reads the catalogue's feeds from M3 tables by EXPORTMI: changed rows by the day of their change, page by page along
/// the table's key, each with its lines, cost centres and supplier's name. One thread; client outlives it.
class M3Source final : public Source
{
public:
    struct Options
    {
        QString division; ///< empty: all
        int pageRows = 1000;
    };
    M3Source(M3Client &client, FeedCatalogue catalogue, Options options);

    [[nodiscard]] QCoro::Task<Result<Page>> fetch(FeedRequest request) override;
    void setOptions(Options options) { m_options = std::move(options); }
    void setCatalogue(FeedCatalogue catalogue);
    [[nodiscard]] const FeedCatalogue &catalogue() const { return m_catalogue; }
    /// One row of a feed, to see whether the account may read it. The number of rows, 0 or 1.
    [[nodiscard]] QCoro::Task<Result<int>> probe(QString feed, QString company);

private:
    /// How far one sweep over the changed rows has come; the cursor is its JSON.
    struct Sweep
    {
        QDate since;            ///< rows changed on or after this day; invalid: all
        QDate newest;           ///< of the rows seen
        bool isFirst = false;   ///< nothing was read before
        bool isOnLines = false; ///< heads are done, changed lines are looked at
        QStringList after;      ///< key of the last row; empty: at the start
        qint64 serial = 0;      ///< makes every cursor another one

        [[nodiscard]] static std::optional<Sweep> fromCursor(const QString &cursor);
        [[nodiscard]] QString toCursor() const;
    };
    /// What was read for one page, and is not yet a page.
    struct Work
    {
        FeedRequest request;
        const FeedEntry *feed = nullptr;
        Sweep sweep;
        Page page;
        QList<M3Row> heads;
        QHash<QString, QList<M3Row>> lines;         ///< by the head's row key
        QHash<QString, QList<M3Row>> distributions; ///< by the head's row key
        QHash<QString, QString> parties;            ///< number to name
        QHash<QString, QByteArray> seen;            ///< head key to content, to be remembered
    };
    struct Seen
    {
        QString cursor; ///< the page that answered with it is committed once it is asked for
        QHash<QString, QByteArray> fresh;
        QHash<QString, QByteArray> committed;
    };
    using Failure = std::optional<Error>;

    QCoro::Task<Failure> learnTables(FeedEntry feed, M3Place place, int *calls);
    QCoro::Task<Failure> readHeads(Work *work);
    QCoro::Task<Failure> readHeadsOfChangedLines(Work *work);
    QCoro::Task<Failure> enrich(Work *work);
    QCoro::Task<Failure> readMatching(Work *work, QString table, QStringList columns, QList<ColumnMatch> match,
                                      QString warning, QHash<QString, QList<M3Row>> *found);
    QCoro::Task<Failure> readParties(Work *work);
    /// Rows along the key, from behind sweep.after; moves it.
    QCoro::Task<Result<QList<M3Row>>> readPage(Work *work, QString table, QStringList columns, QStringList conditions,
                                               QStringList rowKey, bool *isLast);
    [[nodiscard]] QStringList headColumns(const FeedEntry &feed) const;
    [[nodiscard]] QStringList conditionsOf(const Work &work) const;
    [[nodiscard]] Result<QString> changedSince(const Work &work, const QString &column) const;
    void dropKnown(Work &work);
    void finishSweep(Work &work, bool isLast);
    static M3Place placeOf(const FeedRequest &request) { return {request.company, {}}; }

    M3Client &m_client;
    FeedCatalogue m_catalogue;
    Options m_options;
    M3Tables m_tables;
    QHash<QString, Seen> m_seen;                                  ///< by company and feed
    QHash<QString, QString> m_partyNames;                         ///< by company, table and number
    QDate m_partyDay;                                             ///< they are asked for anew each day
    QHash<QString, QHash<QString, QList<M3Row>>> m_distributions; ///< by company and feed; vouchers never change
};

} // namespace ledgercast
