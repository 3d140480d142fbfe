// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/slackerrors.h"

#include <QCoreApplication>
#include <QHash>

namespace ledgercast {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("slack", text);
}

/// Slack's codes by what they mean for a post (docs.slack.dev, chat.postMessage and errors common to all methods).
QHash<QString, PostVerdict> verdictTable()
{
    struct Group
    {
        PostVerdict verdict;
        const char *codes;
    };
    static constexpr Group groups[] = {
        {PostVerdict::RateLimited, "ratelimited rate_limited"},
        {PostVerdict::Unclear, "internal_error fatal_error service_unavailable request_timeout "
                               "duplicate_message_not_found duplicate_channel_not_found"},
        {PostVerdict::WaitLong, "team_added_to_org org_login_required message_limit_exceeded accesslimited "
                                "external_channel_migrating"},
        {PostVerdict::TokenDead, "invalid_auth not_authed account_inactive token_revoked token_expired "
                                 "two_factor_setup_required not_allowed_token_type team_access_not_granted "
                                 "access_denied enterprise_is_restricted user_removed_from_team team_disabled"},
        {PostVerdict::ScopeMissing, "missing_scope no_permission"},
        {PostVerdict::ChannelBroken,
         "channel_not_found not_in_channel is_archived is_inactive restricted_action "
         "restricted_action_read_only_channel "
         "restricted_action_thread_only_channel restricted_action_non_threadable_channel "
         "restricted_action_thread_locked messages_tab_disabled ekm_access_denied channel_is_limited_access "
         "team_not_found"},
        {PostVerdict::ThreadGone, "thread_not_found message_not_found cannot_reply_to_message edit_window_closed "
                                  "cant_update_message"},
    };
    QHash<QString, PostVerdict> table;
    for (const Group &group : groups) {
        const QStringList codes = QString::fromLatin1(group.codes).split(u' ');
        for (const QString &code : codes)
            table.insert(code, group.verdict);
    }
    return table;
}

const QHash<QString, PostVerdict> &verdicts()
{
    static const QHash<QString, PostVerdict> table = verdictTable();
    return table;
}

bool isAboutSize(const QString &code)
{
    return code == u"msg_too_long" || code == u"msg_blocks_too_long" || code == u"invalid_blocks" ||
           code == u"invalid_blocks_format" || code == u"metadata_too_large";
}

QString channelLabel(const SlackCauseContext &context)
{
    return context.channel.isEmpty() ? translated(QT_TRANSLATE_NOOP("slack", "The channel")) : u'#' + context.channel;
}

SlackCause channelCause(const QString &code, const SlackCauseContext &context)
{
    SlackCause cause{PostVerdict::ChannelBroken, SlackRemedy::ChooseChannel, {}, {}, {}};
    const QString channel = channelLabel(context);
    if (code == u"is_archived") {
        cause.title = translated(QT_TRANSLATE_NOOP("slack", "%1 is archived")).arg(channel);
        cause.words = translated(QT_TRANSLATE_NOOP("slack", "The channel is archived. Slack refuses posts there. "
                                                            "Choose another channel, or unarchive it and replay."));
    } else if (code == u"not_in_channel") {
        cause.title = translated(QT_TRANSLATE_NOOP("slack", "Ledgercast isn't in %1")).arg(channel);
        cause.words = translated(QT_TRANSLATE_NOOP("slack", "Ledgercast isn't in this channel."));
        cause.remedy = context.isPrivate ? SlackRemedy::InviteApp : SlackRemedy::JoinChannel;
    } else if (code == u"channel_not_found") {
        cause.title = translated(QT_TRANSLATE_NOOP("slack", "Ledgercast can't see %1")).arg(channel);
        cause.words = translated(QT_TRANSLATE_NOOP("slack", "Ledgercast can't see this channel. It was deleted, or it "
                                                            "is private and the app isn't a member."));
        if (context.isPrivate)
            cause.remedy = SlackRemedy::InviteApp;
    } else if (code.startsWith(u"restricted_action")) {
        cause.title = translated(QT_TRANSLATE_NOOP("slack", "Apps may not post in %1")).arg(channel);
        cause.words = translated(QT_TRANSLATE_NOOP("slack", "A workspace rule stops apps from posting here. A Slack "
                                                            "administrator can change it."));
        cause.remedy = SlackRemedy::AskAdministrator;
    } else {
        cause.title = translated(QT_TRANSLATE_NOOP("slack", "%1 doesn't take posts")).arg(channel);
        cause.words = translated(QT_TRANSLATE_NOOP("slack", "Slack refuses posts in this channel. The posts are "
                                                            "recorded. Choose another channel for them."));
    }
    return cause;
}

