// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/message/composer.h"

namespace ledgercast {

/// The same message with "Test" in front, in its blocks and in its notification, and without its mentions: nobody is
/// called for a trial. None if it isn't a message.
[[nodiscard]] std::optional<Message> asTest(const QByteArray &message, const QString &person);

} // namespace ledgercast
