// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/feedrunner.h"
#include "core/matching/matchtopics.h"
#include "core/message/composer.h"
#include "core/routing/router.h"
#include "tests/core/storefixture.h"

namespace ledgercast {

/// A store that documents are read into and compared in, day by day; what is told goes to #finance.
class FindingsFixture
{
public:
    static inline const QString tenant = QStringLiteral("ACME_TST");
    static inline const QDate monday{2026, 11, 23};

    [[nodiscard]] static Route everythingTo(const QString &channel)
    {
        Route route;
        route.name = u"to " + channel;
        route.channel = channel;
        return route;
    }
    [[nodiscard]] PlanContext context() const
    {
        PlanContext context;
        context.now = toInstant(today.startOfDay(Qt::UTC).addSecs(9 * 3600));
        context.router = &router;
        context.composer = &composer;
        context.matchRules = &rules;
        context.knownBefore = knownBefore;
        return context;
    }
    /// A page for each, for a feed has one record type; what it raised and cleared, such as "+price_variance".
    QStringList read(const QList<Document> &documents)
    {
        QStringList all;
        for (const Document &document : documents) {
            PlanContext context = this->context();
            context.known = store.ledger->known(tenant, document.type, {document.key}).value();
            Page page;
            page.tenant = tenant;
            page.feed = document.type;
            page.documents = {document};
            last = planner::plan(page, context);
            all += commit(context, {});
        }
        return all;
    }
    /// The day comes, and nothing new is read.
    QStringList pass(QDate day)
    {
        today = day;
        last = Plan{tenant, {}, {}, {}, {}, 0, 0};
        return commit(context(), store.ledger->dueTopics(tenant, day, 100).value());
    }

    StoreFixture store;
    Composer composer = std::move(*Composer::builtIn());
    Router router = Router({everythingTo(QStringLiteral("finance"))});
    MatchRules rules;
    QDate today = monday;
    QDate knownBefore;
    Plan last; ///< the last page, or pass

private:
    QStringList commit(const PlanContext &context, const QStringList &due)
    {
        if (const auto done = commitWithFindings(*store.ledger, last, context, due); !done)
            qFatal("%s %s", qPrintable(done.error().message), qPrintable(done.error().detail));
        QStringList told;
        for (const PlannedChange &planned : last.changes) {
            if (planned.change.isException())
                told << (planned.change.kind == ChangeKind::ExceptionRaised ? u'+' : u'-') +
                            wordOf(planned.change.finding->kind);
        }
        return told;
    }
};

} // namespace ledgercast
