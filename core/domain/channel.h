// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
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

/// Channels are one whatever way they are written: "#fin-it", "Fin-IT".
[[nodiscard]] QString channelKey(const QString &channel);
/// By name, however it is written, or by id; null: we don't see it.
[[nodiscard]] const Channel *findChannel(const QString &channel, const QList<Channel> &channels);
/// What Slack would answer to a post, in its words: "is_archived", "not_in_channel", "channel_not_found"; empty: it
/// would take it, or no channels are known. A bot without chat:write.public, as ours, has to be in public ones too.
[[nodiscard]] QString refusalOf(const QString &channel, const QList<Channel> &channels);

} // namespace ledgercast
