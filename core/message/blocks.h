// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/message/composer.h"

#include <QJsonArray>

#include <optional>

namespace ledgercast {

/// A label with its value, both mrkdwn.
struct LabelledValue
{
    QString label;
    QString value;
    bool isFullWidth = false;
};

/// Puts a message together from texts of any length and keeps Slack's limits. Slack allows 3,000 characters a text and
/// 2,000 a field, but refuses messages of about 13,000 in all, so ours end at about 9,000.
class Blocks
{
public:
    static constexpr qsizetype headerLimit = 150;
    static constexpr qsizetype textLimit = 2000;
    static constexpr qsizetype sectionLimit = 3000;
    static constexpr qsizetype fieldLimit = 500;
    static constexpr qsizetype fieldCount = 10;
    static constexpr qsizetype contextLimit = 500;
    static constexpr qsizetype linkLimit = 1000;
    static constexpr qsizetype lineLimit = 200;
    static constexpr qsizetype fallbackLimit = 1000;

    void addHeader(const QString &plainText);
    void addText(const QString &mrkdwn);
    /// Half-width neighbours share a block of two columns.
    void addFields(const QList<LabelledValue> &fields);
    /// One below the other, in as many blocks as they need.
    void addLines(const QStringList &lines);
    /// label: of the link; empty for the usual one.
    void addContext(const QString &mrkdwn, const QUrl &link, const QString &label = {});
    /// All that these blocks say, in UTF-16 units.
    [[nodiscard]] static qsizetype textSize(const QJsonArray &blocks);

    [[nodiscard]] Message toMessage(const QString &fallback) const;

private:
    void addSection(const QString &mrkdwn);

    QJsonArray m_blocks;
};

} // namespace ledgercast
