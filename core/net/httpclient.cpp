// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/net/httpclient.h"

#include "core/base/log.h"
#include "core/base/redaction.h"
#include "core/net/httpdate.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QHostAddress>
#include <QIODevice>
#include <QNetworkReply>
#include <QSslError>
#include <QTimer>

#include <coroutine>

namespace ledgercast {

namespace {

enum class Ending { Finished, DeadlinePassed, TooLarge, Aborted };

/// One exchange: waits for the reply's end, whatever it is, and resumes through the event loop, so that the reply is
/// never destroyed inside its own signal.
class Exchange final : public QObject
{
public:
    Exchange(QNetworkReply *reply, const HttpRequest &request, HttpClient *client) : m_reply(reply)
    {
        connect(
            reply, &QNetworkReply::finished, this, [this] { finish(); }, Qt::QueuedConnection);
        connect(reply, &QNetworkReply::readyRead, this, [this, limit = request.maxBodyBytes] {
            m_body += m_reply->readAll();
            if (m_body.size() > limit)
                end(Ending::TooLarge);
        });
        connect(client, &HttpClient::abortRequested, this, [this] { end(Ending::Aborted); });
        connect(&m_deadline, &QTimer::timeout, this, [this] { end(Ending::DeadlinePassed); });
        m_deadline.setSingleShot(true);
        m_deadline.start(request.deadline);
        m_elapsed.start();
    }
    ~Exchange() override { m_reply->deleteLater(); }
    Q_DISABLE_COPY_MOVE(Exchange)

    struct Ended
    {
        Exchange *exchange;
        [[nodiscard]] bool await_ready() const { return false; }
        void await_suspend(std::coroutine_handle<> handle) const { exchange->m_handle = handle; }
        void await_resume() const {}
    };
    [[nodiscard]] Ended ended() { return {this}; }

    QNetworkReply *reply() const { return m_reply; }
    QByteArray takeBody() { return std::move(m_body); }
    Ending ending() const { return m_ending; }
    std::chrono::milliseconds elapsed() const { return std::chrono::milliseconds(m_elapsed.elapsed()); }

private:
    void end(Ending ending)
    {
        if (m_ending != Ending::Finished)
            return;
        m_ending = ending; // before abort(): it emits finished at once
        m_reply->abort();
    }
    void finish()
    {
        m_deadline.stop();
        if (m_ending == Ending::Finished)
            m_body += m_reply->readAll();
        if (const auto handle = std::exchange(m_handle, nullptr))
            handle.resume();
    }

