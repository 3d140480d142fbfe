// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sandboxprocess.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using ledgercast::test::HttpAnswer;
using ledgercast::test::httpRequest;
using ledgercast::test::SandboxProcess;

/// The ION and M3 half of the sandbox, seen from outside.
class TestSandbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sameSeedAndDateGiveTheSameBytes();
    void anotherSeedGivesAnotherYear();
    void theDayIsBelievable();
    void invoicesForOrdersPassTheBatchLayer();
    void masterDataChangesOnTheDay();
    void anInvoiceThatCameTwiceIsDeleted();
    void grantsTokens_data();
    void grantsTokens();
    void acceptsTheClientInABasicHeader();
    void aTokenExpiresAndCanBeRevoked();
    void answersOneHundredRowsUnlessAskedForMore();
    void exportsByQuery_data();
    void exportsByQuery();
    void refusesWrongQueries_data();
    void refusesWrongQueries();
    void pagesByKeyCursorSeeEveryRowOnce();
    void padsAndUsesTheUsersDateFormatUnlessAskedNotTo();
    void bulkKeepsTheOrderAndReportsErrorsOneByOne();
    void malformedCallsEndWithAReason();
    void theFirstVersionAnswersNokWithStatus200();
    void wrongTenantAndTokenAreRefused();
    void writesAreCountedAndRefused();
    void theGatewayLimitsRequests();
    void newBusinessArrives();
    void testsCanPutDocuments();
    void injectsFaults_data();
    void injectsFaults();
    void refusesUnknownFaultsWithTheListOfKnownOnes();

private:
    [[nodiscard]] QJsonObject select(const QString &query, const QString &more = {});
    [[nodiscard]] QStringList rows(const QString &query, const QString &more = u"&maxrecs=0"_s);
    [[nodiscard]] QJsonObject call(const QString &path);

    SandboxProcess m_sandbox{{u"--date"_s, u"2026-11-23"_s, u"--no-limits"_s}};
    QByteArray m_token;
};

void TestSandbox::initTestCase()
{
    QVERIFY(m_sandbox.isListening());
    m_token = m_sandbox.ionToken();
    QVERIFY(!m_token.isEmpty());
}

QJsonObject TestSandbox::call(const QString &path)
{
    return m_sandbox.m3(path, m_token).json();
}

QJsonObject TestSandbox::select(const QString &query, const QString &more)
{
    const QString encoded = QString::fromLatin1(QUrl::toPercentEncoding(query));
    return call(u"v2/execute/EXPORTMI/Select?SEPC=%7C&righttrim=true&QERY="_s + encoded + more)["results"_L1][0]
        .toObject();
}

QStringList TestSandbox::rows(const QString &query, const QString &more)
{
    QStringList list;
    const QJsonArray records = select(query, more)["records"_L1].toArray();
    for (const QJsonValue &record : records)
        list.append(record["REPL"_L1].toString());
    return list;
}

void TestSandbox::sameSeedAndDateGiveTheSameBytes()
{
    const auto dump = [] {
        SandboxProcess sandbox({u"--seed"_s, u"5"_s, u"--date"_s, u"2026-03-02"_s});
        const QByteArray token = sandbox.ionToken();
        QByteArray bytes =
            httpRequest(QUrl(sandbox.webUrl() + u"_sandbox/planted")).body + token + sandbox.slackToken().toLatin1();
        for (const char *table : {"MPHEAD", "MPLINE", "MPLIND", "FPLEDG", "FGLEDG", "FGINLI", "CIDMAS", "FCHACC",
                                  "FAPIBH", "FAPIBL", "CBANAC", "OCUSMA", "MITMAS", "CSYTAB", "CCURRA"})
            bytes += QJsonDocument(sandbox
                                       .m3(u"v2/execute/EXPORTMI/Select?maxrecs=0&SEPC=;&QERY=*%20from%20"_s +
                                               QLatin1StringView(table),
                                           token)
                                       .json()["results"_L1]
                                       .toArray())
                         .toJson();
        return bytes;
    };
    const QByteArray first = dump();
    QVERIFY(first.size() > 1000000);
    QCOMPARE(dump(), first);
}

