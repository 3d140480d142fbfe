// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/decimal.h"

#include <QString>

#include <algorithm>
#include <array>

namespace ledgercast {

/// An exact amount in one currency (ISO 4217 code as CloudSuite gives it). Negative for credit notes.
struct Money
{
    Decimal amount;
    QString currency;

    friend bool operator==(const Money &, const Money &) = default;
};

/// How many decimals amounts in a currency are written with (ISO 4217's exponent); 2 for one we don't know.
[[nodiscard]] inline int currencyDecimals(QStringView currency)
{
    static constexpr std::array<QStringView, 16> none{u"BIF", u"CLP", u"DJF", u"GNF", u"ISK", u"JPY", u"KMF", u"KRW",
                                                      u"PYG", u"RWF", u"UGX", u"VND", u"VUV", u"XAF", u"XOF", u"XPF"};
    static constexpr std::array<QStringView, 7> three{u"BHD", u"IQD", u"JOD", u"KWD", u"LYD", u"OMR", u"TND"};
    if (std::find(none.begin(), none.end(), currency) != none.end())
        return 0;
    return std::find(three.begin(), three.end(), currency) != three.end() ? 3 : 2;
}

} // namespace ledgercast
