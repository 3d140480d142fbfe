// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/console.h"

#include <utility>

namespace ledgercast {

/// Asks the console for something: it lives in the engine thread, so the request goes there first.
template<typename Request>
void tellEngine(Console &console, Request request)
{
    QMetaObject::invokeMethod(
        &console, [&console, request = std::move(request)] { request(console); }, Qt::QueuedConnection);
}

} // namespace ledgercast
