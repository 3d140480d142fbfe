// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/present/attention.h"

#include "ui/format/format.h"
#include "ui/format/recordlook.h"
#include "ui/present/errorwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Attention)
};

enum Severity { Advice = 1, Waiting, Blocking, Everything };

QString postsHeld(int count)
{
    return count == 1 ? Words::tr("1 post held") : Words::tr("%1 posts held").arg(format::count(count));
}

QString entriesUnrouted(int count)
{
    return count == 1 ? Words::tr("1 entry unrouted") : Words::tr("%1 entries unrouted").arg(format::count(count));
}

QString numbered(const QString &verb, int count)
{
    return verb + u' ' + format::count(count);
}

QString since(const Cause &cause, const QDateTime &now)
{
    return cause.since ? Words::tr("since %1").arg(format::moment(toDateTime(*cause.since), now)) : QString();
}

AttentionItem common(const Cause &cause)
{
    AttentionItem item;
    item.subject = cause.subject;
    item.entryIds = cause.entryIds;
    item.entries = cause.entries;
    item.count = postsHeld(cause.entries);
    item.second = Remedy::ShowEntries;
    item.secondLabel = numbered(Words::tr("Show"), cause.entries);
    item.show.states = {EntryState::Failed};
    if (!cause.subject.isEmpty())
        item.show.channels = {cause.subject};
    return item;
}

bool isPrivate(const QList<Channel> &channels, const QString &name)
{
    return std::any_of(channels.begin(), channels.end(),
                       [&](const Channel &channel) { return channel.name == name && channel.isPrivate; });
}

/// A rule leads there and nothing has failed of it yet: there is nothing to replay.
void warnEarly(const Cause &cause, AttentionItem &item)
{
    item.tone = Tone::Warning;
    item.severity = Waiting;
    item.count = Words::tr("nothing held yet");
    item.second = Remedy::None;
    item.secondLabel.clear();
    if (cause.code == u"channel_not_found")
        item.sentence = Words::tr("It was deleted, or it is private and Ledgercast isn't a member.");
    const QString rule = Words::tr("The rule “%1” sends there.").arg(cause.rule);
    if (!cause.rule.isEmpty() && !item.sentence.contains(rule))
        item.sentence += u' ' + rule;
    if (item.remedy == Remedy::JoinAndReplay) {
        item.remedyLabel = Words::tr("Join");
    } else if (item.remedy == Remedy::ChooseChannel) {
        item.remedy = Remedy::OpenRouting;
        item.remedyLabel = Words::tr("Open routing");
    }
}

AttentionItem brokenChannel(const Cause &cause, const AttentionInput &input)
{
    AttentionItem item = common(cause);
    const ErrorWords words = errorWords(cause.code, cause.subject);
    item.tone = Tone::Danger;
    item.severity = Blocking;
    item.symbol = words.symbol;
    item.title = words.title;
    item.remedy = Remedy::ChooseChannel;
    item.remedyLabel = Words::tr("Choose another channel…");
    if (cause.code == u"is_archived") {
        item.title = Words::tr("#%1 is archived").arg(cause.subject);
        item.sentence = Words::tr("Slack doesn't accept posts in archived channels.");
        if (!cause.rule.isEmpty())
            item.sentence += u' ' + Words::tr("The rule “%1” sends there.").arg(cause.rule);
    } else if (cause.code == u"not_in_channel" && isPrivate(input.channels, cause.subject)) {
        item.sentence = Words::tr("The channel is private, so a member has to invite the app there.");
        item.remedy = Remedy::CopyInvite;
        item.remedyLabel = Words::tr("Copy invite text");
        item.copyText = QStringLiteral("/invite @ledgercast");
        item.second = Remedy::Replay;
        item.secondLabel = numbered(Words::tr("Replay"), cause.entries);
    } else if (cause.code == u"not_in_channel") {
        item.sentence = Words::tr("The channel is public, so Ledgercast can join by itself.");
        item.remedy = Remedy::JoinAndReplay;
        item.remedyLabel = numbered(Words::tr("Join and replay"), cause.entries);
    } else {
        item.sentence = words.sentence;
    }
    if (cause.entries == 0)
        warnEarly(cause, item);
    return item;
}

/// Nothing failed, and nothing goes out before a person says where it may.
AttentionItem guarded(const Cause &cause)
{
    AttentionItem item = common(cause);
    item.severity = Blocking;
    item.symbol = Symbol::Lock;
    item.title = Words::tr("The channel guard holds posts to #%1").arg(cause.subject);
    item.sentence =
        Words::tr("They are recorded. They go out when the rule leads to another channel, or the guard allows "
                  "this one.");
    if (!cause.rule.isEmpty())
        item.sentence += u' ' + Words::tr("The rule “%1” sends there.").arg(cause.rule);
    item.show.states = {EntryState::Held};
    item.remedy = Remedy::OpenRouting;
    item.remedyLabel = Words::tr("Open routing");
    return item;
}

