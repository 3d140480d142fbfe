// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QList>

#include <algorithm>
#include <functional>

namespace ledgercast {

/// A short list of values for one of our list views. New values replace old ones row by row, so that selection and
/// scroll position survive. T has operator== and "QString accessibleText() const".
template<typename T>
class ValueListModel : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void setItems(const QList<T> &items)
    {
        const int common = static_cast<int>(std::min(m_items.size(), items.size()));
        for (int row = 0; row < common; ++row) {
            if (m_items.at(row) == items.at(row))
                continue;
            m_items[row] = items.at(row);
            Q_EMIT dataChanged(index(row), index(row));
        }
        if (items.size() < m_items.size()) {
            beginRemoveRows({}, common, static_cast<int>(m_items.size()) - 1);
            m_items = items;
            endRemoveRows();
        } else if (items.size() > m_items.size()) {
            beginInsertRows({}, common, static_cast<int>(items.size()) - 1);
            m_items = items;
            endInsertRows();
        }
    }

    [[nodiscard]] const QList<T> &items() const { return m_items; }
    [[nodiscard]] const T &item(const QModelIndex &index) const { return m_items.at(index.row()); }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_items.size());
    }

    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid))
            return {};
        if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
            return item(index).accessibleText();
        return {};
    }

private:
    QList<T> m_items;
};

} // namespace ledgercast
