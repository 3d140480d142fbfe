// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/m3client.h"
#include "core/net/httpclient.h"
#include "tests/support/scriptedserver.h"
#include "tests/support/waitfor.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

/// The sign-in server and the gateway of one tenant, with a client that is in a hurry.
class Tenant
{
public:
    explicit Tenant(ScriptedServer::Script script)
        : server([this, script](const ScriptedRequest &request) {
            if (request.path.endsWith("/token"))
                return ScriptedAnswer::json("{\"access_token\":\"t" + QByteArray::number(++tokens) +
                                            "\",\"expires_in\":7200}");
            return script(request);
        })
        , provider(http, clock, file(server))
        , gateway(http, provider, clock, sleeper, file(server), {10'000, 2s, {1ms, 1ms}, 2s})
        , client(gateway)
    {
    }

    static IonApiFile file(const ScriptedServer &server)
    {
        IonApiFile file;
        file.tenant = QStringLiteral("ACME_TST");
        file.clientId = QStringLiteral("id");
        file.clientSecret = QStringLiteral("secret");
        file.accountKey = QStringLiteral("ACME_TST#key");
        file.accountSecret = QStringLiteral("sask");
        file.baseUrl = server.url();
        file.tokenUrl = server.url(QStringLiteral("/token"));
        return file;
    }
    int m3Requests() const { return static_cast<int>(server.requests().size()) - tokens; }
    M3Result head() { return resultOf(client.get(pps200, getHead, 1, {QStringLiteral("100"), {}}, reading)); }

    const QString pps200 = QStringLiteral("PPS200MI");
    const QString reading = QStringLiteral("Read");
    const M3Transaction getHead{QStringLiteral("GetHead"), {{QStringLiteral("PUNO"), QStringLiteral("1 & 2+3")}}, {}};
    int tokens = 0;
    HttpClient http;
    SystemClock clock;
    Sleeper sleeper;
    ScriptedServer server;
    TokenProvider provider;
    GatewayClient gateway;
    M3Client client;
};

QByteArray ok(const QByteArray &records)
{
    return "{\"results\":[{\"transaction\":\"GetHead\",\"records\":" + records +
           "}],\"wasTerminated\":false,\"nrOfSuccessfullTransactions\":1,\"nrOfFailedTransactions\":0}";
}

QJsonObject bodyOf(const ScriptedRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

/// Answers each transaction of a bulk request with one record that repeats its PUNO; "9" doesn't exist, "8" is refused.
ScriptedAnswer echo(const ScriptedRequest &request)
{
    QJsonArray results;
    const QJsonArray transactions = bodyOf(request)[u"transactions"].toArray();
    for (const QJsonValue &transaction : transactions) {
        const QString number = transaction[u"record"][u"PUNO"].toString();
        QJsonObject result{{QStringLiteral("transaction"), QStringLiteral("GetHead")}};
        if (number == u"9" || number == u"8") {
            result.insert(QStringLiteral("errorMessage"), QStringLiteral("Purchase order number does not exist   "));
            result.insert(QStringLiteral("errorType"), QStringLiteral("ServerReturnedNOK"));
            result.insert(QStringLiteral("errorCode"),
                          number == u"9" ? QStringLiteral("WPU0103") : QStringLiteral("XPU0001"));
            result.insert(QStringLiteral("errorField"), QStringLiteral("PUNO"));
        } else {
            result.insert(QStringLiteral("records"),
                          QJsonArray{QJsonObject{{QStringLiteral("PUNO"), QString(number + QStringLiteral("   "))}}});
        }
        results.append(result);
    }
    return ScriptedAnswer::json(QJsonDocument(QJsonObject{{QStringLiteral("results"), results},
                                                          {QStringLiteral("wasTerminated"), QStringLiteral("false")}})
                                    .toJson());
}

/// A table of text rows behind EXPORTMI.
ScriptedServer::Script table(QList<QStringList> rows, bool hasHeader = true)
{
    return [=](const ScriptedRequest &request) {
        QJsonArray results;
        const QJsonArray transactions = bodyOf(request)[u"transactions"].toArray();
        for (const QJsonValue &transaction : transactions) {
            const QString separator = transaction[u"record"][u"SEPC"].toString();
            const QString query = transaction[u"record"][u"QERY"].toString();
            QJsonArray records;
            if (hasHeader)
                records.append(
                    QJsonObject{{QStringLiteral("REPL"), query.section(u' ', 0, 0).split(u',').join(separator)}});
            for (const QStringList &row : rows)
                records.append(QJsonObject{{QStringLiteral("REPL"), row.join(separator)}});
            results.append(QJsonObject{{QStringLiteral("transaction"), QStringLiteral("Select")},
                                       {QStringLiteral("records"), records}});
        }
        return ScriptedAnswer::json(QJsonDocument(QJsonObject{{QStringLiteral("results"), results}}).toJson());
    };
}

M3Query names()
{
    return {QStringLiteral("CIDMAS"), {QStringLiteral("IDSUNO"), QStringLiteral("IDSUNM")}, {}, 10};
}

} // namespace

class TestM3Client : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void sendsAGetAsTheGatewayExpectsIt();
    void readsEveryShapeOfAnAnswer_data();
    void readsEveryShapeOfAnAnswer();
    void takesAnErrorInAGoodStatusForAnError_data();
    void takesAnErrorInAGoodStatusForAnError();
    void explainsEveryBadStatus_data();
    void explainsEveryBadStatus();
    void noticesThatThereMayBeMore_data();
    void noticesThatThereMayBeMore();
    void sendsAtMost150TransactionsARequestInOrder();
    void refusesWhatIsNotOnTheReadList_data();
    void refusesWhatIsNotOnTheReadList();
    void listsOnlyCallsThatRead();
    void renewsTheTokenOnceAfterA401();
    void retriesWhatMayPass_data();
    void retriesWhatMayPass();
    void obeysRetryAfter();
    void handsALongPauseOn();
    void stopsWhenWoken();
    void readsRowsWithAHeaderAndWithout_data();
    void readsRowsWithAHeaderAndWithout();
    void triesAnotherSeparator();
    void namesRowsThatFitNoSeparator();
    void quotesValues();
    void neverSendsAnUnrepeatableRequestTwice();
};

void TestM3Client::sendsAGetAsTheGatewayExpectsIt()
{
    Tenant tenant([](const ScriptedRequest &) { return ScriptedAnswer::json(ok("[{\"PUNO\":\"1   \"}]")); });
    const auto head = tenant.head();
    QVERIFY(head);
    QCOMPARE(head->records.first().value(QStringLiteral("PUNO")), QStringLiteral("1"));
    const ScriptedRequest request = tenant.server.requests().constLast();
    QCOMPARE(request.path, QByteArray("/ACME_TST/M3/m3api-rest/v2/execute/PPS200MI/GetHead"));
    QCOMPARE(request.query, QByteArray("PUNO=1%20%26%202%2B3&dateformat=YMD8&righttrim=true&excludeempty=false"
                                       "&maxrecs=1&cono=100"));
    QCOMPARE(request.header("Authorization"), QByteArray("Bearer t1"));
    QCOMPARE(request.header("Accept"), QByteArray("application/json"));
}

void TestM3Client::readsEveryShapeOfAnAnswer_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("count");
    QTest::newRow("v2") << ok("[{\"PUNO\":\"1\"}]") << 1;
    QTest::newRow("v2, one record as object") << ok("{\"PUNO\":\"1\"}") << 1;
    QTest::newRow("v2, nothing") << ok("[]") << 0;
    QTest::newRow("v2, null") << ok("null") << 0;
    QTest::newRow("v2, no records") << QByteArray("{\"results\":[{\"transaction\":\"GetHead\"}]}") << 0;
    QTest::newRow("v2, one result as object")
        << QByteArray("{\"results\":{\"records\":[{\"PUNO\":1}]},\"wasTerminated\":\"false\"}") << 1;
    QTest::newRow("v2, not found") << QByteArray("{\"results\":[{\"errorMessage\":\"x\",\"errorCode\":\"XRE0103\"}]}")
                                   << 0;
    QTest::newRow("v1") << QByteArray(
                               "{\"Program\":\"P\",\"Transaction\":\"T\",\"MIRecord\":[{\"NameValue\":[{\"Name\":"
                               "\"PUNO\",\"Value\":\"1  \"}],\"RowIndex\":0}]}")
                        << 1;
    QTest::newRow("v1, collapsed") << QByteArray(
                                          "{\"Program\":\"P\",\"Transaction\":\"T\",\"MIRecord\":{\"NameValue\":{"
                                          "\"Name\":\"PUNO\",\"Value\":\"1\"}}}")
                                   << 1;
    QTest::newRow("v1, nothing") << QByteArray("{\"Program\":\"P\",\"Transaction\":\"T\",\"MIRecord\":null}") << 0;
}

