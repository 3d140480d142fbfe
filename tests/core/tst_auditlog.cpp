// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/auditlog.h"
#include "core/store/runlog.h"
#include "tests/core/storefixture.h"

#include <QCryptographicHash>
#include <QSqlError>
#include <QTest>

using namespace ledgercast;

class AuditLogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { store = std::make_unique<StoreFixture>(); }
    void anEmptyLogIsUnbroken();
    void theChainCanBeCheckedByAnybody();
    void aLogOfManyPagesIsUnbroken();
    void tamperingIsFoundAtItsLine_data();
    void tamperingIsFoundAtItsLine();
    void aLineCanNeitherBeChangedNorTakenAway_data();
    void aLineCanNeitherBeChangedNorTakenAway();
    void textOfAnyKindIsHashedAsItIsKept();
    void nothingIsAppendedForNothing();
    void eventsAreReadAPageAtATime();
    void aNoteBelongsToNoEntry();

private:
    void recordThree() const
    {
        for (int number = 1; number <= 3; ++number)
            store->record(QString::number(number), {QStringLiteral("fin-it")});
    }
    std::unique_ptr<StoreFixture> store;
};

void AuditLogTest::anEmptyLogIsUnbroken()
{
    const auto result = store->reader->verify();
    QVERIFY(result);
    QCOMPARE(result->events, 0);
    QVERIFY(!result->firstBroken);
    QCOMPARE(result->head, QByteArray(32, '\0'));
}

void AuditLogTest::theChainCanBeCheckedByAnybody()
{
    store->record(QStringLiteral("1"), {QStringLiteral("fin-it")});
    const auto events = store->reader->events(0, 10);
    QCOMPARE(events->size(), 2);
    QByteArray head(32, '\0');
    for (const AuditEventRow &event : *events) {
        const QByteArray text = "{\"actor\":\"ledgercast\",\"at\":" + QByteArray::number(toMs(event.at)) +
                                ",\"change\":1,\"data\":" + event.data + ",\"delivery\":\"" + event.delivery.toUtf8() +
                                "\",\"kind\":\"" + event.kind.toUtf8() + "\"}";
        const QByteArray hashed = head + text;
        head = QCryptographicHash::hash(hashed, QCryptographicHash::Sha256);
        QCOMPARE(event.hash, head);
    }
    QCOMPARE(store->reader->verify()->head, head);
}

void AuditLogTest::aLogOfManyPagesIsUnbroken()
{
    for (int number = 0; number < 300; ++number)
        store->record(QString::number(number), {QStringLiteral("fin-it")});
    const auto result = store->reader->verify();
    QCOMPARE(result->events, 600);
    QVERIFY(!result->firstBroken);
}

void AuditLogTest::tamperingIsFoundAtItsLine_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<qint64>("broken");
    const auto row = [](const char *name, const char *sql, qint64 broken) {
        QTest::newRow(name) << QString::fromLatin1(sql) << broken;
    };
    row("data", "UPDATE audit_event SET data = '{}' WHERE id = 3", 3);
    row("actor", "UPDATE audit_event SET actor = 'somebody' WHERE id = 1", 1);
    row("kind", "UPDATE audit_event SET kind = 'posted' WHERE id = 6", 6);
    row("time", "UPDATE audit_event SET at = at + 1 WHERE id = 4", 4);
    row("entry", "UPDATE audit_event SET change_id = 1 WHERE id = 5", 5);
    row("no entry", "UPDATE audit_event SET change_id = NULL WHERE id = 5", 5);
    row("delivery", "UPDATE audit_event SET delivery = 'x' WHERE id = 2", 2);
    row("hash", "UPDATE audit_event SET hash = zeroblob(32) WHERE id = 2", 2);
    row("a line taken out", "DELETE FROM audit_event WHERE id = 3", 4);
    row("the first taken away", "DELETE FROM audit_event WHERE id = 1", 2);
    row("a line put in",
        "INSERT INTO audit_event SELECT 7, at, kind, change_id, delivery, actor, data, hash FROM audit_event WHERE id "
        "= 6",
        7);
    row("numbered anew", "UPDATE audit_event SET id = 9 WHERE id = 6", 9);
}

void AuditLogTest::tamperingIsFoundAtItsLine()
{
    QFETCH(const QString, sql);
    recordThree();
    store->execute(QStringLiteral("DROP TRIGGER audit_event_keeps_its_lines"));
    store->execute(QStringLiteral("DROP TRIGGER audit_event_loses_none"));
    store->execute(sql);
    const auto result = store->reader->verify();
    QVERIFY(result);
    QVERIFY(result->firstBroken);
    QTEST(*result->firstBroken, "broken");
}

void AuditLogTest::aLineCanNeitherBeChangedNorTakenAway_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("change") << QStringLiteral("UPDATE audit_event SET kind = 'x'");
    QTest::newRow("take away") << QStringLiteral("DELETE FROM audit_event WHERE id = 1");
    QTest::newRow("replace") << QStringLiteral("INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event");
}

void AuditLogTest::aLineCanNeitherBeChangedNorTakenAway()
{
    QFETCH(const QString, sql);
    recordThree();
    const auto done = store->database->execute(sql);
    QVERIFY(!done);
    QVERIFY2(done.error().detail.contains(QStringLiteral("append-only")), qPrintable(done.error().detail));
    QVERIFY(!store->reader->verify()->firstBroken);
}

void AuditLogTest::textOfAnyKindIsHashedAsItIsKept()
{
    const QString nasty = QStringLiteral("\"quoted\" \\ back / slash \n\t\u0001 Zürich \u2028 😀 </script>");
    RunLog runs(*store->database);
    QVERIFY(runs.note(nasty, {{nasty, nasty}, {QStringLiteral("number"), 1.5}}, nasty, store->clock.now()));
    QVERIFY(!store->reader->verify()->firstBroken);
    QCOMPARE(store->reader->events(0, 1)->first().actor, nasty);
}

void AuditLogTest::nothingIsAppendedForNothing()
{
    QVERIFY(auditlog::append(*store->database, {}, store->clock.now()));
    QCOMPARE(store->reader->verify()->events, 0);
}

void AuditLogTest::eventsAreReadAPageAtATime()
{
    recordThree();
    QList<qint64> ids;
    for (qint64 after = 0;;) {
        const auto page = store->reader->events(after, 4);
        QVERIFY(page);
        if (page->isEmpty())
            break;
        for (const AuditEventRow &event : *page)
            ids << event.id;
        after = ids.last();
    }
    QCOMPARE(ids, QList<qint64>({1, 2, 3, 4, 5, 6}));
}

void AuditLogTest::aNoteBelongsToNoEntry()
{
    RunLog runs(*store->database);
    QVERIFY(runs.note(QStringLiteral("posting_paused"), {}, QStringLiteral("me"), store->clock.now()));
    const AuditEventRow event = store->reader->events(0, 1)->first();
    QVERIFY(!event.changeId);
    QCOMPARE(event.delivery, QString());
    QCOMPARE(event.actor, QStringLiteral("me"));
    QCOMPARE(event.at, store->clock.now());
}

QTEST_GUILESS_MAIN(AuditLogTest)
#include "tst_auditlog.moc"
