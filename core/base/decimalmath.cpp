// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/decimalmath.h"

#include <algorithm>

namespace ledgercast {

namespace {

__extension__ using Wide = __int128;

constexpr int maxScale = 9;
constexpr Wide limit = 1'000'000'000'000'000'000; // 18 digits

constexpr Wide powerOfTen(int exponent)
{
    Wide power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

constexpr Wide magnitude(Wide value)
{
    return value < 0 ? -value : value;
}

Wide divideRounded(Wide value, Wide divisor)
{
    const Wide half = magnitude(divisor) / 2;
    const bool isNegative = (value < 0) != (divisor < 0);
    const Wide quotient = (magnitude(value) + half) / magnitude(divisor);
    return isNegative ? -quotient : quotient;
}

/// Rounded once, to as many decimals as there is room for.
std::optional<Decimal> fitted(Wide value, int scale)
{
    int dropped = std::max(0, scale - maxScale);
    while (dropped <= scale) {
        const Wide rounded = divideRounded(value, powerOfTen(dropped));
        if (magnitude(rounded) < limit)
            return Decimal(static_cast<qint64>(rounded), scale - dropped);
        ++dropped;
    }
    return std::nullopt;
}

} // namespace

std::optional<Decimal> sumOf(Decimal a, Decimal b)
{
    const int scale = std::max(a.scale(), b.scale());
    return fitted(a.unscaled() * powerOfTen(scale - a.scale()) + b.unscaled() * powerOfTen(scale - b.scale()), scale);
}

std::optional<Decimal> productOf(Decimal a, Decimal b)
{
    return fitted(static_cast<Wide>(a.unscaled()) * b.unscaled(), a.scale() + b.scale());
}

std::optional<Decimal> quotientOf(Decimal dividend, Decimal divisor)
{
    if (divisor.isZero())
        return std::nullopt;
    // a·10^-s / b·10^-t = (a·10^(9+t-s) / b)·10^-9: at most 18 digits and 18 more, which 128 bits hold.
    const int shift = maxScale + divisor.scale() - dividend.scale();
    return fitted(divideRounded(dividend.unscaled() * powerOfTen(shift), divisor.unscaled()), maxScale);
}

} // namespace ledgercast
