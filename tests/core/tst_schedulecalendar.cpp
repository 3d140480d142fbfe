// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/workingcalendar.h"

#include <QTest>

using namespace ledgercast;

class TestScheduleCalendar : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsWorkingDays_data();
    void countsWorkingDays();
    void findsWorkingDaysOfAMonth_data();
    void findsWorkingDaysOfAMonth();
    void goesBackToAWorkingDay();
    void knowsOtherWeeks();
    void findsNothingWithoutWorkingDays();
    void readsAndWritesHolidays();
    void refusesWhatIsNoDate_data();
    void refusesWhatIsNoDate();

private:
    // December 2026: Tuesday 1; Friday 25 is the holiday; Thursday 31.
    WorkingCalendar m_calendar{{0b00111110}, {QDate(2026, 12, 25)}};
};

void TestScheduleCalendar::countsWorkingDays_data()
{
    QTest::addColumn<QDate>("from");
    QTest::addColumn<QDate>("to");
    QTest::addColumn<int>("days");
    QTest::newRow("same day") << QDate(2026, 12, 1) << QDate(2026, 12, 1) << 0;
    QTest::newRow("next day") << QDate(2026, 12, 1) << QDate(2026, 12, 2) << 1;
    QTest::newRow("Friday to Monday") << QDate(2026, 12, 4) << QDate(2026, 12, 7) << 1;
    QTest::newRow("Friday to Sunday") << QDate(2026, 12, 4) << QDate(2026, 12, 6) << 0;
    QTest::newRow("over Christmas") << QDate(2026, 12, 23) << QDate(2026, 12, 29) << 3; // 24, 28, 29
    QTest::newRow("backwards") << QDate(2026, 12, 29) << QDate(2026, 12, 23) << -3;
    QTest::newRow("ten years at most") << QDate(1900, 1, 1) << QDate(2026, 12, 29) << 2609; // 521 weeks and 6 days
}

void TestScheduleCalendar::countsWorkingDays()
{
    QFETCH(QDate, from);
    QFETCH(QDate, to);
    QFETCH(int, days);
    QCOMPARE(m_calendar.workingDaysBetween(from, to), days);
}

void TestScheduleCalendar::findsWorkingDaysOfAMonth_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QDate>("fromStart");
    QTest::addColumn<QDate>("fromEnd");
    // From the end: 31 30 29 28 24 (25 is a holiday, 26 and 27 the weekend).
    QTest::newRow("first") << 1 << QDate(2026, 12, 1) << QDate(2026, 12, 31);
    QTest::newRow("fourth") << 4 << QDate(2026, 12, 4) << QDate(2026, 12, 28);
    QTest::newRow("fifth") << 5 << QDate(2026, 12, 7) << QDate(2026, 12, 24);
    QTest::newRow("more than there are") << 40 << QDate(2026, 12, 31) << QDate(2026, 12, 1);
}

void TestScheduleCalendar::findsWorkingDaysOfAMonth()
{
    QFETCH(int, number);
    QFETCH(QDate, fromStart);
    QFETCH(QDate, fromEnd);
    QCOMPARE(m_calendar.fromStartOfMonth(QDate(2026, 12, 17), number), fromStart);
    QCOMPARE(m_calendar.fromEndOfMonth(QDate(2026, 12, 17), number), fromEnd);
}

void TestScheduleCalendar::goesBackToAWorkingDay()
{
    QCOMPARE(m_calendar.onOrBefore(QDate(2026, 12, 24)), QDate(2026, 12, 24));
    QCOMPARE(m_calendar.onOrBefore(QDate(2026, 12, 27)), QDate(2026, 12, 24));
}

void TestScheduleCalendar::knowsOtherWeeks()
{
    const WorkingCalendar sundayToThursday{{0b10011110}, {}};
    QVERIFY(sundayToThursday.isWorkingDay(QDate(2026, 12, 6)));
    QVERIFY(!sundayToThursday.isWorkingDay(QDate(2026, 12, 4)));
    QCOMPARE(sundayToThursday.onOrBefore(QDate(2026, 12, 5)), QDate(2026, 12, 3));
}

void TestScheduleCalendar::findsNothingWithoutWorkingDays()
{
    const WorkingCalendar none{{}, {}};
    QVERIFY(!none.onOrBefore(QDate(2026, 12, 5)).isValid());
    QVERIFY(!none.fromStartOfMonth(QDate(2026, 12, 5), 1).isValid());
    QVERIFY(!none.fromEndOfMonth(QDate(2026, 12, 5), 1).isValid());
    QCOMPARE(none.workingDaysBetween(QDate(2026, 12, 5), QDate(2027, 12, 5)), 0);
}

void TestScheduleCalendar::readsAndWritesHolidays()
{
    const auto holidays = parseHolidays(QStringLiteral(" 2026-12-26, 2026-12-25\n2026-12-25;2027-01-01,"));
    QVERIFY(holidays);
    QCOMPARE(holidaysText(*holidays), QStringLiteral("2026-12-25,2026-12-26,2027-01-01"));
    QVERIFY(parseHolidays(holidaysText(*holidays)) == holidays);
    QVERIFY(parseHolidays(QString())->isEmpty());
}

void TestScheduleCalendar::refusesWhatIsNoDate_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("begin");
    QTest::newRow("no such day") << QStringLiteral("2026-12-25, 2026-02-30")
                                 << QStringLiteral("At character 13: “2026-02-30” isn't a date.");
    QTest::newRow("German") << QStringLiteral("25.12.2026") << QStringLiteral("At character 1: “25.12.2026”");
    QTest::newRow("short") << QStringLiteral("2026-12-1") << QStringLiteral("At character 1: “2026-12-1”");
    QTest::newRow("with a time") << QStringLiteral("2026-12-01T00:00")
                                 << QStringLiteral("At character 1: “2026-12-01T");
}

void TestScheduleCalendar::refusesWhatIsNoDate()
{
    QFETCH(QString, text);
    QFETCH(QString, begin);
    const auto holidays = parseHolidays(text);
    QVERIFY(!holidays);
    QVERIFY2(holidays.error().startsWith(begin), qPrintable(holidays.error()));
}

QTEST_GUILESS_MAIN(TestScheduleCalendar)
#include "tst_schedulecalendar.moc"
