// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/coveragemodel.h"

#include "ui/format/format.h"

namespace ledgercast {

namespace {

QString text(const CoverageRow &row, int column)
{
    switch (column) {
    case CoverageModel::CostCentre:
        return row.name.isEmpty() ? row.code : QString(row.code + u' ' + row.name);
    case CoverageModel::ChannelName:
        return row.state == CoverageRow::State::Unmapped ? CoverageModel::tr("Unmapped") : row.channel;
    case CoverageModel::Rule:
        return row.rule == 0 ? QString() : QString::number(row.rule);
    default:
        return format::count(row.entries);
    }
}

QString suggestion(const CoverageRow &row)
{
    return row.suggested.isEmpty() ? QString() : CoverageModel::tr("Try #%1").arg(row.suggested);
}

/// "6300 R&D Osaka, unmapped, suggested rd-osaka-ap, 4 entries in 30 days"
QString sentence(const CoverageRow &row)
{
    QStringList parts{text(row, CoverageModel::CostCentre)};
    if (row.state == CoverageRow::State::Unmapped)
        parts += CoverageModel::tr("unmapped");
    else
        parts += CoverageModel::tr("to %1 by rule %2").arg(row.channel).arg(row.rule);
    if (row.state == CoverageRow::State::Partly)
        parts += CoverageModel::tr("%1 unrouted").arg(format::count(row.unrouted));
    if (!row.suggested.isEmpty())
        parts += CoverageModel::tr("suggested %1").arg(row.suggested);
    parts += row.entries == 1 ? CoverageModel::tr("1 entry in 30 days")
                              : CoverageModel::tr("%1 entries in 30 days").arg(format::count(row.entries));
    return parts.join(u", "_qs);
}

} // namespace

CoverageModel::CoverageModel(QObject *parent)
    : TextTableModel({{tr("Cost centre")}, {tr("Channel")}, {tr("Rule"), true}, {tr("30 days"), true}}, parent)
{
}

void CoverageModel::setRows(const QList<CoverageRow> &rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = rows;
    endResetModel();
}

int CoverageModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant CoverageModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CoverageRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == CostCentre ? sentence(row) : text(row, index.column());
    case Qt::ToolTipRole:
        return row.reason.isEmpty() ? QVariant() : QVariant(row.reason);
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    case Code:
        return row.code;
    case State:
        return static_cast<int>(row.state);
    case IsOther:
        return row.isOther;
    case Suggestion:
        return index.column() == ChannelName ? suggestion(row) : QString();
    default:
        return {};
    }
}

} // namespace ledgercast
