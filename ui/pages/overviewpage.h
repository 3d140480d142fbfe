// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/present/overview.h"

class QPushButton;
class QStackedLayout;

namespace ledgercast {

class AttentionList;
class Callout;
class Card;
class DayChart;
class PipelineWidget;
class RowTableView;
class SourceModel;
class StateBanner;

/// Is everything posted, what is stuck, and what do I press.
/// Object names: overviewPage, stateBanner, bannerTitle, bannerDetail, connectButton, pauseButton, pauseMenu,
/// syncButton, pipeline, stage_<id>, dropOff_<id>, sourcesCard, sourcesTable, sourceMenu, daysCard, dayChart,
/// attentionList, attentionGroup, attentionTitle, attentionRemedy, attentionSecondRemedy, attentionShowEntries,
/// attentionShowAll, attentionEmpty, storeProblem.
class OverviewPage : public WindowPage
{
    Q_OBJECT

public:
    explicit OverviewPage(const PageContext &context, QWidget *parent = nullptr);

    [[nodiscard]] static PageTab tab() { return {QStringLiteral("overview"), tr("Overview"), Symbol::Overview}; }
    [[nodiscard]] QList<QWidget *> panes() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

Q_SIGNALS:
    void remedyWanted(const ledgercast::AttentionItem &item, ledgercast::Remedy remedy);

private:
    void addBanner();
    void addSources();
    [[nodiscard]] QWidget *makeChart();
    [[nodiscard]] QWidget *makeProblem();
    void take(const Snapshot &snapshot);
    void updateButtons(const Snapshot &snapshot);
    void showStage(const QString &id);
    void showDropOff(const QString &id);
    void showToday(const QList<EntryState> &states, const QStringList &types = {});
    void showDay(int day);
    /// Of a tenant; both empty: of the one that is looked at.
    void editSchedule(const QString &tenant, const QString &feed);
    void trySource(const QString &tenant, const QString &feed);
    void readEarlier(const QString &tenant, const QString &feed);
    void openSourceMenu(const QPoint &at);

    QStackedLayout *m_stack;
    StateBanner *m_banner;
    QPushButton *m_connect;
    QPushButton *m_pause;
    QPushButton *m_sync;
    QPushButton *m_schedules;
    PipelineWidget *m_pipeline;
    Card *m_sources;
    SourceModel *m_model;
    RowTableView *m_table;
    Card *m_days = nullptr;
    DayChart *m_chart;
    AttentionList *m_attention;
    Callout *m_problem;
};

} // namespace ledgercast
