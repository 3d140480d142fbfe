// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>
#include <QStringList>

#include <optional>

namespace ledgercast::sandbox {

struct Options
{
    quint64 seed = 1;
    QString tenant;
    quint16 ionPort = 0;
    quint16 slackPort = 0;
    QString ionApiFile;
    QString faults;
    QDate date;
    double speed = 1;
    bool hasLimits = true;
    int ionRequestsPerMinute = 300;
    int tokenLifetimeSeconds = 7200;
    QString redirectUrl;
    int rotationSeconds = 0; ///< lifetime of a bot token; 0: it doesn't end
    bool isHealthy = false;
    bool exitsWithStdin = false;
};

/// Reads the command line. Help and version end the process, as a wrong option does.
[[nodiscard]] Options readOptions(const QStringList &arguments);

} // namespace ledgercast::sandbox
