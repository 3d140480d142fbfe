// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/storefixture.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

#include <csignal>

using namespace ledgercast;

namespace {

const QString finIt = QStringLiteral("fin-it");

Plan planOf(const QList<PlannedChange> &changes, const QString &cursor = QStringLiteral("next"))
{
    Plan plan;
    plan.tenant = QStringLiteral("ACME_TST");
    plan.company = QStringLiteral("100");
    plan.feed = QStringLiteral("supplier_invoices");
    plan.nextCursor = cursor;
    plan.changes = changes;
    return plan;
}

/// What the killed process does: it dies with a page half written.
int beKilled(const QString &path)
{
    const auto database = Database::open(path, Database::Access::ReadWrite);
    if (!database || !(*database)->execute(QStringLiteral("PRAGMA cache_size = 1"))) // so that pages leave early
        return 1;
    const auto transaction = Transaction::begin(**database);
    for (int row = 0; transaction && row < 500; ++row) {
        const QString insert =
            QStringLiteral("INSERT INTO feed_cursor VALUES ('t', 'c', %1, hex(randomblob(2000)), 0)");
        if (!(*database)->execute(insert.arg(row)))
            return 1;
    }
    std::raise(SIGKILL);
    return 1;
}

} // namespace

class LedgerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { store = std::make_unique<StoreFixture>(); }
    void everythingOfAChangeIsKept();
    void aPageIsWrittenAsAWholeOrNotAtAll_data();
    void aPageIsWrittenAsAWholeOrNotAtAll();
    void aKillInTheMiddleLeavesNothing();
    void aFullDiskLeavesNothingAndTheNextTryWorks();
    void versionsFollowEachOther();
    void theSameVersionIsNotWrittenTwice();
    void whatIsKnownIsFoundByKey();
    void threadsAreThoseThatStand();
    void eachFeedHasItsOwnCursor();
    void anEmptyPageMovesTheCursor();
    void theSourceIsKeptCompressed();
    void whatWaitsIsFoundAPageAtATime();
    void aReleaseAddsWhatTheNewRulesDecided();
    void aReleasePartByPart();
    void aReleaseIntoAChannelThatHasItPostsNothing();
    void whatIsNotWantedIsSkippedWithItsReason();
    void nothingIsReleasedThatWaitsNoLonger();
    void aMappedCostCentreIsKeptBesideTheContent();
    void whatWaitsIsFoundUnderItsNewCostCentre();

private:
    [[nodiscard]] qint64 rows(const QString &table) const
    {
        return store->value(u"SELECT count(*) FROM " + table).toLongLong();
    }
    std::unique_ptr<StoreFixture> store;
};

void LedgerTest::everythingOfAChangeIsKept()
{
    Document document =
        StoreFixture::invoice(QStringLiteral("88213"), {QStringLiteral("4100"), QStringLiteral("4100")});
    document.lines = {{{QStringLiteral("line"), QStringLiteral("10")}}};
    PlannedChange planned = store->planned(document, {finIt});
    planned.change.kind = ChangeKind::StatusChanged;
    planned.change.differences = {{QStringLiteral("status"), QStringLiteral("\"old\""), QStringLiteral("nëw")}};
    const qint64 id = store->record(planned);
    const EntryDetail entry = store->entry(id);
    QCOMPARE(entry.row.kind, ChangeKind::StatusChanged);
    QCOMPARE(entry.row.at, store->clock.now());
    QCOMPARE(entry.row.number, document.number);
    QCOMPARE(entry.row.amount, document.amount);
    QCOMPARE(entry.row.costCentres, QStringList{QStringLiteral("4100")});
    QCOMPARE(entry.row.channels, QStringList{finIt});
    QCOMPARE(entry.row.state, EntryState::Queued);
    QCOMPARE(entry.change.document.toJson(), document.toJson());
    QCOMPARE(entry.change.differences, planned.change.differences);
    QCOMPARE(entry.source, document.source);
    QCOMPARE(entry.deliveries.first().routeName, QStringLiteral("rule of fin-it"));
    const QJsonObject recorded = QJsonDocument::fromJson(entry.events.first().data).object();
    QCOMPARE(recorded[u"fingerprint"].toString().toLatin1(), document.fingerprint().toHex());
    QCOMPARE(recorded[u"document"].toString(), document.key);
}

