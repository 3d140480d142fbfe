// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/oauth.h"

#include "core/base/redaction.h"
#include "core/base/secretcompare.h"
#include "core/slack/slackapi.h"
#include "core/slack/slackclient.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QUrlQuery>

#include <array>

namespace ledgercast {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("slack", text);
}

QString signingIn()
{
    return translated(QT_TRANSLATE_NOOP("slack", "Sign in to Slack"));
}

tl::unexpected<Error> refusedAddress(const QString &code, const QString &words)
{
    return fail(ErrorKind::Input, signingIn(), words, {}, code);
}

/// A value in application/x-www-form-urlencoded.
QString encoded(const QString &value)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(value));
}

QString valueOf(const QUrlQuery &query, const QString &name)
{
    return query.queryItemValue(name, QUrl::FullyDecoded);
}

bool isBotToken(const QString &token)
{
    return SlackClient::whyNotAToken(token).isEmpty();
}

} // namespace

QString RotatingToken::toSecret() const
{
    const QJsonObject object{{QStringLiteral("client_id"), app.clientId},
                             {QStringLiteral("client_secret"), app.clientSecret},
                             {QStringLiteral("refresh_token"), refreshToken},
                             {QStringLiteral("since_ms"), toMs(since)},
                             {QStringLiteral("ends_ms"), toMs(endsAt)}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::optional<RotatingToken> RotatingToken::fromSecret(const QString &secret, const QString &token)
{
    const QJsonObject object = QJsonDocument::fromJson(secret.toUtf8()).object();
    RotatingToken rotating;
    rotating.app = {object[u"client_id"].toString(), object[u"client_secret"].toString()};
    rotating.token = token;
    rotating.refreshToken = object[u"refresh_token"].toString();
    rotating.since = instantFromMs(object[u"since_ms"].toInteger());
    rotating.endsAt = instantFromMs(object[u"ends_ms"].toInteger());
    const bool isWhole = !rotating.app.clientId.isEmpty() && !rotating.app.clientSecret.isEmpty() &&
                         !rotating.refreshToken.isEmpty() && rotating.endsAt > rotating.since;
    return isWhole && !token.isEmpty() ? std::optional(rotating) : std::nullopt;
}

std::optional<RotatingToken> RotatingToken::ofGrant(const BotGrant &grant, const OAuthApp &app, Instant now)
{
    if (grant.refreshToken.isEmpty())
        return std::nullopt;
    return RotatingToken{app, grant.token, grant.refreshToken, now, now + grant.lifetime};
}

namespace oauth {

QString whyNotAClientId(const QString &clientId)
{
    static const QRegularExpression form(QStringLiteral("\\A[0-9]{5,20}\\.[0-9]{5,20}\\z"));
    if (form.match(clientId).hasMatch())
        return {};
    return translated(QT_TRANSLATE_NOOP("slack", "This isn't a client ID: that has two numbers with a point between "
                                                 "them. Copy it from “Basic Information” of the Slack app."));
}

QString whyNotAClientSecret(const QString &clientSecret)
{
    static const QRegularExpression form(QStringLiteral("\\A[0-9a-f]{32}\\z"));
    if (form.match(clientSecret).hasMatch())
        return {};
    return translated(QT_TRANSLATE_NOOP("slack", "This isn't a client secret: that has 32 hexadecimal digits. Copy it "
                                                 "from “Basic Information” of the Slack app."));
}

QUrl redirectUrl(int port)
{
    return QUrl(QStringLiteral("https://localhost:%1/slack/oauth").arg(port));
}

QString newState()
{
    std::array<quint32, 8> random{};
    QRandomGenerator::system()->fillRange(random.data(), static_cast<qsizetype>(random.size()));
    const QByteArray bytes(reinterpret_cast<const char *>(random.data()), sizeof random);
    return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

QUrl authorizeUrl(const QUrl &apiUrl, const QString &clientId, const QUrl &redirect, const QString &state)
{
    QUrl api = apiUrl;
    if (!api.path().endsWith(u'/'))
        api.setPath(api.path() + u'/');
    QUrl url = api.resolved(QUrl(QStringLiteral("../oauth/v2/authorize")));
    url.setQuery(
        QStringLiteral("client_id=%1&scope=%2&redirect_uri=%3&state=%4")
            .arg(encoded(clientId), encoded(slackScopes().join(u',')), encoded(redirect.toString()), encoded(state)));
    return url;
}

Result<QString> codeOf(const QString &address, const QUrl &redirect, const QString &state)
{
    // Some browsers copy an address without its scheme.
    const QString text = address.trimmed();
    const QUrl url(text.contains(u"://") ? text : u"https://" + text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return refusedAddress(
            QStringLiteral("not_an_address"),
            translated(QT_TRANSLATE_NOOP("slack", "This isn't an address. Copy the whole line at the top of the "
                                                  "browser after you allowed it; it begins with %1."))
                .arg(redirect.toString()));
    const auto parts = QUrl::RemoveQuery | QUrl::RemoveFragment;
    if (url.adjusted(parts) != redirect)
        return refusedAddress(
            QStringLiteral("foreign_address"),
            translated(QT_TRANSLATE_NOOP("slack", "This isn't the address that Slack sends you to: that begins with "
                                                  "%1. Allow it in the browser first, then copy the line at its top."))
                .arg(redirect.toString()));
    const QUrlQuery query(url);
    if (state.isEmpty() || !isSameSecret(valueOf(query, QStringLiteral("state")).toUtf8(), state.toUtf8()))
        return refusedAddress(
            QStringLiteral("foreign_state"),
            translated(QT_TRANSLATE_NOOP("slack", "This address belongs to another sign-in, so it isn't used. Finish "
                                                  "the one that was begun last, or begin again.")));
    if (const QString error = valueOf(query, QStringLiteral("error")); !error.isEmpty()) {
        const QString code = redacted(error, 80);
        return fail(ErrorKind::Refused, signingIn(), words(code), {}, code);
    }
    const QString code = valueOf(query, QStringLiteral("code"));
    if (code.isEmpty())
        return refusedAddress(
            QStringLiteral("no_code"),
            translated(QT_TRANSLATE_NOOP("slack", "The address lacks the code that Slack gives. Copy the whole line "
                                                  "at the top of the browser.")));
    return code;
}

QByteArray codeForm(const QString &code, const QUrl &redirect)
{
    return QStringLiteral("grant_type=authorization_code&code=%1&redirect_uri=%2")
        .arg(encoded(code), encoded(redirect.toString()))
        .toLatin1();
}

QByteArray refreshForm(const QString &refreshToken)
{
    return QStringLiteral("grant_type=refresh_token&refresh_token=%1").arg(encoded(refreshToken)).toLatin1();
}

QByteArray basicAuthorization(const OAuthApp &app)
{
    return "Basic " + (encoded(app.clientId) + u':' + encoded(app.clientSecret)).toLatin1().toBase64();
}

Result<BotGrant> readGrant(const QJsonObject &answer, const QString &operation)
{
    if (!answer[u"ok"].toBool()) {
        const QString code = redacted(answer[u"error"].toString(QStringLiteral("unknown")), 80);
        const ErrorKind kind = errorKindForCode(code);
        const bool isPassing = kind == ErrorKind::Server || kind == ErrorKind::RateLimited;
        return fail(isPassing ? kind : ErrorKind::Auth, operation,
                    isPassing ? slackCause(verdictForCode(code)).words : words(code), {}, code);
    }
    const QJsonObject person = answer[u"authed_user"].toObject();
    const auto hasBotToken = [](const QJsonObject &part) { return isBotToken(part[u"access_token"].toString()); };
    if (!hasBotToken(answer) && !hasBotToken(person)) {
        const bool isPersons = answer.contains(u"access_token") || person.contains(u"access_token");
        const QString code = isPersons ? QStringLiteral("user_token_only") : QStringLiteral("no_token");
        return fail(isPersons ? ErrorKind::Refused : ErrorKind::Protocol, operation, words(code),
                    QStringLiteral("no bot token in the answer"), code);
    }
    const QJsonObject part = hasBotToken(answer) ? answer : person;
    BotGrant grant;
    grant.token = part[u"access_token"].toString();
    grant.refreshToken = part[u"refresh_token"].toString();
    grant.lifetime = std::chrono::seconds(part[u"expires_in"].toInteger());
    if ((grant.lifetime > Milliseconds(0)) == grant.refreshToken.isEmpty())
        return fail(ErrorKind::Protocol, operation, words(QStringLiteral("half_a_rotation")),
                    QStringLiteral("only one of expires_in and refresh_token"), QStringLiteral("half_a_rotation"));
    return grant;
}

QString words(const QString &code)
{
    static const QHash<QString, const char *> table{
        {QStringLiteral("access_denied"),
         QT_TRANSLATE_NOOP("slack",
                           "It wasn't allowed in Slack, so nothing changed. Begin again and press Allow; where "
                           "apps need an administrator's approval, ask for that first.")},
        {QStringLiteral("bad_client_secret"),
         QT_TRANSLATE_NOOP("slack", "Slack says that the client secret isn't this app's. Copy it again from “Basic "
                                    "Information” of the Slack app: it changes when it is regenerated.")},
        {QStringLiteral("invalid_client_id"),
         QT_TRANSLATE_NOOP("slack", "Slack knows no app with this client ID. Copy it again from “Basic Information” of "
                                    "the Slack app.")},
        {QStringLiteral("bad_redirect_uri"),
         QT_TRANSLATE_NOOP("slack", "The redirect address isn't registered in the Slack app. Add it, with the same "
                                    "port, under “OAuth & Permissions”, then begin again.")},
        {QStringLiteral("oauth_authorization_url_mismatch"),
         QT_TRANSLATE_NOOP("slack", "Slack wants this sign-in at another of its addresses. Check slack.api_url, then "
                                    "begin again.")},
        {QStringLiteral("invalid_code"),
         QT_TRANSLATE_NOOP("slack", "Slack doesn't take this code: it holds for ten minutes, once. Begin again.")},
        {QStringLiteral("code_already_used"),
         QT_TRANSLATE_NOOP("slack", "This code was used before, and it holds once. Begin again.")},
        {QStringLiteral("invalid_refresh_token"),
         QT_TRANSLATE_NOOP("slack", "Slack no longer renews the bot token: what renews it was used elsewhere or "
                                    "revoked. Posts wait in the queue. Sign in again.")},
        {QStringLiteral("no_scopes"),
         QT_TRANSLATE_NOOP("slack", "The Slack app asks for no permissions. Give it the manifest, then begin again.")},
        {QStringLiteral("invalid_scope"),
         QT_TRANSLATE_NOOP("slack", "The Slack app may not ask for a permission that Ledgercast needs. Give it the "
                                    "manifest, then begin again.")},
        {QStringLiteral("cannot_install_an_org_installed_app"),
         QT_TRANSLATE_NOOP("slack", "The app was installed for the whole organization. Ask its administrator to add it "
                                    "to your workspace.")},
        {QStringLiteral("user_email_unverified"),
         QT_TRANSLATE_NOOP("slack",
                           "Slack wants you to confirm your e-mail address first. Do that, then begin again.")},
        {QStringLiteral("user_token_only"),
         QT_TRANSLATE_NOOP("slack", "Slack gave a person's token: posts would appear as that person. A bot token is "
                                    "needed. Give the app the manifest, which asks for a bot, then begin again.")},
        {QStringLiteral("half_a_rotation"),
         QT_TRANSLATE_NOOP("slack",
                           "Slack gave a token that ends without what renews it, or the other way round, so it "
                           "isn't used. Begin again.")},
        {QStringLiteral("no_token"), QT_TRANSLATE_NOOP("slack", "Slack's answer holds no token. Begin again.")},
    };
    static const QStringList pkce{QStringLiteral("pkce_not_allowed"), QStringLiteral("invalid_code_verifier"),
                                  QStringLiteral("preview_feature_not_available"),
                                  QStringLiteral("invalid_grant_type")};
    if (const char *known = table.value(code))
        return translated(known);
    if (pkce.contains(code))
        return translated(QT_TRANSLATE_NOOP("slack",
                                            "The app is a public client (PKCE is on), and such apps get no bot "
                                            "token on a desktop. Make another app from the manifest, or paste "
                                            "the bot token."));
    return translated(QT_TRANSLATE_NOOP("slack", "Slack refused the sign-in (%1). Check the app's client ID, client "
                                                 "secret and redirect address, then begin again."))
        .arg(code);
}

} // namespace oauth

} // namespace ledgercast
