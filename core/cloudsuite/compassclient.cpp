// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/compassclient.h"

#include "core/cloudsuite/gatewayerrors.h"
#include "core/cloudsuite/rowclient.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

namespace ledgercast {

namespace {

using namespace std::chrono_literals;

const QString suiteName = QStringLiteral("Data Fabric");
const QString jobsPath = QStringLiteral("DATAFABRIC/compass/v2/jobs/");
constexpr int rowsAtOnce = 10'000;
constexpr int mostLooks = 200;

GatewayRequest requestTo(const QString &path, const QString &operation)
{
    GatewayRequest request;
    request.path = path;
    request.suite = suiteName;
    request.program = QStringLiteral("Compass");
    request.operation = operation;
    return request;
}

bool isOver(const QString &status)
{
    return status == u"FINISHED" || status == u"FAILED" || status == u"CANCELED" || status == u"CANCELLED";
}

/// The reason in the result of a job that failed, whatever its shape.
QString reasonIn(const QByteArray &body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    for (const auto *key : {u"message", u"error", u"errorMessage", u"details"}) {
        const QJsonValue value = object[QStringView(key)];
        const QString text = value.isObject() ? value[u"message"].toString() : value.toString();
        if (!text.isEmpty())
            return text;
    }
    return QString::fromUtf8(body.left(200));
}

} // namespace

QCoro::Task<Result<GatewayAnswer>> CompassClient::get(QString path, QByteArray query, QString operation)
{
    GatewayRequest request = requestTo(path, operation);
    request.query = query;
    auto sending = m_gateway.send(std::move(request));
    co_return co_await sending;
}

QCoro::Task<Result<CompassClient::Job>> CompassClient::submit(QString sql, QString operation, int *calls)
{
    GatewayRequest request = requestTo(jobsPath, operation);
    request.verb = "POST";
    request.query = "queryExecutor=datalake&records=0";
    request.body = sql.toUtf8();
    request.contentType = "text/plain";
    auto sending = m_gateway.send(std::move(request));
    const Result<GatewayAnswer> answer = co_await sending;
    if (!answer)
        co_return tl::unexpected(answer.error());
    *calls += answer->calls;
    const QJsonObject object = QJsonDocument::fromJson(answer->body).object();
    static const QRegularExpression name(QStringLiteral("\\A[A-Za-z0-9-]{1,100}\\z"));
    const QString id = object[u"queryId"].toString();
    if (!name.match(id).hasMatch())
        co_return fail(gatewayerrors::ofBody(answer->body, suiteName, operation));
    co_return Result<Job>(Job{id, object[u"status"].toString(), 0});
}

QCoro::Task<Result<CompassClient::Job>> CompassClient::finished(Job job, QString operation, int *calls)
{
    // At least once: only the status says how many rows there are.
    for (int looks = 0; looks < mostLooks && (looks == 0 || !isOver(job.status)); ++looks) {
        auto asking = get(jobsPath + job.id + QStringLiteral("/status/"), "timeout=25", operation);
        const Result<GatewayAnswer> answer = co_await asking;
        if (!answer)
            co_return tl::unexpected(answer.error());
        *calls += answer->calls;
        const QJsonObject object = QJsonDocument::fromJson(answer->body).object();
        job.status = object[u"status"].toString();
        job.rows = object[u"rowCount"].toInteger();
        if (job.status.isEmpty())
            co_return fail(gatewayerrors::ofBody(answer->body, suiteName, operation));
        if (isOver(job.status))
            break;
        auto sleeping = m_gateway.sleep(200ms); // the server itself waits too, but need not
        const bool isDone = co_await sleeping;
        if (!isDone)
            co_return fail(ErrorKind::Cancelled, operation, QObject::tr("Stopped."));
    }
    if (!isOver(job.status))
        co_return fail(ErrorKind::NoAnswer, operation,
                       QObject::tr("Data Fabric is still busy with the question. Try again later."), job.status,
                       QStringLiteral("still_running"));
    co_return Result<Job>(job);
}

QCoro::Task<Result<CompassClient::Answer>> CompassClient::select(QString sql, QString operation)
{
    Answer answer;
    auto submitting = submit(sql, operation, &answer.calls);
    const Result<Job> submitted = co_await submitting;
    if (!submitted)
        co_return tl::unexpected(submitted.error());
    auto waiting = finished(*submitted, operation, &answer.calls);
    const Result<Job> job = co_await waiting;
    if (!job)
        co_return tl::unexpected(job.error());
    for (qint64 offset = 0;;) {
        const QByteArray query = "offset=" + QByteArray::number(offset) + "&limit=" + QByteArray::number(rowsAtOnce);
        auto asking = get(jobsPath + job->id + QStringLiteral("/result/"), query, operation);
        const Result<GatewayAnswer> page = co_await asking;
        if (job->status != u"FINISHED") {
            const QString reason = page ? reasonIn(page->body) : page.error().detail;
            co_return fail(ErrorKind::Refused, operation,
                           QObject::tr("Data Fabric couldn't answer the question: %1").arg(reason), job->status,
                           QStringLiteral("job_failed"));
        }
        if (!page)
            co_return tl::unexpected(page.error());
        answer.calls += page->calls;
        const QJsonDocument document = QJsonDocument::fromJson(quotedNumbers(page->body));
        if (!document.isArray())
            co_return fail(gatewayerrors::ofBody(page->body, suiteName, operation));
        const QJsonArray rows = document.array();
        for (const QJsonValue &value : rows) {
            const QJsonObject object = value.toObject();
            M3Record row;
            for (auto column = object.begin(); column != object.end(); ++column)
                row.insert(column.key(), column.value().toVariant().toString().trimmed());
            answer.rows.append(row);
        }
        offset += rows.size();
        if (rows.isEmpty() || offset >= job->rows)
            break;
    }
    if (answer.rows.size() < job->rows)
        co_return fail(
            ErrorKind::Protocol, operation,
            QObject::tr("Data Fabric promised %1 rows and gave %2. Try again.").arg(job->rows).arg(answer.rows.size()),
            {}, QStringLiteral("incomplete"));
    co_return Result<Answer>(answer);
}

namespace compass {

Result<QString> keyQuery(const FeedEntry &feed, const M3Place &place, QDate from, QDate to)
{
    if (feed.table.isEmpty() || feed.changed.isEmpty())
        return fail(ErrorKind::Input, QObject::tr("Reconcile"),
                    QObject::tr("%1 isn't read from a table with a day of change, so there is nothing to compare it "
                                "with in Data Fabric.")
                        .arg(feed.label),
                    {}, QStringLiteral("no_table"));
    QStringList conditions = feed.where;
    if (!rowfilter::isNumber(place.company))
        return rowfilter::badValue({feed.company, {}, place.company});
    conditions << feed.company + QStringLiteral(" = ") + place.company;
    if (!place.division.isEmpty() && !feed.division.isEmpty()) {
        const auto division = M3Client::literal(place.division, true);
        if (!division)
            return fail(division.error());
        conditions << feed.division + QStringLiteral(" = ") + *division;
    }
    conditions << feed.changed + QStringLiteral(" >= ") + from.toString(QStringLiteral("yyyyMMdd"))
               << feed.changed + QStringLiteral(" <= ") + to.toString(QStringLiteral("yyyyMMdd"));
    return QStringLiteral("SELECT %1 FROM %2 WHERE %3")
        .arg(feed.documentKey.join(QStringLiteral(", ")), feed.table, conditions.join(QStringLiteral(" AND ")));
}

QString keyOf(const FeedEntry &feed, const M3Record &row)
{
    static const QRegularExpression zeros(QStringLiteral("\\A(-?[0-9]+)\\.0+\\z"));
    QStringList parts;
    for (const QString &column : feed.documentKey) {
        const QString value = row.value(column);
        const auto match = zeros.match(value);
        parts << (match.hasMatch() ? match.captured(1) : value);
    }
    return parts.join(u'/');
}

} // namespace compass

} // namespace ledgercast
