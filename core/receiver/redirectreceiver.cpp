// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/receiver/redirectreceiver.h"

#include "core/base/log.h"
#include "core/receiver/httplistener.h"
#include "core/receiver/selfsigned.h"

// A system header: its warnings aren't ours.
#include <httplib.h>

namespace ledgercast {

namespace {

/// A page of one sentence, which loads nothing and is kept nowhere: its address holds a code.
void answer(httplib::Response &response, int status, const QString &sentence)
{
    response.status = status;
    response.set_header("Content-Security-Policy", "default-src 'none'");
    response.set_header("Cache-Control", "no-store");
    response.set_header("Referrer-Policy", "no-referrer");
    const QString page = QStringLiteral("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Ledgercast</title>"
                                        "</head><body><h1>Ledgercast</h1><p>%1</p></body></html>")
                             .arg(sentence.toHtmlEscaped());
    response.set_content(page.toStdString(), "text/html; charset=utf-8");
}

} // namespace

RedirectReceiver::RedirectReceiver(QObject *parent) : QObject(parent) {}

RedirectReceiver::~RedirectReceiver() = default;

void RedirectReceiver::stop()
{
    m_listener.reset();
}

Result<void> RedirectReceiver::start(const QUrl &redirect, Judge judge)
{
    stop();
    const SelfSigned own = SelfSigned::make();
    auto server = std::make_unique<httplib::SSLServer>(own.certificate.get(), own.key.get());
    if (!own.certificate || !server->is_valid())
        return fail(ErrorKind::Internal, tr("Sign in to Slack"),
                    tr("No certificate can be made on this computer, so Slack's answer can't be taken here. Paste the "
                       "address that you are sent to."),
                    {}, QStringLiteral("no_certificate"));
    auto listener = std::make_unique<HttpListener>(std::move(server));
    const QString path = redirect.path();
    listener->server().Get(path.toStdString(), [this, judge = std::move(judge)](const httplib::Request &request,
                                                                                httplib::Response &response) {
        const QString address = u"https://" + QString::fromStdString(request.get_header_value("Host")) +
                                QString::fromStdString(request.target);
        if (!judge(address))
            return answer(response, 400,
                          tr("This isn't the answer that Ledgercast waits for. Begin the sign-in again there."));
        answer(response, 200, tr("Thank you. You can close this window and go back to Ledgercast."));
        QMetaObject::invokeMethod(
            this, [this, address] { Q_EMIT received(address); }, Qt::QueuedConnection);
    });
    if (!listener->listen("127.0.0.1", redirect.port()))
        return fail(ErrorKind::Busy, tr("Sign in to Slack"),
                    tr("Another program has port %1, so Slack's answer can't be taken here. Paste the address that you "
                       "are sent to, or choose another port.")
                        .arg(redirect.port()),
                    {}, QStringLiteral("port_taken"));
    m_listener = std::move(listener);
    qCInfo(logSlack) << "Slack's answer to a sign-in is waited for at port" << redirect.port();
    return {};
}

} // namespace ledgercast
