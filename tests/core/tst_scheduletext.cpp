// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/schedule.h"

#include <QRandomGenerator>
#include <QTest>

using namespace ledgercast;

class TestScheduleText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsAndWritesTheStableText_data();
    void readsAndWritesTheStableText();
    void saysWhatIsWrongAndWhere_data();
    void saysWhatIsWrongAndWhere();
    void survivesAnyText();
};

void TestScheduleText::readsAndWritesTheStableText_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("stable");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *written, const char *stable, const char *words) {
        QTest::newRow(written) << QString::fromLatin1(written) << QString::fromLatin1(*stable ? stable : written)
                               << QString::fromUtf8(words);
    };
    row("every 5m", "", "Every 5 minutes");
    row("every 1m", "", "Every minute");
    row("  EVERY   60m ", "every 1h", "Every hour");
    row("every 90m", "", "Every 90 minutes");
    row("every 24h", "", "Every 24 hours");
    row("daily 07:30", "", "Daily at 07:30");
    row("daily 13:00, 7:30,13:00", "daily 07:30,13:00", "Daily at 07:30 and 13:00");
    row("daily 07:00,09:00,13:00 on workdays", "", "Daily at 07:00, 09:00 and 13:00, working days");
    row("daily 07:30 on mon-sun", "daily 07:30", "Daily at 07:30");
    row("daily 07:30 on thu, mon", "daily 07:30 on mon,thu", "Daily at 07:30, Monday and Thursday");
    row("daily 07:30 on sat,fri,mon-tue", "daily 07:30 on mon-tue,fri-sat",
        "Daily at 07:30, Monday, Tuesday, Friday and Saturday");
    row("hours workdays 07:00-18:00 every 5m", "", "Every 5 minutes, working days 07:00 to 18:00");
    row("hours mon-fri 7:00-18:00 every 1h", "hours mon-fri 07:00-18:00 every 1h",
        "Every hour, Monday to Friday 07:00 to 18:00");
    row("hours mon-sun 22:00-06:00 every 30m", "", "Every 30 minutes, 22:00 to 06:00");
    row("cron 0 7 * * 1-5", "", "At 07:00, Monday to Friday");
    row("cron  0  7 * * MON-FRI", "cron 0 7 * * mon-fri", "At 07:00, Monday to Friday");
    row("hours workdays 07:00-18:00 every 30m; month-end 3+2 every 5m", "",
        "Every 30 minutes, working days 07:00 to 18:00. Around month-end (last 3 and first 2 working days): Every 5 "
        "minutes");
    row("every 1h;MONTH-END 2+0 daily 08:00", "every 1h; month-end 2+0 daily 08:00",
        "Every hour. Around month-end (last working days of the month: 2): Daily at 08:00");
    row("every 1h; month-end 0+4 cron 0 8 * * *", "",
        "Every hour. Around month-end (first working days of the month: 4): At 08:00");
}

void TestScheduleText::readsAndWritesTheStableText()
{
    QFETCH(QString, written);
    QFETCH(QString, stable);
    QFETCH(QString, words);
    const auto schedule = Schedule::parse(written);
    QVERIFY2(schedule, schedule ? "" : qPrintable(schedule.error().toString()));
    QCOMPARE(schedule->toString(), stable);
    const auto again = Schedule::parse(stable);
    QVERIFY(again && *again == *schedule);
    QCOMPARE(schedule->words(), words);
}

