// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/activitydates.h"

#include "ui/format/format.h"
#include "ui/theme/style.h"
#include "ui/theme/theme.h"

#include <QDateEdit>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QMenu>
#include <QPushButton>

namespace ledgercast {

namespace {

struct Preset
{
    const char *id;
    const char *text;
    int first; ///< days ago
    int last;
};

constexpr Preset presets[] = {{"today", QT_TRANSLATE_NOOP("ledgercast::DateFilter", "Today"), 0, 0},
                              {"yesterday", QT_TRANSLATE_NOOP("ledgercast::DateFilter", "Yesterday"), 1, 1},
                              {"week", QT_TRANSLATE_NOOP("ledgercast::DateFilter", "Last 7 days"), 6, 0},
                              {"month", QT_TRANSLATE_NOOP("ledgercast::DateFilter", "Last 30 days"), 29, 0}};

QDateEdit *dateField(const QString &name, QDate date)
{
    auto *field = new QDateEdit(date);
    field->setObjectName(name);
    field->setCalendarPopup(true);
    return field;
}

} // namespace

DateFilter::DateFilter(const Theme &theme, const Clock &clock, QWidget *parent)
    : QToolButton(parent), m_theme(theme), m_clock(clock)
{
    setObjectName(QStringLiteral("dateFilter"));
    setFont(theme.font(TextStyle::BodyMedium));
    setIcon(theme.icon(Symbol::Calendar, Token::TextSecondary));
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setPopupMode(InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setCheckable(true);
    setButtonKind(this, ButtonKind::Filter);
    setMenu(new QMenu(this));
    const auto add = [this](const QString &id, const QString &text) {
        QAction *action = menu()->addAction(text);
        action->setObjectName(u"date_"_qs + id);
        return action;
    };
    connect(add(u"any"_qs, tr("Any date")), &QAction::triggered, this, [this] { choose({}); });
    for (const Preset &preset : presets)
        connect(add(QLatin1String(preset.id), tr(preset.text)), &QAction::triggered, this,
                [this, &preset] { choose(days(today().addDays(-preset.first), today().addDays(-preset.last))); });
    menu()->addSeparator();
    connect(add(u"range"_qs, tr("Custom range…")), &QAction::triggered, this, &DateFilter::askForRange);
    updateLook();
}

QDate DateFilter::today() const
{
    return toDateTime(m_clock.now()).toLocalTime().date();
}

TimeSpan DateFilter::days(QDate first, QDate last) const
{
    return {toInstant(first.startOfDay()), toInstant(last.addDays(1).startOfDay())};
}

void DateFilter::setSpan(const TimeSpan &span)
{
    m_span = span;
    updateLook();
}

void DateFilter::choose(const TimeSpan &span)
{
    const bool isNew = span != m_span;
    setSpan(span);
    if (isNew)
        Q_EMIT spanChanged();
}

QString DateFilter::spanText() const
{
    for (const Preset &preset : presets)
        if (m_span == days(today().addDays(-preset.first), today().addDays(-preset.last)))
            return tr(preset.text);
    const auto text = [this](Instant at) { return format::date(toDateTime(at).toLocalTime().date(), today()); };
    if (!m_span.until)
        return m_span.from ? tr("since %1").arg(text(*m_span.from)) : QString();
    // The end is the first instant that no longer belongs to it.
    const QString last = text(*m_span.until - Milliseconds(1));
    if (!m_span.from)
        return tr("until %1").arg(last);
    const QString first = text(*m_span.from);
    return first == last ? first : tr("%1 – %2").arg(first, last);
}

void DateFilter::updateLook()
{
    const QString text = spanText();
    setText(text.isEmpty() ? tr("Date") : text);
    setChecked(!text.isEmpty());
    setAccessibleName(text.isEmpty() ? tr("Filter by date") : tr("Date, %1").arg(text));
    update();
}

void DateFilter::askForRange()
{
    auto *dialog = new QDialog(this);
    dialog->setObjectName(QStringLiteral("rangeDialog"));
    dialog->setWindowTitle(tr("Show entries of these days"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    const QDate first = m_span.from ? toDateTime(*m_span.from).toLocalTime().date() : today().addDays(-6);
    const QDate last = m_span.until ? toDateTime(*m_span.until - Milliseconds(1)).toLocalTime().date() : today();
    auto *from = dateField(QStringLiteral("rangeFrom"), first);
    auto *until = dateField(QStringLiteral("rangeUntil"), last);
    until->setMinimumDate(first);
    connect(from, &QDateEdit::dateChanged, until, &QDateEdit::setMinimumDate);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *show = buttons->addButton(tr("Show"), QDialogButtonBox::AcceptRole);
    setButtonKind(show, ButtonKind::Primary);
    auto *form = new QFormLayout(dialog);
    form->setContentsMargins(metrics::pagePadding, metrics::pagePadding, metrics::pagePadding, 16);
    form->setSpacing(12);
    form->addRow(tr("&From"), from);
    form->addRow(tr("&To"), until);
    form->addRow(buttons);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(dialog, &QDialog::accepted, this, [this, from, until] { choose(days(from->date(), until->date())); });
    dialog->open();
}

} // namespace ledgercast
