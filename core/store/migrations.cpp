// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include "core/base/log.h"
#include "core/store/statements.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

static void initMigrations()
{
    Q_INIT_RESOURCE(store_migrations); // a static library's resources are linked in only when named
}

namespace ledgercast {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Migrations", text);
}

QStringList revisions()
{
    initMigrations();
    return QDir(QStringLiteral(":/ledgercast/migrations/sqlite"))
        .entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
}

/// The file's schema. Errors: also when it is newer than this build.
Result<int> versionOf(Database &database)
{
    const auto query = run(database, tr("Open the audit log"), QStringLiteral("PRAGMA user_version"), {});
    if (!query)
        return fail(query.error());
    const Rows rows(*query);
    const int version = rows.next() ? rows.count(0) : 0;
    if (version > schemaVersion())
        return fail(ErrorKind::Storage, tr("Open the audit log"),
                    tr("The audit log was written by a newer Ledgercast (format %1, this version knows %2). Install "
                       "the newer version; nothing was changed.")
                        .arg(version)
                        .arg(schemaVersion()),
                    {}, QStringLiteral("newer_store"));
    return version;
}

Result<void> apply(Database &database, const QString &name, int version)
{
    QFile file(u":/ledgercast/migrations/sqlite/"_qs + name);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Internal, tr("Open the audit log"),
                    tr("A part of this program is missing: %1.").arg(name));
    auto transaction = Transaction::begin(database);
    if (!transaction)
        return fail(transaction.error());
    const QStringList statements = QString::fromUtf8(file.readAll()).split(QStringLiteral("\n--;\n"));
    for (const QString &statement : statements) {
        if (const auto done = database.execute(statement); !done)
            return done;
    }
    const auto broken = run(database, tr("Check the audit log"), QStringLiteral("PRAGMA foreign_key_check"), {});
    if (!broken)
        return fail(broken.error());
    if (const Rows rows(*broken); rows.next())
        return fail(ErrorKind::Storage, tr("Open the audit log"),
                    tr("The audit log doesn't fit the new version of Ledgercast. It was left as it was."), name);
    if (const auto done = database.execute(QStringLiteral("PRAGMA user_version = %1").arg(version)); !done)
        return done;
    return transaction->commit();
}

} // namespace

int schemaVersion()
{
    return static_cast<int>(revisions().size());
}

Result<void> migrate(Database &database)
{
    const auto version = versionOf(database);
    if (!version)
        return fail(version.error());
    const QStringList names = revisions();
    for (int next = *version; next < names.size(); ++next) {
        if (next > 0 && next == *version) { // a new file has nothing to lose
            const QString backup = database.path() + QStringLiteral(".before-%1").arg(next + 1);
            QFile::remove(backup);
            const auto copied =
                change(database, tr("Copy the audit log aside"), QStringLiteral("VACUUM INTO ?"), {backup});
            if (!copied)
                return copied;
            QFile::setPermissions(backup, QFile::ReadOwner | QFile::WriteOwner);
        }
        if (const auto done = apply(database, names.at(next), next + 1); !done)
            return done;
        qCInfo(logStore) << "audit log is at format" << next + 1;
    }
    return {};
}

Result<void> checkSchema(Database &database)
{
    const auto version = versionOf(database);
    if (!version)
        return fail(version.error());
    if (*version < schemaVersion())
        return fail(ErrorKind::Busy, tr("Open the audit log"), tr("The audit log is being brought up to date."));
    return {};
}

} // namespace ledgercast
