// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/routing/costcentremappingcsv.h"

#include <QTest>

using namespace ledgercast;

namespace {

const QByteArray header("company,division,by,value,cost_centre\n");

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

/// "4200 600 EUR mapping: warehouse 210"
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

} // namespace

class TestCostCentreMapping : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksTheTablesInTheirOrder_data();
    void asksTheTablesInTheirOrder();
    void mapsLineByLine_data();
    void mapsLineByLine();
    void masterDataBelongToNone();
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
    const char *all = ",,supplier,N1001,6\n,,item_group,IT,5\n,,requester,OTTO,4\n,,buyer,ANNA,3\n,,facility,F1,2\n"
                      ",,warehouse,210,1\n";
    row("warehouse first", all, "warehouse=210 facility=F1 buyer=ANNA", "1 1000 EUR mapping: warehouse 210");
    row("then facility", all, "warehouse=999 facility=F1 buyer=ANNA", "2 1000 EUR mapping: facility F1");
    row("then buyer", all, "buyer=ANNA requester=OTTO item_group=IT", "3 1000 EUR mapping: buyer ANNA");
    row("then requester", all, "requester=OTTO item_group=IT", "4 1000 EUR mapping: requester OTTO");
    row("then item group", all, "item_group=IT", "5 1000 EUR mapping: item group IT");
    row("then supplier", all, "", "6 1000 EUR mapping: supplier N1001");
    row("without case", all, "buyer=anna", "3 1000 EUR mapping: buyer anna");
    row("nothing known", ",,warehouse,210,1\n", "warehouse=211", "");
    row("no tables", "", "warehouse=210", "");
    row("division before company before any", ",,buyer,ANNA,1\n100,,buyer,ANNA,2\n100,AAA,buyer,ANNA,3\n", "buyer=ANNA",
        "3 1000 EUR mapping: buyer ANNA");
    row("company before any", ",,buyer,ANNA,1\n100,,buyer,ANNA,2\n100,BBB,buyer,ANNA,3\n", "buyer=ANNA",
        "2 1000 EUR mapping: buyer ANNA");
    row("another company's", "200,,buyer,ANNA,2\n", "buyer=ANNA", "");
    row("an earlier table goes before a narrower scope", "100,AAA,buyer,ANNA,2\n,,warehouse,210,1\n",
        "warehouse=210 buyer=ANNA", "1 1000 EUR mapping: warehouse 210");
    const char *patterns = ",,warehouse,200-299,2\n,,warehouse,21*,3\n,,warehouse,210,1\n";
    row("a range", patterns, "warehouse=200", "2 1000 EUR mapping: warehouse 200");
    row("the first that takes it", patterns, "warehouse=211", "2 1000 EUR mapping: warehouse 211");
    row("the value itself before a range", patterns, "warehouse=210", "1 1000 EUR mapping: warehouse 210");
    row("beyond the range", patterns, "warehouse=300", "");
    row("a pattern", patterns, "warehouse=21A", "3 1000 EUR mapping: warehouse 21A");
    row("a value with a hyphen is no range", ",,warehouse,WH-1,1\n", "warehouse=wh-1",
        "1 1000 EUR mapping: warehouse wh-1");
    row("a company's pattern before anybody's value", ",,warehouse,210,1\n100,,warehouse,2*,2\n", "warehouse=210",
        "2 1000 EUR mapping: warehouse 210");
}

void TestCostCentreMapping::asksTheTablesInTheirOrder()
{
    QFETCH(QByteArray, rows);
    QFETCH(QString, head);
    QFETCH(QString, shares);
    QCOMPARE(text(mappedCostCentres(document(head), mapping(rows))), shares);
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
    row("each its own", {it, office}, "4200 600 EUR mapping: item group IT; 4500 300 EUR mapping: item group OFFICE");
    row("added up", {it, office, it}, "4200 1200 EUR mapping: item group IT; 4500 300 EUR mapping: item group OFFICE");
    row("one that isn't known falls to the supplier", {it, QStringLiteral("item_group=ART amount=100")},
        "4200 600 EUR mapping: item group IT; 9000 100 EUR mapping: supplier N1001");
    row("a line's own warehouse goes before the document's", {QStringLiteral("warehouse=220 amount=100")},
        "4600 100 EUR mapping: warehouse 220");
    row("by several ways to one", {QStringLiteral("warehouse=220 amount=1"), QStringLiteral("buyer=BERT amount=2")},
        "4600 3 EUR mapping: warehouse 220, buyer BERT");
    row("without an amount", {QStringLiteral("item_group=IT")}, "4200 ? mapping: item group IT");
    row("one amount is missing", {it, QStringLiteral("item_group=IT")}, "4200 ? mapping: item group IT");
    const QString dollars = QStringLiteral("item_group=IT amount=1 currency=USD");
    row("in its own currency", {dollars}, "4200 1 USD mapping: item group IT");
    row("in two currencies", {it, dollars, it}, "4200 ? mapping: item group IT");
}

