// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settingdefinitions.h"

#include "core/domain/finding.h"
#include "core/domain/referencelist.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace ledgercast {

namespace {

using std::chrono::milliseconds;

QString tr(const char *text)
{
    return QCoreApplication::translate("Settings", text);
}

SettingDefinition textSetting(const char *key, const QString &description, QString Settings::*member,
                              bool isReadOnly = false)
{
    return {QString::fromLatin1(key), description, [member](const Settings &settings) { return settings.*member; },
            [member](Settings &settings, const QString &value) {
                settings.*member = value;
                return QString();
            },
            isReadOnly};
}

/// Parts of a list as people separate them: by ';' or ','.
QStringList parts(const QString &value)
{
    QStringList result;
    const QStringList pieces = QString(value).replace(u',', u';').split(u';');
    for (const QString &piece : pieces) {
        if (const QString part = piece.trimmed(); !part.isEmpty() && !result.contains(part))
            result << part;
    }
    return result;
}

SettingDefinition listSetting(const char *key, const QString &description, QStringList Settings::*member)
{
    return {QString::fromLatin1(key), description,
            [member](const Settings &settings) { return (settings.*member).join(u';'); },
            [member](Settings &settings, const QString &value) {
                settings.*member = parts(value);
                return QString();
            }};
}

template<typename Number>
SettingDefinition numberSetting(const char *key, const QString &description, Number Settings::*member, qint64 least,
                                qint64 most)
{
    return {QString::fromLatin1(key), description,
            [member](const Settings &settings) {
                if constexpr (std::is_same_v<Number, milliseconds>)
                    return QString::number((settings.*member).count());
                else
                    return QString::number(settings.*member);
            },
            [=](Settings &settings, const QString &value) {
                bool isNumber = false;
                const qint64 number = value.toLongLong(&isNumber);
                if (!isNumber || number < least || number > most)
                    return tr("a whole number from %1 to %2").arg(least).arg(most);
                settings.*member = static_cast<Number>(number);
                return QString();
            }};
}

SettingDefinition boolSetting(const char *key, const QString &description, bool Settings::*member,
                              bool isReadOnly = false)
{
    return {QString::fromLatin1(key), description,
            [member](const Settings &settings) {
                return settings.*member ? QStringLiteral("true") : QStringLiteral("false");
            },
            [member](Settings &settings, const QString &value) {
                const QString word = value.toLower();
                const bool isTrue = word == u"true" || word == u"yes" || word == u"on" || word == u"1";
                const bool isFalse = word == u"false" || word == u"no" || word == u"off" || word == u"0";
                if (!isTrue && !isFalse)
                    return tr("true or false");
                settings.*member = isTrue;
                return QString();
            },
            isReadOnly};
}

SettingDefinition urlSetting(const char *key, const QString &description, QUrl Settings::*member, bool isReadOnly)
{
    return {QString::fromLatin1(key), description,
            [member](const Settings &settings) { return (settings.*member).toString(); },
            [member, isReadOnly](Settings &settings, const QString &value) {
                const QUrl url(value, QUrl::StrictMode);
                const bool isWeb =
                    url.isValid() && !url.host().isEmpty() && (url.scheme() == u"https" || url.scheme() == u"http");
                if (!isWeb && !(value.isEmpty() && isReadOnly))
                    return tr("an address such as https://slack.com/api/");
                settings.*member = url;
                return QString();
            },
            isReadOnly};
}

QString parseIgnored(Settings &settings, const QString &value)
{
    const QStringList words = parts(value.toLower());
    for (const QString &word : words) {
        if (!findingKindOf(word))
            return tr("kinds of exceptions: %1").arg(findingKindWords().join(QStringLiteral(", ")));
    }
    settings.ignoredExceptions = words;
    return {};
}

QString parseReferenceChannel(Settings &settings, const QString &value)
{
    static const QRegularExpression name(QStringLiteral("\\A#?([\\p{L}\\p{N}_-]{1,80})?\\z"));
    const auto match = name.match(value);
    if (!match.hasMatch())
        return tr("the name of a channel, or nothing");
    settings.referenceChannel = match.captured(1);
    return {};
}

QString parseReferenceLists(Settings &settings, const QString &value)
{
    const QStringList words = parts(value.toLower());
    for (const QString &word : words) {
        if (!findReferenceList(word))
            return tr("some of: %1").arg(referenceListNames().join(QStringLiteral(", ")));
    }
    settings.referenceLists = words;
    return {};
}

QString parseStart(Settings &settings, const QString &value)
{
    const QString word = value.toLower();
    const bool isDate = value.size() == 10 && QDate::fromString(value, Qt::ISODate).isValid();
    if (word != u"now" && word != u"today" && !isDate)
        return tr("now, today or a date such as 2026-11-01");
    settings.startFrom = word;
    return {};
}

QString parseSchedule(Settings &settings, const QString &value)
{
    const auto schedule = Schedule::parse(value);
    if (!schedule)
        return tr("a schedule such as \"every 5m\" or \"daily 07:30\" (%1)").arg(schedule.error().toString());
    settings.schedule = *schedule;
    return {};
}

QString feedSchedulesText(const Settings &settings)
{
    QStringList schedules;
    for (auto feed = settings.feedSchedules.cbegin(); feed != settings.feedSchedules.cend(); ++feed)
        schedules << feed.key() + u'=' + feed->toString();
    return schedules.join(QStringLiteral(" | "));
}

QString parseFeedSchedules(Settings &settings, const QString &value)
{
    QMap<QString, Schedule> schedules;
    const QStringList entries = value.split(u'|', Qt::SkipEmptyParts);
    for (const QString &entry : entries) {
        const QString feed = entry.section(u'=', 0, 0).trimmed();
        const auto schedule = Schedule::parse(entry.section(u'=', 1).trimmed());
        if (feed.isEmpty() || !entry.contains(u'='))
            return tr("feeds with their schedules, such as \"cost_centres=daily 06:00 | payments=every 15m\"");
        if (!schedule)
            return tr("a schedule for %1 such as \"every 5m\" (%2)").arg(feed, schedule.error().toString());
        schedules.insert(feed, *schedule);
    }
    settings.feedSchedules = schedules;
    return {};
}

QString parseHolidayList(Settings &settings, const QString &value)
{
    const auto holidays = parseHolidays(value);
    if (!holidays)
        return tr("dates such as 2026-12-25, 2026-12-26 (%1)").arg(holidays.error());
    settings.holidays = *holidays;
    return {};
}

QString parseLinks(Settings &settings, const QString &general, const QString &byType)
{
    const auto links = LinkPatterns::parse(general, byType);
    if (!links)
        return tr("an address such as https://mingle-portal.example.com/%1?program={program}&key={key} (%2)")
            .arg(QStringLiteral("{tenant}"), links.error());
    settings.recordLinks = *links;
    return {};
}

QString parseTimeZone(Settings &settings, const QString &value)
{
    if (!value.isEmpty() && !QTimeZone(value.toLatin1()).isValid())
        return tr("the name of a time zone, such as Europe/Berlin");
    settings.timeZone = value;
    return {};
}

QString parseCompanies(Settings &settings, const QString &value)
{
    static const QRegularExpression number(QStringLiteral("^[0-9]{1,3}$"));
    const QStringList companies = parts(value);
    for (const QString &company : companies) {
        if (!number.match(company).hasMatch())
            return tr("company numbers of up to three digits, such as 100;200");
    }
    settings.companies = companies;
    return {};
}

QString parseProduct(Settings &settings, const QString &value)
{
    const QString word = value.toLower();
    if (word != u"m3" && word != u"fsm" && word != u"csi" && word != u"ln")
        return tr("m3, fsm, csi or ln");
    settings.product = word;
    return {};
}

/// A name that stands in an address or a header of CloudSuite.
SettingDefinition nameSetting(const char *key, const QString &description, QString Settings::*member, bool mayBeEmpty)
{
    return {QString::fromLatin1(key), description, [member](const Settings &settings) { return settings.*member; },
            [=](Settings &settings, const QString &value) {
                static const QRegularExpression name(QStringLiteral("\\A[A-Za-z0-9_.-]{1,60}\\z"));
                if (!(mayBeEmpty && value.isEmpty()) && !name.match(value).hasMatch())
                    return tr("a name of letters, digits, '_', '-' and '.'");
                settings.*member = value;
                return QString();
            }};
}

QString parseLooks(Settings &settings, const QString &value)
{
    QList<milliseconds> looks;
    const QStringList times = parts(value);
    for (const QString &time : times) {
        bool isNumber = false;
        const int ms = time.toInt(&isNumber);
        if (!isNumber || ms < 0 || ms > 600'000 || (!looks.isEmpty() && ms < looks.last().count()))
            return tr("rising milliseconds from 0 to 600000, such as 2000;5000;12000");
        looks << milliseconds(ms);
    }
    if (looks.size() < 2)
        return tr("at least two times, in milliseconds, such as 2000;5000;12000");
    settings.lookAfter = looks;
    return {};
}

/// A setting whose text has a parser of its own, which says what is allowed.
template<typename Value>
SettingDefinition parsedSetting(const char *key, const QString &description, Value Settings::*member,
                                tl::expected<Value, QString> (*parse)(const QString &), QString (*text)(const Value &))
{
    return {QString::fromLatin1(key), description,
            [member, text](const Settings &settings) { return text(settings.*member); },
            [member, parse](Settings &settings, const QString &value) {
                const auto parsed = parse(value);
                if (!parsed)
                    return parsed.error();
                settings.*member = *parsed;
                return QString();
            }};
}

QString looksText(const Settings &settings)
{
    QStringList looks;
    for (const milliseconds look : settings.lookAfter)
        looks << QString::number(look.count());
    return looks.join(u';');
}

} // namespace

bool SettingDefinition::isOfTenant() const
{
    // The addresses of records name their tenant themselves.
    return (key.startsWith(u"cloudsuite.") && !key.startsWith(u"cloudsuite.link_")) || key.startsWith(u"feeds.");
}

const QList<SettingDefinition> &settingDefinitions()
{
    static const QList<SettingDefinition> all{
        textSetting("cloudsuite.tenant", tr("Tenant, from the .ionapi file"), &Settings::tenant, true),
        textSetting("cloudsuite.environment", tr("Kind of environment, from the tenant's name"), &Settings::environment,
                    true),
        textSetting("cloudsuite.application", tr("Authorized app, from the .ionapi file"), &Settings::application,
                    true),
        urlSetting("cloudsuite.base_url", tr("API host, from the .ionapi file"), &Settings::baseUrl, true),
        {QStringLiteral("cloudsuite.companies"),
         tr("Companies to read, separated by ';'; empty: the service account's own"),
         [](const Settings &settings) { return settings.companies.join(u';'); }, parseCompanies},
        {QStringLiteral("cloudsuite.time_zone"), tr("Time zone of the tenant; empty: this computer's"),
         [](const Settings &settings) { return settings.timeZone; }, parseTimeZone},
        {QStringLiteral("cloudsuite.link_pattern"),
         tr("Address of a record in CloudSuite, with {tenant}, {company}, {division}, {type}, {number}, {key}, "
            "{party}, "
            "{program}; empty: no links"),
         [](const Settings &settings) { return settings.recordLinks.general(); },
         [](Settings &settings, const QString &value) {
             return parseLinks(settings, value, settings.recordLinks.byType());
         }},
        {QStringLiteral("cloudsuite.link_patterns"),
         tr("Record types with an address of their own: TYPE=ADDRESS, separated by '|'"),
         [](const Settings &settings) { return settings.recordLinks.byType(); },
         [](Settings &settings, const QString &value) {
             return parseLinks(settings, settings.recordLinks.general(), value);
         }},
        textSetting("cloudsuite.division", tr("Division to read; empty: all"), &Settings::division),
        numberSetting("cloudsuite.requests_per_minute", tr("Most requests a minute that the tenant allows"),
                      &Settings::requestsPerMinute, 1, 6000),
        numberSetting("cloudsuite.cost_centre_dimension", tr("Accounting dimension (AIT) that carries the cost centre"),
                      &Settings::costCentreDimension, 1, 7),
        numberSetting("cloudsuite.invoice_transaction_code",
                      tr("Transaction code (TRCD) of supplier invoices in the accounts payable ledger"),
                      &Settings::invoiceTransactionCode, 1, 99),
        numberSetting("cloudsuite.payment_transaction_code",
                      tr("Transaction code (TRCD) of payments in the accounts payable ledger"),
                      &Settings::paymentTransactionCode, 1, 99),
        numberSetting("cloudsuite.page_rows", tr("Rows asked for in one read"), &Settings::pageRows, 10, 10'000),
        {QStringLiteral("cloudsuite.product"), tr("Which product the tenant runs: m3, fsm, csi or ln"),
         [](const Settings &settings) { return settings.product; }, parseProduct},
        nameSetting("cloudsuite.fsm_data_area", tr("FSM: data area in its addresses"), &Settings::fsmDataArea, false),
        nameSetting("cloudsuite.csi_configuration", tr("CSI: configuration (site) to read"),
                    &Settings::csiConfiguration, true),
        numberSetting("cloudsuite.csi_unit_code", tr("CSI: unit code that carries the cost centre"),
                      &Settings::csiUnitCode, 1, 4),
        nameSetting("cloudsuite.ln_company", tr("LN: company to read; empty: the service account's own"),
                    &Settings::lnCompany, true),
        numberSetting("cloudsuite.ln_dimension", tr("LN: dimension that carries the cost centre"),
                      &Settings::lnDimension, 1, 12),
        {QStringLiteral("feeds.start_from"),
         tr("First read: post what changed from then on; older is recorded as known"),
         [](const Settings &settings) { return settings.startFrom; }, parseStart},
        listSetting("feeds.enabled", tr("Feeds to read, separated by ';'; empty: all"), &Settings::enabledFeeds),
        {QStringLiteral("feeds.schedule"), tr("When feeds are read that have no schedule of their own"),
         [](const Settings &settings) { return settings.schedule.toString(); }, parseSchedule},
        {QStringLiteral("feeds.schedules"), tr("Feeds with a schedule of their own: FEED=SCHEDULE, separated by '|'"),
         feedSchedulesText, parseFeedSchedules},
        {QStringLiteral("feeds.holidays"), tr("Days on which the company doesn't work, separated by ','"),
         [](const Settings &settings) { return holidaysText(settings.holidays); }, parseHolidayList},
        numberSetting("matching.grace_days",
                      tr("Days from an invoice until its missing receipt counts, where no tolerance says otherwise"),
                      &Settings::graceDays, 0, 365),
        numberSetting("matching.duplicate_days",
                      tr("Days between the dates of two invoices, at most, that are likely to be one"),
                      &Settings::duplicateDays, 0, 3650),
        boolSetting("matching.duplicate_same_day",
                    tr("The same amount on the same day is a likely duplicate, too, whatever the numbers"),
                    &Settings::duplicatesTakeSameDay),
        numberSetting("matching.due_days", tr("Working days before its due date that an open invoice is due soon"),
                      &Settings::dueDays, 0, 60),
        numberSetting("matching.discount_days", tr("Working days before its end that a cash discount counts as ending"),
                      &Settings::discountDays, 0, 60),
        {QStringLiteral("matching.ignored"), tr("Kinds of exceptions that aren't looked for, separated by ';'"),
         [](const Settings &settings) { return settings.ignoredExceptions.join(u';'); }, parseIgnored},
        urlSetting("slack.api_url", tr("Address of Slack's Web API"), &Settings::slackApiUrl, false),
        textSetting("slack.client_id", tr("Client ID of the Slack app that is signed in with"),
                    &Settings::slackClientId),
        numberSetting("slack.sign_in_port",
                      tr("Port of the redirect address https://localhost:PORT/slack/oauth that the app registers"),
                      &Settings::signInPort, 1024, 65'535),
        numberSetting("slack.message_interval_ms", tr("Milliseconds between two messages of a channel; 0: no limit"),
                      &Settings::slackInterval, 0, 60'000),
        numberSetting("slack.posts_per_minute", tr("Most posts a minute in the whole workspace; 0: no limit"),
                      &Settings::slackPostsPerMinute, 0, 100'000),
        numberSetting("slack.timeout_ms", tr("Milliseconds to wait for Slack's answer"), &Settings::slackTimeout, 100,
                      300'000),
        numberSetting("slack.events_port",
                      tr("Port that takes Slack's signed events at /slack/events; 0: none (Socket Mode needs none)"),
                      &Settings::eventsPort, 0, 65'535),
        textSetting("slack.events_address", tr("Address of this computer that the port is opened at"),
                    &Settings::eventsAddress),
        textSetting("slack.events_certificate", tr("PEM file with the port's certificate; empty: plain HTTP"),
                    &Settings::eventsCertificate),
        textSetting("slack.events_key", tr("PEM file with the certificate's key"), &Settings::eventsKey),
        {QStringLiteral("slack.reference_channel"),
         tr("Channel that gets the reference lists as CSV files, replaced once a day when they changed; empty: none"),
         [](const Settings &settings) { return settings.referenceChannel; }, parseReferenceChannel},
        {QStringLiteral("slack.reference_lists"), tr("Which ones: suppliers, accounts, cost_centres, separated by ';'"),
         [](const Settings &settings) { return settings.referenceLists.join(u';'); }, parseReferenceLists},
        {QStringLiteral("slack.look_after_ms"),
         tr("When to look in the channel after an unclear answer, in milliseconds"), looksText, parseLooks},
        parsedSetting("slack.digest_times", tr("When digests go out on working days, in the tenant's time zone"),
                      &Settings::digestTimes, parseTimesOfDay, timesOfDayText),
        parsedSetting("slack.quiet_hours", tr("When nothing but digests is posted, such as 20:00-06:30; empty: never"),
                      &Settings::quietHours, parseQuietHours, quietHoursText),
        parsedSetting("slack.mutes", tr("Channels (#NAME) and record types that are muted, each with its end"),
                      &Settings::mutes, parseMutes, mutesText),
        numberSetting("slack.burst_limit",
                      tr("More messages than this for a channel within the window become one; 0: never"),
                      &Settings::burstLimit, 0, 100'000),
        numberSetting("slack.burst_window_ms", tr("The window, in milliseconds: how long a burst is gathered"),
                      &Settings::burstWindow, 1000, 3'600'000),
        boolSetting("engine.dry_run", tr("Record and decide, but post nothing"), &Settings::isDryRun),
        boolSetting("engine.paused", tr("Posting is paused"), &Settings::isPaused),
        numberSetting("engine.paused_until_ms", tr("End of the pause, UTC milliseconds; 0: until resumed"),
                      &Settings::pausedUntilMs, 0, 4'102'444'800'000),
        textSetting("profile.id", tr("Names this profile's entry in the keychain"), &Settings::profileId, true),
        boolSetting("profile.has_secrets", tr("Secrets were stored in the keychain"), &Settings::hasStoredSecrets,
                    true),
    };
    return all;
}

const SettingDefinition *settingDefinition(const QString &key)
{
    for (const SettingDefinition &definition : settingDefinitions()) {
        if (definition.key == key)
            return &definition;
    }
    return nullptr;
}

} // namespace ledgercast
