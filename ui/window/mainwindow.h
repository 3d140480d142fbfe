// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions.h"
#include "ui/pages/page.h"
#include "ui/present/hub.h"
#include "ui/window/windowmemory.h"

#include <QMainWindow>

#include <memory>

class QStackedWidget;

namespace ledgercast {

class EngineCommands;
class FileCommands;
class Remedies;
class Sidebar;
class StatusBar;
class Tray;

/// The window: it assembles pages, menus, status bar and tray, and passes messages between them. GUI thread.
///
/// It comes in two steps, so that it is on the screen at once: made, it can be shown and paints outlines; furnished,
/// when the engine and the store are there, it has everything else.
///
/// Object names that tests and assistive tools may rely on; each page names its own:
/// - panes: mainWindow, sidebarPane, sidebar, tenantButton, tenantMenu, pages
/// - status: statusBar, statusCloudSuite, statusSlack, statusNext, statusQueued, statusFailed, statusLog, statusTime
/// - questions: questionBox, questionYes, questionCancel, messageBox, fileDialog
/// - menus: menu.file, menu.edit, menu.view, menu.theme, menu.entry, menu.sync, menu.pause, menu.tools, menu.help
/// - tray: trayMenu
/// - actions: action.sync-now, action.replay and so on, see actions.cpp
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// memory keeps geometry and choices of this person.
    MainWindow(Theme &theme, QSettings &memory, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Shows the outlines and returns when they have been painted; at the latest after half a second, when nobody
    /// sees the window.
    void showOutlines();
    /// Everything else, once: console lives in the engine thread.
    void furnish(Console &console, ReaderThread &readers, const Clock &clock);
    /// Shows the window, or only the tray when asked to start minimised and there is one. Furnished.
    void start(bool isMinimized);
    /// In front, whatever state it is in: a second start, the tray.
    void bringToFront();
    /// A .ionapi file from the command line, a second start or a drop; a .csv file of rules from a drop.
    void importFile(const QString &path);
    void showPage(const QString &id);
    [[nodiscard]] WindowPage *currentPage() const;
    [[nodiscard]] Hub &hub() { return m_parts->hub; }
    [[nodiscard]] Tray &tray() { return *m_tray; }

Q_SIGNALS:
    /// The person wants to stop the program: whoever made the window ends it.
    void quitRequested();

protected:
    bool event(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    /// The page of that id, made when it is wanted for the first time.
    WindowPage *page(const QString &id);
    [[nodiscard]] WindowPage *makePage(const QString &id);
    void makeOtherPages();
    void connectParts();
    void connectActions();
    void connectConsole(Console &console);
    void followTheme();
    void showEntries(const EntryFilter &filter);
    void movePane(int step);
    void showShortcuts();
    void showAbout();
    void setCurrentPage(WindowPage *page);

    /// What pages and commands share.
    struct Parts
    {
        Parts(MainWindow *window, Console &console, ReaderThread &readers, const Clock &clock);
        Actions actions;
        Hub hub;
        PageContext context;
    };

    Theme &m_theme;
    WindowMemory m_memory;
    std::unique_ptr<Parts> m_parts; ///< none until furnished
    Sidebar *m_sidebar = nullptr;
    QStackedWidget *m_pages = nullptr;
    StatusBar *m_status = nullptr;
    EngineCommands *m_engine = nullptr;
    FileCommands *m_files = nullptr;
    Remedies *m_remedies = nullptr;
    Tray *m_tray = nullptr;
    QHash<QString, WindowPage *> m_made; ///< pages by id
    WindowPage *m_current = nullptr;
    bool m_isPainted = false;  ///< furnished, not only the outlines
    bool m_isQuitting = false; ///< the application ends: closing no longer means the tray
};

} // namespace ledgercast
