// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"
#include "tests/core/storefixture.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QTest>

using namespace ledgercast;

namespace {

/// One connection without the store's code, closed with this object.
class Plain
{
public:
    explicit Plain(const QString &path)
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        connection.setDatabaseName(path);
        if (!connection.open())
            qFatal("%s can't be opened", qPrintable(path));
    }
    ~Plain() { QSqlDatabase::removeDatabase(name); }
    Q_DISABLE_COPY_MOVE(Plain)
    void run(const QString &sql) const
    {
        QSqlQuery query(QSqlDatabase::database(name));
        if (!query.exec(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
    }
    [[nodiscard]] QStringList column(const QString &sql) const
    {
        QStringList values;
        QSqlQuery query(QSqlDatabase::database(name));
        if (!query.exec(sql))
            qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
        while (query.next())
            values << query.value(0).toString();
        return values;
    }

private:
    static inline const QString name = QStringLiteral("plain");
};

QStringList schemaOf(const QString &path)
{
    return Plain(path).column(QStringLiteral("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"));
}

} // namespace

class MigrationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void aFileOfVersionOneIsBroughtUpToDate();
    void theFileIsCopiedAsideFirst();
    void whatWaitsForARuleIsFoundAgain();
    void whatIsStillToBePaidIsRemindedOf();
    void aFileThatDoesNotFitIsLeftAsItWas();
    void aReaderWaitsForTheWriter();
    void aNewFileIsNotCopied();

private:
    [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("ledgercast.db")); }
    [[nodiscard]] QString backup() const { return path() + u".before-2"; }
    /// A file as version 1 left it, with a change in each of these states and what of it was unrouted.
    void makeVersionOne(const QList<std::pair<QString, QString>> &changes = {}) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void MigrationsTest::makeVersionOne(const QList<std::pair<QString, QString>> &changes) const
{
    QVERIFY(schemaVersion() >= 2); // and the resources are there
    QFile revision(QStringLiteral(":/ledgercast/migrations/sqlite/001_initial.sql"));
    QVERIFY(revision.open(QIODevice::ReadOnly));
    const Plain plain(path());
    plain.run(QStringLiteral("PRAGMA application_id = %1").arg(Database::applicationId));
    plain.run(QStringLiteral("PRAGMA journal_mode = WAL"));
    for (const QString &statement : QString::fromUtf8(revision.readAll()).split(QStringLiteral("\n--;\n")))
        plain.run(statement);
    plain.run(QStringLiteral("PRAGMA user_version = 1"));
    plain.run(QStringLiteral("INSERT INTO document VALUES (1, 'ACME_TST', 'supplier_invoice', 'k', 1, zeroblob(32))"));
    int version = 0;
    for (const auto &[state, unrouted] : changes)
        plain.run(
            QStringLiteral("INSERT INTO change VALUES (NULL, 1, %1, 'created', 0, 'supplier_invoice', 'N%1', 'P', "
                           "'1', 10000, 'EUR', '100', '%3', 'fin-it', '%2', 'why', '%3', '[]', '{}', x'')")
                .arg(QString::number(++version), state, unrouted));
}

void MigrationsTest::aFileOfVersionOneIsBroughtUpToDate()
{
    makeVersionOne({{QStringLiteral("posted"), {}}});
    const QString fresh = m_folder->filePath(QStringLiteral("fresh.db"));
    QVERIFY(Database::open(path(), Database::Access::ReadWrite));
    QVERIFY(Database::open(fresh, Database::Access::ReadWrite));
    QCOMPARE(schemaOf(path()), schemaOf(fresh));
    QCOMPARE(Plain(path()).column(QStringLiteral("PRAGMA user_version")), {QString::number(schemaVersion())});
    QCOMPARE(Plain(path()).column(QStringLiteral("SELECT number FROM change")), QStringList{QStringLiteral("N1")});
    QVERIFY(Database::open(path(), Database::Access::ReadOnly));
}

void MigrationsTest::theFileIsCopiedAsideFirst()
{
    makeVersionOne({{QStringLiteral("posted"), {}}});
    QFile rubbish(backup());
    QVERIFY(rubbish.open(QIODevice::WriteOnly) && rubbish.write("half a copy of an earlier try") > 0);
    rubbish.close();
    QVERIFY(Database::open(path(), Database::Access::ReadWrite));
    QCOMPARE(Plain(backup()).column(QStringLiteral("PRAGMA user_version")), QStringList{QStringLiteral("1")});
    QCOMPARE(Plain(backup()).column(QStringLiteral("SELECT number FROM change")), QStringList{QStringLiteral("N1")});
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFileInfo(backup()).permissions() & others));
}

