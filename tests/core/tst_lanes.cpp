// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/slack/lanes.h"

#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <array>
#include <functional>
#include <map>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

constexpr Instant start{1'795'000'000'000ms};

QString channelName(int number)
{
    return QStringLiteral("c%1").arg(number);
}

LaneItem item(const QString &id, const QString &channel = QStringLiteral("c0"), const QString &document = {},
              const QString &parent = {})
{
    return {id, channel, document, parent, {}};
}

LaneSettings unlimited()
{
    LaneSettings settings;
    settings.interval = 0ms;
    settings.postsPerMinute = 0;
    settings.maximumInFlight = 0;
    return settings;
}

/// Drives lanes in virtual time against a Slack that answers after a while.
struct Run
{
    struct Sent
    {
        QString id;
        Instant at;
    };
    struct Answer
    {
        PostVerdict verdict = PostVerdict::Posted;
        Milliseconds latency{40};
        std::optional<Milliseconds> retryAfter;
    };
    Lanes lanes;
    Instant now = start;
    std::multimap<Instant, std::pair<QString, Answer>> answers;
    QList<Sent> sent;
    int mostInFlight = 0;
    std::function<Answer(const QString &)> slack = [](const QString &) { return Answer{}; };

    explicit Run(const LaneSettings &settings) : lanes(settings) {}

    void until(Instant end)
    {
        for (;;) {
            take();
            std::optional<Instant> next = lanes.nextWake();
            if (!answers.empty() && (!next || answers.begin()->first < *next))
                next = answers.begin()->first;
            if (!next || *next > end)
                break;
            if (*next < now)
                qFatal("a wake in the past");
            now = *next;
            settle();
        }
        now = std::max(now, end);
    }

    [[nodiscard]] QStringList order() const
    {
        QStringList ids;
        for (const Sent &one : sent)
            ids.append(one.id);
        return ids;
    }
    [[nodiscard]] std::optional<Milliseconds> sentAfter(const QString &id) const
    {
        for (const Sent &one : sent) {
            if (one.id == id)
                return one.at - start;
        }
        return std::nullopt;
    }

private:
    void take()
    {
        const QStringList ready = lanes.takeReady(now);
        for (const QString &id : ready) {
            sent.append({id, now});
            const Answer answer = slack(id);
            answers.emplace(now + answer.latency, std::pair(id, answer));
        }
        mostInFlight = std::max(mostInFlight, lanes.inFlight());
    }
    void settle()
    {
        while (!answers.empty() && answers.begin()->first <= now) {
            const auto [id, answer] = answers.begin()->second;
            answers.erase(answers.begin());
            lanes.settled(id, answer.verdict, now, answer.retryAfter);
        }
    }
};

} // namespace

class TestLanes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void postsOncePerSecondInAChannel();
    void keepsAChannelBusyOnTwentyChannels();
    void neverPostsFasterThanAllowed();
    void keepsWithinTheBudgetOfTheWorkspace();
    void sharesTheBudgetFairly();
    void letsAShortLanePassALongOne();
    void keepsRequestsInFlightBelowTheCap();
    void waitsAsLongAsSlackAsked();
    void waitsByItselfWhenSlackNamesNoTime();
    void stopsTheWorkspaceForADeadToken_data();
    void stopsTheWorkspaceForADeadToken();
    void pausesTheWorkspaceWhenItTakesNoPosts();
    void parksOnlyTheBrokenChannel();
    void keepsOneDocumentInOrder();
    void holdsADocumentWhileAnOutcomeIsUnclear();
    void sendsAgainWhatWasAbsent();
    void waitsForTheParentOfAThread();
    void comesAgainAfterADelay();
    void knowsEachDeliveryOnce();
    void forgetsWhatIsDismissed();
    void losesNothingWhateverHappens_data();
    void losesNothingWhateverHappens();
    void givesUpAfterADay();
};

void TestLanes::postsOncePerSecondInAChannel()
{
    Run run{LaneSettings{}};
    for (int number = 0; number < 10; ++number)
        run.lanes.enqueue(item(QString::number(number)));
    run.until(start + 1min);
    QCOMPARE(run.sent.size(), 10);
    for (qsizetype at = 1; at < run.sent.size(); ++at) {
        QCOMPARE(run.sent[at].id, QString::number(at));
        const Milliseconds gap = run.sent[at].at - run.sent[at - 1].at;
        QVERIFY(gap >= 1000ms && gap <= 1020ms);
    }
    QVERIFY(!run.lanes.nextWake());
    QCOMPARE(run.lanes.size(), 0);
}

