// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/style.h"
#include "ui/theme/symbolicon.h"
#include "ui/theme/systemscheme.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>

#include <array>
#include <cmath>

namespace ledgercast {

namespace {

struct Pair
{
    QRgb light;
    QRgb dark;
};

constexpr std::array<Pair, static_cast<size_t>(Token::Count_)> colours{{
    {0xFFF6F7F9, 0xFF14171C}, // background
    {0xFFFFFFFF, 0xFF1C2128}, // surface
    {0xFFF1F3F6, 0xFF232932}, // surface raised
    {0xFFEDF0F4, 0xFF181C22}, // sidebar
    {0xFFF0F3F8, 0xFF242B35}, // hover
    {0xFFDFE4EA, 0xFF303843}, // border
    {0xFF868F9E, 0xFF727E8F}, // control border
    {0xFF18202C, 0xFFE7EAEF}, // text
    {0xFF414C5C, 0xFFBCC4D0}, // text secondary
    {0xFF5D6878, 0xFF98A3B3}, // muted
    {0xFFDEE6FB, 0xFF2A3763}, // selection
    {0xFF2F54CC, 0xFF9DB2FF}, // accent
    {0xFF2F54CC, 0xFF4464DC}, // accent fill
    {0xFF2747B0, 0xFF3B59CC}, // accent fill pressed
    {0xFFE4EAFB, 0xFF263155}, // accent soft
    {0xFFFFFFFF, 0xFFFFFFFF}, // on accent
    {0xFF17693E, 0xFF6BD39A}, // success
    {0xFFE1F3E8, 0xFF173628}, // success soft
    {0xFF2E9E63, 0xFF3FAE76}, // success mark
    {0xFF7F4F00, 0xFFF2BE5C}, // warning
    {0xFFFDF0D0, 0xFF3B2F14}, // warning soft
    {0xFFC47C00, 0xFFD9981E}, // warning mark
    {0xFFAC231B, 0xFFFF938A}, // danger
    {0xFFFBE6E4, 0xFF452421}, // danger soft
    {0xFFD0392F, 0xFFE5574C}, // danger mark
    {0xFF1D5796, 0xFF85BBF7}, // info
    {0xFFE3EEFA, 0xFF1A3049}, // info soft
    {0xFF4D8FD6, 0xFF4D8FD6}, // info mark
    {0xFF414C5C, 0xFFBCC4D0}, // neutral
    {0xFFE7EAEF, 0xFF2E3641}, // neutral soft
    {0xFF8A94A3, 0xFF7C8798}, // neutral mark
    {0xFF4B9772, 0xFF4FA37C}, // chart posted
    {0xFF2A1B00, 0xFF2A1B00}, // badge ink
}};

struct Face
{
    qreal pixels;
    QFont::Weight weight;
};

Face faceOf(TextStyle style)
{
    switch (style) {
    case TextStyle::Number:
        return {24, QFont::DemiBold};
    case TextStyle::DetailNumber:
        return {21, QFont::DemiBold};
    case TextStyle::Title:
        return {17, QFont::DemiBold};
    case TextStyle::Banner:
        return {15.5, QFont::DemiBold};
    case TextStyle::Body:
        return {13, QFont::Normal};
    case TextStyle::BodyMedium:
        return {13, QFont::Medium};
    case TextStyle::BodyStrong:
        return {13, QFont::DemiBold};
    case TextStyle::Label:
        return {12.5, QFont::Medium};
    case TextStyle::Small:
        return {12, QFont::Normal};
    case TextStyle::SmallMedium:
        return {12, QFont::Medium};
    case TextStyle::Header:
        return {11.5, QFont::DemiBold};
    case TextStyle::Status:
    case TextStyle::Code:
        return {11.5, QFont::Normal};
    }
    return {13, QFont::Normal};
}

qreal luminance(const QColor &color)
{
    const auto linear = [](qreal channel) {
        return channel <= 0.03928 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

bool looksDark(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

} // namespace

Theme::Theme(QObject *parent) : QObject(parent) {}

void Theme::install(QApplication &application)
{
    installColors(application);
    installRest();
}

void Theme::installColors(QApplication &application)
{
    m_systemDark = looksDark(QApplication::palette());
    QApplication::setStyle(new Style(*this));
    apply();
    application.installEventFilter(this);
}

void Theme::installRest()
{
    m_family =
        QFontDatabase::hasFamily(QStringLiteral("Inter")) ? QStringLiteral("Inter") : QApplication::font().family();
    m_codeFamily = QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
    QApplication::setFont(font(TextStyle::Body));
    QApplication::setFont(font(TextStyle::BodyMedium), "QPushButton");
    QApplication::setFont(font(TextStyle::Header), "QHeaderView");
    QApplication::setFont(font(TextStyle::Label), "QMenuBar");
    QApplication::setFont(font(TextStyle::Status), "QStatusBar");
    const auto *const scheme = new SystemScheme(this);
    connect(scheme, &SystemScheme::darkChanged, this, &Theme::setSystemDark);
}

void Theme::setChoice(Choice choice)
{
    if (m_choice == choice)
        return;
    m_choice = choice;
    apply();
}

void Theme::setSystemDark(bool dark)
{
    if (m_systemDark == dark)
        return;
    m_systemDark = dark;
    if (m_choice == Choice::System)
        apply();
}

QColor Theme::color(Token token, bool dark)
{
    const Pair &pair = colours.at(static_cast<size_t>(token));
    return QColor::fromRgb(dark ? pair.dark : pair.light);
}

QColor Theme::mixed(Token from, Token to, qreal share) const
{
    const QColor a = color(from);
    const QColor b = color(to);
    const auto mix = [share](int first, int second) { return qRound(first + (second - first) * share); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

QFont Theme::font(TextStyle style) const
{
    const Face face = faceOf(style);
    QFont font(style == TextStyle::Code ? m_codeFamily : m_family);
    // 72 points are 96 pixels at 96 dpi; points follow the system's text size, pixels would not.
    font.setPointSizeF(face.pixels * 0.75);
    font.setWeight(face.weight);
    if (style == TextStyle::Code)
        font.setStyleHint(QFont::Monospace);
    return font;
}

QIcon Theme::icon(Symbol symbol, Token token, qreal strokeWidth) const
{
    return symbol == Symbol::None ? QIcon() : QIcon(new SymbolIcon(*this, symbol, token, strokeWidth));
}

qreal Theme::contrast(const QColor &first, const QColor &second)
{
    const qreal a = luminance(first);
    const qreal b = luminance(second);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // Our own palette arrives here too; a different one comes from the desktop.
    if (event->type() == QEvent::ApplicationPaletteChange && watched == qApp && !m_applying) {
        const bool dark = looksDark(QApplication::palette());
        if (dark != m_dark)
            setSystemDark(dark);
    }
    return QObject::eventFilter(watched, event);
}

void Theme::apply()
{
    m_dark = m_choice == Choice::System ? m_systemDark : m_choice == Choice::Dark;
    m_applying = true;
    QApplication::setPalette(palette());
    m_applying = false;
    Q_EMIT changed();
}

QPalette Theme::palette() const
{
    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, Token token) { palette.setColor(role, color(token)); };
    set(QPalette::Window, Token::Background);
    set(QPalette::WindowText, Token::Text);
    set(QPalette::Base, Token::Surface);
    set(QPalette::AlternateBase, Token::SurfaceRaised);
    set(QPalette::Text, Token::Text);
    set(QPalette::Button, Token::Surface);
    set(QPalette::ButtonText, Token::Text);
    set(QPalette::BrightText, Token::OnAccent);
    set(QPalette::Highlight, Token::AccentFill);
    set(QPalette::HighlightedText, Token::OnAccent);
    set(QPalette::Link, Token::Accent);
    set(QPalette::LinkVisited, Token::Accent);
    set(QPalette::PlaceholderText, Token::Muted);
    set(QPalette::ToolTipBase, Token::SurfaceRaised);
    set(QPalette::ToolTipText, Token::Text);
    set(QPalette::Light, Token::Surface);
    set(QPalette::Midlight, Token::SurfaceRaised);
    set(QPalette::Mid, Token::Border);
    set(QPalette::Dark, Token::ControlBorder);
    set(QPalette::Shadow, Token::ControlBorder);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, color(Token::Muted));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, color(Token::NeutralSoft));
    return palette;
}

} // namespace ledgercast
