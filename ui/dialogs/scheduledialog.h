// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/engine/status.h"

#include <QDialog>

class QCheckBox;
class QComboBox;

namespace ledgercast {

class ScheduleForm;
class TextLabel;
class Theme;

/// When each source of a tenant is read: shows what a schedule means, and its next runs, while it is edited. What was
/// changed for several sources is applied together. Object names: scheduleDialog, scheduleSource, scheduleOn,
/// scheduleMeaning, scheduleApply, scheduleCancel, and those of ScheduleForm.
class ScheduleDialog : public QDialog
{
    Q_OBJECT

public:
    /// feed: the one shown first; empty: the first of all.
    ScheduleDialog(const Theme &theme, const TenantStatus &tenant, const Clock &clock, const QString &feed,
                   QWidget *parent = nullptr);

Q_SIGNALS:
    void planned(const QString &feed, bool isOn, const QString &schedule);

private:
    struct Plan
    {
        bool isOn = true;
        QString text;

        friend bool operator==(const Plan &, const Plan &) = default;
    };
    void show(const QString &feed);
    void keep();
    void explain();
    void apply();

    const Clock &m_clock;
    BusinessTime m_where;
    QMap<QString, Plan> m_before;
    QMap<QString, Plan> m_plans;
    QComboBox *m_source;
    QCheckBox *m_on;
    ScheduleForm *m_form;
    TextLabel *m_meaning;
    QPushButton *m_apply;
    bool m_isShowing = false; ///< fields are being filled, not edited
};

} // namespace ledgercast
