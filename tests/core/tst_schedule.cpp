// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/localtime.h"
#include "tests/core/scheduletesting.h"

#include <QTest>

using namespace ledgercast;
using namespace ledgercast::scheduletesting;
using namespace std::chrono_literals;

namespace {

/// The next runs, the date only where it changes: "2026-03-29 01:00 02:00"
QString nextRuns(const Schedule &schedule, Instant after, const BusinessTime &where, int count)
{
    QStringList runs;
    QString date;
    for (auto run = schedule.next(after, where); run && count > 0; run = schedule.next(*run, where), --count) {
        const QString full = text(*run);
        runs << (full.left(10) == date ? full.mid(11) : full);
        date = full.left(10);
    }
    return runs.join(u' ');
}

} // namespace

class TestSchedule : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsWhenTheWallShowsATime_data();
    void knowsWhenTheWallShowsATime();
    void runsNext_data();
    void runsNext();
    void isDenserAroundMonthEnd_data();
    void isDenserAroundMonthEnd();
    void neverRunsWhereThereIsNoDay();
    void catchesUpOnceAfterAPause_data();
    void catchesUpOnceAfterAPause();
    void saysSinceWhenItIsOverdue_data();
    void saysSinceWhenItIsOverdue();
};

void TestSchedule::knowsWhenTheWallShowsATime_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QDate>("date");
    QTest::addColumn<int>("minute");
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("last");
    QTest::addColumn<bool>("exists");
    const auto row = [](const char *name, const char *zone, QDate date, int minute, const char *first,
                        const char *last = nullptr, bool exists = true) {
        QTest::newRow(name) << QByteArray(zone) << date << minute << QString::fromLatin1(first)
                            << QString::fromLatin1(last ? last : first) << exists;
    };
    // Berlin goes from +1 to +2 at 01:00 UTC on 29 March 2026, and back at 01:00 UTC on 25 October.
    row("Berlin, winter", "Europe/Berlin", {2026, 1, 15}, 420, "2026-01-15 06:00");
    row("Berlin, last minute before the gap", "Europe/Berlin", {2026, 3, 29}, 119, "2026-03-29 00:59");
    row("Berlin, gap begins", "Europe/Berlin", {2026, 3, 29}, 120, "2026-03-29 01:00", nullptr, false);
    row("Berlin, in the gap", "Europe/Berlin", {2026, 3, 29}, 150, "2026-03-29 01:00", nullptr, false);
    row("Berlin, gap ends", "Europe/Berlin", {2026, 3, 29}, 180, "2026-03-29 01:00");
    row("Berlin, the noon before", "Europe/Berlin", {2026, 3, 28}, 720, "2026-03-28 11:00");
    row("Berlin, overlap begins", "Europe/Berlin", {2026, 10, 25}, 120, "2026-10-25 00:00", "2026-10-25 01:00");
    row("Berlin, in the overlap", "Europe/Berlin", {2026, 10, 25}, 150, "2026-10-25 00:30", "2026-10-25 01:30");
    row("Berlin, overlap ends", "Europe/Berlin", {2026, 10, 25}, 180, "2026-10-25 02:00");
    row("Berlin, the day's end", "Europe/Berlin", {2026, 10, 25}, 1440, "2026-10-25 23:00");
    // New York: -5 to -4 at 07:00 UTC on 8 March, back at 06:00 UTC on 1 November.
    row("New York, in the gap", "America/New_York", {2026, 3, 8}, 150, "2026-03-08 07:00", nullptr, false);
    row("New York, in the overlap", "America/New_York", {2026, 11, 1}, 90, "2026-11-01 05:30", "2026-11-01 06:30");
    // Lord Howe moves by half an hour: +10:30 to +11 at 15:30 UTC on 3 October, back at 15:00 UTC on 4 April.
    row("Lord Howe, in the gap", "Australia/Lord_Howe", {2026, 10, 4}, 135, "2026-10-03 15:30", nullptr, false);
    row("Lord Howe, behind the gap", "Australia/Lord_Howe", {2026, 10, 4}, 150, "2026-10-03 15:30");
    row("Lord Howe, in the overlap", "Australia/Lord_Howe", {2026, 4, 5}, 105, "2026-04-04 14:45", "2026-04-04 15:15");
    row("Kolkata", "Asia/Kolkata", {2026, 3, 29}, 150, "2026-03-28 21:00"); // 02:30 less 5:30
}

