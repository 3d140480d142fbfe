// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/table.h"

#include <QByteArray>
#include <QDate>

#include <vector>

namespace ledgercast::sandbox {

struct Division
{
    int company;
    QByteArray code;
    QByteArray companyName;
    QByteArray name;
    QByteArray currency;
    QByteArray country;
    QByteArray facility;
    QByteArray warehouse;
    qint64 firstOrder; ///< orders are numbered from here
    int share;         ///< percent of all business
};

struct CostCentre
{
    QByteArray code;
    QByteArray name;
    QByteArray responsible;
    QByteArray channel; ///< its Slack channel, empty where it has none
    std::vector<int> divisions;
};

struct Supplier
{
    QByteArray number;
    QByteArray name;
    QByteArray country;
    QByteArray currency;
    QByteArray buyer;
    QByteArray invoicePattern; ///< with %1 year and %2 number
    int termDays;
    int group;  ///< which items it sells
    int centre; ///< the cost centre that buys most from it
    std::vector<int> divisions;
};

struct Item
{
    QByteArray number;
    QByteArray name;
    QByteArray unit;
    qint64 euroPrice; ///< four decimals
    int group;
    QByteArray account;
};

/// What doesn't change over the year: the same for every seed.
namespace masterdata {
[[nodiscard]] const std::vector<Division> &divisions();
[[nodiscard]] const std::vector<CostCentre> &costCentres();
[[nodiscard]] const std::vector<Supplier> &suppliers();
[[nodiscard]] const std::vector<Item> &items();
[[nodiscard]] const std::vector<QByteArray> &approvers();
/// Units of the currency for one euro, six decimals.
[[nodiscard]] qint64 rateToEuro(const QByteArray &currency);
/// Fills the master-data tables.
void load(Tables &tables, QDate firstDay);
/// Of them: customers, items, bank accounts, codes and the other dimensions.
void loadFinance(Tables &tables, QDate firstDay);
/// A row of master data, entered on that day.
[[nodiscard]] Draft stamped(Table &table, int company, QDate day);
} // namespace masterdata

} // namespace ledgercast::sandbox
