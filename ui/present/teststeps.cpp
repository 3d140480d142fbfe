// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/present/teststeps.h"

#include "ui/format/format.h"
#include "ui/present/errorwords.h"

#include <QCoreApplication>

#include <algorithm>

namespace ledgercast {

namespace {

using State = TestStep::State;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(TestSteps)
};

bool isFeed(const TestStep &step)
{
    return step.id.startsWith(u"feed:");
}

bool needsSomebody(const TestStep &step)
{
    return step.state == State::Failed || step.state == State::Warning;
}

/// Signed in, but not allowed: one source less, while the rest goes on.
bool isOnlyBlocked(const TestStep &step)
{
    return isFeed(step) && step.state == State::Failed && cloudSuiteWords(step.code).symbol == Symbol::Lock;
}

ErrorWords wordsOf(const TestStep &step)
{
    return isSlackStep(step) ? errorWords(step.code) : cloudSuiteWords(step.code);
}

StepItem::State stateOf(State state)
{
    switch (state) {
    case State::Waiting:
        return StepItem::State::Waiting;
    case State::Running:
        return StepItem::State::Running;
    case State::Passed:
        return StepItem::State::Passed;
    case State::Warning:
        return StepItem::State::Warning;
    case State::Failed:
        return StepItem::State::Failed;
    case State::Skipped:
        break;
    }
    return StepItem::State::Skipped;
}

QString outcomeOf(const TestStep &step, bool isLocked)
{
    if (step.state == State::Skipped)
        return Words::tr("skipped");
    if (step.state == State::Failed && isLocked)
        return Words::tr("No permission");
    if (step.state == State::Failed)
        return step.code.isEmpty() ? Words::tr("Failed") : step.code;
    return step.milliseconds <= 0 ? QString() : format::duration(std::chrono::milliseconds(step.milliseconds));
}

StepItem itemOf(const TestStep &step)
{
    StepItem item;
    item.id = step.id;
    item.state = isOnlyBlocked(step) ? StepItem::State::Warning : stateOf(step.state);
    item.level = isFeed(step) ? 1 : 0;
    item.title = step.title;
    item.detail = step.detail;
    item.program = step.program;
    item.noPermission = needsSomebody(step) && wordsOf(step).symbol == Symbol::Lock;
    item.right = outcomeOf(step, item.noPermission);
    return item;
}

/// The row above the sources: how many of them can be read.
StepItem sumOf(const QList<TestStep> &feeds)
{
    const auto count = [&](State state) {
        return std::count_if(feeds.begin(), feeds.end(), [state](const TestStep &step) { return step.state == state; });
    };
    const auto readable = count(State::Passed) + count(State::Warning);
    const bool isAll = readable == feeds.size();
    StepItem item;
    item.id = QStringLiteral("feeds");
    item.title = Words::tr("Read each source");
    item.state = count(State::Running) > 0               ? StepItem::State::Running
                 : count(State::Waiting) == feeds.size() ? StepItem::State::Waiting
                 : count(State::Skipped) == feeds.size() ? StepItem::State::Skipped
                 : count(State::Failed) == feeds.size()  ? StepItem::State::Failed
                 : count(State::Waiting) > 0             ? StepItem::State::Running
                 : isAll && count(State::Warning) == 0   ? StepItem::State::Passed
                                                         : StepItem::State::Warning;
    if (item.state == StepItem::State::Skipped || item.state == StepItem::State::Waiting)
        return item;
    item.detail = Words::tr("%1 of %2 can be read").arg(readable).arg(feeds.size());
    int milliseconds = 0;
    for (const TestStep &step : feeds)
        milliseconds += std::max(step.milliseconds, 0);
    item.right = format::duration(std::chrono::milliseconds(milliseconds));
    return item;
}

QString nowSays(const TestStep &step)
{
    const QString detail = step.detail.isEmpty() ? wordsOf(step).title : step.detail;
    return step.code.isEmpty() ? detail : Words::tr("%1 (code %2)").arg(detail, step.code);
}

QString requestForNetwork(const TestStep &step, const TestSubjects &subjects)
{
    const QString host = isSlackStep(step) ? QStringLiteral("slack.com") : subjects.tenant.apiHost;
    return Words::tr("Hello,\n\nLedgercast on this computer has to reach %1 over HTTPS, port 443. Can you let it "
                     "through the firewall and the proxy? If a proxy inspects traffic, its certificate has to be in "
                     "the certificate store of this computer.\n\nThe connection test says now: %2\n\nThank you")
        .arg(host, nowSays(step));
}

QString requestForTenant(const TestStep &step, const TestSubjects &subjects)
{
    const TenantInfo &tenant = subjects.tenant;
    return Words::tr("Hello,\n\nLedgercast reads from CloudSuite with the application \"%1\", service account %2, in "
                     "%3. It only reads and changes nothing. Can you check that the application, its service account "
                     "and M3 in the API gateway are active, and send me a new .ionapi file of a backend service with "
                     "a service account?\n\nCloudSuite answers now: %4\n\nThank you")
        .arg(tenant.application, tenant.serviceAccountMasked, tenant.tenant, nowSays(step));
}

QString requestForWorkspace(const TestStep &step, const TestSubjects &subjects)
{
    const WorkspaceInfo &workspace = subjects.workspace;
    QString wish;
    if (step.code == u"missing_scope" && !workspace.missingScopes.isEmpty()) {
        wish = Words::tr("Can you add these bot scopes to the app, under OAuth & Permissions, and install it to the "
                         "workspace again?\n");
        for (const QString &scope : workspace.missingScopes)
            wish += u"\n- " + scope + u' ' + scopePurpose(scope);
    } else {
        wish = Words::tr("Can you check that the app is installed and allowed in the workspace, and install it again?");
    }
    const QString place = workspace.team.isEmpty() ? Words::tr("our Slack workspace") : workspace.team;
    return Words::tr("Hello,\n\nLedgercast posts finance activity from CloudSuite to channels of %1, as an app of our "
                     "own. %2\n\nI then need its Bot User OAuth Token, which begins with xoxb-.\n\nSlack answers now: "
                     "%3\n\nThank you")
        .arg(place, wish, nowSays(step));
}

QString requestOf(const TestStep &step, Helper helper, const TestSubjects &subjects)
{
    if (!step.request.isEmpty())
        return step.request;
    switch (helper) {
    case Helper::Nobody:
    case Helper::You:
        break;
    case Helper::ItDepartment:
        return requestForNetwork(step, subjects);
    case Helper::CloudSuiteAdministrator:
    case Helper::M3Administrator:
        return requestForTenant(step, subjects);
    case Helper::SlackAdministrator:
        return requestForWorkspace(step, subjects);
    }
    return {};
}

StepProblem problemOf(const TestStep &step, const TestSubjects &subjects)
{
    const ErrorWords words = wordsOf(step);
    // Without a code of its own, a text for an administrator means that M3 said no.
    const Helper helper = !words.isKnown && !step.request.isEmpty() ? Helper::M3Administrator : words.helper;
    StepProblem problem;
    problem.stepId = step.id;
    problem.tone = step.state == State::Failed && !isOnlyBlocked(step) ? Tone::Danger : Tone::Warning;
    problem.symbol = words.symbol;
    problem.title = !isFeed(step)                 ? words.title
                    : words.isKnown               ? Words::tr("%1: %2").arg(step.title, words.title)
                    : step.state == State::Failed ? Words::tr("%1 can't be read").arg(step.title)
                                                  : Words::tr("%1 can be read in part").arg(step.title);
    // Core names host, program and table; of Slack it only knows the code.
    const bool isDetailBetter = !isSlackStep(step) || step.code == u"missing_scope" || !words.isKnown;
    problem.sentence = isDetailBetter && !step.detail.isEmpty() ? step.detail : words.sentence;
    if (!problem.sentence.endsWith(u'.'))
        problem.sentence += u'.';
    problem.sentence += u' ' + (helper == Helper::Nobody ? step.remedy : helperWords(helper));
    problem.sentence = problem.sentence.trimmed();
    problem.request = requestOf(step, helper, subjects);
    return problem;
}

} // namespace