void TestSandbox::anotherSeedGivesAnotherYear()
{
    SandboxProcess other({u"--seed"_s, u"2"_s, u"--date"_s, u"2026-11-23"_s});
    const QString path = u"v2/execute/PPS200MI/GetHead?PUNO=1100100"_s;
    const QJsonValue theirs = other.m3(path, other.ionToken()).json()["results"_L1];
    QVERIFY(theirs[0]["records"_L1].toArray().size() == 1);
    QVERIFY(theirs != call(path)["results"_L1]);
}

void TestSandbox::theDayIsBelievable()
{
    int orders = 0;
    int invoices = 0;
    for (const char *company : {"100", "200", "300"}) {
        const QString of = u"&maxrecs=0&cono="_s + QLatin1StringView(company);
        orders += rows(u"count(*) from MPHEAD where IALMDT=20261123"_s, of).value(0).toInt();
        invoices += rows(u"count(*) from FPLEDG where EPTRCD=40 and EPLMDT=20261123"_s, of).value(0).toInt();
    }
    QVERIFY2(orders >= 25 && orders <= 90, qPrintable(QString::number(orders)));
    QVERIFY2(invoices >= 35 && invoices <= 100, qPrintable(QString::number(invoices)));
    QCOMPARE(rows(u"EAAITM from FCHACC where EADIVI='AAA' and EAAITP=2"_s).first(), u"4100"_s);
    QVERIFY(rows(u"IDSUNM from CIDMAS"_s).contains(u"Müller & Söhne <Werkzeuge>"_s));
    QVERIFY(QJsonDocument::fromJson(httpRequest(QUrl(m_sandbox.webUrl() + u"_sandbox/planted")).body).array().size() >
            100);
}

void TestSandbox::invoicesForOrdersPassTheBatchLayer()
{
    const QStringList batches = rows(u"E5INBN,E5SUPA,E5SUNO,E5SINO,E5PUNO,E5VONO from FAPIBH"_s);
    QVERIFY(batches.size() > 1000);
    int posted = 0;
    int failed = 0;
    for (const QString &batch : batches) {
        const QStringList cells = batch.split(u'|');
        failed += cells.at(1) == u"78";
        if (cells.at(1) != u"90" || ++posted % 100 != 1)
            continue;
        const QString of =
            u" from FPLEDG where EPTRCD=40 and EPSUNO='%1' and EPSINO='%2'"_s.arg(cells.at(2), cells.at(3));
        QCOMPARE(rows(u"EPVONO"_s + of), QStringList{cells.at(5)});
        QVERIFY(!rows(u"E6TRNO from FAPIBL where E6INBN=%1 and E6PUNO='%2'"_s.arg(cells.at(0), cells.at(4))).isEmpty());
    }
    QVERIFY(posted > 1000);
    QVERIFY2(failed > 0, "some wait for a person");
}

void TestSandbox::masterDataChangesOnTheDay()
{
    const auto changed = [this](const QString &table, const QString &prefix) {
        int count = 0;
        for (const char *company : {"100", "200", "300"})
            count += rows(u"count(*) from %1 where %2LMDT=20261123"_s.arg(table, prefix),
                          u"&maxrecs=0&cono="_s + QLatin1StringView(company))
                         .value(0)
                         .toInt();
        return count;
    };
    QVERIFY(changed(u"CBANAC"_s, u"BC"_s) >= 1);
    QVERIFY(changed(u"CIDVEN"_s, u"II"_s) >= 1);
    QVERIFY(changed(u"OCUSMA"_s, u"OK"_s) >= 1);
    QVERIFY(changed(u"MITMAS"_s, u"MM"_s) >= 1);
    QCOMPARE(changed(u"CCURRA"_s, u"CU"_s), 12);
}

