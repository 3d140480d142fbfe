// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overviewpage.h"

#include "ui/actions.h"
#include "ui/dialogs/backfilldialog.h"
#include "ui/dialogs/scheduledialog.h"
#include "ui/dialogs/trydialog.h"
#include "ui/format/recordlook.h"
#include "ui/models/roles.h"
#include "ui/pages/attentionlist.h"
#include "ui/pages/sourcestatedelegate.h"
#include "ui/present/hub.h"
#include "ui/present/tellengine.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/callout.h"
#include "ui/widgets/rowtableview.h"

#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QStackedLayout>

namespace ledgercast {

namespace {

constexpr int gap = 13;
constexpr int leastRows = 3;
constexpr int mostRows = 8;
constexpr int narrowPage = 1030; ///< below, the sources' names need the room of their schedules
constexpr int narrowAttention = 372;
constexpr int wideAttention = 396;

QPushButton *actionButton(const Theme &theme, QAction *action, Symbol symbol, Token token, ButtonKind kind)
{
    auto *button = new QPushButton;
    button->setIcon(theme.icon(symbol, token));
    setButtonKind(button, kind);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    return button;
}

} // namespace

OverviewPage::OverviewPage(const PageContext &context, QWidget *parent)
    : WindowPage(tab(), context, parent)
    , m_stack(new QStackedLayout(this))
    , m_banner(new StateBanner(context.theme))
    , m_pipeline(new PipelineWidget(context.theme))
    , m_sources(new Card(context.theme, tr("Sources")))
    , m_model(new SourceModel(this))
    , m_table(new RowTableView(context.theme))
    , m_chart(new DayChart(context.theme))
    , m_attention(new AttentionList(context.theme))
    , m_problem(new Callout(context.theme))
{
    setObjectName(QStringLiteral("overviewPage"));
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(metrics::pagePadding, 14, metrics::pagePadding, 16);
    column->setSpacing(gap);
    column->addWidget(m_banner);
    column->addWidget(m_pipeline);
    auto *row = new QHBoxLayout;
    row->setSpacing(gap);
    auto *left = new QVBoxLayout;
    left->setSpacing(gap);
    left->addWidget(m_sources);
    left->addWidget(makeChart(), 1);
    row->addLayout(left, 9);
    m_attention->setMinimumWidth(narrowAttention);
    m_attention->setMaximumWidth(wideAttention);
    row->addWidget(m_attention, 5);
    column->addLayout(row, 1);
    m_stack->addWidget(content);
    m_stack->addWidget(makeProblem());
    addBanner();
    addSources();
    connect(m_pipeline, &PipelineWidget::stageChosen, this, &OverviewPage::showStage);
    connect(m_pipeline, &PipelineWidget::dropOffChosen, this, &OverviewPage::showDropOff);
    connect(m_attention, &AttentionList::remedyChosen, this, &OverviewPage::remedyWanted);
    connect(m_attention, &AttentionList::allEntriesWanted, this, [this] {
        EntryFilter filter;
        filter.states = {EntryState::Failed, EntryState::Unrouted, EntryState::Unconfirmed};
        Q_EMIT entriesWanted(filter);
    });
    connect(&context.hub, &Hub::snapshotChanged, this, &OverviewPage::take);
    connect(&context.hub, &Hub::storeMoved, this, [this] { m_stack->setCurrentIndex(0); });
    connect(&context.hub, &Hub::storeFailed, this, [this](const QString &sentence) {
        m_problem->setText(Tone::Danger, Symbol::Failed, tr("The audit log can't be opened"),
                           sentence + u'\n' + tr("Posting has stopped, so nothing is sent twice."));
        m_stack->setCurrentIndex(1);
    });
    take(context.hub.snapshot());
}

void OverviewPage::addBanner()
{
    const Theme &theme = context().theme;
    Actions &actions = context().actions;
    m_connect = new QPushButton(tr("Connect…"));
    m_connect->setObjectName(QStringLiteral("connectButton"));
    m_connect->setIcon(theme.icon(Symbol::Connections, Token::OnAccent));
    setButtonKind(m_connect, ButtonKind::Primary);
    connect(m_connect, &QPushButton::clicked, this, [this] { Q_EMIT pageWanted(QStringLiteral("connections")); });
    m_pause = actionButton(theme, actions[Command::PauseResume], Symbol::Pause, Token::Text, ButtonKind::Default);
    m_pause->setObjectName(QStringLiteral("pauseButton"));
    auto *menu = new QMenu(m_pause);
    menu->setObjectName(QStringLiteral("pauseMenu"));
    for (const Command command : {Command::PauseOneHour, Command::PauseUntilTomorrow, Command::PauseUntilResumed})
        menu->addAction(actions[command]);
    m_sync = actionButton(theme, actions[Command::SyncNow], Symbol::Sync, Token::OnAccent, ButtonKind::Primary);
    m_sync->setObjectName(QStringLiteral("syncButton"));
    m_sync->setDefault(true);
    setShortcutHint(m_sync, actions[Command::SyncNow]->shortcut().toString(QKeySequence::NativeText));
    for (QPushButton *button : {m_connect, m_pause, m_sync})
        m_banner->addButton(button);
}

void OverviewPage::addSources()
{
    const Theme &theme = context().theme;
    m_sources->setObjectName(QStringLiteral("sourcesCard"));
    m_sources->setNote(tr("new and updated since midnight"));
    m_schedules = new QPushButton(tr("Edit schedules…"));
    m_schedules->setObjectName(QStringLiteral("editSchedules"));
    setButtonKind(m_schedules, ButtonKind::Link);
    connect(m_schedules, &QPushButton::clicked, this, [this] { editSchedule({}, {}); });
    m_sources->addToHeader(m_schedules);
    m_table->setObjectName(QStringLiteral("sourcesTable"));
    m_table->setAccessibleName(tr("Sources"));
    m_table->setModel(m_model);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(SourceModel::Name, new DocumentDelegate(theme, role::FeedId, m_table));
    m_table->setItemDelegateForColumn(SourceModel::State, new SourceStateDelegate(theme, m_table));
    for (const int column : {SourceModel::Schedule, SourceModel::LastRun, SourceModel::NextRun}) {
        auto *delegate = new CellDelegate(theme, m_table);
        delegate->setToken(Token::TextSecondary);
        m_table->setItemDelegateForColumn(column, delegate);
    }
    // A few rows of short words: each column takes what they need, and the schedule gets the rest.
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(SourceModel::Schedule, QHeaderView::Stretch);
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, &OverviewPage::openSourceMenu);
    connect(m_table, &RowTableView::rowActivated, this, [this](const QModelIndex &index) {
        const SourceRow &row = m_model->row(index.row());
        editSchedule(row.tenant, row.feed);
    });
    m_sources->body()->setContentsMargins(0, 0, 0, metrics::controlRadius);
    m_sources->body()->addWidget(m_table, 1);
}

