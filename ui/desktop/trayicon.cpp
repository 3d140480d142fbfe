// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/desktop/trayicon.h"

#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace ledgercast {

namespace {

struct Layer
{
    Symbol symbol;
    QColor color;
};

QList<Layer> layersOf(const Theme &theme, TrayState state, const QColor &ink)
{
    switch (state) {
    case TrayState::Syncing:
        return {{Symbol::TrayMarkBadged, ink}, {Symbol::TrayBadgeSyncing, theme.color(Token::InfoMark)}};
    case TrayState::Attention:
        return {{Symbol::TrayMarkBadged, ink},
                {Symbol::TrayBadgeAttention, theme.color(Token::WarningMark)},
                {Symbol::TrayBadgeAttentionInk, theme.color(Token::BadgeInk)}};
    case TrayState::Paused:
        return {{Symbol::TrayMarkBadged, ink}, {Symbol::TrayBadgePaused, ink}};
    case TrayState::Offline:
        return {{Symbol::TrayMarkOffline, ink}};
    case TrayState::Idle:
        break;
    }
    return {{Symbol::TrayMark, ink}};
}

} // namespace

QIcon trayIcon(const Theme &theme, TrayState state, const QColor &ink)
{
    QIcon icon;
    for (const int size : {16, 22, 24, 32, 44, 48, 64}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        if (state == TrayState::Offline)
            painter.setOpacity(0.55);
        for (const Layer &layer : layersOf(theme, state, ink))
            paintSymbol(&painter, QRect(0, 0, size, size), layer.symbol, layer.color, size <= 16 ? 2.4 : 2.1);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

QColor panelInk(const Theme &theme)
{
    const bool gnome = qgetenv("XDG_CURRENT_DESKTOP").toUpper().contains("GNOME");
    return Theme::color(Token::Text, gnome || theme.isSystemDark());
}

} // namespace ledgercast
