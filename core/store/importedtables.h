// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

namespace ledgercast {

class Database;

/// Tables that a person imports as a whole and that are kept as they were imported, checked by whoever imports them.
/// Replacing one is audited with before and after.
class ImportedTables
{
public:
    explicit ImportedTables(Database &database) : m_database(database) {}

    static inline const QString tolerances = QStringLiteral("tolerances");
    static inline const QString costCentreMapping = QStringLiteral("cost_centre_mapping");
    static inline const QString channelGuard = QStringLiteral("channel_guard");
    static inline const QString people = QStringLiteral("people");

    /// Empty: none was imported.
    [[nodiscard]] Result<QByteArray> csv(const QString &name) const;
    [[nodiscard]] Result<void> replace(const QString &name, const QByteArray &csv, const QString &actor, Instant now);

private:
    Database &m_database;
};

} // namespace ledgercast
