// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/entry.h"
#include "ui/widgets/timelineview.h"

#include <QJsonObject>

namespace ledgercast {

/// What people did with the message in Slack, for the timeline. kind: "acknowledged", "acknowledgement_removed" or
/// "deleted_in_slack"; channel: its name, empty if it isn't known.
[[nodiscard]] TimelineItem heardFromSlack(const QString &kind, const QJsonObject &data, const QString &channel);

/// Who has an emoji under the message of this delivery now: "U0123 (eyes)", in the order they came.
[[nodiscard]] QStringList acknowledgedBy(const EntryDetail &detail, const QString &delivery);

} // namespace ledgercast
