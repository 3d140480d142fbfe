// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/figure.h"

namespace ledgercast::bench {

/// Deliveries a second from the outbox to a loopback Slack without limits, each committed as sending before it leaves
/// and as posted after, beside the same requests from the same HTTP client without a store.
[[nodiscard]] std::optional<Figure> deliveries(int count);
/// Messages a second on that many channels at one a second each, beside the ideal, and how many came too early. Takes
/// ten seconds.
[[nodiscard]] std::optional<Figure> pacing(int channels);

} // namespace ledgercast::bench
