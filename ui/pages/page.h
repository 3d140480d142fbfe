// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/entry.h"
#include "ui/theme/symbols.h"

#include <QWidget>

namespace ledgercast {

class Actions;
class Clock;
class Console;
class Hub;
class ReaderThread;
class Theme;
class WindowMemory;

/// What every page works with; borrowed, outlives the pages.
struct PageContext
{
    const Theme &theme;
    Console &console; ///< lives in the engine thread: invoke its slots, never call them
    ReaderThread &readers;
    Hub &hub;
    Actions &actions;
    const Clock &clock;
    WindowMemory &memory;
};

/// How a page is shown in the sidebar, also before it is made.
struct PageTab
{
    QString id; ///< "overview": for settings and the sidebar
    QString title;
    Symbol symbol = Symbol::None;
};

/// A page of the main window. The window owns it, shows it and forwards what concerns the page in front.
class WindowPage : public QWidget
{
    Q_OBJECT

public:
    WindowPage(const PageTab &tab, const PageContext &context, QWidget *parent = nullptr)
        : QWidget(parent), m_tab(tab), m_context(context)
    {
    }

    [[nodiscard]] QString id() const { return m_tab.id; }
    [[nodiscard]] QString title() const { return m_tab.title; }

    /// The page comes to the front: it takes over the actions that mean it (Replay, Copy row, Find, …).
    virtual void activate() {}
    /// Another page comes to the front: it disables what it took over.
    virtual void deactivate() {}
    /// Ctrl+F, for pages that can search.
    virtual void focusSearch() {}
    /// Where F6 goes, in order.
    [[nodiscard]] virtual QList<QWidget *> panes() const { return {}; }
    /// Pages that list entries show these.
    virtual void showEntries(const EntryFilter & /*filter*/) {}
    /// A request failed while this page is in front; true: the page shows it itself, else the window does.
    virtual bool takeFailure(const QString & /*title*/, const QString & /*sentence*/, const QString & /*code*/)
    {
        return false;
    }
    /// Connections: a .ionapi file, Routing: a CSV file, was dropped on the window or chosen from the menu.
    virtual void takeFile(const QString & /*path*/) {}
    /// Routing: a remedy elsewhere asks for the channels that are suggested.
    virtual void useSuggestions() {}
    /// Connections: a remedy elsewhere asks for a bot token.
    virtual void pasteToken() {}
    /// The same by OAuth.
    virtual void signIn() {}

Q_SIGNALS:
    void pageWanted(const QString &id);
    void entriesWanted(const ledgercast::EntryFilter &filter);
    /// A result, for the status bar.
    void notice(const QString &sentence);

protected:
    [[nodiscard]] const PageContext &context() const { return m_context; }

private:
    PageTab m_tab;
    PageContext m_context;
};

} // namespace ledgercast
