// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QWidget>

namespace ledgercast {

namespace {

struct Saved
{
    explicit Saved(QPainter *p) : painter(p)
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
    }
    ~Saved() { painter->restore(); }
    Q_DISABLE_COPY_MOVE(Saved)
    QPainter *painter;
};

ButtonKind kindOf(const QWidget *widget, ButtonKind otherwise)
{
    const QVariant kind = widget ? widget->property("buttonKind") : QVariant();
    return kind.isValid() ? static_cast<ButtonKind>(kind.toInt()) : otherwise;
}

void drawRounded(QPainter *painter, const QRect &rect, qreal radius, const QColor &fill, const QColor &border)
{
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->setPen(border.isValid() ? QPen(border, 1) : QPen(Qt::NoPen));
    painter->drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

bool isHot(const QStyleOption *option)
{
    return option->state.testFlag(QStyle::State_MouseOver) && option->state.testFlag(QStyle::State_Enabled);
}

bool isDown(const QStyleOption *option)
{
    return option->state.testFlag(QStyle::State_Sunken);
}

ButtonKind kindOf(const QStyleOption *option, const QWidget *widget)
{
    return kindOf(widget, option->type == QStyleOption::SO_Button ? ButtonKind::Default : ButtonKind::Quiet);
}

Token textToken(const QStyleOption *option, ButtonKind kind)
{
    if (!option->state.testFlag(QStyle::State_Enabled))
        return Token::Muted;
    switch (kind) {
    case ButtonKind::Primary:
        return Token::OnAccent;
    case ButtonKind::Link:
    case ButtonKind::Chip:
        return Token::Accent;
    case ButtonKind::Filter:
        return option->state.testFlag(QStyle::State_On) ? Token::Accent : Token::Text;
    case ButtonKind::Quiet:
        return Token::TextSecondary;
    case ButtonKind::Default:
        break;
    }
    return Token::Text;
}

} // namespace

void Style::drawButtonPanel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const Saved saved(painter);
    const ButtonKind kind = kindOf(option, widget);
    const auto rounded = [&](QColor fill, QColor border) {
        drawRounded(painter, option->rect, metrics::controlRadius, fill, border);
    };
    const bool hot = isHot(option);
    const bool down = isDown(option);
    if (!option->state.testFlag(State_Enabled)) {
        if (kind == ButtonKind::Default || kind == ButtonKind::Primary || kind == ButtonKind::Filter)
            rounded(m_theme.color(Token::SurfaceRaised), m_theme.color(Token::Border));
        return;
    }
    switch (kind) {
    case ButtonKind::Primary:
        rounded(m_theme.color(hot || down ? Token::AccentFillPressed : Token::AccentFill), QColor());
        return;
    case ButtonKind::Default:
        rounded(m_theme.color(down  ? Token::NeutralSoft
                              : hot ? Token::Hover
                                    : Token::Surface),
                m_theme.color(Token::ControlBorder));
        return;
    case ButtonKind::Filter: {
        const bool on = option->state.testFlag(State_On);
        rounded(m_theme.color(down || hot ? Token::Hover : Token::Surface),
                m_theme.color(on ? Token::Accent : Token::ControlBorder));
        return;
    }
    case ButtonKind::Chip:
        drawRounded(painter, option->rect, metrics::tagRadius,
                    m_theme.color(hot || down ? Token::Selection : Token::AccentSoft), QColor());
        return;
    case ButtonKind::Quiet:
        if (hot || down || option->state.testFlag(State_On))
            rounded(m_theme.color(down ? Token::NeutralSoft : Token::Hover), QColor());
        return;
    case ButtonKind::Link:
        return;
    }
}

