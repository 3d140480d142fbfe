// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/csvtable.h"
#include "core/routing/ruledraft.h"

namespace ledgercast {

/// What a file of rules would make of the draft, for people.
struct RuleImport
{
    enum class Kind { Added, Changed, Removed, Refused };
    struct Line
    {
        Kind kind = Kind::Added;
        QStringList cells; ///< as many as there are titles
    };

    QString title;           ///< "12 rules in routes.csv"
    QString summary;         ///< what taking them means, or why nothing is taken
    QStringList titles;      ///< of the columns
    QList<Line> lines;       ///< changes, or only what can't be read; none: the file holds the rules there are
    QList<RowError> refused; ///< any: nothing is taken
    QList<DraftRule> rules;  ///< the draft it becomes, in the order the rules are tried; none where it is refused

    [[nodiscard]] bool isRefused() const { return !refused.isEmpty(); }
};

/// draft: as it is now. The rules are compared with the applied ones, as those of the draft are. Pure.
[[nodiscard]] RuleImport ruleImportOf(const QString &fileName, const QByteArray &csv, const RuleDraft &draft);
/// What can't be read as a file with the columns line, column and reason; UTF-8 with a header row.
[[nodiscard]] QByteArray problemsToCsv(const QList<RowError> &refused);

} // namespace ledgercast
