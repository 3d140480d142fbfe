// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/recordtype.h"
#include "tests/core/findingsfixture.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace ledgercast;

namespace {

const QString tenant = FindingsFixture::tenant;
const QDate monday = FindingsFixture::monday;

Document document(QStringView type, const QString &number)
{
    Document document;
    document.tenant = tenant;
    document.type = type.toString();
    document.company = QStringLiteral("100");
    document.key = u"100/" + number;
    document.number = number;
    document.partyId = QStringLiteral("N1001");
    document.partyName = QStringLiteral("Nordwind Components GmbH");
    document.amount = Money{Decimal(125'000, 2), QStringLiteral("EUR")};
    document.costCentres = {{QStringLiteral("4100"), std::nullopt, QStringLiteral("order_lines")}};
    document.modifiedOn = monday;
    return document;
}

Fields fields(const QString &text)
{
    Fields fields;
    const QStringList pairs = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &pair : pairs)
        fields.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
    return fields;
}

/// Line 10 of order 1100234: 100 pieces at 12.50.
Document order(const QString &counts = {})
{
    Document order = document(recordtype::purchaseOrder, QStringLiteral("1100234"));
    order.lines = {fields(u"line=10 ordered=100 unit=PCE price=12.50 description=Bearing "_qs + counts)};
    return order;
}

Document receipt(const QString &number, const QString &quantity)
{
    Document receipt = document(recordtype::goodsReceipt, number);
    receipt.fields.insert(QStringLiteral("purchase_order"), QStringLiteral("1100234"));
    receipt.lines = {fields(u"line=10 received=" + quantity)};
    return receipt;
}

/// An invoice in process: its own line 1 is line 10 of the order.
Document invoice(const QString &number, const QString &quantity, const QString &price = QStringLiteral("12.50"),
                 QDate date = monday)
{
    Document invoice = document(recordtype::pendingInvoice, number);
    invoice.fields.insert(QStringLiteral("invoice_date"), date.toString(Qt::ISODate));
    invoice.lines = {fields(u"line=1 line_kind=Goods order=1100234 order_line=10 unit=PCE quantity="_qs + quantity +
                            u" price=" + price)};
    return invoice;
}

Document deleted(Document document)
{
    document.status = QStringLiteral("deleted");
    return document;
}

} // namespace

class TestFindings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void oneIsRaisedOnceAndClearedOnce_data();
    void oneIsRaisedOnceAndClearedOnce();
    void readingTheSameAgainRaisesNothing();
    void aRestartForgetsNothing();
    void aMissingReceiptWaitsForItsGrace();
    void aReceiptInTimeIsNoFinding();
    void severalInvoicesOfALineAreAddedUp();
    void aToleranceIsAnEdge_data();
    void aToleranceIsAnEdge();
    void otherNumbersAreKeptButNotToldAgain();
    void whatWasKnownFromTheStartIsRecordedAndNotPosted();
    void anExceptionGoesIntoItsDocumentsThread();
    void aRuleForExceptionsTakesOnlyThem();
    void anExceptionWithoutARuleIsRoutedLater();
    void theLogTellsWhatWasFound();
    void aDeletedOrderClearsWhatItHad();
    void anyOrderOfArrivalGivesTheSame();

private:
    QStringList read(const QList<Document> &documents) { return m_fixture->read(documents); }
    QStringList pass(QDate day) { return m_fixture->pass(day); }
    [[nodiscard]] QStringList open() const;

    std::unique_ptr<FindingsFixture> m_fixture;
};

void TestFindings::init()
{
    m_fixture = std::make_unique<FindingsFixture>();
}

QStringList TestFindings::open() const
{
    const auto known = m_fixture->store.ledger->topics(tenant, {QStringLiteral("order|100|1100234")});
    QStringList open;
    for (const OpenFinding &found : known->open.value(QStringLiteral("order|100|1100234")))
        open << found.finding.id + u' ' + found.finding.expected + u" -> " + found.finding.actual;
    open.sort();
    return open;
}

