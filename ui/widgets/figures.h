// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRectF>
#include <QString>

class QFont;
class QPainter;

namespace ledgercast {

/// Draws text with figures of one width, so that columns of numbers line up. QFont learns "tnum" only in Qt 6.7;
/// until then each figure is centred in the widest one's place. Uses the painter's font and pen.
void drawFigures(QPainter *painter, const QRectF &rect, Qt::Alignment alignment, const QString &text);
[[nodiscard]] qreal figuresWidth(const QFont &font, const QString &text);

} // namespace ledgercast
