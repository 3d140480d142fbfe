// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>

class QWidget;

namespace ledgercast {

/// Tells screen readers that a text changed, politely: at most once every five seconds.
class Announcer
{
public:
    void announce(QWidget *widget);

private:
    QElapsedTimer m_last;
};

} // namespace ledgercast
