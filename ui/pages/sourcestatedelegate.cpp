// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sourcestatedelegate.h"

#include "ui/models/roles.h"
#include "ui/models/sourcemodel.h"
#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/pill.h"

#include <QPainter>

namespace ledgercast {

namespace {

constexpr int iconGap = 5;

struct Look
{
    Symbol symbol = Symbol::None;
    Token mark = Token::NeutralMark;
    Token text = Token::TextSecondary;
    bool isPill = false;
    Tone tone = Tone::Neutral;
};

Look lookAt(const QModelIndex &index)
{
    switch (static_cast<SourceRow::State>(index.data(role::SourceState).toInt())) {
    case SourceRow::State::UpToDate:
        return {Symbol::Check, Token::SuccessMark, Token::TextSecondary};
    case SourceRow::State::NoPermission:
        return {Symbol::Lock, Token::WarningMark, Token::Warning, true, Tone::Warning};
    case SourceRow::State::Overdue:
        return {Symbol::Late, Token::WarningMark, Token::Warning, true, Tone::Warning};
    case SourceRow::State::Failed:
        return {Symbol::CircleAlert, Token::WarningMark, Token::Warning, true, Tone::Warning};
    case SourceRow::State::NeverRead:
        break;
    }
    return {Symbol::Clock, Token::NeutralMark, Token::Muted};
}

} // namespace

SourceStateDelegate::SourceStateDelegate(const Theme &theme, QObject *parent) : CellDelegate(theme, parent) {}

void SourceStateDelegate::paintContent(QPainter *painter, const QRect &rect, const QModelIndex &index) const
{
    const QString text = index.data().toString();
    const Look look = lookAt(index);
    if (look.isPill) {
        const PillLook pill{text, look.symbol, look.tone};
        const QSize size = pillSize(theme(), pill);
        const int width = std::min(size.width(), rect.width() + metrics::cellPadding);
        paintPill(painter,
                  QRect(rect.left() - 4, rect.top() + (rect.height() - size.height()) / 2, width, size.height()),
                  theme(), pill);
        return;
    }
    const QRect icon(rect.left(), rect.top() + (rect.height() - metrics::iconSize) / 2, metrics::iconSize,
                     metrics::iconSize);
    paintSymbol(painter, icon, look.symbol, theme().color(look.mark));
    const QRect words = rect.adjusted(metrics::iconSize + iconGap, 0, 0, 0);
    painter->setFont(theme().font(TextStyle::Body));
    painter->setPen(theme().color(look.text));
    painter->drawText(words, Qt::AlignVCenter, painter->fontMetrics().elidedText(text, Qt::ElideRight, words.width()));
}

int SourceStateDelegate::contentWidth(const QModelIndex &index) const
{
    const QString text = index.data().toString();
    const Look look = lookAt(index);
    if (look.isPill)
        return pillSize(theme(), {text, look.symbol, look.tone}).width();
    return QFontMetrics(theme().font(TextStyle::Body)).horizontalAdvance(text) + metrics::iconSize + iconGap;
}

} // namespace ledgercast
