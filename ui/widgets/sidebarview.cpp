// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/sidebarview.h"

#include "ui/format/format.h"
#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QStyledItemDelegate>

namespace ledgercast {

namespace {

constexpr int collapsedWidth = 56;
constexpr int headingHeight = 34;

class SidebarDelegate : public QStyledItemDelegate
{
public:
    SidebarDelegate(const Theme &theme, SidebarView *view) : QStyledItemDelegate(view), m_theme(theme), m_view(view) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        switch (m_view->item(index).kind) {
        case SidebarItem::Kind::Heading:
            return {100, m_view->isCollapsed() ? 12 : headingHeight};
        case SidebarItem::Kind::SavedView:
            return {100, metrics::savedViewRow};
        case SidebarItem::Kind::Page:
            break;
        }
        return {100, metrics::sidebarRow};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const SidebarItem &item = m_view->item(index);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (item.kind == SidebarItem::Kind::Heading)
            paintHeading(painter, option.rect, item);
        else
            paintItem(painter, option, item);
        painter->restore();
    }

private:
    void paintHeading(QPainter *painter, const QRect &rect, const SidebarItem &item) const
    {
        if (m_view->isCollapsed())
            return;
        painter->setFont(m_theme.font(TextStyle::Header));
        painter->setPen(m_theme.color(Token::Muted));
        painter->drawText(rect.adjusted(16, 8, -8, 0), Qt::AlignVCenter, item.text);
    }

    void paintItem(QPainter *painter, const QStyleOptionViewItem &option, const SidebarItem &item) const
    {
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const bool page = item.kind == SidebarItem::Kind::Page;
        const QRect row = option.rect.adjusted(8, 0, -9, -1);
        paintGround(painter, option, row, selected);
        const QColor ink = m_theme.color(selected ? Token::Accent : Token::TextSecondary);
        const int size = page ? 17 : 16;
        const QRect icon(m_view->isCollapsed() ? row.center().x() - size / 2 : row.left() + 8,
                         row.center().y() - size / 2 + 1, size, size);
        paintSymbol(painter, icon, item.symbol, ink);
        if (m_view->isCollapsed()) {
            if (item.badge > 0)
                paintDot(painter, icon);
            return;
        }
        const int badgeWidth = item.badge > 0 ? paintBadge(painter, row, item) : 0;
        const QRect text = row.adjusted(page ? 35 : 33, 0, -badgeWidth - 8, 0);
        painter->setFont(m_theme.font(selected ? TextStyle::BodyStrong
                                      : page   ? TextStyle::BodyMedium
                                               : TextStyle::Body));
        painter->setPen(ink);
        painter->drawText(text, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(item.text, Qt::ElideRight, text.width()));
    }

    void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QRect &row, bool selected) const
    {
        painter->setPen(Qt::NoPen);
        if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setBrush(m_theme.color(selected ? Token::AccentSoft : Token::Hover));
            painter->drawRoundedRect(row, metrics::controlRadius, metrics::controlRadius);
        }
        if (option.state.testFlag(QStyle::State_HasFocus) &&
            m_view->window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(m_theme.color(Token::Accent), metrics::focusRing));
            painter->drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), metrics::controlRadius - 1,
                                     metrics::controlRadius - 1);
        }
    }

    int paintBadge(QPainter *painter, const QRect &row, const SidebarItem &item) const
    {
        const QString text = format::count(item.badge);
        const bool page = item.kind == SidebarItem::Kind::Page;
        painter->setFont(m_theme.font(page ? TextStyle::Header : TextStyle::Small));
        const int width = std::max(20, painter->fontMetrics().horizontalAdvance(text) + 14);
        const QRect badge(row.right() - width - 7, row.center().y() - 8, width, 17);
        if (page) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.color(Token::WarningSoft));
            painter->drawRoundedRect(badge, 8.5, 8.5);
        }
        painter->setPen(m_theme.color(page ? Token::Warning : Token::Muted));
        painter->drawText(badge, static_cast<int>(page ? Qt::AlignCenter : Qt::AlignVCenter | Qt::AlignRight), text);
        return width + 7;
    }

    void paintDot(QPainter *painter, const QRect &icon) const
    {
        painter->setPen(QPen(m_theme.color(Token::Sidebar), 1.5));
        painter->setBrush(m_theme.color(Token::WarningMark));
        painter->drawEllipse(QPointF(icon.right() + 1, icon.top() + 1), 4, 4);
    }

    const Theme &m_theme;
    SidebarView *m_view;
};

/// Headings can't be chosen.
class SidebarModel : public ValueListModel<SidebarItem>
{
public:
    using ValueListModel::ValueListModel;

    Qt::ItemFlags flags(const QModelIndex &index) const override
    {
        return index.isValid() && item(index).kind == SidebarItem::Kind::Heading ? Qt::NoItemFlags
                                                                                 : ValueListModel::flags(index);
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (role == Qt::ToolTipRole && index.isValid())
            return item(index).accessibleText();
        return ValueListModel::data(index, role);
    }
};

} // namespace

SidebarView::SidebarView(const Theme &theme, QWidget *parent) : QListView(parent), m_model(new SidebarModel(this))
{
    setObjectName(QStringLiteral("sidebar"));
    setAccessibleName(tr("Pages"));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    viewport()->setAutoFillBackground(false);
    setModel(m_model);
    setItemDelegate(new SidebarDelegate(theme, this));
}

void SidebarView::setItems(const QList<SidebarItem> &items)
{
    m_model->setItems(items);
}

void SidebarView::setCurrentId(const QString &id)
{
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (m_model->items().at(row).id == id)
            setCurrentIndex(m_model->index(row));
}

QString SidebarView::currentId() const
{
    return currentIndex().isValid() ? m_model->item(currentIndex()).id : QString();
}

void SidebarView::setCollapsed(bool collapsed)
{
    if (m_collapsed == collapsed)
        return;
    m_collapsed = collapsed;
    scheduleDelayedItemsLayout();
    updateGeometry();
}

QSize SidebarView::sizeHint() const
{
    return {m_collapsed ? collapsedWidth : metrics::sidebarWidth, 300};
}

void SidebarView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (current.isValid())
        Q_EMIT idChosen(m_model->item(current).id);
}

} // namespace ledgercast
