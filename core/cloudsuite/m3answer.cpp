// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3answer.h"

#include "core/base/redaction.h"
#include "core/cloudsuite/gatewayerrors.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ledgercast::m3answer {

namespace {

/// A list with one element may come as the element itself.
QJsonArray listOf(const QJsonValue &value)
{
    if (value.isArray())
        return value.toArray();
    return value.isObject() ? QJsonArray{value} : QJsonArray{};
}

bool isTrue(const QJsonValue &value)
{
    return value.isString() ? value.toString().compare(u"true", Qt::CaseInsensitive) == 0 : value.toBool();
}

QString textOf(const QJsonValue &value)
{
    return value.toVariant().toString().trimmed();
}

/// count == asked means more may follow; grids that ignore the wish cap at one of these.
bool isTruncated(qsizetype count, int maxRecords)
{
    const bool isCap = count == 100 || count == 1000 || count == 10'000;
    return maxRecords > 0 ? count >= maxRecords || (isCap && count < maxRecords) : isCap;
}

struct Refusal
{
    QString type;
    QString code;
    QString field;
    QString message;
};

bool isNotFound(const Refusal &refusal)
{
    return refusal.code.endsWith(u"0103");
}

bool isNotAllowed(const Refusal &refusal)
{
    return refusal.message.contains(u"not authori", Qt::CaseInsensitive) ||
           refusal.message.contains(u"no authori", Qt::CaseInsensitive) ||
           refusal.message.contains(u"not permitted", Qt::CaseInsensitive);
}

Error errorOf(const Refusal &refusal, const QString &operation)
{
    QString detail = redacted(refusal.message, 300);
    if (!refusal.field.isEmpty())
        detail += QStringLiteral(" [%1]").arg(refusal.field);
    const QString code = refusal.code.isEmpty() ? refusal.type : refusal.code;
    if (isNotAllowed(refusal)) {
        return {ErrorKind::Permission, operation,
                QObject::tr("The service account may not run this program. Ask the M3 administrator for access."),
                detail, code};
    }
    if (refusal.type == u"TransactionNotFound" || refusal.type == u"ProgramNotFound") {
        return {ErrorKind::NotFound, operation,
                QObject::tr("This M3 has no such transaction. It may be a newer or an older release."), detail,
                refusal.type};
    }
    const QString reason = detail.endsWith(u'.') ? detail.chopped(1) : detail;
    return {ErrorKind::Refused, operation,
            QObject::tr("M3 refused the request: %1. Ledgercast asks again at the next read.").arg(reason), detail,
            code};
}

M3Record recordOf(const QJsonValue &value)
{
    M3Record record;
    const QJsonObject object = value.toObject();
    if (object.contains(u"NameValue")) { // v1
        const QJsonArray pairs = listOf(object[u"NameValue"]);
        for (const QJsonValue &pair : pairs)
            record.insert(textOf(pair[u"Name"]), textOf(pair[u"Value"]));
        return record;
    }
    for (auto field = object.begin(); field != object.end(); ++field)
        record.insert(field.key(), textOf(field.value()));
    return record;
}

M3Result recordsOf(const QJsonValue &list, int maxRecords)
{
    M3Records records;
    const QJsonArray array = listOf(list);
    records.records.reserve(array.size());
    for (const QJsonValue &value : array)
        records.records.append(recordOf(value));
    records.isTruncated = isTruncated(records.records.size(), maxRecords);
    return records;
}

M3Result refusedOr(const std::optional<Refusal> &refusal, const QJsonValue &list, int maxRecords,
                   const QString &operation)
{
    // Rows in front of a failure are a part of the truth only: they count as a failure too.
    if (!refusal)
        return recordsOf(list, maxRecords);
    if (isNotFound(*refusal))
        return M3Records{};
    return tl::unexpected(errorOf(*refusal, operation));
}

std::optional<Refusal> refusalV2(const QJsonValue &result)
{
    const Refusal refusal{textOf(result[u"errorType"]), textOf(result[u"errorCode"]), textOf(result[u"errorField"]),
                          textOf(result[u"errorMessage"])};
    if (refusal.type.isEmpty() && refusal.code.isEmpty() && refusal.message.isEmpty())
        return std::nullopt;
    return refusal;
}

std::optional<Refusal> refusalV1(const QJsonObject &object)
{
    const QJsonObject error = object.contains(u"ErrorMessage") ? object[u"ErrorMessage"].toObject() : object;
    const Refusal refusal{textOf(error[u"@type"]), textOf(error[u"@code"]), textOf(error[u"@field"]),
                          textOf(error[u"Message"])};
    if (refusal.type.isEmpty() && refusal.code.isEmpty() && !object.contains(u"ErrorMessage"))
        return std::nullopt;
    return refusal;
}

QString terminationOf(const QJsonObject &object)
{
    const QString reason = textOf(object[u"terminationReason"]);
    return reason.isEmpty() ? textOf(object[u"terminationErrorType"]) : reason;
}

tl::unexpected<Error> notM3(const QByteArray &body, const QString &operation)
{
    return tl::unexpected(gatewayerrors::ofBody(body, QStringLiteral("M3"), operation));
}

} // namespace

Result<QList<M3Result>> parse(const QByteArray &body, int asked, int maxRecords, const QString &operation)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return notM3(body, operation);
    const QJsonObject object = document.object();
    if (object.contains(u"MIRecord") || object.contains(u"ErrorMessage") || object.contains(u"@type") ||
        object.contains(u"Transaction"))
        return QList<M3Result>{refusedOr(refusalV1(object), object[u"MIRecord"], maxRecords, operation)};
    const QJsonArray list = listOf(object[u"results"]);
    const bool isTerminated = isTrue(object[u"wasTerminated"]);
    if (!object.contains(u"results") || (isTerminated && list.size() < asked)) {
        const QString reason = terminationOf(object);
        if (reason.isEmpty() && !isTerminated)
            return notM3(body, operation);
        return fail(ErrorKind::Protocol, operation,
                    QObject::tr("M3 stopped the request before its end: %1").arg(redacted(reason, 200)),
                    redacted(body, 300), QStringLiteral("terminated"));
    }
    if (list.size() != asked) {
        return fail(
            ErrorKind::Protocol, operation,
            QObject::tr("M3 answered %1 of %2 transactions. Nothing of it is used; Ledgercast tries again at the "
                        "next read.")
                .arg(list.size())
                .arg(asked),
            {}, QStringLiteral("incomplete"));
    }
    QList<M3Result> results;
    results.reserve(list.size());
    for (const QJsonValue &result : list)
        results.append(refusedOr(refusalV2(result), result[u"records"], maxRecords, operation));
    return results;
}

} // namespace ledgercast::m3answer