void TestSchedule::knowsWhenTheWallShowsATime()
{
    QFETCH(QByteArray, zone);
    QFETCH(QDate, date);
    QFETCH(int, minute);
    QFETCH(QString, first);
    QFETCH(QString, last);
    QFETCH(bool, exists);
    const WallTime wall = wallTime(date, minute, QTimeZone(zone));
    QCOMPARE(text(wall.first), first);
    QCOMPARE(text(wall.last), last);
    QCOMPARE(wall.exists, exists);
}

void TestSchedule::runsNext_data()
{
    QTest::addColumn<QString>("when");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("runs");
    const auto row = [](const char *name, const char *when, const char *zone, const char *after, const char *runs) {
        QTest::newRow(name) << QString::fromLatin1(when) << QByteArray(zone) << QString::fromLatin1(after)
                            << QString::fromLatin1(runs);
    };
    const char *berlin = "Europe/Berlin";
    const char *newYork = "America/New_York";
    const char *lordHowe = "Australia/Lord_Howe";
    const char *kolkata = "Asia/Kolkata";

    row("a run that is now is not next", "every 5m", berlin, "2026-06-01 10:00", "2026-06-01 10:05 10:10 10:15");
    row("aligned, not counted from the last run", "every 5m", berlin, "2026-06-01 10:03", "2026-06-01 10:05 10:10");
    // 7 minutes: 205 × 7 = 1435, then midnight comes after 5. Berlin's midnight is 22:00 UTC in summer.
    row("counts from midnight anew", "every 7m", berlin, "2026-06-01 21:41", "2026-06-01 21:48 21:55 22:00 22:07");
    row("each hour, half past in UTC", "every 1h", kolkata, "2026-06-01 10:00", "2026-06-01 10:30 11:30 12:30");
    row("a day", "every 24h", kolkata, "2026-06-01 18:30", "2026-06-02 18:30 2026-06-03 18:30");
    row("goes on through the gap", "every 30m", berlin, "2026-03-29 00:15", "2026-03-29 00:30 01:00 01:30");
    row("goes on through the overlap", "every 30m", berlin, "2026-10-24 23:45",
        "2026-10-25 00:00 00:30 01:00 01:30 02:00");

    row("daily", "daily 07:30,13:00", berlin, "2026-06-01 05:29", "2026-06-01 05:30 11:00 2026-06-02 05:30");
    row("daily keeps its wall time over spring", "daily 07:30", berlin, "2026-03-27 12:00",
        "2026-03-28 06:30 2026-03-29 05:30");
    row("a skipped time runs right after the gap", "daily 02:30", berlin, "2026-03-28 12:00",
        "2026-03-29 01:00 2026-03-30 00:30");
    row("two skipped times run once", "daily 02:15,02:45,03:00", berlin, "2026-03-28 12:00",
        "2026-03-29 01:00 2026-03-30 00:15");
    row("a repeated time runs the first time", "daily 02:30", berlin, "2026-10-24 12:00",
        "2026-10-25 00:30 2026-10-26 01:30");
    row("New York, skipped", "daily 02:30", newYork, "2026-03-07 12:00", "2026-03-08 07:00 2026-03-09 06:30");
    row("New York, repeated", "daily 01:30", newYork, "2026-10-31 12:00", "2026-11-01 05:30 2026-11-02 06:30");
    row("Lord Howe, skipped", "daily 02:15", lordHowe, "2026-10-03 00:00", "2026-10-03 15:30 2026-10-04 15:15");
    row("Lord Howe, repeated", "daily 01:45", lordHowe, "2026-04-04 00:00", "2026-04-04 14:45 2026-04-05 15:15");
    row("Kolkata knows no daylight saving", "daily 02:30", kolkata, "2026-03-28 12:00",
        "2026-03-28 21:00 2026-03-29 21:00");
    row("daily on days", "daily 09:00 on mon,thu", berlin, "2026-06-01 08:00", // a Monday
        "2026-06-04 07:00 2026-06-08 07:00");

    // Friday 5 June 2026; 16:00 UTC is 18:00 in Berlin, the last run of the day.
    row("business hours", "hours workdays 07:00-18:00 every 30m", berlin, "2026-06-05 15:20",
        "2026-06-05 15:30 16:00 2026-06-08 05:00");
    row("business hours that the pause doesn't divide", "hours mon-sun 07:00-08:00 every 25m", berlin,
        "2026-06-05 04:00", "2026-06-05 05:00 05:25 05:50 2026-06-06 05:00");
    row("a holiday is no working day", "hours workdays 07:00-18:00 every 6h", berlin, "2026-12-24 12:00",
        "2026-12-28 06:00 12:00"); // 25 December is the holiday of this table, 26 and 27 a weekend
    row("past midnight", "hours fri 22:00-02:00 every 2h", berlin, "2026-06-05 12:00",
        "2026-06-05 20:00 22:00 2026-06-06 00:00 2026-06-12 20:00");
    row("past midnight, asked in the morning", "hours fri 22:00-02:00 every 2h", berlin, "2026-06-05 23:00",
        "2026-06-06 00:00 2026-06-12 20:00");
    row("hours through the gap", "hours mon-sun 01:30-04:00 every 30m", berlin, "2026-03-28 22:00",
        "2026-03-29 00:30 01:00 01:30 02:00 23:30"); // 01:30 03:00 03:30 04:00, then 01:30 in summer time
    row("hours through the overlap", "hours mon-sun 01:30-03:00 every 30m", berlin, "2026-10-24 22:00",
        "2026-10-24 23:30 2026-10-25 00:00 00:30 01:00 01:30 02:00 2026-10-26 00:30");

    row("cron at a time", "cron 0 7 * * 1-5", berlin, "2026-06-05 05:00", "2026-06-08 05:00 2026-06-09 05:00");
    row("cron, skipped", "cron 30 2 * * *", berlin, "2026-03-28 12:00", "2026-03-29 01:00 2026-03-30 00:30");
    row("cron, repeated", "cron 30 2 * * *", berlin, "2026-10-24 12:00", "2026-10-25 00:30 2026-10-26 01:30");
    row("cron of each hour goes on through the gap", "cron 30 * * * *", berlin, "2026-03-28 23:45",
        "2026-03-29 00:30 01:30 02:30"); // 01:30, then 03:30: an hour later
    row("cron of each hour goes on through the overlap", "cron 30 * * * *", berlin, "2026-10-24 23:00",
        "2026-10-24 23:30 2026-10-25 00:30 01:30 02:30");
    row("cron, the last day", "cron 0 12 L 2 *", kolkata, "2027-01-01 00:00", "2027-02-28 06:30 2028-02-29 06:30");
    row("cron, a leap day only", "cron 0 0 29 2 *", "UTC", "2096-03-01 00:00", "2104-02-29 00:00"); // 2100 is none
}

