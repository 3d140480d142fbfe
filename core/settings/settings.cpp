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

const QString tenantGroup = QStringLiteral("tenant.");
const QString tenantKey = QStringLiteral("cloudsuite/tenant");

QString groupOf(const QString &tenant)
{
    return tenantGroup + QString::fromLatin1(QUrl::toPercentEncoding(tenant));
}

QString firstTenant(const QSettings &file)
{
    return file.value(tenantKey).toString().trimmed();
}

/// Where a key stands; tenant: empty for what the first one has.
QString fileKey(const SettingDefinition &definition, const QString &tenant)
{
    const QString key = QString(definition.key).replace(u'.', u'/');
    return tenant.isEmpty() || !definition.isOfTenant() ? key : groupOf(tenant) + u'/' + key;
}

/// The tenant whose group holds its settings: none for the first.
QString ownGroup(const QSettings &file, const QString &tenant)
{
    const QString first = firstTenant(file);
    return first.isEmpty() || tenant == first ? QString() : tenant;
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

QStringList SettingsFile::tenants() const
{
    const QSettings file(m_path, plainIniFormat());
    QStringList tenants;
    if (const QString first = firstTenant(file); !first.isEmpty())
        tenants << first;
    const QStringList groups = file.childGroups(); // sorted
    for (const QString &group : groups) {
        const QString tenant = file.value(group + u'/' + tenantKey).toString().trimmed();
        if (group.startsWith(tenantGroup) && !tenant.isEmpty() && !tenants.contains(tenant))
            tenants << tenant;
    }
    return tenants;
}

Settings SettingsFile::load(const QString &tenant) const
{
    const QSettings file(m_path, plainIniFormat());
    const QString group = ownGroup(file, tenant);
    Settings settings;
    for (const SettingDefinition &definition : settingDefinitions()) {
        const QVariant value = file.value(fileKey(definition, group));
        // A value that was spoiled by hand leaves the default in force; mistakes() names it.
        if (value.isValid())
            definition.parse(settings, value.toString().trimmed());
    }
    if (!group.isEmpty())
        settings.tenant = tenant;
    return settings;
}

QStringList SettingsFile::mistakes() const
{
    const QSettings file(m_path, plainIniFormat());
    QStringList sentences;
    Settings settings;
    const QStringList keys = file.allKeys();
    for (const QString &fileName : keys) {
        const bool isOwn = fileName.startsWith(tenantGroup);
        const QString key = (isOwn ? fileName.section(u'/', 1) : QString(fileName)).replace(u'/', u'.');
        const QString value = file.value(fileName).toString().trimmed();
        const SettingDefinition *definition = settingDefinition(key);
        if (!definition || (isOwn && !definition->isOfTenant()))
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

Result<void> SettingsFile::remove(const QString &tenant)
{
    const QStringList all = tenants();
    if (const auto known = checkTenant(tenant); !known)
        return known;
    const bool isFirst = tenant == all.first();
    const QString next = isFirst ? all.value(1) : tenant;
    Settings successor = next.isEmpty() ? load() : load(next);
    if (next.isEmpty()) {
        for (const SettingDefinition &definition : settingDefinitions()) {
            if (definition.isOfTenant())
                definition.parse(successor, definition.text(Settings{}));
        }
        successor.tenant.clear();
        return save(successor);
    }
    {
        QSettings file(m_path, plainIniFormat());
        file.remove(groupOf(next));
        if (isFirst)
            file.setValue(tenantKey, next);
        file.sync();
    }
    return isFirst ? save(successor) : Result<void>{};
}

Result<void> SettingsFile::write(const Settings &settings, const QStringList &keys)
{
    const Settings standard;
    {
        QSettings file(m_path, plainIniFormat());
        const QString group = ownGroup(file, settings.tenant);
        for (const QString &key : keys) {
            const SettingDefinition *definition = settingDefinition(key);
            const QString value = definition->text(settings);
            if (value == definition->text(standard))
                file.remove(fileKey(*definition, group));
            else
                file.setValue(fileKey(*definition, group), value);
        }
        file.sync();
        if (file.status() != QSettings::NoError)
            return fail(ErrorKind::Storage, tr("Settings"),
                        tr("The settings can't be written to %1. Check the disk and the permissions.").arg(m_path));
    }
    QFile::setPermissions(m_path, QFile::ReadOwner | QFile::WriteOwner);
    return {};
}

Result<void> SettingsFile::checkTenant(const QString &tenant) const
{
    const QStringList known = tenants();
    if (tenant.isEmpty() || known.contains(tenant))
        return {};
    return fail(ErrorKind::NotFound, tr("Settings"),
                known.isEmpty()
                    ? tr("There is no tenant %1: none was imported yet. Import one with: ledgercast import FILE.ionapi")
                          .arg(tenant)
                    : tr("There is no tenant %1. There are: %2").arg(tenant, known.join(QStringLiteral(", "))));
}

QList<SettingInfo> SettingsFile::list(const QString &tenant) const
{
    const Settings settings = load(tenant);
    const Settings standard;
    QList<SettingInfo> infos;
    for (const SettingDefinition &definition : settingDefinitions())
        infos.append({definition.key, definition.text(settings), definition.text(standard), definition.description,
                      definition.isReadOnly});
    return infos;
}

Result<QString> SettingsFile::value(const QString &key, const QString &tenant) const
{
    const SettingDefinition *definition = settingDefinition(key);
    if (!definition)
        return fail(unknownKey(key));
    if (const auto known = checkTenant(tenant); !known)
        return fail(known.error());
    return definition->text(load(tenant));
}

Result<void> SettingsFile::set(const QString &key, const QString &value, const QString &tenant)
{
    const SettingDefinition *definition = settingDefinition(key);
    if (!definition)
        return fail(unknownKey(key));
    if (definition->isReadOnly)
        return fail(ErrorKind::Input, tr("Settings"),
                    tr("%1 comes from the .ionapi file or the keychain and can't be set by hand.").arg(key));
    if (const auto known = checkTenant(tenant); !known)
        return known;
    Settings settings = load(tenant);
    if (const QString allowed = definition->parse(settings, value.trimmed()); !allowed.isEmpty())
        return fail(ErrorKind::Input, tr("Settings"), refusal(key, value, allowed));
    return write(settings, {key});
}

} // namespace ledgercast
