// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/feedrunner.h"

#include "core/base/log.h"

namespace ledgercast {

Result<void> commitWithFindings(Ledger &ledger, Plan &plan, PlanContext context, const QStringList &dueTopics)
{
    if (const QStringList topics = planner::topicsOf(plan) + dueTopics; !topics.isEmpty()) {
        auto known = ledger.topics(plan.tenant, topics);
        if (!known)
            return fail(known.error());
        context.topics = *known;
        planner::addFindings(plan, topics, context);
    }
    return ledger.commit(plan, context.now);
}

Result<QList<Document>> FeedRunner::deletedDocuments(const Page &page, const QString &recordType) const
{
    const auto known = m_ledger.known(page.tenant, recordType, page.deleted);
    if (!known)
        return fail(known.error());
    QList<Document> documents;
    for (const KnownDocument &last : *known) {
        auto document = Document::fromJson(last.content);
        if (!document)
            continue;
        document->status = QStringLiteral("deleted");
        document->fields.insert(QStringLiteral("status"), document->status);
        document->modifiedBy.clear(); // nobody says who
        document->source = R"({"deleted":true})";
        documents.append(*document);
    }
    return documents;
}

Result<Plan> FeedRunner::commitPage(Page page, PlanContext context, const QString &recordType)
{
    const auto deleted = deletedDocuments(page, recordType);
    if (!deleted)
        return fail(deleted.error());
    page.documents += *deleted;
    QStringList keys;
    keys.reserve(page.documents.size());
    for (const Document &document : page.documents)
        keys << document.key;
    auto known = m_ledger.known(page.tenant, recordType, keys);
    if (!known)
        return fail(known.error());
    context.known = *known;
    context.now = m_clock.now();
    Plan plan = planner::plan(page, context);
    if (const auto committed = commitWithFindings(m_ledger, plan, context); !committed)
        return fail(committed.error());
    return plan;
}

std::function<Result<QHash<QString, QString>>()> FeedRunner::statusesFor(const Job &job) const
{
    return [ledger = &m_ledger, tenant = job.request.tenant, type = job.recordType, company = job.request.company] {
        return ledger->statuses(tenant, type, company);
    };
}

QCoro::Task<SyncReport::Feed> FeedRunner::run(Job job, std::function<void()> committed,
                                              std::function<bool()> shouldStop)
{
    SyncReport::Feed report{
        job.request.tenant, job.request.company, job.request.feed, 0, 0, 0, 0, 0, std::nullopt, {}, 0};
    if (!job.request.isBackfill) {
        const auto cursor = m_ledger.cursor(job.request.tenant, job.request.company, job.request.feed);
        if (!cursor) {
            report.error = cursor.error();
            co_return report;
        }
        job.request.cursor = *cursor;
        job.request.knownStatuses = statusesFor(job);
    }
    bool isWhole = false;
    for (bool hasMore = true; hasMore && !shouldStop();) {
        auto fetching = m_source.fetch(job.request);
        Result<Page> page = co_await fetching;
        if (!page) {
            report.error = page.error();
            break;
        }
        report.calls += page->calls;
        for (const QString &warning : page->warnings) {
            if (!report.warnings.contains(warning))
                report.warnings << warning;
        }
        if (job.request.isBackfill)
            page->feed.clear(); // no cursor moves
        const auto plan = commitPage(*page, job.context, job.recordType);
        if (!plan) {
            report.error = plan.error();
            break;
        }
        report.read += plan->read;
        report.unchanged += plan->unchanged;
        report.told += static_cast<int>(plan->told.size());
        for (const PlannedChange &planned : plan->changes) {
            if (!planned.change.isException())
                ++(planned.change.version == 1 ? report.created : report.updated);
        }
        job.request.cursor = page->nextCursor;
        // What changed meanwhile among the rows that were read before an interruption isn't known yet: from the start.
        isWhole = isWhole || page->isFirst;
        hasMore = page->hasMore || !isWhole;
        committed();
    }
    if (report.error)
        qCWarning(logEngine) << report.feed << "could not be read:" << report.error->message << report.error->detail;
    else
        qCInfo(logEngine) << report.feed << "read" << report.read << "new" << report.created << "updated"
                          << report.updated;
    co_return report;
}

} // namespace ledgercast
