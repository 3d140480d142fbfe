// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/routing/channelguard.h"
#include "core/routing/ruledraft.h"
#include "core/store/reader.h"
#include "ui/pages/page.h"

#include <chrono>

class QPushButton;
class QSplitter;

namespace ledgercast {

class CoveragePane;
class Pill;
struct CoverageRow;
class RuleFiles;
class RulesPane;
class SimulationPane;
struct SimulationResult;
class Simulator;

/// Which channel gets what, whether every cost centre is covered, and what a change would do. Edits are a draft, kept
/// with the window's memory; posting keeps using the applied rules until they are replaced.
/// Object names: routingPage, draftPill, importRules, exportRules, discardDraft, applyDraft, routingSplitter; see also
/// RulesPane, CoveragePane, SimulationPane and ApplyRulesDialog.
class RoutingPage : public WindowPage
{
    Q_OBJECT

public:
    explicit RoutingPage(const PageContext &context, QWidget *parent = nullptr);

    [[nodiscard]] static PageTab tab() { return {QStringLiteral("routing"), tr("Routing"), Symbol::Routing}; }
    void activate() override;
    void deactivate() override;
    void takeFile(const QString &path) override;
    void useSuggestions() override;
    [[nodiscard]] QList<QWidget *> panes() const override;

private:
    /// What the page reads of the store.
    struct Reading
    {
        QList<Route> routes;
        QList<CostCentreRow> costCentres;
        ChannelGuard guard;
    };

    [[nodiscard]] QWidget *makeHeader();
    [[nodiscard]] QPushButton *makeButton(const QString &name, const QString &text, Symbol symbol);
    void addKeys();
    void connectFiles();
    void readStore();
    void take(const Reading &reading);
    void takeDraft();
    void simulate();
    void connectSimulation();
    void connectCoverage();
    void takeResult(const SimulationResult &result, std::chrono::milliseconds took);
    void updateActions();
    void discard();
    void apply();
    void askToApply();
    void addSuggested(const QList<CoverageRow> &suggestions);

    RulesPane *m_rules;
    CoveragePane *m_coverage;
    SimulationPane *m_simulation;
    RuleFiles *m_files;
    Simulator *m_simulator;
    Pill *m_pill;
    QPushButton *m_export = nullptr;
    QPushButton *m_discard = nullptr;
    QPushButton *m_apply = nullptr;
    QSplitter *m_splitter;
    QList<CostCentreRow> m_costCentres;
    QString m_waitingFile; ///< came before the applied rules were read
    bool m_hasRead = false;
    bool m_isInFront = false;
    bool m_hasCoverage = false;
    bool m_wantsSuggestions = false; ///< as soon as they are known
};

} // namespace ledgercast
