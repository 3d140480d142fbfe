// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/channelguard.h"
#include "core/routing/ruledraft.h"

#include <QAbstractTableModel>

namespace ledgercast {

/// The rules of a draft, in the order they are tried, and a last row for what no rule takes. It changes nothing by
/// itself: an edit is checked and then wanted; the rows follow when the draft does.
class RuleModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Number, Types, Centres, MinimumAmount, Exceptions, Company, ChannelName, Mention, Send, ColumnCount };
    enum Role {
        RowNumber = Qt::UserRole + 100, ///< QString; not the display text: it changes when rows above come and go
        IsChanged,                      ///< bool, of the cell
        IsRowChanged,                   ///< bool
        IsUnconditional,                ///< bool: "Any", "—": steps back
        IsLocked,                       ///< bool: the row "Everything else"
        Problem,                        ///< QString: why the cell can't stay so; empty: it can
        Warning,                        ///< QString: what keeps posts from arriving
        Remark,                         ///< QString: who can read the channel, or what is hidden there
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setDraft(const RuleDraft &draft);
    [[nodiscard]] const RuleDraft &draft() const { return m_draft; }
    void setChannels(const QList<Channel> &channels);
    [[nodiscard]] const QList<Channel> &channels() const { return m_channels; }
    void setGuard(const ChannelGuard &guard);
    /// How a channel stands with Slack and with the guard, and who can read it; empty: there is nothing to say.
    [[nodiscard]] QString channelWarning(const QString &channel) const;
    [[nodiscard]] int ruleCount() const { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] static RuleField fieldOf(int column);
    /// Why this can't stand in the cell; empty: it can.
    [[nodiscard]] QString whyRefused(const QModelIndex &index, const QString &text) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    bool dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                      const QModelIndex &parent) override;

Q_SIGNALS:
    void editWanted(const QList<ledgercast::DraftRule> &rules, const QString &what);
    void moveWanted(int from, int to);
    void refused(const QString &sentence);

private:
    [[nodiscard]] QString display(const QModelIndex &index) const;
    [[nodiscard]] QString toolTip(const QModelIndex &index) const;
    [[nodiscard]] QString sentence(int row) const;
    [[nodiscard]] QString problem(const QModelIndex &index) const;
    [[nodiscard]] QString warning(const QModelIndex &index) const;
    [[nodiscard]] QString hindrance(const QString &channel) const;
    [[nodiscard]] QString remark(const QModelIndex &index) const;
    [[nodiscard]] const Route *route(int row) const; ///< null: the last row without a fallback
    [[nodiscard]] bool isLocked(int row) const { return row == ruleCount(); }
    void setFallback(const QString &channel);

    RuleDraft m_draft;
    QList<DraftRule> m_rows; ///< without the fallback
    QList<bool> m_changed;   ///< by row of the table
    std::optional<DraftRule> m_fallback;
    QList<Channel> m_channels;
    ChannelGuard m_guard;
};

/// "Invoices, POs +1".
[[nodiscard]] QString ruleTypesText(const QStringList &types, int most);
/// "50,000"; cents only where there are some.
[[nodiscard]] QString ruleAmountText(const Decimal &amount);
/// "5100–5199, 41*"; "Any" without a condition.
[[nodiscard]] QString ruleCentresText(const QStringList &patterns);

} // namespace ledgercast
