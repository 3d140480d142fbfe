// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/slackcall.h"

#include "app/sandbox/json.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace ledgercast::sandbox {

SlackCall::SlackCall(const Request &request)
{
    const QByteArray authorization = request.header("Authorization");
    if (authorization.startsWith("Bearer "))
        m_token = authorization.sliced(7);
    else if (authorization.startsWith("Basic "))
        m_basic = QByteArray::fromBase64(authorization.sliced(6));
    m_form = decodeForm(request.query);
    // A token in the query string isn't accepted.
    m_form.removeIf([](const auto &entry) { return entry.first == "token"; });
    if (!request.isPost)
        return;
    readType(request.header("Content-Type"), request);
    if (m_token.isEmpty() && !m_json)
        m_token = valueOf(m_form, "token");
}

void SlackCall::readType(const QByteArray &contentType, const Request &request)
{
    const QByteArray type = contentType.split(';').first().trimmed().toLower();
    const qsizetype charset = contentType.toLower().indexOf("charset=");
    if (type == "application/json") {
        if (charset < 0)
            warn("missing_charset",
                 u"[WARN] A Content-Type HTTP header was presented but did not declare a charset, such as a 'utf-8'"_s);
        QJsonParseError mistake;
        const QJsonDocument document = QJsonDocument::fromJson(request.body, &mistake);
        if (mistake.error != QJsonParseError::NoError)
            fail("invalid_json");
        else if (!document.isObject())
            fail("json_not_object");
        m_json = document.object();
    } else if (type == "application/x-www-form-urlencoded") {
        if (charset >= 0)
            warn("superfluous_charset",
                 u"[WARN] A Content-Type HTTP header was presented with a charset, which isn't needed"_s);
        m_form += decodeForm(request.body);
    } else if (!request.body.isEmpty()) {
        fail(type.isEmpty() ? "missing_post_type" : "invalid_post_type");
    }
    if (charset >= 0) {
        const QByteArray name = contentType.sliced(charset + 8).trimmed().toLower();
        if (name != "utf-8" && name != "iso-8859-1")
            fail("invalid_charset");
    }
}

bool SlackCall::has(QLatin1StringView name) const
{
    return (m_json && !m_json->value(name).isUndefined() && !m_json->value(name).isNull()) ||
           contains(m_form, QByteArrayView(name));
}

QByteArray SlackCall::text(QLatin1StringView name) const
{
    if (m_json && m_json->contains(name)) {
        const QJsonValue value = m_json->value(name);
        return value.isString() ? value.toString().toUtf8() : value.toVariant().toString().toUtf8();
    }
    return valueOf(m_form, QByteArrayView(name));
}

std::pair<QByteArray, QByteArray> SlackCall::client() const
{
    const qsizetype colon = m_basic.indexOf(':');
    if (colon < 0)
        return {text("client_id"_L1), text("client_secret"_L1)};
    return {QByteArray::fromPercentEncoding(m_basic.first(colon)),
            QByteArray::fromPercentEncoding(m_basic.sliced(colon + 1))};
}

bool SlackCall::isTrue(QLatin1StringView name) const
{
    const QByteArray value = text(name).toLower();
    return value == "true" || value == "1";
}

qint64 SlackCall::number(QLatin1StringView name, qint64 otherwise) const
{
    bool isNumber = false;
    const qint64 value = text(name).toLongLong(&isNumber);
    return isNumber ? value : otherwise;
}

QJsonValue SlackCall::json(QLatin1StringView name) const
{
    if (!has(name))
        return QJsonValue(QJsonValue::Undefined);
    if (m_json && m_json->contains(name) && !m_json->value(name).isString())
        return m_json->value(name);
    const QJsonDocument document = QJsonDocument::fromJson(text(name));
    if (document.isArray())
        return document.array();
    return document.isObject() ? QJsonValue(document.object()) : QJsonValue();
}

void SlackCall::fail(const QByteArray &code, const QStringList &mistakes)
{
    m_error = code;
    m_details.insert("errors"_L1, QJsonArray::fromStringList(mistakes));
    for (const QString &mistake : mistakes)
        m_messages.append(QString(u"[ERROR] "_s + mistake));
}

void SlackCall::warn(const QByteArray &code, const QString &message)
{
    m_warnings.append(code);
    if (!message.isEmpty())
        m_messages.append(message);
}

QJsonObject SlackCall::responseMetadata() const
{
    QJsonObject metadata;
    if (m_nextCursor)
        metadata.insert("next_cursor"_L1, QString::fromLatin1(*m_nextCursor));
    if (!m_messages.isEmpty())
        metadata.insert("messages"_L1, m_messages);
    if (!m_warnings.isEmpty()) {
        QJsonArray warnings;
        for (const QByteArray &warning : m_warnings)
            warnings.append(QString::fromLatin1(warning));
        metadata.insert("warnings"_L1, warnings);
    }
    return metadata;
}

QByteArray SlackCall::answer(const QByteArray &members) const
{
    QByteArray body = "{\"ok\":true";
    if (isFailed())
        body = "{\"ok\":false,\"error\":" + jsonString(m_error);
    else
        body += members;
    if (isFailed() && !m_details.isEmpty()) {
        const QByteArray details = QJsonDocument(m_details).toJson(QJsonDocument::Compact);
        body += ',' + details.sliced(1, details.size() - 2);
    }
    if (!m_warnings.isEmpty())
        body += ",\"warning\":" + jsonString(m_warnings.join(','));
    const QJsonObject metadata = responseMetadata();
    if (!metadata.isEmpty())
        body += ",\"response_metadata\":" + QJsonDocument(metadata).toJson(QJsonDocument::Compact);
    return body + '}';
}

} // namespace ledgercast::sandbox
