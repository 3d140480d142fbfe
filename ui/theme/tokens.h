// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace ledgercast {

/// The colours of the program by use. Their values, light and dark, live in theme.cpp and nowhere else.
enum class Token {
    Background,
    Surface,
    SurfaceRaised,
    Sidebar,
    Hover,
    Border,
    ControlBorder,
    Text,
    TextSecondary,
    Muted,
    Selection,
    Accent,
    AccentFill,
    AccentFillPressed,
    AccentSoft,
    OnAccent,
    Success,
    SuccessSoft,
    SuccessMark,
    Warning,
    WarningSoft,
    WarningMark,
    Danger,
    DangerSoft,
    DangerMark,
    Info,
    InfoSoft,
    InfoMark,
    Neutral,
    NeutralSoft,
    NeutralMark,
    ChartPosted,
    BadgeInk, ///< the sign inside the amber tray badge; dark in both themes
    Count_,
};

/// Text styles by use; sizes are those of a 96 dpi screen and scale with the system.
enum class TextStyle {
    Number,
    DetailNumber,
    Title,
    Banner,
    Body,
    BodyMedium,
    BodyStrong,
    Label,
    Small,
    SmallMedium,
    Header,
    Status,
    Code,
};

/// What a state means to the person; each tone has a text, a soft ground and a mark colour.
enum class Tone { Neutral, Info, Success, Warning, Danger };

struct ToneTokens
{
    Token text;
    Token soft;
    Token mark;
};

[[nodiscard]] constexpr ToneTokens tokensOf(Tone tone)
{
    switch (tone) {
    case Tone::Info:
        return {Token::Info, Token::InfoSoft, Token::InfoMark};
    case Tone::Success:
        return {Token::Success, Token::SuccessSoft, Token::SuccessMark};
    case Tone::Warning:
        return {Token::Warning, Token::WarningSoft, Token::WarningMark};
    case Tone::Danger:
        return {Token::Danger, Token::DangerSoft, Token::DangerMark};
    case Tone::Neutral:
        break;
    }
    return {Token::Neutral, Token::NeutralSoft, Token::NeutralMark};
}

/// Distances and sizes in device-independent pixels.
namespace metrics {
inline constexpr int tagRadius = 4;
inline constexpr int controlRadius = 6;
inline constexpr int cardRadius = 8;
inline constexpr int pillRadius = 10;
inline constexpr int controlHeight = 30;
inline constexpr int compactHeight = 26;
inline constexpr int tableHeader = 28;
inline constexpr int tableRow = 30;
inline constexpr int cellPadding = 8;
inline constexpr int edgePadding = 6; ///< more before the first column, so that it stands under the card's title
inline constexpr int sidebarWidth = 208;
inline constexpr int sidebarRow = 33;
inline constexpr int savedViewRow = 29;
inline constexpr int pageHeader = 52;
inline constexpr int pagePadding = 20;
inline constexpr int tablePadding = 16;
inline constexpr int focusRing = 2;
inline constexpr int focusGap = 1;
inline constexpr int iconSize = 16;
inline constexpr int pillIcon = 12;
} // namespace metrics

} // namespace ledgercast