void TestM3Client::readsEveryShapeOfAnAnswer()
{
    QFETCH(QByteArray, body);
    QFETCH(int, count);
    Tenant tenant([&](const ScriptedRequest &) { return ScriptedAnswer::json(body); });
    const auto head = tenant.head();
    if (!head)
        QFAIL(qPrintable(head.error().message));
    QCOMPARE(head->records.size(), count);
    if (count > 0)
        QCOMPARE(head->records.first().value(QStringLiteral("PUNO")), QStringLiteral("1"));
}

void TestM3Client::takesAnErrorInAGoodStatusForAnError_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("code");
    const auto row = [](const char *name, const QByteArray &body, ErrorKind kind, const char *code) {
        QTest::newRow(name) << body << kind << QString::fromLatin1(code);
    };
    row("v2 refusal",
        "{\"results\":[{\"transaction\":\"T\",\"errorMessage\":\"Bad\",\"errorType\":\"ServerReturnedNOK\","
        "\"errorCode\":\"CPF9898\",\"errorField\":\"PUNO\"}],\"nrOfFailedTransactions\":1}",
        ErrorKind::Refused, "CPF9898");
    row("v2 refusal behind rows",
        "{\"results\":[{\"records\":[{\"PUNO\":\"1\"}],\"errorMessage\":\"Bad\",\"errorCode\":\"CPF9898\"}]}",
        ErrorKind::Refused, "CPF9898");
    row("no such transaction", "{\"results\":[{\"errorMessage\":\"No such\",\"errorType\":\"TransactionNotFound\"}]}",
        ErrorKind::NotFound, "TransactionNotFound");
    row("no authority",
        "{\"results\":[{\"errorMessage\":\"User is not authorized to PPS200MI\",\"errorCode\":\"XUS0001\"}]}",
        ErrorKind::Permission, "XUS0001");
    row("v1 refusal",
        "{\"Message\":\"Designed to fail!      \",\"@type\":\"ServerReturnedNOK\",\"@code\":\"CPF9898\",\"@cfg\":null,"
        "\"@field\":\"RETT\"}",
        ErrorKind::Refused, "CPF9898");
    row("v1 rows and an error",
        "{\"Program\":\"P\",\"Transaction\":\"T\",\"MIRecord\":[{\"NameValue\":[]}],\"ErrorMessage\":{\"Message\":"
        "\"broke\",\"@code\":\"MVX0001\"}}",
        ErrorKind::Refused, "MVX0001");
    row("terminated", "{\"results\":[],\"wasTerminated\":\"true\",\"terminationReason\":\"time\"}", ErrorKind::Protocol,
        "terminated");
    row("fewer results than asked", "{\"results\":[],\"wasTerminated\":false}", ErrorKind::Protocol, "incomplete");
    row("HTML", "<!DOCTYPE html><html>Sign in</html>", ErrorKind::Protocol, "html");
    row("nothing", "", ErrorKind::Protocol, "unexpected_answer");
    row("an array", "[]", ErrorKind::Protocol, "unexpected_answer");
    row("half", ok("[{\"PUNO\":\"1\"}]").left(40), ErrorKind::Protocol, "unexpected_answer");
}

