// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/channelguard.h"

#include <QCoreApplication>

namespace ledgercast {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("routing", text);
}

} // namespace

ChannelGuard::ChannelGuard(const QList<GuardRow> &rows, const QList<Channel> &channels)
{
    for (const Channel &channel : channels) {
        const QString key = channelKey(channel.name);
        m_channels.insert(key, channel);
        m_keysById.insert(channelKey(channel.id), key);
    }
    for (const GuardRow &row : rows)
        m_rows.insert(channelKey(row.channel), row);
}

const Channel *ChannelGuard::find(const QString &channel) const
{
    const QString key = channelKey(channel);
    const auto found = m_channels.constFind(m_keysById.value(key, key));
    return found == m_channels.cend() ? nullptr : &*found;
}

const GuardRow *ChannelGuard::rowOf(const QString &channel, const Channel *known) const
{
    QStringList names{channelKey(channel)};
    if (known)
        names << channelKey(known->name) << channelKey(known->id);
    const bool isExternal = known && known->isExternallyShared;
    if (isExternal)
        names << guardword::externalChannels;
    if (!known || !known->isPrivate)
        names << guardword::publicChannels;
    names << guardword::anyChannel;
    for (const QString &name : std::as_const(names)) {
        const auto row = m_rows.constFind(name);
        if (row != m_rows.cend())
            return &*row;
    }
    return nullptr;
}

ChannelGuard::Decision ChannelGuard::decide(const QString &channel) const
{
    const Channel *known = find(channel);
    const bool isExternal = known && known->isExternallyShared;
    const GuardRow *row = rowOf(channel, known);
    if (!row)
        return {m_rows.isEmpty() && !isExternal, {}};
    const QString key = channelKey(row->channel);
    const bool isGeneral = key == guardword::anyChannel || key == guardword::publicChannels;
    if (!row->isAllowed || (isExternal && isGeneral))
        return {false, {}};
    return {true, row->maskedFields};
}

QString ChannelGuard::sentenceOn(const QString &channel) const
{
    const Channel *known = find(channel);
    const QString name = known ? known->name : channel.startsWith(u'#') ? channel.mid(1) : channel;
    const Decision decision = decide(channel);
    if (!decision.isAllowed && known && known->isExternallyShared)
        return translated(QT_TRANSLATE_NOOP("routing", "#%1 is shared with another organisation, so posts there are "
                                                       "held. Allow it in the channel guard, or choose another "
                                                       "channel."))
            .arg(name);
    if (!decision.isAllowed)
        return translated(QT_TRANSLATE_NOOP("routing", "The channel guard doesn't allow #%1, so posts there are held. "
                                                       "Allow it there, or choose another channel."))
            .arg(name);
    QString sentence;
    if (known && known->isExternallyShared)
        sentence = translated(QT_TRANSLATE_NOOP("routing", "#%1 is shared with another organisation: people outside "
                                                           "can read it."))
                       .arg(name);
    else if (known && !known->isPrivate && !rowOf(channel, known)) // else a person has said so
        sentence =
            translated(QT_TRANSLATE_NOOP("routing", "#%1 is public: everyone in the workspace can read it.")).arg(name);
    if (!decision.maskedFields.isEmpty())
        sentence += (sentence.isEmpty() ? QString() : QStringLiteral(" ")) +
                    translated(QT_TRANSLATE_NOOP("routing", "Hidden in #%1: %2."))
                        .arg(name, decision.maskedFields.join(QStringLiteral(", ")));
    return sentence;
}

} // namespace ledgercast
