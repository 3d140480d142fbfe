// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/figures.h"

#include <QFontMetricsF>
#include <QGlyphRun>
#include <QPainter>
#include <QRawFont>

#include <algorithm>

namespace ledgercast {

namespace {

struct Run
{
    QList<quint32> glyphs;
    QList<QPointF> positions;
    qreal width = 0;
};

/// Nothing if the font lacks a glyph: then the fallback fonts of drawText are needed.
std::optional<Run> runOf(const QRawFont &font, const QString &text)
{
    static constexpr QStringView digits = u"0123456789";
    const QList<quint32> digitGlyphs = font.glyphIndexesForString(digits.toString());
    const QList<QPointF> digitAdvances = font.advancesForGlyphIndexes(digitGlyphs);
    qreal widest = 0;
    for (const QPointF &advance : digitAdvances)
        widest = std::max(widest, advance.x());
    Run run;
    run.glyphs = font.glyphIndexesForString(text);
    if (run.glyphs.size() != text.size() || run.glyphs.contains(0U))
        return std::nullopt;
    const QList<QPointF> advances = font.advancesForGlyphIndexes(run.glyphs);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const qreal own = advances.at(i).x();
        const bool digit = digits.contains(text.at(i));
        run.positions += QPointF(run.width + (digit ? (widest - own) / 2 : 0), 0);
        run.width += digit ? widest : own;
    }
    return run;
}

} // namespace

void drawFigures(QPainter *painter, const QRectF &rect, Qt::Alignment alignment, const QString &text)
{
    const QRawFont raw = QRawFont::fromFont(painter->font());
    const std::optional<Run> run = raw.isValid() ? runOf(raw, text) : std::nullopt;
    if (!run || run->width > rect.width()) {
        const QFontMetricsF metrics(painter->font());
        painter->drawText(rect, static_cast<int>(alignment | Qt::TextSingleLine),
                          metrics.elidedText(text, Qt::ElideRight, rect.width()));
        return;
    }
    const QFontMetricsF metrics(painter->font());
    qreal x = rect.left();
    if (alignment.testFlag(Qt::AlignRight))
        x = rect.right() - run->width;
    else if (alignment.testFlag(Qt::AlignHCenter))
        x = rect.left() + (rect.width() - run->width) / 2;
    qreal y = rect.top() + metrics.ascent();
    if (alignment.testFlag(Qt::AlignVCenter))
        y = rect.top() + (rect.height() - metrics.height()) / 2 + metrics.ascent();
    QGlyphRun glyphs;
    glyphs.setRawFont(raw);
    glyphs.setGlyphIndexes(run->glyphs);
    glyphs.setPositions(run->positions);
    painter->drawGlyphRun(QPointF(x, y), glyphs);
}

qreal figuresWidth(const QFont &font, const QString &text)
{
    const QRawFont raw = QRawFont::fromFont(font);
    const std::optional<Run> run = raw.isValid() ? runOf(raw, text) : std::nullopt;
    return run ? run->width : QFontMetricsF(font).horizontalAdvance(text);
}

} // namespace ledgercast
