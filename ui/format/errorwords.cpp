// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format/errorwords.h"

#include <QCoreApplication>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ErrorWords)
};

ErrorWords channelWords(const QString &code, const QString &name)
{
    if (code == u"is_archived")
        return {Words::tr("The channel %1 is archived").arg(name),
                Words::tr("Slack refuses posts to archived channels, so trying again won't help. The entry is safely "
                          "recorded. Choose another channel, or unarchive %1 and replay.")
                    .arg(name),
                Symbol::ArchivedChannel};
    if (code == u"not_in_channel")
        return {Words::tr("Ledgercast isn't in %1").arg(name),
                Words::tr("Slack only takes posts from members. The entry is safely recorded. Join the channel and "
                          "replay."),
                Symbol::NotMember};
    if (code == u"channel_not_found")
        return {Words::tr("Ledgercast can't see %1").arg(name),
                Words::tr("It was deleted, or it is private and the app isn't a member. The entry is safely recorded. "
                          "Choose another channel, or invite the app and replay."),
                Symbol::NotMember};
    if (code.startsWith(u"restricted_action") || code == u"channel_is_limited_access")
        return {Words::tr("Apps may not post in %1").arg(name),
                Words::tr("A workspace rule stops apps from posting here. A Slack administrator can change it, or "
                          "choose another channel."),
                Symbol::Lock};
    return {};
}

ErrorWords otherWords(const QString &code)
{
    if (code == u"ratelimited" || code == u"rate_limited" || code == u"429")
        return {Words::tr("Slack asked to slow down"), Words::tr("Ledgercast waits as long as it asked, then goes on."),
                Symbol::Late, true};
    if (code.startsWith(u"msg_") || code.startsWith(u"invalid_blocks") || code == u"no_text")
        return {Words::tr("The message doesn't fit Slack's limits"),
                Words::tr("The entry is safely recorded. It can be posted after the message is shortened."),
                Symbol::Messages};
    if (code == u"token_revoked" || code == u"invalid_auth" || code == u"account_inactive" || code == u"not_authed" ||
        code == u"token_expired")
        return {Words::tr("Slack no longer accepts the bot token"),
                Words::tr("Nothing is lost: posts wait until there is a new token."), Symbol::Key};
    if (code == u"missing_scope")
        return {Words::tr("The Slack app lacks a permission"),
                Words::tr("Install the app again with the missing permission, then paste its new token."),
                Symbol::Lock};
    if (code == u"cannot_look")
        return {Words::tr("Slack's answer was lost"),
                Words::tr("Ledgercast may not read this channel, so it can't see whether the post arrived. Look in the "
                          "channel, then replay or mark it as not sent."),
                Symbol::Question, true};
    return {Words::tr("Slack didn't take this post"),
            Words::tr("The entry is safely recorded. Replay tries again; the code tells an administrator more."),
            Symbol::Failed, true};
}

} // namespace

ErrorWords errorWords(const QString &code, const QString &channel)
{
    const QString name = channel.isEmpty() ? Words::tr("This channel") : QString(u'#' + channel);
    const ErrorWords words = channelWords(code, name);
    return words.title.isEmpty() ? otherWords(code) : words;
}

} // namespace ledgercast
