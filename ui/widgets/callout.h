// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"
#include "ui/theme/tokens.h"

#include <QFrame>

class QPushButton;

namespace ledgercast {

class SymbolLabel;
class TextLabel;
class Theme;

/// One problem inside a page: what happened, what it means, and up to two buttons that help. Focus goes to the first.
class Callout : public QFrame
{
    Q_OBJECT

public:
    explicit Callout(const Theme &theme, QWidget *parent = nullptr);

    void setText(Tone tone, Symbol symbol, const QString &title, const QString &text);
    /// An empty label hides the button.
    void setRemedy(const QString &label, bool primary = true);
    /// For screen readers, where the label alone doesn't tell which problem it is about.
    void setRemedyName(const QString &name);
    void setSecondRemedy(const QString &label);

Q_SIGNALS:
    void remedyChosen();
    void secondRemedyChosen();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void updateButtons();

    const Theme &m_theme;
    Tone m_tone = Tone::Danger;
    SymbolLabel *m_symbol;
    TextLabel *m_title;
    TextLabel *m_text;
    QWidget *m_buttons;
    QPushButton *m_remedy;
    QPushButton *m_second;
};

} // namespace ledgercast
