// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/symbols.h"

#include <QString>

namespace ledgercast {

/// The icon of a record type ("supplier_invoice") or feed ("supplier_invoices").
[[nodiscard]] Symbol symbolOfRecord(const QString &type);
/// "supplier_invoices" in words: "Supplier invoices".
[[nodiscard]] QString feedName(const QString &feed);
/// What a feed reads: "supplier_invoices" is of the type "supplier_invoice".
[[nodiscard]] QString recordTypeOfFeed(const QString &feed);

} // namespace ledgercast
