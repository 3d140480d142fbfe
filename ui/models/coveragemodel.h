// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/texttablemodel.h"

namespace ledgercast {

/// Where the entries of one cost centre go under the draft; texts are ready to be read.
struct CoverageRow
{
    enum class State { Unmapped, Partly, Mapped };

    QString code;
    QString name;
    State state = State::Mapped;
    QString channel;      ///< "#fin-it"; empty: unmapped
    bool isOther = false; ///< the draft leads elsewhere than the rules in use
    int rule = 0;         ///< that decides most, counted from 1; 0: none
    int entries = 0;      ///< of the last 30 days
    int unrouted = 0;     ///< among them
    QString suggested;    ///< a channel's name, without '#'; empty: none is plain
    QString reason;       ///< sentence: why it is suggested, or what stays unrouted

    bool operator==(const CoverageRow &) const = default;
};

/// Every cost centre with the rule that decides.
class CoverageModel : public TextTableModel
{
    Q_OBJECT

public:
    enum Column { CostCentre, ChannelName, Rule, Entries };
    Q_ENUM(Column)
    enum Role {
        Code = Qt::UserRole + 100, ///< QString: stands strong before the name
        State,                     ///< int of CoverageRow::State
        IsOther,                   ///< bool
        Suggestion,                ///< QString: "Try #rd-osaka-ap"; empty: none
    };

    explicit CoverageModel(QObject *parent = nullptr);

    void setRows(const QList<CoverageRow> &rows);
    [[nodiscard]] const QList<CoverageRow> &rows() const { return m_rows; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    QList<CoverageRow> m_rows;
};

} // namespace ledgercast
