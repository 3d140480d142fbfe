// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/format/format.h"
#include "ui/present/overview.h"

#include <QCoreApplication>

namespace ledgercast {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(StatusLines)
};

using LinkState = LinkStatus::State;

Tone toneOf(LinkState state)
{
    switch (state) {
    case LinkState::Ready:
        return Tone::Success;
    case LinkState::Problem:
    case LinkState::Locked:
        return Tone::Warning;
    case LinkState::Offline:
        return Tone::Danger;
    case LinkState::NotConfigured:
        break;
    }
    return Tone::Neutral;
}

QString wordOf(LinkState state)
{
    switch (state) {
    case LinkState::Ready:
        return Words::tr("connected");
    case LinkState::Problem:
        return Words::tr("needs you");
    case LinkState::Locked:
        return Words::tr("keychain locked");
    case LinkState::Offline:
        return Words::tr("can't be reached");
    case LinkState::NotConfigured:
        break;
    }
    return Words::tr("not connected");
}

int sum(const Snapshot &snapshot, std::initializer_list<const char *> states)
{
    int total = 0;
    for (const char *state : states)
        total += snapshot.entryStates.value(QLatin1String(state));
    return total;
}

QString counted(int number, const QString &text)
{
    return number == 0 ? QString() : text.arg(format::count(number));
}

QString moment(const std::optional<Instant> &when, const QDateTime &now)
{
    return when ? format::moment(toDateTime(*when), now) : Words::tr("not yet");
}

QString attentionLine(const Snapshot &snapshot)
{
    const auto things = snapshot.attention.size();
    return things == 1 ? Words::tr("1 thing needs attention") : Words::tr("%1 things need attention").arg(things);
}

TrayState trayStateOf(const Snapshot &snapshot)
{
    const EngineStatus &status = snapshot.status;
    if (status.cloudSuite.state == LinkState::Offline || status.slack.state == LinkState::Offline)
        return TrayState::Offline;
    if (status.isPaused)
        return TrayState::Paused;
    if (!snapshot.attention.isEmpty())
        return TrayState::Attention;
    return status.isSyncing ? TrayState::Syncing : TrayState::Idle;
}

} // namespace

StatusBarView statusBarOf(const Snapshot &snapshot)
{
    const EngineStatus &status = snapshot.status;
    int blocked = 0;
    for (const FeedRunRow &feed : snapshot.feeds)
        blocked += feed.error.isEmpty() ? 0 : 1;
    const bool sourcesBlocked = status.cloudSuite.state == LinkState::Ready && blocked > 0;
    StatusBarView view;
    view.cloudSuite = sourcesBlocked ? (blocked == 1 ? Words::tr("CloudSuite: 1 source blocked")
                                                     : Words::tr("CloudSuite: %1 sources blocked").arg(blocked))
                                     : Words::tr("CloudSuite %1").arg(wordOf(status.cloudSuite.state));
    view.cloudSuiteTone = sourcesBlocked ? Tone::Warning : toneOf(status.cloudSuite.state);
    view.slack = Words::tr("Slack %1").arg(wordOf(status.slack.state));
    view.slackTone = toneOf(status.slack.state);
    if (status.isSyncing)
        view.next = status.activity.isEmpty() ? Words::tr("Syncing…") : QString(status.activity + u'…');
    else if (status.nextSyncAt)
        view.next =
            toDateTime(*status.nextSyncAt) <= snapshot.now
                ? Words::tr("Next check now")
                : Words::tr("Next check %1").arg(format::relative(toDateTime(*status.nextSyncAt), snapshot.now));
    view.queued = counted(sum(snapshot, {"queued", "retrying"}), Words::tr("%1 queued"));
    view.failed = counted(sum(snapshot, {"failed"}), Words::tr("%1 failed"));
    view.log = snapshot.entries == 1 ? Words::tr("Audit log 1 entry")
                                     : Words::tr("Audit log %1 entries").arg(format::count(snapshot.entries));
    return view;
}

TrayView trayOf(const Snapshot &snapshot)
{
    const EngineStatus &status = snapshot.status;
    const int failed = sum(snapshot, {"failed"});
    const int waiting = waitingEntries(snapshot);
    TrayView view;
    view.state = trayStateOf(snapshot);
    const QString caughtUp = status.lastSyncAt
                                 ? Words::tr("Caught up at %1").arg(moment(status.lastSyncAt, snapshot.now))
                                 : Words::tr("Nothing read yet");
    view.headline = snapshot.attention.isEmpty() ? caughtUp : QString(attentionLine(snapshot) + u'…');
    view.counts =
        Words::tr("%1 posted today, %2 waiting").arg(format::count(snapshot.today.posted), format::count(waiting));
    if (failed > 0)
        view.replay = failed == 1 ? Words::tr("Replay 1 failed post…")
                                  : Words::tr("Replay %1 failed posts…").arg(format::count(failed));
    view.checks = Words::tr("Last check %1, next %2")
                      .arg(moment(status.lastSyncAt, snapshot.now), moment(status.nextSyncAt, snapshot.now));
    QStringList tenants;
    for (const TenantStatus &tenant : status.tenants)
        tenants << tenant.info.tenant;
    view.tenant = tenants.isEmpty() ? Words::tr("CloudSuite not connected")
                                    : Words::tr("CloudSuite %1").arg(tenants.join(QStringLiteral(", ")));
    switch (view.state) {
    case TrayState::Offline:
    case TrayState::Paused:
        view.toolTip = bannerOf(snapshot).title;
        break;
    case TrayState::Attention:
        view.toolTip = attentionLine(snapshot);
        break;
    case TrayState::Syncing:
        view.toolTip = status.activity.isEmpty() ? Words::tr("syncing") : status.activity;
        break;
    case TrayState::Idle:
        view.toolTip = caughtUp;
        break;
    }
    view.toolTip = Words::tr("Ledgercast: %1").arg(view.toolTip);
    return view;
}

} // namespace ledgercast