void TestScheduleText::saysWhatIsWrongAndWhere_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<int>("at"); ///< from 1, as people count
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *written, int at, const char *reason) {
        QTest::newRow(*written ? written : "empty") << QString::fromUtf8(written) << at << QString::fromUtf8(reason);
    };
    row("", 1, "A schedule begins with every");
    row("   ", 4, "A schedule begins with every");
    row("hourly", 1, "A schedule begins with every");
    row("every", 6, "A pause is written as 5m or 2h");
    row("every 5", 7, "A pause is written as 5m or 2h");
    row("every 0m", 7, "from 1m to 24h");
    row("every -5m", 7, "from 1m to 24h");
    row("every +5m", 7, "from 1m to 24h");
    row("every 25h", 7, "from 1m to 24h");
    row("every 1441m", 7, "from 1m to 24h");
    row("every 5m please", 10, "“please” is not expected here");
    row("daily", 6, "A time is missing");
    row("daily 24:00", 7, "“24:00” isn't a time of the day");
    row("daily 07:30,7:60", 13, "“7:60” isn't a time of the day");
    row("daily 07:30,,08:00", 12, "“,” is not expected here");
    row("daily 07:30 on", 15, "Days are “workdays” or a list");
    row("daily 07:30 on mon,holiday", 20, "Days are “workdays” or a list");
    row("daily 07:30 on fri-mon", 16, "“fri-mon” runs backwards");
    row("hours 07:00-18:00 every 5m", 7, "Days are “workdays” or a list");
    row("hours mon-fri 07:00 every 5m", 15, "Hours are written as 07:00-18:00");
    row("hours mon-fri 07:00-1800 every 5m", 21, "“1800” isn't a time of the day");
    row("hours mon-fri 07:00-18:00", 26, "Behind the hours stands how often");
    row("cron 0 7 * *", 13, "A cron expression has five fields");
    row("cron 0 25 * * *", 8, "hour: “25” isn't a value from 0 to 23");
    row("every 5m; weekly", 10, "month-end 3+2 every 5m");
    row("every 5m; month-end 0+0 every 1m", 10, "month-end 3+2 every 5m");
    row("every 5m; month-end 16+2 every 1m", 10, "at most 15");
    row("every 5m; month-end 3+2 every 1x", 31, "A pause is written as 5m or 2h");
    row("every 5m; month-end 3+2 cron 0 0 0 * *", 34, "day of month: “0” isn't a value from 1 to 31");
    row("every 5m; month-end 3+2 every 1m; month-end 1+1 every 2m", 33, "There is one “;” at most");
}

void TestScheduleText::saysWhatIsWrongAndWhere()
{
    QFETCH(QString, written);
    QFETCH(int, at);
    QFETCH(QString, reason);
    const auto schedule = Schedule::parse(written);
    QVERIFY(!schedule);
    const QString problem = schedule.error().toString();
    QVERIFY2(problem.contains(reason), qPrintable(problem));
    QVERIFY2(problem.startsWith(QStringLiteral("At character %1: ").arg(at)), qPrintable(problem));
}

void TestScheduleText::survivesAnyText()
{
    static const QStringList pieces{
        QStringLiteral("every"),    QStringLiteral("daily"),     QStringLiteral("hours"),
        QStringLiteral("cron"),     QStringLiteral("5m"),        QStringLiteral("07:30"),
        QStringLiteral("mon-fri"),  QStringLiteral("on"),        QStringLiteral(","),
        QStringLiteral(";"),        QStringLiteral("month-end"), QStringLiteral("3+2"),
        QStringLiteral("*"),        QStringLiteral("*/0"),       QStringLiteral("-"),
        QStringLiteral("L"),        QStringLiteral("7-"),        QStringLiteral("9999999999999m"),
        QStringLiteral("İß\u0301"), QStringLiteral(" "),
    };
    QRandomGenerator random(3);
    int understood = 0;
    for (int round = 0; round < 20'000; ++round) {
        QString text = pieces.at(random.bounded(5)) + u' ';
        for (int word = random.bounded(6); word >= 0; --word)
            text += pieces.at(random.bounded(static_cast<int>(pieces.size()))) + (random.bounded(3) ? u" " : u"");
        const auto schedule = Schedule::parse(text);
        if (!schedule) {
            QVERIFY2(schedule.error().at >= 0 && schedule.error().at <= text.size() + 2, qPrintable(text));
            continue;
        }
        ++understood;
        const auto again = Schedule::parse(schedule->toString());
        QVERIFY2(again && *again == *schedule, qPrintable(text));
    }
    QVERIFY(understood > 10);
}

QTEST_GUILESS_MAIN(TestScheduleText)
#include "tst_scheduletext.moc"
