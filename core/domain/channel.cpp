// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/channel.h"

#include <algorithm>

namespace ledgercast {

QString channelKey(const QString &channel)
{
    return (channel.startsWith(u'#') ? channel.mid(1) : channel).toLower();
}

const Channel *findChannel(const QString &channel, const QList<Channel> &channels)
{
    const QString name = channel.startsWith(u'#') ? channel.mid(1) : channel;
    const auto found = std::find_if(channels.cbegin(), channels.cend(), [&](const Channel &one) {
        return one.name.compare(name, Qt::CaseInsensitive) == 0 || one.id == name;
    });
    return found == channels.cend() ? nullptr : &*found;
}

QString refusalOf(const QString &channel, const QList<Channel> &channels)
{
    if (channel.isEmpty() || channels.isEmpty())
        return {};
    const Channel *known = findChannel(channel, channels);
    if (!known)
        return QStringLiteral("channel_not_found");
    if (known->isArchived)
        return QStringLiteral("is_archived");
    return known->isMember ? QString() : QStringLiteral("not_in_channel");
}

} // namespace ledgercast
