// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/samplestore.h"

#include "core/domain/plan.h"
#include "core/domain/recordtype.h"
#include "core/store/ledger.h"
#include "core/store/outbox.h"
#include "core/store/routestore.h"
#include "core/store/runlog.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

namespace ledgercast {

namespace {

constexpr int dayEntries = 214;

struct Supplier
{
    const char16_t *name;
    const char16_t *currency;
};
constexpr Supplier suppliers[] = {{u"Nordwind Components GmbH", u"EUR"}, {u"Pacific Fasteners Ltd", u"USD"},
                                  {u"Kyoto Precision KK", u"JPY"},       {u"Helvetia Logistik AG", u"EUR"},
                                  {u"Bureau Lumière SARL", u"EUR"},      {u"Skandia Verktyg AB", u"SEK"},
                                  {u"Cloudpeak Software Inc", u"USD"}};
constexpr const char16_t *channels[] = {u"plant-gbg-ap", u"procurement-approvals", u"fin-marketing", u"treasury"};

template<typename T>
void require(const Result<T> &result)
{
    if (!result)
        qFatal("%s: %s", qUtf8Printable(result.error().message), qUtf8Printable(result.error().detail));
}

QByteArray messageOf(const Document &document)
{
    const QString title = recordtype::documentLabel(document.type, document.number);
    const QString amount =
        document.amount ? QString(document.amount->amount.toString() + u' ' + document.amount->currency) : QString();
    const QJsonArray blocks{
        QJsonObject{{QStringLiteral("type"), QStringLiteral("header")},
                    {QStringLiteral("text"), QJsonObject{{QStringLiteral("type"), QStringLiteral("plain_text")},
                                                         {QStringLiteral("text"), title}}}},
        QJsonObject{{QStringLiteral("type"), QStringLiteral("section")},
                    {QStringLiteral("text"),
                     QJsonObject{{QStringLiteral("type"), QStringLiteral("mrkdwn")},
                                 {QStringLiteral("text"), QString(u'*' + document.partyName + u"*\n" + amount)}}}}};
    return QJsonDocument(QJsonObject{{QStringLiteral("text"), QString(title + u", " + document.partyName)},
                                     {QStringLiteral("blocks"), blocks}})
        .toJson(QJsonDocument::Compact);
}

Document documentOf(int number, const QString &type, const QString &costCentre)
{
    const Supplier &supplier = suppliers[static_cast<std::size_t>(number) % std::size(suppliers)];
    Document document;
    document.tenant = QStringLiteral("ACME_PRD");
    document.type = type;
    document.company = QStringLiteral("100");
    document.division = QStringLiteral("AAA");
    document.number = QString::number(type == recordtype::purchaseOrder ? 1100000 + number : 88000 + number);
    document.key = QStringList{document.company, document.division, document.number}.join(u'/');
    document.partyName = QString::fromUtf16(supplier.name);
    document.amount = Money{*Decimal::parse(QString(QString::number(1000 + (number * 7919) % 90000) + u".50")),
                            QString::fromUtf16(supplier.currency)};
    document.status = QStringLiteral("approved");
    document.fields = {{QStringLiteral("number"), document.number}, {QStringLiteral("status"), document.status}};
    document.costCentres = {{costCentre, std::nullopt, QStringLiteral("voucher")}};
    document.source = "{\"SUNO\":\"N1001\"}";
    return document;
}

} // namespace

SampleStore::SampleStore(Database &database, Instant now) : m_database(database), m_now(now), m_at(now) {}

void SampleStore::fill()
{
    addRules();
    addDaysBefore();
    addDay();
    settleAll();
    addRuns();
}

void SampleStore::addRules()
{
    RouteStore store(m_database);
    QList<Channel> known;
    for (const char16_t *channel : channels)
        known += {QString(u'C' + QString::fromUtf16(channel)), QString::fromUtf16(channel), false, false, true, false};
    known += {QStringLiteral("C1"), QStringLiteral("fin-it"), false, true, true, false};
    known += {QStringLiteral("C2"), QStringLiteral("plant-lyon-ap"), false, false, false, false};
    require(store.takeChannels(known, m_now));
    Route route;
    route.priority = 4;
    route.name = QStringLiteral("IT Services");
    route.costCentres = {QStringLiteral("4200")};
    route.channel = QStringLiteral("fin-it");
    require(store.replaceRoutes({route}, QStringLiteral("test"), m_now));
}

void SampleStore::addDaysBefore()
{
    constexpr int perDay[] = {24, 26, 21, 27, 3, 2, 29, 25, 23, 25, 26, 4, 2};
    for (int day = 0; day < static_cast<int>(std::size(perDay)); ++day) {
        m_at = m_now - std::chrono::days(static_cast<int>(std::size(perDay)) - day);
        for (int i = 0; i < perDay[day]; ++i)
            addEntry(20'000 + day * 100 + i, recordtype::supplierInvoice.toString(), QStringLiteral("treasury"),
                     QStringLiteral("4300"));
        settleAll();
    }
}

void SampleStore::addDay()
{
    for (int i = 0; i < dayEntries; ++i) {
        m_at = m_now - Milliseconds(qint64(dayEntries - i) * 60'000);
        const QString type = (i % 5 == 0 ? recordtype::purchaseOrder : recordtype::supplierInvoice).toString();
        if (i % 36 == 20)
            addEntry(i, type, {}, i % 72 == 20 ? QStringLiteral("6300") : QStringLiteral("7150"));
        else if (i % 70 == 50)
            addEntry(i, type, QStringLiteral("fin-it"), QStringLiteral("4200"));
        else if (i % 100 == 75)
            addEntry(i, type, QStringLiteral("plant-lyon-ap"), QStringLiteral("5100"));
        else
            addEntry(i, type, QString::fromUtf16(channels[static_cast<std::size_t>(i) % std::size(channels)]),
                     QString::number(4100 + 100 * (i % 3)));
    }
}

void SampleStore::addEntry(int number, const QString &type, const QString &channel, const QString &costCentre)
{
    PlannedChange planned;
    planned.change.document = documentOf(number, type, costCentre);
    planned.change.fingerprint = planned.change.document.fingerprint();
    planned.change.detectedAt = m_at;
    if (channel.isEmpty()) {
        planned.unrouted = {costCentre};
    } else {
        Delivery delivery;
        delivery.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        delivery.channel = channel;
        delivery.routeName = channel == u"fin-it" ? QStringLiteral("IT Services") : QStringLiteral("Everything");
        delivery.message = messageOf(planned.change.document);
        planned.deliveries = {delivery};
        m_open += {delivery.id, channel};
    }
    Plan plan;
    plan.tenant = planned.change.document.tenant;
    plan.company = planned.change.document.company;
    plan.feed = type + u's';
    plan.changes = {planned};
    plan.read = 1;
    require(Ledger(m_database).commit(plan, m_at));
    ++m_entries;
}

void SampleStore::addInvoice()
{
    m_at = m_now;
    addEntry(1000 + m_entries, recordtype::supplierInvoice.toString(), QStringLiteral("treasury"),
             QStringLiteral("4300"));
    settleAll();
}

void SampleStore::settleAll()
{
    Outbox outbox(m_database);
    QStringList starting;
    QList<Settlement> settled;
    for (const auto &[id, channel] : std::as_const(m_open)) {
        if (m_at > m_now - Milliseconds(120'000) && m_open.size() > 4 &&
            m_open.indexOf({id, channel}) >= m_open.size() - 4)
            continue; // the newest still wait for their turn
        starting += id;
        Settlement settlement;
        settlement.id = id;
        settlement.outcome = QStringLiteral("posted");
        settlement.ts = QStringLiteral("1795000000.%1").arg(starting.size(), 6, 10, QLatin1Char('0'));
        settlement.channelId = QString(u'C' + channel);
        if (channel == u"fin-it" || channel == u"plant-lyon-ap") {
            settlement.state = DeliveryState::Failed;
            settlement.outcome = QStringLiteral("refused");
            settlement.code = channel == u"fin-it" ? QStringLiteral("is_archived") : QStringLiteral("not_in_channel");
            settlement.ts.clear();
        }
        settled += settlement;
    }
    require(outbox.exchange({}, starting, m_at));
    require(outbox.exchange(settled, {}, m_at));
    m_open.clear();
}

void SampleStore::addRuns()
{
    RunLog log(m_database);
    const Instant at = m_now - Milliseconds(120'000);
    FeedRunRow row{QStringLiteral("ACME_PRD"),
                   QStringLiteral("100"),
                   QStringLiteral("supplier_invoices"),
                   at,
                   at,
                   171,
                   61,
                   22,
                   88,
                   4,
                   {},
                   {},
                   {},
                   0,
                   0};
    require(log.add(row));
    row.feed = QStringLiteral("purchase_orders");
    row.created = 38;
    row.updated = 41;
    require(log.add(row));
    row.feed = QStringLiteral("cost_centres");
    row.created = 0;
    row.updated = 0;
    row.error = QStringLiteral("The service account has no permission for CRS630MI. Your M3 security administrator can "
                               "grant it.");
    row.errorCode = QStringLiteral("no_permission");
    require(log.add(row));
}

void planSampleFeeds(TenantStatus &status, Instant now)
{
    status.businessTime = {QTimeZone::systemTimeZone(), {}};
    const std::pair<const char *, const char *> feeds[] = {{"supplier_invoices", "every 5m"},
                                                           {"purchase_orders", "hours workdays 07:00-18:00 every 15m"},
                                                           {"cost_centres", "daily 06:00"}};
    for (const auto &[id, text] : feeds) {
        const Schedule schedule = *Schedule::parse(QString::fromLatin1(text));
        status.feedTimes.insert(QString::fromLatin1(id),
                                {schedule.words(), schedule.toString(), true, static_cast<int>(status.feedTimes.size()),
                                 schedule.next(now, status.businessTime), std::nullopt});
    }
}

} // namespace ledgercast
