// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"

#include <QStringList>
#include <QToolButton>

class QLineEdit;
class QListWidget;

namespace ledgercast {

class Theme;

struct FilterOption
{
    QString key;
    QString text;
    Symbol symbol = Symbol::None;

    bool operator==(const FilterOption &) const = default;
};

/// A filter of a table: a button with a menu of tick boxes and a search of its own.
class FilterButton : public QToolButton
{
    Q_OBJECT

public:
    FilterButton(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    void setOptions(const QList<FilterOption> &options);
    [[nodiscard]] const QList<FilterOption> &options() const { return m_options; }
    void setChosen(const QStringList &keys);
    /// In the order of the options.
    [[nodiscard]] const QStringList &chosen() const { return m_chosen; }
    /// "Invoices, POs": for the chip.
    [[nodiscard]] QString chosenText() const;

Q_SIGNALS:
    void chosenChanged(const QStringList &keys);

private:
    void buildMenu();
    void fillList();
    void filterList(const QString &text);
    void readList();
    void updateLook();

    const Theme &m_theme;
    QString m_name;
    QList<FilterOption> m_options;
    QStringList m_chosen;
    QLineEdit *m_search = nullptr;
    QListWidget *m_list = nullptr;
};

} // namespace ledgercast
