// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/document.h"

#include <QHash>

#include <array>

namespace ledgercast {

/// The mapping tables, in the order they are asked.
enum class MappingTable { Warehouse, Facility, Buyer, ItemGroup, Supplier };

inline constexpr std::array mappingTables{MappingTable::Warehouse, MappingTable::Facility, MappingTable::Buyer,
                                          MappingTable::ItemGroup, MappingTable::Supplier};
/// "item_group": the canonical field that is looked up, and the word in CSV files.
[[nodiscard]] QString wordOf(MappingTable table);
[[nodiscard]] std::optional<MappingTable> mappingTableOf(QStringView word);

/// "Whatever warehouse 210 buys is cost centre 4200." Company and division: empty for any; no division without
/// its company.
struct MappingRow
{
    QString company;
    QString division;
    MappingTable table = MappingTable::Warehouse;
    QString value; ///< compared without case
    QString costCentre;

    friend bool operator==(const MappingRow &, const MappingRow &) = default;
};

/// The end of the cost-centre chain: what a document's warehouse, facility, buyer, item group or supplier says about
/// its cost centre. Pure; compiled once.
class CostCentreMapping
{
public:
    CostCentreMapping() = default;
    explicit CostCentreMapping(const QList<MappingRow> &rows);

    struct Hit
    {
        QString costCentre;
        MappingTable table = MappingTable::Warehouse;
        QString value; ///< as the document has it
    };
    /// The first table that knows one of the fields; within a table a row for the company and division goes before one
    /// for the company before one for any. A field of `line` goes before the same one of the document.
    [[nodiscard]] std::optional<Hit> find(const Document &document, const Fields &line = {}) const;
    [[nodiscard]] bool isEmpty() const { return m_costCentres.isEmpty(); }

private:
    QHash<QString, QString> m_costCentres; ///< by company, division, table and value
};

/// A document's cost centres and how they were found.
struct CostCentreResolution
{
    QList<CostCentreShare> shares; ///< by code, amounts of one currency added up; empty: unknown
    QString explanation;           ///< for people: "Cost centre 4200: warehouse 210 in the mapping tables."
};

/// The chain: the first of `found` that has a cost centre (in the order ledger lines of the voucher, distribution,
/// order lines), else the mapping tables, line by line where there are lines, else nothing. A mapped share's provenance
/// is "mapping_warehouse" and so on.
[[nodiscard]] CostCentreResolution resolveCostCentres(const Document &document,
                                                      const QList<QList<CostCentreShare>> &found,
                                                      const CostCentreMapping &mapping);

} // namespace ledgercast
