// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/socketmode.h"

#include "core/base/log.h"

#include <QRandomGenerator>
#include <QRegularExpression>

namespace ledgercast {

using namespace std::chrono_literals;

namespace {

/// A connection that lived this long was a good one.
constexpr Milliseconds steadyAfter = 30s;
constexpr Milliseconds longestPause = 5min;

QString operation()
{
    return SocketMode::tr("Hear of events in Slack");
}

Error lost(const QString &cause)
{
    return {ErrorKind::NoAnswer, operation(), SocketMode::tr("The connection for events broke. It is made again."),
            cause, QStringLiteral("connection_lost")};
}

Error switchedOff()
{
    return {ErrorKind::Refused,
            operation(),
            SocketMode::tr("Socket Mode was switched off for the app. Messages are posted all the same. To hear of "
                           "events again, switch it on under “Socket Mode” of the app at api.slack.com/apps, then "
                           "paste the app-level token again."),
            {},
            QStringLiteral("link_disabled")};
}

bool isFinal(const Error &error)
{
    return error.kind == ErrorKind::Auth || error.kind == ErrorKind::Permission || error.kind == ErrorKind::Input ||
           error.code == u"link_disabled";
}

} // namespace

SocketMode::SocketMode(const Clock &clock, Sleeper &pauses, const SlackSocket::Times &times, QObject *parent)
    : QObject(parent), m_clock(clock), m_pauses(pauses), m_times(times), m_slack(m_http, m_clock)
{
}

QString SocketMode::whyNotAToken(const QString &token)
{
    static const QRegularExpression appToken(QStringLiteral("\\Axapp-[A-Za-z0-9-]{8,}\\z"));
    if (appToken.match(token).hasMatch())
        return {};
    QString what = tr("This isn't a whole app-level token, or something is added to it.");
    if (token.isEmpty())
        what = tr("No token was given.");
    else if (token.startsWith(u"xoxb-") || token.startsWith(u"xoxe.xoxb-"))
        what = tr("This is the bot token, which can't hear of events.");
    else if (token.startsWith(u"xox"))
        what = tr("This is another kind of token, which can't hear of events.");
    return what + u' ' +
           tr("Make an app-level token with the scope connections:write under “Basic Information” of the Slack app; it "
              "begins with xapp-.");
}

Error SocketMode::explained(Error error)
{
    const PostVerdict verdict = verdictForCode(error.code);
    if (verdict == PostVerdict::ScopeMissing)
        error.message = tr("The app-level token lacks the permission connections:write. Make a token with it under "
                           "“Basic Information” of the app at api.slack.com/apps, and paste it.");
    else if (verdict == PostVerdict::TokenDead)
        error.message = tr("Slack doesn't accept the app-level token. Messages are posted all the same. Make a new one "
                           "under “Basic Information” of the app at api.slack.com/apps, and paste it.");
    return error;
}

Milliseconds SocketMode::pauseAfter(int failures, double chance)
{
    const int doublings = std::clamp(failures - 1, 0, 9);
    const Milliseconds pause = std::min<Milliseconds>(1s * (1 << doublings), longestPause);
    return Milliseconds(static_cast<qint64>(static_cast<double>(pause.count()) * (0.5 + chance / 2)));
}

void SocketMode::start(const QUrl &apiUrl, const QString &token)
{
    stop();
    m_slack.setBaseUrl(apiUrl);
    m_slack.setToken(token);
    enter(State::Connecting);
    m_scope.start(keepListening(m_run));
}

void SocketMode::stop()
{
    ++m_run;
    for (SlackSocket *socket : findChildren<SlackSocket *>(Qt::FindDirectChildrenOnly))
        retire(socket);
    m_socket = nullptr;
    m_http.abortAll();
    m_slack.stopWaiting();
    m_news.wakeAll();
    m_pauses.wakeAll();
    enter(State::Off);
}

QCoro::Task<void> SocketMode::drain()
{
    auto draining = m_scope.drain();
    co_await draining;
}

void SocketMode::enter(State state, const Error &error)
{
    const bool isSame = m_state == state && m_error.message == error.message;
    m_state = state;
    m_error = error;
    if (!isSame)
        Q_EMIT stateChanged();
}

void SocketMode::halt(const Error &error)
{
    qCWarning(logSlack) << error.operation << error.message << error.detail << error.code;
    stop();
    enter(State::Stopped, error);
}

SlackSocket *SocketMode::open(const QUrl &url)
{
    auto *socket = new SlackSocket(url, m_times, this);
    connect(socket, &SlackSocket::heard, this, &SocketMode::heard);
    connect(socket, &SlackSocket::phaseChanged, this, [this] { m_news.wakeAll(); });
    return socket;
}

void SocketMode::retire(SlackSocket *socket)
{
    if (socket->phase() == SlackSocket::Phase::Ended)
        return socket->deleteLater();
    connect(socket, &SlackSocket::phaseChanged, socket, [socket] {
        if (socket->phase() == SlackSocket::Phase::Ended)
            socket->deleteLater();
    });
    socket->close();
}

QCoro::Task<void> SocketMode::untilNews(int run)
{
    if (run != m_run)
        co_return;
    auto waiting = m_news.sleep(1h); // the loop looks again, whatever woke it
    co_await waiting;
}

QCoro::Task<Result<void>> SocketMode::replaceSocket(int run)
{
    auto asking = m_slack.openSocket();
    const Result<QUrl> url = co_await asking;
    if (run != m_run)
        co_return fail(ErrorKind::Cancelled, operation(), tr("Stopped."));
    if (!url)
        co_return fail(explained(url.error()));
    if (!SlackSocket::isAllowed(*url))
        co_return fail(ErrorKind::Protocol, operation(),
                       tr("Slack named an address for events that isn't secure. It isn't used; Ledgercast asks again."),
                       url->toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery), QStringLiteral("address_refused"));
    SlackSocket *next = open(*url);
    while (run == m_run && next->phase() == SlackSocket::Phase::Opening) {
        auto waiting = untilNews(run);
        co_await waiting;
    }
    if (run != m_run) // stop() has retired it
        co_return fail(ErrorKind::Cancelled, operation(), tr("Stopped."));
    if (!next->isListening()) {
        const bool isDisabled = next->phase() == SlackSocket::Phase::Disabled;
        const Error error = isDisabled ? switchedOff() : lost(next->cause());
        retire(next);
        co_return fail(error);
    }
    if (SlackSocket *old = std::exchange(m_socket, next))
        retire(old);
    co_return Result<void>();
}

