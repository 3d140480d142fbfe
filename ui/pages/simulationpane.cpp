// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulationpane.h"

#include "ui/format/format.h"
#include "ui/models/effectmodel.h"
#include "ui/present/hub.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/rowtableview.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QGraphicsOpacityEffect>
#include <QHeaderView>

namespace ledgercast {

namespace {

constexpr int barHeight = 38;
constexpr int sentencesWidth = 360;
constexpr int barThickness = 8;
constexpr int leastBody = 5 * metrics::tableRow + metrics::tableHeader + 2;
constexpr qreal staleOpacity = 0.5;

/// Paints what changes stronger than what was, and both as bars.
class EffectDelegate final : public CellDelegate
{
public:
    using CellDelegate::CellDelegate;

protected:
    void paintContent(QPainter *painter, const QRect &rect, const QModelIndex &index) const override
    {
        if (index.column() == EffectModel::Bars)
            return paintBars(painter, rect, index);
        const auto alignment = static_cast<Qt::Alignment>(index.data(Qt::TextAlignmentRole).toInt());
        painter->setFont(theme().font(styleOf(index)));
        painter->setPen(theme().color(inkOf(index)));
        painter->drawText(rect, static_cast<int>(alignment),
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
    }
    [[nodiscard]] int contentWidth(const QModelIndex &index) const override
    {
        return QFontMetrics(theme().font(styleOf(index))).horizontalAdvance(index.data().toString());
    }

private:
    [[nodiscard]] static EffectRow::Kind kindOf(const QModelIndex &index)
    {
        return static_cast<EffectRow::Kind>(index.data(EffectModel::RowKind).toInt());
    }
    [[nodiscard]] static bool isZero(const QModelIndex &index)
    {
        return index.siblingAtColumn(EffectModel::Change).data().toString() == u"0";
    }
    [[nodiscard]] static TextStyle styleOf(const QModelIndex &index)
    {
        const bool isOthers = kindOf(index) == EffectRow::Kind::Others;
        const bool isStrong = index.column() == EffectModel::ChannelName || index.column() == EffectModel::After ||
                              (index.column() == EffectModel::Change && !isZero(index));
        return isStrong && !isOthers ? TextStyle::BodyStrong : TextStyle::Body;
    }
    [[nodiscard]] static Token inkOf(const QModelIndex &index)
    {
        const EffectRow::Kind kind = kindOf(index);
        if (kind == EffectRow::Kind::Unrouted && index.column() == EffectModel::ChannelName)
            return Token::Warning;
        const bool isAside = kind == EffectRow::Kind::Others || index.column() == EffectModel::Before ||
                             index.column() == EffectModel::Why ||
                             (index.column() == EffectModel::Change && isZero(index));
        return isAside ? Token::TextSecondary : Token::Text;
    }
    void paintBars(QPainter *painter, const QRect &rect, const QModelIndex &index) const
    {
        if (kindOf(index) != EffectRow::Kind::Channel)
            return;
        const int middle = rect.center().y();
        const auto bar = [&](int role, int top, Token token) {
            const int width = qRound(index.data(role).toDouble() * rect.width());
            if (width == 0)
                return;
            painter->setBrush(theme().color(token));
            painter->drawRoundedRect(QRect(rect.left(), top, std::max(width, 3), barThickness), 2, 2);
        };
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        bar(EffectModel::BeforeShare, middle - barThickness, Token::NeutralMark);
        bar(EffectModel::AfterShare, middle + 2, Token::Accent);
    }
};

} // namespace

SimulationPane::SimulationPane(const PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_model(new EffectModel(this)), m_table(new RowTableView(context.theme))
{
    setObjectName(QStringLiteral("simulationPane"));
    addTable();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Rule(context.theme));
    column->addWidget(makeBar());
    m_body = makeBody();
    column->addWidget(m_body, 1);
    showAll();
}

QWidget *SimulationPane::makeBar()
{
    auto *bar = new QWidget;
    bar->setFixedHeight(barHeight);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::tablePadding - 4, 0, 12, 0);
    row->setSpacing(6);
    m_toggle = new QToolButton;
    m_toggle->setObjectName(QStringLiteral("simulationToggle"));
    setButtonKind(m_toggle, ButtonKind::Quiet);
    connect(m_toggle, &QToolButton::clicked, this, [this] { setOpen(!m_isOpen); });
    row->addWidget(m_toggle);
    row->addWidget(new TextLabel(m_context.theme, TextStyle::BodyStrong, Token::Text, tr("What would change")));
    row->addSpacing(4);
    m_note = new TextLabel(m_context.theme, TextStyle::Small, Token::Muted);
    m_note->setObjectName(QStringLiteral("simulationNote"));
    row->addWidget(m_note, 1);
    m_short = new QCheckBox(tr("Only channels that change"));
    m_short->setObjectName(QStringLiteral("simulationShort"));
    m_short->setChecked(true);
    connect(m_short, &QCheckBox::toggled, this, &SimulationPane::showAll);
    row->addWidget(m_short);
    m_show = new QPushButton;
    m_show->setObjectName(QStringLiteral("simulationShow"));
    setCompact(m_show);
    connect(m_show, &QPushButton::clicked, this, [this] { Q_EMIT entriesWanted(m_result.changed); });
    row->addWidget(m_show);
    return bar;
}

QWidget *SimulationPane::makeBody()
{
    auto *body = new QWidget;
    body->setMinimumHeight(leastBody);
    auto *row = new QHBoxLayout(body);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_table, 1);
    auto *aside = new QWidget;
    aside->setObjectName(QStringLiteral("simulationSentences"));
    aside->setFixedWidth(sentencesWidth);
    m_sentences = new QVBoxLayout(aside);
    m_sentences->setContentsMargins(metrics::tablePadding, 8, 12, 8);
    m_sentences->setSpacing(6);
    row->addWidget(aside);
    return body;
}

