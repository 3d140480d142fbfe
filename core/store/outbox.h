// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/domain/delivery.h"
#include "core/domain/money.h"
#include "core/store/auditlog.h"

#include <QSet>

#include <functional>

namespace ledgercast {

class Database;

/// Reason of an unconfirmed delivery whose channel we may not read: a person has to decide.
inline const QString cannotLook = QStringLiteral("cannot_look");
/// Reason of a queued reply whose parent failed: it goes when that one is posted or dismissed. It keeps nothing of its
/// document waiting, as a failed one keeps nothing waiting.
inline const QString parentFailed = QStringLiteral("parent_failed");

/// An open delivery as the dispatcher holds it: without its message, which is read when it is sent.
struct OutboxItem
{
    qint64 number = 0; ///< order of recording
    QString id;
    qint64 document = 0;
    QString parentId;
    QString parentTs; ///< of the parent's message, once it is posted
    DeliveryRole role = DeliveryRole::Main;
    DeliveryState state = DeliveryState::Queued;
    QString channel;   ///< as the route gave it
    QString channelId; ///< as Slack answered earlier, if it did
    QString reason;
    int attempts = 0;
    std::optional<Instant> nextAttemptAt;
    std::optional<Instant> lastStartedAt;
    QString bundle = {};        ///< the digest that tells it; empty: sent by itself
    QString heldFor = {};       ///< why it wasn't sent by itself
    bool isParentStuck = false; ///< the parent failed, or waits for one that failed
};

/// A delivery that is held until a time, as the decision about it needs it.
struct HeldDelivery
{
    qint64 number = 0;
    QString id;
    DeliveryRole role = DeliveryRole::Main;
    qint64 document = 0;
    QString channel;
    QString reason;
    QString recordType;
    QByteArray message;
    std::optional<Money> amount;
    bool hasOpenElder = false; ///< an earlier message about the document is on its way there, or held for longer
};

/// One message that tells many changes.
struct DigestMessage
{
    QString id;
    QString parentId; ///< the digest that this one continues, as a reply; empty: the first
    QString channel;
    QString heldFor;
    QByteArray message;
    QList<qint64> told; ///< numbers of the deliveries
};

/// What a delivery waits for: its message, and the thread it belongs to.
struct Outgoing
{
    QString id;
    QByteArray message;
    QString threadTs; ///< of the parent's message; empty: not in a thread
    int attempt = 0;
    QByteArray parentMessage = {};
    QString parentPermalink = {};
    QString parentChannelId = {};
};

/// One transition after an attempt or a look in the channel.
struct Settlement
{
    QString id;
    DeliveryState state = DeliveryState::Posted;
    QString outcome; ///< of the attempt: "posted", "retry", "unclear", "refused", "found", "absent"
    QString code;
    QString detail;
    QString ts;
    QString channelId;
    QString permalink;
    std::optional<Instant> nextAttemptAt;
    bool hasLeftThread = false; ///< the thread's first message was deleted: it starts one, for what follows too
    QByteArray message = {};    ///< with hasLeftThread: what is sent instead; empty: it was posted as it is
};

/// Deliveries and their attempts. Every transition is one audit event in the same transaction. Engine thread.
class Outbox
{
public:
    explicit Outbox(Database &database) : m_database(database) {}

    /// Every delivery that is neither posted nor dismissed nor failed, in order of recording, after the given number.
    [[nodiscard]] Result<QList<OutboxItem>> open(qint64 afterNumber = 0) const;
    [[nodiscard]] Result<QList<OutboxItem>> ofEntries(const QList<qint64> &entryIds) const;
    /// When something was last sent to each channel, as far as that was after the given time.
    [[nodiscard]] Result<QHash<QString, Instant>> lastStarts(Instant after) const;
    /// Parents' states by delivery id, for those asked.
    [[nodiscard]] Result<QHash<QString, DeliveryState>> states(const QStringList &ids) const;

    /// Settles what came back and marks what leaves next as sending, in one transaction: one fsync for both. The
    /// requests may leave only when this has returned.
    [[nodiscard]] Result<QList<Outgoing>> exchange(const QList<Settlement> &settled, const QStringList &starting,
                                                   Instant now);
    // What people do to entries. Each answers how many events it made: 0, there was nothing to do.
    /// What messages say that were composed anew, by the id of their delivery; empty: nothing.
    using NewMessages = QHash<QString, QByteArray>;
    /// Failed, held, retrying and unconfirmed deliveries go back to the queue; those of which there is another message
    /// say that, and the audit log keeps what they said before. actor: who asked.
    [[nodiscard]] Result<int> requeue(const QList<qint64> &entryIds, const QString &actor, Instant now,
                                      const NewMessages &messages = {});
    /// Copies the entries' deliveries to another channel; the open originals are dismissed ("replayed_elsewhere").
    [[nodiscard]] Result<int> redirect(const QList<qint64> &entryIds, const QString &channel, const QString &actor,
                                       Instant now, const NewMessages &messages = {});
    /// What isn't sent yet won't be, and cost centres that wait for a rule wait no longer.
    [[nodiscard]] Result<int> dismiss(const QList<qint64> &entryIds, const QString &reason, const QString &actor,
                                      Instant now);
    // Floods, in outbox_floods.cpp.
    /// Held deliveries whose time has come, oldest first. With a reason: those held for it, whatever their time.
    [[nodiscard]] Result<QList<HeldDelivery>> heldUntil(Instant now, const QString &reason = {}) const;
    /// What happens to held deliveries, in one transaction: digests that tell them, deliveries that go by themselves,
    /// and those that wait on.
    struct FloodDecision
    {
        QList<DigestMessage> digests;
        QList<qint64> released;
        struct Wait
        {
            qint64 number;
            QString reason;
            Instant until;
        };
        QList<Wait> waiting;

