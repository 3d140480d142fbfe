// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matching/paymentdates.h"

#include "core/base/decimalmath.h"
#include "core/domain/recordtype.h"
#include "core/matching/matchwords.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace ledgercast {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("matching", text);
}

QString iso(QDate date)
{
    return date.toString(Qt::ISODate);
}

class DateWatch
{
public:
    DateWatch(const OpenInvoice &invoice, const WorkingCalendar &calendar, const ReminderRules &rules, QDate today)
        : m_invoice(invoice), m_calendar(calendar), m_rules(rules), m_today(today)
    {
    }

    [[nodiscard]] std::optional<Finding> discount() const
    {
        const CashDiscount *next = nullptr;
        for (const CashDiscount &discount : m_invoice.discounts) {
            const bool isOpen = discount.until >= m_today && discount.percent > Decimal();
            if (isOpen && (!next || discount.until < next->until))
                next = &discount;
        }
        if (!next || workingDaysTo(payBy(next->until)) > m_rules.discountDays)
            return std::nullopt;
        Finding finding = begin(FindingKind::DiscountEnding, next->until, m_rules.discountDays);
        finding.id = discountId(next->until);
        finding.percent = next->percent;
        const Decimal share(next->percent.unscaled(), next->percent.scale() + 2);
        if (const auto saving = productOf(m_invoice.open.amount, share))
            finding.atStake =
                Money{saving->rounded(currencyDecimals(m_invoice.open.currency)), m_invoice.open.currency};
        const QString percent = matchwords::percent(next->percent);
        const QString saving = finding.atStake ? matchwords::money(*finding.atStake) : percent;
        finding.sentence = translated(QT_TRANSLATE_NOOP("matching", "The cash discount of %1 (%2) ends on %3. %4"))
                               .arg(percent, saving, iso(next->until), timeLeft(next->until));
        return finding;
    }

    [[nodiscard]] std::optional<Finding> due() const
    {
        if (!m_invoice.due.isValid())
            return std::nullopt;
        const QString open = matchwords::money(m_invoice.open);
        if (m_today > m_invoice.due) {
            Finding finding = begin(FindingKind::Overdue, m_invoice.due, 0);
            finding.atStake = m_invoice.open;
            finding.sentence = translated(QT_TRANSLATE_NOOP("matching", "%1 was due on %2. Days overdue: %3."))
                                   .arg(open, iso(m_invoice.due), QString::number(m_invoice.due.daysTo(m_today)));
            return finding;
        }
        if (workingDaysTo(payBy(m_invoice.due)) > m_rules.dueDays)
            return std::nullopt;
        Finding finding = begin(FindingKind::DueSoon, m_invoice.due, m_rules.dueDays);
        finding.atStake = m_invoice.open;
        finding.sentence = translated(QT_TRANSLATE_NOOP("matching", "%1 is due on %2. %3"))
                               .arg(open, iso(m_invoice.due), timeLeft(m_invoice.due));
        return finding;
    }

    [[nodiscard]] QStringList passed() const
    {
        QStringList ids;
        for (const CashDiscount &discount : m_invoice.discounts) {
            if (discount.until.isValid() && discount.until < m_today)
                ids << discountId(discount.until);
        }
        if (m_invoice.due.isValid() && m_invoice.due < m_today)
            ids << idOf(FindingKind::DueSoon);
        return ids;
    }

