// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/tokenprovider.h"

#include "core/base/log.h"
#include "core/base/redaction.h"
#include "core/cloudsuite/formencoding.h"
#include "core/net/httpclient.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace ledgercast {

namespace {

using std::chrono::seconds;

constexpr seconds refusalPause{3600};
/// Where the answer names no lifetime: short enough to be safe; a 401 renews the token anyway.
constexpr seconds unknownLifetime{600};
constexpr seconds longestLifetime{86'400};

QString operation()
{
    return QObject::tr("Sign in to CloudSuite");
}

seconds lifetimeOf(const QJsonObject &answer)
{
    // Some servers write the number as text.
    const qint64 lifetime = answer[u"expires_in"].toVariant().toLongLong();
    return lifetime <= 0 ? unknownLifetime : std::min(seconds(lifetime), longestLifetime);
}

bool isHeaderSafe(const QString &token)
{
    return !token.isEmpty() &&
           std::all_of(token.begin(), token.end(), [](QChar letter) { return letter > u' ' && letter < QChar(0x7f); });
}

Error answerError(const HttpResponse &response, const QString &detail)
{
    const QString code = QStringLiteral("http_%1").arg(response.status);
    if (response.status == 429) {
        return {ErrorKind::RateLimited, operation(), QObject::tr("CloudSuite asked to slow down."), detail, code,
                response.retryAfter()};
    }
    if (response.status >= 500 || response.status == 408) {
        return {ErrorKind::Server,
                operation(),
                QObject::tr("The sign-in server of CloudSuite has a problem. Ledgercast tries again."),
                detail,
                code,
                response.retryAfter()};
    }
    return {ErrorKind::Protocol, operation(),
            QObject::tr("The sign-in server answered with something that isn't a token. A proxy or a sign-in page may "
                        "stand in between, or the address in the .ionapi file is out of date."),
            detail, code};
}

Error refused(const QString &code, const QString &detail)
{
    const QString message =
        code == u"invalid_client"
            ? QObject::tr("CloudSuite refused the application in the .ionapi file. It may be deleted or its secret "
                          "renewed. Ask for a new .ionapi file.")
            : QObject::tr("CloudSuite refused the service account. It may be disabled or its keys renewed. Ask for a "
                          "new .ionapi file.");
    return {ErrorKind::Auth, operation(), message, detail, code};
}

} // namespace

struct TokenProvider::Turn
{
    TokenProvider *provider;
    [[nodiscard]] bool await_ready() const { return !provider->m_isRequesting; }
    void await_suspend(std::coroutine_handle<> handle) const { provider->m_waiting.push_back(handle); }
    void await_resume() const {}
};

TokenProvider::TokenProvider(HttpClient &http, const Clock &clock, IonApiFile credentials, QObject *parent)
    : QObject(parent), m_http(http), m_clock(clock), m_credentials(std::move(credentials))
{
}

QCoro::Task<Result<QString>> TokenProvider::token()
{
    // QCoro 0.8 moves out of what is co_returned and isn't a Result yet, members too: hence the explicit copies.
    if (isValid())
        co_return Result<QString>(m_held->token);
    if (isRefusalCurrent())
        co_return tl::unexpected(m_refusal->error);
    if (m_isRequesting) {
        co_await Turn{this};
        if (m_held)
            co_return Result<QString>(m_held->token);
        if (m_lastError)
            co_return tl::unexpected(*m_lastError);
        co_return fail(ErrorKind::Cancelled, operation(), tr("Stopped."));
    }
    m_isRequesting = true;
    m_lastError.reset();
    for (int generation = -1; generation != m_generation;) {
        generation = m_generation; // credentials that changed under way are asked with again
        const Result<Held> answer = co_await request();
        if (generation == m_generation)
            keep(answer);
    }
    m_isRequesting = false;
    wakeWaiting();
    if (m_held)
        co_return Result<QString>(m_held->token);
    co_return tl::unexpected(*m_lastError);
}

void TokenProvider::keep(const Result<Held> &answer)
{
    if (answer) {
        m_held = *answer;
        m_refusal.reset();
        return;
    }
    m_held.reset();
    m_lastError = answer.error();
    if (answer.error().kind == ErrorKind::Auth)
        m_refusal = Refusal{answer.error(), m_clock.now()};
}

void TokenProvider::wakeWaiting()
{
    for (const auto handle : std::exchange(m_waiting, {}))
        QMetaObject::invokeMethod(
            this, [handle] { handle.resume(); }, Qt::QueuedConnection);
}

bool TokenProvider::isValid() const
{
    // A clock that was set back makes "from" the future: then nothing is known about the token's age.
    const Instant now = m_clock.now();
    return m_held && m_held->from <= now && now < m_held->renewAt;
}

bool TokenProvider::isRefusalCurrent() const
{
    const Instant now = m_clock.now();
    return m_refusal && now < m_refusal->from + refusalPause;
}

std::optional<Instant> TokenProvider::expiresAt() const
{
    return m_held ? std::optional(m_held->expiresAt) : std::nullopt;
}

void TokenProvider::invalidate(const QString &token)
{
    if (m_held && m_held->token == token)
        m_held.reset();
}

void TokenProvider::setCredentials(IonApiFile credentials)
{
    m_credentials = std::move(credentials);
    ++m_generation;
    m_held.reset();
    m_usesBasic = false;
    retryRefused();
}

void TokenProvider::retryRefused()
{
    m_refusal.reset();
}

QByteArray TokenProvider::grantForm(bool isBasic) const
{
    QList<std::pair<QString, QString>> fields;
    if (m_credentials.grant == IonApiFile::Grant::Password) {
        fields = {{QStringLiteral("grant_type"), QStringLiteral("password")},
                  {QStringLiteral("username"), m_credentials.accountKey},
                  {QStringLiteral("password"), m_credentials.accountSecret}};
    } else {
        fields = {{QStringLiteral("grant_type"), QStringLiteral("client_credentials")}};
    }
    if (!isBasic) {
        fields.append({QStringLiteral("client_id"), m_credentials.clientId});
        fields.append({QStringLiteral("client_secret"), m_credentials.clientSecret});
    }
    return formEncoded(fields);
}

QCoro::Task<Result<HttpResponse>> TokenProvider::post(QUrl url, QByteArray form, bool isBasic)
{
    HttpRequest request;
    request.verb = "POST";
    request.url = std::move(url);
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
    if (isBasic) {
        const QByteArray pair = (m_credentials.clientId + u':' + m_credentials.clientSecret).toUtf8();
        request.headers.append({"Authorization", "Basic " + pair.toBase64()});
    }
    request.body = std::move(form);
    request.maxBodyBytes = 1024 * 1024;
    request.operation = operation();
    ++m_requests;
    auto sending = m_http.send(std::move(request));
    co_return co_await sending;
}

QCoro::Task<Result<TokenProvider::Held>> TokenProvider::request()
{
    for (bool isLast = m_usesBasic;; isLast = true) {
        const bool isBasic = isLast;
        const Instant sentAt = m_clock.now();
        auto posting = post(m_credentials.tokenUrl, grantForm(isBasic), isBasic);
        const Result<HttpResponse> response = co_await posting;
        if (!response) {
            Error error = response.error();
            error.detail = scrubbed(error.detail);
            co_return tl::unexpected(error);
        }
        Result<Held> held = read(*response, sentAt);
        if (held)
            m_usesBasic = isBasic;
        // Some servers take the client's secret in the Authorization header only.
        if (held || isLast || held.error().code != u"invalid_client")
            co_return held;
    }
}

Result<TokenProvider::Held> TokenProvider::read(const HttpResponse &response, Instant sentAt) const
{
    const QJsonObject answer = QJsonDocument::fromJson(response.body).object();
    const QString code = answer[u"error"].toString().left(80);
    if (!code.isEmpty()) {
        const QString detail = scrubbed(code + QStringLiteral(": ") + answer[u"error_description"].toString());
        if (code == u"temporarily_unavailable" || code == u"server_error")
            return fail(ErrorKind::Server, operation(),
                        tr("The sign-in server of CloudSuite has a problem. Ledgercast tries again."), detail, code);
        static const QStringList final{
            QStringLiteral("invalid_client"),      QStringLiteral("invalid_grant"),
            QStringLiteral("unauthorized_client"), QStringLiteral("unsupported_grant_type"),
            QStringLiteral("invalid_scope"),       QStringLiteral("invalid_request"),
            QStringLiteral("access_denied"),
        };
        if (final.contains(code) || (response.status >= 400 && response.status < 500 && response.status != 429))
            return tl::unexpected(refused(code, detail));
        return tl::unexpected(answerError(response, detail));
    }
    const QString token = answer[u"access_token"].toString();
    if (response.status < 200 || response.status > 299 || !isHeaderSafe(token))
        return tl::unexpected(answerError(response, scrubbed(QString::fromUtf8(response.body.left(2000)))));
    const seconds lifetime = lifetimeOf(answer);
    const seconds margin = std::min(seconds(300), lifetime / 10);
    qCInfo(logCloudSuite) << "Token granted for" << lifetime.count() << "s";
    return Held{token, sentAt, sentAt + lifetime - margin, sentAt + lifetime};
}

QString TokenProvider::scrubbed(QString text) const
{
    for (const QString &secret : {m_credentials.accountKey, m_credentials.accountSecret, m_credentials.clientSecret,
                                  m_held ? m_held->token : QString()}) {
        if (secret.size() >= 4)
            text.replace(secret, QStringLiteral("[secret]"));
    }
    return redacted(text, 300);
}

QCoro::Task<Result<void>> TokenProvider::revoke()
{
    if (!m_held || m_credentials.revokeUrl.isEmpty())
        co_return Result<void>();
    const QByteArray form = formEncoded({{QStringLiteral("token"), m_held->token},
                                         {QStringLiteral("token_type_hint"), QStringLiteral("access_token")}});
    m_held.reset();
    auto posting = post(m_credentials.revokeUrl, form, true);
    const Result<HttpResponse> response = co_await posting;
    if (!response)
        co_return tl::unexpected(response.error());
    if (response->status < 200 || response->status > 299)
        co_return tl::unexpected(answerError(*response, scrubbed(QString::fromUtf8(response->body.left(2000)))));
    co_return Result<void>();
}

} // namespace ledgercast
