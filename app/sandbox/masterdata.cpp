// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/masterdata.h"

#include <QDateTime>

#include <algorithm>

namespace ledgercast::sandbox::masterdata {

const std::vector<Division> &divisions()
{
    static const std::vector<Division> list{
        {100, "AAA", "Acme Group", "Acme Europe", "EUR", "DE", "A01", "A10", 1100000, 48},
        {100, "BBB", "Acme Group", "Acme Americas", "USD", "US", "B01", "B10", 1500000, 17},
        {200, "NOR", "Acme Nordics", "Acme Nordics", "SEK", "SE", "N01", "N10", 2100000, 22},
        {300, "JPN", "Acme Japan", "Acme Japan", "JPY", "JP", "J01", "J10", 3100000, 13},
    };
    return list;
}

const std::vector<CostCentre> &costCentres()
{
    static const std::vector<CostCentre> list{
        {"4100", "Marketing", "HBERG", "marketing-spend", {0, 1, 2, 3}},
        {"4200", "IT Services", "TMARTIN", "fin-it", {0, 1, 2, 3}},
        {"4300", "Treasury", "ISILVA", "treasury", {0, 1}},
        {"4400", "Human Resources", "LNOVAK", "hr-costs", {0, 1, 2}},
        {"4500", "Facilities", "PWEBER", "facilities-ap", {0, 1, 2, 3}},
        {"5100", "Plant Lyon", "CMOREAU", "plant-lyon-ap", {0}},
        {"5150", "Plant Ulm", "JBRANDT", "plant-ulm-ap", {0}},
        {"5200", "Plant Gothenburg", "ELIND", "plant-gothenburg-ap", {2}},
        {"5300", "Plant Dayton", "RCOLE", "plant-dayton-ap", {1}},
        {"6100", "R&D Stuttgart", "AKELLER", "rd-stuttgart-ap", {0}},
        {"6300", "R&D Osaka", "KTANAKA", "", {3}},
        {"7100", "Logistics Europe", "MROSSI", "logistics-ap", {0}},
        {"7150", "Fleet Nordics", "SDAHL", "", {2}},
        {"7300", "Sales Japan", "YSATO", "sales-japan-ap", {3}},
    };
    return list;
}

const std::vector<Supplier> &suppliers()
{
    static const std::vector<Supplier> list{
        {"S10010", "Nordwind Components GmbH", "DE", "EUR", "JBRANDT", "RE-%1-%2", 30, 0, 6, {0}},
        {"S10020", "M\xC3\xBCller & S\xC3\xB6hne <Werkzeuge>", "DE", "EUR", "JBRANDT", "MS%2", 30, 1, 6, {0}},
        {"S10030", "Bureau Lumi\xC3\xA8re SARL", "FR", "EUR", "CMOREAU", "F%1/%2", 45, 2, 5, {0}},
        {"S10040", "Helvetia Logistik AG", "CH", "EUR", "MROSSI", "HL-%2", 14, 3, 11, {0, 2}},
        {"S10050", "Fonderie du Rh\xC3\xB4ne SA", "FR", "EUR", "CMOREAU", "FR%1-%2", 60, 0, 5, {0}},
        {"S10060", "Alpen Software GmbH", "AT", "EUR", "TMARTIN", "AS-%1-%2", 30, 4, 1, {0, 1, 2, 3}},
        {"S10070", "Iberia Embalajes S.L.", "ES", "EUR", "MROSSI", "%1A%2", 60, 0, 11, {0}},
        {"S10080", "Van der Meer Verpakking B.V.", "NL", "EUR", "MROSSI", "VDM%2", 30, 0, 11, {0}},
        {"S10090", "Officine Bianchi S.p.A.", "IT", "EUR", "CMOREAU", "%2/%1", 60, 1, 5, {0}},
        {"S10100", "Klarblick Reinigung GmbH & Co. KG", "DE", "EUR", "PWEBER", "KR-%2", 14, 5, 4, {0}},
        {"S10110", "Stadtwerke Ulm", "DE", "EUR", "PWEBER", "SWU%1%2", 14, 5, 4, {0}},
        {"S10120",
         "Atelier M\xC3\xA9"
         "dia & Cie",
         "FR",
         "EUR",
         "HBERG",
         "AM-%2",
         30,
         6,
         0,
         {0}},
        {"S10130", "Rotor & Spule Elektronik GmbH", "DE", "EUR", "AKELLER", "RS-%1%2", 30, 1, 9, {0}},
        {"S10140", "Messlabor Stuttgart GmbH", "DE", "EUR", "AKELLER", "ML-%2", 30, 7, 9, {0}},
        {"S10150", "Personalwerk AG", "DE", "EUR", "LNOVAK", "PW%2", 14, 7, 3, {0}},
        {"S10160", "Banque Conseil Europe SA", "LU", "EUR", "ISILVA", "BCE-%1-%2", 14, 7, 2, {0, 1}},
        {"S10170", "Celtic Castings Ltd", "IE", "EUR", "CMOREAU", "CC%2", 45, 0, 5, {0}},
        {"S10180", "Polska Stal Sp. z o.o.", "PL", "EUR", "JBRANDT", "FV/%2/%1", 30, 0, 6, {0}},
        {"S10190", "Baltic Timber O\xC3\x9C", "EE", "EUR", "MROSSI", "BT-%2", 30, 0, 11, {0, 2}},
        {"S20010", "Pacific Fasteners Ltd", "US", "USD", "RCOLE", "PF-%2", 30, 0, 8, {0, 1}},
        {"S20020", "Great Lakes Tooling Inc", "US", "USD", "RCOLE", "GL%2", 45, 1, 8, {1}},
        {"S20030", "Dayton Facility Services LLC", "US", "USD", "RCOLE", "DFS-%1-%2", 14, 5, 4, {1}},
        {"S20040", "Redwood Cloud Hosting Inc", "US", "USD", "TMARTIN", "RCH%1%2", 30, 4, 1, {0, 1, 2, 3}},
        {"S20050", "Ohio Valley Freight Co", "US", "USD", "RCOLE", "OV-%2", 14, 3, 8, {1}},
        {"S20060", "Summit & Vale Advertising", "US", "USD", "HBERG", "SV-%1-%2", 30, 6, 0, {1}},
        {"S20070", "Hudson Staffing Group", "US", "USD", "LNOVAK", "HSG%2", 14, 7, 3, {1}},
        {"S30010", "Skandia Verktyg AB", "SE", "SEK", "ELIND", "SV%2", 30, 1, 7, {2}},
        {"S30020", "V\xC3\xA4stkust St\xC3\xA5l AB", "SE", "SEK", "ELIND", "%1-%2", 30, 0, 7, {2}},
        {"S30030", "Fjord Transport AS", "NO", "SEK", "SDAHL", "FT%2", 14, 3, 12, {2}},
        {"S30040",
         "D\xC3\xA4"
         "ck & F\xC3\xA4lg Syd AB",
         "SE",
         "SEK",
         "SDAHL",
         "DF-%2",
         30,
         3,
         12,
         {2}},
        {"S30050", "Lindqvist Kontor AB", "SE", "SEK", "PWEBER", "LK%2", 30, 2, 4, {2}},
        {"S30060", "\xC3\x98resund Reklame ApS", "DK", "SEK", "HBERG", "OR-%1-%2", 30, 6, 0, {2}},
        {"S30070", "Nordic Fleet Leasing Oy", "FI", "EUR", "SDAHL", "NFL%2", 14, 3, 12, {2}},
        {"S30080", "G\xC3\xB6teborg Energi Drift AB", "SE", "SEK", "PWEBER", "GE%1%2", 14, 5, 4, {2}},
        {"S40010", "Kyoto Precision KK", "JP", "JPY", "KTANAKA", "KP-%2", 60, 1, 10, {3}},
        {"S40020", "Osaka Sensor Works KK", "JP", "JPY", "KTANAKA", "OSW%1-%2", 60, 1, 10, {3, 0}},
        {"S40030", "Yamato Office Supply KK", "JP", "JPY", "YSATO", "YO%2", 30, 2, 13, {3}},
        {"S40040", "Kansai Test Laboratory", "JP", "JPY", "KTANAKA", "KTL-%2", 30, 7, 10, {3}},
        {"S40050", "Shinkai Shipping KK", "JP", "USD", "YSATO", "SS%1%2", 30, 3, 13, {3}},
        {"S40060",
         "\xE6\x9D\xB1\xE4\xBA\xAC\xE5\xBA\x83\xE5\x91\x8A Tokyo Advertising KK",
         "JP",
         "JPY",
         "YSATO",
         "TK-%2",
         30,
         6,
         13,
         {3}},
    };
    return list;
}

const std::vector<Item> &items()
{
    static const std::vector<Item> list{
        {"FX-2210", "Flange bolt M12", "PCE", 4200, 0, "5010"},
        {"FX-2240", "Hex nut M12 zinc", "PCE", 1150, 0, "5010"},
        {"ST-0400", "Sheet steel 4 mm", "KG", 21500, 0, "5010"},
        {"CA-1180", "Pump housing, cast", "PCE", 684000, 0, "5010"},
        {"PK-0310", "Pallet 1200 x 800", "PCE", 118000, 0, "5020"},
        {"PK-0420", "Carton 400 x 300 x 200", "PCE", 7400, 0, "5020"},
        {"TL-5010", "End mill 10 mm", "PCE", 389000, 1, "5030"},
        {"TL-5044", "Torque wrench 20-100 Nm", "PCE", 1890000, 1, "5030"},
        {"EL-7001", "Pressure sensor 0-16 bar", "PCE", 742500, 1, "5010"},
        {"EL-7120", "Servo drive 1.5 kW", "PCE", 6120000, 1, "5010"},
        {"OF-1001", "Desk lamp LED", "PCE", 459000, 2, "6110"},
        {"OF-1107", "Office chair", "PCE", 2890000, 2, "6110"},
        {"OF-1302", "Copy paper A4, box", "PCE", 215000, 2, "6110"},
        {"LG-0001", "Road freight, pallet", "PAL", 875000, 3, "6210"},
        {"LG-0042", "Tyre change, per axle", "PCE", 1240000, 3, "6210"},
        {"IT-3001", "Server hosting, month", "MON", 12500000, 4, "6540"},
        {"IT-3017", "Software licence, seat", "PCE", 1680000, 4, "6540"},
        {"IT-3100", "Notebook 14 inch", "PCE", 12490000, 4, "6545"},
        {"FS-0101", "Cleaning, month", "MON", 18400000, 5, "6310"},
        {"FS-0202", "Electricity", "KWH", 2410, 5, "6320"},
        {"MK-0801", "Campaign, agency day", "DAY", 9800000, 6, "6410"},
        {"MK-0870", "Trade fair stand", "PCE", 84000000, 6, "6410"},
        {"SV-0901", "Consulting, day", "DAY", 11200000, 7, "6510"},
        {"SV-0950", "Laboratory test series", "PCE", 6450000, 7, "6510"},
    };
    return list;
}

const std::vector<QByteArray> &approvers()
{
    static const std::vector<QByteArray> list{"CMOREAU", "JBRANDT", "TMARTIN", "ELIND", "KTANAKA", "RCOLE", "ISILVA"};
    return list;
}

qint64 rateToEuro(const QByteArray &currency)
{
    if (currency == "SEK")
        return 11200000;
    if (currency == "USD")
        return 1080000;
    return currency == "JPY" ? 160000000 : 1000000;
}

Draft stamped(Table &table, int company, QDate day)
{
    Draft draft(table);
    const qint64 date = day.toString(QStringLiteral("yyyyMMdd")).toLongLong();
    draft.number("CONO", company).number("RGDT", date).number("RGTM", 80000).number("LMDT", date).number("CHNO", 1);
    draft.text("CHID", "MDMLOAD").number("LMTS", QDateTime(day, QTime(8, 0), Qt::UTC).toMSecsSinceEpoch());
    return draft;
}

namespace {

/// "HBERG" is H. Berg.
QByteArray personName(const QByteArray &user)
{
    return user.first(1) + ". " + user.sliced(1, 1) + user.sliced(2).toLower();
}

void loadSupplier(Tables &tables, const Supplier &supplier, int company, QDate day)
{
    const bool isSelfBilling = supplier.number == "S10110";
    stamped(tables["CIDMAS"], company, day)
        .text("SUNO", supplier.number)
        .text("STAT", "20")
        .text("SUNM", supplier.name)
        .text("ALSU", supplier.number)
        .text("LNCD", supplier.country == "US" || supplier.country == "IE" ? "GB" : supplier.country)
        .text("CSCD", supplier.country)
        .text("PHNO", "+00 555 " + supplier.number.sliced(1))
        .text("VRNO", supplier.country + "9" + supplier.number.sliced(1) + "001")
        .put();
    stamped(tables["CIDVEN"], company, day)
        .text("SUNO", supplier.number)
        .text("SUCL", QByteArray::number(100 + supplier.group * 10))
        .text("CUCD", supplier.currency)
        .number("CRTP", 1)
        .text("TEPY", QByteArray::number(supplier.termDays))
        .text("PYME", supplier.currency == "EUR" ? "SEP" : "WIR")
        .text("BUYE", supplier.buyer)
        .text("RESP", supplier.buyer)
        .number("SBPE", isSelfBilling ? 1 : 0)
        .put();
}

void loadAccounts(Tables &tables, const Division &division, QDate day)
{
    static const std::vector<std::pair<QByteArray, QByteArray>> accounts{
        {"1450", "Input VAT"},   {"1940", "Bank"},        {"2010", "Accounts payable"}, {"5010", "Direct material"},
        {"5020", "Packaging"},   {"5030", "Tools"},       {"6110", "Office equipment"}, {"6210", "Freight and fleet"},
        {"6310", "Cleaning"},    {"6320", "Energy"},      {"6410", "Advertising"},      {"6510", "External services"},
        {"6540", "IT services"}, {"6545", "IT equipment"}};
    const auto put = [&](int dimension, const QByteArray &code, const QByteArray &name, const QByteArray &responsible) {
        stamped(tables["FCHACC"], division.company, day)
            .text("DIVI", division.code)
            .number("AITP", dimension)
            .text("AITM", code)
            .text("TX40", name)
            .text("TX15", name.first(qMin(name.size(), qsizetype(15))))
            .text("RESP", responsible)
            .number("VFDT", 20200101)
            .number("VTDT", 20991231)
            .put();
    };
    for (const auto &[code, name] : accounts)
        put(1, code, name, "CONTROL");
    const int self = static_cast<int>(&division - divisions().data());
    for (const CostCentre &centre : costCentres()) {
        if (std::find(centre.divisions.begin(), centre.divisions.end(), self) != centre.divisions.end())
            put(2, centre.code, centre.name, centre.responsible);
    }
}

} // namespace

void load(Tables &tables, QDate firstDay)
{
    for (const Division &division : divisions()) {
        stamped(tables["CMNDIV"], division.company, firstDay)
            .text("DIVI", division.code)
            .text("CONM", division.company == 100 ? division.companyName + ", " + division.name : division.name)
            .text("TX15", division.name.first(qMin(division.name.size(), qsizetype(15))))
            .text("LOCD", division.currency)
            .text("LNCD", "GB")
            .text("CSCD", division.country)
            .text("FACI", division.facility)
            .text("FACN", division.name)
            .text("WHLO", division.warehouse)
            .text("WHNM", "Main warehouse")
            .put();
        loadAccounts(tables, division, firstDay);
        for (const CostCentre &centre : costCentres()) {
            Draft(tables["APUSER"])
                .number("CONO", division.company)
                .text("DIVI", division.code)
                .text("APCD", centre.responsible)
                .text("TX40", personName(centre.responsible))
                .number("ALAM", 5000000)
                .number("APFL", 1)
                .put();
        }
    }
    for (const Supplier &supplier : suppliers()) {
        for (const int division : supplier.divisions)
            loadSupplier(tables, supplier, divisions()[static_cast<std::size_t>(division)].company, firstDay);
    }
    loadFinance(tables, firstDay);
}

} // namespace ledgercast::sandbox::masterdata
