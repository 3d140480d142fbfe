// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3client.h"

#include "core/cloudsuite/allowedcalls.h"
#include "core/cloudsuite/formencoding.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <array>

namespace ledgercast {

namespace {

constexpr qsizetype transactionsPerRequest = 150;
// The account's text columns may hold any of them; one after the other is tried.
constexpr std::array separators{u'^', u'|', u'~'};

QList<std::pair<QString, QString>> options(int maxRecords)
{
    return {{QStringLiteral("dateformat"), QStringLiteral("YMD8")},
            {QStringLiteral("righttrim"), QStringLiteral("true")},
            {QStringLiteral("excludeempty"), QStringLiteral("false")},
            {QStringLiteral("maxrecs"), QString::number(maxRecords)}};
}

QByteArray bulkBody(const M3Batch &batch)
{
    QJsonArray transactions;
    for (const M3Transaction &transaction : batch.transactions) {
        QJsonObject record;
        for (auto field = transaction.record.cbegin(); field != transaction.record.cend(); ++field)
            record.insert(field.key(), field.value());
        QJsonObject object{{QStringLiteral("transaction"), transaction.transaction},
                           {QStringLiteral("record"), record}};
        if (!transaction.columns.isEmpty())
            object.insert(QStringLiteral("selectedColumns"), QJsonArray::fromStringList(transaction.columns));
        transactions.append(object);
    }
    QJsonObject body{{QStringLiteral("program"), batch.program},
                     {QStringLiteral("excludeEmptyValues"), false},
                     {QStringLiteral("rightTrim"), true},
                     {QStringLiteral("maxReturnedRecords"), batch.maxRecords},
                     {QStringLiteral("transactions"), transactions}};
    if (!batch.place.company.isEmpty())
        body.insert(QStringLiteral("cono"), batch.place.company.toInt());
    if (!batch.place.division.isEmpty())
        body.insert(QStringLiteral("divi"), batch.place.division);
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

/// Rows of one query; none if a row has another number of columns than asked for.
std::optional<M3Rows> split(const M3Records &records, const QStringList &columns, QChar separator, int maxRows)
{
    M3Rows rows;
    rows.rows.reserve(records.records.size());
    for (const M3Record &record : records.records) {
        QStringList cells = record.value(QStringLiteral("REPL")).split(separator);
        if (cells.size() != columns.size())
            return std::nullopt;
        for (QString &cell : cells)
            cell = std::move(cell).trimmed();
        rows.rows.append(cells);
    }
    // Some servers leave the header row out although it was asked for.
    const bool hasHeader =
        !rows.rows.isEmpty() && rows.rows.first().join(u',').compare(columns.join(u','), Qt::CaseInsensitive) == 0;
    if (hasHeader)
        rows.rows.removeFirst();
    rows.isTruncated = records.isTruncated || (maxRows > 0 && rows.rows.size() >= maxRows);
    return rows;
}

GatewayRequest requestTo(const QString &program, const QString &operation)
{
    GatewayRequest request;
    request.suite = QStringLiteral("M3");
    request.program = program;
    request.operation = operation;
    return request;
}

M3Transaction selectFor(const M3Query &query, QChar separator)
{
    QString text = query.columns.join(u',') + QStringLiteral(" from ") + query.table;
    if (!query.where.isEmpty())
        text += QStringLiteral(" where ") + query.where;
    return {QStringLiteral("Select"),
            {{QStringLiteral("QERY"), text},
             {QStringLiteral("SEPC"), QString(separator)},
             {QStringLiteral("HDRS"), QStringLiteral("1")}},
            {}};
}

} // namespace

QStringList M3Client::allowedCalls()
{
    return allowedcalls::ofM3();
}

bool M3Client::isAllowed(const QString &program, const QString &transaction)
{
    return allowedcalls::isAllowedInM3(program, transaction);
}

Result<QString> M3Client::literal(const QString &value, bool isText)
{
    static const QRegularExpression number(QStringLiteral("\\A-?[0-9]{1,18}\\z"));
    static const QRegularExpression control(QStringLiteral("[\\x00-\\x1f\\x7f]"));
    if (!isText && number.match(value).hasMatch())
        return value;
    if (!isText || control.match(value).hasMatch()) {
        return fail(ErrorKind::Protocol, QObject::tr("Ask M3 for rows"),
                    QObject::tr("The value \"%1\" can't be part of a condition.").arg(value.left(40)), {},
                    QStringLiteral("bad_value"));
    }
    return QString(u'\'' + QString(value).replace(u'\'', QStringLiteral("''")) + u'\'');
}

QCoro::Task<M3Result> M3Client::get(QString program, M3Transaction transaction, int maxRecords, M3Place place,
                                    QString operation)
{
    QList<std::pair<QString, QString>> parameters;
    for (auto field = transaction.record.cbegin(); field != transaction.record.cend(); ++field)
        parameters.append({field.key(), field.value()});
    parameters.append(options(maxRecords));
    if (!transaction.columns.isEmpty())
        parameters.append({QStringLiteral("returncols"), transaction.columns.join(u',')});
    if (!place.company.isEmpty())
        parameters.append({QStringLiteral("cono"), place.company});
    if (!place.division.isEmpty())
        parameters.append({QStringLiteral("divi"), place.division});
    GatewayRequest request = requestTo(program, operation);
    request.path = QStringLiteral("M3/m3api-rest/v2/execute/%1/%2").arg(program, transaction.transaction);
    request.query = formEncoded(parameters);
    request.transactions = {transaction.transaction};
    auto sending = m_gateway.send(std::move(request));
    const Result<GatewayAnswer> sent = co_await sending;
    if (!sent)
        co_return tl::unexpected(sent.error());
    const auto results = m3answer::parse(sent->body, 1, maxRecords, operation);
    if (!results)
        co_return tl::unexpected(results.error());
    co_return M3Result(results->first());
}

QCoro::Task<Result<M3BatchAnswer>> M3Client::sendChunk(M3Batch chunk)
{
    GatewayRequest request = requestTo(chunk.program, chunk.operation);
    request.verb = "POST";
    request.path = QStringLiteral("M3/m3api-rest/v2/execute");
    request.query = formEncoded(options(chunk.maxRecords));
    request.body = bulkBody(chunk);
    for (const M3Transaction &transaction : std::as_const(chunk.transactions)) {
        if (!request.transactions.contains(transaction.transaction))
            request.transactions.append(transaction.transaction);
    }
    auto sending = m_gateway.send(std::move(request));
    const Result<GatewayAnswer> sent = co_await sending;
    if (!sent)
        co_return tl::unexpected(sent.error());
    const auto results =
        m3answer::parse(sent->body, static_cast<int>(chunk.transactions.size()), chunk.maxRecords, chunk.operation);
    if (!results)
        co_return tl::unexpected(results.error());
    co_return M3BatchAnswer{*results, sent->calls};
}

QCoro::Task<Result<M3BatchAnswer>> M3Client::batch(M3Batch batch)
{
    M3BatchAnswer answer;
    const QList<M3Transaction> all = batch.transactions;
    for (qsizetype start = 0; start < all.size(); start += transactionsPerRequest) {
        batch.transactions = all.mid(start, transactionsPerRequest);
        auto sending = sendChunk(batch);
        const Result<M3BatchAnswer> part = co_await sending;
        if (!part)
            co_return tl::unexpected(part.error());
        answer.results += part->results;
        answer.calls += part->calls;
    }
    co_return answer;
}

QCoro::Task<Result<M3QueryAnswer>> M3Client::query(QList<M3Query> queries, M3Place place, QString operation)
{
    M3QueryAnswer answer;
    QList<qsizetype> open;
    int maxRows = 0;
    for (qsizetype index = 0; index < queries.size(); ++index) {
        open.append(index);
        maxRows = std::max(maxRows, queries[index].maxRows);
        answer.results.append(fail(ErrorKind::Protocol, operation,
                                   QObject::tr("M3 answered rows with another number of columns than asked for. They "
                                               "may be longer than EXPORTMI can carry."),
                                   queries[index].table, QStringLiteral("row_width")));
    }
    for (const QChar separator : separators) {
        if (open.isEmpty())
            break;
        M3Batch select{QStringLiteral("EXPORTMI"), {}, maxRows + 1, place, operation}; // the header row counts
        for (const qsizetype index : std::as_const(open))
            select.transactions.append(selectFor(queries[index], separator));
        auto sending = batch(select);
        const Result<M3BatchAnswer> part = co_await sending;
        if (!part)
            co_return tl::unexpected(part.error());
        answer.calls += part->calls;
        QList<qsizetype> unreadable;
        for (qsizetype at = 0; at < open.size(); ++at) {
            const qsizetype index = open[at];
            const M3Result &result = part->results[at];
            if (!result) {
                answer.results[index] = tl::unexpected(result.error());
                continue;
            }
            const auto rows = split(*result, queries[index].columns, separator, queries[index].maxRows);
            if (rows)
                answer.results[index] = *rows;
            else
                unreadable.append(index);
        }
        open = unreadable;
    }
    co_return answer;
}

} // namespace ledgercast
