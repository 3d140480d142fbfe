// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/feedtimes.h"

#include <QTest>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

const QString invoices = QStringLiteral("supplier_invoices");
const QString centres = QStringLiteral("cost_centres");

Instant at(const QString &time)
{
    return toInstant(QDateTime::fromString(time + u'Z', Qt::ISODate));
}

FeedTimes::Feed feed(const QString &id, const QString &schedule)
{
    return {id, *Schedule::parse(schedule)};
}

FeedTimes times(const QString &invoiceSchedule = QStringLiteral("every 5m"),
                const QString &centreSchedule = QStringLiteral("daily 06:00"))
{
    FeedTimes times;
    times.setFeeds({feed(invoices, invoiceSchedule), feed(centres, centreSchedule)}, {QTimeZone::utc(), {}});
    return times;
}

} // namespace

class TestFeedTimes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasNeverReadIsDueAtOnceInOrder();
    void eachFeedKeepsItsOwnTime();
    void whatWasMissedIsMadeUpForOnce();
    void nothingIsDueBeforeThePostponement();
    void aNewScheduleCountsFromTheLastRead();
    void aFeedThatIsTurnedOffIsNotDue();
    void aReadThatDoesNotComeIsOverdue();
    void aTimeInTheTenantsZone();
    void withoutFeedsNothingIsDue();
};

void TestFeedTimes::whatWasNeverReadIsDueAtOnceInOrder()
{
    const FeedTimes feeds = times();
    QCOMPARE(feeds.due(at(QStringLiteral("2026-11-24T13:01:00"))), QStringList({invoices, centres}));
    QVERIFY(!feeds.view(at(QStringLiteral("2026-11-24T13:01:00"))).value(invoices).overdueSince);
}

void TestFeedTimes::eachFeedKeepsItsOwnTime()
{
    FeedTimes feeds = times();
    feeds.ran(invoices, at(QStringLiteral("2026-11-24T13:01:00")));
    feeds.ran(centres, at(QStringLiteral("2026-11-24T13:01:00")));
    QCOMPARE(feeds.next(), at(QStringLiteral("2026-11-24T13:05:00")));
    QVERIFY(feeds.due(at(QStringLiteral("2026-11-24T13:04:59"))).isEmpty());
    QCOMPARE(feeds.due(at(QStringLiteral("2026-11-24T13:05:00"))), QStringList({invoices}));
    QCOMPARE(feeds.view(at(QStringLiteral("2026-11-24T13:01:00"))).value(centres).next,
             at(QStringLiteral("2026-11-25T06:00:00")));
}

void TestFeedTimes::whatWasMissedIsMadeUpForOnce()
{
    FeedTimes feeds = times();
    feeds.ran(invoices, at(QStringLiteral("2026-11-20T18:00:00")));
    feeds.ran(centres, at(QStringLiteral("2026-11-20T06:00:00")));
    const Instant monday = at(QStringLiteral("2026-11-23T07:02:00"));
    QCOMPARE(feeds.due(monday), QStringList({invoices, centres}));
    for (const QString &id : {invoices, centres})
        feeds.ran(id, monday);
    QVERIFY(feeds.due(monday).isEmpty());
    QCOMPARE(feeds.next(), at(QStringLiteral("2026-11-23T07:05:00")));
}

void TestFeedTimes::nothingIsDueBeforeThePostponement()
{
    FeedTimes feeds = times();
    const Instant now = at(QStringLiteral("2026-11-24T13:00:00"));
    feeds.postpone(now + 15s);
    QVERIFY(feeds.due(now + 14s).isEmpty());
    QCOMPARE(feeds.next(), now + 15s);
    QCOMPARE(feeds.view(now).value(invoices).next, now + 15s);
    QCOMPARE(feeds.due(now + 15s).size(), 2);
}

void TestFeedTimes::aNewScheduleCountsFromTheLastRead()
{
    FeedTimes feeds = times();
    feeds.ran(invoices, at(QStringLiteral("2026-11-24T13:01:00")));
    feeds.setFeeds({feed(invoices, QStringLiteral("every 2m"))}, {QTimeZone::utc(), {}});
    QCOMPARE(feeds.next(), at(QStringLiteral("2026-11-24T13:02:00")));
}

void TestFeedTimes::aFeedThatIsTurnedOffIsNotDue()
{
    FeedTimes feeds = times();
    feeds.setFeeds({{invoices, Schedule(), false}, feed(centres, QStringLiteral("daily 06:00"))},
                   {QTimeZone::utc(), {}});
    const Instant now = at(QStringLiteral("2026-11-24T13:00:00"));
    feeds.ran(invoices, now - 24h);
    QCOMPARE(feeds.due(now), QStringList({centres}));
    const FeedTime off = feeds.view(now).value(invoices);
    QVERIFY(!off.isOn && !off.next && !off.overdueSince);
    QCOMPARE(off.schedule, QStringLiteral("Every 5 minutes"));
    QCOMPARE(feeds.view(now).value(centres).place, 1);
}

void TestFeedTimes::aReadThatDoesNotComeIsOverdue()
{
    FeedTimes feeds = times();
    feeds.ran(invoices, at(QStringLiteral("2026-11-24T13:01:00")));
    const Instant due = at(QStringLiteral("2026-11-24T13:05:00"));
    QVERIFY(!feeds.view(due + 10min).value(invoices).overdueSince);
    QCOMPARE(feeds.view(due + 10min + 1s).value(invoices).overdueSince, due);
}

void TestFeedTimes::aTimeInTheTenantsZone()
{
    FeedTimes feeds;
    feeds.setFeeds({feed(centres, QStringLiteral("daily 06:00"))}, {QTimeZone("Asia/Tokyo"), {}});
    feeds.ran(centres, at(QStringLiteral("2026-11-24T13:00:00")));
    QCOMPARE(feeds.next(), at(QStringLiteral("2026-11-24T21:00:00")));
}

void TestFeedTimes::withoutFeedsNothingIsDue()
{
    const FeedTimes feeds;
    QVERIFY(feeds.due(at(QStringLiteral("2026-11-24T13:00:00"))).isEmpty());
    QVERIFY(!feeds.next());
}

QTEST_GUILESS_MAIN(TestFeedTimes)
#include "tst_feedtimes.moc"
