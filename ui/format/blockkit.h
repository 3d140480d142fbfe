// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/slackcolors.h"

#include <QJsonArray>
#include <QString>

namespace ledgercast {

/// Block Kit as the HTML subset of QTextDocument. Blocks that can't be shown are named in their place.
[[nodiscard]] QString blocksToHtml(const QJsonArray &blocks, const SlackColors &colors);
/// The same as plain text, one block a paragraph.
[[nodiscard]] QString blocksToPlain(const QJsonArray &blocks);

} // namespace ledgercast
