// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/entry.h"
#include "ui/widgets/timelineview.h"

namespace ledgercast {

/// What happened to an entry, newest first, in plain sentences.
[[nodiscard]] QList<TimelineItem> timelineOf(const EntryDetail &detail, const QDateTime &now);

/// Why an entry isn't in Slack, and the one thing that helps.
struct EntryCause
{
    enum class Remedy { None, ChooseChannel, Join, Replay, ReplayAnew };

    Tone tone = Tone::Danger;
    Symbol symbol = Symbol::Failed;
    QString title;
    QString sentence;
    Remedy remedy = Remedy::None;
    QString remedyLabel;
    QString channel;

    friend bool operator==(const EntryCause &, const EntryCause &) = default;
};

/// The worst of an entry's deliveries; an empty title if nothing is the matter.
[[nodiscard]] EntryCause causeOf(const EntryDetail &detail, const QStringList &publicChannels);

} // namespace ledgercast
