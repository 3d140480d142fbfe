// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QString>

#include <variant>

namespace ledgercast {

// What Slack's Events API tells, as far as this program acts on it. The wrapper is the same over HTTP and in an
// envelope of Socket Mode: docs.slack.dev/apis/events-api, "Events API wrapper"; the inner events are named there, too.

/// A channel isn't what it was: renamed, archived, taken back, deleted, made anew, or our bot was removed from it.
/// What it is now only Slack's list of channels tells for sure, so that is what is looked at.
struct ChannelChanged
{
    QString channelId;
    QString how; ///< "rename", "archive", "unarchive", "deleted", "left", "id_changed"

    friend bool operator==(const ChannelChanged &, const ChannelChanged &) = default;
};

struct MessageDeleted
{
    QString channelId;
    QString ts;
    QString eventTs; ///< when it happened; as a ts

    friend bool operator==(const MessageDeleted &, const MessageDeleted &) = default;
};

/// Somebody put an emoji under a message, or took it away again.
struct ReactionChanged
{
    bool isAdded = true;
    QString user;
    QString channelId;
    QString ts;   ///< of the message
    QString name; ///< of the emoji, without colons
    QString eventTs;

    friend bool operator==(const ReactionChanged &, const ReactionChanged &) = default;
};

/// Our access has ended; users: the bots whose tokens were revoked, none for an app that was uninstalled.
struct AccessEnded
{
    bool isUninstalled = false;
    QStringList botUsers;

    friend bool operator==(const AccessEnded &, const AccessEnded &) = default;
};

/// std::monostate: something that this program has no use for.
using SlackEvent = std::variant<std::monostate, ChannelChanged, MessageDeleted, ReactionChanged, AccessEnded>;

struct HeardEvent
{
    QString id; ///< "Ev…": the same when Slack tells it again
    QString teamId;
    SlackEvent what;
};

/// Reads an event_callback wrapper. Errors: Protocol, if it isn't one, lacks its id, or if an event that is of use
/// lacks what makes it so.
[[nodiscard]] Result<HeardEvent> readSlackEvent(const QJsonObject &wrapper);

/// The ids of events that were heard lately: Slack tells an event again until it is acknowledged in time. Forgets the
/// oldest. Values only; what must hold across a restart is compared in the store.
class HeardIds
{
public:
    explicit HeardIds(int most = 2000) : m_most(most) {}
    /// false: it was heard before.
    [[nodiscard]] bool add(const QString &id);

private:
    int m_most;
    QSet<QString> m_ids;
    QList<QString> m_order;
};

} // namespace ledgercast
