// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/feedrunner.h"
#include "core/message/composer.h"
#include "core/routing/router.h"
#include "core/store/database.h"
#include "tests/support/fakeclock.h"
#include "tests/support/waitfor.h"

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

private:
    SyncReport::Feed run(const Page &page) { return run(QList<Page>{page}); }
    SyncReport::Feed run(const QList<Page> &pages);

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

SyncReport::Feed TestFeedRunner::run(const QList<Page> &pages)
{
    const Page &page = pages.first();
    const Router router{QList<Route>{}};
    const auto composer = Composer::builtIn();
    FeedRunner::Job job;
    job.request.tenant = page.tenant;
    job.request.company = page.company;
    job.request.feed = page.feed;
    job.recordType = QStringLiteral("supplier");
    job.context.router = &router;
    job.context.composer = &*composer;
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

QTEST_GUILESS_MAIN(TestFeedRunner)
#include "tst_feedrunner.moc"
