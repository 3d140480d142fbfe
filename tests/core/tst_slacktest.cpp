// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/slacktest.h"
#include "tests/support/fakeclock.h"
#include "tests/support/fakeslack.h"
#include "tests/support/waitfor.h"

#include <QTest>

using namespace ledgercast;

namespace {

SlackIdentity identityWithout(const QString &scope)
{
    SlackIdentity identity;
    identity.team = QStringLiteral("Acme Group");
    identity.user = QStringLiteral("ledgercast");
    identity.scopes = slackScopes();
    identity.scopes.removeAll(scope);
    return identity;
}

} // namespace

class TestSlackTest : public QObject
{
    Q_OBJECT

private:
    using State = TestStep::State;
    FakeClock m_clock;
    std::unique_ptr<FakeSlack> m_slack;
    int m_reports = 0;

    SlackTest::Outcome run()
    {
        m_reports = 0;
        SlackTest test(*m_slack, m_clock, [this](const QList<TestStep> &) { ++m_reports; });
        return resultOf(test.run());
    }
    static QList<State> statesOf(const SlackTest::Outcome &outcome)
    {
        QList<State> states;
        for (const TestStep &step : outcome.steps)
            states += step.state;
        return states;
    }

private Q_SLOTS:
    void init()
    {
        m_slack = std::make_unique<FakeSlack>(m_clock);
        m_slack->identity = identityWithout({});
        m_slack->channelList = QList<Channel>{Channel{u"C1"_qs, u"fin-it"_qs, false, false, true, false}};
    }

    void passesTokenScopesAndChannelsOneAfterTheOther()
    {
        const SlackTest::Outcome outcome = run();
        QCOMPARE(statesOf(outcome), (QList<State>{State::Passed, State::Passed, State::Passed}));
        QCOMPARE(outcome.steps.at(0).detail, u"Acme Group, posts as @ledgercast"_qs);
        QCOMPARE(m_reports, 6);
        QVERIFY(outcome.identity && outcome.channels);
    }

    void skipsTheRestWhenTheTokenIsRefused()
    {
        m_slack->identity = fail(ErrorKind::Auth, u"Test"_qs, u"Refused."_qs, {}, u"token_revoked"_qs);
        const SlackTest::Outcome outcome = run();
        QCOMPARE(statesOf(outcome), (QList<State>{State::Failed, State::Skipped, State::Skipped}));
        QCOMPARE(outcome.steps.at(0).code, u"token_revoked"_qs);
        QVERIFY(!outcome.identity);
    }

    void failsOnlyWithoutTheScopeThatPosts()
    {
        m_slack->identity = identityWithout(u"groups:read"_qs);
        QCOMPARE(statesOf(run()), (QList<State>{State::Passed, State::Warning, State::Passed}));
        m_slack->identity = identityWithout(u"chat:write"_qs);
        const SlackTest::Outcome outcome = run();
        QCOMPARE(statesOf(outcome), (QList<State>{State::Passed, State::Failed, State::Passed}));
        QVERIFY(outcome.steps.at(1).detail.contains(u"chat:write"));
    }

    void saysWhatIsTheMatterWithTheChannels()
    {
        m_slack->channelList = QList<Channel>{};
        QCOMPARE(run().steps.at(2).code, u"no_channels"_qs);
        m_slack->channelList = fail(ErrorKind::Permission, u"Test"_qs, u"No."_qs, {}, u"missing_scope"_qs);
        const SlackTest::Outcome outcome = run();
        QCOMPARE(outcome.steps.at(2).state, State::Failed);
        QVERIFY(outcome.identity && !outcome.channels);
    }

    void hasNothingToTryWithoutAToken()
    {
        const QList<TestStep> steps = SlackTest::withoutToken(u"Slack isn't connected yet."_qs);
        QCOMPARE(steps.size(), 3);
        QCOMPARE(steps.at(0).state, State::Failed);
        QCOMPARE(steps.at(0).detail, u"Slack isn't connected yet."_qs);
        QCOMPARE(steps.at(2).state, State::Skipped);
    }
};

QTEST_GUILESS_MAIN(TestSlackTest)
#include "tst_slacktest.moc"
