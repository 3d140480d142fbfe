// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3deletions.h"

#include "core/cloudsuite/m3documents.h"

#include <QObject>

namespace ledgercast {

namespace {

constexpr int keysAtOnce = 10'000;
/// So many at once is no deletion: the account sees less than before.
constexpr qsizetype suspicious = 20;

} // namespace

QCoro::Task<Result<M3Deletions::Found>> M3Deletions::find(Request request) const
{
    Found found;
    QSet<QString> present;
    if (request.present) {
        present = *request.present;
    } else {
        auto reading = presentKeys(request, &found.calls);
        const Result<QSet<QString>> keys = co_await reading;
        if (!keys)
            co_return tl::unexpected(keys.error());
        present = *keys;
    }
    QStringList gone = m3documents::missingKeys(request.feed, request.place.company, request.known, present);
    if (gone.size() > suspicious && gone.size() * 2 > request.known.size()) {
        found.warnings << QObject::tr("%1 of %2 %3 are gone at once. They are not taken to be deleted: ask whether the "
                                      "service account may still see them all.")
                              .arg(gone.size())
                              .arg(request.known.size())
                              .arg(request.feed.label.toLower());
        co_return Result<Found>(found);
    }
    if (request.present) {
        found.keys = gone;
        co_return Result<Found>(found);
    }
    QList<M3Walk> walks = walksTo(request.feed, &gone);
    auto walking = m_walker.toEnd(&walks, request.place, request.operation);
    const Result<int> calls = co_await walking;
    if (!calls)
        co_return tl::unexpected(calls.error());
    found.calls += *calls;
    for (qsizetype at = 0; at < walks.size(); ++at) {
        if (!walks.at(at).refusal && walks.at(at).rows.isEmpty())
            found.keys << gone.at(at);
    }
    co_return Result<Found>(found);
}

QCoro::Task<Result<QSet<QString>>> M3Deletions::presentKeys(Request request, int *calls) const
{
    const FeedEntry &feed = request.feed;
    QStringList columns = feed.documentKey;
    for (const QString &column : feed.rowKey) {
        if (!columns.contains(column))
            columns << column;
    }
    QList<M3Walk> walks{{feed.table, columns, feed.where, feed.rowKey, keysAtOnce}};
    auto walking = m_walker.toEnd(&walks, request.place, request.operation);
    const Result<int> taken = co_await walking;
    if (!taken)
        co_return tl::unexpected(taken.error());
    *calls += *taken;
    const M3Walk &walk = walks.constFirst();
    if (walk.refusal)
        co_return tl::unexpected(*walk.refusal);
    QSet<QString> keys;
    for (const M3Row &row : walk.rows)
        keys.insert(m3documents::keyOf(row, feed.documentKey));
    co_return Result<QSet<QString>>(keys);
}

QList<M3Walk> M3Deletions::walksTo(const FeedEntry &feed, QStringList *keys) const
{
    QList<M3Walk> walks;
    QStringList asked;
    for (const QString &key : std::as_const(*keys)) {
        const QStringList parts = key.split(u'/');
        if (parts.size() != feed.documentKey.size())
            continue; // a value with a '/' of its own: better not sure than wrong
        QStringList conditions = feed.where;
        bool isComplete = true;
        for (qsizetype at = 0; at < parts.size(); ++at) {
            if (feed.documentKey.at(at) == feed.company)
                continue; // that is the session's
            const auto condition =
                m_tables.condition(feed.table, feed.documentKey.at(at), QStringLiteral("="), parts.at(at));
            isComplete = isComplete && condition;
            if (condition)
                conditions << *condition;
        }
        if (!isComplete)
            continue;
        walks.append({feed.table, feed.documentKey, conditions, {}, 1});
        asked << key;
    }
    *keys = asked;
    return walks;
}

} // namespace ledgercast
