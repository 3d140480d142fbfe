// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/finding.h"

#include <QDate>

namespace ledgercast {

struct InvoiceHead
{
    QString key; ///< of the invoice's document
    QString company;
    QString supplier;
    QString number;
    Money amount;
    QDate date;
    bool isCreditNote = false; ///< a negative amount is one too
};

struct DuplicateRules
{
    int days = 60; ///< between the two invoice dates, at most
    /// Also the same amount on the same date under unlike numbers. Off: suppliers with fixed prices bill like that.
    bool takesSameDay = false;
};

/// A supplier's number as a person compares it: upper case, letters and digits only, no leading zeros:
/// "re 0088213/a" and "RE-88213A" are the same.
[[nodiscard]] QString normalisedInvoiceNumber(const QString &number);

/// Invoices that are likely to be one bill entered twice: same company, supplier and amount, dates near each other, and
/// numbers that are the same but for their writing ("same_number"), or but for a prefix, a suffix or the year
/// ("like_number"). A credit note of the same amount takes the last one before it back. Found on the later one, once
/// each.
[[nodiscard]] QList<Finding> likelyDuplicates(const QList<InvoiceHead> &invoices, const DuplicateRules &rules = {});

} // namespace ledgercast
