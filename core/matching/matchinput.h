// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/document.h"
#include "core/matching/duplicates.h"
#include "core/matching/paymentdates.h"
#include "core/matching/threewaymatch.h"

namespace ledgercast::matchinput {

// What the matcher compares, from documents with the canonical fields of the feed catalogue. A value that can't be read
// is a problem with the path to it ("lines[2].price: …"), and its line is left out rather than guessed.

/// Lines of a purchase order: line, sub_line, item, description, ordered, received, invoiced, unit, price,
/// confirmed_price (goes before price, if it isn't 0), price_quantity, price_unit, discount_1 to discount_3 (percent),
/// currency (else the order's), needs_receipt ("false": compared with the order).
[[nodiscard]] QList<MatchOrderLine> orderLinesOf(const Document &order, QStringList *problems = nullptr);
/// Lines of a goods receipt, or the receipt itself where it has none: order (or purchase_order), line, sub_line,
/// quantity (or received), unit.
[[nodiscard]] QList<MatchReceipt> receiptsOf(const Document &receipt, QStringList *problems = nullptr);
/// Lines of an invoice that name an order: order, order_line (else line), sub_line, quantity, unit, price and so on as
/// above; invoice_date and credited_invoice (key) of the invoice.
[[nodiscard]] QList<MatchInvoiceLine> invoiceLinesOf(const Document &invoice, QStringList *problems = nullptr);

/// None without an amount, a supplier or an invoice_date.
[[nodiscard]] std::optional<InvoiceHead> invoiceHeadOf(const Document &invoice);
/// Of open_amount, else of the amount unless it is paid: due_date, discount_date_1 to _3 with discount_percent_1 to _3,
/// approved, payment_stopped. None without an amount.
[[nodiscard]] std::optional<OpenInvoice> openInvoiceOf(const Document &invoice, QStringList *problems = nullptr);

} // namespace ledgercast::matchinput
