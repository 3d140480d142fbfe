// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

namespace ledgercast {

/// What an answer to a post means for the delivery, its channel and the queue.
enum class PostVerdict {
    Posted,        ///< Slack confirmed it
    RetryLater,    ///< a passing error, certainly not posted
    RateLimited,   ///< not posted; this channel's lane waits for retryAfter
    Unclear,       ///< sent, outcome unknown: look in the channel before sending again
    ChannelBroken, ///< not posted; nothing can be posted to this channel until someone acts
    TokenDead,     ///< not posted; the bot token isn't accepted: nothing can be posted at all
    ScopeMissing,  ///< not posted; the app lacks a permission
    ThreadGone,    ///< not posted; the message that it replies to was deleted: it can be posted as one of its own
    Refused,       ///< not posted; this message won't ever be accepted as it is
    WaitLong       ///< not posted; the workspace can't take posts for hours: keep the queue, try much later
};

/// What helps, so that a window can offer it as a button.
enum class SlackRemedy {
    None,           ///< replays by itself
    ChooseChannel,  ///< another channel, this time or for the rule
    JoinChannel,    ///< public: the app joins, then replays
    InviteApp,      ///< private: a member invites the app
    SignInAgain,    ///< new token
    GrantScope,     ///< install the app again with the missing permission
    ShortenMessage, ///< change the message design
    AskAdministrator,
    ReportMistake ///< a mistake of this program
};

/// What we know about the channel when something is explained.
struct SlackCauseContext
{
    QString channel; ///< name without '#', or id
    bool isPrivate = false;
    QString neededScope; ///< from missing_scope
};

/// A cause in words, see slackCause().
struct SlackCause
{
    PostVerdict verdict = PostVerdict::Refused;
    SlackRemedy remedy = SlackRemedy::None;
    QString title;       ///< "#fin-it is archived"
    QString words;       ///< what happened, what it means, what to do
    QString remedyWords; ///< label of the button: "Choose another channel…"; empty for None
};

/// Slack's own error code ("is_archived") to what it means for a post. A code we don't know is Refused.
[[nodiscard]] PostVerdict verdictForCode(const QString &code);
/// The codes that verdictForCode() knows by name, sorted.
[[nodiscard]] QStringList knownSlackCodes();
/// For an answer that isn't Slack JSON: a proxy, an outage page. 200 stands for "not readable as JSON".
[[nodiscard]] PostVerdict verdictForHttpStatus(int status);
/// For an exchange that did not come to an answer at all.
[[nodiscard]] PostVerdict verdictForNetworkError(ErrorKind kind);
/// The kind an Error has whose cause is this code, for calls other than a post too.
[[nodiscard]] ErrorKind errorKindForCode(const QString &code);
[[nodiscard]] SlackCause slackCause(const QString &code, const SlackCauseContext &context = {});
/// For a verdict without a code of Slack's: time-outs, outage pages, no connection.
[[nodiscard]] SlackCause slackCause(PostVerdict verdict);

} // namespace ledgercast
