// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/gateway.h"

#include "app/sandbox/json.h"

#include <QElapsedTimer>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ledgercast::sandbox {

namespace {

QByteArray secretText(Random &random, int length)
{
    static constexpr QByteArrayView letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    QByteArray text;
    for (int count = 0; count < length; ++count)
        text += letters.at(random.between(0, static_cast<int>(letters.size()) - 1));
    return text;
}

Reply oauthError(int status, const char *error, const char *description)
{
    return {status, QByteArray("{\"error\":\"") + error + "\",\"error_description\":\"" + description + "\"}"};
}

Reply gatewayError(int status, const char *message)
{
    return {status, "{\"code\":" + QByteArray::number(status) + ",\"message\":\"" + message + "\"}"};
}

Reply htmlError(int status, const char *title)
{
    return {status,
            QByteArray("<html>\r\n<head><title>") + title + "</title></head>\r\n<body>\r\n<center><h1>" + title +
                "</h1></center>\r\n<hr><center>proxy</center>\r\n</body>\r\n</html>\r\n",
            "text/html"};
}

} // namespace

Gateway::Gateway(Tables &tables, Faults &faults, GatewaySettings settings)
    : m_faults(faults)
    , m_settings(std::move(settings))
    , m_engine(tables)
    , m_rows(tables, faults)
    , m_compass(tables, faults)
    , m_random(m_settings.seed ^ 0x10a7ULL)
{
    if (!m_settings.now) {
        QElapsedTimer clock;
        clock.start();
        m_settings.now = [clock] { return clock.elapsed(); };
    }
    m_clientId = tenant() + '~' + secretText(m_random, 43);
    m_clientSecret = secretText(m_random, 86);
    // The characters that break a careless form encoding are in it on purpose.
    m_accessKey = tenant() + '#' + secretText(m_random, 86);
    m_secretKey = secretText(m_random, 80) + "+%~&=#";
}

QByteArray Gateway::ionApiFile(quint16 port) const
{
    const QString base = u"http://127.0.0.1:%1"_s.arg(port);
    const auto text = [](const QByteArray &value) { return QString::fromLatin1(value); };
    const QJsonObject file{{u"ti"_s, text(tenant())},
                           {u"cn"_s, u"Ledgercast Sandbox"_s},
                           {u"dt"_s, u"12"_s},
                           {u"ci"_s, text(m_clientId)},
                           {u"cs"_s, text(m_clientSecret)},
                           {u"iu"_s, base},
                           {u"pu"_s, QString(base + u"/" + text(tenant()) + u"/as/")},
                           {u"oa"_s, u"authorization.oauth2"_s},
                           {u"ot"_s, u"token.oauth2"_s},
                           {u"or"_s, u"revoke_token.oauth2"_s},
                           {u"ev"_s, u"U1478650141"_s},
                           {u"v"_s, u"1.0"_s},
                           {u"saak"_s, text(m_accessKey)},
                           {u"sask"_s, text(m_secretKey)}};
    return QJsonDocument(file).toJson();
}

QJsonObject Gateway::state() const
{
    return {{u"calls"_s, countsToJson(m_calls)},  {u"rejections"_s, countsToJson(m_rejections)},
            {u"tokens_issued"_s, m_tokensIssued}, {u"writes"_s, m_writes},
            {u"requests"_s, m_requests},          {u"transactions"_s, m_transactions}};
}

Reply Gateway::handle(const Request &request)
{
    const QList<QByteArray> path = request.path.sliced(qMin(request.path.size(), qsizetype(1))).split('/');
    const bool isTenant = !path.isEmpty() && path.first() == tenant();
    if (isTenant && path.size() == 3 && path.at(1) == "as") {
        if (path.at(2) == "token.oauth2")
            return request.isPost ? token(request) : gatewayError(405, "Method not allowed");
        if (path.at(2) == "revoke_token.oauth2")
            return revoke(request);
    }
    ++m_requests;
    std::optional<Reply> reply = admit(request);
    if (!reply)
        reply = isTenant ? admitted(path, request) : gatewayError(404, "Not found");
    if (reply->status >= 300)
        ++m_rejections[QByteArray::number(reply->status)];
    if (m_faults.strikes("ion.truncated"))
        reply->ending = Ending::Truncate;
    if (m_faults.strikes("ion.reset"))
        reply->ending = Ending::Reset;
    reply->delayMilliseconds = m_faults.strikesWith("ion.slow", 3000).value_or(0);
    return *reply;
}

bool Gateway::isClient(const Request &request, const Parameters &form) const
{
    const QByteArray authorization = request.header("Authorization");
    if (authorization.startsWith("Basic ")) {
        const QByteArray pair = QByteArray::fromBase64(authorization.sliced(6));
        const qsizetype colon = pair.indexOf(':');
        // RFC 6749 form-encodes both halves; most clients don't. Neither holds a character where it matters.
        return colon > 0 && QByteArray::fromPercentEncoding(pair.first(colon)) == m_clientId &&
               QByteArray::fromPercentEncoding(pair.sliced(colon + 1)) == m_clientSecret;
    }
    return valueOf(form, "client_id") == m_clientId && valueOf(form, "client_secret") == m_clientSecret;
}

