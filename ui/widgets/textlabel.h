// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"
#include "ui/theme/tokens.h"

#include <QLabel>

namespace ledgercast {

class Theme;

/// A label in one text style and one token colour that follows the theme.
class TextLabel : public QLabel
{
    Q_OBJECT

public:
    TextLabel(const Theme &theme, TextStyle style, Token token, const QString &text = {}, QWidget *parent = nullptr);

    void setToken(Token token);

private:
    void recolor();

    const Theme &m_theme;
    Token m_token;
};

/// Shows one symbol in one token colour.
class SymbolLabel : public QWidget
{
    Q_OBJECT

public:
    SymbolLabel(const Theme &theme, int size, QWidget *parent = nullptr);

    void setSymbol(Symbol symbol, Token token);
    [[nodiscard]] QSize sizeHint() const override { return {m_size, m_size}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    int m_size;
    Symbol m_symbol = Symbol::None;
    Token m_token = Token::TextSecondary;
};

} // namespace ledgercast
