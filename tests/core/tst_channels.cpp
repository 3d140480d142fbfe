// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/channelnews.h"
#include "core/store/routestore.h"
#include "tests/core/runningengine.h"
#include "tests/core/storefixture.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace ledgercast;
using namespace std::chrono_literals;

namespace {

Route rule(const QString &name)
{
    Route route;
    route.priority = 1;
    route.name = u"rule of " + name;
    route.channel = name;
    return route;
}

const Channel general = channel(u"C0"_qs, u"general"_qs);
const Channel finIt = channel(u"C1"_qs, u"fin-it"_qs);
const Channel renamed = channel(u"C1"_qs, u"it-finance"_qs);

} // namespace

class ChannelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        store = std::make_unique<StoreFixture>();
        routes = std::make_unique<RouteStore>(*store->database);
        workspace = std::make_unique<Workspace>();
    }
    void tellsWhatHappened_data();
    void tellsWhatHappened();
    void saysWhatItMeansForEveryKind();
    void comparesNothingWithTheFirstListOrAnotherWorkspace();
    void rulesFollowARenamedChannel();
    void channelsThatSwapTheirNamesDontMeet();
    void whatIsNotPostedYetFollows();
    void laterChangesStayInTheThreadOfARenamedChannel();
    void whatConcernsNobodyIsNotNoted();
    void aRefusingChannelIsACauseBeforeAnythingFails_data();
    void aRefusingChannelIsACauseBeforeAnythingFails();
    void aFailureIsNoSecondCause();
    void theEngineLooksEveryQuarterOfAnHour();
    void privateChannelsThatMayNotBeListedAreAsTheyWere();

private:
    [[nodiscard]] ChannelsTaken take(const QList<Channel> &channels) const
    {
        return routes->takeChannels(channels, store->clock.now()).value();
    }
    void apply(const QList<Route> &rules) const
    {
        QVERIFY(routes->replaceRoutes(rules, QStringLiteral("me"), store->clock.now()));
    }
    [[nodiscard]] QStringList ruleChannels() const
    {
        QStringList names;
        const auto all = routes->routes();
        for (const Route &route : *all)
            names << route.channel;
        return names;
    }

    std::unique_ptr<StoreFixture> store;
    std::unique_ptr<RouteStore> routes;
    std::unique_ptr<Workspace> workspace;
};

void ChannelsTest::tellsWhatHappened_data()
{
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("after"); // -1: not listed
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("kinds");
    const QString same = finIt.name;
    QTest::newRow("nothing") << 0 << 0 << same << QStringList{};
    QTest::newRow("renamed") << 0 << 0 << u"it"_qs << QStringList{u"channel_renamed"_qs};
    QTest::newRow("archived") << 0 << int(Archived) << same << QStringList{u"channel_archived"_qs};
    QTest::newRow("archived, which takes us out")
        << 0 << int(Archived | Outside) << same << QStringList{u"channel_archived"_qs};
    QTest::newRow("unarchived") << int(Archived) << 0 << same << QStringList{u"channel_unarchived"_qs};
    QTest::newRow("unarchived without us")
        << int(Archived) << int(Outside) << same << QStringList{u"channel_unarchived"_qs, u"channel_left"_qs};
    QTest::newRow("gone") << int(Private) << -1 << same << QStringList{u"channel_gone"_qs};
    QTest::newRow("left") << 0 << int(Outside) << same << QStringList{u"channel_left"_qs};
    QTest::newRow("joined") << int(Outside) << 0 << same << QStringList{};
    QTest::newRow("shared") << 0 << int(Shared) << same << QStringList{u"channel_shared"_qs};
    QTest::newRow("sharing ended") << int(Shared) << 0 << same << QStringList{u"channel_sharing_ended"_qs};
    QTest::newRow("private") << 0 << int(Private) << same << QStringList{u"channel_made_private"_qs};
    QTest::newRow("public") << int(Private) << 0 << same << QStringList{u"channel_made_public"_qs};
    QTest::newRow("several") << int(Private) << int(Shared) << u"it"_qs
                             << QStringList{u"channel_renamed"_qs, u"channel_shared"_qs, u"channel_made_public"_qs};
}

void ChannelsTest::tellsWhatHappened()
{
    QFETCH(const int, before);
    QFETCH(const int, after);
    QFETCH(const QString, name);
    QFETCH(const QStringList, kinds);
    QList<Channel> now{general};
    if (after >= 0)
        now.prepend(channel(finIt.id, name, after));
    const auto news = channelNews({general, channel(finIt.id, finIt.name, before)}, now);
    QStringList words;
    for (const ChannelNews &one : news)
        words << wordOf(one.kind);
    QCOMPARE(words, kinds);
}

