// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sleepwatch.h"

#include <QDBusConnection>

namespace ledgercast {

SleepWatch::SleepWatch(QObject *parent) : QObject(parent)
{
    QDBusConnection::systemBus().connect(QStringLiteral("org.freedesktop.login1"),
                                         QStringLiteral("/org/freedesktop/login1"),
                                         QStringLiteral("org.freedesktop.login1.Manager"),
                                         QStringLiteral("PrepareForSleep"), this, SLOT(prepareForSleep(bool)));
}

void SleepWatch::prepareForSleep(bool isGoingToSleep)
{
    if (!isGoingToSleep)
        Q_EMIT wokeUp();
}

} // namespace ledgercast
