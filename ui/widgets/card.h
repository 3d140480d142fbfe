// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"

#include <QFrame>

class QHBoxLayout;
class QVBoxLayout;

namespace ledgercast {

class Pill;
class TextLabel;
class Theme;

/// A panel with a header line (title, note, things at the right) and a body.
class Card : public QFrame
{
    Q_OBJECT

public:
    Card(const Theme &theme, const QString &title, QWidget *parent = nullptr);

    void setNote(const QString &note);
    void setSymbol(Symbol symbol);
    /// Adds a widget right after the title.
    void addToTitle(QWidget *widget);
    /// Adds a widget at the right end of the header.
    void addToHeader(QWidget *widget);
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QWidget *m_header;
    TextLabel *m_title;
    TextLabel *m_note;
    QHBoxLayout *m_headerRow;
    QVBoxLayout *m_body;
};

/// A one-pixel line in the border colour.
class Rule : public QWidget
{
    Q_OBJECT

public:
    explicit Rule(const Theme &theme, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
};

} // namespace ledgercast
