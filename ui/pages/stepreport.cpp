// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stepreport.h"

#include "ui/theme/theme.h"
#include "ui/widgets/callout.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>

#include <algorithm>

namespace ledgercast {

StepReport::StepReport(const Theme &theme, const QString &listName, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_list(new StepListView(theme)), m_column(new QVBoxLayout(this))
{
    m_list->setObjectName(listName);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    m_column->addWidget(m_list);
    connect(m_list, &StepListView::remedyRequested, this, &StepReport::focusProblem);
}

void StepReport::setSteps(const QList<TestStep> &steps, const TestSubjects &subjects)
{
    m_list->setItems(stepItemsOf(steps));
    const auto passed = std::count_if(steps.begin(), steps.end(),
                                      [](const TestStep &step) { return step.state == TestStep::State::Passed; });
    m_list->setAccessibleName(tr("Connection test, %1 of %2 passed").arg(passed).arg(steps.size()));
    setVisible(!steps.isEmpty());
    showProblems(stepProblemsOf(steps, subjects));
}

void StepReport::showProblems(const QList<StepProblem> &problems)
{
    if (problems == m_problems)
        return;
    m_problems = problems;
    qDeleteAll(m_callouts);
    m_callouts.clear();
    for (const StepProblem &problem : problems) {
        auto *callout = new Callout(m_theme);
        callout->setObjectName(u"stepProblem_" + problem.stepId);
        callout->setText(problem.tone, problem.symbol, problem.title, problem.sentence);
        if (!problem.request.isEmpty()) {
            callout->setRemedy(tr("Copy request"), false);
            callout->setRemedyName(tr("Copy request: %1").arg(problem.title));
        }
        connect(callout, &Callout::remedyChosen, this, [this, request = problem.request, title = problem.title] {
            QApplication::clipboard()->setText(request);
            Q_EMIT copied(tr("Copied the text for your administrator: %1.").arg(title));
        });
        m_column->addWidget(callout);
        m_callouts += callout;
    }
}

void StepReport::focusProblem(const QString &stepId)
{
    // The row that sums up the sources leads to the first of them.
    for (Callout *callout : std::as_const(m_callouts)) {
        const QString id = callout->objectName().section(u'_', 1);
        if (id == stepId || (stepId == u"feeds" && id.startsWith(u"feed:")))
            return callout->setFocus(Qt::TabFocusReason);
    }
}

} // namespace ledgercast