void TestSandbox::anInvoiceThatCameTwiceIsDeleted()
{
    SandboxProcess sandbox({u"--date"_s, u"2026-11-23"_s, u"--no-limits"_s});
    const QByteArray token = sandbox.ionToken();
    const auto twins = [&] {
        const QJsonArray records =
            sandbox
                .m3(u"v2/execute/EXPORTMI/Select?maxrecs=0&SEPC=;&righttrim=true&QERY=E5INBN%20from%20FAPIBH%20where%20"
                    "E5IBHE%3D1"_s,
                    token)
                .json()["results"_L1][0]["records"_L1]
                .toArray();
        QStringList numbers;
        for (const QJsonValue &record : records)
            numbers << record["REPL"_L1].toString();
        return numbers;
    };
    for (int days = 0; days < 5 && twins().isEmpty(); ++days)
        QVERIFY(sandbox.control(u"advance"_s, {{u"minutes"_s, 1440}}));
    const QStringList before = twins();
    QVERIFY2(!before.isEmpty(), "some wait for a person");
    QVERIFY(sandbox.control(u"advance"_s, {{u"minutes"_s, 4 * 1440}}));
    const QStringList after = twins();
    for (const QString &number : before)
        QVERIFY2(!after.contains(number), qPrintable(number));
}

void TestSandbox::grantsTokens_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    QTest::newRow("password") << QString() << 200 << QString();
    QTest::newRow("client credentials") << u"grant_type=client_credentials"_s << 200 << QString();
    QTest::newRow("wrong password") << u"password=nope"_s << 400 << u"invalid_grant"_s;
    QTest::newRow("wrong client") << u"client_secret=nope"_s << 401 << u"invalid_client"_s;
    QTest::newRow("unknown grant") << u"grant_type=magic"_s << 400 << u"unsupported_grant_type"_s;
}

void TestSandbox::grantsTokens()
{
    QFETCH(const QString, change);
    const QJsonObject file = m_sandbox.ionApi();
    QHash<QString, QString> form{{u"grant_type"_s, u"password"_s},
                                 {u"username"_s, file["saak"_L1].toString()},
                                 {u"password"_s, file["sask"_L1].toString()},
                                 {u"client_id"_s, file["ci"_L1].toString()},
                                 {u"client_secret"_s, file["cs"_L1].toString()}};
    if (!change.isEmpty())
        form[change.section(u'=', 0, 0)] = change.section(u'=', 1);
    QByteArrayList parts;
    for (auto entry = form.constBegin(); entry != form.constEnd(); ++entry)
        parts.append(entry.key().toLatin1() + '=' + QUrl::toPercentEncoding(entry.value()));
    const HttpAnswer answer = httpRequest(QUrl(file["pu"_L1].toString() + u"token.oauth2"), parts.join('&'));
    QTEST(answer.status, "status");
    QTEST(answer.json()["error"_L1].toString(), "error");
    if (answer.status == 200)
        QCOMPARE(answer.json()["expires_in"_L1].toInt(), 7200);
}

void TestSandbox::acceptsTheClientInABasicHeader()
{
    const QJsonObject file = m_sandbox.ionApi();
    const QByteArray client = QString(file["ci"_L1].toString() + u':' + file["cs"_L1].toString()).toLatin1();
    const QUrl url(file["pu"_L1].toString() + u"token.oauth2");
    const HttpAnswer answer =
        httpRequest(url, "grant_type=client_credentials", {{"Authorization", "Basic " + client.toBase64()}});
    QCOMPARE(answer.status, 200);
}

void TestSandbox::aTokenExpiresAndCanBeRevoked()
{
    SandboxProcess sandbox({u"--token-lifetime"_s, u"2"_s});
    const QByteArray shortLived = sandbox.ionToken();
    const QString path = u"v2/execute/GENERAL/GetUserInfo"_s;
    QCOMPARE(sandbox.m3(path, shortLived).status, 200);
    QTRY_COMPARE(sandbox.m3(path, shortLived).status, 401);

    const QJsonObject file = m_sandbox.ionApi();
    const QByteArray token = m_sandbox.ionToken();
    const QByteArray client = QString(file["ci"_L1].toString() + u':' + file["cs"_L1].toString()).toLatin1();
    const QUrl revoke(file["pu"_L1].toString() + file["or"_L1].toString());
    QCOMPARE(httpRequest(revoke, "token=" + token, {{"Authorization", "Basic " + client.toBase64()}}).status, 200);
    QCOMPARE(m_sandbox.m3(path, token).status, 401);
}

