// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/sidebar.h"

#include "ui/actions.h"
#include "ui/format/format.h"
#include "ui/present/hub.h"
#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/sidebarview.h"

#include <QActionGroup>
#include <QMenu>
#include <QPainter>

namespace ledgercast {

namespace {

constexpr int tenantHeight = 44;
constexpr int margin = 8;
constexpr int lineOverlap = 1;

QString waitingName(int count)
{
    return count == 1 ? Sidebar::tr("1 entry waits for you")
                      : Sidebar::tr("%1 entries wait for you").arg(format::count(count));
}

QString blockedName(int count)
{
    return count == 1 ? Sidebar::tr("1 is blocked") : Sidebar::tr("%1 are blocked").arg(format::count(count));
}

QString unmappedName(int count)
{
    return count == 1 ? Sidebar::tr("1 cost centre has entries without a channel")
                      : Sidebar::tr("%1 cost centres have entries without a channel").arg(format::count(count));
}

} // namespace

TenantButton::TenantButton(const Theme &theme, QWidget *parent) : QToolButton(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("tenantButton"));
    setPopupMode(InstantPopup);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
}

void TenantButton::setTenant(const QString &name, const QString &detail)
{
    m_name = name;
    m_detail = detail;
    setAccessibleName(tr("Tenant %1, %2").arg(name, detail));
    setToolTip(detail.isEmpty() ? name : QString(name + u'\n' + detail));
    update();
}

void TenantButton::setCollapsed(bool collapsed)
{
    m_isCollapsed = collapsed;
    update();
}

QSize TenantButton::sizeHint() const
{
    const int lines = QFontMetrics(m_theme.font(TextStyle::BodyStrong)).height() +
                      QFontMetrics(m_theme.font(TextStyle::Status)).height();
    return {metrics::compactHeight, std::max(tenantHeight, lines + 12)};
}

void TenantButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Token::Border));
    painter.setBrush(m_theme.color(underMouse() || isDown() ? Token::Hover : Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::controlRadius,
                            metrics::controlRadius);
    constexpr int icon = 17;
    const int iconLeft = m_isCollapsed ? (width() - icon) / 2 : 8;
    paintSymbol(&painter, QRect(iconLeft, (height() - icon) / 2, icon, icon), Symbol::Tenant,
                m_theme.color(Token::TextSecondary));
    if (m_isCollapsed)
        return;
    constexpr int chevrons = 15;
    paintSymbol(&painter, QRect(width() - chevrons - 8, (height() - chevrons) / 2, chevrons, chevrons),
                Symbol::Chevrons, m_theme.color(Token::Muted));
    const QRect words = rect().adjusted(34, 0, -chevrons - 12, 0);
    painter.setFont(m_theme.font(TextStyle::BodyStrong));
    const QFontMetrics name = painter.fontMetrics();
    const QFontMetrics detail(m_theme.font(TextStyle::Status));
    const int both = name.height() + detail.height() - lineOverlap;
    const int top = (height() - (m_detail.isEmpty() ? name.height() : both)) / 2;
    painter.setPen(m_theme.color(Token::Text));
    painter.drawText(QRect(words.left(), top, words.width(), name.height()), Qt::AlignVCenter,
                     name.elidedText(m_name, Qt::ElideRight, words.width()));
    painter.setFont(m_theme.font(TextStyle::Status));
    painter.setPen(m_theme.color(Token::Muted));
    painter.drawText(QRect(words.left(), top + name.height() - lineOverlap, words.width(), detail.height()),
                     Qt::AlignVCenter, detail.elidedText(m_detail, Qt::ElideRight, words.width()));
}

