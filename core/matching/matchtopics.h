// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/workingcalendar.h"
#include "core/matching/duplicates.h"
#include "core/matching/paymentdates.h"
#include "core/matching/tolerance.h"

namespace ledgercast {

struct Document;

/// What a person decided about the comparisons.
struct MatchRules
{
    ToleranceTable tolerances;
    DuplicateRules duplicates;
    ReminderRules reminders;
    WorkingCalendar calendar;
    QSet<FindingKind> ignored; ///< kinds that nobody wants to hear of
};

/// A topic is a set of documents that only make sense together: a purchase order with its receipts and invoices. It has
/// a name, and every document says of itself which topics it takes part in, so that those of one topic are found by an
/// index. What is found in a topic depends on its documents and the day alone, never on the order they came in.
namespace matchtopics {

/// "order|100|1100234" for an order, a receipt or an invoice in process; "bill|…" for the invoices of one supplier with
/// one amount; "dates|…" for an open invoice, which is compared with the calendar. None for what is never compared.
[[nodiscard]] QStringList topicsOf(const Document &document);

struct Outcome
{
    QList<Finding> findings;
    QDate next;                     ///< the first day on which the same documents give something else; invalid: never
    QSet<QString> endsQuietly = {}; ///< ids that are found no longer, and whose end is nobody's news
};
/// Documents that say they are deleted don't count.
[[nodiscard]] Outcome compare(const QString &topic, const QList<Document> &documents, const MatchRules &rules,
                              QDate today);

} // namespace matchtopics

} // namespace ledgercast
