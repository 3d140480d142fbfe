// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

namespace ledgercast {

/// A table whose columns are texts under titles, numbers to the right. What it holds is up to the models made from it.
class TextTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    struct Title
    {
        QString text;
        bool isNumber = false;
    };

    TextTableModel(QList<Title> titles, QObject *parent) : QAbstractTableModel(parent), m_titles(std::move(titles)) {}

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_titles.size());
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= m_titles.size())
            return {};
        if (role == Qt::TextAlignmentRole)
            return alignment(section);
        return role == Qt::DisplayRole ? QVariant(m_titles.at(section).text) : QVariant();
    }

protected:
    [[nodiscard]] int alignment(int column) const
    {
        return static_cast<int>(Qt::AlignVCenter | (m_titles.at(column).isNumber ? Qt::AlignRight : Qt::AlignLeft));
    }

private:
    QList<Title> m_titles;
};

} // namespace ledgercast
