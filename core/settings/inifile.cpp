// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/inifile.h"

#include <QIODevice>

namespace ledgercast {

namespace {

/// What stands between quotes, where \\ and \" stand for the character behind the backslash.
QString unquoted(const QString &value)
{
    if (value.size() < 2 || !value.startsWith(u'"') || !value.endsWith(u'"'))
        return value;
    QString text;
    for (qsizetype at = 1; at < value.size() - 1; ++at) {
        if (value.at(at) == u'\\' && at + 1 < value.size() - 1)
            ++at;
        text += value.at(at);
    }
    return text;
}

/// Quotes keep outer blanks and what already looks quoted.
QString quoted(const QString &text)
{
    if (text == text.trimmed() && !text.startsWith(u'"'))
        return text;
    QString escaped = text;
    escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
    return u'"' + escaped + u'"';
}

bool read(QIODevice &device, QSettings::SettingsMap &map)
{
    QString group;
    const QStringList lines = QString::fromUtf8(device.readAll()).split(u'\n');
    for (const QString &raw : lines) {
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(u';') || line.startsWith(u'#'))
            continue;
        if (line.startsWith(u'[') && line.endsWith(u']')) {
            group = line.mid(1, line.size() - 2).trimmed();
            continue;
        }
        const qsizetype equals = line.indexOf(u'=');
        if (equals > 0)
            map.insert(group + u'/' + line.left(equals).trimmed(), unquoted(line.mid(equals + 1).trimmed()));
    }
    return true;
}

bool write(QIODevice &device, const QSettings::SettingsMap &map)
{
    QString text;
    QString group;
    for (auto entry = map.cbegin(); entry != map.cend(); ++entry) { // sorted: a group's keys stand together
        if (const QString own = entry.key().section(u'/', 0, 0); own != group) {
            text += (text.isEmpty() ? u"["_qs : u"\n["_qs) + own + u"]\n";
            group = own;
        }
        text += entry.key().section(u'/', 1) + u'=' + quoted(entry->toString()) + u'\n';
    }
    const QByteArray bytes = text.toUtf8();
    return device.write(bytes) == bytes.size();
}

} // namespace

QSettings::Format plainIniFormat()
{
    static const QSettings::Format format = QSettings::registerFormat(QStringLiteral("ini"), read, write);
    return format;
}

} // namespace ledgercast