void TestSchedule::runsNext()
{
    QFETCH(QString, when);
    QFETCH(QByteArray, zone);
    QFETCH(QString, after);
    QFETCH(QString, runs);
    const int count = static_cast<int>(runs.count(u':'));
    const BusinessTime where = in(zone.constData(), {QDate(2026, 12, 25)});
    QCOMPARE(nextRuns(schedule(when), utc(after), where, count), runs);
}

void TestSchedule::isDenserAroundMonthEnd_data()
{
    QTest::addColumn<QString>("when");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("runs");
    const auto row = [](const char *name, const char *when, const char *after, const char *runs) {
        QTest::newRow(name) << QString::fromLatin1(when) << QString::fromLatin1(after) << QString::fromLatin1(runs);
    };
    // May 2026 ends on Sunday 31: its last 2 working days are Thursday 28 and Friday 29; June's first are Monday 1 and
    // Tuesday 2. 25 May is a holiday here.
    const char *twice = "daily 08:00; month-end 2+1 daily 08:00,16:00";
    row("begins with the last working days", twice, "2026-05-27 07:00", "2026-05-27 08:00 2026-05-28 08:00 16:00");
    row("takes the weekend between in", twice, "2026-05-29 17:00",
        "2026-05-30 08:00 16:00 2026-05-31 08:00 16:00 2026-06-01 08:00 16:00 2026-06-02 08:00 2026-06-03 08:00");
    row("only working days, where it says so", "daily 08:00 on workdays; month-end 2+1 daily 08:00,16:00 on workdays",
        "2026-05-29 09:00", "2026-05-29 16:00 2026-06-01 08:00 16:00 2026-06-02 08:00");
    row("only before", "daily 08:00; month-end 1+0 daily 08:00,16:00", "2026-05-29 09:00",
        "2026-05-29 16:00 2026-05-30 08:00 16:00 2026-05-31 08:00 16:00 2026-06-01 08:00 2026-06-02 08:00");
    row("only after", "daily 08:00; month-end 0+1 daily 08:00,16:00", "2026-05-31 07:00",
        "2026-05-31 08:00 2026-06-01 08:00 16:00 2026-06-02 08:00");
    row("holidays move it", "daily 08:00; month-end 5+0 daily 08:00,16:00", // 22 26 27 28 29
        "2026-05-21 07:00", "2026-05-21 08:00 2026-05-22 08:00 16:00");
    row("from one pattern into the other at midnight", "every 12h; month-end 1+0 every 8h", "2026-05-28 11:00",
        "2026-05-28 12:00 2026-05-29 00:00 08:00 16:00 2026-05-30 00:00");
    row("a window past midnight meets the next day's pattern",
        "daily 01:00; month-end 1+0 hours fri 23:00-02:00 every 1h", "2026-05-29 12:00",
        "2026-05-29 23:00 2026-05-30 00:00 01:00 02:00 2026-06-01 01:00");
}

