// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/finding.h"
#include "core/matching/tolerance.h"

#include <QDate>
#include <QStringList>

namespace ledgercast {

/// Which line of which order.
struct OrderLineKey
{
    QString company;
    QString order;
    QString line;
    QString subLine; ///< "0" where there are none

    [[nodiscard]] QString toString() const { return QStringList{company, order, line, subLine}.join(u'/'); }
    friend bool operator==(const OrderLineKey &, const OrderLineKey &) = default;
};

/// What a price is: for so many units, less discounts, each taken off what the one before left.
struct UnitPrice
{
    Decimal amount;
    Decimal perQuantity{1, 0};
    QString unit; ///< empty: as the quantity
    QList<Decimal> discountPercents;

    /// For one unit. None: it can't be calculated.
    [[nodiscard]] std::optional<Decimal> net() const;
};

struct MatchOrderLine
{
    OrderLineKey key;
    QString orderKey; ///< of the order's document
    QString supplier;
    QString item; ///< for people
    Decimal ordered;
    QString unit;
    UnitPrice price; ///< the confirmed one, where there is one
    QString currency;
    bool needsReceipt = true; ///< false: billed is compared with ordered
    /// The order's own counts. They and the single receipts and invoice lines may have been read at different times:
    /// the larger one counts.
    std::optional<Decimal> received;
    std::optional<Decimal> invoiced;
};

struct MatchReceipt
{
    OrderLineKey line;
    Decimal quantity; ///< negative: taken back
    QString unit;     ///< empty: as the order line
};

struct MatchInvoiceLine
{
    OrderLineKey line;
    QString invoice; ///< key of the invoice's document
    QString number;  ///< for people
    QDate date;
    Decimal quantity; ///< negative on a credit note
    QString unit;     ///< empty: as the order line
    UnitPrice price;
    QString currency;
    QString credits; ///< key of the invoice that a credit note takes back; may be empty
};

struct MatchInput
{
    QList<MatchOrderLine> orderLines;
    QList<MatchReceipt> receipts;
    QList<MatchInvoiceLine> invoiceLines; ///< all of the order lines, the earlier ones too
};

/// A receipt that is missing, but may still be on its way.
struct AwaitedReceipt
{
    QString id; ///< of the finding it becomes
    QDate findingFrom;
};

struct MatchResult
{
    QList<Finding> findings; ///< in the order of the order lines
    QList<AwaitedReceipt> awaited;
    QStringList unknownOrderLines; ///< that receipts or invoice lines name and that are not among the order lines
};

/// Compares what was ordered, received and billed, line by line. Pure.
/// Price: each invoice line, net of discounts, against the order's. Quantity: all that was billed so far against all
/// that was received so far, so that partial deliveries and invoices need no pairing. Receipt: billed, and nothing
/// received.
[[nodiscard]] MatchResult matchThreeWay(const MatchInput &input, const ToleranceTable &tolerances, QDate today);

} // namespace ledgercast
