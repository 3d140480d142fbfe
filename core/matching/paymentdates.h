// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/finding.h"
#include "core/domain/workingcalendar.h"

#include <QStringList>

namespace ledgercast {

struct CashDiscount
{
    QDate until; ///< the last day it can be taken
    Decimal percent;
};

/// An invoice that is not paid, or not wholly.
struct OpenInvoice
{
    QString key;
    QString number;
    Money open;
    QDate due;
    QList<CashDiscount> discounts;
    bool isApproved = false;
    bool isPaymentStopped = false;
};

/// How early to speak up, in working days.
struct ReminderRules
{
    int dueDays = 3;
    int discountDays = 2;
};

struct DateFindings
{
    QList<Finding> findings;
    QStringList passed; ///< ids of findings that time has ended: the day has come, whether it was used or not
    QDate next;         ///< the first day after today on which something else is found; invalid: never
};

/// What is about to run out, or has: the next cash discount, the due date. A date on which nobody works counts as the
/// last working day before it. None for credit notes and paid invoices. Numbers that change by the day stand in the
/// sentence only, so that a finding isn't taken for a changed one every morning.
[[nodiscard]] DateFindings approachingDates(const OpenInvoice &invoice, const WorkingCalendar &calendar,
                                            const ReminderRules &rules, QDate today);

} // namespace ledgercast