        [[nodiscard]] bool isEmpty() const { return digests.isEmpty() && released.isEmpty() && waiting.isEmpty(); }
    };
    [[nodiscard]] Result<void> decide(const FloodDecision &decision, Instant now);
    /// Holds untried deliveries of channels that got more than `limit` within the window, and those whose document is
    /// held there already: they go out together. Looks at what was committed after the given number. How many were
    /// held.
    /// Quiet hours, mutes or digest times have changed: what is held for them is decided again, digests at their next
    /// time at the latest.
    [[nodiscard]] Result<void> reconsiderHeld(Instant nextDigest, Instant now);
    [[nodiscard]] Result<int> holdBursts(qint64 afterNumber, int limit, Milliseconds window, Instant now);

    // The channel guard, in outbox_guarded.cpp.
    /// Which of the channels that deliveries name.
    using ChannelTest = std::function<bool(const QString &channel)>;
    /// Holds what isn't sent yet and goes to such a channel; what failed only where that is asked for. A digest that
    /// isn't out is taken apart. How many were held.
    [[nodiscard]] Result<int> holdGuarded(const ChannelTest &isMeant, bool withFailed, Instant now);
    /// Queues what a person once sent to such a channel, and the guard holds. How many were queued.
    [[nodiscard]] Result<int> releaseGuarded(const ChannelTest &isMeant, Instant now);

private:
    struct Row;
    [[nodiscard]] Result<Row> row(const QString &id) const;
    [[nodiscard]] Result<void> settle(const Settlement &settlement, Instant now, QList<AuditEvent> &events,
                                      QSet<qint64> &touched);
    [[nodiscard]] Result<void> leaveThread(const Settlement &settlement, const Row &row);
    [[nodiscard]] Result<Outgoing> start(const QString &id, Instant now, QList<AuditEvent> &events,
                                         QSet<qint64> &touched);
    /// touched: further entries that changed with it.
    using Edit = std::function<Result<std::optional<AuditEvent>>(const OutboxItem &item, const OutboxItem &first,
                                                                 QSet<qint64> &touched)>;
    using EntryEdit = std::function<Result<std::optional<AuditEvent>>(qint64 entry)>;
    [[nodiscard]] Result<int> edit(const QList<qint64> &entryIds, Instant now, const Edit &edit,
                                   const EntryEdit &entryEdit = {});
    /// What it says from now on; before: what it said.
    [[nodiscard]] Result<void> rewrite(const QString &id, const QByteArray &message, EventData &data);
    [[nodiscard]] Result<std::optional<AuditEvent>> dismissUnrouted(qint64 entry, const QString &reason,
                                                                    const QString &actor);
    [[nodiscard]] Result<void> settleTold(const QString &bundle, const QString &kind, const QJsonObject &data,
                                          QList<AuditEvent> &events, QSet<qint64> &touched);
    [[nodiscard]] Result<void> writeDigest(const DigestMessage &digest, QList<AuditEvent> &events,
                                           QSet<qint64> &touched);
    [[nodiscard]] Result<void> requeueBundle(const QString &bundle, QSet<qint64> &touched);
    /// A digest that isn't out: what it tells is held again, to be told by another. false: it is on its way.
    [[nodiscard]] Result<bool> takeApart(const OutboxItem &told, QSet<qint64> &touched);
    struct Held
    {
        qint64 number;
        QString reason;
        Instant until;
    };
    [[nodiscard]] Result<void> hold(const Held &held, QList<AuditEvent> &events, QSet<qint64> &touched);
    [[nodiscard]] Result<void> release(qint64 number, QList<AuditEvent> &events, QSet<qint64> &touched);
    [[nodiscard]] Result<QList<Held>> behindHeld(qint64 afterNumber) const;
    [[nodiscard]] Result<QList<Held>> burstIn(const QString &channel, int limit, Milliseconds window,
                                              Instant now) const;
    [[nodiscard]] Result<void> write(const QList<AuditEvent> &events, const QSet<qint64> &touched, Instant now);
    [[nodiscard]] Result<QList<OutboxItem>> items(const QString &where, const QVariantList &values) const;

    Database &m_database;
};

} // namespace ledgercast
