// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/database.h"
#include "core/store/migrations.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlError>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>
#include <unistd.h>

using namespace ledgercast;

namespace {

/// SQLite without Qt: what another program does with a file.
class Foreign
{
public:
    explicit Foreign(const QString &path)
    {
        if (sqlite3_open(path.toUtf8().constData(), &m_database) != SQLITE_OK)
            qFatal("%s can't be opened", qPrintable(path));
    }
    ~Foreign() { sqlite3_close(m_database); }
    Q_DISABLE_COPY_MOVE(Foreign)
    [[nodiscard]] bool run(const QByteArray &sql)
    {
        return sqlite3_exec(m_database, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
    }

private:
    sqlite3 *m_database = nullptr;
};

/// The administrator may write everywhere: for a moment we are nobody, and the folder is nobody's.
class Nobody
{
public:
    Nobody(const QString &folder, const QString &file)
    {
        if (geteuid() != 0)
            return;
        for (const QString &path : {folder, file}) {
            if (chown(path.toUtf8().constData(), nobody, nobody) != 0)
                qFatal("%s can't be given away", qPrintable(path));
        }
        if (seteuid(nobody) != 0)
            qFatal("we can't be nobody");
    }
    ~Nobody()
    {
        if (seteuid(getuid()) != 0)
            qFatal("we can't be ourselves again");
    }
    Q_DISABLE_COPY_MOVE(Nobody)

private:
    static constexpr uid_t nobody = 65'534;
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class DatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aNewStoreIsForItsOwnerOnly();
    void aStoreIsOpenedAgain();
    void aReaderDoesNotMakeAStore();
    void aReaderCannotWrite();
    void anotherProgramsFileIsRefusedAndLeftAsItWas_data();
    void anotherProgramsFileIsRefusedAndLeftAsItWas();
    void aDamagedStoreIsSaid();
    void aNewerStoreIsRefusedAndLeftAsItWas();
    void aFolderIsNotAStore();
    void aFolderThatCannotBeWrittenIsSaid();
    void aStoreThatAnotherProcessWritesIsBusy();
    void aFullDiskIsSaidAndNothingIsHalfWritten();
    void aTransactionThatDiesLeavesNothing();
    void aStatementIsPreparedOnce();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("ledgercast.db")); }
    [[nodiscard]] Result<std::unique_ptr<Database>> open(Database::Access access = Database::Access::ReadWrite) const
    {
        return Database::open(path(), access);
    }
    /// Neither a writer nor a reader takes the file, both say so, and not a byte of it is another one.
    void isRefused(const QString &word) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void DatabaseTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void DatabaseTest::isRefused(const QString &word) const
{
    const QByteArray before = contentOf(path());
    for (const auto access : {Database::Access::ReadWrite, Database::Access::ReadOnly}) {
        const auto opened = open(access);
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, ErrorKind::Storage);
        QVERIFY2(opened.error().message.contains(word), qPrintable(opened.error().message));
    }
    QCOMPARE(contentOf(path()), before);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("ledgercast.db")});
}

void DatabaseTest::aNewStoreIsForItsOwnerOnly()
{
    const QString deeper = m_folder->filePath(QStringLiteral("new/deeper/ledgercast.db"));
    QVERIFY(Database::open(deeper, Database::Access::ReadWrite));
    const QFile::Permissions others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFileInfo(deeper).permissions() & others));
    QVERIFY(!(QFileInfo(QFileInfo(deeper).path()).permissions() & others));
}

void DatabaseTest::aStoreIsOpenedAgain()
{
    QVERIFY(open());
    QVERIFY(open());
    QVERIFY(open(Database::Access::ReadOnly));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("ledgercast.db")});
}

void DatabaseTest::aReaderDoesNotMakeAStore()
{
    const auto opened = open(Database::Access::ReadOnly);
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::NotFound);
    QVERIFY(!QFile::exists(path()));
}

void DatabaseTest::aReaderCannotWrite()
{
    QVERIFY(open());
    const auto reader = open(Database::Access::ReadOnly);
    QVERIFY(reader);
    QVERIFY(!(*reader)->execute(QStringLiteral("DELETE FROM feed_cursor")));
}

void DatabaseTest::anotherProgramsFileIsRefusedAndLeftAsItWas_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("tables without a mark")
        << QByteArray("CREATE TABLE note (text); INSERT INTO note VALUES (1)") << QByteArray();
    QTest::newRow("another application_id")
        << QByteArray("PRAGMA application_id = 7; CREATE TABLE note (text)") << QByteArray();
    QTest::newRow("another user_version")
        << QByteArray("PRAGMA user_version = 1; CREATE TABLE note (text)") << QByteArray();
    QTest::newRow("in WAL mode") << QByteArray("PRAGMA journal_mode = WAL; CREATE TABLE note (text)") << QByteArray();
    QTest::newRow("a text") << QByteArray() << QByteArray("Dear diary, today I was no database at all.\n");
    QTest::newRow("a damaged head") << QByteArray() << QByteArrayLiteral("SQLite format 3\0and then nothing that fits");
}

void DatabaseTest::anotherProgramsFileIsRefusedAndLeftAsItWas()
{
    QFETCH(const QByteArray, sql);
    QFETCH(const QByteArray, bytes);
    if (!sql.isEmpty()) {
        QVERIFY(Foreign(path()).run(sql));
    } else {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    isRefused(QStringLiteral("isn't an audit log of Ledgercast"));
}

void DatabaseTest::aDamagedStoreIsSaid()
{
    QVERIFY(open());
    QFile file(path());
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(100));
    QVERIFY(file.write(QByteArray(static_cast<qsizetype>(file.size()) - 100, '\x55')) > 0);
    file.close();
    const auto opened = open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::Storage);
    QVERIFY2(opened.error().message.contains(QStringLiteral("damaged")), qPrintable(opened.error().message));
}

