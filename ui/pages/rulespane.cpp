// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/rulespane.h"

#include "ui/models/rulemodel.h"
#include "ui/pages/ruledelegate.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/rowtableview.h"
#include "ui/widgets/textlabel.h"

#include <QHeaderView>
#include <QInputDialog>
#include <QMenu>
#include <QShortcut>
#include <QUndoStack>

namespace ledgercast {

namespace {

constexpr int barHeight = 41;

/// One edit: the rules before and after it.
class RulesStep : public QUndoCommand
{
public:
    using Show = std::function<void(const QList<DraftRule> &)>;

    RulesStep(QList<DraftRule> before, QList<DraftRule> after, const QString &what, Show show)
        : QUndoCommand(what), m_before(std::move(before)), m_after(std::move(after)), m_show(std::move(show))
    {
    }

    void undo() override { m_show(m_before); }
    void redo() override { m_show(m_after); }

private:
    QList<DraftRule> m_before;
    QList<DraftRule> m_after;
    Show m_show;
};

} // namespace

RulesPane::RulesPane(const PageContext &context, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(new RuleModel(this))
    , m_table(new RowTableView(context.theme))
    , m_delegate(new RuleDelegate(context.theme, *m_model, m_table))
    , m_undo(new QUndoStack(this))
    , m_hintSymbol(new SymbolLabel(context.theme, metrics::iconSize))
    , m_hint(new TextLabel(context.theme, TextStyle::Small, Token::TextSecondary))
{
    setObjectName(QStringLiteral("rulesPane"));
    addTable();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeBar());
    column->addWidget(new Rule(context.theme));
    column->addWidget(m_table, 1);
    column->addWidget(makeHint());
    updateButtons();
}

RulesPane::~RulesPane()
{
    // An editor that is still open and the steps say something while they go; by then nobody can listen.
    m_delegate->disconnect(this);
    m_undo->disconnect();
}

QToolButton *RulesPane::makeButton(const QString &name, Symbol symbol, const QString &text, const QKeySequence &keys,
                                   void (RulesPane::*slot)())
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setIcon(m_context.theme.icon(symbol, Token::Text));
    button->setAccessibleName(text);
    button->setToolTip(keys.isEmpty() ? text : tr("%1 (%2)").arg(text, keys.toString(QKeySequence::NativeText)));
    setButtonKind(button, ButtonKind::Quiet);
    connect(button, &QToolButton::clicked, this, slot);
    if (!keys.isEmpty()) {
        auto *shortcut = new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, slot);
    }
    return button;
}

QWidget *RulesPane::makeBar()
{
    auto *bar = new QWidget;
    bar->setFixedHeight(barHeight);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(metrics::tablePadding, 0, 12, 0);
    row->setSpacing(4);
    row->addWidget(new TextLabel(m_context.theme, TextStyle::BodyStrong, Token::Text, tr("Rules")));
    row->addSpacing(4);
    row->addWidget(new TextLabel(m_context.theme, TextStyle::Small, Token::Muted, tr("first match wins")), 1);
    m_up = makeButton(QStringLiteral("ruleUp"), Symbol::ArrowUp, tr("Move rule up"), QKeySequence(Qt::ALT | Qt::Key_Up),
                      &RulesPane::moveUp);
    m_down = makeButton(QStringLiteral("ruleDown"), Symbol::ArrowDown, tr("Move rule down"),
                        QKeySequence(Qt::ALT | Qt::Key_Down), &RulesPane::moveDown);
    QToolButton *copy = makeButton(QStringLiteral("ruleDuplicate"), Symbol::Copy, tr("Duplicate rule"),
                                   QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D), &RulesPane::duplicate);
    QToolButton *gone = makeButton(QStringLiteral("ruleDelete"), Symbol::Delete, tr("Delete rule"),
                                   QKeySequence(Qt::Key_Delete), &RulesPane::remove);
    m_onRule = {copy, gone};
    for (QToolButton *button : {m_up, m_down, copy, gone})
        row->addWidget(button);
    auto *add = new QPushButton(m_context.theme.icon(Symbol::Add, Token::Text), tr("Add rule"));
    add->setObjectName(QStringLiteral("ruleAdd"));
    add->setToolTip(tr("Add a rule above the selected one (%1)")
                        .arg(QKeySequence(Qt::Key_Insert).toString(QKeySequence::NativeText)));
    setCompact(add);
    connect(add, &QPushButton::clicked, this, &RulesPane::add);
    auto *insert = new QShortcut(QKeySequence(Qt::Key_Insert), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(insert, &QShortcut::activated, this, &RulesPane::add);
    row->addSpacing(4);
    row->addWidget(add);
    return bar;
}

