// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samplerules.h"

#include "core/domain/plan.h"
#include "core/domain/recordtype.h"
#include "core/routing/routescsv.h"
#include "core/store/ledger.h"
#include "core/store/routestore.h"

namespace ledgercast {

namespace {

constexpr auto rules =
    R"(priority,name,record_types,cost_centres,companies,min_amount,exceptions,channel,mention,delivery
1,Large payments,payment,,100,50000,,treasury,S0TREASURY,immediate
2,Receipts in Lyon,goods_receipt,5100-5199,100,,,plant-lyon-ap,U0CLAIRE,immediate
3,Marketing,supplier_invoice;purchase_order,41*,100,,,fin-marketing,,immediate
4,IT Services,supplier_invoice;purchase_order,4200,100,,,fin-it,,immediate
5,Treasury,supplier_invoice;purchase_order,4300,100,,,treasury,,immediate
6,Lyon,supplier_invoice;purchase_order,5100-5199,100,,,plant-lyon-ap,,immediate
7,Göteborg,supplier_invoice;purchase_order;goods_receipt,52*,100,,,plant-gbg-ap,,immediate
8,Payments,payment,,100,,,treasury,,digest
9,Postings,voucher,,100,,,fin-gl,,immediate
10,Master data,supplier;account;cost_centre,,,,,master-data,S0APTEAM,immediate
11,R&D,supplier_invoice;purchase_order,61*,100,,,rd-finance,,immediate
12,Logistics,supplier_invoice;purchase_order,7100-7149,100,,,logistics-ap,,immediate
)";

struct Centre
{
    const char *code;
    const char *name;
    const char *type;
    int entries; ///< in the last days
};
constexpr Centre centres[] = {
    {"4100", "Marketing", "supplier_invoice", 6},       {"4110", "Events", "supplier_invoice", 3},
    {"4200", "IT Services", "supplier_invoice", 4},     {"4300", "Treasury", "payment", 14},
    {"5100", "Plant Lyon", "goods_receipt", 40},        {"5110", "Lyon Tooling", "purchase_order", 9},
    {"5200", "Plant Göteborg", "supplier_invoice", 48}, {"6100", "R&D Göteborg", "purchase_order", 11},
    {"6300", "R&D Osaka", "supplier_invoice", 4},       {"7100", "Logistics", "supplier_invoice", 23},
    {"7150", "Fleet Nordics", "supplier_invoice", 2},   {"8100", "Group Finance", "voucher", 31}};

Document documentOf(const QString &type, const QString &number, const QString &centre)
{
    Document document;
    document.tenant = QStringLiteral("ACME_PRD");
    document.type = type;
    document.company = QStringLiteral("100");
    document.number = number;
    document.key = u"100/" + number;
    document.status = QStringLiteral("approved");
    document.amount = Money{*Decimal::parse(QStringLiteral("12480.00")), QStringLiteral("EUR")};
    document.costCentres = {{centre, std::nullopt, QStringLiteral("voucher")}};
    document.fields = {{QStringLiteral("number"), number}};
    return document;
}

PlannedChange change(const Document &document, ChangeKind kind, Instant at)
{
    PlannedChange planned;
    planned.change.kind = kind;
    planned.change.document = document;
    planned.change.fingerprint = document.fingerprint();
    planned.change.detectedAt = at;
    return planned;
}

} // namespace

QByteArray sampleRulesDraft()
{
    return QByteArray(rules)
        .replace("4200,100,,,fin-it", "4200,100,,,it-finance")
        .replace("fin-gl,,immediate", "fin-gl,,digest");
}

void fillSampleRules(Database &database, Instant now)
{
    RouteStore store(database);
    QList<Channel> channels;
    for (const char *name : {"treasury", "plant-lyon-ap", "fin-marketing", "it-finance", "plant-gbg-ap", "fin-gl",
                             "master-data", "rd-finance", "rd-osaka-ap", "logistics-ap", "fleet-nordics"})
        channels += {QString(u'C' + QString::fromLatin1(name)), QString::fromLatin1(name), false, false, true, false};
    channels += {QStringLiteral("C1"), QStringLiteral("fin-it"), false, true, true, false};
    channels += {QStringLiteral("C3"), QStringLiteral("ap-private"), true, false, false, false};
    if (!store.takeChannels(channels, now) ||
        !store.replaceRoutes(parseRoutesCsv(rules).value(), QStringLiteral("test"), now))
        qFatal("the sample rules can't be written");
    Plan plan;
    plan.tenant = QStringLiteral("ACME_PRD");
    plan.company = QStringLiteral("100");
    plan.feed = QStringLiteral("cost_centres");
    int number = 700'000;
    for (const Centre &centre : centres) {
        const QString code = QString::fromLatin1(centre.code);
        Document document = documentOf(recordtype::costCentre.toString(), code, code);
        document.fields.insert(QStringLiteral("name"), QString::fromUtf8(centre.name));
        document.costCentres.clear();
        plan.changes += change(document, ChangeKind::Known, now);
        for (int i = 0; i < centre.entries; ++i)
            plan.changes += change(documentOf(QString::fromLatin1(centre.type), QString::number(++number), code),
                                   ChangeKind::Created, now - std::chrono::hours(24 * (i % 20) + 1));
    }
    // None of them waits for anything: what counts here is what the rules would do with them.
    for (PlannedChange &planned : plan.changes)
        planned.skipped = planned.change.kind == ChangeKind::Created ? QStringLiteral("below_threshold") : QString();
    if (!Ledger(database).commit(plan, now))
        qFatal("the sample entries can't be written");
}

} // namespace ledgercast
