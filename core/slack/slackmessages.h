// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/channel.h"
#include "core/slack/slackapi.h"

#include <QByteArray>
#include <QJsonObject>

namespace ledgercast::slackmessages {

/// The name under which our deliveries travel in a message's metadata.
inline constexpr QStringView eventType = u"ledgercast_delivery";

/// The body of chat.postMessage, with the message's bytes in it as they are; none if they aren't an object of "text"
/// and "blocks" only.
[[nodiscard]] std::optional<QByteArray> postBody(const PostRequest &request);
/// The same for chat.update. The message keeps its metadata, since none is sent.
[[nodiscard]] std::optional<QByteArray> editBody(const EditRequest &request);
[[nodiscard]] Channel toChannel(const QJsonObject &object);
/// Whether pages of a thread show its first message.
[[nodiscard]] bool opensWith(const QList<QJsonObject> &pages, const QString &ts);
/// Our own messages on one page of history by delivery id, added to found. false: a message of ours does not
/// show which delivery it is, so that absence would prove nothing.
[[nodiscard]] bool collectDeliveries(const QJsonObject &page, const SlackIdentity &own,
                                     QHash<QString, DeliveryPlace> &found);
/// "1503435956.000247", as Slack writes times.
[[nodiscard]] QString toTimestamp(Instant instant);

} // namespace ledgercast::slackmessages