QWidget *RulesPane::makeHint()
{
    m_hintBar = new QWidget;
    auto *row = new QHBoxLayout(m_hintBar);
    row->setContentsMargins(metrics::tablePadding, 6, 12, 6);
    row->setSpacing(8);
    m_hint->setObjectName(QStringLiteral("ruleHint"));
    m_hint->setWordWrap(true);
    row->addWidget(m_hintSymbol, 0, Qt::AlignTop);
    row->addWidget(m_hint, 1);
    m_hintBar->hide();
    return m_hintBar;
}

void RulesPane::addTable()
{
    m_table->setObjectName(QStringLiteral("rulesTable"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_delegate);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::EditKeyPressed);
    m_table->setDragDropMode(QAbstractItemView::InternalMove);
    m_table->setDragDropOverwriteMode(false);
    m_table->setDropIndicatorShown(true);
    m_table->verticalHeader()->setDefaultSectionSize(31);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    const QList<int> widths{48, 118, 96, 90, 84, 44, 130, 72, 80};
    for (int column = 0; column < widths.size(); ++column)
        m_table->setColumnWidth(column, widths.at(column));
    m_table->horizontalHeader()->setSectionResizeMode(RuleModel::ChannelName, QHeaderView::Stretch);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &RulesPane::openMenu);
    connect(m_table, &RowTableView::rowActivated, this, [this](const QModelIndex &index) {
        const bool isEditable = index.flags().testFlag(Qt::ItemIsEditable);
        if (m_table->isPersistentEditorOpen(index)) // Enter in an editor that isn't done
            return;
        m_table->edit(isEditable ? index : index.siblingAtColumn(RuleModel::ChannelName));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        showHint({}, false);
        updateButtons();
    });
    connect(m_model, &RuleModel::editWanted, this, &RulesPane::edit);
    // The view is still in its drag: the rows move when that is over.
    connect(m_model, &RuleModel::moveWanted, this, &RulesPane::move, Qt::QueuedConnection);
    connect(m_model, &RuleModel::refused, this, [this](const QString &sentence) { showHint(sentence, true); });
    connect(m_delegate, &RuleDelegate::hintChanged, this, &RulesPane::showHint);
}

const RuleDraft &RulesPane::draft() const
{
    return m_model->draft();
}

void RulesPane::setDraft(const RuleDraft &draft)
{
    m_undo->clear();
    take(draft);
}

void RulesPane::take(const RuleDraft &draft)
{
    m_model->setDraft(draft);
    m_table->setAccessibleName(tr("Rules, %1, first match wins").arg(m_model->ruleCount()));
    updateButtons();
    Q_EMIT draftChanged();
}

void RulesPane::edit(const QList<DraftRule> &rules, const QString &what)
{
    if (rules == draft().rules())
        return;
    m_undo->push(new RulesStep(draft().rules(), rules, what, [this](const QList<DraftRule> &shown) {
        RuleDraft changed = draft();
        changed.setRules(shown);
        take(changed);
    }));
}

void RulesPane::setChannels(const QList<Channel> &channels)
{
    m_model->setChannels(channels);
}

void RulesPane::setGuard(const ChannelGuard &guard)
{
    m_model->setGuard(guard);
}

QString RulesPane::channelWarning(const QString &channel) const
{
    return m_model->channelWarning(channel);
}

void RulesPane::setCostCentres(const QStringList &codes)
{
    m_delegate->setCostCentres(codes);
}

int RulesPane::selectedRule() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() && current.row() < m_model->ruleCount() ? current.row() : -1;
}

void RulesPane::selectRule(int row)
{
    const int column = std::max(0, m_table->currentIndex().column());
    m_table->setCurrentIndex(m_model->index(row, column));
}

QWidget *RulesPane::focusTarget() const
{
    return m_table;
}

void RulesPane::addRule(const Route &route)
{
    const int selected = selectedRule();
    insertRules(selected < 0 ? m_model->ruleCount() : selected, {route});
}

void RulesPane::addLastRules(const QList<Route> &routes)
{
    insertRules(m_model->ruleCount(), routes);
}

void RulesPane::insertRules(int at, const QList<Route> &routes)
{
    QList<DraftRule> rules = draft().rules();
    for (qsizetype i = 0; i < routes.size(); ++i) {
        DraftRule added{routes.at(i), -1};
        added.route.priority = at > 0 ? rules.at(at - 1).route.priority : 0;
        rules.insert(at + i, added);
    }
    edit(rules, routes.size() == 1 ? tr("add rule %1").arg(at + 1) : tr("add %1 rules").arg(routes.size()));
    selectRule(at);
}

void RulesPane::add()
{
    addRule({});
    m_table->setFocus();
    m_table->setCurrentIndex(m_model->index(m_table->currentIndex().row(), RuleModel::Types));
}