void LedgerTest::aPageIsWrittenAsAWholeOrNotAtAll_data()
{
    QTest::addColumn<QString>("obstacle");
    QTest::newRow("documents") << QStringLiteral("document");
    QTest::newRow("changes") << QStringLiteral("change");
    QTest::newRow("deliveries") << QStringLiteral("delivery");
    QTest::newRow("events") << QStringLiteral("audit_event");
    QTest::newRow("cursor") << QStringLiteral("feed_cursor");
}

void LedgerTest::aPageIsWrittenAsAWholeOrNotAtAll()
{
    QFETCH(const QString, obstacle);
    const QList<PlannedChange> changes{store->planned(StoreFixture::invoice(QStringLiteral("1")), {finIt}),
                                       store->planned(StoreFixture::invoice(QStringLiteral("2")), {finIt})};
    store->execute(QStringLiteral("CREATE TEMP TRIGGER obstacle BEFORE INSERT ON main.%1 WHEN "
                                  "(SELECT count(*) FROM %1) = %2 BEGIN SELECT RAISE (ABORT, 'no'); END")
                       .arg(obstacle)
                       .arg(obstacle == u"feed_cursor" ? 0 : 1));
    QVERIFY(!store->ledger->commit(planOf(changes), store->clock.now()));
    for (const auto *table : {"document", "change", "delivery", "audit_event", "feed_cursor"})
        QCOMPARE(rows(QString::fromLatin1(table)), 0);
    QCOMPARE(store->reader->counts({})->entries, 0);
    store->execute(QStringLiteral("DROP TRIGGER obstacle"));
    QVERIFY(store->ledger->commit(planOf(changes), store->clock.now()));
    QCOMPARE(rows(QStringLiteral("change")), 2);
}

void LedgerTest::aKillInTheMiddleLeavesNothing()
{
    store->record(QStringLiteral("1"), {finIt});
    QProcess victim;
    victim.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--be-killed"), store->path});
    QVERIFY(victim.waitForFinished());
    QCOMPARE(victim.exitStatus(), QProcess::CrashExit);
    QCOMPARE(rows(QStringLiteral("feed_cursor")), 1);
    QCOMPARE(store->value(QStringLiteral("PRAGMA integrity_check")).toString(), QStringLiteral("ok"));
    QVERIFY(!store->reader->verify()->firstBroken);
    store->record(QStringLiteral("2"), {finIt});
}

void LedgerTest::aFullDiskLeavesNothingAndTheNextTryWorks()
{
    const qint64 pages = store->value(QStringLiteral("PRAGMA page_count")).toLongLong();
    Q_UNUSED(store->value(QStringLiteral("PRAGMA max_page_count = %1").arg(pages + 3)));
    QList<PlannedChange> changes;
    for (int number = 0; number < 50; ++number)
        changes << store->planned(StoreFixture::invoice(QString::number(number)), {finIt});
    const auto committed = store->ledger->commit(planOf(changes), store->clock.now());
    QVERIFY(!committed);
    QCOMPARE(committed.error().kind, ErrorKind::DiskFull);
    QVERIFY(committed.error().isRetryable());
    QCOMPARE(rows(QStringLiteral("change")), 0);
    Q_UNUSED(store->value(QStringLiteral("PRAGMA max_page_count = 100000")));
    QVERIFY(store->ledger->commit(planOf(changes), store->clock.now()));
    QCOMPARE(rows(QStringLiteral("change")), 50);
}

void LedgerTest::versionsFollowEachOther()
{
    Document document = StoreFixture::invoice(QStringLiteral("1"));
    store->record(store->planned(document, {finIt}));
    document.status = QStringLiteral("paid");
    const qint64 second = store->record(store->planned(document, {}));
    QCOMPARE(store->entry(second).change.version, 2);
    QCOMPARE(rows(QStringLiteral("document")), 1);
    QCOMPARE(rows(QStringLiteral("change")), 2);
    const auto known = store->ledger->known(document.tenant, document.type, {document.key});
    QCOMPARE(known->value(document.key).version, 2);
    QCOMPARE(known->value(document.key).fingerprint, document.fingerprint());
    QCOMPARE(known->value(document.key).content, document.toJson());
}

