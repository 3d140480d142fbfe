// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/rowsource.h"
#include "tests/support/waitfor.h"

#include <QRandomGenerator>
#include <QTest>

#include <functional>
#include <map>

using namespace ledgercast;
using namespace Qt::StringLiterals;

namespace {

constexpr auto invoiceSet = "PayablesInvoice";

/// A server's rows in memory, which change while they are paged through.
class FakeRows final : public RowClient
{
public:
    explicit FakeRows(bool keepsOrder) : m_keepsOrder(keepsOrder) {}

    QCoro::Task<Result<RowPage>> read(RowQuery query) override
    {
        ++reads;
        RowPage page;
        page.calls = 1;
        if (query.set != QLatin1String(invoiceSet))
            co_return page;
        if (query.any.isEmpty() && beforePage)
            beforePage();
        if (!query.link.isEmpty() && forgetsLinks)
            co_return fail(ErrorKind::Refused, query.operation, u"The bookmark is not valid."_s);
        QString after = query.link;
        if (!query.behind.isEmpty())
            after = query.behind.last().last().value;
        for (const auto &[key, row] : rows) {
            if (key <= after || !fits(row, query))
                continue;
            if (page.rows.size() == query.maxRows) {
                page.hasMore = true;
                break;
            }
            page.rows.append(row);
        }
        if (page.hasMore)
            page.link = page.rows.last().value(u"Invoice"_s);
        co_return page;
    }
    bool keepsOrder() const override { return m_keepsOrder; }
    QString suite() const override { return u"FSM"_s; }

    void put(int number, const QDate &day, int amount)
    {
        const QString key = u"%1"_s.arg(number, 6, 10, QChar(u'0'));
        rows[key] = {{u"Company"_s, u"100"_s},  {u"Vendor"_s, u"V"_s},
                     {u"Invoice"_s, key},       {u"InvoiceAmount"_s, QString::number(amount)},
                     {u"Currency"_s, u"EUR"_s}, {u"UpdateStamp"_s, day.toString(u"yyyyMMdd"_s) + u"120000"_s}};
    }
    static bool fits(const M3Record &row, const RowQuery &query)
    {
        for (const RowCondition &condition : query.where) {
            if (condition.op == u">=" && row.value(condition.column) < condition.value)
                return false;
        }
        const auto holds = [&](const RowConditions &conditions) {
            return std::all_of(conditions.begin(), conditions.end(), [&](const RowCondition &condition) {
                return row.value(condition.column) == condition.value;
            });
        };
        return query.any.isEmpty() || std::any_of(query.any.begin(), query.any.end(), holds);
    }

    std::map<QString, M3Record> rows;
    std::function<void()> beforePage;
    bool forgetsLinks = false;
    int reads = 0;

private:
    bool m_keepsOrder;
};

/// What a ledger would know: each document's fingerprint, and how often each version came in.
class FakeLedger
{
public:
    int take(const Page &page)
    {
        int changes = 0;
        for (const Document &document : page.documents) {
            QByteArray &known = fingerprints[document.key];
            changes += known == document.fingerprint() ? 0 : 1;
            known = document.fingerprint();
            amounts[document.key] = document.amount ? document.amount->amount.toString() : QString();
        }
        for (const QString &key : page.deleted) {
            fingerprints.remove(key);
            amounts.remove(key);
        }
        cursor = page.nextCursor;
        return changes;
    }
    QHash<QString, QByteArray> fingerprints;
    QMap<QString, QString> amounts;
    QString cursor;
};

} // namespace

class TestRowSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void losesNoRowAndReadsNoneTwiceWhileTheyChange_data();
    void losesNoRowAndReadsNoneTwiceWhileTheyChange();
    void goesOnWhereALinkIsForgotten_data() { orders(); }
    void goesOnWhereALinkIsForgotten();
    void remembersWhatItRead();

private:
    static void orders();
    static Result<Page> page(RowSource &source, const QString &cursor, QDate today);
    static int sweep(RowSource &source, FakeLedger &ledger, QDate today);
};

void TestRowSource::orders()
{
    QTest::addColumn<bool>("keepsOrder");
    QTest::addRow("in order") << true;
    QTest::addRow("in no order of ours") << false;
}