void TestFindings::oneIsRaisedOnceAndClearedOnce_data()
{
    QTest::addColumn<QList<Document>>("found");
    QTest::addColumn<Document>("settles");
    QTest::addColumn<QString>("kind");
    using Documents = QList<Document>;
    const QString one = QStringLiteral("1");
    const QString all = QStringLiteral("100");
    QTest::newRow("a price, credited by a corrected invoice")
        << Documents{order(), receipt(one, all), invoice(one, all, QStringLiteral("13.10"))} << invoice(one, all)
        << QStringLiteral("price_variance");
    QTest::newRow("more billed than received, the rest comes")
        << Documents{order(), receipt(one, QStringLiteral("60")), invoice(one, all)}
        << receipt(QStringLiteral("2"), QStringLiteral("40")) << QStringLiteral("quantity_mismatch");
    QTest::newRow("nothing received, then it is")
        << Documents{order(), invoice(one, all, QStringLiteral("12.50"), monday.addDays(-9))} << receipt(one, all)
        << QStringLiteral("missing_receipt");
    Document boxes = invoice(one, all);
    boxes.lines.first().insert(QStringLiteral("unit"), QStringLiteral("BOX"));
    boxes.lines.first().insert(QStringLiteral("price_unit"), QStringLiteral("PCE"));
    QTest::newRow("other units, the invoice is deleted")
        << Documents{order(), receipt(one, all), boxes} << deleted(boxes) << QStringLiteral("not_comparable");
}

void TestFindings::oneIsRaisedOnceAndClearedOnce()
{
    QFETCH(const QList<Document>, found);
    QFETCH(const Document, settles);
    QFETCH(const QString, kind);
    QCOMPARE(read(found), QStringList{u'+' + kind});
    QCOMPARE(open().size(), 1);
    QCOMPARE(read({settles}), QStringList{u'-' + kind});
    QVERIFY(open().isEmpty());
    QCOMPARE(read({settles}), QStringList{});
}

void TestFindings::readingTheSameAgainRaisesNothing()
{
    const QList<Document> documents{order(), receipt(QStringLiteral("1"), QStringLiteral("60")),
                                    invoice(QStringLiteral("1"), QStringLiteral("100"))};
    QCOMPARE(read(documents).size(), 1);
    QCOMPARE(read(documents), QStringList{});
    // Another version of the order that changes nothing about it, too.
    Document later = order();
    later.fields.insert(QStringLiteral("buyer"), QStringLiteral("MAIER"));
    QCOMPARE(read({later}), QStringList{});
    QCOMPARE(m_fixture->last.changes.size(), 1);
}

void TestFindings::aRestartForgetsNothing()
{
    read({order(), receipt(QStringLiteral("1"), QStringLiteral("60"))});
    QCOMPARE(read({invoice(QStringLiteral("1"), QStringLiteral("100"))}).size(), 1);
    const QString path = m_fixture->store.path;
    m_fixture->store.ledger.reset();
    m_fixture->store.outbox.reset();
    m_fixture->store.reader.reset();
    m_fixture->store.database.reset();
    m_fixture->store.database = std::move(*Database::open(path, Database::Access::ReadWrite));
    m_fixture->store.ledger = std::make_unique<Ledger>(*m_fixture->store.database);
    QCOMPARE(read({invoice(QStringLiteral("1"), QStringLiteral("100"))}), QStringList{});
    QCOMPARE(read({receipt(QStringLiteral("2"), QStringLiteral("40"))}),
             QStringList{QStringLiteral("-quantity_mismatch")});
}

void TestFindings::aMissingReceiptWaitsForItsGrace()
{
    QCOMPARE(
        read({order(QStringLiteral("invoiced=100 received=0")), invoice(QStringLiteral("1"), QStringLiteral("100"))}),
        QStringList{});
    QCOMPARE(m_fixture->store.ledger->nextTopicDue(tenant).value(), monday.addDays(4)); // three days of grace are over
    QCOMPARE(pass(monday.addDays(3)), QStringList{});
    QCOMPARE(pass(monday.addDays(4)), QStringList{QStringLiteral("+missing_receipt")});
    QVERIFY(!m_fixture->last.changes.first().deliveries.isEmpty());
    QVERIFY(!m_fixture->store.ledger->nextTopicDue(tenant)->isValid());
    QCOMPARE(pass(monday.addDays(40)), QStringList{});
    QCOMPARE(read({receipt(QStringLiteral("1"), QStringLiteral("100"))}),
             QStringList{QStringLiteral("-missing_receipt")});
}

