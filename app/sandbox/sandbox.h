// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/business.h"
#include "app/sandbox/gateway.h"
#include "app/sandbox/httpserver.h"
#include "app/sandbox/options.h"
#include "app/sandbox/slackapi.h"

#include <QTimer>

namespace ledgercast::sandbox {

/// Both halves, their control interface and the business clock. One thread.
class Sandbox
{
public:
    explicit Sandbox(const Options &options);
    Sandbox(const Sandbox &) = delete;
    Sandbox &operator=(const Sandbox &) = delete;

    /// Starts to listen; what went wrong, or nothing.
    [[nodiscard]] std::optional<QString> listen();
    /// The line for standard output.
    [[nodiscard]] QByteArray announcement() const;

private:
    Reply handleIon(const Request &request);
    Reply handleSlack(const Request &request);
    Reply control(const Request &request);
    [[nodiscard]] QByteArray state() const;
    Reply setFaults(const Request &request);
    // controlslack.cpp
    std::optional<Reply> controlSlack(const QByteArray &action, const QJsonObject &body);
    Reply changeChannel(const QByteArray &action, const QJsonObject &body);
    Reply changeMessage(const QByteArray &action, const QJsonObject &body);
    Reply endAccess(bool isUninstalled);
    Reply changeOAuth(const QJsonObject &body);
    [[nodiscard]] static Reply done();
    [[nodiscard]] static Reply refused(const QString &reason);
    Reply putDocument(const QJsonObject &document);
    Reply advance(int minutes);
    [[nodiscard]] QByteArray pageData(const Request &request);

    Options m_options;
    Tables m_tables;
    Business m_business;
    Faults m_faults;
    Gateway m_gateway;
    SlackWorkspace m_workspace;
    SlackEvents m_events;
    SlackOAuth m_oauth;
    SlackApi m_slack;
    HttpServer m_ionServer;
    HttpServer m_slackServer;
    QTimer m_clock;
    quint16 m_ionPort = 0;
    quint16 m_slackPort = 0;
};

} // namespace ledgercast::sandbox
