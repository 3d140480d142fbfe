// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace ledgercast::test {

/// What Slack would refuse of a message, or would read into it, each with its place in the JSON; empty: nothing.
///
/// Limits of docs.slack.dev/reference/block-kit/blocks and of the SDKs' types: 50 blocks; texts of 1 to 3,000
/// characters, headers to 150, fields 10 of 2,000, context 10 elements, actions 25, one table of 100 rows with 20
/// cells. Beyond what is documented, a message of about 13,000 characters is refused as too long: 9,000 are allowed
/// here. Lengths count UTF-16 units after escaping, which is never less than what Slack counts.
[[nodiscard]] QStringList mistakesIn(const QByteArray &message);
/// Everything in angle brackets that Slack acts on: mentions, links, channels.
[[nodiscard]] QStringList controlsIn(const QByteArray &message);

} // namespace ledgercast::test
