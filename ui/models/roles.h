// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

namespace ledgercast::role {

/// What our models answer beyond Qt's own roles. No colours, no icons: delegates choose those.
enum Role {
    EntryId = Qt::UserRole + 1, ///< qint64
    RecordType,                 ///< QString, see recordtype.h
    State,                      ///< int of EntryState
    StateReason,                ///< QString, why it is held or failed
    SourceState,                ///< int of SourceRow::State
    FeedId,                     ///< QString
};

} // namespace ledgercast::role
