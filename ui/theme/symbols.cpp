// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/symbols.h"

#include <array>

namespace ledgercast {

namespace {

constexpr std::array<const char *, static_cast<size_t>(Symbol::Count_)> names{
    "",
    "account",
    "activity",
    "add",
    "archived-channel",
    "arrow-down",
    "arrow-up",
    "attention",
    "bank-details",
    "bookmark",
    "calendar",
    "channel",
    "check",
    "chevron-down",
    "chevron-right",
    "chevrons",
    "circle-alert",
    "circle-check",
    "clock",
    "close",
    "cloud",
    "conceal",
    "connections",
    "copy",
    "cost-centre",
    "delete",
    "digest",
    "drag-handle",
    "drop-file",
    "exception",
    "export",
    "failed",
    "held",
    "history",
    "import",
    "info",
    "invoice",
    "key",
    "late",
    "ledgercast",
    "link",
    "listener",
    "lock",
    "mention",
    "messages",
    "minus",
    "moon",
    "more",
    "not-member",
    "open-elsewhere",
    "order",
    "overview",
    "pause",
    "payment",
    "posting",
    "preferences",
    "question",
    "quit",
    "read",
    "recorded",
    "replay",
    "resume",
    "reveal",
    "routing",
    "search",
    "send",
    "shield",
    "sun",
    "supplier",
    "sync",
    "tenant",
    "tray-badge-attention",
    "tray-badge-attention-ink",
    "tray-badge-paused",
    "tray-badge-syncing",
    "tray-mark",
    "tray-mark-badged",
    "tray-mark-offline",
    "unrouted",
    "user",
    "waiting",
    "window",
};

} // namespace

QString symbolName(Symbol symbol)
{
    return QString::fromLatin1(names.at(static_cast<size_t>(symbol)));
}

} // namespace ledgercast