QWidget *OverviewPage::makeChart()
{
    auto *card = new Card(context().theme, tr("Posts per day"));
    m_days = card;
    card->setObjectName(QStringLiteral("daysCard"));
    card->addToHeader(new DayLegend(context().theme));
    card->body()->addWidget(m_chart, 1);
    m_chart->setEmptyText(tr("Posts appear here after the first sync."));
    connect(m_chart, &DayChart::dayChosen, this, &OverviewPage::showDay);
    return card;
}

QWidget *OverviewPage::makeProblem()
{
    m_problem->setObjectName(QStringLiteral("storeProblem"));
    m_problem->setRemedy(tr("Try again"));
    connect(m_problem, &Callout::remedyChosen, &context().hub, &Hub::reload);
    auto *page = new QWidget;
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(metrics::pagePadding, metrics::pagePadding, metrics::pagePadding, metrics::pagePadding);
    column->addWidget(m_problem);
    column->addStretch(1);
    return page;
}

QList<QWidget *> OverviewPage::panes() const
{
    return {m_sync, m_pipeline, m_table, m_chart, m_attention};
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    WindowPage::resizeEvent(event);
    const bool isNarrow = width() < narrowPage;
    m_table->setColumnHidden(SourceModel::Schedule, isNarrow);
    m_table->horizontalHeader()->setSectionResizeMode(SourceModel::Name,
                                                      isNarrow ? QHeaderView::Stretch : QHeaderView::ResizeToContents);
    m_days->setNote(isNarrow ? QString() : tr("last 14 days"));
}