SlackCause refusedCause(const QString &code)
{
    if (isAboutSize(code)) {
        return {PostVerdict::Refused,
                SlackRemedy::ShortenMessage,
                translated(QT_TRANSLATE_NOOP("slack", "The message is too long for Slack")),
                translated(QT_TRANSLATE_NOOP("slack", "The message doesn't fit Slack's limits.")),
                {}};
    }
    return {PostVerdict::Refused,
            SlackRemedy::ReportMistake,
            translated(QT_TRANSLATE_NOOP("slack", "Slack refused the message")),
            translated(QT_TRANSLATE_NOOP("slack", "Slack refused this message and won't take it as it is. It is "
                                                  "recorded; nothing is lost.")),
            {}};
}

SlackCause scopeCause(const SlackCauseContext &context)
{
    SlackCause cause{PostVerdict::ScopeMissing,
                     SlackRemedy::GrantScope,
                     translated(QT_TRANSLATE_NOOP("slack", "The Slack app lacks a permission")),
                     {},
                     {}};
    cause.words = context.neededScope.isEmpty()
                      ? translated(QT_TRANSLATE_NOOP("slack", "The Slack app lacks a permission. Sign in again to "
                                                              "grant it."))
                      : translated(QT_TRANSLATE_NOOP("slack", "The Slack app lacks a permission: %1. Sign in again to "
                                                              "grant it."))
                            .arg(context.neededScope);
    return cause;
}

SlackCause passingCause(PostVerdict verdict)
{
    switch (verdict) {
    case PostVerdict::RateLimited:
        return {verdict,
                SlackRemedy::None,
                translated(QT_TRANSLATE_NOOP("slack", "Slack asked to slow down")),
                translated(QT_TRANSLATE_NOOP("slack", "Slack asked to slow down. Waited as long as it asked.")),
                {}};
    case PostVerdict::Unclear:
        return {verdict,
                SlackRemedy::None,
                translated(QT_TRANSLATE_NOOP("slack", "Slack's answer was lost")),
                translated(QT_TRANSLATE_NOOP("slack", "Slack didn't answer in time. Ledgercast looks in the channel "
                                                      "before it sends again.")),
                {}};
    case PostVerdict::WaitLong:
        return {verdict,
                SlackRemedy::AskAdministrator,
                translated(QT_TRANSLATE_NOOP("slack", "The Slack workspace takes no posts for now")),
                translated(QT_TRANSLATE_NOOP("slack", "The Slack workspace is limited or being moved. Posts wait in "
                                                      "the queue; Ledgercast tries again every hour.")),
                {}};
    case PostVerdict::ThreadGone:
        return {verdict,
                SlackRemedy::None,
                translated(QT_TRANSLATE_NOOP("slack", "The message that this replies to was deleted in Slack")),
                translated(QT_TRANSLATE_NOOP("slack", "The message that this replies to was deleted in Slack. It is "
                                                      "posted as a message of its own, which names the earlier one.")),
                {}};
    default:
        return {verdict,
                SlackRemedy::None,
                translated(QT_TRANSLATE_NOOP("slack", "Slack can't be reached")),
                translated(QT_TRANSLATE_NOOP("slack", "Slack can't be reached. Posts wait in the queue and go out by "
                                                      "themselves.")),
                {}};
    }
}