void LedgerTest::theSameVersionIsNotWrittenTwice()
{
    const PlannedChange planned = store->planned(StoreFixture::invoice(QStringLiteral("1")), {finIt});
    store->record(planned);
    QVERIFY(!store->ledger->commit(planOf({planned}), store->clock.now()));
    QCOMPARE(rows(QStringLiteral("change")), 1);
}

void LedgerTest::whatIsKnownIsFoundByKey()
{
    QStringList keys;
    for (int number = 0; number < 1200; ++number)
        keys << StoreFixture::invoice(QString::number(number)).key;
    store->record(QStringLiteral("7"), {finIt});
    store->record(QStringLiteral("1199"), {});
    const QString tenant = QStringLiteral("ACME_TST");
    const QString type = QStringLiteral("supplier_invoice");
    const auto known = store->ledger->known(tenant, type, keys);
    QCOMPARE(known->size(), 2);
    QCOMPARE(known->value(keys.at(7)).threads.value(finIt), QStringLiteral("7@fin-it"));
    QVERIFY(known->contains(keys.at(1199)));
    QVERIFY(store->ledger->known(QStringLiteral("OTHER"), type, keys)->isEmpty());
    QVERIFY(store->ledger->known(tenant, QStringLiteral("purchase_order"), keys)->isEmpty());
    QVERIFY(store->ledger->known(tenant, type, {})->isEmpty());
}

void LedgerTest::threadsAreThoseThatStand()
{
    const Document document = StoreFixture::invoice(QStringLiteral("1"));
    const qint64 entry = store->record(store->planned(document, {finIt, QStringLiteral("fin-hr")}));
    store->settle(QStringLiteral("1@fin-hr"), DeliveryState::Posted);
    QVERIFY(store->outbox->dismiss({entry}, QStringLiteral("no"), QStringLiteral("me"), store->clock.now()));
    const auto known = store->ledger->known(document.tenant, document.type, {document.key});
    const QMap<QString, QString> standing{{QStringLiteral("fin-hr"), QStringLiteral("1@fin-hr")}};
    QCOMPARE(known->value(document.key).threads, standing);
}

void LedgerTest::eachFeedHasItsOwnCursor()
{
    const QString tenant = QStringLiteral("ACME_TST");
    const QString feed = QStringLiteral("supplier_invoices");
    QCOMPARE(store->ledger->cursor(tenant, QStringLiteral("100"), feed).value_or(QStringLiteral("?")), QString());
    QVERIFY(store->ledger->commit(planOf({}, QStringLiteral("a")), store->clock.now()));
    QVERIFY(store->ledger->commit(planOf({}, QStringLiteral("b")), store->clock.now()));
    QCOMPARE(*store->ledger->cursor(tenant, QStringLiteral("100"), feed), QStringLiteral("b"));
    QCOMPARE(*store->ledger->cursor(tenant, QStringLiteral("200"), feed), QString());
    QCOMPARE(*store->ledger->cursor(tenant, QStringLiteral("100"), QStringLiteral("orders")), QString());
}

void LedgerTest::anEmptyPageMovesTheCursor()
{
    QVERIFY(store->ledger->commit(planOf({}), store->clock.now()));
    QVERIFY(store->newEvents().isEmpty());
    QCOMPARE(rows(QStringLiteral("feed_cursor")), 1);
}

void LedgerTest::theSourceIsKeptCompressed()
{
    Document document = StoreFixture::invoice(QStringLiteral("1"));
    document.source = QByteArray("{\"SUNO\":\"N1001\",\"CUCD\":\"EUR\"}").repeated(100);
    const qint64 id = store->record(store->planned(document, {}));
    QCOMPARE(store->entry(id).source, document.source);
    QVERIFY(store->value(QStringLiteral("SELECT length(source) FROM change")).toInt() < document.source.size() / 10);
    Document bare = StoreFixture::invoice(QStringLiteral("2"));
    bare.source.clear();
    QCOMPARE(store->entry(store->record(store->planned(bare, {}))).source, QByteArray());
}

