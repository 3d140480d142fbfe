// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/slacktest.h"

#include <QObject>

namespace ledgercast {

namespace {

enum Step : qsizetype { Token, Scopes, Channels };

QList<TestStep> stepsIn(TestStep::State state)
{
    QList<TestStep> steps(3);
    steps[Token].id = QStringLiteral("slack:token");
    steps[Token].title = QObject::tr("Bot token");
    steps[Scopes].id = QStringLiteral("slack:scopes");
    steps[Scopes].title = QObject::tr("Scopes");
    steps[Channels].id = QStringLiteral("slack:channels");
    steps[Channels].title = QObject::tr("Channels");
    for (TestStep &step : steps)
        step.state = state;
    return steps;
}

} // namespace

SlackTest::SlackTest(SlackApi &slack, const Clock &clock, Watcher watcher)
    : m_slack(slack), m_clock(clock), m_watcher(std::move(watcher)), m_steps(stepsIn(TestStep::State::Waiting))
{
}

QList<TestStep> SlackTest::withoutToken(const QString &sentence)
{
    QList<TestStep> steps = stepsIn(TestStep::State::Skipped);
    steps[Token].state = TestStep::State::Failed;
    steps[Token].detail = sentence;
    steps[Token].code = QStringLiteral("not_configured");
    return steps;
}

QCoro::Task<SlackTest::Outcome> SlackTest::run()
{
    start(Token);
    auto identifying = m_slack.identify();
    const Result<SlackIdentity> identity = co_await identifying;
    if (!identity) {
        m_steps[Scopes].state = m_steps[Channels].state = TestStep::State::Skipped;
        end(Token, TestStep::State::Failed, identity.error().message, identity.error().code);
        co_return Outcome{m_steps, {}, {}};
    }
    end(Token, TestStep::State::Passed, QObject::tr("%1, posts as @%2").arg(identity->team, identity->user));
    judgeScopes(*identity);
    start(Channels);
    auto listing = m_slack.channels();
    const Result<QList<Channel>> channels = co_await listing;
    if (!channels) {
        end(Channels, TestStep::State::Failed, channels.error().message, channels.error().code);
        co_return Outcome{m_steps, *identity, {}};
    }
    if (channels->isEmpty())
        end(Channels, TestStep::State::Warning,
            QObject::tr("The app sees no channel. Create one, or invite the app to a private one."),
            QStringLiteral("no_channels"));
    else
        end(Channels, TestStep::State::Passed, QObject::tr("%1 visible").arg(channels->size()));
    co_return Outcome{m_steps, *identity, *channels};
}

void SlackTest::judgeScopes(const SlackIdentity &identity)
{
    start(Scopes);
    const QStringList missing = identity.missingScopes();
    if (missing.isEmpty())
        return end(Scopes, TestStep::State::Passed, QObject::tr("The app has every permission it needs"));
    // Without the others it can post, but finds fewer channels and can't look for a post whose answer was lost.
    const bool canPost = !missing.contains(QStringLiteral("chat:write"));
    end(Scopes, canPost ? TestStep::State::Warning : TestStep::State::Failed,
        QObject::tr("The app lacks permissions: %1").arg(missing.join(QStringLiteral(", "))),
        QStringLiteral("missing_scope"));
}

void SlackTest::start(qsizetype index)
{
    m_startedAt = m_clock.now();
    m_steps[index].state = TestStep::State::Running;
    m_watcher(m_steps);
}

void SlackTest::end(qsizetype index, TestStep::State state, const QString &detail, const QString &code)
{
    TestStep &step = m_steps[index];
    step.state = state;
    step.detail = detail;
    step.code = code;
    step.milliseconds = static_cast<int>((m_clock.now() - m_startedAt).count());
    m_watcher(m_steps);
}

} // namespace ledgercast
