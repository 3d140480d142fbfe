// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/allowedcalls.h"
#include "core/cloudsuite/csiclient.h"
#include "core/cloudsuite/fsmclient.h"
#include "core/cloudsuite/lnclient.h"

#include <QTest>
#include <QUrl>

using namespace ledgercast;
using namespace Qt::StringLiterals;
using Kind = RowCondition::Kind;

/// What FSM, CSI and LN are asked, and how their answers are read.
class TestRowClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAListOfFsm();
    void readsALoadOfCsi();
    void readsASetOfLn();
    void namesWhatIsNoAnswer_data();
    void namesWhatIsNoAnswer();
    void writesConditions();
    void keepsEveryDigit();
    void allowsOnlyWhatReads_data();
    void allowsOnlyWhatReads();
};

const QString fsmPath = u"FSM/fsm/soap/classes/Vendor/lists/_generic"_s;
const QString lnPath = u"LN/lnapi/odata/tcapi.comBusinessPartner/BusinessPartners"_s;

void TestRowClients::readsAListOfFsm()
{
    const auto page = FsmClient::parse(
        R"([{"_count":2,"_links":[{"rel":"self","href":"x"},{"rel":"next","href":"../lists/_generic?_limit=2&_cursor=V1%3D"}]},)"
        R"({"_fields":{"Vendor":" 1001 ","FinanceCodeBlock":"100|4200|6540"}},{"_fields":{"Vendor":"1002","FinanceCodeBlock":""}}])",
        fsmPath, u"Read"_s);
    QVERIFY(page);
    QCOMPARE(page->rows.size(), 2);
    QCOMPARE(page->rows.first().value(u"Vendor"_s), u"1001"_s);
    QCOMPARE(page->rows.first().value(u"FinanceCodeBlock.2"_s), u"4200"_s);
    QVERIFY(page->hasMore);
    QCOMPARE(page->link, u"_limit=2&_cursor=V1%3D"_s);
    const auto last = FsmClient::parse(R"([{"_count":0}])", fsmPath, u"Read"_s);
    QVERIFY(last && !last->hasMore && last->rows.isEmpty());
}

void TestRowClients::readsALoadOfCsi()
{
    const auto page = CsiClient::parse(
        R"({"Items":[{"PoNum":"P1","DueDate":"20261205 00:00:00.000","Qty":"100.00000000","Note":null,"_ItemId":"PBT=[po]"}],)"
        R"("Bookmark":"<B>7</B>","MoreRowsExist":true,"Success":true,"Message":null})",
        u"SLPos"_s, u"Read"_s);
    QVERIFY(page);
    QCOMPARE(page->rows.first(), (M3Record{{u"PoNum"_s, u"P1"_s},
                                           {u"DueDate"_s, u"20261205 00:00:00.000"_s},
                                           {u"Qty"_s, u"100.00000000"_s},
                                           {u"Note"_s, QString()}}));
    QVERIFY(page->hasMore);
    QCOMPARE(page->link, u"<B>7</B>"_s);
    const auto refused =
        CsiClient::parse(R"({"Success":false,"Message":"Invalid date format","Items":[]})", u"SLPos"_s, u"Read"_s);
    QCOMPARE(refused.error().kind, ErrorKind::Refused);
    QVERIFY(refused.error().message.contains(u"Invalid date format"));
}

void TestRowClients::readsASetOfLn()
{
    const auto page = LnClient::parse(
        R"({"@odata.context":"x","value":[{"@odata.etag":"W/1","BusinessPartner":"B1","Limit":12345678901234.56,"Blocked":false}],)"
        R"("@odata.nextLink":"https://host/ACME_TST/LN/lnapi/odata/tcapi.comBusinessPartner/BusinessPartners?$skiptoken=a%20b"})",
        lnPath, 100, u"Read"_s);
    QVERIFY(page);
    QCOMPARE(
        page->rows.first(),
        (M3Record{{u"BusinessPartner"_s, u"B1"_s}, {u"Limit"_s, u"12345678901234.56"_s}, {u"Blocked"_s, u"false"_s}}));
    QCOMPARE(page->link, u"$skiptoken=a%20b"_s);
    // Counted rows are not gone on with, but there are more.
    const auto counted = LnClient::parse(R"({"value":[],"@odata.nextLink":"BusinessPartners?$top=10&$skip=10"})",
                                         lnPath, 100, u"Read"_s);
    QVERIFY(counted && counted->hasMore && counted->link.isEmpty());
    // As many as asked for: there may be more, though no link says so.
    const auto full = LnClient::parse(R"({"value":[{"a":1}]})", lnPath, 1, u"Read"_s);
    QVERIFY(full && full->hasMore && full->link.isEmpty());
}

void TestRowClients::namesWhatIsNoAnswer_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("code");
    QTest::addRow("a web page") << QByteArray("<html><body>Sign in</body></html>") << u"html"_s;
    QTest::addRow("half an answer") << QByteArray("[{\"_count\":1},{\"_fie") << u"unexpected_answer"_s;
    QTest::addRow("nothing") << QByteArray() << u"unexpected_answer"_s;
    QTest::addRow("another object") << QByteArray("{\"a\":1}") << u"unexpected_answer"_s;
}

void TestRowClients::namesWhatIsNoAnswer()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, code);
    for (const auto &page : {FsmClient::parse(body, fsmPath, u"Read"_s), CsiClient::parse(body, u"SLPos"_s, u"Read"_s),
                             LnClient::parse(body, lnPath, 10, u"Read"_s)}) {
        QVERIFY(!page);
        QCOMPARE(page.error().kind, ErrorKind::Protocol);
        QCOMPARE(page.error().code, code);
    }
}

