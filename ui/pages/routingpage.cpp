// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/routingpage.h"

#include "core/engine/storedguard.h"
#include "core/routing/routescsv.h"
#include "core/store/readerthread.h"
#include "ui/actions.h"
#include "ui/dialogs/applyrulesdialog.h"
#include "ui/dialogs/suggestionsdialog.h"
#include "ui/format/format.h"
#include "ui/pages/coveragepane.h"
#include "ui/pages/rulefiles.h"
#include "ui/pages/rulespane.h"
#include "ui/pages/simulationpane.h"
#include "ui/present/coverage.h"
#include "ui/present/hub.h"
#include "ui/present/rulechanges.h"
#include "ui/present/simulator.h"
#include "ui/present/tellengine.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/textlabel.h"
#include "ui/window/question.h"
#include "ui/window/windowmemory.h"

#include <QShortcut>
#include <QSplitter>
#include <QUndoStack>

namespace ledgercast {

namespace {

constexpr int rulesWidth = 760;
constexpr int coverageWidth = 390;
constexpr int mostAtOnce = 2; ///< suggestions that are taken without being listed

} // namespace

RoutingPage::RoutingPage(const PageContext &context, QWidget *parent)
    : WindowPage(tab(), context, parent)
    , m_rules(new RulesPane(context))
    , m_coverage(new CoveragePane(context))
    , m_simulation(new SimulationPane(context))
    , m_files(new RuleFiles(context, *m_rules, *this))
    , m_simulator(new Simulator(context.console, context.readers, context.hub, context.clock, this))
    , m_pill(new Pill(context.theme))
    , m_splitter(new QSplitter)
{
    setObjectName(QStringLiteral("routingPage"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(new Rule(context.theme));
    m_splitter->setObjectName(QStringLiteral("routingSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(m_rules);
    m_splitter->addWidget(m_coverage);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({rulesWidth, coverageWidth});
    auto *drawer = new QSplitter(Qt::Vertical);
    drawer->setObjectName(QStringLiteral("simulationSplitter"));
    drawer->setChildrenCollapsible(false);
    drawer->setHandleWidth(1);
    drawer->addWidget(m_splitter);
    drawer->addWidget(m_simulation);
    drawer->setStretchFactor(0, 1);
    column->addWidget(drawer, 1);
    addKeys();
    connectFiles();
    connectSimulation();
    connectCoverage();
    connect(m_rules, &RulesPane::draftChanged, this, &RoutingPage::takeDraft);
    connect(&context.hub, &Hub::storeMoved, this, &RoutingPage::readStore);
    readStore();
    takeDraft();
}

QPushButton *RoutingPage::makeButton(const QString &name, const QString &text, Symbol symbol)
{
    auto *button = new QPushButton(text);
    button->setObjectName(name);
    if (symbol != Symbol::None)
        button->setIcon(context().theme.icon(symbol, Token::Text));
    return button;
}

QWidget *RoutingPage::makeHeader()
{
    auto *header = new QWidget;
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(metrics::pagePadding, 10, metrics::pagePadding, 10);
    row->setSpacing(8);
    row->addWidget(new TextLabel(context().theme, TextStyle::Title, Token::Text, title()));
    row->addSpacing(6);
    m_pill->setObjectName(QStringLiteral("draftPill"));
    row->addWidget(m_pill);
    row->addStretch(1);
    QPushButton *import = makeButton(QStringLiteral("importRules"), tr("Import CSV…"), Symbol::Import);
    import->setAccessibleName(tr("Import rules from CSV"));
    connect(import, &QPushButton::clicked, context().actions[Command::ImportRules], &QAction::trigger);
    m_export = makeButton(QStringLiteral("exportRules"), tr("Export CSV…"), Symbol::Export);
    m_export->setAccessibleName(tr("Export rules to CSV"));
    connect(m_export, &QPushButton::clicked, context().actions[Command::ExportRules], &QAction::trigger);
    m_discard = makeButton(QStringLiteral("discardDraft"), tr("Discard"), Symbol::None);
    m_discard->setAccessibleName(tr("Discard draft"));
    connect(m_discard, &QPushButton::clicked, this, &RoutingPage::discard);
    m_apply = makeButton(QStringLiteral("applyDraft"), tr("Apply changes…"), Symbol::None);
    setButtonKind(m_apply, ButtonKind::Primary);
    connect(m_apply, &QPushButton::clicked, this, &RoutingPage::apply);
    for (QPushButton *button : {import, m_export})
        row->addWidget(button);
    row->addSpacing(8);
    for (QPushButton *button : {m_discard, m_apply})
        row->addWidget(button);
    return header;
}

void RoutingPage::addKeys()
{
    auto *save =
        new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_S), this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(save, &QShortcut::activated, m_apply, &QPushButton::click);
    QUndoStack *steps = m_rules->undoStack();
    const Actions &actions = context().actions;
    connect(actions[Command::Undo], &QAction::triggered, this, [this, steps] {
        if (m_isInFront)
            steps->undo();
    });
    connect(actions[Command::Redo], &QAction::triggered, this, [this, steps] {
        if (m_isInFront)
            steps->redo();
    });
    connect(steps, &QUndoStack::indexChanged, this, &RoutingPage::updateActions);
}

void RoutingPage::connectFiles()
{
    const Actions &actions = context().actions;
    connect(actions[Command::ImportRules], &QAction::triggered, this, [this] {
        Q_EMIT pageWanted(id());
        m_files->choose();
    });
    connect(actions[Command::ExportRules], &QAction::triggered, this, [this] {
        Q_EMIT pageWanted(id());
        m_files->chooseExport(m_export->mapToGlobal(m_export->rect().bottomLeft()));
    });
    connect(m_files, &RuleFiles::notice, this, &RoutingPage::notice);
}

void RoutingPage::takeFile(const QString &path)
{
    if (m_hasRead)
        m_files->import(path);
    else
        m_waitingFile = path;
}

void RoutingPage::connectSimulation()
{
    connect(m_simulator, &Simulator::isTakingLong, m_simulation, &SimulationPane::setChecking);
    connect(m_simulator, &Simulator::answered, this, &RoutingPage::takeResult);
    connect(m_simulator, &Simulator::failed, m_simulation, &SimulationPane::setProblem);
    QAction *toggle = context().actions[Command::ToggleSimulation];
    connect(toggle, &QAction::triggered, m_simulation, &SimulationPane::setOpen);
    connect(m_simulation, &SimulationPane::openChanged, toggle, &QAction::setChecked);
}

void RoutingPage::connectCoverage()
{
    connect(m_coverage, &CoveragePane::ruleChosen, this, [this](int rule) { m_rules->selectRule(rule - 1); });
    connect(m_coverage, &CoveragePane::ruleWanted, this, [this](const QString &costCentre, const QString &channel) {
        CoverageRow row;
        row.code = costCentre;
        row.suggested = channel;
        addSuggested({row});
    });
    connect(m_coverage, &CoveragePane::suggestionsWanted, this, &RoutingPage::useSuggestions);
    connect(m_simulation, &SimulationPane::suggestionsWanted, this, [this] {
        const QList<CoverageRow> suggestions = m_coverage->suggestions();
        suggestions.size() > mostAtOnce ? useSuggestions() : addSuggested(suggestions);
    });
    connect(m_simulation, &SimulationPane::entriesWanted, this, [this](const QList<qint64> &ids) {
        EntryFilter filter;
        filter.ids = ids;
        Q_EMIT entriesWanted(filter);
    });
    connect(m_coverage, &CoveragePane::entriesWanted, this, [this](const QString &costCentre) {
        EntryFilter filter;
        filter.costCentres = {costCentre};
        Q_EMIT entriesWanted(filter);
    });
}

void RoutingPage::takeResult(const SimulationResult &result, std::chrono::milliseconds took)
{
    m_coverage->setRows(coverageOf(m_rules->draft(), m_costCentres, result, context().hub.channels()));
    m_simulation->setSuggestions(static_cast<int>(m_coverage->suggestions().size()));
    m_simulation->setResult(result, took);
    m_hasCoverage = true;
    if (std::exchange(m_wantsSuggestions, false))
        useSuggestions();
}

void RoutingPage::useSuggestions()
{
    if (!m_hasCoverage) {
        m_wantsSuggestions = true;
        return;
    }
    const QList<CoverageRow> suggestions = m_coverage->suggestions();
    if (suggestions.isEmpty())
        return Q_EMIT notice(tr("No channel's name fits a cost centre without one. Add a rule for it in the table."));
    auto *dialog = new SuggestionsDialog(context().theme, suggestions, window());
    connect(dialog, &SuggestionsDialog::confirmed, this, &RoutingPage::addSuggested);
    dialog->open();
}

/// Last, so that nothing that has a channel is taken from it.
void RoutingPage::addSuggested(const QList<CoverageRow> &suggestions)
{
    QList<Route> routes;
    for (const CoverageRow &row : suggestions) {
        Route route;
        route.costCentres = {row.code};
        route.channel = row.suggested;
        routes += route;
    }
    m_rules->addLastRules(routes);
}

/// The draft is tried on what was recorded; an incomplete one can't be.
void RoutingPage::simulate()
{
    const RuleDraft &draft = m_rules->draft();
    m_simulation->setDrafted(draft.isChanged());
    if (!m_isInFront || !m_hasRead)
        return;
    if (const QString reason = m_rules->whyNotApplicable(); !reason.isEmpty()) {
        m_simulator->forget();
        return m_simulation->setProblem(reason);
    }
    m_simulator->ask(draft.applied(), draft.forApplying());
}

void RoutingPage::activate()
{
    m_isInFront = true;
    updateActions();
    QAction *toggle = context().actions[Command::ToggleSimulation];
    toggle->setEnabled(true);
    toggle->setChecked(m_simulation->isOpen());
    simulate();
}

void RoutingPage::deactivate()
{
    m_isInFront = false;
    m_simulator->forget();
    for (const Command command : {Command::Undo, Command::Redo, Command::ToggleSimulation})
        context().actions[command]->setEnabled(false);
}

void RoutingPage::updateActions()
{
    if (!m_isInFront)
        return;
    context().actions[Command::Undo]->setEnabled(m_rules->undoStack()->canUndo());
    context().actions[Command::Redo]->setEnabled(m_rules->undoStack()->canRedo());
}

QList<QWidget *> RoutingPage::panes() const
{
    return {m_rules->focusTarget(), m_coverage->focusTarget(), m_simulation->focusTarget()};
}

void RoutingPage::readStore()
{
    const auto question = [](const Reader &reader) -> Result<Reading> {
        const auto routes = reader.routes();
        if (!routes)
            return fail(routes.error());
        const auto centres = reader.costCentres();
        if (!centres)
            return fail(centres.error());
        const auto guard = storedGuard(reader);
        if (!guard)
            return fail(guard.error());
        return Reading{*routes, *centres, *guard};
    };
    context().readers.ask(this, question, [this](const Result<Reading> &reading) {
        if (reading) // else the Overview tells
            take(*reading);
    });
    m_simulator->refresh();
}

void RoutingPage::take(const Reading &reading)
{
    QStringList codes;
    for (const CostCentreRow &centre : reading.costCentres) {
        if (!codes.contains(centre.code))
            codes += centre.code;
    }
    m_rules->setCostCentres(codes);
    m_costCentres = reading.costCentres;
    m_rules->setChannels(context().hub.channels());
    m_rules->setGuard(reading.guard);
    if (!std::exchange(m_hasRead, true)) {
        const QByteArray kept = context().memory.rulesDraft();
        m_rules->setDraft(kept.isEmpty() ? RuleDraft(reading.routes)
                                         : RuleDraft(reading.routes, readRoutesCsv(kept).routes));
        if (!m_waitingFile.isEmpty())
            m_files->import(std::exchange(m_waitingFile, {}));
        return;
    }
    const RuleDraft &draft = m_rules->draft();
    if (draft.applied() == reading.routes)
        return;
    // Ours were applied, or others have been while a draft was open: it goes on from those.
    const bool isDone = !draft.isChanged() || draft.forApplying() == reading.routes;
    QList<Route> rules;
    for (const DraftRule &rule : draft.rules())
        rules += rule.route;
    m_rules->setDraft(isDone ? RuleDraft(reading.routes) : RuleDraft(reading.routes, rules));
}

void RoutingPage::takeDraft()
{
    const RuleDraft &draft = m_rules->draft();
    const QString title = draftTitle(draft);
    m_pill->setVisible(!title.isEmpty());
    m_pill->setLook({title, Symbol::None, Tone::Info});
    m_pill->setAccessibleName(title);
    m_discard->setEnabled(draft.isChanged());
    m_apply->setEnabled(draft.isChanged());
    if (!m_hasRead)
        return;
    QList<Route> rules;
    for (const DraftRule &rule : draft.rules())
        rules += rule.route;
    context().memory.setRulesDraft(draft.isChanged() ? toCsv(rules) : QByteArray());
    simulate();
}

void RoutingPage::discard()
{
    const int count = m_rules->draft().changes();
    ask(window(),
        {count == 1 ? tr("Discard 1 change?") : tr("Discard %1 changes?").arg(format::count(count)),
         tr("The rules that are applied stay as they are."), tr("Discard")},
        [this] { m_rules->setDraft(RuleDraft(m_rules->draft().applied())); });
}

void RoutingPage::apply()
{
    if (const QString reason = m_rules->whyNotApplicable(); !reason.isEmpty())
        return tell(window(), true, tr("A rule isn't complete"), reason);
    askToApply();
}

void RoutingPage::askToApply()
{
    const RuleDraft &draft = m_rules->draft();
    ApplyView view;
    view.title =
        draft.changes() == 1 ? tr("Apply 1 change?") : tr("Apply %1 changes?").arg(format::count(draft.changes()));
    view.changes = ruleChangeWords(draft).all();
    view.effects = m_simulation->sentences();
    for (const DraftRule &rule : draft.rules()) {
        const QString warning = m_rules->channelWarning(rule.route.channel);
        if (!warning.isEmpty() && !view.warnings.contains(warning))
            view.warnings += warning;
    }
    view.waiting = context().hub.snapshot().entryStates.value(toWord(EntryState::Unrouted));
    auto *dialog = new ApplyRulesDialog(context().theme, view, window());
    connect(dialog, &ApplyRulesDialog::confirmed, this,
            [this, routes = draft.forApplying()](const QString &note, bool release) {
                tellEngine(context().console,
                           [routes, note, release](Console &console) { console.applyRoutes(routes, note, release); });
            });
    dialog->open();
}

} // namespace ledgercast
