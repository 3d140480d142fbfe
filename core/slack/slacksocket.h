// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QJsonObject>
#include <QObject>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>

#include <chrono>

namespace ledgercast {

/// One WebSocket of Slack's Socket Mode (docs.slack.dev/apis/events-api/using-socket-mode). Acknowledges every envelope
/// before anyone looks into it, asks for a sign of life again and again, and ends when none comes. One thread; delete
/// it from the event loop only.
class SlackSocket final : public QObject
{
    Q_OBJECT
public:
    struct Times
    {
        std::chrono::milliseconds hello{15'000};   ///< from the start until Slack says hello
        std::chrono::milliseconds ping{5'000};     ///< between two pings
        std::chrono::milliseconds silence{20'000}; ///< without a sign of life: the line is dead
    };
    enum class Phase {
        Opening,
        Live,     ///< Slack said hello
        Leaving,  ///< live, but Slack asks for another one in its place
        Disabled, ///< Slack ended it: Socket Mode was switched off
        Ended
    };

    SlackSocket(const QUrl &url, const Times &times, QObject *parent = nullptr);
    ~SlackSocket() override;

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] bool isListening() const { return m_phase == Phase::Live || m_phase == Phase::Leaving; }
    /// Why it ended, for support: "timeout", "silence", Slack's word, or the network's.
    [[nodiscard]] QString cause() const { return m_cause; }
    /// Since hello; 0 before.
    [[nodiscard]] std::chrono::milliseconds lived() const;
    /// Ends in good order, at the latest after a few seconds: what is on its way is still heard.
    void close();

    /// wss anywhere; ws for this computer only.
    [[nodiscard]] static bool isAllowed(const QUrl &url);

Q_SIGNALS:
    void phaseChanged();
    /// The payload of an events_api envelope, from the event loop.
    void heard(const QJsonObject &payload);

private:
    void take(const QString &frame);
    void takeDisconnect(const QString &reason);
    void beat();
    void enter(Phase phase);
    void end(const QString &cause);

    Times m_times;
    QWebSocket m_socket;
    QTimer m_deadline;
    QTimer m_heart;
    QElapsedTimer m_sinceLife;
    QElapsedTimer m_sinceHello;
    Phase m_phase = Phase::Opening;
    QString m_cause;
};

} // namespace ledgercast
