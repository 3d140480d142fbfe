// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/recordtype.h"
#include "core/engine/tolerancescsv.h"
#include "core/store/importedtables.h"
#include "tests/core/findingsfixture.h"

#include <QTest>

using namespace ledgercast;

namespace {

const QString tenant = FindingsFixture::tenant;
const QDate monday = FindingsFixture::monday;

Document invoice(const QString &key, const QString &number, QDate due = {})
{
    Document document;
    document.tenant = tenant;
    document.type = recordtype::supplierInvoice.toString();
    document.company = QStringLiteral("100");
    document.key = u"100/" + key;
    document.number = number;
    document.partyId = QStringLiteral("N1001");
    document.amount = Money{Decimal(125'000, 2), QStringLiteral("EUR")};
    document.status = QStringLiteral("awaiting_approval");
    document.modifiedOn = monday;
    document.fields = {{QStringLiteral("invoice_date"), monday.addDays(-10).toString(Qt::ISODate)},
                       {QStringLiteral("warehouse"), QStringLiteral("210")}};
    if (due.isValid())
        document.fields.insert(QStringLiteral("due_date"), due.toString(Qt::ISODate));
    return document;
}

Document with(Document document, const QString &status)
{
    document.status = status;
    document.fields.insert(QStringLiteral("approved"), status == u"approved" ? QStringLiteral("true") : QString());
    return document;
}

} // namespace

class TestInvoiceFindings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void anInvoiceThatComesTwiceIsFoundOnTheLaterOne();
    void aDuplicateThatIsDeletedIsNoneAnyMore();
    void whatIsPostedIsNoDuplicateOfItselfInProcess();
    void anOpenInvoiceIsRemindedOfOnce();
    void aReminderThatIsPaidForIsCleared();
    void aReminderGoesOnlyWhereARuleNamesIt();
    void thereIsNothingToRemindOf_data();
    void thereIsNothingToRemindOf();
    void whatIsIgnoredEndsQuietly();
    void otherSettingsHoldFromTheNextPass();
    void tolerancesAreReadAndWritten();
    void tolerancesAreRefusedByLineAndColumn_data();
    void tolerancesAreRefusedByLineAndColumn();
    void importedTablesAreKeptAndAudited();

private:
    QStringList read(const Document &document) { return m_fixture->read(QList{document}); }
    QStringList pass(QDate day) { return m_fixture->pass(day); }
    /// A rule takes reminders, and is the one before those that take everything.
    void askForReminders();

    std::unique_ptr<FindingsFixture> m_fixture;
};

void TestInvoiceFindings::init()
{
    m_fixture = std::make_unique<FindingsFixture>();
}

void TestInvoiceFindings::askForReminders()
{
    Route reminders = FindingsFixture::everythingTo(QStringLiteral("finance"));
    reminders.exceptions = {QStringLiteral("due_soon"), QStringLiteral("overdue")};
    m_fixture->router = Router({reminders, FindingsFixture::everythingTo(QStringLiteral("finance"))});
}

void TestInvoiceFindings::anOpenInvoiceIsRemindedOfOnce()
{
    askForReminders();
    const QDate due = monday.addDays(11); // a Friday
    QCOMPARE(read(invoice(QStringLiteral("1"), QStringLiteral("88213"), due)), QStringList{});
    const QString thread = m_fixture->last.changes.first().deliveries.first().id;
    QCOMPARE(m_fixture->store.ledger->nextTopicDue(tenant).value(), due.addDays(-3));
    QCOMPARE(pass(due.addDays(-4)), QStringList{});
    QCOMPARE(pass(due.addDays(-3)), QStringList{QStringLiteral("+due_soon")});
    const Delivery told = m_fixture->last.changes.first().deliveries.first();
    QCOMPARE(told.role, DeliveryRole::Update);
    QCOMPARE(told.parentId, thread);
    for (const char *part : {"Due soon", "SI-88213", "1250.00 EUR is due on 2026-12-04", "derived by Ledgercast"})
        QVERIFY2(told.message.contains(part), told.message.constData());
    QCOMPARE(pass(due), QStringList{});
    // Who looks for the invoice itself doesn't find what was said about it.
    EntryFilter filter;
    filter.types = {QStringLiteral("supplier_invoice")};
    QCOMPARE(m_fixture->store.reader->entries(filter, 0, 10)->size(), 2);
    filter.isWithoutExceptions = true;
    const auto itself = m_fixture->store.reader->entries(filter, 0, 10);
    QCOMPARE(itself->size(), 1);
    QCOMPARE(itself->first().kind, ChangeKind::Created);
    // That the day has passed is no news of its own: it is overdue now.
    QCOMPARE(pass(due.addDays(1)), (QStringList{QStringLiteral("+overdue"), QStringLiteral("-due_soon")}));
    QCOMPARE(m_fixture->last.changes.at(0).deliveries.size(), 1);
    QVERIFY(m_fixture->last.changes.at(1).deliveries.isEmpty());
    QVERIFY(m_fixture->last.changes.at(1).isQuiet);
    QCOMPARE(pass(due.addDays(30)), QStringList{});
}

void TestInvoiceFindings::aReminderThatIsPaidForIsCleared()
{
    askForReminders();
    QCOMPARE(read(invoice(QStringLiteral("1"), QStringLiteral("88213"), monday)),
             QStringList{QStringLiteral("+due_soon")});
    QCOMPARE(pass(monday.addDays(1)), (QStringList{QStringLiteral("+overdue"), QStringLiteral("-due_soon")}));
    QCOMPARE(read(with(invoice(QStringLiteral("1"), QStringLiteral("88213"), monday), QStringLiteral("paid"))),
             QStringList{QStringLiteral("-overdue")});
    QCOMPARE(m_fixture->last.changes.last().deliveries.size(), 1);
    QVERIFY(!m_fixture->store.ledger->nextTopicDue(tenant)->isValid());
    // Taken back, it is open again.
    QCOMPARE(read(invoice(QStringLiteral("1"), QStringLiteral("88213"), monday.addDays(30))), QStringList{});
    QVERIFY(m_fixture->store.ledger->nextTopicDue(tenant)->isValid());
}

void TestInvoiceFindings::aReminderGoesOnlyWhereARuleNamesIt()
{
    QCOMPARE(read(invoice(QStringLiteral("1"), QStringLiteral("88213"), monday)),
             QStringList{QStringLiteral("+due_soon")});
    QCOMPARE(m_fixture->last.changes.first().deliveries.size(), 1); // the invoice itself
    const PlannedChange &reminder = m_fixture->last.changes.last();
    QVERIFY(reminder.deliveries.isEmpty());
    QVERIFY(reminder.unrouted.isEmpty());
    QCOMPARE(reminder.skipped, QStringLiteral("not_asked_for"));
    QVERIFY(m_fixture->store.ledger->unrouted(0, 10)->isEmpty());
    Route any = FindingsFixture::everythingTo(QStringLiteral("exceptions"));
    any.exceptions = {QStringLiteral("*")};
    m_fixture->router = Router({any});
    pass(monday.addDays(1));
    QCOMPARE(m_fixture->last.changes.first().deliveries.first().channel, QStringLiteral("exceptions"));
}

void TestInvoiceFindings::thereIsNothingToRemindOf_data()
{
    QTest::addColumn<Document>("document");
    const Document overdue = invoice(QStringLiteral("1"), QStringLiteral("88213"), monday.addDays(-1));
    QTest::newRow("paid") << with(overdue, QStringLiteral("paid"));
    QTest::newRow("deleted") << with(overdue, QStringLiteral("deleted"));
    QTest::newRow("without a date") << invoice(QStringLiteral("1"), QStringLiteral("88213"));
    Document credit = overdue;
    credit.amount->amount = credit.amount->amount.negated();
    QTest::newRow("a credit note") << credit;
    Document pending = overdue;
    pending.type = recordtype::pendingInvoice.toString();
    QTest::newRow("not posted yet") << pending;
    Document settled = overdue;
    settled.fields.insert(QStringLiteral("open_amount"), QStringLiteral("0"));
    QTest::newRow("nothing open") << settled;
}

void TestInvoiceFindings::thereIsNothingToRemindOf()
{
    QFETCH(const Document, document);
    QCOMPARE(read(document), QStringList{});
    QVERIFY(!m_fixture->store.ledger->nextTopicDue(tenant)->isValid());
}

void TestInvoiceFindings::whatIsIgnoredEndsQuietly()
{
    askForReminders();
    read(invoice(QStringLiteral("1"), QStringLiteral("88213"), monday));
    m_fixture->rules.ignored = {FindingKind::DueSoon, FindingKind::Overdue};
    QVERIFY(m_fixture->store.ledger->reviewOpenFindings(monday));
    QCOMPARE(pass(monday), QStringList{QStringLiteral("-due_soon")});
    QVERIFY(m_fixture->last.changes.first().deliveries.isEmpty());
    QCOMPARE(pass(monday.addDays(1)), QStringList{});
}

void TestInvoiceFindings::otherSettingsHoldFromTheNextPass()
{
    askForReminders();
    const auto compareBy = [this](const char *rules) {
        return m_fixture->store.ledger->compareBy(tenant, QString::fromLatin1(rules), m_fixture->today).has_value();
    };
    QVERIFY(compareBy("three days"));
    read(invoice(QStringLiteral("1"), QStringLiteral("88213"), monday.addDays(11)));
    QVERIFY(compareBy("three days"));
    QVERIFY(m_fixture->store.ledger->dueTopics(tenant, monday, 10)->isEmpty());
    m_fixture->rules.reminders.dueDays = 20;
    QVERIFY(compareBy("twenty days"));
    QCOMPARE(pass(monday), QStringList{QStringLiteral("+due_soon")});
    m_fixture->rules.reminders.dueDays = 3;
    QVERIFY(compareBy("three days"));
    QCOMPARE(pass(monday), QStringList{QStringLiteral("-due_soon")});
    QCOMPARE(m_fixture->store.ledger->nextTopicDue(tenant).value(), monday.addDays(8));
}

void TestInvoiceFindings::anInvoiceThatComesTwiceIsFoundOnTheLaterOne()
{
    QCOMPARE(read(invoice(QStringLiteral("1"), QStringLiteral("RE-88213"))), QStringList{});
    QCOMPARE(read(invoice(QStringLiteral("3"), QStringLiteral("RE-99001"))), QStringList{});
    QCOMPARE(read(invoice(QStringLiteral("2"), QStringLiteral("re 88213"))),
             QStringList{QStringLiteral("+likely_duplicate")});
    const PlannedChange &planned = m_fixture->last.changes.last();
    QCOMPARE(planned.change.document.key, QStringLiteral("100/2"));
    QCOMPARE(planned.deliveries.first().role, DeliveryRole::Update); // in the thread of the invoice
    QVERIFY(planned.deliveries.first().message.contains("likely_duplicate/same_number"));
    QCOMPARE(read(invoice(QStringLiteral("2"), QStringLiteral("re 88213"))), QStringList{});
}

void TestInvoiceFindings::aDuplicateThatIsDeletedIsNoneAnyMore()
{
    read(invoice(QStringLiteral("1"), QStringLiteral("88213")));
    const Document twin = invoice(QStringLiteral("2"), QStringLiteral("88213"));
    read(twin);
    QCOMPARE(read(with(twin, QStringLiteral("deleted"))), QStringList{QStringLiteral("-likely_duplicate")});
}

void TestInvoiceFindings::whatIsPostedIsNoDuplicateOfItselfInProcess()
{
    Document pending = invoice(QStringLiteral("700001"), QStringLiteral("88213"));
    pending.type = recordtype::pendingInvoice.toString();
    QCOMPARE(read(pending), QStringList{});
    QCOMPARE(read(invoice(QStringLiteral("1"), QStringLiteral("88213"))), QStringList{});
}

void TestInvoiceFindings::tolerancesAreReadAndWritten()
{
    const QByteArray csv =
        "company,supplier,currency,price_percent,price_cap,quantity_percent,quantity_cap,grace_days\r\n"
        "100,,,2,100,,,\r\n100,N1001,,0,,5,,10\r\n,,JPY,1.5,,,,\r\n";
    const auto rules = parseTolerancesCsv(csv);
    QVERIFY(rules);
    QCOMPARE(rules->size(), 3);
    QCOMPARE(tolerancesToCsv(*rules), csv);
    const ToleranceTable table(*rules);
    QCOMPARE(table.price({QStringLiteral("100"), QStringLiteral("N1001"), {}}).rule,
             QStringLiteral("company:100,supplier:N1001"));
    QCOMPARE(table.price({QStringLiteral("100"), QStringLiteral("N2"), {}}).limit.cap.value(), Decimal(100, 0));
    QCOMPARE(table.grace({QStringLiteral("100"), QStringLiteral("N1001"), {}}).days, 10);
}

void TestInvoiceFindings::tolerancesAreRefusedByLineAndColumn_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("column");
    QTest::newRow("company") << QByteArray("A,,,1,,,,") << QStringLiteral("company");
    QTest::newRow("currency") << QByteArray(",,eur,1,,,,") << QStringLiteral("currency");
    QTest::newRow("percent") << QByteArray(",,,one,,,,") << QStringLiteral("price_percent");
    QTest::newRow("negative") << QByteArray(",,,,,-1,,") << QStringLiteral("quantity_percent");
    QTest::newRow("cap alone") << QByteArray(",,,,50,,,") << QStringLiteral("price_percent");
    QTest::newRow("grace") << QByteArray(",,,,,,,1.5") << QStringLiteral("grace_days");
    QTest::newRow("nothing") << QByteArray("100,,,,,,,") << QString();
}

