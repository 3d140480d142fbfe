// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/meterwidget.h"

#include "ui/format/format.h"
#include "ui/theme/theme.h"

namespace ledgercast {

namespace {
constexpr int nameWidth = 84;
constexpr int figureWidth = 96;
constexpr int barHeight = 6;
} // namespace

MeterWidget::MeterWidget(const Theme &theme, const QString &name, qint64 limit, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_name(name), m_limit(limit)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setUsed(0);
}

void MeterWidget::setUsed(qint64 used)
{
    m_used = used;
    setAccessibleName(tr("%1, %2 of %3").arg(m_name, format::count(m_used), format::count(m_limit)));
    update();
}

void MeterWidget::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(m_theme.font(TextStyle::Small));
    painter.setPen(m_theme.color(Token::Muted));
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft, m_name);
    painter.setPen(m_theme.color(isOver() ? Token::Danger : Token::Text));
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignRight,
                     tr("%1 of %2").arg(format::count(m_used), format::count(m_limit)));
    const QRectF bar(nameWidth, (height() - barHeight) / 2.0, std::max(0, width() - nameWidth - figureWidth),
                     barHeight);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Token::NeutralSoft));
    painter.drawRoundedRect(bar, barHeight / 2.0, barHeight / 2.0);
    const qreal share = std::min(1.0, static_cast<qreal>(m_used) / static_cast<qreal>(m_limit));
    const Token mark = isOver() ? Token::DangerMark : share >= 0.8 ? Token::WarningMark : Token::SuccessMark;
    painter.setBrush(m_theme.color(mark));
    if (share > 0)
        painter.drawRoundedRect(
            QRectF(bar.topLeft(), QSizeF(std::max<qreal>(barHeight, bar.width() * share), barHeight)), barHeight / 2.0,
            barHeight / 2.0);
}

} // namespace ledgercast
