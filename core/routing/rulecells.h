// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/channel.h"
#include "core/domain/route.h"

#include <tl/expected.hpp>

namespace ledgercast {

/// The parts of a rule that people write, in a table's cell or in a file.
enum class RuleField { Types, Centres, MinimumAmount, Exceptions, Companies, Channel, Mention, Send, Name };

/// What stands in the files and in the editors: lists separated by ';', the amount without separators for thousands.
[[nodiscard]] QString ruleText(const Route &route, RuleField field);
/// Sets the field from what a person wrote; the route stays as it is when that is refused. Lists may be separated by
/// ';' or ',', a range written with '-' or '–', and "any" or "*" means no condition. Errors are sentences for people.
[[nodiscard]] tl::expected<void, QString> setRuleText(Route &route, RuleField field, const QString &text);
/// Why the rule can't be applied as it stands, in a sentence; empty: it can.
[[nodiscard]] QString whyIncomplete(const Route &route);
/// What a rule without a name is called: "#fin-it, 4200".
[[nodiscard]] QString defaultRuleName(const Route &route);
[[nodiscard]] bool hasConditions(const Route &route);

/// How a rule's channel stands with Slack, as far as we know.
struct ChannelStanding
{
    enum class Kind { Fine, Unknown, Archived, PrivateWithoutUs, NotMember };
    Kind kind = Kind::Fine;
    QString sentence; ///< for people; empty when fine

    /// Slack would refuse every post.
    [[nodiscard]] bool isRefused() const { return kind == Kind::Archived || kind == Kind::PrivateWithoutUs; }
};
/// channels empty: nothing is known, so everything is fine.
[[nodiscard]] ChannelStanding channelStanding(const QString &channel, const QList<Channel> &channels);

} // namespace ledgercast
