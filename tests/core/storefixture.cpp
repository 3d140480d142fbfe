// SPDX-FileCopyrightText: 2026 Ledgercast contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/storefixture.h"

#include <QSqlError>

namespace ledgercast {

StoreFixture::StoreFixture()
{
    auto opened = Database::open(path, Database::Access::ReadWrite);
    if (!opened)
        qFatal("no store: %s", qPrintable(opened.error().message));
    database = std::move(*opened);
    ledger = std::make_unique<Ledger>(*database);
    outbox = std::make_unique<Outbox>(*database);
    reader = std::make_unique<Reader>(*database);
}

Document StoreFixture::invoice(const QString &number, const QStringList &costCentres)
{
    Document document;
    document.tenant = QStringLiteral("ACME_TST");
    document.type = QStringLiteral("supplier_invoice");
    document.key = u"100/AAA/N1001/" + number + u"/2026";
    document.company = QStringLiteral("100");
    document.number = number;
    document.partyId = QStringLiteral("N1001");
    document.partyName = QStringLiteral("Nordwind Components GmbH");
    document.amount = Money{Decimal(1'248'000, 2), QStringLiteral("EUR")};
    document.status = QStringLiteral("approved");
    document.fields = {{QStringLiteral("due_date"), QStringLiteral("2026-12-01")}};
    for (const QString &code : costCentres)
        document.costCentres.append({code, std::nullopt, QStringLiteral("voucher")});
    document.source = "{\"SINO\":\"" + number.toUtf8() + "\"}";
    return document;
}

PlannedChange StoreFixture::planned(const Document &document, const QStringList &channels, const QStringList &unrouted,
                                    DeliveryState state)
{
    PlannedChange planned;
    planned.change.document = document;
    planned.change.version = ++m_versions[document.key];
    planned.change.kind = planned.change.version == 1 ? ChangeKind::Created : ChangeKind::Updated;
    planned.change.fingerprint = document.fingerprint();
    planned.change.detectedAt = clock.now();
    planned.unrouted = unrouted;
    const QString suffix = planned.change.version == 1 ? QString() : QString::number(planned.change.version);
    for (const QString &channel : channels)
        planned.deliveries.append({QString(document.number + u'@' + channel + suffix),
                                   {},
                                   DeliveryRole::Main,
                                   state,
                                   channel,
                                   u"rule of " + channel,
                                   {},
                                   "{\"text\":\"hello\"}"});
    return planned;
}

qint64 StoreFixture::record(const PlannedChange &planned)
{
    Plan plan;
    plan.tenant = planned.change.document.tenant;
    plan.company = planned.change.document.company;
    plan.feed = QStringLiteral("supplier_invoices");
    plan.nextCursor = planned.change.document.key;
    plan.changes = {planned};
    if (const auto committed = ledger->commit(plan, clock.now()); !committed)
        qFatal("not recorded: %s %s", qPrintable(committed.error().message), qPrintable(committed.error().detail));
    return value(QStringLiteral("SELECT max(id) FROM change")).toLongLong();
}

qint64 StoreFixture::record(const QString &number, const QStringList &channels, const QStringList &unrouted)
{
    return record(planned(invoice(number, unrouted), channels, unrouted));
}

void StoreFixture::settle(const QString &delivery, DeliveryState state, const QString &code)
{
    if (const auto sent = outbox->exchange({}, {delivery}, clock.now()); !sent)
        qFatal("not sent: %s", qPrintable(sent.error().message));
    Settlement settlement;
    settlement.id = delivery;
    settlement.state = state;
    settlement.outcome = toWord(state);
    settlement.code = code;
    if (state == DeliveryState::Posted)
        settlement.ts = QStringLiteral("1795000000.000100");
    if (const auto settled = outbox->exchange({settlement}, {}, clock.now()); !settled)
        qFatal("not settled: %s", qPrintable(settled.error().message));
}

EntryDetail StoreFixture::entry(qint64 id) const
{
    const auto detail = reader->entry(id);
    if (!detail)
        qFatal("no entry: %s", qPrintable(detail.error().message));
    return *detail;
}

QStringList StoreFixture::newEvents()
{
    QStringList kinds;
    const auto events = reader->events(m_lastEvent, 10'000);
    if (!events)
        qFatal("no events: %s", qPrintable(events.error().message));
    for (const AuditEventRow &event : *events) {
        kinds << event.kind;
        m_lastEvent = event.id;
    }
    return kinds;
}

QVariant StoreFixture::value(const QString &sql) const
{
    QSqlQuery query(database->connection());
    if (!query.exec(sql))
        qFatal("%s: %s", qPrintable(sql), qPrintable(query.lastError().text()));
    return query.next() ? query.value(0) : QVariant();
}

void StoreFixture::execute(const QString &sql) const
{
    if (const auto done = database->execute(sql); !done)
        qFatal("%s: %s", qPrintable(sql), qPrintable(done.error().detail));
}

} // namespace ledgercast
