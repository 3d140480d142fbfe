// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/gatewayclient.h"
#include "core/cloudsuite/m3answer.h"

#include <QStringList>

namespace ledgercast {

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

/// Speaks M3's MI REST protocol through the ION gateway, and only to read: every call passes the gateway's list of
/// programs and transactions that change nothing. One thread; the gateway outlives it.
class M3Client
{
public:
    explicit M3Client(GatewayClient &gateway) : m_gateway(gateway) {}

    /// One transaction by GET.
    [[nodiscard]] QCoro::Task<M3Result> get(QString program, M3Transaction transaction, int maxRecords, M3Place place,
                                            QString operation);
    /// Any number of transactions by bulk POST, 150 a request. The outer error: nothing of it is usable.
    [[nodiscard]] QCoro::Task<Result<M3BatchAnswer>> batch(M3Batch batch);
    [[nodiscard]] QCoro::Task<Result<M3QueryAnswer>> query(QList<M3Query> queries, M3Place place, QString operation);

    /// Every "PROGRAM/Transaction" this program can call.
    [[nodiscard]] static QStringList allowedCalls();
    [[nodiscard]] static bool isAllowed(const QString &program, const QString &transaction);
    /// A value for a condition: quoted, or as a number if it is one and isText is false.
    [[nodiscard]] static Result<QString> literal(const QString &value, bool isText);

private:
    QCoro::Task<Result<M3BatchAnswer>> sendChunk(M3Batch chunk);

    GatewayClient &m_gateway;
};

} // namespace ledgercast
