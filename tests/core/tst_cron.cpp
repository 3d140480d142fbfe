// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/cronexpression.h"

#include <QTest>

using namespace ledgercast;

namespace {

QString daysIn(const CronExpression &cron, int year, int month)
{
    QStringList days;
    for (QDate day(year, month, 1); day.month() == month; day = day.addDays(1)) {
        if (cron.includesDay(day))
            days << QString::number(day.day());
    }
    return days.join(u' ');
}

} // namespace

class TestCron : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsFields_data();
    void readsFields();
    void choosesDaysAsCrontabDoes_data();
    void choosesDaysAsCrontabDoes();
    void refuses_data();
    void refuses();
    void describesItself_data();
    void describesItself();
};

void TestCron::readsFields_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("minutes");
    QTest::addColumn<QString>("hours");
    const auto row = [](const char *text, const char *minutes, const char *hours) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(minutes) << QString::fromLatin1(hours);
    };
    row("0 7 * * *", "0", "7");
    row("00 07 * * *", "0", "7");
    row("*/20 */6 * * *", "0 20 40", "0 6 12 18");
    row("5-20/5 22-23 * * *", "5 10 15 20", "22 23");
    row("1,3,50-52,3 0,12 * * *", "1 3 50 51 52", "0 12");
    row("7-59/25 8-17/3 * * *", "7 32 57", "8 11 14 17");
}

void TestCron::readsFields()
{
    QFETCH(QString, text);
    QFETCH(QString, minutes);
    QFETCH(QString, hours);
    const auto cron = CronExpression::parse(text);
    QVERIFY2(cron, cron ? "" : qPrintable(cron.error().toString()));
    QStringList included;
    for (int minute = 0; minute < 60; ++minute) {
        if (cron->includesMinute(minute))
            included << QString::number(minute);
    }
    QCOMPARE(included.join(u' '), minutes);
    included.clear();
    for (int hour = 0; hour < 24; ++hour) {
        if (cron->includesHour(hour))
            included << QString::number(hour);
    }
    QCOMPARE(included.join(u' '), hours);
}