void TestFindings::aReceiptInTimeIsNoFinding()
{
    read({order(), invoice(QStringLiteral("1"), QStringLiteral("100"))});
    read({receipt(QStringLiteral("1"), QStringLiteral("100"))});
    QVERIFY(!m_fixture->store.ledger->nextTopicDue(tenant)->isValid());
    QCOMPARE(pass(monday.addDays(9)), QStringList{});
    // What the order counts without the bill's date is no missing receipt, whatever its age.
    init();
    QCOMPARE(read({order(QStringLiteral("invoiced=100 received=0"))}), QStringList{});
}

void TestFindings::severalInvoicesOfALineAreAddedUp()
{
    QCOMPARE(read({order(), receipt(QStringLiteral("1"), QStringLiteral("50")),
                   invoice(QStringLiteral("1"), QStringLiteral("50"))}),
             QStringList{});
    QCOMPARE(read({receipt(QStringLiteral("2"), QStringLiteral("30"))}), QStringList{});
    QCOMPARE(read({invoice(QStringLiteral("2"), QStringLiteral("30"), QStringLiteral("14"))}),
             QStringList{QStringLiteral("+price_variance")});
    QCOMPARE(read({invoice(QStringLiteral("3"), QStringLiteral("20"))}),
             QStringList{QStringLiteral("+quantity_mismatch")});
    QCOMPARE(open().last(), QStringLiteral("quantity_mismatch|100/1100234/10/0| 80 PCE -> 100 PCE"));
    // What was billed before we began to read is in the order's own count.
    init();
    QCOMPARE(
        read({order(QStringLiteral("received=60 invoiced=90")), invoice(QStringLiteral("9"), QStringLiteral("30"))}),
        QStringList{QStringLiteral("+quantity_mismatch")});
}

void TestFindings::aToleranceIsAnEdge_data()
{
    QTest::addColumn<QString>("price");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("at one percent") << QStringLiteral("12.625") << false;
    QTest::newRow("above") << QStringLiteral("12.626") << true;
    QTest::newRow("below what was ordered, at one percent") << QStringLiteral("12.375") << false;
    QTest::newRow("below that") << QStringLiteral("12.374") << true;
}

void TestFindings::aToleranceIsAnEdge()
{
    QFETCH(const QString, price);
    QFETCH(const bool, isFound);
    const QStringList raised = read({order(), receipt(QStringLiteral("1"), QStringLiteral("100")),
                                     invoice(QStringLiteral("1"), QStringLiteral("100"), price)});
    QCOMPARE(!raised.isEmpty(), isFound);
}

void TestFindings::otherNumbersAreKeptButNotToldAgain()
{
    read({order(), receipt(QStringLiteral("1"), QStringLiteral("50"))});
    read({invoice(QStringLiteral("1"), QStringLiteral("100"))});
    QCOMPARE(read({receipt(QStringLiteral("2"), QStringLiteral("20"))}), QStringList{});
    QVERIFY(open().first().endsWith(u"70 PCE -> 100 PCE"));
}

void TestFindings::whatWasKnownFromTheStartIsRecordedAndNotPosted()
{
    m_fixture->knownBefore = monday.addDays(1);
    QCOMPARE(read({order(), receipt(QStringLiteral("1"), QStringLiteral("100")),
                   invoice(QStringLiteral("1"), QStringLiteral("100"), QStringLiteral("14"))}),
             QStringList{QStringLiteral("+price_variance")});
    QVERIFY(m_fixture->last.changes.last().deliveries.isEmpty());
    const qint64 last = m_fixture->store.value(QStringLiteral("SELECT max(id) FROM change")).toLongLong();
    QCOMPARE(m_fixture->store.stateOf(last), EntryState::Recorded);
    // Its end is as quiet, but what is new about a known order is told.
    Document added = invoice(QStringLiteral("2"), QStringLiteral("90"));
    added.modifiedOn = monday.addDays(1);
    QCOMPARE(read({added}), QStringList{QStringLiteral("+quantity_mismatch")});
    QVERIFY(!m_fixture->last.changes.last().deliveries.isEmpty());
    QCOMPARE(read({invoice(QStringLiteral("1"), QStringLiteral("10"))}),
             (QStringList{QStringLiteral("-price_variance"), QStringLiteral("-quantity_mismatch")}));
    QVERIFY(m_fixture->last.changes.at(1).deliveries.isEmpty());
    QVERIFY(!m_fixture->last.changes.at(2).deliveries.isEmpty());
}

