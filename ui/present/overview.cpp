// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/present/overview.h"

#include "ui/format/format.h"
#include "ui/format/recordlook.h"

#include <QCoreApplication>

#include <algorithm>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Overview)
};

using LinkState = LinkStatus::State;

QString clock(const std::optional<Instant> &when, const QDateTime &now)
{
    return when ? format::moment(toDateTime(*when), now) : QString();
}

int inState(const Snapshot &snapshot, const char *state)
{
    return snapshot.entryStates.value(QLatin1String(state));
}

int queuedPosts(const Snapshot &snapshot)
{
    return inState(snapshot, "queued") + inState(snapshot, "retrying");
}

QString nextCheck(const Snapshot &snapshot)
{
    const QString next = clock(snapshot.status.nextSyncAt, snapshot.now);
    return next.isEmpty() ? QString() : Words::tr("Next check %1.").arg(next);
}

BannerView offline(const LinkStatus &link, const QString &name, const Snapshot &snapshot)
{
    const QString since = clock(link.since, snapshot.now);
    BannerView view;
    view.form = BannerView::Form::Offline;
    view.title = since.isEmpty() ? Words::tr("%1 can't be reached").arg(name)
                                 : Words::tr("%1 can't be reached since %2").arg(name, since);
    view.detail = name == u"Slack" ? Words::tr("Nothing is lost: changes are recorded, and posted when it is back.")
                                   : Words::tr("Nothing is lost: Ledgercast reads the missed changes when it is back.");
    if (snapshot.status.nextSyncAt && name != u"Slack")
        view.detail +=
            u' ' +
            Words::tr("Next try %1.").arg(format::relative(toDateTime(*snapshot.status.nextSyncAt), snapshot.now));
    return view;
}

BannerView paused(const Snapshot &snapshot)
{
    const QString until = clock(snapshot.status.pausedUntil, snapshot.now);
    const int waiting = queuedPosts(snapshot) + inState(snapshot, "held");
    BannerView view;
    view.form = BannerView::Form::Paused;
    view.title = until.isEmpty() ? Words::tr("Posting is paused") : Words::tr("Posting is paused until %1").arg(until);
    view.detail = Words::tr("Reading goes on.") + u' ';
    view.detail += waiting == 0   ? Words::tr("No posts wait in the queue.")
                   : waiting == 1 ? Words::tr("1 post waits in the queue.")
                                  : Words::tr("%1 posts wait in the queue.").arg(format::count(waiting));
    return view;
}

BannerView attention(const Snapshot &snapshot)
{
    const auto things = snapshot.attention.size();
    const int waiting = waitingEntries(snapshot);
    BannerView view;
    view.form = BannerView::Form::Attention;
    view.title = things == 1 ? Words::tr("1 thing needs attention") : Words::tr("%1 things need attention").arg(things);
    QStringList sentences;
    if (waiting > 0)
        sentences += waiting == 1
                         ? Words::tr("1 entry is recorded but not in Slack yet.")
                         : Words::tr("%1 entries are recorded but not in Slack yet.").arg(format::count(waiting));
    // What blocks everything after it has no entries to count: it is named.
    for (const AttentionItem &item : snapshot.attention)
        if (item.entryIds.isEmpty() && sentences.size() < 2)
            sentences += QString(item.title + u'.');
    if (const QString last = clock(snapshot.status.lastSyncAt, snapshot.now); !last.isEmpty())
        sentences += Words::tr("Everything else is caught up to %1.").arg(last);
    view.detail = sentences.join(u' ');
    return view;
}

BannerView caughtUp(const Snapshot &snapshot)
{
    BannerView view;
    const QString last = clock(snapshot.status.lastSyncAt, snapshot.now);
    const int onTheirWay = queuedPosts(snapshot);
    const QString changes = snapshot.today.recorded == 1
                                ? Words::tr("1 change today")
                                : Words::tr("%1 changes today").arg(format::count(snapshot.today.recorded));
    if (last.isEmpty()) {
        view.title =
            snapshot.status.isSyncing ? Words::tr("Reading for the first time") : Words::tr("Nothing read yet");
        view.detail = Words::tr("Every change is recorded in the audit log before anything is posted.");
        return view;
    }
    view.title = Words::tr("Caught up at %1").arg(last);
    view.detail = snapshot.today.recorded == 0 ? Words::tr("No changes today.")
                  : onTheirWay == 0
                      ? Words::tr("%1, all posted.").arg(changes)
                      : Words::tr("%1, %2 on their way to Slack.").arg(changes, format::count(onTheirWay));
    view.detail += u' ' + nextCheck(snapshot);
    return view;
}

