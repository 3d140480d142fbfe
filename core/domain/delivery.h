// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace ledgercast {

/// ARCHITECTURE: every transition between these is an audit event. Stored as the lower-case word.
enum class DeliveryState {
    Held,        ///< waits for a decision: no channel, paused, dry run
    Queued,      ///< waits for its turn
    Sending,     ///< committed before the request leaves
    Posted,      ///< Slack confirmed it
    Retrying,    ///< a passing error; nextAttemptAt is set
    Unconfirmed, ///< sent, outcome unknown: we look in the channel before we send again
    Failed,      ///< needs a person
    Dismissed    ///< a person decided not to send it, with a reason
};

enum class DeliveryRole {
    Main,   ///< the first message of a document in a channel
    Detail, ///< its lines, as the first reply of the thread
    Update, ///< a later change of the same document, in the same thread
    Edit,   ///< the thread's first message as it should be now: put in its place
    Digest  ///< tells many changes; its replies continue it. Belongs to none of them
};

[[nodiscard]] QString toWord(DeliveryState state);
[[nodiscard]] std::optional<DeliveryState> deliveryStateFromWord(QStringView word);
[[nodiscard]] QString toWord(DeliveryRole role);
[[nodiscard]] std::optional<DeliveryRole> deliveryRoleFromWord(QStringView word);

/// One message for one channel, as it was decided and composed when its change was recorded.
struct Delivery
{
    QString id;       ///< UUID without braces: travels in the message's metadata
    QString parentId; ///< delivery whose message is the thread's parent; empty for Main
    DeliveryRole role = DeliveryRole::Main;
    DeliveryState state = DeliveryState::Queued;
    QString channel;    ///< id if known, else the name the route gave
    QString routeName;  ///< rule that decided; empty for a replay to another channel
    QString reason;     ///< why held, failed or dismissed: a code such as "paused", "is_archived"
    QByteArray message; ///< JSON object with "text" and "blocks": what Slack receives, byte for byte
    std::optional<Instant> heldUntil = std::nullopt; ///< while held: when it is decided again; none: by a person only
};

} // namespace ledgercast
