// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/coveragepane.h"

#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/rowtableview.h"
#include "ui/widgets/textlabel.h"

#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>

#include <algorithm>

namespace ledgercast {

namespace {

constexpr int barHeight = 41;
constexpr int rowHeight = 31;
constexpr int tallRow = 45; ///< with a suggestion below
constexpr int wordGap = 4;

/// The code before the name, and below "Unmapped" what to do about it.
class CoverageDelegate final : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        if (stateOf(index) == CoverageRow::State::Unmapped && !option.state.testFlag(QStyle::State_Selected))
            painter->fillRect(option.rect, theme().color(Token::WarningSoft));
        CellDelegate::paint(painter, option, index);
    }

protected:
    void paintContent(QPainter *painter, const QRect &rect, const QModelIndex &index) const override
    {
        switch (index.column()) {
        case CoverageModel::CostCentre:
            return paintCentre(painter, rect, index);
        case CoverageModel::ChannelName:
            return paintChannel(painter, rect, index);
        case CoverageModel::Rule:
            return paintText(painter, rect, index.data().toString(), TextStyle::Body, Token::TextSecondary,
                             Qt::AlignRight);
        default:
            return paintText(painter, rect, index.data().toString(), TextStyle::Body, Token::Text, Qt::AlignRight);
        }
    }
    [[nodiscard]] int contentWidth(const QModelIndex &index) const override
    {
        return QFontMetrics(theme().font(TextStyle::BodyStrong)).horizontalAdvance(index.data().toString());
    }

private:
    [[nodiscard]] static CoverageRow::State stateOf(const QModelIndex &index)
    {
        return static_cast<CoverageRow::State>(index.data(CoverageModel::State).toInt());
    }
    void paintText(QPainter *painter, const QRect &rect, const QString &text, TextStyle style, Token ink,
                   Qt::Alignment side = Qt::AlignLeft) const
    {
        painter->setFont(theme().font(style));
        painter->setPen(theme().color(ink));
        painter->drawText(rect, static_cast<int>(Qt::AlignVCenter | side),
                          painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
    }
    void paintCentre(QPainter *painter, const QRect &rect, const QModelIndex &index) const
    {
        const QString code = index.data(CoverageModel::Code).toString();
        paintText(painter, rect, code, TextStyle::BodyStrong, Token::Text);
        const int width = painter->fontMetrics().horizontalAdvance(code) + wordGap;
        paintText(painter, rect.adjusted(width, 0, 0, 0), index.data().toString().mid(code.size() + 1), TextStyle::Body,
                  Token::Text);
    }
    void paintChannel(QPainter *painter, const QRect &rect, const QModelIndex &index) const
    {
        const bool isUnmapped = stateOf(index) == CoverageRow::State::Unmapped;
        const bool isOther = index.data(CoverageModel::IsOther).toBool();
        const QString suggestion = index.data(CoverageModel::Suggestion).toString();
        QRect first = rect;
        if (!suggestion.isEmpty()) {
            first = rect.adjusted(0, 2, 0, -rect.height() / 2);
            paintText(painter, rect.adjusted(0, rect.height() / 2 - 2, 0, -3), suggestion, TextStyle::Small,
                      Token::TextSecondary);
        }
        const Token ink = isUnmapped || stateOf(index) == CoverageRow::State::Partly ? Token::Warning
                          : isOther                                                  ? Token::Accent
                                                                                     : Token::Text;
        paintText(painter, first, index.data().toString(), isUnmapped ? TextStyle::BodyStrong : TextStyle::Body, ink);
    }
};

bool isFound(const CoverageRow &row, const QString &words)
{
    return row.code.contains(words, Qt::CaseInsensitive) || row.name.contains(words, Qt::CaseInsensitive) ||
           row.channel.contains(words, Qt::CaseInsensitive);
}

} // namespace

CoveragePane::CoveragePane(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new CoverageModel(this))
    , m_table(new RowTableView(context.theme))
    , m_state(new TextLabel(context.theme, TextStyle::SmallMedium, Token::Muted))
    , m_search(new QLineEdit)
{
    setObjectName(QStringLiteral("coveragePane"));
    addTable();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(new Rule(context.theme));
    column->addWidget(m_table, 1);
}