FeedTime timeOf(const Snapshot &snapshot, const FeedRunRow &run)
{
    const TenantStatus *tenant = snapshot.status.tenant(run.tenant);
    return tenant ? tenant->feedTimes.value(run.feed) : FeedTime();
}

SourceRow sourceOf(const Snapshot &snapshot, const QList<FeedRunRow> &companies)
{
    SourceRow row;
    row.tenant = companies.first().tenant;
    row.feed = companies.first().feed;
    row.name = snapshot.status.tenants.size() > 1 ? Words::tr("%1, %2").arg(feedName(row.feed), row.tenant)
                                                  : feedName(row.feed);
    const FeedTime time = timeOf(snapshot, companies.first());
    row.schedule = time.schedule;
    row.nextRun = clock(time.next, snapshot.now);
    const FeedRunRow *broken = nullptr;
    std::optional<Instant> oldest;
    QStringList details;
    for (const FeedRunRow &company : companies) {
        row.created += company.createdToday;
        row.updated += company.updatedToday;
        if (company.startedAt && (!oldest || *company.startedAt < *oldest))
            oldest = company.startedAt;
        if (!broken && !company.error.isEmpty())
            broken = &company;
        const QString detail = company.error.isEmpty() ? company.warnings.join(u' ') : company.error;
        if (!detail.isEmpty())
            details << (companies.size() > 1 ? Words::tr("Company %1: %2").arg(company.company, detail) : detail);
    }
    row.lastRun = clock(oldest, snapshot.now);
    row.stateDetail = details.join(u'\n');
    if (broken) {
        const bool permission = broken->errorCode == u"no_permission";
        row.state = permission ? SourceRow::State::NoPermission : SourceRow::State::Failed;
        row.stateText = permission ? Words::tr("No permission") : Words::tr("Can't be read");
    } else if (!oldest) {
        row.state = SourceRow::State::NeverRead;
        row.stateText = Words::tr("Not read yet");
    } else if (time.overdueSince) {
        row.state = SourceRow::State::Overdue;
        row.stateText = Words::tr("Due since %1").arg(clock(time.overdueSince, snapshot.now));
    } else {
        row.stateText = Words::tr("Up to date");
    }
    return row;
}

} // namespace

int waitingEntries(const Snapshot &snapshot)
{
    QSet<qint64> ids;
    for (const AttentionItem &item : snapshot.attention)
        ids.unite(QSet<qint64>(item.entryIds.begin(), item.entryIds.end()));
    return static_cast<int>(ids.size());
}

int blockedLinks(const Snapshot &snapshot)
{
    int blocked = 0;
    for (const AttentionItem &item : snapshot.attention)
        blocked += item.entryIds.isEmpty() && item.remedy != Remedy::ShowEntries ? 1 : 0;
    return blocked;
}

BannerView bannerOf(const Snapshot &snapshot)
{
    const EngineStatus &status = snapshot.status;
    if (status.cloudSuite.state == LinkState::NotConfigured)
        return {
            BannerView::Form::Setup, Words::tr("Connect to CloudSuite to begin"),
            Words::tr("Drop the .ionapi file from your Infor administrator anywhere on this window. Ledgercast only "
                      "reads.")};
    if (status.cloudSuite.state == LinkState::Offline)
        return offline(status.cloudSuite,
                       status.tenants.size() > 1 ? status.cloudSuite.name : QStringLiteral("CloudSuite"), snapshot);
    if (status.isPaused)
        return paused(snapshot);
    if (status.slack.state == LinkState::Offline)
        return offline(status.slack, QStringLiteral("Slack"), snapshot);
    return snapshot.attention.isEmpty() ? caughtUp(snapshot) : attention(snapshot);
}

