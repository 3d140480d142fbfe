// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/paymentdates.h"

#include <QTest>

using namespace ledgercast;

namespace {

/// Due on Friday 27 November 2026; 2 % until Friday 13.
OpenInvoice openInvoice()
{
    OpenInvoice invoice;
    invoice.key = QStringLiteral("k");
    invoice.number = QStringLiteral("88213");
    invoice.open = {Decimal(1250, 0), QStringLiteral("EUR")};
    invoice.due = QDate(2026, 11, 27);
    invoice.discounts = {{QDate(2026, 11, 13), Decimal(2, 0)}};
    invoice.isApproved = true;
    return invoice;
}

QList<Finding> findingsOn(QDate today, const OpenInvoice &invoice = openInvoice())
{
    return approachingDates(invoice, WorkingCalendar{}, ReminderRules{}, today).findings;
}

QString sentences(const QList<Finding> &findings)
{
    QStringList parts;
    for (const Finding &finding : findings)
        parts << wordOf(finding.kind) + QStringLiteral(": ") + finding.sentence;
    return parts.join(u'\n');
}

} // namespace

class TestMatchingDates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void speaksUpInTime_data();
    void speaksUpInTime();
    void paysBeforeADayOffWork_data();
    void paysBeforeADayOffWork();
    void takesTheNextDiscount();
    void isSilentAboutWhatNeedsNoPayment();
    void namesTheNextStep();
    void doesNotChangeEveryMorning();
    void knowsTheNextDayOfNews_data();
    void knowsTheNextDayOfNews();
    void saysWhatTimeHasEnded();
};

void TestMatchingDates::speaksUpInTime_data()
{
    QTest::addColumn<QDate>("today");
    QTest::addColumn<QString>("said");
    const auto row = [](QDate today, const char *said) {
        QTest::newRow(qPrintable(today.toString(Qt::ISODate))) << today << QString::fromLatin1(said);
    };
    row({2026, 11, 10}, ""); // Tuesday: Wednesday, Thursday, Friday are three
    row({2026, 11, 11},
        "discount_ending: The cash discount of 2 % (25.00 EUR) ends on 2026-11-13. Working days left: 2.");
    row({2026, 11, 13}, "discount_ending: The cash discount of 2 % (25.00 EUR) ends on 2026-11-13. Today is the last "
                        "working day.");
    row({2026, 11, 14}, ""); // it is lost
    row({2026, 11, 23}, ""); // Monday: four
    row({2026, 11, 24}, "due_soon: 1250.00 EUR is due on 2026-11-27. Working days left: 3.");
    row({2026, 11, 27}, "due_soon: 1250.00 EUR is due on 2026-11-27. Today is the last working day.");
    row({2026, 11, 28}, "overdue: 1250.00 EUR was due on 2026-11-27. Days overdue: 1.");
    row({2026, 12, 27}, "overdue: 1250.00 EUR was due on 2026-11-27. Days overdue: 30.");
}

void TestMatchingDates::speaksUpInTime()
{
    QFETCH(QDate, today);
    QFETCH(QString, said);
    QCOMPARE(sentences(findingsOn(today)), said);
}

void TestMatchingDates::paysBeforeADayOffWork_data()
{
    QTest::addColumn<QDate>("today");
    QTest::addColumn<QString>("said");
    // Due on Sunday 27 December; Friday 25 is a holiday, so the 24th is the last day: 22 and 23 and 24 lie between.
    const auto row = [](int day, const char *said) {
        QTest::addRow("%d December", day) << QDate(2026, 12, day) << QString::fromLatin1(said);
    };
    row(20, "");
    row(21, "due_soon: 1250.00 EUR is due on 2026-12-27. That isn't a working day, so pay by 2026-12-24. Working days "
            "left: 3.");
    row(24, "due_soon: 1250.00 EUR is due on 2026-12-27. Today is the last working day.");
    row(26, "due_soon: 1250.00 EUR is due on 2026-12-27. The last working day before, 2026-12-24, has passed.");
    row(28, "overdue: 1250.00 EUR was due on 2026-12-27. Days overdue: 1.");
}

void TestMatchingDates::paysBeforeADayOffWork()
{
    QFETCH(QDate, today);
    QFETCH(QString, said);
    OpenInvoice invoice = openInvoice();
    invoice.due = QDate(2026, 12, 27);
    WorkingCalendar calendar;
    calendar.holidays = {QDate(2026, 12, 25)};
    // Sunday 20: Monday to Thursday are four days.
    QCOMPARE(sentences(approachingDates(invoice, calendar, ReminderRules{}, today).findings), said);
}

void TestMatchingDates::knowsTheNextDayOfNews_data()
{
    QTest::addColumn<OpenInvoice>("invoice");
    QTest::addColumn<ReminderRules>("rules");
    const auto row = [](const char *name, const OpenInvoice &invoice, const ReminderRules &rules = {}) {
        QTest::newRow(name) << invoice << rules;
    };
    OpenInvoice invoice = openInvoice();
    row("due and discount", invoice);
    row("on the day itself only", invoice, {0, 0});
    row("long before", invoice, {30, 20});
    invoice.discounts = {{QDate(2026, 11, 20), Decimal(1, 0)}, {QDate(2026, 11, 10), Decimal(3, 0)}};
    row("two discounts", invoice);
    invoice.due = QDate(2026, 12, 27);
    row("due on a day off", invoice);
    invoice.due = {};
    row("no due date", invoice);
    invoice.open.amount = Decimal();
    row("paid", invoice);
}

