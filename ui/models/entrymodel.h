// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/entry.h"

#include <QAbstractTableModel>

namespace ledgercast {

/// The audit browser's window on the log: newest first, read in pages on demand, kept up to date by ranges. Asks for
/// its pages by signal; whoever reads the store answers with takePage() or failPage(). GUI thread.
class EntryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Document, Party, Amount, CostCentre, Channel, State, ColumnCount };
    Q_ENUM(Column)
    enum class Phase { Idle, Loading, Ready, Failed };
    Q_ENUM(Phase)

    static constexpr int pageSize = 500;
    static constexpr int mostRows = 5000;

    explicit EntryModel(const Clock &clock, QObject *parent = nullptr);

    void setFilter(const EntryFilter &filter);
    [[nodiscard]] const EntryFilter &filter() const { return m_filter; }
    /// The log moved: reads the held rows again and changes what differs.
    void refresh();
    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] QString failure() const { return m_failure; }
    [[nodiscard]] const EntryRow &row(int row) const { return m_rows.at(row); }
    /// -1 if it isn't among the held rows.
    [[nodiscard]] int rowOf(qint64 entryId) const;
    /// The whole row as one sentence.
    [[nodiscard]] static QString exceptionText(const EntryRow &row);
    [[nodiscard]] QString sentence(int row) const;
    /// The whole row, tab-separated, for the clipboard.
    [[nodiscard]] QString rowText(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// The log holds older ones than can be fetched here.
    [[nodiscard]] bool hasOlder() const { return m_hasMore; }
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

public Q_SLOTS:
    void takePage(int ticket, const QList<ledgercast::EntryRow> &rows);
    void failPage(int ticket, const QString &sentence);

Q_SIGNALS:
    void pageWanted(const ledgercast::EntryFilter &filter, qint64 beforeId, int limit, int ticket);
    void phaseChanged(ledgercast::EntryModel::Phase phase);

private:
    void request(qint64 beforeId, int limit);
    void setPhase(Phase phase);
    void append(const QList<EntryRow> &rows);
    /// Turns the held rows into these, by inserting, removing and changing ranges.
    void merge(const QList<EntryRow> &rows);
    [[nodiscard]] QString text(const EntryRow &row, int column) const;

    const Clock &m_clock;
    EntryFilter m_filter;
    QList<EntryRow> m_rows;
    Phase m_phase = Phase::Idle;
    QString m_failure;
    int m_ticket = 0;
    int m_limit = 0;
    qint64 m_beforeId = 0;
    bool m_isAsking = false;
    bool m_isStale = false;
    bool m_hasMore = false;
};

} // namespace ledgercast
