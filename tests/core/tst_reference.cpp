// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/referencelist.h"
#include "core/routing/csvtable.h"
#include "core/routing/referencecsv.h"
#include "core/settings/settings.h"
#include "core/store/referencefiles.h"
#include "tests/core/storefixture.h"

#include <QTest>

using namespace ledgercast;

namespace {

Document supplier(const QString &company, const QString &number, const QString &name)
{
    Document document;
    document.tenant = u"ACME_TST"_qs;
    document.type = u"supplier"_qs;
    document.company = company;
    document.number = number;
    document.key = company + u'/' + number;
    document.partyId = number;
    document.partyName = name;
    document.status = u"active"_qs;
    document.fields = {{u"name"_qs, name},
                       {u"country"_qs, u"DE"_qs},
                       {u"vat_number"_qs, u"DE811"_qs},
                       {u"bank_account"_qs, u"DE89370400440532013000"_qs},
                       {u"bank_account_number"_qs, u"532013000"_qs},
                       {u"bank"_qs, u"Canary Bank"_qs}};
    document.lines = {{{u"bank_account"_qs, u"DE89370400440532013000"_qs}, {u"bank_name"_qs, u"Canary Bank"_qs}}};
    return document;
}

const ReferenceList &suppliers()
{
    return *findReferenceList(u"suppliers"_qs);
}

QList<CsvRow> rowsOf(const QByteArray &csv)
{
    return parseCsv(csv).value();
}

} // namespace

/// Lists of master data as files: what is in them, and how it is remembered which ones are in Slack.
class TestReference : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bankDetailsAreInNoList();
    void theSameRecordsGiveTheSameBytes();
    void noCellIsAFormula_data();
    void noCellIsAFormula();
    void theGuardTakesColumnsAway_data();
    void theGuardTakesColumnsAway();
    void onlyListsThatThereAreCanBeChosen();
    void aFileIsKnownBeforeItIsSent();
    void aCheckIsRemembered();
};

void TestReference::bankDetailsAreInNoList()
{
    for (const ReferenceList &list : referenceLists()) {
        for (const QString &column : list.columns)
            QVERIFY2(!column.contains(u"bank"), qPrintable(column));
    }
    const QByteArray csv = referenceCsv(suppliers().columns, {supplier(u"100"_qs, u"N1"_qs, u"Müller & Söhne"_qs)});
    QVERIFY2(!csv.contains("DE8937") && !csv.contains("532013000") && !csv.contains("Canary"), csv.constData());
    const QList<CsvRow> rows = rowsOf(csv);
    QCOMPARE(rows.size(), 2);
    QCOMPARE(rows.first().cells, suppliers().columns);
    QCOMPARE(rows.last().cells.mid(0, 8), (QStringList{u"ACME_TST"_qs, u"100"_qs, QString(), u"N1"_qs,
                                                       u"Müller & Söhne"_qs, u"active"_qs, u"DE"_qs, u"DE811"_qs}));
}

void TestReference::theSameRecordsGiveTheSameBytes()
{
    const Document one = supplier(u"100"_qs, u"N1"_qs, u"A"_qs);
    const Document two = supplier(u"100"_qs, u"N2"_qs, u"B, \"quoted\"\nline"_qs);
    const Document other = supplier(u"200"_qs, u"N1"_qs, u"C"_qs);
    const QStringList &columns = suppliers().columns;
    const QByteArray csv = referenceCsv(columns, {one, two, other});
    QCOMPARE(referenceCsv(columns, {other, two, one}), csv);
    QCOMPARE(rowsOf(csv).at(2).cells.at(4), two.partyName);
    QCOMPARE(referenceDigest(csv).size(), 64);
    QVERIFY(referenceDigest(referenceCsv(columns, {one, two})) != referenceDigest(csv));
    Document renamed = one;
    renamed.fields.insert(u"bank_account"_qs, u"another"_qs); // nothing that the list shows
    QCOMPARE(referenceCsv(columns, {renamed, two, other}), csv);
}

void TestReference::noCellIsAFormula_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("cell");
    const auto row = [](const char *name, const char *cell) {
        QTest::newRow(name) << QString::fromLatin1(name) << QString::fromLatin1(cell);
    };
    row("=HYPERLINK(\"http://x\",\"y\")", "'=HYPERLINK(\"http://x\",\"y\")");
    row("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0");
    row("-2+3", "'-2+3");
    row("@SUM(1)", "'@SUM(1)");
    row("\tx", "'\tx");
    row("-12.50", "-12.50");
    row("Plain", "Plain");
}

void TestReference::noCellIsAFormula()
{
    QFETCH(const QString, name);
    const QByteArray csv = referenceCsv({u"number"_qs, u"name"_qs}, {supplier(u"100"_qs, u"N1"_qs, name)});
    QTEST(rowsOf(csv).at(1).cells.at(1), "cell");
}

