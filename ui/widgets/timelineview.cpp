// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/timelineview.h"

#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/pill.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QStyledItemDelegate>

namespace ledgercast {

namespace {

constexpr int leftPadding = 18;
constexpr int timeWidth = 72;
constexpr int iconSize = 17;
constexpr int textLeft = 100;
constexpr int rightPadding = 20;
constexpr int titleHeight = 18;
constexpr int bottomGap = 9;

class TimelineDelegate : public QStyledItemDelegate
{
public:
    TimelineDelegate(const Theme &theme, TimelineView *view) : QStyledItemDelegate(view), m_theme(theme), m_view(view)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const int width = m_view->viewport()->width();
        return {width, titleHeight + sentenceHeight(m_view->item(index), width) + bottomGap};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const TimelineItem &item = m_view->item(index);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (option.state.testFlag(QStyle::State_Selected) && m_view->hasFocus()) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.color(Token::Selection));
            painter->drawRoundedRect(option.rect.adjusted(8, -2, -8, -5), metrics::tagRadius, metrics::tagRadius);
        }
        const QRect rect = option.rect.adjusted(leftPadding, 0, -rightPadding, 0);
        painter->setFont(m_theme.font(TextStyle::Small));
        painter->setPen(m_theme.color(Token::Muted));
        drawFigures(painter, QRectF(rect.left(), rect.top(), timeWidth, titleHeight), Qt::AlignVCenter, item.time);
        paintMark(painter, rect, item, index.row() + 1 < index.model()->rowCount());
        paintText(painter, rect, item);
        painter->restore();
    }

private:
    int sentenceHeight(const TimelineItem &item, int viewWidth) const
    {
        if (item.sentence.isEmpty())
            return 4;
        const QFontMetrics metrics(m_theme.font(TextStyle::Small));
        const int width = viewWidth - leftPadding - textLeft - rightPadding;
        return metrics.boundingRect(QRect(0, 0, std::max(60, width), 1000), Qt::TextWordWrap, item.sentence).height();
    }

    void paintMark(QPainter *painter, const QRect &rect, const TimelineItem &item, bool more) const
    {
        const QRect icon(rect.left() + timeWidth + 2, rect.top() + 1, iconSize, iconSize);
        if (more) {
            painter->setPen(QPen(m_theme.color(Token::Border), 2, Qt::SolidLine, Qt::RoundCap));
            const qreal x = QRectF(icon).center().x();
            painter->drawLine(QPointF(x, icon.bottom() + 4), QPointF(x, rect.bottom() - 2));
        }
        paintSymbol(painter, icon, item.symbol, m_theme.color(tokensOf(item.tone).mark));
    }

    void paintText(QPainter *painter, const QRect &rect, const TimelineItem &item) const
    {
        QRect title(rect.left() + textLeft, rect.top(), rect.width() - textLeft, titleHeight);
        if (!item.code.isEmpty())
            title.setRight(title.right() - paintCodeTag(painter, title.adjusted(0, 0, 0, 0), m_theme, item.code) - 8);
        painter->setFont(m_theme.font(TextStyle::BodyStrong));
        painter->setPen(m_theme.color(Token::Text));
        painter->drawText(title, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(item.title, Qt::ElideRight, title.width()));
        painter->setFont(m_theme.font(TextStyle::Small));
        painter->setPen(m_theme.color(Token::TextSecondary));
        painter->drawText(rect.adjusted(textLeft, titleHeight, 0, 0), Qt::TextWordWrap, item.sentence);
    }

    const Theme &m_theme;
    TimelineView *m_view;
};

} // namespace

QString TimelineItem::accessibleText() const
{
    QString text = time + u", " + title;
    if (!sentence.isEmpty())
        text += u", " + sentence;
    if (!code.isEmpty())
        text += u", " + TimelineView::tr("code %1").arg(code);
    return text;
}

TimelineView::TimelineView(const Theme &theme, QWidget *parent)
    : QListView(parent), m_model(new ValueListModel<TimelineItem>(this))
{
    setObjectName(QStringLiteral("timeline"));
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setUniformItemSizes(false);
    setModel(m_model);
    setItemDelegate(new TimelineDelegate(theme, this));
}

void TimelineView::setItems(const QList<TimelineItem> &items)
{
    m_model->setItems(items);
    setAccessibleName(items.size() == 1 ? tr("Timeline, 1 event") : tr("Timeline, %1 events").arg(items.size()));
}

void TimelineView::copyCurrentCode() const
{
    if (currentIndex().isValid() && !item(currentIndex()).code.isEmpty())
        QGuiApplication::clipboard()->setText(item(currentIndex()).code);
}

void TimelineView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    // Sentences wrap by the width.
    scheduleDelayedItemsLayout();
}

void TimelineView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!currentIndex().isValid())
        return;
    const TimelineItem &current = item(currentIndex());
    QMenu menu(this);
    QAction *code = menu.addAction(tr("Copy code"));
    code->setEnabled(!current.code.isEmpty());
    connect(code, &QAction::triggered, this, &TimelineView::copyCurrentCode);
    connect(menu.addAction(tr("Copy event as text")), &QAction::triggered, this,
            [text = current.accessibleText()] { QGuiApplication::clipboard()->setText(text); });
    menu.exec(event->globalPos());
}

void TimelineView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copyCurrentCode();
    else
        QListView::keyPressEvent(event);
}

} // namespace ledgercast