void ChannelsTest::saysWhatItMeansForEveryKind()
{
    QSet<QString> sentences;
    constexpr int kinds = static_cast<int>(ChannelNews::Kind::MadePrivate) + 1;
    for (int kind = 0; kind < kinds; ++kind) {
        const QString sentence = sentenceOf({static_cast<ChannelNews::Kind>(kind), finIt, renamed});
        QVERIFY(sentence.contains(u"#it-finance"));
        QVERIFY(sentence.endsWith(u'.'));
        sentences.insert(sentence);
    }
    QCOMPARE(sentences.size(), kinds);
}

void ChannelsTest::comparesNothingWithTheFirstListOrAnotherWorkspace()
{
    QVERIFY(channelNews({}, {general, finIt}).isEmpty());
    QVERIFY(channelNews({general, finIt}, {channel(u"C77"_qs, u"fin-it"_qs)}).isEmpty());
    QVERIFY(channelNews({general, finIt}, {}).isEmpty());
}

void ChannelsTest::rulesFollowARenamedChannel()
{
    (void)take({general, finIt});
    Route byId = rule(u"C1"_qs);
    Route spelled = rule(u"Fin-IT"_qs);
    apply({rule(finIt.name), spelled, byId, rule(general.name)});
    (void)store->newEvents();
    const ChannelsTaken taken = take({general, renamed});
    QCOMPARE(taken.rules, 2);
    QCOMPARE(ruleChannels(), QStringList({renamed.name, renamed.name, byId.channel, general.name}));
    QCOMPARE(store->newEvents(), QStringList({u"channel_renamed"_qs, u"rules_applied"_qs}));
    const auto events = store->reader->events(0, 100);
    const QJsonObject data = QJsonDocument::fromJson(events->last().data).object();
    QCOMPARE(data[u"before"][0][u"channel"].toString(), finIt.name);
    QCOMPARE(data[u"after"][0][u"channel"].toString(), renamed.name);
    QVERIFY(data[u"note"].toString().contains(u"#fin-it was renamed #it-finance"));
    QVERIFY(!take({general, renamed}).isChanged); // once
    QVERIFY(store->newEvents().isEmpty());
}

void ChannelsTest::channelsThatSwapTheirNamesDontMeet()
{
    (void)take({channel(u"C1"_qs, u"a"_qs), channel(u"C2"_qs, u"b"_qs), general});
    apply({rule(u"a"_qs), rule(u"b"_qs)});
    store->record(u"1"_qs, {u"a"_qs, u"b"_qs});
    const ChannelsTaken taken = take({channel(u"C1"_qs, u"b"_qs), channel(u"C2"_qs, u"a"_qs), general});
    QCOMPARE(ruleChannels(), QStringList({u"b"_qs, u"a"_qs}));
    QCOMPARE(taken.deliveries, 2);
    const EntryDetail entry = store->entry(1);
    QCOMPARE(entry.deliveries.at(0).channel, u"b"_qs);
    QCOMPARE(entry.deliveries.at(1).channel, u"a"_qs);
}

void ChannelsTest::whatIsNotPostedYetFollows()
{
    (void)take({general, finIt});
    const QStringList states{u"queued"_qs, u"retrying"_qs, u"failed"_qs, u"unconfirmed"_qs, u"posted"_qs};
    for (const QString &state : states) {
        store->record(state, {finIt.name});
        if (state != u"queued")
            store->settle(state + u"@fin-it", *deliveryStateFromWord(state), u"x"_qs);
    }
    QCOMPARE(take({general, renamed}).deliveries, 4);
    for (qint64 id = 1; id <= states.size(); ++id) {
        const EntryDetail entry = store->entry(id);
        const QString expected = states.at(id - 1) == u"posted" ? finIt.name : renamed.name;
        QCOMPARE(entry.deliveries.first().channel, expected);
        QCOMPARE(entry.row.channels, QStringList{expected});
        QCOMPARE(entry.events.last().kind == u"channel_followed", expected == renamed.name);
    }
}

void ChannelsTest::laterChangesStayInTheThreadOfARenamedChannel()
{
    (void)take({general, finIt});
    store->record(u"1"_qs, {finIt.name});
    store->settle(u"1@fin-it"_qs, DeliveryState::Posted);
    store->execute(u"UPDATE delivery SET channel_id = 'C1'"_qs);
    const Document document = StoreFixture::invoice(u"1"_qs);
    const auto threads = [&] {
        const auto known = store->ledger->known(document.tenant, document.type, {document.key});
        return known->value(document.key).threads;
    };
    QCOMPARE(threads().value(finIt.name), u"1@fin-it"_qs);
    (void)take({general, renamed, channel(u"C9"_qs, finIt.name)}); // another one has the name now
    QCOMPARE(threads().value(renamed.name), u"1@fin-it"_qs);
    QVERIFY(!threads().contains(finIt.name));
}

