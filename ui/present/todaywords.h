// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/domain/plan.h"

#include <QDateTime>

namespace ledgercast {

/// Why a change is not sent on purpose, by the reason that is stored with it.
[[nodiscard]] QString whySkipped(const QString &reason);
/// What today's rules would make of a recorded change, a sentence for each channel and each reason.
[[nodiscard]] QStringList todayWords(const PlannedChange &today, const QDateTime &now);

} // namespace ledgercast