void TestSandbox::answersOneHundredRowsUnlessAskedForMore()
{
    QCOMPARE(rows(u"IAPUNO from MPHEAD"_s, {}).size(), 100);
    QCOMPARE(rows(u"IAPUNO from MPHEAD"_s, u"&maxrecs=7"_s).size(), 7);
    const QStringList all = rows(u"IAPUNO from MPHEAD"_s);
    QCOMPARE(QString::number(all.size()), rows(u"count(*) from MPHEAD"_s).value(0));
    QVERIFY(std::is_sorted(all.begin(), all.end()));
}

void TestSandbox::exportsByQuery_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("first");
    QTest::newRow("upper case keywords") << u"EAAITM FROM FCHACC WHERE EAAITP=2 AND EADIVI='AAA'"_s << u"4100"_s;
    QTest::newRow("parentheses")
        << u"EAAITM from FCHACC where EAAITP=2 and (EAAITM='4300' or EAAITM='4200') and EADIVI='AAA'"_s << u"4200"_s;
    QTest::newRow("comparisons") << u"EAAITM, EATX40 from FCHACC where EADIVI='AAA' and EAAITP>=2 and EAAITM<>'4100'"_s
                                 << u"4200|IT Services"_s;
    QTest::newRow("after a text") << u"EAAITM from FCHACC where EADIVI='AAA' and EAAITP=2 and EAAITM>'5150'"_s
                                  << u"6100"_s;
    QTest::newRow("quoted number") << u"CCDIVI from CMNDIV where CCCONO='100'"_s << u"AAA"_s;
    QTest::newRow("quotation mark in a text") << u"count(*) from CIDMAS where IDSUNM='O''Brien'"_s << u"0"_s;
    QTest::newRow("count") << u"count(*) from CMNDIV"_s << u"2"_s;
}

void TestSandbox::exportsByQuery()
{
    QFETCH(const QString, query);
    QTEST(rows(query).value(0), "first");
}

void TestSandbox::refusesWrongQueries_data()
{
    QTest::addColumn<QString>("query");
    QTest::newRow("no table") << u"IAPUNO from NOWHERE"_s;
    QTest::newRow("no column") << u"IANONO from MPHEAD"_s;
    QTest::newRow("column of another table") << u"IBPUNO from MPHEAD"_s;
    QTest::newRow("hidden column") << u"EPOCUA from FPLEDG"_s;
    QTest::newRow("text for a number") << u"IAPUNO from MPHEAD where IALMDT>='today'"_s;
    QTest::newRow("open quotation mark") << u"IAPUNO from MPHEAD where IAPUNO='1"_s;
    QTest::newRow("open parenthesis") << u"IAPUNO from MPHEAD where (IAPUNO='1'"_s;
    QTest::newRow("join") << u"IAPUNO from MPHEAD, MPLINE"_s;
    QTest::newRow("nothing behind where") << u"IAPUNO from MPHEAD where"_s;
}

void TestSandbox::refusesWrongQueries()
{
    QFETCH(const QString, query);
    const QJsonObject result = select(query);
    QCOMPARE(result["errorType"_L1].toString(), u"ServerReturnedNOK"_s);
    QVERIFY(!result.contains("records"_L1));
}

void TestSandbox::pagesByKeyCursorSeeEveryRowOnce()
{
    QStringList seen;
    QString last;
    for (;;) {
        const QStringList page =
            rows(u"IAPUNO from MPHEAD where IAPUNO>'%1' and IALMDT>=20261101"_s.arg(last), u"&maxrecs=50"_s);
        seen += page;
        if (page.size() < 50)
            break;
        last = page.last();
    }
    QCOMPARE(seen, rows(u"IAPUNO from MPHEAD where IALMDT>=20261101"_s));
    QVERIFY(seen.size() > 100);
}