void TestMatchingDates::knowsTheNextDayOfNews()
{
    QFETCH(const OpenInvoice, invoice);
    QFETCH(const ReminderRules, rules);
    WorkingCalendar calendar;
    calendar.holidays = {QDate(2026, 11, 26), QDate(2026, 12, 25)};
    const auto idsOn = [&](QDate day) {
        QStringList ids;
        for (const Finding &finding : approachingDates(invoice, calendar, rules, day).findings)
            ids << finding.id;
        return ids;
    };
    QDate expected;
    const QDate last(2027, 2, 1);
    for (QDate day(2026, 9, 1); day < last; day = day.addDays(1)) {
        const QDate next = approachingDates(invoice, calendar, rules, day).next;
        QVERIFY(!next.isValid() || next > day);
        if (expected.isValid() && idsOn(day) != idsOn(day.addDays(-1)))
            QCOMPARE(day, expected); // news on no other day than the one that was told
        if (!expected.isValid() || day >= expected)
            expected = next.isValid() ? next : last;
    }
}

void TestMatchingDates::saysWhatTimeHasEnded()
{
    const auto passedOn = [](QDate today) {
        return approachingDates(openInvoice(), WorkingCalendar{}, ReminderRules{}, today).passed;
    };
    const QString discount = QStringLiteral("discount_ending|k|2026-11-13");
    QCOMPARE(passedOn({2026, 11, 13}), QStringList{});
    QCOMPARE(passedOn({2026, 11, 14}), QStringList{discount});
    QCOMPARE(passedOn({2026, 11, 27}), QStringList{discount});
    QCOMPARE(passedOn({2026, 11, 28}), (QStringList{discount, QStringLiteral("due_soon|k")}));
}

void TestMatchingDates::takesTheNextDiscount()
{
    OpenInvoice invoice = openInvoice();
    invoice.open = {Decimal(99999, 2), QStringLiteral("EUR")};
    invoice.discounts = {{QDate(2026, 11, 20), Decimal(15, 1)},
                         {QDate(2026, 11, 13), Decimal(3, 0)},
                         {QDate(2026, 11, 18), Decimal(0, 0)},
                         {QDate(), Decimal(5, 0)}};
    const Finding first = findingsOn(QDate(2026, 11, 12), invoice).value(0);
    QCOMPARE(first.id, QStringLiteral("discount_ending|k|2026-11-13"));
    QCOMPARE(first.atStake->amount.toString(), QStringLiteral("30")); // 999.99 × 3 % = 29.9997
    const Finding second = findingsOn(QDate(2026, 11, 18), invoice).value(0);
    QCOMPARE(second.id, QStringLiteral("discount_ending|k|2026-11-20"));
    QCOMPARE(second.atStake->amount.toString(), QStringLiteral("15")); // 999.99 × 1.5 % = 14.99985
}

void TestMatchingDates::isSilentAboutWhatNeedsNoPayment()
{
    OpenInvoice invoice = openInvoice();
    invoice.open.amount = Decimal();
    QVERIFY(findingsOn(QDate(2026, 11, 27), invoice).isEmpty());
    invoice.open.amount = Decimal(-5, 0);
    QVERIFY(findingsOn(QDate(2026, 11, 27), invoice).isEmpty());
    invoice = openInvoice();
    invoice.due = QDate();
    invoice.discounts.clear();
    QVERIFY(findingsOn(QDate(2026, 11, 27), invoice).isEmpty());
}

void TestMatchingDates::namesTheNextStep()
{
    OpenInvoice invoice = openInvoice();
    const auto step = [&](QDate today) { return findingsOn(today, invoice).value(0).nextStep; };
    QCOMPARE(step(QDate(2026, 11, 27)), QStringLiteral("Put it into a payment run before that day."));
    QCOMPARE(step(QDate(2026, 11, 28)), QStringLiteral("Put it into the next payment run."));
    invoice.isApproved = false;
    QCOMPARE(step(QDate(2026, 11, 27)), QStringLiteral("Ask the approver to decide, then pay."));
    invoice.isPaymentStopped = true;
    QCOMPARE(step(QDate(2026, 11, 27)), QStringLiteral("Payment is stopped: settle the reason, or tell the supplier."));
}

void TestMatchingDates::doesNotChangeEveryMorning()
{
    const QList<Finding> monday = findingsOn(QDate(2026, 11, 30));
    const QList<Finding> tuesday = findingsOn(QDate(2026, 12, 1));
    const FindingChanges changes = compareFindings(monday, tuesday);
    QVERIFY(changes.raised.isEmpty() && changes.changed.isEmpty() && changes.cleared.isEmpty());
    QVERIFY(monday.first().sentence != tuesday.first().sentence);
    const FindingChanges turned = compareFindings(findingsOn(QDate(2026, 11, 27)), monday);
    QCOMPARE(turned.raised.size(), 1);
    QCOMPARE(turned.cleared.size(), 1); // due soon became overdue
}

QTEST_GUILESS_MAIN(TestMatchingDates)
#include "tst_matchingdates.moc"
