// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"
#include "ui/widgets/valuelistmodel.h"

#include <QListView>

namespace ledgercast {

class Theme;

struct SidebarItem
{
    enum class Kind { Page, Heading, SavedView };

    QString id;
    QString text;
    Symbol symbol = Symbol::None;
    Kind kind = Kind::Page;
    int badge = 0;          ///< what waits for the user; hidden at zero
    QString badgeName = {}; ///< for screen readers: "11 entries wait for you"

    bool operator==(const SidebarItem &) const = default;
    [[nodiscard]] QString accessibleText() const
    {
        return badge == 0 ? text : QString(text + u", " + (badgeName.isEmpty() ? QString::number(badge) : badgeName));
    }
};

/// The pages of the window and, below them, saved views. Narrow, it shows icons only.
class SidebarView : public QListView
{
    Q_OBJECT

public:
    explicit SidebarView(const Theme &theme, QWidget *parent = nullptr);

    void setItems(const QList<SidebarItem> &items);
    void setCurrentId(const QString &id);
    [[nodiscard]] QString currentId() const;
    void setCollapsed(bool collapsed);
    [[nodiscard]] bool isCollapsed() const { return m_collapsed; }
    [[nodiscard]] const SidebarItem &item(const QModelIndex &index) const { return m_model->item(index); }
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void idChosen(const QString &id);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    ValueListModel<SidebarItem> *m_model;
    bool m_collapsed = false;
};

} // namespace ledgercast
