// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/channel.h"
#include "core/store/reader.h"
#include "ui/widgets/announce.h"

#include <QTimer>
#include <QWidget>

class QLineEdit;

namespace ledgercast {

class ChipBar;
class DateFilter;
class FilterButton;
class TextLabel;
class Theme;

/// What the entries table shows: search, types, states, cost centres, channels and days, each with its chip;
/// and entries that another page found, with one. GUI
/// thread.
class ActivityFilters : public QWidget
{
    Q_OBJECT

public:
    ActivityFilters(const Theme &theme, const Clock &clock, QWidget *parent = nullptr);

    [[nodiscard]] const EntryFilter &filter() const { return m_filter; }
    /// Shows this filter as if it had been chosen here.
    void setFilter(const EntryFilter &filter);
    [[nodiscard]] bool isEmpty() const { return m_filter == EntryFilter(); }
    [[nodiscard]] bool hasDates() const { return m_filter.from || m_filter.until; }
    void setCostCentres(const QList<CostCentreRow> &costCentres);
    void setChannels(const QList<Channel> &channels);
    void setRecordTypes(const QStringList &types);
    void setCounts(const EntryCounts &counts);
    void clear();
    void clearDates();
    void focusSearch();
    [[nodiscard]] QWidget *search() const;

Q_SIGNALS:
    void filterChanged(const ledgercast::EntryFilter &filter);
    /// Down in the search field.
    void tableWanted();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QWidget *makeSearch();
    [[nodiscard]] FilterButton *addButton(const QString &id, const QString &name);
    void readButtons();
    void change(const EntryFilter &filter);
    void showFilter();
    void showChips();
    void removeChip(const QString &id);
    void editChip(const QString &id);
    void addMissingOptions();
    [[nodiscard]] QString textOf(const QString &id) const;

    const Theme &m_theme;
    EntryFilter m_filter;
    QLineEdit *m_search;
    QTimer m_typing; ///< filters when typing has paused
    FilterButton *m_types;
    FilterButton *m_states;
    FilterButton *m_costCentres;
    FilterButton *m_channels;
    DateFilter *m_dates;
    ChipBar *m_chips;
    TextLabel *m_count;
    QStringList m_order; ///< chips in the order they were set
    Announcer m_announcer;
};

} // namespace ledgercast
