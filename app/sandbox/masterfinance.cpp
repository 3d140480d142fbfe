// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/masterdata.h"

#include <array>

namespace ledgercast::sandbox::masterdata {

namespace {

struct Customer
{
    int company;
    QByteArray number;
    QByteArray name;
    QByteArray town;
    QByteArray country;
    QByteArray currency;
    int termDays;
    qint64 creditLimit;
};

const std::vector<Customer> &customers()
{
    static const std::vector<Customer> list{
        {100, "C10010", "Rhein Pumpen GmbH", "Mannheim", "DE", "EUR", 30, 250000},
        {100, "C10020", "Soci\xC3\xA9t\xC3\xA9 des Eaux du Lac", "Annecy", "FR", "EUR", 45, 180000},
        {100, "C10030", "Hafenwerke Kiel AG", "Kiel", "DE", "EUR", 30, 400000},
        {100, "C10040", "Molino & Hijos S.A.", "Bilbao", "ES", "EUR", 60, 90000},
        {100, "C10050", "Tulip Process Control B.V.", "Eindhoven", "NL", "EUR", 30, 120000},
        {100, "C20010", "Lakeshore Water Authority", "Erie", "US", "USD", 30, 500000},
        {100, "C20020", "Prairie Machine & Pump Inc", "Omaha", "US", "USD", 45, 150000},
        {200, "C30010", "Malm\xC3\xB6 Vatten AB", "Malm\xC3\xB6", "SE", "SEK", 30, 2000000},
        {200, "C30020", "Bergen Offshore Service AS", "Bergen", "NO", "SEK", 30, 3500000},
        {300, "C40010", "Nagoya Machine Works KK", "Nagoya", "JP", "JPY", 60, 60000000},
        {300, "C40020", "Setouchi Water KK", "Okayama", "JP", "JPY", 60, 25000000},
    };
    return list;
}

void loadCodes(Tables &tables, int company, QDate day)
{
    struct Code
    {
        const char *constant;
        const char *key;
        const char *name;
    };
    static constexpr std::array codes{
        Code{"TEPY", "14", "14 days net"},    Code{"TEPY", "30", "30 days net"}, Code{"TEPY", "45", "45 days net"},
        Code{"TEPY", "60", "60 days net"},    Code{"CUCD", "EUR", "Euro"},       Code{"CUCD", "JPY", "Japanese yen"},
        Code{"CUCD", "SEK", "Swedish krona"}, Code{"CUCD", "USD", "US dollar"},  Code{"CSCD", "AT", "Austria"},
        Code{"CSCD", "CH", "Switzerland"},    Code{"CSCD", "DE", "Germany"},     Code{"CSCD", "DK", "Denmark"},
        Code{"CSCD", "EE", "Estonia"},        Code{"CSCD", "ES", "Spain"},       Code{"CSCD", "FI", "Finland"},
        Code{"CSCD", "FR", "France"},         Code{"CSCD", "IE", "Ireland"},     Code{"CSCD", "IT", "Italy"},
        Code{"CSCD", "JP", "Japan"},          Code{"CSCD", "LU", "Luxembourg"},  Code{"CSCD", "NL", "Netherlands"},
        Code{"CSCD", "NO", "Norway"},         Code{"CSCD", "PL", "Poland"},      Code{"CSCD", "SE", "Sweden"},
        Code{"CSCD", "US", "United States"},
    };
    for (const Code &code : codes) {
        const QByteArray name(code.name);
        stamped(tables["CSYTAB"], company, day)
            .text("STCO", code.constant)
            .text("STKY", code.key)
            .text("TX40", name)
            .text("TX15", name.first(qMin(name.size(), qsizetype(15))))
            .put();
    }
}

void loadBankAccount(Tables &tables, const Supplier &supplier, int company, QDate day)
{
    const QByteArray account = "00" + supplier.number.sliced(1) + "4711" + supplier.number.sliced(3);
    stamped(tables["CBANAC"], company, day)
        .number("BKTP", 3)
        .text("ACHO", supplier.number)
        .text("BKID", "MAIN")
        .text("STAT", "20")
        .text("BANA", QString::fromUtf8(supplier.name).left(36).toUtf8())
        .text("CUCD", supplier.currency)
        .text("BAF3", account)
        .text("IBAN", supplier.currency == "EUR" ? supplier.country + "8250010517" + account : QByteArray())
        .put();
}

void loadItems(Tables &tables, int company, QDate day)
{
    for (const Item &item : items()) {
        stamped(tables["MITMAS"], company, day)
            .text("STAT", "20")
            .text("ITNO", item.number)
            .text("ITDS", item.name)
            .text("FUDS", item.name)
            .text("UNMS", item.unit)
            .text("ITGR", "G" + QByteArray::number(10 + item.group))
            .text("ITTY", item.account.startsWith("50") ? "MAT" : "SRV")
            .text("RESP", "CONTROL")
            .put();
    }
}

} // namespace

void loadFinance(Tables &tables, QDate firstDay)
{
    for (const int company : {100, 200, 300}) {
        loadCodes(tables, company, firstDay);
        loadItems(tables, company, firstDay);
    }
    for (const Customer &customer : customers()) {
        stamped(tables["OCUSMA"], customer.company, firstDay)
            .text("CUNO", customer.number)
            .text("CUNM", customer.name)
            .text("TOWN", customer.town)
            .text("CSCD", customer.country)
            .text("CUCD", customer.currency)
            .text("TEPY", QByteArray::number(customer.termDays))
            .number("CRLM", customer.creditLimit)
            .text("STAT", "20")
            .put();
    }
    for (const Supplier &supplier : suppliers()) {
        for (const int division : supplier.divisions)
            loadBankAccount(tables, supplier, divisions()[static_cast<std::size_t>(division)].company, firstDay);
    }
    static const std::vector<std::pair<QByteArray, QByteArray>> projects{
        {"P1000", "New foundry line"}, {"P1010", "Warehouse automation"}, {"P1020", "Finance systems"}};
    for (const Division &division : divisions()) {
        for (const auto &[code, name] : projects) {
            stamped(tables["FCHACC"], division.company, firstDay)
                .text("DIVI", division.code)
                .number("AITP", 3)
                .text("AITM", code)
                .text("TX40", name)
                .text("TX15", name.first(qMin(name.size(), qsizetype(15))))
                .text("RESP", "CONTROL")
                .number("VFDT", 20200101)
                .number("VTDT", 20991231)
                .put();
        }
    }
}

} // namespace ledgercast::sandbox::masterdata
