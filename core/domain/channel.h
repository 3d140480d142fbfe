// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ledgercast {

/// A Slack channel as conversations.list shows it to our bot.
struct Channel
{
    QString id;
    QString name; ///< without '#'
    bool isPrivate = false;
    bool isArchived = false;
    bool isMember = false;
    bool isExternallyShared = false;

    friend bool operator==(const Channel &, const Channel &) = default;
};

} // namespace ledgercast
