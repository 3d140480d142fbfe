// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"
#include "ui/theme/tokens.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>

class QApplication;

namespace ledgercast {

/// The one owner of colours, type and icons. Made once by the application before the first widget, and outlives them
/// all; widgets keep a reference and ask it when they paint. GUI thread.
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };
    Q_ENUM(Choice)

    explicit Theme(QObject *parent = nullptr);

    /// Sets style, palette and fonts of the application and follows the system from then on.
    void install(QApplication &application);
    /// The first half, enough to paint grounds and lines.
    void installColors(QApplication &application);
    /// The second half, once, before the first text: reading the fonts of this computer and asking the desktop for its
    /// colours take their time.
    void installRest();

    [[nodiscard]] Choice choice() const { return m_choice; }
    void setChoice(Choice choice);
    [[nodiscard]] bool isDark() const { return m_dark; }
    [[nodiscard]] bool isSystemDark() const { return m_systemDark; }

    [[nodiscard]] QColor color(Token token) const { return color(token, m_dark); }
    [[nodiscard]] static QColor color(Token token, bool dark);
    /// Between two tokens: 0 is the first, 1 the second.
    [[nodiscard]] QColor mixed(Token from, Token to, qreal share) const;

    [[nodiscard]] QFont font(TextStyle style) const;
    /// An icon that takes its colour from this theme each time it is painted, at the device's own resolution.
    [[nodiscard]] QIcon icon(Symbol symbol, Token token = Token::TextSecondary, qreal strokeWidth = 1.9) const;

    /// WCAG contrast of two opaque colours, 1 to 21.
    [[nodiscard]] static qreal contrast(const QColor &first, const QColor &second);

Q_SIGNALS:
    /// Colours changed; everything painted from tokens has to be painted again.
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void apply();
    void setSystemDark(bool dark);
    [[nodiscard]] QPalette palette() const;

    Choice m_choice = Choice::System;
    bool m_systemDark = false;
    bool m_dark = false;
    bool m_applying = false;
    QString m_family;
    QString m_codeFamily;
};

} // namespace ledgercast