void TestCron::choosesDaysAsCrontabDoes_data()
{
    QTest::addColumn<QString>("days");
    QTest::addColumn<QString>("february"); ///< 2026: Sunday 1 to Saturday 28
    const auto row = [](const char *days, const char *february) {
        QTest::newRow(days) << QString::fromLatin1(days) << QString::fromLatin1(february);
    };
    row("* * 1", "2 9 16 23");
    row("* * 0", "1 8 15 22");
    row("* * 7", "1 8 15 22");
    row("* * sun", "1 8 15 22");
    row("* * sat-sun", "1 7 8 14 15 21 22 28");
    row("* * 5-7", "1 6 7 8 13 14 15 20 21 22 27 28");
    row("* * sun-tue", "1 2 3 8 9 10 15 16 17 22 23 24");
    row("13 * *", "13");
    row("L * *", "28");
    row("1,L * *", "1 28");
    row("13 * 1", "2 9 13 16 23");  // both restricted: either
    row("L * mon", "2 9 16 23 28"); // L restricts too
    row("*/10 * 1", "");            // 1 11 21 and Monday: a field that begins with * doesn't restrict by itself
    row("*/2 * sun", "1 15");       // odd days that are Sundays
    row("13 * */2", "");            // 0 2 4 6 and the 13th, a Friday
    row("30,31 * *", "");
    row("13 feb *", "13");
    row("13 1,3-12 *", "");
    row("1-31 * 1", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28");
}

void TestCron::choosesDaysAsCrontabDoes()
{
    QFETCH(QString, days);
    QFETCH(QString, february);
    const auto cron = CronExpression::parse(QStringLiteral("0 0 ") + days);
    QVERIFY2(cron, cron ? "" : qPrintable(cron.error().toString()));
    QCOMPARE(daysIn(*cron, 2026, 2), february);
}

void TestCron::refuses_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("problem");
    const auto row = [](const char *text, const char *problem) {
        QTest::newRow(*text ? text : "empty") << QString::fromUtf8(text) << QString::fromUtf8(problem);
    };
    row("", "At character 1: A cron expression has five fields: minute, hour, day of month, month, day of week. There "
            "are 0.");
    row("0 7 * *", "At character 8: A cron expression has five fields: minute, hour, day of month, month, day of week. "
                   "There are 4.");
    row("0 7 * * * 2026", "At character 11: A cron expression has five fields, this is a sixth.");
    row("60 7 * * *", "At character 1: minute: “60” isn't a value from 0 to 59.");
    row("-1 7 * * *", "At character 1: minute: a value is missing.");
    row("0 7,24 * * *", "At character 5: hour: “24” isn't a value from 0 to 23.");
    row("0 7 0 * *", "At character 5: day of month: “0” isn't a value from 1 to 31.");
    row("0 7 * 13 *", "At character 7: month: “13” isn't a value from 1 to 12.");
    row("0 7 * mon *", "At character 7: month: “mon” isn't a value from 1 to 12.");
    row("0 7 * * 8", "At character 9: day of week: “8” isn't a value from 0 to 7.");
    row("0 7 * * L", "At character 9: day of week: “l” isn't a value from 0 to 7.");
    row("0 7 ? * *", "At character 5: day of month: “?” isn't a value from 1 to 31.");
    row("5/15 * * * *", "At character 1: minute: a step needs a range: “5-59/15”.");
    row("*/0 * * * *", "At character 1: minute: the step behind “/” is a number from 1 to 59.");
    row("*/x * * * *", "At character 1: minute: the step behind “/” is a number from 1 to 59.");
    row("20-10 * * * *", "At character 1: minute: “20-10” runs backwards.");
    row("0 7 * * fri-mon", "At character 9: day of week: “fri-mon” runs backwards.");
    row("1,,2 * * * *", "At character 3: minute: a value is missing.");
    row("1, * * * *", "At character 3: minute: a value is missing.");
    row("1- * * * *", "At character 1: minute: a value is missing.");
    row("0 7 31 2,4 *", "At character 5: None of these months has such a day.");
    row("0 7 30 2 */2", "At character 5: None of these months has such a day.");
    row("99999999999 * * * *", "At character 1: minute: “99999999999” isn't a value from 0 to 59.");
}

void TestCron::refuses()
{
    QFETCH(QString, text);
    QFETCH(QString, problem);
    const auto cron = CronExpression::parse(text);
    QVERIFY(!cron);
    QCOMPARE(cron.error().toString(), problem);
}

void TestCron::describesItself_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *text, const char *words) {
        QTest::newRow(text) << QString::fromLatin1(text) << QString::fromUtf8(words);
    };
    row("0 7 * * 1-5", "At 07:00, Monday to Friday");
    row("30 7,13 * * *", "At 07:30 and 13:30");
    row("* * * * *", "Every minute");
    row("0 * * * *", "Every hour");
    row("*/15 * * * *", "Every 15 minutes");
    row("*/15 7-9 * * mon,wed", "Every 15 minutes in the hours 7, 8 and 9, Monday and Wednesday");
    row("5,35 * * * *", "At minute 5 and 35 of every hour");
    row("0 6-18 * * *", "At minute 0 in the hours 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17 and 18");
    row("0 6 L * *", "At 06:00, on the last day of the month");
    row("0 6 1,15,L * *", "At 06:00, on day 1 and 15 and on the last day of the month");
    row("0 6 1 * 1", "At 06:00, on day 1 of the month, or Monday");
    row("0 6 */10 * 1", "At 06:00, on day 1, 11, 21 and 31 of the month, if it is Monday");
    row("0 6 1-31 * 1", "At 06:00");
    row("0 6 1 1-3,7 *", "At 06:00, on day 1 of the month, in January to March and July");
}

void TestCron::describesItself()
{
    QFETCH(QString, text);
    QFETCH(QString, words);
    const auto cron = CronExpression::parse(text);
    QVERIFY2(cron, cron ? "" : qPrintable(cron.error().toString()));
    QCOMPARE(cron->words(), words);
}

QTEST_GUILESS_MAIN(TestCron)
#include "tst_cron.moc"
