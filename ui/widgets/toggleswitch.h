// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCheckBox>

namespace ledgercast {

class Theme;

/// A check box that looks like a switch.
class ToggleSwitch : public QCheckBox
{
    Q_OBJECT

public:
    ToggleSwitch(const Theme &theme, const QString &text, QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool hitButton(const QPoint &position) const override { return rect().contains(position); }

private:
    const Theme &m_theme;
};

} // namespace ledgercast
