// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/tokenrotation.h"

#include "core/base/log.h"
#include "core/slack/slackerrors.h"

namespace ledgercast {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds firstPause = 5s;
constexpr Milliseconds longestPause = 5min;
/// Whoever waits is woken; this is for one that would be forgotten.
constexpr Milliseconds lookAgain = 60s;

/// Only Slack's own word ends it: a proxy's page doesn't.
bool isFinal(const Error &error)
{
    return error.kind == ErrorKind::Auth || error.kind == ErrorKind::Refused;
}

/// Whether Slack may have taken the refresh token all the same.
bool isLost(const Error &error)
{
    return error.kind == ErrorKind::NoAnswer || error.kind == ErrorKind::Server || error.kind == ErrorKind::Protocol;
}

} // namespace

TokenRotation::TokenRotation(HttpClient &http, const Clock &clock, Keep keep, QObject *parent)
    : QObject(parent), m_client(http), m_clock(clock), m_keep(std::move(keep))
{
}

void TokenRotation::start(const QUrl &apiUrl, const RotatingToken &token)
{
    if (m_token == token && m_apiUrl == apiUrl)
        return;
    stop();
    m_apiUrl = apiUrl;
    m_token = token;
}

void TokenRotation::stop()
{
    ++m_run;
    m_token.reset();
    m_unkept.reset();
    m_error.reset();
    m_notBefore = {};
    m_failures = 0;
    m_isRenewing = false;
    m_news.wakeAll();
}

QCoro::Task<void> TokenRotation::drain()
{
    auto draining = m_scope.drain();
    co_await draining;
}

void TokenRotation::renewIfDue()
{
    if (!m_token || m_isRenewing || m_clock.now() < std::max(m_token->renewAt(), m_notBefore))
        return;
    if (!m_error || !isFinal(*m_error))
        m_scope.start(renewOnce(m_run));
}

QCoro::Task<Result<QString>> TokenRotation::renew(QString expired)
{
    if (!m_token)
        co_return fail(ErrorKind::Auth, tr("Renew the bot token"), slackCause(QStringLiteral("token_expired")).words,
                       {}, QStringLiteral("token_expired"));
    const int run = m_run;
    if (m_token->token == expired && !m_isRenewing) {
        if (m_error && (isFinal(*m_error) || m_clock.now() < m_notBefore))
            co_return fail(*m_error);
        m_scope.start(renewOnce(run));
    }
    while (run == m_run && m_isRenewing && m_token->token == expired) {
        auto waiting = m_news.sleep(lookAgain);
        co_await waiting;
    }
    if (run != m_run)
        co_return fail(ErrorKind::Cancelled, tr("Renew the bot token"), tr("Another sign-in took its place."));
    if (m_token->token == expired)
        co_return fail(*m_error);
    const QString token = m_token->token; // QCoro moves from what a co_return names, a member too
    co_return token;
}

QCoro::Task<void> TokenRotation::renewOnce(int run)
{
    m_isRenewing = true;
    if (!m_unkept) {
        const RotatingToken old = *m_token;
        auto refreshing = refresh(old);
        const Result<BotGrant> grant = co_await refreshing;
        if (run != m_run)
            co_return;
        if (!grant) {
            postpone(grant.error());
            co_return;
        }
        m_unkept = RotatingToken::ofGrant(*grant, old.app, m_clock.now());
    }
    const RotatingToken pair = *m_unkept;
    auto keeping = keepPair(pair);
    const Result<void> kept = co_await keeping;
    if (run != m_run)
        co_return;
    if (!kept) {
        postpone(kept.error());
        co_return;
    }
    qCInfo(logSlack) << "the bot token was renewed; it ends at" << toDateTime(pair.endsAt);
    m_token = pair;
    m_unkept.reset();
    m_error.reset();
    m_failures = 0;
    m_notBefore = {};
    m_isRenewing = false;
    Q_EMIT renewed(pair.token);
    m_news.wakeAll();
}

QCoro::Task<Result<BotGrant>> TokenRotation::refresh(RotatingToken old)
{
    auto asking = m_client.refresh(m_apiUrl, old.app, old.refreshToken);
    Result<BotGrant> grant = co_await asking;
    if (!grant && isLost(grant.error())) {
        qCInfo(logSlack) << "the answer with the new bot token was lost; asked again:" << grant.error().code;
        auto again = m_client.refresh(m_apiUrl, old.app, old.refreshToken);
        grant = co_await again;
    }
    if (grant && grant->refreshToken.isEmpty()) // rotation can't be switched off: somebody else's answer
        co_return fail(ErrorKind::Protocol, tr("Renew the bot token"), oauth::words(QStringLiteral("half_a_rotation")),
                       {}, QStringLiteral("half_a_rotation"));
    co_return grant;
}

QCoro::Task<Result<void>> TokenRotation::keepPair(RotatingToken pair)
{
    const auto outcome = std::make_shared<std::optional<Result<void>>>();
    m_keep(pair, [this, outcome](const Result<void> &kept) {
        *outcome = kept;
        m_news.wakeAll();
    });
    while (!*outcome) {
        auto waiting = m_news.sleep(lookAgain);
        co_await waiting;
    }
    const Result<void> kept = **outcome;
    co_return kept;
}

void TokenRotation::postpone(const Error &error)
{
    m_isRenewing = false;
    m_error = error;
    const Milliseconds pause = std::min<Milliseconds>(firstPause * (1 << std::min(m_failures, 9)), longestPause);
    ++m_failures;
    m_notBefore = m_clock.now() + std::max(error.retryAfter.value_or(0ms), pause);
    qCWarning(logSlack) << "the bot token wasn't renewed:" << error.code << error.detail;
    if (isFinal(error))
        Q_EMIT refused(error);
    m_news.wakeAll();
}

} // namespace ledgercast