void TestSandbox::padsAndUsesTheUsersDateFormatUnlessAskedNotTo()
{
    const QString path = u"v2/execute/PPS200MI/GetHead?PUNO=1100100&returncols=PUNO,PUDT"_s;
    const QJsonValue raw = call(path)["results"_L1][0]["records"_L1][0];
    const QJsonValue asked = call(path + u"&dateformat=YMD8&righttrim=true")["results"_L1][0]["records"_L1][0];
    QCOMPARE(raw["PUNO"_L1].toString(), u"1100100   "_s);
    QCOMPARE(asked["PUNO"_L1].toString(), u"1100100"_s);
    const QString date = asked["PUDT"_L1].toString();
    QCOMPARE(date.size(), 8);
    QCOMPARE(raw["PUDT"_L1].toString(), QString(date.mid(6, 2) + date.mid(4, 2) + date.mid(2, 2)));
    const QStringList fixed = [&] {
        const QJsonObject wide = call(u"v2/execute/EXPORTMI/Select?QERY=IAPUNO,IASUNO%20from%20MPHEAD&maxrecs=1"_s);
        return QStringList{wide["results"_L1][0]["records"_L1][0]["REPL"_L1].toString()};
    }();
    QCOMPARE(fixed.first().size(), 984);
}

void TestSandbox::bulkKeepsTheOrderAndReportsErrorsOneByOne()
{
    const auto transaction = [](const QString &name, const QJsonObject &record) {
        return QJsonObject{
            {u"transaction"_s, name}, {u"record"_s, record}, {u"selectedColumns"_s, QJsonArray{u"PUNO"_s}}};
    };
    const QJsonObject answer =
        m_sandbox
            .m3Bulk({{u"program"_s, u"PPS200MI"_s},
                     {u"cono"_s, 100},
                     {u"rightTrim"_s, true},
                     {u"transactions"_s, QJsonArray{transaction(u"GetHead"_s, {{u"PUNO"_s, u"1100100"_s}}),
                                                    transaction(u"GetHead"_s, {{u"PUNO"_s, u"1"_s}}),
                                                    transaction(u"GetHead"_s, {}), transaction(u"GetNothing"_s, {}),
                                                    transaction(u"GetHead"_s, {{u"PUNO"_s, u"12345678901"_s}}),
                                                    transaction(u"GetHead"_s, {{u"PUNO"_s, 1100101}})}}},
                    m_token)
            .json();
    const QJsonArray results = answer["results"_L1].toArray();
    QCOMPARE(results.size(), 6);
    QCOMPARE(results[0]["records"_L1][0].toObject(), (QJsonObject{{u"PUNO"_s, u"1100100"_s}}));
    QCOMPARE(results[1]["errorCode"_L1].toString(), u"XRE0103"_s);
    QCOMPARE(results[2]["errorType"_L1].toString(), u"MandatoryInputFieldNotFound"_s);
    QCOMPARE(results[3]["errorType"_L1].toString(), u"TransactionNotFound"_s);
    QCOMPARE(results[4]["errorType"_L1].toString(), u"InputFieldTooLong"_s);
    QCOMPARE(results[5]["records"_L1][0]["PUNO"_L1].toString(), u"1100101"_s);
    QCOMPARE(answer["nrOfSuccessfullTransactions"_L1].toInt(), 2);
    QCOMPARE(answer["nrOfFailedTransactions"_L1].toInt(), 4);
}

void TestSandbox::malformedCallsEndWithAReason()
{
    const HttpAnswer number = m_sandbox.m3(u"v2/execute/PPS200MI/GetHead?maxrecs=many"_s, m_token);
    QCOMPARE(number.status, 400);
    QVERIFY(number.json()["wasTerminated"_L1].toBool());
    QVERIFY(!number.json()["terminationReason"_L1].toString().isEmpty());
    QCOMPARE(m_sandbox.m3(u"v2/execute/NOPE00MI/GetHead"_s, m_token).status, 400);
    QCOMPARE(m_sandbox.m3Bulk({{u"program"_s, u"PPS200MI"_s}}, m_token).status, 400);
}

