// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/domain/change.h"
#include "core/domain/delivery.h"

#include <QStringList>

namespace ledgercast {

/// What people see of a recorded change: the worst of its deliveries, or why it has none. Stored as the lower-case
/// word.
enum class EntryState {
    Recorded,    ///< in the log, not routed (known before the feed's start)
    Unrouted,    ///< one of its cost centres has no rule; the others may be posted or on their way
    Queued,      ///< also while sending
    Retrying,    ///< a passing error; the next try is set
    Posted,      ///< Slack confirmed all of it
    Replayed,    ///< posted after an earlier failure
    Failed,      ///< Slack refused; needs a person
    Held,        ///< waits for the user's decision: dry run
    Unconfirmed, ///< outcome unknown; looked up before it is sent again
    Skipped      ///< not sent on purpose
};

[[nodiscard]] QString toWord(EntryState state);
[[nodiscard]] std::optional<EntryState> entryStateFromWord(QStringView word);
[[nodiscard]] QString toWord(ChangeKind kind);
[[nodiscard]] std::optional<ChangeKind> changeKindFromWord(QStringView word);
/// How an entry with this one delivery shows.
[[nodiscard]] EntryState entryStateOf(DeliveryState state, bool hasFailedBefore = false);
/// How an amount is sorted and compared: its absolute value in ten-thousandths, whatever the currency; the largest
/// number for what is larger still.
[[nodiscard]] qint64 amountOrder(const Decimal &amount);
/// A change's differences as they are stored: a list of [field, before, after].
[[nodiscard]] QByteArray differencesToJson(const QList<FieldChange> &differences);
[[nodiscard]] QList<FieldChange> differencesFromJson(const QByteArray &json);

/// One line of the audit browser.
struct EntryRow
{
    qint64 id = 0; ///< entry number
    Instant at;    ///< recorded
    ChangeKind kind = ChangeKind::Created;
    QString type;
    QString number;
    QString partyName;
    std::optional<Money> amount;
    QString company;
    QStringList costCentres;
    QStringList channels; ///< names without '#'
    EntryState state = EntryState::Recorded;
    QString reason;                      ///< code of the failure or of the hold; empty if none
    std::optional<Finding> finding = {}; ///< of an exception raised or cleared
};

struct EntryFilter
{
    /// Among the types: exceptions, whatever their document. A kind's word, "price_variance", is one such type, too.
    static inline const QString anyException = QStringLiteral("exception");

    QStringList types;
    QList<EntryState> states;
    QStringList costCentres;
    QStringList channels;
    QString search; ///< words (prefixes match), or an amount: "12480", ">10000", "<500"
    std::optional<Instant> from;
    std::optional<Instant> until;
    bool isWithoutExceptions = false; ///< changes of the records themselves only
    QList<qint64> ids;                ///< entry numbers: only these, as something else found them; empty: any

    friend bool operator==(const EntryFilter &, const EntryFilter &) = default;
};

struct EntryCounts
{
    qint64 entries = 0;
    qint64 failed = 0;
    qint64 unrouted = 0;
};

struct AttemptRow
{
    int number = 0;
    Instant startedAt;
    std::optional<Instant> endedAt;
    QString outcome; ///< "posted" | "retry" | "unclear" | "refused" | "found" | "absent"; empty while running
    QString code;
    QString detail;
};

struct DeliveryRow
{
    QString id;
    DeliveryRole role = DeliveryRole::Main;
    DeliveryState state = DeliveryState::Queued;
    QString channel; ///< name without '#'
    QString routeName;
    QString reason;
    QByteArray message;
    QString ts;
    QString permalink;
    std::optional<Instant> nextAttemptAt;
    std::optional<Instant> postedAt;
    QList<AttemptRow> attempts;
    QString bundle = {};  ///< id of the digest that tells it; empty: it has a message of its own
    QString heldFor = {}; ///< why it wasn't sent by itself, or at once
};

struct AuditEventRow
{
    qint64 id = 0;
    Instant at;
    QString kind;  ///< "recorded", "routed", "unrouted", "sending", "posted", "retrying", "unconfirmed", "failed", …
    QString actor; ///< "ledgercast" or the name of the person
    QByteArray data; ///< JSON object, the bytes that were hashed
    QByteArray hash;
    std::optional<qint64> changeId;
    QString delivery;
};

struct EntryDetail
{
    EntryRow row;
    Change change;
    QByteArray source; ///< raw record as read
    QList<DeliveryRow> deliveries;
    QList<AuditEventRow> events; ///< oldest first
};

/// Counts of one day's way through the house. Recorded = routed + unrouted + known; routed = posted + queued + failed +
/// held.
struct DayCounts
{
    int recorded = 0;
    int known = 0; ///< first seen but older than the feed's start: recorded, never posted
    int routed = 0;
    int unrouted = 0;
    int queued = 0; ///< with retrying and unconfirmed
    int failed = 0;
    int held = 0; ///< with skipped
    int posted = 0;
    int replayed = 0; ///< part of posted
    int channels = 0;
};

struct FeedRunRow
{
    QString tenant;
    QString company;
    QString feed;
    std::optional<Instant> startedAt;
    std::optional<Instant> endedAt;
    int read = 0;
    int created = 0;
    int updated = 0;
    int unchanged = 0;
    int calls = 0;
    QString error;     ///< sentence; empty when it went well
    QString errorCode; ///< "no_permission", "refused", …
    QStringList warnings;
    int createdToday = 0;
    int updatedToday = 0;
};

/// What waits for the user, grouped by cause: one cause, one remedy.
struct Cause
{
    enum class Kind {
        ChannelBroken, ///< code says how: is_archived, not_in_channel, channel_not_found, restricted_action…
        MessageRefused,
        OtherFailure,
        Unconfirmed,
        NoRoute, ///< subject is a cost centre
        FeedFailed,
        Guarded ///< the leak guard keeps posts from the channel
    };
    Kind kind = Kind::OtherFailure;
    QString code;
    QString subject; ///< channel name, cost centre or feed
    QString rule;    ///< route that sends there, if one
    int entries = 0;
    QList<qint64> entryIds; ///< at most 1,000
    std::optional<Instant> since;
    QString detail;
    QString tenant = {}; ///< whose feed failed
};

} // namespace ledgercast
