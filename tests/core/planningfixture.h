// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/planner.h"
#include "core/message/composer.h"
#include "core/routing/router.h"

namespace ledgercast {

inline Route rule(const QString &channel, const QString &costCentres)
{
    Route route;
    route.name = QStringLiteral("to ") + channel;
    route.costCentres = costCentres.split(u';', Qt::SkipEmptyParts);
    route.channel = channel;
    return route;
}

inline Document invoice(const QString &number, const QString &costCentres = QStringLiteral("4100"))
{
    Document document;
    document.tenant = QStringLiteral("ACME_TST");
    document.type = QStringLiteral("supplier_invoice");
    document.key = u"100/" + number;
    document.number = number;
    document.company = QStringLiteral("100");
    document.status = QStringLiteral("awaiting_approval");
    document.modifiedOn = QDate(2026, 11, 24);
    document.fields = {{QStringLiteral("due_date"), QStringLiteral("2026-12-01")}};
    const QStringList codes = costCentres.split(u';', Qt::SkipEmptyParts);
    for (const QString &code : codes)
        document.costCentres.append({code, std::nullopt, QStringLiteral("voucher")});
    return document;
}

inline QStringList described(const PlannedChange &planned)
{
    QStringList deliveries;
    for (const Delivery &delivery : planned.deliveries)
        deliveries << toWord(delivery.role) + u'@' + delivery.channel;
    return deliveries;
}

/// What planning a page of invoices needs: rules for 4100, 4200, 51* and unknown.
class PlanningFixture
{
public:
    PlanningFixture()
    {
        context.now = instantFromMs(1'795'000'000'000);
        context.knownBefore = QDate(2026, 11, 24);
        context.router = &router;
        context.composer = &composer;
    }
    Q_DISABLE_COPY_MOVE(PlanningFixture)

    [[nodiscard]] Plan plan(const QList<Document> &documents) const
    {
        Page page;
        page.tenant = QStringLiteral("ACME_TST");
        page.company = QStringLiteral("100");
        page.feed = QStringLiteral("supplier_invoices");
        page.documents = documents;
        page.nextCursor = QStringLiteral("next");
        page.calls = 1;
        return planner::plan(page, context);
    }

    Composer composer = std::move(*Composer::builtIn());
    Router router = Router({rule(QStringLiteral("fin-it"), QStringLiteral("4100;4200")),
                            rule(QStringLiteral("fin-hr"), QStringLiteral("51*")),
                            rule(QStringLiteral("fin-new"), QStringLiteral("unknown"))});
    PlanContext context;
};

} // namespace ledgercast
