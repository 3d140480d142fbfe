// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"
#include "ui/widgets/announce.h"

#include <QFrame>

class QAbstractButton;
class QHBoxLayout;

namespace ledgercast {

class SymbolLabel;
class TextLabel;
class Theme;

struct BannerView
{
    enum class Form { CaughtUp, Attention, Paused, Offline, Setup };

    Form form = Form::CaughtUp;
    QString title;
    QString detail;

    bool operator==(const BannerView &) const = default;
};

/// The first answer of the program: is everything posted, and if not, what is the matter. Text can be selected;
/// changes are announced.
class StateBanner : public QFrame
{
    Q_OBJECT

public:
    explicit StateBanner(const Theme &theme, QWidget *parent = nullptr);

    void setView(const BannerView &view);
    [[nodiscard]] const BannerView &view() const { return m_view; }
    /// Adds a button at the right.
    void addButton(QAbstractButton *button);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] ToneTokens tokens() const;

    const Theme &m_theme;
    BannerView m_view;
    SymbolLabel *m_symbol;
    TextLabel *m_title;
    TextLabel *m_detail;
    QHBoxLayout *m_buttons;
    Announcer m_announcer;
};

} // namespace ledgercast