void Style::drawButtonLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    if (!button)
        return;
    const Saved saved(painter);
    const ButtonKind kind = kindOf(option, widget);
    const QString hint = widget ? widget->property("shortcutHint").toString() : QString();
    const QFont hintFont = m_theme.font(TextStyle::Status);
    const int hintWidth = hint.isEmpty() ? 0 : QFontMetrics(hintFont).horizontalAdvance(hint) + 10;
    const int iconWidth = button->icon.isNull() ? 0 : button->iconSize.width() + (button->text.isEmpty() ? 0 : 8);
    const bool menu = button->features.testFlag(QStyleOptionButton::HasMenu);
    const int menuWidth = menu ? 18 : 0;
    const int textWidth = button->fontMetrics.horizontalAdvance(
        button->text.contains(u'&') ? QString(button->text).remove(u'&') : button->text);
    const QRect all = option->rect;
    const bool leading = kind == ButtonKind::Link;
    int x = leading ? all.left()
                    : all.left() + std::max(4, (all.width() - iconWidth - textWidth - hintWidth - menuWidth) / 2);
    const bool enabled = option->state.testFlag(State_Enabled);
    if (!button->icon.isNull()) {
        const QRect place(x, all.center().y() - button->iconSize.height() / 2 + 1 - all.height() % 2,
                          button->iconSize.width(), button->iconSize.height());
        button->icon.paint(painter, place, Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
        x += iconWidth;
    }
    painter->setPen(m_theme.color(textToken(option, kind)));
    painter->setFont(widget ? widget->font() : painter->font());
    painter->drawText(QRect(x, all.top(), std::min(textWidth + 2, all.right() - x), all.height()),
                      Qt::AlignVCenter | Qt::TextShowMnemonic, button->text);
    x += textWidth;
    if (!hint.isEmpty()) {
        QColor color = m_theme.color(kind == ButtonKind::Primary && enabled ? Token::OnAccent : Token::Muted);
        painter->setPen(color);
        painter->setFont(hintFont);
        painter->drawText(QRect(x + 10, all.top(), hintWidth, all.height()), Qt::AlignVCenter, hint);
        x += hintWidth;
    }
    if (menu)
        paintSymbol(painter, QRect(x + 5, all.center().y() - 6, 14, 14), Symbol::ChevronDown,
                    m_theme.color(textToken(option, kind)));
}

void Style::drawToolButtonLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    if (!button)
        return;
    const Saved saved(painter);
    const ButtonKind kind = kindOf(option, widget);
    const bool enabled = option->state.testFlag(State_Enabled);
    const QColor color = m_theme.color(textToken(option, kind));
    const bool iconOnly = button->toolButtonStyle == Qt::ToolButtonIconOnly || button->text.isEmpty();
    const auto mode = enabled ? QIcon::Normal : QIcon::Disabled;
    if (iconOnly) {
        QRect place(QPoint(), button->iconSize);
        place.moveCenter(option->rect.center());
        button->icon.paint(painter, place, Qt::AlignCenter, mode);
        return;
    }
    QRect rest = option->rect.adjusted(10, 0, -10, 0);
    if (!button->icon.isNull() && button->toolButtonStyle != Qt::ToolButtonTextOnly) {
        const QRect place(rest.left(), rest.center().y() - button->iconSize.height() / 2 + 1, button->iconSize.width(),
                          button->iconSize.height());
        button->icon.paint(painter, place, Qt::AlignCenter, mode);
        rest.setLeft(place.right() + 7);
    }
    if (button->features.testFlag(QStyleOptionToolButton::HasMenu)) {
        paintSymbol(painter, QRect(rest.right() - 13, rest.center().y() - 6, 14, 14), Symbol::ChevronDown, color);
        rest.setRight(rest.right() - 18);
    }
    painter->setFont(button->font);
    painter->setPen(color);
    painter->drawText(rest, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic, button->text);
}

void Style::drawCheckBox(const QStyleOption *option, QPainter *painter, bool round) const
{
    const Saved saved(painter);
    const bool enabled = option->state.testFlag(State_Enabled);
    const bool on = option->state.testFlag(State_On);
    const bool part = option->state.testFlag(State_NoChange);
    QRect box(0, 0, 16, 16);
    box.moveCenter(option->rect.center());
    const qreal radius = round ? 8 : metrics::tagRadius;
    if ((on || part) && enabled)
        drawRounded(painter, box, radius, m_theme.color(Token::AccentFill), QColor());
    else
        drawRounded(painter, box, radius, m_theme.color(enabled ? Token::Surface : Token::SurfaceRaised),
                    m_theme.color(Token::ControlBorder));
    const QColor ink = m_theme.color(enabled ? Token::OnAccent : Token::Muted);
    if (on && round) {
        painter->setBrush(ink);
        painter->setPen(Qt::NoPen);
        painter->drawEllipse(QRectF(box).center(), 3, 3);
    } else if (on || part) {
        paintSymbol(painter, box.adjusted(2, 2, -2, -2), part ? Symbol::Minus : Symbol::Check, ink, 3.2);
    }
}

void Style::drawInputPanel(const QStyleOption *option, QPainter *painter) const
{
    const Saved saved(painter);
    const bool enabled = option->state.testFlag(State_Enabled);
    const bool focused = option->state.testFlag(State_HasFocus);
    drawRounded(painter, option->rect, metrics::controlRadius,
                m_theme.color(enabled ? Token::Surface : Token::SurfaceRaised),
                m_theme.color(focused ? Token::Accent : Token::ControlBorder));
}

void Style::drawHeader(const QStyleOption *option, QPainter *painter) const
{
    painter->fillRect(option->rect, m_theme.color(Token::SurfaceRaised));
    painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                      m_theme.color(Token::Border));
}