void MigrationsTest::whatWaitsForARuleIsFoundAgain()
{
    const QString centres = QStringLiteral("4300 4400");
    makeVersionOne({{QStringLiteral("unrouted"), centres},
                    {QStringLiteral("posted"), centres},
                    {QStringLiteral("queued"), centres},
                    {QStringLiteral("failed"), centres},
                    {QStringLiteral("skipped"), centres},
                    {QStringLiteral("posted"), {}}});
    const auto database = Database::open(path(), Database::Access::ReadWrite);
    QVERIFY(database);
    const auto waiting = Ledger(**database).unrouted(0, 10);
    QCOMPARE(waiting->size(), 4);
    QCOMPARE(waiting->first().waiting.costCentres, QStringList({QStringLiteral("4300"), QStringLiteral("4400")}));
    QStringList states;
    const auto entries = Reader(**database).entries({}, 0, 10);
    for (const EntryRow &row : *entries)
        states.prepend(toWord(row.state) + (row.reason.isEmpty() ? QString() : u": " + row.reason));
    QCOMPARE(states, QStringList({QStringLiteral("unrouted: why"), QStringLiteral("unrouted"),
                                  QStringLiteral("unrouted"), QStringLiteral("failed: why"),
                                  QStringLiteral("skipped: why"), QStringLiteral("posted: why")}));
}

void MigrationsTest::whatIsStillToBePaidIsRemindedOf()
{
    makeVersionOne();
    int id = 1;
    const QDate today = QDate::currentDate();
    for (const auto &[status, amount, due] : {std::tuple{"approved", "10", today.addDays(9)},
                                              {"approved", "10", today.addDays(-9)},
                                              {"paid", "10", today.addDays(9)},
                                              {"approved", "-10", today.addDays(9)}}) {
        const QString number = QString::number(++id);
        const QString content =
            QStringLiteral(R"({"company":"100","status":"%1","amount":{"amount":"%2"},"fields":{"due_date":"%3"}})")
                .arg(QLatin1String(status), QLatin1String(amount), due.toString(Qt::ISODate));
        const Plain plain(path());
        plain.run(QStringLiteral("INSERT INTO document VALUES (%1, 'ACME_TST', 'supplier_invoice', 'k%1', 1, "
                                 "zeroblob(32))")
                      .arg(number));
        plain.run(QStringLiteral("INSERT INTO change VALUES (NULL, %1, 1, 'created', 0, 'supplier_invoice', 'N', 'P', "
                                 "'1', 10000, 'EUR', '100', '', '', 'posted', '', '', '[]', '%2', x'')")
                      .arg(number, content));
    }
    const auto database = Database::open(path(), Database::Access::ReadWrite);
    QVERIFY(database);
    QCOMPARE(Ledger(**database).dueTopics(QStringLiteral("ACME_TST"), today, 10).value(),
             QStringList{QStringLiteral("dates|100|k2")});
}

void MigrationsTest::aFileThatDoesNotFitIsLeftAsItWas()
{
    makeVersionOne({{QStringLiteral("posted"), QStringLiteral("4300")}});
    Plain(path()).run(QStringLiteral("CREATE INDEX change_unrouted ON change (id)")); // in the last statement's way
    const auto opened = Database::open(path(), Database::Access::ReadWrite);
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::Storage);
    QCOMPARE(Plain(path()).column(QStringLiteral("PRAGMA user_version")), QStringList{QStringLiteral("1")});
    QCOMPARE(Plain(path()).column(QStringLiteral("SELECT state FROM change")), QStringList{QStringLiteral("posted")});
    QVERIFY(QFile::exists(backup()));
}

void MigrationsTest::aReaderWaitsForTheWriter()
{
    makeVersionOne();
    const auto opened = Database::open(path(), Database::Access::ReadOnly);
    QVERIFY(!opened);
    QCOMPARE(opened.error().kind, ErrorKind::Busy);
    QVERIFY(!QFile::exists(backup()));
}

void MigrationsTest::aNewFileIsNotCopied()
{
    QVERIFY(Database::open(path(), Database::Access::ReadWrite));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("ledgercast.db")});
}

QTEST_GUILESS_MAIN(MigrationsTest)
#include "tst_migrations.moc"
