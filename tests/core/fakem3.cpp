// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/fakem3.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ledgercast {

namespace {

QJsonObject refusal(const QString &code, const QString &message)
{
    return {{QStringLiteral("errorMessage"), message},
            {QStringLiteral("errorType"), QStringLiteral("ServerReturnedNOK")},
            {QStringLiteral("errorCode"), code}};
}

QByteArray envelope(const QJsonArray &results)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("results"), results},
                                     {QStringLiteral("wasTerminated"), QStringLiteral("false")}})
        .toJson();
}

QByteArray single(const QJsonArray &records)
{
    return envelope({QJsonObject{{QStringLiteral("records"), records}}});
}

} // namespace

FakeM3::FakeM3() : m_server([this](const ScriptedRequest &request) { return answer(request); }) {}

void FakeM3::add(const QString &table, const Row &row)
{
    m_tables[table].append(row);
}

FakeM3::Row &FakeM3::row(const QString &table, const QString &column, const QString &value)
{
    QList<Row> &rows = m_tables[table];
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const Row &row) { return row.value(column) == value; });
    if (found == rows.end())
        qFatal("The test asks for a row that isn't there");
    return *found;
}

IonApiFile FakeM3::file() const
{
    IonApiFile file;
    file.tenant = QStringLiteral("ACME_TST");
    file.applicationName = QStringLiteral("Ledgercast");
    file.clientId = QStringLiteral("id");
    file.clientSecret = QStringLiteral("secret");
    file.accountKey = QStringLiteral("ACME_TST#key");
    file.accountSecret = QStringLiteral("sask");
    file.baseUrl = m_server.url();
    file.tokenUrl = m_server.url(QStringLiteral("/token"));
    return file;
}

ScriptedAnswer FakeM3::answer(const ScriptedRequest &request)
{
    if (request.path.endsWith("/token"))
        return isTokenRefused ? ScriptedAnswer::json("{\"error\":\"invalid_grant\"}", 400)
                              : ScriptedAnswer::json("{\"access_token\":\"t\",\"expires_in\":7200}");
    if (!request.path.contains("/m3api-rest/"))
        return ScriptedAnswer::json("{}", 404);
    ++m_calls;
    if (failingStatus != 0)
        return ScriptedAnswer::json("{}", failingStatus);
    if (request.verb == "POST") {
        const QString program = QJsonDocument::fromJson(request.body)[u"program"].toString();
        if (failingPrograms.contains(program))
            return ScriptedAnswer::json("{}", 503);
        return refusedPrograms.contains(program) ? ScriptedAnswer::json("{}", 403)
                                                 : ScriptedAnswer::json(bulk(request));
    }
    const QString program = QString::fromLatin1(request.path).section(u'/', -2, -2);
    if (refusedPrograms.contains(program))
        return ScriptedAnswer::json("{}", 403);
    if (program == u"MNS100MI") {
        QJsonArray records;
        for (const QString &division : std::as_const(divisions))
            records.append(QJsonObject{{QStringLiteral("DIVI"), division}});
        return ScriptedAnswer::json(single(records));
    }
    return ScriptedAnswer::json(single({QJsonObject{{QStringLiteral("ZZUSID"), QStringLiteral("LCUSER")},
                                                    {QStringLiteral("ZDCONO"), QStringLiteral("100")},
                                                    {QStringLiteral("ZDDIVI"), QStringLiteral("AAA")}}}));
}

QByteArray FakeM3::bulk(const ScriptedRequest &request)
{
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    m_company = body[u"cono"].toInt();
    QJsonArray results;
    const QJsonArray transactions = body[u"transactions"].toArray();
    for (const QJsonValue &transaction : transactions) {
        const QJsonObject record = transaction[u"record"].toObject();
        const QString list = body[u"program"].toString() + u'/' + transaction[u"transaction"].toString();
        if (!list.startsWith(u"EXPORTMI"))
            results.append(listed(lists.value(list), record[u"DIVI"].toString()));
        else if (transaction[u"transaction"].toString() == u"LstFields")
            results.append(fields(record[u"FILE"].toString()));
        else
            results.append(select(record, body[u"maxReturnedRecords"].toInteger()));
    }
    return envelope(results);
}