void DatabaseTest::aNewerStoreIsRefusedAndLeftAsItWas()
{
    QVERIFY(open());
    QVERIFY(Foreign(path()).run("PRAGMA user_version = " + QByteArray::number(schemaVersion() + 1)));
    QCOMPARE(open().error().code, QStringLiteral("newer_store"));
    isRefused(QStringLiteral("newer Ledgercast"));
}

void DatabaseTest::aFolderIsNotAStore()
{
    QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("ledgercast.db")));
    const auto opened = open();
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::Storage);
    QVERIFY2(opened.error().message.contains(path()), qPrintable(opened.error().message));
}

void DatabaseTest::aFolderThatCannotBeWrittenIsSaid()
{
    // A file in the way of the folder: refused to everybody, the administrator too.
    QFile file(m_folder->filePath(QStringLiteral("profile")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto opened = Database::open(file.fileName() + u"/ledgercast.db", Database::Access::ReadWrite);
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::Storage);
    QVERIFY(opened.error().message.contains(QStringLiteral("--profile-dir")));
    // A store that was made, in a folder that has become read-only.
    QVERIFY(open());
    const QFile::Permissions readOnly = QFile::ReadOwner | QFile::ExeOwner;
    QVERIFY(QFile::setPermissions(path(), QFile::ReadOwner) && QFile::setPermissions(m_folder->path(), readOnly));
    {
        const Nobody nobody(m_folder->path(), path());
        const auto locked = open();
        QVERIFY(!locked);
        QCOMPARE(locked.error().kind, ErrorKind::Storage);
        QVERIFY2(locked.error().message.contains(QStringLiteral("permissions")), qPrintable(locked.error().message));
    }
    QVERIFY(QFile::setPermissions(m_folder->path(), readOnly | QFile::WriteOwner));
    // The kernel's own files can't be changed by anybody either.
    const auto inKernel = Database::open(QStringLiteral("/proc/ledgercast.db"), Database::Access::ReadWrite);
    QVERIFY(!inKernel);
    QCOMPARE(inKernel.error().kind, ErrorKind::Storage);
    QVERIFY(inKernel.error().message.contains(QStringLiteral("/proc/ledgercast.db")));
}

void DatabaseTest::aStoreThatAnotherProcessWritesIsBusy()
{
    const auto database = open();
    QVERIFY(database);
    QVERIFY((*database)->execute(QStringLiteral("PRAGMA busy_timeout = 1")));
    Foreign other(path());
    QVERIFY(other.run("BEGIN IMMEDIATE"));
    const auto transaction = Transaction::begin(**database);
    QVERIFY(!transaction);
    QCOMPARE(transaction.error().kind, ErrorKind::Busy);
    QVERIFY(transaction.error().isRetryable());
    QVERIFY(other.run("COMMIT"));
    QVERIFY(Transaction::begin(**database));
}

void DatabaseTest::aFullDiskIsSaidAndNothingIsHalfWritten()
{
    const auto database = open();
    QVERIFY(database);
    {
        auto query = QSqlQuery((*database)->connection());
        QVERIFY(query.exec(QStringLiteral("PRAGMA page_count")) && query.next());
        const QString limit = QStringLiteral("PRAGMA max_page_count = %1").arg(query.value(0).toInt() + 4);
        query.finish();
        QVERIFY((*database)->execute(limit));
    }
    const QString insert = QStringLiteral("INSERT INTO feed_cursor VALUES ('t', 'c', hex(randomblob(16)), "
                                          "hex(randomblob(2000)), 0)");
    QVERIFY((*database)->execute(insert));
    Result<void> written;
    {
        const auto transaction = Transaction::begin(**database);
        QVERIFY(transaction);
        for (int row = 0; row < 20 && written; ++row)
            written = (*database)->execute(insert);
    }
    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::DiskFull);
    QVERIFY(written.error().message.contains(QStringLiteral("disk is full")));
    QSqlQuery count((*database)->connection());
    QVERIFY(count.exec(QStringLiteral("SELECT count(*) FROM feed_cursor")) && count.next());
    QCOMPARE(count.value(0).toInt(), 1);
}

void DatabaseTest::aTransactionThatDiesLeavesNothing()
{
    const auto database = open();
    QVERIFY(database);
    {
        const auto transaction = Transaction::begin(**database);
        QVERIFY(transaction);
        QVERIFY((*database)->execute(QStringLiteral("INSERT INTO feed_cursor VALUES ('t', 'c', 'f', 'x', 0)")));
    }
    auto second = Transaction::begin(**database);
    QVERIFY(second);
    QVERIFY((*database)->execute(QStringLiteral("INSERT INTO feed_cursor VALUES ('t', 'c', 'f', 'y', 0)")));
    QVERIFY(second->commit());
}

void DatabaseTest::aStatementIsPreparedOnce()
{
    const auto database = open();
    QVERIFY(database);
    const auto first = (*database)->statement(QStringLiteral("SELECT 1"));
    QVERIFY(first);
    QCOMPARE((*database)->statement(QStringLiteral("SELECT 1")).value_or(nullptr), *first);
    const auto wrong = (*database)->statement(QStringLiteral("SELECT FROM"));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().kind, ErrorKind::Storage);
}

QTEST_GUILESS_MAIN(DatabaseTest)
#include "tst_database.moc"