void ChannelsTest::whatConcernsNobodyIsNotNoted()
{
    const Channel far = channel(u"C5"_qs, u"cats"_qs, Outside);
    const Channel ruled = channel(u"C6"_qs, u"fin-new"_qs, Outside);
    (void)take({general, far, ruled});
    apply({rule(ruled.name)});
    (void)store->newEvents();
    const ChannelsTaken taken = take(
        {general, channel(far.id, far.name, Outside | Archived), channel(ruled.id, ruled.name, Outside | Archived)});
    QVERIFY(taken.isChanged);
    QCOMPARE(taken.news.size(), 1);
    QCOMPARE(taken.news.first().after.name, ruled.name);
    QCOMPARE(store->newEvents(), QStringList{u"channel_archived"_qs});
}

void ChannelsTest::aRefusingChannelIsACauseBeforeAnythingFails_data()
{
    QTest::addColumn<int>("flags"); // -1: not listed
    QTest::addColumn<QString>("code");
    QTest::newRow("fine") << 0 << QString();
    QTest::newRow("private with us") << int(Private) << QString();
    QTest::newRow("archived") << int(Archived) << u"is_archived"_qs;
    QTest::newRow("gone") << -1 << u"channel_not_found"_qs;
    QTest::newRow("public without us") << int(Outside) << u"not_in_channel"_qs;
    QTest::newRow("private without us") << int(Outside | Private) << u"not_in_channel"_qs;
}

void ChannelsTest::aRefusingChannelIsACauseBeforeAnythingFails()
{
    QFETCH(const int, flags);
    QFETCH(const QString, code);
    apply({rule(u"#Fin-IT"_qs), rule(finIt.name), rule(general.name)});
    QVERIFY(store->reader->causes()->isEmpty()); // nothing is known of channels yet
    QList<Channel> channels{general};
    if (flags >= 0)
        channels << channel(finIt.id, finIt.name, flags);
    (void)take(channels);
    const auto causes = store->reader->causes();
    QCOMPARE(causes->size(), code.isEmpty() ? 0 : 1);
    if (code.isEmpty())
        return;
    QCOMPARE(causes->first().kind, Cause::Kind::ChannelBroken);
    QCOMPARE(causes->first().code, code);
    QCOMPARE(causes->first().entries, 0);
    QCOMPARE(causes->first().rule, u"rule of #Fin-IT"_qs);
}

void ChannelsTest::aFailureIsNoSecondCause()
{
    apply({rule(finIt.name)});
    (void)take({general, channel(finIt.id, finIt.name, Archived)});
    store->record(u"1"_qs, {finIt.name});
    store->settle(u"1@fin-it"_qs, DeliveryState::Failed, u"is_archived"_qs);
    const auto causes = store->reader->causes();
    QCOMPARE(causes->size(), 1);
    QCOMPARE(causes->first().entries, 1);
}

void ChannelsTest::theEngineLooksEveryQuarterOfAnHour()
{
    RunningEngine console(*workspace);
    workspace->show({general, finIt});
    console.start();
    QCOMPARE(workspace->looks(), 1);
    console.engine.applyRoutes({rule(finIt.name)}, {}, false);
    workspace->show({general, renamed});
    console.pass(14min);
    QCOMPARE(workspace->looks(), 1);
    console.notices.clear();
    console.pass(1min);
    QTRY_COMPARE(workspace->looks(), 2);
    QTRY_COMPARE(console.notices, QStringList{u"#fin-it is called #it-finance now. 1 rule(s) follow, and what isn't "
                                              "posted yet."_qs});
    QCOMPARE(console.engine.channels(), QList<Channel>({general, renamed}));
    // A look that fails is no news: the next one tells.
    workspace->list = R"({"ok":false,"error":"fatal_error"})";
    console.pass(15min);
    QTRY_VERIFY(workspace->looks() >= 3);
    console.pass(1s);
    QVERIFY(console.failures.isEmpty());
}

void ChannelsTest::privateChannelsThatMayNotBeListedAreAsTheyWere()
{
    const Channel hidden = channel(u"C8"_qs, u"ap-private"_qs, Private);
    workspace->show({general, hidden});
    {
        RunningEngine console(*workspace);
        console.start();
    }
    workspace->scopes = "chat:write,channels:read";
    workspace->show({general});
    RunningEngine console(*workspace);
    console.start();
    QCOMPARE(console.engine.channels(), QList<Channel>({hidden, general}));
    QVERIFY(console.notices.isEmpty());
}

QTEST_GUILESS_MAIN(ChannelsTest)
#include "tst_channels.moc"
