// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/feedcatalogue.h"
#include "core/cloudsuite/m3tables.h"
#include "core/domain/document.h"

#include <QSet>

namespace ledgercast::m3documents {

/// The rows that make one document.
struct Rows
{
    M3Row head;
    QList<M3Row> lines;
    QList<M3Row> distribution;
    QString partyName;
    QList<M3Row> details = {}; ///< one for each of FeedEntry::details; empty: none
    Fields names = {};         ///< what codes of the head mean
    QString company = {};      ///< where the rows have no column with it
};

/// Values of these columns joined with '/': a row's key among its like.
[[nodiscard]] QString keyOf(const M3Row &row, const QStringList &columns);
/// Known documents (their status by key) that aren't among the present keys, sorted; without those that are deleted
/// already or in a status that the feed keeps. Present keys speak of the company asked for, or of those they name:
/// known documents of others were not looked for, and are not missing.
[[nodiscard]] QStringList missingKeys(const FeedEntry &feed, const QString &company,
                                      const QHash<QString, QString> &known, const QSet<QString> &present);
/// A row's name among those of all tables.
[[nodiscard]] QString nameOf(const QString &table, const QStringList &rowKey, const M3Row &row);
/// A column with a day: yyyyMMdd, also with a time behind it, or ISO 8601; invalid for "", "0" and what isn't a date.
[[nodiscard]] QDate dateOf(const QString &value);
/// The document in the words of the product. Pure. Values that aren't what the catalogue says are left out and named in
/// *warnings.
[[nodiscard]] Document make(const FeedEntry &feed, const QString &tenant, const Rows &rows, QStringList *warnings);

} // namespace ledgercast::m3documents
