// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/store/entry.h"

namespace ledgercast {

class Database;

/// How each feed's passes went. Engine thread.
class RunLog
{
public:
    explicit RunLog(Database &database) : m_database(database) {}

    [[nodiscard]] Result<void> add(const FeedRunRow &run);
    /// One line of the audit log that belongs to no entry, e.g. "tenant_imported".
    [[nodiscard]] Result<void> note(const QString &kind, const QJsonObject &data, const QString &actor, Instant now);

private:
    Database &m_database;
};

} // namespace ledgercast
