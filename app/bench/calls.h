// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/figure.h"

#include <optional>

namespace ledgercast::bench {

/// CloudSuite calls per 1,000 documents, counted on a whole pass over the sandbox's business year; the reference is
/// one call a document. None: the demo could not be run.
[[nodiscard]] std::optional<Figure> calls();

} // namespace ledgercast::bench
