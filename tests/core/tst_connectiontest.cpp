// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/cloudsuite/tenantclient.h"
#include "core/net/httpclient.h"
#include "tests/core/fakem3.h"
#include "tests/support/waitfor.h"

#include <QFile>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace ledgercast;
using State = TestStep::State;

namespace {

class Tenant
{
public:
    explicit Tenant(const QString &catalogueDirectory = {})
    {
        settings.requestsPerMinute = 100'000;
        m3.add(QStringLiteral("FPLEDG"),
               {{QStringLiteral("EPDIVI"), QStringLiteral("AAA")}, {QStringLiteral("EPTRCD"), QStringLiteral("40")}});
        m3.setNumeric({QStringLiteral("EPTRCD"), QStringLiteral("EAAITP")});
        auto made = TenantClient::create(http, clock, sleeper, m3.file(), settings, catalogueDirectory);
        if (made)
            client = std::move(*made);
        else
            error = made.error();
    }
    QList<TestStep> test()
    {
        watched.clear();
        return resultOf(client->test([this](const QList<TestStep> &steps) { watched.append(steps); }));
    }

    FakeM3 m3;
    HttpClient http;
    SystemClock clock;
    Sleeper sleeper;
    Settings settings;
    std::unique_ptr<TenantClient> client;
    std::optional<Error> error;
    QList<QList<TestStep>> watched;
};

QList<State> statesOf(const QList<TestStep> &steps)
{
    QList<State> states;
    for (const TestStep &step : steps)
        states << step.state;
    return states;
}

} // namespace

class TestConnectionTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void passesStepByStep();
    void skipsAllWhenTheHostIsAway();
    void skipsWhatNeedsATokenThatIsRefused();
    void triesAgainWhenAPersonAsksTo();
    void triesTheFeedsThoughTheAccountCantNameItself();
    void namesACompanyThatCantBeSeen();
    void writesTheRequestForAFeedThatIsRefused();
    void warnsWhenAFeedWillBeIncomplete();
    void explainsAPassingFailure();
    void listsItsFeeds();
    void followsTheSettings();
    void namesAWrongCatalogueFile();
};

void TestConnectionTest::passesStepByStep()
{
    Tenant tenant;
    const QList<TestStep> steps = tenant.test();
    QStringList ids;
    for (const TestStep &step : steps) {
        ids << step.id;
        QVERIFY(!step.title.isEmpty() && !step.detail.isEmpty());
        QVERIFY(step.milliseconds >= 0 && step.remedy.isEmpty() && step.request.isEmpty());
    }
    QCOMPARE(ids.mid(0, 6), (QStringList{QStringLiteral("host"), QStringLiteral("tls"), QStringLiteral("token"),
                                         QStringLiteral("company"), QStringLiteral("feed:supplier_invoices"),
                                         QStringLiteral("feed:purchase_orders")}));
    QCOMPARE(ids.size(), 4 + tenant.client->feeds().size());
    QList<State> states(steps.size(), State::Passed);
    states[1] = State::Skipped; // no TLS on this computer itself
    QCOMPARE(statesOf(steps), states);
    QCOMPARE(steps.at(2).detail, QStringLiteral("Expires in 2 h, renewed by itself"));
    QVERIFY2(steps.at(3).detail.contains(u"100"), qPrintable(steps.at(3).detail));
    // A person sees every step begin and end.
    QCOMPARE(tenant.watched.first().first().state, State::Running);
    QCOMPARE(tenant.watched.first().last().state, State::Waiting);
    QCOMPARE(tenant.watched.size(), 2 * steps.size());
    QCOMPARE(statesOf(tenant.watched.last()), statesOf(steps));
}

void TestConnectionTest::skipsAllWhenTheHostIsAway()
{
    Tenant tenant;
    QTcpServer gone;
    gone.listen(QHostAddress::LocalHost);
    IonApiFile file = tenant.m3.file();
    file.baseUrl.setPort(gone.serverPort());
    gone.close();
    tenant.client->setCredentials(file);
    const QList<TestStep> steps = tenant.test();
    QCOMPARE(steps.first().state, State::Failed);
    QCOMPARE(steps.first().code, QStringLiteral("connection_refused"));
    QVERIFY(!steps.first().remedy.isEmpty() && steps.first().request.isEmpty());
    for (const TestStep &step : steps.mid(1))
        QCOMPARE(step.state, State::Skipped);
}

void TestConnectionTest::skipsWhatNeedsATokenThatIsRefused()
{
    Tenant tenant;
    tenant.m3.isTokenRefused = true;
    const QList<TestStep> steps = tenant.test();
    QList<State> states(steps.size(), State::Skipped);
    states[0] = State::Passed;
    states[2] = State::Failed;
    QCOMPARE(statesOf(steps), states);
    QCOMPARE(steps.at(2).code, QStringLiteral("invalid_grant"));
    QVERIFY2(steps.at(2).remedy.contains(u".ionapi"), qPrintable(steps.at(2).remedy));
    QCOMPARE(tenant.m3.takeCalls(), 0);
}

