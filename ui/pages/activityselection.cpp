// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions.h"
#include "ui/pages/activityfilters.h"
#include "ui/pages/activitypage.h"
#include "ui/pages/detailpanel.h"
#include "ui/pages/entrycommands.h"
#include "ui/present/hub.h"
#include "ui/theme/theme.h"
#include "ui/widgets/rowtableview.h"

#include <QClipboard>
#include <QDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QShortcut>
#include <QSplitter>
#include <QTabBar>

#include <algorithm>

namespace ledgercast {

namespace {

constexpr int narrowWindow = 1180;
constexpr QSize detailWindowSize(460, 640);

bool needsAttention(EntryState state)
{
    return state == EntryState::Failed || state == EntryState::Unrouted || state == EntryState::Unconfirmed ||
           state == EntryState::Held;
}

} // namespace

void ActivityPage::addKeys()
{
    const auto key = [this](const QKeySequence &keys, auto handler) {
        auto *shortcut = new QShortcut(keys, m_table);
        shortcut->setContext(Qt::WidgetShortcut);
        connect(shortcut, &QShortcut::activated, this, handler);
    };
    key(QKeySequence(Qt::Key_N), [this] { moveToAttention(1); });
    key(QKeySequence(Qt::SHIFT | Qt::Key_N), [this] { moveToAttention(-1); });
    key(QKeySequence::Copy, [this] { copyRows(); });
}

void ActivityPage::activate()
{
    if (m_model->phase() == EntryModel::Phase::Idle) {
        m_filters->setChannels(context().hub.channels());
        takeFilter(m_filters->filter());
    }
    readLists();
    QAction *details = context().actions[Command::ToggleDetails];
    details->setEnabled(true);
    details->setChecked(m_wantsDetails);
    m_commands->activate();
}

void ActivityPage::deactivate()
{
    context().actions[Command::ToggleDetails]->setEnabled(false);
    m_commands->deactivate();
    if (m_window)
        m_window->close();
}

void ActivityPage::focusSearch()
{
    m_filters->focusSearch();
}

QList<QWidget *> ActivityPage::panes() const
{
    return {m_filters->search(), m_table, m_panel};
}

void ActivityPage::showEntries(const EntryFilter &filter)
{
    m_filters->setFilter(filter);
    m_table->setFocus(Qt::OtherFocusReason);
}

QList<int> ActivityPage::selectedRows() const
{
    QList<int> rows;
    const QModelIndexList indexes = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : indexes)
        rows += index.row();
    std::sort(rows.begin(), rows.end());
    return rows;
}

void ActivityPage::takeSelection()
{
    const QList<int> rows = selectedRows();
    QList<EntryRow> entries;
    for (const int row : rows)
        entries += m_model->row(row);
    m_commands->setEntries(entries);
    m_panel->setSelected(static_cast<int>(entries.size()));
    // Its row left the filter, for example by a replay: the panel goes on showing what becomes of it.
    if (rows.isEmpty())
        return;
    const int current = m_table->currentIndex().row();
    const qint64 id = m_model->row(rows.contains(current) ? current : rows.constFirst()).id;
    if (id == m_shown)
        return;
    m_shown = id;
    m_commands->setDeliveries({});
    m_commands->setDocument({});
    readDetail();
}

bool ActivityPage::isNarrow() const
{
    return window()->width() < narrowWindow;
}

void ActivityPage::resizeEvent(QResizeEvent *event)
{
    WindowPage::resizeEvent(event);
    if (!m_window)
        m_panel->setVisible(m_wantsDetails && !isNarrow());
    else if (!isNarrow())
        m_window->close();
}

void ActivityPage::showDetails(bool isWanted)
{
    m_wantsDetails = isWanted;
    context().actions[Command::ToggleDetails]->setChecked(isWanted);
    if (m_window)
        return m_window->close(), void();
    if (isWanted && isNarrow())
        return openDetails();
    m_panel->setVisible(isWanted);
    if (!isWanted)
        m_table->setFocus();
}

void ActivityPage::openDetails()
{
    if (!isNarrow()) {
        if (m_panel->isHidden())
            showDetails(true);
        m_panel->tabs()->setFocus(Qt::OtherFocusReason);
        return;
    }
    if (m_window)
        return m_window->activateWindow();
    m_window = new QDialog(window());
    m_window->setObjectName(QStringLiteral("detailWindow"));
    m_window->setWindowTitle(tr("Details"));
    m_window->resize(detailWindowSize);
    auto *column = new QVBoxLayout(m_window);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_panel);
    m_panel->show();
    connect(m_window, &QDialog::finished, this, [this] {
        m_splitter->addWidget(m_panel);
        m_panel->setVisible(m_wantsDetails && !isNarrow());
        std::exchange(m_window, nullptr)->deleteLater();
    });
    m_window->show();
}

void ActivityPage::openMenu(const QPoint &at)
{
    if (!m_table->indexAt(at).isValid())
        return;
    const Actions &actions = context().actions;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("entryMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const Command command : {Command::Replay, Command::ReplayTo, Command::ReplayAnew, Command::MarkNotSent})
        menu->addAction(actions[command]);
    menu->addSeparator();
    menu->addAction(actions[Command::OpenInSlack]);
    menu->addSeparator();
    menu->addAction(actions[Command::CopyRow]);
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void ActivityPage::openHeaderMenu(const QPoint &at)
{
    QHeaderView *header = m_table->horizontalHeader();
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("columnsMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (int column = 0; column < EntryModel::ColumnCount; ++column) {
        QAction *action = menu->addAction(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
        action->setCheckable(true);
        action->setChecked(!header->isSectionHidden(column));
        // Without its document nobody knows what a row is about.
        action->setEnabled(column != EntryModel::Document);
        connect(action, &QAction::toggled, header,
                [header, column](bool on) { header->setSectionHidden(column, !on); });
    }
    menu->popup(header->mapToGlobal(at));
}

void ActivityPage::copyRows()
{
    QStringList lines;
    for (const int row : selectedRows())
        lines += m_model->rowText(row);
    if (lines.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
    Q_EMIT notice(lines.size() == 1 ? tr("Copied 1 row.") : tr("Copied %1 rows.").arg(lines.size()));
}

void ActivityPage::moveToAttention(int step)
{
    for (int row = m_table->currentIndex().row() + step; row >= 0 && row < m_model->rowCount(); row += step) {
        if (!needsAttention(m_model->row(row).state))
            continue;
        m_table->setCurrentIndex(m_model->index(row, 0));
        return;
    }
    if (step < 0)
        return Q_EMIT notice(tr("Nothing further up needs you."));
    // Older entries come a page at a time: the search goes on in them.
    if (m_model->canFetchMore({})) {
        const auto goOn = [this, step](EntryModel::Phase phase) {
            if (phase == EntryModel::Phase::Ready)
                moveToAttention(step);
        };
        connect(m_model, &EntryModel::phaseChanged, this, goOn, Qt::SingleShotConnection);
        return m_model->fetchMore({});
    }
    Q_EMIT notice(
        m_model->hasOlder()
            ? tr("Nothing in these %1 entries needs you. Filter by state to see older ones.").arg(m_model->rowCount())
            : tr("Nothing further down needs you."));
}

} // namespace ledgercast
