// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace ledgercast {

/// Slack's own light and dark colours, for the message preview only; they don't follow our theme. CSS values.
struct SlackColors
{
    QString ground;
    QString border;
    QString text;
    QString muted;
    QString link;
    QString mention;
    QString mentionGround;
    QString code;
    QString codeGround;
    QString badgeGround;
    QString quoteBar;
    QString buttonBorder;
    QString primaryButton; ///< ground of a button in the primary style; its text is white
    QString dangerButton;
};

[[nodiscard]] inline SlackColors slackColors(bool dark)
{
    if (dark)
        return {QStringLiteral("#1a1d21"), QStringLiteral("#3a3d42"), QStringLiteral("#d1d2d3"),
                QStringLiteral("#ababad"), QStringLiteral("#6cb6e8"), QStringLiteral("#6cb6e8"),
                QStringLiteral("#1b3a4f"), QStringLiteral("#e8912d"), QStringLiteral("#27292e"),
                QStringLiteral("#35373b"), QStringLiteral("#565856"), QStringLiteral("#797c81"),
                QStringLiteral("#007a5a"), QStringLiteral("#e01e5a")};
    return {QStringLiteral("#ffffff"), QStringLiteral("#dddddd"), QStringLiteral("#1d1c1d"), QStringLiteral("#616061"),
            QStringLiteral("#1264a3"), QStringLiteral("#1264a3"), QStringLiteral("#e8f5fa"), QStringLiteral("#c01343"),
            QStringLiteral("#f4f4f4"), QStringLiteral("#e8e8e8"), QStringLiteral("#dddddd"), QStringLiteral("#bbbbbb"),
            QStringLiteral("#007a5a"), QStringLiteral("#e01e5a")};
}

} // namespace ledgercast
