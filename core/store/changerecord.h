// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan.h"
#include "core/store/auditlog.h"
#include "core/store/entry.h"

namespace ledgercast {

class Rows;

namespace changerecord {

// What is written of a change beside its columns.

/// What it is searched by.
[[nodiscard]] QString searchWords(const Change &change, const QStringList &costCentres);
[[nodiscard]] QStringList costCentreCodes(const Document &document);
/// Cost centres that the document doesn't say itself, with where they come from; empty: it says them, or none.
[[nodiscard]] QByteArray mappedOrigin(const Document &document);
/// The state an entry starts with; later ones come from its deliveries (see Outbox).
[[nodiscard]] EntryState initialState(const PlannedChange &planned);
/// "recorded" and what was decided.
[[nodiscard]] QList<AuditEvent> eventsOf(const PlannedChange &planned, qint64 entryId);

/// A column of SELECTs over delivery: the channel that a reply to it goes to, by the name it has now, where it was
/// renamed since it was posted there.
[[nodiscard]] QString threadChannel();

/// The columns of a recorded change, in the order changeOf() reads them.
inline constexpr int columnCount = 10;
[[nodiscard]] QString columns();
/// The change in a row that has columns() from that one on; without its fingerprint and its source.
[[nodiscard]] Change changeOf(const Rows &rows, int first = 0);

} // namespace changerecord

} // namespace ledgercast
