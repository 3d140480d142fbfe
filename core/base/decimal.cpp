// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/decimal.h"

#include <algorithm>
#include <array>

namespace ledgercast {

namespace {

__extension__ using Wide = __int128;

constexpr int maxScale = 9;
constexpr std::array<qint64, 19> powers = [] {
    std::array<qint64, 19> table{};
    qint64 power = 1;
    for (auto &entry : table) {
        entry = power;
        if (power <= 100'000'000'000'000'000)
            power *= 10;
    }
    return table;
}();

qint64 powerOfTen(int exponent)
{
    return powers.at(static_cast<std::size_t>(exponent));
}

Wide divideRounded(Wide value, Wide divisor)
{
    const Wide half = divisor / 2;
    return value >= 0 ? (value + half) / divisor : (value - half) / divisor;
}

/// What fits in 18 digits: decimals go first, rounded; a number that is larger still becomes the largest.
Decimal fitting(Wide value, int scale)
{
    constexpr Wide largest = 999'999'999'999'999'999;
    while (scale > maxScale || (scale > 0 && (value > largest || value < -largest))) {
        value = divideRounded(value, 10);
        --scale;
    }
    return {static_cast<qint64>(std::clamp(value, -largest, largest)), scale};
}

} // namespace

std::optional<Decimal> Decimal::parse(QStringView text)
{
    text = text.trimmed();
    bool negative = false;
    if (text.startsWith(u'-') || text.startsWith(u'+')) {
        negative = text.front() == u'-';
        text = text.mid(1);
    } else if (text.endsWith(u'-')) {
        negative = true;
        text.chop(1);
    }
    qint64 unscaled = 0;
    int digits = 0;
    int scale = -1;
    bool any = false;
    for (const QChar c : text) {
        if (c == u'.' && scale < 0) {
            scale = 0;
            continue;
        }
        if (c < u'0' || c > u'9')
            return std::nullopt;
        any = true;
        if (scale >= maxScale) {
            if (c != u'0')
                return std::nullopt;
            continue;
        }
        if (digits > 0 || c != u'0')
            ++digits;
        if (digits > 18)
            return std::nullopt;
        unscaled = unscaled * 10 + (c.unicode() - u'0');
        if (scale >= 0)
            ++scale;
    }
    if (!any)
        return std::nullopt;
    return Decimal(negative ? -unscaled : unscaled, std::max(scale, 0));
}

QString Decimal::toString() const
{
    Decimal shortest = *this;
    while (shortest.m_scale > 0 && shortest.m_unscaled % 10 == 0) {
        shortest.m_unscaled /= 10;
        --shortest.m_scale;
    }
    return shortest.toFixed(shortest.m_scale);
}

Decimal Decimal::rounded(int decimals) const
{
    if (decimals >= m_scale)
        return *this;
    return {static_cast<qint64>(divideRounded(m_unscaled, powerOfTen(m_scale - decimals))), decimals};
}

QString Decimal::toFixed(int decimals) const
{
    const Decimal value = rounded(decimals);
    QString digits = QString::number(value.abs().m_unscaled);
    digits += QString(qMax(0, decimals - value.m_scale), u'0');
    if (decimals > 0) {
        digits = digits.rightJustified(decimals + 1, u'0');
        digits.insert(digits.size() - decimals, u'.');
    }
    return value.isNegative() ? u'-' + digits : digits;
}

Decimal operator+(Decimal a, Decimal b)
{
    const int scale = std::max(a.m_scale, b.m_scale);
    return fitting(static_cast<Wide>(a.m_unscaled) * powerOfTen(scale - a.m_scale) +
                       static_cast<Wide>(b.m_unscaled) * powerOfTen(scale - b.m_scale),
                   scale);
}

Decimal operator*(Decimal a, Decimal b)
{
    return fitting(static_cast<Wide>(a.m_unscaled) * b.m_unscaled, a.m_scale + b.m_scale);
}

std::strong_ordering operator<=>(Decimal a, Decimal b)
{
    const int scale = std::max(a.m_scale, b.m_scale);
    const Wide left = static_cast<Wide>(a.m_unscaled) * powerOfTen(scale - a.m_scale);
    const Wide right = static_cast<Wide>(b.m_unscaled) * powerOfTen(scale - b.m_scale);
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
}

} // namespace ledgercast
