// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/floodrules.h"
#include "core/domain/recordlink.h"
#include "core/domain/schedule.h"
#include "core/domain/teststep.h"

#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

namespace ledgercast {

/// How one side of the house is doing, in a state and a sentence.
struct LinkStatus
{
    enum class State {
        NotConfigured,
        Ready,   ///< configured; the last exchange went well, or none was needed yet
        Problem, ///< answers, but something needs a person
        Offline, ///< not reachable; tried again by itself
        Locked   ///< the keychain can't be read
    };
    State state = State::NotConfigured;
    QString name; ///< tenant or workspace
    QString sentence;
    QString code;
    std::optional<Instant> since;

    friend bool operator==(const LinkStatus &, const LinkStatus &) = default;
};

/// When a feed is read, for people.
struct FeedTime
{
    QString schedule; ///< "Every 5 minutes, working days 07:00 to 18:00"
    QString text;     ///< the same as Schedule::toString() has it
    bool isOn = true;
    int place = 0; ///< among the tenant's feeds
    std::optional<Instant> next;
    std::optional<Instant> overdueSince; ///< the read that should have come

    friend bool operator==(const FeedTime &, const FeedTime &) = default;
};

/// What the Connections page knows of a tenant, without secrets.
struct TenantInfo
{
    QString tenant;
    QString environment; ///< "Production", "Test", …
    QString application;
    QString apiHost;
    QString clientIdMasked;
    QString serviceAccountMasked;
    QString grant;
    QString company;
    QString division;

    friend bool operator==(const TenantInfo &, const TenantInfo &) = default;
};

/// One tenant of the profile.
struct TenantStatus
{
    TenantInfo info; ///< its name at least
    LinkStatus link;
    QMap<QString, FeedTime> feedTimes; ///< by feed, those that are off too; empty without a schedule
    BusinessTime businessTime;         ///< what the schedules run in

    friend bool operator==(const TenantStatus &, const TenantStatus &) = default;
};

/// A snapshot of the engine for windows, tray and `status`. Plain values, sent by queued signal.
struct EngineStatus
{
    QList<TenantStatus> tenants; ///< the first one first
    LinkStatus cloudSuite;       ///< of the tenant that is worst off
    LinkStatus slack;
    LinkStatus events; ///< what Slack tells by itself; Offline: the connection is being made
    bool isSyncing = false;
    QString activity; ///< "Reading purchase orders", empty when idle
    std::optional<Instant> lastSyncAt;
    std::optional<Instant> nextSyncAt; ///< the first of the feeds'
    bool isPaused = false;
    std::optional<Instant> pausedUntil; ///< none while paused: until resumed
    bool isDryRun = false;
    LinkPatterns recordLinks; ///< to the pages of records in CloudSuite
    FloodRules floods;        ///< when digests go out, and what else is not sent at once
    QByteArray timeZone;      ///< of the first tenant, IANA id: what messages are composed in
    QString slackClientId;    ///< of the app that was last signed in with
    int signInPort = 0;       ///< of the redirect address
    qint64 storeRevision = 0; ///< grows with every commit: views reload when it moved

    friend bool operator==(const EngineStatus &, const EngineStatus &) = default;

    /// None of this name; an empty name means the first.
    [[nodiscard]] const TenantStatus *tenant(const QString &name) const;
};

/// What one pass did; also `sync --once --json`.
struct SyncReport
{
    struct Feed
    {
        QString tenant;
        QString company;
        QString feed;
        int read = 0;
        int created = 0;
        int updated = 0;
        int unchanged = 0;
        int calls = 0;
        std::optional<Error> error;
        QStringList warnings;
        int told = 0; ///< of a back-fill: entries from before that are told now
    };
    QList<Feed> feeds;
    QMap<QString, int> deliveries; ///< by delivery state, of this pass's open and settled deliveries
    int cloudSuiteCalls = 0;
    int slackCalls = 0;
    std::optional<Error> error; ///< the pass could not run at all
};

/// What became of the reference lists; also `reference post --json`.
struct ReferenceReport
{
    enum class State { Posted, Unchanged, Failed };
    struct List
    {
        QString list; ///< "suppliers"
        State state = State::Failed;
        int rows = 0;
        std::optional<Error> error; ///< of Posted: the file before this one couldn't be deleted
    };
    QList<List> lists;
    std::optional<Error> error; ///< nothing was tried at all
};

/// What the Connections page knows of the workspace, without secrets.
struct WorkspaceInfo
{
    QString team;
    QString url;
    QString botName;
    QString tokenMasked;
    QStringList grantedScopes;
    QStringList missingScopes;
    int publicChannels = 0;
    int privateChannels = 0;
};

/// A message of a recorded entry, as it was composed and as today's designs compose it.
struct ReplayChange
{
    qint64 entryId = 0;
    QString deliveryId;
    QString channel; ///< where it would go, name without '#'
    QByteArray stored;
    QByteArray anew; ///< empty: nothing can be said in its role any more
};

/// What a replay that was asked for would change, if it composed anew.
struct ReplayPreview
{
    QList<qint64> entryIds;
    QString channel;             ///< as asked for
    QList<ReplayChange> changes; ///< only what differs, of the first entries
};

} // namespace ledgercast

Q_DECLARE_METATYPE(ledgercast::ReplayPreview)
Q_DECLARE_METATYPE(ledgercast::EngineStatus)
Q_DECLARE_METATYPE(ledgercast::SyncReport)
Q_DECLARE_METATYPE(ledgercast::ReferenceReport)
Q_DECLARE_METATYPE(ledgercast::WorkspaceInfo)
