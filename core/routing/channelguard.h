// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/channel.h"

#include <QHash>
#include <QList>
#include <QStringList>

namespace ledgercast {

/// What a person allows a channel, or a kind of channels, to read.
struct GuardRow
{
    QString channel; ///< name without '#', an id, or one of the words in guardword
    bool isAllowed = false;
    QStringList maskedFields; ///< names of a record's fields, "amount" (every sum of money) or "party"

    friend bool operator==(const GuardRow &, const GuardRow &) = default;
};

namespace guardword {
inline const QString anyChannel = QStringLiteral("*");
inline const QString publicChannels = QStringLiteral("public");
inline const QString externalChannels = QStringLiteral("external");
} // namespace guardword

/// Which channels may be posted to, and what is hidden from them. A value: pure.
///
/// A channel's own row decides; without one the row "external" for a channel that is shared with another organisation,
/// then "public" for one that everyone in the workspace can read, then "*". Rows don't add up. What no row names is not
/// allowed once there are rows. "*" doesn't open a channel that is shared externally: that takes "external" or its own
/// row. Without rows everything is allowed but the externally shared. A channel that we don't see counts as public and
/// not as shared: it could be either, and Slack refuses posts there anyway.
class ChannelGuard
{
public:
    struct Decision
    {
        bool isAllowed = true;
        QStringList maskedFields; ///< of what is allowed

        [[nodiscard]] bool isRestricting() const { return !isAllowed || !maskedFields.isEmpty(); }
        friend bool operator==(const Decision &, const Decision &) = default;
    };

    ChannelGuard() = default;
    ChannelGuard(const QList<GuardRow> &rows, const QList<Channel> &channels);

    /// channel: name, however it is written, or id.
    [[nodiscard]] Decision decide(const QString &channel) const;
    /// Why nothing is posted there and what to do, or who can read it, for people; empty: there is nothing to say.
    [[nodiscard]] QString sentenceOn(const QString &channel) const;
    /// As far as they are known.
    [[nodiscard]] const QHash<QString, Channel> &channels() const { return m_channels; }

private:
    [[nodiscard]] const Channel *find(const QString &channel) const;
    [[nodiscard]] const GuardRow *rowOf(const QString &channel, const Channel *known) const;

    QHash<QString, GuardRow> m_rows;    ///< by channelKey() or word
    QHash<QString, Channel> m_channels; ///< by channelKey()
    QHash<QString, QString> m_keysById; ///< channelKey() of the id to that of the name
};

} // namespace ledgercast
