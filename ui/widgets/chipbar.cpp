// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chipbar.h"

#include "ui/theme/style.h"
#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flowlayout.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>

namespace ledgercast {

namespace {
constexpr int chipHeight = 24;
constexpr int crossWidth = 24;
} // namespace

ChipButton::ChipButton(const Theme &theme, const Chip &chip, QWidget *parent)
    : QToolButton(parent), m_theme(theme), m_chip(chip)
{
    setObjectName(u"chip_"_qs + chip.id);
    setFocusPolicy(Qt::StrongFocus);
    setFont(theme.font(TextStyle::SmallMedium));
    setAccessibleName(tr("%1, remove").arg(chip.text));
    setToolTip(tr("Click to change, Del to remove"));
    setAttribute(Qt::WA_Hover);
}

QSize ChipButton::sizeHint() const
{
    return {std::min(420, QFontMetrics(font()).horizontalAdvance(m_chip.text) + 10 + crossWidth), chipHeight};
}

QRect ChipButton::crossRect() const
{
    return {width() - crossWidth, 0, crossWidth, height()};
}

void ChipButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(underMouse() ? Token::Selection : Token::AccentSoft));
    painter.drawRoundedRect(rect(), metrics::tagRadius, metrics::tagRadius);
    painter.setFont(font());
    painter.setPen(m_theme.color(Token::Accent));
    const QRect text = rect().adjusted(9, 0, -crossWidth, 0);
    painter.drawText(text, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(m_chip.text, Qt::ElideRight, text.width() + 2));
    QRect cross(0, 0, 13, 13);
    cross.moveCenter(crossRect().center());
    paintSymbol(&painter, cross, Symbol::Close, m_theme.color(Token::Accent), 2.2);
}

void ChipButton::mouseReleaseEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    const bool inside = rect().contains(at) && event->button() == Qt::LeftButton;
    setDown(false);
    event->accept();
    if (inside && crossRect().contains(at))
        Q_EMIT removeRequested(m_chip.id);
    else if (inside)
        Q_EMIT editRequested(m_chip.id);
}

void ChipButton::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        Q_EMIT removeRequested(m_chip.id);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        Q_EMIT editRequested(m_chip.id);
        return;
    default:
        QToolButton::keyPressEvent(event);
    }
}

ChipBar::ChipBar(const Theme &theme, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_clear(new QPushButton(tr("Clear all"), this))
{
    setObjectName(QStringLiteral("chipBar"));
    setAccessibleName(tr("Filters that are set"));
    auto *flow = new FlowLayout(8, this);
    m_clear->setObjectName(QStringLiteral("clearFilters"));
    m_clear->setAccessibleName(tr("Clear all filters"));
    m_clear->setFont(theme.font(TextStyle::SmallMedium));
    setButtonKind(m_clear, ButtonKind::Link);
    setCompact(m_clear);
    flow->addWidget(m_clear);
    connect(m_clear, &QPushButton::clicked, this, &ChipBar::clearRequested);
    hide();
}

void ChipBar::setChips(const QList<Chip> &chips)
{
    if (m_chips == chips)
        return;
    m_chips = chips;
    for (ChipButton *button : std::as_const(m_buttons))
        button->deleteLater();
    m_buttons.clear();
    layout()->removeWidget(m_clear);
    for (const Chip &chip : chips) {
        auto *button = new ChipButton(m_theme, chip, this);
        // Queued: the answer replaces the chip whose key press is still being handled.
        connect(button, &ChipButton::editRequested, this, &ChipBar::editRequested, Qt::QueuedConnection);
        connect(button, &ChipButton::removeRequested, this, &ChipBar::removeRequested, Qt::QueuedConnection);
        layout()->addWidget(button);
        button->show();
        m_buttons += button;
    }
    layout()->addWidget(m_clear);
    setVisible(!chips.isEmpty());
}

} // namespace ledgercast
