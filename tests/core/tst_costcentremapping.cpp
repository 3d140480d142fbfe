// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/costcentremappingcsv.h"

#include <QTest>

using namespace ledgercast;

namespace {

const QByteArray header("company,division,table,value,cost_centre\n");

CostCentreMapping mapping(const QByteArray &rows)
{
    const auto parsed = parseMappingCsv(header + rows);
    if (!parsed)
        qFatal("%s", qPrintable(parsed.error().message));
    return CostCentreMapping(*parsed);
}

Fields fields(const QString &text)
{
    Fields fields;
    const QStringList parts = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString &part : parts)
        fields.insert(part.section(u'=', 0, 0), part.section(u'=', 1));
    return fields;
}

Document document(const QString &head, const QStringList &lines = {})
{
    Document document;
    document.company = QStringLiteral("100");
    document.division = QStringLiteral("AAA");
    document.partyId = QStringLiteral("N1001");
    document.amount = Money{Decimal(1000, 0), QStringLiteral("EUR")};
    document.fields = fields(head);
    for (const QString &line : lines)
        document.lines.append(fields(line));
    return document;
}

/// "4200 600 EUR mapping_warehouse"
QString text(const QList<CostCentreShare> &shares)
{
    QStringList parts;
    for (const CostCentreShare &share : shares) {
        const QString amount =
            share.amount ? share.amount->amount.toString() + u' ' + share.amount->currency : QStringLiteral("?");
        parts << share.code + u' ' + amount + u' ' + share.provenance;
    }
    return parts.join(QStringLiteral("; "));
}

CostCentreShare share(const char *code, std::optional<int> amount, const char *provenance, const char *currency = "EUR")
{
    CostCentreShare share{QString::fromLatin1(code), std::nullopt, QString::fromLatin1(provenance)};
    if (amount)
        share.amount = Money{Decimal(*amount, 0), QString::fromLatin1(currency)};
    return share;
}

} // namespace

class TestCostCentreMapping : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksTheTablesInTheirOrder_data();
    void asksTheTablesInTheirOrder();
    void mapsLineByLine_data();
    void mapsLineByLine();
    void asksWhatTheDocumentSaysFirst();
    void addsUpAmountsOfOneCurrencyOnly();
    void explainsItself();
    void readsAndWritesCsv();
    void namesEachRefusedCell_data();
    void namesEachRefusedCell();
    void survivesAnyBytes();
};

void TestCostCentreMapping::asksTheTablesInTheirOrder_data()
{
    QTest::addColumn<QByteArray>("rows");
    QTest::addColumn<QString>("head");
    QTest::addColumn<QString>("shares");
    const auto row = [](const char *name, const char *rows, const char *head, const char *shares) {
        QTest::newRow(name) << QByteArray(rows) << QString::fromLatin1(head) << QString::fromLatin1(shares);
    };
    const char *all = ",,supplier,N1001,5\n,,item_group,IT,4\n,,buyer,ANNA,3\n,,facility,F1,2\n,,warehouse,210,1\n";
    row("warehouse first", all, "warehouse=210 facility=F1 buyer=ANNA", "1 1000 EUR mapping_warehouse");
    row("then facility", all, "warehouse=999 facility=F1 buyer=ANNA", "2 1000 EUR mapping_facility");
    row("then buyer", all, "buyer=ANNA item_group=IT", "3 1000 EUR mapping_buyer");
    row("then item group", all, "item_group=IT", "4 1000 EUR mapping_item_group");
    row("then supplier", all, "", "5 1000 EUR mapping_supplier");
    row("without case", all, "buyer=anna", "3 1000 EUR mapping_buyer");
    row("nothing known", ",,warehouse,210,1\n", "warehouse=211", "");
    row("no tables", "", "warehouse=210", "");
    row("division before company before any", ",,buyer,ANNA,1\n100,,buyer,ANNA,2\n100,AAA,buyer,ANNA,3\n", "buyer=ANNA",
        "3 1000 EUR mapping_buyer");
    row("company before any", ",,buyer,ANNA,1\n100,,buyer,ANNA,2\n100,BBB,buyer,ANNA,3\n", "buyer=ANNA",
        "2 1000 EUR mapping_buyer");
    row("another company's", "200,,buyer,ANNA,2\n", "buyer=ANNA", "");
    row("an earlier table goes before a narrower scope", "100,AAA,buyer,ANNA,2\n,,warehouse,210,1\n",
        "warehouse=210 buyer=ANNA", "1 1000 EUR mapping_warehouse");
}

