// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/business.h"

#include <algorithm>

namespace ledgercast::sandbox {

/// An invoice for an order comes in by the batch layer: matched, it is posted the same day; a mismatch waits for days.
void Business::enterBatch(const Order &order, Batch batch, const std::vector<BatchLine> &lines)
{
    const Supplier &supplier = masterdata::suppliers()[static_cast<std::size_t>(batch.supplier)];
    const Division &division = masterdata::divisions()[static_cast<std::size_t>(batch.division)];
    const auto [gross, vat] = amountsOf(batch);
    const bool isInError =
        std::any_of(lines.begin(), lines.end(), [](const BatchLine &line) { return line.isInError; });
    const qint64 number = m_nextBatch++;
    batch.head = entered(m_tables["FAPIBH"], batch.division, "EDIUSER")
                     .text("DIVI", division.code)
                     .number("INBN", number)
                     .text("IBTP", "20")
                     .number("SUPA", isInError ? 78 : 10)
                     .number("IBLE", isInError ? 1 : 0)
                     .text("SUNO", supplier.number)
                     .text("SPYN", supplier.number)
                     .text("SINO", batch.number)
                     .number("IVDT", dateNumber(m_now))
                     .number("DUDT", dateNumber(m_now + supplier.termDays * 1440))
                     .text("CUCD", supplier.currency)
                     .number("CRTP", 1)
                     .number("CUAM", gross)
                     .number("VTAM", vat)
                     .number("TLNA", gross - vat)
                     .text("TEPY", QByteArray::number(supplier.termDays))
                     .text("PYME", supplier.currency == "EUR" ? "SEP" : "WIR")
                     .text("APCD", masterdata::costCentres()[static_cast<std::size_t>(batch.centre)].responsible)
                     .text("PUNO", order.number)
                     .put();
    for (const BatchLine &line : lines)
        enterBatchLine(order, number, line);
    if (m_random.chance(3))
        enterTwice(batch);
    m_batches.push_back(std::move(batch));
    schedule(isInError ? workdaysLater(m_random.between(1, 4), 8, 16) : m_now + m_random.between(20, 180),
             Kind::PostBatch, static_cast<int>(m_batches.size()) - 1);
}

void Business::enterBatchLine(const Order &order, qint64 batch, const BatchLine &line)
{
    const Item &item = masterdata::items()[static_cast<std::size_t>(line.item)];
    entered(m_tables["FAPIBL"], order.division, "EDIUSER")
        .text("DIVI", masterdata::divisions()[static_cast<std::size_t>(order.division)].code)
        .number("INBN", batch)
        .number("TRNO", line.line)
        .number("RDTP", 1)
        .number("IBLE", line.isInError ? 1 : 0)
        .text("PUNO", order.number)
        .number("PNLI", line.line * 10)
        .text("ITNO", item.number)
        .number("IVQA", line.quantity)
        .text("PUUN", item.unit)
        .number("NEPR", line.price)
        .number("PUCD", 1)
        .text("PPUN", item.unit)
        .number("NLAM", line.net)
        .number("REPN", order.lastReceipt.toLongLong())
        .put();
}

/// The supplier has sent it twice: the second one is in error until somebody deletes it.
void Business::enterTwice(const Batch &batch)
{
    Table &heads = m_tables["FAPIBH"];
    Draft draft(heads, batch.head);
    const Table::Id twin = draft.number("INBN", m_nextBatch++).number("SUPA", 10).number("IBHE", 1).put();
    schedule(workdaysLater(1, 9, 11), Kind::DropBatch, static_cast<int>(m_twins.size()));
    m_twins.push_back({twin, batch.division, batch.number, m_now});
}

void Business::dropTwin(int index)
{
    const auto twin = m_twins.begin() + index;
    m_tables["FAPIBH"].remove(twin->head);
    twin->minute = -1;
}

void Business::postBatch(int index)
{
    const Batch batch = m_batches[static_cast<std::size_t>(index)];
    const Voucher voucher = recordInvoice(batch, true);
    Table &heads = m_tables["FAPIBH"];
    Draft draft(heads, batch.head);
    draft.number("SUPA", 90).number("IBLE", 0).text("VSER", "SUP").number("VONO", voucher.number);
    draft.number("YEA4", voucher.year).number("ACDT", dateNumber(m_now)).put();
    touch(heads, batch.head, "APCLERK2");
}

} // namespace ledgercast::sandbox
