// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/taskscope.h"
#include "core/receiver/redirectreceiver.h"
#include "core/slack/oauthclient.h"

namespace ledgercast {

/// One person's way through Slack's OAuth page, from the address to open to the token: see oauth. The answer comes to a
/// port of this computer, or the person pastes the address they were sent to. It ends by itself after ten minutes, as
/// long as Slack's code holds. Lives in one thread; http and patience outlive it.
class SlackSignIn final : public QObject
{
    Q_OBJECT
public:
    struct Request
    {
        QUrl apiUrl;
        OAuthApp app;
        int port = 0; ///< of the redirect address
    };

    SlackSignIn(HttpClient &http, Sleeper &patience, QObject *parent = nullptr);

    /// Begins anew. Errors: Input, what can't be an app, a port or an address.
    [[nodiscard]] Result<void> start(const Request &request);
    [[nodiscard]] bool isOpen() const { return !m_state.isEmpty(); }
    /// Where the person allows it.
    [[nodiscard]] QUrl address() const;
    /// Why Slack's answer can't come here by itself; empty if it can.
    [[nodiscard]] QString listenProblem() const { return m_listenProblem; }
    /// The address they were sent to. Errors: Input, and it still waits for another one.
    [[nodiscard]] Result<void> take(const QString &address);
    void cancel();
    /// Resumes when nothing is asked any more.
    [[nodiscard]] QCoro::Task<void> drain();

Q_SIGNALS:
    void granted(const ledgercast::BotGrant &grant, const ledgercast::SlackSignIn::Request &request);
    /// It is over; isOpen() is false.
    void failed(const ledgercast::Error &error);

private:
    [[nodiscard]] QCoro::Task<void> giveUpInTime(QString state);
    [[nodiscard]] QCoro::Task<void> exchange(QString code);
    void fallOver(const Error &error);

    OAuthClient m_client;
    Sleeper &m_patience;
    RedirectReceiver m_receiver;
    Request m_request;
    QString m_state; ///< empty: nothing is waited for
    QString m_listenProblem;
    TaskScope m_scope;
};

} // namespace ledgercast