void TestCostCentreMapping::asksTheTablesInTheirOrder()
{
    QFETCH(QByteArray, rows);
    QFETCH(QString, head);
    QFETCH(QString, shares);
    QCOMPARE(text(resolveCostCentres(document(head), {}, mapping(rows)).shares), shares);
}

void TestCostCentreMapping::mapsLineByLine_data()
{
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QString>("shares");
    const auto row = [](const char *name, const QStringList &lines, const char *shares) {
        QTest::newRow(name) << lines << QString::fromLatin1(shares);
    };
    const QString it = QStringLiteral("item_group=IT amount=600");
    const QString office = QStringLiteral("item_group=OFFICE amount=300");
    row("each its own", {it, office}, "4200 600 EUR mapping_item_group; 4500 300 EUR mapping_item_group");
    row("added up", {it, office, it}, "4200 1200 EUR mapping_item_group; 4500 300 EUR mapping_item_group");
    row("one that isn't known falls to the supplier", {it, QStringLiteral("item_group=ART amount=100")},
        "4200 600 EUR mapping_item_group; 9000 100 EUR mapping_supplier");
    row("a line's own warehouse goes before the document's", {QStringLiteral("warehouse=220 amount=100")},
        "4600 100 EUR mapping_warehouse");
    row("without an amount", {QStringLiteral("item_group=IT")}, "4200 ? mapping_item_group");
    row("in its own currency", {QStringLiteral("item_group=IT amount=1 currency=USD")},
        "4200 1 USD mapping_item_group");
}

void TestCostCentreMapping::mapsLineByLine()
{
    QFETCH(QStringList, lines);
    QFETCH(QString, shares);
    const CostCentreMapping tables = mapping(",,item_group,IT,4200\n,,item_group,OFFICE,4500\n,,warehouse,220,4600\n"
                                             ",,supplier,N1001,9000\n");
    QCOMPARE(text(resolveCostCentres(document(QStringLiteral("warehouse=999"), lines), {}, tables).shares), shares);
}

void TestCostCentreMapping::asksWhatTheDocumentSaysFirst()
{
    const CostCentreMapping tables = mapping(",,supplier,N1001,9000\n");
    const QList<CostCentreShare> voucher{share("4200", 600, "voucher"), share("4100", 400, "voucher")};
    const QList<CostCentreShare> order{share("5100", 1000, "order_lines")};
    const auto resolved = [&](const QList<QList<CostCentreShare>> &found) {
        return text(resolveCostCentres(document({}), found, tables).shares);
    };
    QCOMPARE(resolved({voucher, {}, order}), QStringLiteral("4100 400 EUR voucher; 4200 600 EUR voucher"));
    QCOMPARE(resolved({{}, {}, order}), QStringLiteral("5100 1000 EUR order_lines"));
    QCOMPARE(resolved({{share("", 1000, "voucher")}, {}, order}), QStringLiteral("5100 1000 EUR order_lines"));
    QCOMPARE(resolved({{}, {}, {}}), QStringLiteral("9000 1000 EUR mapping_supplier"));
}

void TestCostCentreMapping::addsUpAmountsOfOneCurrencyOnly()
{
    const auto resolved = [](const QList<CostCentreShare> &shares) {
        return text(resolveCostCentres(document({}), {shares}, {}).shares);
    };
    QCOMPARE(resolved({share("4200", 1, "voucher"), share("4200", 2, "voucher")}),
             QStringLiteral("4200 3 EUR voucher"));
    QCOMPARE(resolved({share("4200", 1, "voucher"), share("4200", 2, "voucher", "USD"), share("4200", 4, "voucher")}),
             QStringLiteral("4200 ? voucher"));
    QCOMPARE(resolved({share("4200", 1, "voucher"), share("4200", std::nullopt, "voucher")}),
             QStringLiteral("4200 ? voucher"));
}

void TestCostCentreMapping::explainsItself()
{
    const CostCentreMapping tables = mapping(",,item_group,IT,4200\n,,buyer,ANNA,4500\n");
    const auto explanation = [&](const QString &head, const QStringList &lines) {
        return resolveCostCentres(document(head, lines), {}, tables).explanation;
    };
    QCOMPARE(explanation(QStringLiteral("buyer=ANNA"), {}),
             QStringLiteral("Cost centre 4500: buyer ANNA in the mapping "
                            "tables."));
    const QString it = QStringLiteral("item_group=IT");
    QCOMPARE(
        explanation({}, {it, it, QStringLiteral("buyer=ANNA")}),
        QStringLiteral("Cost centre 4200: item group IT in the mapping tables. Cost centre 4500: buyer ANNA in the "
                       "mapping tables."));
    QVERIFY(explanation({}, {}).startsWith(QStringLiteral("Unknown: ")));
    QCOMPARE(resolveCostCentres(document({}), {{share("4200", 1, "voucher")}}, tables).explanation,
             QStringLiteral("The document says it itself (voucher)."));
}

