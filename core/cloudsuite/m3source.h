// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/cataloguesource.h"
#include "core/cloudsuite/m3client.h"
#include "core/cloudsuite/m3deletions.h"
#include "core/cloudsuite/m3documents.h"
#include "core/cloudsuite/m3enrichment.h"
#include "core/cloudsuite/m3sweep.h"
#include "core/cloudsuite/m3tables.h"
#include "core/cloudsuite/m3walk.h"

#include <QHash>

namespace ledgercast {

/// Reads the catalogue's feeds from M3 tables by EXPORTMI: changed rows by the day of their change, page by page along
/// the table's key, each with its lines, cost centres and names; or, where no table is known, from lists. One thread;
/// client outlives it.
class M3Source final : public CatalogueSource
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
    void setCatalogue(FeedCatalogue catalogue) override;
    [[nodiscard]] const FeedCatalogue &catalogue() const override { return m_catalogue; }
    /// In one call.
    [[nodiscard]] QCoro::Task<Result<Probe>> probe(QString feed, QString company) override;
    [[nodiscard]] QCoro::Task<Result<FeedTrial>> tryOut(FeedRequest request, int rows) override;

private:
    /// What was read for one page, and is not yet a page.
    struct Work
    {
        FeedRequest request;
        FeedEntry feed;
        M3Sweep sweep;
        bool isFirstRead = false; ///< there was no cursor
        Page page;
        QList<M3Row> heads;
        M3Memory::Rows seen;
        std::optional<QSet<QString>> present; ///< keys of all documents, where a list told them
        QString operation;

        [[nodiscard]] M3Place place() const { return {request.company, {}}; }
        [[nodiscard]] QString memoryKey() const
        {
            return request.company + u'/' + request.feed + (request.isBackfill ? u"/backfill"_qs : QString());
        }
    };
    using Failure = std::optional<Error>;

    [[nodiscard]] Work workFor(const FeedRequest &request, const FeedEntry &feed);
    QCoro::Task<Failure> learnTables(Work *work);
    QCoro::Task<Failure> readTable(Work *work);
    QCoro::Task<Failure> readList(Work *work);
    QCoro::Task<Failure> readHeads(Work *work);
    QCoro::Task<Failure> readHeadsOfChangedParts(Work *work);
    QCoro::Task<Failure> makeDocuments(Work *work);
    /// Once a day, behind the last page.
    QCoro::Task<Failure> findDeleted(Work *work);
    /// The next page of changed rows; moves the sweep.
    QCoro::Task<Result<QList<M3Row>>> readChanged(Work *work, M3Walk walk, QString changed);
    /// Walks to the heads of rows of a part that say something new.
    [[nodiscard]] Result<QList<M3Walk>> walksToHeads(Work &work, const LinesMapping &part, const QList<M3Row> &rows);
    /// Those rows that say something new, one for each document.
    void takeHeads(Work &work, const QList<M3Row> &rows);
    [[nodiscard]] m3documents::Rows rowsOf(const Work &work, const M3Row &head, const M3Enrichment::Found &found) const;
    [[nodiscard]] QStringList conditionsOf(const Work &work) const;
    static void remember(Work &work, const QString &key, const M3Row &row, const QString &changed);
    [[nodiscard]] static QString operationOf(const FeedEntry &feed);
    [[nodiscard]] static QList<M3Query> probesOf(const FeedEntry &feed);
    /// The first rows for a trial.
    QCoro::Task<Failure> readFirst(Work *work, int rows);
    QCoro::Task<Result<Probe>> probeList(FeedEntry feed, M3Place place);

    M3Client &m_client;
    FeedCatalogue m_catalogue;
    Options m_options;
    M3Tables m_tables;
    M3Walker m_walker;
    M3Lists m_lists;
    M3Names m_names;
    M3Enrichment m_enrichment;
    M3Deletions m_deletions;
    QHash<QString, M3Memory> m_memories; ///< by company and feed
};

} // namespace ledgercast
