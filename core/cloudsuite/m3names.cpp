// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3names.h"

#include <QObject>

namespace ledgercast {

namespace {

constexpr int rowsOfAKey = 2; ///< a number is its table's key: a second row would be none of ours
constexpr int rowsOfATable = 10'000;

QString scopeOf(const NameMapping &mapping, const M3Place &place)
{
    const QString list = mapping.list ? mapping.list->program + u'/' + mapping.list->transaction : QString();
    return QStringList{place.company, mapping.table, list, mapping.where.join(u' '), mapping.key, mapping.name}.join(
        u'\x1f');
}

QList<NameMapping> mappingsOf(const FeedEntry &feed)
{
    return feed.party ? QList<NameMapping>{*feed.party} + feed.names : feed.names;
}

bool isRefusal(const Error &error)
{
    return error.kind == ErrorKind::Permission || error.kind == ErrorKind::Refused || error.kind == ErrorKind::NotFound;
}

void warn(QStringList *warnings, const NameMapping &mapping, const Error &error)
{
    const QString text =
        mapping.field.isEmpty()
            ? QObject::tr("Supplier names can't be read, so messages show numbers. %1").arg(error.message)
            : QObject::tr("Names for %1 can't be read, so messages show codes. %2").arg(mapping.column, error.message);
    if (!warnings->contains(text))
        warnings->append(text);
}

} // namespace

QList<M3Walk> M3Names::plan(const Request &request)
{
    if (std::exchange(m_day, request.today) != request.today) {
        m_names.clear();
        m_whole.clear();
    }
    m_wanted.clear();
    QList<M3Walk> walks;
    const QList<NameMapping> mappings = mappingsOf(request.feed);
    for (const NameMapping &mapping : mappings) {
        const QString scope = scopeOf(mapping, request.place);
        if (mapping.table.isEmpty() || m_whole.contains(scope))
            continue;
        if (mapping.where.isEmpty()) {
            planKeys(mapping, scope, request, walks);
            continue;
        }
        walks.append({mapping.table, {mapping.key, mapping.name}, mapping.where, {}, rowsOfATable});
        m_wanted.append({mapping, scope});
    }
    return walks;
}

void M3Names::planKeys(const NameMapping &mapping, const QString &scope, const Request &request, QList<M3Walk> &walks)
{
    QSet<QString> asked;
    const QHash<QString, QString> known = m_names.value(scope);
    for (const M3Row &head : request.heads) {
        const QString code = head.value(mapping.column);
        if (code.isEmpty() || asked.contains(code) || known.contains(code))
            continue;
        asked.insert(code);
        const auto literal = M3Client::literal(code, true);
        if (!literal)
            continue; // such a code can't be asked for; it stays a code
        walks.append({mapping.table,
                      {mapping.key, mapping.name},
                      {mapping.key + QStringLiteral(" = ") + *literal},
                      {},
                      rowsOfAKey});
        m_wanted.append({mapping, scope});
    }
}

void M3Names::take(const QList<M3Walk> &walks, QStringList *warnings)
{
    for (qsizetype at = 0; at < walks.size() && at < m_wanted.size(); ++at) {
        const Wanted &wanted = m_wanted.at(at);
        const M3Walk &walk = walks.at(at);
        if (walk.refusal) {
            warn(warnings, wanted.mapping, *walk.refusal);
            continue;
        }
        remember(wanted.mapping, wanted.scope, walk.rows);
        if (!wanted.mapping.where.isEmpty())
            m_whole.insert(wanted.scope);
    }
}

QCoro::Task<Result<int>> M3Names::readLists(Request request, QStringList *warnings)
{
    int calls = 0;
    const QList<NameMapping> mappings = mappingsOf(request.feed);
    for (const NameMapping &mapping : mappings) {
        const QString scope = scopeOf(mapping, request.place);
        if (!mapping.list || m_whole.contains(scope))
            continue;
        auto reading = m_lists.read(*mapping.list, request.place, request.operation);
        const Result<M3Lists::Found> found = co_await reading;
        if (!found && !isRefusal(found.error()))
            co_return tl::unexpected(found.error());
        if (!found) {
            warn(warnings, mapping, found.error());
            continue;
        }
        calls += found->calls;
        remember(mapping, scope, found->rows);
        m_whole.insert(scope);
    }
    co_return Result<int>(calls);
}

void M3Names::remember(const NameMapping &mapping, const QString &scope, const QList<M3Row> &rows)
{
    QHash<QString, QString> &names = m_names[scope];
    for (const M3Row &row : rows) {
        // The same code may stand there in several languages: the first one with a text counts.
        QString &name = names[row.value(mapping.key)];
        if (name.isEmpty())
            name = row.value(mapping.name);
    }
}

QString M3Names::nameOf(const NameMapping &mapping, const M3Row &head, const M3Place &place) const
{
    if (mapping.table.isEmpty() && !mapping.list)
        return head.value(mapping.name);
    return m_names.value(scopeOf(mapping, place)).value(head.value(mapping.column));
}

} // namespace ledgercast
