// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandbox.h"

#include "app/sandbox/json.h"

#include <QFile>
#include <QHostAddress>
#include <QJsonDocument>
#include <QSaveFile>
#include <QTcpServer>
#include <QWebSocket>

using namespace Qt::StringLiterals;

namespace ledgercast::sandbox {

Sandbox::Sandbox(const Options &options)
    : m_options(options)
    , m_business(m_tables, options.seed, options.date)
    , m_faults(options.seed ^ 0xfa017ULL)
    , m_gateway(m_tables, m_faults,
                {options.seed,
                 options.tokenLifetimeSeconds,
                 options.hasLimits ? options.ionRequestsPerMinute : 0,
                 {},
                 options.tenant.toLatin1()})
    , m_workspace(options.seed, options.isHealthy)
    , m_events(m_workspace)
    , m_oauth(m_workspace, options.seed, {options.redirectUrl.toUtf8()}, options.rotationSeconds)
    , m_slack(m_workspace, m_events, m_oauth, m_faults, options.hasLimits)
    , m_ionServer([this](const Request &request) { return handleIon(request); })
    , m_slackServer([this](const Request &request) { return handleSlack(request); })
{
    m_faults.set(options.faults);
    if (options.speed > 0) {
        // Fast clocks take several minutes a tick rather than hundreds of ticks a second.
        const double milliseconds = 60000 / options.speed;
        const int minutes = milliseconds < 100 ? static_cast<int>(100 / milliseconds) : 1;
        QObject::connect(&m_clock, &QTimer::timeout, &m_clock, [this, minutes] {
            m_business.advance(minutes);
            m_gateway.forgetViews();
        });
        m_clock.start(qMax(1, static_cast<int>(milliseconds * minutes)));
    }
}

std::optional<QString> Sandbox::listen()
{
    const auto bind = [](HttpServer &server, quint16 port) -> quint16 {
        auto *listener = new QTcpServer(&server);
        if (!listener->listen(QHostAddress::LocalHost, port))
            return 0;
        server.bind(listener);
        return listener->serverPort();
    };
    m_ionPort = bind(m_ionServer, m_options.ionPort);
    m_slackPort = bind(m_slackServer, m_options.slackPort);
    if (m_ionPort == 0 || m_slackPort == 0)
        return u"Port %1 is in use"_s.arg(m_ionPort == 0 ? m_options.ionPort : m_options.slackPort);
    m_events.setPort(m_slackPort);
    QObject::connect(&m_slackServer, &HttpServer::newWebSocketConnection, &m_events, [this] {
        while (m_slackServer.hasPendingWebSocketConnections())
            m_events.take(m_slackServer.nextPendingWebSocketConnection());
    });
    m_slack.setWebUrl("http://127.0.0.1:" + QByteArray::number(m_slackPort) + '/');
    if (m_options.ionApiFile.isEmpty())
        return std::nullopt;
    QSaveFile file(m_options.ionApiFile);
    if (!file.open(QIODevice::WriteOnly) || file.write(m_gateway.ionApiFile(m_ionPort)) < 0 || !file.commit())
        return u"%1 can't be written: %2"_s.arg(m_options.ionApiFile, file.errorString());
    return std::nullopt;
}

QByteArray Sandbox::announcement() const
{
    const QByteArray ion = "http://127.0.0.1:" + QByteArray::number(m_ionPort);
    const QByteArray web = "http://127.0.0.1:" + QByteArray::number(m_slackPort) + '/';
    return "{\"ion\":" + jsonString(ion) + ",\"slack\":" + jsonString(web + "api/") + ",\"web\":" + jsonString(web) +
           ",\"slack_token\":" + jsonString(m_workspace.token) +
           ",\"slack_app_token\":" + jsonString(m_workspace.appToken) +
           ",\"slack_client_id\":" + jsonString(m_oauth.clientId) +
           ",\"slack_client_secret\":" + jsonString(m_oauth.clientSecret) +
           ",\"tenant\":" + jsonString(m_gateway.tenant()) +
           ",\"ionapi\":" + jsonString(m_options.ionApiFile.toUtf8()) + "}\n";
}

Reply Sandbox::handleIon(const Request &request)
{
    if (request.path.startsWith("/_sandbox/"))
        return control(request);
    if (const auto minutes = m_faults.strikesWith("ion.rows_change", 5)) {
        m_business.advance(*minutes);
        m_gateway.forgetViews();
    }
    return m_gateway.handle(request);
}

Reply Sandbox::handleSlack(const Request &request)
{
    if (request.path.startsWith("/api/"))
        return m_slack.handle(request.path.sliced(5), request);
    if (request.path.startsWith("/upload/v1/"))
        return m_slack.upload(request.path.sliced(11), request);
    if (request.path.startsWith("/files/"))
        return m_slack.fileContent(request.path.sliced(7).split('/').first());
    if (request.path == "/_sandbox/files")
        return {200, m_slack.filesShown()};
    if (request.path == "/oauth/v2/authorize")
        return m_oauth.authorize(request);
    if (request.path == "/_sandbox/page")
        return {200, pageData(request)};
    if (request.path.startsWith("/_sandbox/"))
        return control(request);
    if (request.path == "/" || request.path.startsWith("/archives/")) {
        QFile page(u":/sandbox/page.html"_s);
        const bool isOpen = page.open(QIODevice::ReadOnly);
        Reply reply{isOpen ? 200 : 500, page.readAll(), "text/html; charset=utf-8"};
        reply.headers = {{"Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; script-src "
                                                     "'unsafe-inline'; connect-src 'self'"},
                         {"Cache-Control", "no-store"}};
        return reply;
    }
    return {404, "Not found", "text/plain"};
}

} // namespace ledgercast::sandbox
