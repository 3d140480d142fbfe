// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace ledgercast {

/// One feed as the Overview shows it; texts are ready to be read.
struct SourceRow
{
    enum class State { UpToDate, NeverRead, NoPermission, Overdue, Failed };

    QString tenant;
    QString feed;
    QString name;
    QString schedule;
    QString lastRun;
    int created = 0;
    int updated = 0;
    QString nextRun;
    State state = State::UpToDate;
    QString stateText;
    QString stateDetail; ///< sentence for the tooltip

    bool operator==(const SourceRow &) const = default;
};

/// The feeds of the tenants. Rows are replaced one by one, so that the selection stays.
class SourceModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Name, Schedule, LastRun, Created, Updated, NextRun, State, ColumnCount };
    Q_ENUM(Column)

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<SourceRow> &rows);
    [[nodiscard]] const SourceRow &row(int row) const { return m_rows.at(row); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<SourceRow> m_rows;
};

} // namespace ledgercast