QCoro::Task<void> SocketMode::keepListening(int run)
{
    for (int failures = 0; run == m_run;) {
        auto replacing = replaceSocket(run);
        const Result<void> replaced = co_await replacing;
        if (run != m_run)
            co_return;
        Error error = replaced ? Error() : replaced.error();
        if (!replaced && isFinal(error))
            co_return halt(error);
        if (replaced) {
            enter(State::Connected);
            while (run == m_run && m_socket->phase() == SlackSocket::Phase::Live) {
                auto waiting = untilNews(run);
                co_await waiting;
            }
            if (run != m_run)
                co_return;
            if (m_socket->phase() == SlackSocket::Phase::Disabled)
                co_return halt(switchedOff());
            error = lost(m_socket->cause());
            if (m_socket->lived() >= steadyAfter)
                failures = 0;
        }
        ++failures;
        // A socket that leaves is replaced at once, unless its successors leave as soon as they came.
        const bool isLeaving = m_socket && m_socket->phase() == SlackSocket::Phase::Leaving;
        if (isLeaving && replaced && failures == 1)
            continue;
        if (!m_socket || !m_socket->isListening()) {
            qCInfo(logSlack) << "not listening for events:" << error.message << error.detail << error.code;
            enter(State::Connecting, error);
        }
        auto pausing = m_pauses.sleep(pauseAfter(failures, QRandomGenerator::global()->generateDouble()));
        co_await pausing;
    }
}

} // namespace ledgercast