void Style::drawHeaderLabel(const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    if (!header)
        return;
    const Saved saved(painter);
    const int inset = metrics::cellPadding - pixelMetric(PM_HeaderMargin, option, widget);
    QRect rest = header->rect.adjusted(inset, 0, -inset, -1);
    if (header->position == QStyleOptionHeader::Beginning || header->position == QStyleOptionHeader::OnlyOneSection)
        rest.setLeft(rest.left() + (widget ? widget->property("edgePadding").toInt() : 0));
    const QColor color = m_theme.color(Token::Muted);
    const bool right = header->textAlignment.testFlag(Qt::AlignRight);
    painter->setFont(m_theme.font(TextStyle::Header));
    painter->setPen(color);
    const bool sorted = header->sortIndicator != QStyleOptionHeader::None;
    if (sorted && right)
        rest.setRight(rest.right() - 14);
    const int width = painter->fontMetrics().horizontalAdvance(header->text);
    painter->drawText(rest, static_cast<int>(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft)),
                      painter->fontMetrics().elidedText(header->text, Qt::ElideRight, rest.width()));
    if (sorted) {
        // Qt names the indicator after the way the arrow used to point: SortUp is the descending order.
        const Symbol arrow = header->sortIndicator == QStyleOptionHeader::SortUp ? Symbol::ArrowDown : Symbol::ArrowUp;
        const int x = right ? rest.right() + 3 : rest.left() + width + 3;
        paintSymbol(painter, QRect(x, rest.center().y() - 5, 12, 12), arrow, color, 2.2);
    }
}

void Style::drawTab(const QStyleOption *option, QPainter *painter) const
{
    const QRect line(option->rect.left(), option->rect.bottom(), option->rect.width(), 1);
    painter->fillRect(line, m_theme.color(Token::Border));
    if (option->state.testFlag(State_Selected))
        painter->fillRect(line.adjusted(11, -1, -11, 0), m_theme.color(Token::Accent));
}

void Style::drawTabLabel(const QStyleOption *option, QPainter *painter) const
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
    if (!tab)
        return;
    const Saved saved(painter);
    const bool selected = option->state.testFlag(State_Selected);
    painter->setFont(m_theme.font(selected ? TextStyle::BodyStrong : TextStyle::BodyMedium));
    painter->setPen(m_theme.color(selected ? Token::Accent : isHot(option) ? Token::Text : Token::TextSecondary));
    painter->drawText(option->rect, static_cast<int>(Qt::AlignCenter | Qt::TextShowMnemonic), tab->text);
    if (option->state.testFlag(State_HasFocus) && selected) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(m_theme.color(Token::Accent), metrics::focusRing));
        painter->drawRoundedRect(QRectF(option->rect).adjusted(3, 4, -3, -5), metrics::tagRadius, metrics::tagRadius);
    }
}

void Style::drawMenuBarItem(const QStyleOption *option, QPainter *painter) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
    if (!item)
        return;
    const Saved saved(painter);
    // The last line belongs to the border of the bar.
    painter->fillRect(option->rect.adjusted(0, 0, 0, -1), m_theme.color(Token::Surface));
    if (option->state.testFlag(State_Selected))
        drawRounded(painter, option->rect.adjusted(1, 2, -1, -2), metrics::tagRadius,
                    m_theme.color(isDown(option) ? Token::AccentSoft : Token::Hover), QColor());
    painter->setFont(m_theme.font(TextStyle::Label));
    painter->setPen(m_theme.color(option->state.testFlag(State_Enabled) ? Token::Text : Token::Muted));
    painter->drawText(option->rect, static_cast<int>(Qt::AlignCenter | Qt::TextShowMnemonic), item->text);
}

void Style::drawComboBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *) const
{
    const Saved saved(painter);
    drawInputPanel(option, painter);
    const bool enabled = option->state.testFlag(State_Enabled);
    paintSymbol(painter, QRect(option->rect.right() - 23, option->rect.center().y() - 6, 14, 14), Symbol::ChevronDown,
                m_theme.color(enabled ? Token::TextSecondary : Token::Muted));
}

void Style::drawScrollBar(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const Saved saved(painter);
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!slider || slider->maximum <= slider->minimum)
        return;
    const bool active = isHot(option) || isDown(option);
    const QRect handle = subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget);
    const int inset = active ? 2 : 3;
    const QRectF thumb = QRectF(handle).adjusted(inset, inset, -inset, -inset);
    const qreal radius = std::min(thumb.width(), thumb.height()) / 2;
    painter->setPen(Qt::NoPen);
    painter->setBrush(active ? m_theme.color(Token::NeutralMark)
                             : m_theme.mixed(Token::Border, Token::NeutralMark, 0.6));
    painter->drawRoundedRect(thumb, radius, radius);
}

} // namespace ledgercast
