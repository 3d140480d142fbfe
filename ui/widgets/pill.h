// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"
#include "ui/theme/tokens.h"

#include <QWidget>

namespace ledgercast {

class Theme;

struct PillLook
{
    QString text;
    Symbol symbol = Symbol::None;
    Tone tone = Tone::Neutral;
};

/// State pills are painted in tables and shown as widgets; both use these.
[[nodiscard]] QSize pillSize(const Theme &theme, const PillLook &look);
void paintPill(QPainter *painter, const QRect &rect, const Theme &theme, const PillLook &look);

/// One state: icon and word on a soft ground.
class Pill : public QWidget
{
    Q_OBJECT

public:
    explicit Pill(const Theme &theme, QWidget *parent = nullptr);

    void setLook(const PillLook &look);
    [[nodiscard]] const PillLook &look() const { return m_look; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    PillLook m_look;
};

/// A small grey word in a box: environments, codes, scopes.
class Tag : public QWidget
{
    Q_OBJECT

public:
    enum class Look { Plain, Code, Granted, Optional };

    Tag(const Theme &theme, const QString &text, Look look, QWidget *parent = nullptr);

    void setText(const QString &text);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    QString m_text;
    Look m_look;
};

/// The box of a code, painted in lists. Returns its width.
int paintCodeTag(QPainter *painter, const QRect &right, const Theme &theme, const QString &code);

} // namespace ledgercast
