// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"

#include "core/base/log.h"
#include "core/store/migrations.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QStorageInfo>
#include <QtEndian>

#include <atomic>

namespace ledgercast {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Database", text);
}

Result<void> prepareFile(const QString &path)
{
    const QFileInfo file(path);
    const QDir folder = file.absoluteDir();
    const QString operation = tr("Open the audit log");
    if (!folder.exists()) {
        if (!QDir().mkpath(folder.absolutePath()))
            return fail(ErrorKind::Storage, operation,
                        tr("The folder %1 can't be made. Choose another with --profile-dir.").arg(folder.path()));
        QFile::setPermissions(folder.absolutePath(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    const QByteArray fileSystem = QStorageInfo(folder).fileSystemType();
    if (fileSystem.startsWith("nfs") || fileSystem == "cifs" || fileSystem == "smb3")
        return fail(ErrorKind::Storage, operation,
                    tr("%1 is a network folder, where the audit log isn't safe. Choose a folder on this computer with "
                       "--profile-dir.")
                        .arg(folder.path()));
    if (!file.exists()) {
        QFile created(path);
        if (!created.open(QIODevice::WriteOnly))
            return fail(ErrorKind::Storage, operation,
                        tr("The audit log %1 can't be made: %2.").arg(path, created.errorString()));
        created.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }
    return {};
}

/// Whose file it is stands in its first bytes. They are read before SQLite sees the file: opening one in WAL mode can
/// change it. An empty file is ours to fill.
Result<void> checkOwner(const QString &path)
{
    constexpr qsizetype idOffset = 68; // of PRAGMA application_id, big-endian
    const QString operation = tr("Open the audit log");
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Storage, operation,
                    tr("The audit log %1 can't be read: %2.").arg(path, file.errorString()));
    const QByteArray head = file.read(100);
    if (head.isEmpty())
        return {};
    const bool isSqlite = head.size() == 100 && head.startsWith(QByteArrayView("SQLite format 3\0", 16));
    if (!isSqlite || qFromBigEndian<quint32>(head.constData() + idOffset) != Database::applicationId)
        return fail(ErrorKind::Storage, operation,
                    tr("%1 isn't an audit log of Ledgercast, or its beginning is damaged. It was left as it is. Choose "
                       "another folder with --profile-dir.")
                        .arg(path),
                    {}, QStringLiteral("foreign_store"));
    return {};
}

} // namespace

Error Database::error(const QString &operation, const QSqlQuery &query)
{
    const QSqlError cause = query.lastError();
    const int code = cause.nativeErrorCode().toInt();
    switch (code & 0xff) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return {ErrorKind::Busy, operation, tr("Another program is using the audit log. Ledgercast tries again."),
                cause.databaseText(), cause.nativeErrorCode()};
    case 8:  // SQLITE_READONLY
    case 14: // SQLITE_CANTOPEN
        return {ErrorKind::Storage, operation,
                tr("The audit log can't be written. Check the permissions of its file and folder."),
                cause.databaseText(), cause.nativeErrorCode()};
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return {
            ErrorKind::Storage, operation,
            tr("The audit log is damaged. Posting has stopped so nothing is sent twice. Put a good copy of the file "
               "in its place."),
            cause.databaseText(), cause.nativeErrorCode()};
    case 13: // SQLITE_FULL
        return {ErrorKind::DiskFull, operation, tr("The disk is full, so nothing new is read. Free some space."),
                cause.databaseText(), cause.nativeErrorCode()};
    default:
        return {ErrorKind::Storage, operation,
                tr("The audit log can't be used. Posting has stopped so nothing is sent twice."),
                cause.databaseText() + u' ' + cause.driverText(), cause.nativeErrorCode()};
    }
}

Result<std::unique_ptr<Database>> Database::open(const QString &path, Access access)
{
    static std::atomic<int> next = 0;
    if (access == Access::ReadWrite) {
        if (const auto prepared = prepareFile(path); !prepared)
            return fail(prepared.error());
    } else if (!QFileInfo::exists(path)) {
        return fail(ErrorKind::NotFound, tr("Open the audit log"), tr("There is no audit log at %1 yet.").arg(path));
    }
    if (const auto checked = checkOwner(path); !checked)
        return fail(checked.error());
    std::unique_ptr<Database> database(
        new Database(path, QStringLiteral("ledgercast-%1").arg(next.fetch_add(1, std::memory_order_relaxed))));
    if (const auto prepared = database->prepareConnection(access); !prepared)
        return fail(prepared.error());
    if (const auto schema = access == Access::ReadWrite ? migrate(*database) : checkSchema(*database); !schema)
        return fail(schema.error());
    return database;
}

Result<void> Database::prepareConnection(Access access)
{
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    connection.setDatabaseName(m_path);
    connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    if (!connection.open())
        return fail(ErrorKind::Storage, tr("Open the audit log"), tr("The audit log %1 can't be opened.").arg(m_path),
                    connection.lastError().text());
    QStringList pragmas{QStringLiteral("PRAGMA foreign_keys = ON"), QStringLiteral("PRAGMA trusted_schema = OFF"),
                        QStringLiteral("PRAGMA cache_size = -4000")};
    if (access == Access::ReadWrite && QFileInfo(m_path).size() == 0)
        pragmas << QStringLiteral("PRAGMA application_id = %1").arg(applicationId); // before all else: see checkOwner()
    if (access == Access::ReadWrite)
        pragmas << QStringLiteral("PRAGMA journal_mode = WAL") << QStringLiteral("PRAGMA synchronous = FULL")
                << QStringLiteral("PRAGMA wal_autocheckpoint = 4000");
    else
        pragmas << QStringLiteral("PRAGMA query_only = ON");
    for (const QString &pragma : pragmas) {
        if (const auto done = execute(pragma); !done)
            return done;
    }
    return {};
}

Database::~Database()
{
    m_statements.clear();
    {
        QSqlDatabase connection = QSqlDatabase::database(m_name, false);
        connection.close();
    }
    QSqlDatabase::removeDatabase(m_name);
}

QSqlDatabase Database::connection() const
{
    return QSqlDatabase::database(m_name, false);
}

Result<QSqlQuery *> Database::statement(const QString &sql)
{
    auto &entry = m_statements[sql];
    if (!entry) {
        auto query = std::make_unique<QSqlQuery>(connection());
        query->setForwardOnly(true);
        if (!query->prepare(sql)) {
            const Error cause = error(tr("Prepare a statement"), *query);
            m_statements.erase(sql);
            return fail(cause);
        }
        entry = std::move(query);
    }
    return entry.get();
}

Result<void> Database::execute(const QString &sql)
{
    QSqlQuery query(connection());
    if (!query.exec(sql))
        return fail(error(tr("Change the audit log"), query));
    return {};
}

Result<Transaction> Transaction::begin(Database &database)
{
    static const QString sql = QStringLiteral("BEGIN IMMEDIATE");
    if (const auto begun = database.execute(sql); !begun)
        return fail(begun.error());
    return Transaction(database);
}

Transaction::~Transaction()
{
    if (!m_database)
        return;
    // On a full disk SQLite has rolled back by itself.
    const auto done = m_database->execute(QStringLiteral("ROLLBACK"));
    if (!done && !done.error().detail.contains(u"no transaction is active"))
        qCWarning(logStore) << "a transaction could not be rolled back:" << done.error().detail;
}

Result<void> Transaction::commit()
{
    const auto committed = m_database->execute(QStringLiteral("COMMIT"));
    if (committed)
        m_database = nullptr;
    return committed;
}

} // namespace ledgercast
