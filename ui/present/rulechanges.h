// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/ruledraft.h"

#include <QStringList>

namespace ledgercast {

/// What a draft changes, for people. Pure.
struct RuleChangeWords
{
    QStringList added;   ///< "Rule 3: Invoices, cost centre 6300, to #rd-finance"
    QStringList changed; ///< "Rule 4: channel #fin-it → #it-finance"
    QStringList removed;

    [[nodiscard]] QStringList all() const;
};
[[nodiscard]] RuleChangeWords ruleChangeWords(const RuleDraft &draft);
/// "Draft: 2 rules changed"; empty without a change.
[[nodiscard]] QString draftTitle(const RuleDraft &draft);

} // namespace ledgercast
