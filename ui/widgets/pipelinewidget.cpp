// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pipelinewidget.h"

#include "ui/theme/theme.h"
#include "ui/widgets/pipelineparts.h"

#include <QPainter>

#include <algorithm>

namespace ledgercast {

namespace {
constexpr int sidePadding = 14;
constexpr int topPadding = 9;
constexpr int arrowY = 37;
constexpr int dropOffY = 49;
constexpr int dropOffSpacing = 7;
constexpr int arrowGap = 11;
constexpr int shortestArrow = 60;
} // namespace

PipelineWidget::PipelineWidget(const Theme &theme, QWidget *parent) : QFrame(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("pipeline"));
    setAccessibleName(tr("Today's changes from CloudSuite to Slack"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PipelineWidget::setView(const PipelineView &view)
{
    if (m_view == view)
        return;
    m_view = view;
    rebuild();
    updateGeometry();
    arrange();
    update();
}

void PipelineWidget::rebuild()
{
    // Buttons are reused, so that the focus survives new numbers.
    while (m_stages.size() < m_view.stages.size()) {
        auto *button = new StageButton(m_theme, this);
        const qsizetype index = m_stages.size();
        connect(button, &QAbstractButton::clicked, this,
                [this, index] { Q_EMIT stageChosen(m_view.stages.at(index).id); });
        m_stages += button;
    }
    while (m_dropOffs.size() < m_view.dropOffs.size()) {
        auto *button = new DropOffButton(m_theme, this);
        const qsizetype index = m_dropOffs.size();
        connect(button, &QAbstractButton::clicked, this,
                [this, index] { Q_EMIT dropOffChosen(m_view.dropOffs.at(index).id); });
        m_dropOffs += button;
    }
    for (qsizetype i = 0; i < m_stages.size(); ++i) {
        m_stages.at(i)->setVisible(i < m_view.stages.size());
        if (i < m_view.stages.size())
            static_cast<StageButton *>(m_stages.at(i))->setStage(m_view.stages.at(i));
    }
    for (qsizetype i = 0; i < m_dropOffs.size(); ++i) {
        m_dropOffs.at(i)->setVisible(i < m_view.dropOffs.size());
        if (i < m_view.dropOffs.size())
            static_cast<DropOffButton *>(m_dropOffs.at(i))->setDropOff(m_view.dropOffs.at(i));
    }
}

QList<QAbstractButton *> PipelineWidget::dropOffsAfter(int stage) const
{
    QList<QAbstractButton *> buttons;
    for (qsizetype i = 0; i < m_view.dropOffs.size(); ++i)
        if (m_view.dropOffs.at(i).afterStage == stage)
            buttons += m_dropOffs.at(i);
    return buttons;
}

QSize PipelineWidget::sizeHint() const
{
    return {minimumSizeHint().width() + 200, 97};
}

QSize PipelineWidget::minimumSizeHint() const
{
    int width = 2 * sidePadding;
    for (qsizetype i = 0; i < m_view.stages.size(); ++i) {
        width += m_stages.at(i)->sizeHint().width();
        if (i + 1 == m_view.stages.size())
            break;
        int pills = 0;
        for (const QAbstractButton *pill : dropOffsAfter(static_cast<int>(i)))
            pills += pill->sizeHint().width() + dropOffSpacing;
        width += std::max(shortestArrow, pills + 16);
    }
    return {width, 97};
}

int PipelineWidget::gapWidth() const
{
    return std::max(0, width() - minimumSizeHint().width()) / std::max(1, static_cast<int>(m_view.stages.size()) - 1);
}

void PipelineWidget::resizeEvent(QResizeEvent *)
{
    arrange();
}

void PipelineWidget::arrange()
{
    const int extra = gapWidth();
    int x = sidePadding;
    for (int i = 0; i < m_view.stages.size(); ++i) {
        QAbstractButton *stage = m_stages.at(i);
        stage->setGeometry(QRect(QPoint(x, topPadding), stage->sizeHint()));
        x += stage->width();
        const QList<QAbstractButton *> pills = dropOffsAfter(i);
        int pillsWidth = -dropOffSpacing;
        for (const QAbstractButton *pill : pills)
            pillsWidth += pill->sizeHint().width() + dropOffSpacing;
        const int gap = std::max(shortestArrow, pillsWidth + dropOffSpacing + 16) + extra;
        int pillX = x + (gap - pillsWidth) / 2;
        for (QAbstractButton *pill : pills) {
            pill->setGeometry(QRect(QPoint(pillX, dropOffY), pill->sizeHint()));
            pillX += pill->width() + dropOffSpacing;
        }
        x += gap;
    }
}

std::pair<int, int> PipelineWidget::arrowSpan(int stage) const
{
    return {m_stages.at(stage)->geometry().right() + arrowGap, m_stages.at(stage + 1)->x() - arrowGap};
}

void PipelineWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_theme.color(Token::Surface));
    painter.setPen(m_theme.color(Token::Border));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::cardRadius, metrics::cardRadius);
    QPen line(m_theme.color(Token::NeutralMark), 1.4);
    line.setCapStyle(Qt::RoundCap);
    painter.setBrush(Qt::NoBrush);
    for (int i = 0; i + 1 < m_view.stages.size(); ++i) {
        const auto [from, to] = arrowSpan(i);
        painter.setPen(line);
        painter.drawLine(QPointF(from, arrowY), QPointF(to, arrowY));
        painter.drawPolyline(
            QPolygonF({QPointF(to - 5, arrowY - 4.5), QPointF(to, arrowY), QPointF(to - 5, arrowY + 4.5)}));
        painter.setPen(QPen(m_theme.color(Token::NeutralMark), 1));
        for (const QAbstractButton *pill : dropOffsAfter(i)) {
            const qreal x = pill->geometry().center().x() + 0.5;
            painter.drawLine(QPointF(x, arrowY), QPointF(x, dropOffY));
        }
    }
}

} // namespace ledgercast
