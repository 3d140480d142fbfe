// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/slackworkspace.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSet>
#include <QTimer>
#include <QUrl>

#include <memory>

class QWebSocket;

namespace ledgercast::sandbox {

/// Slack's events, told over Socket Mode and, where an address is set, as signed HTTP requests.
class SlackEvents final : public QObject
{
    Q_OBJECT

public:
    explicit SlackEvents(const SlackWorkspace &workspace, QObject *parent = nullptr);
    ~SlackEvents() override;

    void setPort(quint16 port) { m_port = port; }
    /// For apps.connections.open: an address that works once.
    [[nodiscard]] QByteArray newAddress();
    /// One that has opened it; it goes again where its address isn't one of these.
    void take(std::unique_ptr<QWebSocket> socket);
    [[nodiscard]] qsizetype sockets() const { return m_sockets.size(); }
    [[nodiscard]] qsizetype unacknowledged() const { return m_waiting.size(); }

    /// Where signed requests go from now on; an invalid one: nowhere. Begins with url_verification.
    void setTarget(const QUrl &url, const QByteArray &signingSecret);
    /// Status of the last signed request; 0: none, or no answer.
    [[nodiscard]] int lastStatus() const { return m_lastStatus; }

    /// Tells it to one of the sockets, and to the address.
    void tell(const QJsonObject &event);
    /// Tells the last one again, under the same event id.
    bool tellAgain();
    /// Asks the oldest socket to go, as Slack does it every few hours, or ends it.
    bool disconnectOldest(const QByteArray &reason);

private:
    struct Envelope
    {
        QByteArray payload;
        int attempt = 0;
    };
    void send(const QByteArray &id);
    void sendAgain(const QByteArray &id);
    void post(const QByteArray &body, int retry);
    [[nodiscard]] QByteArray hello() const;

    const SlackWorkspace &m_workspace;
    quint16 m_port = 0;
    quint64 m_ticketCount = 0;
    quint64 m_eventCount = 0;
    quint64 m_envelopeCount = 0;
    QSet<QByteArray> m_tickets;
    QList<QWebSocket *> m_sockets; ///< oldest first
    QHash<QByteArray, Envelope> m_waiting;
    QByteArray m_lastPayload;
    QNetworkAccessManager m_network;
    QUrl m_target;
    QByteArray m_signingSecret;
    int m_lastStatus = 0;
};

} // namespace ledgercast::sandbox