QWidget *CoveragePane::makeBar()
{
    auto *bar = new QWidget;
    bar->setFixedHeight(barHeight);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::tablePadding, 0, 12, 0);
    row->setSpacing(8);
    row->addWidget(new TextLabel(m_context.theme, TextStyle::BodyStrong, Token::Text, tr("Coverage")));
    m_state->setObjectName(QStringLiteral("coverageState"));
    row->addWidget(m_state, 1);
    m_search->setObjectName(QStringLiteral("coverageSearch"));
    m_search->setPlaceholderText(tr("Cost centre…"));
    m_search->setAccessibleName(tr("Search cost centres"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(142);
    m_search->addAction(m_context.theme.icon(Symbol::Search, Token::Muted), QLineEdit::LeadingPosition);
    connect(m_search, &QLineEdit::textChanged, this, &CoveragePane::showRows);
    row->addWidget(m_search);
    return bar;
}

void CoveragePane::addTable()
{
    m_table->setObjectName(QStringLiteral("coverageTable"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new CoverageDelegate(m_context.theme, m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->verticalHeader()->setDefaultSectionSize(rowHeight);
    const QList<int> widths{148, 118, 58, 70};
    for (int column = 0; column < widths.size(); ++column)
        m_table->setColumnWidth(column, widths.at(column));
    m_table->horizontalHeader()->setSectionResizeMode(CoverageModel::CostCentre, QHeaderView::Stretch);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &CoveragePane::openMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &current) {
                if (current.isValid() && m_model->rows().at(current.row()).rule > 0)
                    Q_EMIT ruleChosen(m_model->rows().at(current.row()).rule);
            });
    connect(m_table, &RowTableView::rowActivated, this, [this](const QModelIndex &index) { use(index.row()); });
}

void CoveragePane::setRows(const QList<CoverageRow> &rows)
{
    m_rows = rows;
    const auto unmapped = std::count_if(rows.begin(), rows.end(),
                                        [](const CoverageRow &row) { return row.state != CoverageRow::State::Mapped; });
    m_state->setToken(unmapped > 0 ? Token::Warning : Token::Success);
    m_state->setText(rows.isEmpty()  ? QString()
                     : unmapped == 0 ? tr("All %1 mapped").arg(rows.size())
                                     : tr("%1 of %2 unmapped").arg(unmapped).arg(rows.size()));
    m_table->setAccessibleName(rows.isEmpty() ? tr("Coverage") : tr("Coverage, %1").arg(m_state->text()));
    showRows();
}

QList<CoverageRow> CoveragePane::suggestions() const
{
    QList<CoverageRow> rows = m_rows;
    rows.removeIf([](const CoverageRow &row) { return row.suggested.isEmpty(); });
    return rows;
}

void CoveragePane::showRows()
{
    QList<CoverageRow> shown = m_rows;
    shown.removeIf([words = m_search->text().trimmed()](const CoverageRow &row) { return !isFound(row, words); });
    m_table->setEmptyText(m_rows.isEmpty() ? tr("No cost centres have been read yet.")
                                           : tr("No cost centre has these words."));
    if (shown == m_model->rows())
        return;
    m_model->setRows(shown);
    for (int row = 0; row < shown.size(); ++row) {
        m_table->setRowHeight(row, shown.at(row).suggested.isEmpty() ? rowHeight : tallRow);
        if (!shown.at(row).suggested.isEmpty())
            addUse(row);
    }
}

void CoveragePane::addUse(int row)
{
    const CoverageRow &shown = m_model->rows().at(row);
    auto *place = new QWidget;
    auto *line = new QHBoxLayout(place);
    line->setContentsMargins(4, 0, 4, 0);
    auto *button = new QPushButton(tr("Use"));
    button->setObjectName(QStringLiteral("coverageUse"));
    button->setAccessibleName(tr("Use %1 for %2").arg(shown.suggested, shown.code));
    button->setToolTip(shown.reason);
    setCompact(button);
    connect(button, &QPushButton::clicked, this, [this, row] { use(row); });
    line->addWidget(button);
    m_table->setIndexWidget(m_model->index(row, CoverageModel::Rule), place);
}

void CoveragePane::use(int row)
{
    const CoverageRow shown = m_model->rows().value(row);
    if (!shown.suggested.isEmpty())
        Q_EMIT ruleWanted(shown.code, shown.suggested);
}

void CoveragePane::openMenu(const QPoint &at)
{
    const QModelIndex index = m_table->indexAt(at);
    if (!index.isValid())
        return;
    const CoverageRow row = m_model->rows().at(index.row());
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("coverageMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (!row.suggested.isEmpty())
        connect(menu->addAction(tr("Use #%1").arg(row.suggested)), &QAction::triggered, this,
                [this, row] { Q_EMIT ruleWanted(row.code, row.suggested); });
    if (const auto count = suggestions().size(); count > 1)
        connect(menu->addAction(tr("Use %1 suggestions…").arg(count)), &QAction::triggered, this,
                &CoveragePane::suggestionsWanted);
    connect(menu->addAction(tr("Show its entries")), &QAction::triggered, this,
            [this, row] { Q_EMIT entriesWanted(row.code); });
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

QWidget *CoveragePane::focusTarget() const
{
    return m_table;
}

} // namespace ledgercast
