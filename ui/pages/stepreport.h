// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/present/teststeps.h"

#include <QWidget>

class QVBoxLayout;

namespace ledgercast {

class Callout;
class StepListView;
class Theme;

/// A connection test: its steps, and below them each problem with the text for who can mend it.
/// Object names: the list's own, stepProblem_<step id>.
class StepReport : public QWidget
{
    Q_OBJECT

public:
    /// listName: object name of the list of steps.
    StepReport(const Theme &theme, const QString &listName, QWidget *parent = nullptr);

    void setSteps(const QList<TestStep> &steps, const TestSubjects &subjects);

Q_SIGNALS:
    /// A request is in the clipboard: one sentence for the status bar.
    void copied(const QString &sentence);

private:
    void showProblems(const QList<StepProblem> &problems);
    void focusProblem(const QString &stepId);

    const Theme &m_theme;
    StepListView *m_list;
    QVBoxLayout *m_column;
    QList<StepProblem> m_problems;
    QList<Callout *> m_callouts;
};

} // namespace ledgercast