AttentionItem otherFailure(const Cause &cause)
{
    AttentionItem item = common(cause);
    const ErrorWords words = errorWords(cause.code, cause.subject);
    item.tone = Tone::Danger;
    item.severity = Waiting;
    item.symbol = words.symbol;
    item.title = cause.kind == Cause::Kind::MessageRefused
                     ? (cause.entries == 1 ? Words::tr("1 message doesn't fit Slack's limits")
                                           : Words::tr("%1 messages don't fit Slack's limits").arg(cause.entries))
                     : words.title;
    item.sentence = words.sentence;
    if (cause.kind == Cause::Kind::MessageRefused)
        item.show.channels.clear();
    item.remedy = Remedy::Replay;
    item.remedyLabel = numbered(Words::tr("Replay"), cause.entries);
    return item;
}

AttentionItem unconfirmed(const Cause &cause)
{
    AttentionItem item = common(cause);
    item.severity = Waiting;
    item.symbol = Symbol::Question;
    item.title = Words::tr("Slack's answer was lost in #%1").arg(cause.subject);
    item.sentence =
        cause.code == u"cannot_look"
            ? Words::tr("Ledgercast may not read this channel, so it can't see whether the posts arrived. Look there "
                        "before you replay.")
            : Words::tr("Ledgercast looks in the channel before it sends again, so nothing is posted twice.");
    item.count = cause.entries == 1 ? Words::tr("1 post") : Words::tr("%1 posts").arg(cause.entries);
    item.show.states = {EntryState::Unconfirmed};
    item.remedy = Remedy::ShowEntries;
    item.remedyLabel = item.secondLabel;
    item.second = Remedy::None;
    return item;
}

/// All cost centres without a channel are one cause: the rules don't know them.
AttentionItem unrouted(const QList<Cause> &causes)
{
    AttentionItem item;
    QStringList parts;
    for (const Cause &cause : causes) {
        item.entries += cause.entries;
        item.show.costCentres += cause.subject;
        if (parts.size() < 4)
            parts += Words::tr("%1 (%2)").arg(cause.subject).arg(cause.entries);
        for (const qint64 id : cause.entryIds)
            if (!item.entryIds.contains(id))
                item.entryIds += id;
    }
    const auto more = causes.size() - parts.size();
    item.entries = static_cast<int>(item.entryIds.size());
    item.symbol = Symbol::Unrouted;
    item.severity = Waiting;
    item.title = causes.size() == 1 ? Words::tr("One cost centre has no channel")
                                    : Words::tr("%1 cost centres have no channel").arg(causes.size());
    item.count = entriesUnrouted(item.entries);
    item.sentence = more > 0            ? Words::tr("%1 and %2 more match no rule.").arg(parts.join(u", "_qs)).arg(more)
                    : parts.size() == 1 ? Words::tr("%1 matches no rule.").arg(parts.constFirst())
                                        : Words::tr("%1 match no rule.").arg(parts.join(u", "_qs));
    item.sentence += u' ' + Words::tr("They are recorded and go out as soon as a rule matches.");
    item.show.states = {EntryState::Unrouted};
    item.remedy = Remedy::UseSuggestions;
    item.remedyLabel = Words::tr("Use suggestions…");
    item.second = Remedy::ShowEntries;
    item.secondLabel = numbered(Words::tr("Show"), item.entries);
    return item;
}

AttentionItem failedFeed(const Cause &cause, const AttentionInput &input)
{
    AttentionItem item;
    item.symbol = cause.code == u"no_permission" ? Symbol::Lock : Symbol::CircleAlert;
    item.severity = Blocking;
    item.subject = cause.subject;
    item.title = input.status.tenants.size() > 1
                     ? Words::tr("%1 of %2 can't be read").arg(feedName(cause.subject), cause.tenant)
                     : Words::tr("%1 can't be read").arg(feedName(cause.subject));
    item.sentence = cause.detail;
    item.count = since(cause, input.now);
    item.remedy = Remedy::TestConnections;
    item.remedyLabel = Words::tr("Test again");
    for (const TestStep &step : input.steps) {
        if (step.id != u"feed:" + cause.subject || step.tenant != cause.tenant || step.request.isEmpty())
            continue;
        item.copyText = step.request;
        item.remedy = Remedy::CopyRequest;
        item.remedyLabel = Words::tr("Copy request");
        item.second = Remedy::TestConnections;
        item.secondLabel = Words::tr("Test again");
    }
    return item;
}

