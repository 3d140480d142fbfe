// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/csiclient.h"
#include "core/cloudsuite/feedcatalogue.h"
#include "core/cloudsuite/fsmclient.h"
#include "core/cloudsuite/ionapifile.h"
#include "core/cloudsuite/lnclient.h"
#include "core/cloudsuite/m3answer.h"
#include "core/domain/schedule.h"
#include "core/engine/tolerancescsv.h"
#include "core/message/messagedesign.h"
#include "core/routing/costcentremappingcsv.h"
#include "core/routing/peoplecsv.h"
#include "core/routing/routescsv.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace ledgercast;

namespace {

using Target = std::function<void(const QByteArray &input)>;

/// What a careless editor, a broken line and a proxy do to a text.
QByteArray spoilt(QByteArray text, QRandomGenerator &random)
{
    static const QList<QByteArray> pieces{"\"",
                                          "{",
                                          "}",
                                          "[",
                                          "]",
                                          ",",
                                          ":",
                                          "\\",
                                          "null",
                                          "-1",
                                          "1e99",
                                          ";",
                                          "\r\n",
                                          "\xff",
                                          "\0",
                                          "<html>",
                                          "\xEF\xBB\xBF",
                                          "'",
                                          "*",
                                          "-",
                                          "#",
                                          "{{#x}}",
                                          "9999999999999999999",
                                          "\\ud800"};
    const int edits = random.bounded(1, 5);
    for (int edit = 0; edit < edits && !text.isEmpty(); ++edit) {
        const auto at = static_cast<qsizetype>(random.bounded(static_cast<int>(text.size())));
        const auto length = static_cast<qsizetype>(random.bounded(1, 40));
        switch (random.bounded(5)) {
        case 0:
            text[at] = static_cast<char>(random.bounded(256));
            break;
        case 1:
            text.remove(at, length);
            break;
        case 2:
            text.insert(at, text.mid(at, length));
            break;
        case 3:
            text.insert(at, pieces.at(random.bounded(static_cast<int>(pieces.size()))));
            break;
        default:
            if (random.bounded(8) == 0)
                text.truncate(at);
            else
                text.replace(at, length, pieces.at(random.bounded(static_cast<int>(pieces.size()))));
        }
    }
    return text;
}

QByteArray resource(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

const QByteArray ionapi = R"({"ti":"ACME_TST","cn":"Ledgercast","dt":"12","ci":"ACME_TST~id","cs":"secret#~",)"
                          R"("iu":"https://mingle-ionapi.example.com","pu":"https://sso.example.com/ACME_TST/as/",)"
                          R"("oa":"authorization.oauth2","ot":"token.oauth2","or":"revoke_token.oauth2","ev":"U1",)"
                          R"("v":"1.0","saak":"ACME_TST#key","sask":"password"})";
const QByteArray m3 = R"({"results":[{"transaction":"Select","records":[{"REPL":"100;AAA  ;S100;4711;20261101"},)"
                      R"({"REPL":"100;AAA;S101; 4712;20261102"}]},{"transaction":"Select","errorMessage":"No",)"
                      R"("errorCode":"XRE0103","errorType":"ServerReturnedNOK"}],"wasTerminated":"false",)"
                      R"("nrOfSuccessfullTransactions":1,"nrOfFailedTransactions":1})";
const QByteArray fsm =
    R"([{"_count":2,"_links":[{"rel":"next","href":"/x?_lastKey=2"}]},)"
    R"({"_fields":{"Vendor":"100","Name":"A","Amount":12.5,"Active":true}},{"_fields":{"Vendor":"2"}}])";
const QByteArray csi = R"({"Items":[{"VendNum":"  100","Name":"A","_ItemId":"x"}],"Bookmark":"b","MoreRowsExist":true,)"
                       R"("Success":true,"Message":null})";
const QByteArray ln = R"({"@odata.context":"x","value":[{"Supplier":"100","Name":"A","Amount":10.10}],)"
                      R"("@odata.nextLink":"Suppliers?$skiptoken=2"})";
const QByteArray routes = "priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,mention,"
                          "delivery\r\n10,IT,supplier_invoice;purchase_order,4200;4300-4399;51*,100,1000.50,*,#fin-it,,"
                          "immediate\r\n20,\"Rest, all\",,,,,,finance,,digest\r\n";

template<typename Parsed, typename Write, typename Parse>
void mustSurviveItsOwnWriting(const Parsed &parsed, Write write, Parse parse)
{
    if (!parsed)
        return;
    const QByteArray written = write(*parsed);
    const auto again = parse(written);
    QVERIFY2(again, written.constData());
    QCOMPARE(write(*again), written);
}

} // namespace

/// Whatever comes in: an answer or an error, never a crash; and what is accepted can be written and read again.
/// LEDGERCAST_FUZZ_SECONDS: how long each row goes on (otherwise a fixed number of inputs); LEDGERCAST_SEED: which.
class TestFuzz : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survives_data();
    void survives();

private:
    QTemporaryDir m_folder;
};

