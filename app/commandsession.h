// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session.h"

#include <functional>

namespace ledgercast::commands {

/// A session whose failures end it with their exit code; that code, or the one given to Session::finish().
[[nodiscard]] int withSession(const QString &profileDirectory, const std::function<void(Session &)> &work);

} // namespace ledgercast::commands
