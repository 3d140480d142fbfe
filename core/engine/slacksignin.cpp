// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/slacksignin.h"

namespace ledgercast {

using namespace std::chrono_literals;

namespace {

constexpr Milliseconds longestWait = 10min;
constexpr int firstPort = 1024;
constexpr int lastPort = 65'535;

tl::unexpected<Error> refused(const QString &code, const QString &words)
{
    return fail(ErrorKind::Input, SlackSignIn::tr("Sign in to Slack"), words, {}, code);
}

} // namespace

SlackSignIn::SlackSignIn(HttpClient &http, Sleeper &patience, QObject *parent)
    : QObject(parent), m_client(http), m_patience(patience)
{
    connect(&m_receiver, &RedirectReceiver::received, this, [this](const QString &address) {
        // The state was compared before; what a person pasted meanwhile is quicker.
        if (isOpen())
            (void)take(address);
    });
}

Result<void> SlackSignIn::start(const Request &request)
{
    cancel();
    if (const QString why = oauth::whyNotAClientId(request.app.clientId); !why.isEmpty())
        return refused(QStringLiteral("not_a_client_id"), why);
    if (const QString why = oauth::whyNotAClientSecret(request.app.clientSecret); !why.isEmpty())
        return refused(QStringLiteral("not_a_client_secret"), why);
    if (request.port < firstPort || request.port > lastPort)
        return refused(QStringLiteral("not_a_port"),
                       tr("The port of the redirect address is a number from %1 to %2.").arg(firstPort).arg(lastPort));
    m_request = request;
    m_state = oauth::newState();
    const auto judge = [redirect = oauth::redirectUrl(request.port), state = m_state](const QString &address) {
        const auto code = oauth::codeOf(address, redirect, state);
        return code || code.error().kind == ErrorKind::Refused;
    };
    const auto listening = m_receiver.start(oauth::redirectUrl(request.port), judge);
    m_listenProblem = listening ? QString() : listening.error().message;
    m_scope.start(giveUpInTime(m_state));
    return {};
}

QUrl SlackSignIn::address() const
{
    return oauth::authorizeUrl(m_request.apiUrl, m_request.app.clientId, oauth::redirectUrl(m_request.port), m_state);
}

Result<void> SlackSignIn::take(const QString &address)
{
    if (!isOpen())
        return refused(QStringLiteral("no_sign_in"), tr("No sign-in is under way any more. Begin again."));
    const auto code = oauth::codeOf(address, oauth::redirectUrl(m_request.port), m_state);
    if (!code && code.error().kind == ErrorKind::Input)
        return fail(code.error());
    m_state.clear();
    m_receiver.stop();
    m_patience.wakeAll();
    if (!code)
        fallOver(code.error());
    else
        m_scope.start(exchange(*code));
    return {};
}

void SlackSignIn::cancel()
{
    m_state.clear();
    m_request = {};
    m_receiver.stop();
    m_patience.wakeAll();
}

QCoro::Task<void> SlackSignIn::drain()
{
    auto draining = m_scope.drain();
    co_await draining;
}

QCoro::Task<void> SlackSignIn::giveUpInTime(QString state)
{
    auto waiting = m_patience.sleep(longestWait);
    const bool isOver = co_await waiting;
    if (!isOver || m_state != state)
        co_return;
    cancel();
    fallOver({ErrorKind::Cancelled,
              tr("Sign in to Slack"),
              tr("Nothing came back from Slack for ten minutes, so the sign-in ended. Begin again."),
              {},
              QStringLiteral("sign_in_timeout")});
}

QCoro::Task<void> SlackSignIn::exchange(QString code)
{
    const Request request = std::exchange(m_request, {});
    auto asking = m_client.exchange(request.apiUrl, request.app, code, oauth::redirectUrl(request.port));
    const Result<BotGrant> grant = co_await asking;
    if (grant)
        Q_EMIT granted(*grant, request);
    else
        fallOver(grant.error());
}

/// A code holds once, so a lost answer isn't asked for again.
void SlackSignIn::fallOver(const Error &error)
{
    Error told = error;
    if (told.kind == ErrorKind::NoAnswer)
        told.message = tr("Slack's answer was lost, and its code holds only once. Begin again.");
    Q_EMIT failed(told);
}

} // namespace ledgercast
