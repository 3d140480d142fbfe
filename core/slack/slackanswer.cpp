// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/slackanswer.h"

#include "core/base/redaction.h"
#include "core/slack/slackerrors.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace ledgercast {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("slack", text);
}

QString httpDetail(const HttpResponse &response)
{
    return QStringLiteral("HTTP %1: %2").arg(response.status).arg(redacted(response.body, 200));
}

Error unreadable(const HttpResponse &response, const QString &operation)
{
    if (response.status == 429) {
        return {ErrorKind::RateLimited,
                operation,
                slackCause(PostVerdict::RateLimited).words,
                httpDetail(response),
                QStringLiteral("ratelimited"),
                response.retryAfter()};
    }
    const bool isServer = response.status >= 500 || response.status == 408;
    return {isServer ? ErrorKind::Server : ErrorKind::Protocol, operation,
            isServer ? translated(QT_TRANSLATE_NOOP("slack", "Slack has a problem of its own. Ledgercast tries again."))
                     : translated(QT_TRANSLATE_NOOP("slack", "Something that isn't Slack answered: a proxy or sign-in "
                                                             "page, or a wrong address. Check the address and the "
                                                             "network.")),
            httpDetail(response), QStringLiteral("http_%1").arg(response.status)};
}

} // namespace

Result<QJsonObject> slackObject(const HttpResponse &response, const QString &operation)
{
    const QJsonDocument parsed = QJsonDocument::fromJson(response.body);
    const bool isSlack = parsed.isObject() && parsed[u"ok"].isBool() && response.status < 500;
    if (!isSlack || response.status == 429)
        return fail(unreadable(response, operation));
    return parsed.object();
}

} // namespace ledgercast
