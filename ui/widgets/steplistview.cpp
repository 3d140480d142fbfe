// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/steplistview.h"

#include "ui/theme/symbolicon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/figures.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace ledgercast {

namespace {

constexpr int stepHeight = 28;
constexpr int nestedHeight = 26;
constexpr int indent = 30;
constexpr int programLeft = 168;

struct StepLook
{
    Symbol symbol;
    Symbol nestedSymbol;
    Token mark;
    Token right;
};

StepLook lookOf(const StepItem &item)
{
    switch (item.state) {
    case StepItem::State::Passed:
        return {Symbol::CircleCheck, Symbol::Check, Token::SuccessMark, Token::Muted};
    case StepItem::State::Warning:
        return {Symbol::CircleAlert, item.noPermission ? Symbol::Lock : Symbol::CircleAlert, Token::WarningMark,
                item.level > 0 ? Token::Warning : Token::Muted};
    case StepItem::State::Failed:
        return {Symbol::Failed, item.noPermission ? Symbol::Lock : Symbol::Failed, Token::DangerMark, Token::Danger};
    case StepItem::State::Running:
        return {Symbol::Sync, Symbol::Sync, Token::InfoMark, Token::Muted};
    case StepItem::State::Skipped:
        return {Symbol::Minus, Symbol::Minus, Token::NeutralMark, Token::Muted};
    case StepItem::State::Waiting:
        break;
    }
    return {Symbol::Waiting, Symbol::Waiting, Token::NeutralMark, Token::Muted};
}

QString wordOf(StepItem::State state)
{
    switch (state) {
    case StepItem::State::Waiting:
        return StepListView::tr("waiting");
    case StepItem::State::Running:
        return StepListView::tr("running");
    case StepItem::State::Passed:
        return StepListView::tr("passed");
    case StepItem::State::Warning:
        return StepListView::tr("warning");
    case StepItem::State::Failed:
        return StepListView::tr("failed");
    case StepItem::State::Skipped:
        return StepListView::tr("skipped");
    }
    return {};
}

bool needsSomething(const StepItem &item)
{
    return item.state == StepItem::State::Warning || item.state == StepItem::State::Failed;
}

class StepDelegate : public QStyledItemDelegate
{
public:
    StepDelegate(const Theme &theme, StepListView *view) : QStyledItemDelegate(view), m_theme(theme), m_view(view) {}

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return {200, m_view->item(index).level > 0 ? nestedHeight : stepHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const StepItem &item = m_view->item(index);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect row = item.level > 0 ? option.rect.adjusted(indent, 0, 0, 0) : option.rect;
        if (item.level > 0)
            painter->fillRect(QRect(row.left(), row.top(), row.width(), 1), m_theme.color(Token::Border));
        if (m_view->hasFocus() && index == m_view->currentIndex()) {
            painter->setPen(QPen(m_theme.color(Token::Accent), metrics::focusRing));
            painter->drawRoundedRect(QRectF(row).adjusted(1, 2, -1, -1), metrics::tagRadius, metrics::tagRadius);
        }
        if (item.level > 0)
            paintNested(painter, row, item);
        else
            paintStep(painter, row, item);
        painter->restore();
    }

private:
    void paintStep(QPainter *painter, const QRect &row, const StepItem &item) const
    {
        const StepLook look = lookOf(item);
        paintSymbol(painter, QRect(row.left(), row.center().y() - 8, 18, 18), look.symbol, m_theme.color(look.mark));
        const int rightWidth = paintRight(painter, row, item, look);
        QRect text = row.adjusted(indent, 0, -rightWidth - 10, 0);
        painter->setFont(m_theme.font(TextStyle::BodyStrong));
        painter->setPen(m_theme.color(item.state == StepItem::State::Waiting ? Token::Muted : Token::Text));
        painter->drawText(text, Qt::AlignVCenter, item.title);
        text.setLeft(text.left() + painter->fontMetrics().horizontalAdvance(item.title) + 10);
        painter->setFont(m_theme.font(TextStyle::Body));
        painter->setPen(m_theme.color(Token::TextSecondary));
        painter->drawText(text, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(item.detail, Qt::ElideRight, text.width()));
    }

    void paintNested(QPainter *painter, const QRect &row, const StepItem &item) const
    {
        const StepLook look = lookOf(item);
        paintSymbol(painter, QRect(row.left(), row.center().y() - 7, 15, 15), look.nestedSymbol,
                    m_theme.color(look.mark), 2.1);
        const int rightWidth = paintRight(painter, row.adjusted(0, 0, -4, 0), item, look);
        const QRect title(row.left() + 27, row.top(), programLeft - 35, row.height());
        painter->setFont(m_theme.font(needsSomething(item) ? TextStyle::BodyStrong : TextStyle::Body));
        painter->setPen(m_theme.color(Token::Text));
        painter->drawText(title, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(item.title, Qt::ElideRight, title.width()));
        const QRect program(row.left() + programLeft, row.top(), row.width() - programLeft - rightWidth - 10,
                            row.height());
        painter->setFont(m_theme.font(TextStyle::Code));
        painter->setPen(m_theme.color(Token::TextSecondary));
        painter->drawText(program, Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(item.program, Qt::ElideRight, program.width()));
    }

    int paintRight(QPainter *painter, const QRect &row, const StepItem &item, const StepLook &look) const
    {
        QFont font = m_theme.font(TextStyle::Small);
        if (needsSomething(item) && item.level > 0)
            font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(m_theme.color(look.right));
        drawFigures(painter, row, Qt::AlignVCenter | Qt::AlignRight, item.right);
        return qCeil(figuresWidth(font, item.right));
    }

    const Theme &m_theme;
    StepListView *m_view;
};

} // namespace

QString StepItem::accessibleText() const
{
    QStringList parts{title};
    for (const QString &part : {program, detail})
        if (!part.isEmpty())
            parts += part;
    parts += right.isEmpty() || state == State::Passed ? wordOf(state) : right;
    return parts.join(u", "_qs);
}

StepListView::StepListView(const Theme &theme, QWidget *parent)
    : QListView(parent), m_model(new ValueListModel<StepItem>(this))
{
    setObjectName(QStringLiteral("connectionSteps"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    setModel(m_model);
    setItemDelegate(new StepDelegate(theme, this));
    connect(this, &QListView::doubleClicked, this, [this](const QModelIndex &index) {
        if (needsSomething(item(index)))
            Q_EMIT remedyRequested(item(index).id);
    });
}

void StepListView::setItems(const QList<StepItem> &items)
{
    m_model->setItems(items);
    updateGeometry();
}

QSize StepListView::sizeHint() const
{
    int height = 0;
    for (const StepItem &item : m_model->items())
        height += item.level > 0 ? nestedHeight : stepHeight;
    return {420, height};
}

void StepListView::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid() && needsSomething(item(currentIndex())))
        Q_EMIT remedyRequested(item(currentIndex()).id);
    else
        QListView::keyPressEvent(event);
}

} // namespace ledgercast