Result<Page> TestRowSource::page(RowSource &source, const QString &cursor, QDate today)
{
    FeedRequest request{u"ACME_TST"_s, {}, u"supplier_invoices"_s, cursor, today, {}, today.addDays(-1)};
    return resultOf(source.fetch(request));
}

int TestRowSource::sweep(RowSource &source, FakeLedger &ledger, QDate today)
{
    int changes = 0;
    for (bool hasMore = true; hasMore;) {
        const auto next = page(source, ledger.cursor, today);
        if (!next)
            return -1;
        changes += ledger.take(*next);
        hasMore = next->hasMore;
    }
    return changes;
}

void TestRowSource::losesNoRowAndReadsNoneTwiceWhileTheyChange_data()
{
    QTest::addColumn<bool>("keepsOrder");
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed) {
        QTest::addRow("in order, %u", seed) << true << seed;
        QTest::addRow("in no order of ours, %u", seed) << false << seed;
    }
}

void TestRowSource::losesNoRowAndReadsNoneTwiceWhileTheyChange()
{
    QFETCH(bool, keepsOrder);
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const QDate today(2026, 11, 24);
    FakeRows rows(keepsOrder);
    for (int number = 0; number < 200; ++number)
        rows.put(number * 10, today.addDays(-random.bounded(300)), number);
    int nextAmount = 1000;
    int written = 0; // versions that the server ever had while it was read
    rows.beforePage = [&] {
        for (int times = random.bounded(4); times > 0; --times) {
            const int number = random.bounded(2100);
            rows.put(number, today, ++nextAmount);
            ++written;
        }
        // Links are forgotten now and then.
        rows.forgetsLinks = random.bounded(10) == 0;
    };
    RowSource source(rows, FeedCatalogue::load({}, {}, u"fsm"_s).value(), {10, {}});
    FakeLedger ledger;
    int changes = 0;
    for (int pass = 0; pass < 3; ++pass) {
        const int some = sweep(source, ledger, today);
        changes += std::max(some, 0);
    }
    rows.beforePage = {};
    rows.forgetsLinks = false;
    for (int pass = 0; pass < 2; ++pass)
        changes += std::max(sweep(source, ledger, today), 0);
    QCOMPARE(ledger.amounts.size(), qsizetype(rows.rows.size()));
    for (const auto &[key, row] : rows.rows)
        QCOMPARE(ledger.amounts.value(u"100/V/"_s + key), row.value(u"InvoiceAmount"_s));
    // No version was taken twice.
    QVERIFY2(changes <= 200 + written, qPrintable(u"%1 changes of %2"_s.arg(changes).arg(200 + written)));
    QCOMPARE(sweep(source, ledger, today), 0);
}

void TestRowSource::goesOnWhereALinkIsForgotten()
{
    QFETCH(bool, keepsOrder);
    const QDate today(2026, 11, 24);
    FakeRows rows(keepsOrder);
    for (int number = 0; number < 30; ++number)
        rows.put(number, today, number);
    RowSource source(rows, FeedCatalogue::load({}, {}, u"fsm"_s).value(), {10, {}});
    FakeLedger ledger;
    const auto first = page(source, {}, today);
    QVERIFY(first);
    ledger.take(*first);
    rows.forgetsLinks = true;
    const auto second = page(source, ledger.cursor, today);
    QVERIFY(second);
    QCOMPARE(ledger.take(*second), keepsOrder ? 10 : 0); // else it is the first page again
    rows.forgetsLinks = false;
    QVERIFY(sweep(source, ledger, today) >= 0);
    QCOMPARE(ledger.amounts.size(), 30);
}

void TestRowSource::remembersWhatItRead()
{
    const QDate today(2026, 11, 24);
    FakeRows rows(true);
    for (int number = 0; number < 30; ++number)
        rows.put(number, today, number);
    RowSource source(rows, FeedCatalogue::load({}, {}, u"fsm"_s).value(), {1000, {}});
    FakeLedger ledger;
    QCOMPARE(sweep(source, ledger, today), 30);
    rows.reads = 0;
    QCOMPARE(sweep(source, ledger, today), 0);
    QCOMPARE(rows.reads, 1); // not one line or name is asked for again
}

QTEST_GUILESS_MAIN(TestRowSource)
#include "tst_rowsource.moc"
