// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/channelnews.h"

#include "core/base/words.h"

#include <QCoreApplication>
#include <QHash>

namespace ledgercast {

namespace {

using Kind = ChannelNews::Kind;

constexpr Words<Kind, 9> kindWords({{{Kind::Renamed, u"channel_renamed"},
                                     {Kind::Archived, u"channel_archived"},
                                     {Kind::Unarchived, u"channel_unarchived"},
                                     {Kind::Gone, u"channel_gone"},
                                     {Kind::Left, u"channel_left"},
                                     {Kind::Shared, u"channel_shared"},
                                     {Kind::SharingEnded, u"channel_sharing_ended"},
                                     {Kind::MadePublic, u"channel_made_public"},
                                     {Kind::MadePrivate, u"channel_made_private"}}});

QString translated(const char *text)
{
    return QCoreApplication::translate("channels", text);
}

QList<Kind> kindsOf(const Channel &before, const Channel &after)
{
    QList<Kind> kinds;
    if (before.name != after.name)
        kinds << Kind::Renamed;
    if (before.isArchived != after.isArchived)
        kinds << (after.isArchived ? Kind::Archived : Kind::Unarchived);
    if (before.isMember && !after.isMember && !after.isArchived) // archiving takes everyone out
        kinds << Kind::Left;
    if (before.isExternallyShared != after.isExternallyShared)
        kinds << (after.isExternallyShared ? Kind::Shared : Kind::SharingEnded);
    if (before.isPrivate != after.isPrivate)
        kinds << (after.isPrivate ? Kind::MadePrivate : Kind::MadePublic);
    return kinds;
}

} // namespace

QList<ChannelNews> channelNews(const QList<Channel> &before, const QList<Channel> &after)
{
    QHash<QString, const Channel *> now;
    for (const Channel &channel : after)
        now.insert(channel.id, &channel);
    QList<ChannelNews> news;
    bool isSameWorkspace = false;
    for (const Channel &channel : before) {
        const Channel *same = now.value(channel.id);
        if (!same) {
            news.append({Kind::Gone, channel, channel});
            continue;
        }
        isSameWorkspace = true;
        for (const Kind kind : kindsOf(channel, *same))
            news.append({kind, channel, *same});
    }
    return isSameWorkspace ? news : QList<ChannelNews>{};
}

QString wordOf(Kind kind)
{
    return kindWords.word(kind);
}

QString sentenceOf(const ChannelNews &news)
{
    const QString name = news.after.name;
    switch (news.kind) {
    case Kind::Renamed:
        return translated(QT_TRANSLATE_NOOP("channels", "#%1 is called #%2 now.")).arg(news.before.name, name);
    case Kind::Archived:
        return translated(QT_TRANSLATE_NOOP("channels", "#%1 was archived. Slack refuses posts there.")).arg(name);
    case Kind::Unarchived:
        return translated(QT_TRANSLATE_NOOP("channels", "#%1 is no longer archived.")).arg(name);
    case Kind::Gone:
        return translated(QT_TRANSLATE_NOOP("channels", "#%1 is gone: it was deleted, or it is private and Ledgercast "
                                                        "isn't in it any more."))
            .arg(name);
    case Kind::Left:
        return translated(QT_TRANSLATE_NOOP("channels", "Ledgercast isn't in #%1 any more.")).arg(name);
    case Kind::Shared:
        return translated(QT_TRANSLATE_NOOP("channels", "#%1 is shared with another organisation now: people outside "
                                                        "can read it."))
            .arg(name);
    case Kind::SharingEnded:
        return translated(QT_TRANSLATE_NOOP("channels", "#%1 is no longer shared with another organisation."))
            .arg(name);
    case Kind::MadePublic:
        return translated(QT_TRANSLATE_NOOP("channels", "#%1 is public now: everyone in the workspace can read it."))
            .arg(name);
    case Kind::MadePrivate:
        return translated(QT_TRANSLATE_NOOP("channels", "#%1 is private now.")).arg(name);
    }
    Q_UNREACHABLE();
}

QString nameAfter(const QString &channel, const QList<ChannelNews> &news)
{
    for (const ChannelNews &one : news) {
        if (one.kind == Kind::Renamed && channelKey(one.before.name) == channelKey(channel))
            return one.after.name;
    }
    return channel;
}

} // namespace ledgercast
