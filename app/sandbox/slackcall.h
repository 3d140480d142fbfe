// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/httpserver.h"

#include <QByteArrayList>
#include <QJsonArray>
#include <QJsonObject>

#include <optional>

namespace ledgercast::sandbox {

/// The arguments of one Web API call, whichever way they came, and what its answer is made of.
class SlackCall
{
public:
    /// Reads query, form or JSON body. A wrong body sets the error.
    explicit SlackCall(const Request &request);

    [[nodiscard]] bool has(QLatin1StringView name) const;
    [[nodiscard]] QByteArray text(QLatin1StringView name) const;
    [[nodiscard]] bool isTrue(QLatin1StringView name) const;
    [[nodiscard]] qint64 number(QLatin1StringView name, qint64 otherwise) const;
    /// An object or array; in a form it is JSON text. Undefined if absent, null if it isn't JSON.
    [[nodiscard]] QJsonValue json(QLatin1StringView name) const;

    [[nodiscard]] QByteArray token() const { return m_token; }
    /// Client id and secret, by HTTP Basic or as arguments.
    [[nodiscard]] std::pair<QByteArray, QByteArray> client() const;

    void fail(const QByteArray &code) { m_error = code; }
    void fail(const QByteArray &code, const QStringList &mistakes);
    void detail(const QString &key, const QJsonValue &value) { m_details.insert(key, value); }
    void warn(const QByteArray &code, const QString &message = {});
    void nextCursor(const QByteArray &cursor) { m_nextCursor = cursor; }
    [[nodiscard]] bool isFailed() const { return !m_error.isEmpty(); }
    [[nodiscard]] const QByteArray &error() const { return m_error; }

    /// The answer; members is what stands behind "ok":true, beginning with a comma.
    [[nodiscard]] QByteArray answer(const QByteArray &members) const;

private:
    void readType(const QByteArray &contentType, const Request &request);
    [[nodiscard]] QJsonObject responseMetadata() const;

    Parameters m_form;
    std::optional<QJsonObject> m_json;
    QByteArray m_token;
    QByteArray m_basic; ///< "id:secret", both still percent-encoded
    QByteArray m_error;
    QJsonObject m_details;
    QByteArrayList m_warnings;
    QJsonArray m_messages;
    std::optional<QByteArray> m_nextCursor;
};

} // namespace ledgercast::sandbox