Reply Gateway::token(const Request &request)
{
    const Parameters form = decodeForm(request.body);
    const QByteArray grant = valueOf(form, "grant_type");
    if (grant.isEmpty())
        return oauthError(400, "invalid_request", "grant_type is required");
    if (!isClient(request, form)) {
        ++m_rejections["invalid_client"];
        return oauthError(401, "invalid_client", "Invalid client or client credentials");
    }
    if (grant != "password" && grant != "client_credentials")
        return oauthError(400, "unsupported_grant_type", "The grant type is not supported");
    const bool isUser = valueOf(form, "username") == m_accessKey && valueOf(form, "password") == m_secretKey;
    if ((grant == "password" && !isUser) || m_faults.strikes("ion.invalid_grant") || isAccountRevoked()) {
        ++m_rejections["invalid_grant"];
        return oauthError(400, "invalid_grant", "The resource owner credentials are not valid");
    }
    const QByteArray access = makeToken();
    m_tokens.insert(access, m_settings.now() + m_settings.tokenLifetimeSeconds * 1000LL);
    ++m_tokensIssued;
    return {200, "{\"access_token\":\"" + access + "\",\"token_type\":\"Bearer\",\"expires_in\":" +
                     QByteArray::number(m_settings.tokenLifetimeSeconds) + "}"};
}

QByteArray Gateway::makeToken()
{
    static constexpr auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    const QByteArray header = R"({"alg":"RS256","kid":"InforAccessTokenSigningCertificate-1"})";
    const QByteArray payload = R"({"scope":"","client_id":")" + m_clientId + R"(","Tenant":")" + tenant() + R"("})";
    return header.toBase64(options) + '.' + payload.toBase64(options) + '.' + secretText(m_random, 684);
}

Reply Gateway::revoke(const Request &request)
{
    const Parameters form = decodeForm(request.body);
    if (!isClient(request, form))
        return oauthError(401, "invalid_client", "Invalid client or client credentials");
    m_tokens.remove(valueOf(form, "token"));
    return {200, {}};
}

bool Gateway::isTokenValid(const QByteArray &authorization) const
{
    return authorization.startsWith("Bearer ") && m_tokens.value(authorization.sliced(7), -1) > m_settings.now();
}

/// Its tokens are void and it gets no new one, from the request on that the argument counts to.
bool Gateway::isAccountRevoked()
{
    const auto after = m_faults.strikesWith("ion.account_revoked", 0);
    return after && m_requests >= *after;
}

/// What the gateway itself answers, before the suite is asked.
std::optional<Reply> Gateway::admit(const Request &request)
{
    const QByteArray authorization = request.header("Authorization");
    if (m_faults.strikes("ion.token_expired"))
        m_tokens.remove(authorization.sliced(qMin(authorization.size(), qsizetype(7))));
    if (!isTokenValid(authorization) || isAccountRevoked())
        return gatewayError(401, "Unauthorized");
    if (m_faults.strikes("ion.html503"))
        return htmlError(503, "503 Service Temporarily Unavailable");
    if (m_faults.strikes("ion.http504"))
        return gatewayError(504, "Gateway Timeout");
    if (m_faults.strikes("ion.http429_bare"))
        return gatewayError(429, "Spike arrest violation");
    if (const auto seconds = m_faults.strikesWith("ion.http429", 1)) {
        Reply reply = gatewayError(429, "Quota exceeded");
        reply.headers.emplace_back("Retry-After", QByteArray::number(*seconds));
        return reply;
    }
    if (m_settings.requestsPerMinute <= 0)
        return std::nullopt;
    const qint64 now = m_settings.now();
    if (now - m_windowStart >= 60000) {
        m_windowStart = now;
        m_windowCount = 0;
    }
    if (++m_windowCount <= m_settings.requestsPerMinute)
        return std::nullopt;
    Reply reply = gatewayError(429, "Quota exceeded");
    reply.headers.emplace_back("Retry-After", QByteArray::number((m_windowStart + 60000 - now + 999) / 1000));
    return reply;
}

Reply Gateway::admitted(const QList<QByteArray> &path, const Request &request)
{
    if (path.value(1) == "DATAFABRIC")
        return m_compass.handle(path.sliced(1), request);
    if (RowGateway::serves(path.value(1))) {
        ++m_calls[path.at(1) + '/' + path.last()];
        return m_rows.handle(path.sliced(1), request);
    }
    if (path.size() < 4 || path.at(1) != "M3" || path.at(2) != "m3api-rest")
        return gatewayError(404, "Not found");
    if (path.at(3) == "v2" && path.size() >= 5 && path.at(4) == "execute") {
        if (request.isPost)
            return path.size() > 6 ? gatewayError(404, "Not found") : executeBulk(path.value(5), request);
        return path.size() == 7 ? executeSecond(path.at(5), path.at(6), request) : gatewayError(404, "Not found");
    }
    if (path.at(3) == "execute" && path.size() == 6)
        return request.isPost ? gatewayError(405, "Method not allowed") : executeFirst(path.at(4), path.at(5), request);
    return gatewayError(404, "Not found");
}

MiResult Gateway::run(const QByteArray &program, const QByteArray &transaction, const Parameters &input, Format &format)
{
    ++m_transactions;
    ++m_calls[program + '/' + transaction];
    if (MiCatalog::isWrite(transaction)) {
        ++m_writes;
        MiResult refused;
        refused.error = MiError{"ServerReturnedNOK", "XAU0008", {}, "You are not authorized to run this transaction"};
        return refused;
    }
    if (const auto cap = m_faults.strikesWith("ion.cap", 1000)) {
        if (format.options.maximum == 0 || format.options.maximum > *cap)
            format.options.maximum = *cap;
    }
    if (m_faults.strikes("ion.padded"))
        format.isTrimmed = false;
    MiResult result = m_engine.execute(program, transaction, input, format.options);
    if (!result.error && !result.records.empty() && m_faults.strikes("ion.partial")) {
        result.records.resize(result.records.size() / 2);
        result.error = MiError{"ServerReturnedNOK", "CPF9898", {}, "The program ended before its list did"};
    }
    return result;
}

} // namespace ledgercast::sandbox
