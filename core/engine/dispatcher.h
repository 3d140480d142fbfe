// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/clock.h"
#include "core/base/taskscope.h"
#include "core/domain/channel.h"
#include "core/engine/lookups.h"
#include "core/slack/lanes.h"
#include "core/slack/slackapi.h"
#include "core/store/outbox.h"

#include <QTimer>

#include <functional>
#include <optional>

namespace ledgercast {

struct DispatchSettings
{
    LaneSettings lanes;
    QList<Milliseconds> lookAfter; ///< after an unclear answer: when to look in the channel, at least twice
    Milliseconds timeout{30'000};  ///< for Slack's answer
};

/// Sends what the outbox holds, exactly once: a delivery is committed as sending before its request leaves; an unclear
/// answer makes it unconfirmed until a look in the channel tells. Many deliveries share a transaction, so that one
/// fsync serves what came back and what leaves next. Engine thread.
class Dispatcher final : public QObject
{
    Q_OBJECT
public:
    Dispatcher(Outbox &outbox, SlackApi &slack, const Clock &clock, DispatchSettings settings,
               QObject *parent = nullptr);

    /// Takes up what the store holds, a crash's sending rows included.
    [[nodiscard]] Result<void> recover();
    /// New deliveries were committed.
    [[nodiscard]] Result<void> takeUp();
    /// Writes what came back: before anyone edits deliveries in the store, so that the edit sees what is true.
    [[nodiscard]] Result<void> flush();
    /// Deliveries were edited in the store, after flush().
    [[nodiscard]] Result<void> reload();
    /// The newest delivery that was taken up.
    [[nodiscard]] qint64 lastNumber() const { return m_lastNumber; }
    /// The clock moved on without us: the computer slept.
    void wakeUp() { schedule(); }

    void setPaused(bool isPaused);
    /// While the token is refused nothing is sent and nothing fails.
    void setTokenDead(bool isDead);
    void setChannels(const QList<Channel> &channels);
    void setSettings(const DispatchSettings &settings);
    /// Asked last, right before a delivery leaves: whether its channel may be posted to. Unset: any.
    void setGate(std::function<bool(const QString &channel)> mayPost) { m_mayPost = std::move(mayPost); }

    /// Nothing is in flight, due soon or being looked up; what waits longer than that stays.
    [[nodiscard]] bool isSettled() const;
    /// Starts nothing any more; resumes when what was on its way is answered and written.
    [[nodiscard]] QCoro::Task<void> drain();
    [[nodiscard]] int postedCount() const { return m_posted; }
    [[nodiscard]] int callCount() const { return m_calls; }

Q_SIGNALS:
    void committed();
    void settled();
    /// Something was about to leave that may not: it waits a moment, for whoever hears this to hold it in the store.
    void gateClosed();
    void tokenRefused(const ledgercast::Error &error);
    void slackAnswered();
    void slackUnreachable(const ledgercast::Error &error);
    void storeFailed(const ledgercast::Error &error);

private:
    [[nodiscard]] Result<void> addItems(const QList<OutboxItem> &items);
    [[nodiscard]] Result<void> sayWhatWaits(const QList<Settlement> &reasons);
    /// A parent's state as it is known here, written or not; none: it is still to be sent.
    [[nodiscard]] std::optional<DeliveryState> unwrittenState(const QString &id) const;
    void leave(const QString &id);
    void enqueue(const OutboxItem &item);
    void watch(const OutboxItem &item, Instant sentAt, const QString &threadTs);
    void schedule();
    void pump();
    [[nodiscard]] QStringList takeReady(Instant now);
    [[nodiscard]] QCoro::Task<void> send(Outgoing outgoing, Instant startedAt);
    void settlePost(const Outgoing &outgoing, const PostOutcome &outcome, Instant startedAt);
    /// It is in the channel. threadTs: the thread it was sent to.
    [[nodiscard]] Settlement posted(const QString &id, const QString &outcome, const QString &channelId,
                                    const DeliveryPlace &place, const QString &threadTs);
    [[nodiscard]] Settlement edited(const Outgoing &outgoing, const QString &channelId);
    [[nodiscard]] Settlement withoutThread(const Outgoing &outgoing, const QString &code, Instant now);
    void tell(const PostOutcome &outcome);
    void failLane(const QString &channel, const Error &error);
    [[nodiscard]] Settlement retried(const QString &id, const QString &outcome, Instant now,
                                     std::optional<Milliseconds> delay);
    [[nodiscard]] QCoro::Task<void> look(Lookups::Look look);
    void settleLook(const QStringList &ids, const QHash<QString, DeliveryPlace> &found, Instant now);
    void giveUpLooking(const QStringList &ids, const Error &error);
    [[nodiscard]] QString channelIdOf(const OutboxItem &item) const;
    [[nodiscard]] std::optional<Instant> nextWake() const;

    Outbox &m_outbox;
    SlackApi &m_slack;
    const Clock &m_clock;
    DispatchSettings m_settings;
    Lanes m_lanes;
    TaskScope m_scope;
    QTimer m_pump;
    Lookups m_lookups;
    std::function<bool(const QString &channel)> m_mayPost;
    QHash<QString, OutboxItem> m_items;
    QSet<QString> m_onTheWay;             ///< sent, not answered
    QHash<QString, QString> m_channelIds; ///< by name
    QList<Settlement> m_settlements;
    qint64 m_lastNumber = 0;
    int m_posted = 0;
    int m_calls = 0;
    bool m_isPaused = false;
    bool m_isTokenDead = false;
    bool m_isDraining = false;
    bool m_hasSettled = false;
    bool m_hasOrphans = false; ///< something failed that others wait for: they are read again
};

} // namespace ledgercast
