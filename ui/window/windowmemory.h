// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QMap>
#include <QString>

class QSettings;
class QWidget;

namespace ledgercast {

/// What the window remembers from one start to the next, typed: the only place that knows the keys.
class WindowMemory
{
public:
    explicit WindowMemory(QSettings &settings) : m_settings(settings) {}

    void restoreGeometry(QWidget &window) const;
    void saveGeometry(const QWidget &window);
    [[nodiscard]] Theme::Choice theme() const;
    void setTheme(Theme::Choice choice);
    [[nodiscard]] bool keepsRunning() const;
    void setKeepsRunning(bool on);
    /// Order, widths and hidden ones of a table's columns, as QHeaderView::saveState() gives them; empty: never kept.
    [[nodiscard]] QByteArray columns(const QString &table) const;
    void setColumns(const QString &table, const QByteArray &state);
    /// The draft of the rules as CSV; empty: none.
    [[nodiscard]] QByteArray rulesDraft() const;
    void setRulesDraft(const QByteArray &csv);
    /// Drafts of message designs as JSON, by record type.
    [[nodiscard]] QMap<QString, QByteArray> messageDrafts() const;
    void setMessageDrafts(const QMap<QString, QByteArray> &drafts);
    /// True the first time it is asked.
    [[nodiscard]] bool shouldTellAboutTray();

private:
    QSettings &m_settings;
};

} // namespace ledgercast