QList<TestStep> stepsOfTenant(const QList<TestStep> &steps, const QString &tenant)
{
    QList<TestStep> own;
    std::copy_if(steps.begin(), steps.end(), std::back_inserter(own), [&](const TestStep &step) {
        return !isSlackStep(step) && (step.tenant.isEmpty() || step.tenant == tenant);
    });
    return own;
}

bool isSlackStep(const TestStep &step)
{
    return step.id.startsWith(u"slack");
}

QList<StepItem> stepItemsOf(const QList<TestStep> &steps)
{
    QList<TestStep> feeds;
    std::copy_if(steps.begin(), steps.end(), std::back_inserter(feeds), isFeed);
    QList<StepItem> items;
    for (const TestStep &step : steps) {
        if (!feeds.isEmpty() && step.id == feeds.constFirst().id)
            items += sumOf(feeds);
        items += itemOf(step);
    }
    return items;
}

QList<StepProblem> stepProblemsOf(const QList<TestStep> &steps, const TestSubjects &subjects)
{
    QList<StepProblem> problems;
    for (const TestStep &step : steps)
        if (needsSomebody(step))
            problems += problemOf(step, subjects);
    return problems;
}

QString firstRequest()
{
    return Words::tr("Hello,\n\nI'd like to connect Ledgercast to CloudSuite. It reads invoices, orders, payments and "
                     "ledger postings from M3, and changes nothing. Can you make an authorized app of the type "
                     "Backend Service for it in the API Gateway, with a service account whose M3 user may run "
                     "EXPORTMI, GENERAL, MNS100MI and MRS001MI, and send me its .ionapi file? Tick \"Create service "
                     "account\" when you download the credentials, so that the file has the account's keys.\n\n"
                     "Thank you");
}

QString testedWords(const std::optional<QDateTime> &at, const QDateTime &now)
{
    return at ? Words::tr("Tested %1").arg(format::moment(*at, now)) : QString();
}

QString scopePurpose(const QString &scope)
{
    if (scope == u"chat:write")
        return Words::tr("to post messages");
    if (scope == u"channels:read")
        return Words::tr("to see the public channels");
    if (scope == u"groups:read")
        return Words::tr("to see the private channels it is in");
    if (scope == u"channels:history")
        return Words::tr("to look whether a post arrived when Slack's answer was lost");
    if (scope == u"groups:history")
        return Words::tr("to look the same in private channels");
    if (scope == u"channels:join")
        return Words::tr("to join public channels by itself");
    if (scope == u"users:read")
        return Words::tr("to mention people by name");
    return {};
}

} // namespace ledgercast
