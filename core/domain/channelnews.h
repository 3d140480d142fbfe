// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/channel.h"

namespace ledgercast {

/// Something that happened to a channel in Slack between two looks.
struct ChannelNews
{
    enum class Kind {
        Renamed,
        Archived,
        Unarchived,
        Gone,         ///< deleted, or private and we are in it no longer: Slack doesn't tell which
        Left,         ///< we are in it no longer
        Shared,       ///< with another organisation: people outside can read it
        SharingEnded, ///< with the last of them
        MadePublic,
        MadePrivate
    };
    Kind kind = Kind::Renamed;
    Channel before;
    Channel after; ///< of Gone: as before

    friend bool operator==(const ChannelNews &, const ChannelNews &) = default;
};

/// What happened, in the order of the earlier list; a channel may have several. Channels that appear are no news, and
/// lists without a channel in common are of different workspaces: there is nothing to compare.
[[nodiscard]] QList<ChannelNews> channelNews(const QList<Channel> &before, const QList<Channel> &after);
/// Of the audit event: "channel_renamed", "channel_archived", …
[[nodiscard]] QString wordOf(ChannelNews::Kind kind);
/// For people: what happened and what it means.
[[nodiscard]] QString sentenceOf(const ChannelNews &news);
/// The name that the channel has now which a person once wrote so; as it was written if it wasn't renamed.
[[nodiscard]] QString nameAfter(const QString &channel, const QList<ChannelNews> &news);

} // namespace ledgercast
