// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/designs.h"
#include "ui/models/entrymodel.h"
#include "ui/pages/page.h"

class QDialog;
class QPushButton;
class QSplitter;
class QStackedLayout;

namespace ledgercast {

class ActivityFilters;
class Callout;
class DetailPanel;
class EntryCommands;
class RowTableView;
class TextLabel;

/// Find any recorded entry, see what was posted, understand a failure, replay it.
///
/// Object names: activityPage, entriesTable, entryMenu, emptyEntries, emptyTitle, emptySync, emptyClear, emptyDates,
/// entriesProblem, olderEntries, detailWindow; and those of ActivityFilters (searchField, typeFilter, stateFilter,
/// costCentreFilter, channelFilter, dateFilter, chip_<id>, clearFilters, entryCount) and DetailPanel.
class ActivityPage : public WindowPage
{
    Q_OBJECT

public:
    explicit ActivityPage(const PageContext &context, QWidget *parent = nullptr);
    ~ActivityPage() override;

    [[nodiscard]] static PageTab tab() { return {QStringLiteral("activity"), tr("Activity"), Symbol::Activity}; }
    void activate() override;
    void deactivate() override;
    void focusSearch() override;
    [[nodiscard]] QList<QWidget *> panes() const override;
    void showEntries(const EntryFilter &filter) override;

Q_SIGNALS:
    /// An empty channel: the one the rules gave.
    void replayWanted(const QList<qint64> &entryIds, const QString &channel);
    void replayAnewWanted(const QList<qint64> &entryIds);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void addTable();
    void addKeys();
    [[nodiscard]] QWidget *makeList();
    [[nodiscard]] QWidget *makeEmpty();
    void connectModel();
    void readPage(const EntryFilter &filter, qint64 beforeId, int limit, int ticket);
    void readCounts();
    void readLists();
    void readDetail();
    void takeFilter(const EntryFilter &filter);
    void takePhase(EntryModel::Phase phase);
    void takeSelection();
    void showEmpty();
    void showDetails(bool isWanted);
    void openDetails();
    void openMenu(const QPoint &at);
    void openHeaderMenu(const QPoint &at);
    void copyRows();
    void moveToAttention(int step);
    [[nodiscard]] QList<int> selectedRows() const;
    [[nodiscard]] bool isNarrow() const;

    ActivityFilters *m_filters;
    EntryModel *m_model;
    RowTableView *m_table;
    QStackedLayout *m_list = nullptr;
    QSplitter *m_splitter;
    DetailPanel *m_panel;
    EntryCommands *m_commands;
    Callout *m_problem;
    TextLabel *m_older;
    TextLabel *m_emptyTitle;
    QPushButton *m_emptySync;
    QPushButton *m_emptyClear;
    QPushButton *m_emptyDates;
    QDialog *m_window = nullptr; ///< holds the panel while the page is too narrow for it
    bool m_wantsDetails = true;
    qint64 m_shown = 0;          ///< entry in the panel; 0: none
    QList<KindDesign> m_designs; ///< as the engine has them; empty: not known yet
    bool m_isReadingDetail = false;
    bool m_isDetailStale = false;
    int m_countTicket = 0;
    bool m_isFilterNew = false; ///< the shown entry is chosen again if the new rows have it
};

} // namespace ledgercast
