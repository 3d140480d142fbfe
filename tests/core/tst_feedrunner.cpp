// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/feedrunner.h"
#include "core/message/composer.h"
#include "core/routing/router.h"
#include "core/store/database.h"
#include "tests/support/fakeclock.h"
#include "tests/support/waitfor.h"

#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace ledgercast;

namespace {

/// Gives the pages it was told to, and keeps what it was asked.
class FakeSource final : public Source
{
public:
    QCoro::Task<Result<Page>> fetch(FeedRequest request) override
    {
        if (request.knownStatuses)
            known = request.knownStatuses().value();
        co_return pages.takeFirst();
    }
    QList<Page> pages;
    QHash<QString, QString> known;
};

Document supplier(const QString &number)
{
    Document document;
    document.tenant = QStringLiteral("ACME_TST");
    document.type = QStringLiteral("supplier");
    document.key = QStringLiteral("100/") + number;
    document.number = number;
    document.company = QStringLiteral("100");
    document.status = QStringLiteral("active");
    document.fields.insert(QStringLiteral("status"), document.status);
    return document;
}

Page page(const QList<Document> &documents, const QStringList &deleted = {})
{
    Page page;
    page.tenant = QStringLiteral("ACME_TST");
    page.company = QStringLiteral("100");
    page.feed = QStringLiteral("suppliers");
    page.documents = documents;
    page.deleted = deleted;
    page.nextCursor = QStringLiteral("next");
    return page;
}

} // namespace

class TestFeedRunner : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void tellsWhatIsKnown();
    void makesADeletedDocumentAChangeOfItsStatus();
    void takesADocumentBackThatComesAgain();
    void readsFromTheStartBehindWhatWasInterrupted();
    void aBackfillRecordsOnly();
    void aBackfillTellsWhatWasNeverToldOnce();

private:
    SyncReport::Feed run(const Page &page) { return run(QList<Page>{page}); }
    SyncReport::Feed run(const QList<Page> &pages, const std::function<void(FeedRunner::Job &)> &change = {});

    /// Kind and state of the document's only entry, and how many messages it has.
    [[nodiscard]] QString states(const QString &key) const
    {
        QSqlQuery query(m_database->connection());
        query.prepare(
            QStringLiteral("SELECT change.kind, change.state, (SELECT count(*) FROM delivery WHERE change_id = "
                           "change.id) FROM change JOIN document ON document.id = document_id WHERE key = ?"));
        query.addBindValue(key);
        if (!query.exec() || !query.next())
            return {};
        return query.value(0).toString() + u' ' + query.value(1).toString() + u' ' + query.value(2).toString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Ledger> m_ledger;
    FakeSource m_source;
    FakeClock m_clock;
};

void TestFeedRunner::init()
{
    m_ledger.reset();
    m_database.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto opened = Database::open(m_folder->filePath(QStringLiteral("ledger.db")), Database::Access::ReadWrite);
    QVERIFY(opened);
    m_database = std::move(*opened);
    m_ledger = std::make_unique<Ledger>(*m_database);
}

SyncReport::Feed TestFeedRunner::run(const QList<Page> &pages, const std::function<void(FeedRunner::Job &)> &change)
{
    const Page &page = pages.first();
    Route route;
    route.name = QStringLiteral("Suppliers");
    route.recordTypes = {QStringLiteral("supplier")};
    route.channel = QStringLiteral("fin-ap");
    const Router router{QList<Route>{route}};
    const auto composer = Composer::builtIn();
    FeedRunner::Job job;
    job.request.tenant = page.tenant;
    job.request.company = page.company;
    job.request.feed = page.feed;
    job.recordType = QStringLiteral("supplier");
    job.context.router = &router;
    job.context.composer = &*composer;
    if (change)
        change(job);
    m_source.pages = pages;
    FeedRunner runner(m_source, *m_ledger, m_clock);
    return resultOf(runner.run(
        job, [] {}, [] { return false; }));
}

void TestFeedRunner::tellsWhatIsKnown()
{
    run(page({supplier(QStringLiteral("S1")), supplier(QStringLiteral("S2"))}));
    QVERIFY(m_source.known.isEmpty());
    run(page({}));
    QCOMPARE(m_source.known, (QHash<QString, QString>{{QStringLiteral("100/S1"), QStringLiteral("active")},
                                                      {QStringLiteral("100/S2"), QStringLiteral("active")}}));
    QVERIFY(
        m_ledger->statuses(QStringLiteral("ACME_TST"), QStringLiteral("supplier"), QStringLiteral("200"))->isEmpty());
}

