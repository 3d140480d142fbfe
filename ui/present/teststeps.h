// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/teststep.h"
#include "core/engine/status.h"
#include "ui/theme/symbols.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/steplistview.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace ledgercast {

/// A step of the connection test that needs somebody.
struct StepProblem
{
    QString stepId;
    Tone tone = Tone::Warning;
    Symbol symbol = Symbol::Attention;
    QString title;    ///< "GL postings: No permission"
    QString sentence; ///< what it means and who can mend it
    QString request;  ///< text for that administrator; empty where none can help

    friend bool operator==(const StepProblem &, const StepProblem &) = default;
};

/// Whom the requests are about.
struct TestSubjects
{
    TenantInfo tenant;
    WorkspaceInfo workspace;
};

[[nodiscard]] bool isSlackStep(const TestStep &step);
/// Those of this tenant. Where no tenant is named, they are everybody's.
[[nodiscard]] QList<TestStep> stepsOfTenant(const QList<TestStep> &steps, const QString &tenant);
/// The steps as they are listed; a row of its own sums up the sources.
[[nodiscard]] QList<StepItem> stepItemsOf(const QList<TestStep> &steps);
/// One for each step that failed or warns, in their order.
[[nodiscard]] QList<StepProblem> stepProblemsOf(const QList<TestStep> &steps, const TestSubjects &subjects);
/// What a newcomer asks the CloudSuite administrator for.
[[nodiscard]] QString firstRequest();
/// "Tested 14:30"; empty before the first test has ended.
[[nodiscard]] QString testedWords(const std::optional<QDateTime> &at, const QDateTime &now);
/// What the app needs a scope for: "to post messages"; empty for one we don't ask for.
[[nodiscard]] QString scopePurpose(const QString &scope);

} // namespace ledgercast
