// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/channelnews.h"
#include "core/domain/route.h"

namespace ledgercast {

class Database;

/// What a look at Slack's channels brought.
struct ChannelsTaken
{
    QList<ChannelNews> news; ///< of channels that a rule names, or that we are or were in
    int rules = 0;           ///< that follow a channel to its new name
    int deliveries = 0;      ///< not posted yet, that do
    bool isChanged = false;  ///< the list is another one than before
};

/// The applied rules and the channels last seen. Replacing the rules is audited with before, after and the note of
/// who did it.
class RouteStore
{
public:
    explicit RouteStore(Database &database) : m_database(database) {}

    [[nodiscard]] Result<QList<Route>> routes() const;
    [[nodiscard]] Result<void> replaceRoutes(const QList<Route> &routes, const QString &actor, Instant now,
                                             const QString &note = {});
    [[nodiscard]] Result<QList<Channel>> channels() const;
    /// Replaces the list, and audits what happened to the channels that concern us. Where one was renamed, the rules
    /// that name it and what isn't posted there yet follow by its id; what was posted stays as it was. One transaction.
    [[nodiscard]] Result<ChannelsTaken> takeChannels(const QList<Channel> &channels, Instant now);

private:
    [[nodiscard]] Result<void> writeRoutes(const QList<Route> &before, const QList<Route> &routes, const QString &actor,
                                           Instant now, const QString &note);
    [[nodiscard]] Result<void> writeChannels(const QList<Channel> &channels);
    [[nodiscard]] Result<int> followInRoutes(const QList<Route> &routes, const QList<ChannelNews> &news, Instant now);
    [[nodiscard]] Result<int> followInDeliveries(const QList<ChannelNews> &news, Instant now);

    Database &m_database;
};

} // namespace ledgercast
