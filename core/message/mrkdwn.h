// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ledgercast::mrkdwn {

/// Data as it may stand in a mrkdwn text: it can't mention, link, break the line or change the formatting around it.
/// Slack has no escape for its formatting characters, so the ones that would format become their look-alikes.
[[nodiscard]] QString escaped(QStringView data);
/// Data as it may stand in plain_text and on one line: no control or direction characters, no half code points.
[[nodiscard]] QString plain(QStringView data);
/// At most `limit` UTF-16 units, cut between code points and never inside an entity or a <…> token, with … at the end.
[[nodiscard]] QString shortened(const QString &text, qsizetype limit);
/// The same for plain_text, where & is just a character.
[[nodiscard]] QString shortenedPlain(const QString &text, qsizetype limit);
/// "<@U012>", "<!subteam^S012>", "<!here>"; empty for an empty mention or one that isn't a Slack id or "here".
[[nodiscard]] QString mention(const QString &mention);
/// A moment as each reader's own time, in UTC for those who can't see that. seconds: since 1970, UTC.
[[nodiscard]] QString time(qint64 seconds);

} // namespace ledgercast::mrkdwn
