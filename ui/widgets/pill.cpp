// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/pill.h"

#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace ledgercast {

namespace {

constexpr int pillHeight = 20;
constexpr int pillPadding = 7;
constexpr int pillGap = 5;
constexpr int tagHeight = 20;
constexpr int tagPadding = 7;

void paintBox(QPainter *painter, const QRect &rect, const QColor &fill, const QPen &border)
{
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    painter->setPen(border);
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), metrics::tagRadius, metrics::tagRadius);
}

} // namespace

QSize pillSize(const Theme &theme, const PillLook &look)
{
    const QFontMetrics metrics(theme.font(TextStyle::Header));
    const int icon = look.symbol == Symbol::None ? 2 : metrics::pillIcon + pillGap;
    return {metrics.horizontalAdvance(look.text) + icon + 2 * pillPadding, std::max(pillHeight, metrics.height() + 4)};
}

void paintPill(QPainter *painter, const QRect &rect, const Theme &theme, const PillLook &look)
{
    const ToneTokens tokens = tokensOf(look.tone);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.color(tokens.soft));
    painter->drawRoundedRect(rect, metrics::pillRadius, metrics::pillRadius);
    QRect text = rect.adjusted(pillPadding + 1, 0, -pillPadding, 0);
    if (look.symbol != Symbol::None) {
        const QRect icon(rect.left() + pillPadding, rect.top() + (rect.height() - metrics::pillIcon) / 2,
                         metrics::pillIcon, metrics::pillIcon);
        paintSymbol(painter, icon, look.symbol, theme.color(tokens.text), 2.4);
        text.setLeft(icon.right() + 1 + pillGap);
    }
    painter->setPen(theme.color(tokens.text));
    painter->setFont(theme.font(TextStyle::Header));
    painter->drawText(text, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(look.text, Qt::ElideRight, text.width() + 2));
    painter->restore();
}

Pill::Pill(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Pill::setLook(const PillLook &look)
{
    m_look = look;
    setAccessibleName(look.text);
    updateGeometry();
    update();
}

QSize Pill::sizeHint() const
{
    return pillSize(m_theme, m_look);
}

void Pill::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintPill(&painter, rect(), m_theme, m_look);
}

Tag::Tag(const Theme &theme, const QString &text, Look look, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_text(text), m_look(look)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFont(theme.font(look == Look::Code ? TextStyle::Code : TextStyle::SmallMedium));
    setAccessibleName(text);
}

void Tag::setText(const QString &text)
{
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Tag::sizeHint() const
{
    const QFontMetrics metrics(font());
    const int icon = m_look == Look::Granted || m_look == Look::Optional ? metrics::pillIcon + pillGap : 0;
    return {metrics.horizontalAdvance(m_text) + icon + 2 * tagPadding, std::max(tagHeight, metrics.height() + 4)};
}

void Tag::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QPen border(m_theme.color(Token::Border));
    if (m_look == Look::Optional) {
        border.setColor(m_theme.color(Token::ControlBorder));
        border.setStyle(Qt::DashLine);
    }
    paintBox(&painter, rect(), m_theme.color(Token::SurfaceRaised), border);
    QRect text = rect().adjusted(tagPadding, 0, -tagPadding, 0);
    if (m_look == Look::Granted || m_look == Look::Optional) {
        const bool granted = m_look == Look::Granted;
        const QRect icon(text.left(), (height() - metrics::pillIcon) / 2, metrics::pillIcon, metrics::pillIcon);
        paintSymbol(&painter, icon, granted ? Symbol::Check : Symbol::Minus,
                    m_theme.color(granted ? Token::SuccessMark : Token::Muted), 2.4);
        text.setLeft(icon.right() + 1 + pillGap);
    }
    painter.setFont(font());
    painter.setPen(m_theme.color(m_look == Look::Optional ? Token::Muted : Token::TextSecondary));
    painter.drawText(text, Qt::AlignVCenter, m_text);
}

int paintCodeTag(QPainter *painter, const QRect &right, const Theme &theme, const QString &code)
{
    painter->save();
    painter->setFont(theme.font(TextStyle::Code));
    const int width = painter->fontMetrics().horizontalAdvance(code) + 2 * tagPadding;
    const QRect box(right.right() - width + 1, right.top(), width, right.height());
    paintBox(painter, box, theme.color(Token::SurfaceRaised), theme.color(Token::Border));
    painter->setPen(theme.color(Token::TextSecondary));
    painter->drawText(box, Qt::AlignCenter, code);
    painter->restore();
    return width;
}

} // namespace ledgercast
