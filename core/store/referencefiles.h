// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QList>
#include <QString>
#include <QVariantList>

#include <optional>

namespace ledgercast {

class Database;

/// A file of a reference list that is in Slack, or may be.
struct ReferenceFile
{
    enum class State {
        Sending, ///< noted before Slack shows it: after a crash nobody knows whether it does
        Posted,  ///< the current one
        Leaving  ///< a newer one is in its place, and it isn't deleted yet
    };
    QString list;
    QString channelId;
    QString fileId; ///< Slack's
    QString digest; ///< of its content
    State state = State::Sending;
};

/// The files that reference lists are in Slack, each noted before it is there. What becomes of them is audited. Engine
/// thread.
class ReferenceFiles
{
public:
    explicit ReferenceFiles(Database &database) : m_database(database) {}

    /// Oldest first.
    [[nodiscard]] Result<QList<ReferenceFile>> files(const QString &list) const;
    /// The file will be sent; its state is Sending whatever it says.
    [[nodiscard]] Result<void> begin(const ReferenceFile &file, const QString &actor, Instant now);
    /// It is in its channel: the one before it leaves.
    [[nodiscard]] Result<void> posted(const ReferenceFile &file, const QString &actor, Instant now);
    /// It is no longer in Slack.
    [[nodiscard]] Result<void> gone(const ReferenceFile &file, const QString &actor, Instant now);

    /// When the list was last compared by itself, and what code it failed with; empty: it didn't.
    struct Check
    {
        Instant at;
        QString failure;
    };
    [[nodiscard]] Result<std::optional<Check>> lastCheck(const QString &list) const;
    [[nodiscard]] Result<void> checked(const QString &list, const Check &check);

private:
    /// The statement and what it is called in the audit log, together.
    [[nodiscard]] Result<void> write(const QString &kind, const ReferenceFile &file, const QString &actor, Instant now,
                                     const QList<std::pair<QString, QVariantList>> &statements);

    Database &m_database;
};

} // namespace ledgercast