void TestSandbox::theFirstVersionAnswersNokWithStatus200()
{
    QCOMPARE(call(u"execute/PPS200MI/GetHead?PUNO=1"_s)["@type"_L1].toString(), u"ServerReturnedNOK"_s);
    const QJsonObject one = call(u"execute/PPS200MI/GetHead;returncols=PUNO,SUNO;metadata=true?PUNO=1100100"_s);
    QVERIFY2(one["MIRecord"_L1].isObject(), "a single record collapses");
    QCOMPARE(one["MIRecord"_L1]["NameValue"_L1][0]["Name"_L1].toString(), u"PUNO"_s);
    QCOMPARE(call(u"execute/CRS620MI/LstSuppliers;maxrecs=3"_s)["MIRecord"_L1].toArray().size(), 3);
    QVERIFY(call(u"execute/PPS200MI/LstLine?PUNO=1"_s)["MIRecord"_L1].isNull());
}

void TestSandbox::wrongTenantAndTokenAreRefused()
{
    QCOMPARE(m_sandbox.m3(u"v2/execute/GENERAL/GetUserInfo"_s, "nope").status, 401);
    const HttpAnswer tenant =
        httpRequest(QUrl(m_sandbox.ionUrl() + u"/OTHER_PRD/M3/m3api-rest/v2/execute/GENERAL/GetUserInfo"), {},
                    {{"Authorization", "Bearer " + m_token}});
    QCOMPARE(tenant.status, 404);
    QCOMPARE(m_sandbox.m3(u"v3/execute"_s, m_token).status, 404);
}

void TestSandbox::writesAreCountedAndRefused()
{
    const auto writes = [&] { return m_sandbox.state()["ion"_L1]["writes"_L1].toInt(); };
    const int before = writes();
    QCOMPARE(call(u"v2/execute/APS450MI/ApproveInvoice?INBN=1"_s)["nrOfFailedTransactions"_L1].toInt(), 1);
    QCOMPARE(writes(), before + 1);
}

void TestSandbox::theGatewayLimitsRequests()
{
    SandboxProcess sandbox({u"--ion-limit"_s, u"3"_s});
    const QByteArray token = sandbox.ionToken();
    for (int count = 0; count < 3; ++count)
        QCOMPARE(sandbox.m3(u"v2/execute/GENERAL/GetUserInfo"_s, token).status, 200);
    const HttpAnswer refused = sandbox.m3(u"v2/execute/GENERAL/GetUserInfo"_s, token);
    QCOMPARE(refused.status, 429);
    QVERIFY(refused.headers.value("retry-after").toInt() > 0);
}

void TestSandbox::newBusinessArrives()
{
    const auto stamp = [&] {
        int changes = 0;
        for (const char *company : {"100", "200", "300"})
            changes += rows(u"count(*) from FPLEDG where EPLMDT>=20261123"_s, u"&cono="_s + QLatin1StringView(company))
                           .value(0)
                           .toInt();
        return changes;
    };
    const int before = stamp();
    QVERIFY(m_sandbox.control(u"advance"_s, {{u"minutes"_s, 5}}));
    QVERIFY(stamp() > before);
}

void TestSandbox::testsCanPutDocuments()
{
    const QJsonObject row{
        {u"IACONO"_s, 100}, {u"IAPUNO"_s, u"9999999"_s}, {u"IADIVI"_s, u"AAA"_s}, {u"IANTAM"_s, u"12.5"_s}};
    QVERIFY(m_sandbox.control(u"document"_s, {{u"table"_s, u"MPHEAD"_s}, {u"row"_s, row}}));
    QVERIFY(m_sandbox.control(
        u"document"_s, {{u"table"_s, u"MPHEAD"_s},
                        {u"row"_s, QJsonObject{{u"CONO"_s, 100}, {u"PUNO"_s, u"9999999"_s}, {u"PUSL"_s, u"90"_s}}}}));
    QCOMPARE(rows(u"IANTAM,IAPUSL,IALMDT from MPHEAD where IAPUNO='9999999'"_s), QStringList{u"12.50|90|20261123"_s});
    QVERIFY(!m_sandbox.control(u"document"_s, {{u"table"_s, u"NOPE"_s}}));
}

