// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/recordtype.h"
#include "tests/core/storefixture.h"

#include <QTest>

using namespace ledgercast;

class SearchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aSearchFinds_data();
    void aSearchFinds();
    void theLargestAmountsCanBeCompared();

private:
    void record(const QString &type, const QString &number, const QString &party, const QString &amount,
                const QString &costCentre = {}, const Fields &fields = {});
    [[nodiscard]] QStringList found(const QString &search) const;

    StoreFixture m_store;
};

void SearchTest::record(const QString &type, const QString &number, const QString &party, const QString &amount,
                        const QString &costCentre, const Fields &fields)
{
    Document document = StoreFixture::invoice(number);
    document.type = type;
    document.key = u"100/" + number;
    document.partyId = u"Y" + number;
    document.partyName = party;
    document.amount.reset();
    if (const auto value = Decimal::parse(amount))
        document.amount = Money{*value, QStringLiteral("EUR")};
    if (!costCentre.isEmpty())
        document.costCentres = {{costCentre, std::nullopt, QStringLiteral("voucher")}};
    document.fields = fields;
    m_store.record(m_store.planned(document, {}));
}

void SearchTest::initTestCase()
{
    const QString invoice = QStringLiteral("supplier_invoice");
    const QString order = QStringLiteral("purchase_order");
    record(invoice, QStringLiteral("88213"), QStringLiteral("Nordwind Components GmbH"), QStringLiteral("12480.00"),
           QStringLiteral("4100"), {{QStringLiteral("purchase_order"), QStringLiteral("1100234")}});
    record(invoice, QStringLiteral("SI-77001"), QStringLiteral("Müller & Söhne"), QStringLiteral("-500"));
    record(invoice, QStringLiteral("RE/2026-5"), QStringLiteral("Sika AG"), QStringLiteral("9999.99"));
    record(order, QStringLiteral("1100234"), QStringLiteral("Po Valley Foods"), QStringLiteral("10000"));
    record(order, QStringLiteral("88213"), QStringLiteral("O'Brien \"Tools\" Ltd"), QStringLiteral("10000.01"));
    record(recordtype::pendingInvoice.toString(), QStringLiteral("55001"), QStringLiteral("Kestrel Ltd"), {});
    record(QStringLiteral("cost_centre"), QStringLiteral("4200"), {}, {}, QStringLiteral("4200"),
           {{QStringLiteral("name"), QStringLiteral("IT Services")}});
}

QStringList SearchTest::found(const QString &search) const
{
    EntryFilter filter;
    filter.search = search;
    const auto entries = m_store.reader->entries(filter, 0, 100);
    const auto counts = m_store.reader->counts(filter);
    if (!entries || !counts)
        return {u"failed: " + (entries ? counts.error() : entries.error()).detail};
    QStringList names;
    for (const EntryRow &row : *entries)
        names.prepend(row.type.left(1) + u' ' + row.number);
    return counts->entries == names.size() ? names : QStringList{QStringLiteral("the count differs")};
}

void SearchTest::aSearchFinds_data()
{
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *search, const QStringList &expected) { QTest::newRow(search) << expected; };
    const QString nordwind = QStringLiteral("s 88213");
    const QString mueller = QStringLiteral("s SI-77001");
    const QString sika = QStringLiteral("s RE/2026-5");
    const QString valley = QStringLiteral("p 1100234");
    const QString tools = QStringLiteral("p 88213");
    const QString centre = QStringLiteral("c 4200");
    const QString pending = recordtype::pendingInvoice.first(1) + u" 55001";
    // A document by what people call it
    row("SI-55001", {pending});
    row("SI-88213", {nordwind});
    row("si-88213", {nordwind});
    row(" SI-882", {nordwind});
    row("SI-", {nordwind, mueller, sika, pending});
    row("SI-77001", {mueller});
    row("SI-RE/2026-5", {sika});
    row("PO 1100234", {valley});
    row("PO 88", {tools});
    row("Cost centre 4200", {centre});
    row("88213", {nordwind, tools});
    row("1100234", {nordwind, valley}); // also as a reference
    // A supplier by number or name
    row("Y88213", {nordwind, tools});
    row("nordwind comp", {nordwind});
    row("gmbh nordwind", {nordwind});
    row("Si", {mueller, sika}); // a number that begins so, and a name
    row("muller", {mueller});
    row("Mu\u0308ller", {mueller});
    row("söhne", {mueller});
    row("Po Valley", {valley});
    row("O'Brien \"Tools\"", {tools});
    row("IT services", {centre});
    // A cost centre
    row("4100", {nordwind});
    // An amount
    row("12480", {nordwind});
    row("12,480.00", {nordwind});
    row("12'480", {nordwind});
    row("500", {mueller});
    row("-500", {mueller});
    row(">10000", {nordwind, tools});
    row("> 10,000", {nordwind, tools});
    row(">=10000", {nordwind, valley, tools});
    row("<10000", {mueller, sika});
    row("<= 500.00", {mueller});
    // Nothing, and nothing that breaks
    row("nobody", {});
    row("nordwind nobody", {});
    row("12481", {});
    row("-", {});
    row("\"*\" OR NEAR(", {});
    row("AND", {});
    row(">ten", {});
    row("%", {});
    row("99999999999999999999999", {});
    row("", {nordwind, mueller, sika, valley, tools, pending, centre});
    row("   ", {nordwind, mueller, sika, valley, tools, pending, centre});
}

void SearchTest::aSearchFinds()
{
    QFETCH(const QStringList, expected);
    QCOMPARE(found(QString::fromUtf8(QTest::currentDataTag())), expected);
}

void SearchTest::theLargestAmountsCanBeCompared()
{
    record(QStringLiteral("supplier_invoice"), QStringLiteral("big"), {}, QStringLiteral("9999999999999999.99"));
    QCOMPARE(found(QStringLiteral(">999999999999")), QStringList{QStringLiteral("s big")});
    QCOMPARE(found(QStringLiteral("9999999999999999.99")), QStringList{QStringLiteral("s big")});
    QCOMPARE(found(QStringLiteral("<999999999999")).size(), 5);
}

QTEST_GUILESS_MAIN(SearchTest)
#include "tst_search.moc"
