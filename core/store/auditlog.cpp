// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/auditlog.h"

#include "core/store/statements.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace ledgercast::auditlog {

namespace {

const QString operation = QStringLiteral("Write the audit log");

QByteArray quoted(const QString &text)
{
    const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
    return array.mid(1, array.size() - 2);
}

} // namespace

QByteArray canonicalText(const QString &kind, Instant at, std::optional<qint64> changeId, const QString &delivery,
                         const QString &actor, const QByteArray &data)
{
    QByteArray text;
    text.reserve(160 + data.size());
    text += "{\"actor\":";
    text += quoted(actor);
    text += ",\"at\":";
    text += QByteArray::number(toMs(at));
    text += ",\"change\":";
    text += changeId ? QByteArray::number(*changeId) : QByteArrayLiteral("null");
    text += ",\"data\":";
    text += data;
    text += ",\"delivery\":";
    text += quoted(delivery);
    text += ",\"kind\":";
    text += quoted(kind);
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
    static const QString insert = QStringLiteral(
        "INSERT INTO audit_event (at, kind, change_id, delivery, actor, data, hash) VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (const AuditEvent &event : events) {
        const QByteArray data = QJsonDocument(event.data).toJson(QJsonDocument::Compact);
        head = nextHash(head, canonicalText(event.kind, at, event.changeId, event.delivery, event.actor, data));
        const auto done = change(database, operation, insert,
                                 {toMs(at), event.kind, event.changeId ? QVariant(*event.changeId) : QVariant(),
                                  text(event.delivery), text(event.actor), QString::fromUtf8(data), head});
        if (!done)
            return done;
    }
    return {};
}

} // namespace ledgercast::auditlog