void LedgerTest::whatWaitsIsFoundAPageAtATime()
{
    for (int number = 1; number <= 5; ++number)
        store->record(QString::number(number), {}, number == 3 ? QStringList{} : QStringList{QStringLiteral("4300")});
    const auto first = store->ledger->unrouted(0, 3);
    QCOMPARE(first->size(), 3);
    QCOMPARE(first->last().change.document.number, QStringLiteral("4"));
    const auto rest = store->ledger->unrouted(first->last().entryId, 3);
    QCOMPARE(rest->size(), 1);
    QCOMPARE(rest->first().waiting.costCentres, QStringList{QStringLiteral("4300")});
}

void LedgerTest::aReleaseAddsWhatTheNewRulesDecided()
{
    const PlannedChange before =
        store->planned(StoreFixture::invoice(QStringLiteral("1")), {}, {QStringLiteral("4300")});
    const qint64 id = store->record(before);
    Q_UNUSED(store->newEvents());
    PlannedChange decided = before;
    decided.unrouted.clear();
    decided.deliveries = {{QStringLiteral("new"), {}, DeliveryRole::Main, DeliveryState::Queued, finIt, {}, {}, "{}"}};
    QVERIFY(store->ledger->release(id, decided, store->clock.now()));
    QCOMPARE(store->newEvents(), QStringList{QStringLiteral("routed")});
    QCOMPARE(store->stateOf(id), EntryState::Queued);
    QCOMPARE(store->entry(id).row.channels, QStringList{finIt});
    QVERIFY(store->ledger->unrouted(0, 10)->isEmpty());
}

void LedgerTest::aReleasePartByPart()
{
    const QStringList waiting{QStringLiteral("4300"), QStringLiteral("4400")};
    PlannedChange planned = store->planned(StoreFixture::invoice(QStringLiteral("1")), {finIt}, waiting);
    const qint64 id = store->record(planned);
    store->settle(QStringLiteral("1@fin-it"), DeliveryState::Posted);
    QCOMPARE(store->stateOf(id), EntryState::Unrouted);
    QCOMPARE(store->ledger->unrouted(0, 10)->first().waiting.channels, QStringList{finIt});
    Q_UNUSED(store->newEvents());
    const QString hr = QStringLiteral("fin-hr");
    planned.unrouted = {QStringLiteral("4400")};
    planned.deliveries = {{QStringLiteral("new"), {}, DeliveryRole::Main, DeliveryState::Queued, hr, {}, {}, "{}"}};
    QVERIFY(store->ledger->release(id, planned, store->clock.now()));
    QCOMPARE(store->newEvents(), QStringList({QStringLiteral("routed"), QStringLiteral("unrouted")}));
    QCOMPARE(store->stateOf(id), EntryState::Unrouted);
    QCOMPARE(store->entry(id).row.channels, QStringList({finIt, hr}));
    QCOMPARE(store->ledger->unrouted(0, 10)->first().waiting.costCentres, planned.unrouted);
}

namespace {

PlannedChange mapped(PlannedChange planned, const QString &code)
{
    planned.change.document.costCentres.clear();
    planned.change.content = planned.change.document.toJson();
    planned.change.document.costCentres = {
        {code, Money{Decimal(1250, 2), QStringLiteral("EUR")}, QStringLiteral("mapping: warehouse 110")}};
    return planned;
}

} // namespace

void LedgerTest::aMappedCostCentreIsKeptBesideTheContent()
{
    const Document document = StoreFixture::invoice(QStringLiteral("1"));
    const PlannedChange planned = mapped(store->planned(document, {finIt}), QStringLiteral("4300"));
    const EntryDetail entry = store->entry(store->record(planned));
    QCOMPARE(entry.row.costCentres, QStringList{QStringLiteral("4300")});
    QCOMPARE(entry.change.document.costCentres, planned.change.document.costCentres);
    QCOMPARE(entry.change.fingerprint, document.fingerprint());
    QCOMPARE(entry.events.at(1).kind, QStringLiteral("mapped"));
    const auto known = store->ledger->known(document.tenant, document.type, {document.key});
    QCOMPARE(known->value(document.key).content, document.toJson()); // the next version is compared with this
}

