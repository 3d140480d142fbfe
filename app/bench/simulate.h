// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/figure.h"

namespace ledgercast::bench {

/// Milliseconds to run 10,000 recorded changes through the rules in use and a draft, beside the second that a person
/// waits without wondering.
[[nodiscard]] std::optional<Figure> simulate();

} // namespace ledgercast::bench
