// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/feedtimes.h"
#include "core/engine/status.h"
#include "core/settings/settings.h"

#include <memory>

namespace ledgercast {

class TenantClient;
struct IonApiFile;

/// What the engine knows of one tenant of the profile: how it is to be read, who reads it, when, and how that went.
/// Engine thread.
struct TenantSession
{
    explicit TenantSession(Settings settings);
    ~TenantSession();
    TenantSession(const TenantSession &) = delete;
    TenantSession &operator=(const TenantSession &) = delete;

    Settings settings;                    ///< as SettingsFile::load() has them for this tenant
    std::unique_ptr<TenantClient> client; ///< none: there are no credentials that can be used
    TenantInfo info;
    LinkStatus link;
    FeedTimes times;
    QDate comparedOn; ///< the last day whose due comparisons were made
    bool isReading = false;
    QString activity; ///< what is being read, for people

    [[nodiscard]] const QString &name() const { return settings.tenant; }
    [[nodiscard]] QDate today(Instant now) const; ///< in the tenant's time zone
    [[nodiscard]] bool hasFeed(const QString &feed) const;
    /// Ids of the feeds that are read: the wanted ones that it has, else those that are enabled. None without a client.
    [[nodiscard]] QStringList chosenFeeds(const QStringList &wanted) const;
    void setLink(LinkStatus::State state, const QString &sentence, const QString &code, Instant now);
    void setSettings(const Settings &changed);
    /// What people may see of its credentials.
    void show(const IonApiFile &file);
    /// Which feeds are read when, from the settings and the tenant's catalogue.
    void planReads();
    [[nodiscard]] TenantStatus status(Instant now, bool hasSchedule) const;
};

/// How the profile's tenants are together: what holds for the one that is worst off. None for no tenants.
[[nodiscard]] std::optional<LinkStatus> worstLink(const QList<TenantStatus> &tenants);

} // namespace ledgercast
