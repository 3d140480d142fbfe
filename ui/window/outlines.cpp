// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/outlines.h"

#include "ui/theme/theme.h"

#include <QPainter>

namespace ledgercast {

namespace {
// As the Overview page has them, near enough that nothing seems to jump.
constexpr int menuHeight = 24;
constexpr int statusHeight = 30;
constexpr int bannerHeight = 58;
constexpr int pipelineHeight = 96;
constexpr int attentionWidth = 390;
constexpr int margin = 14;
constexpr int gap = 13;
} // namespace

Outlines::Outlines(const Theme &theme) : m_theme(theme)
{
    setObjectName(QStringLiteral("outlines"));
}

void Outlines::paintEvent(QPaintEvent * /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Token::Background));
    const QColor surface = m_theme.color(Token::Surface);
    const QColor line = m_theme.color(Token::Border);
    painter.fillRect(QRect(0, menuHeight, metrics::sidebarWidth, height()), m_theme.color(Token::Sidebar));
    for (const QRect &bar :
         {QRect(0, 0, width(), menuHeight), QRect(0, height() - statusHeight, width(), statusHeight)}) {
        painter.fillRect(bar, line);
        painter.fillRect(bar.adjusted(0, bar.top() == 0 ? 0 : 1, 0, bar.top() == 0 ? -1 : 0), surface);
    }
    const auto card = [&](const QRect &place) {
        painter.fillRect(place, line);
        painter.fillRect(place.adjusted(1, 1, -1, -1), surface);
    };
    QRect row(metrics::sidebarWidth + metrics::pagePadding, menuHeight + margin,
              width() - metrics::sidebarWidth - 2 * metrics::pagePadding, bannerHeight);
    card(row);
    row.moveTop(row.bottom() + gap);
    row.setHeight(pipelineHeight);
    card(row);
    row.setTop(row.bottom() + gap);
    row.setBottom(height() - statusHeight - margin);
    card(row.adjusted(0, 0, -attentionWidth - gap, 0));
    card(row.adjusted(row.width() - attentionWidth, 0, 0, 0));
    if (!std::exchange(m_isPainted, true))
        QMetaObject::invokeMethod(this, &Outlines::painted, Qt::QueuedConnection);
}

} // namespace ledgercast
