// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/entrymodel.h"

#include "core/domain/recordtype.h"
#include "ui/format/entrystate.h"
#include "ui/format/format.h"
#include "ui/models/roles.h"

#include <algorithm>

namespace ledgercast {

namespace {

const auto none = QStringLiteral("—");

bool sameRow(const EntryRow &a, const EntryRow &b)
{
    return a.id == b.id && a.state == b.state && a.reason == b.reason && a.channels == b.channels &&
           a.costCentres == b.costCentres && a.partyName == b.partyName && a.amount == b.amount &&
           a.number == b.number && a.at == b.at;
}

QString channelsText(const QStringList &channels)
{
    return channels.isEmpty() ? none : QString(u'#' + channels.join(u", #"_qs));
}

} // namespace

EntryModel::EntryModel(const Clock &clock, QObject *parent) : QAbstractTableModel(parent), m_clock(clock) {}

void EntryModel::setFilter(const EntryFilter &filter)
{
    if (m_filter == filter && m_phase != Phase::Idle)
        return;
    beginResetModel();
    m_filter = filter;
    m_rows.clear();
    m_hasMore = false;
    m_isStale = false;
    endResetModel();
    request(0, pageSize);
}

void EntryModel::refresh()
{
    if (m_phase == Phase::Idle)
        return;
    if (m_isAsking) {
        m_isStale = true;
        return;
    }
    request(0, std::clamp(static_cast<int>(m_rows.size()), pageSize, mostRows));
}

void EntryModel::request(qint64 beforeId, int limit)
{
    m_isAsking = true;
    m_beforeId = beforeId;
    m_limit = limit;
    if (m_rows.isEmpty())
        setPhase(Phase::Loading);
    Q_EMIT pageWanted(m_filter, beforeId, limit, ++m_ticket);
}

void EntryModel::takePage(int ticket, const QList<EntryRow> &rows)
{
    // An answer to an older question: the filter has changed since.
    if (ticket != m_ticket)
        return;
    // Views may ask for more in the middle of an insertion: not before the rows are in their place.
    m_hasMore = false;
    if (m_beforeId == 0)
        merge(rows);
    else
        append(rows);
    m_hasMore = rows.size() == m_limit;
    m_isAsking = false;
    setPhase(Phase::Ready);
    if (std::exchange(m_isStale, false))
        refresh();
}

void EntryModel::failPage(int ticket, const QString &sentence)
{
    if (ticket != m_ticket)
        return;
    m_isAsking = false;
    m_failure = sentence;
    setPhase(Phase::Failed);
}

void EntryModel::setPhase(Phase phase)
{
    if (phase != Phase::Failed)
        m_failure.clear();
    m_phase = phase;
    Q_EMIT phaseChanged(phase);
}

void EntryModel::append(const QList<EntryRow> &rows)
{
    if (rows.isEmpty())
        return;
    const int first = static_cast<int>(m_rows.size());
    beginInsertRows({}, first, first + static_cast<int>(rows.size()) - 1);
    m_rows += rows;
    endInsertRows();
}

void EntryModel::merge(const QList<EntryRow> &rows)
{
    // Both lists run from the newest id to the oldest, so one walk finds all differences.
    int at = 0;
    qsizetype next = 0;
    while (at < m_rows.size() || next < rows.size()) {
        if (next == rows.size() || (at < m_rows.size() && m_rows.at(at).id > rows.at(next).id)) {
            int last = at;
            while (last + 1 < m_rows.size() && (next == rows.size() || m_rows.at(last + 1).id > rows.at(next).id))
                ++last;
            beginRemoveRows({}, at, last);
            m_rows.remove(at, last - at + 1);
            endRemoveRows();
        } else if (at == m_rows.size() || m_rows.at(at).id < rows.at(next).id) {
            qsizetype end = next;
            while (end < rows.size() && (at == m_rows.size() || rows.at(end).id > m_rows.at(at).id))
                ++end;
            const int count = static_cast<int>(end - next);
            beginInsertRows({}, at, at + count - 1);
            const QList<EntryRow> added = rows.mid(next, count);
            m_rows.insert(at, count, {});
            std::copy(added.begin(), added.end(), m_rows.begin() + at);
            endInsertRows();
            at += count;
            next = end;
        } else {
            if (!sameRow(m_rows.at(at), rows.at(next))) {
                m_rows[at] = rows.at(next);
                Q_EMIT dataChanged(index(at, 0), index(at, ColumnCount - 1));
            }
            ++at;
            ++next;
        }
    }
}

int EntryModel::rowOf(qint64 entryId) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), entryId,
                                        [](const EntryRow &row, qint64 id) { return row.id > id; });
    return found != m_rows.end() && found->id == entryId ? static_cast<int>(found - m_rows.begin()) : -1;
}

int EntryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int EntryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool EntryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasMore && !m_isAsking && m_rows.size() < mostRows;
}

void EntryModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        request(m_rows.constLast().id, pageSize);
}

QString EntryModel::exceptionText(const EntryRow &row)
{
    if (row.kind == ChangeKind::ExceptionCleared)
        return clearedSentence(*row.finding);
    //: %1 is the kind of an exception, such as "Price variance", %2 a sentence
    return tr("%1: %2").arg(displayName(row.finding->kind), row.finding->sentence);
}

QString EntryModel::text(const EntryRow &row, int column) const
{
    switch (column) {
    case Time:
        return format::moment(toDateTime(row.at), toDateTime(m_clock.now()));
    case Document:
        return recordtype::documentLabel(row.type, row.number);
    case Party:
        return row.partyName.isEmpty() ? none : row.partyName;
    case Amount:
        return row.amount ? format::money(row.amount->amount, row.amount->currency).whole() : none;
    case CostCentre:
        return row.costCentres.isEmpty() ? none : row.costCentres.join(u", "_qs);
    case Channel:
        return channelsText(row.channels);
    case State:
        return lookOf(row.state, row.reason).word;
    default:
        return {};
    }
}

QString EntryModel::sentence(int row) const
{
    const EntryRow &entry = m_rows.at(row);
    QStringList parts{text(entry, Time), recordtype::displayName(entry.type).toLower() + u' ' + text(entry, Document)};
    if (entry.finding)
        parts += exceptionText(entry);
    if (!entry.partyName.isEmpty())
        parts += entry.partyName;
    if (entry.amount)
        parts += text(entry, Amount);
    if (!entry.costCentres.isEmpty())
        parts += tr("cost centre %1").arg(text(entry, CostCentre));
    if (!entry.channels.isEmpty())
        parts += tr("channel %1").arg(entry.channels.join(u", "_qs));
    parts += text(entry, State).toLower();
    return parts.join(u", "_qs);
}

QString EntryModel::rowText(int row) const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells += column == Time ? format::longMoment(toDateTime(m_rows.at(row).at), toDateTime(m_clock.now()))
                                : text(m_rows.at(row), column);
    return cells.join(u'\t');
}

QVariant EntryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EntryRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(row, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == Time ? sentence(index.row()) : text(row, index.column());
    case Qt::ToolTipRole:
        if (index.column() == State)
            return lookOf(row.state, row.reason).meaning;
        if (index.column() == Time)
            return format::longMoment(toDateTime(row.at), toDateTime(m_clock.now()));
        if (index.column() == Document && row.finding)
            return exceptionText(row);
        return {};
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            static_cast<int>(Qt::AlignVCenter | (index.column() == Amount ? Qt::AlignRight : Qt::AlignLeft)));
    case role::EntryId:
        return row.id;
    case role::RecordType:
        return row.finding ? QStringLiteral("exception") : row.type;
    case role::StateReason:
        return row.reason;
    case role::State:
        return static_cast<int>(row.state);
    default:
        return {};
    }
}

QVariant EntryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter | (section == Amount ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Document:
        return tr("Document");
    case Party:
        return tr("Supplier");
    case Amount:
        return tr("Amount");
    case CostCentre:
        return tr("Centre");
    case Channel:
        return tr("Channel");
    case State:
        return tr("State");
    default:
        return {};
    }
}

} // namespace ledgercast