void TestM3Client::takesAnErrorInAGoodStatusForAnError()
{
    QFETCH(QByteArray, body);
    Tenant tenant([&](const ScriptedRequest &) { return ScriptedAnswer::json(body); });
    const auto head = tenant.head();
    QVERIFY(!head);
    QTEST(head.error().kind, "kind");
    QTEST(head.error().code, "code");
}

void TestM3Client::explainsEveryBadStatus_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("malformed") << 400
                               << QByteArray("{\"terminationReason\":\"Missing PUNO\",\"terminationErrorType\":"
                                             "\"MandatoryInputFieldNotFound\",\"wasTerminated\":true}")
                               << ErrorKind::Protocol;
    QTest::newRow("forbidden") << 403 << QByteArray("{}") << ErrorKind::Permission;
    QTest::newRow("wrong tenant") << 404 << QByteArray("<html>") << ErrorKind::NotFound;
    QTest::newRow("redirect") << 302 << QByteArray() << ErrorKind::Protocol;
    QTest::newRow("method") << 405 << QByteArray() << ErrorKind::Protocol;
}

void TestM3Client::explainsEveryBadStatus()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    Tenant tenant([&](const ScriptedRequest &) { return ScriptedAnswer::json(body, status); });
    const auto head = tenant.head();
    QTEST(head.error().kind, "kind");
    QVERIFY(!head.error().message.isEmpty() && !head.error().code.isEmpty());
    QCOMPARE(tenant.m3Requests(), 1); // a second try can't help
}

