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

Result<M3Walk> walkFor(const QString &table, const QStringList &columns, const QList<ColumnMatch> &match,
                       const QStringList &rowKey, const M3Row &head, int pageRows)
{
    M3Walk walk{table, columns, {}, rowKey, pageRows};
    for (const ColumnMatch &part : match) {
        const auto literal = M3Client::literal(head.value(part.head), part.isText);
        if (!literal)
            return fail(literal.error());
        walk.conditions << part.column + QStringLiteral(" = ") + *literal;
        walk.rowKey.removeAll(part.column); // the same in every row
    }
    return walk;
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
    auto walking = m3walk::toEnd(m_client, m_tables, &plan->walks, request.place, request.operation);
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
    const auto add = [&](const QString &table, const QStringList &columns, const QList<ColumnMatch> &match,
                         const QStringList &rowKey) -> Result<void> {
        for (const M3Row &head : request.heads) {
            const auto walk = walkFor(table, columns, match, rowKey, head, request.pageRows);
            if (!walk)
                return fail(walk.error());
            plan.walks.append(*walk);
            plan.owners.append(m3documents::keyOf(head, request.feed.rowKey));
        }
        return {};
    };
    if (const auto &lines = request.feed.lines) {
        if (const auto added = add(lines->table, m3columns::lines(*lines, m_tables), lines->match, lines->rowKey);
            !added)
            return fail(added.error());
    }
    plan.distributionsFrom = plan.walks.size();
    if (const auto &booked = request.feed.distribution) {
        if (const auto added = add(booked->table, m3columns::distribution(*booked), booked->match, booked->rowKey);
            !added)
            return fail(added.error());
    }
    plan.partiesFrom = plan.walks.size();
    if (request.feed.party) {
        if (const auto planned = planParties(request, plan, found); !planned)
            return fail(planned.error());
    }
    return plan;
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
        const auto walk =
            walkFor(party.table, {party.key, party.name}, {{party.key, party.column, true}}, {}, head, partyRows);
        if (!walk)
            return fail(walk.error());
        plan.walks.append(*walk);
        plan.owners.append(number);
    }
    return {};
}

void M3Enrichment::takeRows(const Request &request, const Plan &plan, Found &found) const
{
    for (qsizetype at = 0; at < plan.partiesFrom; ++at) {
        const M3Walk &walk = plan.walks.at(at);
        const QString &owner = plan.owners.at(at);
        const bool isLines = at < plan.distributionsFrom;
        if (walk.refusal) {
            found.incomplete.insert(owner);
            const QString text =
                isLines
                    ? QObject::tr("The lines of %1 can't be read, so messages come without them. %2")
                    : QObject::tr("The cost centres of %1 can't be read, so rules for cost centres don't match. %2");
            warn(found.warnings, text.arg(request.feed.label.toLower(), walk.refusal->message));
            continue;
        }
        if (walk.rowKey.isEmpty() && walk.rows.size() >= walk.pageRows)
            warn(found.warnings, QObject::tr("Only the first %1 rows of %2 are read for one of the %3.")
                                     .arg(walk.pageRows)
                                     .arg(walk.table, request.feed.label.toLower()));
        if (walk.rows.isEmpty())
            found.incomplete.insert(owner); // the voucher may be booked later
        (isLines ? found.lines : found.distributions).insert(owner, walk.rows);
    }
}

void M3Enrichment::takeParties(const Request &request, const Plan &plan, Found &found)
{
    for (qsizetype at = plan.partiesFrom; at < plan.walks.size(); ++at) {
        const M3Walk &walk = plan.walks.at(at);
        if (walk.refusal) {
            warn(found.warnings,
                 QObject::tr("Supplier names can't be read, so messages show numbers. %1").arg(walk.refusal->message));
            continue;
        }
        if (walk.rows.isEmpty())
            continue;
        const QString name = walk.rows.first().value(request.feed.party->name);
        found.parties.insert(plan.owners.at(at), name);
        m_partyNames.insert(partyPrefix(request) + plan.owners.at(at), name);
    }
}

} // namespace ledgercast
