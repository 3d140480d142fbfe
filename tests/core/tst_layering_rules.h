// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/tst_layering_source.h"

#include <functional>

namespace ledgercast::layering {

/// Where a rule is broken: a position in the source, and what stands there.
struct Finding
{
    qsizetype position = 0;
    QString what;
};

struct Rule
{
    QString name;
    std::function<std::vector<Finding>(const Source &)> check;
};

/// The rules of the house that a program can check.
[[nodiscard]] std::vector<Rule> houseRules();

} // namespace ledgercast::layering