void TestLanes::keepsAChannelBusyOnTwentyChannels()
{
    LaneSettings settings;
    settings.postsPerMinute = 0;
    Run run(settings);
    QRandomGenerator random(7);
    run.slack = [&](const QString &) {
        return Run::Answer{PostVerdict::Posted, Milliseconds(random.bounded(20, 250)), {}};
    };
    for (int number = 0; number < 20 * 600; ++number)
        run.lanes.enqueue(item(QString::number(number), channelName(number % 20)));
    run.until(start + 5min);
    const double efficiency = static_cast<double>(run.sent.size()) / (20 * 300);
    QVERIFY2(efficiency >= 0.98, qPrintable(QString::number(efficiency)));
    QVERIFY(run.mostInFlight <= 6);
}

void TestLanes::neverPostsFasterThanAllowed()
{
    QRandomGenerator random(11);
    Run run{LaneSettings{}};
    run.slack = [&](const QString &) {
        const bool isLimited = random.bounded(20) == 0;
        return Run::Answer{isLimited ? PostVerdict::RateLimited : PostVerdict::Posted,
                           Milliseconds(random.bounded(1, 3000)), 2s};
    };
    QHash<QString, QString> channels;
    for (int number = 0; number < 400; ++number) {
        const QString id = QString::number(number);
        channels.insert(id, channelName(random.bounded(5)));
        run.lanes.enqueue(item(id, channels.value(id)));
    }
    run.until(start + 1h);
    QCOMPARE(run.lanes.size(), 0);
    QHash<QString, Instant> last;
    for (const Run::Sent &sent : run.sent) {
        const QString channel = channels.value(sent.id);
        QVERIFY(!last.contains(channel) || sent.at - last.value(channel) >= 1000ms);
        last.insert(channel, sent.at);
    }
}

void TestLanes::keepsWithinTheBudgetOfTheWorkspace()
{
    LaneSettings settings;
    settings.postsPerMinute = 120;
    settings.burst = 30;
    Run run(settings);
    for (int number = 0; number < 40 * 100; ++number)
        run.lanes.enqueue(item(QString::number(number), channelName(number % 40)));
    run.until(start + 5min);
    QVERIFY(run.sent.size() <= 30 + 5 * 120);
    QVERIFY(run.sent.size() >= 30 + 5 * 120 - 1);
    for (qsizetype at = 150; at < run.sent.size(); ++at)
        QVERIFY(run.sent[at].at - run.sent[at - 150].at >= 60s);
}

void TestLanes::sharesTheBudgetFairly()
{
    LaneSettings settings;
    settings.postsPerMinute = 120;
    settings.burst = 1;
    Run run(settings);
    for (int number = 0; number < 20 * 100; ++number)
        run.lanes.enqueue(item(QString::number(number), channelName(number % 20)));
    run.until(start + 5min);
    QHash<int, int> posts;
    for (const Run::Sent &sent : run.sent)
        ++posts[sent.id.toInt() % 20];
    const auto [fewest, most] = std::minmax_element(posts.cbegin(), posts.cend());
    QCOMPARE(posts.size(), 20);
    QVERIFY2(*most - *fewest <= 1, qPrintable(QStringLiteral("%1 to %2").arg(*fewest).arg(*most)));
}

void TestLanes::letsAShortLanePassALongOne()
{
    Run run{LaneSettings{}};
    for (int number = 0; number < 1000; ++number)
        run.lanes.enqueue(item(QString::number(number)));
    run.lanes.enqueue(item(QStringLiteral("other"), QStringLiteral("c1")));
    run.until(start + 1s);
    QCOMPARE(run.sentAfter(QStringLiteral("other")), Milliseconds{0});
}

void TestLanes::keepsRequestsInFlightBelowTheCap()
{
    LaneSettings settings = unlimited();
    settings.maximumInFlight = 3;
    Run run(settings);
    for (int number = 0; number < 100; ++number)
        run.lanes.enqueue(item(QString::number(number), channelName(number)));
    run.until(start + 1min);
    QCOMPARE(run.mostInFlight, 3);
    QCOMPARE(run.sent.size(), 100);
}

