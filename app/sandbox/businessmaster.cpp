// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/business.h"

#include <array>

namespace ledgercast::sandbox {

namespace {

/// Some row of the table, the same one for the same number.
Table::Id someRow(const Table &table, Random &random)
{
    auto row = table.order().begin();
    std::advance(row, random.between(0, static_cast<int>(table.order().size()) - 1));
    return *row;
}

} // namespace

/// The day's rates to each division's own currency, a percent or so around the standing one.
void Business::setRates()
{
    static const std::array<QByteArray, 4> currencies{"EUR", "JPY", "SEK", "USD"};
    const auto &divisions = masterdata::divisions();
    for (int index = 0; index < static_cast<int>(divisions.size()); ++index) {
        const Division &division = divisions[static_cast<std::size_t>(index)];
        for (const QByteArray &currency : currencies) {
            if (currency == division.currency)
                continue;
            const qint64 rate =
                masterdata::rateToEuro(division.currency) * 1000 / (masterdata::rateToEuro(currency) / 1000);
            entered(m_tables["CCURRA"], index, "RATELOAD")
                .text("DIVI", division.code)
                .text("CUCD", currency)
                .number("CRTP", 1)
                .number("CUTD", dateNumber(m_now))
                .number("ARAT", rate * m_random.between(9880, 10120) / 10000)
                .put();
        }
    }
}

void Business::changeMasterData(int what)
{
    static constexpr std::array changes{&Business::changeBankAccount, &Business::changeTerms,
                                        &Business::changeCreditLimit, &Business::changeItem};
    (this->*changes[static_cast<std::size_t>(what)])();
}

void Business::changeBankAccount()
{
    Table &accounts = m_tables["CBANAC"];
    const Table::Id id = someRow(accounts, m_random);
    const QByteArray number = QByteArray::number(m_random.between(100000000, 999999999));
    const QByteArray iban = accounts.text(accounts.row(id), accounts.indexOf(Field("IBAN")));
    Draft(accounts, id)
        .text("BAF3", number)
        .text("IBAN", iban.isEmpty() ? iban : iban.first(2) + "89370400440" + number)
        .put();
    touch(accounts, id, "APCLERK3");
}

void Business::changeTerms()
{
    Table &suppliers = m_tables["CIDVEN"];
    const Table::Id id = someRow(suppliers, m_random);
    const QByteArray now = suppliers.text(suppliers.row(id), suppliers.indexOf(Field("TEPY")));
    Draft(suppliers, id).text("TEPY", now == "30" ? "45" : "30").put();
    touch(suppliers, id, "PURCHADM");
}

void Business::changeCreditLimit()
{
    Table &customers = m_tables["OCUSMA"];
    const Table::Id id = someRow(customers, m_random);
    const qint64 limit = customers.row(id)[static_cast<std::size_t>(customers.indexOf(Field("CRLM")))];
    Draft(customers, id).number("CRLM", limit * m_random.between(80, 140) / 100 / 1000 * 1000).put();
    touch(customers, id, "CREDIT");
}

void Business::changeItem()
{
    static const std::array<QByteArray, 3> people{"CONTROL", "JBRANDT", "CMOREAU"};
    Table &items = m_tables["MITMAS"];
    const Table::Id id = someRow(items, m_random);
    Draft(items, id).text("RESP", m_random.pick(people)).put();
    touch(items, id, "PLANNING");
}

} // namespace ledgercast::sandbox
