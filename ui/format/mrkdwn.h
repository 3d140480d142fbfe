// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ledgercast {

/// Colours a rendered Slack text needs, as CSS.
struct MrkdwnColors
{
    QString link;
    QString mention;
    QString mentionGround;
    QString code;
    QString codeGround;
    QString quoteBar;
};

/// Turns Slack's mrkdwn (already escaped for Slack) into the HTML subset of QTextDocument.
[[nodiscard]] QString mrkdwnToHtml(const QString &mrkdwn, const MrkdwnColors &colors);
/// The same as plain text, for screen readers and the clipboard.
[[nodiscard]] QString mrkdwnToPlain(const QString &mrkdwn);

} // namespace ledgercast
