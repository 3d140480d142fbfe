// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/menus.h"

#include "ui/actions.h"

#include <QCoreApplication>
#include <QMenuBar>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Menus)
};

/// A line between the commands of a menu.
constexpr Command line = Command::Count_;

void fill(QMenu *menu, const QString &id, const Actions &actions, std::initializer_list<Command> commands)
{
    menu->setObjectName(QStringLiteral("menu.") + id);
    for (const Command command : commands)
        command == line ? menu->addSeparator() : (menu->addAction(actions[command]), nullptr);
}

} // namespace

void fillMenuBar(QMenuBar &bar, const Actions &actions)
{
    fill(bar.addMenu(Words::tr("&File")), u"file"_qs, actions,
         {Command::ChooseIonApi, line, Command::ImportRules, Command::ExportRules, line, Command::KeepRunning,
          Command::Quit});
    fill(bar.addMenu(Words::tr("&Edit")), u"edit"_qs, actions,
         {Command::Undo, Command::Redo, line, Command::CopyRow, line, Command::Find});
    QMenu *view = bar.addMenu(Words::tr("&View"));
    fill(view, u"view"_qs, actions,
         {Command::ShowOverview, Command::ShowActivity, Command::ShowRouting, Command::ShowMessages,
          Command::ShowConnections, line, Command::ToggleDetails, Command::ToggleSimulation, line});
    fill(view->addMenu(Words::tr("&Theme")), u"theme"_qs, actions,
         {Command::ThemeSystem, Command::ThemeLight, Command::ThemeDark});
    view->addSeparator();
    view->addAction(actions[Command::NextPane]);
    view->addAction(actions[Command::PreviousPane]);
    fill(bar.addMenu(Words::tr("E&ntry")), u"entry"_qs, actions,
         {Command::Replay, Command::ReplayTo, Command::ReplayAnew, Command::MarkNotSent, line, Command::OpenInSlack,
          Command::OpenInCloudSuite});
    QMenu *sync = bar.addMenu(Words::tr("&Sync"));
    fill(sync, u"sync"_qs, actions, {Command::SyncNow, line, Command::PauseResume});
    fill(sync->addMenu(Words::tr("Pause posting &for")), u"pause"_qs, actions,
         {Command::PauseOneHour, Command::PauseUntilTomorrow, Command::PauseUntilResumed});
    sync->addSeparator();
    sync->addAction(actions[Command::ReplayAllFailed]);
    fill(bar.addMenu(Words::tr("&Tools")), u"tools"_qs, actions,
         {Command::SendTestMessage, line, Command::TestConnections, Command::CheckAuditLog});
    fill(bar.addMenu(Words::tr("&Help")), u"help"_qs, actions, {Command::Shortcuts, line, Command::About});
}

} // namespace ledgercast
