// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/feedcatalogue.h"
#include "core/cloudsuite/m3client.h"
#include "core/cloudsuite/m3tables.h"

#include <QHash>

namespace ledgercast {

/// Reads whole lists by MI transactions, for what stands in no table that is known. One thread; client outlives it.
class M3Lists
{
public:
    struct Found
    {
        QList<M3Row> rows; ///< by the transaction's own field names; with the company as CONO
        bool isCut = false;
        int calls = 0;
    };
    explicit M3Lists(M3Client &client) : m_client(client) {}

    [[nodiscard]] QCoro::Task<Result<Found>> read(ListMapping list, M3Place place, QString operation);

private:
    /// The company's number, and its divisions.
    struct Company
    {
        QString number;
        QStringList divisions;
    };
    QCoro::Task<Result<Company>> companyAt(M3Place place, QString operation, int *calls);

    M3Client &m_client;
    QHash<QString, Company> m_companies; ///< by the place's company
};

} // namespace ledgercast