void TestM3Client::noticesThatThereMayBeMore_data()
{
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("count");
    QTest::addColumn<bool>("isTruncated");
    QTest::newRow("fewer") << 50 << 49 << false;
    QTest::newRow("as many as asked for") << 50 << 50 << true;
    QTest::newRow("the server's own 100") << 500 << 100 << true;
    QTest::newRow("the server's own 1000") << 5000 << 1000 << true;
    QTest::newRow("all, none missing") << 0 << 77 << false;
    QTest::newRow("all, but capped") << 0 << 1000 << true;
}

void TestM3Client::noticesThatThereMayBeMore()
{
    QFETCH(int, asked);
    QFETCH(int, count);
    QFETCH(bool, isTruncated);
    QByteArray records = "[";
    for (int index = 0; index < count; ++index)
        records += (index ? ",{\"A\":\"" : "{\"A\":\"") + QByteArray::number(index) + "\"}";
    const auto results = m3answer::parse(ok(records + "]"), 1, asked, {});
    QCOMPARE(results->first()->isTruncated, isTruncated);
}

void TestM3Client::sendsAtMost150TransactionsARequestInOrder()
{
    Tenant tenant(echo);
    M3Batch batch{tenant.pps200, {}, 1, {QStringLiteral("100"), QStringLiteral("AAA")}, tenant.reading};
    for (int number = 0; number < 301; ++number)
        batch.transactions.append(
            {QStringLiteral("GetHead"), {{QStringLiteral("PUNO"), QString::number(number)}}, {QStringLiteral("PUNO")}});
    const auto answer = resultOf(tenant.client.batch(batch));
    QVERIFY(answer);
    QCOMPARE(answer->results.size(), 301);
    QCOMPARE(answer->calls, 3);
    QCOMPARE(tenant.gateway.calls(), 3);
    for (int number = 0; number < 301; ++number) {
        const M3Result &result = answer->results[number];
        if (number == 8) {
            QCOMPARE(result.error().code, QStringLiteral("XPU0001"));
        } else if (number == 9) {
            QVERIFY(result && result->records.isEmpty());
        } else {
            QCOMPARE(result->records.first().value(QStringLiteral("PUNO")), QString::number(number));
        }
    }
    const QJsonObject body = bodyOf(tenant.server.requests().constLast());
    QCOMPARE(body[u"program"].toString(), QStringLiteral("PPS200MI"));
    QCOMPARE(body[u"cono"], QJsonValue(100));
    QCOMPARE(body[u"divi"].toString(), QStringLiteral("AAA"));
    QCOMPARE(body[u"maxReturnedRecords"], QJsonValue(1));
    QCOMPARE(body[u"rightTrim"], QJsonValue(true));
    QCOMPARE(body[u"excludeEmptyValues"], QJsonValue(false));
    QCOMPARE(body[u"transactions"].toArray().size(), 1);
    QCOMPARE(tenant.server.requests().constLast().header("Content-Type"), QByteArray("application/json"));
    QCOMPARE(tenant.server.requests().constLast().parameter(QStringLiteral("dateformat")), QStringLiteral("YMD8"));
}

void TestM3Client::refusesWhatIsNotOnTheReadList_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("transaction");
    const auto row = [](const char *program, const char *transaction) {
        QTest::newRow(transaction) << QString::fromLatin1(program) << QString::fromLatin1(transaction);
    };
    row("APS450MI", "AddHead");
    row("APS450MI", "ApproveInvoice");
    row("PPS001MI", "Receipt");
    row("PPS200MI", "DltLine");
    row("PPS200MI", "gethead");
    row("PPS200MI", "GetHead/../AddHead");
    row("PPS200MI", "");
}