void SimulationPane::addTable()
{
    m_table->setObjectName(QStringLiteral("simulationTable"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new EffectDelegate(m_context.theme, m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    const QList<int> widths{150, 64, 64, 70, 120};
    for (int column = 0; column < widths.size(); ++column)
        m_table->setColumnWidth(column, widths.at(column));
    m_table->horizontalHeader()->setSectionResizeMode(EffectModel::Why, QHeaderView::Stretch);
}

void SimulationPane::setOpen(bool isOpen)
{
    if (m_isOpen == isOpen)
        return;
    m_isOpen = isOpen;
    showAll();
    Q_EMIT openChanged(isOpen);
}

void SimulationPane::setDrafted(bool isDrafted)
{
    m_isDrafted = isDrafted;
    m_hasResult = m_hasResult && isDrafted;
    showAll();
}

void SimulationPane::setResult(const SimulationResult &result, std::chrono::milliseconds took)
{
    if (!m_isDrafted)
        return;
    m_result = result;
    m_took = took;
    m_hasResult = true;
    m_isStale = false;
    showAll();
}

void SimulationPane::setSuggestions(int count)
{
    m_suggestions = count;
}

void SimulationPane::setChecking()
{
    if (m_isDrafted)
        setNote(tr("Checking…"), true);
}

void SimulationPane::setProblem(const QString &sentence)
{
    if (m_isDrafted)
        setNote(sentence, true);
}

void SimulationPane::setNote(const QString &note, bool isStale)
{
    m_note->setText(note);
    if (m_isStale == isStale && !isStale)
        return;
    m_isStale = isStale;
    // Numbers of another draft stay, but step back.
    auto *faded = isStale ? new QGraphicsOpacityEffect : nullptr;
    if (faded)
        faded->setOpacity(staleOpacity);
    m_body->setGraphicsEffect(faded);
}

void SimulationPane::showAll()
{
    const bool hasNumbers = m_isDrafted && m_hasResult;
    const bool isShown = m_isOpen && hasNumbers;
    m_toggle->setIcon(
        m_context.theme.icon(m_isOpen ? Symbol::ChevronDown : Symbol::ChevronRight, Token::TextSecondary));
    m_toggle->setAccessibleName(m_isOpen ? tr("Hide what would change") : tr("Show what would change"));
    m_toggle->setEnabled(hasNumbers);
    m_body->setVisible(isShown);
    m_short->setVisible(isShown);
    m_show->setVisible(isShown && !m_result.changed.isEmpty());
    m_show->setText(m_result.changed.size() == 1 ? tr("Show 1 entry")
                                                 : tr("Show %1 entries").arg(format::count(m_result.changed.size())));
    setMaximumHeight(isShown ? QWIDGETSIZE_MAX : barHeight + 1);
    if (!m_isDrafted)
        return setNote(tr("Change a rule to see its effect on the last 30 days."), false);
    if (!m_hasResult)
        return;
    const EffectView view = effectsOf(m_result, m_context.hub.channels(), m_short->isChecked());
    m_model->setRows(view.rows);
    m_table->setAccessibleName(view.changedChannels == 1
                                   ? tr("What would change, 1 channel")
                                   : tr("What would change, %1 channels").arg(view.changedChannels));
    showSentences(view.inShort);
    if (!m_isStale)
        setNote(tr("last 30 days, %1 entries, checked in %2. A simulation posts nothing.")
                    .arg(format::count(m_result.entries), format::duration(m_took)),
                false);
}

void SimulationPane::showSentences(const QList<EffectView::Sentence> &sentences)
{
    while (QLayoutItem *item = m_sentences->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    m_said.clear();
    m_sentences->addWidget(new TextLabel(m_context.theme, TextStyle::BodyStrong, Token::Text, tr("In short")));
    for (const EffectView::Sentence &sentence : sentences) {
        m_said += sentence.text;
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(8);
        auto *symbol = new SymbolLabel(m_context.theme, metrics::iconSize);
        symbol->setSymbol(sentence.symbol, sentence.token);
        row->addWidget(symbol, 0, Qt::AlignTop);
        auto *text = new TextLabel(m_context.theme, TextStyle::Small, Token::TextSecondary, sentence.text);
        const bool hasLink = sentence.isUnrouted && m_suggestions > 0;
        text->setWordWrap(!hasLink);
        row->addWidget(text, hasLink ? 0 : 1);
        if (hasLink)
            addSuggestions(row);
        m_sentences->addWidget(line);
    }
    m_sentences->addStretch(1);
}

void SimulationPane::addSuggestions(QHBoxLayout *row)
{
    auto *use = new QPushButton(m_suggestions == 1   ? tr("Use the suggestion")
                                : m_suggestions == 2 ? tr("Use both suggestions")
                                                     : tr("Use %1 suggestions…").arg(format::count(m_suggestions)));
    use->setObjectName(QStringLiteral("useSuggestions"));
    setButtonKind(use, ButtonKind::Link);
    setCompact(use);
    connect(use, &QPushButton::clicked, this, &SimulationPane::suggestionsWanted);
    row->addWidget(use);
    row->addStretch(1);
}

QStringList SimulationPane::sentences() const
{
    return m_isDrafted && m_hasResult && !m_isStale ? m_said : QStringList();
}

QWidget *SimulationPane::focusTarget() const
{
    return m_body->isVisible() ? static_cast<QWidget *>(m_table) : m_toggle;
}

} // namespace ledgercast
