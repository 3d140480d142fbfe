// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/routestore.h"
#include "tests/core/storefixture.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ledgercast;

namespace {

Route rule(int priority, const QString &name)
{
    Route route;
    route.priority = priority;
    route.name = name;
    route.channel = QStringLiteral("fin-it");
    return route;
}

} // namespace

class RouteStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        store = std::make_unique<StoreFixture>();
        routes = std::make_unique<RouteStore>(*store->database);
    }
    void everyFieldOfARuleIsKept();
    void rulesComeInTheOrderTheyAreTried();
    void rulesAreReplacedAsAWholeAndAudited();
    void rulesThatCannotBeWrittenLeaveTheOldOnes();
    void channelsAreThoseLastSeen();

private:
    [[nodiscard]] bool replace(const QList<Route> &list) const
    {
        return routes->replaceRoutes(list, QStringLiteral("me"), store->clock.now()).has_value();
    }
    std::unique_ptr<StoreFixture> store;
    std::unique_ptr<RouteStore> routes;
};

void RouteStoreTest::everyFieldOfARuleIsKept()
{
    Route full = rule(5, QStringLiteral("IT, \"all\" of it; über 1000"));
    full.recordTypes = {QStringLiteral("supplier_invoice"), QStringLiteral("purchase_order")};
    full.costCentres = {QStringLiteral("4100-4199"), QStringLiteral("51*"), QStringLiteral("unknown")};
    full.companies = {QStringLiteral("100"), QStringLiteral("200")};
    full.minimumAmount = *Decimal::parse(u"1000.50");
    full.exceptions = {QStringLiteral("late")};
    full.mention = QStringLiteral("U0123");
    full.delivery = DeliveryMode::Digest;
    QVERIFY(replace({full, rule(6, QStringLiteral("bare"))}));
    const auto kept = routes->routes();
    QCOMPARE(*kept, QList<Route>({full, rule(6, QStringLiteral("bare"))}));
    QCOMPARE(*store->reader->routes(), *kept);
}

void RouteStoreTest::rulesComeInTheOrderTheyAreTried()
{
    const QStringList names{QStringLiteral("c"), QStringLiteral("a"), QStringLiteral("b")};
    QVERIFY(replace({rule(20, names.at(2)), rule(10, names.at(0)), rule(10, names.at(1))}));
    QStringList order;
    const auto kept = routes->routes();
    for (const Route &route : *kept)
        order << route.name;
    QCOMPARE(order, names);
}

void RouteStoreTest::rulesAreReplacedAsAWholeAndAudited()
{
    QVERIFY(replace({rule(1, QStringLiteral("old")), rule(2, QStringLiteral("older"))}));
    QVERIFY(replace({rule(1, QStringLiteral("new"))}));
    QCOMPARE(routes->routes()->size(), 1);
    const auto events = store->reader->events(0, 10);
    QCOMPARE(events->size(), 2);
    QCOMPARE(events->last().kind, QStringLiteral("rules_applied"));
    QCOMPARE(events->last().actor, QStringLiteral("me"));
    const QJsonObject data = QJsonDocument::fromJson(events->last().data).object();
    QCOMPARE(data[u"before"].toArray().size(), 2);
    QCOMPARE(data[u"after"].toArray().first().toObject()[u"name"].toString(), QStringLiteral("new"));
    QVERIFY(replace({}));
    QVERIFY(routes->routes()->isEmpty());
}

void RouteStoreTest::rulesThatCannotBeWrittenLeaveTheOldOnes()
{
    QVERIFY(replace({rule(1, QStringLiteral("old"))}));
    store->execute(QStringLiteral("CREATE TEMP TRIGGER obstacle BEFORE INSERT ON main.route WHEN NEW.name = 'bad' "
                                  "BEGIN SELECT RAISE (ABORT, 'no'); END"));
    QVERIFY(!replace({rule(1, QStringLiteral("good")), rule(2, QStringLiteral("bad"))}));
    QCOMPARE(*routes->routes(), QList<Route>{rule(1, QStringLiteral("old"))});
    QCOMPARE(store->reader->events(0, 10)->size(), 1);
}

void RouteStoreTest::channelsAreThoseLastSeen()
{
    const Channel general{QStringLiteral("C1"), QStringLiteral("general"), false, false, true, true};
    const Channel hidden{QStringLiteral("C2"), QStringLiteral("fin"), true, true, false, false};
    QVERIFY(
        routes->takeChannels({general, hidden, general}, store->clock.now())); // a list that moved while it was read
    QCOMPARE(*routes->channels(), QList<Channel>({hidden, general}));
    QVERIFY(routes->takeChannels({hidden}, store->clock.now()));
    QCOMPARE(*store->reader->channels(), QList<Channel>{hidden});
}

QTEST_GUILESS_MAIN(RouteStoreTest)
#include "tst_routestore.moc"
