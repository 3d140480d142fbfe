// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QHash>
#include <QString>

namespace ledgercast {

class Database;

/// What Slack said of an e-mail address.
struct PersonLookup
{
    QString slackId; ///< empty: nobody has it
    Instant askedAt;
};

/// Who e-mail addresses are in Slack, as Slack last said. A cache: nothing of it is audited. In the thread of its
/// database connection.
class PersonLookups
{
public:
    explicit PersonLookups(Database &database) : m_database(database) {}

    /// By address, in lower case.
    [[nodiscard]] Result<QHash<QString, PersonLookup>> all() const;
    [[nodiscard]] Result<void> put(const QString &email, const PersonLookup &lookup);

private:
    Database &m_database;
};

} // namespace ledgercast
