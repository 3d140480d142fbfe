// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/httpserver.h"
#include "app/sandbox/micatalog.h"
#include "app/sandbox/table.h"

#include <optional>
#include <vector>

namespace ledgercast::sandbox {

struct MiError
{
    QByteArray type; ///< ServerReturnedNOK, TransactionNotFound, …
    QByteArray code;
    QByteArray field;
    QByteArray message;
};

struct MiOptions
{
    int company = 100;
    QByteArray division;
    qsizetype maximum = 100; ///< 0 = all
};

/// Rows of an MI transaction, raw: numbers as M3 holds them, dates as yyyyMMdd, text without padding.
struct MiResult
{
    std::vector<MiField> fields;
    std::vector<std::vector<QByteArray>> records;
    std::optional<MiError> error;
};

/// Executes the read-only MI transactions on the tables.
class MiEngine
{
public:
    explicit MiEngine(Tables &tables) : m_tables(tables) {}

    [[nodiscard]] MiResult execute(const QByteArray &program, const QByteArray &transaction, const Parameters &input,
                                   const MiOptions &options);
    [[nodiscard]] const MiCatalog &catalog() const { return m_catalog; }

private:
    struct Call
    {
        const MiTransaction &transaction;
        const Parameters &input;
        int company;
        QByteArray division;
        qsizetype maximum;
    };

    [[nodiscard]] std::optional<MiError> check(const MiTransaction &transaction, const Parameters &input) const;
    MiResult select(const Call &call);
    MiResult listFields(const Call &call);
    MiResult userInfo(const Call &call) const;
    MiResult fieldInfo(const Call &call) const;
    MiResult voucherHead(const Call &call);
    MiResult fromTable(const Call &call);

    [[nodiscard]] std::vector<Table::Id> candidates(Table &table,
                                                    const std::vector<std::pair<int, Cell>> &filter) const;
    [[nodiscard]] std::vector<QByteArray> record(const Call &call, Table &table, const Row &row) const;

    Tables &m_tables;
    MiCatalog m_catalog;
};

} // namespace ledgercast::sandbox
