// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/slack/slackclient.h"

// What happens to channels in Slack, noticed before a post fails of it.
namespace ledgercast {

namespace {

/// conversations.list is a Tier 2 method (20 calls a minute): a look now and then costs nothing.
/// https://docs.slack.dev/reference/methods/conversations.list
constexpr Milliseconds lookInterval = std::chrono::minutes(15);
constexpr qsizetype toldNews = 3;

} // namespace

QList<Channel> Engine::channels() const
{
    return m_routes->channels().value_or(QList<Channel>{});
}

void Engine::refreshChannels()
{
    m_scope.start(loadChannels());
}

void Engine::lookAtChannels()
{
    // Never asked: Slack was away when we started.
    const bool isDue = !m_channelsAskedAt || m_clock.now() - *m_channelsAskedAt >= lookInterval;
    if (isDue && m_status.slack.state == LinkStatus::State::Ready && !m_isTesting)
        m_scope.start(loadChannels(false));
}

QCoro::Task<void> Engine::loadChannels(bool isAsked)
{
    m_channelsAskedAt = m_clock.now();
    auto listing = m_slack->channels();
    const auto channels = co_await listing;
    if (m_isStopping)
        co_return;
    if (channels)
        takeChannels(*channels);
    else if (isAsked)
        report(channels.error());
}

void Engine::takeChannels(QList<Channel> channels)
{
    // Without groups:read Slack lists no private channels, which says nothing of them: they are as they were.
    if (!m_workspace.grantedScopes.isEmpty() && !m_workspace.grantedScopes.contains(u"groups:read")) {
        const QList<Channel> before = this->channels();
        std::copy_if(before.begin(), before.end(), std::back_inserter(channels),
                     [&](const Channel &one) { return one.isPrivate && !findChannel(one.id, channels); });
    }
    if (const auto written = m_dispatcher->flush(); !written)
        return report(written.error());
    const auto taken = m_routes->takeChannels(channels, m_clock.now());
    m_dispatcher->setChannels(channels);
    m_workspace.privateChannels = static_cast<int>(
        std::count_if(channels.begin(), channels.end(), [](const Channel &one) { return one.isPrivate; }));
    m_workspace.publicChannels = static_cast<int>(channels.size()) - m_workspace.privateChannels;
    Q_EMIT workspaceChanged(m_workspace);
    if (!taken)
        return report(taken.error());
    if (taken->deliveries > 0) {
        if (const auto loaded = m_dispatcher->reload(); !loaded)
            report(loaded.error());
    }
    if (!taken->isChanged)
        return;
    followInMutes(taken->news);
    const ChannelGuard before = m_guard;
    auto guarded = followInGuard(taken->news);
    if (guarded)
        guarded = loadGuard();
    if (const auto applied = guarded ? applyGuard(before) : Result<int>(fail(guarded.error())); !applied)
        report(applied.error());
    storeCommitted();
    tellChannelNews(*taken);
}

void Engine::tellChannelNews(const ChannelsTaken &taken)
{
    QStringList sentences;
    for (const ChannelNews &news : taken.news.mid(0, toldNews))
        sentences << sentenceOf(news);
    if (const qsizetype more = taken.news.size() - toldNews; more > 0)
        sentences << tr("The audit log names %n more change(s) of channels.", nullptr, static_cast<int>(more));
    if (taken.rules > 0)
        sentences << tr("%n rule(s) follow, and what isn't posted yet.", nullptr, taken.rules);
    if (!sentences.isEmpty())
        Q_EMIT notice(sentences.join(u' '));
}

/// A mute is of the channel, not of its name.
void Engine::followInMutes(const QList<ChannelNews> &news)
{
    QList<Mute> mutes = m_settings.mutes;
    for (Mute &mute : mutes) {
        if (!mute.isRecordType)
            mute.subject = nameAfter(mute.subject, news);
    }
    if (mutes != m_settings.mutes)
        saveSettings([&](Settings &settings) { settings.mutes = mutes; });
}

} // namespace ledgercast