void TestConnectionTest::triesAgainWhenAPersonAsksTo()
{
    Tenant tenant;
    tenant.m3.isTokenRefused = true;
    tenant.test();
    tenant.m3.isTokenRefused = false;
    QCOMPARE(tenant.test().at(2).state, State::Failed); // no second request with refused credentials by itself
    tenant.client->retryRefused();
    QCOMPARE(tenant.test().at(2).state, State::Passed);
}

void TestConnectionTest::triesTheFeedsThoughTheAccountCantNameItself()
{
    Tenant tenant;
    tenant.m3.refusedPrograms = {QStringLiteral("GENERAL")};
    const QList<TestStep> steps = tenant.test();
    QCOMPARE(steps.at(3).state, State::Failed);
    QVERIFY2(steps.at(3).request.contains(u"GENERAL"), qPrintable(steps.at(3).request));
    QCOMPARE(steps.at(4).state, State::Passed);
}

void TestConnectionTest::namesACompanyThatCantBeSeen()
{
    Tenant tenant;
    tenant.m3.divisions.clear();
    tenant.settings.companies = {QStringLiteral("300")};
    tenant.client->setSettings(tenant.settings);
    const QList<TestStep> steps = tenant.test();
    QCOMPARE(steps.at(3).state, State::Failed);
    QCOMPARE(steps.at(3).detail,
             QStringLiteral("The account can't see company 300. Choose another, or ask for access."));
    QVERIFY2(steps.at(3).request.contains(u"company 300"), qPrintable(steps.at(3).request));
    QCOMPARE(steps.at(4).state, State::Skipped);
}

void TestConnectionTest::writesTheRequestForAFeedThatIsRefused()
{
    Tenant tenant;
    tenant.m3.refusedTables = {QStringLiteral("MPHEAD")};
    const QList<TestStep> steps = tenant.test();
    QCOMPARE(steps.at(4).state, State::Passed);
    QCOMPARE(steps.at(5).state, State::Failed);
    QCOMPARE(steps.at(6).state, State::Passed); // the others are tried all the same
    QVERIFY(!steps.at(5).remedy.isEmpty());
    for (const QString &part : {QStringLiteral("ACME_TST"), QStringLiteral("LCUSER"), QStringLiteral("EXPORTMI"),
                                QStringLiteral("Purchase orders")})
        QVERIFY2(steps.at(5).request.contains(part), qPrintable(steps.at(5).request));
    QVERIFY(!steps.at(5).request.contains(u"sask"));
}

void TestConnectionTest::warnsWhenAFeedWillBeIncomplete()
{
    Tenant tenant;
    tenant.m3.refusedTables = {QStringLiteral("FGLEDG")};
    const QList<TestStep> steps = tenant.test();
    QCOMPARE(steps.at(4).state, State::Warning);
    QVERIFY2(steps.at(4).detail.contains(u"FGLEDG"), qPrintable(steps.at(4).detail));
    QVERIFY(!steps.at(4).request.isEmpty());
}

void TestConnectionTest::explainsAPassingFailure()
{
    Tenant tenant;
    tenant.m3.failingStatus = 404;
    const QList<TestStep> steps = tenant.test();
    QCOMPARE(steps.at(3).state, State::Failed);
    QCOMPARE(steps.at(3).code, QStringLiteral("http_404"));
    QVERIFY2(steps.at(3).remedy.contains(u"base URL"), qPrintable(steps.at(3).remedy));
    QVERIFY(steps.at(3).request.isEmpty());
    QCOMPARE(steps.at(4).state, State::Skipped);
}

void TestConnectionTest::listsItsFeeds()
{
    const Tenant tenant;
    const QList<TenantClient::Feed> feeds = tenant.client->feeds();
    QVERIFY(feeds.size() > 10);
    QCOMPARE(feeds.first().id, QStringLiteral("supplier_invoices"));
    QCOMPARE(feeds.first().label, QStringLiteral("Supplier invoices"));
    QCOMPARE(feeds.first().recordType, QStringLiteral("supplier_invoice"));
}

void TestConnectionTest::followsTheSettings()
{
    Tenant tenant;
    tenant.settings.invoiceTransactionCode = 10;
    tenant.settings.paymentTransactionCode = 20;
    tenant.client->setSettings(tenant.settings);
    tenant.test();
    const QStringList queries = tenant.m3.takeQueries();
    QVERIFY(queries.contains(QStringLiteral("FPLEDG: EPTRCD = 10")));
    QVERIFY(queries.contains(QStringLiteral("FPLEDG: EPTRCD = 20")));
}

void TestConnectionTest::namesAWrongCatalogueFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("own.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{}");
    file.close();
    const Tenant tenant(folder.path());
    QVERIFY(!tenant.client);
    QVERIFY(tenant.error->message.contains(file.fileName()));
}

QTEST_GUILESS_MAIN(TestConnectionTest)
#include "tst_connectiontest.moc"