void TestCostCentreMapping::mapsLineByLine()
{
    QFETCH(QStringList, lines);
    QFETCH(QString, shares);
    const CostCentreMapping tables = mapping(",,item_group,IT,4200\n,,item_group,OFFICE,4500\n,,warehouse,220,4600\n"
                                             ",,buyer,BERT,4600\n,,supplier,N1001,9000\n");
    QCOMPARE(text(mappedCostCentres(document(QStringLiteral("warehouse=999"), lines), tables)), shares);
}

void TestCostCentreMapping::masterDataBelongToNone()
{
    Document supplier = document({});
    supplier.type = QStringLiteral("supplier");
    QVERIFY(mappedCostCentres(supplier, mapping(",,supplier,N1001,9000\n")).isEmpty());
}

void TestCostCentreMapping::readsAndWritesCsv()
{
    const auto rows = parseMappingCsv("\xEF\xBB\xBF"
                                      "By;value;cost_centre;company;division\r\n"
                                      "Warehouse; 210 ;4200;100;AAA\r\n\r\nitem_group;\"A;B\"\"C\";4500;;\r\n");
    QVERIFY(rows);
    QCOMPARE(rows->size(), 2);
    QCOMPARE(rows->at(0), (MappingRow{QStringLiteral("100"), QStringLiteral("AAA"), MappingTable::Warehouse,
                                      QStringLiteral("210"), QStringLiteral("4200")}));
    QCOMPARE(rows->at(1).value, QStringLiteral("A;B\"C"));
    QVERIFY(parseMappingCsv(toCsv(*rows)).value_or(QList<MappingRow>{}) == *rows);
    const auto few = parseMappingCsv("by,value,cost_centre\nbuyer,AN*,4200\n");
    QCOMPARE(few.value_or(QList<MappingRow>{}),
             (QList{MappingRow{{}, {}, MappingTable::Buyer, QStringLiteral("AN*"), QStringLiteral("4200")}}));
}

void TestCostCentreMapping::namesEachRefusedCell_data()
{
    QTest::addColumn<QByteArray>("csv");
    QTest::addColumn<QString>("errors");
    const auto row = [](const char *name, const QByteArray &csv, const char *errors) {
        QTest::newRow(name) << csv << QString::fromUtf8(errors);
    };
    row("empty", "", "The file is empty. Its first line is the header by,value,company,division,cost_centre.");
    row("a column lacking", "company,division,by,value\n1,2,3,4\n",
        "Line 1, cost_centre: The header lacks this column.");
    row("an unknown column", header.trimmed() + ",note\n",
        "Line 1, note: There is no column of this name. The header is by,value,company,division,cost_centre.");
    row("a column twice", header.trimmed() + ",value\n", "Line 1, value: The column is there twice.");
    row("an unknown table", header + ",,project,P1,4200\n",
        "Line 2, by: “project” isn't warehouse, facility, buyer, requester, item_group or supplier.");
    row("empty cells", header + ",,buyer,,\n",
        "Line 2, value: The cell is empty.|Line 2, cost_centre: The cell is empty.");
    row("a company that is none", header + "AAA,,buyer,ANNA,1\n", "Line 2, company: “AAA” isn't a company number.");
    row("a division alone", header + ",AAA,buyer,ANNA,1\n", "Line 2, division: A division needs its company.");
    row("the same twice", header + ",,buyer,ANNA,1\n,,buyer,BERT,1\n,,buyer,anna,2\n",
        "Line 4, value: Line 2 maps the same already.");
    row("too long", header + ",,buyer," + QByteArray(61, 'x') + ",1\n",
        "Line 2, value: The text is longer than 60 characters.");
    row("a pattern inside", header + ",,buyer,A*A,1\n",
        "Line 2, value: “A*A” has its * inside. A * stands at the end only, as in 51*.");
    row("a range the wrong way round", header + ",,warehouse,299-200,1\n",
        "Line 2, value: 299 comes before 200. Swap them?");
    row("several cost centres", header + ",,buyer,ANNA,4100 4200\n,,buyer,BERT,42*\n,,buyer,CARL,Unknown\n",
        "Line 2, cost_centre: “4100 4200” isn't the code of one cost centre, such as 4200.|Line 3, cost_centre: "
        "“42*” isn't the code of one cost centre, such as 4200.|Line 4, cost_centre: “Unknown” isn't the code of one "
        "cost centre, such as 4200.");
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
