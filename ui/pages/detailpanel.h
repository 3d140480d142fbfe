// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions.h"
#include "ui/pages/entrytimeline.h"
#include "ui/pages/page.h"

#include <QHash>

class QPushButton;
class QStackedLayout;
class QStackedWidget;
class QTabBar;

namespace ledgercast {

class Callout;
class MessageTab;
class Pill;
class SourceTab;
class SummaryTab;
class SymbolLabel;
class TextLabel;
class TimelineView;

/// Everything about one entry: what it is, where it went, what happened to it, what was read. GUI thread.
///
/// Object names: detailPanel, detailTitle, detailAmount, detailTabs, replayButton, replayToButton, openInSlackButton,
/// closeDetails, causeCallout, calloutRemedy, timelineView, and those of the tabs.
class DetailPanel : public QWidget
{
    Q_OBJECT

public:
    explicit DetailPanel(const PageContext &context, QWidget *parent = nullptr);

    void setCostCentres(const QHash<QString, QString> &names);
    /// today: what today's rules would make of it, see todayWords().
    void setDetail(const EntryDetail &detail, const QStringList &today);
    void setNothing(const QString &sentence);
    /// What the buttons would do with the selection: "Replay 3".
    void setSelected(int entries);
    [[nodiscard]] QTabBar *tabs() const { return m_tabs; }

Q_SIGNALS:
    void closeRequested();
    void notice(const QString &sentence);
    void remedyChosen(const ledgercast::EntryCause &cause);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QWidget *makeHeader();
    [[nodiscard]] QLayout *makeButtons();
    [[nodiscard]] QWidget *makeTimeline();
    [[nodiscard]] QPushButton *addAction(Command command, const QString &name, Symbol symbol);
    void addTabs();
    void showHeader(const EntryDetail &detail);
    void showCause(const EntryDetail &detail);
    void followActions();

    PageContext m_context;
    QStackedLayout *m_stack;
    TextLabel *m_nothing;
    SymbolLabel *m_symbol;
    TextLabel *m_title;
    Pill *m_state;
    TextLabel *m_amount;
    TextLabel *m_currency;
    TextLabel *m_due;
    TextLabel *m_party;
    TextLabel *m_place;
    QPushButton *m_replay = nullptr;
    QPushButton *m_replayTo = nullptr;
    QPushButton *m_slack = nullptr;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    SummaryTab *m_summary;
    MessageTab *m_message;
    TimelineView *m_timeline;
    SourceTab *m_source;
    Callout *m_callout;
    EntryCause m_cause;
    QHash<QString, QString> m_costCentres;
    std::pair<qint64, qint64> m_shown; ///< entry and its last event
    QStringList m_today;
};

} // namespace ledgercast