void TestInvoiceFindings::tolerancesAreRefusedByLineAndColumn()
{
    QFETCH(const QByteArray, row);
    QFETCH(const QString, column);
    QList<RowError> errors;
    QVERIFY(!parseTolerancesCsv("company,supplier,currency,price_percent,price_cap,quantity_percent,quantity_cap,"
                                "grace_days\n" +
                                    row + '\n',
                                &errors));
    QVERIFY(!errors.isEmpty()); // a cell that is refused may leave its row without a value, which is said, too
    QCOMPARE(errors.first().line, 2);
    QCOMPARE(errors.first().column, column);
}

void TestInvoiceFindings::importedTablesAreKeptAndAudited()
{
    ImportedTables tables(*m_fixture->store.database);
    QVERIFY(tables.csv(ImportedTables::tolerances)->isEmpty());
    QVERIFY(tables.replace(ImportedTables::tolerances, "a", QStringLiteral("anna"), m_fixture->store.clock.now()));
    QVERIFY(tables.replace(ImportedTables::tolerances, "b", QStringLiteral("anna"), m_fixture->store.clock.now()));
    QCOMPARE(tables.csv(ImportedTables::tolerances).value(), QByteArray("b"));
    QVERIFY(tables.csv(ImportedTables::costCentreMapping)->isEmpty());
    QCOMPARE(m_fixture->store.newEvents(),
             (QStringList{QStringLiteral("table_imported"), QStringLiteral("table_imported")}));
}

QTEST_GUILESS_MAIN(TestInvoiceFindings)
#include "tst_invoicefindings.moc"
