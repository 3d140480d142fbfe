// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/change.h"
#include "core/domain/delivery.h"

namespace ledgercast {

/// A change with what was decided about it.
struct PlannedChange
{
    Change change;
    QList<Delivery> deliveries; ///< empty: known, or no rule matched
    QStringList unrouted;       ///< cost centres ("unknown" for none) that no rule covers
    QString skipped;            ///< why nothing is sent on purpose: "below_threshold"; only without the two above
    QStringList joined;         ///< channels that have it already, where further cost centres lead now
};

/// The part of a recorded change that waits for a rule.
struct WaitingPart
{
    QStringList costCentres; ///< "unknown" for a document without one
    QStringList channels;    ///< that have the change already
};

/// What the planner made of a page: committed as a whole, or not at all.
struct Plan
{
    QString tenant;
    QString company;
    QString feed;
    QString nextCursor;
    QList<PlannedChange> changes;
    int read = 0;
    int unchanged = 0;
};

/// What the store holds of a document that is read again.
struct KnownDocument
{
    int version = 0;
    QByteArray fingerprint;
    QByteArray content;             ///< Document::toJson() of the newest version
    QMap<QString, QString> threads; ///< channel to the id of the Main delivery that starts its thread
};

} // namespace ledgercast
