// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/format/slackdocument.h"
#include "ui/theme/slackcolors.h"

namespace ledgercast::slackdoc {

/// How Slack's text sizes relate: pixels at 96 dpi.
struct HtmlSizes
{
    int body = 15;
    int header = 18;
    int small = 13;
};

/// The HTML subset of QTextDocument. A button is an image "ledgercast:button/N", N counted from `buttons.size()`; its
/// values are appended there. highlighted: index of the block to mark, -1 for none.
[[nodiscard]] QString toHtml(const QList<Block> &blocks, const SlackColors &colors, QList<Button> &buttons,
                             int highlighted = -1);
[[nodiscard]] QString toHtml(const Text &text, const SlackColors &colors);

} // namespace ledgercast::slackdoc
