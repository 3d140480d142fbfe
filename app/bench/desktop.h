// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bench/figure.h"

namespace ledgercast::bench {

/// Milliseconds from the start of the process to the first picture of the console, beside an empty Qt window.
[[nodiscard]] std::optional<Figure> startUp();
/// Proportional set size of the idle console, beside an empty Qt window.
[[nodiscard]] std::optional<Figure> memory();
/// The empty Qt window itself; the process' exit code.
[[nodiscard]] int runEmptyWindow(int argc, char *argv[]);

} // namespace ledgercast::bench
