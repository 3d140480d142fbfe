// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/slack/slackapi.h"

#include <coroutine>
#include <functional>
#include <vector>

namespace ledgercast {

/// A workspace in memory that keeps what arrives, answers as its script says and can hold its answers back.
class FakeSlack final : public SlackApi
{
public:
    /// What becomes of a post.
    struct Reaction
    {
        PostVerdict verdict = PostVerdict::Posted;
        bool arrives = true; ///< the message is in the channel, whatever the answer says
        QString code = {};
        std::optional<Milliseconds> retryAfter = {};
    };
    struct Message
    {
        QString deliveryId;
        QString channel;
        QString threadTs;
        QString ts;
        Instant at; ///< by Slack's clock
    };

    explicit FakeSlack(const Clock &clock) : m_clock(clock) {}

    std::function<Reaction(const PostRequest &)> onPost; ///< unset: everything is posted
    std::optional<Error> lookError;                      ///< what a look is answered with
    Milliseconds skew{0};                                ///< Slack's clock minus the computer's
    Milliseconds visibleAfter{0};                        ///< from arrival until a look shows it
    QSet<QString> deleted;                               ///< ts of messages without replies that a person deleted
    bool refusesGoneThreads = false;                    ///< a reply to a deleted message; false: it ends in the channel
    bool isClockKnown = true;                           ///< false: Slack's clock shows with the first look only
    Result<SlackIdentity> identity;                     ///< what identify() is answered with
    Result<QList<Channel>> channelList;                 ///< what channels() is answered with
    std::function<QString(const EditRequest &)> onEdit; ///< Slack's error code; unset or empty: it is done
    QList<PostRequest> posts;
    QList<EditRequest> edits;
    QList<Message> messages;
    QList<Instant> looks; ///< each look's `since`

    /// Answers wait until release().
    void hold() { m_isHolding = true; }
    void release()
    {
        m_isHolding = false;
        const auto held = std::exchange(m_held, {});
        for (const auto handle : held)
            handle.resume();
    }
    [[nodiscard]] int heldAnswers() const { return static_cast<int>(m_held.size()); }
    /// How often a delivery is in the workspace.
    [[nodiscard]] qsizetype copiesOf(const QString &deliveryId) const
    {
        return std::count_if(messages.begin(), messages.end(),
                             [&](const Message &message) { return message.deliveryId == deliveryId; });
    }

    QCoro::Task<Result<SlackIdentity>> identify() override { co_return Result<SlackIdentity>(identity); }
    QCoro::Task<Result<QList<Channel>>> channels() override { co_return Result<QList<Channel>>(channelList); }
    QCoro::Task<Result<Channel>> join(QString) override { co_return Channel{}; }
    QUrl permalink(const QString &channelId, const QString &ts, const QString &threadTs) const override
    {
        return slackPermalink(QUrl(QStringLiteral("https://acme.slack.com/")), channelId, ts, threadTs);
    }
    Milliseconds clockOffset() const override { return isClockKnown ? skew : Milliseconds(0); }

    QCoro::Task<PostOutcome> post(PostRequest request) override
    {
        posts.append(request);
        Reaction reaction = onPost ? onPost(request) : Reaction{};
        const bool isThreadLost = deleted.contains(request.threadTs);
        if (isThreadLost && refusesGoneThreads && reaction.verdict == PostVerdict::Posted)
            reaction = {PostVerdict::ThreadGone, false, QStringLiteral("thread_not_found")};
        const QString threadTs = isThreadLost ? QString() : request.threadTs;
        const QString ts = QStringLiteral("1795000000.%1").arg(posts.size(), 6, 10, QChar(u'0'));
        if (reaction.arrives && (reaction.verdict == PostVerdict::Posted || reaction.verdict == PostVerdict::Unclear))
            messages.append({request.deliveryId, request.channel, threadTs, ts, m_clock.now() + skew});
        co_await Held{this};
        PostOutcome outcome;
        outcome.verdict = reaction.verdict;
        outcome.retryAfter = reaction.retryAfter;
        outcome.error.code = reaction.code;
        if (reaction.verdict == PostVerdict::Posted) {
            outcome.ts = ts;
            outcome.channelId = request.channel;
            outcome.isThreadLost = isThreadLost;
        }
        co_return outcome;
    }

    QCoro::Task<PostOutcome> edit(EditRequest request) override
    {
        edits.append(request);
        PostOutcome outcome;
        outcome.error.code = onEdit ? onEdit(request) : QString();
        if (deleted.contains(request.ts))
            outcome.error.code = QStringLiteral("message_not_found");
        co_await Held{this};
        outcome.verdict = outcome.error.code.isEmpty() ? PostVerdict::Posted : verdictForCode(outcome.error.code);
        if (outcome.verdict == PostVerdict::Unclear)
            outcome.verdict = PostVerdict::RetryLater;
        outcome.channelId = request.channelId;
        co_return outcome;
    }

    QCoro::Task<Result<QHash<QString, DeliveryPlace>>> findDeliveries(QString channelId, QString threadTs,
                                                                      Instant since) override
    {
        looks.append(since);
        co_await Held{this};
        isClockKnown = true;
        if (lookError)
            co_return fail(*lookError);
        QHash<QString, DeliveryPlace> found;
        const QString place = deleted.contains(threadTs) ? QString() : threadTs;
        for (const Message &message : std::as_const(messages)) {
            const bool isVisible = message.at + visibleAfter <= m_clock.now() + skew;
            if (message.channel == channelId && message.threadTs == place && message.at >= since && isVisible)
                found.insert(message.deliveryId, {message.ts, message.threadTs});
        }
        co_return found;
    }

private:
    struct Held
    {
        FakeSlack *slack;
        [[nodiscard]] bool await_ready() const { return !slack->m_isHolding; }
        void await_suspend(std::coroutine_handle<> handle) const { slack->m_held.push_back(handle); }
        void await_resume() const {}
    };

    const Clock &m_clock;
    bool m_isHolding = false;
    std::vector<std::coroutine_handle<>> m_held;
};

} // namespace ledgercast