void addLinks(const EngineStatus &status, QList<AttentionItem> &items)
{
    using State = LinkStatus::State;
    AttentionItem item;
    item.severity = Everything;
    item.tone = Tone::Danger;
    item.symbol = Symbol::Key;
    if (status.cloudSuite.state == State::Locked || status.slack.state == State::Locked) {
        item.title = Words::tr("The system keychain is locked");
        item.sentence = status.cloudSuite.state == State::Locked ? status.cloudSuite.sentence : status.slack.sentence;
        item.remedy = Remedy::UnlockSecrets;
        item.remedyLabel = Words::tr("Unlock…");
        items += item;
        return;
    }
    const bool areSeveral = status.tenants.size() > 1;
    QList<LinkStatus> links;
    for (const TenantStatus &tenant : status.tenants)
        links << tenant.link;
    if (links.isEmpty())
        links << status.cloudSuite;
    for (const LinkStatus &link : std::as_const(links)) {
        if (link.state != State::Problem && !(areSeveral && link.state == State::NotConfigured))
            continue;
        item.title = areSeveral ? Words::tr("%1 needs you").arg(link.name) : Words::tr("CloudSuite needs you");
        item.sentence = link.sentence;
        item.remedy = Remedy::ChooseIonApi;
        item.remedyLabel = Words::tr("Choose .ionapi file…");
        item.second = Remedy::TestConnections;
        item.secondLabel = Words::tr("Test again");
        items += item;
    }
    const bool refused = status.slack.state == State::Problem;
    if (refused || (status.slack.state == State::NotConfigured && status.cloudSuite.state != State::NotConfigured)) {
        item.title = refused ? Words::tr("Slack needs you") : Words::tr("Slack isn't connected yet");
        item.sentence = refused ? status.slack.sentence
                                : Words::tr("Changes are recorded, and wait until there is a workspace to post in.");
        item.remedy = Remedy::PasteToken;
        item.remedyLabel = Words::tr("Paste a token…");
        item.second = Remedy::SignIn;
        item.secondLabel = refused ? Words::tr("Sign in again…") : Words::tr("Sign in to Slack…");
        if (!status.slackClientId.isEmpty()) { // it was signed in with before
            std::swap(item.remedy, item.second);
            std::swap(item.remedyLabel, item.secondLabel);
        }
        items += item;
    }
}

/// Sources that should have been read long ago, while nothing else says why they weren't.
void addOverdue(const AttentionInput &input, QList<AttentionItem> &items)
{
    QStringList names;
    std::optional<Instant> since;
    for (const TenantStatus &tenant : input.status.tenants) {
        if (tenant.link.state != LinkStatus::State::Ready)
            continue;
        for (auto time = tenant.feedTimes.cbegin(); time != tenant.feedTimes.cend(); ++time) {
            const bool isFailing = std::any_of(input.causes.begin(), input.causes.end(), [&](const Cause &cause) {
                return cause.kind == Cause::Kind::FeedFailed && cause.tenant == tenant.info.tenant &&
                       cause.subject == time.key();
            });
            if (!time->overdueSince || isFailing)
                continue;
            names << feedName(time.key());
            since = since ? std::min(*since, *time->overdueSince) : *time->overdueSince;
        }
    }
    if (names.isEmpty())
        return;
    AttentionItem item;
    item.symbol = Symbol::Clock;
    item.severity = Waiting;
    item.title = names.size() == 1 ? Words::tr("%1 should have been read").arg(names.constFirst())
                                   : Words::tr("%1 sources should have been read").arg(names.size());
    item.count = Words::tr("since %1").arg(format::moment(toDateTime(*since), input.now));
    item.sentence = Words::tr("The reads before take longer than the schedule allows, or the request limit is too low "
                              "for it. Nothing is lost: what changed is read then.");
    item.remedy = Remedy::SyncNow;
    item.remedyLabel = Words::tr("Sync now");
    items += item;
}

} // namespace

QList<AttentionItem> attentionOf(const AttentionInput &input)
{
    QList<AttentionItem> items;
    QList<Cause> withoutRoute;
    addLinks(input.status, items);
    addOverdue(input, items);
    for (const Cause &cause : input.causes) {
        switch (cause.kind) {
        case Cause::Kind::ChannelBroken:
            items += brokenChannel(cause, input);
            break;
        case Cause::Kind::MessageRefused:
        case Cause::Kind::OtherFailure:
            items += otherFailure(cause);
            break;
        case Cause::Kind::Guarded:
            items += guarded(cause);
            break;
        case Cause::Kind::Unconfirmed:
            items += unconfirmed(cause);
            break;
        case Cause::Kind::NoRoute:
            withoutRoute += cause;
            break;
        case Cause::Kind::FeedFailed:
            // When the tenant itself is away, its feeds are not causes of their own.
            if (const TenantStatus *tenant = input.status.tenant(cause.tenant);
                tenant && tenant->link.state == LinkStatus::State::Ready)
                items += failedFeed(cause, input);
            break;
        }
    }
    if (!withoutRoute.isEmpty())
        items += unrouted(withoutRoute);
    std::stable_sort(items.begin(), items.end(), [](const AttentionItem &a, const AttentionItem &b) {
        return a.severity != b.severity ? a.severity > b.severity : a.entries > b.entries;
    });
    return items;
}

} // namespace ledgercast