void TestFindings::anExceptionGoesIntoItsDocumentsThread()
{
    read({order()});
    const QString thread = m_fixture->last.changes.first().deliveries.first().id;
    read({receipt(QStringLiteral("1"), QStringLiteral("100"))});
    read({invoice(QStringLiteral("1"), QStringLiteral("120"), QStringLiteral("14"))});
    QCOMPARE(m_fixture->last.changes.size(), 3); // the invoice, and two findings about its order
    for (const PlannedChange &planned : {m_fixture->last.changes.at(1), m_fixture->last.changes.at(2)}) {
        QCOMPARE(planned.change.document.type, QStringLiteral("purchase_order"));
        QCOMPARE(planned.deliveries.size(), 1);
        QCOMPARE(planned.deliveries.first().role, DeliveryRole::Update);
        QCOMPARE(planned.deliveries.first().parentId, thread);
    }
    const QString message = QString::fromUtf8(m_fixture->last.changes.at(1).deliveries.first().message);
    for (const char *part : {"Price variance", "PO 1100234, line 10", "12.50 EUR per PCE", "14.00 EUR per PCE", "1 %",
                             "price_variance/default", "credit note", "derived by Ledgercast"})
        QVERIFY2(message.contains(QLatin1StringView(part)), qPrintable(message));
}

void TestFindings::aRuleForExceptionsTakesOnlyThem()
{
    Route prices = FindingsFixture::everythingTo(QStringLiteral("prices"));
    prices.exceptions = {QStringLiteral("price_variance")};
    Route exceptions = FindingsFixture::everythingTo(QStringLiteral("exceptions"));
    exceptions.exceptions = {QStringLiteral("*")};
    m_fixture->router = Router({prices, exceptions, FindingsFixture::everythingTo(QStringLiteral("finance"))});
    read({order()});
    QCOMPARE(m_fixture->last.changes.first().deliveries.first().channel, QStringLiteral("finance"));
    read({receipt(QStringLiteral("1"), QStringLiteral("100"))});
    read({invoice(QStringLiteral("1"), QStringLiteral("120"), QStringLiteral("14"))});
    QCOMPARE(m_fixture->last.changes.at(0).deliveries.first().channel, QStringLiteral("finance"));
    QCOMPARE(m_fixture->last.changes.at(1).deliveries.first().channel, QStringLiteral("prices"));
    QCOMPARE(m_fixture->last.changes.at(1).deliveries.first().role,
             DeliveryRole::Main); // no thread of the order is there
    QCOMPARE(m_fixture->last.changes.at(2).deliveries.first().channel, QStringLiteral("exceptions"));
}

void TestFindings::anExceptionWithoutARuleIsRoutedLater()
{
    m_fixture->router = Router{};
    read({order(), receipt(QStringLiteral("1"), QStringLiteral("100"))});
    read({invoice(QStringLiteral("1"), QStringLiteral("120"))});
    const auto waiting = m_fixture->store.ledger->unrouted(0, 10);
    QCOMPARE(waiting->size(), 4);
    QCOMPARE(waiting->last().change.kind, ChangeKind::ExceptionRaised);
    Route exceptions = FindingsFixture::everythingTo(QStringLiteral("exceptions"));
    exceptions.exceptions = {QStringLiteral("quantity_mismatch")};
    m_fixture->router = Router({exceptions});
    const PlannedChange decided =
        planner::decideWaiting(waiting->last().change, waiting->last().waiting, {}, m_fixture->context());
    QCOMPARE(decided.deliveries.size(), 1);
    QVERIFY(decided.deliveries.first().message.contains("Quantity mismatch"));
}