void TestM3Client::refusesWhatIsNotOnTheReadList()
{
    QFETCH(QString, program);
    QFETCH(QString, transaction);
    Tenant tenant(echo);
    const auto single = resultOf(tenant.client.get(program, {transaction, {}, {}}, 1, {}, {}));
    QCOMPARE(single.error().code, QStringLiteral("read_only"));
    QCOMPARE(single.error().kind, ErrorKind::Internal);
    const M3Batch batch{program, {{QStringLiteral("GetHead"), {}, {}}, {transaction, {}, {}}}, 1, {}, {}};
    QCOMPARE(resultOf(tenant.client.batch(batch)).error().code, QStringLiteral("read_only"));
    QCOMPARE(tenant.server.requests().size(), 0); // not even for a token
}

void TestM3Client::listsOnlyCallsThatRead()
{
    const QStringList calls = M3Client::allowedCalls();
    QVERIFY(calls.contains(QStringLiteral("EXPORTMI/Select")));
    static const QRegularExpression reads(QStringLiteral("\\A[A-Z0-9]+/(Get|Lst|Select|Search)[A-Za-z]*\\*?\\z"));
    for (const QString &call : calls)
        QVERIFY2(reads.match(call).hasMatch(), qPrintable(call));
}

void TestM3Client::renewsTheTokenOnceAfterA401()
{
    Tenant tenant([](const ScriptedRequest &request) {
        const bool isOld = request.header("Authorization") == "Bearer t1";
        return isOld ? ScriptedAnswer::json("{}", 401) : ScriptedAnswer::json(ok("[]"));
    });
    QVERIFY(tenant.head());
    QCOMPARE(tenant.tokens, 2);

    Tenant deaf([](const ScriptedRequest &) { return ScriptedAnswer::json("{}", 401); });
    QCOMPARE(deaf.head().error().kind, ErrorKind::Auth);
    QCOMPARE(deaf.tokens, 2);
    QCOMPARE(deaf.m3Requests(), 2);
}

void TestM3Client::retriesWhatMayPass_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("fault");
    QTest::addColumn<ErrorKind>("kind");
    const int none = static_cast<int>(ScriptedAnswer::Fault::None);
    QTest::newRow("408") << 408 << none << ErrorKind::Server;
    QTest::newRow("500") << 500 << none << ErrorKind::Server;
    QTest::newRow("503") << 503 << none << ErrorKind::Server;
    QTest::newRow("504") << 504 << none << ErrorKind::Server;
    QTest::newRow("truncated") << 200 << static_cast<int>(ScriptedAnswer::Fault::Truncate) << ErrorKind::NoAnswer;
}

void TestM3Client::retriesWhatMayPass()
{
    QFETCH(int, status);
    QFETCH(int, fault);
    int failures = 2;
    Tenant tenant([&](const ScriptedRequest &) {
        ScriptedAnswer answer = ScriptedAnswer::json(ok("[]"));
        if (failures-- > 0) {
            answer.status = status;
            answer.fault = static_cast<ScriptedAnswer::Fault>(fault);
        }
        return answer;
    });
    QVERIFY(tenant.head());
    QCOMPARE(tenant.gateway.calls(), 3);
    failures = 100;
    const auto head = tenant.head();
    QTEST(head.error().kind, "kind");
    QCOMPARE(tenant.gateway.calls(), 6);
}

void TestM3Client::obeysRetryAfter()
{
    int failures = 1;
    Tenant tenant([&](const ScriptedRequest &) {
        if (failures-- <= 0)
            return ScriptedAnswer::json(ok("[]"));
        ScriptedAnswer answer = ScriptedAnswer::json("{}", 429);
        answer.headers = {{"Retry-After", "0.2"}};
        return answer;
    });
    QElapsedTimer elapsed;
    elapsed.start();
    QVERIFY(tenant.head());
    QVERIFY2(elapsed.elapsed() >= 195, qPrintable(QString::number(elapsed.elapsed())));
    QCOMPARE(tenant.gateway.calls(), 2);
}

void TestM3Client::handsALongPauseOn()
{
    Tenant tenant([&](const ScriptedRequest &) {
        ScriptedAnswer answer = ScriptedAnswer::json("{}", 429);
        answer.headers = {{"Retry-After", "600"}};
        return answer;
    });
    Error error = tenant.head().error();
    QCOMPARE(error.kind, ErrorKind::RateLimited);
    QCOMPARE(*error.retryAfter, 600s);
    error = tenant.head().error(); // the pause still holds: nothing is sent
    QCOMPARE(error.kind, ErrorKind::RateLimited);
    QCOMPARE(tenant.gateway.calls(), 1);
}

