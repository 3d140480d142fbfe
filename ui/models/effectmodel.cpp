// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/effectmodel.h"

#include "ui/format/format.h"

#include <algorithm>

namespace ledgercast {

namespace {

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

EffectModel::EffectModel(QObject *parent)
    : TextTableModel(
          {{tr("Channel")}, {tr("Before"), true}, {tr("After"), true}, {tr("Change"), true}, {}, {tr("Why")}}, parent)
{
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
        return alignment(index.column());
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

} // namespace ledgercast
