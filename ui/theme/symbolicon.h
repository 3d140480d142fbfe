// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"
#include "ui/theme/tokens.h"

#include <QColor>
#include <QIconEngine>
#include <QPointer>

namespace ledgercast {

class Theme;

/// One of our symbols in one colour at one size; drawn once and cached.
[[nodiscard]] QPixmap symbolPixmap(Symbol symbol, const QColor &color, const QSize &size, qreal devicePixelRatio,
                                   qreal strokeWidth = 1.9);
/// Paints the symbol centred in the rectangle.
void paintSymbol(QPainter *painter, const QRect &rect, Symbol symbol, const QColor &color, qreal strokeWidth = 1.9);

/// An icon that asks the theme for its colour when it is painted, so that a theme switch needs no new icons.
class SymbolIcon : public QIconEngine
{
public:
    SymbolIcon(const Theme &theme, Symbol symbol, Token token, qreal strokeWidth);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    [[nodiscard]] QIconEngine *clone() const override;

private:
    [[nodiscard]] QColor color(QIcon::Mode mode) const;

    QPointer<const Theme> m_theme;
    Symbol m_symbol;
    Token m_token;
    qreal m_strokeWidth;
};

} // namespace ledgercast
