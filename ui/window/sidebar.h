// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/status.h"
#include "ui/pages/page.h"
#include "ui/present/overview.h"

#include <QToolButton>

namespace ledgercast {

class SidebarView;

/// Which tenant is looked at, and as which company it is read; its menu leads to the others and to their credentials.
class TenantButton : public QToolButton
{
    Q_OBJECT

public:
    explicit TenantButton(const Theme &theme, QWidget *parent = nullptr);

    void setTenant(const QString &name, const QString &detail);
    void setCollapsed(bool collapsed);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_name;
    QString m_detail;
    bool m_isCollapsed = false;
};

/// The tenant, and below it the pages with what waits in each.
class Sidebar : public QWidget
{
    Q_OBJECT

public:
    explicit Sidebar(const PageContext &context, QWidget *parent = nullptr);

    void setPages(const QList<PageTab> &pages);
    void setCurrentPage(const QString &id);
    void setCollapsed(bool collapsed);
    [[nodiscard]] QWidget *focusTarget() const;

Q_SIGNALS:
    void pageChosen(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void refresh();
    void fillTenants();

    PageContext m_context;
    QList<PageTab> m_pages;
    TenantButton *m_tenant;
    SidebarView *m_view;
};

} // namespace ledgercast