void TestSchedule::isDenserAroundMonthEnd()
{
    QFETCH(QString, when);
    QFETCH(QString, after);
    QFETCH(QString, runs);
    const int count = static_cast<int>(runs.count(u':'));
    QCOMPARE(nextRuns(schedule(when), utc(after), in("UTC", {QDate(2026, 5, 25)}), count), runs);
}

void TestSchedule::neverRunsWhereThereIsNoDay()
{
    BusinessTime where = in("Europe/Berlin");
    QVERIFY(schedule(QStringLiteral("daily 08:00 on workdays")).next(utc(QStringLiteral("2026-01-01 00:00")), where));
    where.calendar.weekDays.reset();
    const Schedule never = schedule(QStringLiteral("daily 08:00 on workdays; month-end 2+2 every 5m"));
    QCOMPARE(text(never.next(utc(QStringLiteral("2026-01-01 00:00")), where)), QStringLiteral("never"));
    QVERIFY(never.runs(utc(QStringLiteral("2026-01-01 00:00")), utc(QStringLiteral("2026-03-01 00:00")), where, 10)
                .isEmpty());
    QCOMPARE(text(Schedule{}.next(utc(QStringLiteral("2026-01-01 00:00")), BusinessTime{})), QStringLiteral("never"));
}

void TestSchedule::catchesUpOnceAfterAPause_data()
{
    QTest::addColumn<QString>("when");
    QTest::addColumn<QString>("last");
    QTest::addColumn<QString>("now");
    QTest::addColumn<int>("runs");
    QTest::addColumn<QString>("first");
    const auto row = [](const char *name, const char *when, const char *last, const char *now, int runs,
                        const char *first) {
        QTest::newRow(name) << QString::fromLatin1(when) << QString::fromLatin1(last) << QString::fromLatin1(now)
                            << runs << QString::fromLatin1(first);
    };
    row("not due yet", "every 5m", "2026-06-01 10:00", "2026-06-01 10:04", 0, "never");
    row("due now", "every 5m", "2026-06-01 10:00", "2026-06-01 10:05", 1, "2026-06-01 10:05");
    row("late, nothing missed", "every 5m", "2026-06-01 10:00", "2026-06-01 10:09", 1, "2026-06-01 10:05");
    row("a night's sleep", "every 5m", "2026-06-01 22:00", "2026-06-02 06:02", 96, "2026-06-01 22:05"); // 8 h × 12
    row("three days off", "daily 07:30", "2026-06-01 06:00", "2026-06-04 10:00", 3, "2026-06-02 05:30");
    row("a weekend of business hours", "hours workdays 07:00-18:00 every 1h", "2026-06-05 16:00", "2026-06-08 05:30", 1,
        "2026-06-08 05:00");
    // The night clocks go forward has 23 hours: from Saturday 12:00 to Sunday 12:00 there are 23 hourly runs.
    row("asleep while clocks change", "every 1h", "2026-03-28 11:00", "2026-03-29 10:00", 23, "2026-03-28 12:00");
    row("a clock set back", "every 5m", "2026-06-01 10:00", "2026-06-01 08:00", 0, "never");
    row("switched off for years", "every 5m", "2016-06-01 10:00", "2026-06-01 08:00", CatchUp::most,
        "2016-06-01 10:05");
}

