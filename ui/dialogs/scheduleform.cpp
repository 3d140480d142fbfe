// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/scheduleform.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QTimeEdit>

namespace ledgercast {

namespace {

constexpr int minutesADay = 1440;

QTime timeOf(int minute)
{
    return QTime(minute / 60 % 24, minute % 60);
}

template<typename Widget>
Widget *named(const char *name, const QString &accessibleName)
{
    auto *widget = new Widget;
    widget->setObjectName(QString::fromLatin1(name));
    widget->setAccessibleName(accessibleName);
    return widget;
}

QSpinBox *minutesBox(const char *name, const QString &accessibleName)
{
    auto *box = named<QSpinBox>(name, accessibleName);
    box->setRange(1, minutesADay);
    box->setSuffix(ScheduleForm::tr(" min"));
    return box;
}

/// The text of a schedule that has only this pattern.
QString textOf(const SchedulePattern &pattern)
{
    return Schedule{pattern, {}}.toString();
}

} // namespace

ScheduleForm::ScheduleForm(QWidget *parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
    , m_kind(named<QComboBox>("scheduleKind", tr("When it is read")))
    , m_minutes(minutesBox("scheduleMinutes", tr("Minutes between two reads")))
    , m_times(named<QLineEdit>("scheduleTimes", tr("Times of the day")))
    , m_days(named<QComboBox>("scheduleDays", tr("Days")))
    , m_from(named<QTimeEdit>("scheduleFrom", tr("From")))
    , m_to(named<QTimeEdit>("scheduleTo", tr("To")))
    , m_cron(named<QLineEdit>("scheduleCron", tr("Cron expression")))
    , m_hasMonthEnd(named<QCheckBox>("scheduleMonthEnd", tr("More often around the end of the month")))
    , m_before(named<QSpinBox>("scheduleBefore", tr("Working days before the end of the month")))
    , m_after(named<QSpinBox>("scheduleAfter", tr("Working days after it")))
    , m_monthEndMinutes(minutesBox("scheduleMonthEndMinutes", tr("Minutes between two reads then")))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_kind->addItems({tr("Every few minutes"), tr("Every day at"), tr("In business hours"), tr("Cron expression")});
    m_times->setPlaceholderText(QStringLiteral("07:30, 13:00"));
    m_cron->setPlaceholderText(QStringLiteral("0 7 * * 1-5"));
    m_days->addItem(tr("Every day"), QString());
    m_days->addItem(tr("Working days"), QStringLiteral("workdays"));
    m_days->addItem(tr("Monday to Friday"), QStringLiteral("mon-fri"));
    m_days->addItem(tr("Monday to Saturday"), QStringLiteral("mon-sat"));
    for (QTimeEdit *edit : {m_from, m_to})
        edit->setDisplayFormat(QStringLiteral("HH:mm"));
    m_from->setTime(QTime(7, 0));
    m_to->setTime(QTime(18, 0));
    m_hasMonthEnd->setText(m_hasMonthEnd->accessibleName());
    for (QSpinBox *box : {m_before, m_after})
        box->setRange(0, 10);
    m_before->setValue(3);
    m_after->setValue(2);
    m_form->addRow(tr("Read"), m_kind);
    m_form->addRow(tr("At"), m_times);
    m_form->addRow(tr("Days"), m_days);
    m_form->addRow(tr("From"), m_from);
    m_form->addRow(tr("To"), m_to);
    m_form->addRow(tr("Every"), m_minutes);
    m_form->addRow(tr("Expression"), m_cron);
    m_form->addRow(m_hasMonthEnd);
    m_form->addRow(tr("Last working days"), m_before);
    m_form->addRow(tr("First working days"), m_after);
    m_form->addRow(tr("Then every"), m_monthEndMinutes);
    const auto changed = [this] {
        showFields();
        Q_EMIT edited();
    };
    for (QComboBox *box : {m_kind, m_days})
        connect(box, &QComboBox::currentIndexChanged, this, changed);
    for (QSpinBox *box : {m_minutes, m_before, m_after})
        connect(box, &QSpinBox::valueChanged, this, changed);
    connect(m_monthEndMinutes, &QSpinBox::valueChanged, this, [this, changed] {
        m_monthEndPattern.clear();
        changed();
    });
    for (QLineEdit *edit : {m_times, m_cron})
        connect(edit, &QLineEdit::textChanged, this, changed);
    for (QTimeEdit *edit : {m_from, m_to})
        connect(edit, &QTimeEdit::timeChanged, this, changed);
    connect(m_hasMonthEnd, &QCheckBox::toggled, this, changed);
    showFields();
}

ScheduleForm::Kind ScheduleForm::kind() const
{
    return static_cast<Kind>(m_kind->currentIndex());
}

void ScheduleForm::showFields()
{
    const auto show = [this](QWidget *field, bool isShown) {
        field->setVisible(isShown);
        m_form->labelForField(field)->setVisible(isShown);
    };
    show(m_times, kind() == Daily);
    show(m_days, kind() == Daily || kind() == Hours);
    show(m_from, kind() == Hours);
    show(m_to, kind() == Hours);
    show(m_minutes, kind() == Every || kind() == Hours);
    show(m_cron, kind() == Cron);
    for (QWidget *field : {m_before, m_after, m_monthEndMinutes})
        show(field, m_hasMonthEnd->isChecked());
}

QString ScheduleForm::daysText() const
{
    return m_days->currentData().toString();
}

void ScheduleForm::setDays(const ScheduleDays &days)
{
    // The text of a daily schedule names the days behind "on", or not at all.
    const QString text = textOf(DailyAt{{0}, days}).section(QStringLiteral(" on "), 1);
    if (m_days->findData(text) < 0)
        m_days->addItem(text, text);
    m_days->setCurrentIndex(m_days->findData(text));
}

void ScheduleForm::take(const SchedulePattern &pattern)
{
    if (const auto *every = std::get_if<EveryMinutes>(&pattern)) {
        m_kind->setCurrentIndex(Every);
        m_minutes->setValue(every->minutes);
    } else if (const auto *daily = std::get_if<DailyAt>(&pattern)) {
        QStringList times;
        for (const int time : daily->times)
            times << calendarwords::time(time);
        m_kind->setCurrentIndex(Daily);
        m_times->setText(times.join(QStringLiteral(", ")));
        setDays(daily->days);
    } else if (const auto *hours = std::get_if<BusinessHours>(&pattern)) {
        m_kind->setCurrentIndex(Hours);
        setDays(hours->days);
        m_from->setTime(timeOf(hours->from));
        m_to->setTime(timeOf(hours->to));
        m_minutes->setValue(hours->minutes);
    } else if (const auto *cron = std::get_if<CronExpression>(&pattern)) {
        m_kind->setCurrentIndex(Cron);
        m_cron->setText(cron->text());
    }
}

void ScheduleForm::setSchedule(const Schedule &schedule)
{
    take(schedule.pattern);
    m_hasMonthEnd->setChecked(schedule.monthEnd.has_value());
    if (schedule.monthEnd) {
        m_before->setValue(schedule.monthEnd->before);
        m_after->setValue(schedule.monthEnd->after);
        const auto *every = std::get_if<EveryMinutes>(&schedule.monthEnd->pattern);
        if (every)
            m_monthEndMinutes->setValue(every->minutes);
        m_monthEndPattern = every ? QString() : textOf(schedule.monthEnd->pattern);
    }
    showFields();
}

QString ScheduleForm::text() const
{
    const QString every = QStringLiteral("every %1m").arg(m_minutes->value());
    QString text = every;
    if (kind() == Daily)
        text = u"daily " + m_times->text().trimmed() + (daysText().isEmpty() ? QString() : u" on " + daysText());
    else if (kind() == Hours)
        text = u"hours %1 %2-%3 %4"_qs.arg(daysText().isEmpty() ? QStringLiteral("mon-sun") : daysText(),
                                           m_from->time().toString(u"HH:mm"), m_to->time().toString(u"HH:mm"), every);
    else if (kind() == Cron)
        text = u"cron " + m_cron->text().trimmed();
    if (!m_hasMonthEnd->isChecked())
        return text;
    const QString then =
        m_monthEndPattern.isEmpty() ? QStringLiteral("every %1m").arg(m_monthEndMinutes->value()) : m_monthEndPattern;
    return text + u"; month-end %1+%2 %3"_qs.arg(m_before->value()).arg(m_after->value()).arg(then);
}

} // namespace ledgercast
