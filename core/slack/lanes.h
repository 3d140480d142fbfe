// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/slack/slackerrors.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <set>
#include <unordered_map>

namespace ledgercast {

/// One delivery that wants to be posted.
struct LaneItem
{
    QString deliveryId;
    QString channel;
    QString documentKey; ///< deliveries of one document in one channel keep their order; empty: stands alone
    QString parentId;    ///< waits until this delivery is posted; empty when the thread's ts is known already
    Instant notBefore{};
    bool isEdit = false; ///< of a message that is there: another method of Slack's, with a limit of its own
};

struct LaneSettings
{
    Milliseconds interval{1000};     ///< between two posts in a channel; 0: no limit
    int postsPerMinute = 600;        ///< of the workspace; 0: no limit
    Milliseconds editInterval{1200}; ///< between two edits in the workspace (Tier 3: 50 a minute); 0: no limit
    int burst = 200;                 ///< posts the workspace budget can save up
    int maximumInFlight = 6; ///< requests at a time over all lanes (Qt opens six connections a host); 0: no limit
    Milliseconds rateLimitPause{30'000}; ///< for a 429 that names no time
    Milliseconds longWait{3'600'000};    ///< for PostVerdict::WaitLong
};

/// Decides what may be posted when: one FIFO lane a channel, paced; a workspace budget; order within a document.
/// Pure and in virtual time: nothing here waits. Pass a time that never goes backwards. Every call is O(log n).
class Lanes
{
public:
    explicit Lanes(LaneSettings settings = {}) : m_settings(settings) {}

    /// false: a delivery of that id is in here already, nothing is changed.
    bool enqueue(const LaneItem &item);
    /// What is to be sent now: each is in flight from here on, until settled() or remove().
    [[nodiscard]] QStringList takeReady(Instant now);
    /// When takeReady() can next give something; none: not before another call changes that.
    [[nodiscard]] std::optional<Instant> nextWake() const;

    /// The request leaves now (it was committed since takeReady): paces the lane more exactly. Optional.
    void sent(const QString &deliveryId, Instant now);
    /// Something was sent to the channel then, by an earlier life of the program: it is paced after that.
    void sentEarlier(const QString &channel, Instant at);
    /// The outcome of what takeReady() gave, or (after Unclear) of the look in the channel: Posted when found,
    /// RetryLater when absent. Posted and Refused leave; ChannelBroken leaves and parks the lane; RetryLater comes
    /// again after retryAfter; RateLimited and WaitLong pause the lane and all lanes and stay first; TokenDead and
    /// ScopeMissing park all and stay first; Unclear stays and holds its document until it is settled again.
    void settled(const QString &deliveryId, PostVerdict verdict, Instant now,
                 std::optional<Milliseconds> retryAfter = std::nullopt);
    /// The parent was posted, but not through here.
    void parentPosted(const QString &parentId);
    /// An Unclear one found at start-up: holds its document in that lane until settled().
    bool enqueueUnclear(const LaneItem &item);
    /// Forgets a delivery that is dismissed. false: not in here.
    bool remove(const QString &deliveryId);

    void park(const QString &channel, const QString &reason);
    void unpark(const QString &channel);
    void parkAll(const QString &reason) { m_allParkedReason = reason; }
    void unparkAll();
    [[nodiscard]] QString parkedReason(const QString &channel) const; ///< empty: not parked
    /// Deliveries of a channel that are not in flight, oldest first.
    [[nodiscard]] QStringList waiting(const QString &channel) const;

    void setSettings(const LaneSettings &settings) { m_settings = settings; }
    [[nodiscard]] qsizetype size() const { return m_items.size(); }
    [[nodiscard]] int inFlight() const { return m_inFlight; }
    [[nodiscard]] bool contains(const QString &deliveryId) const { return m_items.contains(deliveryId); }
    /// Others wait until it is posted.
    [[nodiscard]] bool isAwaited(const QString &deliveryId) const { return m_children.contains(deliveryId); }

private:
    using Sequence = quint64;
    enum class Stage { WaitingForParent, Behind, Delayed, Ready, InFlight, Unclear };
    struct Item
    {
        LaneItem what;
        Sequence sequence = 0;
        Stage stage = Stage::Behind;
        bool wasTried = false; ///< nothing of its document may overtake it
        Instant started{};
    };
    struct Document
    {
        std::set<Sequence> queue;
        Sequence active = 0; ///< the one of the queue that may go; 0: none
    };
    struct Lane
    {
        std::set<Sequence> all;
        std::set<Sequence> ready;
        std::unordered_map<QString, Document> documents;
        Instant nextStart{};
        Instant pausedUntil{};
        QString parkedReason;
        bool isBusy = false;
        bool wasRateLimited = false;
        std::optional<Instant> runnableAt; ///< its key in m_runnable
    };

    [[nodiscard]] Item *find(const QString &deliveryId);
    bool add(const LaneItem &what, Stage stage);
    void join(Item &item);
    void place(Item &item);
    void unplace(Item &item);
    void refreshDocument(const QString &channel, const QString &documentKey);
    void refreshLane(const QString &channel);
    void drop(Item &item);
    void again(Item &item, Instant notBefore);
    void endFlight(Item &item, Instant now);
    void refillBudget(Instant now);
    [[nodiscard]] bool hasBudget() const;
    [[nodiscard]] bool hasRoom() const;

    LaneSettings m_settings;
    QHash<QString, Sequence> m_items;
    std::unordered_map<Sequence, Item> m_bySequence;
    std::unordered_map<QString, Lane> m_lanes;
    QHash<QString, QList<Sequence>> m_children; ///< parent id to those that wait for it
    std::set<std::pair<Instant, Sequence>> m_delayed;
    std::set<std::pair<Instant, QString>> m_runnable;
    QString m_allParkedReason;
    Instant m_allPausedUntil{};
    std::optional<Instant> m_refilledAt;
    Instant m_nextEdit{};
    qint64 m_budget = 0; ///< in posts × 60,000
    int m_inFlight = 0;
    Sequence m_nextSequence = 1;
};

/// How long to wait after the given failed attempt (from 1): 30 s, 2 min, 10 min, 1 h, then 4 h as long as that stays
/// within 24 h; none: give up, a person is needed.
[[nodiscard]] std::optional<Milliseconds> retryDelay(int attempt);

} // namespace ledgercast
