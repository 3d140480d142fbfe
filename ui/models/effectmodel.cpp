// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/effectmodel.h"

#include "ui/format/format.h"

#include <algorithm>

namespace ledgercast {

namespace {

bool isNumber(int column)
{
    return column == EffectModel::Before || column == EffectModel::After || column == EffectModel::Change;
}

QString text(const EffectRow &row, int column)
{
    switch (column) {
    case EffectModel::ChannelName:
        return row.name;
    case EffectModel::Before:
        return format::count(row.before);
    case EffectModel::After:
        return format::count(row.after);
    case EffectModel::Change:
        return differenceText(row.difference());
    case EffectModel::Why:
        return row.why;
    default:
        return {};
    }
}

} // namespace

QString differenceText(int difference)
{
    if (difference == 0)
        return QStringLiteral("0");
    return (difference > 0 ? u'+' : u'−') + format::count(std::abs(difference));
}

void EffectModel::setRows(const QList<EffectRow> &rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = rows;
    m_most = 0;
    for (const EffectRow &row : rows) {
        if (row.kind == EffectRow::Kind::Channel)
            m_most = std::max({m_most, row.before, row.after});
    }
    endResetModel();
}

int EffectModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EffectModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

double EffectModel::shareOf(int messages) const
{
    return m_most == 0 ? 0 : static_cast<double>(messages) / m_most;
}

QVariant EffectModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EffectRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == ChannelName
                   ? tr("%1, %2 before, %3 after, %4").arg(row.name, text(row, Before), text(row, After), row.why)
                   : text(row, index.column());
    case Qt::TextAlignmentRole:
        return static_cast<int>(Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    case RowKind:
        return static_cast<int>(row.kind);
    case BeforeShare:
        return shareOf(row.before);
    case AfterShare:
        return shareOf(row.after);
    default:
        return {};
    }
}

QVariant EffectModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (isNumber(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ChannelName:
        return tr("Channel");
    case Before:
        return tr("Before");
    case After:
        return tr("After");
    case Change:
        return tr("Change");
    case Why:
        return tr("Why");
    default:
        return {};
    }
}

} // namespace ledgercast
