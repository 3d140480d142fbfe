// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3enrichment.h"

#include "core/cloudsuite/m3columns.h"
#include "core/cloudsuite/m3documents.h"

#include <QObject>

namespace ledgercast {

namespace {

/// Many rows in few calls: what is cut off is asked for again behind its last row.
constexpr int rowsAtOnce = 10'000;
// Neighbouring numbers are asked for as one range, with the few rows in between that are not ours.
constexpr qint64 widestGap = 4;
constexpr qsizetype shortestRange = 8;

/// Heads that differ in the last of the matched columns only, and there in the digits behind a common prefix.
struct Group
{
    QString prefix;
    qsizetype length = 0;   ///< of such a text; 0: a number
    QStringList conditions; ///< of the other columns
    QMap<qint64, QStringList> owners;
    QMap<qint64, QString> literals; ///< the values as they stand in conditions
};

/// A text's digits at its end, so that neighbours can be told; none for anything else. Text sorts as numbers do where
/// prefix and length are the same.
struct Ordinal
{
    QString prefix;
    qint64 number = 0;
};

std::optional<Ordinal> ordinalOf(const QString &text, bool isText)
{
    constexpr qsizetype mostDigits = 15;
    qsizetype digits = 0;
    while (digits < text.size() && text.at(text.size() - 1 - digits).isDigit())
        ++digits;
    if (digits == 0 || digits > mostDigits || (!isText && digits < text.size()))
        return std::nullopt;
    return Ordinal{text.chopped(digits), text.right(digits).toLongLong()};
}

/// The heads by what their rows have in common.
Result<QMap<QString, Group>> groupsOf(const M3Enrichment::Request &request, const QList<ColumnMatch> &match)
{
    QMap<QString, Group> groups;
    for (const M3Row &head : request.heads) {
        const QString last = head.value(match.last().head);
        if (last.isEmpty())
            continue; // it names nothing: an invoice without an order
        QStringList conditions;
        QString literal;
        for (const ColumnMatch &part : match) {
            if (part.isLocal)
                continue;
            const auto value = M3Client::literal(head.value(part.head), part.isText);
            if (!value)
                return fail(value.error());
            literal = *value;
            conditions << part.column + QStringLiteral(" = ") + literal;
        }
        const bool isText = match.last().isText;
        const auto ordinal = ordinalOf(last, isText);
        QString name = conditions.join(u'\x1f');
        if (ordinal) {
            conditions.removeLast();
            name = conditions.join(u'\x1f') + u'\x1f' + ordinal->prefix + u'\x1f' +
                   QString::number(isText ? last.size() : 0);
        }
        Group &group = groups[name];
        group.conditions = conditions;
        group.prefix = ordinal ? ordinal->prefix : QString();
        group.length = ordinal && isText ? last.size() : 0;
        const qint64 number = ordinal ? ordinal->number : 0;
        group.owners[number].append(m3documents::keyOf(head, request.feed.rowKey));
        group.literals.insert(number, ordinal ? literal : QString());
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

void warn(QStringList &warnings, const QString &warning)
{
    if (!warnings.contains(warning))
        warnings << warning;
}

QString refusalText(const M3Enrichment::Request &request, qsizetype part, const Error &refusal)
{
    const FeedEntry &feed = request.feed;
    if (part == feed.parts().size())
        return QObject::tr("The cost centres of %1 can't be read, so rules for cost centres don't match. %2")
            .arg(feed.label.toLower(), refusal.message);
    const LinesMapping lines = feed.parts().at(part);
    if (lines.isMerged)
        return QObject::tr("Part of the %1 (table %2) can't be read, so messages come without it. %3")
            .arg(feed.label.toLower(), lines.table, refusal.message);
    return QObject::tr("The lines of %1 can't be read, so messages come without them. %2")
        .arg(feed.label.toLower(), refusal.message);
}

/// Of the heads that a walk was for, those that a row belongs to by what was not asked for.
bool isOf(const M3Row &row, const M3Row &head, const QList<ColumnMatch> &match)
{
    return std::all_of(match.begin(), match.end(), [&](const ColumnMatch &part) {
        return !part.isLocal || row.value(part.column) == head.value(part.head);
    });
}

} // namespace

QCoro::Task<Result<M3Enrichment::Found>> M3Enrichment::read(Request request)
{
    Found found;
    auto plan = planFor(request);
    if (!plan)
        co_return tl::unexpected(plan.error());
    const M3Names::Request named{request.feed, request.heads, request.place, request.today, request.operation};
    const auto names = m_names.plan(named);
    plan->walks += names;
    auto walking = m_walker.toEnd(&plan->walks, request.place, request.operation);
    const Result<int> calls = co_await walking;
    if (!calls)
        co_return tl::unexpected(calls.error());
    found.calls = *calls;
    takeRows(request, *plan, found);
    m_names.take(plan->walks.mid(plan->targets.size()), &found.warnings);
    auto reading = m_names.readLists(named, &found.warnings);
    const Result<int> listCalls = co_await reading;
    if (!listCalls)
        co_return tl::unexpected(listCalls.error());
    found.calls += *listCalls;
    co_return Result<Found>(found);
}

QList<M3Enrichment::Wanted> M3Enrichment::wantedOf(const Request &request) const
{
    const FeedEntry &feed = request.feed;
    const QList<LinesMapping> parts = feed.parts();
    QList<Wanted> all;
    for (qsizetype part = 0; part < parts.size(); ++part) {
        const LinesMapping &lines = parts.at(part);
        const bool isOfGroup = feed.isGrouped && !lines.isMerged;
        all.append({part, lines.table, isOfGroup ? feed.where + lines.where : lines.where, lines.match, lines.rowKey,
                    isOfGroup ? m3columns::head(feed, m_tables) : m3columns::lines(lines, m_tables)});
    }
    if (const auto &booked = feed.distribution)
        all.append({parts.size(), booked->table, {}, booked->match, booked->rowKey, m3columns::distribution(*booked)});
    return all;
}

Result<M3Enrichment::Plan> M3Enrichment::planFor(const Request &request)
{
    Plan plan;
    const QList<Wanted> all = wantedOf(request);
    for (const Wanted &wanted : all) {
        if (const auto planned = planRows(request, wanted, plan); !planned)
            return fail(planned.error());
    }
    return plan;
}

Result<void> M3Enrichment::planRows(const Request &request, const Wanted &wanted, Plan &plan)
{
    const QString column = wanted.match.last().column;
    const auto groups = groupsOf(request, wanted.match);
    if (!groups)
        return fail(groups.error());
    for (const Group &group : *groups) {
        const QList<QList<qint64>> runs = runsOf(group);
        for (const QList<qint64> &run : runs) {
            const bool isRange = run.size() > 1;
            M3Walk walk{wanted.table, wanted.columns, wanted.where + group.conditions, wanted.rowKey,
                        std::max(request.pageRows, rowsAtOnce)};
            Target target{wanted.part, isRange ? column : QString(), group.prefix, group.length};
            for (const qint64 number : run)
                target.owners.insert(number, group.owners.value(number));
            const QString low = group.literals.value(run.first());
            if (isRange)
                walk.conditions << column + QStringLiteral(" >= ") + low
                                << column + QStringLiteral(" <= ") + group.literals.value(run.last());
            else if (!low.isEmpty())
                walk.conditions << column + QStringLiteral(" = ") + low;
            for (const ColumnMatch &part : wanted.match) {
                if (!part.isLocal && (!isRange || part.column != column))
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

QStringList M3Enrichment::ownersOf(const Target &target, const M3Row &row)
{
    if (target.valueColumn.isEmpty())
        return target.owners.first();
    const QString value = row.value(target.valueColumn);
    if (target.length > 0 && (value.size() != target.length || !value.startsWith(target.prefix)))
        return {};
    bool isNumber = false;
    const qint64 number = value.mid(target.prefix.size()).toLongLong(&isNumber);
    return isNumber ? target.owners.value(number) : QStringList();
}

void M3Enrichment::takeRows(const Request &request, const Plan &plan, Found &found)
{
    const QList<LinesMapping> parts = request.feed.parts();
    found.parts.resize(parts.size());
    QHash<QString, M3Row> heads;
    for (const M3Row &head : request.heads)
        heads.insert(m3documents::keyOf(head, request.feed.rowKey), head);
    for (qsizetype at = 0; at < plan.targets.size(); ++at) {
        const M3Walk &walk = plan.walks.at(at);
        const Target &target = plan.targets.at(at);
        const bool isDistribution = target.part == parts.size();
        RowsOfHeads &rows = isDistribution ? found.distributions : found.parts[target.part];
        const QList<ColumnMatch> match = isDistribution ? QList<ColumnMatch>{} : parts.at(target.part).match;
        for (const M3Row &row : walk.rows) {
            const QStringList owners = ownersOf(target, row);
            for (const QString &owner : owners) {
                if (isOf(row, heads.value(owner), match))
                    rows[owner].append(row);
            }
        }
        // What comes later is found by its own change.
        const bool mayLack = !isDistribution && !parts.at(target.part).changed.isEmpty();
        for (const QStringList &owners : target.owners) {
            for (const QString &owner : owners) {
                if (walk.refusal || (!mayLack && !rows.contains(owner)))
                    found.incomplete.insert(owner); // refused now, or booked later
            }
        }
        if (walk.refusal)
            warn(found.warnings, refusalText(request, target.part, *walk.refusal));
        else if (walk.rowKey.isEmpty() && walk.rows.size() >= walk.pageRows)
            warn(found.warnings, QObject::tr("Only the first %1 rows of %2 are read for one of the %3.")
                                     .arg(walk.pageRows)
                                     .arg(walk.table, request.feed.label.toLower()));
    }
}

} // namespace ledgercast
