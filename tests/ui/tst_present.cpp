// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakeclock.h"
#include "ui/format/format.h"
#include "ui/present/overview.h"

#include <QTest>

using namespace ledgercast;

namespace {

using State = LinkStatus::State;

Snapshot calmDay()
{
    const Instant now = FakeClock().now();
    Snapshot snapshot;
    snapshot.now = toDateTime(now);
    snapshot.status.cloudSuite = {State::Ready, QStringLiteral("ACME_PRD"), {}, {}, std::nullopt};
    TenantStatus tenant;
    tenant.info.tenant = snapshot.status.cloudSuite.name;
    tenant.link = snapshot.status.cloudSuite;
    snapshot.status.tenants = {tenant};
    snapshot.status.slack = {State::Ready, QStringLiteral("Acme Group"), {}, {}, std::nullopt};
    snapshot.status.lastSyncAt = now - Milliseconds(120'000);
    snapshot.status.nextSyncAt = now + Milliseconds(161'000);
    snapshot.today.recorded = 214;
    snapshot.today.routed = 208;
    snapshot.today.unrouted = 6;
    snapshot.today.posted = 208;
    snapshot.today.channels = 12;
    return snapshot;
}

QString at(const std::optional<Instant> &when)
{
    return format::time(toDateTime(*when));
}

Cause brokenChannel(const QString &code, const QString &channel, QList<qint64> ids)
{
    Cause cause;
    cause.kind = Cause::Kind::ChannelBroken;
    cause.code = code;
    cause.subject = channel;
    cause.rule = QStringLiteral("IT Services");
    cause.entries = static_cast<int>(ids.size());
    cause.entryIds = std::move(ids);
    return cause;
}

Cause noRoute(const QString &costCentre, QList<qint64> ids)
{
    Cause cause;
    cause.kind = Cause::Kind::NoRoute;
    cause.subject = costCentre;
    cause.entries = static_cast<int>(ids.size());
    cause.entryIds = std::move(ids);
    return cause;
}

QList<AttentionItem> attention(const Snapshot &snapshot, const QList<Cause> &causes,
                               const QList<Channel> &channels = {}, const QList<TestStep> &steps = {})
{
    return attentionOf({snapshot.status, causes, channels, steps, snapshot.now});
}

} // namespace

class TestPresent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom)); }

    void saysCaughtUpWhenNothingWaits()
    {
        const Snapshot snapshot = calmDay();
        const BannerView banner = bannerOf(snapshot);
        QCOMPARE(banner.form, BannerView::Form::CaughtUp);
        QCOMPARE(banner.title, QString(u"Caught up at " + at(snapshot.status.lastSyncAt)));
        QCOMPARE(banner.detail,
                 QString(u"214 changes today, all posted. Next check " + at(snapshot.status.nextSyncAt) + u'.'));
    }

    void countsEntriesOnceAcrossCauses()
    {
        Snapshot snapshot = calmDay();
        snapshot.attention = attention(snapshot, {noRoute(u"6300"_qs, {1, 2, 3}), noRoute(u"7150"_qs, {3, 4})});
        QCOMPARE(snapshot.attention.size(), 1);
        QCOMPARE(snapshot.attention.at(0).entries, 4);
        QCOMPARE(waitingEntries(snapshot), 4);
        QCOMPARE(snapshot.attention.at(0).title, u"2 cost centres have no channel"_qs);
        QCOMPARE(snapshot.attention.at(0).count, u"4 entries unrouted"_qs);
        const BannerView banner = bannerOf(snapshot);
        QCOMPARE(banner.title, u"1 thing needs attention"_qs);
        QVERIFY(banner.detail.startsWith(u"4 entries are recorded but not in Slack yet."_qs));
    }

    void namesTheSourceThatCannotBeRead()
    {
        Snapshot snapshot = calmDay();
        Cause cause;
        cause.kind = Cause::Kind::FeedFailed;
        cause.code = QStringLiteral("no_permission");
        cause.subject = QStringLiteral("cost_centres");
        TestStep step;
        step.id = QStringLiteral("feed:cost_centres");
        step.request = QStringLiteral("Grant CRS630MI to the service account.");
        snapshot.attention = attention(snapshot, {cause}, {}, {step});
        QCOMPARE(snapshot.attention.at(0).remedy, Remedy::CopyRequest);
        QCOMPARE(snapshot.attention.at(0).copyText, step.request);
        QVERIFY(bannerOf(snapshot).detail.startsWith(u"Cost centres can't be read."_qs));
        QCOMPARE(blockedLinks(snapshot), 1);
    }

    void offersTheRemedyOfEachBrokenChannel_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("isPrivate");
        QTest::addColumn<Remedy>("remedy");
        QTest::addColumn<QString>("label");
        QTest::newRow("archived") << u"is_archived"_qs << false << Remedy::ChooseChannel
                                  << u"Choose another channel…"_qs;
        QTest::newRow("not a member, public")
            << u"not_in_channel"_qs << false << Remedy::JoinAndReplay << u"Join and replay 2"_qs;
        QTest::newRow("not a member, private")
            << u"not_in_channel"_qs << true << Remedy::CopyInvite << u"Copy invite text"_qs;
        QTest::newRow("gone") << u"channel_not_found"_qs << false << Remedy::ChooseChannel
                              << u"Choose another channel…"_qs;
    }

    void offersTheRemedyOfEachBrokenChannel()
    {
        QFETCH(const QString, code);
        QFETCH(const bool, isPrivate);
        QFETCH(const Remedy, remedy);
        QFETCH(const QString, label);
        const Channel channel{u"C1"_qs, u"fin-it"_qs, isPrivate, false, false, false};
        const QList<AttentionItem> items = attention(calmDay(), {brokenChannel(code, channel.name, {7, 8})}, {channel});
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.at(0).remedy, remedy);
        QCOMPARE(items.at(0).remedyLabel, label);
        QCOMPARE(items.at(0).count, u"2 posts held"_qs);
        QVERIFY(!items.at(0).sentence.isEmpty());
    }

    void saysBeforeAnythingFailsThatAChannelWouldRefuse_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("isPrivate");
        QTest::addColumn<Remedy>("remedy");
        QTest::addColumn<QString>("label");
        QTest::newRow("archived") << u"is_archived"_qs << false << Remedy::OpenRouting << u"Open routing"_qs;
        QTest::newRow("public") << u"not_in_channel"_qs << false << Remedy::JoinAndReplay << u"Join"_qs;
        QTest::newRow("private") << u"not_in_channel"_qs << true << Remedy::CopyInvite << u"Copy invite text"_qs;
        QTest::newRow("gone") << u"channel_not_found"_qs << false << Remedy::OpenRouting << u"Open routing"_qs;
    }

    void saysBeforeAnythingFailsThatAChannelWouldRefuse()
    {
        QFETCH(const QString, code);
        QFETCH(const bool, isPrivate);
        QFETCH(const Remedy, remedy);
        QFETCH(const QString, label);
        const Channel channel{u"C1"_qs, u"fin-it"_qs, isPrivate, false, false, false};
        const QList<AttentionItem> items = attention(calmDay(), {brokenChannel(code, channel.name, {})}, {channel});
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.at(0).remedy, remedy);
        QCOMPARE(items.at(0).remedyLabel, label);
        QCOMPARE(items.at(0).second, Remedy::None);
        QCOMPARE(items.at(0).count, u"nothing held yet"_qs);
        QVERIFY(items.at(0).sentence.endsWith(u"The rule “IT Services” sends there."));
        QVERIFY(!items.at(0).sentence.contains(u"replay", Qt::CaseInsensitive));
        QCOMPARE(items.at(0).sentence.count(u"IT Services"), 1);
    }

    void namesTheChannelThatTheGuardHolds()
    {
        Cause cause = brokenChannel(u"guard"_qs, u"partner"_qs, {1, 2});
        cause.kind = Cause::Kind::Guarded;
        const QList<AttentionItem> items = attention(calmDay(), {cause});
        QCOMPARE(items.at(0).title, u"The channel guard holds posts to #partner"_qs);
        QCOMPARE(items.at(0).count, u"2 posts held"_qs);
        QCOMPARE(items.at(0).remedy, Remedy::OpenRouting);
        QCOMPARE(items.at(0).show.states, QList<EntryState>{EntryState::Held});
    }

    void putsWhatBlocksEverythingFirst()
    {
        Snapshot snapshot = calmDay();
        snapshot.status.slack.state = State::Problem;
        snapshot.status.slack.sentence = QStringLiteral("Slack no longer accepts the bot token.");
        const QList<AttentionItem> items = attention(
            snapshot, {noRoute(u"6300"_qs, {1, 2, 3, 4}), brokenChannel(u"is_archived"_qs, u"fin-it"_qs, {5})});
        QCOMPARE(items.size(), 3);
        QCOMPARE(items.at(0).remedy, Remedy::PasteToken);
        QCOMPARE(items.at(0).second, Remedy::SignIn);
        QCOMPARE(items.at(1).remedy, Remedy::ChooseChannel);
        QCOMPARE(items.at(2).remedy, Remedy::UseSuggestions);
    }

    void offersToSignInAgainFirstWhereThatWasTheWay()
    {
        Snapshot snapshot = calmDay();
        snapshot.status.slack.state = State::Problem;
        snapshot.status.slackClientId = u"17653672481.19874698323"_qs;
        const QList<AttentionItem> items = attention(snapshot, {});
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.at(0).remedy, Remedy::SignIn);
        QCOMPARE(items.at(0).remedyLabel, u"Sign in again…"_qs);
        QCOMPARE(items.at(0).second, Remedy::PasteToken);
    }

    void asksForTheKeychainOnceWhateverItHolds()
    {
        Snapshot snapshot = calmDay();
        snapshot.status.cloudSuite.state = State::Locked;
        snapshot.status.slack.state = State::Locked;
        const QList<AttentionItem> items = attention(snapshot, {});
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.at(0).remedy, Remedy::UnlockSecrets);
    }

    void addsUpThePipeline()
    {
        Snapshot snapshot = calmDay();
        snapshot.today.posted = 199;
        snapshot.today.queued = 4;
        snapshot.today.failed = 5;
        snapshot.today.replayed = 7;
        const PipelineView view = pipelineOf(snapshot);
        QStringList numbers;
        for (const PipelineView::Stage &stage : view.stages)
            numbers += stage.number;
        QCOMPARE(numbers.join(u' '), u"214 214 208 199"_qs);
        QStringList dropOffs;
        for (const PipelineView::DropOff &dropOff : view.dropOffs)
            dropOffs += dropOff.text;
        QCOMPARE(dropOffs.join(u", "), u"6 unrouted, 4 queued, 5 failed"_qs);
        QCOMPARE(view.stages.at(2).accessibleName, u"Routed, 208 today, to 12 channels"_qs);
        QCOMPARE(view.stages.at(3).note, u"7 of them replayed"_qs);
    }

    void countsDownToTheNextCheck()
    {
        Snapshot snapshot = calmDay();
        snapshot.entryStates = {{u"queued"_qs, 3}, {u"retrying"_qs, 1}, {u"failed"_qs, 5}};
        snapshot.entries = 1'204'588;
        StatusBarView view = statusBarOf(snapshot);
        QCOMPARE(view.next, u"Next check in 2 min 41 s"_qs);
        QCOMPARE(view.queued, u"4 queued"_qs);
        QCOMPARE(view.failed, u"5 failed"_qs);
        QCOMPARE(view.log, u"Audit log 1,204,588 entries"_qs);
        snapshot.status.isSyncing = true;
        snapshot.status.activity = QStringLiteral("Reading purchase orders");
        QCOMPARE(statusBarOf(snapshot).next, u"Reading purchase orders…"_qs);
    }

    void showsTheWorstTrayStateThatApplies()
    {
        Snapshot snapshot = calmDay();
        QCOMPARE(trayOf(snapshot).state, TrayState::Idle);
        QVERIFY(trayOf(snapshot).replay.isEmpty());
        snapshot.status.isSyncing = true;
        QCOMPARE(trayOf(snapshot).state, TrayState::Syncing);
        snapshot.attention = attention(snapshot, {brokenChannel(u"is_archived"_qs, u"fin-it"_qs, {5})});
        snapshot.entryStates = {{u"failed"_qs, 5}};
        QCOMPARE(trayOf(snapshot).state, TrayState::Attention);
        QCOMPARE(trayOf(snapshot).headline, u"1 thing needs attention…"_qs);
        QCOMPARE(trayOf(snapshot).replay, u"Replay 5 failed posts…"_qs);
        snapshot.status.isPaused = true;
        QCOMPARE(trayOf(snapshot).state, TrayState::Paused);
        snapshot.status.cloudSuite.state = State::Offline;
        QCOMPARE(trayOf(snapshot).state, TrayState::Offline);
        QVERIFY(trayOf(snapshot).toolTip.startsWith(u"Ledgercast: CloudSuite can't be reached"_qs));
    }

    void showsOneRowASourceInTheOrderTheyAreRead()
    {
        Snapshot snapshot = calmDay();
        const auto run = [&](const char *feed, const char *company, int minutesAgo) {
            FeedRunRow row;
            row.feed = QString::fromLatin1(feed);
            row.company = QString::fromLatin1(company);
            row.startedAt = toInstant(snapshot.now) - std::chrono::minutes(minutesAgo);
            row.createdToday = 3;
            return row;
        };
        snapshot.feeds = {run("cost_centres", "100", 2), run("supplier_invoices", "200", 2),
                          run("supplier_invoices", "100", 5)};
        snapshot.feeds[1].error = u"The service account may not read this."_qs;
        snapshot.feeds[1].errorCode = u"no_permission"_qs;
        auto &feedTimes = snapshot.status.tenants.first().feedTimes;
        feedTimes[u"supplier_invoices"_qs].place = 0;
        feedTimes[u"cost_centres"_qs].place = 1;
        const QList<SourceRow> rows = sourcesOf(snapshot);
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows.at(0).feed, u"supplier_invoices"_qs);
        QCOMPARE(rows.at(0).created, 6);
        QCOMPARE(rows.at(0).lastRun, at(snapshot.feeds.at(2).startedAt));
        QCOMPARE(rows.at(0).state, SourceRow::State::NoPermission);
        QCOMPARE(rows.at(0).stateDetail, u"Company 200: The service account may not read this."_qs);
        QCOMPARE(rows.at(1).state, SourceRow::State::UpToDate);
        feedTimes[u"cost_centres"_qs].overdueSince = toInstant(snapshot.now) - Milliseconds(900'000);
        QCOMPARE(sourcesOf(snapshot).at(1).state, SourceRow::State::Overdue);
    }

    void namesTheTenantWhereThereAreSeveral()
    {
        Snapshot snapshot = calmDay();
        TenantStatus second;
        second.info.tenant = u"ACME_TST"_qs;
        second.link = {State::Offline, u"ACME_TST"_qs, u"No answer."_qs, {}, std::nullopt};
        snapshot.status.tenants.append(second);
        snapshot.status.cloudSuite = second.link;
        const auto run = [&](const QString &tenant) {
            FeedRunRow row;
            row.tenant = tenant;
            row.feed = u"suppliers"_qs;
            row.startedAt = toInstant(snapshot.now);
            return row;
        };
        snapshot.feeds = {run(u"ACME_TST"_qs), run(u"ACME_PRD"_qs)};
        const QList<SourceRow> rows = sourcesOf(snapshot);
        QCOMPARE(rows.size(), 2);
        QCOMPARE(rows.at(0).tenant, u"ACME_PRD"_qs); // in their order
        QVERIFY(rows.at(1).name.endsWith(u", ACME_TST"_qs));
        QVERIFY(bannerOf(snapshot).title.startsWith(u"ACME_TST can't be reached"_qs));
        QCOMPARE(trayOf(snapshot).tenant, u"CloudSuite ACME_PRD, ACME_TST"_qs);

        Cause cause;
        cause.kind = Cause::Kind::FeedFailed;
        cause.code = u"no_permission"_qs;
        cause.subject = u"suppliers"_qs;
        cause.tenant = u"ACME_TST"_qs;
        QVERIFY(attention(snapshot, {cause}).isEmpty()); // all of it is away
        cause.tenant = u"ACME_PRD"_qs;
        QCOMPARE(attention(snapshot, {cause}).size(), 1);
        QVERIFY(attention(snapshot, {cause}).constFirst().title.contains(u"ACME_PRD"_qs));
    }

    void saysWhatIsOverdue()
    {
        Snapshot snapshot = calmDay();
        auto &times = snapshot.status.tenants.first().feedTimes;
        times[u"supplier_invoices"_qs].overdueSince = toInstant(snapshot.now) - Milliseconds(1'800'000);
        times[u"payments"_qs].next = toInstant(snapshot.now);
        QList<AttentionItem> items = attention(snapshot, {});
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.constFirst().remedy, Remedy::SyncNow);
        QVERIFY(items.constFirst().title.startsWith(u"Supplier invoices"_qs));
        times[u"payments"_qs].overdueSince = toInstant(snapshot.now) - Milliseconds(3'600'000);
        items = attention(snapshot, {});
        QVERIFY(items.constFirst().title.startsWith(u"2 sources"_qs));
        Cause cause; // why is told already
        cause.kind = Cause::Kind::FeedFailed;
        cause.subject = u"payments"_qs;
        cause.tenant = u"ACME_PRD"_qs;
        items = attention(snapshot, {cause});
        QCOMPARE(items.size(), 2);
        QVERIFY(items.constLast().title.startsWith(u"Supplier invoices"_qs));
        snapshot.status.tenants.first().link.state = State::Offline;
        QVERIFY(attention(snapshot, {}).isEmpty());
    }

    void leadsANewcomerToConnections()
    {
        Snapshot snapshot;
        snapshot.now = toDateTime(FakeClock().now());
        QCOMPARE(bannerOf(snapshot).form, BannerView::Form::Setup);
        QVERIFY(attention(snapshot, {}).isEmpty());
        QCOMPARE(emptySourcesOf(snapshot), u"Sources appear here once CloudSuite is connected."_qs);
    }
};

QTEST_GUILESS_MAIN(TestPresent)
#include "tst_present.moc"