void TestReference::theGuardTakesColumnsAway_data()
{
    QTest::addColumn<QStringList>("masked");
    QTest::addColumn<QStringList>("without");
    QTest::addColumn<bool>("isTelling");
    QTest::newRow("nothing") << QStringList{} << QStringList{} << true;
    QTest::newRow("a field") << QStringList{u"responsible"_qs} << QStringList{u"responsible"_qs} << true;
    QTest::newRow("money") << QStringList{u"amount"_qs} << QStringList{} << true;
    QTest::newRow("a name elsewhere") << QStringList{u"supplier_name"_qs} << QStringList{u"name"_qs} << true;
    QTest::newRow("party") << QStringList{u"party"_qs}
                           << QStringList{u"number"_qs, u"name"_qs, u"vat_number"_qs, u"organisation_number"_qs}
                           << false;
}

void TestReference::theGuardTakesColumnsAway()
{
    QFETCH(const QStringList, masked);
    QFETCH(const QStringList, without);
    const QStringList columns = readableColumns(suppliers(), masked);
    QStringList expected = suppliers().columns;
    expected.removeIf([&](const QString &column) { return without.contains(column); });
    QCOMPARE(columns, expected);
    QTEST(isTelling(columns), "isTelling");
    // Who a supplier is says nothing of an account.
    if (masked.contains(u"party"_qs))
        QCOMPARE(readableColumns(*findReferenceList(u"accounts"_qs), masked),
                 findReferenceList(u"accounts"_qs)->columns);
}

void TestReference::onlyListsThatThereAreCanBeChosen()
{
    const QTemporaryDir folder;
    SettingsFile file(folder.filePath(u"settings.ini"_qs));
    QCOMPARE(file.load().referenceChannel, QString()); // off
    QCOMPARE(file.load().referenceLists, referenceListNames());
    QVERIFY(file.set(u"slack.reference_channel"_qs, u"#fin-reference"_qs));
    QCOMPARE(file.load().referenceChannel, u"fin-reference"_qs);
    QVERIFY(!file.set(u"slack.reference_channel"_qs, u"fin reference"_qs));
    QVERIFY(file.set(u"slack.reference_lists"_qs, u"accounts"_qs));
    QVERIFY(!file.set(u"slack.reference_lists"_qs, u"accounts;customers"_qs));
    QCOMPARE(file.load().referenceLists, QStringList{u"accounts"_qs});
}

void TestReference::aFileIsKnownBeforeItIsSent()
{
    StoreFixture store;
    ReferenceFiles files(*store.database);
    const Instant now = instantFromMs(1'795'000'000'000);
    const ReferenceFile first{u"suppliers"_qs, u"C1"_qs, u"F1"_qs, u"aa"_qs};
    const ReferenceFile second{u"suppliers"_qs, u"C1"_qs, u"F2"_qs, u"bb"_qs};
    const auto states = [&] {
        QStringList texts;
        const auto known = files.files(u"suppliers"_qs);
        for (const ReferenceFile &file : known.value())
            texts << file.fileId + QString::number(int(file.state));
        return texts.join(u' ');
    };
    QVERIFY(files.begin(first, u"anna"_qs, now));
    QCOMPARE(states(), u"F10"_qs);
    QVERIFY(files.posted(first, u"anna"_qs, now));
    QVERIFY(files.begin(second, u"anna"_qs, now));
    QCOMPARE(states(), u"F11 F20"_qs); // the old one stays until the new one is in
    QVERIFY(files.posted(second, u"anna"_qs, now));
    QCOMPARE(states(), u"F12 F21"_qs);
    QVERIFY(files.gone(first, u"anna"_qs, now));
    QCOMPARE(states(), u"F21"_qs);
    QVERIFY(!files.begin(second, u"anna"_qs, now)); // the same file twice
    QVERIFY(files.files(u"accounts"_qs)->isEmpty());
    QVERIFY(!Reader(*store.database).verify()->firstBroken);
}

void TestReference::aCheckIsRemembered()
{
    StoreFixture store;
    ReferenceFiles files(*store.database);
    QVERIFY(!files.lastCheck(u"suppliers"_qs)->has_value());
    const Instant now = instantFromMs(1'795'000'000'000);
    QVERIFY(files.checked(u"suppliers"_qs, {now, u"missing_scope"_qs}));
    QCOMPARE(files.lastCheck(u"suppliers"_qs)->value().failure, u"missing_scope"_qs);
    QVERIFY(files.checked(u"suppliers"_qs, {now + std::chrono::hours(24), {}}));
    QCOMPARE(files.lastCheck(u"suppliers"_qs)->value().failure, QString());
    QCOMPARE(files.lastCheck(u"suppliers"_qs)->value().at, now + std::chrono::hours(24));
}

QTEST_GUILESS_MAIN(TestReference)
#include "tst_reference.moc"
