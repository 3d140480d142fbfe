// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"

#include <QList>
#include <QString>

namespace ledgercast {

class Database;

/// A person's emoji under a message, as Slack tells of it.
struct HeardReaction
{
    bool isAdded = true; ///< false: taken back
    QString channelId;
    QString ts; ///< of the message
    QString user;
    QString emoji;
    QString eventTs; ///< when, in Slack's time
};

/// What people did in Slack with our messages, as audit events on their deliveries. The same thing told again makes no
/// second event, however much later: what the log says already is compared. Engine thread.
class HeardLog
{
public:
    explicit HeardLog(Database &database) : m_database(database) {}

    /// "acknowledged" or "acknowledgement_removed" on every delivery that the message told. How many events that made;
    /// 0: it isn't one of ours, or this is known, or older than what is known.
    [[nodiscard]] Result<int> reacted(const HeardReaction &reaction, Instant now);
    /// "deleted_in_slack", once. The deliveries stay posted: they were.
    [[nodiscard]] Result<int> deleted(const QString &channelId, const QString &ts, Instant now);

private:
    struct Told
    {
        QString delivery;
        qint64 entry = 0;
    };
    [[nodiscard]] Result<QList<Told>> toldBy(const QString &channelId, const QString &ts) const;
    [[nodiscard]] Result<bool> isNews(const Told &told, const HeardReaction &reaction) const;
    [[nodiscard]] Result<bool> isKnownDeleted(const Told &told) const;

    Database &m_database;
};

} // namespace ledgercast
