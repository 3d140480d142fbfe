// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/feedcatalogue.h"
#include "core/cloudsuite/m3walk.h"

#include <QSet>

namespace ledgercast {

/// Finds which known documents M3 has no longer: what is deleted has no day of change, so all keys are read, and what
/// is missing among them is asked for once more by name. One thread; walker and tables outlive it.
class M3Deletions
{
public:
    struct Request
    {
        FeedEntry feed;
        QHash<QString, QString> known;        ///< key to status
        std::optional<QSet<QString>> present; ///< where a list has told them already
        M3Place place;
        QString operation;
    };
    struct Found
    {
        QStringList keys;
        QStringList warnings;
        int calls = 0;
    };
    M3Deletions(const M3Walker &walker, const M3Tables &tables) : m_walker(walker), m_tables(tables) {}
    /// Errors: the rows can't be read; nothing is taken to be deleted.
    [[nodiscard]] QCoro::Task<Result<Found>> find(Request request) const;

private:
    QCoro::Task<Result<QSet<QString>>> presentKeys(Request request, int *calls) const;
    /// One walk for each key that can be asked for; the others are dropped from *keys.
    [[nodiscard]] QList<M3Walk> walksTo(const FeedEntry &feed, QStringList *keys) const;

    const M3Walker &m_walker;
    const M3Tables &m_tables;
};

} // namespace ledgercast