void RulesPane::duplicate()
{
    const int row = selectedRule();
    if (row < 0)
        return;
    QList<DraftRule> rules = draft().rules();
    DraftRule copy{rules.at(row).route, -1};
    copy.route.name.clear(); // a name stands for one rule
    rules.insert(row + 1, copy);
    edit(rules, tr("duplicate rule %1").arg(row + 1));
    selectRule(row + 1);
}

void RulesPane::remove()
{
    const int row = selectedRule();
    if (row < 0)
        return;
    QList<DraftRule> rules = draft().rules();
    rules.removeAt(row);
    edit(rules, tr("delete rule %1").arg(row + 1));
    if (m_model->ruleCount() > 0)
        selectRule(std::min(row, m_model->ruleCount() - 1));
}

void RulesPane::move(int from, int to)
{
    if (from < 0 || to < 0 || to >= m_model->ruleCount())
        return;
    QList<DraftRule> rules = draft().rules();
    rules.move(from, to);
    edit(rules, tr("move rule %1").arg(from + 1));
    selectRule(to);
}

void RulesPane::rename()
{
    const int row = selectedRule();
    if (row < 0)
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("ruleNameDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Name of rule %1").arg(row + 1));
    dialog->setLabelText(tr("The name stands in the audit log and in Activity."));
    dialog->setTextValue(draft().rules().at(row).route.name);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, row](const QString &name) {
        QList<DraftRule> rules = draft().rules();
        if (row >= rules.size())
            return;
        if (const auto written = setRuleText(rules[row].route, RuleField::Name, name); !written)
            return showHint(written.error(), true);
        edit(rules, tr("name rule %1").arg(row + 1));
    });
    dialog->open();
}

void RulesPane::openMenu(const QPoint &at)
{
    if (selectedRule() < 0)
        return;
    const Theme &theme = m_context.theme;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("ruleMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto item = [&](Symbol symbol, const QString &text, void (RulesPane::*slot)(), bool isEnabled) {
        QAction *action = menu->addAction(theme.icon(symbol), text);
        action->setEnabled(isEnabled);
        connect(action, &QAction::triggered, this, slot);
    };
    connect(menu->addAction(tr("Edit cell")), &QAction::triggered, this,
            [this] { Q_EMIT m_table->rowActivated(m_table->currentIndex()); });
    item(Symbol::None, tr("Name…"), &RulesPane::rename, true);
    menu->addSeparator();
    item(Symbol::ArrowUp, tr("Move up"), &RulesPane::moveUp, m_up->isEnabled());
    item(Symbol::ArrowDown, tr("Move down"), &RulesPane::moveDown, m_down->isEnabled());
    item(Symbol::Add, tr("Add rule above"), &RulesPane::add, true);
    item(Symbol::Copy, tr("Duplicate"), &RulesPane::duplicate, true);
    item(Symbol::Delete, tr("Delete"), &RulesPane::remove, true);
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void RulesPane::showHint(const QString &sentence, bool isProblem)
{
    m_hintBar->setVisible(!sentence.isEmpty());
    m_hint->setText(sentence);
    m_hint->setToken(isProblem ? Token::Danger : Token::TextSecondary);
    m_hintSymbol->setSymbol(isProblem ? Symbol::CircleAlert : Symbol::Info,
                            isProblem ? Token::DangerMark : Token::Muted);
}

void RulesPane::updateButtons()
{
    const int row = selectedRule();
    for (QToolButton *button : std::as_const(m_onRule))
        button->setEnabled(row >= 0);
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_model->ruleCount());
}

QString RulesPane::whyNotApplicable() const
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        for (int column = 0; column < RuleModel::ColumnCount; ++column) {
            const QString problem = m_model->index(row, column).data(RuleModel::Problem).toString();
            if (!problem.isEmpty() && row < m_model->ruleCount())
                return tr("Rule %1: %2").arg(row + 1).arg(problem);
            if (!problem.isEmpty())
                return tr("Everything else: %1").arg(problem);
        }
    }
    return {};
}

/// The channel takes the room that is left, and never less than its name needs: then the table scrolls.
void RulesPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    constexpr int leastChannel = 130;
    int others = 0;
    for (int column = 0; column < m_model->columnCount(); ++column)
        others += column == RuleModel::ChannelName ? 0 : m_table->columnWidth(column);
    QHeaderView *header = m_table->horizontalHeader();
    const bool hasRoom = width() - others >= leastChannel;
    header->setSectionResizeMode(RuleModel::ChannelName, hasRoom ? QHeaderView::Stretch : QHeaderView::Interactive);
    if (!hasRoom)
        header->resizeSection(RuleModel::ChannelName, leastChannel);
}

} // namespace ledgercast
