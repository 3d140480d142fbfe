// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/textlabel.h"

#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace ledgercast {

TextLabel::TextLabel(const Theme &theme, TextStyle style, Token token, const QString &text, QWidget *parent)
    : QLabel(text, parent), m_theme(theme), m_token(token)
{
    setFont(theme.font(style));
    setTextFormat(Qt::PlainText);
    recolor();
    connect(&theme, &Theme::changed, this, &TextLabel::recolor);
}

void TextLabel::setToken(Token token)
{
    m_token = token;
    recolor();
}

void TextLabel::recolor()
{
    QPalette own = palette();
    own.setColor(QPalette::WindowText, m_theme.color(m_token));
    setPalette(own);
}

SymbolLabel::SymbolLabel(const Theme &theme, int size, QWidget *parent) : QWidget(parent), m_theme(theme), m_size(size)
{
    setFixedSize(size, size);
}

void SymbolLabel::setSymbol(Symbol symbol, Token token)
{
    m_symbol = symbol;
    m_token = token;
    update();
}

void SymbolLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSymbol(&painter, rect(), m_symbol, m_theme.color(m_token));
}

} // namespace ledgercast
