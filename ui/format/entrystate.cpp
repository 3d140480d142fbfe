// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format/entrystate.h"

#include "core/domain/floodrules.h"

#include <QCoreApplication>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(EntryState)
};

StateLook heldLook(const QString &reason)
{
    if (reason == heldfor::digest)
        return {Words::tr("In digest"),
                Words::tr("Its rule gathers changes: it goes out in the channel's next digest."), Symbol::Digest,
                Tone::Info};
    if (reason == heldfor::burst)
        return {Words::tr("Held"), Words::tr("Much happened at once: it goes out together with the others."),
                Symbol::Digest, Tone::Info};
    if (reason == heldfor::quietHours)
        return {Words::tr("Held"), Words::tr("It is quiet time: it goes out when that ends."), Symbol::Moon,
                Tone::Info};
    if (reason == heldfor::muted)
        return {Words::tr("Held"), Words::tr("Its channel or record type is muted: it goes out when that ends."),
                Symbol::Moon, Tone::Info};
    if (reason == heldfor::behind)
        return {Words::tr("Held"), Words::tr("An earlier message about the same document isn't out yet."),
                Symbol::Clock, Tone::Info};
    if (reason == heldfor::guard)
        return {Words::tr("Held"), Words::tr("The channel guard doesn't allow it in its channel."), Symbol::Lock,
                Tone::Warning};
    return {Words::tr("Held"), Words::tr("Waits for your decision."), Symbol::Held, Tone::Warning};
}

} // namespace

StateLook lookOf(EntryState state, const QString &reason)
{
    switch (state) {
    case EntryState::Recorded:
        return {Words::tr("Recorded"), Words::tr("In the log, not routed yet."), Symbol::Recorded, Tone::Neutral};
    case EntryState::Unrouted:
        return {Words::tr("Unrouted"), Words::tr("No rule matched. It is recorded and waits for one."),
                Symbol::Unrouted, Tone::Warning};
    case EntryState::Queued:
        if (reason == u"parent_failed")
            return {Words::tr("Queued"),
                    Words::tr("The message it replies to failed. It goes out when that one is replayed or marked as "
                              "not sent."),
                    Symbol::Clock, Tone::Warning};
        return {Words::tr("Queued"), Words::tr("Waits for its turn, for a pause to end, or for Slack."), Symbol::Clock,
                Tone::Info};
    case EntryState::Retrying:
        return {Words::tr("Retrying"), Words::tr("A passing error; the next try is set."), Symbol::Sync, Tone::Info};
    case EntryState::Posted:
        return {Words::tr("Posted"), Words::tr("Slack confirmed it."), Symbol::Check, Tone::Success};
    case EntryState::Replayed:
        return {Words::tr("Replayed"), Words::tr("Posted after an earlier failure."), Symbol::Replay, Tone::Success};
    case EntryState::Failed:
        return {Words::tr("Failed"), Words::tr("Slack refused it; trying again won't help until the cause is fixed."),
                Symbol::Failed, Tone::Danger};
    case EntryState::Held:
        return heldLook(reason);
    case EntryState::Unconfirmed:
        return {Words::tr("Unconfirmed"),
                Words::tr("Sent, but Slack's answer was lost. Ledgercast looks in the channel before it sends again."),
                Symbol::Question, Tone::Warning};
    case EntryState::Skipped:
        return {Words::tr("Skipped"), Words::tr("Not sent on purpose."), Symbol::Minus, Tone::Neutral};
    }
    return {};
}

} // namespace ledgercast
