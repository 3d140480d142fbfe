// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/money.h"

#include <QList>
#include <QString>

#include <optional>

namespace ledgercast {

/// How far an invoice may be off: within the percentage and, where there is a cap, within that amount of money too.
struct ToleranceLimit
{
    Decimal percent;
    std::optional<Decimal> cap; ///< for the order line, in its currency

    friend bool operator==(const ToleranceLimit &, const ToleranceLimit &) = default;
};

/// Tolerances for some of the business. Empty: any. What it doesn't say is left to the less specific rules.
struct ToleranceRule
{
    QString company;
    QString supplier;
    QString currency;
    std::optional<ToleranceLimit> price;
    std::optional<ToleranceLimit> quantity;
    std::optional<int> graceDays; ///< calendar days from the invoice until a missing receipt counts

    /// "default", "company:100", "company:100,supplier:N1001"
    [[nodiscard]] QString id() const;
    friend bool operator==(const ToleranceRule &, const ToleranceRule &) = default;
};

/// What an order line is compared with, and which rule says so.
struct Tolerance
{
    ToleranceLimit limit;
    QString rule;
};

struct Grace
{
    int days = 0;
    QString rule;
};

/// The rules of a profile. The most specific wins: one for the supplier before one for the company before one for the
/// currency, more of them before fewer; among equals the first. Without any: 1 % in price and quantity, and three days
/// unless told otherwise.
class ToleranceTable
{
public:
    struct Scope
    {
        QString company;
        QString supplier;
        QString currency;
    };

    static constexpr int standardGraceDays = 3;

    ToleranceTable() = default;
    /// graceDays: where no rule says so.
    explicit ToleranceTable(QList<ToleranceRule> rules, int graceDays = standardGraceDays);

    [[nodiscard]] Tolerance price(const Scope &scope) const;
    [[nodiscard]] Tolerance quantity(const Scope &scope) const;
    [[nodiscard]] Grace grace(const Scope &scope) const;

private:
    QList<ToleranceRule> m_rules; ///< the most specific first
    int m_graceDays = standardGraceDays;
};

/// A deviation measured against a limit. None: the numbers are too large to compare.
struct Deviation
{
    Decimal difference;             ///< actual less expected
    std::optional<Decimal> percent; ///< of what was expected, two decimals; none where nothing was
    bool isWithin = false;
};
/// Without an amount the cap can't be looked at, and the percentage alone decides.
[[nodiscard]] std::optional<Deviation> measure(Decimal expected, Decimal actual, const ToleranceLimit &limit,
                                               const std::optional<Decimal> &amount);

} // namespace ledgercast
