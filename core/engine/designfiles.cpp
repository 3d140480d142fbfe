// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/designfiles.h"

#include "core/domain/recordtype.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QSaveFile>

namespace ledgercast {

namespace {

/// More is only ballast: the audit log has every version for good.
constexpr qsizetype keptVersions = 50;
const auto timeFormat = QStringLiteral("yyyyMMdd-HHmmss-zzz");
const auto everyOther = QStringLiteral("*");

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(DesignFiles)
};

QString fileName(const QString &recordType)
{
    return recordType == everyOther ? QStringLiteral("other") : recordType;
}

QByteArray readAll(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

tl::unexpected<Error> cannotWrite(const QString &path, const QString &why)
{
    return fail(ErrorKind::Storage, Words::tr("Save a message design"),
                Words::tr("%1 can't be written (%2). The design in use stays as it was.").arg(path, why));
}

} // namespace

QString DesignFiles::pathOf(const QString &recordType) const
{
    return m_directory + u'/' + fileName(recordType) + u".json";
}

QString DesignFiles::earlierDirectory(const QString &recordType) const
{
    return m_directory + u"/earlier/" + fileName(recordType);
}

QList<DesignVersion> DesignFiles::earlier(const QString &recordType) const
{
    const QDir folder(earlierDirectory(recordType));
    QList<DesignVersion> versions;
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name | QDir::Reversed);
    for (const QString &name : names.mid(0, keptVersions)) {
        QDateTime at = QDateTime::fromString(name.chopped(5), timeFormat);
        at.setTimeSpec(Qt::UTC);
        if (at.isValid())
            versions.append({toInstant(at), readAll(folder.filePath(name))});
    }
    return versions;
}

void DesignFiles::takeOwn(KindDesign &kind) const
{
    kind.earlier = earlier(kind.recordType);
    const QString path = pathOf(kind.recordType);
    if (!QFile::exists(path))
        return;
    const QByteArray json = readAll(path);
    const auto design = parseMessageDesign(json, path);
    if (!design) {
        kind.mistake = design.error().message;
    } else if (design->recordType != kind.recordType) {
        kind.mistake = Words::tr("%1: recordType must be \"%2\"").arg(path, kind.recordType);
    } else {
        kind.json = json;
        kind.isOwn = true;
    }
}

Result<QList<KindDesign>> DesignFiles::load() const
{
    const auto standard = builtInMessageDesigns();
    if (!standard)
        return fail(standard.error());
    QList<KindDesign> kinds;
    QStringList known;
    for (const MessageDesign &design : *standard) {
        KindDesign kind;
        kind.recordType = design.recordType;
        kind.json = kind.standard = toJson(design);
        takeOwn(kind);
        kinds.append(kind);
        known << fileName(design.recordType);
    }
    // Files for record types of a tenant's own catalogue.
    const QStringList names = QDir(m_directory).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString &name : names) {
        KindDesign kind;
        kind.recordType = name.chopped(5);
        if (known.contains(kind.recordType))
            continue;
        takeOwn(kind);
        kinds.append(kind);
    }
    return kinds;
}

Result<QList<MessageDesign>> DesignFiles::designsOf(const QList<KindDesign> &kinds)
{
    QList<MessageDesign> designs;
    for (const KindDesign &kind : kinds) {
        if (kind.json.isEmpty())
            continue;
        const auto design = parseMessageDesign(kind.json, kind.recordType);
        if (!design)
            return fail(design.error());
        designs.append(*design);
    }
    return designs;
}

Result<void> DesignFiles::keepEarlier(const QString &recordType, Instant now) const
{
    const QString path = pathOf(recordType);
    QByteArray before = readAll(path);
    if (before.isEmpty()) {
        const auto kinds = load();
        if (!kinds)
            return fail(kinds.error());
        for (const KindDesign &kind : *kinds) {
            if (kind.recordType == recordType)
                before = kind.json;
        }
    }
    if (before.isEmpty())
        return {};
    const QString folder = earlierDirectory(recordType);
    if (!QDir().mkpath(folder))
        return cannotWrite(folder, Words::tr("the folder can't be made"));
    QSaveFile file(folder + u'/' + toDateTime(now).toUTC().toString(timeFormat) + u".json");
    if (!file.open(QIODevice::WriteOnly) || file.write(before) != before.size() || !file.commit())
        return cannotWrite(file.fileName(), file.errorString());
    return {};
}

Result<void> DesignFiles::save(const QString &recordType, const QByteArray &json, Instant now) const
{
    static const QRegularExpression name(QRegularExpression::anchoredPattern(QStringLiteral("[a-z][a-z0-9_]*|\\*")));
    const QString operation = Words::tr("Save a message design");
    if (!name.match(recordType).hasMatch())
        return fail(ErrorKind::Input, operation, Words::tr("%1 isn't a record type.").arg(recordType));
    if (!json.isEmpty()) {
        const auto design = parseMessageDesign(json, recordtype::displayName(recordType));
        if (!design)
            return fail(design.error());
        if (design->recordType != recordType)
            return fail(ErrorKind::Input, operation, Words::tr("recordType: must be \"%1\"").arg(recordType));
    }
    if (const auto kept = keepEarlier(recordType, now); !kept)
        return kept;
    const QString path = pathOf(recordType);
    if (json.isEmpty()) {
        if (QFile::exists(path) && !QFile::remove(path))
            return cannotWrite(path, Words::tr("the file can't be removed"));
        return {};
    }
    if (!QDir().mkpath(m_directory))
        return cannotWrite(m_directory, Words::tr("the folder can't be made"));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        return cannotWrite(path, file.errorString());
    return {};
}

} // namespace ledgercast
