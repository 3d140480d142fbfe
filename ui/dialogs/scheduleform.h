// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/schedule.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;
class QTimeEdit;

namespace ledgercast {

/// The fields of one schedule. Object names: scheduleKind, scheduleMinutes, scheduleTimes, scheduleDays, scheduleFrom,
/// scheduleTo, scheduleCron, scheduleMonthEnd, scheduleBefore, scheduleAfter, scheduleMonthEndMinutes.
class ScheduleForm : public QWidget
{
    Q_OBJECT

public:
    explicit ScheduleForm(QWidget *parent = nullptr);

    void setSchedule(const Schedule &schedule);
    /// As Schedule::parse() takes it; what was typed may be wrong.
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void edited();

private:
    enum Kind { Every, Daily, Hours, Cron };
    [[nodiscard]] Kind kind() const;
    void showFields();
    [[nodiscard]] QString daysText() const;
    void setDays(const ScheduleDays &days);
    void take(const SchedulePattern &pattern);

    QFormLayout *m_form;
    QComboBox *m_kind;
    QSpinBox *m_minutes;
    QLineEdit *m_times;
    QComboBox *m_days;
    QTimeEdit *m_from;
    QTimeEdit *m_to;
    QLineEdit *m_cron;
    QCheckBox *m_hasMonthEnd;
    QSpinBox *m_before;
    QSpinBox *m_after;
    QSpinBox *m_monthEndMinutes;
    QString m_monthEndPattern; ///< one that the fields can't show stays as it is
};

} // namespace ledgercast
