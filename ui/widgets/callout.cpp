// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/callout.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace ledgercast {

Callout::Callout(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_symbol(new SymbolLabel(theme, 17))
    , m_title(new TextLabel(theme, TextStyle::BodyStrong, Token::Danger))
    , m_text(new TextLabel(theme, TextStyle::Small, Token::Text))
    , m_buttons(new QWidget)
    , m_remedy(new QPushButton)
    , m_second(new QPushButton)
{
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_remedy->setObjectName(QStringLiteral("calloutRemedy"));
    m_second->setObjectName(QStringLiteral("calloutSecondRemedy"));
    setCompact(m_remedy);
    setCompact(m_second);
    setButtonKind(m_second, ButtonKind::Quiet);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_symbol, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    auto *buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 5, 0, 0);
    buttons->addWidget(m_remedy);
    buttons->addWidget(m_second);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(4);
    column->addLayout(head);
    column->addWidget(m_text);
    column->addWidget(m_buttons);
    connect(m_remedy, &QPushButton::clicked, this, &Callout::remedyChosen);
    connect(m_second, &QPushButton::clicked, this, &Callout::secondRemedyChosen);
    setFocusProxy(m_remedy);
    updateButtons();
}

void Callout::setText(Tone tone, Symbol symbol, const QString &title, const QString &text)
{
    m_tone = tone;
    m_symbol->setSymbol(symbol, tokensOf(tone).mark);
    m_title->setToken(tokensOf(tone).text);
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    setAccessibleName(title);
    setAccessibleDescription(text);
    update();
}

void Callout::setRemedy(const QString &label, bool primary)
{
    m_remedy->setText(label);
    setButtonKind(m_remedy, primary ? ButtonKind::Primary : ButtonKind::Default);
    updateButtons();
}

void Callout::setRemedyName(const QString &name)
{
    m_remedy->setAccessibleName(name);
}

void Callout::setSecondRemedy(const QString &label)
{
    m_second->setText(label);
    updateButtons();
}

void Callout::updateButtons()
{
    m_remedy->setVisible(!m_remedy->text().isEmpty());
    m_second->setVisible(!m_second->text().isEmpty());
    m_buttons->setVisible(!m_remedy->text().isEmpty() || !m_second->text().isEmpty());
}

void Callout::paintEvent(QPaintEvent *)
{
    const ToneTokens tokens = tokensOf(m_tone);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_theme.mixed(Token::Surface, tokens.soft, 0.7));
    painter.setPen(m_theme.mixed(tokens.soft, tokens.mark, 0.35));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::controlRadius,
                            metrics::controlRadius);
}

} // namespace ledgercast
