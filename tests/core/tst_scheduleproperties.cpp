// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/localtime.h"
#include "tests/core/scheduletesting.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>

#include <vector>

using namespace ledgercast;
using namespace ledgercast::scheduletesting;
using namespace std::chrono_literals;

namespace {

const std::vector<const char *> &zones()
{
    static const std::vector<const char *> all{"Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
                                               "Asia/Kolkata", "UTC"};
    return all;
}

const char *anyZone(QRandomGenerator &random)
{
    return zones().at(random.bounded(static_cast<quint32>(zones().size())));
}

QString anySchedule(QRandomGenerator &random)
{
    const auto any = [&](std::initializer_list<const char *> choices) {
        return QString::fromLatin1(choices.begin()[random.bounded(static_cast<int>(choices.size()))]);
    };
    const auto pattern = [&] {
        switch (random.bounded(4)) {
        case 0:
            return QStringLiteral("every %1m").arg(random.bounded(1, 1441));
        case 1:
            return QStringLiteral("daily %1:%2,%3:15 %4")
                .arg(random.bounded(24))
                .arg(random.bounded(60), 2, 10, QChar(u'0'))
                .arg(random.bounded(24))
                .arg(any({"", "on workdays", "on mon,thu", "on sat-sun"}));
        case 2:
            return QStringLiteral("hours %1 %2:30-%3:00 every %4m")
                .arg(any({"workdays", "mon-sun", "tue,fri"}))
                .arg(random.bounded(24))
                .arg(random.bounded(24))
                .arg(random.bounded(5, 200));
        default:
            return QStringLiteral("cron %1 %2 %3 * %4")
                .arg(any({"0", "*/20", "7,37", "30"}), any({"*", "2", "1-4", "*/3"}), any({"*", "1,15", "L", "31"}),
                     any({"*", "1-5", "sun", "*/2"}));
        }
    };
    const QString base = pattern();
    return random.bounded(3)
               ? base
               : base + QStringLiteral("; month-end %1+%2 ").arg(random.bounded(1, 5)).arg(random.bounded(4)) +
                     pattern();
}

} // namespace

class TestScheduleProperties : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesLaterThanAskedAndSkipsNoRun();
    void isMonotone();
    void pausesNoLongerThanItsMinutes();
    void runsEachDailyTimeOnceADay();
    void isQuick();
};

void TestScheduleProperties::comesLaterThanAskedAndSkipsNoRun()
{
    QRandomGenerator random(20261124);
    for (int round = 0; round < 400; ++round) {
        const QString when = anySchedule(random);
        const Schedule any = schedule(when);
        const BusinessTime where = in(anyZone(random), {QDate(2026, 3, 31), QDate(2026, 11, 2)});
        const Instant from =
            utc(random.bounded(2) ? QStringLiteral("2026-03-01 00:00") : QStringLiteral("2026-10-01 00:00")) +
            std::chrono::minutes(random.bounded(45 * 1440));
        const Instant until = from + std::chrono::hours(72);
        QList<Instant> one;
        for (auto run = any.next(from, where); run && *run <= until; run = any.next(*run, where)) {
            QVERIFY2(*run > (one.isEmpty() ? from : one.last()), qPrintable(when));
            one.append(*run);
            if (one.size() > 300)
                break;
        }
        const QList<Instant> all = any.runs(from, until, where, 100'000);
        QVERIFY2(all.mid(0, one.size()) == one, qPrintable(when));
        QVERIFY2(one.size() > 300 || all.size() == one.size(), qPrintable(when));
        // Asked from anywhere between two runs, the answer is the second: none is skipped.
        for (qsizetype at = 0; at + 1 < std::min<qsizetype>(all.size(), 40); ++at) {
            const qint64 gap = (all[at + 1] - all[at]).count();
            const Instant between = all[at] + Milliseconds(random.bounded(gap));
            QVERIFY2(any.next(between, where) == all[at + 1], qPrintable(when));
        }
    }
}

void TestScheduleProperties::isMonotone()
{
    QRandomGenerator random(7);
    for (int round = 0; round < 2000; ++round) {
        const Schedule any = schedule(anySchedule(random));
        const BusinessTime where = in(anyZone(random));
        const Instant early =
            utc(QStringLiteral("2026-01-01 00:00")) + Milliseconds(random.bounded(365LL * 86'400'000));
        const Instant late = early + Milliseconds(random.bounded(3LL * 86'400'000));
        const auto afterEarly = any.next(early, where);
        const auto afterLate = any.next(late, where);
        QVERIFY2(afterEarly && afterLate && *afterEarly <= *afterLate, qPrintable(any.toString()));
        QVERIFY2(*afterEarly > early && *afterLate > late, qPrintable(any.toString()));
    }
}

void TestScheduleProperties::pausesNoLongerThanItsMinutes()
{
    QRandomGenerator random(11);
    for (const char *zone : zones()) {
        for (const int step : {1, 5, 7, 30, 60, 120, 480, 1440}) {
            const Schedule every{EveryMinutes{step}, std::nullopt};
            // A day of 25 hours holds no midnight for 25 hours, but each step from its start.
            Instant last = utc(QStringLiteral("2026-03-01 00:00")) + Milliseconds(random.bounded(86'400'000));
            const QList<Instant> all =
                every.runs(last, last + std::chrono::days(step < 5 ? 40 : 300), in(zone), 500'000);
            for (const Instant run : all) {
                QVERIFY2(run - last <= std::chrono::minutes(step), qPrintable(text(run)));
                last = run;
            }
        }
    }
}

void TestScheduleProperties::runsEachDailyTimeOnceADay()
{
    for (const char *zone : zones()) {
        const BusinessTime where = in(zone);
        for (int time = 0; time < 1440; time += 15) {
            const Schedule daily{DailyAt{{time}, {}}, std::nullopt};
            const Instant from = wallTime(QDate(2026, 1, 1), 0, where.zone).first - 1ms;
            const Instant until = wallTime(QDate(2027, 1, 1), 0, where.zone).first - 1ms;
            const QList<Instant> all = daily.runs(from, until, where, 1000);
            QCOMPARE(all.size(), 365);
            for (qsizetype day = 0; day < all.size(); ++day)
                QCOMPARE(localDate(all[day], where.zone), QDate(2026, 1, 1).addDays(day));
        }
    }
}

void TestScheduleProperties::isQuick()
{
    const BusinessTime where = in("Europe/Berlin");
    for (const char *when : {"every 1m", "hours workdays 07:00-18:00 every 5m; month-end 3+2 every 1m",
                             "cron * * * * *", "cron 0 0 29 2 *"}) {
        const Schedule any = schedule(QString::fromLatin1(when));
        QElapsedTimer timer;
        timer.start();
        auto run = std::optional(utc(QStringLiteral("2026-03-28 00:00")));
        for (int count = 0; count < 100; ++count)
            run = any.next(*run, where);
        const double each = static_cast<double>(timer.nsecsElapsed()) / 100'000.0;
        qInfo("%s: %.0f µs for the next run", when, each);
        QVERIFY2(each < 20'000, when);
    }
}

QTEST_GUILESS_MAIN(TestScheduleProperties)
#include "tst_scheduleproperties.moc"
