// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/routing/channelguard.h"

namespace ledgercast {

class Reader;

/// The channel guard as it was imported, over the channels last seen. Errors: Storage; Input, if the stored table can't
/// be read. Use in the reader's thread.
[[nodiscard]] Result<ChannelGuard> storedGuard(const Reader &reader);

} // namespace ledgercast
