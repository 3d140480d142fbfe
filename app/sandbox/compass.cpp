// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/compass.h"

#include "app/sandbox/json.h"
#include "app/sandbox/query.h"

#include <set>

namespace ledgercast::sandbox {

namespace {

constexpr qsizetype mostRows = 100'000;

Reply problem(int status, const QByteArray &message)
{
    return {status, "{\"code\":" + QByteArray::number(status) + ",\"message\":" + jsonString(message) + "}"};
}

} // namespace

Reply Compass::handle(const QList<QByteArray> &path, const Request &request)
{
    if (path.size() < 5 || path.at(1) != "compass" || path.at(2) != "v2" || path.at(3) != "jobs")
        return problem(404, "Not found");
    if (path.size() == 5 && path.at(4).isEmpty())
        return request.isPost ? submit(request) : problem(405, "Method not allowed");
    const auto job = m_jobs.find(path.at(4));
    if (job == m_jobs.end() || path.size() != 7 || request.isPost)
        return problem(404, "There is no such job");
    const QByteArray id = "{\"queryId\":\"" + job.key() + "\",\"status\":\"";
    if (path.at(5) == "status") {
        if (job->looks++ == 0)
            return {202, id + "RUNNING\"}"};
        return {201, id + (job->mistake.isEmpty() ? "FINISHED" : "FAILED") +
                         "\",\"rowCount\":" + QByteArray::number(job->rows.size()) + "}"};
    }
    if (path.at(5) != "result")
        return problem(404, "Not found");
    if (!job->mistake.isEmpty())
        return problem(400, job->mistake);
    const Parameters parameters = decodeForm(request.query);
    const qsizetype offset = std::min<qsizetype>(valueOf(parameters, "offset").toInt(), job->rows.size());
    const qsizetype limit = std::clamp<qsizetype>(valueOf(parameters, "limit").toInt(), 1, mostRows);
    return {200, '[' + job->rows.mid(offset, limit).join(',') + ']'};
}

Reply Compass::submit(const Request &request)
{
    const QByteArray id = "0c0ffee-" + QByteArray::number(m_jobs.size() + 1);
    Job job = run(request.body);
    if (m_faults.strikes("compass.failed"))
        job = {{}, "The query was stopped: not enough resources", 0};
    m_jobs.insert(id, job);
    return {202, "{\"queryId\":\"" + id + "\",\"status\":\"RUNNING\",\"location\":\"/jobs/" + id + "/status/\"}"};
}

Compass::Job Compass::run(const QByteArray &sql) const
{
    static const QByteArray select = "SELECT ";
    if (!sql.startsWith(select))
        return {{}, "Only SELECT is allowed", 0};
    const qsizetype from = sql.indexOf(" FROM ");
    const QByteArrayList columns = sql.sliced(select.size(), std::max<qsizetype>(from - select.size(), 0)).split(',');
    Query query;
    QByteArray text = sql.sliced(select.size());
    text.replace(" FROM ", " from ").replace(" WHERE ", " where ").replace(" AND ", " and ");
    if (const auto mistake = query.parse(text, m_tables))
        return {{}, *mistake, 0};
    const Table &divisions = m_tables["CMNDIV"];
    std::set<int> companies;
    for (const Table::Id id : divisions.order())
        companies.insert(divisions.text(divisions.row(id), divisions.indexOf(Field("CONO"))).toInt());
    Job job;
    for (const int company : companies) {
        for (const QByteArray &line : query.run(company, "\x1f", false, 0)) {
            const QByteArrayList values = line.split('\x1f');
            QByteArrayList members;
            for (qsizetype at = 0; at < columns.size() && at < values.size(); ++at) {
                const QByteArray value = values.at(at).trimmed();
                if (!value.isEmpty()) // null is left out
                    members << jsonString(columns.at(at).trimmed()) + ':' + jsonString(value);
            }
            job.rows << '{' + members.join(',') + '}';
        }
    }
    return job;
}

} // namespace ledgercast::sandbox