void OverviewPage::take(const Snapshot &snapshot)
{
    m_banner->setView(bannerOf(snapshot));
    m_pipeline->setView(pipelineOf(snapshot));
    m_model->setRows(sourcesOf(snapshot));
    m_table->setEmptyText(emptySourcesOf(snapshot));
    const int rows = std::clamp(m_model->rowCount(), leastRows, mostRows);
    m_table->setFixedHeight(m_table->horizontalHeader()->height() +
                            rows * m_table->verticalHeader()->defaultSectionSize());
    m_chart->setBars(postsPerDayOf(snapshot));
    m_attention->setItems(snapshot.attention, snapshot.now);
    m_attention->setEmptyText(snapshot.status.cloudSuite.state == LinkStatus::State::NotConfigured
                                  ? tr("What waits for you appears here, grouped by cause, each with one button that "
                                       "fixes it.")
                                  : tr("Nothing needs you."));
    updateButtons(snapshot);
}

void OverviewPage::updateButtons(const Snapshot &snapshot)
{
    const Actions &actions = context().actions;
    const bool isConnected = snapshot.status.cloudSuite.state != LinkStatus::State::NotConfigured;
    const bool isPaused = snapshot.status.isPaused;
    m_connect->setVisible(!isConnected);
    m_pause->setVisible(isConnected);
    m_sync->setVisible(isConnected);
    m_schedules->setVisible(!context().hub.tenant().feedTimes.isEmpty());
    m_pause->setText(isPaused ? tr("Resume") : tr("Pause"));
    m_pause->setAccessibleName(isPaused ? tr("Resume posting") : tr("Pause posting"));
    m_pause->setIcon(context().theme.icon(isPaused ? Symbol::Resume : Symbol::Pause, Token::Text));
    // A button with a menu opens it instead of being clicked: while paused there is only one thing to do.
    m_pause->setMenu(isPaused ? nullptr : findChild<QMenu *>(QStringLiteral("pauseMenu")));
    m_sync->setText(snapshot.status.isSyncing ? tr("Syncing…") : tr("Sync now"));
    m_sync->setEnabled(actions[Command::SyncNow]->isEnabled());
    m_sync->setToolTip(actions[Command::SyncNow]->toolTip());
    m_sync->setAccessibleName(m_sync->text());
}

void OverviewPage::showToday(const QList<EntryState> &states, const QStringList &types)
{
    EntryFilter filter;
    filter.states = states;
    filter.types = types;
    filter.from = toInstant(toDateTime(context().clock.now()).toLocalTime().date().startOfDay());
    Q_EMIT entriesWanted(filter);
}

void OverviewPage::showDay(int day)
{
    const QDate today = toDateTime(context().clock.now()).toLocalTime().date();
    const QDate date = today.addDays(day + 1 - m_chart->bars().size());
    EntryFilter filter;
    filter.from = toInstant(date.startOfDay());
    filter.until = toInstant(date.addDays(1).startOfDay());
    Q_EMIT entriesWanted(filter);
}

void OverviewPage::showStage(const QString &id)
{
    if (id == u"posted")
        return showToday({EntryState::Posted, EntryState::Replayed});
    if (id == u"routed")
        return showToday({EntryState::Queued, EntryState::Retrying, EntryState::Posted, EntryState::Replayed,
                          EntryState::Failed, EntryState::Held, EntryState::Unconfirmed, EntryState::Skipped});
    showToday({});
}

