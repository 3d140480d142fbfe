// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/matching/threewaymatch.h"

namespace ledgercast::matchwords {

[[nodiscard]] QString quantity(Decimal quantity, const QString &unit);                  ///< "95 PCE"
[[nodiscard]] QString money(const Money &money);                                        ///< "50.00 EUR"
[[nodiscard]] QString percent(Decimal percent);                                         ///< "4.8 %"
[[nodiscard]] QString price(Decimal net, const QString &currency, const QString &unit); ///< "12.50 EUR per PCE"
[[nodiscard]] QString tolerance(const ToleranceLimit &limit, const QString &currency, bool isCapLookedAt);
[[nodiscard]] QString reference(const MatchOrderLine &line); ///< "PO 1100234, line 10, Bearing 6204"

/// A price that is off; its `difference` is for one unit, `amount` for all that was billed.
struct PriceDifference
{
    Decimal expected;
    Decimal actual;
    Decimal difference;
    std::optional<Decimal> percent;
    std::optional<Money> amount;
    QString billed; ///< "90 PCE"
};
void describePrice(Finding &finding, const MatchOrderLine &line, const MatchInvoiceLine &invoice,
                   const PriceDifference &difference);
void describeQuantity(Finding &finding, const MatchOrderLine &line, Decimal expected, Decimal billed, Decimal excess);
void describeMissingReceipt(Finding &finding, const MatchOrderLine &line, Decimal billed, QDate invoiceDate);
/// Units or currencies that differ.
void describeNotComparable(Finding &finding, const QString &ordered, const QString &other, const QString &sentence);

} // namespace ledgercast::matchwords
