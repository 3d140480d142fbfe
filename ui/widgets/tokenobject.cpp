// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/tokenobject.h"

#include "ui/theme/theme.h"

#include <QPainterPath>
#include <QTextDocument>

namespace ledgercast {

namespace {
constexpr int kindProperty = QTextFormat::UserProperty + 1;
constexpr int nameProperty = QTextFormat::UserProperty + 2;
constexpr int unknownProperty = QTextFormat::UserProperty + 3;
constexpr int padding = 6;
constexpr int gap = 1;
} // namespace

QTextCharFormat TokenObject::format(const QString &kind, const QString &name)
{
    QTextCharFormat format;
    format.setObjectType(type);
    format.setProperty(kindProperty, kind);
    format.setProperty(nameProperty, name);
    format.setVerticalAlignment(QTextCharFormat::AlignMiddle);
    return format;
}

QString TokenObject::tagOf(const QTextFormat &format)
{
    return u"{{" + format.stringProperty(kindProperty) + nameOf(format) + u"}}";
}

QString TokenObject::nameOf(const QTextFormat &format)
{
    return format.stringProperty(nameProperty);
}

bool TokenObject::isUnknown(const QTextFormat &format)
{
    return format.boolProperty(unknownProperty);
}

void TokenObject::setUnknown(QTextFormat &format, bool isUnknown)
{
    format.setProperty(unknownProperty, isUnknown);
}

QString TokenObject::labelOf(const QTextFormat &format)
{
    const QString kind = format.stringProperty(kindProperty);
    if (kind == u"#")
        return tr("if %1", "start of a text that is shown if there is such a value").arg(nameOf(format));
    if (kind == u"^")
        return tr("without %1", "start of a text that is shown if there is no such value").arg(nameOf(format));
    return kind == u"/" ? tr("end", "end of a conditional text") : nameOf(format);
}

QSizeF TokenObject::intrinsicSize(QTextDocument *, int, const QTextFormat &format)
{
    const QFontMetricsF metrics(m_theme.font(TextStyle::SmallMedium));
    return {metrics.horizontalAdvance(labelOf(format)) + 2 * padding + 2 * gap, metrics.height() + 3};
}

void TokenObject::drawObject(QPainter *painter, const QRectF &rect, QTextDocument *, int, const QTextFormat &format)
{
    const bool isValue = format.stringProperty(kindProperty).isEmpty();
    const QRectF inside = rect.adjusted(gap, 0, -gap, 0);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_theme.color(isValue ? Token::AccentSoft : Token::NeutralSoft));
    painter->drawRoundedRect(inside, metrics::tagRadius, metrics::tagRadius);
    painter->setFont(m_theme.font(TextStyle::SmallMedium));
    painter->setPen(m_theme.color(isUnknown(format) ? Token::Danger : isValue ? Token::Accent : Token::TextSecondary));
    painter->drawText(inside, Qt::AlignCenter, labelOf(format));
    if (isUnknown(format)) {
        QPainterPath wave(inside.bottomLeft() + QPointF(4, -2));
        for (qreal x = inside.left() + 4; x + 4 < inside.right() - 2; x += 4) {
            wave.lineTo(x + 2, inside.bottom() - 4);
            wave.lineTo(x + 4, inside.bottom() - 2);
        }
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_theme.color(Token::DangerMark), 1.2));
        painter->drawPath(wave);
    }
    painter->restore();
}

} // namespace ledgercast
