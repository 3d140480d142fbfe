// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/cloudsuite/m3answer.h"

#include <QHash>
#include <QMap>

namespace ledgercast {

/// A row of an M3 table: column name, with the table's prefix, to value without blanks around it.
using M3Row = QMap<QString, QString>;

/// What is known of the tenant's tables: which columns they have, and which of them are text.
class M3Tables
{
public:
    [[nodiscard]] bool isKnown(const QString &table) const { return m_tables.contains(table); }
    /// From EXPORTMI/LstFields. Where the tenant doesn't list all fields, every column is taken to be there.
    void learn(const QString &table, const M3Records &fields);
    /// The tenant didn't say, maybe for a passing reason: it is worth asking again later.
    void learnNothing(const QString &table) { m_tables.insert(table, {{}, false, true}); }
    [[nodiscard]] bool isWorthAsking(const QString &table) const { return m_tables.value(table).hasFailed; }
    void forget() { m_tables.clear(); }

    [[nodiscard]] bool has(const QString &table, const QString &column) const;
    [[nodiscard]] bool isText(const QString &table, const QString &column) const;
    /// "COL = 5", "COL > 'A01'"
    [[nodiscard]] Result<QString> condition(const QString &table, const QString &column, const QString &comparison,
                                            const QString &value) const;
    /// Conditions that together, asked one after the other, give every row behind this key in the key's order: M3
    /// answers in that order, but its queries know neither OR nor ORDER BY. One empty condition for an empty key.
    [[nodiscard]] Result<QStringList> behind(const QString &table, const QStringList &key,
                                             const QStringList &values) const;

private:
    struct Table
    {
        QHash<QString, bool> isText; ///< by column
        bool isComplete = false;
        bool hasFailed = false;
    };
    QHash<QString, Table> m_tables;
};

} // namespace ledgercast
