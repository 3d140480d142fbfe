// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3lists.h"

namespace ledgercast {

namespace {

constexpr int mostDivisions = 1000;
constexpr int mostRecords = 10'000;

const QString companyField = QStringLiteral("CONO");

} // namespace

QCoro::Task<Result<M3Lists::Company>> M3Lists::companyAt(M3Place place, QString operation, int *calls)
{
    if (const auto known = m_companies.constFind(place.company); known != m_companies.constEnd())
        co_return Result<Company>(*known);
    const QList<M3Query> queries{
        {QStringLiteral("CMNDIV"), {QStringLiteral("CCCONO"), QStringLiteral("CCDIVI")}, {}, mostDivisions}};
    auto asking = m_client.query(queries, place, operation);
    const Result<M3QueryAnswer> answer = co_await asking;
    if (!answer)
        co_return tl::unexpected(answer.error());
    *calls += answer->calls;
    const Result<M3Rows> &divisions = answer->results.constFirst();
    if (!divisions)
        co_return tl::unexpected(divisions.error());
    Company company{place.company, {}};
    for (const QStringList &row : divisions->rows) {
        company.number = row.at(0);
        company.divisions << row.at(1);
    }
    m_companies.insert(place.company, company);
    co_return Result<Company>(company);
}

QCoro::Task<Result<M3Lists::Found>> M3Lists::read(ListMapping list, M3Place place, QString operation)
{
    Found found;
    auto asking = companyAt(place, operation, &found.calls);
    const Result<Company> company = co_await asking;
    if (!company)
        co_return tl::unexpected(company.error());
    M3Batch batch{list.program, {}, mostRecords, place, operation};
    if (list.isByDivision && !company->divisions.isEmpty()) {
        for (const QString &division : company->divisions)
            batch.transactions.append({list.transaction, {{QStringLiteral("DIVI"), division}}, {}});
    } else {
        batch.transactions.append({list.transaction, {}, {}});
    }
    auto reading = m_client.batch(batch);
    const Result<M3BatchAnswer> answer = co_await reading;
    if (!answer)
        co_return tl::unexpected(answer.error());
    found.calls += answer->calls;
    for (const M3Result &result : answer->results) {
        if (!result)
            co_return tl::unexpected(result.error());
        found.isCut = found.isCut || result->isTruncated;
        for (M3Row row : result->records) {
            if (row.value(companyField).isEmpty())
                row.insert(companyField, company->number);
            found.rows.append(row);
        }
    }
    co_return Result<Found>(found);
}

} // namespace ledgercast
