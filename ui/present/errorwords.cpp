// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/present/errorwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

namespace ledgercast {

namespace {

/// Codes that share their words; %1 is the channel.
struct Entry
{
    const char *codes;
    const char *title;
    const char *sentence;
    Symbol symbol = Symbol::Failed;
    Helper helper = Helper::Nobody;
    bool retryHelps = false;
};

#define WORDS(text) QT_TRANSLATE_NOOP("ErrorWords", text)

constexpr Entry slackTable[] = {
    {"is_archived is_inactive", WORDS("The channel %1 is archived"),
     WORDS("Slack refuses posts to archived channels, so trying again won't help. The entry is safely recorded. Choose "
           "another channel, or unarchive %1 and replay."),
     Symbol::ArchivedChannel, Helper::You},
    {"not_in_channel", WORDS("Ledgercast isn't in %1"),
     WORDS("Slack only takes posts from members. The entry is safely recorded. Join the channel and replay."),
     Symbol::NotMember, Helper::You},
    {"channel_not_found", WORDS("Ledgercast can't see %1"),
     WORDS("It was deleted, or it is private and the app isn't a member. The entry is safely recorded. Choose another "
           "channel, or invite the app and replay."),
     Symbol::NotMember, Helper::You},
    {"restricted_action restricted_action_read_only_channel channel_is_limited_access",
     WORDS("Apps may not post in %1"),
     WORDS("A workspace rule stops apps from posting here. The entry is safely recorded. Choose another channel, or "
           "have the rule changed."),
     Symbol::Lock, Helper::SlackAdministrator},
    {"restricted_action_thread_only_channel", WORDS("%1 only takes replies"),
     WORDS("A workspace rule allows no new messages there. The entry is safely recorded. Choose another channel."),
     Symbol::Lock, Helper::SlackAdministrator},
    {"restricted_action_non_threadable_channel", WORDS("%1 takes no replies"),
     WORDS("A workspace rule allows no threads there. The entry is safely recorded. Choose another channel."),
     Symbol::Lock, Helper::SlackAdministrator},
    {"thread_not_found message_not_found cannot_reply_to_message",
     WORDS("The message that this replies to was deleted in %1"),
     WORDS("It is posted as a message of its own, which names the earlier one."), Symbol::Question, Helper::Nobody,
     true},
    {"edit_window_closed cant_update_message", WORDS("Slack lets nobody edit the earlier message in %1"),
     WORDS("It is posted as a message of its own, which links to the earlier one."), Symbol::Question, Helper::Nobody,
     true},
    {"restricted_action_thread_locked", WORDS("The thread in %1 is closed"),
     WORDS("Slack takes no more replies to the earlier message. The entry is safely recorded. Replay it to a channel "
           "to post it as a message of its own."),
     Symbol::Lock, Helper::You},
    {"messages_tab_disabled", WORDS("%1 is the app's own page, and its messages are switched off"),
     WORDS("The entry is safely recorded. Choose a channel for it."), Symbol::Lock, Helper::You},
    {"ekm_access_denied", WORDS("Your company's own encryption stops posts in %1"),
     WORDS("Slack may not use the company's key for this message. The entry is safely recorded; replay it when the key "
           "is released."),
     Symbol::Key, Helper::SlackAdministrator},
    {"team_not_found", WORDS("The workspace of %1 is gone"),
     WORDS("The channel was shared by a workspace that Slack no longer knows. The entry is safely recorded. Choose "
           "another channel."),
     Symbol::Failed, Helper::You},
    {"slack_connect", WORDS("%1 is shared, and the sharing stops this post"),
     WORDS(
         "The rules for channels shared with another company block it. The entry is safely recorded. Choose a channel "
         "of your own."),
     Symbol::Lock, Helper::SlackAdministrator},
    {"ratelimited rate_limited http_429", WORDS("Slack asked to slow down"),
     WORDS("Ledgercast waits as long as it asked, then goes on."), Symbol::Late, Helper::Nobody, true},
    {"internal_error fatal_error service_unavailable request_timeout duplicate_message_not_found "
     "duplicate_channel_not_found timeout connection_lost http_408 http_5xx interrupted",
     WORDS("Slack's answer was lost"),
     WORDS("Slack didn't answer in time. Ledgercast looks in the channel before it sends again, so nothing is posted "
           "twice."),
     Symbol::Question, Helper::Nobody, true},
    {"cannot_look", WORDS("Slack's answer was lost"),
     WORDS("Ledgercast may not read this channel, so it can't see whether the post arrived. Look in the channel, then "
           "replay or mark it as not sent."),
     Symbol::Question, Helper::You, true},
    {"parent_failed", WORDS("An earlier message in %1 failed"),
     WORDS("This is a reply to it, and waits. It goes out by itself when the earlier one is replayed or marked as not "
           "sent."),
     Symbol::Clock, Helper::You},
    {"team_added_to_org org_login_required external_channel_migrating", WORDS("Slack is moving the workspace"),
     WORDS("It takes no posts until the move is done. Posts wait in the queue; Ledgercast tries again every hour."),
     Symbol::Late, Helper::SlackAdministrator, true},
    {"message_limit_exceeded", WORDS("The workspace has used up its messages"),
     WORDS("Slack takes no more posts for now. Posts wait in the queue; Ledgercast tries again every hour."),
     Symbol::Late, Helper::SlackAdministrator, true},
    {"accesslimited", WORDS("Slack is limited for this network"),
     WORDS("Slack takes no posts from this computer's network for now. Posts wait in the queue; Ledgercast tries again "
           "every hour."),
     Symbol::Late, Helper::ItDepartment, true},
    {"invalid_auth not_authed token_revoked token_expired", WORDS("Slack no longer accepts the bot token"),
     WORDS("Nothing is lost: posts wait until there is a new token."), Symbol::Key, Helper::SlackAdministrator},
    {"account_inactive user_removed_from_team", WORDS("The app was removed from the workspace"),
     WORDS("Nothing is lost: posts wait until the app is installed again and its new token is pasted."), Symbol::Key,
     Helper::SlackAdministrator},
    {"two_factor_setup_required", WORDS("Slack asks for two-factor sign-in"),
     WORDS("The workspace asks it of whoever installed the app. Nothing is lost: posts wait until it is set up."),
     Symbol::Key, Helper::SlackAdministrator},
    {"not_allowed_token_type not_a_bot_token", WORDS("This isn't a bot token"),
     WORDS(
         "Only the token that begins with xoxb- can post as the app. Nothing is lost: posts wait until it is pasted."),
     Symbol::Key, Helper::You},
    {"team_access_not_granted access_denied enterprise_is_restricted", WORDS("The app isn't allowed in this workspace"),
     WORDS("Slack knows the token, but the organisation doesn't let the app in. Nothing is lost: posts wait."),
     Symbol::Lock, Helper::SlackAdministrator},
    {"team_disabled", WORDS("The workspace is switched off"),
     WORDS("Nothing is lost: posts wait until it is back, or another workspace is connected."), Symbol::Failed,
     Helper::SlackAdministrator},
    {"missing_scope no_permission", WORDS("The Slack app lacks a permission"),
     WORDS("Install the app again with the missing permission, then paste its new token."), Symbol::Lock,
     Helper::SlackAdministrator},
    {"msg_too_long msg_blocks_too_long invalid_blocks invalid_blocks_format metadata_too_large no_text",
     WORDS("The message doesn't fit Slack's limits"),
     WORDS("The entry is safely recorded. Shorten the message on the Messages page, then replay the entry as composed "
           "today."),
     Symbol::Messages, Helper::You},
    {"host_not_found connection_refused proxy", WORDS("Slack can't be reached"),
     WORDS("Nothing is lost: posts wait in the queue and go out by themselves."), Symbol::Late, Helper::ItDepartment,
     true},
    {"tls", WORDS("Slack's certificate isn't trusted"),
     WORDS("If your company inspects traffic, its certificate has to be in the system store. Posts wait in the queue."),
     Symbol::Shield, Helper::ItDepartment, true},
    {"not_configured", WORDS("Slack isn't connected"),
     WORDS("Changes are recorded, and wait until there is a workspace to post in."), Symbol::Key, Helper::You},
    {"no_channels", WORDS("The app sees no channel"),
     WORDS("There is nowhere to post. Create a channel, or invite the app to a private one."), Symbol::Channel,
     Helper::You},
};

constexpr Entry cloudSuiteTable[] = {
    {"host_not_found", WORDS("The API host can't be found"),
     WORDS("This computer can't find the API host. Check the network or VPN."), Symbol::Cloud, Helper::ItDepartment,
     true},
    {"connection_refused", WORDS("The API host refuses the connection"),
     WORDS("The service may be down, or a firewall stands in between. Nothing is lost: reading goes on from there."),
     Symbol::Cloud, Helper::ItDepartment, true},
    {"tls", WORDS("The certificate isn't trusted"),
     WORDS(
         "The certificate isn't trusted by this computer. If your company inspects traffic, add its certificate to the "
         "system store."),
     Symbol::Shield, Helper::ItDepartment},
    {"proxy", WORDS("The proxy let nothing through"), WORDS("Check the proxy settings of this computer."),
     Symbol::Shield, Helper::ItDepartment},
    {"html", WORDS("A web page came instead of an answer"),
     WORDS("A proxy or a sign-in page stands between this computer and CloudSuite."), Symbol::Shield,
     Helper::ItDepartment},
    {"timeout connection_lost http_408", WORDS("CloudSuite didn't answer"),
     WORDS("CloudSuite didn't answer in time. Nothing is lost: Ledgercast tries again."), Symbol::Late, Helper::Nobody,
     true},
    {"http_5xx server_error temporarily_unavailable", WORDS("CloudSuite has a problem of its own"),
     WORDS("Nothing is lost: Ledgercast tries again."), Symbol::Late, Helper::Nobody, true},
    {"http_429", WORDS("CloudSuite asked to slow down"), WORDS("Ledgercast waits as long as it asked, then goes on."),
     Symbol::Late, Helper::Nobody, true},
    {"http_401 invalid_grant access_denied", WORDS("CloudSuite refused the service account"),
     WORDS("It may be disabled or its keys renewed. Nothing is read until there is a new .ionapi file."), Symbol::Key,
     Helper::CloudSuiteAdministrator},
    {"invalid_client unauthorized_client invalid_request invalid_scope unsupported_grant_type",
     WORDS("CloudSuite refused the application"),
     WORDS("It may be deleted or its secret renewed. Nothing is read until there is a new .ionapi file."), Symbol::Key,
     Helper::CloudSuiteAdministrator},
    {"http_403 no_permission", WORDS("No permission"),
     WORDS("The account signs in but may not run this program. Everything else is read."), Symbol::Lock,
     Helper::M3Administrator},
    {"no_company", WORDS("The company can't be seen"),
     WORDS("The account can't see this company. Choose another, or ask for access."), Symbol::Lock,
     Helper::M3Administrator},
    {"http_404", WORDS("M3 isn't there"),
     WORDS("The API gateway doesn't know M3 for this tenant. Tenant or base URL may be wrong, or M3 isn't published."),
     Symbol::Cloud, Helper::CloudSuiteAdministrator},
    {"TransactionNotFound ProgramNotFound", WORDS("This M3 doesn't have the program"),
     WORDS("It may be a newer or an older release. The other sources are read."), Symbol::Question,
     Helper::M3Administrator},
    {"XRE0103", WORDS("The record is gone"), WORDS("It was removed in CloudSuite since it was read. That is noted."),
     Symbol::Minus},
    {"unexpected_answer incomplete terminated stuck too_large", WORDS("M3's answer can't be used"),
     WORDS("Nothing of it is used, so nothing is wrong in the log. Ledgercast tries again at the next read."),
     Symbol::Question, Helper::Nobody, true},
    {"no_order", WORDS("M3 answers in no order"),
     WORDS("Reading in pages would lose rows. Set cloudsuite.page_rows higher."), Symbol::Question, Helper::You},
    {"no_column no_feed catalogue bad_value", WORDS("The feed doesn't fit this tenant"),
     WORDS("A table or column of the feed isn't there. Correct the feed in a catalogue file of your own."),
     Symbol::Question, Helper::You},
    {"bad_link no_link", WORDS("CloudSuite's way to the next page can't be gone"),
     WORDS("The link leads elsewhere or is missing. Nothing of that page is used; Ledgercast reads it again at the "
           "next check."),
     Symbol::Question, Helper::CloudSuiteAdministrator, true},
    {"success_false refused", WORDS("CloudSuite refused to read the list"),
     WORDS("Its own words are in the details. Everything else is read."), Symbol::Failed,
     Helper::CloudSuiteAdministrator, true},
    {"row_width", WORDS("The rows are too long for M3's export"),
     WORDS("Leave out columns that nobody needs: correct the feed in a catalogue file of your own."), Symbol::Question,
     Helper::You},
    {"no_configuration", WORDS("It isn't known where in CloudSuite to read"),
     WORDS("Ask for the name of the configuration or company, and enter it in the settings of the tenant."),
     Symbol::Question, Helper::CloudSuiteAdministrator},
    {"job_failed", WORDS("Data Fabric couldn't answer the question"),
     WORDS("Its own words are in the details. What is recorded stays; try again, or compare fewer days."),
     Symbol::Failed, Helper::CloudSuiteAdministrator, true},
    {"still_running", WORDS("Data Fabric is still busy"),
     WORDS("It may have much to do. Try again later, or compare fewer days."), Symbol::Late, Helper::Nobody, true},
    {"no_table other_product", WORDS("There is nothing to compare with in Data Fabric"),
     WORDS("Only feeds that are read from M3 tables with a day of change can be compared. Choose another feed."),
     Symbol::Question, Helper::You},
    {"read_only", WORDS("The call isn't on the list of those that only read"),
     WORDS("So it wasn't sent. Correct the feed in a catalogue file of your own."), Symbol::Shield, Helper::You},
    {"not_configured", WORDS("CloudSuite isn't connected"), WORDS("Drop the .ionapi file of your tenant to begin."),
     Symbol::Cloud, Helper::You},
    {"locked", WORDS("The system keychain is locked"),
     WORDS("Unlock it to read the credentials. Nothing is lost: reading and posting go on from there."), Symbol::Lock,
     Helper::You, true},
    {"denied", WORDS("The system keychain doesn't let Ledgercast in"),
     WORDS("Allow access to the entry “Ledgercast” and try again."), Symbol::Lock, Helper::You, true},
    {"absent", WORDS("No system keychain is running"),
     WORDS("Start a keyring service, such as GNOME Keyring or KWallet, and sign in to the desktop again."), Symbol::Key,
     Helper::You, true},
    {"no_answer", WORDS("The system keychain didn't answer"),
     WORDS("It may be waiting for you to unlock it; unlock it and try again."), Symbol::Key, Helper::You, true},
};

QString translated(const char *text)
{
    return QCoreApplication::translate("ErrorWords", text);
}

/// Families of codes under the name they have in the tables.
QString familyOf(const QString &code)
{
    if (code.startsWith(u"http_5"))
        return QStringLiteral("http_5xx");
    if (code.startsWith(u"slack_connect_"))
        return QStringLiteral("slack_connect");
    return code;
}

const Entry *find(std::span<const Entry> table, const QString &code)
{
    const QString family = familyOf(code);
    const auto found = std::find_if(table.begin(), table.end(), [&](const Entry &entry) {
        return QString::fromLatin1(entry.codes).split(u' ').contains(family);
    });
    return found == table.end() ? nullptr : &*found;
}

ErrorWords wordsOf(const Entry &entry, const QString &channel)
{
    return {translated(entry.title).replace(u"%1"_qs, channel),
            translated(entry.sentence).replace(u"%1"_qs, channel),
            entry.symbol,
            entry.retryHelps,
            entry.helper,
            true};
}

} // namespace

ErrorWords errorWords(const QString &code, const QString &channel)
{
    if (const Entry *entry = find(slackTable, code))
        return wordsOf(*entry, channel.isEmpty() ? translated(WORDS("This channel")) : QString(u'#' + channel));
    return {
        translated(WORDS("Slack didn't take this post")),
        translated(WORDS("The entry is safely recorded. Replay tries again; the code tells an administrator more.")),
        Symbol::Failed,
        true,
        Helper::SlackAdministrator,
        false};
}

ErrorWords cloudSuiteWords(const QString &code)
{
    if (const Entry *entry = find(cloudSuiteTable, code))
        return wordsOf(*entry, {});
    return {translated(WORDS("CloudSuite refused the request")),
            translated(WORDS("What is recorded stays. The code tells an administrator more.")),
            Symbol::Failed,
            true,
            Helper::CloudSuiteAdministrator,
            false};
}

QString helperWords(Helper helper)
{
    switch (helper) {
    case Helper::Nobody:
        break;
    case Helper::You:
        return translated(WORDS("You can mend it yourself."));
    case Helper::ItDepartment:
        return translated(WORDS("Your IT department can help."));
    case Helper::CloudSuiteAdministrator:
        return translated(WORDS("Your CloudSuite administrator can mend it."));
    case Helper::M3Administrator:
        return translated(WORDS("Your M3 security administrator can grant it."));
    case Helper::SlackAdministrator:
        return translated(WORDS("Your Slack administrator can grant it."));
    }
    return {};
}

} // namespace ledgercast