void TestFindings::theLogTellsWhatWasFound()
{
    read({order(), receipt(QStringLiteral("1"), QStringLiteral("100"))});
    read({invoice(QStringLiteral("1"), QStringLiteral("120"))});
    const qint64 last = m_fixture->store.value(QStringLiteral("SELECT max(id) FROM change")).toLongLong();
    const EntryDetail entry = m_fixture->store.entry(last);
    QCOMPARE(entry.row.kind, ChangeKind::ExceptionRaised);
    QVERIFY(entry.change.finding);
    QCOMPARE(*entry.change.finding, *m_fixture->last.changes.last().change.finding);
    QCOMPARE(entry.change.finding->expected, QStringLiteral("100 PCE"));
    QVERIFY(entry.source.contains("derived by Ledgercast"));
    QVERIFY(entry.events.first().data.contains("quantity_mismatch"));
    EntryFilter filter;
    filter.search = QStringLiteral("quantity mismatch");
    QCOMPARE(m_fixture->store.reader->entries(filter, 0, 10)->size(), 1);
    filter = {};
    for (const auto &[type, count] : {std::pair{QStringLiteral("exception"), 1},
                                      {QStringLiteral("quantity_mismatch"), 1},
                                      {QStringLiteral("price_variance"), 0}}) {
        filter.types = QStringList{type};
        QCOMPARE(m_fixture->store.reader->entries(filter, 0, 10)->size(), count);
    }
    filter.types << QStringLiteral("purchase_order"); // the order and its exception
    QCOMPARE(m_fixture->store.reader->counts(filter)->entries, 2);
}

void TestFindings::aDeletedOrderClearsWhatItHad()
{
    read({order(), receipt(QStringLiteral("1"), QStringLiteral("100"))});
    read({invoice(QStringLiteral("1"), QStringLiteral("120"))});
    QCOMPARE(read({deleted(order())}), QStringList{QStringLiteral("-quantity_mismatch")});
    QVERIFY(open().isEmpty());
}

/// Several versions of each document; those of one document stay in order, those of different ones come as they like.
void TestFindings::anyOrderOfArrivalGivesTheSame()
{
    const QList<QList<Document>> histories{
        {order(), order(QStringLiteral("received=60 invoiced=40")), order(QStringLiteral("received=90 invoiced=110"))},
        {receipt(QStringLiteral("1"), QStringLiteral("60"))},
        {receipt(QStringLiteral("2"), QStringLiteral("50")), receipt(QStringLiteral("2"), QStringLiteral("30"))},
        {invoice(QStringLiteral("1"), QStringLiteral("40"), QStringLiteral("13.10")),
         invoice(QStringLiteral("1"), QStringLiteral("40"))},
        {invoice(QStringLiteral("2"), QStringLiteral("70"), QStringLiteral("14"))},
        {invoice(QStringLiteral("3"), QStringLiteral("10")),
         deleted(invoice(QStringLiteral("3"), QStringLiteral("10")))}};
    QStringList expected;
    std::mt19937 random(4711);
    for (int round = 0; round < 20; ++round) {
        init();
        QList<qsizetype> turns;
        for (qsizetype history = 0; history < histories.size(); ++history)
            turns.append(QList<qsizetype>(histories.at(history).size(), history));
        std::shuffle(turns.begin(), turns.end(), random);
        QList<qsizetype> at(histories.size(), 0);
        QStringList balance;
        for (const qsizetype history : std::as_const(turns)) {
            const QStringList told = read({histories.at(history).at(at[history]++)});
            for (const QString &one : told) { // raised before it is cleared, and never twice
                if (one.startsWith(u'+'))
                    balance << one.mid(1);
                else
                    QVERIFY(balance.removeOne(one.mid(1)));
            }
        }
        QCOMPARE(balance.size(), open().size());
        if (round == 0)
            expected = open();
        QCOMPARE(open(), expected);
    }
    QCOMPARE(expected.size(), 2); // the price of the second invoice, 110 billed of 90 received
}

QTEST_GUILESS_MAIN(TestFindings)
#include "tst_findings.moc"
