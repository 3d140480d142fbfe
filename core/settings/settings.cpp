// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/settings.h"

#include "core/settings/inifile.h"
#include "core/settings/settingdefinitions.h"

#include <QCoreApplication>
#include <QFile>
#include <QSettings>

namespace ledgercast {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Settings", text);
}

QString fileKey(const QString &key)
{
    return QString(key).replace(u'.', u'/');
}

Error unknownKey(const QString &key)
{
    QStringList near;
    const QString group = key.section(u'.', 0, 0);
    for (const SettingDefinition &definition : settingDefinitions()) {
        if (definition.key.startsWith(group + u'.'))
            near << definition.key;
    }
    return {ErrorKind::NotFound, tr("Settings"),
            near.isEmpty() ? tr("There is no setting %1. List them with: ledgercast settings list").arg(key)
                           : tr("There is no setting %1. Near it are: %2").arg(key, near.join(QStringLiteral(", ")))};
}

QString refusal(const QString &key, const QString &value, const QString &allowed)
{
    return tr("%1 can't be \"%2\": it takes %3.").arg(key, value, allowed);
}

} // namespace

const Schedule &Settings::scheduleOf(const QString &feed) const
{
    const auto own = feedSchedules.constFind(feed);
    return own == feedSchedules.constEnd() ? schedule : *own;
}

QTimeZone Settings::zone() const
{
    return timeZone.isEmpty() ? QTimeZone::systemTimeZone() : QTimeZone(timeZone.toLatin1());
}

BusinessTime Settings::businessTime() const
{
    WorkingCalendar calendar;
    calendar.holidays = holidays;
    return {zone(), calendar};
}

FloodRules Settings::floodRules() const
{
    return {digestTimes, quietHours, mutes, burstLimit, burstWindow, businessTime()};
}

QDate Settings::startDate(QDate today) const
{
    const QDate date = QDate::fromString(startFrom, Qt::ISODate);
    return date.isValid() ? date : today;
}

Settings SettingsFile::load() const
{
    const QSettings file(m_path, plainIniFormat());
    Settings settings;
    for (const SettingDefinition &definition : settingDefinitions()) {
        const QVariant value = file.value(fileKey(definition.key));
        // A value that was spoiled by hand leaves the default in force; mistakes() names it.
        if (value.isValid())
            definition.parse(settings, value.toString().trimmed());
    }
    return settings;
}

QStringList SettingsFile::mistakes() const
{
    const QSettings file(m_path, plainIniFormat());
    QStringList sentences;
    Settings settings;
    const QStringList keys = file.allKeys();
    for (const QString &fileName : keys) {
        const QString key = QString(fileName).replace(u'/', u'.');
        const QString value = file.value(fileName).toString().trimmed();
        const SettingDefinition *definition = settingDefinition(key);
        if (!definition)
            sentences << unknownKey(key).message;
        else if (const QString allowed = definition->parse(settings, value); !allowed.isEmpty())
            sentences << refusal(key, value, allowed) + u' ' +
                             tr("%1 is in force instead.").arg(definition->text(Settings{}));
    }
    return sentences;
}

Result<void> SettingsFile::save(const Settings &settings)
{
    QStringList keys;
    for (const SettingDefinition &definition : settingDefinitions())
        keys << definition.key;
    return write(settings, keys);
}

Result<void> SettingsFile::write(const Settings &settings, const QStringList &keys)
{
    const Settings standard;
    {
        QSettings file(m_path, plainIniFormat());
        for (const QString &key : keys) {
            const SettingDefinition *definition = settingDefinition(key);
            const QString value = definition->text(settings);
            if (value == definition->text(standard))
                file.remove(fileKey(key));
            else
                file.setValue(fileKey(key), value);
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
    for (const SettingDefinition &definition : settingDefinitions())
        infos.append({definition.key, definition.text(settings), definition.text(standard), definition.description,
                      definition.isReadOnly});
    return infos;
}

Result<QString> SettingsFile::value(const QString &key) const
{
    const SettingDefinition *definition = settingDefinition(key);
    if (!definition)
        return fail(unknownKey(key));
    return definition->text(load());
}

Result<void> SettingsFile::set(const QString &key, const QString &value)
{
    const SettingDefinition *definition = settingDefinition(key);
    if (!definition)
        return fail(unknownKey(key));
    if (definition->isReadOnly)
        return fail(ErrorKind::Input, tr("Settings"),
                    tr("%1 comes from the .ionapi file or the keychain and can't be set by hand.").arg(key));
    Settings settings = load();
    if (const QString allowed = definition->parse(settings, value.trimmed()); !allowed.isEmpty())
        return fail(ErrorKind::Input, tr("Settings"), refusal(key, value, allowed));
    return write(settings, {key});
}

} // namespace ledgercast
