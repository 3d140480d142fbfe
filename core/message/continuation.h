// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/message/composer.h"

#include <QUrl>

#include <optional>

namespace ledgercast {

/// A message that went before and was deleted in Slack, or can't be edited there.
struct EarlierMessage
{
    QByteArray message; ///< as it was sent
    QString ts;
    QUrl permalink;
    bool isLeft = false; ///< it is still there, and too old to be edited
};

/// A reply whose thread is gone, or an edit that Slack refuses, as a message of its own: at its end it names the
/// earlier one, and links to where that stood. None if it isn't a message of blocks, or has no room for another.
[[nodiscard]] std::optional<Message> asContinuation(const QByteArray &reply, const EarlierMessage &earlier);

} // namespace ledgercast
