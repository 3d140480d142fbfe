// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/theme/tokens.h"

#include <QStatusBar>
#include <QTimer>
#include <QToolButton>

#include <optional>

namespace ledgercast {

/// One part of the status bar: a dot in the colour of its state, and words; flat, and can be pressed.
class StatusPart : public QToolButton
{
    Q_OBJECT

public:
    StatusPart(const Theme &theme, const QString &name, QWidget *parent = nullptr);

    /// Hidden when the text is empty.
    void setContent(const QString &text, std::optional<Tone> dot = std::nullopt);
    /// A line before it.
    void setSeparated(bool on);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    std::optional<Tone> m_dot;
    bool m_isSeparated = true;
};

/// How both sides are, the next check, what waits; at the right the log and the time. Counts down while it is seen.
class StatusBar : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusBar(const PageContext &context, QWidget *parent = nullptr);

    void showNotice(const QString &sentence);

Q_SIGNALS:
    void pageWanted(const QString &id);
    void entriesWanted(const ledgercast::EntryFilter &filter);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    StatusPart *add(const QString &name, const QString &tip, bool isPermanent = false);
    void refresh();

    PageContext m_context;
    QTimer m_second;
    StatusPart *m_cloudSuite;
    StatusPart *m_slack;
    StatusPart *m_next;
    StatusPart *m_queued;
    StatusPart *m_failed;
    StatusPart *m_log;
    StatusPart *m_time;
};

} // namespace ledgercast
