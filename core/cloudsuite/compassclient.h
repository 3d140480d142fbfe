// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/feedcatalogue.h"
#include "core/cloudsuite/m3client.h"

#include <QDate>

namespace ledgercast {

/// Asks Data Fabric's Compass (v2) by SQL: a job is submitted, waited for, and its result read in pages. SELECT only:
/// the gateway sends nothing else. One thread; the gateway outlives it.
class CompassClient
{
public:
    struct Answer
    {
        QList<M3Record> rows; ///< by column; what was null is absent
        int calls = 0;
    };
    explicit CompassClient(GatewayClient &gateway) : m_gateway(gateway) {}

    /// Errors: Refused (the job failed, with Compass's own words), and all of the gateway's.
    [[nodiscard]] QCoro::Task<Result<Answer>> select(QString sql, QString operation);

private:
    struct Job
    {
        QString id;
        QString status;
        qint64 rows = 0;
    };
    QCoro::Task<Result<Job>> submit(QString sql, QString operation, int *calls);
    QCoro::Task<Result<Job>> finished(Job job, QString operation, int *calls);
    QCoro::Task<Result<GatewayAnswer>> get(QString path, QByteArray query, QString operation);

    GatewayClient &m_gateway;
};

namespace compass {

/// The keys of the documents of an M3 feed that changed from one day to another, both included. Errors: Input (a feed
/// that isn't read from a table with a day of change), Protocol (a company that isn't a number).
[[nodiscard]] Result<QString> keyQuery(const FeedEntry &feed, const M3Place &place, QDate from, QDate to);
/// The document's key in a row of that query; numbers as M3 writes them.
[[nodiscard]] QString keyOf(const FeedEntry &feed, const M3Record &row);

} // namespace compass

} // namespace ledgercast