    QNetworkReply *m_reply;
    QTimer m_deadline;
    QElapsedTimer m_elapsed;
    QByteArray m_body;
    Ending m_ending = Ending::Finished;
    std::coroutine_handle<> m_handle;
};

/// A body that can't be sent a second time. When a kept connection closes before the answer, QNetworkAccessManager
/// sends the request again by itself, a POST too, as long as it can rewind the body: the server may then act twice.
/// Not a QBuffer: Qt reads those behind the back of reset().
class OnceOnlyBody final : public QIODevice
{
public:
    explicit OnceOnlyBody(QByteArray body) : m_body(std::move(body))
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }
    bool reset() override { return false; }
    qint64 size() const override { return m_body.size(); }

protected:
    qint64 readData(char *data, qint64 maxSize) override
    {
        const qint64 count = std::min<qint64>(maxSize, m_body.size() - pos());
        std::copy_n(m_body.constData() + pos(), count, data);
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
};

Error networkError(const QNetworkReply &reply, const HttpRequest &request)
{
    const QString host = request.url.host();
    const QString detail = redacted(reply.errorString());
    switch (reply.error()) {
    case QNetworkReply::HostNotFoundError:
        return {ErrorKind::Unreachable, request.operation,
                QObject::tr("This computer can't find %1. Check the network or VPN.").arg(host), detail,
                QStringLiteral("host_not_found")};
    case QNetworkReply::ConnectionRefusedError:
        return {ErrorKind::Unreachable, request.operation,
                QObject::tr("%1 refuses the connection. The service may be down; Ledgercast tries again.").arg(host),
                detail, QStringLiteral("connection_refused")};
    case QNetworkReply::SslHandshakeFailedError:
        return {ErrorKind::Unreachable, request.operation,
                QObject::tr("The certificate of %1 isn't trusted by this computer. If your company inspects traffic, "
                            "add its certificate to the system store.")
                    .arg(host),
                detail, QStringLiteral("tls")};
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyConnectionClosedError:
        return {ErrorKind::Unreachable, request.operation,
                QObject::tr("The proxy did not let the request through. Check the proxy settings of this computer."),
                detail, QStringLiteral("proxy")};
    default:
        return {ErrorKind::NoAnswer, request.operation,
                QObject::tr("The connection to %1 broke before the answer arrived.").arg(host), detail,
                QStringLiteral("connection_lost")};
    }
}

QNetworkRequest prepared(const HttpRequest &request)
{
    QNetworkRequest prepared(request.url);
    prepared.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    prepared.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    prepared.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    prepared.setRawHeader("User-Agent", "Ledgercast/" LEDGERCAST_VERSION);
    prepared.setRawHeader("Accept-Language", "en");
    for (const auto &[name, value] : request.headers)
        prepared.setRawHeader(name, value);
    return prepared;
}

} // namespace

QByteArray HttpResponse::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

std::optional<std::chrono::milliseconds> HttpResponse::retryAfter() const
{
    const QByteArray value = header("Retry-After").trimmed();
    if (value.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const double seconds = value.toDouble(&isNumber);
    if (isNumber)
        return std::chrono::milliseconds(static_cast<qint64>(std::clamp(seconds, 0.0, 86'400.0) * 1000));
    const QDateTime until = fromHttpDate(value);
    const QDateTime now = fromHttpDate(header("Date"));
    if (!until.isValid() || !now.isValid())
        return std::nullopt;
    return std::chrono::milliseconds(std::clamp<qint64>(now.msecsTo(until), 0, 86'400'000));
}

HttpClient::HttpClient(QObject *parent) : QObject(parent), m_network(this)
{
    m_network.setAutoDeleteReplies(false);
}

bool HttpClient::isAllowed(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty())
        return false;
    if (url.scheme() == u"https")
        return true;
    const QString host = url.host();
    return url.scheme() == u"http" &&
           (host == u"localhost" || host.endsWith(u".localhost") || QHostAddress(host).isLoopback());
}

QCoro::Task<Result<HttpResponse>> HttpClient::send(HttpRequest request)
{
    if (!isAllowed(request.url)) {
        co_return fail(ErrorKind::Input, request.operation,
                       tr("The address %1 is not allowed: only https, or http on this computer.")
                           .arg(request.url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery)));
    }
    ++m_requests;
    QNetworkReply *started = nullptr;
    if (request.isRepeatable) {
        started = m_network.sendCustomRequest(prepared(request), request.verb, request.body);
    } else {
        auto *body = new OnceOnlyBody(request.body);
        started = m_network.sendCustomRequest(prepared(request), request.verb, body);
        body->setParent(started);
    }
    Exchange exchange(started, request, this);
    co_await exchange.ended();

    QNetworkReply *reply = exchange.reply();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    qCDebug(logNet) << request.verb << request.url.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery) << status
                    << exchange.elapsed().count() << "ms";
    switch (exchange.ending()) {
    case Ending::DeadlinePassed:
        co_return fail(ErrorKind::NoAnswer, request.operation,
                       tr("%1 didn't answer within %2 s.").arg(request.url.host()).arg(request.deadline.count() / 1000),
                       {}, QStringLiteral("timeout"));
    case Ending::TooLarge:
        co_return fail(ErrorKind::Protocol, request.operation,
                       tr("%1 sent more than %2 MB, which is refused.")
                           .arg(request.url.host())
                           .arg(request.maxBodyBytes / 1024 / 1024),
                       {}, QStringLiteral("too_large"));
    case Ending::Aborted:
        co_return fail(ErrorKind::Cancelled, request.operation, tr("Stopped."));
    case Ending::Finished:
        break;
    }
    // A body that ends early has a status and an error below 100 or none of the content codes: it is no answer.
    const auto error = reply->error();
    const bool isContentError =
        error >= QNetworkReply::ContentAccessDenied && error != QNetworkReply::ContentReSendError;
    if (status == 0 || (error != QNetworkReply::NoError && !isContentError))
        co_return tl::unexpected(networkError(*reply, request));
    co_return HttpResponse{status, reply->rawHeaderPairs(), exchange.takeBody(), exchange.elapsed()};
}

void HttpClient::abortAll()
{
    Q_EMIT abortRequested();
}

} // namespace ledgercast
