// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/decimal.h"

#include <QString>

namespace ledgercast {

/// An exact amount in one currency (ISO 4217 code as CloudSuite gives it). Negative for credit notes.
struct Money
{
    Decimal amount;
    QString currency;

    friend bool operator==(const Money &, const Money &) = default;
};

} // namespace ledgercast
