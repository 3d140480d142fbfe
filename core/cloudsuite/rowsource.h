// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/cataloguesource.h"
#include "core/cloudsuite/m3documents.h"
#include "core/cloudsuite/m3sweep.h"
#include "core/cloudsuite/rowreader.h"

#include <QHash>
#include <QSet>

namespace ledgercast {

/// Reads a catalogue's feeds from FSM, LN or CSI: changed rows by the day of their change, page by page as the server
/// links them, each with its lines, cost centres and names. What was changed while it paged is read again by the next
/// sweep, which looks a day back; what is read twice is known by its fingerprint. One thread; client outlives it.
class RowSource final : public CatalogueSource
{
public:
    struct Options
    {
        int pageRows = 1000;
        QString company; ///< of documents whose rows name none
    };
    RowSource(RowClient &client, FeedCatalogue catalogue, Options options)
        : m_client(client), m_reader(client), m_catalogue(std::move(catalogue)), m_options(std::move(options))
    {
    }

    [[nodiscard]] QCoro::Task<Result<Page>> fetch(FeedRequest request) override;
    [[nodiscard]] QCoro::Task<Result<Probe>> probe(QString feed, QString company) override;
    [[nodiscard]] QCoro::Task<Result<FeedTrial>> tryOut(FeedRequest request, int rows) override;
    [[nodiscard]] const FeedCatalogue &catalogue() const override { return m_catalogue; }
    void setCatalogue(FeedCatalogue catalogue) override;
    void setOptions(Options options) { m_options = std::move(options); }

private:
    using Failure = std::optional<Error>;
    using Rows = QHash<QString, QList<M3Record>>; ///< by the row key of the head they belong to
    /// What was read for one page, and is not yet a page.
    struct Work
    {
        FeedRequest request;
        FeedEntry feed;
        M3Sweep sweep;
        bool isFirstRead = false; ///< there was no cursor
        Page page;
        QList<M3Record> heads;
        M3Memory::Rows seen;
        QList<Rows> parts; ///< one for each of the feed's parts
        Rows distributions;
        QSet<QString> incomplete; ///< row keys of heads that lack what was refused
        QString operation;

        [[nodiscard]] QString memoryKey() const
        {
            return request.company + u'/' + request.feed + (request.isBackfill ? u"/backfill"_qs : QString());
        }
    };

    [[nodiscard]] Work workFor(const FeedRequest &request, const FeedEntry &feed) const;
    [[nodiscard]] RowQuery queryFor(const Work &work, const QString &set, const QStringList &columns) const;
    [[nodiscard]] RowQuery headQuery(const Work &work) const;
    QCoro::Task<Failure> readHeads(Work *work);
    QCoro::Task<Failure> readHeadsOfChangedParts(Work *work);
    /// The next page of changed rows; moves the sweep.
    QCoro::Task<Result<QList<M3Record>>> readChanged(Work *work, RowQuery query, QString changed, QStringList rowKey);
    /// One page, and what to do where its link is forgotten.
    QCoro::Task<Result<RowPage>> readPage(Work *work, RowQuery query, QStringList rowKey);
    QCoro::Task<Failure> enrich(Work *work);
    /// Rows of another set that belong to the heads.
    QCoro::Task<Failure> readBelonging(Work *work, QString set, QStringList columns, QStringList rowKey,
                                       QList<ColumnMatch> match, Rows *rows);
    QCoro::Task<Failure> learnNames(Work *work);
    QCoro::Task<Failure> findDeleted(Work *work);
    QCoro::Task<Result<QStringList>> reallyGone(Work *work, QStringList missing);
    void makeDocuments(Work &work);
    [[nodiscard]] m3documents::Rows rowsOf(const Work &work, const M3Record &head) const;
    void remember(Work &work, const QString &set, const QStringList &rowKey, const M3Record &row,
                  const QString &changed) const;
    [[nodiscard]] QString nameOf(const NameMapping &name, const M3Record &head) const;
    [[nodiscard]] static QString operationOf(const FeedEntry &feed);

    RowClient &m_client;
    RowReader m_reader;
    FeedCatalogue m_catalogue;
    Options m_options;
    QHash<QString, M3Memory> m_memories; ///< by company and feed
    QHash<QString, QString> m_names;     ///< by set, columns and code
    QDate m_namesOn;                     ///< they are asked for again the next day
};

} // namespace ledgercast
