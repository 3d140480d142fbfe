// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3enrichment.h"

#include "core/cloudsuite/m3columns.h"
#include "core/cloudsuite/m3documents.h"

#include <QObject>

namespace ledgercast {

namespace {

/// A supplier's number is its table's key: a second row would be none of ours.
constexpr int partyRows = 2;
/// Many rows in few calls: what is cut off is asked for again behind its last row.
constexpr int rowsAtOnce = 10'000;
// Neighbouring numbers are asked for as one range, with the few rows in between that are not ours.
constexpr qint64 widestGap = 4;
constexpr qsizetype shortestRange = 8;

/// Heads that differ in the last of the matched columns only.
struct Group
{
    QStringList conditions; ///< of the other columns
    QMap<qint64, QStringList> owners;
    QMap<qint64, QString> literals; ///< the values as they stand in conditions
};

/// A whole number, so that neighbours can be told; none for anything else.
std::optional<qint64> wholeNumber(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    return isNumber && number >= 0 && text.size() <= 15 && text.front().isDigit() ? std::optional(number)
                                                                                  : std::nullopt;
}

/// The heads by what their rows have in common. Text sorts as numbers do where all have the same length.
Result<QMap<QString, Group>> groupsOf(const M3Enrichment::Request &request, const QList<ColumnMatch> &match)
{
    QMap<QString, Group> groups;
    for (const M3Row &head : request.heads) {
        QStringList conditions;
        QString literal;
        for (const ColumnMatch &part : match) {
            const auto value = M3Client::literal(head.value(part.head), part.isText);
            if (!value)
                return fail(value.error());
            literal = *value;
            conditions << part.column + QStringLiteral(" = ") + literal;
        }
        const auto number = wholeNumber(head.value(match.last().head));
        QString name = conditions.join(u'\x1f');
        if (number) {
            conditions.removeLast();
            name = conditions.join(u'\x1f') + u'\x1f' + QString::number(match.last().isText ? literal.size() : 0);
        }
        Group &group = groups[name];
        group.conditions = conditions;
        group.owners[number.value_or(0)].append(m3documents::keyOf(head, request.feed.rowKey));
        group.literals.insert(number.value_or(0), number ? literal : QString());
    }
    return groups;
}

/// Cuts the numbers of a group into runs of neighbours; those with too few of them into single numbers.
QList<QList<qint64>> runsOf(const Group &group)
{
    QList<QList<qint64>> runs;
    const QList<qint64> numbers = group.owners.keys();
    for (qsizetype from = 0; from < numbers.size();) {
        qsizetype to = from + 1;
        while (to < numbers.size() && numbers.at(to) - numbers.at(to - 1) <= widestGap)
            ++to;
        if (to - from < shortestRange)
            to = from + 1;
        runs.append(numbers.mid(from, to - from));
        from = to;
    }
    return runs;
}

QString partyPrefix(const M3Enrichment::Request &request)
{
    return request.place.company + u'/' + request.feed.party->table + u'/';
}

void warn(QStringList &warnings, const QString &warning)
{
    if (!warnings.contains(warning))
        warnings << warning;
}

} // namespace

QCoro::Task<Result<M3Enrichment::Found>> M3Enrichment::read(Request request)
{
    Found found;
    auto plan = planFor(request, found);
    if (!plan)
        co_return tl::unexpected(plan.error());
    auto walking = m_walker.toEnd(&plan->walks, request.place, request.operation);
    const Result<int> calls = co_await walking;
    if (!calls)
        co_return tl::unexpected(calls.error());
    found.calls = *calls;
    takeRows(request, *plan, found);
    takeParties(request, *plan, found);
    co_return Result<Found>(found);
}

Result<M3Enrichment::Plan> M3Enrichment::planFor(const Request &request, Found &found)
{
    Plan plan;
    if (const auto &lines = request.feed.lines) {
        if (const auto planned = planRows(request, true, plan, m3columns::lines(*lines, m_tables)); !planned)
            return fail(planned.error());
    }
    if (const auto &booked = request.feed.distribution) {
        if (const auto planned = planRows(request, false, plan, m3columns::distribution(*booked)); !planned)
            return fail(planned.error());
    }
    if (request.feed.party) {
        if (const auto planned = planParties(request, plan, found); !planned)
            return fail(planned.error());
    }
    return plan;
}

Result<void> M3Enrichment::planRows(const Request &request, bool isLines, Plan &plan, const QStringList &columns)
{
    const FeedEntry &feed = request.feed;
    const QList<ColumnMatch> &match = isLines ? feed.lines->match : feed.distribution->match;
    const QStringList &rowKey = isLines ? feed.lines->rowKey : feed.distribution->rowKey;
    const QString column = match.last().column;
    const auto groups = groupsOf(request, match);
    if (!groups)
        return fail(groups.error());
    for (const Group &group : *groups) {
        const QList<QList<qint64>> runs = runsOf(group);
        for (const QList<qint64> &run : runs) {
            const bool isRange = run.size() > 1;
            M3Walk walk{isLines ? feed.lines->table : feed.distribution->table, columns, group.conditions, rowKey,
                        std::max(request.pageRows, rowsAtOnce)};
            Target target{isLines, isRange ? column : QString()};
            for (const qint64 number : run)
                target.owners.insert(number, group.owners.value(number));
            const QString low = group.literals.value(run.first());
            if (isRange)
                walk.conditions << column + QStringLiteral(" >= ") + low
                                << column + QStringLiteral(" <= ") + group.literals.value(run.last());
            else if (!low.isEmpty())
                walk.conditions << column + QStringLiteral(" = ") + low;
            for (const ColumnMatch &part : match) {
                if (!isRange || part.column != column)
                    walk.rowKey.removeAll(part.column); // the same in every row
            }
            if (isRange && !walk.columns.contains(column))
                walk.columns << column;
            plan.walks.append(walk);
            plan.targets.append(target);
        }
    }
    return {};
}

Result<void> M3Enrichment::planParties(const Request &request, Plan &plan, Found &found)
{
    if (std::exchange(m_partyDay, request.today) != request.today)
        m_partyNames.clear();
    const PartyMapping &party = *request.feed.party;
    QSet<QString> asked;
    for (const M3Row &head : request.heads) {
        const QString number = head.value(party.column);
        if (number.isEmpty() || asked.contains(number))
            continue;
        asked.insert(number);
        const auto known = m_partyNames.constFind(partyPrefix(request) + number);
        if (known != m_partyNames.constEnd()) {
            found.parties.insert(number, *known);
            continue;
        }
        const auto literal = M3Client::literal(number, true);
        if (!literal)
            return fail(literal.error());
        const QString condition = party.key + QStringLiteral(" = ") + *literal;
        plan.walks.append({party.table, {party.key, party.name}, {condition}, {}, partyRows});
        plan.parties.append(number);
    }
    return {};
}

void M3Enrichment::takeRows(const Request &request, const Plan &plan, Found &found) const
{
    for (qsizetype at = 0; at < plan.targets.size(); ++at) {
        const M3Walk &walk = plan.walks.at(at);
        const Target &target = plan.targets.at(at);
        QHash<QString, QList<M3Row>> &rows = target.isLines ? found.lines : found.distributions;
        for (const M3Row &row : walk.rows) {
            const qint64 number =
                target.valueColumn.isEmpty() ? target.owners.firstKey() : row.value(target.valueColumn).toLongLong();
            const QStringList owners = target.owners.value(number);
            for (const QString &owner : owners)
                rows[owner].append(row);
        }
        for (const QStringList &owners : target.owners) {
            for (const QString &owner : owners) {
                if (walk.refusal || !rows.contains(owner))
                    found.incomplete.insert(owner); // refused now, or booked later
            }
        }
        if (walk.refusal) {
            const QString text =
                target.isLines
                    ? QObject::tr("The lines of %1 can't be read, so messages come without them. %2")
                    : QObject::tr("The cost centres of %1 can't be read, so rules for cost centres don't match. %2");
            warn(found.warnings, text.arg(request.feed.label.toLower(), walk.refusal->message));
        } else if (walk.rowKey.isEmpty() && walk.rows.size() >= walk.pageRows) {
            warn(found.warnings, QObject::tr("Only the first %1 rows of %2 are read for one of the %3.")
                                     .arg(walk.pageRows)
                                     .arg(walk.table, request.feed.label.toLower()));
        }
    }
}

void M3Enrichment::takeParties(const Request &request, const Plan &plan, Found &found)
{
    for (qsizetype at = 0; at < plan.parties.size(); ++at) {
        const M3Walk &walk = plan.walks.at(plan.targets.size() + at);
        if (walk.refusal) {
            warn(found.warnings,
                 QObject::tr("Supplier names can't be read, so messages show numbers. %1").arg(walk.refusal->message));
            continue;
        }
        if (walk.rows.isEmpty())
            continue;
        const QString name = walk.rows.first().value(request.feed.party->name);
        found.parties.insert(plan.parties.at(at), name);
        m_partyNames.insert(partyPrefix(request) + plan.parties.at(at), name);
    }
}

} // namespace ledgercast
