// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/symbolicon.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace ledgercast {

namespace {

QByteArray coloured(Symbol symbol, const QColor &color, qreal strokeWidth)
{
    QFile file(u":/icons/"_qs + symbolName(symbol) + u".svg"_qs);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll()
        .replace("currentColor", color.name().toLatin1())
        .replace("stroke-width=\"1.9\"", QByteArray("stroke-width=\"" + QByteArray::number(strokeWidth) + "\""));
}

} // namespace

QPixmap symbolPixmap(Symbol symbol, const QColor &color, const QSize &size, qreal devicePixelRatio, qreal strokeWidth)
{
    const QSize pixels = (QSizeF(size) * devicePixelRatio).toSize();
    const QString key = u"symbol/"_qs + QString::number(static_cast<int>(symbol)) + u'/' + color.name() + u'/' +
                        QString::number(pixels.width()) + u'x' + QString::number(pixels.height()) + u'/' +
                        QString::number(strokeWidth) + u'/' + QString::number(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer renderer(coloured(symbol, color, strokeWidth));
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    renderer.render(&painter);
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

void paintSymbol(QPainter *painter, const QRect &rect, Symbol symbol, const QColor &color, qreal strokeWidth)
{
    if (symbol == Symbol::None)
        return;
    const qreal ratio = painter->device()->devicePixelRatioF();
    painter->drawPixmap(rect.topLeft(), symbolPixmap(symbol, color, rect.size(), ratio, strokeWidth));
}

SymbolIcon::SymbolIcon(const Theme &theme, Symbol symbol, Token token, qreal strokeWidth)
    : m_theme(&theme), m_symbol(symbol), m_token(token), m_strokeWidth(strokeWidth)
{
}

QColor SymbolIcon::color(QIcon::Mode mode) const
{
    if (!m_theme)
        return Theme::color(m_token, false);
    if (mode == QIcon::Disabled)
        return m_theme->color(Token::Muted);
    // Selected rows of menus and lists stand on the accent.
    return m_theme->color(mode == QIcon::Selected ? Token::OnAccent : m_token);
}

void SymbolIcon::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    paintSymbol(painter, rect, m_symbol, color(mode), m_strokeWidth);
}

QPixmap SymbolIcon::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state)
{
    return scaledPixmap(size, mode, state, 1.0);
}

QPixmap SymbolIcon::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale)
{
    // Qt hands over the size in device pixels, already multiplied by the scale.
    const QSize logical = (QSizeF(size) / scale).toSize();
    return symbolPixmap(m_symbol, color(mode), logical, scale, m_strokeWidth);
}

QIconEngine *SymbolIcon::clone() const
{
    return new SymbolIcon(*this);
}

} // namespace ledgercast
