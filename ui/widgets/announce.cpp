// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/announce.h"

#include <QAccessible>
#include <QWidget>

namespace ledgercast {

void Announcer::announce(QWidget *widget)
{
    constexpr qint64 quiet = 5000;
    if (!QAccessible::isActive() || (m_last.isValid() && m_last.elapsed() < quiet))
        return;
    m_last.start();
    QAccessibleEvent event(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace ledgercast
