// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/business.h"

#include <algorithm>
#include <array>

namespace ledgercast::sandbox {

namespace {

int vatPercent(const QByteArray &country)
{
    if (country == "SE")
        return 25;
    if (country == "JP")
        return 10;
    return country == "US" ? 0 : 19;
}

constexpr std::array clerks{"APCLERK1", "APCLERK2", "APCLERK3"};

} // namespace

QByteArray Business::nextInvoiceNumber(int supplier)
{
    int &next = m_nextInvoice[static_cast<std::size_t>(supplier)];
    next += m_random.between(1, 7);
    QByteArray number = masterdata::suppliers()[static_cast<std::size_t>(supplier)].invoicePattern;
    number.replace("%1", QByteArray::number(dateNumber(m_now) / 10000));
    return number.replace("%2", QByteArray::number(next));
}

void Business::invoiceOrder(int index, Flaw flaw)
{
    Order &order = m_orders[static_cast<std::size_t>(index)];
    const QByteArray invoice = nextInvoiceNumber(order.supplier);
    const QByteArray centre = masterdata::costCentres()[static_cast<std::size_t>(order.centre)].code;
    std::vector<Cost> costs;
    std::vector<BatchLine> lines;
    bool isComplete = true;
    for (int number = 1; number <= static_cast<int>(order.lines.size()); ++number) {
        const qint64 net = invoiceLine(order, number, invoice, flaw, lines);
        const Line &line = order.lines[static_cast<std::size_t>(number - 1)];
        isComplete = isComplete && line.invoiced >= line.ordered;
        if (net == 0)
            continue;
        const QByteArray &account = masterdata::items()[static_cast<std::size_t>(line.item)].account;
        const auto same =
            std::find_if(costs.begin(), costs.end(), [&](const Cost &cost) { return cost.account == account; });
        if (same == costs.end())
            costs.push_back({account, centre, net});
        else
            same->net += net;
    }
    if (costs.empty())
        return;
    enterBatch(order,
               {order.division, order.supplier, order.centre, invoice, dateNumber(m_now) / 10000, costs, Table::Id()},
               lines);
    setOrderStatus(order, isComplete ? "85" : "80", "85", m_random.pick(clerks));
    // Closing is a night job.
    if (isComplete && flaw == NoFlaw)
        schedule(workdaysLater(m_random.between(10, 20), 21, 23), Kind::CloseOrder, index);
}

qint64 Business::invoiceLine(Order &order, int number, const QByteArray &invoice, Flaw flaw,
                             std::vector<BatchLine> &lines)
{
    Line &line = order.lines[static_cast<std::size_t>(number - 1)];
    const Supplier &supplier = masterdata::suppliers()[static_cast<std::size_t>(order.supplier)];
    const Division &division = masterdata::divisions()[static_cast<std::size_t>(order.division)];
    const Item &item = masterdata::items()[static_cast<std::size_t>(line.item)];
    qint64 quantity = (flaw == MissingReceipt ? line.ordered : line.received) - line.invoiced;
    if (quantity <= 0)
        return 0;
    const auto plant = [&](const char *kind, qint64 expected, qint64 actual, int decimals) {
        m_mismatches.push_back({kind, order.division, static_cast<int>(&order - m_orders.data()), supplier.number,
                                invoice, dateNumber(m_now) / 10000, order.number, number * 10, expected, actual,
                                decimals, m_now});
    };
    const std::size_t mismatchesBefore = m_mismatches.size();
    qint64 price = line.price;
    const int roll = m_random.between(0, 999);
    if (flaw == MissingReceipt && line.received == 0) {
        plant("missing_receipt", 0, quantity, 2);
    } else if (roll < 12) {
        price = price * m_random.between(104, 115) / 100;
        price = supplier.currency == "JPY" ? price / 10000 * 10000 : price;
        if (price != line.price)
            plant("price", line.price, price, 4);
    } else if (roll < 20) {
        const qint64 billed = quantity + qMax<qint64>(100, quantity * m_random.between(10, 25) / 10000 * 100);
        plant("quantity", line.received, line.invoiced + billed, 2);
        quantity = billed;
    }
    line.invoiced += quantity;
    const qint64 net = quantity * price / 10000;
    lines.push_back({number, line.item, quantity, price, net, m_mismatches.size() > mismatchesBefore});
    entered(m_tables["FGINLI"], order.division, "APCLERK1")
        .text("DIVI", division.code)
        .text("SUNO", supplier.number)
        .text("SINO", invoice)
        .number("INYR", dateNumber(m_now) / 10000)
        .text("PUNO", order.number)
        .number("PNLI", number * 10)
        .text("REPN", order.lastReceipt)
        .text("ITNO", item.number)
        .number("IVQT", quantity)
        .number("IVQA", quantity)
        .text("PUUN", item.unit)
        .number("NEPR", price)
        .number("PUCD", 1)
        .text("PPUN", item.unit)
        .number("IVNA", toLocal(net, supplier.currency, order.division))
        .number("IVOC", net)
        .text("CUCD", supplier.currency)
        .number("VTCD", 1)
        .put();
    Table &orderLines = m_tables["MPLINE"];
    Draft draft(orderLines, line.row);
    draft.number("IVQA", line.invoiced).text("PUSL", line.invoiced < line.ordered ? "80" : "85").text("PUST", "85");
    draft.put();
    touch(orderLines, line.row, "APCLERK1");
    return net;
}

void Business::invoiceExpense()
{
    const int division = pickDivision();
    const int supplierIndex = pickSupplier(division);
    const int centre = pickCentre(division, supplierIndex);
    const Supplier &supplier = masterdata::suppliers()[static_cast<std::size_t>(supplierIndex)];
    static const std::array accounts{"6210", "6310", "6320", "6410", "6510", "6540"};
    const auto amount = [&] {
        const qint64 euro = m_random.between(4000, 900000);
        const qint64 converted = euro * masterdata::rateToEuro(supplier.currency) / 1000000;
        return supplier.currency == "JPY" ? converted / 100 * 100 : converted;
    };
    const auto codeOf = [](int index) { return masterdata::costCentres()[static_cast<std::size_t>(index)].code; };
    std::vector<Cost> costs{{m_random.pick(accounts), codeOf(centre), amount()}};
    if (m_random.chance(12)) {
        const int second = pickCentre(division, supplierIndex);
        if (second != centre)
            costs.push_back({costs.front().account, codeOf(second), amount()});
    }
    recordInvoice({division, supplierIndex, centre, nextInvoiceNumber(supplierIndex), dateNumber(m_now) / 10000, costs,
                   Table::Id()},
                  false);
}

Business::Amounts Business::amountsOf(const Batch &invoice)
{
    const Supplier &supplier = masterdata::suppliers()[static_cast<std::size_t>(invoice.supplier)];
    qint64 net = 0;
    for (const Cost &cost : invoice.costs)
        net += cost.net;
    const qint64 unit = supplier.currency == "JPY" ? 100 : 1;
    const qint64 vat = net * vatPercent(supplier.country) / 100 / unit * unit;
    return {net + vat, vat};
}

Business::Voucher Business::recordInvoice(const Batch &invoice, bool isOrdered)
{
    const int division = invoice.division;
    const Supplier &supplier = masterdata::suppliers()[static_cast<std::size_t>(invoice.supplier)];
    const QByteArray clerk = m_random.pick(clerks);
    const auto [gross, vat] = amountsOf(invoice);
    const Minute invoiced = m_now - m_random.between(0, 4) * 1440;
    const Minute due = invoiced + supplier.termDays * 1440;
    Voucher voucher = openVoucher(division);
    const QByteArray approver = masterdata::costCentres()[static_cast<std::size_t>(invoice.centre)].responsible;
    const bool isStopped = m_random.chance(4);
    const qint64 local = toLocal(gross, supplier.currency, division);
    const Table::Id row = entered(m_tables["FPLEDG"], division, clerk)
                              .text("DIVI", masterdata::divisions()[static_cast<std::size_t>(division)].code)
                              .number("YEA4", voucher.year)
                              .number("JRNO", voucher.journal)
                              .number("JSNO", 1)
                              .number("TRCD", 40)
                              .text("SPYN", supplier.number)
                              .text("SUNO", supplier.number)
                              .text("SINO", invoice.number)
                              .number("INYR", invoice.year)
                              .text("VSER", "SUP")
                              .number("VONO", voucher.number)
                              .text("IVTP", isOrdered ? "PO" : "CO")
                              .number("IVDT", dateNumber(invoiced))
                              .number("DUDT", dateNumber(due))
                              .number("ACDT", dateNumber(m_now))
                              .text("CUCD", supplier.currency)
                              .number("CRTP", 1)
                              .number("CUAM", gross)
                              .number("VTAM", vat)
                              .number("ARAT", toLocal(1000000, supplier.currency, division))
                              .text("APCD", approver)
                              .number("IVBL", isStopped ? 1 : 0)
                              .text("BLBY", isStopped ? clerk : QByteArray())
                              .number("BLDT", isStopped ? dateNumber(m_now) : 0)
                              .text("TEPY", QByteArray::number(supplier.termDays))
                              .text("PYME", supplier.currency == "EUR" ? "SEP" : "WIR")
                              .number("ACAM", local)
                              .number("OCUA", gross)
                              .number("OAMT", local)
                              .put();
    const QByteArray text = QString::fromUtf8(supplier.name).left(15).toUtf8() + ' ' + invoice.number;
    postLine(division, voucher, "2010", {}, -gross, supplier.currency, text, 40);
    for (const Cost &cost : invoice.costs)
        postLine(division, voucher, cost.account, cost.centre, cost.net, supplier.currency, text, 40);
    if (vat != 0)
        postLine(division, voucher, "1450", {}, vat, supplier.currency, text, 40);
    m_invoices.push_back({division, invoice.supplier, invoice.centre, row, due});
    schedule(workdaysLater(isStopped ? m_random.between(8, 15) : m_random.between(0, 5), 7, 17), Kind::Approve,
             static_cast<int>(m_invoices.size()) - 1);
    return voucher;
}

void Business::approve(int index)
{
    const Invoice &invoice = m_invoices[static_cast<std::size_t>(index)];
    Table &ledger = m_tables["FPLEDG"];
    Draft(ledger, invoice.row).number("APRV", 1).number("IVBL", 0).text("BLBY", {}).number("BLDT", 0).put();
    touch(ledger, invoice.row, masterdata::costCentres()[static_cast<std::size_t>(invoice.centre)].responsible);
    const Minute soonest = workdaysLater(1, 8, 16);
    Minute payment = qMax(soonest, invoice.due + soonest % 1440);
    while (!isWorkday(payment / 1440))
        payment += 1440;
    schedule(payment, Kind::Pay, index);
}

void Business::pay(int index)
{
    const Invoice &invoice = m_invoices[static_cast<std::size_t>(index)];
    Table &ledger = m_tables["FPLEDG"];
    const auto cell = [&](Field field) {
        return ledger.row(invoice.row)[static_cast<std::size_t>(ledger.indexOf(field))];
    };
    const qint64 gross = cell("CUAM");
    const qint64 local = cell("ACAM");
    const QByteArray currency = ledger.pool().text(cell("CUCD"));
    Draft payment(ledger, invoice.row);
    Draft(ledger, invoice.row)
        .number("PYST", 9)
        .number("PCUA", gross)
        .number("PAMT", local)
        .number("OCUA", 0)
        .number("OAMT", 0)
        .put();
    touch(ledger, invoice.row, "PAYRUN");
    Voucher voucher = openVoucher(invoice.division);
    const qint64 date = dateNumber(m_now);
    payment.number("YEA4", voucher.year).number("JRNO", voucher.journal).number("TRCD", 50).number("ACDT", date);
    payment.text("VSER", "PAY").number("VONO", voucher.number).text("IVTP", {}).number("CUAM", -gross);
    payment.number("VTAM", 0).number("APRV", 1).number("PYST", 9).number("ACAM", -local).number("RGDT", date);
    payment.number("RGTM", timeNumber(m_now)).number("LMDT", date).number("CHNO", 1).text("CHID", "PAYRUN");
    payment.number("LMTS", m_now * 60000 + m_now * 7919 % 60000).number("OCUA", 0).number("OAMT", 0).put();
    const QByteArray text = "Payment " + ledger.pool().text(cell("SINO"));
    postLine(invoice.division, voucher, "2010", {}, gross, currency, text, 50);
    postLine(invoice.division, voucher, "1940", {}, -gross, currency, text, 50);
}

Business::Voucher Business::openVoucher(int division)
{
    const qint64 year = dateNumber(m_now) / 10000;
    auto &[journal, number] = m_journals[{division, year}];
    if (number == 0)
        number = 40000000;
    return {year, ++journal, ++number, 0};
}

void Business::postLine(int division, Voucher &voucher, const QByteArray &account, const QByteArray &centre,
                        qint64 amount, const QByteArray &currency, const QByteArray &text, int transaction)
{
    entered(m_tables["FGLEDG"], division, transaction == 50 ? "PAYRUN" : "APCLERK1")
        .text("DIVI", masterdata::divisions()[static_cast<std::size_t>(division)].code)
        .number("YEA4", voucher.year)
        .number("JRNO", voucher.journal)
        .number("JSNO", ++voucher.lines)
        .text("FEID", transaction == 50 ? "AP20" : "AP10")
        .number("FNCN", 1)
        .number("TRCD", transaction)
        .number("ACDT", dateNumber(m_now))
        .text("VSER", transaction == 50 ? "PAY" : "SUP")
        .number("VONO", voucher.number)
        .text("AIT1", account)
        .text("AIT2", centre)
        .text("CUCD", currency)
        .number("CRTP", 1)
        .number("ARAT", toLocal(1000000, currency, division))
        .number("ACAM", toLocal(amount, currency, division))
        .number("CUAM", amount)
        .text("DBCR", amount < 0 ? "C" : "D")
        .text("VTXT", text)
        .number("ACYP", dateNumber(m_now) / 100)
        .put();
}

} // namespace ledgercast::sandbox
