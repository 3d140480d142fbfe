// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/teststep.h"
#include "core/slack/slackapi.h"

#include <functional>

namespace ledgercast {

/// Tries the workspace step by step: the token, its scopes, the list of channels. Slack and clock outlive it.
class SlackTest
{
public:
    using Watcher = std::function<void(const QList<TestStep> &)>;
    struct Outcome
    {
        QList<TestStep> steps;
        std::optional<SlackIdentity> identity;
        std::optional<QList<Channel>> channels;
    };

    SlackTest(SlackApi &slack, const Clock &clock, Watcher watcher);
    [[nodiscard]] QCoro::Task<Outcome> run();
    /// The steps where there is no token to try; sentence says so.
    [[nodiscard]] static QList<TestStep> withoutToken(const QString &sentence);

private:
    void start(qsizetype index);
    void end(qsizetype index, TestStep::State state, const QString &detail, const QString &code = {});
    void judgeScopes(const SlackIdentity &identity);

    SlackApi &m_slack;
    const Clock &m_clock;
    Watcher m_watcher;
    QList<TestStep> m_steps;
    Instant m_startedAt;
};

} // namespace ledgercast
