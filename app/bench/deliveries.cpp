// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bench/deliveries.h"

#include "app/bench/loopbackslack.h"
#include "core/engine/dispatcher.h"
#include "core/slack/slackclient.h"
#include "core/store/database.h"
#include "core/store/ledger.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QTemporaryDir>
#include <QUuid>

namespace ledgercast::bench {

using namespace std::chrono_literals;

namespace {

constexpr int usualChannels = 20;
constexpr int inFlight = 6;

const QByteArray message =
    R"({"text":"Supplier invoice 88213 from Nordwind Components GmbH, 12,480.00 EUR, is approved","blocks":[{"type":)"
    R"("section","text":{"type":"mrkdwn","text":"*Supplier invoice 88213* is approved"}},{"type":"section","fields":[)"
    R"({"type":"mrkdwn","text":"*Supplier*\nNordwind Components GmbH"},{"type":"mrkdwn","text":"*Amount*\n12,480.00 EUR"},)"
    R"({"type":"mrkdwn","text":"*Cost centre*\n4200 IT Services"},{"type":"mrkdwn","text":"*Due*\n12 Dec 2026"}]}]})";

Plan plan(int count, int channels, Instant now)
{
    Plan result;
    result.tenant = QStringLiteral("BENCH_TST");
    result.feed = QStringLiteral("supplier_invoices");
    for (int number = 0; number < count; ++number) {
        PlannedChange planned;
        planned.change.document.tenant = result.tenant;
        planned.change.document.type = QStringLiteral("supplier_invoice");
        planned.change.document.number = planned.change.document.key = QString::number(number);
        planned.change.fingerprint = planned.change.document.fingerprint();
        planned.change.detectedAt = now;
        Delivery delivery;
        delivery.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        delivery.channel = QStringLiteral("C%1").arg(number % channels);
        delivery.message = message;
        planned.deliveries = {delivery};
        result.changes.append(planned);
    }
    return result;
}

/// Seconds from the first request to the last commit; none: the store failed.
std::optional<double> dispatch(const QUrl &url, int count, int channels, const DispatchSettings &settings)
{
    const QTemporaryDir folder;
    const SystemClock clock;
    auto database = Database::open(folder.filePath(QStringLiteral("ledger.db")), Database::Access::ReadWrite);
    if (!database || !Ledger(**database).commit(plan(count, channels, clock.now()), clock.now()))
        return std::nullopt;
    HttpClient http;
    SlackClient slack(http, clock, url);
    slack.setToken(QStringLiteral("xoxb-1234567890-bench"));
    Outbox outbox(**database);
    Dispatcher dispatcher(outbox, slack, clock, settings);
    QEventLoop loop;
    QElapsedTimer timer;
    QObject::connect(&dispatcher, &Dispatcher::committed, &loop, [&] {
        if (dispatcher.postedCount() == count)
            QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    QObject::connect(&dispatcher, &Dispatcher::storeFailed, &loop, &QEventLoop::quit);
    timer.start();
    if (!dispatcher.recover())
        return std::nullopt;
    loop.exec();
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    const auto open = outbox.open();
    return open && open->isEmpty() ? std::optional(seconds) : std::nullopt;
}

QCoro::Task<void> postMany(SlackClient *slack, int *left, QEventLoop *loop)
{
    while (*left > 0) {
        const int number = (*left)--;
        PostRequest request{QString::number(number), QStringLiteral("C%1").arg(number % usualChannels), {}, message};
        auto posting = slack->post(request);
        co_await posting;
    }
    loop->quit();
}

/// Seconds for the same requests, as many at a time, without a store.
double postBare(const QUrl &url, int count)
{
    const SystemClock clock;
    HttpClient http;
    SlackClient slack(http, clock, url);
    slack.setToken(QStringLiteral("xoxb-1234567890-bench"));
    int left = count;
    QElapsedTimer timer;
    timer.start();
    std::array<QEventLoop, inFlight> loops;
    std::vector<QCoro::Task<void>> tasks;
    for (QEventLoop &loop : loops)
        tasks.push_back(postMany(&slack, &left, &loop));
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        if (!tasks.at(i).isReady())
            loops.at(i).exec();
    }
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

} // namespace

std::optional<Figure> deliveries(int count)
{
    const LoopbackSlack slack;
    if (slack.url().isEmpty())
        return std::nullopt;
    DispatchSettings settings;
    settings.lanes.interval = 0ms;
    settings.lanes.postsPerMinute = 0;
    settings.lanes.maximumInFlight = inFlight;
    settings.lookAfter = {2s, 5s};
    const double bare = postBare(slack.url(), count);
    const auto ours = dispatch(slack.url(), count, usualChannels, settings);
    if (!ours)
        return std::nullopt;
    return Figure{QStringLiteral("deliveries"), count / *ours, count / bare, QStringLiteral("deliveries/s"),
                  QStringLiteral("%1 deliveries, %2 channels, %3 at a time, synchronous=FULL; reference: the same "
                                 "requests without a store")
                      .arg(count)
                      .arg(usualChannels)
                      .arg(inFlight)};
}

std::optional<Figure> pacing(int channels)
{
    constexpr int rounds = 11; // ten intervals
    DispatchSettings settings;
    settings.lanes.interval = 1s;
    settings.lanes.postsPerMinute = 0;
    settings.lookAfter = {2s, 5s};
    const LoopbackSlack slack(settings.lanes.interval);
    if (slack.url().isEmpty())
        return std::nullopt;
    const auto seconds = dispatch(slack.url(), channels * rounds, channels, settings);
    if (!seconds)
        return std::nullopt;
    const QString name = QStringLiteral("pacing");
    return Figure{channels == usualChannels ? name : name + u'-' + QString::number(channels),
                  channels * (rounds - 1) / *seconds, static_cast<double>(channels), QStringLiteral("messages/s"),
                  QStringLiteral("%1 channels at one message a second, %2 messages each, %3 refused; "
                                 "reference: the limit itself")
                      .arg(channels)
                      .arg(rounds)
                      .arg(slack.refused())};
}

} // namespace ledgercast::bench
