// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/floodrules.h"

#include "core/domain/localtime.h"

#include <QCoreApplication>

namespace ledgercast {

using namespace std::chrono_literals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Settings)
};

/// "07:30", "24:00" only as an end; -1 for anything else.
int minuteOf(const QString &text)
{
    const QTime time = QTime::fromString(text.trimmed(), text.trimmed().size() == 4 ? u"H:mm"_qs : u"HH:mm"_qs);
    return time.isValid() ? time.hour() * 60 + time.minute() : -1;
}

} // namespace

std::optional<Instant> FloodRules::mutedUntil(const QString &channel, const QString &recordType, Instant now) const
{
    std::optional<Instant> until;
    for (const Mute &mute : mutes) {
        if (mute.until > now && mute.subject == (mute.isRecordType ? recordType : channel))
            until = until ? std::max(*until, mute.until) : mute.until;
    }
    return until;
}

std::optional<Instant> FloodRules::quietUntil(Instant now) const
{
    if (!quiet || quiet->from == quiet->to)
        return std::nullopt;
    // The night that began yesterday, or the one that begins today.
    const QDate today = localDate(now, where.zone);
    for (const int day : {-1, 0}) {
        const QDate begins = today.addDays(day);
        const Instant from = wallTime(begins, quiet->from, where.zone).first;
        const Instant to = wallTime(begins.addDays(quiet->to <= quiet->from ? 1 : 0), quiet->to, where.zone).first;
        if (from <= now && now < to)
            return to;
    }
    return std::nullopt;
}

Instant FloodRules::nextDigest(Instant after) const
{
    const Schedule schedule{DailyAt{digestTimes, {true, {}}}, {}};
    // A calendar without working days: then at least once a day.
    return schedule.next(after, where).value_or(after + 24h);
}

std::optional<FloodRules::Hold> FloodRules::hold(DeliveryMode mode, const QString &channel, const QString &recordType,
                                                 Instant now) const
{
    if (const auto until = mutedUntil(channel, recordType, now))
        return Hold{heldfor::muted, *until};
    if (mode == DeliveryMode::Digest)
        return Hold{heldfor::digest, nextDigest(now)};
    if (const auto until = quietUntil(now))
        return Hold{heldfor::quietHours, *until};
    return std::nullopt;
}

tl::expected<QList<int>, QString> parseTimesOfDay(const QString &text)
{
    QList<int> times;
    const QStringList parts = QString(text).replace(u';', u',').split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const int minute = minuteOf(part);
        if (minute < 0)
            return tl::unexpected(Words::tr("times of the day such as 08:00,16:00"));
        if (!times.contains(minute))
            times << minute;
    }
    if (times.isEmpty())
        return tl::unexpected(Words::tr("at least one time of the day, such as 08:00"));
    std::sort(times.begin(), times.end());
    return times;
}

QString timesOfDayText(const QList<int> &times)
{
    QStringList texts;
    for (const int minute : times)
        texts << calendarwords::time(minute);
    return texts.join(u',');
}

tl::expected<std::optional<QuietHours>, QString> parseQuietHours(const QString &text)
{
    if (text.trimmed().isEmpty())
        return std::optional<QuietHours>();
    const QuietHours hours{minuteOf(text.section(u'-', 0, 0)), minuteOf(text.section(u'-', 1))};
    if (hours.from < 0 || hours.to < 0 || hours.from == hours.to)
        return tl::unexpected(Words::tr("a time of the day to another such as 20:00-06:30, or nothing for none"));
    return std::optional(hours);
}

QString quietHoursText(const std::optional<QuietHours> &quiet)
{
    return quiet ? calendarwords::time(quiet->from) + u'-' + calendarwords::time(quiet->to) : QString();
}

tl::expected<QList<Mute>, QString> parseMutes(const QString &text)
{
    QList<Mute> mutes;
    const QStringList entries = text.split(u'|', Qt::SkipEmptyParts);
    for (const QString &entry : entries) {
        const QString subject = entry.section(u'=', 0, 0).trimmed();
        const QDateTime until = QDateTime::fromString(entry.section(u'=', 1).trimmed(), Qt::ISODate);
        const bool isChannel = subject.startsWith(u'#');
        if (subject.size() < (isChannel ? 2 : 1) || !until.isValid())
            return tl::unexpected(Words::tr("channels or record types with the end of their silence, such as "
                                            "\"#fin-ap=2026-11-25T08:00:00Z | voucher=2026-11-24T18:00:00Z\""));
        mutes.append({isChannel ? subject.mid(1) : subject, !isChannel, toInstant(until)});
    }
    return mutes;
}

QString mutesText(const QList<Mute> &mutes)
{
    QStringList texts;
    for (const Mute &mute : mutes)
        texts << (mute.isRecordType ? QString() : QStringLiteral("#")) + mute.subject + u'=' +
                     toDateTime(mute.until).toString(Qt::ISODate);
    return texts.join(QStringLiteral(" | "));
}

} // namespace ledgercast
