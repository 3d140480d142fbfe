// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>

namespace ledgercast {

/// A list of master data that is kept as a file in a channel. Its columns are named one by one: what a source adds to a
/// record, a bank account above all, never gets into a file by itself.
struct ReferenceList
{
    QString name; ///< as in the settings: "suppliers"
    QString recordType;
    QStringList columns; ///< of Document's canonical names

    [[nodiscard]] QString fileName() const { return name + QStringLiteral(".csv"); }
};

/// All there are, in the order in which they are posted.
[[nodiscard]] const QList<ReferenceList> &referenceLists();
[[nodiscard]] QStringList referenceListNames();
/// None of this name.
[[nodiscard]] const ReferenceList *findReferenceList(const QString &name);
/// How it is called for people: "Suppliers".
[[nodiscard]] QString referenceTitle(const QString &name);
/// The columns that a channel may read, whose guard masks these fields ("party" hides who a supplier is).
[[nodiscard]] QStringList readableColumns(const ReferenceList &list, const QStringList &maskedFields);
/// Whether what is left tells which record a row is about.
[[nodiscard]] bool isTelling(const QStringList &columns);

} // namespace ledgercast
