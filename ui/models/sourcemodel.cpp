// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sourcemodel.h"

#include "ui/format/format.h"
#include "ui/models/roles.h"

namespace ledgercast {

namespace {

bool isNumber(int column)
{
    return column == SourceModel::Created || column == SourceModel::Updated;
}

QString text(const SourceRow &row, int column)
{
    switch (column) {
    case SourceModel::Name:
        return row.name;
    case SourceModel::Schedule:
        return row.schedule;
    case SourceModel::LastRun:
        return row.lastRun;
    case SourceModel::Created:
        return format::count(row.created);
    case SourceModel::Updated:
        return format::count(row.updated);
    case SourceModel::NextRun:
        return row.nextRun;
    case SourceModel::State:
        return row.stateText;
    default:
        return {};
    }
}

} // namespace

void SourceModel::setRows(const QList<SourceRow> &rows)
{
    if (rows.size() != m_rows.size()) {
        beginResetModel();
        m_rows = rows;
        endResetModel();
        return;
    }
    for (int i = 0; i < m_rows.size(); ++i) {
        if (m_rows.at(i) == rows.at(i))
            continue;
        m_rows[i] = rows.at(i);
        Q_EMIT dataChanged(index(i, 0), index(i, ColumnCount - 1));
    }
}

int SourceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int SourceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SourceModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SourceRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Name
                   ? tr("%1, %2, last run %3, %4").arg(row.name, row.schedule, row.lastRun, row.stateText)
                   : text(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == State && !row.stateDetail.isEmpty() ? row.stateDetail : QVariant();
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    case role::SourceState:
        return static_cast<int>(row.state);
    case role::FeedId:
    case role::RecordType:
        return row.feed;
    default:
        return {};
    }
}

QVariant SourceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Source");
    case Schedule:
        return tr("Schedule");
    case LastRun:
        return tr("Last run");
    case Created:
        return tr("New");
    case Updated:
        return tr("Updated");
    case NextRun:
        return tr("Next run");
    case State:
        return tr("State");
    default:
        return {};
    }
}

} // namespace ledgercast