void TestFuzz::survives_data()
{
    QTest::addColumn<QByteArray>("seedText");
    QTest::addColumn<Target>("target");
    QTest::addColumn<int>("inputs");
    const QString operation = QStringLiteral("Fuzz");
    QTest::newRow("ionapi") << ionapi << Target([](const QByteArray &input) {
        mustSurviveItsOwnWriting(
            parseIonApi(input), [](const IonApiFile &file) { return file.toJson(); }, parseIonApi);
    }) << 3000;
    QTest::newRow("m3") << m3 << Target([operation](const QByteArray &input) {
        if (const auto results = m3answer::parse(input, 2, 100, operation))
            QCOMPARE(results->size(), 2);
    }) << 3000;
    QTest::newRow("fsm") << fsm << Target([operation](const QByteArray &input) {
        (void)FsmClient::parse(input, QStringLiteral("x"), operation);
    }) << 3000;
    QTest::newRow("csi") << csi << Target([operation](const QByteArray &input) {
        (void)CsiClient::parse(input, QStringLiteral("SLVendors"), operation);
    }) << 3000;
    QTest::newRow("ln") << ln << Target([operation](const QByteArray &input) {
        (void)LnClient::parse(input, QStringLiteral("Suppliers"), 10, operation);
    }) << 3000;
    QTest::newRow("catalogue") << resource(QStringLiteral(":/ledgercast/catalog/m3.json"))
                               << Target([this](const QByteArray &input) {
                                      QFile file(m_folder.filePath(QStringLiteral("own.json")));
                                      QVERIFY(file.open(QIODevice::WriteOnly));
                                      file.write(input);
                                      file.close();
                                      const auto loaded = FeedCatalogue::load(m_folder.path(), {});
                                      QVERIFY(loaded || !loaded.error().message.isEmpty());
                                  })
                               << 60;
    QTest::newRow("routes") << routes << Target([](const QByteArray &input) {
        mustSurviveItsOwnWriting(
            parseRoutesCsv(input), [](const QList<Route> &list) { return toCsv(list); },
            [](const QByteArray &csv) { return parseRoutesCsv(csv); });
    }) << 3000;
    QTest::newRow("tolerances") << tolerancesToCsv({}) + "100,S100,EUR,1,10,2,5,3\r\n,,,2,,3,,\r\n"
                                << Target([](const QByteArray &input) {
                                       mustSurviveItsOwnWriting(
                                           parseTolerancesCsv(input),
                                           [](const QList<ToleranceRule> &list) { return tolerancesToCsv(list); },
                                           [](const QByteArray &csv) { return parseTolerancesCsv(csv); });
                                   })
                                << 3000;
    QTest::newRow("mapping") << toCsv(QList<MappingRow>{}) + "warehouse,110,100,AAA,4200\r\nsupplier,N10*,,,4300\r\n"
                             << Target([](const QByteArray &input) {
                                    mustSurviveItsOwnWriting(
                                        parseMappingCsv(input),
                                        [](const QList<MappingRow> &list) { return toCsv(list); },
                                        [](const QByteArray &csv) { return parseMappingCsv(csv); });
                                })
                             << 3000;
    QTest::newRow("people") << toCsv(QList<PersonRow>{}) + "CMOREAU,U012AB3CD\r\nJBRANDT,jan@acme.example\r\n"
                            << Target([](const QByteArray &input) {
                                   mustSurviveItsOwnWriting(
                                       parsePeopleCsv(input), [](const QList<PersonRow> &list) { return toCsv(list); },
                                       [](const QByteArray &csv) { return parsePeopleCsv(csv); });
                               })
                            << 3000;
    const auto parseDesign = [](const QByteArray &json) { return parseMessageDesign(json, QStringLiteral("fuzz")); };
    QTest::newRow("message") << resource(QStringLiteral(":/ledgercast/messages/supplier_invoice.json"))
                             << Target([parseDesign](const QByteArray &input) {
                                    mustSurviveItsOwnWriting(
                                        parseDesign(input), [](const MessageDesign &design) { return toJson(design); },
                                        parseDesign);
                                })
                             << 1000;
    QTest::newRow("schedule") << QByteArray("hours mon-fri 07:00-18:00 every 5m; month-end 3+2 every 2m")
                              << Target([](const QByteArray &input) {
                                     mustSurviveItsOwnWriting(
                                         Schedule::parse(QString::fromUtf8(input)),
                                         [](const Schedule &schedule) { return schedule.toString().toUtf8(); },
                                         [](const QByteArray &text) {
                                             return Schedule::parse(QString::fromUtf8(text));
                                         });
                                 })
                              << 3000;
}

void TestFuzz::survives()
{
    QFETCH(const QByteArray, seedText);
    QFETCH(const Target, target);
    QFETCH(const int, inputs);
    QVERIFY(!seedText.isEmpty());
    bool isGiven = false;
    const int given = qEnvironmentVariableIntValue("LEDGERCAST_SEED", &isGiven);
    const auto seed = isGiven ? static_cast<quint32>(given) : 20261124U;
    const qint64 milliseconds = qEnvironmentVariableIntValue("LEDGERCAST_FUZZ_SECONDS") * 1000LL;
    QRandomGenerator random(seed);
    QElapsedTimer timer;
    timer.start();
    int count = 0;
    while (milliseconds > 0 ? timer.elapsed() < milliseconds : count < inputs) {
        const QByteArray input = spoilt(seedText, random);
        target(input);
        if (QTest::currentTestFailed()) {
            qWarning("seed %u, input %d:\n%s", seed, count, input.constData());
            return;
        }
        ++count;
    }
    qInfo("%s: %d inputs", QTest::currentDataTag(), count);
}

QTEST_GUILESS_MAIN(TestFuzz)
#include "tst_fuzz.moc"