void TestFeedRunner::makesADeletedDocumentAChangeOfItsStatus()
{
    run(page({supplier(QStringLiteral("S1"))}));
    const SyncReport::Feed report = run(page({}, {QStringLiteral("100/S1"), QStringLiteral("100/NEVER")}));
    QVERIFY(!report.error);
    QCOMPARE(report.updated, 1);
    QCOMPARE(report.created, 0);
    QCOMPARE(run(page({}, {QStringLiteral("100/S1")})).unchanged, 1); // it is not deleted twice
    QCOMPARE(m_source.known.value(QStringLiteral("100/S1")), QStringLiteral("deleted"));
}

void TestFeedRunner::takesADocumentBackThatComesAgain()
{
    run(page({supplier(QStringLiteral("S1"))}));
    run(page({}, {QStringLiteral("100/S1")}));
    QCOMPARE(run(page({supplier(QStringLiteral("S1"))})).updated, 1);
    run(page({}));
    QCOMPARE(m_source.known.value(QStringLiteral("100/S1")), QStringLiteral("active"));
}

void TestFeedRunner::readsFromTheStartBehindWhatWasInterrupted()
{
    Page rest = page({supplier(QStringLiteral("S8"))});
    rest.isFirst = false;
    QCOMPARE(run({rest, page({supplier(QStringLiteral("S1"))})}).created, 2);
    QVERIFY(m_source.pages.isEmpty());
    Page first = page({supplier(QStringLiteral("S2"))});
    first.hasMore = true;
    QCOMPARE(run({first, rest}).created, 1); // it began here: there is nothing to go back for
    QVERIFY(m_source.pages.isEmpty());
}

void TestFeedRunner::aBackfillRecordsOnly()
{
    run(page({supplier(QStringLiteral("S1"))}));
    const QString cursor =
        *m_ledger->cursor(QStringLiteral("ACME_TST"), QStringLiteral("100"), QStringLiteral("suppliers"));
    QCOMPARE(cursor, QStringLiteral("next"));
    Document old = supplier(QStringLiteral("S2"));
    old.modifiedOn = QDate(2026, 11, 3);
    Page found = page({supplier(QStringLiteral("S1")), old});
    found.nextCursor = QStringLiteral("elsewhere");
    const auto recordOnly = [](FeedRunner::Job &job) {
        job.request.isBackfill = true;
        job.request.startFrom = QDate(2026, 11, 1);
        job.context.knownBefore = QDate(2026, 11, 25);
    };
    m_source.known.clear();
    const SyncReport::Feed report = run({found}, recordOnly);
    QCOMPARE(report.created, 1);
    QCOMPARE(report.told, 0);
    QVERIFY(m_source.known.isEmpty()); // what is deleted isn't looked for from the middle on
    QCOMPARE(*m_ledger->cursor(QStringLiteral("ACME_TST"), QStringLiteral("100"), QStringLiteral("suppliers")), cursor);
    QCOMPARE(states(QStringLiteral("100/S2")), QStringLiteral("known recorded 0"));
}

void TestFeedRunner::aBackfillTellsWhatWasNeverToldOnce()
{
    Document early = supplier(QStringLiteral("S1"));
    early.modifiedOn = QDate(2026, 10, 3);
    Document late = supplier(QStringLiteral("S2"));
    late.modifiedOn = QDate(2026, 11, 3);
    Document told = supplier(QStringLiteral("S3"));
    told.modifiedOn = QDate(2026, 11, 24);
    run({page({early, late, told})}, [](FeedRunner::Job &job) { job.context.knownBefore = QDate(2026, 11, 24); });
    QCOMPARE(states(QStringLiteral("100/S2")), QStringLiteral("known recorded 0"));
    QCOMPARE(states(QStringLiteral("100/S3")).section(u' ', 0, 1), QStringLiteral("created queued"));
    const QString before = states(QStringLiteral("100/S3"));
    Document found = supplier(QStringLiteral("S4"));
    found.modifiedOn = QDate(2026, 11, 4);
    const auto tell = [](FeedRunner::Job &job) {
        job.request.isBackfill = true;
        job.request.startFrom = job.context.knownBefore = job.context.toldFrom = QDate(2026, 11, 1);
    };
    const SyncReport::Feed report = run({page({early, late, told, found})}, tell);
    QCOMPARE(report.told, 1);
    QCOMPARE(report.created, 1);
    QCOMPARE(states(QStringLiteral("100/S1")), QStringLiteral("known recorded 0"));
    QCOMPARE(states(QStringLiteral("100/S2")).section(u' ', 0, 1), QStringLiteral("created held"));
    QCOMPARE(states(QStringLiteral("100/S4")).section(u' ', 0, 1), QStringLiteral("created held"));
    QCOMPARE(states(QStringLiteral("100/S3")), before);
    const QString held = states(QStringLiteral("100/S2"));
    const SyncReport::Feed again = run({page({early, late, told, found})}, tell);
    QCOMPARE(again.told + again.created, 0);
    QCOMPARE(states(QStringLiteral("100/S2")), held);
}

QTEST_GUILESS_MAIN(TestFeedRunner)
#include "tst_feedrunner.moc"
