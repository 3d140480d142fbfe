// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/document.h"
#include "core/routing/costcentrepattern.h"

#include <QHash>

#include <array>

namespace ledgercast {

/// The mapping tables, in the order they are asked.
enum class MappingTable { Warehouse, Facility, Buyer, Requester, ItemGroup, Supplier };

inline constexpr std::array mappingTables{MappingTable::Warehouse, MappingTable::Facility,  MappingTable::Buyer,
                                          MappingTable::Requester, MappingTable::ItemGroup, MappingTable::Supplier};
/// "item_group": the canonical field that is looked up, and the word in CSV files.
[[nodiscard]] QString wordOf(MappingTable table);
[[nodiscard]] std::optional<MappingTable> mappingTableOf(QStringView word);
/// "warehouse, facility, … or supplier": what there is, for people.
[[nodiscard]] QString mappingTableWords();

/// "Whatever warehouse 210 buys is cost centre 4200." Company and division: empty for any; no division without
/// its company.
struct MappingRow
{
    QString company;
    QString division;
    MappingTable table = MappingTable::Warehouse;
    QString value; ///< as rules name cost centres: "210", "200-299", "N10*"; compared without case
    QString costCentre;

    friend bool operator==(const MappingRow &, const MappingRow &) = default;
};

/// The end of the cost-centre chain: what a document's warehouse, facility, buyer, requester, item group or supplier
/// says about its cost centre. Pure; compiled once.
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
    /// for the company before one for any, and the value itself before ranges and patterns, in their order. A field of
    /// `line` goes before the same one of the document.
    [[nodiscard]] std::optional<Hit> find(const Document &document, const Fields &line = {}) const;
    [[nodiscard]] bool isEmpty() const { return m_scopes.isEmpty(); }

private:
    struct Scope
    {
        QHash<QString, QString> costCentres; ///< by value
        QList<std::pair<CostCentrePattern, QString>> patterns;

        [[nodiscard]] QString find(const QString &upperCaseValue) const;
    };
    QHash<QString, Scope> m_scopes; ///< by company, division and table
};

/// The cost centres that the tables give a document: line by line where there are lines, by code, amounts of one
/// currency added up. Empty: unknown, also for master data, which belong to no cost centre.
[[nodiscard]] QList<CostCentreShare> mappedCostCentres(const Document &document, const CostCentreMapping &mapping);

} // namespace ledgercast
