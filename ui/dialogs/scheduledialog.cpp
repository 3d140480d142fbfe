// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/scheduledialog.h"

#include "ui/dialogs/scheduleform.h"
#include "ui/format/format.h"
#include "ui/format/recordlook.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"
#include "ui/widgets/textlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QPushButton>

namespace ledgercast {

namespace {
constexpr int leastWidth = 460;
constexpr int shownRuns = 3;
} // namespace

ScheduleDialog::ScheduleDialog(const Theme &theme, const TenantStatus &tenant, const Clock &clock, const QString &feed,
                               QWidget *parent)
    : QDialog(parent)
    , m_clock(clock)
    , m_where(tenant.businessTime)
    , m_source(new QComboBox)
    , m_on(new QCheckBox(tr("Read this source")))
    , m_form(new ScheduleForm)
    , m_meaning(new TextLabel(theme, TextStyle::Small, Token::TextSecondary))
{
    setObjectName(QStringLiteral("scheduleDialog"));
    setWindowTitle(tr("Schedules"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(leastWidth);
    QStringList feeds = tenant.feedTimes.keys();
    std::stable_sort(feeds.begin(), feeds.end(), [&](const QString &a, const QString &b) {
        return tenant.feedTimes[a].place < tenant.feedTimes[b].place;
    });
    for (const QString &id : std::as_const(feeds)) {
        const FeedTime time = tenant.feedTimes.value(id);
        m_before.insert(id, {time.isOn, time.text});
        m_source->addItem(feedName(id), id);
    }
    m_plans = m_before;
    m_source->setObjectName(QStringLiteral("scheduleSource"));
    m_source->setAccessibleName(tr("Source"));
    m_on->setObjectName(QStringLiteral("scheduleOn"));
    m_meaning->setObjectName(QStringLiteral("scheduleMeaning"));
    m_meaning->setWordWrap(true);
    m_meaning->setMinimumHeight(3 * fontMetrics().lineSpacing());
    m_meaning->setAlignment(Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    for (QWidget *widget : {static_cast<QWidget *>(m_source), static_cast<QWidget *>(m_on),
                            static_cast<QWidget *>(m_form), static_cast<QWidget *>(m_meaning)})
        column->addWidget(widget);
    column->addStretch(1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    buttons->button(QDialogButtonBox::Cancel)->setObjectName(QStringLiteral("scheduleCancel"));
    m_apply = buttons->addButton(tr("Apply"), QDialogButtonBox::AcceptRole);
    m_apply->setObjectName(QStringLiteral("scheduleApply"));
    m_apply->setDefault(true);
    setButtonKind(m_apply, ButtonKind::Primary);
    column->addWidget(buttons);
    connect(m_source, &QComboBox::currentIndexChanged, this, [this] { show(m_source->currentData().toString()); });
    connect(m_on, &QCheckBox::toggled, this, &ScheduleDialog::keep);
    connect(m_form, &ScheduleForm::edited, this, &ScheduleDialog::keep);
    connect(buttons, &QDialogButtonBox::accepted, this, &ScheduleDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_source->setCurrentIndex(std::max(m_source->findData(feed), 0));
    show(m_source->currentData().toString());
}

void ScheduleDialog::show(const QString &feed)
{
    const Plan plan = m_plans.value(feed);
    m_isShowing = true;
    m_on->setChecked(plan.isOn);
    if (const auto schedule = Schedule::parse(plan.text))
        m_form->setSchedule(*schedule);
    m_isShowing = false;
    explain();
}

void ScheduleDialog::keep()
{
    if (m_isShowing)
        return;
    m_plans[m_source->currentData().toString()] = {m_on->isChecked(), m_form->text()};
    explain();
}

void ScheduleDialog::explain()
{
    m_form->setEnabled(m_on->isChecked());
    const bool areGood = std::all_of(m_plans.cbegin(), m_plans.cend(),
                                     [](const Plan &plan) { return Schedule::parse(plan.text).has_value(); });
    const bool isAnyOn = std::any_of(m_plans.cbegin(), m_plans.cend(), [](const Plan &plan) { return plan.isOn; });
    // One source is where the others may be wrong: the way back to them stays open, Apply does not.
    m_apply->setEnabled(areGood && isAnyOn && m_plans != m_before);
    const auto schedule = Schedule::parse(m_form->text());
    m_meaning->setToken(schedule && isAnyOn ? Token::TextSecondary : Token::Danger);
    if (!isAnyOn)
        return m_meaning->setText(tr("One source stays on: without any, nothing would be read. To stop posting, use "
                                     "Pause."));
    if (!schedule)
        return m_meaning->setText(schedule.error().reason);
    QStringList runs;
    Instant after = m_clock.now();
    const QDateTime now = toDateTime(after).toTimeZone(m_where.zone);
    for (int run = 0; run < shownRuns; ++run) {
        const auto next = schedule->next(after, m_where);
        if (!next)
            break;
        runs << format::moment(toDateTime(*next).toTimeZone(m_where.zone), now);
        after = *next;
    }
    const QString zone = QString::fromLatin1(m_where.zone.id());
    m_meaning->setText(
        schedule->words() + u'\n' +
        (runs.isEmpty() ? tr("It never runs.") : tr("Next: %1 (%2)").arg(runs.join(QStringLiteral(", ")), zone)));
}

void ScheduleDialog::apply()
{
    for (auto plan = m_plans.cbegin(); plan != m_plans.cend(); ++plan) {
        if (*plan != m_before.value(plan.key()))
            Q_EMIT planned(plan.key(), plan->isOn, plan->text);
    }
    accept();
}

} // namespace ledgercast
