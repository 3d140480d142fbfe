// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/feedcatalogue.h"
#include "core/cloudsuite/m3documents.h"
#include "core/domain/feedtrial.h"

namespace ledgercast::feedtrials {

/// A trial of this feed, without rows.
[[nodiscard]] FeedTrial of(const FeedEntry &feed);
/// One row, column by column, and the document it makes. Bank accounts are masked as everywhere.
[[nodiscard]] FeedTrial::Row rowOf(const FeedEntry &feed, const QString &tenant, const m3documents::Rows &rows,
                                   QStringList *warnings);

} // namespace ledgercast::feedtrials
