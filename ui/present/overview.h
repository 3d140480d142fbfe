// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/status.h"
#include "core/store/entry.h"
#include "ui/desktop/trayicon.h"
#include "ui/models/sourcemodel.h"
#include "ui/present/attention.h"
#include "ui/widgets/daychart.h"
#include "ui/widgets/pipelinewidget.h"
#include "ui/widgets/statebanner.h"

#include <QMap>

namespace ledgercast {

/// Everything the Overview, the status bar, the badges and the tray are made from; plain values.
struct Snapshot
{
    EngineStatus status;
    DayCounts today;
    QList<DayCounts> daysBefore; ///< oldest first, yesterday last
    QList<FeedRunRow> feeds;
    QList<AttentionItem> attention;
    QMap<QString, int> entryStates; ///< entries by state, those on their way or waiting
    QStringList unmapped;           ///< cost centres whose entries wait for a rule
    qint64 entries = 0;
    QDateTime now;
};

/// Pure: values in, texts out.
[[nodiscard]] BannerView bannerOf(const Snapshot &snapshot);
[[nodiscard]] PipelineView pipelineOf(const Snapshot &snapshot);
[[nodiscard]] QList<SourceRow> sourcesOf(const Snapshot &snapshot);
/// What the sources table says while it has no rows.
[[nodiscard]] QString emptySourcesOf(const Snapshot &snapshot);

/// The days before and today.
[[nodiscard]] QList<DayBar> postsPerDayOf(const Snapshot &snapshot);

struct StatusBarView
{
    QString cloudSuite;
    Tone cloudSuiteTone = Tone::Neutral;
    QString slack;
    Tone slackTone = Tone::Neutral;
    QString next;   ///< "Next check in 2 min 41 s"
    QString queued; ///< empty at zero
    QString failed; ///< empty at zero
    QString log;    ///< "Audit log 1,204,588 entries"
};
[[nodiscard]] StatusBarView statusBarOf(const Snapshot &snapshot);

struct TrayView
{
    TrayState state = TrayState::Idle;
    QString headline; ///< first line of the menu: "4 things need attention…"
    QString counts;   ///< "199 posted today, 11 waiting"
    QString replay;   ///< "Replay 5 failed posts…"; empty at zero
    QString checks;   ///< "Last check 14:30, next 14:35"
    QString tenant;   ///< "CloudSuite ACME_PRD"
    QString toolTip;

    bool operator==(const TrayView &) const = default;
};
[[nodiscard]] TrayView trayOf(const Snapshot &snapshot);

/// Entries that wait for a person: the badge of Activity.
[[nodiscard]] int waitingEntries(const Snapshot &snapshot);
/// Blocked connections and sources: the badge of Connections.
[[nodiscard]] int blockedLinks(const Snapshot &snapshot);

} // namespace ledgercast

Q_DECLARE_METATYPE(ledgercast::Snapshot)
