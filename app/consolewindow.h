// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

namespace ledgercast {

/// Runs the console until the person quits it. Returns the process' exit code.
[[nodiscard]] int runConsole(int argc, char *argv[], const ConsoleArguments &arguments);

} // namespace ledgercast
