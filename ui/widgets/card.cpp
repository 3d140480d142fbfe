// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QBoxLayout>
#include <QPainter>
#include <QPainterPath>

namespace ledgercast {

namespace {
constexpr int headerHeight = 37;
}

Card::Card(const Theme &theme, const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_header(new QWidget)
    , m_title(new TextLabel(theme, TextStyle::BodyStrong, Token::Text, title))
    , m_note(new TextLabel(theme, TextStyle::Small, Token::Muted))
    , m_headerRow(new QHBoxLayout(m_header))
    , m_body(new QVBoxLayout)
{
    m_header->setMinimumHeight(headerHeight);
    m_headerRow->setContentsMargins(13, 3, 13, 3);
    m_headerRow->setSpacing(8);
    m_headerRow->addWidget(m_title);
    m_headerRow->addWidget(m_note);
    m_headerRow->addStretch(1);
    m_note->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(new Rule(theme));
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
    column->addLayout(m_body, 1);
    setAccessibleName(title);
}

void Card::setNote(const QString &note)
{
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
}

void Card::setSymbol(Symbol symbol)
{
    auto *label = new SymbolLabel(m_theme, 17, m_header);
    label->setSymbol(symbol, Token::Text);
    m_headerRow->insertWidget(0, label);
}

void Card::addToTitle(QWidget *widget)
{
    m_headerRow->insertWidget(m_headerRow->indexOf(m_note), widget);
}

void Card::addToHeader(QWidget *widget)
{
    m_headerRow->addWidget(widget);
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(m_theme.color(Token::Surface));
    painter.setPen(m_theme.color(Token::Border));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), metrics::cardRadius, metrics::cardRadius);
}

Rule::Rule(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setFixedHeight(1);
}

void Rule::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), m_theme.color(Token::Border));
}

} // namespace ledgercast