void TestLanes::waitsAsLongAsSlackAsked()
{
    Run run{LaneSettings{}};
    bool isFirst = true;
    run.slack = [&](const QString &id) {
        const bool isLimited = id == u"a1" && std::exchange(isFirst, false);
        return Run::Answer{isLimited ? PostVerdict::RateLimited : PostVerdict::Posted, 40ms, 17s};
    };
    run.lanes.enqueue(item(QStringLiteral("a1")));
    run.lanes.enqueue(item(QStringLiteral("a2")));
    run.lanes.enqueue(item(QStringLiteral("b1"), QStringLiteral("c1")));
    run.lanes.enqueue(item(QStringLiteral("b2"), QStringLiteral("c1")));
    run.until(start + 17039ms);
    QCOMPARE(run.order(), (QStringList{QStringLiteral("a1"), QStringLiteral("b1"), QStringLiteral("b2")}));
    run.until(start + 1min);
    QCOMPARE(run.sent.at(3).id, QStringLiteral("a1"));
    QCOMPARE(run.sent.at(3).at - start, 17040ms);
    QCOMPARE(run.sent.at(4).id, QStringLiteral("a2"));
}

void TestLanes::waitsByItselfWhenSlackNamesNoTime()
{
    Run run{LaneSettings{}};
    run.slack = [](const QString &) { return Run::Answer{PostVerdict::RateLimited, 40ms, {}}; };
    run.lanes.enqueue(item(QStringLiteral("a1")));
    run.until(start + 1min);
    QCOMPARE(run.sent.size(), 2);
    QCOMPARE(run.sent.at(1).at - start, 30'040ms);
}

void TestLanes::stopsTheWorkspaceForADeadToken_data()
{
    QTest::addColumn<PostVerdict>("verdict");
    QTest::addColumn<QString>("reason");
    QTest::newRow("token") << PostVerdict::TokenDead << QStringLiteral("token");
    QTest::newRow("scope") << PostVerdict::ScopeMissing << QStringLiteral("scope");
}

void TestLanes::stopsTheWorkspaceForADeadToken()
{
    QFETCH(PostVerdict, verdict);
    QFETCH(QString, reason);
    Run run{LaneSettings{}};
    run.slack = [&](const QString &) { return Run::Answer{verdict, 40ms, {}}; };
    for (int number = 0; number < 40; ++number)
        run.lanes.enqueue(item(QString::number(number), channelName(number % 20)));
    run.until(start + 1h);
    QCOMPARE(run.sent.size(), 6); // what was in flight when the first answer came
    QCOMPARE(run.lanes.size(), 40);
    QCOMPARE(run.lanes.inFlight(), 0);
    QCOMPARE(run.lanes.parkedReason(QStringLiteral("c3")), reason);
    QVERIFY(!run.lanes.nextWake());
    run.slack = [](const QString &) { return Run::Answer{}; };
    run.lanes.unparkAll();
    run.until(start + 2h);
    QCOMPARE(run.lanes.size(), 0);
    QCOMPARE(run.sent.size(), 46);
}

void TestLanes::pausesTheWorkspaceWhenItTakesNoPosts()
{
    Run run{LaneSettings{}};
    bool isFirst = true;
    run.slack = [&](const QString &) {
        return Run::Answer{std::exchange(isFirst, false) ? PostVerdict::WaitLong : PostVerdict::Posted, 40ms, {}};
    };
    run.lanes.enqueue(item(QStringLiteral("a1")));
    run.until(start + 10s);
    run.lanes.enqueue(item(QStringLiteral("b1"), QStringLiteral("c1")));
    run.until(start + 59min);
    QCOMPARE(run.sent.size(), 1);
    run.until(start + 61min);
    QCOMPARE(run.sent.size(), 3);
}

void TestLanes::parksOnlyTheBrokenChannel()
{
    Run run{LaneSettings{}};
    run.slack = [](const QString &id) {
        return Run::Answer{id == u"a1" ? PostVerdict::ChannelBroken : PostVerdict::Posted, 40ms, {}};
    };
    for (const char *id : {"a1", "a2", "b1", "b2"})
        run.lanes.enqueue(item(QString::fromLatin1(id), QString::fromLatin1(id).left(1)));
    run.until(start + 1h);
    QCOMPARE(run.order(), (QStringList{QStringLiteral("a1"), QStringLiteral("b1"), QStringLiteral("b2")}));
    QCOMPARE(run.lanes.waiting(QStringLiteral("a")), QStringList{QStringLiteral("a2")});
    QVERIFY(!run.lanes.parkedReason(QStringLiteral("a")).isEmpty());
    QVERIFY(run.lanes.parkedReason(QStringLiteral("b")).isEmpty());
    run.lanes.unpark(QStringLiteral("a"));
    run.until(start + 2h);
    QCOMPARE(run.sent.constLast().id, QStringLiteral("a2"));
}

void TestLanes::keepsOneDocumentInOrder()
{
    Run run{unlimited()};
    int tries = 0;
    run.slack = [&](const QString &id) {
        const bool isRefusedNow = id == u"first" && ++tries < 3;
        return Run::Answer{isRefusedNow ? PostVerdict::RetryLater : PostVerdict::Posted, 40ms, 5s};
    };
    run.lanes.enqueue(item(QStringLiteral("first"), QStringLiteral("c0"), QStringLiteral("d")));
    run.lanes.enqueue(item(QStringLiteral("second"), QStringLiteral("c0"), QStringLiteral("d")));
    run.lanes.enqueue(item(QStringLiteral("free"), QStringLiteral("c0"), QStringLiteral("e")));
    run.until(start + 1min);
    QCOMPARE(run.order(), (QStringList{QStringLiteral("first"), QStringLiteral("free"), QStringLiteral("first"),
                                       QStringLiteral("first"), QStringLiteral("second")}));
    QVERIFY(run.sent.constLast().at - start >= 10s);
}

void TestLanes::holdsADocumentWhileAnOutcomeIsUnclear()
{
    Run run{unlimited()};
    run.slack = [](const QString &id) {
        return Run::Answer{id == u"first" ? PostVerdict::Unclear : PostVerdict::Posted, 40ms, {}};
    };
    run.lanes.enqueueUnclear(item(QStringLiteral("old"), QStringLiteral("c0"), QStringLiteral("d")));
    run.lanes.enqueue(item(QStringLiteral("after old"), QStringLiteral("c0"), QStringLiteral("d")));
    run.lanes.enqueue(item(QStringLiteral("first"), QStringLiteral("c0"), QStringLiteral("e")));
    run.lanes.enqueue(item(QStringLiteral("second"), QStringLiteral("c0"), QStringLiteral("e")));
    run.lanes.enqueue(item(QStringLiteral("free"), QStringLiteral("c0"), QStringLiteral("f")));
    run.until(start + 1h);
    QCOMPARE(run.order(), (QStringList{QStringLiteral("first"), QStringLiteral("free")}));
    run.lanes.settled(QStringLiteral("first"), PostVerdict::Posted, run.now); // found in the channel
    run.lanes.settled(QStringLiteral("old"), PostVerdict::Posted, run.now);
    run.until(start + 2h);
    QCOMPARE(run.sent.size(), 4);
    QCOMPARE(run.lanes.size(), 0);
}

void TestLanes::sendsAgainWhatWasAbsent()
{
    Run run{unlimited()};
    run.lanes.enqueueUnclear(item(QStringLiteral("first"), QStringLiteral("c0"), QStringLiteral("d")));
    run.lanes.enqueue(item(QStringLiteral("second"), QStringLiteral("c0"), QStringLiteral("d")));
    run.until(start + 1s);
    QVERIFY(run.sent.isEmpty());
    run.lanes.settled(QStringLiteral("first"), PostVerdict::RetryLater, run.now);
    run.until(start + 2s);
    QCOMPARE(run.order(), (QStringList{QStringLiteral("first"), QStringLiteral("second")}));
}

void TestLanes::waitsForTheParentOfAThread()
{
    Run run{unlimited()};
    run.lanes.enqueue(item(QStringLiteral("reply"), QStringLiteral("c0"), QStringLiteral("d"), QStringLiteral("main")));
    run.lanes.enqueue(item(QStringLiteral("orphan"), QStringLiteral("c0"), {}, QStringLiteral("elsewhere")));
    run.until(start + 1s);
    QVERIFY(run.sent.isEmpty());
    run.lanes.enqueue(item(QStringLiteral("main"), QStringLiteral("c0"), QStringLiteral("d")));
    run.until(start + 2s);
    QCOMPARE(run.order(), (QStringList{QStringLiteral("main"), QStringLiteral("reply")}));
    run.lanes.parentPosted(QStringLiteral("elsewhere"));
    run.until(start + 3s);
    QCOMPARE(run.sent.constLast().id, QStringLiteral("orphan"));
}

void TestLanes::comesAgainAfterADelay()
{
    Run run{LaneSettings{}};
    LaneItem later = item(QStringLiteral("later"));
    later.notBefore = start + 30s;
    run.lanes.enqueue(later);
    QCOMPARE(run.lanes.nextWake(), start + 30s);
    run.lanes.enqueue(item(QStringLiteral("now")));
    run.until(start + 1min);
    QCOMPARE(run.order(), (QStringList{QStringLiteral("now"), QStringLiteral("later")}));
    QCOMPARE(run.sentAfter(QStringLiteral("later")), Milliseconds{30s});
}

void TestLanes::knowsEachDeliveryOnce()
{
    Run run{LaneSettings{}};
    QVERIFY(run.lanes.enqueue(item(QStringLiteral("a"))));
    QVERIFY(!run.lanes.enqueue(item(QStringLiteral("a"), QStringLiteral("c1"))));
    QVERIFY(!run.lanes.enqueueUnclear(item(QStringLiteral("a"))));
    run.until(start + 1min);
    QCOMPARE(run.sent.size(), 1);
    run.lanes.settled(QStringLiteral("a"), PostVerdict::Posted, run.now); // it left already
    QVERIFY(run.lanes.enqueue(item(QStringLiteral("a"))));
}

void TestLanes::forgetsWhatIsDismissed()
{
    Lanes lanes{LaneSettings{}};
    for (const char *id : {"flying", "waiting", "last"})
        lanes.enqueue(item(QString::fromLatin1(id), QStringLiteral("c0"), QStringLiteral("d")));
    QCOMPARE(lanes.takeReady(start), QStringList{QStringLiteral("flying")});
    QVERIFY(lanes.remove(QStringLiteral("waiting")));
    QVERIFY(lanes.remove(QStringLiteral("flying")));
    QVERIFY(!lanes.remove(QStringLiteral("flying")));
    QCOMPARE(lanes.inFlight(), 0);
    QVERIFY(lanes.takeReady(start).isEmpty()); // the pace stays
    QCOMPARE(lanes.takeReady(start + 1s), QStringList{QStringLiteral("last")});
}

void TestLanes::losesNothingWhateverHappens_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestLanes::losesNothingWhateverHappens()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    Run run{LaneSettings{}};
    QSet<QString> gone;
    QHash<QString, int> posted;
    QStringList unclear;
    run.slack = [&](const QString &id) {
        static constexpr std::array passing{PostVerdict::RetryLater, PostVerdict::RateLimited, PostVerdict::Unclear,
                                            PostVerdict::TokenDead,  PostVerdict::Refused,     PostVerdict::WaitLong};
        Run::Answer answer{PostVerdict::Posted, Milliseconds(random.bounded(1, 5000)), 2s};
        if (random.bounded(4) == 0)
            answer.verdict = passing[static_cast<std::size_t>(random.bounded(static_cast<int>(passing.size())))];
        if (answer.verdict == PostVerdict::Posted)
            ++posted[id];
        else if (answer.verdict == PostVerdict::Refused)
            gone.insert(id);
        else if (answer.verdict == PostVerdict::Unclear)
            unclear.append(id);
        return answer;
    };
    QHash<QString, QString> documents;
    for (int number = 0; number < 300; ++number) {
        const QString id = QString::number(number);
        documents.insert(id, QString::number(random.bounded(60)));
        run.lanes.enqueue(item(id, channelName(documents.value(id).toInt() % 7), documents.value(id)));
    }
    for (int round = 0; run.lanes.size() > 0 && round < 1000; ++round) {
        run.until(run.now + 2h);
        run.lanes.unparkAll();
        for (const QString &id : std::exchange(unclear, {}))
            run.lanes.settled(id, PostVerdict::RetryLater, run.now);
    }
    QCOMPARE(run.lanes.size(), 0);
    QCOMPARE(run.lanes.inFlight(), 0);
    QCOMPARE(posted.size() + gone.size(), 300);
    QHash<QString, int> last; // of each document
    for (const Run::Sent &sent : run.sent) {
        const int number = sent.id.toInt();
        QVERIFY(last.value(documents.value(sent.id), -1) <= number);
        last.insert(documents.value(sent.id), number);
        QVERIFY(posted.value(sent.id) <= 1);
    }
}

void TestLanes::givesUpAfterADay()
{
    QCOMPARE(retryDelay(1), Milliseconds{30s});
    QCOMPARE(retryDelay(2), Milliseconds{2min});
    QCOMPARE(retryDelay(4), Milliseconds{1h});
    Milliseconds total{0};
    int attempt = 1;
    while (const auto delay = retryDelay(attempt)) {
        total += *delay;
        ++attempt;
    }
    QVERIFY(total >= 24h && total <= 26h);
    QVERIFY(!retryDelay(attempt + 100));
}

QTEST_GUILESS_MAIN(TestLanes)
#include "tst_lanes.moc"
