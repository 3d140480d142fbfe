// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/page.h"
#include "ui/present/effects.h"

#include <chrono>

class QCheckBox;
class QHBoxLayout;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace ledgercast {

class EffectModel;
class RowTableView;
class TextLabel;

/// What the draft would have done to the last 30 days: a table of channels, and the same in sentences. Object names:
/// simulationPane, simulationToggle, simulationNote, simulationShort, simulationShow, simulationTable,
/// simulationSentences, useSuggestions.
class SimulationPane : public QWidget
{
    Q_OBJECT

public:
    explicit SimulationPane(const PageContext &context, QWidget *parent = nullptr);

    /// Without a draft there is nothing to show, whatever the result.
    void setDrafted(bool isDrafted);
    void setResult(const SimulationResult &result, std::chrono::milliseconds took);
    /// How many cost centres without a channel have one suggested.
    void setSuggestions(int count);
    void setChecking();
    /// What is shown is of another draft, and why there is nothing newer.
    void setProblem(const QString &sentence);
    void setOpen(bool isOpen);
    [[nodiscard]] bool isOpen() const { return m_isOpen; }
    [[nodiscard]] QStringList sentences() const;
    [[nodiscard]] QWidget *focusTarget() const;

Q_SIGNALS:
    void openChanged(bool isOpen);
    void entriesWanted(const QList<qint64> &ids);
    void suggestionsWanted();

private:
    [[nodiscard]] QWidget *makeBar();
    [[nodiscard]] QWidget *makeBody();
    void addTable();
    void showAll();
    void showSentences(const QList<EffectView::Sentence> &sentences);
    void addSuggestions(QHBoxLayout *row);
    void setNote(const QString &note, bool isStale);

    const PageContext m_context;
    EffectModel *m_model;
    RowTableView *m_table;
    QToolButton *m_toggle = nullptr;
    TextLabel *m_note = nullptr;
    QCheckBox *m_short = nullptr;
    QPushButton *m_show = nullptr;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_sentences = nullptr;
    SimulationResult m_result;
    int m_suggestions = 0;
    bool m_hasResult = false;
    bool m_isDrafted = false;
    bool m_isStale = false;
    bool m_isOpen = true;
    std::chrono::milliseconds m_took{0};
    QStringList m_said;
};

} // namespace ledgercast
