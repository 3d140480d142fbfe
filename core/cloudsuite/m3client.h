// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/async.h"
#include "core/base/clock.h"
#include "core/cloudsuite/m3answer.h"
#include "core/cloudsuite/requestbudget.h"
#include "core/cloudsuite/tokenprovider.h"

#include <QStringList>

namespace ledgercast {

class HttpClient;

struct M3Options
{
    int requestsPerMinute = 100;
    Milliseconds deadline = std::chrono::seconds(90); ///< the gateway itself gives up after 60 s
    QList<Milliseconds> retryDelays{std::chrono::seconds(1), std::chrono::seconds(4),
                                    std::chrono::seconds(15)}; ///< one more try behind each
    Milliseconds longestPause = std::chrono::minutes(2);       ///< a 429 that asks for more is handed on
};

/// Where a call is made: empty values mean the service account's own.
struct M3Place
{
    QString company;
    QString division;
};

struct M3Transaction
{
    QString transaction;
    M3Record record;
    QStringList columns; ///< empty: all
};

/// Transactions of one program, sent together.
struct M3Batch
{
    QString program;
    QList<M3Transaction> transactions;
    int maxRecords = 1000; ///< for each transaction; 0: all
    M3Place place;
    QString operation;
};

struct M3BatchAnswer
{
    QList<M3Result> results; ///< one for each transaction, in their order
    int calls = 0;
};

/// EXPORTMI: columns of one table, with a condition.
struct M3Query
{
    QString table;
    QStringList columns; ///< with the table's prefix
    QString where;       ///< without the company: that is M3Place's
    int maxRows = 1000;
};

struct M3Rows
{
    QList<QStringList> rows;
    bool isTruncated = false;
};

struct M3QueryAnswer
{
    QList<Result<M3Rows>> results;
    int calls = 0;
};

/// Speaks M3's MI REST protocol through the ION gateway, and only to read: every call passes a list of programs and
/// transactions that change nothing. Keeps the budget, renews the token, repeats what may pass. One thread.
class M3Client
{
public:
    M3Client(HttpClient &http, TokenProvider &tokens, const Clock &clock, Sleeper &sleeper, IonApiFile tenant,
             M3Options options = {});

    /// One transaction by GET.
    [[nodiscard]] QCoro::Task<M3Result> get(QString program, M3Transaction transaction, int maxRecords, M3Place place,
                                            QString operation);
    /// Any number of transactions by bulk POST, 150 a request. The outer error: nothing of it is usable.
    [[nodiscard]] QCoro::Task<Result<M3BatchAnswer>> batch(M3Batch batch);
    [[nodiscard]] QCoro::Task<Result<M3QueryAnswer>> query(QList<M3Query> queries, M3Place place, QString operation);

    void setTenant(IonApiFile tenant) { m_tenant = std::move(tenant); }
    void setRequestsPerMinute(int count) { m_budget.setRequestsPerMinute(count); }
    /// Requests sent to M3 since the start.
    [[nodiscard]] int calls() const { return m_calls; }

    /// Every "PROGRAM/Transaction" this program can call.
    [[nodiscard]] static QStringList allowedCalls();
    [[nodiscard]] static bool isAllowed(const QString &program, const QString &transaction);
    /// A value for a condition: quoted, or as a number if it is one and isText is false.
    [[nodiscard]] static Result<QString> literal(const QString &value, bool isText);

private:
    struct Request
    {
        QByteArray verb;
        QString path;
        QByteArray query;
        QByteArray body;
        QString program;
        QStringList transactions;
        QString operation;
    };
    struct Sent
    {
        QByteArray body;
        int calls = 0;
    };
    QCoro::Task<Result<Sent>> send(Request request);
    [[nodiscard]] std::optional<Milliseconds> pauseBefore(int attempt, const Error &error);
    QCoro::Task<Result<HttpResponse>> attempt(Request request, QString token);
    QCoro::Task<std::optional<Error>> waitForBudget(QString operation);
    QCoro::Task<Result<M3BatchAnswer>> sendChunk(M3Batch chunk);

    HttpClient &m_http;
    TokenProvider &m_tokens;
    const Clock &m_clock;
    Sleeper &m_sleeper;
    IonApiFile m_tenant;
    M3Options m_options;
    RequestBudget m_budget;
    int m_calls = 0;
};

} // namespace ledgercast