void TestRowClients::writesConditions()
{
    RowQuery query;
    query.set = u"S"_s;
    query.columns = {u"A"_s, u"C.2"_s};
    query.where = {{u"D"_s, u">="_s, u"20261123"_s, Kind::Instant}};
    query.any = {{{u"A"_s, u"="_s, u"x"_s}}, {{u"A"_s, u"="_s, u"O'Neil"_s}, {u"N"_s, u"="_s, u"5"_s, Kind::Number}}};
    query.behind = rowfilter::behind({{u"A"_s, {}, u"x"_s}, {u"N"_s, {}, u"7"_s, Kind::Number}});
    query.order = {u"A"_s, u"N"_s};
    const auto part = [](const Result<QByteArray> &encoded, const QString &name) {
        const QString text = QUrl::fromPercentEncoding(encoded.value());
        const QString behind = text.section(name + u'=', 1, 1);
        return behind.section(u'&', 0, 0);
    };
    QCOMPARE(
        part(FsmClient::queryOf(query), u"_lplFilter"_s),
        u"D >= 20261123000000 and (A = \"x\" or (A = \"O'Neil\" and N = 5)) and (A > \"x\" or (A = \"x\" and N > 7))"_s);
    QCOMPARE(part(FsmClient::queryOf(query), u"_fields"_s), u"A,C"_s);
    const QString csi = QUrl::fromPercentEncoding(CsiClient::queryOf(query).value());
    QVERIFY2(csi.contains(u"D >= '20261123' AND (A = 'x' OR (A = 'O''Neil' AND N = 5)) AND "
                          "(A > 'x' OR (A = 'x' AND N > 7))"_s),
             qPrintable(csi));
    const QString ln = QUrl::fromPercentEncoding(LnClient::queryOf(query).value());
    QVERIFY2(ln.contains(u"D ge 2026-11-23T00:00:00Z and (A eq 'x' or (A eq 'O''Neil' and N eq 5)) and "
                         "(A gt 'x' or (A eq 'x' and N gt 7))"_s),
             qPrintable(ln));
    // What could end a text early, or isn't a number, is not sent.
    query.where = {{u"A"_s, u"="_s, u"a\" or B = \"b"_s}};
    QVERIFY(!FsmClient::queryOf(query));
    query.where = {{u"N"_s, u"="_s, u"1 or 1=1"_s, Kind::Number}};
    QVERIFY(!FsmClient::queryOf(query) && !CsiClient::queryOf(query) && !LnClient::queryOf(query));
}

void TestRowClients::keepsEveryDigit()
{
    const QByteArray json = R"({"a":-12345678901234567.89,"b":"1\"2","c":[1,2e5,null,true]})";
    const QByteArray quoted = R"({"a":"-12345678901234567.89","b":"1\"2","c":["1","2e5",null,true]})";
    QCOMPARE(quotedNumbers(json), quoted);
}

void TestRowClients::allowsOnlyWhatReads_data()
{
    QTest::addColumn<QByteArray>("verb");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("isAllowed");
    const auto row = [](const char *verb, const QString &path, const QByteArray &body, bool isAllowed) {
        QTest::addRow("%s %s %s", verb, qPrintable(path), body.constData())
            << QByteArray(verb) << path << body << isAllowed;
    };
    row("GET", fsmPath, {}, true);
    row("POST", fsmPath, {}, false);
    row("GET", u"FSM/fsm/soap/classes/Vendor/actions/Find"_s, {}, false);
    row("POST", u"FSM/fsm/soap/classes/Vendor/actions/Update/batch"_s, "{}", false);
    row("GET", u"CSI/IDORequestService/ido/load/SLPos"_s, {}, true);
    row("GET", u"CSI/IDORequestService/ido/load/../update/SLPos"_s, {}, false);
    row("GET", u"CSI/IDORequestService/ido/invoke/SLPos"_s, {}, false);
    row("POST", u"CSI/IDORequestService/ido/update/SLPos"_s, "{}", false);
    row("GET", lnPath, {}, true);
    row("PATCH", lnPath, "{}", false);
    row("DELETE", lnPath, {}, false);
    row("POST", u"DATAFABRIC/compass/v2/jobs/"_s, "SELECT a FROM b", true);
    row("POST", u"DATAFABRIC/compass/v2/jobs/"_s, "SELECT a FROM b; DROP TABLE b", false);
    row("POST", u"DATAFABRIC/compass/v2/jobs/"_s, "DELETE FROM b", false);
    row("GET", u"DATAFABRIC/compass/v2/jobs/1a-2/status/"_s, {}, true);
    row("PUT", u"DATAFABRIC/compass/v2/jobs/1a-2/cancel/"_s, {}, false);
    row("GET", u"M3/m3api-rest/v2/execute/APS450MI/AddHead"_s, {}, false);
}

void TestRowClients::allowsOnlyWhatReads()
{
    QFETCH(QByteArray, verb);
    QFETCH(QString, path);
    QFETCH(QByteArray, body);
    QFETCH(bool, isAllowed);
    QCOMPARE(allowedcalls::isAllowed({verb, path, body, {}, {}}), isAllowed);
}

QTEST_GUILESS_MAIN(TestRowClients)
#include "tst_rowclients.moc"
