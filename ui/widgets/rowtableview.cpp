// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/rowtableview.h"

#include "ui/theme/theme.h"
#include "ui/widgets/celldelegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

namespace ledgercast {

RowTableView::RowTableView(const Theme &theme, QWidget *parent) : QTableView(parent), m_theme(theme)
{
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setCornerButtonEnabled(false);
    setItemDelegate(new CellDelegate(theme, this));
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(metrics::compactHeight);
    verticalHeader()->setDefaultSectionSize(metrics::tableRow);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setFixedHeight(metrics::tableHeader + 1);
    horizontalHeader()->setMinimumSectionSize(40);
    horizontalHeader()->setProperty("edgePadding", metrics::edgePadding);
    connect(this, &QTableView::doubleClicked, this, &RowTableView::rowActivated);
}

void RowTableView::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void RowTableView::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    QPainter painter(viewport());
    if (!m_emptyText.isEmpty() && model() && model()->rowCount(rootIndex()) == 0) {
        painter.setPen(m_theme.color(Token::Muted));
        painter.setFont(m_theme.font(TextStyle::Body));
        painter.drawText(viewport()->rect().adjusted(24, 24, -24, -24),
                         static_cast<int>(Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap), m_emptyText);
        return;
    }
    if (!hasFocus() || !currentIndex().isValid())
        return;
    const int row = currentIndex().row();
    const QRect rect(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_theme.color(Token::Accent), metrics::focusRing));
    painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -2), 2, 2);
}

void RowTableView::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && event->modifiers() == Qt::NoModifier &&
        currentIndex().isValid()) {
        Q_EMIT rowActivated(currentIndex());
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void RowTableView::mouseMoveEvent(QMouseEvent *event)
{
    QTableView::mouseMoveEvent(event);
    setHoveredRow(rowAt(event->position().toPoint().y()));
}

void RowTableView::leaveEvent(QEvent *event)
{
    QTableView::leaveEvent(event);
    setHoveredRow(-1);
}

void RowTableView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    // Arriving by keyboard has to land somewhere that arrows can go on from.
    if (!currentIndex().isValid() && model() && model()->rowCount() > 0 && event->reason() != Qt::MouseFocusReason)
        setCurrentIndex(model()->index(0, 0));
    viewport()->update();
}

void RowTableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    // Qt repaints the two cells; the ring goes around whole rows.
    viewport()->update();
}

void RowTableView::setHoveredRow(int row)
{
    if (m_hoveredRow == row)
        return;
    m_hoveredRow = row;
    viewport()->update();
}

} // namespace ledgercast
