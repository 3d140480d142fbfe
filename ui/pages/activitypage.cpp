// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/activitypage.h"

#include "core/engine/console.h"
#include "core/engine/storedplanning.h"
#include "core/store/readerthread.h"
#include "ui/actions.h"
#include "ui/format/format.h"
#include "ui/models/roles.h"
#include "ui/pages/activityfilters.h"
#include "ui/pages/detailpanel.h"
#include "ui/pages/entrycommands.h"
#include "ui/present/hub.h"
#include "ui/present/tellengine.h"
#include "ui/present/todaywords.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/callout.h"
#include "ui/widgets/card.h"
#include "ui/widgets/celldelegate.h"
#include "ui/widgets/rowtableview.h"
#include "ui/widgets/textlabel.h"
#include "ui/window/windowmemory.h"

#include <QHeaderView>
#include <QSplitter>
#include <QStackedLayout>

namespace ledgercast {

namespace {

constexpr int panelWidth = 398;

struct EntryReading
{
    EntryDetail detail;
    PlannedChange today;
};

} // namespace

ActivityPage::ActivityPage(const PageContext &context, QWidget *parent)
    : WindowPage(tab(), context, parent)
    , m_filters(new ActivityFilters(context.theme, context.clock))
    , m_model(new EntryModel(context.clock, this))
    , m_table(new RowTableView(context.theme))
    , m_splitter(new QSplitter)
    , m_panel(new DetailPanel(context))
    , m_commands(new EntryCommands(context, this))
    , m_problem(new Callout(context.theme))
    , m_older(new TextLabel(context.theme, TextStyle::Small, Token::Muted, tr("Reading older entries…")))
    , m_emptyTitle(new TextLabel(context.theme, TextStyle::Title, Token::Text))
    , m_emptySync(new QPushButton(tr("Sync now")))
    , m_emptyClear(new QPushButton(tr("Clear all")))
    , m_emptyDates(new QPushButton(tr("Search all dates")))
{
    setObjectName(QStringLiteral("activityPage"));
    addTable();
    m_splitter->setObjectName(QStringLiteral("activitySplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(m_panel);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({2 * panelWidth, panelWidth});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filters);
    column->addWidget(new Rule(context.theme));
    column->addWidget(m_splitter, 1);
    addKeys();
    connectModel();
    connect(m_filters, &ActivityFilters::filterChanged, this, &ActivityPage::takeFilter);
    connect(m_filters, &ActivityFilters::tableWanted, this, [this] { m_table->setFocus(Qt::TabFocusReason); });
    connect(m_panel, &DetailPanel::notice, this, &ActivityPage::notice);
    connect(m_panel, &DetailPanel::remedyChosen, m_commands, &EntryCommands::apply);
    connect(m_panel, &DetailPanel::closeRequested, this, [this] { showDetails(false); });
    connect(m_commands, &EntryCommands::replayWanted, this, &ActivityPage::replayWanted);
    connect(m_commands, &EntryCommands::replayAnewWanted, this, &ActivityPage::replayAnewWanted);
    connect(m_commands, &EntryCommands::copyWanted, this, &ActivityPage::copyRows);
    connect(&context.console, &Console::messageDesignsChanged, this, [this](const QList<KindDesign> &designs) {
        m_designs = designs;
        readDetail();
    });
    tellEngine(context.console, [](Console &console) { console.showMessageDesigns(); });
    QAction *details = context.actions[Command::ToggleDetails];
    details->setChecked(true);
    connect(details, &QAction::triggered, this, &ActivityPage::showDetails);
}

ActivityPage::~ActivityPage()
{
    context().memory.setColumns(id(), m_table->horizontalHeader()->saveState());
}

void ActivityPage::addTable()
{
    const Theme &theme = context().theme;
    m_table->setObjectName(QStringLiteral("entriesTable"));
    m_table->setAccessibleName(tr("Audit entries"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setItemDelegateForColumn(EntryModel::Document, new DocumentDelegate(theme, role::RecordType, m_table));
    m_table->setItemDelegateForColumn(EntryModel::Amount, new MoneyDelegate(theme, m_table));
    m_table->setItemDelegateForColumn(EntryModel::State, new StatePillDelegate(theme, role::State, m_table));
    for (const int column : {EntryModel::Time, EntryModel::CostCentre, EntryModel::Channel}) {
        auto *delegate = new CellDelegate(theme, m_table);
        delegate->setToken(Token::TextSecondary);
        m_table->setItemDelegateForColumn(column, delegate);
    }
    const QList<int> widths{82, 140, 150, 122, 58, 116, 104};
    for (int i = 0; i < widths.size(); ++i)
        m_table->setColumnWidth(i, widths.at(i));
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(EntryModel::Party, QHeaderView::Stretch);
    header->setSectionsMovable(true);
    header->restoreState(context().memory.columns(id()));
    header->setSectionsClickable(false); // the log is read newest first; a click would only turn the arrow
    header->setSortIndicatorShown(true);
    header->setSortIndicator(EntryModel::Time, Qt::DescendingOrder);
    // Whatever was kept, by this build or another: a row without its document says nothing.
    header->setSectionHidden(EntryModel::Document, false);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QWidget::customContextMenuRequested, this, &ActivityPage::openHeaderMenu);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &ActivityPage::openMenu);
    connect(m_table, &RowTableView::rowActivated, this, &ActivityPage::openDetails);
    const QItemSelectionModel *selection = m_table->selectionModel();
    connect(selection, &QItemSelectionModel::selectionChanged, this, &ActivityPage::takeSelection);
    connect(selection, &QItemSelectionModel::currentRowChanged, this, &ActivityPage::takeSelection);
}

QWidget *ActivityPage::makeList()
{
    m_problem->setObjectName(QStringLiteral("entriesProblem"));
    m_problem->setRemedy(tr("Try again"));
    m_problem->hide();
    connect(m_problem, &Callout::remedyChosen, m_model, &EntryModel::refresh);
    m_older->setObjectName(QStringLiteral("olderEntries"));
    m_older->setMargin(8);
    m_older->setAlignment(Qt::AlignCenter);
    m_older->hide();
    auto *table = new QWidget;
    auto *column = new QVBoxLayout(table);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_table, 1);
    column->addWidget(m_older);
    auto *stack = new QWidget;
    m_list = new QStackedLayout(stack);
    m_list->addWidget(table);
    m_list->addWidget(makeEmpty());
    auto *list = new QWidget;
    auto *whole = new QVBoxLayout(list);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(m_problem);
    whole->addWidget(stack, 1);
    return list;
}

QWidget *ActivityPage::makeEmpty()
{
    m_emptyTitle->setObjectName(QStringLiteral("emptyTitle"));
    m_emptyTitle->setAlignment(Qt::AlignCenter);
    m_emptyTitle->setWordWrap(true);
    m_emptySync->setObjectName(QStringLiteral("emptySync"));
    m_emptyClear->setObjectName(QStringLiteral("emptyClear"));
    m_emptyDates->setObjectName(QStringLiteral("emptyDates"));
    setButtonKind(m_emptySync, ButtonKind::Primary);
    connect(m_emptySync, &QPushButton::clicked, context().actions[Command::SyncNow], &QAction::trigger);
    connect(m_emptyClear, &QPushButton::clicked, this, [this] { m_filters->setFilter({}); });
    connect(m_emptyDates, &QPushButton::clicked, m_filters, &ActivityFilters::clearDates);
    auto *page = new QWidget;
    page->setObjectName(QStringLiteral("emptyEntries"));
    page->setAutoFillBackground(true);
    page->setBackgroundRole(QPalette::Base);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    for (QPushButton *button : {m_emptySync, m_emptyClear, m_emptyDates})
        row->addWidget(button);
    row->addStretch(1);
    auto *column = new QVBoxLayout(page);
    column->setSpacing(14);
    column->addStretch(2);
    column->addWidget(m_emptyTitle);
    column->addLayout(row);
    column->addStretch(3);
    return page;
}

void ActivityPage::connectModel()
{
    connect(m_model, &EntryModel::pageWanted, this, &ActivityPage::readPage);
    connect(m_model, &EntryModel::phaseChanged, this, &ActivityPage::takePhase);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ActivityPage::takeSelection);
    connect(&context().hub, &Hub::storeMoved, this, [this] {
        m_model->refresh();
        readCounts();
        readDetail();
        m_filters->setChannels(context().hub.channels());
    });
}

void ActivityPage::readPage(const EntryFilter &filter, qint64 beforeId, int limit, int ticket)
{
    m_older->setVisible(beforeId > 0);
    context().readers.ask(
        this, [=](const Reader &reader) { return reader.entries(filter, beforeId, limit); },
        [this, ticket](const Result<QList<EntryRow>> &rows) {
            if (rows)
                m_model->takePage(ticket, *rows);
            else
                m_model->failPage(ticket, rows.error().message);
        });
}

void ActivityPage::readCounts()
{
    if (m_model->phase() == EntryModel::Phase::Idle)
        return;
    context().readers.ask(
        this, [filter = m_filters->filter()](const Reader &reader) { return reader.counts(filter); },
        [this, ticket = ++m_countTicket](const Result<EntryCounts> &counts) {
            // The table tells what can't be read.
            if (!counts || ticket != m_countTicket)
                return;
            m_filters->setCounts(*counts);
            m_table->setAccessibleName(tr("Audit entries, %1 rows").arg(format::count(counts->entries)));
        });
}

void ActivityPage::readLists()
{
    context().readers.ask(
        this, [](const Reader &reader) { return reader.costCentres(); },
        [this](const Result<QList<CostCentreRow>> &rows) {
            if (!rows)
                return;
            QHash<QString, QString> names;
            for (const CostCentreRow &row : *rows)
                names.insert(row.code, row.name);
            m_panel->setCostCentres(names);
            m_filters->setCostCentres(*rows);
        });
    context().readers.ask(
        this, [](const Reader &reader) { return reader.recordTypes(); },
        [this](const Result<QStringList> &types) {
            if (types)
                m_filters->setRecordTypes(*types);
        });
}

void ActivityPage::readDetail()
{
    if (m_shown == 0)
        return;
    // Only the newest question matters while somebody holds an arrow key.
    if (m_isReadingDetail) {
        m_isDetailStale = true;
        return;
    }
    m_isReadingDetail = true;
    const auto read = [id = m_shown, designs = m_designs, floods = context().hub.snapshot().status.floods,
                       now = context().clock.now()](const Reader &reader) -> Result<EntryReading> {
        const auto detail = reader.entry(id);
        if (!detail)
            return fail(detail.error());
        return EntryReading{*detail,
                            decideToday(reader, detail->change, designs, floods, now).value_or(PlannedChange{})};
    };
    context().readers.ask(this, read, [this, id = m_shown](const Result<EntryReading> &reading) {
        const auto detail = reading ? &reading->detail : nullptr;
        m_isReadingDetail = false;
        if (std::exchange(m_isDetailStale, false) || id != m_shown)
            return readDetail();
        if (detail)
            m_panel->setDetail(*detail, todayWords(reading->today, toDateTime(context().clock.now())));
        else
            m_panel->setNothing(reading.error().message);
        m_commands->setDeliveries(detail ? detail->deliveries : QList<DeliveryRow>());
        m_commands->setDocument(detail ? detail->change.document : Document());
    });
}

void ActivityPage::takeFilter(const EntryFilter &filter)
{
    m_isFilterNew = true;
    m_model->setFilter(filter);
    readCounts();
}

void ActivityPage::takePhase(EntryModel::Phase phase)
{
    if (phase != EntryModel::Phase::Loading)
        m_older->hide();
    m_problem->setVisible(phase == EntryModel::Phase::Failed);
    if (phase == EntryModel::Phase::Failed)
        m_problem->setText(Tone::Danger, Symbol::Failed,
                           m_model->rowCount() > 0 ? tr("Older entries can't be read")
                                                   : tr("The entries can't be read"),
                           m_model->failure());
    const bool isEmpty = phase == EntryModel::Phase::Ready && m_model->rowCount() == 0;
    if (isEmpty)
        showEmpty();
    m_list->setCurrentIndex(isEmpty ? 1 : 0);
    if (phase != EntryModel::Phase::Ready || !std::exchange(m_isFilterNew, false) || m_shown == 0)
        return;
    if (const int row = m_model->rowOf(m_shown); row >= 0)
        return m_table->setCurrentIndex(m_model->index(row, 0));
    m_shown = 0;
    m_panel->setNothing(tr("Select an entry to see its details."));
    takeSelection();
}

void ActivityPage::showEmpty()
{
    const bool isFiltered = !m_filters->isEmpty();
    const Snapshot &snapshot = context().hub.snapshot();
    const QString next =
        snapshot.status.nextSyncAt ? format::moment(toDateTime(*snapshot.status.nextSyncAt), snapshot.now) : QString();
    m_emptyTitle->setText(isFiltered       ? tr("No entries match these filters.")
                          : next.isEmpty() ? tr("No entries yet. They appear here after the first sync.")
                                           : tr("No entries yet. The first sync runs at %1.").arg(next));
    m_emptyClear->setVisible(isFiltered);
    m_emptyDates->setVisible(isFiltered && m_filters->hasDates());
    m_emptySync->setVisible(!isFiltered);
    m_emptySync->setEnabled(context().actions[Command::SyncNow]->isEnabled());
    m_emptySync->setToolTip(context().actions[Command::SyncNow]->toolTip());
}

} // namespace ledgercast
