// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3client.h"

#include "core/base/log.h"
#include "core/cloudsuite/formencoding.h"
#include "core/net/httpclient.h"

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

struct AllowedCall
{
    const char *program;
    const char *transaction;
};

// PRODUCT, promise 4: the ERP is only ever read. These change nothing; whatever isn't here can't be called.
constexpr std::array allowed{
    AllowedCall{"APS200MI", "GetInvTotInfo"},  AllowedCall{"APS200MI", "GetInvoice"},
    AllowedCall{"APS200MI", "GetUniqueKey"},   AllowedCall{"CRS620MI", "GetBasicData"},
    AllowedCall{"CRS620MI", "LstSuppliers"},   AllowedCall{"CRS630MI", "LstAccountID"},
    AllowedCall{"CRS650MI", "LstByCode"},      AllowedCall{"EXPORTMI", "LstFields"},
    AllowedCall{"EXPORTMI", "Select"},         AllowedCall{"GENERAL", "GetUserInfo"},
    AllowedCall{"GLS200MI", "GetVoucherHead"}, AllowedCall{"GLS200MI", "LstVoucherLines"},
    AllowedCall{"MNS100MI", "LstDivisions"},   AllowedCall{"MRS001MI", "LstAdtFieldInf"},
    AllowedCall{"PPS200MI", "GetHead"},        AllowedCall{"PPS200MI", "GetLine"},
    AllowedCall{"PPS200MI", "LstLine"},        AllowedCall{"PPS200MI", "LstLineTrans"},
};

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

M3Client::M3Client(HttpClient &http, TokenProvider &tokens, const Clock &clock, Sleeper &sleeper, IonApiFile tenant,
                   M3Options options)
    : m_http(http)
    , m_tokens(tokens)
    , m_clock(clock)
    , m_sleeper(sleeper)
    , m_tenant(std::move(tenant))
    , m_options(std::move(options))
    , m_budget(m_options.requestsPerMinute)
{
}

QStringList M3Client::allowedCalls()
{
    QStringList calls;
    for (const AllowedCall &call : allowed)
        calls.append(QString::fromLatin1(call.program) + u'/' + QString::fromLatin1(call.transaction));
    return calls;
}

bool M3Client::isAllowed(const QString &program, const QString &transaction)
{
    return std::any_of(allowed.begin(), allowed.end(), [&](const AllowedCall &call) {
        return program == QLatin1String(call.program) && transaction == QLatin1String(call.transaction);
    });
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

QCoro::Task<std::optional<Error>> M3Client::waitForBudget(QString operation)
{
    for (;;) {
        const Milliseconds delay = m_budget.delay(m_clock.now());
        if (delay.count() <= 0)
            break;
        if (delay > m_options.longestPause) {
            co_return Error{ErrorKind::RateLimited,     operation, QObject::tr("CloudSuite asked to slow down."), {},
                            QStringLiteral("http_429"), delay};
        }
        auto sleeping = m_sleeper.sleep(delay);
        const bool isDone = co_await sleeping;
        if (!isDone)
            co_return Error{ErrorKind::Cancelled, operation, QObject::tr("Stopped."), {}, {}};
    }
    m_budget.sent(m_clock.now());
    ++m_calls;
    co_return std::nullopt;
}

QCoro::Task<Result<HttpResponse>> M3Client::attempt(Request request, QString token)
{
    HttpRequest http;
    http.verb = request.verb;
    http.url = m_tenant.apiUrl(request.path);
    http.url.setQuery(QString::fromLatin1(request.query), QUrl::StrictMode);
    http.headers = {{"Authorization", "Bearer " + token.toLatin1()}, {"Accept", "application/json"}};
    if (!request.body.isEmpty())
        http.headers.emplaceBack("Content-Type", "application/json");
    http.body = request.body;
    http.deadline = m_options.deadline;
    http.operation = request.operation;
    auto sending = m_http.send(std::move(http));
    co_return co_await sending;
}

std::optional<Milliseconds> M3Client::pauseBefore(int attempt, const Error &error)
{
    if (!error.isRetryable() || attempt >= m_options.retryDelays.size())
        return std::nullopt;
    if (error.kind == ErrorKind::RateLimited) // the budget itself waits
        return m_budget.refused(m_clock.now(), error.retryAfter) > m_options.longestPause
                   ? std::nullopt
                   : std::optional(Milliseconds(0));
    return std::max(m_options.retryDelays.at(attempt), error.retryAfter.value_or(Milliseconds(0)));
}

QCoro::Task<Result<M3Client::Sent>> M3Client::send(Request request)
{
    // The one place that sends, and the one place that decides what may be sent.
    for (const QString &transaction : std::as_const(request.transactions)) {
        if (!isAllowed(request.program, transaction)) {
            const QString call = request.program + u'/' + transaction;
            qCCritical(logCloudSuite) << "Refused to send" << call;
            co_return fail(ErrorKind::Internal, request.operation,
                           QObject::tr("%1 isn't on the list of calls that only read, so it wasn't sent.").arg(call),
                           call, QStringLiteral("read_only"));
        }
    }
    bool isRenewed = false;
    for (int calls = 1, attemptNumber = 0;; ++calls) {
        auto asking = m_tokens.token();
        const Result<QString> token = co_await asking;
        if (!token)
            co_return tl::unexpected(token.error());
        auto waiting = waitForBudget(request.operation);
        const std::optional<Error> stopped = co_await waiting;
        if (stopped)
            co_return tl::unexpected(*stopped);
        auto attempting = attempt(request, *token);
        const Result<HttpResponse> response = co_await attempting;
        if (response && response->status >= 200 && response->status < 300) {
            m_budget.accepted();
            co_return Sent{response->body, calls};
        }
        if (response && response->status == 401 && !isRenewed) {
            m_tokens.invalidate(*token);
            isRenewed = true;
            continue;
        }
        const Error error =
            response ? m3answer::statusError(*response, request.program, request.operation) : response.error();
        const std::optional<Milliseconds> pause = pauseBefore(attemptNumber++, error);
        if (!pause)
            co_return tl::unexpected(error);
        auto sleeping = m_sleeper.sleep(*pause);
        const bool isDone = co_await sleeping;
        if (!isDone)
            co_return fail(ErrorKind::Cancelled, request.operation, QObject::tr("Stopped."));
    }
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
    Request request{"GET",
                    QStringLiteral("M3/m3api-rest/v2/execute/%1/%2").arg(program, transaction.transaction),
                    formEncoded(parameters),
                    {},
                    program,
                    {transaction.transaction},
                    operation};
    auto sending = send(std::move(request));
    const Result<Sent> sent = co_await sending;
    if (!sent)
        co_return tl::unexpected(sent.error());
    const auto results = m3answer::parse(sent->body, 1, maxRecords, operation);
    if (!results)
        co_return tl::unexpected(results.error());
    co_return M3Result(results->first());
}

QCoro::Task<Result<M3BatchAnswer>> M3Client::sendChunk(M3Batch chunk)
{
    Request request{"POST",
                    QStringLiteral("M3/m3api-rest/v2/execute"),
                    formEncoded(options(chunk.maxRecords)),
                    bulkBody(chunk),
                    chunk.program,
                    {},
                    chunk.operation};
    for (const M3Transaction &transaction : std::as_const(chunk.transactions)) {
        if (!request.transactions.contains(transaction.transaction))
            request.transactions.append(transaction.transaction);
    }
    auto sending = send(std::move(request));
    const Result<Sent> sent = co_await sending;
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
