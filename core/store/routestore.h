// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/channel.h"
#include "core/domain/route.h"

namespace ledgercast {

class Database;

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
    [[nodiscard]] Result<void> replaceChannels(const QList<Channel> &channels);

private:
    Database &m_database;
};

} // namespace ledgercast
