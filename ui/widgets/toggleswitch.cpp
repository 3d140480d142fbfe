// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toggleswitch.h"

#include "ui/theme/theme.h"

namespace ledgercast {

namespace {
constexpr QSizeF track(32, 18);
constexpr int gap = 9;
} // namespace

ToggleSwitch::ToggleSwitch(const Theme &theme, const QString &text, QWidget *parent)
    : QCheckBox(text, parent), m_theme(theme)
{
}

QSize ToggleSwitch::sizeHint() const
{
    return {static_cast<int>(track.width()) + gap + fontMetrics().horizontalAdvance(text()) + 4,
            std::max(metrics::controlHeight, fontMetrics().height())};
}

void ToggleSwitch::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF ground(1, (height() - track.height()) / 2, track.width(), track.height());
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(isChecked() ? Token::AccentFill : Token::NeutralMark));
    painter.drawRoundedRect(ground, track.height() / 2, track.height() / 2);
    const qreal knob = track.height() - 6;
    painter.setBrush(Qt::white);
    painter.drawEllipse(
        QRectF(isChecked() ? ground.right() - 3 - knob : ground.left() + 3, ground.top() + 3, knob, knob));
    if (hasFocus()) {
        painter.setPen(QPen(m_theme.color(Token::Accent), 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(ground.adjusted(-1, -1, 1, 1), track.height() / 2 + 1, track.height() / 2 + 1);
    }
    painter.setPen(m_theme.color(isEnabled() ? Token::TextSecondary : Token::Muted));
    painter.drawText(rect().adjusted(static_cast<int>(track.width()) + gap, 0, 0, 0), Qt::AlignVCenter, text());
}

} // namespace ledgercast