void TestM3Client::stopsWhenWoken()
{
    Tenant tenant([&](const ScriptedRequest &) {
        ScriptedAnswer answer = ScriptedAnswer::json("{}", 429);
        answer.headers = {{"Retry-After", "2"}};
        return answer;
    });
    QTimer::singleShot(100ms, &tenant.sleeper, &Sleeper::wakeAll);
    QCOMPARE(tenant.head().error().kind, ErrorKind::Cancelled);
}

void TestM3Client::readsRowsWithAHeaderAndWithout_data()
{
    QTest::addColumn<bool>("hasHeader");
    QTest::newRow("with") << true;
    QTest::newRow("without") << false;
}

void TestM3Client::readsRowsWithAHeaderAndWithout()
{
    QFETCH(bool, hasHeader);
    Tenant tenant(
        table({{QStringLiteral("  S1"), QStringLiteral("Müller; Söhne   ")}, {QStringLiteral("S2"), {}}}, hasHeader));
    M3Query query = names();
    query.where = QStringLiteral("IDSUNO>='S1'");
    const auto answer = resultOf(tenant.client.query({query}, {QStringLiteral("100"), {}}, {}));
    QVERIFY(answer);
    const M3Rows rows = answer->results.first().value();
    QCOMPARE(rows.rows, (QList<QStringList>{{QStringLiteral("S1"), QStringLiteral("Müller; Söhne")},
                                            {QStringLiteral("S2"), QString()}}));
    QVERIFY(!rows.isTruncated);
    const QJsonObject body = bodyOf(tenant.server.requests().constLast());
    QCOMPARE(body[u"maxReturnedRecords"], QJsonValue(11)); // the header row counts
    const QJsonValue record = body[u"transactions"][0][u"record"];
    QCOMPARE(record[u"QERY"].toString(), QStringLiteral("IDSUNO,IDSUNM from CIDMAS where IDSUNO>='S1'"));
    QCOMPARE(record[u"HDRS"].toString(), QStringLiteral("1"));
}

void TestM3Client::triesAnotherSeparator()
{
    Tenant tenant(table({{QStringLiteral("S1"), QStringLiteral("A^B|C")}}));
    const auto answer = resultOf(tenant.client.query({names()}, {}, {}));
    QCOMPARE(answer->results.first()->rows.first().last(), QStringLiteral("A^B|C"));
    QCOMPARE(answer->calls, 3);
}

void TestM3Client::namesRowsThatFitNoSeparator()
{
    Tenant tenant(table({{QStringLiteral("S1"), QStringLiteral("A^B|C~D")}}));
    const auto answer = resultOf(tenant.client.query({names()}, {}, {}));
    QCOMPARE(answer->results.first().error().code, QStringLiteral("row_width"));
}

void TestM3Client::quotesValues()
{
    QCOMPARE(M3Client::literal(QStringLiteral("O'Neil"), true).value(), QStringLiteral("'O''Neil'"));
    QCOMPARE(M3Client::literal(QStringLiteral("20261122"), false).value(), QStringLiteral("20261122"));
    QVERIFY(!M3Client::literal(QStringLiteral("1 or 1=1"), false));
    QVERIFY(!M3Client::literal(QStringLiteral("a\nb"), true));
}

void TestM3Client::neverSendsAnUnrepeatableRequestTwice()
{
    bool isDropping = false;
    ScriptedServer server([&](const ScriptedRequest &) {
        ScriptedAnswer answer = ScriptedAnswer::json("{}");
        answer.fault = isDropping ? ScriptedAnswer::Fault::Drop : ScriptedAnswer::Fault::None;
        return answer;
    });
    HttpClient http;
    HttpRequest request;
    request.verb = "POST";
    request.url = server.url(QStringLiteral("/post"));
    request.headers = {{"Content-Type", "application/json"}};
    request.body = "{}";
    request.isRepeatable = false;
    QVERIFY(resultOf(http.send(request))); // now there is a connection that is kept alive
    isDropping = true;
    const auto answer = resultOf(http.send(request));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::NoAnswer);
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(server.requests().last().connection, 1);
}

QTEST_GUILESS_MAIN(TestM3Client)
#include "tst_m3client.moc"
