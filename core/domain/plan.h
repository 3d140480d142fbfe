// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/change.h"
#include "core/domain/delivery.h"

#include <QHash>

namespace ledgercast {

/// A change with what was decided about it.
struct PlannedChange
{
    Change change;
    QList<Delivery> deliveries;  ///< empty: known, or no rule matched
    QStringList unrouted;        ///< cost centres ("unknown" for none) that no rule covers
    QString skipped;             ///< why nothing is sent on purpose: "below_threshold", "kind_off",
                                 ///< "below_kind_minimum", "not_asked_for"; only without the two above
    QStringList joined;          ///< channels that have it already, where further cost centres lead now
    QStringList topics = {};     ///< that the document takes part in now, see matchtopics.h
    QStringList leftTopics = {}; ///< that it took part in before
    bool isQuiet = false;        ///< recorded, not posted: an exception among documents that were known from the start
};

/// The part of a recorded change that waits for a rule.
struct WaitingPart
{
    QStringList costCentres; ///< "unknown" for a document without one
    QStringList channels;    ///< that have the change already
};

/// Something found that still is so.
struct OpenFinding
{
    Finding finding;
    bool isQuiet = false; ///< it was recorded, not posted, and so is its end
};

/// What is known of a topic once its documents have been compared.
struct TopicState
{
    QString topic;
    QList<OpenFinding> open;
    QDate next; ///< when comparing the same again gives something else; invalid: never
};

/// An entry that nobody was told of, because its document was known from before, with what is told of it now.
struct ToldChange
{
    qint64 entryId = 0;
    PlannedChange planned;
};

/// What the planner made of a page: committed as a whole, or not at all.
struct Plan
{
    QString tenant;
    QString company;
    QString feed; ///< empty: of no feed, there is no cursor to move
    QString nextCursor;
    QList<PlannedChange> changes;
    int read = 0;
    int unchanged = 0;
    QList<TopicState> topics = {};
    QList<ToldChange> told = {};
};

/// What the store holds of a document that is read again.
struct KnownDocument
{
    int version = 0;
    QByteArray fingerprint;
    QByteArray content;             ///< Document::toJson() of the newest version
    QMap<QString, QString> threads; ///< channel to the id of the Main delivery that starts its thread
    qint64 untoldEntry = 0;         ///< of its newest version, which was known from before and never told; 0: none
};

/// What the store knows of topics: their documents, and what was found before.
struct KnownTopics
{
    struct Part
    {
        QString topic;
        QString type;
        QString key;
    };
    QList<Part> parts;
    QHash<QString, KnownDocument> documents; ///< by documentName()
    QHash<QString, QList<OpenFinding>> open; ///< by topic

    [[nodiscard]] static QString documentName(const QString &type, const QString &key) { return type + u'|' + key; }
};

} // namespace ledgercast
