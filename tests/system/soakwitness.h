// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/table.h"

#include <QHash>
#include <QJsonObject>
#include <QMap>
#include <QSet>
#include <QStringList>

#include <map>
#include <vector>

namespace ledgercast::test {

/// Watches the tables of a sandbox from behind, and knows what a reader could have seen of every document at any time.
/// Independent of the program: it has neither its catalogue nor its code.
class SoakWitness
{
public:
    explicit SoakWitness(sandbox::Tables &tables);
    ~SoakWitness();

    /// Sees which documents are others now. To be called whenever business went on.
    void look();
    /// A version as the program recorded it: content is the document's JSON.
    void recorded(const QString &type, const QString &key, const QJsonObject &content);
    /// Business has stood still while everything was read: whether what was recorded since the last time is what could
    /// be seen, each once and in order, and ends with what there is. Returns the mistakes.
    [[nodiscard]] QStringList settle();

    struct Count
    {
        int documents = 0;
        int versions = 0; ///< recorded
        int unseen = 0;   ///< states that came and went between two reads
    };
    [[nodiscard]] QMap<QString, Count> counts() const { return m_counts; }
    /// Documents there are now, as "type key".
    [[nodiscard]] QSet<QString> present() const;

private:
    struct Kind;
    struct Part;
    struct Entry;
    struct Watch;

    [[nodiscard]] static const std::vector<Kind> &kinds();
    [[nodiscard]] std::set<sandbox::Table::Id> &rowsWith(const Watch &watch, sandbox::Table::Id id);
    [[nodiscard]] QByteArray stateOf(const Kind &kind, const Entry &entry) const;
    [[nodiscard]] QString settle(const QString &name, Entry &entry);

    sandbox::Tables &m_tables;
    std::vector<Watch> m_watches;
    std::map<QString, Entry> m_entries; ///< by "type key"
    QSet<QString> m_touched;
    QSet<QString> m_open; ///< to be settled
    QStringList m_strangers;
    QMap<QString, Count> m_counts;
};

} // namespace ledgercast::test