void TestCostCentreMapping::readsAndWritesCsv()
{
    const auto rows = parseMappingCsv("\xEF\xBB\xBF"
                                      "Table;value;cost_centre;company;division\r\n"
                                      "Warehouse; 210 ;4200;100;AAA\r\n\r\nitem_group;\"A;B\"\"C\";45*;;\r\n");
    QVERIFY(rows);
    QCOMPARE(rows->size(), 2);
    QCOMPARE(rows->at(0), (MappingRow{QStringLiteral("100"), QStringLiteral("AAA"), MappingTable::Warehouse,
                                      QStringLiteral("210"), QStringLiteral("4200")}));
    QCOMPARE(rows->at(1).value, QStringLiteral("A;B\"C"));
    QVERIFY(parseMappingCsv(toCsv(*rows)).value_or(QList<MappingRow>{}) == *rows);
}

void TestCostCentreMapping::namesEachRefusedCell_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("errors");
    const auto row = [](const char *name, const QByteArray &csv, const char *errors) {
        QTest::newRow(name) << csv << QString::fromUtf8(errors);
    };
    row("empty", "", "The file is empty. Its first line is the header company,division,table,value,cost_centre.");
    row("a column lacking", "company,division,table,value\n1,2,3,4\n",
        "Line 1, cost_centre: The header lacks this column.");
    row("an unknown column", header.trimmed() + ",note\n",
        "Line 1, note: There is no column of this name. The header is company,division,table,value,cost_centre.");
    row("a column twice", header.trimmed() + ",value\n", "Line 1, value: The column is there twice.");
    row("an unknown table", header + ",,project,P1,4200\n",
        "Line 2, table: “project” isn't warehouse, facility, buyer, item_group or supplier.");
    row("empty cells", header + ",,buyer,,\n",
        "Line 2, value: The cell is empty.|Line 2, cost_centre: The cell is empty.");
    row("a company that is none", header + "AAA,,buyer,ANNA,1\n", "Line 2, company: “AAA” isn't a company number.");
    row("a division alone", header + ",AAA,buyer,ANNA,1\n", "Line 2, division: A division needs its company.");
    row("the same twice", header + ",,buyer,ANNA,1\n,,buyer,BERT,1\n,,buyer,anna,2\n",
        "Line 4, value: Line 2 maps the same already.");
    row("too long", header + ",,buyer," + QByteArray(61, 'x') + ",1\n",
        "Line 2, value: The text is longer than 60 characters.");
    row("more cells than columns", header + ",,buyer,,1\n,,buyer,ANNA,1,2\n",
        "Line 2, value: The cell is empty.|Line 3: There are more cells than columns. Lists within a cell are "
        "separated "
        "by “;”.");
    row("no text", header + QByteArray("\xff\xfe", 2),
        "The file isn't UTF-8 text. Save it as “CSV UTF-8” and import it again.");
}

void TestCostCentreMapping::namesEachRefusedCell()
{
    QFETCH(QByteArray, csv);
    QFETCH(QString, errors);
    QList<RowError> refused;
    const auto rows = parseMappingCsv(csv, &refused);
    QVERIFY(!rows);
    QStringList lines;
    for (const RowError &error : refused)
        lines << error.toString();
    QCOMPARE(lines.join(u'|'), errors);
    QCOMPARE(rows.error().kind, ErrorKind::Input);
    QVERIFY(rows.error().message.startsWith(QStringLiteral("The mappings weren't imported, nothing has changed.\n")));
}

void TestCostCentreMapping::survivesAnyBytes()
{
    const QByteArray whole = header + "100,AAA,warehouse,\"2\"\"10\",4200\n,,item_group,IT,4300\r\n";
    for (qsizetype at = 0; at < whole.size(); ++at) {
        for (const char byte : {'"', ',', ';', '\n', '\0', '\xc3', 'x'}) {
            QByteArray broken = whole;
            broken[at] = byte;
            QList<RowError> errors;
            const auto rows = parseMappingCsv(broken, &errors);
            QCOMPARE(rows.has_value(), errors.isEmpty());
            if (rows)
                QVERIFY(parseMappingCsv(toCsv(*rows)).value_or(QList<MappingRow>{}) == *rows);
            (void)parseMappingCsv(whole.left(at));
        }
    }
}

QTEST_GUILESS_MAIN(TestCostCentreMapping)
#include "tst_costcentremapping.moc"
