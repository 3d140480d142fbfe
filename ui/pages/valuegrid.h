// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QHash>
#include <QWidget>

class QGridLayout;

namespace ledgercast {

class TextLabel;
class Theme;

/// Labels with their values, in pairs of columns; values can be selected and copied.
class ValueGrid : public QWidget
{
    Q_OBJECT

public:
    ValueGrid(const Theme &theme, int pairs, QWidget *parent = nullptr);

    /// id: how setValue() finds it, and the object name of the value's label.
    void add(const QString &id, const QString &label, TextStyle style = TextStyle::Body);
    void setValue(const QString &id, const QString &value);

private:
    const Theme &m_theme;
    int m_pairs;
    int m_count = 0;
    QGridLayout *m_grid;
    QHash<QString, TextLabel *> m_values;
};

} // namespace ledgercast
