// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ledgercast::help {

/// What --help prints; for the console when the command is empty.
[[nodiscard]] QString text(const QString &command);

} // namespace ledgercast::help
