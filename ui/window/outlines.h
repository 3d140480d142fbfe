// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace ledgercast {

class Theme;

/// Where things will be, until the window is furnished: grounds and outlines, no text, so that no font is loaded
/// before the first picture. GUI thread.
class Outlines : public QWidget
{
    Q_OBJECT

public:
    explicit Outlines(const Theme &theme);

Q_SIGNALS:
    /// For the first time, and its picture is on the way to the screen.
    void painted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    bool m_isPainted = false;
};

} // namespace ledgercast
