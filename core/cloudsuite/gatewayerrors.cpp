// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/gatewayerrors.h"

#include "core/base/redaction.h"
#include "core/net/httpclient.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>

namespace ledgercast::gatewayerrors {

namespace {

QString textOf(const QJsonValue &value)
{
    return value.toVariant().toString().trimmed();
}

struct Reason
{
    QString text;
    QString code;
};

/// M3 names a termination, OData an error with code and message.
Reason reasonIn(const QJsonObject &object)
{
    const QString type = textOf(object[u"terminationErrorType"]);
    const QString termination = textOf(object[u"terminationReason"]);
    if (!termination.isEmpty() || !type.isEmpty())
        return {termination.isEmpty() ? type : termination, type};
    const QJsonValue error = object[u"error"];
    return {textOf(error[u"message"]), textOf(error[u"code"])};
}

} // namespace

Error ofStatus(const HttpResponse &response, const QString &suite, const QString &program, const QString &operation)
{
    const Reason reason = reasonIn(QJsonDocument::fromJson(response.body).object());
    const QString detail = redacted(response.body, 300);
    const QString code = QStringLiteral("http_%1").arg(response.status);
    switch (response.status) {
    case 401:
        return {ErrorKind::Auth, operation,
                QObject::tr("CloudSuite refused the service account, although it just signed in. It may have no user "
                            "in %1. Ask the CloudSuite administrator.")
                    .arg(suite),
                detail, code};
    case 403:
        return {ErrorKind::Permission, operation,
                QObject::tr("No permission for %1. The account signs in but may not run this program.").arg(program),
                detail, code};
    case 429:
        return {ErrorKind::RateLimited, operation, QObject::tr("CloudSuite asked to slow down."), detail, code,
                response.retryAfter()};
    default:
        break;
    }
    if (response.status >= 500 || response.status == 408) {
        return {ErrorKind::Server,
                operation,
                QObject::tr("CloudSuite has a problem (%1). Ledgercast tries again.").arg(response.status),
                detail,
                code,
                response.retryAfter()};
    }
    if (!reason.text.isEmpty()) {
        const bool isMissing = response.status == 404;
        return {isMissing ? ErrorKind::NotFound : ErrorKind::Protocol, operation,
                isMissing ? QObject::tr("%1 knows no %2: %3").arg(suite, program, redacted(reason.text, 200))
                          : QObject::tr("%1 doesn't accept the request: %2").arg(suite, redacted(reason.text, 200)),
                detail, reason.code.isEmpty() ? code : reason.code};
    }
    if (response.status == 404) {
        return {ErrorKind::NotFound, operation,
                QObject::tr("The API gateway doesn't know %1 for this tenant. The base URL or the tenant may be wrong, "
                            "or %1 isn't published there.")
                    .arg(suite),
                detail, code};
    }
    return {ErrorKind::Protocol, operation,
            QObject::tr("CloudSuite answered %1, which isn't expected here. A proxy may stand in between.")
                .arg(response.status),
            detail, code};
}

Error ofBody(const QByteArray &body, const QString &suite, const QString &operation)
{
    const bool isHtml = body.trimmed().startsWith('<');
    return {ErrorKind::Protocol, operation,
            isHtml ? QObject::tr("A web page came instead of an answer from %1. A proxy or a sign-in page stands in "
                                 "between. Ask the network administrator.")
                         .arg(suite)
                   : QObject::tr("The answer isn't what %1 sends. Ledgercast tries again at the next read.").arg(suite),
            redacted(body, 300), isHtml ? QStringLiteral("html") : QStringLiteral("unexpected_answer")};
}

Error ofRefusal(const QString &suite, const QString &program, const QString &reason, const QString &code,
                const QString &operation)
{
    const QString detail = redacted(reason, 300);
    const bool isNotAllowed = reason.contains(u"authori", Qt::CaseInsensitive) ||
                              reason.contains(u"permission", Qt::CaseInsensitive) ||
                              reason.contains(u"not permitted", Qt::CaseInsensitive);
    if (isNotAllowed)
        return {ErrorKind::Permission, operation,
                QObject::tr("The service account may not read %1. Ask the %2 administrator for access.")
                    .arg(program, suite),
                detail, code};
    return {ErrorKind::Refused, operation, QObject::tr("%1 refused to read %2: %3").arg(suite, program, detail), detail,
            code};
}

} // namespace ledgercast::gatewayerrors
