// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/auditlog.h"

#include "core/base/canonicaljson.h"
#include "core/store/statements.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>

namespace ledgercast {

EventData::EventData(const QJsonObject &values)
{
    for (auto value = values.begin(); value != values.end(); ++value)
        m_values.emplaceBack(value.key(), value.value());
}

QByteArray EventData::text() const
{
    auto sorted = m_values;
    std::sort(sorted.begin(), sorted.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    QByteArray text;
    text.reserve(256);
    for (const auto &[key, value] : std::as_const(sorted)) {
        text += text.isEmpty() ? '{' : ',';
        appendJson(text, key);
        text += ':';
        appendJson(text, value);
    }
    text += text.isEmpty() ? "{}" : "}";
    return text;
}

namespace auditlog {

namespace {

const QString operation = QStringLiteral("Write the audit log");

} // namespace

QByteArray canonicalText(const QString &kind, Instant at, std::optional<qint64> changeId, const QString &delivery,
                         const QString &actor, const QByteArray &data)
{
    QByteArray text;
    text.reserve(200 + data.size());
    text += "{\"actor\":";
    appendJson(text, actor);
    text += ",\"at\":" + QByteArray::number(toMs(at)) + ",\"change\":";
    text += changeId ? QByteArray::number(*changeId) : QByteArrayLiteral("null");
    text += ",\"data\":" + data + ",\"delivery\":";
    appendJson(text, delivery);
    text += ",\"kind\":";
    appendJson(text, kind);
    text += '}';
    return text;
}

QByteArray nextHash(const QByteArray &previous, const QByteArray &canonicalText)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(previous);
    hash.addData(canonicalText);
    return hash.result();
}

Result<void> append(Database &database, const QList<AuditEvent> &events, Instant at)
{
    if (events.isEmpty())
        return {};
    QByteArray head(32, '\0');
    {
        const auto last =
            run(database, operation, QStringLiteral("SELECT hash FROM audit_event ORDER BY id DESC LIMIT 1"), {});
        if (!last)
            return fail(last.error());
        if (const Rows rows(*last); rows.next())
            head = rows.bytes(0);
    }
    static const QString insert = QStringLiteral("INSERT INTO audit_event (at, kind, change_id, delivery, actor, data, "
                                                 "hash) VALUES (?, ?, ?, ?, ?, CAST(? AS TEXT), ?)");
    for (const AuditEvent &event : events) {
        const QByteArray data = event.data.text();
        head = nextHash(head, canonicalText(event.kind, at, event.changeId, event.delivery, event.actor, data));
        const auto done = change(database, operation, insert,
                                 {toMs(at), event.kind, event.changeId ? QVariant(*event.changeId) : QVariant(),
                                  text(event.delivery), text(event.actor), data, head});
        if (!done)
            return done;
    }
    return {};
}

} // namespace auditlog

} // namespace ledgercast
