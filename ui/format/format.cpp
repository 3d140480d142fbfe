// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format/format.h"

#include "core/domain/money.h"

#include <QCoreApplication>
#include <QLocale>

namespace ledgercast::format {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Format)
};

} // namespace

MoneyText money(const Decimal &amount, const QString &currency)
{
    const QLocale locale;
    const QString fixed = amount.abs().toFixed(currencyDecimals(currency));
    const qsizetype point = fixed.indexOf(u'.');
    QString text = locale.toString(fixed.left(point < 0 ? fixed.size() : point).toLongLong());
    if (point >= 0)
        text += locale.decimalPoint() + fixed.mid(point + 1);
    // U+2212 is as wide as a figure, so that negative amounts line up.
    return {amount.isNegative() ? QString(QChar(0x2212) + text) : text, currency};
}

QString count(qint64 number)
{
    return QLocale().toString(number);
}

QString time(const QDateTime &when)
{
    return when.isValid() ? when.toLocalTime().toString(u"HH:mm") : QString();
}

QString preciseTime(const QDateTime &when)
{
    return when.isValid() ? when.toLocalTime().toString(u"HH:mm:ss") : QString();
}

QString date(QDate date, QDate today)
{
    return QLocale().toString(date, date.year() == today.year() ? u"d MMM" : u"d MMM yyyy");
}

QString moment(const QDateTime &when, const QDateTime &now)
{
    if (!when.isValid())
        return {};
    const QDateTime local = when.toLocalTime();
    const QDate today = now.toLocalTime().date();
    const qint64 days = today.daysTo(local.date());
    if (days == 0)
        return time(local);
    if (std::abs(days) < 7)
        return QLocale().toString(local.date(), u"ddd") + u' ' + time(local);
    return date(local.date(), today) + u' ' + time(local);
}

QString longMoment(const QDateTime &when, const QDateTime &now)
{
    if (!when.isValid())
        return {};
    const QDateTime local = when.toLocalTime();
    return QLocale().toString(local.date(), u"ddd ") + date(local.date(), now.toLocalTime().date()) + u' ' +
           time(local);
}

QString duration(std::chrono::milliseconds span)
{
    const qint64 ms = span.count();
    if (ms < 1000)
        return Words::tr("%1 ms").arg(ms);
    if (ms < 10'000)
        return Words::tr("%1 s").arg(QLocale().toString(static_cast<double>(ms) / 1000.0, 'f', 1));
    const qint64 seconds = ms / 1000;
    if (seconds < 60)
        return Words::tr("%1 s").arg(seconds);
    if (seconds < 3600)
        return seconds % 60 == 0 ? Words::tr("%1 min").arg(seconds / 60)
                                 : Words::tr("%1 min %2 s").arg(seconds / 60).arg(seconds % 60);
    const qint64 minutes = seconds / 60;
    return minutes % 60 == 0 ? Words::tr("%1 h").arg(minutes / 60)
                             : Words::tr("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

QString relative(const QDateTime &when, const QDateTime &now)
{
    if (!when.isValid())
        return {};
    const qint64 seconds = now.secsTo(when);
    if (seconds > 0)
        return seconds < 86'400 ? Words::tr("in %1").arg(duration(std::chrono::seconds(seconds))) : moment(when, now);
    if (seconds > -60)
        return Words::tr("just now");
    if (seconds > -3600)
        return Words::tr("%1 min ago").arg(-seconds / 60);
    return moment(when, now);
}

} // namespace ledgercast::format
