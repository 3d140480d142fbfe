// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <compare>
#include <optional>

namespace ledgercast {

/// An exact decimal number: unscaled × 10^-scale. 18 digits, scale 0 to 9: enough for M3's N17 amounts and prices.
/// Never made from or turned into a double.
class Decimal
{
public:
    constexpr Decimal() = default;
    constexpr Decimal(qint64 unscaled, int scale) : m_unscaled(unscaled), m_scale(scale) {}

    /// "1234.50", "-5", "5-" (M3's trailing minus), ".5", "+3"; surrounding blanks are allowed. Nothing else: no
    /// grouping, no exponent, no empty text, not more than 18 digits.
    [[nodiscard]] static std::optional<Decimal> parse(QStringView text);

    [[nodiscard]] constexpr qint64 unscaled() const { return m_unscaled; }
    [[nodiscard]] constexpr int scale() const { return m_scale; }
    [[nodiscard]] constexpr bool isZero() const { return m_unscaled == 0; }
    [[nodiscard]] constexpr bool isNegative() const { return m_unscaled < 0; }
    [[nodiscard]] constexpr Decimal abs() const { return {m_unscaled < 0 ? -m_unscaled : m_unscaled, m_scale}; }
    [[nodiscard]] constexpr Decimal negated() const { return {-m_unscaled, m_scale}; }

    /// Canonical text: no trailing zeros behind the point, no "-0". Equal numbers give equal text.
    [[nodiscard]] QString toString() const;
    /// With exactly this many decimals, rounded half away from zero.
    [[nodiscard]] QString toFixed(int decimals) const;
    [[nodiscard]] Decimal rounded(int decimals) const;

    // A result of more than 18 digits loses decimals, rounded; beyond 10^18 it is the largest number there is.
    friend Decimal operator+(Decimal a, Decimal b);
    friend Decimal operator-(Decimal a, Decimal b) { return a + b.negated(); }
    /// Exact up to nine decimals, then rounded half away from zero.
    friend Decimal operator*(Decimal a, Decimal b);
    friend std::strong_ordering operator<=>(Decimal a, Decimal b);
    friend bool operator==(Decimal a, Decimal b) { return (a <=> b) == std::strong_ordering::equal; }

private:
    qint64 m_unscaled = 0;
    int m_scale = 0;
};

} // namespace ledgercast