void OverviewPage::showDropOff(const QString &id)
{
    if (id == u"blocked")
        return Q_EMIT pageWanted(QStringLiteral("connections"));
    if (id == u"known")
        return showToday({EntryState::Recorded});
    if (id == u"unrouted")
        return showToday({EntryState::Unrouted});
    if (id == u"queued")
        return showToday({EntryState::Queued, EntryState::Retrying, EntryState::Unconfirmed});
    if (id == u"held")
        return showToday({EntryState::Held, EntryState::Skipped});
    showToday({EntryState::Failed});
}

void OverviewPage::editSchedule(const QString &tenant, const QString &feed)
{
    const TenantStatus *named = context().hub.snapshot().status.tenant(tenant);
    const TenantStatus &status = named && !tenant.isEmpty() ? *named : context().hub.tenant();
    if (status.feedTimes.isEmpty())
        return;
    auto *dialog = new ScheduleDialog(context().theme, status, context().clock, feed, this);
    if (context().hub.snapshot().status.tenants.size() > 1)
        dialog->setWindowTitle(tr("Schedules of %1").arg(status.info.tenant));
    connect(dialog, &ScheduleDialog::planned, this,
            [this, name = status.info.tenant](const QString &id, bool isOn, const QString &schedule) {
                tellEngine(context().console, [name, id, isOn, schedule](Console &console) {
                    console.planFeed(name, id, isOn, schedule);
                });
            });
    dialog->open();
}

void OverviewPage::trySource(const QString &tenant, const QString &feed)
{
    constexpr int rows = 5;
    auto *dialog = new TryDialog(context().theme, feed, feedName(feed), this);
    connect(&context().console, &Console::feedTried, dialog, &TryDialog::show);
    connect(&context().console, &Console::requestFailed, dialog,
            [dialog](const QString &, const QString &sentence) { dialog->showFailure(sentence); });
    tellEngine(context().console, [tenant, feed](Console &console) { console.tryFeed(tenant, feed, rows); });
    dialog->open();
}

void OverviewPage::readEarlier(const QString &tenant, const QString &feed)
{
    const QDate today = toDateTime(context().clock.now()).toLocalTime().date();
    auto *dialog = new BackfillDialog(context().theme, feedName(feed), today, this);
    connect(dialog, &BackfillDialog::asked, this, [this, tenant, feed](QDate from, bool isTold) {
        tellEngine(context().console, [=](Console &console) { console.backfill(tenant, {feed}, from, isTold); });
    });
    dialog->open();
}

void OverviewPage::openSourceMenu(const QPoint &at)
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid())
        return;
    const QString tenant = m_model->row(index.row()).tenant;
    const QString feed = m_model->row(index.row()).feed;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("sourceMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(context().theme.icon(Symbol::Sync), tr("Sync this source")), &QAction::triggered, this,
            [this, tenant, feed] {
                tellEngine(context().console, [=](Console &console) { console.syncNow({feed}, tenant); });
            });
    connect(menu->addAction(context().theme.icon(Symbol::Calendar), tr("Edit schedule…")), &QAction::triggered, this,
            [this, tenant, feed] { editSchedule(tenant, feed); });
    connect(menu->addAction(context().theme.icon(Symbol::Recorded), tr("Read from an earlier day…")),
            &QAction::triggered, this, [this, tenant, feed] { readEarlier(tenant, feed); });
    connect(menu->addAction(context().theme.icon(Symbol::Question), tr("Try this source…")), &QAction::triggered, this,
            [this, tenant, feed] { trySource(tenant, feed); });
    connect(menu->addAction(context().theme.icon(Symbol::Activity), tr("Show entries")), &QAction::triggered, this,
            [this, feed] { showToday({}, {recordTypeOfFeed(feed)}); });
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

} // namespace ledgercast
