// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/base/log.h"
#include "core/engine/person.h"
#include "core/receiver/eventreceiver.h"
#include "core/slack/slackclient.h"
#include "core/slack/socketmode.h"
#include "core/slack/tokenrotation.h"
#include "core/store/heardlog.h"

#include <QRegularExpression>

namespace ledgercast {

using namespace std::chrono_literals;

namespace {

/// Channels are often changed several at a time: they are looked at together.
constexpr Milliseconds channelLookDelay = 2s;

} // namespace

void Engine::prepareEvents()
{
    m_heardLog = std::make_unique<HeardLog>(*m_database);
    m_events = std::make_unique<SocketMode>(m_clock, m_eventPauses);
    connect(m_events.get(), &SocketMode::heard, this, &Engine::hear);
    connect(m_events.get(), &SocketMode::stateChanged, this, &Engine::showEvents);
    m_receiver = std::make_unique<EventReceiver>(m_clock);
    connect(m_receiver.get(), &EventReceiver::heard, this, &Engine::hear);
    m_channelLook.setSingleShot(true);
    connect(&m_channelLook, &QTimer::timeout, this, [this] {
        if (m_status.slack.state == LinkStatus::State::Ready)
            m_scope.start(loadChannels());
    });
}

void Engine::listen()
{
    const QString token = m_secrets.value(secretname::slackAppToken);
    if (m_isStopping)
        return;
    if (token.isEmpty() || !m_hasSchedule)
        m_events->stop();
    else
        m_events->start(m_settings.slackApiUrl, token);
    openEventsPort();
}

void Engine::openEventsPort()
{
    const QString secret = m_secrets.value(secretname::slackSigningSecret);
    if (m_settings.eventsPort == 0 || secret.isEmpty() || !m_hasSchedule)
        return m_receiver->stop();
    const EventReceiver::Options options{m_settings.eventsAddress, m_settings.eventsPort, m_settings.eventsCertificate,
                                         m_settings.eventsKey, secret.toUtf8()};
    if (m_receiver->wasAskedFor(options))
        return;
    const auto started = m_receiver->start(options);
    if (!started)
        report(started.error());
    showEvents();
}

void Engine::showEvents()
{
    using State = LinkStatus::State;
    LinkStatus link;
    switch (m_events->state()) {
    case SocketMode::State::Off:
        if (m_receiver->isListening())
            link.state = State::Ready;
        break;
    case SocketMode::State::Connecting:
        link.state = State::Offline;
        break;
    case SocketMode::State::Connected:
        link.state = State::Ready;
        break;
    case SocketMode::State::Stopped:
        link.state = State::Problem;
        break;
    }
    link.sentence = m_events->error().message;
    link.code = m_events->error().code;
    // Nobody told what happened while nobody listened.
    const bool isBack = link.state == State::Ready && !m_status.events.sentence.isEmpty();
    setStatus([&](EngineStatus &status) {
        link.since = status.events.state == link.state ? status.events.since : m_clock.now();
        status.events = link;
    });
    if (isBack)
        lookAtChannelsSoon();
}

void Engine::hear(const QJsonObject &wrapper)
{
    if (m_isStopping)
        return;
    const auto heard = readSlackEvent(wrapper);
    if (!heard) {
        qCWarning(logEngine) << heard.error().operation << heard.error().detail;
        return;
    }
    const bool isElsewhere =
        !m_identity.teamId.isEmpty() && !heard->teamId.isEmpty() && heard->teamId != m_identity.teamId;
    if (isElsewhere || !m_heardIds.add(heard->id))
        return;
    std::visit(
        [this](const auto &what) {
            if constexpr (!std::is_same_v<std::decay_t<decltype(what)>, std::monostate>)
                act(what);
        },
        heard->what);
}

void Engine::lookAtChannelsSoon()
{
    if (!m_channelLook.isActive())
        m_channelLook.start(channelLookDelay);
}

void Engine::act(const ChannelChanged &changed)
{
    qCInfo(logEngine) << "Slack says that a channel changed:" << changed.how << changed.channelId;
    lookAtChannelsSoon();
}

void Engine::act(const MessageDeleted &deleted)
{
    // A post's answer may have come without being written yet.
    if (const auto written = m_dispatcher->flush(); !written)
        return report(written.error());
    const auto count = m_heardLog->deleted(deleted.channelId, deleted.ts, m_clock.now());
    if (!count)
        return report(count.error());
    if (*count > 0)
        storeCommitted();
}

void Engine::act(const ReactionChanged &reaction)
{
    if (reaction.user == m_identity.userId)
        return;
    if (const auto written = m_dispatcher->flush(); !written)
        return report(written.error());
    const auto count = m_heardLog->reacted(
        {reaction.isAdded, reaction.channelId, reaction.ts, reaction.user, reaction.name, reaction.eventTs},
        m_clock.now());
    if (!count)
        return report(count.error());
    if (*count > 0)
        storeCommitted();
}

void Engine::act(const AccessEnded &ended)
{
    if (!ended.isUninstalled && !ended.botUsers.contains(m_identity.userId))
        return;
    if (!ended.isUninstalled && m_rotation->isOn()) {
        // It may be the one before the last: there are two at most. Slack is asked about ours.
        m_scope.start(connectWorkspace());
        return;
    }
    const QString code = ended.isUninstalled ? QStringLiteral("account_inactive") : QStringLiteral("token_revoked");
    qCWarning(logEngine) << "Slack says that our access ended:" << code;
    m_dispatcher->setTokenDead(true);
    setSlack(LinkStatus::State::Problem, slackCause(code).words, code);
}

void Engine::connectEvents(const QString &appToken)
{
    m_scope.start(acceptAppToken(appToken.trimmed()));
}

QCoro::Task<void> Engine::acceptAppToken(QString token)
{
    const QString operation = tr("Hear of events in Slack");
    if (const QString reason = SocketMode::whyNotAToken(token); !reason.isEmpty()) {
        report({ErrorKind::Input, operation, reason, {}, QStringLiteral("not_an_app_token")});
        co_return;
    }
    SlackClient asking(m_slackHttp, m_clock, m_settings.slackApiUrl);
    asking.setToken(token);
    auto opening = asking.openSocket();
    const auto opened = co_await opening;
    if (m_isStopping)
        co_return;
    if (!opened) {
        report(SocketMode::explained(opened.error()));
        co_return;
    }
    m_secrets.insert(secretname::slackAppToken, token);
    keepEventSecrets(QStringLiteral("events_connected"),
                     tr("Ledgercast hears of reactions, deleted messages and changed channels from now on."));
}

void Engine::setSigningSecret(const QString &secret)
{
    static const QRegularExpression form(QStringLiteral("\\A[0-9a-f]{32}\\z"));
    if (!form.match(secret).hasMatch())
        return report({ErrorKind::Input,
                       tr("Take Slack's events"),
                       tr("This isn't a signing secret: it has 32 hexadecimal digits. Copy it from “Basic Information” "
                          "of the Slack app."),
                       {},
                       QStringLiteral("not_a_signing_secret")});
    m_secrets.insert(secretname::slackSigningSecret, secret);
    keepEventSecrets(QStringLiteral("events_connected"),
                     m_settings.eventsPort == 0
                         ? tr("The signing secret is kept. Events are taken as soon as slack.events_port names a port.")
                         : tr("Slack's signed events are taken at port %1, path /slack/events, from now on.")
                               .arg(m_settings.eventsPort));
}

void Engine::disconnectEvents()
{
    m_secrets.remove(secretname::slackAppToken);
    m_secrets.remove(secretname::slackSigningSecret);
    keepEventSecrets(QStringLiteral("events_disconnected"), tr("Ledgercast doesn't hear of Slack's events any more."));
}

/// Keeps them, listens with them (or no longer), and says so.
void Engine::keepEventSecrets(const QString &noteKind, const QString &sentence)
{
    keepSecrets([this, noteKind, sentence](const Result<void> &stored) {
        if (!stored)
            return report(stored.error());
        saveSettings([](Settings &settings) { settings.hasStoredSecrets = true; });
        if (const auto noted = m_runs->note(noteKind, {}, person(), m_clock.now()); !noted)
            report(noted.error());
        listen();
        Q_EMIT notice(sentence);
        if (m_secrets.contains(secretname::slackAppToken) || m_secrets.contains(secretname::slackSigningSecret))
            Q_EMIT eventsConnected();
    });
}

} // namespace ledgercast
