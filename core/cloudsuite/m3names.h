// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/m3lists.h"
#include "core/cloudsuite/m3walk.h"

#include <QDate>
#include <QSet>

namespace ledgercast {

/// Names for the codes in rows: suppliers, payment terms, approvers. Remembered for a day. One thread; lists outlive
/// it.
class M3Names
{
public:
    struct Request
    {
        FeedEntry feed;
        QList<M3Row> heads;
        M3Place place;
        QDate today;
        QString operation;
    };
    explicit M3Names(M3Lists &lists) : m_lists(lists) {}

    /// Walks to the names that are not known yet, to be taken together with others.
    [[nodiscard]] QList<M3Walk> plan(const Request &request);
    /// The walks of the last plan, walked. Warns of what was refused.
    void take(const QList<M3Walk> &walks, QStringList *warnings);
    /// Reads the lists that are not known yet; the number of calls. A refusal is warned of. Errors: what may pass, and
    /// must not make names disappear until then.
    QCoro::Task<Result<int>> readLists(Request request, QStringList *warnings);

    /// Empty: not known.
    [[nodiscard]] QString nameOf(const NameMapping &mapping, const M3Row &head, const M3Place &place) const;

private:
    /// Which name a planned walk is for.
    struct Wanted
    {
        NameMapping mapping;
        QString scope;
    };
    void remember(const NameMapping &mapping, const QString &scope, const QList<M3Row> &rows);
    void planKeys(const NameMapping &mapping, const QString &scope, const Request &request, QList<M3Walk> &walks);

    M3Lists &m_lists;
    QHash<QString, QHash<QString, QString>> m_names; ///< by scope, by code
    QSet<QString> m_whole;                           ///< scopes read as a whole
    QList<Wanted> m_wanted;
    QDate m_day;
};

} // namespace ledgercast
