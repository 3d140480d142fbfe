// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/slackoauth.h"

#include "app/sandbox/json.h"

#include <QDateTime>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace ledgercast::sandbox {

namespace {

constexpr qint64 codeMilliseconds = 10LL * 60 * 1000;
constexpr int mostLivingTokens = 2;

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch();
}

/// A page that loads nothing.
Reply page(int status, const QByteArray &body)
{
    Reply reply{status,
                "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Slack (sandbox)</title></head><body>" +
                    body + "</body></html>",
                "text/html; charset=utf-8"};
    reply.headers = {{"Content-Security-Policy", "default-src 'none'"}, {"Cache-Control", "no-store"}};
    return reply;
}

QByteArray escaped(const QByteArray &text)
{
    return QString::fromUtf8(text).toHtmlEscaped().toUtf8();
}

} // namespace

SlackOAuth::SlackOAuth(const SlackWorkspace &workspace, quint64 seed, QByteArrayList redirectUrls, int tokenSeconds)
    : m_workspace(workspace)
    , m_random(seed ^ 0x0a07ULL)
    , m_redirectUrls(std::move(redirectUrls))
    , m_tokenSeconds(tokenSeconds)
{
    clientId = QByteArray::number(m_random.between(100000000, 999999999)) + "0123." +
               QByteArray::number(m_random.between(100000000, 999999999)) + "4567";
    for (int i = 0; i < 2; ++i)
        clientSecret += QByteArray::number(m_random.next(), 16).rightJustified(16, '0');
}

QByteArray SlackOAuth::text(int length)
{
    static constexpr QByteArrayView letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789";
    QByteArray made;
    while (made.size() < length)
        made += letters.at(m_random.between(0, static_cast<int>(letters.size()) - 1));
    return made;
}

/// Equal to a registered one, or below it; host and port have to be the same.
bool SlackOAuth::isRegistered(const QByteArray &redirectUri) const
{
    if (redirectUri.contains('#'))
        return false;
    const QUrl asked(QString::fromUtf8(redirectUri), QUrl::StrictMode);
    for (const QByteArray &one : m_redirectUrls) {
        const QUrl registered(QString::fromUtf8(one));
        const QString folder = registered.path().endsWith(u'/') ? registered.path() : registered.path() + u'/';
        const bool isSameHost = asked.scheme() == registered.scheme() && asked.host() == registered.host() &&
                                asked.port() == registered.port() && asked.userInfo().isEmpty();
        if (isSameHost && (asked.path() == registered.path() || asked.path().startsWith(folder)))
            return asked.scheme() == u"https";
    }
    return false;
}

/// What Slack says on the page instead of asking; empty: nothing is wrong.
QByteArray SlackOAuth::wrongRequest(const Parameters &query) const
{
    if (valueOf(query, "client_id") != clientId)
        return "Invalid client_id parameter";
    if (valueOf(query, "scope").isEmpty() && valueOf(query, "user_scope").isEmpty())
        return "Invalid permissions requested: no scopes";
    const QByteArray redirectUri = valueOf(query, "redirect_uri");
    if (redirectUri.isEmpty() ? m_redirectUrls.isEmpty() : !isRegistered(redirectUri))
        return "redirect_uri did not match any configured URIs. Passed URI: " + redirectUri;
    return {};
}

Reply SlackOAuth::authorize(const Request &request)
{
    const Parameters query = decodeForm(request.query);
    if (const QByteArray mistake = wrongRequest(query); !mistake.isEmpty())
        return page(400, "<h1>Something went wrong</h1><p>" + escaped(mistake) + "</p>");
    if (request.isPost) {
        const QByteArray decision = valueOf(decodeForm(request.body), "decision");
        if (decision == "allow" || decision == "cancel")
            return redirected(query, decision == "allow");
    }
    return page(200, "<h1>Ledgercast wants to work in " + escaped(m_workspace.teamName) + "</h1><p>It may: " +
                         escaped(valueOf(query, "scope")) + ' ' + escaped(valueOf(query, "user_scope")) +
                         "</p><form method=\"post\" action=\"/oauth/v2/authorize?" + escaped(request.query) +
                         "\"><button name=\"decision\" value=\"cancel\">Cancel</button> "
                         "<button name=\"decision\" value=\"allow\">Allow</button></form>");
}

