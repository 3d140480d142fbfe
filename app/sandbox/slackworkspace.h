// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/random.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>

#include <deque>
#include <optional>
#include <vector>

namespace ledgercast::sandbox {

struct SlackMessage
{
    qint64 micros = 0; ///< the ts as a number
    qint64 thread = 0; ///< the parent's ts, 0 for a message of its own
    QByteArray body;   ///< the message object, without metadata, thread counts and reactions
    QByteArray metadata;
    QByteArray eventType;
    qint64 visibleAt = 0; ///< milliseconds since the epoch from when history shows it
    bool isDeleted = false;
    QMap<QByteArray, QList<QByteArray>> reactions;
};

/// A channel and its messages, oldest first. Bodies are kept as compact JSON: a benchmark posts many.
struct SlackChannel
{
    QByteArray id;
    QByteArray name;
    QByteArray purpose;
    bool isPrivate = false;
    bool isMember = true;
    bool isArchived = false;
    bool isShared = false;
    bool isDeleted = false;
    int members = 3;
    std::deque<SlackMessage> messages;
    std::vector<quint32> roots;
    QHash<qint64, std::vector<quint32>> threads;

    [[nodiscard]] SlackMessage *find(qint64 micros);
    /// The same, but a deleted one too.
    [[nodiscard]] SlackMessage *findAny(qint64 micros);
    /// Some that nobody has deleted.
    [[nodiscard]] bool hasReplies(qint64 micros) const;
    /// Not deleted, or deleted and still the head of its thread.
    [[nodiscard]] bool isShown(const SlackMessage &message) const;
};

struct SlackUser
{
    QByteArray id;
    QByteArray name;
    QByteArray realName;
    QByteArray email;
    bool isBot = false;
    bool isDeleted = false;
};

/// The workspace: its people, channels and messages.
class SlackWorkspace
{
public:
    SlackWorkspace(quint64 seed, bool isHealthy);
    SlackWorkspace(const SlackWorkspace &) = delete;
    SlackWorkspace &operator=(const SlackWorkspace &) = delete;

    [[nodiscard]] std::deque<SlackChannel> &channels() { return m_channels; }
    [[nodiscard]] const std::vector<SlackUser> &users() const { return m_users; }
    /// By id, or by "#name" or name; nothing for a private channel the bot isn't in.
    [[nodiscard]] SlackChannel *channel(const QByteArray &idOrName);
    /// The same, but nothing is hidden: for the control interface.
    [[nodiscard]] SlackChannel *anyChannel(const QByteArray &idOrName);

    /// A new ts: never the same twice, never going back.
    [[nodiscard]] qint64 nextMicros();
    SlackMessage &add(SlackChannel &channel, SlackMessage message);
    void rename(SlackChannel &channel, const QByteArray &name);
    /// Nobody finds it any more.
    void remove(SlackChannel &channel);

    [[nodiscard]] static QByteArray ts(qint64 micros);
    /// Nothing if the text isn't a ts.
    [[nodiscard]] static std::optional<qint64> fromTs(const QByteArray &ts);

    QByteArray token;
    QByteArray appToken; ///< opens sockets, and nothing else
    QByteArray teamId = "T0LEDGER1";
    QByteArray botUserId = "U0LCBOT01";
    QByteArray botId = "B0LCBOT01";
    QByteArray appId = "A0LCAPP01";
    QByteArray teamName = "Acme Finance";

private:
    void addChannel(Random &random, const QByteArray &name, const QByteArray &purpose);

    std::deque<SlackChannel> m_channels;
    QHash<QByteArray, SlackChannel *> m_byKey;
    std::vector<SlackUser> m_users;
    qint64 m_lastMicros = 0;
};

} // namespace ledgercast::sandbox
