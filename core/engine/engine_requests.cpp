// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine.h"

#include "core/base/log.h"
#include "core/base/redaction.h"
#include "core/engine/person.h"
#include "core/routing/routescsv.h"
#include "core/slack/slackclient.h"
#include "core/slack/slacktest.h"
#include "core/store/reader.h"

#include <QUuid>

namespace ledgercast {

namespace {

TestStep withoutTenant(const LinkStatus &link)
{
    return {QStringLiteral("tenant"),
            Engine::tr("CloudSuite"),
            link.sentence,
            {},
            link.code,
            {},
            {},
            TestStep::State::Failed,
            -1};
}

} // namespace

void Engine::pause(qint64 untilMs)
{
    saveSettings([&](Settings &settings) {
        settings.isPaused = true;
        settings.pausedUntilMs = untilMs;
    });
    m_dispatcher->setPaused(true);
    setStatus([&](EngineStatus &status) {
        status.isPaused = true;
        status.pausedUntil = untilMs > 0 ? std::optional(instantFromMs(untilMs)) : std::nullopt;
    });
    if (const auto noted = m_runs->note(QStringLiteral("posting_paused"), {{QStringLiteral("until"), untilMs}},
                                        person(), m_clock.now());
        !noted)
        report(noted.error());
}

void Engine::resume()
{
    saveSettings([](Settings &settings) {
        settings.isPaused = false;
        settings.pausedUntilMs = 0;
    });
    m_dispatcher->setPaused(false);
    setStatus([](EngineStatus &status) {
        status.isPaused = false;
        status.pausedUntil.reset();
    });
    if (const auto noted = m_runs->note(QStringLiteral("posting_resumed"), {}, person(), m_clock.now()); !noted)
        report(noted.error());
}

/// A person's edit of deliveries. What came back from Slack is written first: the edit sees what is true.
Result<int> Engine::editDeliveries(const std::function<Result<int>()> &edit)
{
    if (const auto written = m_dispatcher->flush(); !written)
        return fail(written.error());
    auto count = edit();
    if (count && *count > 0) {
        storeCommitted();
        if (const auto loaded = m_dispatcher->reload(); !loaded)
            return fail(loaded.error());
    }
    return count;
}

void Engine::dismiss(const QList<qint64> &entryIds, const QString &reason)
{
    const auto count = editDeliveries([&] { return m_outbox->dismiss(entryIds, reason, person(), m_clock.now()); });
    if (!count)
        return report(count.error());
    if (*count == 0)
        Q_EMIT notice(tr("Nothing to mark: these entries are posted, on their way or were never meant to be sent."));
    else
        Q_EMIT notice(tr("%n message(s) marked as not sent.", nullptr, *count));
}

void Engine::joinChannel(const QString &channel)
{
    m_scope.start(join(channel));
}

QCoro::Task<void> Engine::join(QString channel)
{
    QString id = channel;
    const QList<Channel> known = channels();
    for (const Channel &one : known) {
        if (one.name == channel)
            id = one.id;
    }
    auto joining = m_slack->join(id);
    const auto joined = co_await joining;
    if (m_isStopping)
        co_return;
    if (!joined) {
        report(joined.error());
        co_return;
    }
    auto loading = loadChannels();
    co_await loading;
    const Reader reader(*m_database);
    QList<qint64> waiting;
    for (const Cause &cause : reader.causes().value_or(QList<Cause>{})) {
        if (cause.kind == Cause::Kind::ChannelBroken && (cause.subject == channel || cause.subject == id))
            waiting += cause.entryIds;
    }
    Q_EMIT notice(tr("Ledgercast joined #%1.").arg(joined->name));
    if (!waiting.isEmpty())
        replay(waiting);
}

void Engine::testConnections()
{
    if (m_isImporting || std::exchange(m_isTesting, true))
        return;
    m_scope.start(runTest());
}

QCoro::Task<QList<TestStep>> Engine::testTenants()
{
    QList<TestStep> steps;
    for (const auto &tenant : m_tenants) {
        const auto marked = [name = tenant->name()](QList<TestStep> own) {
            for (TestStep &step : own)
                step.tenant = name;
            return own;
        };
        if (!tenant->client) {
            steps += marked({withoutTenant(tenant->link)});
            continue;
        }
        tenant->client->retryRefused();
        auto testing = tenant->client->test([this, steps, marked](const QList<TestStep> &soFar) {
            Q_EMIT testStepsChanged(steps + marked(soFar), false);
        });
        steps += marked(co_await testing);
    }
    if (m_tenants.empty())
        steps.append(withoutTenant(m_withoutTenant));
    co_return steps;
}

QCoro::Task<void> Engine::runTest()
{
    auto testingTenants = testTenants();
    QList<TestStep> steps = co_await testingTenants;
    if (m_secrets.value(secretname::slackToken).isEmpty()) {
        steps += SlackTest::withoutToken(m_status.slack.sentence);
    } else {
        SlackTest test(*m_slack, m_clock,
                       [this, steps](const QList<TestStep> &soFar) { Q_EMIT testStepsChanged(steps + soFar, false); });
        auto testing = test.run();
        const SlackTest::Outcome outcome = co_await testing;
        steps += outcome.steps;
        if (outcome.identity) {
            showWorkspace(*outcome.identity);
            setSlack(LinkStatus::State::Ready, {});
            m_dispatcher->setTokenDead(false);
        }
        if (outcome.channels)
            takeChannels(*outcome.channels);
    }
    m_isTesting = false;
    Q_EMIT testStepsChanged(steps, true);
}

void Engine::keepSecrets(std::function<void(const Result<void> &)> done)
{
    m_secretsStored.push(std::move(done));
    Q_EMIT storeSecrets(m_secrets);
}

void Engine::secretsStored(const Result<void> &stored)
{
    if (m_secretsStored.empty())
        return;
    const auto done = std::move(m_secretsStored.front()); // they are stored in the order they were given
    m_secretsStored.pop();
    done(stored);
}

void Engine::importRoutes(const QByteArray &csv)
{
    QList<RowError> refused;
    const auto routes = parseRoutesCsv(csv, &refused);
    if (!routes)
        return report(routes.error());
    applyRoutes(*routes, {}, true);
}

void Engine::applyRoutes(const QList<Route> &routes, const QString &note, bool release)
{
    const auto before = m_routes->routes();
    if (!before)
        return report(before.error());
    if (const auto stored = m_routes->replaceRoutes(routes, person(), m_clock.now(), note); !stored)
        return report(stored.error());
    auto released = release ? releaseUnrouted() : Result<int>(0);
    const auto unguarded = release && released ? releaseGuarded(Router(*before)) : Result<int>(0);
    if (!unguarded)
        released = fail(unguarded.error());
    else if (released)
        *released += *unguarded;
    if (unguarded && *unguarded > 0) {
        if (const auto loaded = m_dispatcher->reload(); !loaded)
            report(loaded.error());
    }
    takeUpDeliveries();
    if (!released) {
        Q_EMIT routesImported(); // the rules are in force
        return report(released.error());
    }
    const bool hasDigest = std::any_of(routes.begin(), routes.end(),
                                       [](const Route &route) { return route.delivery == DeliveryMode::Digest; });
    QString sentence = tr("%n rule(s) applied.", nullptr, static_cast<int>(routes.size()));
    if (*released > 0)
        sentence += u' ' + tr("%n waiting entry(s) found a channel.", nullptr, *released);
    if (hasDigest)
        sentence += u' ' + tr("Digests go out at %1 on working days.")
                               .arg(timesOfDayText(m_settings.digestTimes).replace(u',', QStringLiteral(", ")));
    Q_EMIT notice(sentence);
    Q_EMIT routesImported();
}

} // namespace ledgercast
