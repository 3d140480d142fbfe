// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <initializer_list>
#include <optional>
#include <utility>

namespace ledgercast {

class Database;

/// What an event says, as the canonical JSON that is stored and hashed: keys in order, no spaces. Events are written by
/// the thousand, most of them from a few words known in place; those never become a QJsonObject.
class EventData
{
public:
    EventData() = default;
    EventData(std::initializer_list<std::pair<QString, QJsonValue>> values) : m_values(values) {}
    EventData(const QJsonObject &values);
    /// A key that isn't there yet.
    void insert(const QString &key, const QJsonValue &value) { m_values.emplaceBack(key, value); }
    [[nodiscard]] QByteArray text() const;

private:
    QList<std::pair<QString, QJsonValue>> m_values;
};

/// One line of the audit log before it has its number and hash.
struct AuditEvent
{
    QString kind;
    std::optional<qint64> changeId = std::nullopt;
    QString delivery = {}; ///< id of a delivery, or empty
    EventData data = {};
    QString actor = QStringLiteral("ledgercast");
};

/// The hash chain. hash = SHA-256(previous hash ‖ canonical text); the first one's previous hash is 32 zero bytes.
/// Canonical text: {"actor":…,"at":…,"change":…,"data":…,"delivery":…,"kind":…}, compact JSON, keys sorted, UTF-8.
namespace auditlog {

[[nodiscard]] QByteArray canonicalText(const QString &kind, Instant at, std::optional<qint64> changeId,
                                       const QString &delivery, const QString &actor, const QByteArray &data);
[[nodiscard]] QByteArray nextHash(const QByteArray &previous, const QByteArray &canonicalText);
/// Appends within the caller's transaction, which it must be in: the chain's head is read first.
[[nodiscard]] Result<void> append(Database &database, const QList<AuditEvent> &events, Instant at);

} // namespace auditlog

} // namespace ledgercast
