// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/celldelegate.h"

#include "ui/format/entrystate.h"
#include "ui/format/recordlook.h"
#include "ui/models/roles.h"
#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/rowtableview.h"

#include <QHeaderView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace ledgercast {

namespace {

constexpr int iconGap = 7;
constexpr int currencyGap = 4;
/// Room for any three-letter code, so that amounts line up whatever the currency.
const auto widestCurrency = QStringLiteral("MMM");

/// Columns can be moved: the first is the one that stands first.
bool isFirst(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *table = qobject_cast<const RowTableView *>(option.widget);
    return table && table->horizontalHeader()->visualIndex(index.column()) == 0;
}

PillLook pillOf(const QModelIndex &index, int stateRole)
{
    const StateLook look =
        lookOf(static_cast<EntryState>(index.data(stateRole).toInt()), index.data(role::StateReason).toString());
    return {look.word, look.symbol, look.tone};
}

} // namespace

CellDelegate::CellDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    paintGround(painter, option, index);
    const int left = metrics::cellPadding + (isFirst(option, index) ? metrics::edgePadding : 0);
    paintContent(painter, option.rect.adjusted(left, 0, -metrics::cellPadding, -1), index);
    painter->restore();
}

void CellDelegate::paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *table = qobject_cast<const RowTableView *>(option.widget);
    if (option.state.testFlag(QStyle::State_Selected))
        painter->fillRect(option.rect, m_theme.color(Token::Selection));
    else if (table && table->hoveredRow() == index.row())
        painter->fillRect(option.rect, m_theme.color(Token::Hover));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      m_theme.color(Token::Border));
}

void CellDelegate::paintContent(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const QString text = index.data().toString();
    const auto alignment = static_cast<Qt::Alignment>(index.data(Qt::TextAlignmentRole).toInt());
    const bool right = alignment.testFlag(Qt::AlignRight);
    const bool empty = m_mutedWhenEmpty && (text == u"0" || text == u"—");
    painter->setFont(m_theme.font(m_style));
    painter->setPen(m_theme.color(empty ? Token::Muted : m_token));
    if (!text.isEmpty() && text.at(0).isDigit())
        drawFigures(painter, rect, Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft), text);
    else
        painter->drawText(rect, static_cast<int>(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft)),
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

int CellDelegate::contentWidth(const QModelIndex &index) const
{
    return QFontMetrics(m_theme.font(m_style)).horizontalAdvance(index.data().toString());
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int edge = isFirst(option, index) ? metrics::edgePadding : 0;
    return {contentWidth(index) + edge + 2 * metrics::cellPadding + 2, metrics::tableRow};
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    const bool cut = contentWidth(index) + 2 * metrics::cellPadding > option.rect.width();
    if (event->type() == QEvent::ToolTip && index.data(Qt::ToolTipRole).isNull()) {
        if (cut)
            QToolTip::showText(event->globalPos(), index.data().toString(), view);
        else
            QToolTip::hideText();
        return true;
    }
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

StatePillDelegate::StatePillDelegate(const Theme &theme, int stateRole, QObject *parent)
    : CellDelegate(theme, parent), m_stateRole(stateRole)
{
}

void StatePillDelegate::paintContent(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    if (!index.data(m_stateRole).isValid())
        return;
    const PillLook look = pillOf(index, m_stateRole);
    QSize size = pillSize(theme(), look);
    size.setWidth(std::min(size.width(), rect.width() + 8));
    paintPill(painter, QRect(QPoint(rect.left() - 4, rect.top() + (rect.height() - size.height()) / 2), size), theme(),
              look);
}

int StatePillDelegate::contentWidth(const QModelIndex &index) const
{
    return pillSize(theme(), pillOf(index, m_stateRole)).width() - 8;
}

MoneyDelegate::MoneyDelegate(const Theme &theme, QObject *parent) : CellDelegate(theme, parent) {}

void MoneyDelegate::paintContent(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const QString text = index.data().toString();
    const qsizetype space = text.lastIndexOf(u' ');
    const QString amount = space < 0 ? text : text.left(space);
    const QString currency = space < 0 ? QString() : text.mid(space + 1);
    painter->setFont(theme().font(TextStyle::Body));
    const int currencyWidth = painter->fontMetrics().horizontalAdvance(widestCurrency) - 4;
    painter->setPen(theme().color(Token::Muted));
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignRight, currency);
    painter->setPen(theme().color(Token::Text));
    const int own = std::max(painter->fontMetrics().horizontalAdvance(currency), currencyWidth - 8);
    drawFigures(painter, rect.adjusted(0, 0, -own - currencyGap, 0), Qt::AlignVCenter | Qt::AlignRight, amount);
}

int MoneyDelegate::contentWidth(const QModelIndex &index) const
{
    return qCeil(figuresWidth(theme().font(TextStyle::Body), index.data().toString())) + currencyGap + 4;
}

DocumentDelegate::DocumentDelegate(const Theme &theme, int typeRole, QObject *parent)
    : CellDelegate(theme, parent), m_typeRole(typeRole)
{
}

void DocumentDelegate::paintContent(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const QRect icon(rect.left(), rect.top() + (rect.height() - metrics::iconSize) / 2, metrics::iconSize,
                     metrics::iconSize);
    paintSymbol(painter, icon, symbolOfRecord(index.data(m_typeRole).toString()), theme().color(Token::TextSecondary));
    const QRect text = rect.adjusted(metrics::iconSize + iconGap, 0, 0, 0);
    painter->setFont(theme().font(TextStyle::BodyMedium));
    painter->setPen(theme().color(Token::Text));
    painter->drawText(text, Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, text.width()));
}

int DocumentDelegate::contentWidth(const QModelIndex &index) const
{
    return QFontMetrics(theme().font(TextStyle::BodyMedium)).horizontalAdvance(index.data().toString()) +
           metrics::iconSize + iconGap;
}

} // namespace ledgercast