void TestSchedule::catchesUpOnceAfterAPause()
{
    QFETCH(QString, when);
    QFETCH(QString, last);
    QFETCH(QString, now);
    QFETCH(int, runs);
    QFETCH(QString, first);
    const auto owed = missedRuns(schedule(when), utc(last), utc(now), in("Europe/Berlin"));
    QCOMPARE(owed ? owed->runs : 0, runs);
    QCOMPARE(text(owed ? std::optional(owed->first) : std::nullopt), first);
}

void TestSchedule::saysSinceWhenItIsOverdue_data()
{
    QTest::addColumn<QString>("when");
    QTest::addColumn<QString>("last");
    QTest::addColumn<QString>("now");
    QTest::addColumn<QString>("since");
    const auto row = [](const char *name, const char *when, const char *last, const char *now, const char *since) {
        QTest::newRow(name) << QString::fromLatin1(when) << QString::fromLatin1(last) << QString::fromLatin1(now)
                            << QString::fromLatin1(since);
    };
    row("within the allowance", "every 5m", "2026-06-01 10:00", "2026-06-01 10:15", "never"); // due 10:05, 10 minutes
    row("beyond it", "every 5m", "2026-06-01 10:00", "2026-06-01 10:16", "2026-06-01 10:05");
    row("no run was due over night", "hours workdays 07:00-18:00 every 5m", "2026-06-01 16:00", "2026-06-02 04:59",
        "never");
    row("a clock set back", "every 5m", "2026-06-01 10:00", "2026-06-01 08:00", "never");
}

void TestSchedule::saysSinceWhenItIsOverdue()
{
    QFETCH(QString, when);
    QFETCH(QString, last);
    QFETCH(QString, now);
    QFETCH(QString, since);
    QCOMPARE(text(overdueSince(schedule(when), utc(last), utc(now), in("Europe/Berlin"), 10min)), since);
}

QTEST_GUILESS_MAIN(TestSchedule)
#include "tst_schedule.moc"