void TestSandbox::injectsFaults_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("status");
    QTest::newRow("429") << u"ion.http429=1:7"_s << 429;
    QTest::newRow("429 without a time") << u"ion.http429_bare=1"_s << 429;
    QTest::newRow("504") << u"ion.http504=1"_s << 504;
    QTest::newRow("HTML 503") << u"ion.html503=1"_s << 503;
    QTest::newRow("slow") << u"ion.slow=1:300"_s << 200;
    QTest::newRow("truncated") << u"ion.truncated=1"_s << 200;
    QTest::newRow("reset") << u"ion.reset=1"_s << 0;
    QTest::newRow("token expired") << u"ion.token_expired=1"_s << 401;
    QTest::newRow("grant refused") << u"ion.invalid_grant=1"_s << 401;
    QTest::newRow("cap") << u"ion.cap=1:9"_s << 200;
    QTest::newRow("account revoked") << u"ion.account_revoked=1"_s << 401;
    QTest::newRow("partial") << u"ion.partial=1"_s << 200;
    QTest::newRow("padded") << u"ion.padded=1"_s << 200;
}

void TestSandbox::injectsFaults()
{
    QFETCH(const QString, fault);
    QByteArray token = m_sandbox.ionToken();
    QVERIFY(m_sandbox.setFaults(fault));
    if (fault.startsWith(u"ion.invalid_grant"))
        token = m_sandbox.ionToken();
    QElapsedTimer timer;
    timer.start();
    const HttpAnswer answer =
        m_sandbox.m3(u"v2/execute/EXPORTMI/Select?QERY=IAPUNO%20from%20MPHEAD&maxrecs=0&righttrim=true"_s, token);
    QVERIFY(m_sandbox.setFaults({}));
    const QJsonValue result = answer.json()["results"_L1][0];
    QTEST(answer.status, "status");
    QCOMPARE(answer.isComplete, !fault.startsWith(u"ion.truncated") && !fault.startsWith(u"ion.reset"));
    if (fault.startsWith(u"ion.http429=1"))
        QCOMPARE(answer.headers.value("retry-after"), "7");
    if (fault.startsWith(u"ion.http429_bare"))
        QVERIFY(!answer.headers.contains("retry-after"));
    if (fault.startsWith(u"ion.slow"))
        QVERIFY(timer.elapsed() >= 300);
    if (fault.startsWith(u"ion.html503"))
        QVERIFY(answer.body.startsWith("<html>"));
    if (fault.startsWith(u"ion.cap"))
        QCOMPARE(result["records"_L1].toArray().size(), 9);
    if (fault.startsWith(u"ion.partial"))
        QVERIFY(!result["records"_L1].toArray().isEmpty() && result["errorCode"_L1].toString() == u"CPF9898");
    if (fault.startsWith(u"ion.padded"))
        QVERIFY(result["records"_L1][0]["REPL"_L1].toString().endsWith(u' '));
}

void TestSandbox::refusesUnknownFaultsWithTheListOfKnownOnes()
{
    const HttpAnswer answer = httpRequest(QUrl(m_sandbox.webUrl() + u"_sandbox/faults"), "slack.nope=1");
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.json()["error"_L1].toString().contains(u"ion.http429_bare"));
    QProcess process;
    process.start(QStringLiteral(LEDGERCAST_SANDBOX), {u"--faults"_s, u"ion.nope=1"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
}

QTEST_GUILESS_MAIN(TestSandbox)
#include "tst_sandbox.moc"
