// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/matching/threewaymatch.h"

/// Worked examples of the three-way match in short writing, all about one order line.
namespace ledgercast::matchexamples {

inline const QDate today(2026, 11, 24);
inline const OrderLineKey key{QStringLiteral("100"), QStringLiteral("1100234"), QStringLiteral("10"),
                              QStringLiteral("0")};

[[nodiscard]] Decimal number(const QString &text);
/// "95 PCE @ 12.50 EUR per 10 PCE -5% -2%"
[[nodiscard]] MatchOrderLine orderLine(const QString &text);
/// "A: 50 PCE @ 12.50 EUR; credit of A: -50 PCE @ 12.50 EUR", dated a month ago
[[nodiscard]] QList<MatchInvoiceLine> invoiceLines(const QString &text);
/// "60, 30", "2 BOX"
[[nodiscard]] QList<MatchReceipt> receipts(const QString &text);

/// No deviation is allowed, no receipt waited for.
[[nodiscard]] ToleranceTable exact();
/// For price and quantity; the cap may be empty.
[[nodiscard]] ToleranceTable table(const QString &percent, const QString &cap = {});

/// "price_variance 12.50 EUR per PCE -> 13.10 EUR per PCE, 54 EUR, 4.8 %; …"
[[nodiscard]] QString shortForm(const QList<Finding> &findings);

} // namespace ledgercast::matchexamples