QString remedyWords(SlackRemedy remedy)
{
    switch (remedy) {
    case SlackRemedy::None:
        break;
    case SlackRemedy::ChooseChannel:
        return translated(QT_TRANSLATE_NOOP("slack", "Choose another channel…"));
    case SlackRemedy::JoinChannel:
        return translated(QT_TRANSLATE_NOOP("slack", "Join and replay"));
    case SlackRemedy::InviteApp:
        return translated(QT_TRANSLATE_NOOP("slack", "Copy invite text"));
    case SlackRemedy::SignInAgain:
    case SlackRemedy::GrantScope:
        return translated(QT_TRANSLATE_NOOP("slack", "Sign in again…"));
    case SlackRemedy::ShortenMessage:
        return translated(QT_TRANSLATE_NOOP("slack", "Shorten template…"));
    case SlackRemedy::AskAdministrator:
        return translated(QT_TRANSLATE_NOOP("slack", "Copy request"));
    case SlackRemedy::ReportMistake:
        return translated(QT_TRANSLATE_NOOP("slack", "Copy details"));
    }
    return {};
}

} // namespace

PostVerdict verdictForCode(const QString &code)
{
    if (code.startsWith(u"slack_connect_") && code.endsWith(u"_blocked"))
        return PostVerdict::ChannelBroken;
    return verdicts().value(code, PostVerdict::Refused);
}

QStringList knownSlackCodes()
{
    QStringList codes = verdicts().keys();
    codes.sort();
    return codes;
}

PostVerdict verdictForHttpStatus(int status)
{
    if (status == 429)
        return PostVerdict::RateLimited;
    // A redirect or a 4xx page is a proxy's or a wrong address's word: Slack never saw the post. 408 and 5xx may come
    // from behind Slack's door, and an unreadable 200 is an answer cut short.
    if (status >= 300 && status < 500 && status != 408)
        return PostVerdict::RetryLater;
    return PostVerdict::Unclear;
}

PostVerdict verdictForNetworkError(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Unreachable:
        return PostVerdict::RetryLater;
    case ErrorKind::Input: // the address isn't allowed: nothing left this computer
        return PostVerdict::Refused;
    default:
        return PostVerdict::Unclear;
    }
}

ErrorKind errorKindForCode(const QString &code)
{
    if (code == u"channel_not_found" || code == u"message_not_found" || code == u"thread_not_found")
        return ErrorKind::NotFound;
    switch (verdictForCode(code)) {
    case PostVerdict::RateLimited:
        return ErrorKind::RateLimited;
    case PostVerdict::TokenDead:
        return ErrorKind::Auth;
    case PostVerdict::ScopeMissing:
        return ErrorKind::Permission;
    case PostVerdict::Unclear:
    case PostVerdict::WaitLong:
        return ErrorKind::Server;
    default:
        return ErrorKind::Refused;
    }
}

SlackCause slackCause(const QString &code, const SlackCauseContext &context)
{
    SlackCause cause;
    const PostVerdict verdict = verdictForCode(code);
    switch (verdict) {
    case PostVerdict::ChannelBroken:
        cause = channelCause(code, context);
        break;
    case PostVerdict::TokenDead:
        cause = {verdict,
                 SlackRemedy::SignInAgain,
                 translated(QT_TRANSLATE_NOOP("slack", "Slack no longer accepts the bot token")),
                 translated(QT_TRANSLATE_NOOP("slack", "Slack no longer accepts the bot token. Sign in again.")),
                 {}};
        break;
    case PostVerdict::ScopeMissing:
        cause = scopeCause(context);
        break;
    case PostVerdict::Refused:
        cause = refusedCause(code);
        break;
    default:
        cause = passingCause(verdict);
        break;
    }
    cause.remedyWords = remedyWords(cause.remedy);
    return cause;
}

SlackCause slackCause(PostVerdict verdict)
{
    SlackCause cause = passingCause(verdict);
    cause.remedyWords = remedyWords(cause.remedy);
    return cause;
}

} // namespace ledgercast
