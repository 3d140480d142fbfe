// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receiver/eventreceiver.h"

#include "core/base/log.h"
#include "core/receiver/httplistener.h"
#include "core/receiver/slackrequest.h"

#include <QFile>
#include <QFileInfo>
#include <QHostAddress>

// A system header: its warnings aren't ours.
#include <httplib.h>

namespace ledgercast {

namespace {

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

EventReceiver::EventReceiver(const Clock &clock, QObject *parent) : QObject(parent), m_clock(clock) {}

EventReceiver::~EventReceiver() = default;

int EventReceiver::port() const
{
    return m_listener ? m_listener->port() : 0;
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
    std::unique_ptr<httplib::Server> made;
    if (options.certificatePath.isEmpty()) {
        made = std::make_unique<httplib::Server>();
    } else {
        for (const QString &path : {options.certificatePath, options.keyPath}) {
            if (!QFileInfo(path).isReadable())
                return fail(refused(tr("The file %1 can't be read, so Slack's events aren't taken. Check "
                                       "slack.events_certificate and slack.events_key.")
                                        .arg(path)));
        }
        made = std::make_unique<httplib::SSLServer>(QFile::encodeName(options.certificatePath).constData(),
                                                    QFile::encodeName(options.keyPath).constData());
        if (!made->is_valid())
            return fail(refused(tr("The certificate and its key can't be used, so Slack's events aren't taken. Both "
                                   "have to be PEM files, and belong together.")));
    }
    auto listener = std::make_unique<HttpListener>(std::move(made));
    listener->server().Post("/slack/events", [this, secret = options.signingSecret](const httplib::Request &request,
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
    if (!listener->listen(options.address.toStdString(), options.port)) {
        return fail(refused(tr("Port %1 at %2 can't be opened, so Slack's events aren't taken: another program has it, "
                               "or the address isn't this computer's. Check slack.events_port and "
                               "slack.events_address.")
                                .arg(options.port)
                                .arg(options.address)));
    }
    m_listener = std::move(listener);
    qCInfo(logEngine) << "Slack's events are taken at" << options.address << m_listener->port();
    return {};
}

} // namespace ledgercast