    [[nodiscard]] QDate nextDay() const
    {
        QList<QDate> days;
        for (const CashDiscount &discount : m_invoice.discounts)
            days << speaksUpOn(discount.until, m_rules.discountDays) << discount.until.addDays(1);
        days << speaksUpOn(m_invoice.due, m_rules.dueDays) << m_invoice.due.addDays(1);
        days.removeIf([this](QDate day) { return !day.isValid() || day <= m_today; });
        const auto first = std::min_element(days.begin(), days.end());
        return first == days.end() ? QDate() : *first;
    }

private:
    [[nodiscard]] QString idOf(FindingKind kind) const { return wordOf(kind) + u'|' + m_invoice.key; }
    [[nodiscard]] QString discountId(QDate until) const
    {
        return idOf(FindingKind::DiscountEnding) + u'|' + iso(until);
    }
    /// The first day with no more working days than these up to the last one on which it can be paid; not more than a
    /// year before.
    [[nodiscard]] QDate speaksUpOn(QDate date, int days) const
    {
        if (!date.isValid())
            return {};
        const QDate last = payBy(date);
        QDate day = last;
        while (day.daysTo(last) < 366 && m_calendar.workingDaysBetween(day.addDays(-1), last) <= days)
            day = day.addDays(-1);
        return day;
    }
    [[nodiscard]] QDate payBy(QDate date) const
    {
        const QDate workingDay = m_calendar.onOrBefore(date);
        return workingDay.isValid() ? workingDay : date;
    }
    [[nodiscard]] int workingDaysTo(QDate date) const { return m_calendar.workingDaysBetween(m_today, date); }

    [[nodiscard]] QString timeLeft(QDate date) const
    {
        const QDate last = payBy(date);
        if (last < m_today)
            return translated(QT_TRANSLATE_NOOP("matching", "The last working day before, %1, has passed."))
                .arg(iso(last));
        if (last == m_today)
            return translated(QT_TRANSLATE_NOOP("matching", "Today is the last working day."));
        const QString left =
            translated(QT_TRANSLATE_NOOP("matching", "Working days left: %1.")).arg(workingDaysTo(last));
        return last == date ? left
                            : translated(QT_TRANSLATE_NOOP("matching", "That isn't a working day, so pay by %1. %2"))
                                  .arg(iso(last), left);
    }

    [[nodiscard]] Finding begin(FindingKind kind, QDate date, int days) const
    {
        Finding finding;
        finding.kind = kind;
        finding.id = idOf(kind);
        finding.subject = m_invoice.key;
        finding.reference = recordtype::documentLabel(recordtype::supplierInvoice.toString(), m_invoice.number);
        finding.expected = translated(QT_TRANSLATE_NOOP("matching", "paid by %1")).arg(iso(date));
        finding.actual = translated(QT_TRANSLATE_NOOP("matching", "%1 open")).arg(matchwords::money(m_invoice.open));
        finding.tolerance = translated(QT_TRANSLATE_NOOP("matching", "working days ahead: %1")).arg(days);
        finding.rule = wordOf(kind);
        finding.nextStep = nextStep(kind);
        return finding;
    }
    [[nodiscard]] QString nextStep(FindingKind kind) const
    {
        if (m_invoice.isPaymentStopped)
            return translated(
                QT_TRANSLATE_NOOP("matching", "Payment is stopped: settle the reason, or tell the supplier."));
        if (!m_invoice.isApproved)
            return translated(QT_TRANSLATE_NOOP("matching", "Ask the approver to decide, then pay."));
        return kind == FindingKind::Overdue
                   ? translated(QT_TRANSLATE_NOOP("matching", "Put it into the next payment run."))
                   : translated(QT_TRANSLATE_NOOP("matching", "Put it into a payment run before that day."));
    }

    const OpenInvoice &m_invoice;
    const WorkingCalendar &m_calendar;
    const ReminderRules &m_rules;
    QDate m_today;
};

} // namespace

DateFindings approachingDates(const OpenInvoice &invoice, const WorkingCalendar &calendar, const ReminderRules &rules,
                              QDate today)
{
    if (invoice.open.amount <= Decimal())
        return {};
    const DateWatch watch(invoice, calendar, rules, today);
    DateFindings found{{}, watch.passed(), watch.nextDay()};
    if (const auto discount = watch.discount())
        found.findings.append(*discount);
    if (const auto due = watch.due())
        found.findings.append(*due);
    return found;
}

} // namespace ledgercast
