// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"

#include <QCoreApplication>
#include <QFile>
#include <QSettings>

#include <functional>

namespace ledgercast {

namespace {

using std::chrono::milliseconds;

QString tr(const char *text)
{
    return QCoreApplication::translate("Settings", text);
}

/// How one setting stands in the file and in the struct: its text form both ways. parse says what is allowed, or
/// nothing when the value was taken.
struct Definition
{
    QString key;
    QString description;
    std::function<QString(const Settings &)> text;
    std::function<QString(Settings &, const QString &)> parse;
    bool isReadOnly = false;
};

Definition textSetting(const char *key, const QString &description, QString Settings::*member, bool isReadOnly = false)
{
    return {QString::fromLatin1(key), description, [member](const Settings &settings) { return settings.*member; },
            [member](Settings &settings, const QString &value) {
                settings.*member = value;
                return QString();
            },
            isReadOnly};
}

Definition listSetting(const char *key, const QString &description, QStringList Settings::*member)
{
    return {QString::fromLatin1(key), description,
            [member](const Settings &settings) { return (settings.*member).join(u';'); },
            [member](Settings &settings, const QString &value) {
                settings.*member = QString(value).replace(u',', u';').split(u';', Qt::SkipEmptyParts);
                return QString();
            }};
}

template<typename Number>
Definition numberSetting(const char *key, const QString &description, Number Settings::*member, qint64 least,
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

Definition boolSetting(const char *key, const QString &description, bool Settings::*member, bool isReadOnly = false)
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

Definition urlSetting(const char *key, const QString &description, QUrl Settings::*member, bool isReadOnly)
{
    return {QString::fromLatin1(key), description,
            [member](const Settings &settings) { return (settings.*member).toString(); },
            [member](Settings &settings, const QString &value) {
                const QUrl url(value, QUrl::StrictMode);
                if (!value.isEmpty() && (!url.isValid() || url.host().isEmpty()))
                    return tr("an address such as https://slack.com/api/");
                settings.*member = url;
                return QString();
            },
            isReadOnly};
}

QString parseStart(Settings &settings, const QString &value)
{
    const QString word = value.toLower();
    if (word != u"now" && word != u"today" && !QDate::fromString(value, Qt::ISODate).isValid())
        return tr("now, today or a date such as 2026-11-01");
    settings.startFrom = word;
    return {};
}

QString parseLooks(Settings &settings, const QString &value)
{
    QList<milliseconds> looks;
    const QStringList parts = value.split(u';', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        bool isNumber = false;
        const int ms = part.toInt(&isNumber);
        if (!isNumber || ms < 0 || ms > 600'000)
            return tr("milliseconds such as 2000;5000;12000");
        looks << milliseconds(ms);
    }
    if (looks.size() < 2)
        return tr("at least two times, in milliseconds, such as 2000;5000;12000");
    settings.lookAfter = looks;
    return {};
}

QString looksText(const Settings &settings)
{
    QStringList looks;
    for (const milliseconds look : settings.lookAfter)
        looks << QString::number(look.count());
    return looks.join(u';');
}

const QList<Definition> &definitions()
{
    static const QList<Definition> all{
        textSetting("cloudsuite.tenant", tr("Tenant, from the .ionapi file"), &Settings::tenant, true),
        textSetting("cloudsuite.environment", tr("Kind of environment, from the tenant's name"), &Settings::environment,
                    true),
        textSetting("cloudsuite.application", tr("Authorized app, from the .ionapi file"), &Settings::application,
                    true),
        urlSetting("cloudsuite.base_url", tr("API host, from the .ionapi file"), &Settings::baseUrl, true),
        listSetting("cloudsuite.companies", tr("Companies to read, separated by ';'; empty: the service account's own"),
                    &Settings::companies),
        textSetting("cloudsuite.division", tr("Division to read; empty: all"), &Settings::division),
        numberSetting("cloudsuite.requests_per_minute", tr("Most requests a minute that the tenant allows"),
                      &Settings::requestsPerMinute, 1, 6000),
        numberSetting("cloudsuite.cost_centre_dimension", tr("Accounting dimension (AIT) that carries the cost centre"),
                      &Settings::costCentreDimension, 1, 7),
        numberSetting("cloudsuite.invoice_transaction_code",
                      tr("Transaction code (TRCD) of supplier invoices in the accounts payable ledger"),
                      &Settings::invoiceTransactionCode, 1, 99),
        numberSetting("cloudsuite.page_rows", tr("Rows asked for in one read"), &Settings::pageRows, 10, 10'000),
        {QStringLiteral("feeds.start_from"),
         tr("First read: post what changed from then on; older is recorded as known"),
         [](const Settings &settings) { return settings.startFrom; }, parseStart},
        listSetting("feeds.enabled", tr("Feeds to read, separated by ';'; empty: all"), &Settings::enabledFeeds),
        numberSetting("feeds.interval_minutes", tr("Minutes between two reads"), &Settings::intervalMinutes, 1, 1440),
        urlSetting("slack.api_url", tr("Address of Slack's Web API"), &Settings::slackApiUrl, false),
        numberSetting("slack.message_interval_ms", tr("Milliseconds between two messages of a channel; 0: no limit"),
                      &Settings::slackInterval, 0, 60'000),
        numberSetting("slack.posts_per_minute", tr("Most posts a minute in the whole workspace; 0: no limit"),
                      &Settings::slackPostsPerMinute, 0, 100'000),
        numberSetting("slack.timeout_ms", tr("Milliseconds to wait for Slack's answer"), &Settings::slackTimeout, 100,
                      300'000),
        {QStringLiteral("slack.look_after_ms"),
         tr("When to look in the channel after an unclear answer, in milliseconds"), looksText, parseLooks},
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

QString fileKey(const QString &key)
{
    return QString(key).replace(u'.', u'/');
}

const Definition *find(const QString &key)
{
    for (const Definition &definition : definitions()) {
        if (definition.key == key)
            return &definition;
    }
    return nullptr;
}

Error unknownKey(const QString &key)
{
    QStringList near;
    const QString group = key.section(u'.', 0, 0);
    for (const Definition &definition : definitions()) {
        if (definition.key.startsWith(group + u'.'))
            near << definition.key;
    }
    return {ErrorKind::NotFound, tr("Settings"),
            near.isEmpty() ? tr("There is no setting %1. List them with: ledgercast settings list").arg(key)
                           : tr("There is no setting %1. Near it are: %2").arg(key, near.join(QStringLiteral(", ")))};
}

} // namespace

QDate Settings::startDate(QDate today) const
{
    const QDate date = QDate::fromString(startFrom, Qt::ISODate);
    return date.isValid() ? date : today;
}

Settings SettingsFile::load() const
{
    const QSettings file(m_path, QSettings::IniFormat);
    Settings settings;
    for (const Definition &definition : definitions()) {
        const QVariant value = file.value(fileKey(definition.key));
        // A value that was spoiled by hand leaves the default in force.
        if (value.isValid())
            definition.parse(settings, value.toString());
    }
    return settings;
}

Result<void> SettingsFile::save(const Settings &settings)
{
    const Settings standard;
    {
        QSettings file(m_path, QSettings::IniFormat);
        for (const Definition &definition : definitions()) {
            const QString value = definition.text(settings);
            if (value == definition.text(standard))
                file.remove(fileKey(definition.key));
            else
                file.setValue(fileKey(definition.key), value);
        }
        file.sync();
        if (file.status() != QSettings::NoError)
            return fail(ErrorKind::Storage, tr("Settings"),
                        tr("The settings can't be written to %1. Check the disk and the permissions.").arg(m_path));
    }
    QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

QList<SettingInfo> SettingsFile::list() const
{
    const Settings settings = load();
    const Settings standard;
    QList<SettingInfo> infos;
    for (const Definition &definition : definitions())
        infos.append({definition.key, definition.text(settings), definition.text(standard), definition.description,
                      definition.isReadOnly});
    return infos;
}

Result<QString> SettingsFile::value(const QString &key) const
{
    const Definition *definition = find(key);
    if (!definition)
        return fail(unknownKey(key));
    return definition->text(load());
}

Result<void> SettingsFile::set(const QString &key, const QString &value)
{
    const Definition *definition = find(key);
    if (!definition)
        return fail(unknownKey(key));
    if (definition->isReadOnly)
        return fail(ErrorKind::Input, tr("Settings"),
                    tr("%1 comes from the .ionapi file or the keychain and can't be set by hand.").arg(key));
    Settings settings = load();
    if (const QString allowed = definition->parse(settings, value); !allowed.isEmpty())
        return fail(ErrorKind::Input, tr("Settings"), tr("%1 can't be \"%2\": it takes %3.").arg(key, value, allowed));
    return save(settings);
}

} // namespace ledgercast
