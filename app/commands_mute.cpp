// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"
#include "app/commands.h"
#include "app/output.h"
#include "core/base/clock.h"
#include "core/domain/recordtype.h"
#include "core/settings/profile.h"
#include "core/settings/settings.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace ledgercast::commands {

namespace {

using namespace std::chrono_literals;

/// "30m", "2h", "3d"; none for anything else, and for nothing or more than a year.
std::optional<Milliseconds> duration(const QString &text)
{
    static const QRegularExpression pattern(QStringLiteral("^([0-9]{1,5})([mhd])$"));
    const auto match = pattern.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    const Milliseconds unit = match.captured(2) == u"m" ? 1min : match.captured(2) == u"h" ? 1h : 24h;
    const Milliseconds length = match.captured(1).toInt() * unit;
    return length > 0ms && length <= 24h * 366 ? std::optional(length) : std::nullopt;
}

std::optional<Instant> endOf(const QCommandLineParser &parser, const Settings &settings, Instant now)
{
    if (parser.isSet(QStringLiteral("for"))) {
        const auto length = duration(parser.value(QStringLiteral("for")));
        return length ? std::optional(now + *length) : std::nullopt;
    }
    const QDateTime until = QDateTime::fromString(parser.value(QStringLiteral("until")), Qt::ISODate);
    if (!until.isValid())
        return std::nullopt;
    // A time without a zone is the tenant's.
    const QDateTime there =
        until.timeSpec() == Qt::LocalTime ? QDateTime(until.date(), until.time(), settings.zone()) : until;
    return toInstant(there) > now ? std::optional(toInstant(there)) : std::nullopt;
}

int listMutes(const Settings &settings, Instant now, bool isJson)
{
    QJsonArray array;
    QList<QStringList> rows{{QStringLiteral("Muted"), QStringLiteral("Until")}};
    for (const Mute &mute : settings.mutes) {
        if (mute.until <= now)
            continue;
        const QString subject = mute.isRecordType ? mute.subject : u'#' + mute.subject;
        const QString until = toDateTime(mute.until).toTimeZone(settings.zone()).toString(Qt::ISODate);
        array.append(QJsonObject{{QStringLiteral("subject"), subject}, {QStringLiteral("until"), until}});
        rows << QStringList{subject, until};
    }
    if (isJson)
        printJson({{QStringLiteral("mutes"), array}});
    else if (rows.size() == 1)
        printLine(QStringLiteral("Nothing is muted."));
    else
        printTable(rows);
    return ExitDone;
}

} // namespace

int mute(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("for"), QStringLiteral("How long."), QStringLiteral("TIME")});
    parser.addOption({QStringLiteral("until"), QStringLiteral("End."), QStringLiteral("TIME")});
    parser.addOption({QStringLiteral("end"), QStringLiteral("End it now.")});
    parser.addOption({QStringLiteral("json"), QStringLiteral("JSON.")});
    if (const auto code = commandline::parse(parser, QStringLiteral("mute"), arguments))
        return *code;
    const Profile profile(parser.value(QStringLiteral("profile-dir")));
    SettingsFile file(profile.settingsPath());
    Settings settings = file.load();
    const Instant now = SystemClock().now();
    const QStringList words = parser.positionalArguments();
    if (words.isEmpty())
        return listMutes(settings, now, parser.isSet(QStringLiteral("json")));
    const bool isType = recordtype::known().contains(words.first());
    const QString subject = words.first().startsWith(u'#') ? words.first().mid(1) : words.first();
    static const QRegularExpression unusable(QStringLiteral("[\\s|=]"));
    if (words.size() != 1 || subject.isEmpty() || subject.contains(unusable))
        return commandline::usageError(QStringLiteral("See: ledgercast mute --help"));
    settings.mutes.removeIf(
        [&](const Mute &one) { return one.until <= now || (one.subject == subject && one.isRecordType == isType); });
    const QString shown = isType ? subject : u'#' + subject;
    QString done = QStringLiteral("%1 is no longer muted.").arg(shown);
    if (!parser.isSet(QStringLiteral("end"))) {
        const auto until = endOf(parser, settings, now);
        if (!until)
            return commandline::usageError(QStringLiteral(
                "Until when? --for 30m, 2h or 3d, or --until 2026-11-25T08:00, later than now. See: ledgercast mute "
                "--help"));
        settings.mutes.append({subject, isType, *until});
        done = QStringLiteral("%1 is muted until %2. Its messages are held, and posted then.")
                   .arg(shown, toDateTime(*until).toTimeZone(settings.zone()).toString(Qt::ISODate));
    }
    auto saved = profile.prepare();
    if (saved)
        saved = file.set(QStringLiteral("slack.mutes"), mutesText(settings.mutes));
    if (!saved) {
        printError(saved.error());
        return exitCodeOf(saved.error());
    }
    printLine(done);
    return ExitDone;
}

} // namespace ledgercast::commands
