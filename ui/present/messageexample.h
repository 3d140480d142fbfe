// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/recordlink.h"
#include "core/domain/route.h"
#include "core/message/composer.h"
#include "core/message/valuenames.h"
#include "core/routing/people.h"

namespace ledgercast {

/// A record, and all else that decides what becomes of it.
struct MessageExample
{
    Change change;
    QList<Route> routes;
    QHash<QString, QString> costCentreNames;
    CostCentreOwners costCentreOwners;
    People people;
    LinkPatterns links;
    QTimeZone timeZone = QTimeZone::utc();
    bool isMadeUp = false; ///< no record of this kind was read yet
};

/// What a design makes of a record.
struct MessagePreview
{
    QString channel;            ///< name without '#'; empty: no rule leads anywhere
    QString whyNot;             ///< why nothing would be sent, in words; empty: it would
    QList<QByteArray> messages; ///< what Slack receives, byte for byte: the message, then its lines
    QByteArray update;          ///< what a change like this one adds to the thread; empty: the record is new
    MessageSize size;
    QList<ValueName> names;
    QList<ValueName> lineNames;
    QString mistake; ///< why the design can't be used; the rest is empty then
};

/// Pure: asks the planner, as the engine does, so that preview and post can't differ.
[[nodiscard]] MessagePreview previewOf(const MessageDesign &design, const MessageDesign &standard,
                                       const MessageExample &example);
/// A record with sample values, for a kind of which none was read yet.
[[nodiscard]] Change sampleChange(const QString &recordType, const MessageDesign &standard, Instant now);

} // namespace ledgercast
