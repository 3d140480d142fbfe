// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pipelineparts.h"

#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/figures.h"

#include <QPainter>

namespace ledgercast {

namespace {
constexpr int stagePadding = 5;
constexpr int stageHeight = 76;
constexpr int dropOffHeight = 24;
} // namespace

StageButton::StageButton(const Theme &theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

void StageButton::setStage(const PipelineView::Stage &stage)
{
    m_stage = stage;
    setObjectName(u"stage_"_qs + stage.id);
    setAccessibleName(stage.accessibleName.isEmpty()
                          ? QString(stage.label + u", "_qs + stage.number + u' ' + stage.note)
                          : stage.accessibleName);
    update();
}

QSize StageButton::sizeHint() const
{
    const qreal label = QFontMetricsF(m_theme.font(TextStyle::Label)).horizontalAdvance(m_stage.label) + 23;
    const qreal number = figuresWidth(m_theme.font(TextStyle::Number), m_stage.number);
    const qreal note = QFontMetricsF(m_theme.font(TextStyle::Small)).horizontalAdvance(m_stage.note);
    return {qCeil(std::max({label, number, note})) + 2 * stagePadding + 2, stageHeight};
}

void StageButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (underMouse() || isDown()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Token::Hover));
        painter.drawRoundedRect(rect(), metrics::controlRadius, metrics::controlRadius);
    }
    const QRect inner = rect().adjusted(stagePadding, 4, -stagePadding, -4);
    paintSymbol(&painter, QRect(inner.left(), inner.top() + 2, 16, 16), m_stage.symbol,
                m_theme.color(Token::TextSecondary));
    painter.setFont(m_theme.font(TextStyle::Label));
    painter.setPen(m_theme.color(Token::TextSecondary));
    painter.drawText(QRect(inner.left() + 23, inner.top(), inner.width(), 20), Qt::AlignVCenter, m_stage.label);
    painter.setFont(m_theme.font(TextStyle::Number));
    painter.setPen(m_theme.color(Token::Text));
    drawFigures(&painter, QRectF(inner.left(), inner.top() + 20, inner.width() + stagePadding, 30), Qt::AlignVCenter,
                m_stage.number);
    painter.setFont(m_theme.font(TextStyle::Small));
    painter.setPen(m_theme.color(Token::Muted));
    painter.drawText(QRect(inner.left(), inner.top() + 50, inner.width() + stagePadding, 17), Qt::AlignVCenter,
                     m_stage.note);
}

DropOffButton::DropOffButton(const Theme &theme, QWidget *parent) : QAbstractButton(parent), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

void DropOffButton::setDropOff(const PipelineView::DropOff &dropOff)
{
    m_dropOff = dropOff;
    setObjectName(u"dropOff_"_qs + dropOff.id);
    setAccessibleName(tr("%1, show").arg(dropOff.text));
    update();
}

QSize DropOffButton::sizeHint() const
{
    return {QFontMetrics(m_theme.font(TextStyle::SmallMedium)).horizontalAdvance(m_dropOff.text) + 40, dropOffHeight};
}

void DropOffButton::paintEvent(QPaintEvent *)
{
    const ToneTokens tokens = tokensOf(m_dropOff.tone);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(tokens.mark));
    painter.setBrush(underMouse() || isDown() ? m_theme.mixed(tokens.soft, tokens.mark, 0.15)
                                              : m_theme.color(tokens.soft));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    paintSymbol(&painter, QRect(8, (height() - 14) / 2, 14, 14), m_dropOff.symbol, m_theme.color(tokens.text), 2.2);
    QFont font = m_theme.font(TextStyle::SmallMedium);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(m_theme.color(tokens.text));
    painter.drawText(rect().adjusted(27, 0, 0, 0), Qt::AlignVCenter, m_dropOff.text);
}

} // namespace ledgercast