QJsonObject FakeM3::listed(const QList<Row> &rows, const QString &division)
{
    QJsonArray records;
    for (const Row &row : rows) {
        if (row.value(QStringLiteral("DIVI")) != division)
            continue;
        QJsonObject record;
        for (auto field = row.cbegin(); field != row.cend(); ++field)
            record.insert(field.key(), field.value());
        records.append(record);
    }
    return {{QStringLiteral("records"), records}};
}

QJsonObject FakeM3::fields(const QString &table) const
{
    if (refusedTables.contains(table))
        return refusal(QStringLiteral("XUS0001"), QStringLiteral("User is not authorized"));
    QJsonArray records;
    const QStringList columns = m_tables.value(table).value(0).keys();
    for (const QString &column : columns) {
        if (!hiddenColumns.contains(column))
            records.append(QJsonObject{
                {QStringLiteral("FLDN"), column},
                {QStringLiteral("FLTY"), m_numeric.contains(column) ? QStringLiteral("N") : QStringLiteral("A")}});
    }
    return {{QStringLiteral("records"), records}};
}

QJsonObject FakeM3::select(const QJsonObject &record, qsizetype maximum)
{
    const QString query = record[u"QERY"].toString();
    const QString separator = record[u"SEPC"].toString();
    const QStringList columns = query.section(QStringLiteral(" from "), 0, 0).split(u',');
    const QString rest = query.section(QStringLiteral(" from "), 1);
    const QString table = rest.section(u' ', 0, 0);
    const QString where = rest.section(QStringLiteral(" where "), 1);
    m_queries << table + QStringLiteral(": ") + where;
    if (refusedTables.contains(table))
        return refusal(QStringLiteral("XUS0001"), QStringLiteral("User is not authorized to this table"));
    QJsonArray records{QJsonObject{{QStringLiteral("REPL"), columns.join(separator)}}};
    const QStringList conditions = where.isEmpty() ? QStringList{} : where.split(QStringLiteral(" and "));
    if (cap > 0)
        maximum = std::min(maximum, cap);
    const QList<Row> rows = m_tables.value(table);
    for (const Row &row : rows) {
        if (records.size() >= maximum)
            break;
        if (!fits(row, conditions))
            continue;
        QStringList cells;
        for (const QString &column : columns) {
            if (hiddenColumns.contains(column))
                return refusal(QStringLiteral("XIM0002"), QStringLiteral("Column does not exist"));
            cells << row.value(column) + QStringLiteral("  ");
        }
        records.append(QJsonObject{{QStringLiteral("REPL"), cells.join(separator)}});
    }
    return {{QStringLiteral("records"), records}};
}

bool FakeM3::fits(const Row &row, const QStringList &conditions) const
{
    return std::all_of(conditions.begin(), conditions.end(), [&](const QString &condition) {
        const QString column = condition.section(u' ', 0, 0);
        const QString comparison = condition.section(u' ', 1, 1);
        QString value = condition.section(u' ', 2);
        const bool isQuoted = value.startsWith(u'\'');
        if (isQuoted)
            value = value.mid(1, value.size() - 2).replace(QStringLiteral("''"), QStringLiteral("'"));
        if (isQuoted == m_numeric.contains(column))
            qFatal("%s compares a number with text", qPrintable(condition));
        const qint64 difference = row.value(column).toLongLong() - value.toLongLong();
        const int order = isQuoted ? row.value(column).compare(value) : (difference > 0) - (difference < 0);
        if (comparison == u"=" || comparison == u"<>")
            return (order == 0) == (comparison == u"=");
        if (comparison == u">")
            return order > 0;
        return comparison == u">=" ? order >= 0 : order <= 0;
    });
}

} // namespace ledgercast
