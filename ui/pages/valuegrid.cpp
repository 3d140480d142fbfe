// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/valuegrid.h"

#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QGridLayout>

namespace ledgercast {

ValueGrid::ValueGrid(const Theme &theme, int pairs, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_pairs(pairs), m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(14);
    m_grid->setVerticalSpacing(9);
    for (int pair = 0; pair < pairs; ++pair)
        m_grid->setColumnStretch(pair * 2 + 1, 1);
}

void ValueGrid::add(const QString &id, const QString &label, TextStyle style)
{
    const int row = m_count / m_pairs;
    const int column = m_count % m_pairs * 2;
    ++m_count;
    auto *name = new TextLabel(m_theme, TextStyle::Body, Token::TextSecondary, label);
    auto *value = new TextLabel(m_theme, style, Token::Text);
    value->setObjectName(id);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    value->setAccessibleName(label);
    m_grid->addWidget(name, row, column, Qt::AlignLeft | Qt::AlignVCenter);
    m_grid->addWidget(value, row, column + 1, Qt::AlignLeft | Qt::AlignVCenter);
    m_values.insert(id, value);
}

void ValueGrid::setValue(const QString &id, const QString &value)
{
    TextLabel *label = m_values.value(id);
    label->setText(value.isEmpty() ? QStringLiteral("–") : value);
    label->setToolTip(value);
}

} // namespace ledgercast
