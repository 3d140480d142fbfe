// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/faults.h"
#include "app/sandbox/httpserver.h"
#include "app/sandbox/table.h"

#include <QMap>

namespace ledgercast::sandbox {

/// Data Fabric's Compass v2 over the tenant's M3 tables: jobs that are submitted, run for one look, and are read.
class Compass
{
public:
    Compass(const Tables &tables, Faults &faults) : m_tables(tables), m_faults(faults) {}
    Compass(const Compass &) = delete;
    Compass &operator=(const Compass &) = delete;

    /// path: from "DATAFABRIC" on.
    [[nodiscard]] Reply handle(const QList<QByteArray> &path, const Request &request);

private:
    struct Job
    {
        QByteArrayList rows; ///< JSON objects
        QByteArray mistake;
        int looks = 0;
    };
    Reply submit(const Request &request);
    [[nodiscard]] Job run(const QByteArray &sql) const;

    const Tables &m_tables;
    Faults &m_faults;
    QMap<QByteArray, Job> m_jobs;
};

} // namespace ledgercast::sandbox
