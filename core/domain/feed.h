// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/domain/document.h"

#include <QCoroTask>
#include <QHash>

#include <functional>

namespace ledgercast {

/// What to read next from one feed of one company.
struct FeedRequest
{
    QString tenant;
    QString company; ///< M3 CONO; empty: the service account's own
    QString feed;    ///< id in the catalogue, e.g. "supplier_invoices"
    QString cursor;  ///< opaque, from the last page committed; empty: never read
    QDate today;     ///< in the tenant's time zone
    /// Key to status of every document known of this feed and company; empty: what was deleted isn't looked for.
    std::function<Result<QHash<QString, QString>>()> knownStatuses;
    QDate startFrom;         ///< documents changed before are not asked for on the first read of transactional feeds
    bool isBackfill = false; ///< of all that changed from startFrom on, beside the reads that go on from their cursor
};

/// A step of a feed: documents to plan, and where the next step starts once they are committed.
struct Page
{
    QString tenant;
    QString company;
    QString feed;
    QList<Document> documents;
    QStringList deleted; ///< keys of known documents whose rows are gone
    QString nextCursor;
    bool hasMore = false;
    bool isFirst = true;  ///< of all that changed; false: reading went on where it had stopped
    int calls = 0;        ///< CloudSuite requests this page took
    QStringList warnings; ///< for people: what could not be enriched, and what it means
};

/// Where documents come from. One implementation a protocol; a fake in tests.
class Source
{
public:
    virtual ~Source() = default;
    /// Errors: see ErrorKind; a page is all or nothing.
    [[nodiscard]] virtual QCoro::Task<Result<Page>> fetch(FeedRequest request) = 0;
};

} // namespace ledgercast
