// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/settings/profile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace ledgercast {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Profile", text);
}

} // namespace

Profile::Profile(const QString &directory)
    : m_directory(directory.isEmpty()
                      ? QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/ledgercast"
                      : QDir(directory).absolutePath())
{
}

Result<void> Profile::prepare() const
{
    if (QDir(m_directory).exists())
        return {};
    if (!QDir().mkpath(m_directory))
        return fail(ErrorKind::Storage, tr("Open the profile"),
                    tr("The folder %1 can't be made. Choose another with --profile-dir.").arg(m_directory));
    QFile::setPermissions(m_directory, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

Result<std::unique_ptr<QLockFile>> Profile::lock() const
{
    auto lock = std::make_unique<QLockFile>(m_directory + u"/engine.lock");
    lock->setStaleLockTime(0);
    if (lock->tryLock(0))
        return lock;
    qint64 pid = 0;
    QString host;
    QString program;
    lock->getLockInfo(&pid, &host, &program);
    return fail(
        ErrorKind::Busy, tr("Open the profile"),
        tr("Ledgercast is already running on this profile (process %1). Use its window, or quit it first.").arg(pid),
        {}, QStringLiteral("already_running"));
}

} // namespace ledgercast