void LedgerTest::whatWaitsIsFoundUnderItsNewCostCentre()
{
    const PlannedChange before =
        store->planned(StoreFixture::invoice(QStringLiteral("1")), {}, {QStringLiteral("unknown")});
    const qint64 id = store->record(before);
    const auto found = [this](const QString &words) {
        EntryFilter filter;
        filter.search = words;
        return store->reader->counts(filter)->entries;
    };
    for (const auto &[last, code] : {std::pair{QStringLiteral("none"), QStringLiteral("4399")},
                                     {QStringLiteral("4399"), QStringLiteral("4300")}}) {
        PlannedChange decided = mapped(before, code);
        decided.unrouted = QStringList{code};
        Q_UNUSED(store->newEvents());
        QVERIFY(store->ledger->release(id, decided, store->clock.now()));
        QCOMPARE(store->newEvents(), QStringList({QStringLiteral("mapped"), QStringLiteral("unrouted")}));
        QCOMPARE(found(last), 0);
        QCOMPARE(found(code), 1);
        QCOMPARE(found(QStringLiteral("nordwind")), 1);
        EntryFilter filter;
        filter.costCentres = QStringList{code};
        QCOMPARE(store->reader->counts(filter)->entries, 1);
        const auto waiting = store->ledger->unrouted(0, 10);
        QCOMPARE(waiting->first().waiting.costCentres, QStringList{code});
        QCOMPARE(waiting->first().change.document.costCentres, decided.change.document.costCentres);
    }
    store->execute(QStringLiteral("INSERT INTO change_search (change_search) VALUES ('integrity-check')"));
}

void LedgerTest::aReleaseIntoAChannelThatHasItPostsNothing()
{
    PlannedChange planned =
        store->planned(StoreFixture::invoice(QStringLiteral("1")), {finIt}, {QStringLiteral("4300")});
    const qint64 id = store->record(planned);
    store->settle(QStringLiteral("1@fin-it"), DeliveryState::Posted);
    Q_UNUSED(store->newEvents());
    planned.deliveries.clear();
    planned.unrouted.clear();
    planned.joined = {finIt};
    QVERIFY(store->ledger->release(id, planned, store->clock.now()));
    QCOMPARE(store->stateOf(id), EntryState::Posted);
    QCOMPARE(store->entry(id).deliveries.size(), 1);
    QCOMPARE(store->newEvents(), QStringList{QStringLiteral("routed")});
}

void LedgerTest::whatIsNotWantedIsSkippedWithItsReason()
{
    const QString reason = QStringLiteral("below_threshold");
    PlannedChange planned = store->planned(StoreFixture::invoice(QStringLiteral("1")), {});
    planned.skipped = reason;
    const qint64 atOnce = store->record(planned);
    QCOMPARE(store->stateOf(atOnce), EntryState::Skipped);
    QCOMPARE(store->entry(atOnce).row.reason, reason);
    PlannedChange waiting = store->planned(StoreFixture::invoice(QStringLiteral("2")), {}, {QStringLiteral("4300")});
    const qint64 later = store->record(waiting);
    Q_UNUSED(store->newEvents());
    waiting.unrouted.clear();
    waiting.skipped = reason;
    QVERIFY(store->ledger->release(later, waiting, store->clock.now()));
    QCOMPARE(store->stateOf(later), EntryState::Skipped);
    QCOMPARE(store->entry(later).row.reason, reason);
    QCOMPARE(store->newEvents(), QStringList{QStringLiteral("skipped")});
    QVERIFY(store->ledger->unrouted(0, 10)->isEmpty());
}

void LedgerTest::nothingIsReleasedThatWaitsNoLonger()
{
    const PlannedChange planned = store->planned(StoreFixture::invoice(QStringLiteral("1")), {finIt});
    const qint64 id = store->record(planned);
    PlannedChange late = planned;
    late.deliveries.first().id = QStringLiteral("late");
    QVERIFY(store->ledger->release(id, late, store->clock.now()));
    QCOMPARE(store->entry(id).deliveries.size(), 1);
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"--be-killed")
        return beKilled(arguments.value(2));
    LedgerTest test;
    return QTest::qExec(&test, arguments);
}

#include "tst_ledger.moc"