Sidebar::Sidebar(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_tenant(new TenantButton(context.theme))
    , m_view(new SidebarView(context.theme))
{
    setObjectName(QStringLiteral("sidebarPane"));
    auto *menu = new QMenu(m_tenant);
    menu->setObjectName(QStringLiteral("tenantMenu"));
    connect(menu, &QMenu::aboutToShow, this, &Sidebar::fillTenants);
    m_tenant->setMenu(menu);
    fillTenants();
    auto *tenant = new QHBoxLayout;
    tenant->setContentsMargins(margin, 0, margin + 1, 0);
    tenant->addWidget(m_tenant);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 10, 0, 8);
    column->setSpacing(11);
    column->addLayout(tenant);
    column->addWidget(m_view, 1);
    setCollapsed(false);
    connect(m_view, &SidebarView::idChosen, this, &Sidebar::pageChosen);
    connect(&context.hub, &Hub::snapshotChanged, this, &Sidebar::refresh);
    connect(&context.hub, &Hub::tenantChanged, this, &Sidebar::refresh);
}

void Sidebar::setPages(const QList<PageTab> &pages)
{
    m_pages = pages;
    refresh();
}

void Sidebar::setCurrentPage(const QString &id)
{
    if (m_view->currentId() != id)
        m_view->setCurrentId(id);
}

void Sidebar::setCollapsed(bool collapsed)
{
    m_view->setCollapsed(collapsed);
    m_tenant->setCollapsed(collapsed);
    setFixedWidth(m_view->sizeHint().width());
}

QWidget *Sidebar::focusTarget() const
{
    return m_view;
}

void Sidebar::fillTenants()
{
    QMenu *menu = m_tenant->menu();
    menu->clear();
    qDeleteAll(menu->findChildren<QActionGroup *>(Qt::FindDirectChildrenOnly));
    const QString shown = m_context.hub.tenant().info.tenant;
    auto *choice = new QActionGroup(menu); // one of them: radio buttons
    const QList<TenantStatus> &tenants = m_context.hub.snapshot().status.tenants;
    for (const TenantStatus &tenant : tenants) {
        const QString name = tenant.info.tenant;
        QAction *action = menu->addAction(name);
        choice->addAction(action);
        action->setCheckable(true);
        action->setChecked(name == shown);
        connect(action, &QAction::triggered, this, [this, name] { m_context.hub.chooseTenant(name); });
    }
    menu->addSeparator();
    QAction *add = menu->addAction(m_context.theme.icon(Symbol::Add), tr("Add tenant…"));
    connect(add, &QAction::triggered, m_context.actions[Command::ChooseIonApi], &QAction::trigger);
    menu->addAction(m_context.actions[Command::ShowConnections]);
}

void Sidebar::refresh()
{
    const Snapshot &snapshot = m_context.hub.snapshot();
    QList<SidebarItem> items;
    for (const PageTab &page : std::as_const(m_pages)) {
        SidebarItem item{page.id, page.title, page.symbol};
        if (page.id == u"activity") {
            item.badge = waitingEntries(snapshot);
            item.badgeName = waitingName(item.badge);
        } else if (page.id == u"routing") {
            item.badge = static_cast<int>(snapshot.unmapped.size());
            item.badgeName = unmappedName(item.badge);
        } else if (page.id == u"connections") {
            item.badge = blockedLinks(snapshot);
            item.badgeName = blockedName(item.badge);
        }
        items += item;
    }
    m_view->setItems(items);
    const TenantInfo &tenant = m_context.hub.tenant().info;
    const QString name = tenant.tenant;
    if (name.isEmpty())
        return m_tenant->setTenant(tr("No tenant yet"), tr("Connect to CloudSuite"));
    QStringList parts;
    if (!tenant.company.isEmpty())
        parts += tr("Company %1").arg(tenant.company);
    if (!tenant.division.isEmpty())
        parts += tenant.division;
    if (parts.isEmpty() && !tenant.environment.isEmpty())
        parts += tenant.environment;
    m_tenant->setTenant(name, parts.join(u" · "_qs));
}

void Sidebar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_context.theme.color(Token::Sidebar));
    painter.fillRect(QRect(rect().right(), 0, 1, height()), m_context.theme.color(Token::Border));
}

} // namespace ledgercast
