// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/domain/feed.h"
#include "core/engine/planner.h"
#include "core/engine/status.h"
#include "core/store/ledger.h"

#include <QCoroTask>

#include <functional>

namespace ledgercast {

/// Writes a plan with what comparing its documents finds. Topics that nothing touched are asked for by name: their day
/// has come. Engine thread.
[[nodiscard]] Result<void> commitWithFindings(Ledger &ledger, Plan &plan, PlanContext context,
                                              const QStringList &dueTopics = {});

/// Takes one feed through a pass: fetch, plan, commit, page by page. Engine thread.
class FeedRunner
{
public:
    FeedRunner(Source &source, Ledger &ledger, const Clock &clock) : m_source(source), m_ledger(ledger), m_clock(clock)
    {
    }

    struct Job
    {
        FeedRequest request; ///< its cursor is read from the store
        QString recordType;
        PlanContext context; ///< without the known documents; request.isBackfill: the feed's cursor stays where it is
    };
    /// committed: called after each page's commit. shouldStop: asked before each page.
    [[nodiscard]] QCoro::Task<SyncReport::Feed> run(Job job, std::function<void()> committed,
                                                    std::function<bool()> shouldStop);

private:
    [[nodiscard]] std::function<Result<QHash<QString, QString>>()> statusesFor(const Job &job) const;
    /// The documents that are gone, as they were last, with the status "deleted".
    [[nodiscard]] Result<QList<Document>> deletedDocuments(const Page &page, const QString &recordType) const;
    [[nodiscard]] Result<Plan> commitPage(Page page, PlanContext context, const QString &recordType);

    Source &m_source;
    Ledger &m_ledger;
    const Clock &m_clock;
};

} // namespace ledgercast
