// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/present/overview.h"

#include <QElapsedTimer>
#include <QMenu>
#include <QSet>
#include <QSystemTrayIcon>
#include <QTimer>

namespace ledgercast {

/// The program while its window is closed: a mark with a badge, a menu of plain actions, and a notification for a new
/// cause. A desktop may have no tray, or get one minutes after sign-in; ask isThere() each time.
class Tray : public QObject
{
    Q_OBJECT

public:
    explicit Tray(const PageContext &context, QObject *parent = nullptr);

    [[nodiscard]] bool isThere() const;
    [[nodiscard]] const TrayView &view() const { return m_view; }
    [[nodiscard]] const QMenu &menu() const { return m_menu; }
    void notify(const QString &title, const QString &text);

Q_SIGNALS:
    void openRequested();
    /// The first line of the menu, or a notification was clicked.
    void attentionRequested();

private:
    void fillMenu();
    void take(const Snapshot &snapshot);
    void show(const TrayView &view);
    void notifyNewCauses(const Snapshot &snapshot);
    void lookForTray();

    PageContext m_context;
    QSystemTrayIcon m_icon;
    QMenu m_menu;
    QAction *m_headline = nullptr;
    QAction *m_counts = nullptr;
    QAction *m_replay = nullptr;
    QAction *m_checks = nullptr;
    QAction *m_tenant = nullptr;
    QMenu *m_pause = nullptr;
    QAction *m_resume = nullptr; ///< in the place of the submenu while paused
    TrayView m_view;
    QTimer m_syncing; ///< reading is shown when it lasts
    QTimer m_look;    ///< trays may arrive after us
    int m_looks = 0;
    QSet<QString> m_knownCauses;
    bool m_hasSeenStore = false;
    QElapsedTimer m_lastNotification;
};

} // namespace ledgercast
