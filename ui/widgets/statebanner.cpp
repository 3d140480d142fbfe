// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/statebanner.h"

#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QPainter>

namespace ledgercast {

namespace {

Symbol symbolOf(BannerView::Form form)
{
    switch (form) {
    case BannerView::Form::CaughtUp:
        return Symbol::CircleCheck;
    case BannerView::Form::Attention:
        return Symbol::Attention;
    case BannerView::Form::Paused:
        return Symbol::Held;
    case BannerView::Form::Setup:
        return Symbol::Info;
    case BannerView::Form::Offline:
        break;
    }
    return Symbol::CircleAlert;
}

Tone toneOf(BannerView::Form form)
{
    switch (form) {
    case BannerView::Form::CaughtUp:
        return Tone::Success;
    case BannerView::Form::Attention:
        return Tone::Warning;
    case BannerView::Form::Paused:
    case BannerView::Form::Setup:
        return Tone::Info;
    case BannerView::Form::Offline:
        break;
    }
    return Tone::Danger;
}

} // namespace

StateBanner::StateBanner(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_symbol(new SymbolLabel(theme, 24))
    , m_title(new TextLabel(theme, TextStyle::Banner, Token::Text))
    , m_detail(new TextLabel(theme, TextStyle::Small, Token::TextSecondary))
    , m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("stateBanner"));
    m_title->setObjectName(QStringLiteral("bannerTitle"));
    m_detail->setObjectName(QStringLiteral("bannerDetail"));
    m_detail->setWordWrap(true);
    for (TextLabel *label : {m_title, m_detail})
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(1);
    texts->addWidget(m_title);
    texts->addWidget(m_detail);
    m_buttons->setSpacing(13);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 10, 14, 11);
    row->setSpacing(13);
    row->addWidget(m_symbol, 0, Qt::AlignVCenter);
    row->addLayout(texts, 1);
    row->addLayout(m_buttons);
    setMinimumHeight(60);
    setView(m_view);
}

void StateBanner::setView(const BannerView &view)
{
    const bool changed = !(view == m_view);
    m_view = view;
    m_title->setText(view.title);
    m_detail->setText(view.detail);
    m_detail->setVisible(!view.detail.isEmpty());
    m_symbol->setSymbol(symbolOf(view.form), tokens().mark);
    setAccessibleName(tr("Status: %1. %2").arg(view.title, view.detail));
    update();
    if (changed)
        m_announcer.announce(this);
}

void StateBanner::addButton(QAbstractButton *button)
{
    m_buttons->addWidget(button, 0, Qt::AlignVCenter);
}

ToneTokens StateBanner::tokens() const
{
    return tokensOf(toneOf(m_view.form));
}

void StateBanner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_theme.color(tokens().soft));
    painter.setPen(m_theme.mixed(tokens().soft, tokens().mark, 0.45));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::cardRadius, metrics::cardRadius);
}

} // namespace ledgercast
