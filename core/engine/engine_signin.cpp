// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/engine/person.h"
#include "core/engine/slacksignin.h"
#include "core/slack/slackclient.h"
#include "core/slack/tokenrotation.h"

namespace ledgercast {

namespace {

Error addressRefused(const QUrl &apiUrl)
{
    return {ErrorKind::Input,
            Engine::tr("Connect Slack"),
            Engine::tr("%1 isn't an address Slack can be reached at: only https, or http on this computer.")
                .arg(apiUrl.toString()),
            {},
            QStringLiteral("address_refused")};
}

/// Empty values aren't kept.
void set(Secrets &secrets, const QString &name, const QString &value)
{
    if (value.isEmpty())
        secrets.remove(name);
    else
        secrets.insert(name, value);
}

} // namespace

void Engine::prepareSignIn()
{
    m_signIn = std::make_unique<SlackSignIn>(m_slackHttp, m_signInPatience);
    connect(m_signIn.get(), &SlackSignIn::failed, this, [this](const Error &error) {
        Q_EMIT slackSignInEnded();
        report(error);
    });
    connect(m_signIn.get(), &SlackSignIn::granted, this,
            [this](const BotGrant &grant, const SlackSignIn::Request &request) {
                Q_EMIT slackSignInEnded();
                m_scope.start(acceptToken(grant.token, request.apiUrl,
                                          RotatingToken::ofGrant(grant, request.app, m_clock.now())));
            });
    m_rotation = std::make_unique<TokenRotation>(m_slackHttp, m_clock,
                                                 [this](const RotatingToken &token, const TokenRotation::Kept &kept) {
                                                     m_secrets.insert(secretname::slackToken, token.token);
                                                     m_secrets.insert(secretname::slackRotation, token.toSecret());
                                                     keepSecrets(kept);
                                                 });
    connect(m_rotation.get(), &TokenRotation::renewed, this, [this](const QString &token) {
        m_slack->replaceToken(token);
        if (!m_identity.teamId.isEmpty())
            showWorkspace(m_identity);
    });
    connect(m_rotation.get(), &TokenRotation::refused, this,
            [this](const Error &error) { setSlack(LinkStatus::State::Problem, error.message, error.code); });
    m_slack->setRenewal([this](const QString &expired) { return m_rotation->renew(expired); });
}

void Engine::rotateToken()
{
    const auto rotating =
        RotatingToken::fromSecret(m_secrets.value(secretname::slackRotation), m_secrets.value(secretname::slackToken));
    if (rotating)
        m_rotation->start(m_settings.slackApiUrl, *rotating);
    else
        m_rotation->stop();
}

void Engine::signInToSlack(const QString &clientId, const QString &clientSecret, int port, const QString &apiUrl)
{
    const SlackSignIn::Request request{apiUrl.isEmpty() ? m_settings.slackApiUrl : QUrl(apiUrl),
                                       {clientId.trimmed(), clientSecret.trimmed()},
                                       port > 0 ? port : m_settings.signInPort};
    if (!HttpClient::isAllowed(request.apiUrl))
        return report(addressRefused(request.apiUrl));
    if (const auto started = m_signIn->start(request); !started)
        return report(started.error());
    saveSettings([&](Settings &settings) {
        settings.slackClientId = request.app.clientId;
        settings.signInPort = request.port;
    });
    showSignInSettings();
    Q_EMIT slackSignInOpened(m_signIn->address(), m_signIn->listenProblem());
}

void Engine::showSignInSettings()
{
    setStatus([this](EngineStatus &status) {
        status.slackClientId = m_settings.slackClientId;
        status.signInPort = m_settings.signInPort;
    });
}

void Engine::finishSignIn(const QString &address)
{
    if (const auto taken = m_signIn->take(address); !taken)
        report(taken.error());
}

void Engine::cancelSignIn()
{
    m_signIn->cancel();
}

void Engine::connectSlack(const QString &token, const QString &apiUrl)
{
    m_scope.start(acceptToken(token.trimmed(), apiUrl.isEmpty() ? m_settings.slackApiUrl : QUrl(apiUrl), std::nullopt));
}

QCoro::Task<void> Engine::acceptToken(QString token, QUrl apiUrl, std::optional<RotatingToken> rotating)
{
    if (const QString reason = SlackClient::whyNotAToken(token); !reason.isEmpty()) {
        report({ErrorKind::Input, tr("Connect Slack"), reason, {}, QStringLiteral("not_a_bot_token")});
        co_return;
    }
    if (!HttpClient::isAllowed(apiUrl)) {
        report(addressRefused(apiUrl));
        co_return;
    }
    // By a client of its own: what is posted meanwhile goes on with the token that is known to be good.
    SlackClient asking(m_slackHttp, m_clock, apiUrl);
    asking.setToken(token);
    m_asking.append(&asking);
    auto identifying = asking.identify();
    const auto identity = co_await identifying;
    m_asking.removeOne(&asking);
    if (m_isStopping)
        co_return;
    if (!identity) {
        report(identity.error());
        co_return;
    }
    keepToken(token, apiUrl, rotating, *identity);
}

void Engine::keepToken(const QString &token, const QUrl &apiUrl, const std::optional<RotatingToken> &rotating,
                       const SlackIdentity &identity)
{
    const Secrets before = m_secrets;
    m_rotation->stop(); // else it would keep a pair of the token before
    m_secrets.insert(secretname::slackToken, token);
    set(m_secrets, secretname::slackRotation, rotating ? rotating->toSecret() : QString());
    keepSecrets([this, before, identity, apiUrl, isRotating = rotating.has_value()](const Result<void> &stored) {
        if (!stored) {
            for (const QString &name : {secretname::slackToken, secretname::slackRotation})
                set(m_secrets, name, before.value(name));
            rotateToken();
            return report(stored.error());
        }
        saveSettings([&](Settings &settings) {
            settings.slackApiUrl = apiUrl;
            settings.hasStoredSecrets = true;
        });
        const QJsonObject data{{QStringLiteral("team"), identity.team},
                               {QStringLiteral("bot"), identity.user},
                               {QStringLiteral("rotating"), isRotating}};
        if (const auto noted = m_runs->note(QStringLiteral("slack_connected"), data, person(), m_clock.now()); !noted)
            report(noted.error());
        Q_EMIT notice(tr("Connected to %1 as @%2.").arg(identity.team, identity.user));
        m_scope.start(finishConnecting());
    });
}

QCoro::Task<void> Engine::finishConnecting()
{
    auto connecting = connectWorkspace();
    co_await connecting;
    listen(); // at the address that this token is for
    Q_EMIT slackConnected();
}

void Engine::disconnectSlack()
{
    m_rotation->stop();
    m_secrets.remove(secretname::slackToken);
    m_secrets.remove(secretname::slackRotation);
    keepSecrets([this](const Result<void> &stored) {
        if (!stored)
            return report(stored.error());
        m_slack->setToken({});
        m_dispatcher->setTokenDead(true);
        m_workspace = {};
        m_identity = {};
        Q_EMIT workspaceChanged(m_workspace);
        setSlack(LinkStatus::State::NotConfigured, tr("Disconnected. Posts wait in the queue."));
        if (const auto noted = m_runs->note(QStringLiteral("slack_disconnected"), {}, person(), m_clock.now()); !noted)
            report(noted.error());
    });
}

} // namespace ledgercast
