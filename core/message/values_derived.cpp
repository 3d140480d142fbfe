// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/message/values.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Message)
};

QDate isoDate(const QString &value)
{
    static const QRegularExpression iso(QRegularExpression::anchoredPattern(QStringLiteral("\\d{4}-\\d{2}-\\d{2}")));
    return iso.match(value).hasMatch() ? QDate::fromString(value, Qt::ISODate) : QDate();
}

/// "in 7 days", "3 days ago".
QString ageOf(QDate day, QDate today)
{
    const auto days = static_cast<int>(today.daysTo(day));
    if (days == 0)
        return Words::tr("today");
    if (days == 1)
        return Words::tr("tomorrow");
    if (days == -1)
        return Words::tr("yesterday");
    return days > 0 ? Words::tr("in %1 days").arg(days) : Words::tr("%1 days ago").arg(-days);
}

} // namespace

void MessageValues::addDerived()
{
    const auto add = [this](const QString &name, const QString &value) {
        if (!value.isEmpty() && !m_values.contains(name))
            m_values.insert(name, value);
    };
    const QDate today = toDateTime(m_change.detectedAt).toTimeZone(m_context.timeZone).date();
    const Fields &fields = m_document.fields;
    for (auto field = fields.cbegin(); field != fields.cend(); ++field) {
        add(field.key() + u"_raw", field.value());
        if (const QDate day = isoDate(field.value()); day.isValid())
            add(field.key() + u"_age", ageOf(day, today));
    }
    if (m_document.amount) {
        add(QStringLiteral("amount_raw"), m_document.amount->amount.toString());
        add(QStringLiteral("amount_currency"), m_currency);
    }
    add(QStringLiteral("lines_total"), m_document.lines.isEmpty() ? QString() : sumFrom(0));
    QStringList changes;
    for (const FieldChange &difference : m_change.differences) {
        const QString label = labelOf(difference);
        if (label.isEmpty())
            continue;
        const QString old = before(difference);
        const QString now = after(difference);
        const QString change = (old.isEmpty() ? QString(QChar(0x2014)) : old) + u" \u2192 " +
                               (now.isEmpty() ? QString(QChar(0x2014)) : now);
        if (!difference.field.contains(u' ')) {
            add(difference.field + u"_change", change);
            add(difference.field + u"_before", old);
        }
        if (changes.size() < 5)
            changes << label + u' ' + change;
    }
    add(QStringLiteral("changes"), changes.join(u"; "));
}

} // namespace ledgercast