PipelineView pipelineOf(const Snapshot &snapshot)
{
    const DayCounts &day = snapshot.today;
    const auto stage = [](const QString &id, Symbol symbol, const QString &label, int number, const QString &note) {
        const QString text = format::count(number);
        return PipelineView::Stage{id, symbol, label, text, note, Words::tr("%1, %2 today, %3").arg(label, text, note)};
    };
    PipelineView view;
    view.stages = {
        stage(u"read"_qs, Symbol::Cloud, u"CloudSuite"_qs, day.recorded, Words::tr("changes read today")),
        stage(u"recorded"_qs, Symbol::Recorded, Words::tr("Recorded"), day.recorded, Words::tr("in the audit log")),
        stage(u"routed"_qs, Symbol::Routing, Words::tr("Routed"), day.routed,
              day.channels == 1 ? Words::tr("to 1 channel") : Words::tr("to %1 channels").arg(day.channels)),
        stage(u"posted"_qs, Symbol::Channel, Words::tr("Posted"), day.posted,
              day.replayed == 0 ? Words::tr("in Slack") : Words::tr("%1 of them replayed").arg(day.replayed))};
    const auto dropOff = [&](const QString &id, int after, Symbol symbol, Tone tone, int number, const QString &text) {
        if (number > 0)
            view.dropOffs += {id, after, symbol, tone, text.arg(format::count(number))};
    };
    int blocked = 0;
    for (const FeedRunRow &feed : snapshot.feeds)
        blocked += feed.error.isEmpty() ? 0 : 1;
    dropOff(u"blocked"_qs, 0, Symbol::Lock, Tone::Warning, blocked,
            blocked == 1 ? Words::tr("%1 source blocked") : Words::tr("%1 sources blocked"));
    dropOff(u"known"_qs, 1, Symbol::Recorded, Tone::Neutral, day.known, Words::tr("%1 from before"));
    dropOff(u"unrouted"_qs, 1, Symbol::Unrouted, Tone::Warning, day.unrouted, Words::tr("%1 unrouted"));
    dropOff(u"queued"_qs, 2, Symbol::Clock, Tone::Info, day.queued, Words::tr("%1 queued"));
    dropOff(u"held"_qs, 2, Symbol::Held, Tone::Neutral, day.held, Words::tr("%1 not sent"));
    dropOff(u"failed"_qs, 2, Symbol::Failed, Tone::Danger, day.failed, Words::tr("%1 failed"));
    return view;
}

QList<SourceRow> sourcesOf(const Snapshot &snapshot)
{
    // One row a source, whatever number of companies is read; the tooltip says which company has a problem.
    QMap<std::pair<QString, QString>, QList<FeedRunRow>> byFeed;
    for (const FeedRunRow &run : snapshot.feeds)
        byFeed[{run.tenant, run.feed}].append(run);
    QList<QList<FeedRunRow>> sources = byFeed.values();
    const auto tenantPlace = [&](const QString &name) {
        const QList<TenantStatus> &tenants = snapshot.status.tenants;
        return std::find_if(tenants.begin(), tenants.end(),
                            [&](const TenantStatus &tenant) { return tenant.info.tenant == name; }) -
               tenants.begin();
    };
    const auto place = [&](const QList<FeedRunRow> &runs) {
        return std::pair(tenantPlace(runs.first().tenant), timeOf(snapshot, runs.first()).place);
    };
    std::stable_sort(sources.begin(), sources.end(),
                     [&](const auto &left, const auto &right) { return place(left) < place(right); });
    QList<SourceRow> rows;
    for (const QList<FeedRunRow> &runs : std::as_const(sources))
        rows += sourceOf(snapshot, runs);
    return rows;
}

QString emptySourcesOf(const Snapshot &snapshot)
{
    if (snapshot.status.cloudSuite.state == LinkState::NotConfigured)
        return Words::tr("Sources appear here once CloudSuite is connected.");
    if (snapshot.status.isSyncing)
        return Words::tr("Reading for the first time…");
    const QString next = clock(snapshot.status.nextSyncAt, snapshot.now);
    return next.isEmpty() ? Words::tr("Nothing read yet.") : Words::tr("First run %1.").arg(next);
}

QList<DayBar> postsPerDayOf(const Snapshot &snapshot)
{
    const QDate today = snapshot.now.toLocalTime().date();
    const auto before = static_cast<int>(snapshot.daysBefore.size());
    QList<DayBar> bars;
    for (int i = 0; i <= before; ++i) {
        const bool isToday = i == before;
        const DayCounts &day = isToday ? snapshot.today : snapshot.daysBefore.at(i);
        const QDate date = today.addDays(i - before);
        DayBar bar;
        bar.isToday = isToday;
        bar.label = isToday ? Words::tr("Today") : QLocale().toString(date, u"ddd d");
        bar.counts = {day.posted - day.replayed, day.replayed, day.queued, day.unrouted, day.failed};
        QStringList parts{QLocale().toString(date, u"dddd d MMMM")};
        for (int segment = 0; segment < DayBar::SegmentCount; ++segment)
            if (const int count = bar.counts.at(static_cast<std::size_t>(segment)); count > 0 || segment == 0)
                parts += format::count(count) + u' ' + segmentWord(static_cast<DayBar::Segment>(segment)).toLower();
        bar.spoken = parts.join(u", "_qs);
        bars += bar;
    }
    return bars;
}

} // namespace ledgercast
