// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QObject>

#include <array>

namespace ledgercast {

class Theme;

/// Everything a person can do from a menu or with a shortcut.
enum class Command {
    ImportRules,
    ExportRules,
    KeepRunning,
    Quit,
    Undo,
    Redo,
    CopyRow,
    Find,
    ShowOverview,
    ShowActivity,
    ShowRouting,
    ShowMessages,
    ShowConnections,
    ToggleDetails,
    ToggleSimulation,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    Replay,
    ReplayTo,
    ReplayAnew,
    MarkNotSent,
    OpenInSlack,
    OpenInCloudSuite,
    SyncNow,
    PauseResume,
    PauseOneHour,
    PauseUntilTomorrow,
    PauseUntilResumed,
    ReplayAllFailed,
    SendTestMessage,
    TestConnections,
    CheckAuditLog,
    ChooseIonApi,
    NextPane,
    PreviousPane,
    OpenWindow,
    Shortcuts,
    About,
    Count_,
};

/// The registry: each action is made once, with its text, shortcut, icon and status tip. Menus, buttons and tray show
/// the same objects; who can carry one out connects to triggered() and keeps it enabled or disabled. The object name
/// is "action." and the id in words: "action.sync-now".
class Actions : public QObject
{
    Q_OBJECT

public:
    explicit Actions(const Theme &theme, QObject *parent = nullptr);

    [[nodiscard]] QAction *operator[](Command command) const { return m_actions.at(static_cast<std::size_t>(command)); }
    [[nodiscard]] const auto &all() const { return m_actions; }

private:
    std::array<QAction *, static_cast<std::size_t>(Command::Count_)> m_actions{};
};

} // namespace ledgercast
