// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cloudsuite/feedcatalogue.h"
#include "core/domain/feed.h"
#include "core/domain/feedtrial.h"

namespace ledgercast {

/// A source that reads the feeds of a catalogue. One implementation for M3, one for what answers rows.
class CatalogueSource : public Source
{
public:
    /// What an account may see of one feed.
    struct Probe
    {
        bool hasRows = false;
        QString refusedTable; ///< of those that enrich the feed; empty: none
        std::optional<Error> refusal;
    };

    [[nodiscard]] virtual const FeedCatalogue &catalogue() const = 0;
    virtual void setCatalogue(FeedCatalogue catalogue) = 0;
    /// One row of each of the feed's tables. Errors: the feed itself can't be read.
    [[nodiscard]] virtual QCoro::Task<Result<Probe>> probe(QString feed, QString company) = 0;
    /// The first rows of a feed, and what they become. Records nothing. Errors: as probe().
    [[nodiscard]] virtual QCoro::Task<Result<FeedTrial>> tryOut(FeedRequest request, int rows) = 0;
};

} // namespace ledgercast
