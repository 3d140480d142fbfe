// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/business.h"

#include <algorithm>

namespace ledgercast::sandbox {

namespace {

qint64 orderQuantity(const Item &item, Random &random)
{
    if (item.unit == "DAY" || item.unit == "MON" || item.euroPrice > 20000000)
        return random.between(1, 6) * 100;
    if (item.unit == "KWH" || item.euroPrice < 50000)
        return random.between(2, 80) * 10000;
    return random.between(2, 60) * 100;
}

qint64 priceIn(const QByteArray &currency, const Item &item, Random &random)
{
    const qint64 euro = item.euroPrice * random.between(92, 108) / 100;
    const qint64 price = euro * masterdata::rateToEuro(currency) / 1000000;
    return currency == "JPY" ? qMax<qint64>(1, price / 10000) * 10000 : price;
}

} // namespace

void Business::createOrder()
{
    Order order{pickDivision(), 0, 0, {}, 0, {}, {}};
    order.supplier = pickSupplier(order.division);
    order.centre = pickCentre(order.division, order.supplier);
    const Division &division = masterdata::divisions()[static_cast<std::size_t>(order.division)];
    const Supplier &supplier = masterdata::suppliers()[static_cast<std::size_t>(order.supplier)];
    order.number = QByteArray::number(++m_nextOrder[static_cast<std::size_t>(order.division)]);
    qint64 total = 0;
    const int lines = m_random.between(1, 4);
    for (int line = 1; line <= lines; ++line)
        addLine(order, line, total);
    const bool isWaiting = m_random.chance(15);
    order.head = entered(m_tables["MPHEAD"], order.division, supplier.buyer)
                     .text("DIVI", division.code)
                     .text("FACI", division.facility)
                     .text("WHLO", division.warehouse)
                     .text("PUNO", order.number)
                     .text("SUNO", supplier.number)
                     .text("ORTY", "PO1")
                     .text("PUSL", isWaiting ? "15" : "20")
                     .text("PUST", isWaiting ? "15" : "20")
                     .text("CUCD", supplier.currency)
                     .number("PUDT", dateNumber(m_now))
                     .number("DWDT", dateNumber(m_now + m_random.between(10, 40) * 1440))
                     .text("TEPY", QByteArray::number(supplier.termDays))
                     .text("BUYE", supplier.buyer)
                     .text("PURC", masterdata::costCentres()[static_cast<std::size_t>(order.centre)].responsible)
                     .number("NTAM", total)
                     .number("BRAM", total)
                     .number("COAM", total)
                     .put();
    const int index = static_cast<int>(m_orders.size());
    m_orders.push_back(std::move(order));
    if (m_random.chance(70))
        schedule(workdaysLater(m_random.between(1, 3), 7, 17), Kind::ConfirmOrder, index);
    schedule(workdaysLater(m_random.between(5, 25), 7, 17), Kind::Receive, index, m_random.chance(18) ? 1 : 0);
    if (m_random.between(0, 999) < 15)
        schedule(workdaysLater(m_random.between(2, 4), 7, 11), Kind::InvoiceOrder, index, MissingReceipt);
}

void Business::addLine(Order &order, int number, qint64 &total)
{
    const Division &division = masterdata::divisions()[static_cast<std::size_t>(order.division)];
    const Supplier &supplier = masterdata::suppliers()[static_cast<std::size_t>(order.supplier)];
    const auto &items = masterdata::items();
    int itemIndex = 0;
    do
        itemIndex = m_random.between(0, static_cast<int>(items.size()) - 1);
    while (items[static_cast<std::size_t>(itemIndex)].group != supplier.group);
    const Item &item = items[static_cast<std::size_t>(itemIndex)];
    Line line{0, itemIndex, orderQuantity(item, m_random), 0, 0, priceIn(supplier.currency, item, m_random)};
    const qint64 amount = line.ordered * line.price / 10000;
    total += amount;
    line.row = entered(m_tables["MPLINE"], order.division, supplier.buyer)
                   .text("DIVI", division.code)
                   .text("FACI", division.facility)
                   .text("WHLO", division.warehouse)
                   .text("PUNO", order.number)
                   .number("PNLI", number * 10)
                   .text("ITNO", item.number)
                   .text("PITD", item.name)
                   .text("SUNO", supplier.number)
                   .number("ORQA", line.ordered)
                   .number("PUPR", line.price)
                   .number("PUCD", 1)
                   .number("LNAM", amount)
                   .text("PUUN", item.unit)
                   .text("PPUN", item.unit)
                   .text("PUSL", "20")
                   .text("PUST", "20")
                   .number("DWDT", dateNumber(m_now + 14 * 1440))
                   .text("BUYE", supplier.buyer)
                   .number("VTCD", 1)
                   .text("AIT1", item.account)
                   .text("AIT2", masterdata::costCentres()[static_cast<std::size_t>(order.centre)].code)
                   .put();
    order.lines.push_back(line);
}

void Business::setOrderStatus(Order &order, const char *lowest, const char *highest, const QByteArray &user)
{
    Table &heads = m_tables["MPHEAD"];
    Row &row = heads.edit(order.head);
    row[static_cast<std::size_t>(heads.indexOf(Field("PUSL")))] = heads.pool().add(lowest);
    row[static_cast<std::size_t>(heads.indexOf(Field("PUST")))] = heads.pool().add(highest);
    touch(heads, order.head, user);
}

void Business::confirmOrder(Order &order)
{
    if (!order.lastReceipt.isEmpty())
        return;
    Table &lines = m_tables["MPLINE"];
    const QByteArray user = masterdata::suppliers()[static_cast<std::size_t>(order.supplier)].buyer;
    for (const Line &line : order.lines) {
        Draft draft(lines, line.row);
        draft.number("CPPR", line.price).number("CODT", dateNumber(m_now + 12 * 1440));
        draft.text("PUSL", "35").text("PUST", "35").put();
        touch(lines, line.row, user);
    }
    setOrderStatus(order, "35", "35", user);
}

void Business::receive(int index, int part)
{
    Order &order = m_orders[static_cast<std::size_t>(index)];
    order.lastReceipt = QByteArray::number(m_nextReceipt++);
    bool isComplete = true;
    int number = 0;
    for (Line &line : order.lines) {
        const qint64 open = line.ordered - line.received;
        const qint64 quantity = part == 1 ? qMax<qint64>(100, open / 200 * 100) : open;
        receiveLine(order, line, ++number, qMin(open, quantity));
        isComplete = isComplete && line.received == line.ordered;
    }
    setOrderStatus(order, isComplete ? "75" : "50", "75", "WHRECV");
    if (part == 1)
        schedule(workdaysLater(m_random.between(3, 8), 7, 17), Kind::Receive, index, 2);
    if (part != 1 || m_random.chance(60)) {
        const bool isMorning = m_random.chance(80);
        schedule(workdaysLater(m_random.between(1, 8), isMorning ? 7 : 11, isMorning ? 11 : 17), Kind::InvoiceOrder,
                 index);
    }
}

void Business::receiveLine(Order &order, Line &line, int number, qint64 quantity)
{
    if (quantity <= 0)
        return;
    const Division &division = masterdata::divisions()[static_cast<std::size_t>(order.division)];
    const Supplier &supplier = masterdata::suppliers()[static_cast<std::size_t>(order.supplier)];
    line.received += quantity;
    entered(m_tables["MPLIND"], order.division, "WHRECV")
        .text("FACI", division.facility)
        .text("WHLO", division.warehouse)
        .text("PUNO", order.number)
        .number("PNLI", number * 10)
        .text("REPN", order.lastReceipt)
        .text("SUNO", supplier.number)
        .text("SUDO", "DN" + order.lastReceipt)
        .text("PUOS", "75")
        .number("RPQA", quantity)
        .number("RPQT", quantity)
        .number("TRDT", dateNumber(m_now))
        .text("RESP", "WHRECV")
        .number("SCOP", line.price)
        .put();
    Table &lines = m_tables["MPLINE"];
    Draft draft(lines, line.row);
    draft.number("RVQA", line.received).number("CAQA", line.received).number("SDQA", line.received);
    draft.text("PUSL", line.received < line.ordered ? "50" : "75").text("PUST", "75").put();
    touch(lines, line.row, "WHRECV");
}

void Business::closeOrder(Order &order)
{
    Table &lines = m_tables["MPLINE"];
    for (const Line &line : order.lines)
        Draft(lines, line.row).text("PUSL", "90").text("PUST", "90").put();
    setOrderStatus(order, "90", "90", "BATCH");
}

} // namespace ledgercast::sandbox
