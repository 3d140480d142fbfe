// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace ledgercast {

/// Hears from the system when the computer has slept (org.freedesktop.login1, PrepareForSleep). Where nobody tells, it
/// stays silent: the engine notices a late tick, too. GUI thread.
class SleepWatch final : public QObject
{
    Q_OBJECT
public:
    explicit SleepWatch(QObject *parent = nullptr);

Q_SIGNALS:
    void wokeUp();

private Q_SLOTS:
    void prepareForSleep(bool isGoingToSleep);
};

} // namespace ledgercast
