// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/taskscope.h"
#include "core/slack/slackclient.h"
#include "core/slack/slacksocket.h"

namespace ledgercast {

/// Hears Slack's events through Socket Mode, without an address that Slack could call: keeps one WebSocket open, a
/// second one while Slack asks for the first to be replaced, and tries again, ever more slowly, what fails. Slack tells
/// an event to one of an app's sockets only, and forgets what nobody heard: what must not be missed is looked up, too.
/// One thread. clock and pauses outlive it; stop it and await drain() before it dies.
class SocketMode final : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Off,
        Connecting, ///< for the first time, or again after a failure
        Connected,
        Stopped ///< needs a person: see error()
    };

    /// pauses: for what is waited between two tries.
    SocketMode(const Clock &clock, Sleeper &pauses, const SlackSocket::Times &times = {}, QObject *parent = nullptr);

    /// Why a text can't be an app-level token, for people; empty if it can be one.
    [[nodiscard]] static QString whyNotAToken(const QString &token);
    /// Slack's refusal in the words that fit this token: elsewhere its codes speak of the bot token.
    [[nodiscard]] static Error explained(Error error);
    /// How long to wait after so many failures in a row (1, 2, …), at most five minutes; chance: 0 to 1, so that many
    /// that lost Slack at once don't come back at once.
    [[nodiscard]] static Milliseconds pauseAfter(int failures, double chance);

    /// Begins to listen, anew where it did. apiUrl: as for SlackClient.
    void start(const QUrl &apiUrl, const QString &token);
    void stop();
    /// After stop(): resumes when nothing runs any more.
    [[nodiscard]] QCoro::Task<void> drain();

    [[nodiscard]] State state() const { return m_state; }
    /// Why it is Stopped, or Connecting again. kind: Auth, Permission, Refused or Input if it is Stopped.
    [[nodiscard]] const Error &error() const { return m_error; }

Q_SIGNALS:
    void stateChanged();
    /// An event_callback wrapper, see readSlackEvent(); possibly one that was heard before.
    void heard(const QJsonObject &wrapper);

private:
    [[nodiscard]] QCoro::Task<void> keepListening(int run);
    /// Opens a socket beside the one there is, and puts it in its place when Slack has said hello.
    [[nodiscard]] QCoro::Task<Result<void>> replaceSocket(int run);
    [[nodiscard]] QCoro::Task<void> untilNews(int run);
    [[nodiscard]] SlackSocket *open(const QUrl &url);
    static void retire(SlackSocket *socket);
    void halt(const Error &error);
    void enter(State state, const Error &error = {});

    const Clock &m_clock;
    Sleeper &m_pauses;
    SlackSocket::Times m_times;
    Sleeper m_news;
    HttpClient m_http;
    SlackClient m_slack;
    TaskScope m_scope;
    SlackSocket *m_socket = nullptr;
    int m_run = 0; ///< a task of an earlier one ends when it sees it
    State m_state = State::Off;
    Error m_error;
};

} // namespace ledgercast
