// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/texttablemodel.h"

namespace ledgercast {

/// What a draft of the rules does to one channel; texts are ready to be read.
struct EffectRow
{
    enum class Kind { Channel, Others, Unrouted };

    Kind kind = Kind::Channel;
    QString name;
    int before = 0;
    int after = 0;
    QString why;

    [[nodiscard]] int difference() const { return after - before; }
    bool operator==(const EffectRow &) const = default;
};

/// What would change, channel by channel.
class EffectModel : public TextTableModel
{
    Q_OBJECT

public:
    enum Column { ChannelName, Before, After, Change, Bars, Why };
    Q_ENUM(Column)
    enum Role {
        RowKind = Qt::UserRole + 100, ///< int of EffectRow::Kind
        BeforeShare,                  ///< double, of the longest bar
        AfterShare,                   ///< double
    };

    explicit EffectModel(QObject *parent = nullptr);

    void setRows(const QList<EffectRow> &rows);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] double shareOf(int messages) const;

    QList<EffectRow> m_rows;
    int m_most = 0; ///< messages of the longest bar
};

/// "+142", "−296", "0"
[[nodiscard]] QString differenceText(int difference);

} // namespace ledgercast