Reply SlackOAuth::redirected(const Parameters &query, bool isAllowed)
{
    const QByteArray sent = valueOf(query, "redirect_uri");
    QByteArray answer = "error=access_denied";
    if (isAllowed) {
        const QByteArray code = clientId + '.' + text(40).toLower();
        m_codes.insert(code,
                       {sent, valueOf(query, "scope"), valueOf(query, "user_scope"), now() + codeMilliseconds, false});
        answer = "code=" + code;
    }
    const QByteArray target = sent.isEmpty() ? m_redirectUrls.first() : sent;
    Reply reply{302, {}, "text/plain"};
    reply.headers = {{"Location", target + (target.contains('?') ? '&' : '?') + answer +
                                      "&state=" + valueOf(query, "state").toPercentEncoding()}};
    return reply;
}

QByteArray SlackOAuth::access(SlackCall &call)
{
    const auto [id, secret] = call.client();
    if (id != clientId)
        call.fail("invalid_client_id");
    else if (secret != clientSecret)
        call.fail("bad_client_secret");
    if (call.isFailed())
        return {};
    const QByteArray grant = call.text("grant_type"_L1);
    if (grant == "refresh_token")
        return refresh(call);
    if (!grant.isEmpty() && grant != "authorization_code") {
        call.fail("invalid_grant_type");
        return {};
    }
    return exchange(call);
}

QByteArray SlackOAuth::exchange(SlackCall &call)
{
    const auto code = m_codes.find(call.text("code"_L1));
    if (code == m_codes.end() || now() >= code->endsAt)
        call.fail("invalid_code");
    else if (code->isUsed)
        call.fail("code_already_used");
    else if (code->redirectUri != call.text("redirect_uri"_L1))
        call.fail("bad_redirect_uri");
    if (call.isFailed())
        return {};
    code->isUsed = true;
    m_scope = code->scope.isEmpty() ? m_scope : code->scope;
    return answerFor(code->scope, code->userScope);
}

QByteArray SlackOAuth::refresh(SlackCall &call)
{
    const QByteArray asked = call.text("refresh_token"_L1);
    const auto pair = std::find_if(m_pairs.begin(), m_pairs.end(),
                                   [&](const Pair &one) { return !asked.isEmpty() && one.refreshToken == asked; });
    const bool isTaken = pair != m_pairs.end() &&
                         (pair->usedAt == 0 || now() < pair->usedAt + static_cast<qint64>(m_graceSeconds) * 1000);
    if (!isTaken || m_tokenSeconds == 0) {
        call.fail("invalid_refresh_token");
        return {};
    }
    if (pair->usedAt == 0)
        pair->usedAt = now();
    return answerFor(m_scope, {});
}

/// A new token and what renews it, as members; of the older ones one goes on living.
QByteArray SlackOAuth::newPair()
{
    m_pairs.push_back({"xoxe.xoxb-1-" + text(48), "xoxe-1-" + text(48), now() + m_tokenSeconds * 1000LL});
    for (std::size_t i = 0; i + mostLivingTokens < m_pairs.size(); ++i)
        m_pairs[i].isRevoked = true;
    const Pair &pair = m_pairs.back();
    return "\"access_token\":" + jsonString(pair.token) + ",\"refresh_token\":" + jsonString(pair.refreshToken) +
           ",\"expires_in\":" + QByteArray::number(m_tokenSeconds);
}

QByteArray SlackOAuth::answerFor(const QByteArray &scope, const QByteArray &userScope)
{
    QByteArray person = "{\"id\":" + jsonString(m_workspace.users().front().id);
    if (!userScope.isEmpty())
        person += ",\"scope\":" + jsonString(userScope) + ",\"access_token\":\"xoxp-1-" + text(24) +
                  "\",\"token_type\":\"user\"";
    QByteArray members = ",\"app_id\":" + jsonString(m_workspace.appId) + ",\"authed_user\":" + person +
                         "},\"team\":{\"id\":" + jsonString(m_workspace.teamId) +
                         ",\"name\":" + jsonString(m_workspace.teamName) +
                         "},\"enterprise\":null,\"is_enterprise_install\":false";
    if (scope.isEmpty())
        return members;
    // Without rotation the bot has one token, however often the app is installed.
    const QByteArray token =
        m_tokenSeconds > 0 ? newPair() : QByteArray("\"access_token\":" + jsonString(m_workspace.token));
    return members + ',' + token + ",\"token_type\":\"bot\",\"scope\":" + jsonString(scope) +
           ",\"bot_user_id\":" + jsonString(m_workspace.botUserId);
}

std::optional<QByteArray> SlackOAuth::refusalOf(const QByteArray &token) const
{
    for (const Pair &pair : m_pairs) {
        if (pair.token == token)
            return pair.isRevoked ? "token_revoked" : now() >= pair.endsAt ? "token_expired" : QByteArray();
    }
    return std::nullopt;
}

void SlackOAuth::expire()
{
    for (Pair &pair : m_pairs)
        pair.endsAt = 0;
}

} // namespace ledgercast::sandbox
