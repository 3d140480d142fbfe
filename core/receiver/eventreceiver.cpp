// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receiver/eventreceiver.h"

#include "core/base/log.h"
#include "core/receiver/slackrequest.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QHostAddress>

#include <thread>

// A system header: its warnings aren't ours.
#include <httplib.h>

namespace ledgercast {

namespace {

constexpr std::size_t largestBody = 1024 * 1024;
constexpr std::size_t workers = 4;
constexpr time_t secondsForASender = 3;
constexpr std::chrono::seconds startDeadline{2};

QByteArray headerOf(const httplib::Request &request, const char *name)
{
    return QByteArray::fromStdString(request.get_header_value(name));
}

Error refused(const QString &message, const QString &detail = {})
{
    return {ErrorKind::Input, EventReceiver::tr("Take Slack's events"), message, detail,
            QStringLiteral("events_port_refused")};
}

} // namespace

struct EventReceiver::Listener
{
    std::unique_ptr<httplib::Server> server;
    std::thread thread;
    int port = 0;

    ~Listener()
    {
        if (server)
            server->stop();
        if (thread.joinable())
            thread.join();
    }
};

EventReceiver::EventReceiver(const Clock &clock, QObject *parent) : QObject(parent), m_clock(clock) {}

EventReceiver::~EventReceiver() = default;

int EventReceiver::port() const
{
    return m_listener ? m_listener->port : 0;
}

void EventReceiver::stop()
{
    m_asked.reset();
    m_listener.reset();
}

Result<void> EventReceiver::start(const Options &options)
{
    stop();
    m_asked = options;
    const bool isLocal =
        options.address == u"localhost" || QHostAddress(options.address).isLoopback(); // cpp-httplib takes "" for all
    if (!isLocal && options.certificatePath.isEmpty())
        return fail(refused(tr("Slack's events aren't taken at “%1”: other computers may reach it, so it has to speak "
                               "HTTPS. Name a certificate in slack.events_certificate and its key in slack.events_key, "
                               "or set slack.events_address to 127.0.0.1.")
                                .arg(options.address)));
    auto listener = std::make_unique<Listener>();
    if (options.certificatePath.isEmpty()) {
        listener->server = std::make_unique<httplib::Server>();
    } else {
        for (const QString &path : {options.certificatePath, options.keyPath}) {
            if (!QFileInfo(path).isReadable())
                return fail(refused(tr("The file %1 can't be read, so Slack's events aren't taken. Check "
                                       "slack.events_certificate and slack.events_key.")
                                        .arg(path)));
        }
        listener->server = std::make_unique<httplib::SSLServer>(QFile::encodeName(options.certificatePath).constData(),
                                                                QFile::encodeName(options.keyPath).constData());
        if (!listener->server->is_valid())
            return fail(refused(tr("The certificate and its key can't be used, so Slack's events aren't taken. Both "
                                   "have to be PEM files, and belong together.")));
    }
    httplib::Server &server = *listener->server;
    server.new_task_queue = [] { return new httplib::ThreadPool(workers); };
    server.set_payload_max_length(largestBody);
    server.set_read_timeout(secondsForASender, 0);
    server.set_write_timeout(secondsForASender, 0);
    server.set_keep_alive_max_count(1); // a worker is nobody's for long
    server.Post("/slack/events", [this, secret = options.signingSecret](const httplib::Request &request,
                                                                        httplib::Response &response) {
        const SlackRequest received{headerOf(request, "X-Slack-Request-Timestamp"),
                                    headerOf(request, "X-Slack-Signature"), QByteArray::fromStdString(request.body)};
        const SlackRequestAnswer answer = answerToSlack(received, secret, m_clock.now());
        response.status = answer.status;
        if (answer.isFinal)
            response.set_header("x-slack-no-retry", "1");
        response.set_content(answer.body.toStdString(), "text/plain");
        if (answer.wrapper)
            QMetaObject::invokeMethod(
                this, [this, wrapper = *answer.wrapper] { Q_EMIT heard(wrapper); }, Qt::QueuedConnection);
    });
    const std::string address = options.address.toStdString();
    const bool isBound = options.port == 0 ? (listener->port = server.bind_to_any_port(address.c_str())) > 0
                                           : server.bind_to_port(address.c_str(), options.port);
    if (!isBound) {
        return fail(refused(tr("Port %1 at %2 can't be opened, so Slack's events aren't taken: another program has it, "
                               "or the address isn't this computer's. Check slack.events_port and "
                               "slack.events_address.")
                                .arg(options.port)
                                .arg(options.address)));
    }
    if (options.port != 0)
        listener->port = options.port;
    listener->thread = std::thread([&server] { server.listen_after_bind(); });
    // stop() before the thread listens would be lost.
    const QDeadlineTimer deadline(startDeadline);
    while (!server.is_running() && !deadline.hasExpired())
        std::this_thread::yield();
    m_listener = std::move(listener);
    qCInfo(logEngine) << "Slack's events are taken at" << options.address << m_listener->port;
    return {};
}

} // namespace ledgercast
