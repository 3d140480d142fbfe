// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/programrun.h"
#include "tests/support/sandboxprocess.h"

#include <QJsonArray>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace ledgercast::test;

namespace {

const QString first = u"ACME_DEM"_s;
const QString second = u"ACME_TST"_s;
const QByteArray rules = "priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,mention,"
                         "delivery\n1,All,,,,,,fin-ap,,immediate\n";

QStringList tenantsIn(const QJsonArray &array)
{
    QStringList tenants;
    for (const QJsonValue &one : array) {
        const QString tenant = one[u"tenant"].toString();
        if (!tenant.isEmpty() && !tenants.contains(tenant))
            tenants << tenant;
    }
    tenants.sort();
    return tenants;
}

} // namespace

/// Two tenants in one profile: an M3 and an FSM one, on gateways of their own.
class TestTenants : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aFurtherFileAddsATenant();
    void eachHasSettingsOfItsOwn();
    void bothAreTested();
    void bothAreRead();
    void oneThatIsAwayKeepsNobodyWaiting();
    void oneThatIsRemovedIsReadNoLonger();

private:
    [[nodiscard]] Outcome sync(const QStringList &more = {})
    {
        return m_program.run(QStringList{u"sync"_s, u"--once"_s, u"--json"_s} + more);
    }

    SandboxProcess m_m3{{u"--no-limits"_s}};
    std::unique_ptr<SandboxProcess> m_fsm =
        std::make_unique<SandboxProcess>(QStringList{u"--no-limits"_s, u"--tenant"_s, second, u"--seed"_s, u"2"_s});
    ProgramRun m_program;
};

void TestTenants::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        QSKIP("The program keeps its secrets in a Secret Service, and there is no session bus.");
    QVERIFY(m_m3.isListening() && m_fsm->isListening());
    const QByteArray mistake = m_program.connectTo(m_m3, rules);
    QVERIFY2(mistake.isEmpty(), mistake.constData());
}

void TestTenants::aFurtherFileAddsATenant()
{
    const Outcome imported = m_program.run({u"import"_s, m_fsm->ionApiFile()});
    QVERIFY2(imported.code == 0, qPrintable(imported.words()));
    QVERIFY2(imported.output.contains("beside ACME_DEM"), qPrintable(imported.words()));
    const QJsonObject list = m_program.run({u"tenants"_s, u"list"_s, u"--json"_s}).json();
    QCOMPARE(tenantsIn(list[u"tenants"].toArray()), QStringList({first, second}));
    QCOMPARE(m_program.run({u"status"_s, u"--json"_s}).json()[u"tenant"].toString(), first);
}

void TestTenants::eachHasSettingsOfItsOwn()
{
    for (const auto &[key, value] : {std::pair{u"cloudsuite.product"_s, u"fsm"_s},
                                     {u"cloudsuite.requests_per_minute"_s, u"5000"_s},
                                     {u"feeds.enabled"_s, u"suppliers;purchase_orders"_s}})
        QCOMPARE(m_program.run({u"settings"_s, u"set"_s, key, value, u"--tenant"_s, second}).code, 0);
    QCOMPARE(m_program.run({u"settings"_s, u"set"_s, u"feeds.enabled"_s, u"suppliers;items"_s}).code, 0);
    QCOMPARE(m_program.run({u"settings"_s, u"get"_s, u"cloudsuite.product"_s}).output.trimmed(), "m3");
    const Outcome unknown = m_program.run({u"settings"_s, u"list"_s, u"--tenant"_s, u"ACME_XXX"_s});
    QVERIFY(unknown.code != 0);
    QVERIFY2(unknown.errors.contains("ACME_DEM, ACME_TST"), qPrintable(unknown.words()));
}

void TestTenants::bothAreTested()
{
    const Outcome test = m_program.run({u"connections"_s, u"test"_s, u"--json"_s});
    const QJsonArray steps = test.json()[u"steps"].toArray();
    QCOMPARE(tenantsIn(steps), QStringList({first, second}));
    for (const QJsonValue &step : steps)
        QVERIFY2(step[u"state"].toString() != u"failed", qPrintable(test.words()));
}

void TestTenants::bothAreRead()
{
    const Outcome read = sync();
    QVERIFY2(read.code == 0, qPrintable(read.words()));
    QMap<QString, QSet<QString>> feeds;
    for (const QJsonValue &feed : read.json()[u"feeds"].toArray()) {
        QVERIFY2(feed[u"error"].toString().isEmpty(), qPrintable(read.words()));
        QVERIFY(feed[u"read"].toInt() > 0);
        feeds[feed[u"tenant"].toString()].insert(feed[u"feed"].toString());
    }
    QCOMPARE(feeds.value(first), QSet<QString>({u"suppliers"_s, u"items"_s}));
    QCOMPARE(feeds.value(second), QSet<QString>({u"suppliers"_s, u"purchase_orders"_s}));
    // The same supplier number in both is two suppliers; what was read is known to each.
    for (const QJsonValue &feed : sync().json()[u"feeds"].toArray())
        QCOMPARE(feed[u"new"].toInt() + feed[u"updated"].toInt(), 0);
    const QJsonArray one = sync({u"--tenant"_s, second}).json()[u"feeds"].toArray();
    QCOMPARE(tenantsIn(one), QStringList{second});
    // A feed that only one of them has is read from that one.
    QCOMPARE(tenantsIn(sync({u"--feeds"_s, u"items"_s}).json()[u"feeds"].toArray()), QStringList{first});
    QCOMPARE(sync({u"--feeds"_s, u"wishes"_s}).code, 5);
}

void TestTenants::oneThatIsAwayKeepsNobodyWaiting()
{
    m_fsm.reset();
    const Outcome read = sync();
    QVERIFY2(read.code == 3 || read.code == 4, qPrintable(read.words()));
    for (const QJsonValue &feed : read.json()[u"feeds"].toArray())
        QCOMPARE(feed[u"error"].toString().isEmpty(), feed[u"tenant"] == first);
}

void TestTenants::oneThatIsRemovedIsReadNoLonger()
{
    const auto entries = [this] { return m_program.run({u"status"_s, u"--json"_s}).json()[u"entries"].toInt(); };
    const int before = entries();
    QCOMPARE(m_program.run({u"tenants"_s, u"remove"_s, u"ACME_XXX"_s}).code, 5);
    const Outcome removed = m_program.run({u"tenants"_s, u"remove"_s, second});
    QVERIFY2(removed.code == 0, qPrintable(removed.words()));
    const Outcome read = sync();
    QVERIFY2(read.code == 0, qPrintable(read.words()));
    QCOMPARE(tenantsIn(read.json()[u"feeds"].toArray()), QStringList{first});
    QCOMPARE(entries(), before); // what is recorded stays
    // The first one can go, too, and come back.
    QCOMPARE(m_program.run({u"tenants"_s, u"remove"_s, first}).code, 0);
    QCOMPARE(m_program.run({u"tenants"_s, u"list"_s, u"--json"_s}).json()[u"tenants"].toArray().size(), 0);
    QVERIFY(sync().code != 0);
    QCOMPARE(m_program.run({u"import"_s, m_m3.ionApiFile()}).code, 0);
    QCOMPARE(sync({u"--feeds"_s, u"items"_s}).code, 0);
}

QTEST_GUILESS_MAIN(TestTenants)
#include "tst_tenants.moc"
